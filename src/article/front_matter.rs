//! The YAML of an article, typed, and what it shares with that of a term.

use std::sync::LazyLock;

use super::elsewhere::{Elsewhere, Of};
use super::keys::{ARTICLE_KEYS, STATUSES};
use super::name::names;
use super::other_keys::OTHER_ARTICLE_NAMES;
use super::other_words::hides;
use super::reviewer::reviewers;
use super::title::{FallbackTitle, title};
use super::{
    Account, Code, Feedback, FrontMatter, ReferencesDisplay, Robots, Status, Translation,
    account, codes, elsewhere, files, robots, waiver, words,
};
use crate::base::Spanned;
use crate::config::{Config, Direction, feedback_address};
use crate::diagnostic::{Diagnostic, meant, nearest};
use crate::markdown::plain;
use crate::yaml::{FRONT_MATTER, Fields, Key, Mapping, Value, ValueKind, shown};

/// The fields of an article whose words are shown as they are.
const PLAIN_FIELDS: &[&str] = &[
    "title",
    "short_title",
    "description",
    "tags",
    "alt",
    "scope",
    "funding",
    "conflicts",
    "method",
    "group",
    "translator",
    "licence",
];

/// Readers that health publishing knows, besides those that `audiences` adds.
/// The groups of readers that every site knows.
pub const AUDIENCES: &[&str] =
    &["patient", "carer", "parent", "child", "teenager", "donor", "staff", "clinician"];

/// The front matter of an article whose YAML cannot be read.
pub(super) fn unknown_article(fallback: &FallbackTitle) -> FrontMatter {
    FrontMatter {
        title: Spanned::new(fallback.title.clone(), fallback.opening()),
        short_title: None,
        description: None,
        slug: None,
        aliases: Vec::new(),
        redirect_from: Vec::new(),
        weight: None,
        status: Status::Published,
        publish_on: None,
        expires_on: None,
        published: None,
        updated: None,
        audience: Vec::new(),
        tags: Vec::new(),
        kind: None,
        reviewed: None,
        review_due: None,
        review_interval: None,
        authors: Vec::new(),
        reviewers: Vec::new(),
        owner: None,
        references: Vec::new(),
        references_display: ReferencesDisplay::Collapsed,
        related: Vec::new(),
        superseded_by: None,
        contact: None,
        codes: Vec::new(),
        specialty: Vec::new(),
        licence: None,
        account: Account::default(),
        review_trigger: Vec::new(),
        care_cards: Vec::new(),
        consent: None,
        translation: Translation::default(),
        is_unlisted: false,
        robots: Robots::default(),
        waivers: Vec::new(),
        formats: Vec::new(),
        feedback: Feedback::OfSite,
        image: None,
        template: None,
        toc: true,
        autolink: true,
        search: true,
        sample: false,
        extra: serde_json::Value::Null,
        span: fallback.span,
    }
}

static KNOWN: LazyLock<Vec<&str>> =
    LazyLock::new(|| known_names(ARTICLE_KEYS, OTHER_ARTICLE_NAMES).collect());

/// Reads the front matter of an article.
pub(super) fn article(
    mapping: &Mapping,
    fallback: &FallbackTitle,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let mut front_matter = unknown_article(fallback);
    let mut fields = Fields::new(mapping, ARTICLE_KEYS, &FRONT_MATTER, found);
    let elsewhere = elsewhere::elsewhere(&mut fields, mapping, Of::Article, &KNOWN);
    naming(&mut fields, &mut front_matter, fallback);
    publishing(&mut fields, &mut front_matter, &elsewhere);
    reviewing(&mut fields, &mut front_matter);
    linking(&mut fields, &mut front_matter);
    offering(&mut fields, &mut front_matter);
    front_matter.audience = audience(&mut fields, config);
    front_matter.toc = fields.flag("toc").unwrap_or(true);
    front_matter.autolink = fields.flag("autolink").unwrap_or(true);
    front_matter.extra =
        fields.value("extra").map_or(serde_json::Value::Null, Value::to_json);
    front_matter.robots = robots::robots(&mut fields, elsewhere.is_unlisted);
    front_matter.is_unlisted = !config.lists(&front_matter.audience);
    // Who finds it by a search does not see it beside the page that was checked.
    front_matter.robots.index &= !front_matter.translation.is_unchecked();
    // Readers who are not listed search among their own pages.
    front_matter.search = !elsewhere.is_unsearched
        && fields.flag("search").unwrap_or(true)
        && front_matter.robots.index;
    front_matter.robots.index &= !front_matter.is_unlisted;
    front_matter.waivers = waiver::waivers(&mut fields);
    check_language(&mut fields, fallback);
    check_direction(&mut fields, fallback, config);
    fields.finish(OTHER_ARTICLE_NAMES);
    plain::check(mapping, PLAIN_FIELDS, found);
    front_matter
}

