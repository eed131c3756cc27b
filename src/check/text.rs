//! What a check of one text sees: the text, and little else.

use std::ops::Range;
use std::sync::Arc;

use super::Context;
use crate::article::Source;
use crate::base::{Addressed, FileId};
use crate::diagnostic::{Diagnostic, Rule};

/// Rules and the function that looks for them in one text that readers get.
#[derive(Debug)]
pub(super) struct TextCheck {
    /// The rules.
    pub(super) rules: &'static [&'static Rule],
    /// Looks for them.
    pub(super) run: fn(&LoneText, &mut Vec<Diagnostic>),
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
    /// Whether readers find it in lists beside pages of one's own, and it does not say that it is
    /// a sample.
    pub(super) poses_as_own: bool,
}

impl LoneText {
    pub(super) fn new(
        context: &Context<'_>,
        source: &Source,
        poses_as_own: bool,
    ) -> Self {
        LoneText {
            file: source.file,
            text: Arc::clone(&source.text).into(),
            body: source.body.clone(),
            is_english: is_english(context, source),
            poses_as_own,
        }
    }

    /// The body's Markdown.
    pub(super) fn body_text(&self) -> &str {
        &self.text[self.body.clone()]
    }
}

/// Whether a text is written in English.
pub(super) fn is_english(context: &Context<'_>, source: &Source) -> bool {
    let tag = &context.config.languages[source.language].tag;
    tag.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("en"))
}
