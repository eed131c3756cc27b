//! R081 unsigned.

use super::changed_since_signed::sign_help;
use super::{Check, Context};
use crate::article::{AUDIENCES, TYPES};
use crate::diagnostic::{BAD_CONFIGURATION, Diagnostic, Rule, Severity, did_you_mean};
use crate::review::UnsignedThing;
use crate::yaml::shown;

static RULE: Rule = Rule {
    code: "R081",
    name: "unsigned",
    severity: Severity::Warning,
    meaning: "A page, or something that it shows, was not signed in a role that `review.roles` \
              in `site.yaml` asks for.",
    why: "Readers act on words that nobody of the right profession vouches for.",
    mend: "Have it read, then `engraft review sign`. A page is signed when it and all that it \
           shows are: snippets, contacts, signs, values and terms have signatures of their own.",
    source: "NHS standard for creating health content, principle 1",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(context.standing.unsigned.iter().map(tell));
    let roles = context.config.review.roles.iter();
    for role in
        roles.filter(|role| context.standing.unknown_pages.contains(&role.pages.span))
    {
        let name = &role.pages.value;
        let message = format!("`{}` is no type and no audience of pages", shown(name));
        let known = TYPES.iter().chain(AUDIENCES).copied();
        let help = did_you_mean(name, known.chain(["all"]), "write `all` for every page");
        let finding = Diagnostic::new(&BAD_CONFIGURATION, role.pages.span, message);
        found.push(finding.with_help(help));
    }
}

fn tell(unsigned: &UnsignedThing) -> Diagnostic {
    let UnsignedThing { thing, roles, shown_by, place } = unsigned;
    let roles_words = roles.join(", ");
    let message = match shown_by {
        0 => format!("this page is not signed: {roles_words}"),
        1 => format!("`{thing}`, which a page shows, is not signed: {roles_words}"),
        count => {
            format!("`{thing}`, which {count} pages show, is not signed: {roles_words}")
        }
    };
    let role = roles.first().map_or("", String::as_str);
    let help = sign_help(&thing.to_string(), "ID", role);
    Diagnostic::new(&RULE, *place, message).with_help(help)
}
