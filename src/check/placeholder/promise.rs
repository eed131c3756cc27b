//! What somebody has still to do: `to be confirmed`, `more to follow`.

use std::ops::Range;

use super::things::THINGS;
use crate::base::floor;

/// Bytes that such a remark in brackets may have.
const LONGEST: usize = 80;

/// `To be confirmed` and `number to follow`, from the mark `to be ` or `to follow`: alone,
/// behind a colon or a bracket, or behind what is still to come. What has to be confirmed by
/// a second test is no gap.
pub(super) fn promise(text: &str, mark: &Range<usize>) -> Option<Range<usize>> {
    const DONE: &[&str] = &[
        "added",
        "advised",
        "agreed",
        "announced",
        "confirmed",
        "decided",
        "determined",
        "inserted",
        "supplied",
        "written",
    ];
    let before = text[..mark.start].trim_end_matches([' ', '\u{a0}']);
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let last_word = last.to_ascii_lowercase();
    let is_awaited = THINGS.contains(&&*last_word)
        || matches!(
            &*last_word,
            "content" | "information" | "more" | "remainder" | "rest"
        );
    let is_order = text[mark.clone()].ends_with(' ');
    let rest = &text[mark.end..];
    let verb = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    if is_order && !DONE.contains(&rest[..verb].to_ascii_lowercase().as_str()) {
        return None;
    }
    let end = mark.end + if is_order { verb } else { 0 };
    // `(to be agreed with the ward)`.
    if is_order && before.ends_with(['(', '[']) {
        let close = if before.ends_with('(') { ')' } else { ']' };
        let length = text[end..floor(text, end + LONGEST)].find(close)?;
        return Some(before.len() - 1..end + length + 1);
    }
    let after = text[end..].trim_start_matches([' ', '\u{a0}']);
    let ends = after.is_empty()
        || after.starts_with(['\n', '|', '.', ')', ']', ',', ';', '*', '_', '!']);
    if !ends {
        return None;
    }
    if is_awaited {
        let start = if is_order { mark.start } else { before.len() - last.len() };
        return Some(start..end);
    }
    let begins = before.is_empty()
        || before.ends_with(['\n', '|', ':', '(', '[', '\u{2013}', '*', '_', '>'])
        || text[mark.clone()].starts_with('T');
    (begins && is_order).then_some(mark.start..end)
}
