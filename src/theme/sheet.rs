//! The style sheets that every page needs, which are published as one: each sheet that a page
//! asks for delays what is painted first.

use crate::base::{Span, Spanned};
use crate::diagnostic::{BAD_THEME_FILE, Diagnostic, did_you_mean};
use crate::yaml::shown;

use super::Theme;
use super::layer::Layers;
use super::layer_file::NO_FILE;
use super::manifest;

/// The folder of a theme that holds what is published.
const FOLDER: &str = "static/";

/// The sheets that the `theme.yaml` of a theme and of those that it extends name, in the
/// order in which browsers read them. One that there is not is reported.
pub(super) fn read(layers: &Layers, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let files = layers.below(FOLDER);
    let mut sheets: Vec<String> = Vec::new();
    for layer in layers.layers.iter().rev() {
        let Some(file) = layer.files.get("theme.yaml") else { continue };
        for sheet in manifest::sheets(file, found) {
            if files.get(sheet.value.as_str()).is_none_or(|file| file.text().is_none()) {
                found.push(missing(&sheet, files.keys().copied()));
            } else if !sheets.contains(&sheet.value) {
                sheets.push(sheet.value);
            }
        }
    }
    sheets
}

fn missing<'f>(
    sheet: &Spanned<String>,
    known: impl Iterator<Item = &'f str>,
) -> Diagnostic {
    let name = shown(&sheet.value);
    let message = format!("there is no style sheet `{FOLDER}{name}`");
    let mut missing = Diagnostic::about_site(&BAD_THEME_FILE, message);
    missing.primary = Some(sheet.span).filter(|span: &Span| span.file != NO_FILE);
    let otherwise =
        format!("add it to the theme's folder `{FOLDER}`, or take it out here");
    missing.with_help(did_you_mean(&sheet.value, known, otherwise))
}

impl Theme {
    /// The sheets that every page needs, in the order in which browsers read them. They are
    /// no assets: they are published as one, after the site's colours.
    pub fn sheets(&self) -> impl Iterator<Item = &str> {
        let files = self.layers.below(FOLDER);
        self.sheets.iter().filter_map(move |path| files.get(path.as_str())?.text())
    }
}
