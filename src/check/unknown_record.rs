//! F010 unknown-record: people, contacts and references that front matter names.

use super::{Check, Context};
use crate::article::Reviewer;
use crate::base::Spanned;
use crate::diagnostic::{Diagnostic, UNKNOWN_RECORD, did_you_mean};
use crate::records::Records;
use crate::yaml::shown;

pub(super) static CHECK: Check = Check { rule: &UNKNOWN_RECORD, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let records = &context.site.sources.records;
    for article in &context.site.sources.articles {
        let front_matter = &article.front_matter;
        people(records, front_matter.authors.iter().chain(&front_matter.owner), found);
        reviewers(records, &front_matter.reviewers, found);
        let contact = front_matter.contact.as_ref();
        if let Some(id) = contact.filter(|_| !records.may_hold("contacts")) {
            look_up(id, "contacts.yaml", records.contacts.keys(), found);
        }
        references(records, &front_matter.references, found);
    }
    let statement = records.accessibility.as_ref();
    if let Some(id) = statement.and_then(|statement| statement.contact.as_ref())
        && !records.may_hold("contacts")
    {
        look_up(id, "contacts.yaml", records.contacts.keys(), found);
    }
    for term in &context.site.sources.terms {
        let front_matter = &term.front_matter;
        people(records, front_matter.owner.iter(), found);
        reviewers(records, &front_matter.reviewers, found);
        references(records, &front_matter.references, found);
    }
}

fn reviewers(records: &Records, reviewers: &[Reviewer], found: &mut Vec<Diagnostic>) {
    people(records, reviewers.iter().map(|reviewer| &reviewer.person), found);
}

fn people<'a>(
    records: &Records,
    ids: impl Iterator<Item = &'a Spanned<String>>,
    found: &mut Vec<Diagnostic>,
) {
    for id in ids.filter(|_| !records.may_hold("people")) {
        look_up(id, "people.yaml", records.people.keys(), found);
    }
}

fn references(records: &Records, keys: &[Spanned<String>], found: &mut Vec<Diagnostic>) {
    for key in keys.iter().filter(|_| !records.may_hold("references")) {
        look_up(key, "references.yaml", records.references.keys(), found);
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
    let name = shown(&id.value);
    let known = known.by_ref().map(String::as_str);
    let help = did_you_mean(&id.value, known, format!("add `{name}:` to `data/{file}`"));
    let message = format!("`data/{file}` has no entry `{name}`");
    found.push(Diagnostic::new(&UNKNOWN_RECORD, id.span, message).with_help(help));
}
