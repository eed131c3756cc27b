//! What checks remember from one build to the next: what came of texts and words by themselves.

use std::sync::{Arc, Mutex, PoisonError};

use super::book::{BookWords, Passes, PhraseBook};
use super::common_word::WordInUse;
use super::text::LoneText;
use crate::base::{FileId, Memo, Memory, Shared};
use crate::diagnostic::Diagnostic;

/// What came of judging.
#[derive(Debug)]
pub struct Judged {
    /// Texts.
    pub(super) texts: Memo<FileId, LoneText, Arc<[Diagnostic]>>,
    /// The words that are looked for in texts.
    book: Mutex<Option<Shared<PhraseBook>>>,
    /// Words of entries, by the entry.
    pub(super) words: Memo<FileId, WordInUse, Option<Diagnostic>>,
}

impl Judged {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Self {
        Judged {
            texts: Memo::new(memory),
            book: Mutex::default(),
            words: Memo::new(memory),
        }
    }

    /// The words of this build, ready to be looked for: those of the last one if they are equal.
    pub(super) fn share(
        &self,
        words: BookWords,
        make: fn(&BookWords) -> Passes,
    ) -> Shared<PhraseBook> {
        let mut last = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last.take().filter(|book| *book.from() == words);
        let book = known.unwrap_or_else(|| Shared::new(PhraseBook::new(words, make)));
        last.insert(book).clone()
    }

    /// Ends a build: forgets what it did not ask for.
    pub fn end_build(&mut self) {
        self.texts.end_build();
        self.words.end_build();
    }
}
