//! Front matter as a form: the keys of the tables with what a text gives them, and a change
//! of one that leaves every other line as it is.

use std::ops::Range;

use serde::Serialize;

use super::TextEdit;
use super::mv::Settings;
use crate::article::front_matter_yaml;
use crate::base::{Error, FileId};
use crate::yaml::{
    self, FRONT_MATTER, Key, KeyKind, Mapping, MappingEntry, Value, ValueKind,
};

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormField {
    /// The key.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// What is put in.
    pub kind: FieldKind,
    /// The words to choose from.
    pub choices: &'static [&'static str],
    /// What the text says now.
    pub values: Vec<String>,
    /// The line on which it stands, if it does.
    pub line: Option<usize>,
    /// Whether the form can change it: what is written in several lines, people change there.
    pub is_open: bool,
}

/// What is put into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// One line of words.
    Text,
    /// Several.
    Texts,
    /// A day.
    Date,
    /// Yes or no.
    Flag,
    /// A whole number.
    Number,
    /// One of some words.
    Choice,
    /// Some of them.
    Choices,
    /// A group of keys, which is written in the text.
    Group,
}

impl FieldKind {
    fn of(kind: KeyKind) -> (FieldKind, &'static [&'static str]) {
        match kind {
            KeyKind::Text | KeyKind::Months | KeyKind::Days | KeyKind::FlagOrText => {
                (FieldKind::Text, &[])
            }
            KeyKind::Texts => (FieldKind::Texts, &[]),
            KeyKind::Date => (FieldKind::Date, &[]),
            KeyKind::Flag => (FieldKind::Flag, &["yes", "no"]),
            KeyKind::Integer => (FieldKind::Number, &[]),
            KeyKind::Choice(words) => (FieldKind::Choice, words),
            KeyKind::Choices(words) => (FieldKind::Choices, words),
            KeyKind::Group(_)
            | KeyKind::Groups(_)
            | KeyKind::TextMap
            | KeyKind::GroupMap(_)
            | KeyKind::GroupOrText(_)
            | KeyKind::Anything => (FieldKind::Group, &[]),
        }
    }

    fn is_list(self) -> bool {
        matches!(self, FieldKind::Texts | FieldKind::Choices)
    }
}

/// The fields of a text, in the order of the table.
///
/// # Errors
///
/// Wrong use: the front matter cannot be read.
pub fn fields(text: &str, keys: &'static [Key]) -> Result<Vec<FormField>, Error> {
    let (_, mapping) = settings(text)?;
    Ok(keys.iter().map(|key| field(text, key, mapping.get(key.name))).collect())
}

fn field(text: &str, key: &'static Key, entry: Option<&MappingEntry>) -> FormField {
    let (kind, choices) = FieldKind::of(key.kind);
    let values = entry.map_or_else(Vec::new, |entry| values(&entry.value, kind));
    let is_open = kind != FieldKind::Group
        && entry.is_none_or(|entry| is_simple(text, entry, kind));
    let line =
        entry.map(|entry| text[..entry.key.span.range().start].matches('\n').count() + 1);
    FormField { name: key.name, about: key.about, kind, choices, values, line, is_open }
}

fn values(value: &Value, kind: FieldKind) -> Vec<String> {
    let told = |value: &Value| match (&value.kind, kind) {
        (ValueKind::Bool(flag, _), FieldKind::Flag) => {
            Some(if *flag { "yes" } else { "no" }.to_owned())
        }
        _ => value.as_text().map(str::to_owned),
    };
    match &value.kind {
        ValueKind::List(all) => all.iter().filter_map(told).collect(),
        _ => told(value).into_iter().collect(),
    }
}

/// Whether a value stands there as the form would write it.
fn is_simple(text: &str, entry: &MappingEntry, kind: FieldKind) -> bool {
    let value = &entry.value;
    // What begins below its key is a block, which the form would have to lay out.
    let between = entry.key.span.range().end..value.span.range().start;
    if !kind.is_list() && text.get(between).is_some_and(|text| text.contains('\n')) {
        return false;
    }
    let raw = text.get(value.span.range()).unwrap_or_default();
    let is_plain = !raw.starts_with(['|', '>', '&', '*', '!']);
    is_plain
        && match &value.kind {
            ValueKind::List(all) => {
                kind.is_list() && all.iter().all(|one| one.as_text().is_some())
            }
            ValueKind::Mapping(_) => false,
            _ => true,
        }
}

/// The text with another value of one key; with none the key goes.
///
/// # Errors
///
/// Wrong use: there is no such field, or the form cannot write it without touching others.
pub fn set_field(
    text: &str,
    keys: &'static [Key],
    name: &str,
    wanted: &[String],
) -> Result<String, Error> {
    let key = keys.iter().find(|key| key.name == name);
    let key = key.ok_or_else(|| Error::usage(format!("there is no field `{name}`")))?;
    let (_, before) = settings(text)?;
    let now = field(text, key, before.get(name));
    if !now.is_open {
        return Err(by_hand(name));
    }
    let wanted: Vec<&str> =
        wanted.iter().map(|one| one.trim()).filter(|one| !one.is_empty()).collect();
    if wanted.iter().any(|one| one.contains(['\n', '\r'])) {
        return Err(Error::usage(format!("`{name}` takes one line"))
            .with_help("leave the line break out"));
    }
    let changed = if now.kind.is_list() {
        relisted(text, name, &now.values, &wanted)?
    } else {
        let (range, mapping) = settings(text)?;
        let settings = Settings { text, range, mapping: &mapping };
        let like = match now.kind {
            FieldKind::Flag => "yes",
            FieldKind::Number | FieldKind::Date => "0",
            _ => "",
        };
        edited(text, settings.single(name, wanted.first().copied(), like))
    };
    // The form wrote what was asked for and nothing else, or nothing at all.
    let is_right = settings(&changed).is_ok_and(|(_, after)| {
        let found = field(&changed, key, after.get(name));
        let others = |mapping: &Mapping| -> Vec<(String, serde_json::Value)> {
            let all = mapping.entries.iter().filter(|entry| entry.key.value != name);
            all.map(|entry| (entry.key.value.clone(), entry.value.to_json())).collect()
        };
        found.values == wanted && others(&before) == others(&after)
    });
    if is_right { Ok(changed) } else { Err(by_hand(name)) }
}

