//! The YAML files of a theme: `theme.yaml` and `strings/TAG.yaml`.

use std::collections::BTreeMap;

use crate::base::FileId;
use crate::diagnostic::{BAD_THEME_FILE, DUPLICATE_KEY, Diagnostic};
use crate::yaml::{self, Fields, Key, Kind, Mapping, Rules};

use super::layer::LayerFile;

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
];

/// `theme.yaml`.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The theme whose files stand in where this one has none.
    pub(super) extends: Option<String>,
}

/// Reads `theme.yaml`; what is wrong with it is a finding at its place.
pub(super) fn read(file: &LayerFile, found: &mut Vec<Diagnostic>) -> Manifest {
    let mut own = Vec::new();
    let mut manifest = Manifest::default();
    if let Some(mapping) = parse(file, &mut own) {
        let mut fields = Fields::new(&mapping, KEYS, &RULES, &mut own);
        manifest.extends = fields.plain_text("extends");
        let _for_people = [fields.plain_text("name"), fields.plain_text("description")];
        let contract = fields.integer("contract");
        let span = fields.value("contract").map_or(fields.span(), |value| value.span);
        if contract.is_none_or(|contract| contract != i64::from(CONTRACT)) {
            let written =
                contract.map_or("none".to_owned(), |contract| contract.to_string());
            let message = format!(
                "this theme was written for contract {written}, and this is contract {CONTRACT}"
            );
            let help = format!(
                "bring its templates up to date, then write `contract: {CONTRACT}`"
            );
            fields
                .report(Diagnostic::new(&BAD_THEME_FILE, span, message).with_help(help));
        }
        fields.finish(&[]);
    }
    tell(file, own, found);
    manifest
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
    for mut diagnostic in own {
        if !matches!(file, LayerFile::Text { .. }) {
            diagnostic.primary = None;
            diagnostic.secondary.clear();
        }
        found.push(diagnostic);
    }
}
