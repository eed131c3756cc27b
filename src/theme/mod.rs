//! How pages look: templates, strings and assets of a theme, the site's own files over the
//! embedded ones. The only folder that names Tera.
//!
//! Views go in, HTML comes out. A template sees the view it is handed and nothing else;
//! there is no function that asks the site for more.

mod asset;
mod block;
mod brand;
mod colour;
mod colour_pairs;
mod colours;
mod declared;
mod fault;
mod font;
mod foreign;
mod gauge;
mod inventory;
mod layer;
mod layer_file;
mod manifest;
mod nav;
mod option;
mod option_kind;
mod render;
mod sample;
mod sheet;
mod strings;
mod template;
mod template_source;
mod trial;
pub mod view;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::source::SourceFile;

use declared::Declared;
use layer::Layers;
use strings::Strings;
use template::Templates;

pub use asset::ThemeAsset;
pub use block::Blocks;
pub use brand::SITE_SHEET;
pub use font::{Face, FallbackFace, FontFault, fallbacks};
pub use inventory::{Ejected, ThemeFile, ThemeSummary, eject, themes};
pub use manifest::THEME_KEYS;
pub use nav::{Current, PlacedMenu, RenderedMenu};
pub use option::ThemeOption;
pub use option_kind::OptionKind;
pub use render::SharedView;
pub use strings::Phrase;
pub use view::SectionMenu;

/// The name of the theme that every other theme extends.
pub const DEFAULT_THEME: &str = "default";

/// Bytes that a page may have, and so whatever a template renders.
pub const MOST_PAGE_BYTES: usize = 20_000_000;

/// The ids that the templates of the default theme use. They hold an underscore, which no
/// anchor made from a heading can; only an author's own `{#id}` could meet them.
pub const RESERVED_IDS: &[&str] = &[
    "main_content",
    "page_contents",
    "page_filter",
    "page_guide",
    "page_letters",
    "page_search",
    "search_none_title",
    "search_options",
    "site_search",
    "site_urgent",
];

/// The themes that a site uses.
#[derive(Debug, Clone)]
pub struct Themes {
    /// The site's own.
    pub own: Arc<Theme>,
    /// Those of audiences.
    pub others: Vec<Arc<Theme>>,
}

/// A theme, ready to render.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    name: String,
    layers: Layers,
    templates: Templates,
    strings: Strings,
    colours: Declared,
    sheets: Vec<String>,
    options: Vec<ThemeOption>,
    blocks: Arc<Blocks>,
}

impl Theme {
    /// Puts the theme `name` together for a site in `languages` (BCP 47 tags).
    ///
    /// `site_files` are the site's own theme files, of any theme. An unknown theme is a
    /// finding, and the default theme takes its place; a broken template is a finding, and
    /// the template of the same name that it would have replaced takes its place.
    pub fn load(
        name: &str,
        site_files: &[&SourceFile],
        languages: &[&str],
    ) -> Outcome<Theme> {
        let mut found = Vec::new();
        let layers = layer::stack(name, site_files, &mut found);
        let templates = template::compile(&layers, &mut found);
        let strings = strings::read(&layers, languages, &mut found);
        let options = option::read(&layers, &mut found);
        let colours = colours::read(&layers, &mut found);
        let sheets = sheet::read(&layers, &mut found);
        let theme = Theme {
            name: name.to_owned(),
            blocks: Arc::new(Blocks::new(&templates)),
            layers,
            templates,
            strings,
            colours,
            sheets,
            options,
        };
        Outcome::new(theme, found)
    }

    /// The name that it was asked for by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its blocks are rendered with.
    pub fn blocks(&self) -> &Arc<Blocks> {
        &self.blocks
    }

    /// Every word that the theme says, in the language with this tag. A word that is
    /// missing is taken from the language without region, then from English.
    pub fn strings(&self, tag: &str) -> std::collections::BTreeMap<String, String> {
        self.strings.in_language(tag)
    }

    /// Every word that the theme has in English, in their order, and what the language with this
    /// tag has for it.
    pub fn translation(&self, tag: &str) -> Vec<Phrase> {
        self.strings.translation(tag)
    }

    /// Everything below `static/` but the [sheets](Self::sheets) that every page needs, by
    /// path below it, in order of path.
    pub fn assets(&self) -> impl Iterator<Item = (&str, ThemeAsset<'_>)> {
        let is_joined = |name: &str| self.sheets.iter().any(|sheet| sheet == name);
        asset::assets(&self.layers).filter(move |(name, _)| !is_joined(name))
    }

    /// The names of all page templates, without `.html`, in alphabetical order.
    pub fn template_names(&self) -> Vec<String> {
        self.templates
            .names()
            .iter()
            .filter(|name| !name.contains('/'))
            .filter_map(|name| name.strip_suffix(".html"))
            .map(str::to_owned)
            .collect()
    }

    /// Whether the theme has the template, named as authors do: with or without `.html`.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.contains(&template::file_name(name))
    }
}

/// Adds a finding about one place of a theme file.
fn report(found: &mut Vec<Diagnostic>, diagnostic: Diagnostic) {
    if !found.contains(&diagnostic) {
        found.push(diagnostic);
    }
}
