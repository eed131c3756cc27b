//! What the blocks of a theme are rendered with.
//!
//! A body is written with the blocks of its theme and with nothing else of it. They have an
//! engine of their own, in which only their templates are, so that the bodies of all pages
//! need not be written again when the template of a page changes, and cannot be stale if
//! they are not.

use super::template::Templates;

/// The blocks of a theme, ready to be rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct Blocks {
    pub(super) templates: Templates,
    kinds: Vec<String>,
}

impl Blocks {
    /// The blocks among all templates of a theme.
    pub(super) fn new(all: &Templates) -> Self {
        let templates = all.of_blocks();
        let names = templates.names().iter();
        let kinds = names
            .filter_map(|name| name.strip_prefix("blocks/")?.strip_suffix(".html"))
            .map(str::to_owned)
            .collect();
        Blocks { templates, kinds }
    }

    /// The kinds of blocks that the theme knows, in alphabetical order.
    pub fn kinds(&self) -> &[String] {
        &self.kinds
    }
}
