//! F010 unknown-record: people, contacts and references that front matter and records name.

use std::collections::BTreeMap;

use super::{Check, Context};
use crate::article::Reviewer;
use crate::base::Spanned;
use crate::diagnostic::{Diagnostic, UNKNOWN_RECORD, did_you_mean};
use crate::records::Records;
use crate::yaml::shown;

pub(super) static CHECK: Check = Check { rule: &UNKNOWN_RECORD, run };

/// For how many ids the nearest is searched: of ten thousand wrong ones the first tell
/// enough.
const MOST_SEARCHES: usize = 200;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let records = &context.site.sources.records;
    let mut ids = RecordIds { records, found, searches: 0 };
    for article in &context.site.sources.articles {
        let front_matter = &article.front_matter;
        ids.people(front_matter.authors.iter().chain(&front_matter.owner));
        ids.reviewers(&front_matter.reviewers);
        ids.contacts(front_matter.contact.iter());
        ids.references(&front_matter.references);
    }
    ids.people(records.people.values().filter_map(|person| person.deputy.as_ref()));
    let statement = records.accessibility.as_ref();
    ids.contacts(statement.and_then(|statement| statement.contact.as_ref()).into_iter());
    for sign in records.signs.values() {
        ids.contacts(sign.contact.iter());
        ids.signs(sign.worse.iter());
    }
    for value in records.values.values() {
        ids.people(value.reviewer.iter());
        ids.look_up("references", value.source.iter(), &records.references);
    }
    for term in &context.site.sources.terms {
        let front_matter = &term.front_matter;
        ids.people(front_matter.owner.iter());
        ids.reviewers(&front_matter.reviewers);
        ids.references(&front_matter.references);
    }
}

/// Looks ids up, and reports those that no record has.
struct RecordIds<'a> {
    records: &'a Records,
    found: &'a mut Vec<Diagnostic>,
    /// How many were searched for.
    searches: usize,
}

impl<'a> RecordIds<'a> {
    fn reviewers(&mut self, reviewers: &'a [Reviewer]) {
        self.people(reviewers.iter().map(|reviewer| &reviewer.person));
    }

    fn people(&mut self, ids: impl Iterator<Item = &'a Spanned<String>>) {
        self.look_up("people", ids, &self.records.people);
    }

    fn contacts(&mut self, ids: impl Iterator<Item = &'a Spanned<String>>) {
        self.look_up("contacts", ids, &self.records.contacts);
    }

    fn signs(&mut self, ids: impl Iterator<Item = &'a Spanned<String>>) {
        self.look_up("signs", ids, &self.records.signs);
    }

    fn references(&mut self, ids: &'a [Spanned<String>]) {
        self.look_up("references", ids.iter(), &self.records.references);
    }

    fn look_up<T>(
        &mut self,
        file: &str,
        ids: impl Iterator<Item = &'a Spanned<String>>,
        known: &BTreeMap<String, T>,
    ) {
        if self.records.may_hold(file) {
            return;
        }
        for id in ids.filter(|id| !known.contains_key(&id.value)) {
            let name = shown(&id.value);
            self.searches += 1;
            let is_searched = self.searches <= MOST_SEARCHES;
            let known = known.keys().map(String::as_str).filter(|_| is_searched);
            let otherwise = format!("add `{name}:` to `data/{file}.yaml`");
            let help = did_you_mean(&id.value, known, otherwise);
            let message = format!("`data/{file}.yaml` has no entry `{name}`");
            let finding = Diagnostic::new(&UNKNOWN_RECORD, id.span, message);
            self.found.push(finding.with_help(help));
        }
    }
}
