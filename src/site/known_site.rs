//! What a build remembers of the site for the next one.
//!
//! Addresses, names, sections and the links of front matter follow from what articles show
//! each other: their front matter and their headings, not their prose. Where that is the
//! same, so are all tables made of it, and the links of an article go elsewhere only if the
//! article itself is another. The tables are made of articles that have lost their prose, so
//! they cannot follow from it.

use std::sync::Arc;

use rayon::prelude::*;

use super::backlink::{self, LeadsTo};
use super::links::{self, LinkFindings};
use super::related;
use super::{Findings, Horizon, Resolved, Site, Sources};
use crate::article::{Article, ArticleId};
use crate::base::{Addressed, FileId, Memo, Memory, Shared, TiVec};
use crate::config::Config;
use crate::diagnostic::Outcome;

/// The site of the last build, in parts that may be used again.
#[derive(Debug)]
pub struct KnownSite {
    /// Articles without their prose.
    bare: Memo<FileId, Arc<Article>, Arc<Article>>,
    assembled: Memo<(), Targets, Outcome<Arc<Assembled>>>,
    links: Memo<FileId, LinksInput, LinksOf>,
    neighbours: Memo<(), NeighboursInput, Neighbours>,
}

/// All that a site without the links of its articles is put together from.
#[derive(Debug, PartialEq)]
pub(super) struct Targets {
    /// Articles are without their prose.
    pub(super) sources: Sources,
    pub(super) config: Config,
    pub(super) horizon: Horizon,
}

/// The site without the links of its articles, which have lost their prose.
#[derive(Debug, PartialEq)]
pub(super) struct Assembled {
    pub(super) site: Site,
    /// What was found about links.
    pub(super) found: LinkFindings,
}

/// All that the links of an article are resolved from.
#[derive(Debug, PartialEq)]
struct LinksInput {
    id: ArticleId,
    article: Arc<Article>,
    assembled: Shared<Assembled>,
}

/// Where the links of one text go, and what was found on the way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LinksOf {
    pub(super) links: Arc<[Resolved]>,
    pub(super) leads: Addressed<[LeadsTo]>,
    pub(super) found: Findings,
}

/// All that neighbours are found from.
#[derive(Debug, PartialEq)]
struct NeighboursInput {
    assembled: Shared<Assembled>,
    /// Of each article.
    leads: TiVec<ArticleId, Addressed<[LeadsTo]>>,
}

/// Which articles have to do with each article: see [`super::Site`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Neighbours {
    pub(super) backlinks: Arc<TiVec<ArticleId, Vec<ArticleId>>>,
    pub(super) akin: Arc<TiVec<ArticleId, Vec<ArticleId>>>,
}

impl KnownSite {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> KnownSite {
        KnownSite {
            bare: Memo::new(memory),
            assembled: Memo::new(memory),
            links: Memo::new(memory),
            neighbours: Memo::new(memory),
        }
    }

    /// The site put together from its sources, without the links of its articles.
    pub(super) fn assembled(
        &self,
        sources: &Sources,
        config: &Config,
        horizon: Horizon,
        assemble: fn(&Targets) -> Outcome<Arc<Assembled>>,
    ) -> Outcome<Shared<Assembled>> {
        let bare = |article: &Arc<Article>| {
            let key = article.source.file;
            self.bare.get(key, Arc::clone(article), |all| Arc::new(all.without_prose()))
        };
        let articles: Vec<_> = sources.articles.raw.par_iter().map(bare).collect();
        let sources = Sources { articles: articles.into(), ..sources.clone() };
        let targets = Targets { sources, config: config.clone(), horizon };
        let Outcome { value, diagnostics } = self.assembled.get((), targets, assemble);
        Outcome::new(value.into(), diagnostics)
    }

    /// Where the links of an article go.
    pub(super) fn links_of(
        &self,
        id: ArticleId,
        article: &Arc<Article>,
        assembled: &Shared<Assembled>,
    ) -> LinksOf {
        let key = article.source.file;
        let (article, assembled) = (Arc::clone(article), assembled.clone());
        let input = LinksInput { id, article, assembled };
        self.links.get(key, input, |LinksInput { id, article, assembled }| {
            let mut found = Findings::default();
            let resolver = assembled.site.resolver();
            let links = links::all(&resolver, &article.source, Some(*id), &mut found);
            let leads = backlink::leads(&links).collect();
            LinksOf { links, leads, found }
        })
    }

    /// Who links to whom.
    pub(super) fn neighbours(
        &self,
        assembled: Shared<Assembled>,
        leads: TiVec<ArticleId, Addressed<[LeadsTo]>>,
    ) -> Neighbours {
        let input = NeighboursInput { assembled, leads };
        self.neighbours.get((), input, |NeighboursInput { assembled, leads }| {
            let backlinks = backlink::backlinks(&assembled.site, leads);
            let akin = related::related(&assembled.site, &backlinks);
            Neighbours { backlinks: backlinks.into(), akin: akin.into() }
        })
    }

    /// Ends a build: forgets what it did not ask for.
    pub(super) fn end_build(&mut self) {
        self.bare.end_build();
        self.assembled.end_build();
        self.links.end_build();
        self.neighbours.end_build();
    }
}
