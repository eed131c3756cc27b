//! C103 placeholder: what writers put where something is still to come.

use std::ops::Range;

use super::{Check, Context, published};
use crate::article::Source;
use crate::base::{Span, Spanned};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::markdown::{Document, NodeKind, parse, runs};
use crate::yaml::shown;

static RULE: Rule = Rule {
    code: "C103",
    name: "placeholder",
    severity: Severity::Warning,
    meaning: "A page that readers get says `xxx`, `[insert number]`, `lorem ipsum` or the like.",
    why: "Something was to be written there, such as a telephone number, and readers get the gap.",
    mend: "Write what belongs there, or hold the page back with `status: draft`.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Words in any language, in small letters.
const PHRASES: &[&str] = &["lorem ipsum", "dolor sit amet", "consectetur adipiscing"];

/// Words of English writers, in small letters.
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

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let sources = &context.site.sources;
    for source in published(context) {
        let english = is_english(context, source);
        let may_hold = !placeholders(source.body_text(), english).is_empty();
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
    for run in runs(&document, &|_| None) {
        // The first of a paragraph says it of all.
        for range in placeholders(&run.text, english) {
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
    for (node, kind) in document.nodes.iter().map(|node| &node.kind).enumerate() {
        if matches!(kind, NodeKind::Image { .. }) {
            of_picture(&document, node, source, english, found);
        }
    }
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
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in words(text) {
        let letters = &text[word.clone()];
        let is_sign = SIGNS.contains(&letters)
            && (english || text[word.end..].starts_with(':'))
            || english && ENGLISH_SIGNS.contains(&letters);
        if is_sign || is_row_of_x(text, &word) {
            found.push(word);
        }
    }
    // Letters that change their length would shift the places behind them.
    let lower = text.to_ascii_lowercase();
    let phrases = PHRASES.iter().chain(if english { ENGLISH } else { &[] });
    for phrase in phrases {
        let places = lower.match_indices(phrase);
        found.extend(places.map(|(at, _)| at..at + phrase.len()));
    }
    if english {
        found.extend(lower.match_indices('[').filter_map(|(at, _)| gap(&lower, at)));
    }
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup_by(|later, earlier| later.start < earlier.end);
    found
}

/// Runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let start = at;
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some(start..start + word.len())
    })
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

/// `[insert telephone number]`, with the bracket at byte `start` of a text in small letters.
fn gap(lower: &str, start: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 80;
    let rest = &lower[start + 1..];
    let inside = &rest[..rest.find(']').filter(|&end| end <= LONGEST)?];
    let is_link = rest[inside.len() + 1..].starts_with(['(', '[']);
    let is_gap = GAPS.iter().any(|gap| match gap.strip_suffix(' ') {
        Some(_) => inside.trim_start().starts_with(gap),
        None => inside.trim() == *gap,
    });
    (is_gap && !is_link).then(|| start..start + inside.len() + 2)
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
        assert!(placeholders(concat!("TO", "DO EL MUNDO y TBC"), false).is_empty());
    }
}
