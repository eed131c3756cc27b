//! R062 owner-left.

use super::{Check, Context};
use crate::base::Spanned;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::yaml::shown;

static RULE: Rule = Rule {
    code: "R062",
    name: "owner-left",
    severity: Severity::Warning,
    meaning: "The one who answers for a page or a glossary entry has left, by \
              `data/people.yaml`.",
    why: "Nobody would see to it when it is wrong or its review falls due.",
    mend: "Name somebody else, or a team, as `owner`.",
    source: "NHS standard for creating health content, principle 1",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let people = &context.site.sources.records.people;
    let mut judge = |owner: Option<&Spanned<String>>| {
        let Some(owner) = owner else { return };
        if people.get(&owner.value).is_some_and(|person| person.left) {
            let message =
                format!("`{}`, who answers for this, has left", shown(&owner.value));
            let help = "name somebody else, or a team, as `owner`";
            found.push(Diagnostic::new(&RULE, owner.span, message).with_help(help));
        }
    };
    context.listed().for_each(|article| judge(article.front_matter.owner.as_ref()));
    for id in context.listed_terms() {
        judge(context.site.term(id).front_matter.owner.as_ref());
    }
}
