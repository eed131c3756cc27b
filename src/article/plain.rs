//! Fields that are plain text: Markdown in them reaches readers as the signs it is typed with.

use crate::diagnostic::{Diagnostic, MARKUP_IN_PLAIN_TEXT};
use crate::markdown::plain;
use crate::yaml::{Mapping, Value, ValueKind, shown};

/// The fields of an article whose words are shown as they are.
pub(super) const OF_ARTICLE: &[&str] = &["title", "short_title", "description", "tags"];

/// The fields of a glossary entry whose words are shown as they are.
pub(super) const OF_TERM: &[&str] = &[
    "term",
    "abbreviation",
    "expands_to",
    "aliases",
    "avoid",
    "short",
    "plain_alternative",
    "clinical",
    "pronunciation",
    "confusable_with",
    "difference",
];

/// Adds a finding for every mark in the fields `names` of a mapping, and of those in it.
pub(super) fn check(mapping: &Mapping, names: &[&str], found: &mut Vec<Diagnostic>) {
    for entry in &mapping.entries {
        if names.contains(&entry.key.value.as_str()) {
            check_value(&entry.value, names, found);
        }
    }
}

fn check_value(value: &Value, names: &[&str], found: &mut Vec<Diagnostic>) {
    match &value.kind {
        ValueKind::Text(text) => {
            let Some(words) = plain(text) else { return };
            let message =
                "this field is plain text, and readers would see the marks in it";
            let help = format!("write `{}`", shown(&words));
            let finding = Diagnostic::new(&MARKUP_IN_PLAIN_TEXT, value.span, message);
            found.push(finding.with_help(help));
        }
        ValueKind::List(values) => {
            for value in values {
                check_value(value, names, found);
            }
        }
        ValueKind::Mapping(mapping) => check(mapping, names, found),
        _ => {}
    }
}
