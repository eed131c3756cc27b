//! What is told as a placeholder, in a text.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::phrase::{ALONE, ENGLISH, NOTES, PHRASES, is_alone, is_note};
use super::{bracket, gap, promise};
use crate::base::floor;

/// Words for what somebody was to do about it.
const PROMISES: &[&str] = &["to be ", "to follow"];

/// Signs of writers, in capitals.
const SIGNS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), "TKTK"];
const ENGLISH_SIGNS: &[&str] = &["TBC", "TBD", "tbc", "tbd"];

/// `T.B.C.`, to its last letter.
const DOTTED: &[&str] = &["t.b.a", "t.b.c", "t.b.d"];

/// What a row of placeholders begins with.
const ROWS: &[&str] = &[
    "xx",
    "__",
    "??",
    "...",
    "\u{2026}",
    "--",
    "\u{2013}\u{2013}",
    "\u{2014}\u{2014}",
    " x ",
    " x-",
    " x\u{2013}",
    " nn ",
    " # ",
    "\u{a3}x",
    "\u{20ac}x",
];

const BRACKETS: &[&str] = &["[", "(", "{", "<"];

/// What the fields of a letter to many stand between.
const FIELDS: &[(&str, &str)] = &[("\u{ab}", "\u{bb}"), ("*|", "|*")];

/// What a mark is judged as.
#[derive(Debug, Clone, Copy)]
enum MarkKind {
    Phrase,
    English,
    Alone,
    Note,
    Promise,
    Sign,
    Dotted,
    Row,
    Bracket,
    /// By its number among the fields.
    Field(usize),
}

/// All of it, looked for in one pass: hardly a text holds any.
static MARKS: LazyLock<Option<(AhoCorasick, Vec<MarkKind>)>> = LazyLock::new(|| {
    let lists = [
        (PHRASES, MarkKind::Phrase),
        (ENGLISH, MarkKind::English),
        (ALONE, MarkKind::Alone),
        (NOTES, MarkKind::Note),
        (PROMISES, MarkKind::Promise),
        (SIGNS, MarkKind::Sign),
        (ENGLISH_SIGNS, MarkKind::Sign),
        (DOTTED, MarkKind::Dotted),
        (ROWS, MarkKind::Row),
        (BRACKETS, MarkKind::Bracket),
    ];
    let of_list = |(marks, kind): (&'static [&str], MarkKind)| {
        marks.iter().map(move |mark| (*mark, kind))
    };
    let fields = FIELDS.iter().enumerate();
    let fields = fields.map(|(number, (open, _))| (*open, MarkKind::Field(number)));
    let (marks, kinds): (Vec<&str>, Vec<MarkKind>) =
        lists.into_iter().flat_map(of_list).chain(fields).unzip();
    let mut automaton = AhoCorasick::builder();
    automaton.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    Some((automaton.build(marks).ok()?, kinds))
});

/// The places of placeholders in a text, in order.
pub(super) fn placeholders(text: &str, english: bool) -> Vec<Range<usize>> {
    let Some((marks, kinds)) = &*MARKS else { return Vec::new() };
    // A word of a million letters holds many marks, and is looked at once.
    let mut looked_at = 0;
    let found = marks.find_iter(text).filter_map(|mark| {
        let range = mark.range();
        match kinds[mark.pattern().as_usize()] {
            MarkKind::Phrase => Some(range),
            MarkKind::English => english.then_some(range),
            MarkKind::Alone => (english && is_alone(text, &range)).then_some(range),
            MarkKind::Note => (english && is_note(text, &range)).then_some(range),
            MarkKind::Promise if english => promise::promise(text, &range),
            MarkKind::Dotted => {
                (english && word_around(text, &range) == range).then_some(range)
            }
            MarkKind::Bracket if english => bracket::gap(text, range.start),
            MarkKind::Promise | MarkKind::Bracket => None,
            MarkKind::Field(number) => field(text, range.start, FIELDS[number], english),
            MarkKind::Sign | MarkKind::Row if range.start < looked_at => None,
            kind @ (MarkKind::Sign | MarkKind::Row) => {
                let word = word_around(text, &range);
                looked_at = word.end;
                if is_sign(text, &word, english) || is_row_of_x(text, &word) {
                    return Some(word);
                }
                (english && matches!(kind, MarkKind::Row))
                    .then(|| gap::quantity(text, &range))
                    .flatten()
            }
        }
    });
    let mut found: Vec<Range<usize>> = found.collect();
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup_by(|later, earlier| later.start < earlier.end);
    found
}

