//! R070 conflicting-sign: one sign of danger with two degrees.

use std::collections::BTreeMap;

use super::{Check, Context};
use crate::base::fold_name;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::records::DangerSign;
use crate::yaml::shown;

static RULE: Rule = Rule {
    code: "R070",
    name: "conflicting-sign",
    severity: Severity::Error,
    meaning: "Two records of `data/signs.yaml` have the same words, for one person at one place, and another \
              degree.",
    why: "One page would tell readers to call the ward, and another to call an ambulance.",
    mend: "Take one of the two out, or say in `people` or `places` for whom and where each holds.",
    source: "NICE CG151, 1.1.1.1",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut called: BTreeMap<String, Vec<(&str, &DangerSign)>> = BTreeMap::new();
    for (id, sign) in &context.site.records.signs {
        for name in sign.names() {
            let own = called.entry(fold_name(name)).or_default();
            let other = own
                .iter()
                .find(|(_, other)| other.degree != sign.degree && other.meets(sign));
            if let Some((other_id, other)) = other {
                let message = format!(
                    "`{}` is for {} here and for {} in `{}`",
                    shown(name),
                    sign.degree.name(),
                    other.degree.name(),
                    shown(other_id),
                );
                let help = "take one of the two out, or give them `people` or `places` of their \
                            own";
                let finding = Diagnostic::new(&RULE, sign.span, message).with_help(help);
                found.push(finding.with_label(other.span, "the other one"));
                break;
            }
            own.push((id, sign));
        }
    }
}
