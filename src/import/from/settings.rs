//! The settings of another generator's site: where its articles stand, and what it does not
//! publish.

use std::fs;
use std::path::{Path, PathBuf};

use super::Generator;
use super::format::{SettingsFormat, yaml_key};
use super::unpublished::Unpublished;
use crate::base::ContentPath;
use crate::disk::{self, SymbolicLinks};

/// The largest file of settings.
const MOST_SETTINGS: u64 = 5_000_000;

/// Where what is looked for stands.
#[derive(Debug)]
pub(super) struct Folders {
    pub(super) articles: PathBuf,
    pub(super) settings: PathBuf,
}

/// The folders of a site, of which either the whole or its articles were named.
pub(super) fn folders(place: &Path, generator: Generator) -> Folders {
    let (usual, names): (&str, &[&str]) = match generator {
        Generator::Hugo => ("content", HUGO),
        Generator::Mkdocs => ("docs", MKDOCS),
        Generator::Mdbook => ("src", &["book.toml"]),
        Generator::Obsidian => ("", &[]),
    };
    let own = inner_folder(place, generator);
    let inner = own.as_deref().unwrap_or(usual);
    if !inner.is_empty() && place.join(inner).is_dir() {
        return Folders { articles: place.join(inner), settings: place.to_owned() };
    }
    // The articles alone were named: the settings lie above them.
    let above = fs::canonicalize(place).ok().and_then(|place| {
        let above = place.parent()?.to_owned();
        names.iter().any(|name| above.join(name).is_file()).then_some(above)
    });
    let has_settings = names.iter().any(|name| place.join(name).is_file());
    let settings = above.filter(|_| !has_settings).unwrap_or_else(|| place.to_owned());
    Folders { articles: place.to_owned(), settings }
}

/// The settings of Hugo and of `MkDocs`, by their names of today and of before.
const HUGO: &[&str] = &[
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
];
const MKDOCS: &[&str] = &["mkdocs.yml", "mkdocs.yaml"];

/// The folder that the settings say the articles are in.
fn inner_folder(place: &Path, generator: Generator) -> Option<String> {
    let text_of = |name: &str, keys: &[&str]| {
        let text = read(&place.join(name))?;
        let format = SettingsFormat::of_file(name)?;
        if format == SettingsFormat::Yaml {
            return yaml_key(&text, keys.last()?)?.as_text().map(str::to_owned);
        }
        let mut mapping = format.read(&text).ok()?;
        let (last, groups) = keys.split_last()?;
        for group in groups {
            let entry = mapping.get(group)?.clone();
            let crate::yaml::ValueKind::Mapping(inner) = entry.value.kind else {
                return None;
            };
            mapping = inner;
        }
        mapping.get(last)?.value.as_text().map(str::to_owned)
    };
    let found = match generator {
        Generator::Hugo => HUGO.iter().find_map(|name| text_of(name, &["contentDir"])),
        Generator::Mkdocs => MKDOCS.iter().find_map(|name| text_of(name, &["docs_dir"])),
        Generator::Mdbook => text_of("book.toml", &["book", "src"]),
        Generator::Obsidian => None,
    };
    // A folder elsewhere was not named by who imports.
    let inside = ContentPath::resolve("", found?.trim_end_matches('/'))?;
    Some(inside.as_str().to_owned())
}

/// Reads what the settings say is not published.
pub(super) fn unpublished(folder: &Path, generator: Generator, to: &mut Unpublished) {
    match generator {
        Generator::Hugo => {
            let usual = HUGO
                .iter()
                .flat_map(|name| [(*name).to_owned(), format!("config/_default/{name}")]);
            let parts = ["toml", "yaml", "yml", "json"]
                .map(|ending| format!("config/_default/cascade.{ending}"));
            for name in usual.chain(parts) {
                cascade_of(folder, &name, to);
            }
        }
        Generator::Mkdocs => {
            let text = MKDOCS.iter().find_map(|name| read(&folder.join(name)));
            let patterns = |key: &str| {
                let value = yaml_key(text.as_deref()?, key)?;
                value.as_text().map(str::to_owned)
            };
            // These it keeps out unless a later line takes one back.
            let own = patterns("exclude_docs").unwrap_or_default();
            to.patterns("exclude_docs", &format!(".*\n/templates/\n{own}"));
            if let Some(drafts) = patterns("draft_docs") {
                to.patterns("draft_docs", &drafts);
            }
        }
        Generator::Mdbook | Generator::Obsidian => {}
    }
}

/// What a file of Hugo's settings hands down to all pages.
fn cascade_of(folder: &Path, name: &str, to: &mut Unpublished) {
    let Some((text, format)) =
        read(&folder.join(name)).zip(SettingsFormat::of_file(name))
    else {
        return;
    };
    if format == SettingsFormat::Yaml && !name.contains("cascade") {
        if let Some(value) = yaml_key(&text, "cascade") {
            to.cascade(&value, "", name);
        }
        return;
    }
    let Ok(mapping) = format.read(&text) else { return };
    if let Some(entry) = mapping.get("cascade") {
        to.cascade(&entry.value, "", name);
    } else if name.contains("cascade") {
        let kind = crate::yaml::ValueKind::Mapping(mapping.clone());
        let value = crate::yaml::Value { span: mapping.span, kind, is_plain: false };
        to.cascade(&value, "", name);
    }
}

fn read(place: &Path) -> Option<String> {
    let bytes = disk::read(place, SymbolicLinks::Refuse, MOST_SETTINGS).ok()?;
    Some(crate::import::html::decode(&bytes).replace("\r\n", "\n"))
}
