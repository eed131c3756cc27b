//! C103 placeholder: what writers put where something is still to come.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::{Check, Context, published};
use crate::article::Source;
use crate::base::{Span, Spanned, floor};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::markdown::{Document, NodeKind, parse, runs};
use crate::yaml::shown;

pub(super) static RULE: Rule = Rule {
    code: "C103",
    name: "placeholder",
    severity: Severity::Warning,
    meaning: "A page that readers get says `xxx`, `[insert number]`, `lorem ipsum` or the like.",
    why: "Something was to be written there, such as a telephone number, and readers get the gap.",
    mend: "Write what belongs there, or hold the page back with `status: draft`.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

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
const ENGLISH_SIGNS: &[&str] = &["TBC", "TBD"];

/// What a word of placeholders begins with, and the bracket of a gap.
const ROW: &str = "xxx";
const BRACKET: &str = "[";

/// What the fields of a letter to many stand between.
const FIELDS: &[(&str, &str)] = &[("\u{ab}", "\u{bb}"), ("*|", "|*")];

/// All of it, looked for in one pass: hardly a text holds any.
static MARKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let fields = FIELDS.iter().map(|(open, _)| *open);
    let marks = [PHRASES, ENGLISH, SIGNS, ENGLISH_SIGNS, &[ROW, BRACKET]].concat();
    let marks = marks.into_iter().chain(fields);
    let mut automaton = AhoCorasick::builder();
    automaton.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    automaton.build(marks).ok()
});

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let sources = &context.site.sources;
    for source in published(context) {
        let english = is_english(context, source);
        let text = source.body_text();
        let may_hold = text.contains("<<") || !placeholders(text, english).is_empty();
        if may_hold {
            in_text(source, english, found);
        }
    }
    for (id, article) in context.site.article_ids().zip(&sources.articles) {
        if !context.site.visibility[id].is_or_will_be_public() {
            continue;
        }
        let english = is_english(context, &article.source);
        let front_matter = &article.front_matter;
        let texts = [Some(&front_matter.title), front_matter.description.as_ref()];
        for text in texts.into_iter().flatten() {
            in_key(text, english, found);
        }
    }
}

fn in_key(text: &Spanned<String>, english: bool, found: &mut Vec<Diagnostic>) {
    let first = placeholders(&text.value, english).into_iter().next();
    found.extend(first.map(|range| finding(&text.value[range], text.span)));
}

/// What stands in the words of a text, and in what is said of its pictures; code is left
/// alone.
fn in_text(source: &Source, english: bool, found: &mut Vec<Diagnostic>) {
    let document = parse(&source.text, source.body.clone(), "");
    let code = code_of(&document);
    for run in runs(&document, &|_| None) {
        // The first of a paragraph says it of all.
        for range in placeholders(&run.text, english) {
            // A page that shows how something is written shows what comes of it too.
            if code.contains(&run.text[range.clone()]) {
                continue;
            }
            let mut pieces = run.pieces.iter();
            let is_code = pieces.any(|piece| {
                piece.range.start < range.end
                    && range.start < piece.range.end
                    && matches!(document.nodes[piece.node].kind, NodeKind::Code(_))
            });
            if !is_code {
                let place = run.source_of(&document, &range);
                found.push(finding(&run.text[range], Span::new(source.file, place)));
                break;
            }
        }
    }
    angled(&document, source, found);
    for (node, kind) in document.nodes.iter().map(|node| &node.kind).enumerate() {
        if matches!(kind, NodeKind::Image { .. }) {
            of_picture(&document, node, source, english, found);
        }
    }
}

/// All that a text shows in blocks of code.
fn code_of(document: &Document<'_>) -> String {
    let blocks = document.nodes.iter().enumerate();
    let blocks = blocks
        .filter(|(_, node)| matches!(node.kind, NodeKind::CodeBlock { .. }))
        .map(|(node, _)| document.text_of(node));
    blocks.collect()
}

fn of_picture(
    document: &Document<'_>,
    node: usize,
    source: &Source,
    english: bool,
    found: &mut Vec<Diagnostic>,
) {
    let words = document.text_of(node);
    let first = placeholders(&words, english).into_iter().next();
    let span = Span::new(source.file, document.nodes[node].range.clone());
    found.extend(first.map(|range| finding(&words[range], span)));
}

fn finding(words: &str, span: Span) -> Diagnostic {
    let message =
        format!("`{}` stands where something is still to be written", shown(words));
    Diagnostic::new(&RULE, span, message)
        .with_help("write what belongs here, or hold the page back with `status: draft`")
}

/// The places of placeholders in a text, in order.
fn placeholders(text: &str, english: bool) -> Vec<Range<usize>> {
    let marks = MARKS.iter().flat_map(|marks| marks.find_iter(text));
    // A word of a million letters holds many marks, and is looked at once.
    let mut looked_at = 0;
    let found = marks.filter_map(|mark| {
        let range = mark.range();
        let number = mark.pattern().as_usize();
        if number < PHRASES.len() {
            Some(range)
        } else if number < PHRASES.len() + ENGLISH.len() {
            english.then_some(range)
        } else if text[range.clone()] == *BRACKET {
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
            (is_sign(text, &word, english) || is_row_of_x(text, &word)).then_some(word)
        }
    });
    let mut found: Vec<Range<usize>> = found.collect();
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup_by(|later, earlier| later.start < earlier.end);
    found
}

/// The letters and digits around a part of them.
fn word_around(text: &str, part: &Range<usize>) -> Range<usize> {
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

/// `<<FirstName>>`: the inner brackets are a tag that HTML does not have.
fn angled(document: &Document<'_>, source: &Source, found: &mut Vec<Diagnostic>) {
    for node in &document.nodes {
        let NodeKind::Html(tag) = &node.kind else { continue };
        let Range { start, end } = node.range;
        let text = &source.text;
        let is_field = text[..start].ends_with('<')
            && text[end..].starts_with('>')
            && tag[1..].starts_with(char::is_alphabetic);
        if is_field {
            let place = start - 1..end + 1;
            let span = Span::new(source.file, place.clone());
            found.push(finding(&text[place], span));
        }
    }
}

fn is_english(context: &Context<'_>, source: &Source) -> bool {
    let tag = &context.config.languages[source.language].tag;
    tag.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("en"))
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
