//! A site between two steps: put together, but for the links of its articles.

use std::sync::Arc;

use super::links::LinkFindings;
use super::{Site, Sources, heading};
use crate::article::ArticleId;

/// Articles with their addresses, names and sections, and all their links but those in the
/// texts of articles.
#[derive(Debug, Clone)]
pub struct Unlinked {
    pub(super) site: Site,
    pub(super) found: LinkFindings,
}

/// Which articles have to do with each article: see [`Site`].
#[derive(Debug, Clone)]
pub(super) struct Neighbours {
    pub(super) backlinks: Arc<[Vec<ArticleId>]>,
    pub(super) akin: Arc<[Vec<ArticleId>]>,
}

impl Unlinked {
    /// The same tables for other sources, which show each other what those before did.
    pub(super) fn of(self, mut sources: Sources) -> Self {
        heading::read_as(&mut sources, &self.site.sources);
        Unlinked { site: Site { sources, ..self.site }, found: self.found }
    }
}
