//! Every rule on words and shapes of words, looked for in one pass.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::phrases::{Find, FoundPhrase, PhraseList, PhraseRule, Reach, phrases};
use super::text::{LoneText, TextCheck};
use super::{
    absolute_safety, early_promise, person_first, placeholder, profile,
    promotional_words, style, unsourced_claim,
};
use crate::base::{Derived, Span, fold_name};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Rule};
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

/// The words of the rules that the site has on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct BookWords {
    /// By the number of the rule in [`RULES`].
    lists: BTreeMap<usize, WordList>,
    /// The rules on how words are set that are on, by their names.
    set: Vec<&'static str>,
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
    english: Pass,
    other: Pass,
}

/// What is looked for in a text.
#[derive(Debug, Default)]
struct Pass {
    /// The words of all lists in one automaton: hardly a text holds any.
    words: Option<AhoCorasick>,
    /// The rule of each word.
    of_rules: Vec<usize>,
    lists: BTreeMap<usize, Option<PhraseList>>,
}

/// The rules that a site has on, with their words. What the glossary explains is no jargon.
pub(super) fn book(site: &Site, config: &Config) -> PhraseBook {
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
    PhraseBook::new(BookWords { lists, set: set.map(|rule| rule.name).collect() }, passes)
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

fn passes(words: &BookWords) -> Passes {
    let own = |list: &WordList| {
        let mut list = list.clone();
        list.words.retain(|word| word.of_site);
        list
    };
    let other = words.lists.iter().filter_map(|(&number, list)| {
        let list = own(list);
        let is_any = match RULES[number].find {
            Find::Sign(_) => true,
            Find::Words => !list.words.is_empty(),
            Find::Opposites | Find::Shape(_) | Find::Heading => false,
        };
        is_any.then_some((number, list))
    });
    let english = words.lists.iter().map(|(&number, list)| (number, list.clone()));
    Passes { english: pass(english.collect()), other: pass(other.collect()) }
}

fn pass(lists: BTreeMap<usize, WordList>) -> Pass {
    let mut words = Vec::new();
    let mut of_rules = Vec::new();
    for (&number, list) in &lists {
        let is_looked_for = matches!(RULES[number].find, Find::Words | Find::Opposites);
        for word in list.words.iter().filter(|_| is_looked_for) {
            words.push(&word.text);
            of_rules.push(number);
        }
    }
    let mut automaton = AhoCorasick::builder();
    automaton.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    let automaton = (!words.is_empty()).then(|| automaton.build(words).ok()).flatten();
    let lists = lists.iter().map(|(&number, list)| {
        (number, (!list.words.is_empty()).then(|| PhraseList::new(list)).flatten())
    });
    Pass { words: automaton, of_rules, lists: lists.collect() }
}

impl Pass {
    /// The rules that may have something to tell of a text.
    fn rules_for(&self, text: &LoneText) -> Vec<(usize, &'static PhraseRule)> {
        let body = text.body_text();
        let mut is_in = BTreeSet::new();
        for word in self.words.iter().flat_map(|words| words.find_overlapping_iter(body))
        {
            is_in.insert(self.of_rules[word.pattern().as_usize()]);
        }
        let rules = self.lists.keys().map(|&number| (number, RULES[number]));
        let rules = rules.filter(|(number, rule)| {
            (rule.judges)(text)
                && match &rule.find {
                    Find::Words | Find::Opposites => is_in.contains(number),
                    Find::Shape(shape) | Find::Sign(shape) => shape.is_match(body),
                    Find::Heading => body.contains('#') || body.contains("[!"),
                }
        });
        rules.collect()
    }
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
    let rules = pass.rules_for(text);
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
    use crate::records::WordLists;

    #[test]
    fn every_list_has_its_rule() {
        let lists = WordLists::default();
        for name in lists.0.keys() {
            let is_of_rule = RULES.iter().any(|rule| rule.rule.name == name);
            assert!(is_of_rule || name == "undefined-abbreviation", "{name}");
        }
    }
}
