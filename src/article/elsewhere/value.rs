//! What a value of another program says.

use crate::article::other_words::{hides, plain};
use crate::base::{Date, Span};
use crate::yaml::{MappingEntry, Value, ValueKind, shown};

/// Yes or no, in the words of all programs.
pub(super) fn flag(value: &Value) -> Option<bool> {
    match &value.kind {
        ValueKind::Bool(flag, _) => Some(*flag),
        ValueKind::Integer(number @ (0 | 1), _) => Some(*number == 1),
        ValueKind::Text(word) => match word.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" | "1" => Some(true),
            "false" | "no" | "off" | "n" | "0" | "never" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The words of a value: of a text, of a list, or of what stands in a group.
fn words(value: &Value) -> Vec<&str> {
    match &value.kind {
        ValueKind::List(values) => values.iter().filter_map(Value::as_text).collect(),
        ValueKind::Mapping(group) => {
            let inner = group.entries.iter().flat_map(|entry| match &entry.value.kind {
                ValueKind::List(values) => {
                    values.iter().filter_map(Value::as_text).collect()
                }
                _ => Vec::from_iter(entry.value.as_text()),
            });
            inner.collect()
        }
        _ => Vec::from_iter(value.as_text()),
    }
}

/// Whether a value says that not everybody sees the page.
pub(super) fn limits(value: &Value) -> bool {
    let words = words(value);
    let is_open = |word: &&str| {
        matches!(plain(word).as_str(), "public" | "everyone" | "all" | "patients")
    };
    words.iter().any(|word| hides(word)) && !words.iter().any(is_open)
}

/// Whether those who work here are to see it.
pub(super) fn is_for_staff(value: &Value) -> bool {
    let staff = ["staff", "staffonly", "employees", "intranet", "internal"];
    words(value).iter().any(|word| staff.contains(&plain(word).as_str()))
}

/// The day of a date or of a moment: `2026-01-31`, `2026-01-31T09:00:00Z`, `2026/01/31`.
pub(super) fn day_of(value: &Value) -> Option<Date> {
    let text = value.as_text()?.trim();
    let day = text.get(..10)?.replace('/', "-");
    let rest = text.get(10..)?;
    let is_end = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    is_end.then(|| Date::parse(&day).ok()).flatten()
}

/// The path of an address, as a site has it.
pub(super) fn path_of(text: &str) -> String {
    let text = text.trim();
    let path = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => text,
    };
    format!("/{}", path.trim_start_matches('/'))
}

/// The line as it is written.
pub(super) fn written(entry: &MappingEntry) -> String {
    let key = shown(&entry.key.value);
    match entry.value.as_text() {
        Some(value) => format!("{key}: {}", shown(value)),
        None => key,
    }
}

pub(super) fn whole(entry: &MappingEntry) -> Span {
    Span { end: entry.value.span.end, ..entry.key.span }
}

/// Whether a key and its value can be replaced as one piece.
pub(super) fn is_one_line(entry: &MappingEntry) -> bool {
    entry.value.as_text().is_some() && entry.value.span.start >= entry.key.span.end
}
