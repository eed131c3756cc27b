//! Which texts have to do with which: made of what they say, and not of how they say it, so
//! that it is the same after most edits of a text.

use std::sync::Arc;

use super::AllFacts;
use super::backlinks::Backlinks;
use crate::article::{ArticleId, TermId};
use crate::html::{Facts, Mention, Quote};
use crate::output::{Making, Memos};
use crate::site::{Assembly, Destination, Site};

/// Which texts have to do with which.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::output) struct Relations {
    /// The pages that link to a page.
    pub(super) backlinks: Backlinks,
    /// For each term: the listed articles that mention it or link to it, in the order of the
    /// menu.
    pub(super) used_in: Vec<Vec<ArticleId>>,
}

/// All that relations are made from.
#[derive(Debug, PartialEq)]
pub(in crate::output) struct RelationsInput {
    assembly: Assembly,
    said: Said,
}

/// What all texts say.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    articles: Vec<SaidBy>,
    terms: Vec<SaidBy>,
}

/// What a text says of others, wherever it stands in it.
#[derive(Debug)]
pub(super) struct SaidBy(Arc<Facts>);

impl PartialEq for SaidBy {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || self.quotes() == other.quotes() && self.mentioned().eq(other.mentioned())
    }
}

impl SaidBy {
    /// The sentences that link.
    pub(super) fn quotes(&self) -> &[Quote] {
        &self.0.quotes
    }

    /// The terms that it mentions.
    fn mentioned(&self) -> impl Iterator<Item = TermId> {
        self.0.mentions.iter().map(|Mention { term, .. }| *term)
    }
}

impl Said {
    fn new(facts: &AllFacts) -> Said {
        let said = |facts: &[Arc<Facts>]| facts.iter().cloned().map(SaidBy).collect();
        Said { articles: said(&facts.articles), terms: said(&facts.terms) }
    }

    /// What the text of an article says.
    pub(super) fn of_article(&self, id: ArticleId) -> &SaidBy {
        &self.articles[id.0 as usize]
    }

    /// What the definition of a term says.
    pub(super) fn of_term(&self, id: TermId) -> &SaidBy {
        &self.terms[id.0 as usize]
    }
}

/// Finds the relations out, or knows them from the last build.
pub(super) fn relations(
    making: &Making<'_>,
    facts: &AllFacts,
    memos: &Memos,
) -> Arc<Relations> {
    let site = making.site;
    let input = RelationsInput { assembly: site.assembly(), said: Said::new(facts) };
    memos.relations.get((), input, |RelationsInput { said, .. }| {
        let backlinks = Backlinks::new(site, said);
        Arc::new(Relations { backlinks, used_in: used_in(site, said) })
    })
}

/// For each term: the listed articles that mention it or link to it, each once.
fn used_in(site: &Site, said: &Said) -> Vec<Vec<ArticleId>> {
    let mut used_in: Vec<Vec<ArticleId>> = vec![Vec::new(); site.sources.terms.len()];
    for tree in &*site.sections {
        for article in tree.articles() {
            let said = said.of_article(article);
            let linked = said.quotes().iter().filter_map(|quote| match quote.to {
                Destination::Term { id, .. } => Some(id),
                _ => None,
            });
            for term in said.mentioned().chain(linked) {
                let articles = &mut used_in[term.0 as usize];
                // Mentions of one page come together, so the last entry tells.
                if articles.last() != Some(&article) {
                    articles.push(article);
                }
            }
        }
    }
    used_in
}
