//! Danger signs and values: `data/signs.yaml` and `data/values.yaml`.
//!
//! A sign stands there once, with what is to be done about it, so that no two pages tell a
//! reader different things. A value, such as the temperature at which to call, is the site's
//! own. The words of a sign may hold a value, in braces: it is filled in when all records
//! are read.

use std::collections::BTreeMap;
use std::ops::Range;

use super::field::{given, required, texts};
use super::{Contact, Records};
use crate::base::{Date, Span, Spanned};
use crate::diagnostic::{Diagnostic, UNKNOWN_RECORD, did_you_mean};
use crate::yaml::{Fields, shown};

/// The value that every site has, whether or not it gives a number.
pub const TEMPERATURE: &str = "temperature";

/// Words that are said where a site gives no other.
const TEMPERATURE_WITH: &str = "at {value} or above, or at the number your team gave you";
const TEMPERATURE_WITHOUT: &str = "at or above the number your team gave you";
const TEMPERATURE_ALWAYS: &str = "or if you feel unwell, hot, cold or shivery, even if your \
                                  temperature is normal or low";

/// What is to be done about a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// `emergency`: call an ambulance.
    Emergency,
    /// `ward`: call the ward at once.
    Ward,
}

/// What a sign's `degree` may be.
pub(super) const DEGREES: &[&str] = &["emergency", "ward"];

impl Degree {
    fn named(name: &str) -> Self {
        if name == "ward" { Degree::Ward } else { Degree::Emergency }
    }

    /// Its name in `data/signs.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Degree::Emergency => "emergency",
            Degree::Ward => "ward",
        }
    }

    /// The kind of the card that its signs stand in.
    pub fn card(self) -> &'static str {
        match self {
            Degree::Emergency => "emergency",
            Degree::Ward => "urgent",
        }
    }
}

/// A sign of danger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DangerSign {
    /// Where the record begins.
    pub span: Span,
    /// `words`, as they go on from "if you:", its values filled in.
    pub words: String,
    /// `also`: other words for it.
    pub also: Vec<String>,
    /// `degree`: what is to be done.
    pub degree: Degree,
    /// Whether `degree` was given.
    pub has_degree: bool,
    /// `people`: for whom; nobody is named where it holds for everybody.
    pub people: Vec<String>,
    /// `places`: where; none is named where it holds everywhere.
    pub places: Vec<String>,
    /// `worse`: the signs that it can become, which stand wherever it does.
    pub worse: Vec<Spanned<String>>,
    /// `groups`: the lists that it stands in.
    pub groups: Vec<String>,
    /// `contact`: a line of its own, such as a crisis line.
    pub contact: Option<Spanned<String>>,
    /// The ids of the values in its words.
    pub values: Vec<String>,
}

impl DangerSign {
    /// Whether both hold for somebody at some place.
    pub fn meets(&self, other: &DangerSign) -> bool {
        let shares = |own: &[String], others: &[String]| {
            own.is_empty()
                || others.is_empty()
                || own.iter().any(|one| others.contains(one))
        };
        shares(&self.people, &other.people) && shares(&self.places, &other.places)
    }

    /// All that it is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.words.as_str()).chain(self.also.iter().map(String::as_str))
    }
}

/// What the signs are called, to be found in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignNames {
    /// By their first word: the words of each name, and the sign.
    names: BTreeMap<String, Vec<(Vec<String>, String)>>,
}

impl SignNames {
    fn of(signs: &BTreeMap<String, DangerSign>) -> Self {
        let mut names: BTreeMap<String, Vec<(Vec<String>, String)>> = BTreeMap::new();
        for (id, sign) in signs {
            for name in sign.names() {
                let words: Vec<String> = words(name).map(|(_, word)| word).collect();
                if let Some(first) = words.first() {
                    names.entry(first.clone()).or_default().push((words, id.clone()));
                }
            }
        }
        // The longest that fits is the one that is meant.
        for names in names.values_mut() {
            names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        SignNames { names }
    }

    /// Where a text calls a sign by one of its names, and the id of the sign.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let mut found = Vec::new();
        if self.names.is_empty() {
            return found;
        }
        let words: Vec<(Range<usize>, String)> = words(text).collect();
        let mut at = 0;
        while at < words.len() {
            let fits = |(name, _): &&(Vec<String>, String)| {
                let rest = words[at..].iter().map(|(_, word)| word);
                name.len() <= words.len() - at
                    && name.iter().zip(rest).all(|(a, b)| a == b)
            };
            let called = self.names.get(&words[at].1);
            if let Some((name, id)) = called.and_then(|names| names.iter().find(fits)) {
                let end = at + name.len();
                found.push((words[at].0.start..words[end - 1].0.end, id.as_str()));
                at = end;
            } else {
                at += 1;
            }
        }
        found
    }
}

/// The words of a text, in small letters, and where they stand.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + text[next..].find(char::is_alphanumeric)?;
        let rest = &text[start..];
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        next = start + length;
        Some((start..next, text[start..next].to_lowercase()))
    })
}

