//! R082 stray-signature.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "R082",
    name: "stray-signature",
    severity: Severity::Warning,
    meaning: "A signature stands for nothing: what was signed is gone, `data/people.yaml` does \
              not know who signed it in that role, or its day is still to come.",
    why: "It looks as if somebody vouched for something, and nobody does.",
    mend: "Give what was signed its name back with `engraft mv`, put the person and the role \
           into `data/people.yaml`, or delete the file of the signature.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(context.standing.stray.iter().map(|stray| {
        let help = "put back what is missing, or delete this file";
        Diagnostic::new(&RULE, stray.place, stray.why.clone()).with_help(help)
    }));
}
