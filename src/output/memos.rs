//! What a build remembers of bodies and pages for the next one.
//!
//! A body is written from its own source and links, and from what all bodies share: their
//! theme, the terms, the records, the addresses. A page is made from its view, and from what
//! all pages of its theme and language share. To fill ten thousand views only to find them
//! equal would be most of the work after an edit; so the view of an article is filled only if
//! what it is filled from has changed: what is the article's own, or what all of them share.
//! What is shared is compared once per build and stands in every input as one number, which
//! no other theme has. Menus, lists and what pages say of terms follow from the whole site;
//! they are made again only where the site was put together anew.

use std::sync::Arc;

use super::page::{
    Entries, EntriesInput, Own, Relations, RelationsInput, Rendered, RenderedArticle,
};
use super::{LanguageMaking, Making};
use crate::article::{Article, Snippet, Term, TermId};
use crate::base::{Date, FileId, Html, Memo, OutputPath, Spanned, UrlPath};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::html::Written;
use crate::records::Records;
use crate::site::{Assembly, Glossary, Resolved, SectionTree, Tags, Visibility};
use crate::source::SourceFile;
use crate::theme::view::{ImageView, PageView, SiteView};

/// Bodies and pages of the last build.
#[derive(Debug)]
pub struct Memos {
    pub(super) articles: Memo<FileId, ArticleInput, Written>,
    pub(super) terms: Memo<FileId, TermInput, Written>,
    pub(super) article_pages: Memo<FileId, ArticlePageInput, Option<RenderedArticle>>,
    pub(super) pages: Memo<OutputPath, PageInput, Result<Arc<Vec<u8>>, Diagnostic>>,
    pub(super) others: Memo<(), OthersInput, Arc<[Rendered]>>,
    pub(super) relations: Memo<(), RelationsInput, Arc<Relations>>,
    pub(super) entries: Memo<(), EntriesInput, Outcome<Arc<Entries>>>,
    /// By the numbers of the theme and the language.
    languages: Memo<(usize, usize), LanguageInput, Outcome<Arc<LanguageMaking>>>,
    assembly: Option<Assembly>,
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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

/// All that the pages which are no article's are made from.
#[derive(Debug, PartialEq)]
pub(super) struct OthersInput {
    pub(super) assembly: Assembly,
    pub(super) revision: u64,
    pub(super) relations: Arc<Relations>,
    /// For each language: the text that opens its glossary page.
    pub(super) intros: Vec<Option<Arc<Html>>>,
}

/// All that is rendered from for all pages of a language.
#[derive(Debug, PartialEq)]
struct LanguageInput {
    assembly: Assembly,
    /// Templates and strings.
    theme: String,
    view: SiteView,
}

#[derive(Debug, PartialEq)]
struct SharedByPages {
    /// Templates and strings.
    theme: String,
    /// Templates of blocks.
    blocks: String,
    /// For each language.
    views: Vec<SiteView>,
}

impl SharedByPages {
    fn same_for_bodies(&self, other: &SharedByPages) -> bool {
        self.blocks == other.blocks && self.views == other.views
    }
}

#[derive(Debug, PartialEq)]
struct SharedByBodies {
    config: Config,
    permalinks: Arc<[UrlPath]>,
    terms: Vec<TermHead>,
    glossary: Arc<Glossary>,
    snippets: Vec<Arc<Snippet>>,
    snippet_links: Arc<[Arc<[Resolved]>]>,
    records: Records,
    assets: Vec<Arc<SourceFile>>,
}

/// What the views of articles share beyond what all bodies and pages do.
#[derive(Debug, PartialEq)]
struct SharedByArticles {
    /// For each theme in use.
    themes: Vec<Revision>,
    today: Date,
    articles: Vec<ArticleHead>,
    visibility: Arc<[Visibility]>,
    sections: Arc<[SectionTree]>,
    tags: Arc<[Tags]>,
    /// What pages say of each term that they explain, and in which order.
    entries: Arc<Entries>,
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
            others: Memo::forgetful(),
            relations: Memo::forgetful(),
            entries: Memo::forgetful(),
            languages: Memo::forgetful(),
            assembly: None,
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
            others: Memo::remembering(),
            relations: Memo::remembering(),
            entries: Memo::remembering(),
            languages: Memo::remembering(),
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
        let assembly = Some(site.assembly());
        let is_same_site = self.assembly == assembly;
        self.assembly = assembly;
        let same_bodies = is_same_site || self.share_bodies(making);
        let known = std::mem::take(&mut self.themes);
        for making in making.themes() {
            let known = known.get(making.number);
            let theme = self.theme_memo(making, known, same_bodies);
            self.themes.push(theme);
        }
    }

