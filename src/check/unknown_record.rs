//! F010 unknown-record: people, contacts and references that front matter names.

use super::{Check, Context};
use crate::base::Spanned;
use crate::diagnostic::{Diagnostic, UNKNOWN_RECORD, nearest};

pub(super) static CHECK: Check = Check { rule: &UNKNOWN_RECORD, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let records = &context.site.sources.records;
    for article in &context.site.sources.articles {
        let front_matter = &article.front_matter;
        let reviewers = front_matter.reviewers.iter().map(|reviewer| &reviewer.person);
        let people =
            front_matter.authors.iter().chain(&front_matter.owner).chain(reviewers);
        for id in people.filter(|_| !records.may_hold("people")) {
            look_up(id, "people.yaml", records.people.keys(), found);
        }
        let contact = front_matter.contact.as_ref();
        if let Some(id) = contact.filter(|_| !records.may_hold("contacts")) {
            look_up(id, "contacts.yaml", records.contacts.keys(), found);
        }
        let references = front_matter.references.iter();
        for id in references.filter(|_| !records.may_hold("references")) {
            look_up(id, "references.yaml", records.references.keys(), found);
        }
    }
}

fn look_up<'k>(
    id: &Spanned<String>,
    file: &str,
    mut known: impl Iterator<Item = &'k String> + Clone,
    found: &mut Vec<Diagnostic>,
) {
    if known.clone().any(|key| *key == id.value) {
        return;
    }
    let near = nearest(&id.value, known.by_ref().map(String::as_str));
    let help = near.map_or_else(
        || format!("add `{}:` to `data/{file}`", id.value),
        |near| format!("did you mean `{near}`?"),
    );
    let message = format!("`data/{file}` has no entry `{}`", id.value);
    found.push(Diagnostic::new(&UNKNOWN_RECORD, id.span, message).with_help(help));
}
