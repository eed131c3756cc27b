//! Stars and low lines that make nothing bold, or not all that was meant.

use std::ops::Range;

use super::{Stray, is_escaped};
use crate::markdown::document::{Document, NodeKind};
use crate::yaml::shown;

/// How many signs of a row are shown.
const MOST_SIGNS: usize = 6;

/// `**` that opens bold words, with nothing that closes them.
pub(super) fn open(text: &str, start: usize) -> Option<Stray> {
    let before = text[..start].chars().next_back();
    let after = text[start + 2..].chars().next();
    let opens = before.is_none_or(char::is_whitespace)
        && after.is_some_and(char::is_alphanumeric);
    opens.then(|| Stray {
        range: start..start + 2,
        message: "`**` makes nothing bold here".to_owned(),
        help: "write it right before the first and right behind the last bold letter"
            .to_owned(),
    })
}

/// `** words **` in the bytes `words` of `text`; `2 ** 3 ** 4` is a sum.
pub(super) fn spaced(text: &str, words: &Range<usize>) -> Option<Stray> {
    let source = &text[words.clone()];
    let mut marks = source.match_indices("**").map(|(at, _)| words.start + at);
    let (start, end) = (marks.next()?, marks.next()?);
    let inside = &text[start + 2..end];
    let is_of_row = |c: char| c == '*' || c.is_alphanumeric();
    let is_row =
        text[..start].ends_with(is_of_row) || text[end + 2..].starts_with(is_of_row);
    let is_spaced = inside.starts_with(' ') && inside.ends_with(' ');
    let is_sum = text[..start].trim_end().ends_with(|c: char| c.is_numeric() || c == ')');
    let has_word =
        inside.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1);
    let is_meant =
        is_spaced && has_word && !is_row && !is_sum && !is_escaped(text, start);
    is_meant.then(|| Stray {
        range: start..end + 2,
        message: "a space beside `**` keeps it from making anything bold".to_owned(),
        help: format!("write `**{}**`", shown(inside.trim())),
    })
}

/// `**words*`: marks that are more on one side than on the other, so that one is shown.
pub(super) fn uneven(document: &Document<'_>, text: &str, found: &mut Vec<Stray>) {
    for (node, this) in document.nodes.iter().enumerate() {
        let length = match this.kind {
            NodeKind::Emphasis => 1,
            NodeKind::Strong => 2,
            _ => continue,
        };
        let Range { start, end } = this.range;
        let Some(sign) = text[start..].chars().next().filter(|c| "*_".contains(*c))
        else {
            continue;
        };
        let is_text = |at: Option<usize>, is_beside: &dyn Fn(&Range<usize>) -> bool| {
            let beside = at.and_then(|at| document.nodes.get(at));
            beside.is_some_and(|beside| {
                matches!(beside.kind, NodeKind::Text(_)) && is_beside(&beside.range)
            })
        };
        let before = &text[..start];
        let before = before.len() - before.trim_end_matches(sign).len();
        let after = text[end..].len() - text[end..].trim_start_matches(sign).len();
        let is_before = before > 0
            && !is_escaped(text, start - before)
            && is_text(node.checked_sub(1), &|range| range.end == start);
        let is_after = after > 0 && is_text(Some(this.end), &|range| range.start == end);
        if !is_before && !is_after {
            continue;
        }
        let (before, after) =
            (if is_before { before } else { 0 }, if is_after { after } else { 0 });
        let Some(words) = text.get(start + length..end - length) else { continue };
        let shown_marks = |count: usize| sign.to_string().repeat(count.min(MOST_SIGNS));
        let marks = shown_marks((length + before.max(after)).min(3));
        let words = shown(words);
        found.push(Stray {
            range: start - before..end + after,
            message: format!(
                "`{}` stands before these words and `{}` behind them",
                shown_marks(length + before),
                shown_marks(length + after)
            ),
            help: format!(
                "write `{marks}{words}{marks}`, or `\\{sign}` where the sign itself is meant"
            ),
        });
    }
}
