//! A001 incomplete-statement.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "A001",
    name: "incomplete-statement",
    severity: Severity::Warning,
    meaning: "The accessibility statement lacks a part that it must have.",
    why: "The regulations for public sector websites say what a statement tells: how far the \
          site meets the standard, what does not work and why, whom to tell, and who enforces \
          the rules.",
    mend: "Add the key to `data/accessibility.yaml`.",
    source: "The Public Sector Bodies (Websites and Mobile Applications) Accessibility \
             Regulations 2018, regulation 8; (EU) 2018/1523",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(statement) = &context.site.sources.records.accessibility else { return };
    let listed_all = statement.compliance.is_none_or(|compliance| compliance == "fully");
    for (key, missing, example) in [
        ("compliance", statement.compliance.is_none(), "partially"),
        ("prepared", statement.prepared.is_none(), "2026-01-31"),
        ("testing", statement.testing.is_none(), "Who tested which pages, and how."),
        (
            "problems",
            statement.problems.is_empty() && !listed_all,
            "[{description: …, criterion: …, reason: non-compliance}]",
        ),
        ("contact", statement.contact.is_none(), "communications"),
        ("response_time", statement.response_time.is_none(), "5 working days"),
        (
            "enforcement",
            statement.enforcement.is_none(),
            "{name: …, url: \"https://www.example.org/\"}",
        ),
    ] {
        if missing {
            let message = format!("the accessibility statement has no `{key}`");
            let help = format!("add a line: `{key}: {example}`");
            found.push(Diagnostic::new(&RULE, statement.span, message).with_help(help));
        }
    }
    for problem in &statement.problems {
        for (key, missing, example) in [
            ("description", problem.description.is_none(), "Wide tables do not fit."),
            ("reason", problem.reason.is_none(), "non-compliance"),
        ] {
            if missing {
                let message = format!("a problem has no `{key}`");
                let help = format!("add it: `{key}: {example}`");
                found.push(Diagnostic::new(&RULE, problem.span, message).with_help(help));
            }
        }
    }
}