fn naming(
    fields: &mut Fields<'_>,
    front_matter: &mut FrontMatter,
    fallback: &FallbackTitle,
) {
    let is_written = |text: &Spanned<String>| !words::is_blank(&text.value);
    front_matter.title = title(fields, "title", fallback);
    front_matter.short_title = fields
        .text("short_title")
        .filter(is_written)
        .map(|text| words::one_line(&text.value));
    front_matter.description = fields
        .text("description")
        .filter(is_written)
        .map(|text| Spanned::new(words::one_line(&text.value), text.span));
    front_matter.slug = slug(fields);
    front_matter.aliases = names(fields, "aliases");
    front_matter.redirect_from = names(fields, "redirect_from");
    front_matter.tags = names(fields, "tags");
    front_matter.kind =
        fields.choice("type").map(|word| Spanned::new(word.value.to_owned(), word.span));
    front_matter.template = template(fields);
}

fn publishing(
    fields: &mut Fields<'_>,
    front_matter: &mut FrontMatter,
    elsewhere: &Elsewhere,
) {
    front_matter.status = status(fields, elsewhere);
    front_matter.weight = fields.integer("weight");
    let from = fields.date("publish_on").map(|date| date.value);
    front_matter.publish_on = from.max(elsewhere.from);
    let end = fields.date("expires_on");
    if let (Some(from), Some(end)) =
        (from, end.as_ref().filter(|end| Some(end.value) <= from))
    {
        let message = format!(
            "no reader ever sees this page: it ends on {} and begins on {from}",
            end.value
        );
        let help = "correct `publish_on` or `expires_on`";
        fields.bad_value(end.span, message, help);
    }
    let until = end.map(|date| date.value);
    front_matter.expires_on = until.into_iter().chain(elsewhere.until).min();
    front_matter.published =
        if elsewhere.says_published { None } else { fields.date("published") };
    front_matter.updated = fields.date("updated");
    front_matter.sample = fields.flag("sample").unwrap_or(false);
}

fn reviewing(fields: &mut Fields<'_>, front_matter: &mut FrontMatter) {
    front_matter.reviewed = fields.date("reviewed");
    front_matter.review_due = fields.date("review_due");
    front_matter.review_interval = fields.months("review_interval");
    front_matter.authors = names(fields, "authors");
    front_matter.reviewers = reviewers(fields);
    front_matter.owner = written(fields, "owner");
    front_matter.contact = written(fields, "contact");
    front_matter.account = account::account(fields);
    front_matter.consent = account::consent(fields);
    front_matter.care_cards = fields.choices("care_cards");
    let triggers = names(fields, "review_trigger").into_iter();
    front_matter.review_trigger = triggers.map(|trigger| trigger.value).collect();
}

fn linking(fields: &mut Fields<'_>, front_matter: &mut FrontMatter) {
    front_matter.references = reference_keys(fields, "references");
    front_matter.references_display = references_display(fields);
    front_matter.related = names(fields, "related");
    // Both keys say the same to readers, and both are links that can break.
    front_matter.related.extend(names(fields, "see_also"));
    front_matter.superseded_by = written(fields, "superseded_by");
    front_matter.codes = codes(fields);
}

/// What readers get besides the text.
fn offering(fields: &mut Fields<'_>, front_matter: &mut FrontMatter) {
    front_matter.formats = files::formats(fields);
    front_matter.image = files::image(fields);
    front_matter.feedback = feedback(fields);
    front_matter.licence = fields
        .text("licence")
        .filter(|text| !words::is_blank(&text.value))
        .map(|text| words::one_line(&text.value));
    front_matter.specialty = fields.choices("specialty");
    front_matter.translation = account::translation(fields);
}

