//! What the options of themes take.

use crate::base::Spanned;
use crate::diagnostic::nearest;
use crate::yaml::{Value, ValueKind, shown};

/// What an option takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionKind {
    /// Yes or no.
    Flag,
    /// Any text.
    Text,
    /// Any number.
    Number,
    /// One of these words.
    Choice(Vec<String>),
}

/// An option as one `theme.yaml` has it.
#[derive(Debug)]
pub(super) struct WrittenOption {
    pub(super) name: Spanned<String>,
    /// `None`: that of the theme which this one extends.
    pub(super) kind: Option<OptionKind>,
    pub(super) default: Option<Value>,
    pub(super) description: Option<String>,
}

impl OptionKind {
    /// The value as templates see it; `None` if the option does not take it.
    pub(super) fn read(&self, value: &Value) -> Option<serde_json::Value> {
        match (self, &value.kind) {
            (OptionKind::Flag, ValueKind::Bool(flag, _)) => Some((*flag).into()),
            (OptionKind::Flag, ValueKind::Text(word)) => {
                match word.to_ascii_lowercase().as_str() {
                    "yes" | "on" => Some(true.into()),
                    "no" | "off" => Some(false.into()),
                    _ => None,
                }
            }
            (OptionKind::Number, ValueKind::Integer(..) | ValueKind::Number(..)) => {
                Some(value.to_json())
            }
            (OptionKind::Text, _) => Some(value.as_text()?.into()),
            (OptionKind::Choice(words), _) => {
                let word = value.as_text()?;
                words.iter().any(|known| known == word).then(|| word.into())
            }
            (OptionKind::Flag | OptionKind::Number, _) => None,
        }
    }

    /// What holds where a theme names no default.
    pub(super) fn nothing(&self) -> serde_json::Value {
        match self {
            OptionKind::Flag => false.into(),
            OptionKind::Text => "".into(),
            OptionKind::Number => 0.into(),
            OptionKind::Choice(words) => words.first().map_or("", String::as_str).into(),
        }
    }

    /// Its name, as `theme.yaml` has it.
    pub fn name(&self) -> &'static str {
        match self {
            OptionKind::Flag => "flag",
            OptionKind::Text => "text",
            OptionKind::Number => "number",
            OptionKind::Choice(_) => "choice",
        }
    }

    /// What it takes, in words.
    pub fn wanted(&self) -> String {
        match self {
            OptionKind::Flag => "yes or no".to_owned(),
            OptionKind::Text => "a text".to_owned(),
            OptionKind::Number => "a number".to_owned(),
            OptionKind::Choice(words) => {
                format!("one of these words: {}", words.join(", "))
            }
        }
    }

    /// What is wrong with a value that it does not take, and what to type.
    pub(super) fn refusal(&self, name: &str, value: &Value) -> (String, String) {
        let written = match value.as_text() {
            Some(text) => format!("`{}`", shown(text)),
            None => value.kind_name().to_owned(),
        };
        let message = format!("`{name}` takes {}, and this is {written}", self.wanted());
        let example = match self {
            OptionKind::Flag => "yes",
            OptionKind::Text => "some words",
            OptionKind::Number => "10",
            OptionKind::Choice(words) => {
                let near = nearest(
                    value.as_text().unwrap_or_default(),
                    words.iter().map(String::as_str),
                );
                near.or(words.first().map(String::as_str)).unwrap_or_default()
            }
        };
        (message, format!("write `{name}: {example}`"))
    }
}
