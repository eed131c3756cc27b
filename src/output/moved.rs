//! Where the parts of pages went: for the pages that stood there once, and for those that
//! still do.

use std::collections::BTreeMap;

use crate::article::ArticleId;
use crate::base::OutputPath;
use crate::site::{Redirect, Site};
use crate::theme::view::MovedView;

use super::Making;

/// What moved away from one address.
#[derive(Debug, Default)]
pub struct Moved<'a> {
    /// The page that took its place.
    pub whole: Option<&'a Redirect>,
    /// The parts that stand elsewhere, in the order of the articles.
    pub parts: Vec<&'a Redirect>,
}

impl Moved<'_> {
    /// The one article that has all of it.
    pub(super) fn successor(&self) -> Option<ArticleId> {
        let first = self.parts.first().map(|part| part.to);
        let only = first.filter(|&to| self.parts.iter().all(|part| part.to == to));
        self.whole.map(|whole| whole.to).or(only)
    }
}

/// What moved away from each old address.
pub(super) fn moved(site: &Site) -> BTreeMap<OutputPath, Moved<'_>> {
    let mut moved: BTreeMap<OutputPath, Moved<'_>> = BTreeMap::new();
    for redirect in &*site.redirects {
        let place = moved.entry(redirect.from.output_path()).or_default();
        match redirect.fragment {
            Some(_) => place.parts.push(redirect),
            None => place.whole = Some(redirect),
        }
    }
    moved
}

impl Making<'_> {
    /// The parts of a page that stand elsewhere, as a page of a language shows them.
    pub(super) fn moved_parts(
        &self,
        language: usize,
        path: &OutputPath,
    ) -> Vec<MovedView> {
        let parts = self.moved.get(path).into_iter().flat_map(|moved| &moved.parts);
        parts.filter_map(|part| self.moved_part(language, part)).collect()
    }

    fn moved_part(&self, language: usize, part: &Redirect) -> Option<MovedView> {
        let anchor = part.fragment.clone()?;
        let link = self.article_link_from(language, part.to);
        let url = match &part.anchor {
            Some(own) => format!("{}#{own}", link.url),
            None => link.url,
        };
        let headings = &self.site.article(part.to).source.outline.headings;
        let heading = headings
            .iter()
            .find(|heading| part.anchor.as_deref() == Some(&*heading.anchor))
            .map(|heading| heading.text.to_string());
        Some(MovedView {
            anchor,
            heading,
            title: link.title,
            url,
            language: link.language,
        })
    }
}
