//! Brackets of the wrong kind, one too few, or with a space before them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::link::{closing, is_address, opening};
use super::{LONGEST_LINK, Stray, is_escaped, link_from};
use crate::base::floor;
use crate::markdown::document::{Document, NodeKind};
use crate::yaml::shown;

/// Endings of pictures.
const PICTURES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// `[words]]`, with the first of the closing brackets at byte `close`.
pub(super) fn doubled(text: &str, close: usize) -> Option<Stray> {
    let open = opening(text, close)?;
    let name = &text[open + 1..close];
    let is_name = name.starts_with(char::is_alphanumeric)
        && name.contains(char::is_alphabetic)
        && !name.contains(['[', ']']);
    let is_part = text[..open]
        .ends_with(|c: char| c.is_alphanumeric() || "[!\\".contains(c))
        || text[close + 2..].starts_with(['(', '[', ']', ':']);
    // `[see [1]]` closes two that were opened.
    let is_inner = opening(text, open).is_some() || is_escaped(text, close);
    (is_name && !is_part && !is_inner).then(|| Stray {
        range: open..close + 2,
        message: "this link is opened with one bracket and closed with two".to_owned(),
        help: format!("write `[[{}]]`", shown(name)),
    })
}

/// `{words}(address)` or `(words)(address)`, with the first closing bracket at byte `middle`.
pub(super) fn other(text: &str, words: &Range<usize>, middle: usize) -> Option<Stray> {
    let rest = link_from(text, middle + 2);
    let address = &rest[..closing(rest)?];
    let start = floor(text, middle.saturating_sub(LONGEST_LINK)).max(words.start);
    let before = text[start..middle].rsplit('\n').next().unwrap_or("");
    let sign = if text[middle..].starts_with('}') { '{' } else { '(' };
    let open = middle - before.len() + before.rfind(sign)?;
    let inside = &text[open + 1..middle];
    let is_glued =
        text[..open].ends_with(|c: char| c.is_alphanumeric() || "{}$#%\\])".contains(c));
    if !is_address(address)
        || is_glued
        || !inside.contains(char::is_alphabetic)
        || inside.contains(['{', '}', '(', ')'])
    {
        return None;
    }
    Some(Stray {
        range: open..middle + 2 + address.len() + 1,
        message: "the words of a link stand in square brackets".to_owned(),
        help: format!("write `[{}]({})`", shown(inside), shown(address)),
    })
}

/// `! [words](picture.png)`.
pub(super) fn pictures(document: &Document<'_>, text: &str, found: &mut Vec<Stray>) {
    for this in &document.nodes {
        if !matches!(this.kind, NodeKind::Link { has_text: true, .. }) {
            continue;
        }
        let written = &text[this.range.clone()];
        let before = &text[..this.range.start];
        let sign = before.trim_end_matches(' ');
        let Some(rest) = sign.strip_suffix('!').filter(|_| sign.len() < before.len())
        else {
            continue;
        };
        let address = written.rsplit_once("](").map_or("", |(_, address)| address);
        let path = address.split([')', ' ', '>', '#', '?']).next().unwrap_or("");
        let is_picture = path.rsplit_once('.').is_some_and(|(_, ending)| {
            PICTURES.iter().any(|known| ending.eq_ignore_ascii_case(known))
        });
        // `Look! [The chart](chart.png)` ends a sentence.
        let is_alone = rest.chars().next_back().is_none_or(char::is_whitespace);
        if is_picture && is_alone {
            found.push(Stray {
                range: rest.len()..this.range.end,
                message: "a space stands between `!` and the brackets of this picture"
                    .to_owned(),
                help: format!("write `!{}`", shown(written)),
            });
        }
    }
}

/// The labels of the notes of a text, in small letters.
pub(super) fn labels(document: &Document<'_>) -> BTreeSet<String> {
    let labels = document.nodes.iter().filter_map(|node| match &node.kind {
        NodeKind::FootnoteDefinition(label) => Some(label.to_lowercase()),
        _ => None,
    });
    labels.collect()
}

/// `(^1)`, `[1^]` and `[^1)` in the bytes `words` of `text`, each with its label; `known` are
/// the labels of notes.
pub(super) fn notes(
    text: &str,
    words: &Range<usize>,
    known: &BTreeSet<String>,
) -> Vec<(String, Stray)> {
    /// Letters of a label.
    const LONGEST: usize = 30;
    let source = &text[words.clone()];
    let is_of_label = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let is_near = |part: &str| part.len() <= LONGEST;
    let mark = |at: usize| {
        let (before, after) = (&source[..at], &source[at + 1..]);
        let near = floor(source, at.saturating_sub(LONGEST + 1));
        let in_front =
            source[near..at].len() - source[near..at].trim_end_matches(is_of_label).len();
        let behind =
            after[..floor(after, LONGEST + 1)].find(|c| !is_of_label(c)).unwrap_or(0);
        let (label, open, close) = if behind > 0 && in_front == 0 {
            (
                &after[..behind],
                before.chars().next_back()?,
                after[behind..].chars().next()?,
            )
        } else if in_front > 0 && behind == 0 {
            let open = source[..at - in_front].chars().next_back()?;
            (&source[at - in_front..at], open, after.chars().next()?)
        } else {
            return None;
        };
        let start = at - in_front - open.len_utf8();
        let is_mark = matches!((open, close), ('(' | '{' | '[', ')' | '}'))
            || in_front > 0 && (open, close) == ('[', ']');
        let is_sum =
            source[..start].ends_with(|c: char| c.is_numeric() || "^*/+-\\".contains(c));
        let folded = label.to_lowercase();
        let is_known = known.contains(&folded);
        let is_number = label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit());
        (is_mark && is_near(label) && !is_sum && (is_known || is_number)).then(|| {
            let end = at + 1 + behind + close.len_utf8();
            let more = if is_known {
                String::new()
            } else {
                format!(", and `[^{label}]: words` on a line below")
            };
            let stray = Stray {
                range: words.start + start..words.start + end,
                message: "these brackets make no mark of a note".to_owned(),
                help: format!("write `[^{label}]`{more}"),
            };
            (folded, stray)
        })
    };
    let places = source.match_indices('^').map(|(at, _)| at);
    places.take(super::MOST_LOOKED_AT).filter_map(mark).take(super::MOST).collect()
}
