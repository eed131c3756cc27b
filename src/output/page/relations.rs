//! Which texts have to do with which.

use std::sync::Arc;

use super::backlinks::Backlinks;
use super::said::Said;
use crate::article::{ArticleId, TermId};
use crate::base::{Shared, TiVec, ti_vec};
use crate::output::making::SiteMaking;
use crate::site::{Catalogue, Destination};

/// Which texts have to do with which.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Relations {
    /// The pages that link to a page.
    pub(super) backlinks: Backlinks,
    /// For each term: the listed articles that mention it or link to it, in the order of the
    /// menu.
    pub(super) used_in: TiVec<TermId, Vec<ArticleId>>,
}

/// All that relations are made from.
#[derive(Debug, PartialEq)]
pub(super) struct RelationsInput {
    pub(super) making: Shared<SiteMaking>,
    pub(super) said: Said,
}

/// Finds the relations out.
pub(super) fn relations(
    RelationsInput { making, said }: &RelationsInput,
) -> Arc<Relations> {
    let backlinks = Backlinks::new(&making.site, said);
    Arc::new(Relations { backlinks, used_in: used_in(&making.site, said) })
}

/// For each term: the listed articles that mention it or link to it, each once.
fn used_in(site: &Catalogue, said: &Said) -> TiVec<TermId, Vec<ArticleId>> {
    let mut used_in: TiVec<TermId, Vec<ArticleId>> =
        ti_vec![Vec::new(); site.terms.len()];
    for tree in &*site.sections {
        let articles = tree.articles().into_iter();
        for article in articles.filter(|id| !site.article(*id).front_matter.is_unlisted) {
            let said = said.of_article(article);
            let linked = said.quotes.iter().filter_map(|quote| match quote.to {
                Destination::Term { id, .. } => Some(id),
                _ => None,
            });
            for term in said.mentioned.iter().copied().chain(linked) {
                let articles = &mut used_in[term];
                // Mentions of one page come together, so the last entry tells.
                if articles.last() != Some(&article) {
                    articles.push(article);
                }
            }
        }
    }
    used_in
}
