//! The YAML of a glossary entry, typed.

use std::sync::LazyLock;

use super::account::line;
use super::elsewhere::{Elsewhere, Of, elsewhere};
use super::front_matter::{audience, codes, known_names, reference_keys, slug, status};
use super::keys::{OTHER_TERM_NAMES, TERM_KEYS};
use super::name::{checked_name, names, single_name};
use super::reviewer::reviewers;
use super::title::{FallbackTitle, title};
use super::{Confusable, Reviewer, Status, TermFrontMatter, TermLink, waiver};
use crate::base::Spanned;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::markdown::plain;
use crate::yaml::{FRONT_MATTER, Fields, Key, Mapping, Value, ValueKind};

/// What the definition of a glossary entry explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Explained {
    /// A thing.
    Thing,
    /// A verb: its entry says so, or it begins as in "To lower the dose".
    Verb,
    /// Nothing: it leads to a longer name that ends in the term: `type` to `content type`.
    LongerName,
}

/// The fields of a glossary entry whose words are shown as they are.
const PLAIN_FIELDS: &[&str] = &[
    "term",
    "abbreviation",
    "expands_to",
    "aliases",
    "avoid",
    "short",
    "plain_alternative",
    "clinical",
    "scope",
    "pronunciation",
    "confusable_with",
    "difference",
];

/// The front matter of a term whose YAML cannot be read.
pub(super) fn unknown_term(fallback: &FallbackTitle) -> TermFrontMatter {
    TermFrontMatter {
        term: Spanned::new(fallback.title.clone(), fallback.opening()),
        slug: None,
        abbreviation: None,
        expands_to: None,
        aliases: Vec::new(),
        avoid: Vec::new(),
        short: None,
        plain_alternative: None,
        clinical: None,
        pronunciation: None,
        ipa: None,
        part_of_speech: None,
        explains: Explained::Thing,
        article: None,
        see_also: Vec::new(),
        confusable_with: Vec::new(),
        broader: Vec::new(),
        narrower: Vec::new(),
        audience: Vec::new(),
        codes: Vec::new(),
        references: Vec::new(),
        status: Status::Published,
        reviewed: None,
        review_due: None,
        reviewers: Vec::new(),
        owner: None,
        link: TermLink::First,
        exact_case: false,
        sample: false,
        extra: serde_json::Value::Null,
        waivers: Vec::new(),
        span: fallback.span,
    }
}

static KNOWN: LazyLock<Vec<&str>> =
    LazyLock::new(|| known_names(TERM_KEYS, OTHER_TERM_NAMES).collect());

