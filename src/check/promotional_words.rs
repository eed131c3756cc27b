//! W020 promotional-words.

use super::phrases::{FoundPhrase, find, told};
use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "W020",
    name: "promotional-words",
    severity: Severity::Warning,
    meaning: "A text praises a treatment, or promises what nobody can.",
    why: "Somebody who is ill decides by it, and hopes for what may not come.",
    mend: "Say what happens to how many people, with a source; or leave the words out.",
    source: "NHS digital service manual, content style guide",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let tell = |phrase: &FoundPhrase<'_>| {
        Some((
            told(phrase, "promises more than a treatment can"),
            "say what happens to how many people, or leave it out",
        ))
    };
    find(context, &RULE, &tell, found);
}
