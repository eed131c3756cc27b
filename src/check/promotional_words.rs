//! W020 promotional-words.

use super::phrases::{Find, PhraseRule, Reach, Told, every, told};
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

pub(super) static CLAIM: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Claim,
    judges: every,
    tell: |phrase| {
        Some(Told::new(
            told(phrase, "promises more than a treatment can"),
            "say what happens to how many people, or leave it out",
        ))
    },
};
