//! What checks remember from one build to the next: what came of texts and words by themselves.

use std::sync::{Arc, Mutex, PoisonError};

use super::book::PhraseBook;
use super::common_word::WordInUse;
use super::text::LoneText;
use crate::base::{FileId, Interned, Memo, Memory, Shared};
use crate::diagnostic::Diagnostic;

/// What came of judging.
#[derive(Debug)]
pub struct Judged {
    /// Texts.
    pub(super) texts: Memo<FileId, LoneText, Arc<[Diagnostic]>>,
    /// The words that are looked for in texts.
    book: Mutex<Interned<PhraseBook>>,
    /// Words of entries, by the entry.
    pub(super) words: Memo<FileId, WordInUse, Option<Diagnostic>>,
}

impl Judged {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Self {
        Judged {
            texts: Memo::new(memory),
            book: Mutex::new(Interned::new(memory)),
            words: Memo::new(memory),
        }
    }

    /// The words of this build, which are those of the last one if they are equal.
    pub(super) fn share(&self, book: PhraseBook) -> Shared<PhraseBook> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner).share(book)
    }

    /// Ends a build: forgets what it did not ask for.
    pub fn end_build(&mut self) {
        self.texts.end_build();
        self.words.end_build();
    }
}
