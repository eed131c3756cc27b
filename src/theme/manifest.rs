//! The YAML files of a theme: `theme.yaml` and `strings/TAG.yaml`.

use std::collections::BTreeMap;

use crate::base::Spanned;
use crate::diagnostic::{BAD_THEME_FILE, DUPLICATE_KEY, Diagnostic};
use crate::yaml::{
    self, BlockRules, Fields, Key, KeyKind, Mapping, MappingEntry, ValueKind, shown,
};

use super::colour::Colour;
use super::declared::{ColourUse, Declared, Stand, Token};
use super::layer_file::{LayerFile, NO_FILE};
use super::option_kind::{OptionKind, WrittenOption};

/// The contract between templates and views that this program keeps.
pub(super) const CONTRACT: u32 = 1;

/// How the files of a theme are judged.
static RULES: BlockRules = BlockRules {
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
pub static THEME_KEYS: &[Key] = &[
    Key::new(
        "name",
        KeyKind::Text,
        "What people call it; the folder's name is the name that counts.",
    ),
    Key::new(
        "contract",
        KeyKind::Integer,
        "The contract that the templates were written for.",
    ),
    Key::new(
        "extends",
        KeyKind::Text,
        "The theme whose files stand in where this has none.",
    ),
    Key::new("description", KeyKind::Text, "For people."),
    Key::new(
        "sheets",
        KeyKind::Texts,
        "The style sheets that every page needs, in order.",
    ),
    Key::new("options", KeyKind::GroupMap(OPTION), "What a site may choose, by name."),
    Key::new("colours", KeyKind::GroupMap(COLOUR), "The colours, by name."),
    Key::new(
        "contrast",
        KeyKind::Group(CONTRAST),
        "Which colours stand on which, so that what cannot be read is found.",
    ),
];

static COLOUR: &[Key] = &[
    Key::new("light", KeyKind::Text, "On light screens, as #rrggbb."),
    Key::new("dark", KeyKind::Text, "On dark screens, as #rrggbb."),
];

static CONTRAST: &[Key] = &[
    Key::new("text", KeyKind::Anything, "The grounds of each colour of text: 4.5."),
    Key::new("large-text", KeyKind::Anything, "The grounds of each of large text: 3."),
    Key::new("interface", KeyKind::Anything, "The grounds of edges and marks: 3."),
];

/// The keys of an option.
const OPTION: &[Key] = &[
    Key::new("type", KeyKind::Choice(TYPES), "What it takes."),
    Key::new("default", KeyKind::Anything, "What holds where the site says nothing."),
    Key::new("values", KeyKind::Texts, "The words of a choice."),
    Key::new("description", KeyKind::Text, "What it changes, in a sentence for people."),
];

const TYPES: &[&str] = &["flag", "text", "number", "choice"];

/// `theme.yaml`.
#[derive(Debug, Default)]
pub(super) struct ThemeManifest {
    /// The theme whose files stand in where this one has none.
    pub(super) extends: Option<Spanned<String>>,
    /// What people call it.
    pub(super) name: Option<String>,
    /// For people.
    pub(super) description: Option<String>,
}

/// Reads `theme.yaml`; what is wrong with it is a finding at its place.
pub(super) fn read(file: &LayerFile, found: &mut Vec<Diagnostic>) -> ThemeManifest {
    let mut own = Vec::new();
    let mut manifest = ThemeManifest::default();
    if let Some(mapping) = parse(file, &mut own) {
        let mut fields = Fields::new(&mapping, THEME_KEYS, &RULES, &mut own);
        manifest.extends = fields.text("extends");
        manifest.description = fields.plain_text("description");
        manifest.name = fields.plain_text("name");
        // They have a reader of their own.
        let _others = ["sheets", "options", "colours", "contrast"]
            .map(|name| fields.value(name).is_some());
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

/// Reads `sheets` of `theme.yaml`: paths below `static/`.
pub(super) fn sheets(
    file: &LayerFile,
    found: &mut Vec<Diagnostic>,
) -> Vec<Spanned<String>> {
    let mut own = Vec::new();
    let mut sheets = Vec::new();
    if let Some(mapping) = parse(file, &mut Vec::new()) {
        sheets = Fields::new(&mapping, THEME_KEYS, &RULES, &mut own).texts("sheets");
    }
    tell(file, own, found);
    sheets
}

/// Reads `options` of `theme.yaml`; what is wrong with the file as a whole, [`read`] tells.
pub(super) fn options(
    file: &LayerFile,
    found: &mut Vec<Diagnostic>,
) -> Vec<WrittenOption> {
    let mut own = Vec::new();
    let mut options = Vec::new();
    if let Some(mapping) = parse(file, &mut Vec::new()) {
        let mut fields = Fields::new(&mapping, THEME_KEYS, &RULES, &mut own);
        let entries = fields.entries("options").map(|mapping| &mapping.entries);
        for entry in entries.into_iter().flatten() {
            let ValueKind::Mapping(mapping) = &entry.value.kind else {
                let name = &entry.key.value;
                fields.wrong_type(&entry.value, name, "a group of keys", "{type: flag}");
                continue;
            };
            let mut inner = fields.inner(mapping, OPTION);
            options.push(WrittenOption {
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

/// Reads the colours of `theme.yaml`, and which stand on which. The rest of the file is
/// judged by [`read`].
pub(super) fn colours(file: &LayerFile, found: &mut Vec<Diagnostic>) -> Declared {
    let mut own = Vec::new();
    let mut declared = Declared::default();
    if let Some(mapping) = parse(file, &mut Vec::new()) {
        let mut fields = Fields::new(&mapping, THEME_KEYS, &RULES, &mut own);
        for entry in fields.entries("colours").map_or(&[][..], |all| &all.entries) {
            let token = token(&mut fields, entry);
            declared.tokens.extend(token.map(|token| (entry.key.value.clone(), token)));
        }
        if let Some((mapping, keys)) = fields.group("contrast") {
            let mut inner = fields.inner(mapping, keys);
            stands(&mut inner, "text", ColourUse::Text, &mut declared);
            stands(&mut inner, "large-text", ColourUse::LargeText, &mut declared);
            stands(&mut inner, "interface", ColourUse::Interface, &mut declared);
            inner.finish(&[]);
        }
    }
    tell(file, own, found);
    declared
}

fn token(fields: &mut Fields<'_>, entry: &MappingEntry) -> Option<Token> {
    let name = &entry.key.value;
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(is_plain)
    {
        fields.bad_value(
            entry.key.span,
            format!("`{}` is no name of a colour", shown(name)),
            "write small letters, digits and hyphens: `on-primary`",
        );
        return None;
    }
    let ValueKind::Mapping(mapping) = &entry.value.kind else {
        let example = "{light: \"#1c2629\", dark: \"#e9eeee\"}";
        fields.wrong_type(&entry.value, name, "two colours", example);
        return None;
    };
    let mut inner = fields.inner(mapping, COLOUR);
    let light = colour(&mut inner, "light");
    let dark = colour(&mut inner, "dark");
    inner.finish(&[]);
    Some(Token { light: light?, dark: dark? })
}

fn colour(fields: &mut Fields<'_>, scheme: &str) -> Option<Spanned<Colour>> {
    let text = fields.text(scheme);
    let (written, span) =
        text.map_or((String::new(), fields.span()), |text| (text.value, text.span));
    let colour = Colour::parse(&written);
    if colour.is_none() {
        fields.bad_value(
            span,
            format!("`{}` is no colour for {scheme} screens", shown(&written)),
            format!("write it between quotation marks: `{scheme}: \"#005a70\"`"),
        );
    }
    colour.map(|colour| Spanned::new(colour, span))
}

fn stands(fields: &mut Fields<'_>, name: &str, used: ColourUse, declared: &mut Declared) {
    for entry in fields.entries(name).map_or(&[][..], |all| &all.entries) {
        let grounds = fields.texts_of(&entry.value, &entry.key.value);
        let stand = Stand { colour: entry.key.clone(), grounds };
        declared.stands.insert((used, entry.key.value.clone()), stand);
    }
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
        LayerFile::Embedded(_) | LayerFile::OnDisk { .. } => NO_FILE,
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
