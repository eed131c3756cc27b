//! W050 fighting-words.

use crate::check::phrases::{Advice, Find, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W050",
    name: "fighting-words",
    severity: Severity::Note,
    meaning: "A text speaks of an illness as of a war or a journey.",
    why: "Readers who do not get better seem to have lost a fight that they never chose.",
    mend: "Say what happens: `is treated for`, `died of`, `during treatment`.",
    source: "NHS digital service manual, content style guide: no metaphors",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Claim,
    judges: every,
    tell: |phrase| {
        Some(Advice::new(
            told(phrase, "speaks of an illness as of a war or a journey"),
            "say what happens, such as `is treated for`, `died of` or `during treatment`",
        ))
    },
};