/// A list with other values: those that stay keep their lines.
fn relisted(
    text: &str,
    name: &str,
    now: &[String],
    wanted: &[&str],
) -> Result<String, Error> {
    let mut text = text.to_owned();
    let mut relist = |add: Option<&str>, goes: &dyn Fn(&str) -> bool| {
        let (range, mapping) = settings(&text)?;
        let edits =
            Settings { text: &text, range, mapping: &mapping }.relist(name, add, goes);
        text = edited(&text, edits);
        Ok::<(), Error>(())
    };
    if now.iter().any(|one| !wanted.contains(&one.as_str())) {
        relist(None, &|one| !wanted.contains(&one))?;
    }
    for one in wanted.iter().filter(|one| !now.iter().any(|known| known == *one)) {
        relist(Some(one), &|_| false)?;
    }
    Ok(text)
}

fn edited(text: &str, mut edits: Vec<TextEdit>) -> String {
    let mut changed = text.to_owned();
    edits.sort_by_key(|edit| edit.range.start);
    for edit in edits.into_iter().rev() {
        if changed.get(edit.range.clone()).is_some() {
            changed.replace_range(edit.range, &edit.replacement);
        }
    }
    changed
}

fn settings(text: &str) -> Result<(Range<usize>, Mapping), Error> {
    let unreadable = || {
        Error::usage("the lines between the two `---` cannot be read")
            .with_help("mend in the text what stands beside them, then come back here")
    };
    let range = front_matter_yaml(text).ok_or_else(unreadable)?;
    let parsed = yaml::parse(FileId(0), text, range.clone(), &FRONT_MATTER);
    Ok((range, parsed.value.ok_or_else(unreadable)?))
}

fn by_hand(name: &str) -> Error {
    Error::usage(format!("`{name}` is written here in a way that the form cannot change"))
        .with_help("change it in the text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ARTICLE_KEYS;

    const TEXT: &str = "---\n# A word before.\ntitle:  'It''s' # the title\nowner:\naliases: [One, \"Two\"] # names\ntags:\n  - a\n  # between\n  - b\ndescription: >\n  Long\n  words\ntoc: yes\n---\nText: title\n";

    fn set(name: &str, values: &[&str]) -> Result<String, String> {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        set_field(TEXT, ARTICLE_KEYS, name, &values).map_err(|error| error.to_string())
    }

    #[test]
    fn a_field_changes_its_own_line() {
        for (name, values, old, new) in [
            ("title", vec!["Isn't"], "'It''s'", "'Isn''t'"),
            ("owner", vec!["ward team"], "owner:", "owner: ward team"),
            ("owner", vec!["yes"], "owner:", "owner: \"yes\""),
            ("toc", vec!["no"], "toc: yes", "toc: no"),
            ("toc", vec![], "toc: yes\n", ""),
            ("aliases", vec!["Two"], "[One, \"Two\"]", "[\"Two\"]"),
            ("tags", vec!["a", "b", "c"], "  - b\n", "  - b\n  - c\n"),
            ("tags", vec!["b"], "  - a\n", ""),
            ("contact", vec!["ward"], "toc: yes\n", "toc: yes\ncontact: ward\n"),
            ("weight", vec!["3"], "toc: yes\n", "toc: yes\nweight: 3\n"),
        ] {
            let expected = TEXT.replacen(old, new, 1);
            assert_eq!(set(name, &values), Ok(expected), "{name} {values:?}");
        }
    }

    #[test]
    fn what_the_form_cannot_write_is_refused() {
        assert!(set("description", &["Short"]).is_err());
        assert!(set("reviewers", &["x"]).is_err());
        assert!(set("nothing", &["x"]).is_err());
        assert!(set("title", &["a\nb"]).is_err());
        assert!(set_field("No settings\n", ARTICLE_KEYS, "title", &[]).is_err());
        let flow = "---\n{title: A, owner: b}\n---\n";
        assert!(set_field(flow, ARTICLE_KEYS, "owner", &[]).is_err());
    }

    #[test]
    fn the_form_says_what_the_text_says() {
        let fields = fields(TEXT, ARTICLE_KEYS).unwrap();
        let field = |name: &str| fields.iter().find(|one| one.name == name).unwrap();
        assert_eq!(field("title").values, ["It's"]);
        assert_eq!(
            (field("toc").values[0].as_str(), field("toc").line),
            ("yes", Some(13))
        );
        assert_eq!(field("aliases").values, ["One", "Two"]);
        assert!(!field("description").is_open && field("owner").is_open);
    }
}
