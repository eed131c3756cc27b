//! Who reviewed a page or a term.

use super::{Reviewer, account};
use crate::yaml::{Fields, Key, Value, ValueKind, shown};

/// `reviewers`: people's ids, alone or with what they did.
pub(super) fn reviewers(fields: &mut Fields<'_>) -> Vec<Reviewer> {
    let Some(value) = fields.value("reviewers") else { return Vec::new() };
    let values = match &value.kind {
        ValueKind::List(values) => values.as_slice(),
        _ => std::slice::from_ref(value),
    };
    let keys = fields.inner_keys("reviewers");
    values.iter().filter_map(|value| reviewer(fields, value, keys)).collect()
}

fn reviewer(
    fields: &mut Fields<'_>,
    value: &Value,
    keys: &'static [Key],
) -> Option<Reviewer> {
    let ValueKind::Mapping(mapping) = &value.kind else {
        if value.as_text().is_none() {
            let example = "[{person: dr.mensah, role: clinical, date: 2026-01-31}]";
            fields.wrong_type(value, "reviewers", "a list of people", example);
            return None;
        }
        let person = fields.text_of(value, "reviewers")?;
        return Some(Reviewer { person, role: None, date: None, scope: None });
    };
    // `dr-lee: clinical`, as a group and not as an entry of a list.
    if let [only] = &mapping.entries[..]
        && !keys.iter().any(|key| key.name == only.key.value)
        && let Some(role) = only.value.as_text()
    {
        let person = shown(&only.key.value);
        let help = format!("write `[{{person: {person}, role: {}}}]`", shown(role));
        fields.bad_value(
            only.key.span,
            format!("`{person}` is no key of a reviewer"),
            help,
        );
        return None;
    }
    let mut inner = fields.inner(mapping, keys);
    let person = inner.text("person");
    let role = inner.choice("role").map(|word| word.value.to_owned());
    let date = inner.date("date");
    let scope = account::line(&mut inner, "scope");
    inner.finish(&[("name", "person"), ("id", "person"), ("reviewed", "date")]);
    if person.is_none() && mapping.get("person").is_none() {
        let help = "name the id in `data/people.yaml`: `person: dr.mensah`";
        fields.bad_value(value.span, "a reviewer has no `person`".to_owned(), help);
    }
    Some(Reviewer { person: person?, role, date, scope })
}
