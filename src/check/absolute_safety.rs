//! W022 absolute-safety.

use super::phrases::{Advice, Find, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(super) static RULE: Rule = Rule {
    code: "W022",
    name: "absolute-safety",
    severity: Severity::Warning,
    meaning: "A text says that something is wholly safe.",
    why: "Hardly anything is, and whom it harms was told otherwise.",
    mend: "Say what can happen, how often, and when to call.",
    source: "NHS digital service manual, A to Z of NHS health writing: safe",
};

pub(super) static CLAIM: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Claim,
    judges: every,
    tell: |phrase| {
        Some(Advice::new(
            told(phrase, "says that nothing can happen"),
            "say what can happen, and how often",
        ))
    },
};
