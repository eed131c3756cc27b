//! What a page says of how it came about: who approved it, who took part, who paid, and
//! what it must go on holding to be right.

use super::words;
use crate::base::{Date, Spanned};
use crate::yaml::{Fields, Mapping};

/// How a page came about, for readers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// `version` of the text.
    pub version: Option<String>,
    /// `evidence_checked`: when the sources were last read again.
    pub evidence_checked: Option<Date>,
    /// `approved_by`.
    pub approval: Option<Approval>,
    /// `patient_involvement`.
    pub involvement: Option<Involvement>,
    /// `funding`: who paid, or `none`.
    pub funding: Option<String>,
    /// `conflicts` of interest, or `none`.
    pub conflicts: Option<String>,
}

/// Who approved a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// `person`: an id in `data/people.yaml`, or a name.
    pub person: Option<String>,
    /// `group`: in words.
    pub group: Option<String>,
    /// `date`.
    pub date: Option<Date>,
    /// `reference`: the number of the approval.
    pub reference: Option<String>,
}

/// How patients took part in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Involvement {
    /// `method`: in words.
    pub method: Option<String>,
    /// `date`.
    pub date: Option<Date>,
    /// `n`: how many took part.
    pub count: Option<u32>,
}

/// How a page was translated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Translation {
    /// `date`, or a `source_revision` that is a day: the day of the original that was
    /// translated.
    pub date: Option<Date>,
    /// `method`: `human` or `machine`.
    pub method: Option<String>,
    /// `translator`.
    pub translator: Option<String>,
    /// `reviewed_by`: who checked it, or `none`.
    pub reviewed_by: Option<String>,
    /// `sections` of the original, as they were when they were translated.
    pub sections: Option<Spanned<Vec<TranslatedSection>>>,
}

/// A section of the original, as it was when it was translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranslatedSection {
    /// Its anchor.
    pub anchor: Spanned<String>,
    /// What its words were, in a few letters.
    pub mark: String,
}

impl Translation {
    /// Whether a machine made it and nobody checked it.
    pub fn is_unchecked(&self) -> bool {
        let says = |text: Option<&str>, word: &str| {
            text.is_some_and(|text| text.eq_ignore_ascii_case(word))
        };
        let checked_by = self.reviewed_by.as_deref();
        says(self.method.as_deref(), "machine")
            && (checked_by.is_none() || says(checked_by, "none"))
    }
}

/// Consent of the people whom a page tells of or shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// `on_file`: whether it is kept.
    pub on_file: Option<Spanned<bool>>,
    /// `scope`: what it covers.
    pub scope: Option<String>,
    /// `expires`: the last day on which it holds.
    pub expires: Option<Spanned<Date>>,
}

/// Reads what readers are told.
pub(super) fn account(fields: &mut Fields<'_>) -> Account {
    Account {
        version: line(fields, "version"),
        evidence_checked: fields.date("evidence_checked").map(|date| date.value),
        approval: approval(fields),
        involvement: involvement(fields),
        funding: line(fields, "funding"),
        conflicts: line(fields, "conflicts"),
    }
}

fn approval(fields: &mut Fields<'_>) -> Option<Approval> {
    let (mapping, keys) = fields.group("approved_by")?;
    let mut inner = fields.inner(mapping, keys);
    let approval = Approval {
        person: line(&mut inner, "person"),
        group: line(&mut inner, "group"),
        date: inner.date("date").map(|date| date.value),
        reference: line(&mut inner, "reference"),
    };
    inner.finish(&[("name", "person"), ("number", "reference")]);
    Some(approval)
}

fn involvement(fields: &mut Fields<'_>) -> Option<Involvement> {
    let (mapping, keys) = fields.group("patient_involvement")?;
    let mut inner = fields.inner(mapping, keys);
    let involvement = Involvement {
        method: line(&mut inner, "method"),
        date: inner.date("date").map(|date| date.value),
        count: inner.integer("n").and_then(|count| u32::try_from(count).ok()),
    };
    inner.finish(&[("count", "n"), ("people", "n"), ("number", "n")]);
    Some(involvement)
}

/// Reads how a page was translated. What is no day in `source_revision` may be the number
/// of a version.
pub(super) fn translation(fields: &mut Fields<'_>) -> Translation {
    let mut translation = Translation::default();
    if let Some((mapping, keys)) = fields.group("translation") {
        let mut inner = fields.inner(mapping, keys);
        translation = Translation {
            date: inner.date("date").map(|date| date.value),
            method: line(&mut inner, "method"),
            translator: line(&mut inner, "translator"),
            reviewed_by: line(&mut inner, "reviewed_by"),
            sections: sections(&mut inner, mapping),
        };
        inner.finish(&[("reviewer", "reviewed_by")]);
    }
    let revision = fields.plain_text("source_revision");
    let stated = || Date::parse(revision?.trim()).ok();
    translation.date = translation.date.or_else(stated);
    translation
}

/// Reads the sections of the original: their anchors, each with its mark.
fn sections(
    fields: &mut Fields<'_>,
    mapping: &Mapping,
) -> Option<Spanned<Vec<TranslatedSection>>> {
    let entries = &fields.entries("sections")?.entries;
    let mut sections = Vec::new();
    for entry in entries {
        let Some(mark) = fields.text_of(&entry.value, &entry.key.value) else { continue };
        sections.push(TranslatedSection { anchor: entry.key.clone(), mark: mark.value });
    }
    Some(Spanned::new(sections, place(mapping, "sections")))
}

/// Reads `consent`.
pub(super) fn consent(fields: &mut Fields<'_>) -> Option<Consent> {
    let (mapping, keys) = fields.group("consent")?;
    let mut inner = fields.inner(mapping, keys);
    let on_file = inner.flag("on_file");
    let consent = Consent {
        on_file: on_file.map(|flag| Spanned::new(flag, place(mapping, "on_file"))),
        scope: line(&mut inner, "scope"),
        expires: inner.date("expires"),
    };
    inner.finish(&[("until", "expires")]);
    Some(consent)
}

fn place(mapping: &Mapping, key: &str) -> crate::base::Span {
    mapping.get(key).map_or(mapping.span, |entry| entry.value.span)
}

/// Words on one line; nothing where a reader would see nothing.
pub(super) fn line(fields: &mut Fields<'_>, key: &str) -> Option<String> {
    let text = fields.plain_text(key).filter(|text| !words::is_blank(text))?;
    Some(words::one_line(&text))
}