    /// Compares what all bodies share with the last build's.
    fn share_bodies(&mut self, making: &Making<'_>) -> bool {
        let site = making.site;
        let shared = SharedByBodies {
            config: making.config.clone(),
            permalinks: site.permalinks.clone(),
            terms: site.sources.terms.iter().cloned().map(TermHead).collect(),
            glossary: site.glossary.clone(),
            snippets: site.sources.snippets.clone(),
            snippet_links: site.snippet_links.clone(),
            records: site.sources.records.clone(),
            assets: site.sources.assets.clone(),
        };
        let is_same = self.shared.as_ref() == Some(&shared);
        self.shared = Some(shared);
        is_same
    }

    /// What all pages of a language share; it is rendered only from other values than in the
    /// last build.
    pub(super) fn language(
        &self,
        making: &Making<'_>,
        language: usize,
        view: SiteView,
    ) -> Outcome<Arc<LanguageMaking>> {
        let input = LanguageInput {
            assembly: making.site.assembly(),
            theme: making.theme.revision().to_owned(),
            view,
        };
        let key = (making.number, language);
        self.languages.get(key, input, |input| making.language(language, &input.view))
    }

    /// Compares what the pages of one theme share with what they did before.
    fn theme_memo(
        &mut self,
        making: &Making<'_>,
        known: Option<&ThemeMemo>,
        same_bodies: bool,
    ) -> ThemeMemo {
        let shared = SharedByPages {
            theme: making.theme.revision().to_owned(),
            blocks: making.theme.block_revision().to_owned(),
            views: making.languages.iter().map(|one| one.view.clone()).collect(),
        };
        let mut next = || {
            self.latest += 1;
            self.latest
        };
        let known = known.map(|known| (&known.shared, known.revision));
        let pages = match known {
            Some((known, revision)) if *known == shared => revision.pages,
            Some(_) | None => next(),
        };
        let bodies = match known {
            Some((known, revision)) if same_bodies && known.same_for_bodies(&shared) => {
                revision.bodies
            }
            Some(_) | None => next(),
        };
        ThemeMemo { shared, revision: Revision { pages, bodies } }
    }

    /// The numbers for bodies and pages of a theme.
    pub(super) fn revision(&self, making: &Making<'_>) -> Revision {
        self.themes.get(making.number).map(|theme| theme.revision).unwrap_or_default()
    }

    /// Begins its pages: compares what the views of all articles share with the last build's.
    pub(super) fn begin_pages(&mut self, making: &Making<'_>, entries: &Arc<Entries>) {
        if !self.remembers {
            return;
        }
        let site = making.site;
        let shared = SharedByArticles {
            themes: self.themes.iter().map(|theme| theme.revision).collect(),
            today: making.today,
            articles: site.sources.articles.iter().cloned().map(ArticleHead).collect(),
            visibility: site.visibility.clone(),
            sections: site.sections.clone(),
            tags: site.tags.clone(),
            entries: Arc::clone(entries),
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
        self.others.end_build();
        self.relations.end_build();
        self.entries.end_build();
        self.languages.end_build();
    }
}
