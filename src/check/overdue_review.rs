//! R003 overdue-review.

use super::{Check, Context};
use crate::base::{Date, Spanned};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "R003",
    name: "overdue-review",
    severity: Severity::Warning,
    meaning: "The day on which a page or a glossary entry was to be reviewed again has passed. \
              For the days of `review.grace` in `site.yaml` it counts one step less than later.",
    why: "Treatments and telephone numbers change. Readers are told on the page that its \
          review is overdue.",
    mend: "Have the page reviewed, then set `reviewed` and `review_due` to the new dates.",
    source: "NHS standard for creating health content, principle 2",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let interval = context.config.review.interval_months;
    for article in context.listed() {
        let front_matter = &article.front_matter;
        let stated = front_matter.review_due.as_ref().or(front_matter.reviewed.as_ref());
        judge(context, &front_matter.title, front_matter.due(interval), stated, found);
    }
    for id in context.listed_terms() {
        let front_matter = &context.site.term(id).front_matter;
        let stated = front_matter.review_due.as_ref().or(front_matter.reviewed.as_ref());
        judge(context, &front_matter.term, front_matter.due(interval), stated, found);
    }
}

fn judge(
    context: &Context<'_>,
    name: &Spanned<String>,
    due: Option<Date>,
    stated: Option<&Spanned<Date>>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(due) = due.filter(|&due| due < context.today) else { return };
    let span = stated.map_or(name.span, |date| date.span);
    let message = format!("`{}` was due for review on {due}", name.value);
    let finding = Diagnostic::new(&RULE, span, message)
        .with_help("have it reviewed, then set `reviewed` and `review_due`")
        .yielding();
    let in_grace = context.today <= due.plus_days(context.config.review.grace_days);
    found.push(if in_grace { finding.eased() } else { finding });
}
