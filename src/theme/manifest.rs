//! The YAML files of a theme: `theme.yaml` and `strings/TAG.yaml`. The only file here that
//! names a YAML library.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::base::Span;
use crate::diagnostic::{BAD_THEME_FILE, Diagnostic};

use super::layer::LayerFile;

/// The contract between templates and views that this program keeps.
pub(super) const CONTRACT: u32 = 1;

/// `theme.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// The contract that the templates were written for.
    pub(super) contract: u32,
    /// The theme whose files stand in where this one has none.
    #[serde(default)]
    pub(super) extends: Option<String>,
    /// For people; the folder's name is the name that counts.
    #[serde(default, rename = "name")]
    _name: Option<String>,
    /// For people.
    #[serde(default, rename = "description")]
    _description: Option<String>,
}

/// Reads `theme.yaml`; what is wrong with it is a finding at its place.
pub(super) fn read(file: &LayerFile, found: &mut Vec<Diagnostic>) -> Manifest {
    let manifest: Manifest = parse(file, found)
        .unwrap_or(Manifest { contract: CONTRACT, ..Manifest::default() });
    if manifest.contract != CONTRACT {
        let message = format!(
            "this theme was written for contract {}, and this is contract {CONTRACT}",
            manifest.contract
        );
        let help =
            format!("bring its templates up to date, then write `contract: {CONTRACT}`");
        found.push(at(file, 0, message).with_help(help));
    }
    manifest
}

/// Reads `strings/TAG.yaml`: a map of names to words.
pub(super) fn words(
    file: &LayerFile,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    if file.text().is_some_and(|text| text.trim().is_empty()) {
        return BTreeMap::new();
    }
    parse(file, found).unwrap_or_default()
}

fn parse<T: DeserializeOwned>(
    file: &LayerFile,
    found: &mut Vec<Diagnostic>,
) -> Option<T> {
    let text = file.text()?;
    match serde_yaml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let place = error.location();
            let offset = place.as_ref().map_or(0, serde_yaml::Location::index);
            found.push(at(file, offset, plain(&error.to_string())));
            None
        }
    }
}

/// The library's message without the place that it ends with: the finding has its own.
fn plain(message: &str) -> String {
    let end = message.find(" at line ").unwrap_or(message.len());
    message[..end].to_owned()
}

fn at(file: &LayerFile, offset: usize, message: String) -> Diagnostic {
    match file {
        LayerFile::Text { id, text, .. } => {
            let start = offset.min(text.len());
            let end =
                text[start..].find('\n').map_or(text.len(), |length| start + length);
            Diagnostic::new(&BAD_THEME_FILE, Span::new(*id, start..end), message)
        }
        LayerFile::Embedded(_) | LayerFile::OnDisk { .. } => {
            Diagnostic::about_site(&BAD_THEME_FILE, message)
        }
    }
}
