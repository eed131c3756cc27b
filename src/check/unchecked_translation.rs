//! R083 unchecked-translation.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "R083",
    name: "unchecked-translation",
    severity: Severity::Error,
    meaning: "A page was translated by a machine, and nobody checked it.",
    why: "A machine leaves out a `not` or takes one dose for another in good grammar, and those who read \
          the page cannot compare it.",
    mend: "Have somebody who knows both languages and the subject read it, and write `translation: \
           {reviewed_by: NAME}`; until then hold it back with `status: draft`. On a page with `sample: \
           true` it is a warning.",
    source: "45 CFR 92.201(c)(3); NHS standard for creating health content, principle 2",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for article in context.listed() {
        let front_matter = &article.front_matter;
        if !front_matter.translation.is_unchecked() {
            continue;
        }
        let title = &front_matter.title;
        let message =
            format!("nobody checked the machine's translation `{}`", title.value);
        let finding = Diagnostic::new(&RULE, title.span, message).with_help(
            "have it read, then write `translation: {method: machine, reviewed_by: NAME}`; \
             until then `status: draft`",
        );
        let is_sample = front_matter.sample && !front_matter.robots.index;
        found.push(if is_sample { finding.eased() } else { finding });
    }
}
