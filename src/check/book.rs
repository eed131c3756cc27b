//! The words that texts are looked through for, ready to be looked for: made once for a site.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::base::Derived;
use crate::diagnostic::Rule;
use crate::records::{ListedWord, WordList};

/// The words of the rules that the site has on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct BookWords {
    /// By the number of the rule.
    pub(super) lists: BTreeMap<usize, WordList>,
    /// The rules on how words are set that are on, by their names.
    pub(super) set: Vec<&'static str>,
}

impl BookWords {
    /// Whether a rule on how words are set is on.
    pub(super) fn has(&self, rule: &Rule) -> bool {
        self.set.contains(&rule.name)
    }
}

/// The same, ready to be looked for.
pub(super) type PhraseBook = Derived<BookWords, Passes>;

/// What is looked for in English, and in other languages.
#[derive(Debug)]
pub(super) struct Passes {
    /// In English.
    pub(super) english: Pass,
    /// In other languages.
    pub(super) other: Pass,
}

/// What is looked for in a text.
#[derive(Debug, Default)]
pub(super) struct Pass {
    /// The words of all lists in one automaton: hardly a text holds any.
    pub(super) words: Option<AhoCorasick>,
    /// The rule of each word.
    pub(super) of_rules: Vec<usize>,
    /// The list of each rule that is on.
    pub(super) lists: BTreeMap<usize, Option<PhraseList>>,
}

/// The words of a rule, and an automaton for them and their exceptions.
#[derive(Debug)]
pub(super) struct PhraseList {
    automaton: AhoCorasick,
    /// Those that are looked for, which come first in it; the others are exceptions.
    pub(super) words: Vec<ListedWord>,
    /// Words before one of them that make it a wish, a question or a demand.
    pub(super) unless: Vec<String>,
    /// Words that make it right in the same paragraph.
    excuses: Vec<String>,
}

impl PhraseList {
    /// Makes the automaton.
    pub(super) fn new(list: &WordList) -> Option<Self> {
        let mut automaton = AhoCorasick::builder();
        automaton.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        let words = list.words.iter().map(|word| &word.text);
        Some(PhraseList {
            automaton: automaton.build(words.chain(&list.except)).ok()?,
            words: list.words.clone(),
            unless: list.unless.clone(),
            excuses: list.excuses.clone(),
        })
    }

    /// The words that stand in a run, each with what is looked for.
    pub(super) fn find<'l>(
        &'l self,
        text: &str,
    ) -> Vec<(Range<usize>, Option<&'l ListedWord>)> {
        let matches = self.automaton.find_iter(text);
        let found = matches.filter_map(|one| {
            let word = self.words.get(one.pattern().as_usize())?;
            Some((one.range(), Some(word)))
        });
        found.collect()
    }

    /// Whether a word of the paragraph makes it right.
    pub(super) fn is_excused(&self, text: &str) -> bool {
        if self.excuses.is_empty() {
            return false;
        }
        let small = text.to_lowercase();
        self.excuses.iter().any(|word| small.contains(word))
    }
}
