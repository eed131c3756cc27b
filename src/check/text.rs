//! Checks of one text by itself. A text is judged once: as long as it stays what it is, later
//! builds use what came of it.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::{
    Context, own_cell_gvhd, phrases, placeholder, published, unchanged_template,
};
use crate::article::Source;
use crate::base::{FileId, Memo};
use crate::diagnostic::{Diagnostic, Rule};

/// Rules and the function that looks for them in one text that readers get.
#[derive(Debug)]
pub(super) struct TextCheck {
    /// The rules.
    pub(super) rules: &'static [&'static Rule],
    /// Looks for them.
    pub(super) run: fn(&LoneText, &mut Vec<Diagnostic>),
}

/// Every check of a text.
pub(super) static TEXT_CHECKS: &[&TextCheck] = &[
    &phrases::CHECK,
    &own_cell_gvhd::CHECK,
    &unchanged_template::TEXT_CHECK,
    &placeholder::TEXT_CHECK,
];

/// A text, and all else that may be known when it is judged.
#[derive(Debug, PartialEq, Eq)]
pub struct LoneText {
    /// The file.
    pub(super) file: FileId,
    /// The whole text of it.
    pub(super) text: Arc<str>,
    /// The bytes of the body.
    pub(super) body: Range<usize>,
    /// Whether it is written in English, of which some lists of words are.
    pub(super) is_english: bool,
}

/// What came of judging texts.
pub type JudgedTexts = Memo<FileId, LoneText, Arc<[Diagnostic]>>;

impl LoneText {
    fn new(context: &Context<'_>, source: &Source) -> Self {
        LoneText {
            file: source.file,
            text: Arc::clone(&source.text),
            body: source.body.clone(),
            is_english: is_english(context, source),
        }
    }

    /// The body's Markdown.
    pub(super) fn body_text(&self) -> &str {
        &self.text[self.body.clone()]
    }
}

/// Judges every text that readers get.
pub(super) fn run(context: &Context<'_>, known: &JudgedTexts) -> Vec<Diagnostic> {
    let texts: Vec<&Source> = published(context).collect();
    let found = texts
        .into_par_iter()
        .map(|source| known.get(source.file, LoneText::new(context, source), judge));
    let found: Vec<Arc<[Diagnostic]>> = found.collect();
    found.iter().flat_map(|found| found.iter().cloned()).collect()
}

fn judge(text: &LoneText) -> Arc<[Diagnostic]> {
    let mut found = Vec::new();
    for check in TEXT_CHECKS {
        (check.run)(text, &mut found);
    }
    found.into()
}

/// Whether a text is written in English.
pub(super) fn is_english(context: &Context<'_>, source: &Source) -> bool {
    let tag = &context.config.languages[source.language].tag;
    tag.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("en"))
}
