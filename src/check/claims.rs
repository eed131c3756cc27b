//! Rules on what texts claim, W020 to W024: their words are looked for in one pass.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::phrases::{ClaimRule, FoundPhrase, LISTS, phrases};
use super::text::{LoneText, TextCheck};
use super::{
    absolute_safety, early_promise, person_first, promotional_words, unsourced_claim,
};
use crate::base::Span;
use crate::diagnostic::Diagnostic;
use crate::markdown::{parse, runs};

/// Every rule on claims.
static CLAIMS: [&ClaimRule; 5] = [
    &promotional_words::CLAIM,
    &person_first::CLAIM,
    &absolute_safety::CLAIM,
    &unsourced_claim::CLAIM,
    &early_promise::CLAIM,
];

pub(super) static CHECK: TextCheck = TextCheck {
    rules: &[
        &promotional_words::RULE,
        &person_first::RULE,
        &absolute_safety::RULE,
        &unsourced_claim::RULE,
        &early_promise::RULE,
    ],
    run,
};

/// The words of all claims, looked for in one pass: hardly a text holds any.
static WORDS: LazyLock<Option<(AhoCorasick, Vec<usize>)>> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut of_claims = Vec::new();
    for (number, claim) in CLAIMS.iter().enumerate() {
        let own = LISTS.get(claim.rule.name).map(|list| &list.words);
        for word in own.into_iter().flatten() {
            words.push(word);
            of_claims.push(number);
        }
    }
    let mut automaton = AhoCorasick::builder();
    automaton.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    Some((automaton.build(words).ok()?, of_claims))
});

/// Tells every phrase of the lists, in English.
fn run(text: &LoneText, found: &mut Vec<Diagnostic>) {
    let claims = claims_in(text);
    if claims.is_empty() {
        return;
    }
    let document = parse(&text.text, text.body.clone(), "");
    let runs = runs(&document, &|_| None);
    for claim in claims {
        let Some(list) = LISTS.get(claim.rule.name) else { continue };
        for run in &runs {
            for range in phrases(run, list) {
                let whole = run.source_of(&document, &(0..run.text.len()));
                let phrase = FoundPhrase {
                    written: &run.text[range.clone()],
                    paragraph: &run.text,
                    written_paragraph: text.text.get(whole).unwrap_or_default(),
                };
                if let Some((message, help)) = (claim.tell)(&phrase) {
                    let span = Span::new(text.file, run.source_of(&document, &range));
                    let finding = Diagnostic::new(claim.rule, span, message);
                    found.push(finding.with_help(help));
                }
            }
        }
    }
}

/// The rules of which a text holds some words.
fn claims_in(text: &LoneText) -> Vec<&'static ClaimRule> {
    let Some((automaton, of_claims)) = WORDS.as_ref().filter(|_| text.is_english) else {
        return Vec::new();
    };
    let mut is_in = [false; CLAIMS.len()];
    for word in automaton.find_overlapping_iter(text.body_text()) {
        is_in[of_claims[word.pattern().as_usize()]] = true;
    }
    CLAIMS
        .iter()
        .zip(is_in)
        .filter_map(|(claim, is_in)| is_in.then_some(*claim))
        .collect()
}
