//! Words that say too much, or say it in a way that hurts: one engine for all lists, which are
//! the YAML beside this file.
//!
//! A finding is worth less than the trust in all of them. So words count only as words, not in
//! a quotation, not where a denial or a doubt stands before them, and not as an item of a list
//! by themselves, which may be what a page warns of.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::base::FileId;
use crate::diagnostic::Rule;
use crate::markdown::{Run, RunPlace};
use crate::yaml::{self, RECORDS, Value, ValueKind, shown};

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

/// What is told of a phrase: the message and its help.
pub(super) type Told = (String, &'static str);

/// A rule on what a text claims: its words stand in the YAML below its name.
#[derive(Debug)]
pub(super) struct ClaimRule {
    /// The rule.
    pub(super) rule: &'static Rule,
    /// What is told of a phrase; nothing where it is right as it stands.
    pub(super) tell: fn(&FoundPhrase<'_>) -> Option<Told>,
}

/// The words of a rule, and an automaton for them and their exceptions.
pub(super) struct PhraseList {
    automaton: AhoCorasick,
    /// Those that are looked for, which come first in it; the others are exceptions.
    pub(super) words: Vec<String>,
    /// Words before one of them that make it a wish, a question or a demand.
    unless: Vec<String>,
}

pub(super) static LISTS: LazyLock<BTreeMap<String, PhraseList>> = LazyLock::new(|| {
    let text = include_str!("phrases.yaml");
    let read = yaml::parse(FileId(0), text, 0..text.len(), &RECORDS);
    let entries = read.value.map(|mapping| mapping.entries).unwrap_or_default();
    entries
        .into_iter()
        .filter_map(|entry| Some((entry.key.value, list(&entry.value)?)))
        .collect()
});

fn list(value: &Value) -> Option<PhraseList> {
    let ValueKind::Mapping(keys) = &value.kind else { return None };
    let words = |key: &str| -> Vec<String> {
        match keys.get(key).map(|entry| &entry.value.kind) {
            Some(ValueKind::List(words)) => {
                words.iter().filter_map(Value::as_text).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        }
    };
    let (words, except, unless) = (words("words"), words("except"), words("unless"));
    let mut automaton = AhoCorasick::builder();
    automaton.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
    let automaton = automaton.build(words.iter().chain(&except)).ok()?;
    Some(PhraseList { automaton, words, unless })
}

/// A phrase where it stands.
pub(super) struct FoundPhrase<'t> {
    /// As it is written.
    pub(super) written: &'t str,
    /// The paragraph or item that it stands in.
    pub(super) paragraph: &'t str,
    /// The source of it.
    pub(super) written_paragraph: &'t str,
}

/// The places of phrases in a run.
pub(super) fn phrases(run: &Run, list: &PhraseList) -> Vec<Range<usize>> {
    let text = &run.text;
    if run.place == RunPlace::Quotation || is_label(text) {
        return Vec::new();
    }
    let is_open = |range: &Range<usize>| {
        let mut pieces = run.pieces.iter();
        pieces.any(|piece| {
            piece.open && piece.range.start <= range.start && range.end <= piece.range.end
        })
    };
    let matches = list.automaton.find_iter(text);
    let matches = matches.filter(|one| one.pattern().as_usize() < list.words.len());
    matches
        .map(|one| one.range())
        .filter(|range| is_word(text, range) && is_open(range))
        .filter(|range| !is_name(&text[range.clone()]))
        .filter(|range| {
            let before = words_before(&text[..range.start]);
            !before
                .iter()
                .any(|word| DENIALS.contains(&&**word) || list.unless.contains(word))
        })
        .filter(|range| !is_quoted(&text[..range.start]))
        .collect()
}

fn is_word(text: &str, range: &Range<usize>) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    !text[..range.start].ends_with(is_part) && !text[range.end..].starts_with(is_part)
}

/// Whether a later word is written large: it is a part of a name.
fn is_name(written: &str) -> bool {
    written.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{parse, runs};

    fn found(rule: &str, text: &str) -> Vec<String> {
        let document = parse(text, 0..text.len(), "");
        let runs = runs(&document, &|_| None);
        let list = &LISTS[rule];
        let own = runs.iter().flat_map(|run| {
            phrases(run, list).into_iter().map(|range| run.text[range].to_owned())
        });
        own.collect()
    }

    #[test]
    fn every_list_is_read() {
        assert_eq!(LISTS.len(), 5);
        assert!(LISTS.values().all(|list| list.words.len() > 10));
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
        ] {
            assert_eq!(!found(rule, text).is_empty(), expected, "{text}");
        }
    }
}
