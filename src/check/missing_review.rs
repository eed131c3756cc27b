//! R002 missing-review.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "R002",
    name: "missing-review",
    severity: Severity::Warning,
    meaning: "A published page does not say who reviewed it, who answers for it, or when.",
    why: "Readers trust a page that names its reviewer and its date, and a team that does not \
          know who answers for a page cannot keep it right.",
    mend: "Add `reviewers`, `owner` and `reviewed` to the front matter.",
    source: "NHS standard for creating health content, principles 1 and 2",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for article in context.listed() {
        let front_matter = &article.front_matter;
        let missing: Vec<&str> = [
            ("`reviewers`", front_matter.reviewers.is_empty()),
            ("`owner`", front_matter.owner.is_none()),
            ("`reviewed`", front_matter.reviewed.is_none()),
        ]
        .into_iter()
        .filter_map(|(key, missing)| missing.then_some(key))
        .collect();
        if missing.is_empty() {
            continue;
        }
        let title = &front_matter.title;
        let message = format!("`{}` has no {}", title.value, missing.join(", no "));
        found.push(Diagnostic::new(&RULE, title.span, message).with_help(
            "add lines such as `owner: ward-team`, `reviewed: 2026-01-31` and \
             `reviewers: [{person: dr.example, role: clinical}]`",
        ));
    }
}
