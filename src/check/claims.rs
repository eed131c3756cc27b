//! Every rule on words and shapes of words, looked for in one pass.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::book::{BookWords, Pass, Passes, PhraseList};
use super::phrases::{Find, FoundPhrase, PhraseRule, Reach, phrases};
use super::text::{LoneText, TextCheck};
use super::{
    absolute_safety, early_promise, person_first, placeholder, profile,
    promotional_words, style, unsourced_claim,
};
use crate::base::{Span, fold_name};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::markdown::{Document, Run, parse, runs};
use crate::records::WordList;
use crate::site::Site;

/// Every rule on claims and style.
pub(super) static RULES: LazyLock<Vec<&PhraseRule>> = LazyLock::new(|| {
    let claims = [
        &promotional_words::CLAIM,
        &person_first::CLAIM,
        &absolute_safety::CLAIM,
        &unsourced_claim::CLAIM,
        &early_promise::CLAIM,
        &promotional_words::SHAPED,
        &unsourced_claim::SHAPED,
        &early_promise::SHAPED,
        &placeholder::PHRASE,
    ];
    claims.into_iter().chain(style::PHRASES.iter().copied()).collect()
});

pub(super) static CHECK: TextCheck =
    TextCheck { rules: || RULES.iter().map(|rule| rule.rule).collect(), run };

/// The rules that a site has on, with their words. What the glossary explains is no jargon.
pub(super) fn book_words(site: &Site, config: &Config) -> BookWords {
    let mut lists = BTreeMap::new();
    for (number, rule) in RULES.iter().enumerate() {
        if profile::severity(config, rule.rule).is_none() {
            continue;
        }
        let list = site.records.words.get(rule.rule.name);
        let mut list = list.cloned().unwrap_or_default();
        if rule.rule == &style::JARGON {
            let names = explained(site);
            list.words
                .retain(|word| word.of_site || !names.contains(&fold_name(&word.text)));
        }
        if matches!(rule.find, Find::Opposites) {
            list = opposites(list);
        }
        lists.insert(number, list);
    }
    let set = [&style::ITALICS, &style::LONG_BOLD].into_iter();
    let set = set.filter(|rule| profile::severity(config, rule).is_some());
    BookWords { lists, set: set.map(|rule| rule.name).collect() }
}

fn explained(site: &Site) -> BTreeSet<String> {
    let terms = site.term_ids().flat_map(|id| site.term(id).front_matter.names());
    terms.map(|name| fold_name(&name.value)).collect()
}

/// A list the other way about.
fn opposites(mut list: WordList) -> WordList {
    list.words.retain_mut(|word| match &mut word.instead {
        Some(instead) => {
            std::mem::swap(&mut word.text, instead);
            true
        }
        None => false,
    });
    // Two words may have one opposite.
    let mut seen = BTreeSet::new();
    list.words.retain(|word| seen.insert(word.text.clone()));
    list
}

/// What is looked for, ready.
pub(super) fn passes(words: &BookWords) -> Passes {
    let own = |list: &WordList| {
        let mut list = list.clone();
        list.words.retain(|word| word.of_site);
        list
    };
    let other = words.lists.iter().filter_map(|(&number, list)| {
        let list = own(list);
        let is_any = match RULES[number].find {
            Find::Sign(..) => true,
            Find::Words => !list.words.is_empty(),
            Find::Opposites | Find::Shape(..) | Find::Heading => false,
        };
        is_any.then_some((number, list))
    });
    let english = words.lists.iter().map(|(&number, list)| (number, list.clone()));
    Passes { english: pass(&english.collect()), other: pass(&other.collect()) }
}

fn pass(lists: &BTreeMap<usize, WordList>) -> Pass {
    let mut words: Vec<(&str, usize)> = Vec::new();
    for (&number, list) in lists {
        match RULES[number].find {
            Find::Words | Find::Opposites => {
                words.extend(list.words.iter().map(|word| (word.text.as_str(), number)));
            }
            Find::Shape(_, cues) | Find::Sign(_, cues) => {
                words.extend(cues.iter().map(|cue| (*cue, number)));
            }
            Find::Heading => {}
        }
    }
    let (words, of_rules): (Vec<&str>, Vec<usize>) = words.into_iter().unzip();
    let mut automaton = AhoCorasick::builder();
    automaton.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    let automaton = (!words.is_empty()).then(|| automaton.build(words).ok()).flatten();
    let lists = lists.iter().map(|(&number, list)| {
        (number, (!list.words.is_empty()).then(|| PhraseList::new(list)).flatten())
    });
    Pass { words: automaton, of_rules, lists: lists.collect() }
}

