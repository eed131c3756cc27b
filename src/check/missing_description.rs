//! R001 missing-description.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "R001",
    name: "missing-description",
    severity: Severity::Warning,
    meaning: "A published page has no description.",
    why: "Search engines and the lists of the site show it below the title; without it, \
          readers cannot tell which page is the one they need.",
    mend: "Add `description: …` to the front matter: one or two sentences, 50 to 160 letters.",
    source: "schema.org, description; WCAG 2.4.2 Page Titled",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for article in context.listed() {
        let front_matter = &article.front_matter;
        let described = front_matter
            .description
            .as_ref()
            .is_some_and(|description| !description.value.trim().is_empty());
        if !described {
            let title = &front_matter.title;
            let message = format!("`{}` has no description", title.value);
            found.push(Diagnostic::new(&RULE, title.span, message).with_help(
                "add a line `description: what this page tells, in a sentence`",
            ));
        }
    }
}
