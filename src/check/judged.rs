//! What checks remember from one build to the next: what came of texts and words by themselves.

use std::sync::Arc;

use super::common_word::WordInUse;
use super::text::LoneText;
use crate::base::{FileId, Memo, Memory};
use crate::diagnostic::Diagnostic;

/// What came of judging.
#[derive(Debug)]
pub struct Judged {
    /// Texts.
    pub(super) texts: Memo<FileId, LoneText, Arc<[Diagnostic]>>,
    /// Words of entries, by the entry.
    pub(super) words: Memo<FileId, WordInUse, Option<Diagnostic>>,
}

impl Judged {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Self {
        Judged { texts: Memo::new(memory), words: Memo::new(memory) }
    }

    /// Ends a build: forgets what it did not ask for.
    pub fn end_build(&mut self) {
        self.texts.end_build();
        self.words.end_build();
    }
}
