//! A YAML value with its place, as the rest of the program sees it.

use crate::base::{Span, Spanned};

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ValueKind,
    /// Whether it is a single value without quotation marks.
    pub is_plain: bool,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// Nothing, or `~`.
    Null,
    /// `true` or `false`, with the text as written.
    Bool(bool, String),
    /// A whole number, with the text as written: `0012` stays `0012`.
    Integer(i64, String),
    /// Any other number, with the text as written: `1.10` stays `1.10`.
    Number(f64, String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys and values.
    Mapping(Mapping),
}

/// Keys and values in the order in which they were written, each key once.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    /// Where.
    pub span: Span,
    /// The entries.
    pub entries: Vec<MappingEntry>,
}

/// One line of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct MappingEntry {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Value,
}

impl Mapping {
    /// A mapping without entries.
    pub fn empty(span: Span) -> Self {
        Mapping { span, entries: Vec::new() }
    }

    /// The entry with the given key.
    pub fn get(&self, key: &str) -> Option<&MappingEntry> {
        self.entries.iter().find(|entry| entry.key.value == key)
    }
}

impl Value {
    /// The words for what it is, as messages say them.
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            ValueKind::Null => "nothing",
            ValueKind::Bool(..) => "true or false",
            ValueKind::Integer(..) | ValueKind::Number(..) => "a number",
            ValueKind::Text(_) => "a text",
            ValueKind::List(_) => "a list",
            ValueKind::Mapping(_) => "a group of keys",
        }
    }

    /// The text of a single value, numbers and truth values as they were written.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::Bool(_, written)
            | ValueKind::Integer(_, written)
            | ValueKind::Number(_, written) => Some(written),
            ValueKind::Text(text) => Some(text),
            ValueKind::Null | ValueKind::List(_) | ValueKind::Mapping(_) => None,
        }
    }

    /// Whether nothing was written.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, ValueKind::Null)
    }

    /// Whether nothing was written, or an empty text, as content systems write what their
    /// authors left out.
    pub fn is_blank(&self) -> bool {
        match &self.kind {
            ValueKind::Null => true,
            ValueKind::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// A value of JSON, all of it at one place.
    pub fn from_json(json: &serde_json::Value, span: Span) -> Self {
        use serde_json::Value as Json;
        let kind = match json {
            Json::Null => ValueKind::Null,
            Json::Bool(flag) => ValueKind::Bool(*flag, flag.to_string()),
            Json::Number(number) => match number.as_i64() {
                Some(whole) => ValueKind::Integer(whole, number.to_string()),
                None => ValueKind::Number(
                    number.as_f64().unwrap_or_default(),
                    number.to_string(),
                ),
            },
            Json::String(text) => ValueKind::Text(text.clone()),
            Json::Array(values) => ValueKind::List(
                values.iter().map(|value| Value::from_json(value, span)).collect(),
            ),
            Json::Object(group) => {
                let entries = group.iter().map(|(key, value)| MappingEntry {
                    key: Spanned::new(key.clone(), span),
                    value: Value::from_json(value, span),
                });
                ValueKind::Mapping(Mapping { span, entries: entries.collect() })
            }
        };
        Value { span, kind, is_plain: false }
    }

    /// The value as JSON. The nesting is limited, so the recursion is.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.kind {
            ValueKind::Null => serde_json::Value::Null,
            ValueKind::Bool(value, _) => (*value).into(),
            ValueKind::Integer(value, _) => (*value).into(),
            ValueKind::Number(value, _) => (*value).into(),
            ValueKind::Text(text) => text.as_str().into(),
            ValueKind::List(values) => values.iter().map(Value::to_json).collect(),
            ValueKind::Mapping(mapping) => serde_json::Value::Object(
                mapping
                    .entries
                    .iter()
                    .map(|entry| (entry.key.value.clone(), entry.value.to_json()))
                    .collect(),
            ),
        }
    }
}

/// An author's text for a message: one line, not too long, without characters that a
/// terminal would obey.
pub fn shown(text: &str) -> String {
    /// Characters after which a text is cut.
    const MOST: usize = 60;
    let mut out = String::new();
    for (count, c) in text.trim().chars().enumerate() {
        if count == MOST {
            out.push('…');
            break;
        }
        match c {
            '\n' | '\t' => out.push(' '),
            '`' => out.push('\''),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
