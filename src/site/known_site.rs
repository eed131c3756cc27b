//! What a build remembers of the site for the next one.
//!
//! Addresses, names, sections and the links of front matter follow from what articles show
//! each other: their front matter and their headings, not their prose. That is compared once
//! per build; where it is the same, so are all tables made of it, and the links of an article
//! go elsewhere only if the article itself is another.

use std::sync::Arc;

use super::links::Answers;
use super::unlinked::{Neighbours, Unlinked};
use super::{Destination, Horizon, Resolved, Site, Sources};
use crate::article::{Article, Snippet, Term};
use crate::base::{FileId, Memo};
use crate::config::Config;
use crate::diagnostic::Outcome;
use crate::markdown::{Heading, LinkKind, Outline, Speechless};
use crate::records::Records;
use crate::source::SourceFile;

/// The site of the last build, in parts that may be used again.
#[derive(Debug)]
pub struct KnownSite {
    /// `None` before the first build, and where nothing is remembered.
    assembled: Option<(Targets, Outcome<Unlinked>)>,
    links: Memo<FileId, Input, Answers>,
    linked: Option<Linked>,
    remembers: bool,
    /// Another number for other targets.
    revision: u64,
}

/// All that the links of an article are resolved from.
#[derive(Debug, PartialEq)]
struct Input {
    article: Arc<Article>,
    revision: u64,
}

/// All that a site without the links of its articles is put together from.
#[derive(Debug, PartialEq)]
pub(super) struct Targets {
    config: Config,
    horizon: Horizon,
    articles: Vec<Target>,
    terms: Vec<Arc<Term>>,
    snippets: Vec<Arc<Snippet>>,
    records: Records,
    assets: Vec<Arc<SourceFile>>,
}

/// Who links to whom, and from which links that follows.
#[derive(Debug)]
struct Linked {
    links: Vec<Arc<[Resolved]>>,
    revision: u64,
    neighbours: Neighbours,
}

/// An article as the links of others see it: its front matter and its anchors. Its prose is
/// nobody else's.
#[derive(Debug)]
struct Target(Arc<Article>);

impl PartialEq for Target {
    fn eq(&self, other: &Self) -> bool {
        let (own, others) = (&self.0.source, &other.0.source);
        Arc::ptr_eq(&self.0, &other.0)
            || own.file == others.file
                && own.path == others.path
                && own.language == others.language
                && own.topic == others.topic
                && self.0.front_matter == other.0.front_matter
                && anchors(&own.outline).eq(anchors(&others.outline))
                && ids(&own.outline).eq(ids(&others.outline))
                && includes(&own.outline).eq(includes(&others.outline))
    }
}

fn anchors(outline: &Outline) -> impl Iterator<Item = (u8, &str, &str, &[Speechless])> {
    outline.named().map(|heading| {
        let Heading { level, text, anchor, speechless, .. } = heading;
        (*level, &**text, &**anchor, &**speechless)
    })
}

fn ids(outline: &Outline) -> impl Iterator<Item = &str> {
    outline.ids.iter().map(|id| &*id.name)
}

/// Snippets bring their own anchors.
fn includes(outline: &Outline) -> impl Iterator<Item = &str> {
    let links = outline.links.iter();
    links.filter(|link| link.kind == LinkKind::Include).map(|link| &*link.target)
}

impl Targets {
    /// What a site is put together from.
    pub(super) fn new(sources: &Sources, config: &Config, horizon: Horizon) -> Targets {
        Targets {
            config: config.clone(),
            horizon,
            articles: sources.articles.iter().cloned().map(Target).collect(),
            terms: sources.terms.clone(),
            snippets: sources.snippets.clone(),
            records: sources.records.clone(),
            assets: sources.assets.clone(),
        }
    }
}

impl KnownSite {
    /// Keeps nothing: for a single build.
    pub fn forgetful() -> KnownSite {
        KnownSite {
            assembled: None,
            links: Memo::forgetful(),
            linked: None,
            remembers: false,
            revision: 0,
        }
    }

    /// Keeps what the next build may use again.
    pub fn remembering() -> KnownSite {
        KnownSite {
            links: Memo::remembering(),
            remembers: true,
            ..KnownSite::forgetful()
        }
    }

    /// The site put together from its sources; `make` is called only for other targets than
    /// in the last build.
    pub(super) fn assembled(
        &mut self,
        sources: Sources,
        config: &Config,
        horizon: Horizon,
        make: impl FnOnce(Sources) -> Outcome<Unlinked>,
    ) -> Outcome<Unlinked> {
        if !self.remembers {
            return make(sources);
        }
        let targets = Targets::new(&sources, config, horizon);
        let site = match self.assembled.take() {
            Some((known, Outcome { value, diagnostics })) if known == targets => {
                Outcome::new(value.of(sources), diagnostics)
            }
            Some(_) | None => {
                self.revision += 1;
                make(sources)
            }
        };
        self.assembled = Some((targets, site.clone()));
        site
    }

    /// Where the links of an article go; `resolve` is called only if that may be elsewhere
    /// than before.
    pub(super) fn links_of(
        &self,
        article: &Arc<Article>,
        resolve: impl FnOnce() -> Answers,
    ) -> Answers {
        let input = Input { article: Arc::clone(article), revision: self.revision };
        self.links.get(article.source.file, input, |_| resolve())
    }

    /// Ends the resolving of links: forgets those that it did not ask for. Then who links to
    /// whom; `find_out` is called only if a link of an article goes elsewhere than before.
    pub(super) fn neighbours(
        &mut self,
        site: &Site,
        find_out: impl FnOnce(&Site) -> Neighbours,
    ) -> Neighbours {
        self.links.end_build();
        if !self.remembers {
            return find_out(site);
        }
        let known = self.linked.take().filter(|known| {
            known.revision == self.revision && go_alike(&known.links, &site.article_links)
        });
        let neighbours = known.map_or_else(|| find_out(site), |known| known.neighbours);
        self.linked = Some(Linked {
            links: site.article_links.clone(),
            revision: self.revision,
            neighbours: neighbours.clone(),
        });
        neighbours
    }
}

/// Whether the links of all articles go to the same places, wherever they stand in the texts.
fn go_alike(some: &[Arc<[Resolved]>], others: &[Arc<[Resolved]>]) -> bool {
    some.len() == others.len()
        && some.iter().zip(others).all(|(one, other)| {
            Arc::ptr_eq(one, other) || destinations(one).eq(destinations(other))
        })
}

fn destinations(links: &[Resolved]) -> impl Iterator<Item = &Destination> {
    links.iter().map(|link| &link.destination)
}
