//! R003 overdue-review.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "R003",
    name: "overdue-review",
    severity: Severity::Warning,
    meaning: "The day on which a page was to be reviewed again has passed.",
    why: "Treatments and telephone numbers change. Readers are told on the page that its \
          review is overdue.",
    mend: "Have the page reviewed, then set `reviewed` and `review_due` to the new dates.",
    source: "NHS standard for creating health content, principle 2",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for article in context.listed() {
        let front_matter = &article.front_matter;
        let Some(due) = front_matter.due(context.config.review.interval_months) else {
            continue;
        };
        if due >= context.today {
            continue;
        }
        let title = &front_matter.title;
        let stated = front_matter.review_due.as_ref().or(front_matter.reviewed.as_ref());
        let span = stated.map_or(title.span, |date| date.span);
        let message = format!("`{}` was due for review on {due}", title.value);
        found.push(
            Diagnostic::new(&RULE, span, message)
                .with_help("have it reviewed, then set `reviewed` and `review_due`"),
        );
    }
}
