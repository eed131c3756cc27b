//! What is told as a placeholder, in a text.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::gap::{self, THINGS};
use crate::base::floor;

/// Words in any language.
const PHRASES: &[&str] =
    &["lorem ipsum", "dolor sit amet", "consectetur adipiscing", "mergefield "];

/// Words of English writers.
const ENGLISH: &[&str] = &[
    "insert text here",
    "insert name here",
    "insert number here",
    "insert link here",
    "insert image here",
    "text goes here",
    "text to go here",
    "text to follow",
    "your text here",
    "add text here",
    "write text here",
    "image goes here",
    "link goes here",
    "content to follow",
    "copy to follow",
];

/// Words for what somebody was to do about it.
const PROMISES: &[&str] = &["to be ", "to follow"];

/// What is asked of a colleague in brackets.
const ORDERS: &[&str] =
    &["(add ", "(insert ", "(put ", "(paste ", "(attach ", "<add ", "<insert "];

/// What stands in square brackets to be filled in, in small letters.
const GAPS: &[&str] = &[
    "add ",
    "enter ",
    "insert ",
    "name of ",
    "number of ",
    "type ",
    "your ",
    "delete as ",
    "first name",
    "firstname",
    "last name",
    "lastname",
    "surname",
    "patient name",
    "patient's name",
    "trust name",
    "hospital name",
    "ward name",
    "clinic name",
    "phone number",
    "telephone number",
    "telephone",
    "phone",
    "contact details",
    "contact number",
    "email address",
    "email",
    "link",
    "date",
    "tbc",
    "tbd",
    "tba",
    "xx",
];

/// Signs of writers, in capitals.
const SIGNS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), "TKTK"];
const ENGLISH_SIGNS: &[&str] = &["TBC", "TBD", "tbc", "tbd"];

/// What a row of placeholders begins with, and the bracket of a gap.
const ROWS: &[&str] = &["xx", "__", "??", "....", " x "];
const BRACKET: &str = "[";

/// What the fields of a letter to many stand between.
const FIELDS: &[(&str, &str)] = &[("\u{ab}", "\u{bb}"), ("*|", "|*")];

/// All of it, looked for in one pass: hardly a text holds any.
static MARKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let fields = FIELDS.iter().map(|(open, _)| *open);
    let marks =
        [PHRASES, ENGLISH, PROMISES, ORDERS, SIGNS, ENGLISH_SIGNS, ROWS, &[BRACKET]]
            .concat();
    let marks = marks.into_iter().chain(fields);
    let mut automaton = AhoCorasick::builder();
    automaton.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    automaton.build(marks).ok()
});

/// The places of placeholders in a text, in order.
pub(super) fn placeholders(text: &str, english: bool) -> Vec<Range<usize>> {
    let marks = MARKS.iter().flat_map(|marks| marks.find_iter(text));
    // A word of a million letters holds many marks, and is looked at once.
    let mut looked_at = 0;
    let found = marks.filter_map(|mark| {
        let range = mark.range();
        let number = mark.pattern().as_usize();
        let letters = &text[range.clone()];
        let is_one =
            |marks: &[&str]| marks.iter().any(|one| letters.eq_ignore_ascii_case(one));
        if number < PHRASES.len() {
            Some(range)
        } else if number < PHRASES.len() + ENGLISH.len() {
            english.then_some(range)
        } else if is_one(PROMISES) {
            gap::promise(text, &range).filter(|_| english)
        } else if is_one(ORDERS) {
            order(text, &range).filter(|_| english)
        } else if letters == BRACKET {
            gap(text, range.start).filter(|_| english)
        } else if let Some((open, close)) =
            FIELDS.iter().find(|(open, _)| text[range.clone()] == **open)
        {
            field(text, range.start, (open, close), english)
        } else if range.start < looked_at {
            None
        } else {
            let word = word_around(text, &range);
            looked_at = word.end;
            if is_sign(text, &word, english) || is_row_of_x(text, &word) {
                return Some(word);
            }
            is_one(ROWS)
                .then(|| gap::quantity(text, &range).filter(|_| english))
                .flatten()
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
        || english && ENGLISH_SIGNS.contains(&letters)
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

/// `[insert telephone number]`, with the bracket at byte `start`.
fn gap(text: &str, start: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 80;
    let rest = &text[start + 1..];
    let end = rest.bytes().take(LONGEST + 1).position(|byte| byte == b']')?;
    let is_link = rest[end + 1..].starts_with(['(', '[']);
    if is_link {
        return None;
    }
    let inside = rest[..end].to_ascii_lowercase();
    let is_gap = GAPS.iter().any(|gap| match gap.strip_suffix(' ') {
        Some(_) => inside.trim_start().starts_with(gap),
        None => inside.trim() == *gap,
    });
    is_gap.then_some(start..start + end + 2)
}

/// `(add photo)` or `<insert name>`: what somebody is asked to put there. Readers are asked
/// for other things, such as `(add a little salt)` and `(enter your name)`.
fn order(text: &str, mark: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 60;
    let close = if text[mark.clone()].starts_with('<') { '>' } else { ')' };
    let rest = &text[mark.end..];
    let length = rest[..floor(rest, LONGEST)].find(close)?;
    let mut words =
        rest[..length].split_whitespace().filter(|word| !matches!(*word, "a" | "an"));
    let what = words.next()?.to_ascii_lowercase();
    let is_part = THINGS.contains(&what.as_str()) || close == '>';
    is_part.then_some(mark.start..mark.end + length + 1)
}

/// Whether a tag is no tag, but what somebody is asked to put there.
pub(super) fn is_order(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    ORDERS.iter().any(|order| order.starts_with('<') && tag.starts_with(order))
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
            ("Dear { MERGEFIELD Name }", &["MERGEFIELD "]),
            ("Take XX mg, then XXml, or ___ mg.", &["XX mg", "XXml", "___ mg"]),
            ("Take X tablets for ?? days.", &["X tablets", "?? days"]),
            ("It costs \u{a3}XX on XX/XX.", &["\u{a3}XX", "XX/XX"]),
            ("Call us on ______ (add photo).", &["______", "(add photo)"]),
            ("Time: tbc. Date (to be confirmed)", &["tbc", "to be confirmed"]),
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
        ] {
            assert_eq!(found(text), words, "{text}");
        }
    }

    #[test]
    fn words_that_look_alike_are_left_alone() {
        for text in [
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
            "",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
        assert!(
            placeholders("Il dit \u{ab}oui\u{bb} et \u{ab} non \u{bb}", false).is_empty()
        );
        assert_eq!(placeholders("\u{ab}FirstName\u{bb}", false).len(), 1);
        assert!(placeholders(concat!("TO", "DO EL MUNDO y TBC"), false).is_empty());
    }
}
