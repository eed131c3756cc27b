//! Words and shapes of words that a text should not have: one engine for every rule on them. The
//! words are those of `records::WordLists`; a shape is a regular expression of its rule.
//!
//! A finding is worth less than the trust in all of them. So words count only as words, not in
//! a quotation and not as a part of a name. A claim counts besides neither where a denial or a
//! doubt stands before it, nor as an item of a list by itself, which may be what a page warns of.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::text::LoneText;
use crate::diagnostic::Rule;
use crate::markdown::{Run, RunPlace};
use crate::records::{ListedWord, WordList};
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
pub(super) struct Told {
    /// What is wrong.
    pub(super) message: String,
    /// What to type.
    pub(super) help: String,
    /// What the phrase is replaced by, where no look at the sentence is needed.
    pub(super) replacement: Option<String>,
}

impl Told {
    /// What needs a look at the sentence.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Told { message: message.into(), help: help.into(), replacement: None }
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
    pub(super) tell: fn(&FoundPhrase<'_>) -> Option<Told>,
}

/// What a rule looks for.
#[derive(Debug)]
pub(super) enum Find {
    /// The words of its list.
    Words,
    /// What its list says to write in their place.
    Opposites,
    /// A shape, in English texts.
    Shape(&'static LazyLock<Regex>),
    /// A shape, in whatever language.
    Sign(&'static LazyLock<Regex>),
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

/// The words of a rule, and an automaton for them and their exceptions.
#[derive(Debug)]
pub(super) struct PhraseList {
    automaton: AhoCorasick,
    /// Those that are looked for, which come first in it; the others are exceptions.
    pub(super) words: Vec<ListedWord>,
    /// Words before one of them that make it a wish, a question or a demand.
    unless: Vec<String>,
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
    fn find<'l>(&'l self, text: &str) -> Vec<(Range<usize>, Option<&'l ListedWord>)> {
        let matches = self.automaton.find_iter(text);
        let found = matches.filter_map(|one| {
            let word = self.words.get(one.pattern().as_usize())?;
            Some((one.range(), Some(word)))
        });
        found.collect()
    }

    /// Whether a word of the paragraph makes it right.
    fn is_excused(&self, text: &str) -> bool {
        if self.excuses.is_empty() {
            return false;
        }
        let small = text.to_lowercase();
        self.excuses.iter().any(|word| small.contains(word))
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
        Find::Shape(shape) | Find::Sign(shape) => {
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
        is_open(run, range)
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

#[cfg(test)]
mod tests {
    use super::super::claims::RULES;
    use super::*;
    use crate::markdown::{parse, runs};
    use crate::records::WordLists;

    fn found(rule: &str, text: &str) -> Vec<String> {
        let document = parse(text, 0..text.len(), "");
        let runs = runs(&document, &|_| None);
        let lists = WordLists::default();
        let list = lists.get(rule).and_then(PhraseList::new);
        let rule = RULES.iter().find(|one| one.rule.name == rule).unwrap();
        let own = runs.iter().flat_map(|run| {
            let found = phrases(run, rule, list.as_ref());
            found.into_iter().map(|(range, _)| run.text[range].to_owned())
        });
        own.collect()
    }

    #[test]
    fn words_count_where_somebody_promises_them() {
        for (rule, text, expected) in [
            ("promotional-words", "This is a revolutionary new treatment.", true),
            ("promotional-words", "It offers *new hope* to many people.", true),
            ("promotional-words", "You may have breakthrough pain between doses.", false),
            ("promotional-words", "There is no permanent cure for the disease.", false),
            ("promotional-words", "A transplant is the only definitive cure.", false),
            ("promotional-words", "- Miracle cure\n- Scientific breakthrough\n", false),
            (
                "promotional-words",
                "She said: \u{201c}It was a miracle to me.\u{201d}",
                false,
            ),
            ("promotional-words", "> It was a miracle that I got better.\n", false),
            ("promotional-words", "Look at `state-of-the-art` in this code.", false),
            ("promotional-words", "This will cure your leukaemia for good.", true),
            ("promotional-words", "With it, you will be cured in a year.", true),
            ("promotional-words", "Nobody knows whether you will be cured.", false),
            ("promotional-words", "We hope that this will cure your leukaemia.", false),
            ("promotional-words", "A wonder drug!", true),
            ("promotional-words", "A wonder drug", false),
            ("unsourced-claim", "Research proves it.", true),
            ("early-promise", "Gene editing may one day replace transplants.", true),
            ("early-promise", "These cells could become a cure for it.", true),
            ("early-promise", "In a trial, they could become a cure for it.", false),
            ("absolute-safety", "It is 100% safe.", true),
            ("absolute-safety", "There are no side effects.", true),
            ("absolute-safety", "Call us even if you have no side effects.", false),
            ("absolute-safety", "The blood must be completely safe for you.", false),
            ("person-first", "Most people who suffer from leukaemia are older.", true),
            ("person-first", "It is common among diabetics in this country.", true),
            ("person-first", "It is common among non-diabetics in this country.", false),
            ("person-first", "The Program of Care for the Elderly pays for it.", false),
            ("person-first", "There are more deaths and suffering from them.", false),
            ("absolute-safety", "The test is completely safe for everybody.", true),
            ("absolute-safety", "No treatment is completely safe for everybody.", false),
            ("absolute-safety", "The only way to be completely safe is to wait.", false),
            ("jargon", "Treatment will commence next week.", true),
            ("jargon", "Commence with the first dose.", true),
            ("jargon", "The Commence Trust pays for it.", false),
            ("other-spelling", "A cancer such as leukemia is treated here.", true),
            ("other-spelling", "The American Society of Hematology says so.", false),
            ("other-spelling", "Write to help@leukemia.example for it.", false),
        ] {
            assert_eq!(!found(rule, text).is_empty(), expected, "{text}");
        }
    }
}
