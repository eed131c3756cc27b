//! What a build remembers of bodies and pages for the next one.
//!
//! A body is written from its own source and links, and from what all bodies share: their
//! theme, the terms, the records, the addresses. A page is made from its view, and from what
//! all pages of its theme and language share. To fill ten thousand views only to find them
//! equal would be most of the work after an edit; so the view of an article is filled only if
//! what it is filled from has changed: what is the article's own, or what all of them share.
//! What is shared is compared once per build and stands in every input as one number, which
//! no other theme has.

use std::sync::Arc;

use super::Making;
use super::page::{Own, Rendered, Terms};
use crate::article::{Article, Snippet, Term, TermId};
use crate::base::{Date, FileId, Html, Memo, OutputPath, Spanned, UrlPath};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::html::Written;
use crate::records::Records;
use crate::site::{Glossary, Resolved, SectionTree, Tag, Visibility};
use crate::source::SourceFile;
use crate::theme::view::{ImageView, PageView, SiteView};

/// Bodies and pages of the last build.
#[derive(Debug)]
pub struct Memos {
    pub(super) articles: Memo<FileId, ArticleInput, Written>,
    pub(super) terms: Memo<FileId, TermInput, Written>,
    pub(super) article_pages: Memo<FileId, ArticlePageInput, Option<Rendered>>,
    pub(super) pages: Memo<OutputPath, PageInput, Result<Arc<Vec<u8>>, Diagnostic>>,
    /// What bodies shared in the last build. `None` before the first, and where nothing is
    /// remembered.
    shared: Option<SharedByBodies>,
    shared_by_articles: Option<SharedByArticles>,
    remembers: bool,
    /// For each theme in use.
    themes: Vec<ThemeMemo>,
    /// The number that was given last.
    latest: u64,
    /// Another number for other values that the views of articles share.
    pub(super) article_pages_revision: u64,
}

/// What the pages of one theme shared in the last build.
#[derive(Debug)]
struct ThemeMemo {
    shared: SharedByPages,
    /// Other numbers for other shared values.
    revision: Revision,
}

/// The numbers that stand for what bodies and pages share.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Revision {
    pub(super) pages: u64,
    pub(super) bodies: u64,
}

/// All that the body of an article is written from.
#[derive(Debug, PartialEq)]
pub(super) struct ArticleInput {
    pub(super) article: Arc<Article>,
    pub(super) links: Arc<[Resolved]>,
    pub(super) subjects: Vec<TermId>,
    pub(super) revision: u64,
}

/// All that the body of a term is written from.
#[derive(Debug, PartialEq)]
pub(super) struct TermInput {
    pub(super) id: TermId,
    pub(super) term: Arc<Term>,
    pub(super) links: Arc<[Resolved]>,
    pub(super) revision: u64,
}

/// All that the view of an article is filled from.
#[derive(Debug, PartialEq)]
pub(super) struct ArticlePageInput {
    pub(super) own: Own,
    pub(super) revision: u64,
}

/// All that a page is made from.
#[derive(Debug, PartialEq)]
pub(super) struct PageInput {
    pub(super) language: usize,
    pub(super) template: Option<Spanned<String>>,
    pub(super) view: PageView,
    pub(super) revision: u64,
}

#[derive(Debug, PartialEq)]
struct SharedByPages {
    /// Templates and strings.
    theme: String,
    /// For each language.
    views: Vec<SiteView>,
}

#[derive(Debug, PartialEq)]
struct SharedByBodies {
    config: Config,
    permalinks: Vec<UrlPath>,
    terms: Vec<TermHead>,
    glossary: Glossary,
    snippets: Vec<Arc<Snippet>>,
    snippet_links: Vec<Arc<[Resolved]>>,
    records: Records,
    assets: Vec<Arc<SourceFile>>,
}

/// What the views of articles share beyond what all bodies and pages do.
#[derive(Debug, PartialEq)]
struct SharedByArticles {
    /// For each theme in use: the number of its bodies, which is another one for other pages
    /// as well.
    themes: Vec<u64>,
    today: Date,
    articles: Vec<ArticleHead>,
    visibility: Vec<Visibility>,
    sections: Vec<SectionTree>,
    tags: Vec<Vec<Tag>>,
    /// What pages say of each term that they explain, and in which order.
    words: Vec<Vec<Html>>,
    places: Vec<usize>,
    /// The picture of pages that have none of their own.
    image: Option<ImageView>,
}

/// An article as the pages of others see it: its name, its place, its dates.
#[derive(Debug)]
struct ArticleHead(Arc<Article>);