/// The rules that may have something to tell of a text.
fn rules_for(pass: &Pass, text: &LoneText) -> Vec<(usize, &'static PhraseRule)> {
    let body = text.body_text();
    let mut is_in = BTreeSet::new();
    for word in pass.words.iter().flat_map(|words| words.find_overlapping_iter(body)) {
        is_in.insert(pass.of_rules[word.pattern().as_usize()]);
    }
    let rules = pass.lists.keys().map(|&number| (number, RULES[number]));
    let rules = rules.filter(|(number, rule)| {
        (rule.judges)(text)
            && match &rule.find {
                Find::Words | Find::Opposites => is_in.contains(number),
                Find::Shape(shape, cues) | Find::Sign(shape, cues) => {
                    (cues.is_empty() || is_in.contains(number)) && shape.is_match(body)
                }
                Find::Heading => body.contains('#') || body.contains("[!"),
            }
    });
    rules.collect()
}

/// Whether a heading is the title of a card, which is as long as what to do.
fn is_title_of_block(text: &LoneText, run: &Run, document: &Document<'_>) -> bool {
    let start = run.source_of(document, &(0..run.text.len())).start;
    let line = text.text[..start].rsplit('\n').next().unwrap_or_default();
    line.contains("[!")
}

/// Tells every phrase.
fn run(text: &LoneText, found: &mut Vec<Diagnostic>) {
    let passes = &**text.book;
    let pass = if text.is_english { &passes.english } else { &passes.other };
    let rules = rules_for(pass, text);
    if rules.is_empty() {
        return;
    }
    let document = parse(&text.text, text.body.clone(), "");
    let runs = runs(&document, &|_| None);
    for (number, rule) in rules {
        let list = pass.lists.get(&number).and_then(Option::as_ref);
        let mut seen = BTreeSet::new();
        for run in &runs {
            if matches!(rule.find, Find::Heading)
                && is_title_of_block(text, run, &document)
            {
                continue;
            }
            for (range, word) in phrases(run, rule, list) {
                let whole = run.source_of(&document, &(0..run.text.len()));
                let phrase = FoundPhrase {
                    written: &run.text[range.clone()],
                    instead: word.and_then(|word| word.instead.as_deref()),
                    before: &run.text[..range.start],
                    after: &run.text[range.end..],
                    paragraph: &run.text,
                    written_paragraph: text.text.get(whole).unwrap_or_default(),
                    body: text.body_text(),
                };
                let Some(told) = (rule.tell)(&phrase) else { continue };
                let key = phrase.instead.map(|_| phrase.written.to_lowercase());
                if rule.reach == Reach::FirstOfText && !seen.insert(key) {
                    continue;
                }
                let place = run.source_of(&document, &range);
                let is_plain = text.text.get(place.clone()) == Some(phrase.written);
                let span = Span::new(text.file, place);
                let finding =
                    Diagnostic::new(rule.rule, span, told.message).with_help(told.help);
                found.push(match told.replacement.filter(|_| is_plain) {
                    Some(words) => finding.with_patch(span, words),
                    None => finding,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{parse, runs};
    use crate::records::WordLists;

    #[test]
    fn every_list_has_its_rule() {
        let lists = WordLists::default();
        for name in lists.0.keys() {
            let is_of_rule = RULES.iter().any(|rule| rule.rule.name == name);
            assert!(is_of_rule || name == "undefined-abbreviation", "{name}");
        }
    }

    fn found(rule: &str, text: &str) -> Vec<String> {
        let document = parse(text, 0..text.len(), "");
        let runs = runs(&document, &|_| None);
        let lists = WordLists::default();
        let list = lists.get(rule).and_then(PhraseList::new);
        let mut found = Vec::new();
        for rule in RULES.iter().filter(|one| one.rule.name == rule) {
            for run in &runs {
                let ranges = phrases(run, rule, list.as_ref()).into_iter();
                found.extend(ranges.map(|(range, _)| run.text[range].to_owned()));
            }
        }
        found
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
