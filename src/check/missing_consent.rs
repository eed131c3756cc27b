//! R061 missing-consent.

use super::{Check, Context};
use crate::base::Span;
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "R061",
    name: "missing-consent",
    severity: Severity::Error,
    meaning: "The people whom a published page tells of or shows have not agreed to it, or no \
              longer do.",
    why: "Somebody's story or photograph would be public against their will.",
    mend: "Get the consent and set `consent` anew, or take the page down with \
           `status: withdrawn`.",
    source: "NHS standard for creating health content, principle 3",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for article in context.listed() {
        let Some(consent) = &article.front_matter.consent else { continue };
        let mut tell = |place: Span, message: String, yields: bool| {
            let help = "get the consent and say so here, or take the page down: \
                        `status: withdrawn`";
            let finding = Diagnostic::new(&RULE, place, message).with_help(help);
            found.push(Diagnostic { yields, ..finding });
        };
        if let Some(on_file) = consent.on_file.as_ref().filter(|flag| !flag.value) {
            tell(on_file.span, "no consent for this page is on file".to_owned(), false);
        }
        if let Some(expires) =
            consent.expires.as_ref().filter(|day| day.value < context.today)
        {
            let day = expires.value;
            tell(expires.span, format!("the consent for this page ended on {day}"), true);
        }
    }
}
