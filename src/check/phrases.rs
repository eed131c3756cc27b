//! Words and shapes of words that a text should not have: one engine for every rule on them. The
//! words are those of `records::WordLists`; a shape is a regular expression of its rule.
//!
//! A finding is worth less than the trust in all of them. So words count only as words, not in
//! a quotation and not as a part of a name. A claim counts besides neither where a denial or a
//! doubt stands before it, nor as an item of a list by itself, which may be what a page warns of.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::book::PhraseList;
use super::text::LoneText;
use crate::diagnostic::Rule;
use crate::markdown::{Run, RunPlace};
use crate::records::ListedWord;
use crate::yaml::shown;

/// Words behind which a promise is none.
const DENIALS: &[&str] = &[
    "no",
    "not",
    "never",
    "nor",
    "none",
    "cannot",
    "without",
    "only",
    "isn't",
    "aren't",
    "doesn't",
    "don't",
    "won't",
    "can't",
    "impossible",
    "unlikely",
    "nothing",
    "nobody",
];
/// How many words before are looked at.
const BEFORE: usize = 6;
/// A run of fewer words is a label, unless it ends as a sentence does.
const FEWEST_WORDS: usize = 4;

/// What is told of a phrase.
#[derive(Debug)]
pub(super) struct Advice {
    /// What is wrong.
    pub(super) message: String,
    /// What to type.
    pub(super) help: String,
    /// What the phrase is replaced by, where no look at the sentence is needed.
    pub(super) replacement: Option<String>,
}

impl Advice {
    /// What needs a look at the sentence.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Advice { message: message.into(), help: help.into(), replacement: None }
    }

    /// What `engraft check --fix` can do.
    pub(super) fn with_replacement(mut self, words: impl Into<String>) -> Self {
        self.replacement = Some(words.into());
        self
    }
}

/// A rule on what a text says, or how.
#[derive(Debug)]
pub(super) struct PhraseRule {
    /// The rule.
    pub(super) rule: &'static Rule,
    /// What is looked for.
    pub(super) find: Find,
    /// What counts of it.
    pub(super) reach: Reach,
    /// Which texts are looked at, besides those in other languages, which are where the site
    /// has words of its own for the rule.
    pub(super) judges: fn(&LoneText) -> bool,
    /// What is told of a phrase; nothing where it is right as it stands.
    pub(super) tell: fn(&FoundPhrase<'_>) -> Option<Advice>,
}

/// What a rule looks for.
#[derive(Debug)]
pub(super) enum Find {
    /// The words of its list.
    Words,
    /// What its list says to write in their place.
    Opposites,
    /// A shape, in English texts, and the words of which it holds one; without them it is looked for in
    /// every text.
    Shape(&'static LazyLock<Regex>, &'static [&'static str]),
    /// The same in whatever language.
    Sign(&'static LazyLock<Regex>, &'static [&'static str]),
    /// Every heading.
    Heading,
}

/// What counts of what is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// What somebody claims: no denials, doubts and labels.
    Claim,
    /// How something is written, wherever it stands.
    Style,
    /// The same, and in a text the first alone: of each word that has another, else of all.
    FirstOfText,
}

/// Every text.
pub(super) fn every(_: &LoneText) -> bool {
    true
}

/// Texts that are not for staff alone.
pub(super) fn of_patients(text: &LoneText) -> bool {
    !text.is_for_staff
}

/// A phrase where it stands.
pub(super) struct FoundPhrase<'t> {
    /// As it is written.
    pub(super) written: &'t str,
    /// What the list says to write in its place.
    pub(super) instead: Option<&'t str>,
    /// What stands before it in its paragraph.
    pub(super) before: &'t str,
    /// What stands behind it there.
    pub(super) after: &'t str,
    /// The paragraph or item that it stands in.
    pub(super) paragraph: &'t str,
    /// The source of it.
    pub(super) written_paragraph: &'t str,
    /// The whole text, as it is written.
    pub(super) body: &'t str,
}

impl FoundPhrase<'_> {
    /// Whether nothing else stands in its paragraph: an entry of a list of words.
    pub(super) fn is_alone(&self) -> bool {
        self.paragraph.trim() == self.written.trim()
    }
}

/// The places of phrases in a run, each with the word of the list.
pub(super) fn phrases<'l>(
    run: &Run,
    rule: &PhraseRule,
    list: Option<&'l PhraseList>,
) -> Vec<(Range<usize>, Option<&'l ListedWord>)> {
    let text = &run.text;
    let is_claim = rule.reach == Reach::Claim;
    if run.place == RunPlace::Quotation || is_claim && is_label(text) {
        return Vec::new();
    }
    let mut found = match &rule.find {
        Find::Words | Find::Opposites => {
            list.map(|list| list.find(text)).unwrap_or_default()
        }
        Find::Shape(shape, _) | Find::Sign(shape, _) => {
            shape.find_iter(text).map(|one| (one.range(), None)).collect()
        }
        Find::Heading if run.place == RunPlace::Heading => vec![(0..text.len(), None)],
        Find::Heading => Vec::new(),
    };
    if matches!(rule.find, Find::Heading) {
        return found;
    }
    if !found.is_empty() && list.is_some_and(|list| list.is_excused(text)) {
        return Vec::new();
    }
    let unless = list.map(|list| list.unless.as_slice()).unwrap_or_default();
    found.retain(|(range, word)| {
        let is_listed = word.is_some();
        let before = &text[..range.start];
        (is_open(run, range) || matches!(rule.find, Find::Sign(..)))
            && (!is_listed || is_word(text, range))
            && word.is_none_or(|word| !is_name(text, range, &word.text, is_claim))
            && !is_quoted(before)
            && (!is_claim && unless.is_empty() || {
                let before = words_before(before);
                !before.iter().any(|word| {
                    is_claim && DENIALS.contains(&&**word) || unless.contains(word)
                })
            })
    });
    found
}

fn is_open(run: &Run, range: &Range<usize>) -> bool {
    let mut pieces = run.pieces.iter();
    pieces.any(|piece| {
        piece.open && piece.range.start <= range.start && range.end <= piece.range.end
    })
}

fn is_word(text: &str, range: &Range<usize>) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let is_part_of_address = |c: char| is_part(c) || matches!(c, '@' | '/' | '$');
    !text[..range.start].ends_with(is_part_of_address)
        && !text[range.end..].starts_with(is_part)
}