/// The letters and digits around a part of them.
pub(super) fn word_around(text: &str, part: &Range<usize>) -> Range<usize> {
    let before = text[..part.start].trim_end_matches(char::is_alphanumeric);
    let after = text[part.end..].trim_start_matches(char::is_alphanumeric);
    before.len()..text.len() - after.len()
}

fn is_sign(text: &str, word: &Range<usize>, english: bool) -> bool {
    let letters = &text[word.clone()];
    SIGNS.contains(&letters) && (english || text[word.end..].starts_with(':'))
        || english && ENGLISH_SIGNS.contains(&letters) && is_awaited(text, word)
}

/// Whether such a sign stands for something: `TBC cards` names cards.
fn is_awaited(text: &str, word: &Range<usize>) -> bool {
    const SMALL: &[&str] = &[
        "after", "and", "are", "as", "at", "before", "but", "by", "for", "from", "in",
        "is", "on", "once", "or", "please", "to", "until", "when", "with",
    ];
    let before = text[..word.start].trim_end();
    let after = text[word.end..].strip_prefix(' ').unwrap_or_default();
    let next = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
    next.is_empty()
        || before.ends_with([':', '(', '[', '|', '\u{2013}'])
        || SMALL.contains(&next.to_ascii_lowercase().as_str())
}

/// `xxx`; but not the chromosomes of `47,XXX`, nor a number in Roman digits.
fn is_row_of_x(text: &str, word: &Range<usize>) -> bool {
    let letters = &text[word.clone()];
    let is_row = letters.len() > 2 && letters.bytes().all(|byte| byte | 0x20 == b'x');
    let is_name = letters == "XXX"
        && (text[..word.start].ends_with([',', '('])
            || text[word.end..].starts_with(" syn"));
    is_row && !is_name
}

