//! Values and places, joined.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::doubt::{Doubt, doubt};
use super::places::{Shape, ValuePlace};
use super::slips::other_colon;
use super::{BlockRules, Mapping, MappingEntry, RECORDS, Value, ValueKind, shown};
use crate::base::{Span, Spanned};
use crate::diagnostic::{DOUBTFUL_VALUE, Diagnostic, Outcome};

/// A value as YAML has it: keys may be anything and may stand twice.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw {
    Null,
    Bool(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    List(Vec<Raw>),
    Mapping(Vec<(Raw, Raw)>),
}

/// Why the values cannot be read.
pub(super) struct ReadError {
    pub(super) offset: usize,
    pub(super) message: String,
}

/// Reads the values of a block whose nesting and aliases have been looked at before.
pub(super) fn read(block: &str) -> Result<Raw, ReadError> {
    serde_yaml::from_str(block).map_err(|error| {
        // The library counts characters, whatever its documentation says.
        let character = error.location().map_or(0, |location| location.index());
        let offset =
            block.char_indices().nth(character).map_or(block.len(), |(at, _)| at);
        ReadError { offset, message: error.to_string() }
    })
}

/// Gives every value its place. A root that is no mapping gives `None` and a finding.
pub(super) fn join(
    raw: Raw,
    place: &ValuePlace,
    block: &str,
    at: &dyn Fn(Range<usize>) -> Span,
    rules: &BlockRules,
) -> Outcome<Option<Mapping>> {
    let mut joiner = Joiner { block, at, rules, found: Vec::new() };
    let root = joiner.value(raw, place);
    let mapping = match root.kind {
        ValueKind::Mapping(mapping) => Some(mapping),
        ValueKind::Null => Some(Mapping::empty(root.span)),
        _ => {
            let message = format!(
                "{} holds {}, where keys and values are meant",
                rules.what,
                root.kind_name()
            );
            let first = block.trim_start().lines().next().unwrap_or("").trim_end();
            let help = match (other_colon(first), &root.kind) {
                (Some((key, value)), ValueKind::Text(_)) => {
                    let value = shown(value);
                    format!("write a colon and a space behind the key: `{key}: {value}`")
                }
                (_, ValueKind::List(_)) if rules.what == RECORDS.what => {
                    "write a name for each before its lines, such as `ward-4:`, and take the \
                     hyphen out"
                        .to_owned()
                }
                _ => "write a key, a colon, a space and a value: `title: …`".to_owned(),
            };
            let found = Diagnostic::new(rules.wrong_type, root.span, message);
            joiner.found.push(found.with_help(help));
            None
        }
    };
    Outcome::new(mapping, joiner.found)
}

struct Joiner<'j> {
    block: &'j str,
    at: &'j dyn Fn(Range<usize>) -> Span,
    rules: &'j BlockRules,
    found: Vec<Diagnostic>,
}

impl Joiner<'_> {
    fn value(&mut self, raw: Raw, place: &ValuePlace) -> Value {
        let written =
            || self.block.get(place.range.clone()).unwrap_or_default().to_owned();
        let is_plain = place.shape == (Shape::Scalar { plain: true });
        if is_plain && raw != Raw::Null {
            self.doubt(&place.range);
        }
        let kind = match raw {
            Raw::Null => ValueKind::Null,
            Raw::Bool(value) => ValueKind::Bool(value, written()),
            Raw::Integer(value) => ValueKind::Integer(value, written()),
            Raw::Number(value) => ValueKind::Number(value, written()),
            Raw::Text(text) => ValueKind::Text(text),
            Raw::List(values) => ValueKind::List(self.list(values, place)),
            Raw::Mapping(pairs) => ValueKind::Mapping(self.mapping(pairs, place)),
        };
        Value { span: (self.at)(place.range.clone()), kind, is_plain }
    }

    /// Adds a finding if the value in `range`, without quotation marks, misleads.
    fn doubt(&mut self, range: &Range<usize>) {
        if let Some(Doubt { range, message, help, instead }) = doubt(self.block, range) {
            let span = (self.at)(range);
            let finding = Diagnostic::new(&DOUBTFUL_VALUE, span, message).with_help(help);
            self.found.push(match instead {
                Some(text) => finding.with_patch(span, text),
                None => finding,
            });
        }
    }

    fn list(&mut self, values: Vec<Raw>, place: &ValuePlace) -> Vec<Value> {
        let inner = match &place.shape {
            Shape::List(places) => places.as_slice(),
            Shape::Scalar { .. } | Shape::Mapping(_) => &[],
        };
        let values = values.into_iter().enumerate();
        values.map(|(i, raw)| self.value(raw, inner.get(i).unwrap_or(place))).collect()
    }

    fn mapping(&mut self, pairs: Vec<(Raw, Raw)>, place: &ValuePlace) -> Mapping {
        let inner = match &place.shape {
            Shape::Mapping(places) => places.as_slice(),
            Shape::Scalar { .. } | Shape::List(_) => &[],
        };
        let mut mapping = Mapping::empty((self.at)(place.range.clone()));
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        for (i, (raw_key, raw_value)) in pairs.into_iter().enumerate() {
            let (key_place, value_place) =
                inner.get(i).map_or((place, place), |(key, value)| (key, value));
            let key = self.value(raw_key, key_place);
            let Some(name) = key.as_text().map(str::to_owned) else {
                self.found.push(
                    Diagnostic::new(
                        self.rules.syntax,
                        key.span,
                        format!("{} stands where a key is meant", key.kind_name()),
                    )
                    .with_help("write one word before the colon"),
                );
                continue;
            };
            let mut value = self.value(raw_value, value_place);
            if value.is_null() && value.span.start >= value.span.end {
                // Nothing was written: the key is the place to look at.
                value.span = key.span;
                let behind_colon = key_place.range.end + 1;
                self.doubt(&(behind_colon..behind_colon));
            }
            if let Some(&earlier) = first.get(&name) {
                self.found.push(
                    Diagnostic::new(
                        self.rules.duplicate_key,
                        key.span,
                        format!("the key `{}` stands twice", shown(&name)),
                    )
                    .with_label(earlier, "first written here")
                    .with_help("remove one of the two"),
                );
                continue;
            }
            first.insert(name.clone(), key.span);
            mapping
                .entries
                .push(MappingEntry { key: Spanned::new(name, key.span), value });
        }
        mapping
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Integer(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "its text is kept as well")]
    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(i64::try_from(value).map_or(Raw::Number(value as f64), Raw::Integer))
    }

    #[expect(clippy::cast_precision_loss, reason = "its text is kept as well")]
    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Number(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "its text is kept as well")]
    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Raw::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = access.next_entry()? {
            pairs.push(pair);
        }
        Ok(Raw::Mapping(pairs))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, _: A) -> Result<Raw, A::Error> {
        Err(A::Error::custom("a tag"))
    }
}
