//! Whether a part of a text shows a reader anything.

use super::fault;
use super::typed::is_unseen;
use crate::base::floor;
use crate::diagnostic::EMPTY_BLOCK;
use crate::markdown::DECORATIVE;
use crate::markdown::document::{Document, NodeId, NodeKind};
use crate::markdown::fault::Mend;

/// Bytes up to the end of `<details>` that are looked at.
const MOST_BYTES: usize = 2_000;

/// Whether a reader learns nothing from a subtree: it has no words, no picture that shows
/// something, and no row of a table.
pub fn is_blank(document: &Document<'_>, top: NodeId) -> bool {
    let mut node = top;
    while node < document.nodes[top].end {
        let this = &document.nodes[node];
        match &this.kind {
            NodeKind::Removed | NodeKind::TableHead => {
                node = this.end;
                continue;
            }
            // What cannot stand below a line of text is read as words: `[name]: address`.
            NodeKind::Paragraph if says_nothing(&document.text_of(node)) => {
                node = this.end;
                continue;
            }
            // The words of a picture come behind it.
            NodeKind::Image { title, .. } if title.as_ref() == DECORATIVE => {}
            NodeKind::Text(words) | NodeKind::Code(words) | NodeKind::Plain(words)
                if words.contains(says_something) =>
            {
                return false;
            }
            NodeKind::Html(markup) => {
                let markup = markup.trim();
                let is_unseen = markup.is_empty()
                    || markup.starts_with("<!--")
                    || markup.starts_with("<br")
                    || markup.starts_with("</");
                if !is_unseen {
                    return false;
                }
            }
            NodeKind::Image { .. }
            | NodeKind::Include { .. }
            | NodeKind::Citation { .. }
            | NodeKind::FootnoteReference(_)
            | NodeKind::Link { .. } => return false,
            _ => {}
        }
        node += 1;
    }
    true
}

/// Whether a character is more than a sign between words: `…` and `–` alone say nothing.
fn says_something(c: char) -> bool {
    let is_sign = c.is_ascii_punctuation()
        || c.is_whitespace()
        || is_unseen(c)
        || matches!(c, '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{206f}' | '\u{3000}'..='\u{303f}');
    !is_sign
}

/// Whether words are such a definition, or the numbers of items and nothing else.
fn says_nothing(words: &str) -> bool {
    let is_number = |word: &str| {
        let digits = word.trim_end_matches(['.', ')']);
        digits.len() + 1 == word.len()
            && (1..=2).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut words_of = words.split_whitespace();
    is_definition(words)
        || words_of.next().is_some_and(is_number) && words_of.all(is_number)
}

/// Whether words are the definition of an address and nothing else.
fn is_definition(words: &str) -> bool {
    let rest = words.trim().strip_prefix('[').and_then(|rest| rest.split_once("]:"));
    rest.is_some_and(|(name, address)| {
        !name.contains(']') && address.split_whitespace().count() == 1
    })
}

/// `<details>` that a reader opens to find nothing: its tag stands in `node`.
pub(super) fn closed(document: &Document<'_>, text: &str, node: NodeId) -> Option<Mend> {
    const OPEN: &str = "<details";
    let range = document.nodes[node].range.clone();
    let markup = text[range.clone()].to_ascii_lowercase();
    let at = markup.find(OPEN)?;
    let start = range.start + at;
    // One that says nothing is short.
    let near = floor(text, start + MOST_BYTES);
    let lower = text[start..near].to_ascii_lowercase();
    let end = lower.find("</details")?;
    let inside = &text[start..start + end];
    // What is nested is looked at by itself.
    if lower[OPEN.len()..end].contains(OPEN) {
        return None;
    }
    let words = without_tags(inside);
    if words.contains(says_something) {
        return None;
    }
    let length = text[start..].find('>').map_or(OPEN.len(), |at| at + 1);
    let message = "readers open this `<details>` and find nothing";
    let help = "write `> [!DETAILS]` and a heading, and below it what it says, each line with `> ` before it"
        .to_owned();
    let fault = fault(&EMPTY_BLOCK, start..start + length, message, help);
    Some(Mend { fault, patch: None })
}

/// What of raw HTML is seen besides the line that opens it. A picture is seen.
fn without_tags(markup: &str) -> String {
    let lower = markup.to_ascii_lowercase();
    let summary = lower.find("<summary").zip(lower.find("</summary"));
    let mut words = String::new();
    let mut at = 0;
    while let Some(open) = markup[at..].find('<').map(|open| at + open) {
        if summary.is_none_or(|(start, end)| !(start..end).contains(&at)) {
            words.push_str(&markup[at..open]);
        }
        if ["<img", "<svg"].iter().any(|tag| lower[open..].starts_with(tag)) {
            words.push_str("picture");
        }
        let close = if markup[open..].starts_with("<!--") { "-->" } else { ">" };
        let length = markup[open..].find(close).map(|end| end + close.len());
        at = length.map_or(markup.len(), |length| open + length);
    }
    words.push_str(&markup[at..]);
    words
}
