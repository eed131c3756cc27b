//! R084 unlikely-review-day.

use super::{Check, Context};
use crate::base::{Date, Spanned};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "R084",
    name: "unlikely-review-day",
    severity: Severity::Warning,
    meaning: "The next review of a page is before the last one, or more than 36 months after it; of a \
              page with `type: medicine`, more than 12.",
    why: "A year that was mistyped keeps a page unread for that much longer, and readers see the day.",
    mend: "Write the days of the last and of the next review. Where a longer time is meant, waive the \
           rule on the page with its reason.",
    source: "NHS standard for creating health content, principle 2: a planned cycle of reviews",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Months between two reviews.
const MOST: u32 = 36;
const MOST_OF_MEDICINES: u32 = 12;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let interval = context.config.review.interval_months;
    for article in context.listed() {
        let front_matter = &article.front_matter;
        let is_medicine = front_matter.is_of_type("medicine");
        let most = if is_medicine { MOST_OF_MEDICINES } else { MOST };
        let stated = front_matter.review_due.as_ref();
        let due = front_matter.due(interval);
        judge(front_matter.reviewed.as_ref(), due, stated, most, found);
    }
    for id in context.listed_terms() {
        let front_matter = &context.site.term(id).front_matter;
        let (stated, due) =
            (front_matter.review_due.as_ref(), front_matter.due(interval));
        judge(front_matter.reviewed.as_ref(), due, stated, MOST, found);
    }
}

fn judge(
    reviewed: Option<&Spanned<Date>>,
    due: Option<Date>,
    stated: Option<&Spanned<Date>>,
    most: u32,
    found: &mut Vec<Diagnostic>,
) {
    let (Some(reviewed), Some(due)) = (reviewed, due) else { return };
    let span = stated.unwrap_or(reviewed).span;
    let last = reviewed.value;
    let (message, help) = if due < last {
        (
            format!("the next review, on {due}, is before the last one, on {last}"),
            "write the days as they were, and as they are to be".to_owned(),
        )
    } else if due > last.plus_months(most) {
        (
            format!(
                "the next review, on {due}, is more than {most} months after the last"
            ),
            format!("write a day until {}: `review_due: …`", last.plus_months(most)),
        )
    } else {
        return;
    };
    found.push(Diagnostic::new(&RULE, span, message).with_help(help));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FileId, Span};

    #[test]
    fn a_review_comes_after_the_last_and_soon() {
        let day = |text: &str| Date::parse(text).unwrap();
        let told = |last: &str, due: &str, most| {
            let last = Spanned { value: day(last), span: Span::file(FileId(0)) };
            let mut found = Vec::new();
            judge(Some(&last), Some(day(due)), None, most, &mut found);
            !found.is_empty()
        };
        assert!(told("2026-03-01", "2026-02-01", MOST));
        assert!(told("2026-03-01", "2036-03-01", MOST));
        assert!(!told("2025-03-15", "2028-03-15", MOST));
        assert!(told("2025-03-15", "2027-03-15", MOST_OF_MEDICINES));
        assert!(!told("2026-03-01", "2026-03-01", MOST));
    }
}