/// A value of the site's own, such as a temperature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteValue {
    /// Where the record begins.
    pub span: Span,
    /// `value`, such as `38C`.
    pub value: Option<String>,
    /// What is said for it.
    pub said: ValueWords,
    /// `source`: an id in `data/references.yaml`.
    pub source: Option<Spanned<String>>,
    /// `reviewer`: an id in `data/people.yaml`.
    pub reviewer: Option<Spanned<String>>,
    /// `reviewed`: when.
    pub reviewed: Option<Date>,
    /// `example`: it is none to act on.
    pub example: bool,
}

/// What pages say for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueWords {
    /// `sentence`: what is said with a value, which it holds as `{value}`.
    pub sentence: String,
    /// `without`: what is said without one.
    pub without: Option<String>,
    /// `always`: what follows either.
    pub always: Option<String>,
}

impl ValueWords {
    /// What pages say; `None` where there is nothing to say without a value.
    fn of(&self, value: Option<&str>) -> Option<String> {
        let said = match value {
            Some(value) => self.sentence.replace("{value}", value),
            None => self.without.clone()?,
        };
        Some(match &self.always {
            Some(always) => format!("{said}, {always}"),
            None => said,
        })
    }
}

/// Reads a sign.
pub(super) fn sign(fields: &mut Fields<'_>, span: Span, id: &str) -> DangerSign {
    let degree = fields.choice("degree");
    DangerSign {
        span,
        words: required(fields, "words", span, id),
        also: texts(fields, "also"),
        degree: Degree::named(degree.as_ref().map_or("", |degree| degree.value)),
        has_degree: degree.is_some(),
        people: texts(fields, "people"),
        places: texts(fields, "places"),
        worse: fields.texts("worse"),
        groups: texts(fields, "groups"),
        contact: fields.text("contact"),
        values: Vec::new(),
    }
}

/// Reads a value.
pub(super) fn value(fields: &mut Fields<'_>, span: Span, id: &str) -> SiteValue {
    let usual = usual(id);
    SiteValue {
        span,
        value: given(fields, "value"),
        said: ValueWords {
            sentence: given(fields, "sentence").unwrap_or(usual.sentence),
            without: given(fields, "without").or(usual.without),
            always: given(fields, "always").or(usual.always),
        },
        source: fields.text("source"),
        reviewer: fields.text("reviewer"),
        reviewed: fields.date("reviewed").map(|date| date.value),
        example: fields.flag("example").unwrap_or(false),
    }
}

/// What is said for a value whose record does not say it otherwise.
fn usual(id: &str) -> ValueWords {
    if id != TEMPERATURE {
        return ValueWords {
            sentence: "{value}".to_owned(),
            without: None,
            always: None,
        };
    }
    ValueWords {
        sentence: TEMPERATURE_WITH.to_owned(),
        without: Some(TEMPERATURE_WITHOUT.to_owned()),
        always: Some(TEMPERATURE_ALWAYS.to_owned()),
    }
}

impl Records {
    /// What pages say for a value; `None` where there is nothing to say.
    pub fn value_words(&self, id: &str) -> Option<String> {
        match self.values.get(id) {
            Some(record) => record.said.of(record.value.as_deref()),
            None => usual(id).of(None),
        }
    }

    /// The first line that answers day and night: not one that is there for a single sign, such
    /// as a crisis line.
    pub fn urgent_contact(&self) -> Option<(&str, &Contact)> {
        let is_of_sign = |id: &str| {
            let mut of_signs =
                self.signs.values().filter_map(|sign| sign.contact.as_ref());
            of_signs.any(|contact| contact.value == id)
        };
        let contacts = self.contacts.iter().map(|(id, contact)| (id.as_str(), contact));
        contacts
            .filter(|(id, contact)| contact.always_open && !is_of_sign(id))
            .min_by_key(|(_, contact)| (contact.span.file, contact.span.start))
    }

    /// The signs of a group, in the order of their file.
    pub fn group<'r>(&'r self, name: &str) -> Vec<(&'r str, &'r DangerSign)> {
        let signs = self.signs.iter().map(|(id, sign)| (id.as_str(), sign));
        let mut signs: Vec<_> = signs
            .filter(|(_, sign)| sign.groups.iter().any(|group| group == name))
            .collect();
        signs.sort_by_key(|(_, sign)| (sign.span.file, sign.span.start));
        signs
    }

    /// Fills the values into the words of the signs, and notes what these are called.
    pub(super) fn fill_in(&mut self, found: &mut Vec<Diagnostic>) {
        let mut signs = std::mem::take(&mut self.signs);
        for sign in signs.values_mut() {
            let mut ids = Vec::new();
            sign.words = self.filled(&sign.words, &mut ids);
            for words in &mut sign.also {
                *words = self.filled(words, &mut ids);
            }
            ids.sort();
            ids.dedup();
            let is_known = |id: &String| self.value_words(id).is_some();
            let unknown =
                ids.iter().filter(|id| !is_known(id) && !self.may_hold("values"));
            found.extend(unknown.map(|id| unknown_value(&self.values, id, sign.span)));
            ids.retain(is_known);
            sign.values = ids;
        }
        self.signs = signs;
        self.sign_names = SignNames::of(&self.signs);
    }

    /// The words with their values, whose ids are added to `ids`.
    fn filled(&self, words: &str, ids: &mut Vec<String>) -> String {
        let mut filled = String::new();
        let mut rest = words;
        while let Some(braces) = braces(rest) {
            filled.push_str(&rest[..braces.start]);
            let id = rest[braces.start + 1..braces.end - 1].trim();
            filled.push_str(self.value_words(id).as_deref().unwrap_or(id));
            ids.push(id.to_owned());
            rest = &rest[braces.end..];
        }
        filled.push_str(rest);
        filled
    }
}