impl PartialEq for ArticleHead {
    fn eq(&self, other: &Self) -> bool {
        let (own, others) = (&self.0.source, &other.0.source);
        Arc::ptr_eq(&self.0, &other.0)
            || own.file == others.file
                && own.language == others.language
                && own.topic == others.topic
                && self.0.front_matter == other.0.front_matter
    }
}

/// A term as other texts see it: its names and how they are to be marked. Its definition
/// stands on pages, not in their bodies, so that who mends one does not wait for all.
#[derive(Debug)]
struct TermHead(Arc<Term>);

impl PartialEq for TermHead {
    fn eq(&self, other: &Self) -> bool {
        let (own, others) = (&self.0.source, &other.0.source);
        Arc::ptr_eq(&self.0, &other.0)
            || own.file == others.file
                && own.language == others.language
                && self.0.front_matter == other.0.front_matter
    }
}

impl Memos {
    /// Keeps nothing: for a single build.
    pub fn forgetful() -> Memos {
        Memos {
            articles: Memo::forgetful(),
            terms: Memo::forgetful(),
            article_pages: Memo::forgetful(),
            pages: Memo::forgetful(),
            shared: None,
            shared_by_articles: None,
            remembers: false,
            themes: Vec::new(),
            latest: 0,
            article_pages_revision: 0,
        }
    }

    /// Keeps what the next build may use again.
    pub fn remembering() -> Memos {
        Memos {
            articles: Memo::remembering(),
            terms: Memo::remembering(),
            article_pages: Memo::remembering(),
            pages: Memo::remembering(),
            remembers: true,
            ..Memos::forgetful()
        }
    }

    /// Begins a build: compares what all its bodies and pages share with the last one's.
    pub fn begin_build(&mut self, making: &Making<'_>) {
        if !self.remembers {
            return;
        }
        let site = making.site;
        let by_bodies = SharedByBodies {
            config: making.config.clone(),
            permalinks: site.permalinks.clone(),
            terms: site.sources.terms.iter().cloned().map(TermHead).collect(),
            glossary: site.glossary.clone(),
            snippets: site.sources.snippets.clone(),
            snippet_links: site.snippet_links.clone(),
            records: site.sources.records.clone(),
            assets: site.sources.assets.clone(),
        };
        let same_bodies = self.shared.as_ref() == Some(&by_bodies);
        self.shared = Some(by_bodies);
        let mut known = std::mem::take(&mut self.themes).into_iter();
        for making in making.themes() {
            let theme = self.theme_memo(making, known.next(), same_bodies);
            self.themes.push(theme);
        }
    }

    /// Compares what the pages of one theme share with what they did before.
    fn theme_memo(
        &mut self,
        making: &Making<'_>,
        known: Option<ThemeMemo>,
        same_bodies: bool,
    ) -> ThemeMemo {
        let shared = SharedByPages {
            theme: making.theme.revision().to_owned(),
            views: making.languages.iter().map(|one| one.view.clone()).collect(),
        };
        let known = known.filter(|known| known.shared == shared);
        let mut next = || {
            self.latest += 1;
            self.latest
        };
        let revision = match known.map(|known| known.revision) {
            Some(known) if same_bodies => known,
            Some(known) => Revision { bodies: next(), ..known },
            None => Revision { pages: next(), bodies: next() },
        };
        ThemeMemo { shared, revision }
    }

    /// The numbers for bodies and pages of a theme.
    pub(super) fn revision(&self, making: &Making<'_>) -> Revision {
        self.themes.get(making.number).map(|theme| theme.revision).unwrap_or_default()
    }

    /// Begins its pages: compares what the views of all articles share with the last build's.
    pub(super) fn begin_pages(&mut self, making: &Making<'_>, terms: &Terms) {
        if !self.remembers {
            return;
        }
        let site = making.site;
        let shared = SharedByArticles {
            themes: self.themes.iter().map(|theme| theme.revision.bodies).collect(),
            today: making.today,
            articles: site.sources.articles.iter().cloned().map(ArticleHead).collect(),
            visibility: site.visibility.clone(),
            sections: site.sections.clone(),
            tags: site.tags.clone(),
            words: terms.words.clone(),
            places: terms.places.clone(),
            image: making.image.clone(),
        };
        if self.shared_by_articles.as_ref() != Some(&shared) {
            self.article_pages_revision += 1;
        }
        self.shared_by_articles = Some(shared);
    }

    /// Ends a build: forgets what it did not ask for.
    pub fn end_build(&mut self) {
        self.articles.end_build();
        self.terms.end_build();
        self.article_pages.end_build();
        self.pages.end_build();
    }
}
