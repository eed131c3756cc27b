//! What a build remembers of links for the next one.
//!
//! Where the links of an article go depends on the article, and on what links are looked up
//! in: names, files and headings of the whole site, but not its prose. That is compared once
//! per build and stands in every input as one number.

use std::sync::Arc;

use super::resolve::Resolved;
use super::suggest::Findings;
use super::visibility::Visibility;
use super::{Glossary, Site};
use crate::article::{Article, Snippet, Term};
use crate::base::{FileId, Memo};
use crate::config::Config;
use crate::markdown::{LinkKind, Outline};
use crate::records::Records;
use crate::source::SourceFile;

/// Where the links of articles went in the last build.
#[derive(Debug)]
pub struct KnownLinks {
    articles: Memo<FileId, Input, Answers>,
    /// What links were looked up in. `None` before the first build, and where nothing is
    /// remembered.
    targets: Option<Targets>,
    remembers: bool,
    /// Another number for other targets.
    revision: u64,
}

/// Where the links of one text go, and what was found on the way.
pub(super) type Answers = (Arc<[Resolved]>, Findings);

/// All that the links of an article are resolved from.
#[derive(Debug, PartialEq)]
struct Input {
    article: Arc<Article>,
    revision: u64,
}

/// All that links are looked up in: what follows from it, such as addresses and names, need
/// not be compared.
#[derive(Debug, PartialEq)]
struct Targets {
    config: Config,
    visibility: Vec<Visibility>,
    glossary: Glossary,
    articles: Vec<Target>,
    terms: Vec<Arc<Term>>,
    snippets: Vec<Arc<Snippet>>,
    records: Records,
    assets: Vec<Arc<SourceFile>>,
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

fn anchors(outline: &Outline) -> impl Iterator<Item = (u8, &str, &str)> {
    let headings = outline.headings.iter();
    headings.map(|heading| (heading.level, &*heading.text, &*heading.anchor))
}

fn ids(outline: &Outline) -> impl Iterator<Item = &str> {
    outline.ids.iter().map(|id| &*id.name)
}

/// Snippets bring their own anchors.
fn includes(outline: &Outline) -> impl Iterator<Item = &str> {
    let links = outline.links.iter();
    links.filter(|link| link.kind == LinkKind::Include).map(|link| &*link.target)
}

impl KnownLinks {
    /// Keeps nothing: for a single build.
    pub fn forgetful() -> KnownLinks {
        KnownLinks {
            articles: Memo::forgetful(),
            targets: None,
            remembers: false,
            revision: 0,
        }
    }

    /// Keeps what the next build may use again.
    pub fn remembering() -> KnownLinks {
        KnownLinks {
            articles: Memo::remembering(),
            remembers: true,
            ..KnownLinks::forgetful()
        }
    }

    /// Begins a build: compares what links are looked up in with the last one's.
    pub(super) fn begin_build(&mut self, site: &Site, config: &Config) {
        if !self.remembers {
            return;
        }
        let sources = &site.sources;
        let targets = Targets {
            config: config.clone(),
            visibility: site.visibility.clone(),
            glossary: site.glossary.clone(),
            articles: sources.articles.iter().cloned().map(Target).collect(),
            terms: sources.terms.clone(),
            snippets: sources.snippets.clone(),
            records: sources.records.clone(),
            assets: sources.assets.clone(),
        };
        if self.targets.as_ref() != Some(&targets) {
            self.revision += 1;
        }
        self.targets = Some(targets);
    }

    /// Where the links of an article go; `resolve` is called only if that may be elsewhere
    /// than before.
    pub(super) fn of_article(
        &self,
        article: &Arc<Article>,
        resolve: impl FnOnce() -> Answers,
    ) -> Answers {
        let input = Input { article: Arc::clone(article), revision: self.revision };
        self.articles.get(article.source.file, input, |_| resolve())
    }

    /// Ends a build: forgets what it did not ask for.
    pub(super) fn end_build(&mut self) {
        self.articles.end_build();
    }
}