fn unknown_value(
    values: &BTreeMap<String, SiteValue>,
    id: &str,
    span: Span,
) -> Diagnostic {
    let id = shown(id);
    let known = values.keys().map(String::as_str).chain([TEMPERATURE]);
    let help = did_you_mean(&id, known, format!("add `{id}:` to `data/values.yaml`"));
    let message =
        format!("`data/values.yaml` has no value `{id}`, which this sign holds");
    Diagnostic::new(&UNKNOWN_RECORD, span, message).with_help(help)
}

/// The first words in braces.
fn braces(words: &str) -> Option<Range<usize>> {
    let start = words.find('{')?;
    let end = start + words[start..].find('}')?;
    Some(start..end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;

    fn span() -> Span {
        Span::file(FileId(1))
    }

    fn sign_of(people: &[&str], places: &[&str]) -> DangerSign {
        let own = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
        DangerSign {
            span: span(),
            words: "x".into(),
            also: Vec::new(),
            degree: Degree::Ward,
            has_degree: true,
            people: own(people),
            places: own(places),
            worse: Vec::new(),
            groups: Vec::new(),
            contact: None,
            values: Vec::new(),
        }
    }

    #[test]
    fn the_temperature_is_said_with_and_without_a_number() {
        let mut records = Records::default();
        let without = "at or above the number your team gave you, or if you feel unwell, hot, \
                       cold or shivery, even if your temperature is normal or low";
        assert_eq!(records.value_words(TEMPERATURE).as_deref(), Some(without));
        records.values.insert(
            TEMPERATURE.into(),
            SiteValue {
                span: span(),
                value: Some("37.5C".into()),
                said: usual(TEMPERATURE),
                source: None,
                reviewer: None,
                reviewed: None,
                example: false,
            },
        );
        let with = format!(
            "at 37.5C or above, or at the number your team gave you{}",
            without.strip_prefix("at or above the number your team gave you").unwrap()
        );
        assert_eq!(records.value_words(TEMPERATURE), Some(with));
        assert_eq!(records.value_words("weight"), None);
    }

    #[test]
    fn values_are_filled_into_the_words_of_signs() {
        let mut records = Records::default();
        let words = "a {temperature} b {x} c {";
        let own = DangerSign { words: words.into(), ..sign_of(&[], &[]) };
        records.signs.insert("s".into(), own);
        let mut found = Vec::new();
        records.fill_in(&mut found);
        let sign = &records.signs["s"];
        assert!(sign.words.starts_with("a at or above the number"), "{sign:?}");
        assert!(sign.words.ends_with(" b x c {"), "{sign:?}");
        assert_eq!((found.len(), &sign.values[..]), (1, &[TEMPERATURE.to_owned()][..]));
    }

    #[test]
    fn the_longest_name_of_a_sign_is_found() {
        let mut records = Records::default();
        for (id, words) in
            [("bleed", "have a bleed"), ("heavy", "have a bleed that lasts")]
        {
            let own = DangerSign { words: words.into(), ..sign_of(&[], &[]) };
            records.signs.insert(id.into(), own);
        }
        records.fill_in(&mut Vec::new());
        let found = |text| -> Vec<(Range<usize>, &str)> { records.sign_names.find(text) };
        assert_eq!(found("If you Have a  bleed, that lasts."), [(7..32, "heavy")]);
        assert_eq!(
            found("have a bleed; have a bleed"),
            [(0..12, "bleed"), (14..26, "bleed")]
        );
        assert_eq!(found("have a bleeding"), []);
    }

    #[test]
    fn signs_meet_where_they_hold_for_one_person_at_one_place() {
        let donor = sign_of(&["donor"], &[]);
        assert!(!donor.meets(&sign_of(&["patient"], &[])));
        assert!(donor.meets(&sign_of(&["patient", "donor"], &["home"])));
        assert!(donor.meets(&sign_of(&[], &[])));
        assert!(!sign_of(&[], &["home"]).meets(&sign_of(&[], &["hospital"])));
    }
}
