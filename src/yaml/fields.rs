//! The keys of one mapping, read one by one: each reader checks its value's type, and
//! what is left at the end is unknown.

use std::collections::BTreeSet;

use super::readers::Reader;
use super::{BlockRules, Key, KeyKind, Mapping, Value, ValueKind, shown};
use crate::base::{Date, Span, Spanned};
use crate::diagnostic::{Diagnostic, nearest};

/// A mapping that is being read.
#[derive(Debug)]
pub struct Fields<'f> {
    mapping: &'f Mapping,
    keys: &'static [Key],
    read: BTreeSet<&'f str>,
    reader: Reader<'f>,
}

impl<'f> Fields<'f> {
    /// Begins to read a mapping that may hold `keys`; findings go to `found`.
    pub fn new(
        mapping: &'f Mapping,
        keys: &'static [Key],
        rules: &'f BlockRules,
        found: &'f mut Vec<Diagnostic>,
    ) -> Self {
        let reader = Reader { rules, found };
        Fields { mapping, keys, read: BTreeSet::new(), reader }
    }

    /// The place of the mapping.
    pub fn span(&self) -> Span {
        self.mapping.span
    }

    /// Adds a finding that a caller made about one of the values.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.reader.found.push(diagnostic);
    }

    /// Marks a key as read, whether it is in the table or not: a caller knows what it says.
    pub fn pass(&mut self, name: &str) {
        self.read.extend(self.mapping.get(name).map(|entry| entry.key.value.as_str()));
    }

    /// The place of a key that nobody asked for, and its text.
    pub fn unread(&self, name: &str) -> Option<(Span, &'f str)> {
        let entry = self.mapping.get(name)?;
        let is_read = self.read.contains(entry.key.value.as_str());
        let text = entry.value.as_text().filter(|_| !is_read)?;
        Some((entry.key.span, text))
    }

    /// The rules by which the mapping is judged.
    pub fn rules(&self) -> &'f BlockRules {
        self.reader.rules
    }

    /// The value of a key as it is, `None` if nothing is written.
    pub fn value(&mut self, name: &str) -> Option<&'f Value> {
        self.take(name).map(|(value, _)| value)
    }

    /// The place of a key that is written without a value.
    pub fn null_span(&self, name: &str) -> Option<Span> {
        let value = &self.mapping.get(name)?.value;
        value.is_null().then_some(value.span)
    }

    /// The table of the keys inside the groups of a key.
    pub fn inner_keys(&self, name: &str) -> &'static [Key] {
        match self.keys.iter().find(|key| key.name == name).map(|key| key.kind) {
            Some(
                KeyKind::Group(keys)
                | KeyKind::Groups(keys)
                | KeyKind::GroupOrText(keys)
                | KeyKind::GroupMap(keys),
            ) => keys,
            _ => &[],
        }
    }

    /// One text. Numbers and truth values are texts as they are written.
    pub fn text(&mut self, name: &str) -> Option<Spanned<String>> {
        let (value, key) = self.take(name)?;
        self.reader.text(value, key.name)
    }

    /// A text without its place.
    pub fn plain_text(&mut self, name: &str) -> Option<String> {
        self.text(name).map(|text| text.value)
    }

    /// The texts of a list; a single text is a list of one.
    pub fn texts(&mut self, name: &str) -> Vec<Spanned<String>> {
        let Some((value, key)) = self.take(name) else { return Vec::new() };
        self.reader.texts(value, key.name)
    }

    /// A day.
    pub fn date(&mut self, name: &str) -> Option<Spanned<Date>> {
        let (value, key) = self.take(name)?;
        self.reader.date(value, key.name)
    }

    /// Yes or no.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        let (value, key) = self.take(name)?;
        self.reader.flag(value, key.name)
    }

    /// A whole number.
    pub fn integer(&mut self, name: &str) -> Option<i64> {
        let (value, key) = self.take(name)?;
        self.reader.integer(value, key.name)
    }

    /// A duration in months: `24m`, `2y` or `24`.
    pub fn months(&mut self, name: &str) -> Option<u32> {
        let (value, key) = self.take(name)?;
        self.reader.months(value, key.name)
    }

    /// A duration in days: `90d`, `12w` or `90`.
    pub fn days(&mut self, name: &str) -> Option<u32> {
        let (value, key) = self.take(name)?;
        self.reader.days(value, key.name)
    }

    /// One of the words that the table of keys lists.
    pub fn choice(&mut self, name: &str) -> Option<Spanned<&'static str>> {
        let (value, key) = self.take(name)?;
        let (KeyKind::Choice(words) | KeyKind::Choices(words)) = key.kind else {
            return None;
        };
        self.reader.choice(value, key.name, words)
    }

    /// Several of the words that the table of keys lists.
    pub fn choices(&mut self, name: &str) -> Vec<Spanned<String>> {
        let Some((value, key)) = self.take(name) else { return Vec::new() };
        let (KeyKind::Choice(words) | KeyKind::Choices(words)) = key.kind else {
            return Vec::new();
        };
        self.reader.choices(value, key.name, words)
    }

    /// A group of keys, to be read with [`Fields::inner`].
    pub fn group(&mut self, name: &str) -> Option<(&'f Mapping, &'static [Key])> {
        let (value, key) = self.take(name)?;
        let (KeyKind::Group(keys) | KeyKind::GroupOrText(keys)) = key.kind else {
            return None;
        };
        Some((self.reader.mapping(value, key.name, keys)?, keys))
    }

    /// A list of groups of keys, each to be read with [`Fields::inner`].
    pub fn groups(&mut self, name: &str) -> (Vec<&'f Mapping>, &'static [Key]) {
        let Some((value, key)) = self.take(name) else { return (Vec::new(), &[]) };
        let KeyKind::Groups(keys) = key.kind else { return (Vec::new(), &[]) };
        (self.reader.mappings(value, key.name, keys), keys)
    }

    /// Any names, each with a value that the caller reads.
    pub fn entries(&mut self, name: &str) -> Option<&'f Mapping> {
        let (value, key) = self.take(name)?;
        self.reader.mapping(value, key.name, &[])
    }

    /// Begins to read a mapping inside this one.
    pub fn inner<'i>(
        &'i mut self,
        mapping: &'i Mapping,
        keys: &'static [Key],
    ) -> Fields<'i> {
        Fields::new(mapping, keys, self.reader.rules, self.reader.found)
    }

    /// Reads one value as a text, for callers that walk entries themselves.
    pub fn text_of(&mut self, value: &Value, name: &str) -> Option<Spanned<String>> {
        self.reader.text(value, name)
    }

    /// Reads one value as a text or a list of texts, for the same callers.
    pub fn texts_of(&mut self, value: &Value, name: &str) -> Vec<Spanned<String>> {
        self.reader.texts(value, name)
    }

    /// Reads one value as one of the words that `key` lists, for callers that walk lists
    /// themselves.
    pub fn choice_of(
        &mut self,
        value: &Value,
        name: &str,
        key: &Key,
    ) -> Option<Spanned<&'static str>> {
        let (KeyKind::Choice(words) | KeyKind::Choices(words)) = key.kind else {
            return None;
        };
        self.reader.choice(value, name, words)
    }

    /// Reports a value of the wrong kind.
    pub fn wrong_type(&mut self, value: &Value, name: &str, wanted: &str, example: &str) {
        self.reader.wrong_type(value, name, wanted, example);
    }

    /// Reports a value that the key does not take.
    pub fn bad_value(&mut self, span: Span, message: String, help: impl Into<String>) {
        self.reader.bad_value(span, message, help);
    }

    /// Checks the keys that nobody asked for: known ones by their type, unknown ones are
    /// findings. `other_names` gives the right name of keys that go by another elsewhere; one with
    /// a space in it is the whole advice.
    pub fn finish(mut self, other_names: &[(&'static str, &'static str)]) {
        for entry in &self.mapping.entries {
            let name = entry.key.value.as_str();
            if self.read.contains(name) {
                continue;
            }
            let known_key = self.keys.iter().find(|key| key.name == name);
            if let Some(key) = known_key.filter(|key| !is_absent(&entry.value, key)) {
                self.reader.check(&entry.value, key);
                continue;
            }
            if known_key.is_some() {
                continue;
            }
            let known = self.keys.iter().map(|key| key.name);
            let right = self.right_key(name, &entry.value, other_names);
            let message =
                format!("{} has no key `{}`", self.reader.rules.what, shown(name));
            let help = match right {
                _ if name.starts_with('-') => {
                    let name = shown(name.trim_start_matches('-'));
                    format!("put a space behind the hyphen: `- {name}: …`")
                }
                None if entry.value.is_null() && name.contains(' ') => {
                    "a comma ends a value between brackets: put the whole value between \
                     quotation marks"
                        .to_owned()
                }
                None if name.contains(' ') => {
                    "if it goes on with the line above, put two spaces before it, and the \
                     whole value between quotation marks"
                        .to_owned()
                }
                Some(advice) if advice.contains(' ') => advice.to_owned(),
                Some(right) => format!("write `{right}`"),
                None if known.clone().any(|key| key == "extra") => {
                    "data of your own goes below `extra:`".to_owned()
                }
                None => {
                    format!("these are known: {}", known.collect::<Vec<_>>().join(", "))
                }
            };
            let rule = self.reader.rules.unknown_key;
            self.reader
                .found
                .push(Diagnostic::new(rule, entry.key.span, message).with_help(help));
        }
    }

    /// The key that is meant by an unknown one, or advice about it: what the key is called
    /// here, or the nearest that takes such a value.
    fn right_key(
        &self,
        name: &str,
        value: &Value,
        other_names: &[(&'static str, &'static str)],
    ) -> Option<&'static str> {
        let wanted = plain(name);
        let other = other_names.iter().find(|(other, _)| plain(other) == wanted);
        if let Some(&(_, right)) = other {
            return Some(right);
        }
        let fitting = self.keys.iter().filter(|key| key.kind.may_take(value));
        let fitting = fitting.map(|key| key.name);
        // Whoever wrote something else is not told to hold the page back.
        let others = other_names
            .iter()
            .filter(|(_, right)| !right.contains("`status: draft`"))
            .map(|(other, _)| *other);
        let near = nearest(name, fitting.chain(others))?;
        let right = other_names.iter().find(|(other, _)| *other == near);
        Some(right.map_or(near, |&(_, right)| right))
    }

    /// Marks a key as read and gives its value, unless nothing is written.
    fn take(&mut self, name: &str) -> Option<(&'f Value, &'static Key)> {
        let key = self.keys.iter().find(|key| key.name == name);
        let key = key.expect("readers ask only for keys of their table");
        self.read.insert(key.name);
        let value = &self.mapping.get(name)?.value;
        (!is_absent(value, key)).then_some((value, key))
    }
}

/// Whether a value says nothing: content systems write an empty text or list for what their
/// authors left out. An empty text says something only where any text may stand.
fn is_absent(value: &Value, key: &Key) -> bool {
    let is_one =
        |value: &Value| matches!(value.kind, ValueKind::Text(_)) && value.is_blank();
    let is_empty = match (&value.kind, key.kind) {
        (_, KeyKind::Anything) => false,
        (ValueKind::List(values), KeyKind::Texts | KeyKind::Choices(_)) => {
            !values.is_empty() && values.iter().all(is_one)
        }
        (ValueKind::List(values), _) => values.iter().all(is_one),
        (_, KeyKind::Text | KeyKind::TextMap) => false,
        _ => is_one(value),
    };
    value.is_null() || is_empty
}

/// A key without what programs write differently: `lastMod`, `last_mod`, `last-mod`.
fn plain(key: &str) -> String {
    let letters = key.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    letters.flat_map(char::to_lowercase).collect()
}
