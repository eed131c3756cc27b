//! What a mapping may hold, as a table: the reader checks by it, and the JSON Schema for
//! editors is printed from it, so that the two cannot differ.

use super::{Value, ValueKind};

/// A key that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    /// The key as authors write it.
    pub name: &'static str,
    /// What its value is.
    pub kind: KeyKind,
    /// What it means, in a sentence for authors.
    pub about: &'static str,
    /// What has to be there first, for a key that is known and checked but changes nothing
    /// yet. All other keys have a row in the test of settings that shows what they do.
    pub waits_for: Option<&'static str>,
}

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum KeyKind {
    /// One text.
    Text,
    /// A text, or a list of texts.
    Texts,
    /// A day, such as 2026-01-31.
    Date,
    /// Yes or no.
    Flag,
    /// A whole number.
    Integer,
    /// A number from 0 up, or a duration such as `24m` or `2y`, in months.
    Months,
    /// A duration such as `90d`, in days.
    Days,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// One or several of some words.
    Choices(&'static [&'static str]),
    /// A group of keys.
    Group(&'static [Key]),
    /// A list of groups of keys.
    Groups(&'static [Key]),
    /// Any names, each with a text.
    TextMap,
    /// Any names, each with a group of keys.
    GroupMap(&'static [Key]),
    /// Yes or no, or a text.
    FlagOrText,
    /// A group of keys, or a text alone.
    GroupOrText(&'static [Key]),
    /// Anything: the site's own.
    Anything,
}

impl KeyKind {
    /// Whether a value may be meant for a key of this kind.
    pub(super) fn may_take(self, value: &Value) -> bool {
        let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        match (&value.kind, self) {
            (ValueKind::Null, _) | (_, KeyKind::Anything) => true,
            (ValueKind::Bool(..), kind) => {
                matches!(kind, KeyKind::Flag | KeyKind::FlagOrText)
            }
            (ValueKind::List(_), kind) => {
                matches!(kind, KeyKind::Texts | KeyKind::Choices(_) | KeyKind::Groups(_))
            }
            (ValueKind::Mapping(_), kind) => matches!(
                kind,
                KeyKind::Group(_)
                    | KeyKind::Groups(_)
                    | KeyKind::GroupOrText(_)
                    | KeyKind::TextMap
                    | KeyKind::GroupMap(_)
            ),
            (ValueKind::Text(text), KeyKind::Date | KeyKind::Months | KeyKind::Days) => {
                has_digit(text)
            }
            (
                ValueKind::Text(_) | ValueKind::Integer(..) | ValueKind::Number(..),
                kind,
            ) => {
                !matches!(
                    kind,
                    KeyKind::Flag
                        | KeyKind::Group(_)
                        | KeyKind::Groups(_)
                        | KeyKind::TextMap
                        | KeyKind::GroupMap(_)
                ) && (kind != KeyKind::Integer
                    || !matches!(value.kind, ValueKind::Text(_)))
            }
        }
    }
}

impl Key {
    /// One row of a table of keys.
    pub const fn new(name: &'static str, kind: KeyKind, about: &'static str) -> Self {
        Key { name, kind, about, waits_for: None }
    }

    /// The same key, which changes nothing before something else is there.
    #[must_use]
    pub const fn waiting_for(self, what: &'static str) -> Self {
        Key { waits_for: Some(what), ..self }
    }
}