/// Reads the front matter of a glossary entry.
pub(super) fn term(
    mapping: &Mapping,
    fallback: &FallbackTitle,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> TermFrontMatter {
    let mut front_matter = unknown_term(fallback);
    let mut fields = Fields::new(mapping, TERM_KEYS, &FRONT_MATTER, found);
    let elsewhere = elsewhere(&mut fields, mapping, Of::Term, &KNOWN);
    front_matter.term = title(&mut fields, "term", fallback);
    naming(&mut fields, &mut front_matter);
    telling(&mut fields, &mut front_matter);
    relating(&mut fields, &mut front_matter);
    reviewing(&mut fields, &mut front_matter, &elsewhere);
    front_matter.audience = audience(&mut fields, config);
    front_matter.extra =
        fields.value("extra").map_or(serde_json::Value::Null, Value::to_json);
    front_matter.waivers = waiver::waivers(&mut fields);
    fields.finish(OTHER_TERM_NAMES);
    plain::check(mapping, PLAIN_FIELDS, found);
    front_matter
}

/// What it is called, and how mentions are found.
fn naming(fields: &mut Fields<'_>, front_matter: &mut TermFrontMatter) {
    front_matter.slug = slug(fields);
    front_matter.abbreviation = single_name(fields, "abbreviation");
    front_matter.expands_to = single_name(fields, "expands_to");
    front_matter.aliases = names(fields, "aliases");
    front_matter.avoid = names(fields, "avoid");
    front_matter.link = match fields.choice("link").map(|word| word.value) {
        Some("never") => TermLink::Never,
        Some("every-section") => TermLink::EverySection,
        _ => TermLink::First,
    };
    front_matter.exact_case = exact_case(fields);
    front_matter.part_of_speech = fields.choice("part_of_speech").map(|word| word.value);
}

/// What readers are told beside the definition.
fn telling(fields: &mut Fields<'_>, front_matter: &mut TermFrontMatter) {
    front_matter.short = line(fields, "short");
    front_matter.plain_alternative = line(fields, "plain_alternative");
    front_matter.clinical = line(fields, "clinical");
    front_matter.pronunciation = line(fields, "pronunciation");
    front_matter.ipa = line(fields, "ipa");
}

fn relating(fields: &mut Fields<'_>, front_matter: &mut TermFrontMatter) {
    front_matter.article = single_name(fields, "article");
    front_matter.see_also = names(fields, "see_also");
    front_matter.confusable_with = confusables(fields);
    front_matter.broader = names(fields, "broader");
    front_matter.narrower = names(fields, "narrower");
    front_matter.codes = codes(fields);
    front_matter.references = reference_keys(fields, "references");
    // What health publishing calls the sources of a definition.
    front_matter.references.extend(reference_keys(fields, "sources"));
}

fn reviewing(
    fields: &mut Fields<'_>,
    front_matter: &mut TermFrontMatter,
    elsewhere: &Elsewhere,
) {
    front_matter.status = status(fields, elsewhere);
    front_matter.reviewed = fields.date("reviewed");
    front_matter.review_due = fields.date("review_due");
    front_matter.reviewers = reviewers(fields);
    let alone = single_name(fields, "reviewer");
    let reviewer = |person| Reviewer { person, role: None, date: None, scope: None };
    front_matter.reviewers.extend(alone.map(reviewer));
    front_matter.owner = fields.text("owner");
    front_matter.sample = fields.flag("sample").unwrap_or(false);
}

fn exact_case(fields: &mut Fields<'_>) -> bool {
    let Some((mapping, keys)) = fields.group("match") else { return false };
    let mut inner = fields.inner(mapping, keys);
    let exact = inner.choice("case").is_some_and(|word| word.value == "exact");
    inner
        .finish(&[("word-boundary", "take it out, because only whole words ever count")]);
    exact
}

/// `confusable_with`: names of entries, alone or with the difference.
fn confusables(fields: &mut Fields<'_>) -> Vec<Confusable> {
    let Some(value) = fields.value("confusable_with") else { return Vec::new() };
    let values = match &value.kind {
        ValueKind::List(values) => values.as_slice(),
        _ => std::slice::from_ref(value),
    };
    let keys = fields.inner_keys("confusable_with");
    values.iter().filter_map(|value| confusable(fields, value, keys)).collect()
}

fn confusable(
    fields: &mut Fields<'_>,
    value: &Value,
    keys: &'static [Key],
) -> Option<Confusable> {
    const KEY: &str = "confusable_with";
    let ValueKind::Mapping(mapping) = &value.kind else {
        if value.as_text().is_none() {
            let example = "[{term: autologous transplant, difference: your own cells}]";
            fields.wrong_type(value, KEY, "a list of entries", example);
            return None;
        }
        let text = fields.text_of(value, KEY)?;
        let term = checked_name(fields, KEY, &text)?;
        return Some(Confusable { term, difference: None });
    };
    let mut inner = fields.inner(mapping, keys);
    let term = single_name(&mut inner, "term");
    let difference = line(&mut inner, "difference");
    inner.finish(&[("name", "term"), ("entry", "term"), ("how", "difference")]);
    if term.is_none() && mapping.get("term").is_none() {
        let help = "name the other entry: `term: autologous transplant`";
        fields.bad_value(value.span, "no `term` is named here".to_owned(), help);
    }
    Some(Confusable { term: term?, difference })
}