/// Whether a word is written large that the list has small: it is a part of a name. Where a
/// sentence begins, and in a claim, the first word tells nothing.
fn is_name(text: &str, range: &Range<usize>, listed: &str, is_claim: bool) -> bool {
    let written = &text[range.clone()];
    let mut words = written.split(' ').zip(listed.split(' '));
    let is_large = |(written, listed): (&str, &str)| {
        written.starts_with(char::is_uppercase) && !listed.starts_with(char::is_uppercase)
    };
    let is_first_large = words.next().is_some_and(is_large);
    let before = text[..range.start].trim_end_matches([' ', '(', '"', '\u{201c}', '*']);
    let begins =
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', ';', '|']);
    words.any(is_large) || !is_claim && is_first_large && !begins
}

fn is_label(text: &str) -> bool {
    text.split_whitespace().count() < FEWEST_WORDS
        && !text.trim_end().ends_with(['.', '!', '?'])
}

/// The last words before, in the same sentence, in small letters.
fn words_before(before: &str) -> Vec<String> {
    let sentence = before.rsplit(['.', '!', '?', ';']).next().unwrap_or(before);
    let words = sentence.split_whitespace().rev().take(BEFORE);
    let words = words.map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        word.replace('\u{2019}', "'").to_lowercase()
    });
    words.collect()
}

/// Whether quotation marks are open: somebody else says it.
fn is_quoted(before: &str) -> bool {
    let count = |sign: char| before.matches(sign).count();
    count('\u{201c}') > count('\u{201d}') || count('"') % 2 == 1
}

/// What is told of a phrase, in the words of most rules.
pub(super) fn told(phrase: &FoundPhrase<'_>, what: &str) -> String {
    format!("`{}` {what}", shown(phrase.written))
}

/// A word with a large first letter, if that of `like` is large.
pub(super) fn cased(word: &str, like: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if like.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}
