//! Which articles link to an article.

use std::collections::BTreeSet;

use super::{Destination, Resolved, SectionTree, Site};
use crate::article::ArticleId;

/// For each article: the listed articles that link to it, in the order of the menu, each
/// once, without itself. A link in a snippet is a link of every page that includes it.
pub(super) fn backlinks(site: &Site) -> Vec<Vec<ArticleId>> {
    let mut backlinks: Vec<Vec<ArticleId>> =
        vec![Vec::new(); site.sources.articles.len()];
    let articles = site.sections.iter().flat_map(SectionTree::articles);
    let articles = articles.chain(site.glossary.intros.iter().flatten().copied());
    for from in articles.filter(|from| site.visibility[from.0 as usize].is_listed()) {
        let mut seen = BTreeSet::new();
        let links = &site.article_links[from.0 as usize];
        let mut pending: Vec<&Resolved> = links.iter().rev().collect();
        while let Some(link) = pending.pop() {
            match &link.destination {
                Destination::Article { id, .. } if *id != from => {
                    let known = &mut backlinks[id.0 as usize];
                    // Links of one page come together, so the last entry tells.
                    if known.last() != Some(&from) {
                        known.push(from);
                    }
                }
                Destination::Snippet { id, .. } if seen.insert(*id) => {
                    pending.extend(site.snippet_links[*id as usize].iter().rev());
                }
                _ => {}
            }
        }
    }
    backlinks
}
