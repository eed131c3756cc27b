//! W021 person-first.

use super::phrases::{Advice, Find, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(super) static RULE: Rule = Rule {
    code: "W021",
    name: "person-first",
    severity: Severity::Warning,
    meaning: "A text calls people by their illness, or says that they suffer.",
    why: "Readers are people first, and many do not feel that they suffer.",
    mend: "Write `people with diabetes`, `older people`, `uses a wheelchair`, `has` or `gets`.",
    source: "NHS digital service manual, inclusive content",
};

pub(super) static CLAIM: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Claim,
    judges: every,
    tell: |phrase| {
        Some(Advice::new(
            told(phrase, "puts an illness or an age before the person"),
            "write such as `people with …`, `have` or `older people`",
        ))
    },
};
