//! W024 early-promise.

use super::phrases::{Find, FoundPhrase, PhraseRule, Reach, Told, every, told};
use crate::diagnostic::{Rule, Severity};

pub(super) static RULE: Rule = Rule {
    code: "W024",
    name: "early-promise",
    severity: Severity::Warning,
    meaning: "A text tells what a treatment may become, and not how far it has been tested.",
    why: "Readers take it for a treatment that they can have.",
    mend: "Say how far it is, such as `it is being tested in clinical trials`.",
    source: "NHS digital service manual, content style guide",
};

pub(super) static CLAIM: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Claim,
    judges: every,
    tell,
};

fn tell(phrase: &FoundPhrase<'_>) -> Option<Told> {
    let message = told(
        phrase,
        "tells what a treatment may become, and not how far it has been tested",
    );
    let help = "say how far it is, such as `it is being tested in clinical trials`";
    Some(Told::new(message, help))
}
