//! The YAML files of a theme: `theme.yaml` and `strings/TAG.yaml`.

use std::collections::BTreeMap;

use crate::base::{FileId, Spanned};
use crate::diagnostic::{BAD_THEME_FILE, DUPLICATE_KEY, Diagnostic};
use crate::yaml::{self, Fields, Key, Kind, Mapping, Rules, ValueKind};

use super::layer::LayerFile;
use super::option::{OptionKind, Written};

/// The contract between templates and views that this program keeps.
pub(super) const CONTRACT: u32 = 1;

/// How the files of a theme are judged.
static RULES: Rules = Rules {
    what: "this file",
    most_bytes: 1024 * 1024,
    syntax: &BAD_THEME_FILE,
    wrong_type: &BAD_THEME_FILE,
    bad_date: &BAD_THEME_FILE,
    bad_value: &BAD_THEME_FILE,
    unknown_key: &BAD_THEME_FILE,
    duplicate_key: &DUPLICATE_KEY,
};

/// The keys of `theme.yaml`.
const KEYS: &[Key] = &[
    Key::new(
        "name",
        Kind::Text,
        "For people; the folder's name is the name that counts.",
    ),
    Key::new(
        "contract",
        Kind::Integer,
        "The contract that the templates were written for.",
    ),
    Key::new(
        "extends",
        Kind::Text,
        "The theme whose files stand in where this has none.",
    ),
    Key::new("description", Kind::Text, "For people."),
    Key::new("options", Kind::GroupMap(OPTION), "What a site may choose, by name."),
];

/// The keys of an option.
const OPTION: &[Key] = &[
    Key::new("type", Kind::Choice(TYPES), "What it takes."),
    Key::new("default", Kind::Anything, "What holds where the site says nothing."),
    Key::new("values", Kind::Texts, "The words of a choice."),
    Key::new("description", Kind::Text, "What it changes, in a sentence for people."),
];

const TYPES: &[&str] = &["flag", "text", "number", "choice"];

/// `theme.yaml`.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The theme whose files stand in where this one has none.
    pub(super) extends: Option<Spanned<String>>,
    /// For people.
    pub(super) description: Option<String>,
}

/// Reads `theme.yaml`; what is wrong with it is a finding at its place.
pub(super) fn read(file: &LayerFile, found: &mut Vec<Diagnostic>) -> Manifest {
    let mut own = Vec::new();
    let mut manifest = Manifest::default();
    if let Some(mapping) = parse(file, &mut own) {
        let mut fields = Fields::new(&mapping, KEYS, &RULES, &mut own);
        manifest.extends = fields.text("extends");
        manifest.description = fields.plain_text("description");
        let _for_people = fields.plain_text("name");
        // They have a reader of their own.
        let _options = fields.value("options");
        contract(&mut fields);
        fields.finish(&[]);
    }
    tell(file, own, found);
    manifest
}

/// Reports a theme that was written for another contract.
fn contract(fields: &mut Fields<'_>) {
    let written = fields.integer("contract");
    let span = fields.value("contract").map_or(fields.span(), |value| value.span);
    let (message, help) = match written {
        Some(written) if written == i64::from(CONTRACT) => return,
        Some(written) if written > i64::from(CONTRACT) => (
            format!(
                "this theme was written for contract {written}, and this Engraft keeps \
                 contract {CONTRACT}"
            ),
            format!(
                "install a newer Engraft, or use a theme of contract {CONTRACT}: what its \
                 templates ask for is not there yet"
            ),
        ),
        Some(written) => (
            format!(
                "this theme was written for contract {written}, and this Engraft keeps \
                 contract {CONTRACT}"
            ),
            format!(
                "bring its templates up to date by `docs/themes.md`, then write \
                 `contract: {CONTRACT}`"
            ),
        ),
        None => (
            "this theme does not say for which contract it was written".to_owned(),
            format!("write `contract: {CONTRACT}`"),
        ),
    };
    fields.report(Diagnostic::new(&BAD_THEME_FILE, span, message).with_help(help));
}

/// Reads `options` of `theme.yaml`; what is wrong with the file as a whole, [`read`] tells.
pub(super) fn options(file: &LayerFile, found: &mut Vec<Diagnostic>) -> Vec<Written> {
    let mut own = Vec::new();
    let mut options = Vec::new();
    if let Some(mapping) = parse(file, &mut Vec::new()) {
        let mut fields = Fields::new(&mapping, KEYS, &RULES, &mut own);
        let entries = fields.entries("options").map(|mapping| &mapping.entries);
        for entry in entries.into_iter().flatten() {
            let ValueKind::Mapping(mapping) = &entry.value.kind else {
                let name = &entry.key.value;
                fields.wrong_type(&entry.value, name, "a group of keys", "{type: flag}");
                continue;
            };
            let mut inner = fields.inner(mapping, OPTION);
            options.push(Written {
                name: entry.key.clone(),
                kind: option_kind(&mut inner),
                default: inner.value("default").cloned(),
                description: inner.plain_text("description"),
            });
            inner.finish(&[("kind", "type"), ("choices", "values")]);
        }
    }
    tell(file, own, found);
    options
}

fn option_kind(fields: &mut Fields<'_>) -> Option<OptionKind> {
    let words = fields.texts("values").into_iter().map(|word| word.value).collect();
    Some(match fields.choice("type")?.value {
        "flag" => OptionKind::Flag,
        "number" => OptionKind::Number,
        "choice" => OptionKind::Choice(words),
        _ => OptionKind::Text,
    })
}

/// Reads `strings/TAG.yaml`: names and words.
pub(super) fn words(
    file: &LayerFile,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut own = Vec::new();
    let mut words = BTreeMap::new();
    if let Some(mapping) = parse(file, &mut own) {
        let mut fields = Fields::new(&mapping, &[], &RULES, &mut own);
        for entry in &mapping.entries {
            let word = fields.text_of(&entry.value, &entry.key.value);
            words.extend(word.map(|word| (entry.key.value.clone(), word.value)));
        }
    }
    tell(file, own, found);
    words
}

fn parse(file: &LayerFile, found: &mut Vec<Diagnostic>) -> Option<Mapping> {
    let text = file.text()?;
    let id = match file {
        LayerFile::Text { id, .. } => *id,
        // No file of the site: `tell` takes the place away again.
        LayerFile::Embedded(_) | LayerFile::OnDisk { .. } => FileId(u32::MAX),
    };
    yaml::parse(id, text, 0..text.len(), &RULES).collect(found)
}

/// Hands the findings on; a file that is part of the program has no place to show.
fn tell(file: &LayerFile, own: Vec<Diagnostic>, found: &mut Vec<Diagnostic>) {
    found.extend(own.into_iter().map(|diagnostic| placed(file, diagnostic)));
}

/// A finding without its place, if the file has none to show.
pub(super) fn placed(file: &LayerFile, mut diagnostic: Diagnostic) -> Diagnostic {
    if !matches!(file, LayerFile::Text { .. }) {
        diagnostic.primary = None;
        diagnostic.secondary.clear();
    }
    diagnostic
}
