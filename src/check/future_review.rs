//! R004 future-review.

use super::{Check, Context};
use crate::article::Reviewer;
use crate::base::{Date, Spanned};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "R004",
    name: "future-review",
    severity: Severity::Warning,
    meaning: "A page or a glossary entry says that it was reviewed on a day that is still to come.",
    why: "Readers trust the day that they see, and the next review is counted from it: a year that \
          was mistyped keeps a page unreviewed for that much longer.",
    mend: "Write the day of the last review. The day of the next one is `review_due`.",
    source: "NHS standard for creating health content, principle 2",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for article in context.listed() {
        let front_matter = &article.front_matter;
        judge(context, front_matter.reviewed.as_ref(), &front_matter.reviewers, found);
    }
    for id in context.listed_terms() {
        let front_matter = &context.site.term(id).front_matter;
        judge(context, front_matter.reviewed.as_ref(), &front_matter.reviewers, found);
    }
}

fn judge(
    context: &Context<'_>,
    reviewed: Option<&Spanned<Date>>,
    reviewers: &[Reviewer],
    found: &mut Vec<Diagnostic>,
) {
    let days = reviewers.iter().filter_map(|reviewer| reviewer.date.as_ref());
    for day in reviewed.into_iter().chain(days) {
        if day.value > context.today {
            let message = format!(
                "`{}` is still to come, and stands as the day of a review",
                day.value
            );
            let help =
                "write the day of the last review; that of the next one is `review_due`";
            found.push(Diagnostic::new(&RULE, day.span, message).with_help(help));
        }
    }
}
