//! R002 missing-review.

use std::collections::BTreeMap;

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
    // On a site that is new, all pages lack the same lines.
    let mut words: BTreeMap<[bool; 3], (String, String)> = BTreeMap::new();
    for article in context.listed() {
        let front_matter = &article.front_matter;
        let missing = [
            front_matter.reviewers.is_empty(),
            front_matter.owner.is_none(),
            front_matter.reviewed.is_none(),
        ];
        if missing == [false; 3] {
            continue;
        }
        let (keys, help) = words.entry(missing).or_insert_with(|| in_words(missing));
        let title = &front_matter.title;
        let message = format!("`{}` has no {keys}", title.value);
        found.push(Diagnostic::new(&RULE, title.span, message).with_help(help.as_str()));
    }
}

/// The names of the lines that are missing, and what to type.
fn in_words(missing: [bool; 3]) -> (String, String) {
    let lines = [REVIEWERS, OWNER, REVIEWED].into_iter().zip(missing);
    let lines = lines.filter_map(|(line, missing)| missing.then_some(line));
    let (keys, lines): (Vec<String>, Vec<String>) = lines
        .map(|(key, value)| (format!("`{key}`"), format!("`{key}: {value}`")))
        .unzip();
    let help = match lines.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!("add lines such as {} and {last}", rest.join(", "))
        }
        _ => format!("add a line such as {}", lines.concat()),
    };
    (keys.join(", no "), help)
}