fn references_display(fields: &mut Fields<'_>) -> ReferencesDisplay {
    match fields.choice("references_display").map(|word| word.value) {
        Some("list") => ReferencesDisplay::List,
        Some("on-request") => ReferencesDisplay::OnRequest,
        Some("hidden") => ReferencesDisplay::Hidden,
        _ => ReferencesDisplay::Collapsed,
    }
}

/// `feedback`: no, or an address; yes is where the site says.
fn feedback(fields: &mut Fields<'_>) -> Feedback {
    let Some(value) = fields.value("feedback") else { return Feedback::OfSite };
    let Some(text) = fields.text_of(value, "feedback") else { return Feedback::OfSite };
    match text.value.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => return Feedback::OfSite,
        "false" | "no" | "off" => return Feedback::Nowhere,
        _ => {}
    }
    if let Some(address) = feedback_address(&text.value) {
        return Feedback::At(address);
    }
    let message = format!("`feedback` does not take `{}`", shown(&text.value));
    let help = "write a mail address, an `https:` address, or `no`";
    fields.bad_value(text.span, message, help);
    Feedback::OfSite
}

pub(super) fn slug(fields: &mut Fields<'_>) -> Option<Spanned<String>> {
    let slug = fields.text("slug")?;
    let Err(why) = words::check_slug(&slug.value) else { return Some(slug) };
    let better = crate::base::slugify(&slug.value);
    let help = if better.is_empty() || better.len() > words::MOST_SLUG_BYTES {
        "write a word or two, such as `slug: going-home`".to_owned()
    } else {
        format!("write `slug: {}`", shown(&better))
    };
    fields.bad_value(slug.span, format!("the slug `{}` {why}", shown(&slug.value)), help);
    None
}

/// A text, unless it is empty, as content systems write what their authors left out.
fn written(fields: &mut Fields<'_>, name: &str) -> Option<Spanned<String>> {
    fields.text(name).filter(|text| !words::is_blank(&text.value))
}

fn template(fields: &mut Fields<'_>) -> Option<Spanned<String>> {
    let template = written(fields, "template")?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name = template.value.strip_suffix(".html").unwrap_or(&template.value);
    if !name.is_empty() && name.chars().all(is_plain) {
        return Some(Spanned::new(name.to_owned(), template.span));
    }
    let message = format!("`{}` is no name of a template", shown(&template.value));
    fields.bad_value(template.span, message, "write its name alone: `template: leaflet`");
    None
}

/// The names that a table of keys has for keys, its own and those of others that say the
/// same. Those that decide who sees a page are not among them.
pub(super) fn known_names<'k>(
    keys: &'static [Key],
    other_names: &'k [(&'static str, &'static str)],
) -> impl Iterator<Item = &'k str> {
    let others = other_names.iter().map(|(other, _)| *other);
    let others = others.filter(|other| super::other_words::meaning(other).is_none());
    keys.iter().map(|key| key.name).chain(others)
}

/// `status`, and what other programs call it: the stricter of the two holds.
pub(super) fn status(fields: &mut Fields<'_>, elsewhere: &Elsewhere) -> Status {
    let status = match status_word(fields) {
        Some("draft") => Status::Draft,
        Some("in-review") => Status::InReview,
        Some("withdrawn") => Status::Withdrawn,
        _ => Status::Published,
    };
    match status {
        Status::Published | Status::Withdrawn if elsewhere.is_withheld => Status::Draft,
        status => status,
    }
}

