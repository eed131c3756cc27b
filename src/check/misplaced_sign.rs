//! R071 sign-in-other-card, R072 typed-sign and R079 copied-sign: where the words of a sign of
//! danger stand.

use super::{Check, Context, read_texts};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::html::{Card, ShownSign};
use crate::records::DangerSign;
use crate::yaml::shown;

static OTHER_CARD: Rule = Rule {
    code: "R071",
    name: "sign-in-other-card",
    severity: Severity::Error,
    meaning: "A sign of danger stands in a card that asks for something else than `data/signs.yaml` does.",
    why: "Readers would call the ward about what is for an ambulance, or the other way round.",
    mend: "Move the sign into the card of its degree, or correct its `degree`.",
    source: "NICE CG151, 1.1.1.1",
};

static TYPED: Rule = Rule {
    code: "R072",
    name: "typed-sign",
    severity: Severity::Warning,
    meaning: "The words of a sign of danger are typed into running text, where no card says what to do.",
    why: "Whoever changes the sign in `data/signs.yaml` will not find them.",
    mend: "Draw the words from there with `[[sign:…]]`, or say it in other words.",
    source: "NICE CG151, 1.1.1.1",
};

static COPIED: Rule = Rule {
    code: "R079",
    name: "copied-sign",
    severity: Severity::Note,
    meaning: "The words of a sign of danger are typed into the card of its degree, and not drawn from `data/signs.yaml`.",
    why: "They are right today; whoever changes the sign there will not find them.",
    mend: "Draw the words from there with `[[sign:…]]`.",
    source: "NICE CG151, 1.1.1.1",
};

pub(super) static OTHER_CARD_CHECK: Check = Check { rule: &OTHER_CARD, run: other_cards };

pub(super) static TYPED_CHECK: Check = Check { rule: &TYPED, run: typed };

pub(super) static COPIED_CHECK: Check = Check { rule: &COPIED, run: copied };

/// The signs that readers are shown, each with its record.
fn shown_signs<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a ShownSign, &'a DangerSign)> + use<'a> {
    let records = &context.site.records;
    let signs = read_texts(context.site, context.facts).flat_map(|facts| &facts.signs);
    signs.filter_map(|sign| Some((sign, records.signs.get(&*sign.id)?)))
}

fn other_cards(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (seen, sign) in shown_signs(context) {
        let Some(card) = seen.card.filter(|card| card.degree() != Some(sign.degree))
        else {
            continue;
        };
        let message = format!(
            "`{}` is for {}, and stands in a card {}",
            shown(&sign.words),
            sign.degree.name(),
            match card {
                Card::Emergency => "that is for emergencies",
                Card::Urgent => "that is for the ward",
                Card::NonUrgent => "that can wait",
            }
        );
        let help = format!(
            "move it into `> [!{}]`, or correct the `degree` of `{}` in `data/signs.yaml`",
            sign.degree.card().to_uppercase(),
            seen.id
        );
        let finding = Diagnostic::new(&OTHER_CARD, seen.span, message).with_help(help);
        found.push(finding.with_label(sign.span, "its degree"));
    }
}

fn typed(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (seen, _) in shown_signs(context) {
        if seen.card.is_some() || !seen.is_typed {
            continue;
        }
        let message = format!("these are words of the sign `{}`", shown(&seen.id));
        let help = format!("write `[[sign:{}]]`, or say it in other words", seen.id);
        found.push(Diagnostic::new(&TYPED, seen.span, message).with_help(help));
    }
}

fn copied(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (seen, sign) in shown_signs(context) {
        let degree = seen.card.and_then(Card::degree);
        if !seen.is_typed || degree != Some(sign.degree) {
            continue;
        }
        let message = format!("the sign `{}` is typed here by hand", shown(&seen.id));
        let help = format!("write `[[sign:{}]]` in its place", seen.id);
        found.push(Diagnostic::new(&COPIED, seen.span, message).with_help(help));
    }
}
