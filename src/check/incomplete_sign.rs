//! R074 incomplete-sign: a sign of danger that does not say what is to be done.

use super::{Check, Context};
use crate::base::fold_name;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::records::DangerSign;
use crate::yaml::shown;

static RULE: Rule = Rule {
    code: "R074",
    name: "incomplete-sign",
    severity: Severity::Error,
    meaning: "A record of `data/signs.yaml` has no `degree`, or is about a wish to die and has no `contact`.",
    why: "A sign says what is to be done about it; whoever wants to die needs somebody to talk to at once.",
    mend: "Write `degree: emergency` or `degree: ward`; give the wish to die the `contact` of a crisis line.",
    source: "NICE NG225, 1.1",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Words that are about a wish to die.
const WISH_TO_DIE: &[&str] = &[
    "want to die",
    "wish to die",
    "want to be dead",
    "end your life",
    "end their life",
    "take your own life",
    "kill yourself",
    "harm yourself",
    "hurt yourself",
    "suicide",
    "suicidal",
];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (id, sign) in &context.site.records.signs {
        if !sign.has_degree {
            let message = format!("the sign `{}` has no `degree`", shown(id));
            let help = "add a line: `degree: emergency` or `degree: ward`";
            found.push(Diagnostic::new(&RULE, sign.span, message).with_help(help));
        }
        if sign.contact.is_none() && is_wish_to_die(sign) {
            let message = format!("the sign `{}` has no crisis line", shown(id));
            let help = "add a line: `contact: …`, with the id of a crisis line in \
                        `data/contacts.yaml`";
            found.push(Diagnostic::new(&RULE, sign.span, message).with_help(help));
        }
    }
}

fn is_wish_to_die(sign: &DangerSign) -> bool {
    sign.names().any(|name| {
        let name = fold_name(name);
        WISH_TO_DIE.iter().any(|words| name.contains(words))
    })
}
