//! W024 early-promise.

use super::phrases::{ClaimRule, FoundPhrase, Told, told};
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

pub(super) static CLAIM: ClaimRule = ClaimRule { rule: &RULE, tell };

/// Words that tell how far it has been tested.
const STAGES: &[&str] = &["trial", "study", "studies", "research", "tested", "testing"];

fn tell(phrase: &FoundPhrase<'_>) -> Option<Told> {
    let paragraph = phrase.paragraph.to_lowercase();
    let is_told = STAGES.iter().any(|stage| paragraph.contains(stage));
    let message = told(
        phrase,
        "tells what a treatment may become, and not how far it has been tested",
    );
    let help = "say how far it is, such as `it is being tested in clinical trials`";
    (!is_told).then_some((message, help))
}
