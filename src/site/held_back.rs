//! Files that only texts lead to which readers do not get: what belongs to a draft waits with
//! it, and what belongs to a page that was withdrawn goes with it.
//!
//! A file that nothing leads to is published: its address may stand in a letter.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{AssetId, Destination, Resolved, Site};
use crate::article::{ArticleId, SnippetId, Source};

impl Site {
    /// Finds them. `others` are the texts of the site that are no pages, such as `site.yaml`
    /// and those in `data/`: what one of them names is published.
    pub fn hold_back_files(&mut self, others: &[&str]) {
        let seen = Seen::of(self);
        let hidden = self.hidden(&seen);
        let used = self.files_of(&seen);
        let unused = hidden.into_iter().filter(|id| !used.contains(id));
        let held_back: BTreeSet<AssetId> = unused
            .filter(|id| {
                let name = self.sources.assets[*id].path.file_name();
                let encoded = name.replace(' ', "%20");
                let names = |text: &str| text.contains(name) || text.contains(&encoded);
                !seen.texts.iter().any(|(source, _)| names(&source.text))
                    && !others.iter().copied().any(names)
            })
            .collect();
        self.catalogue.held_back_files = Arc::new(held_back);
    }

    /// All texts, each with where its links go.
    fn texts(&self) -> impl Iterator<Item = (&Source, &[Resolved])> {
        let articles = self.sources.articles.iter().map(|article| &article.source);
        let terms = self.sources.terms.iter().map(|term| &term.source);
        let snippets = self.sources.snippets.iter().map(|snippet| &snippet.source);
        let links = self.article_links.iter().chain(self.term_links.iter());
        let links = links.chain(self.snippet_links.iter()).map(AsRef::as_ref);
        articles.chain(terms).chain(snippets).zip(links)
    }

    /// The files to which texts lead that readers do not get.
    fn hidden(&self, seen: &Seen<'_>) -> BTreeSet<AssetId> {
        let shown: BTreeSet<_> =
            seen.texts.iter().map(|(source, _)| source.file).collect();
        let texts = self.texts().filter(|(source, _)| !shown.contains(&source.file));
        let mut files: BTreeSet<AssetId> =
            texts.flat_map(|(_, links)| files(links)).collect();
        files.extend(self.front_matter_files(|id| !self.visibility[id].is_listed()));
        files
    }

    /// The files to which texts lead that readers get.
    fn files_of(&self, seen: &Seen<'_>) -> BTreeSet<AssetId> {
        let mut files: BTreeSet<AssetId> =
            seen.texts.iter().flat_map(|(_, links)| files(links)).collect();
        files.extend(self.front_matter_files(|id| self.visibility[id].is_listed()));
        files
    }

    fn front_matter_files(
        &self,
        is_wanted: impl Fn(ArticleId) -> bool + Copy,
    ) -> impl Iterator<Item = AssetId> {
        let ids = self.article_ids().filter(move |&id| is_wanted(id));
        ids.flat_map(|id| {
            self.format_files[id].iter().flatten().copied().chain(self.images[id])
        })
    }
}

/// The texts that readers get, and those of the snippets in them.
struct Seen<'s> {
    texts: Vec<(&'s Source, &'s [Resolved])>,
}

impl<'s> Seen<'s> {
    fn of(site: &'s Site) -> Self {
        let articles = site.sources.articles.iter_enumerated();
        let articles = articles
            .filter(|(id, _)| site.visibility[*id].is_listed())
            .map(|(id, article)| (&article.source, &*site.article_links[id]));
        let terms = site.sources.terms.iter_enumerated();
        let terms = terms
            .filter(|(id, _)| site.glossary.visibility[*id].is_listed())
            .map(|(id, term)| (&term.source, &*site.term_links[id]));
        let mut texts: Vec<_> = articles.chain(terms).collect();
        let mut met = BTreeSet::new();
        let mut next = 0;
        while let Some((_, links)) = texts.get(next).copied() {
            next += 1;
            let new = snippets(links).filter(|id| met.insert(*id));
            texts.extend(
                new.map(|id| {
                    (&site.sources.snippets[id].source, &*site.snippet_links[id])
                }),
            );
        }
        Seen { texts }
    }
}

fn files(links: &[Resolved]) -> impl Iterator<Item = AssetId> {
    links.iter().filter_map(|link| match link.destination {
        Destination::File { asset, .. } => Some(asset),
        _ => None,
    })
}

fn snippets(links: &[Resolved]) -> impl Iterator<Item = SnippetId> {
    links.iter().filter_map(|link| match link.destination {
        Destination::Snippet { id, .. } => Some(id),
        _ => None,
    })
}