/// Nobody who holds a page back is told to publish it.
fn status_word(fields: &mut Fields<'_>) -> Option<&'static str> {
    let value = fields.value("status")?;
    let word = value.as_text().unwrap_or("").trim();
    let is_known = STATUSES.iter().any(|known| known.eq_ignore_ascii_case(word));
    if is_known || !hides(word) {
        return fields.choice("status").map(|word| word.value);
    }
    let message = format!("`status` does not take `{}`", shown(word));
    let help = format!(
        "write `status: draft` to hold it back, or choose another one of: {}",
        STATUSES.join(", ")
    );
    fields.bad_value(value.span, message, help);
    None
}

pub(super) fn audience(fields: &mut Fields<'_>, config: &Config) -> Vec<Spanned<String>> {
    let named = names(fields, "audience");
    let known: Vec<&str> = AUDIENCES
        .iter()
        .copied()
        .chain(config.audiences.keys().map(String::as_str))
        .collect();
    let mut audience = Vec::new();
    for name in named {
        if known.contains(&name.value.as_str()) {
            audience.push(name);
            continue;
        }
        let all = known.join(", ");
        let help = match nearest(&name.value, known.iter().copied()) {
            Some(near) => format!("{} These are known: {all}", meant(near)),
            None => format!(
                "choose one of {all}, or add yours below `audiences:` in `site.yaml`"
            ),
        };
        let message = format!("`{}` is no known audience", shown(&name.value));
        fields.bad_value(name.span, message, help);
    }
    audience
}

pub(super) fn codes(fields: &mut Fields<'_>) -> Vec<Code> {
    let (mappings, keys) = fields.groups("codes");
    let mut read = Vec::new();
    for mapping in mappings {
        let mut inner = fields.inner(mapping, keys);
        let system = inner.text("system");
        let version = inner.plain_text("version");
        let code = inner.text("code");
        let display = inner.plain_text("display");
        inner.finish(&[
            ("oid", "system"),
            ("value", "code"),
            ("relation", "take it out, because no health record asks for it"),
        ]);
        match (system, code) {
            (Some(system), Some(code)) => {
                for fault in codes::check(&system, version.as_deref(), &code) {
                    fields.report(fault);
                }
                read.push(Code { system: system.value, version, code, display });
            }
            _ if mapping.get("system").is_none() || mapping.get("code").is_none() => {
                let message = "a code lacks its `system` or its `code`".to_owned();
                let help = "write both: `{system: snomed-ct, code: \"234646005\"}`";
                fields.bad_value(mapping.span, message, help);
            }
            _ => {}
        }
    }
    read
}

/// Keys of `data/references.yaml`; a whole reference in their place is told to go there.
pub(super) fn reference_keys(fields: &mut Fields<'_>, key: &str) -> Vec<Spanned<String>> {
    let Some(value) = fields.value(key) else { return Vec::new() };
    let values = match &value.kind {
        ValueKind::List(values) => values.as_slice(),
        _ => std::slice::from_ref(value),
    };
    let mut keys = Vec::new();
    for value in values {
        if matches!(value.kind, ValueKind::Mapping(_)) {
            let message =
                format!("a whole reference stands in `{key}`, where keys are meant");
            let help = "move it to `data/references.yaml` and write its key here";
            fields.report(
                Diagnostic::new(fields.rules().wrong_type, value.span, message)
                    .with_help(help),
            );
            continue;
        }
        keys.extend(fields.text_of(value, key));
    }
    keys
}

/// `lang` says nothing that the file's name does not say; if it contradicts, one of the
/// two is wrong, and a screen reader would speak with the wrong voice.
fn check_language(fields: &mut Fields<'_>, fallback: &FallbackTitle) {
    let Some(lang) = fields.text("lang") else { return };
    let primary = |tag: &str| tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    if primary(lang.value.trim()) == primary(&fallback.language) {
        return;
    }
    let is_tag = |tag: &str| {
        let primary = primary(tag);
        (2..=3).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_lowercase())
    };
    if !is_tag(lang.value.trim()) {
        let message = format!("`{}` is no sign of a language", shown(&lang.value));
        let help = format!(
            "take the line out: the file's name says that the language is `{}`",
            fallback.language
        );
        fields.bad_value(lang.span, message, help);
        return;
    }
    let message = format!(
        "the page calls itself `{}`, and its file's name says `{}`",
        shown(&lang.value),
        fallback.language
    );
    fields.bad_value(
        lang.span,
        message,
        "list the language in `site.yaml` and name the file after it, such as `NAME.cy.md`",
    );
}

/// `dir` says nothing that the language does not say; if it contradicts, the whole page
/// would run the wrong way.
fn check_direction(fields: &mut Fields<'_>, fallback: &FallbackTitle, config: &Config) {
    let Some(dir) = fields.choice("dir") else { return };
    let language = config.language_index(&fallback.language);
    let Some(language) = language.map(|language| &config.languages[language]) else {
        return;
    };
    let named = |direction| match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    let own = named(language.direction);
    if dir.value == own {
        return;
    }
    let message = format!(
        "the page says `{}` of its direction, and its language `{}` runs `{own}`",
        dir.value, language.tag
    );
    let help = format!(
        "take the line out, or say it of the language in `site.yaml`: `{{tag: {}, \
         direction: {}}}`",
        language.tag, dir.value
    );
    fields.bad_value(dir.span, message, help);
}