/// `«FirstName»` or `*|FNAME|*`, which begins at byte `start`. In a language whose quotation
/// marks look so, only what no word is like.
fn field(
    text: &str,
    start: usize,
    (open, close): (&str, &str),
    english: bool,
) -> Option<Range<usize>> {
    const LONGEST: usize = 40;
    let rest = &text[start + open.len()..];
    let length = rest[..floor(rest, LONGEST)].find(close)?;
    let name = &rest[..length];
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':'));
    let letters = || name.chars().zip(name.chars().skip(1));
    let is_field = open == "*|"
        || name.contains('_')
        || letters().any(|(one, next)| one.is_lowercase() && next.is_uppercase());
    (is_name && (english || is_field))
        .then_some(start..start + open.len() + length + close.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        placeholders(text, true).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_is_still_to_be_written_is_found() {
        let mut wrong = Vec::new();
        for (text, words) in [
            (concat!("Call us: TO", "DO."), &[concat!("TO", "DO")][..]),
            (concat!("TO", "DO: number"), &[concat!("TO", "DO")]),
            ("Ring 020 7xxx xxxx.", &["xxxx"]),
            ("Lorem ipsum dolor sit amet.", &["Lorem ipsum", "dolor sit amet"]),
            ("Call [insert phone number] or [TBC].", &["[insert phone number]", "[TBC]"]),
            ("Opens xx/xx/xxxx", &["xxxx"]),
            ("The é date: TBC", &["TBC"]),
            (
                "Dear \u{ab}FirstName\u{bb} and \u{ab}Ward\u{bb},",
                &["\u{ab}FirstName\u{bb}", "\u{ab}Ward\u{bb}"],
            ),
            ("Dear *|FNAME|*, dear [First name]", &["*|FNAME|*", "[First name]"]),
            ("Dear { MERGEFIELD Name }", &["{ MERGEFIELD Name }"]),
            ("Take XX mg, then XXml, or ___ mg.", &["XX mg", "XXml", "___ mg"]),
            ("Take X tablets for ?? days.", &["X tablets", "?? days"]),
            ("It costs \u{a3}XX on XX/XX.", &["\u{a3}XX", "XX/XX"]),
            ("Call us on ______ (add photo).", &["______", "(add photo)"]),
            ("Time: tbc. Date (to be confirmed)", &["tbc", "(to be confirmed)"]),
            ("Call To be confirmed.", &["To be confirmed"]),
            (
                "| To be decided | number to follow |",
                &["To be decided", "number to follow"],
            ),
            (
                "(insert a picture of the ward here)",
                &["(insert a picture of the ward here)"],
            ),
            ("Your doctor is <insert name>.", &["<insert name>"]),
            ("Take [dose] mg of {drug name}.", &["[dose]", "{drug name}"]),
            ("Take (dose) twice, from [\u{25cf}] on.", &["(dose)", "[\u{25cf}]"]),
            ("Take nn tablets or X\u{2013}Y mg.", &["nn tablets", "X\u{2013}Y mg"]),
            ("Take 5?? mg, ---- mg or ... mg.", &["?? mg", "---- mg", "... mg"]),
            ("Call ???? now, open ??:?? on XX June.", &["????", "??:??", "XX June"]),
            ("See page XX. It costs \u{a3}X in 20XX.", &["XX", "\u{a3}X", "20XX"]),
            ("Take [X] tablets.", &["[X]"]),
            ("Between X and Y days.", &["X and Y days"]),
            ("The time is T.B.C.", &["T.B.C"]),
            ("to do: this part", &["to do:"]),
            ("More to follow", &["More to follow"]),
            ("DO NOT PUBLISH until then", &["DO NOT PUBLISH"]),
            (
                "The dose is (to be agreed with the ward).",
                &["(to be agreed with the ward)"],
            ),
            ("Click or tap here to enter text.", &["Click or tap here to enter"]),
            ("Choose an item.", &["Choose an item"]),
            ("See Error! Bookmark not defined.", &["Error! Bookmark not defined"]),
            ("[DRAFT] [check with the ward]", &["[DRAFT]", "[check with the ward]"]),
            ("DRAFT \u{2013} version 2", &["DRAFT"]),
            ("Ask your [nurse's name] or <name>.", &["[nurse's name]", "<name>"]),
        ] {
            if found(text) != words {
                wrong.push((text, found(text)));
            }
        }
        assert_eq!(wrong, []);
    }

    #[test]
    fn words_that_look_alike_are_left_alone() {
        let texts = [
            "The karyotype is 47,XXX.",
            "Triple X (XXX syndrome)",
            "a todo list for all",
            "Size XXL and XX",
            "A 46,XX/46,XY karyotype and XX chromosomes",
            "The result has to be confirmed by a second test.",
            "It has to be confirmed, and decisions to be agreed.",
            "Add salt (add a little more if you like), and (enter your name).",
            "(add the milk) (insert the needle) (put the date on it)",
            "Name: ______",
            "Really?? Yes .... and no. A __bold__ word. Factor X units",
            "These are the steps to follow, and the date to follow up",
            "5 x 10 mg and 5 X 10 mg",
            "See [1] and [a note] and [date](x.md).",
            "[Link] (page.md) and [Link] (#place)",
            "Bring it (add photo ID). Our TBC cards are blue.",
            "The amount of radiation (dose) is small, and [the dose] is safe.",
            "Choose an item from the list. We do not publish your name.",
            "Things to do: rest. The works are under construction here.",
            "He waited ... minutes later, or -- days after that.",
            "The karyotype is 46,XX. Use --days 3 and --- as a line.",
            "(not your account email)",
            "??? info \u{22}How\u{22}",
            "[x] done, [ ] not, [...] and [?]. What????",
            "A \u{2014} tablets are given \u{2014} B",
            "Hugo reads {{ title }} and ${name}.",
            "",
        ];
        let wrong: Vec<_> = texts
            .iter()
            .filter(|text| !found(text).is_empty())
            .map(|text| found(text))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(
            placeholders("Il dit \u{ab}oui\u{bb} et \u{ab} non \u{bb}", false).is_empty()
        );
        assert_eq!(placeholders("\u{ab}FirstName\u{bb}", false).len(), 1);
        assert!(placeholders(concat!("TO", "DO EL MUNDO y TBC"), false).is_empty());
    }
}
