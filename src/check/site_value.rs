//! R075 incomplete-value and R076 example-value: values that nobody stands for.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::html::Facts;
use crate::yaml::shown;

static INCOMPLETE: Rule = Rule {
    code: "R075",
    name: "incomplete-value",
    severity: Severity::Warning,
    meaning: "A value of `data/values.yaml` has no `source`, no `reviewer` or no day of its review.",
    why: "Hospitals differ: a number that tells readers when to call must be one that somebody stands for.",
    mend: "Name the `source`, the `reviewer` and the day, or leave `value` out.",
    source: "NHS digital service manual, how we make clinical content",
};

static EXAMPLE: Rule = Rule {
    code: "R076",
    name: "example-value",
    severity: Severity::Error,
    meaning: "A page that is no sample shows a value that is marked as an example.",
    why: "Readers would act on a number that nobody at the hospital chose.",
    mend: "Write the number of your own hospital and take `example` out, or leave `value` out.",
    source: "Engraft's own rule",
};

pub(super) static INCOMPLETE_CHECK: Check = Check { rule: &INCOMPLETE, run: incomplete };

pub(super) static EXAMPLE_CHECK: Check = Check { rule: &EXAMPLE, run: examples };

fn incomplete(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (id, value) in &context.site.records.values {
        let given = [
            ("source", value.source.is_some()),
            ("reviewer", value.reviewer.is_some()),
            ("reviewed", value.reviewed.is_some()),
        ];
        let missing: Vec<String> = given
            .iter()
            .filter(|(_, is_given)| !is_given)
            .map(|(key, _)| format!("`{key}`"))
            .collect();
        if value.value.is_none() || missing.is_empty() {
            continue;
        }
        let message =
            format!("the value `{}` has no {}", shown(id), missing.join(" and no "));
        let help = "say where it is from, who stands for it and since when, or leave `value` out";
        found.push(Diagnostic::new(&INCOMPLETE, value.span, message).with_help(help));
    }
}

fn examples(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let site = context.site;
    let articles = site.article_ids().zip(&context.facts.articles);
    for (id, facts) in articles {
        if !site.article(id).front_matter.sample {
            shown_examples(context, facts, found);
        }
    }
    let terms = site.term_ids().zip(&context.facts.terms);
    for (id, facts) in terms {
        if !site.term(id).front_matter.sample {
            shown_examples(context, facts, found);
        }
    }
}

fn shown_examples(context: &Context<'_>, facts: &Facts, found: &mut Vec<Diagnostic>) {
    for (id, span) in &facts.values {
        let value = context.site.records.values.get(&**id);
        let Some(value) = value.filter(|value| value.example && value.value.is_some())
        else {
            continue;
        };
        let message = format!("the value `{}` is only an example", shown(id));
        let help = "write your own `value` in `data/values.yaml` and take the line `example` out, \
                    or take both out";
        let finding = Diagnostic::new(&EXAMPLE, *span, message).with_help(help);
        found.push(finding.with_label(value.span, "the example"));
    }
}
