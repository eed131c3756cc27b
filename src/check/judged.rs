//! What checks remember from one build to the next: what came of texts and words by themselves.

use std::sync::{Arc, Mutex, PoisonError};

use aho_corasick::AhoCorasick;

use super::book::{BookWords, Passes, PhraseBook};
use super::bracketed_name::BracketedText;
use super::common_word::WordInUse;
use super::style::{SpelledPairs, SpelledText};
use super::text::LoneText;
use crate::base::{Derived, FileId, Memo, Memory, Shared};
use crate::diagnostic::Diagnostic;
use crate::records::WordList;

/// What came of judging.
#[derive(Debug)]
pub struct Judged {
    /// Texts.
    pub(super) texts: Memo<FileId, LoneText, Arc<[Diagnostic]>>,
    /// How texts spell, and which words say so.
    pub(super) spelling: Memo<FileId, SpelledText, [usize; 2]>,
    pairs: Ready<WordList, Option<AhoCorasick>>,
    /// Whether names may stand in brackets in a text.
    pub(super) brackets: Memo<FileId, BracketedText, bool>,
    /// The words that are looked for in texts.
    book: Ready<BookWords, Passes>,
    /// Words of entries, by the entry.
    pub(super) words: Memo<FileId, WordInUse, Option<Diagnostic>>,
}

impl Judged {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Self {
        Judged {
            texts: Memo::new(memory),
            spelling: Memo::new(memory),
            pairs: Mutex::default(),
            brackets: Memo::new(memory),
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
        ready(&self.book, words, make)
    }

    /// Likewise: the words in both spellings.
    pub(super) fn pairs(
        &self,
        list: WordList,
        make: fn(&WordList) -> Option<AhoCorasick>,
    ) -> Shared<SpelledPairs> {
        ready(&self.pairs, list, make)
    }

    /// Ends a build: forgets what it did not ask for.
    pub fn end_build(&mut self) {
        self.texts.end_build();
        self.spelling.end_build();
        self.brackets.end_build();
        self.words.end_build();
    }
}

/// What was made of the last words.
type Ready<I, O> = Mutex<Option<Shared<Derived<I, O>>>>;

fn ready<I: PartialEq, O>(
    last: &Ready<I, O>,
    from: I,
    make: fn(&I) -> O,
) -> Shared<Derived<I, O>> {
    let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
    let known = last.take().filter(|known| *known.from() == from);
    let made = known.unwrap_or_else(|| Shared::new(Derived::new(from, make)));
    last.insert(made).clone()
}
