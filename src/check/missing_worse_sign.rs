//! R073 missing-worse-sign: a page that shows the milder form of a sign, and not the worse.

use std::collections::BTreeSet;

use super::{Check, Context, read_texts};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::yaml::shown;

static RULE: Rule = Rule {
    code: "R073",
    name: "missing-worse-sign",
    severity: Severity::Error,
    meaning: "A page shows a sign of danger and not the sign that `worse` names in `data/signs.yaml`.",
    why: "Readers who are short of breath must learn there what to do when they cannot breathe.",
    mend: "Show the worse sign on the same page, in the card of its degree.",
    source: "NICE CG151, 1.1.1.1",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let signs = &context.site.records.signs;
    for facts in read_texts(context.site, context.facts) {
        let seen: BTreeSet<&str> = facts.signs.iter().map(|sign| &*sign.id).collect();
        let mut told = BTreeSet::new();
        for sign in facts.signs.iter().filter(|sign| told.insert(&*sign.id)) {
            let worse = signs.get(&*sign.id).into_iter().flat_map(|sign| &sign.worse);
            for worse in worse.filter(|worse| !seen.contains(worse.value.as_str())) {
                let Some(other) = signs.get(&worse.value) else { continue };
                let message = format!(
                    "the page shows `{}` and not what is worse, `{}`",
                    sign.id,
                    shown(&worse.value)
                );
                let help = format!(
                    "add `- [[sign:{}]]` to a `> [!{}]` of this page",
                    shown(&worse.value),
                    other.degree.card().to_uppercase()
                );
                found.push(Diagnostic::new(&RULE, sign.span, message).with_help(help));
            }
        }
    }
}
