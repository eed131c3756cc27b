//! What a value of another program says.

use crate::article::other_words::{hides, nearly_hides, plain};
use crate::base::{Date, Span};
use crate::yaml::{MappingEntry, Value, ValueKind, shown};

/// Yes or no, in the words of all programs.
pub(super) fn flag(value: &Value) -> Option<bool> {
    match &value.kind {
        ValueKind::Bool(flag, _) => Some(*flag),
        ValueKind::Integer(number @ (0 | 1), _) => Some(*number == 1),
        ValueKind::Text(word) => match word.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" | "1" | "ja" | "wahr" | "oui" | "vrai" | "sí" => {
                Some(true)
            }
            "false" | "no" | "off" | "n" | "0" | "never" | "nein" | "falsch" | "non"
            | "faux" | "nee" => Some(false),
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
    words(value).iter().any(|word| hides(word)) && !opens(value)
}

/// Whether a value says that everybody sees the page.
pub(super) fn opens(value: &Value) -> bool {
    let is_open = |word: &&str| {
        matches!(
            plain(word).as_str(),
            "public" | "everyone" | "everybody" | "all" | "always" | "patients"
        )
    };
    words(value).iter().any(is_open)
}

/// Whether a value names those who work here, one by one or by their place of work.
pub(super) fn names_staff(value: &Value) -> bool {
    const STAFF: &[&str] = &[
        "clinician",
        "consultant",
        "doctor",
        "employee",
        "nurse",
        "pharmacist",
        "physician",
        "staff",
        "surgeon",
        "therapist",
        "ward",
    ];
    let is_staff = |word: &&str| {
        let mut parts = word.split(|c: char| !c.is_alphabetic());
        parts.any(|part| {
            let part = part.to_lowercase();
            STAFF.contains(&part.strip_suffix('s').unwrap_or(&part))
        })
    };
    words(value).iter().any(is_staff) && !opens(value)
}

/// Whether a value says that it must be so: `login: required`.
pub(super) fn is_required(value: &Value) -> bool {
    let word = value.as_text().map(plain).unwrap_or_default();
    matches!(word.as_str(), "required" | "needed" | "mandatory" | "only")
}

/// Whether a value looks like a name: `retired: Dr Smith`.
pub(super) fn is_name(value: &Value) -> bool {
    let words = value.as_text().unwrap_or_default().split_whitespace();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    words.clone().count() > 1 && words.clone().all(is_capital)
}

/// Whether search engines are told to leave the page out, in their own words.
pub(super) fn says_no_index(value: &Value) -> bool {
    match &value.kind {
        ValueKind::List(values) => values.iter().any(says_no_index),
        ValueKind::Mapping(group) => {
            group.entries.iter().any(|inner| says_no_index(&inner.value))
        }
        _ => value.as_text().is_some_and(|text| {
            let words = text.to_ascii_lowercase();
            words.split([',', ' ']).any(|word| word == "noindex")
        }),
    }
}

/// Whether a value says with a slip that not everybody sees the page.
pub(super) fn nearly_limits(value: &Value) -> bool {
    value.as_text().is_some_and(nearly_hides)
}

/// Whether a value says that there is no yes yet.
pub(super) fn is_none(value: &Value) -> bool {
    let says_none = |word: &str| matches!(plain(word.trim()).as_str(), "none" | "notyet");
    value.as_text().is_some_and(says_none)
}

/// The words of a list, or the one that stands alone, with their places.
pub(super) fn texts(value: &Value) -> Vec<(&str, Span)> {
    let list = match &value.kind {
        ValueKind::List(values) => values.as_slice(),
        _ => std::slice::from_ref(value),
    };
    let texts = list.iter().filter_map(|one| Some((one.as_text()?, one.span)));
    // `tags: draft, private`.
    texts
        .flat_map(|(text, span)| text.split(',').map(move |part| (part.trim(), span)))
        .collect()
}

/// Whether those who work here are to see it.
pub(super) fn is_for_staff(entry: &MappingEntry) -> bool {
    let staff = ["staff", "staffonly", "employees", "intranet", "internal"];
    let is_staff = |word: &str| staff.contains(&plain(word).as_str());
    is_staff(&entry.key.value)
        || words(&entry.value).into_iter().any(is_staff)
        || names_staff(&entry.value)
}

/// The day of a date or of a moment: `2026-01-31`, `2026-01-31T09:00:00Z`, `2026/01/31`.
pub(super) fn day_of(value: &Value) -> Option<Date> {
    let text = value.as_text()?.trim();
    let day = text.get(..10)?.replace('/', "-");
    let rest = text.get(10..)?;
    let is_end = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    is_end.then(|| Date::parse(&day).ok()).flatten()
}

/// Whether a text may name a day: it has a year, or numbers with signs between them.
pub(super) fn looks_like_day(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    let has_year = numbers.any(|number| matches!(number.len(), 4 | 8));
    let signs = text.bytes().filter(|byte| b"/-.".contains(byte)).count();
    has_year || signs == 2 && text.bytes().filter(u8::is_ascii_digit).count() > 3
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
