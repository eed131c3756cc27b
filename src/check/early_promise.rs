//! W024 early-promise.

use std::sync::LazyLock;

use regex::Regex;

use super::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
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
    "hoped to",
    "expected to",
    "set to",
    "likely to",
    "predicted to",
    "destined to",
    "bound to",
    "poised to",
    "soon ",
    "one day",
    "some day",
    "in time",
    "promising",
    "exciting",
    "hopeful",
];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:hoped|expected|set|likely|predicted|destined|bound|poised) to (?:soon )?(?:become|be) (?:a |the |an )?(?:new )?(?:standard|routine|common|first-line|usual|widespread|established)\b|\b(?:will|could|may|might) (?:soon|one day|some day|in time) (?:become|replace|cure|end)\b|\b(?:promising|exciting|hopeful) (?:new )?(?:treatment|therapy|option|approach|cure)\b",
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
    let message = told(
        phrase,
        "tells what a treatment may become, and not how far it has been tested",
    );
    let help = "say how far it is, such as `it is being tested in clinical trials`";
    Advice::new(message, help)
}
