//! Words that a program or an editor put there, and that no reader was to see.

use std::ops::Range;

/// Words in any language.
pub(super) const PHRASES: &[&str] = &[
    "lorem ipsum",
    "dolor sit amet",
    "consectetur adipiscing",
    "mergefield ",
    "error! reference source not found",
    "error! bookmark not defined",
    "error! no text of specified style",
    "error! hyperlink reference not valid",
    "[object object]",
    "#ref!",
    "#div/0!",
];

/// Words of English writers and of programs that speak English.
pub(super) const ENGLISH: &[&str] = &[
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
    "enter text here",
    "write text here",
    "image goes here",
    "link goes here",
    "content to follow",
    "copy to follow",
    "content coming soon",
    "page is under construction",
    "click here to enter text",
    "click or tap here to enter",
    "click or tap to enter",
    "click to add text",
    "click to add title",
    "note to editor",
    "note to designer",
    "note to self:",
];

/// Words that are no more than a placeholder where they are all that stands there.
pub(super) const ALONE: &[&str] = &[
    "choose an item",
    "coming soon",
    "do not publish",
    "dummy text",
    "insert here",
    "more to come",
    "not for circulation",
    "not for publication",
    "placeholder text",
    "sample text",
    "text here",
    "to come",
    "under construction",
    "draft",
];

/// Of these, what says so in capitals within other words as well.
const SHOUTED: &[&str] =
    &["DO NOT PUBLISH", "NOT FOR PUBLICATION", "NOT FOR CIRCULATION"];

/// Before words that somebody has to write, where a line begins.
pub(super) const NOTES: &[&str] = &["to do:", concat!("to", "do:")];

/// Whether such words are all of their line or sentence, or are shouted.
pub(super) fn is_alone(text: &str, mark: &Range<usize>) -> bool {
    let letters = &text[mark.clone()];
    let before = text[..mark.start].rsplit('\n').next().unwrap_or_default();
    let after = text[mark.end..].split('\n').next().unwrap_or_default();
    let is_sign = |c: char| c.is_whitespace() || "*_[](){}<>\"'!-\u{2013}:".contains(c);
    let begins = before.trim_end_matches(is_sign);
    let begins = begins.is_empty() || begins.ends_with(['.', '!', '|', ':']);
    let ends = after.trim_start_matches(is_sign);
    let ends = ends.is_empty() || ends.starts_with(['.', '|']);
    // `DRAFT - version 2`.
    let is_head = letters == "DRAFT"
        && before.trim_matches(is_sign).is_empty()
        && after.trim_start().starts_with(['-', '\u{2013}', '\u{2014}', ':']);
    let is_name = letters.eq_ignore_ascii_case("draft") && letters != "DRAFT";
    begins && ends && !is_name || is_head || SHOUTED.contains(&letters)
}

/// Whether words are those of a colleague, who had nothing to write there.
pub(super) fn is_of_colleague(words: &str) -> bool {
    let small = words.to_ascii_lowercase();
    SHOUTED.iter().any(|shouted| shouted.eq_ignore_ascii_case(words))
        || small.starts_with("note to ")
        || matches!(small.as_str(), "draft" | "[draft]")
}

/// Whether a note to oneself begins a line, in the letters of a writer in haste.
pub(super) fn is_note(text: &str, mark: &Range<usize>) -> bool {
    let before = &text[..mark.start];
    let is_small = text[mark.clone()].starts_with('t');
    is_small && (before.is_empty() || before.ends_with('\n'))
}
