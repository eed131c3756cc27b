//! W024 early-promise.

use super::phrases::{FoundPhrase, find, told};
use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "W024",
    name: "early-promise",
    severity: Severity::Warning,
    meaning: "A text tells what a treatment may become, and not how far it has been tested.",
    why: "Readers take it for a treatment that they can have.",
    mend: "Say how far it is, such as `it is being tested in clinical trials`.",
    source: "NHS digital service manual, content style guide",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Words that tell how far it has been tested.
const STAGES: &[&str] = &["trial", "study", "studies", "research", "tested", "testing"];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let tell = |phrase: &FoundPhrase<'_>| {
        let paragraph = phrase.paragraph.to_lowercase();
        let is_told = STAGES.iter().any(|stage| paragraph.contains(stage));
        let message = told(
            phrase,
            "tells what a treatment may become, and not how far it has been tested",
        );
        let help = "say how far it is, such as `it is being tested in clinical trials`";
        (!is_told).then_some((message, help))
    };
    find(context, &RULE, &tell, found);
}
