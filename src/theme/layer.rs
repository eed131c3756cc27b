//! Which files a theme is made of: the site's own over the embedded ones, the theme over
//! the one that it extends.
//!
//! Layers are never merged: a template of a lower layer stays reachable under its theme's
//! name (`default/article.html`), so that one that replaces it can extend it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Span, Spanned};
use crate::diagnostic::{BAD_THEME_FILE, Diagnostic, UNKNOWN_THEME, nearest};
use crate::source::{SourceContent, SourceFile};

use super::DEFAULT_THEME;
use super::layer_file::LayerFile;
use super::manifest;

/// Every file of the repository's `themes/`, sorted: path below it, content.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// How many themes may extend one another.
const DEEPEST_CHAIN: usize = 8;

/// The layers of a theme, the one that wins first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layers {
    pub(super) layers: Vec<Layer>,
}

/// The files of one theme from one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layer {
    /// The theme's name.
    pub(super) theme: String,
    /// What its templates' names begin with; empty for the layer that wins.
    pub(super) prefix: String,
    /// Its files, by path below the theme's folder.
    pub(super) files: BTreeMap<String, LayerFile>,
}

impl Layers {
    /// The files below `folder` (with its final slash), the winner of each path first met.
    pub(super) fn below(&self, folder: &str) -> BTreeMap<&str, &LayerFile> {
        let mut files = BTreeMap::new();
        for layer in &self.layers {
            for (path, file) in &layer.files {
                if let Some(inside) = path.strip_prefix(folder) {
                    files.entry(inside).or_insert(file);
                }
            }
        }
        files
    }
}

/// The names of all themes, sorted.
pub(super) fn known(site_files: &[&SourceFile]) -> Vec<String> {
    let embedded = EMBEDDED.iter().map(|(path, _)| *path);
    let own = site_files.iter().map(|file| file.path.as_str());
    let names = embedded.chain(own).filter_map(|path| Some(path.split_once('/')?.0));
    names.collect::<BTreeSet<_>>().into_iter().map(str::to_owned).collect()
}

/// The layers of the theme `name`; those of the default theme if there is no such theme.
pub(super) fn stack(
    name: &str,
    site_files: &[&SourceFile],
    found: &mut Vec<Diagnostic>,
) -> Layers {
    let known = known(site_files);
    let mut chain: Vec<String> = Vec::new();
    let mut layers = Vec::new();
    let mut next = Some(name.to_owned());
    // Where the name of the next one is written, if that is in a file of the site.
    let mut asked = None;
    while let Some(theme) = next.take() {
        if !known.contains(&theme) {
            found.push(unknown(&theme, &known, asked.take()));
            next = (!chain.iter().any(|t| t == DEFAULT_THEME))
                .then(|| DEFAULT_THEME.to_owned());
            continue;
        }
        let own = own_files(&theme, site_files);
        let embedded = embedded_files(&theme);
        let extends = extended(&theme, &own, &embedded, found);
        let place = extends.as_ref().filter(|_| own.contains_key("theme.yaml"));
        asked = place.map(|extends| extends.span);
        next = extends.map(|extends| extends.value);
        if !own.is_empty() {
            let prefix = match (layers.is_empty(), embedded.is_empty()) {
                (true, _) => String::new(),
                (false, true) => format!("{theme}/"),
                (false, false) => format!("site/{theme}/"),
            };
            layers.push(Layer { theme: theme.clone(), prefix, files: own });
        }
        if !embedded.is_empty() {
            let prefix = format!("{theme}/");
            layers.push(Layer { theme: theme.clone(), prefix, files: embedded });
        }
        chain.push(theme);
        if let Some(again) = next.take_if(|theme| chain.contains(theme)) {
            let message = format!("the theme `{again}` extends itself");
            found.push(Diagnostic::about_site(&BAD_THEME_FILE, message).with_help(
                format!(
                    "take `extends: {again}` out of one of these: {}",
                    chain.join(", ")
                ),
            ));
        }
        if chain.len() >= DEEPEST_CHAIN || next.is_none() {
            let ends = chain.iter().any(|theme| theme == DEFAULT_THEME);
            next = (!ends).then(|| DEFAULT_THEME.to_owned());
        }
    }
    Layers { layers }
}

/// `asked` is the place of an `extends`; where it is none, `theme` in `site.yaml` asked.
fn unknown(theme: &str, known: &[String], asked: Option<Span>) -> Diagnostic {
    let message = format!("there is no theme `{theme}`");
    let near = nearest(theme, known.iter().map(String::as_str)).unwrap_or(DEFAULT_THEME);
    let key = if asked.is_some() { "extends" } else { "theme" };
    let help = format!("write `{key}: {near}`, or add `themes/{theme}/theme.yaml`");
    let mut unknown = Diagnostic::about_site(&UNKNOWN_THEME, message).with_help(help);
    unknown.primary = asked;
    unknown
}

/// The theme that `theme` extends, by its `theme.yaml`. Every theme but the default one
/// extends the default one if it does not say otherwise.
fn extended(
    theme: &str,
    own: &BTreeMap<String, LayerFile>,
    embedded: &BTreeMap<String, LayerFile>,
    found: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    let Some(file) = own.get("theme.yaml").or_else(|| embedded.get("theme.yaml")) else {
        let message = format!("the theme `{theme}` has no `theme.yaml`");
        let help = format!(
            "write `contract: {}` into `themes/{theme}/theme.yaml`",
            manifest::CONTRACT
        );
        found.push(Diagnostic::about_site(&BAD_THEME_FILE, message).with_help(help));
        return None;
    };
    manifest::read(file, found).extends
}

pub(super) fn own_files(
    theme: &str,
    site_files: &[&SourceFile],
) -> BTreeMap<String, LayerFile> {
    let mut files = BTreeMap::new();
    for file in site_files {
        let Some((_, path)) =
            file.path.as_str().split_once('/').filter(|(name, _)| *name == theme)
        else {
            continue;
        };
        let content = match &file.content {
            SourceContent::Text { text, .. } => LayerFile::Text {
                id: file.id,
                shown: file.shown.clone(),
                text: Arc::clone(text),
            },
            // Its own finding says why it could not be read.
            SourceContent::Undecodable => continue,
            SourceContent::Binary { location, size, .. } => {
                LayerFile::OnDisk { location: location.clone(), size: *size }
            }
        };
        files.insert(path.to_owned(), content);
    }
    files
}

pub(super) fn embedded_files(theme: &str) -> BTreeMap<String, LayerFile> {
    let inside = |path: &'static str| path.strip_prefix(theme)?.strip_prefix('/');
    EMBEDDED
        .iter()
        .filter_map(|(path, bytes)| {
            Some((inside(path)?.to_owned(), LayerFile::Embedded(bytes)))
        })
        .collect()
}
