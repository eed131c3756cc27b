//! W020 promotional-words.

use std::sync::LazyLock;

use regex::Regex;

use super::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(super) static RULE: Rule = Rule {
    code: "W020",
    name: "promotional-words",
    severity: Severity::Warning,
    meaning: "A text praises a treatment, or promises what nobody can.",
    why: "Somebody who is ill decides by it, and hopes for what may not come.",
    mend: "Say what happens to how many people, with a source; or leave the words out.",
    source: "NHS digital service manual, content style guide",
};

/// The same in other words than those of the list.
pub(super) static SHAPED: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Claim,
    judges: every,
    tell: |phrase| Some(tell(phrase)),
};

/// What every such shape holds.
const CUES: &[&str] = &[
    " hope",
    " cure",
    "amazing",
    "incredible",
    "astonishing",
    "spectacular",
    "extraordinary",
    "outstanding",
    "unbeatable",
    "unparalleled",
    "unrivalled",
    "fantastic",
    "permanently",
    "effective",
    "ultimate",
    "fundamental",
    "perfect",
    "guarantee",
    "transformative",
    "pioneering",
    "trailblazing",
    "unprecedented",
];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:renewed|fresh|real|fantastic) hope\b|\b(?:complete|lasting|total|certain|sure|definite|guaranteed) cures?\b|\b(?:amazing|incredible|astonishing|spectacular|extraordinary|outstanding|unbeatable|unparalleled|unrivalled|fantastic) (?:results?|success|treatments?|therap(?:y|ies)|recover(?:y|ies)|outcomes?|effects?|progress|improvements?|benefits?)\b|\bpermanently (?:\w+ ){0,2}(?:cur(?:es?|ed|ing)|revers(?:es?|ed|ing)|heal(?:s|ed|ing)?|rid)\b|\b(?:100 ?%|completely|totally|always) effective\b|\bthe (?:ultimate|fundamental|perfect) (?:treatment|cure|therapy|solution)\b|\bguarantees? (?:a |full |complete |your )*(?:cure|recovery|success|results?)\b|\b(?:transformative|pioneering|trailblazing|unprecedented) (?:treatments?|therap(?:y|ies)|results?|cures?|medicines?)\b",
    )
    .expect("the pattern is right")
});

pub(super) static CLAIM: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Claim,
    judges: every,
    tell: |phrase| Some(tell(phrase)),
};

fn tell(phrase: &FoundPhrase<'_>) -> Advice {
    Advice::new(
        told(phrase, "promises more than a treatment can"),
        "say what happens to how many people, or leave it out",
    )
}
