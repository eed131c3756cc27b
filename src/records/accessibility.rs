//! `data/accessibility.yaml`: how accessible the site is, and what its owner does about it.

use super::identifier::{self, checked};
use super::keys::PLAIN_FIELDS;
use crate::base::{Date, Span, Spanned};
use crate::diagnostic::Diagnostic;
use crate::markdown::plain;
use crate::source::SourceFile;
use crate::yaml::{self, Fields, Key, KeyKind, Mapping, RECORDS};

/// What an accessibility statement says, as the model statement of Commission Implementing
/// Decision (EU) 2018/1523 and its British counterpart have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accessibility {
    /// Where the file begins.
    pub span: Span,
    /// `compliance`: `fully`, `partially` or `not`.
    pub compliance: Option<&'static str>,
    /// `standard`. Default: WCAG 2.2 AA.
    pub standard: String,
    /// `prepared`: when the statement was first written.
    pub prepared: Option<Date>,
    /// `reviewed`: when it was last checked.
    pub reviewed: Option<Date>,
    /// `tested`: when the site was last tested.
    pub tested: Option<Date>,
    /// `testing`: how, by whom, and what of it.
    pub testing: Option<String>,
    /// `problems`: what is known not to work.
    pub problems: Vec<Problem>,
    /// `contact`: an id in `data/contacts.yaml`, whom to tell of a barrier.
    pub contact: Option<Spanned<String>>,
    /// `response_time`, such as `5 working days`.
    pub response_time: Option<String>,
    /// `enforcement`: who enforces the regulations.
    pub enforcement: Option<Enforcement>,
}

/// A known barrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it begins.
    pub span: Span,
    /// `description`.
    pub description: Option<String>,
    /// `criterion`, such as `1.4.3 Contrast (Minimum)`.
    pub criterion: Option<String>,
    /// `reason`: `non-compliance`, `disproportionate-burden` or `out-of-scope`.
    pub reason: Option<&'static str>,
    /// `fixed_by`.
    pub fixed_by: Option<Date>,
}

/// The body that enforces the regulations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enforcement {
    /// `name`.
    pub name: String,
    /// `url`.
    pub url: String,
}

/// The keys of `accessibility.yaml`.
pub static ACCESSIBILITY_KEYS: &[Key] = &[
    Key::new(
        "compliance",
        KeyKind::Choice(&["fully", "partially", "not"]),
        "How far the site meets the standard.",
    ),
    Key::new("standard", KeyKind::Text, "The standard, such as WCAG 2.2 AA."),
    Key::new("prepared", KeyKind::Date, "When the statement was first written."),
    Key::new("reviewed", KeyKind::Date, "When the statement was last checked."),
    Key::new("tested", KeyKind::Date, "When the site was last tested."),
    Key::new("testing", KeyKind::Text, "How it was tested, by whom, and what of it."),
    Key::new("problems", KeyKind::Groups(PROBLEM), "What is known not to work."),
    Key::new("contact", KeyKind::Text, "Whom to tell: an id in data/contacts.yaml."),
    Key::new(
        "response_time",
        KeyKind::Text,
        "How long an answer takes, such as 5 working days.",
    ),
    Key::new(
        "enforcement",
        KeyKind::Group(ENFORCEMENT),
        "The body to complain to about an answer.",
    ),
];

static PROBLEM: &[Key] = &[
    Key::new("description", KeyKind::Text, "What does not work, and for whom."),
    Key::new("criterion", KeyKind::Text, "The criterion that it fails."),
    Key::new(
        "reason",
        KeyKind::Choice(&["non-compliance", "disproportionate-burden", "out-of-scope"]),
        "Why it is so.",
    ),
    Key::new("fixed_by", KeyKind::Date, "When it will be mended."),
];

static ENFORCEMENT: &[Key] = &[
    Key::new("name", KeyKind::Text, "Its name."),
    Key::new("url", KeyKind::Text, "Its address."),
];

/// Reads the file. `None`: it could not be read.
pub(super) fn read(
    file: &SourceFile,
    record: &mut Option<Accessibility>,
    found: &mut Vec<Diagnostic>,
) -> Option<()> {
    let text = file.text()?;
    let root = yaml::parse(file.id, text, 0..text.len(), &RECORDS).collect(found)?;
    plain::check(&root, PLAIN_FIELDS, found);
    let mut fields = Fields::new(&root, ACCESSIBILITY_KEYS, &RECORDS, found);
    let own = Accessibility {
        span: root.entries.first().map_or(Span::file(file.id), |entry| entry.key.span),
        compliance: fields.choice("compliance").map(|word| word.value),
        standard: line(&mut fields, "standard").unwrap_or_else(|| "WCAG 2.2 AA".into()),
        prepared: date(&mut fields, "prepared"),
        reviewed: date(&mut fields, "reviewed"),
        tested: date(&mut fields, "tested"),
        testing: line(&mut fields, "testing"),
        problems: problems(&mut fields),
        contact: fields.text("contact"),
        response_time: line(&mut fields, "response_time"),
        enforcement: enforcement(&mut fields),
    };
    fields.finish(&[("status", "compliance"), ("issues", "problems")]);
    // The same file may be there under both extensions: the first counts.
    record.get_or_insert(own);
    Some(())
}

fn problems(fields: &mut Fields<'_>) -> Vec<Problem> {
    let (mappings, keys) = fields.groups("problems");
    let problem = |fields: &mut Fields<'_>, mapping: &Mapping| {
        let mut inner = fields.inner(mapping, keys);
        let problem = Problem {
            span: mapping.entries.first().map_or(mapping.span, |entry| entry.key.span),
            description: line(&mut inner, "description"),
            criterion: line(&mut inner, "criterion"),
            reason: inner.choice("reason").map(|word| word.value),
            fixed_by: date(&mut inner, "fixed_by"),
        };
        inner.finish(&[("fix_date", "fixed_by"), ("problem", "description")]);
        problem
    };
    mappings.into_iter().map(|mapping| problem(fields, mapping)).collect()
}

fn enforcement(fields: &mut Fields<'_>) -> Option<Enforcement> {
    let (mapping, keys) = fields.group("enforcement")?;
    let mut inner = fields.inner(mapping, keys);
    let name = line(&mut inner, "name");
    let url = checked(&mut inner, "url", identifier::url);
    inner.finish(&[("link", "url")]);
    if name.is_none() || mapping.get("url").is_none() {
        let message = "`enforcement` lacks its `name` or its `url`".to_owned();
        let help = "write both: `{name: …, url: \"https://www.example.org/\"}`";
        fields.bad_value(mapping.span, message, help);
    }
    Some(Enforcement { name: name?, url: url? })
}

fn date(fields: &mut Fields<'_>, key: &str) -> Option<Date> {
    fields.date(key).map(|date| date.value)
}

/// Words on one line; nothing where there are none.
fn line(fields: &mut Fields<'_>, key: &str) -> Option<String> {
    let text = fields.plain_text(key)?;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}
