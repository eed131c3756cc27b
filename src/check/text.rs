//! What a check of one text sees: the text, and little else.

use std::ops::Range;

use super::book::PhraseBook;
use crate::base::{Addressed, FileId, Shared};
use crate::diagnostic::{Diagnostic, Rule};

/// Rules and the function that looks for them in one text that readers get.
#[derive(Debug)]
pub(super) struct TextCheck {
    /// The rules.
    pub(super) rules: fn() -> Vec<&'static Rule>,
    /// Looks for them.
    pub(super) run: fn(&LoneText, &mut Vec<Diagnostic>),
}

/// Whose spelling a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RegionalSpelling {
    /// `leukaemia`.
    British,
    /// `leukemia`.
    American,
    /// One or the other, or neither: nobody says which.
    Either,
}

/// A text, and all else that may be known when it is judged.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LoneText {
    /// The file.
    pub(super) file: FileId,
    /// The whole text of it.
    pub(super) text: Addressed<str>,
    /// The bytes of the body.
    pub(super) body: Range<usize>,
    /// Whether it is written in English, of which some lists of words are.
    pub(super) is_english: bool,
    /// How its language is spelled.
    pub(super) spelling: RegionalSpelling,
    /// Whether it is for staff alone.
    pub(super) is_for_staff: bool,
    /// The words that are looked for.
    pub(super) book: Shared<PhraseBook>,
    /// Whether readers find it in lists beside pages of one's own, and it does not say that it is
    /// a sample.
    pub(super) poses_as_own: bool,
}

impl LoneText {
    /// The body's Markdown.
    pub(super) fn body_text(&self) -> &str {
        &self.text[self.body.clone()]
    }
}

/// Whether a tag is that of English.
pub(super) fn is_english(tag: &str) -> bool {
    tag.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("en"))
}
