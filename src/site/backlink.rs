//! Which articles link to an article.

use std::collections::BTreeSet;

use super::{Destination, Resolved, SectionTree, Site};
use crate::article::{ArticleId, SnippetId};
use crate::base::{Addressed, TiSlice, TiVec, ti_vec};

/// Where a link leads, as far as it makes pages neighbours: wherever it stands in its text,
/// and to whatever part of the page it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeadsTo {
    /// To an article.
    Article(ArticleId),
    /// To the links of a snippet.
    Snippet(SnippetId),
}

/// Where links lead, in their order.
pub(super) fn leads(links: &[Resolved]) -> impl DoubleEndedIterator<Item = LeadsTo> + '_ {
    links.iter().filter_map(|link| match link.destination {
        Destination::Article { id, .. } => Some(LeadsTo::Article(id)),
        Destination::Snippet { id, .. } => Some(LeadsTo::Snippet(id)),
        _ => None,
    })
}

/// For each article: the listed articles that link to it, in the order of the menu, each
/// once, without itself. A link in a snippet is a link of every page that includes it.
/// `leads_of` are those of each article.
pub(super) fn backlinks(
    site: &Site,
    leads_of: &TiSlice<ArticleId, Addressed<[LeadsTo]>>,
) -> TiVec<ArticleId, Vec<ArticleId>> {
    let mut backlinks: TiVec<ArticleId, Vec<ArticleId>> =
        ti_vec![Vec::new(); leads_of.len()];
    let articles = site.sections.iter().flat_map(SectionTree::articles);
    let articles = articles.chain(site.glossary.intros.iter().flatten().copied());
    for from in articles.filter(|from| site.visibility[*from].is_listed()) {
        let mut seen = BTreeSet::new();
        let own = &leads_of[from];
        let mut pending: Vec<LeadsTo> = own.iter().rev().copied().collect();
        while let Some(lead) = pending.pop() {
            match lead {
                LeadsTo::Article(id) if id != from => {
                    let known = &mut backlinks[id];
                    // Links of one page come together, so the last entry tells.
                    if known.last() != Some(&from) {
                        known.push(from);
                    }
                }
                LeadsTo::Snippet(id) if seen.insert(id) => {
                    pending.extend(leads(&site.snippet_links[id]).rev());
                }
                LeadsTo::Article(_) | LeadsTo::Snippet(_) => {}
            }
        }
    }
    backlinks
}
