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

/// The keys that are looked for, each with an example of its value.
const REVIEWERS: (&str, &str) = ("reviewers", "[{person: dr.example, role: clinical}]");
const OWNER: (&str, &str) = ("owner", "ward-team");
const REVIEWED: (&str, &str) = ("reviewed", "2026-01-31");

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for article in context.listed() {
        let front_matter = &article.front_matter;
        let missing: Vec<(&str, &str)> = [
            (REVIEWERS, front_matter.reviewers.is_empty()),
            (OWNER, front_matter.owner.is_none()),
            (REVIEWED, front_matter.reviewed.is_none()),
        ]
        .into_iter()
        .filter_map(|(line, missing)| missing.then_some(line))
        .collect();
        let keys: Vec<String> =
            missing.iter().map(|(key, _)| format!("`{key}`")).collect();
        let lines: Vec<String> =
            missing.iter().map(|(key, value)| format!("`{key}: {value}`")).collect();
        let title = &front_matter.title;
        let message = format!("`{}` has no {}", title.value, keys.join(", no "));
        let help = match lines.split_last() {
            Some((last, [])) => format!("add a line such as {last}"),
            Some((last, rest)) => {
                format!("add lines such as {} and {last}", rest.join(", "))
            }
            None => continue,
        };
        found.push(Diagnostic::new(&RULE, title.span, message).with_help(help));
    }
}
