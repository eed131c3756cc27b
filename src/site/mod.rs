//! All articles together: addresses, names, sections, links.
//!
//! Articles are not changed. What is found out about them stands in tables beside them,
//! by their number.

mod address;
mod apart;
mod assemble;
mod backlink;
mod circle;
mod glossary;
mod heading;
mod href;
mod include;
mod known_site;
mod link;
mod links;
mod part;
mod permalink;
mod redirect;
mod related;
mod section;
mod snippet;
mod taxonomy;
#[cfg(test)]
mod tests;
mod translation;
mod unlinked;
mod visibility;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::{Article, ArticleId, Snippet, Source, Term, TermId};
use crate::base::{Date, FileId, UrlPath};
use crate::glossary::Matcher;
use crate::records::Records;
use crate::source::SourceFile;

use link::Known;

pub use address::ClaimedBy;
pub use assemble::assemble;
pub use glossary::Glossary;
pub use known_site::KnownSite;
pub use link::{
    Context, Destination, End, Findings, Resolved, Resolver, Spelling, Way, is_path,
    relative,
};
pub use part::{further_parts, part_address, part_count, part_of};
pub use redirect::{Redirect, old_address};
pub use section::{Entry, Section, SectionId, SectionTree};
pub use snippet::MAX_SNIPPET_DEPTH;
pub use taxonomy::{Tag, Tags};
pub use unlinked::Unlinked;
pub use visibility::Visibility;

/// The type of an article that shows the accessibility statement.
const STATEMENT: &str = "accessibility-statement";

/// Stands for all that a site is put together from but the texts of its articles. Two are
/// equal if one site was put together for both: see [`KnownSite`].
#[derive(Debug, Clone)]
pub struct Assembly(Arc<Known>);

impl PartialEq for Assembly {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What the load stage made, in the order of the walk.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Articles.
    pub articles: Vec<Arc<Article>>,
    /// Glossary entries.
    pub terms: Vec<Arc<Term>>,
    /// Snippets.
    pub snippets: Vec<Arc<Snippet>>,
    /// People, contacts and references.
    pub records: Records,
    /// Files that are published as they are.
    pub assets: Vec<Arc<SourceFile>>,
}

/// What a build is asked for, beyond the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// The day that counts as today.
    pub today: Date,
    /// Drafts are shown.
    pub drafts: bool,
    /// Pages that are to be published later are shown.
    pub future: bool,
}

/// All articles together. Indices are those of [`Sources`]. The tables are shared with the
/// builds before and after, where they are the same.
#[derive(Debug, Clone)]
pub struct Site {
    /// What links are looked up in.
    known: Arc<Known>,
    /// What it was made of.
    pub sources: Sources,
    /// For each article: whether readers see it.
    pub visibility: Arc<[Visibility]>,
    /// For each article: its address. Hidden articles have one too.
    pub permalinks: Arc<[UrlPath]>,
    /// For each topic: its article in each language, if readers get a page of it.
    pub translations: Arc<BTreeMap<Box<str>, Vec<Option<ArticleId>>>>,
    /// For each language: its sections.
    pub sections: Arc<[SectionTree]>,
    /// For each language: its tags.
    pub tags: Arc<[Tags]>,
    /// The glossary of each language.
    pub glossary: Arc<Glossary>,
    /// Old addresses.
    pub redirects: Arc<[Redirect]>,
    /// For each article: where its links go, in the order of its outline.
    pub article_links: Vec<Arc<[Resolved]>>,
    /// For each term: where its links go.
    pub term_links: Arc<[Arc<[Resolved]>]>,
    /// For each snippet: where its links go.
    pub snippet_links: Arc<[Arc<[Resolved]>]>,
    /// For each term: its `article`.
    pub term_articles: Arc<[Option<ArticleId>]>,
    /// For each term: its `see_also`.
    pub term_see_also: Arc<[Vec<TermId>]>,
    /// For each term: its `broader`.
    pub term_broader: Arc<[Vec<TermId>]>,
    /// For each term: its `narrower`.
    pub term_narrower: Arc<[Vec<TermId>]>,
    /// For each term: its `confusable_with`, in the order of the front matter; `None`
    /// where no entry is called so.
    pub term_confusable: Arc<[Vec<Option<TermId>>]>,
    /// For each article: the terms that it is about, in order. There they need no
    /// explanation.
    pub subjects: Arc<[Vec<TermId>]>,
    /// For each article: the sections that tell it from others of the same name.
    pub apart: Arc<[Option<Box<str>>]>,
    /// For each article: its `related`.
    pub related: Arc<[Vec<ArticleId>]>,
    /// For each article: others that have much to do with it, best first, beside those of
    /// its `related`.
    pub akin: Arc<[Vec<ArticleId>]>,
    /// For each article: its `superseded_by`.
    pub superseded_by: Arc<[Option<ArticleId>]>,
    /// For each article: the file of each of its `formats`, by its position in
    /// [`Sources::assets`]; `None` where it names none, or none that is there.
    pub format_files: Arc<[Vec<Option<u32>>]>,
    /// For each article: its `image`, likewise.
    pub images: Arc<[Option<u32>]>,
    /// For each article: the listed articles whose text links to it, in the order of the
    /// menu.
    pub backlinks: Arc<[Vec<ArticleId>]>,
}

impl Sources {
    /// The text of a file, if it is the text of an article, a term or a snippet.
    fn text(&self, file: FileId) -> Option<&Source> {
        let articles = self.articles.iter().map(|article| &article.source);
        let terms = self.terms.iter().map(|term| &term.source);
        let snippets = self.snippets.iter().map(|snippet| &snippet.source);
        articles.chain(terms).chain(snippets).find(|source| source.file == file)
    }
}

impl Site {
    /// A site whose tables are still empty.
    fn unlinked(sources: Sources) -> Self {
        Site {
            known: Arc::default(),
            sources,
            visibility: Arc::default(),
            permalinks: Arc::default(),
            translations: Arc::default(),
            sections: Arc::default(),
            tags: Arc::default(),
            glossary: Arc::default(),
            redirects: Arc::default(),
            article_links: Vec::new(),
            term_links: Arc::default(),
            snippet_links: Arc::default(),
            term_articles: Arc::default(),
            term_see_also: Arc::default(),
            term_broader: Arc::default(),
            term_narrower: Arc::default(),
            term_confusable: Arc::default(),
            subjects: Arc::default(),
            apart: Arc::default(),
            related: Arc::default(),
            akin: Arc::default(),
            superseded_by: Arc::default(),
            format_files: Arc::default(),
            images: Arc::default(),
            backlinks: Arc::default(),
        }
    }

    /// What it was put together from, but for the texts of articles.
    pub fn assembly(&self) -> Assembly {
        Assembly(Arc::clone(&self.known))
    }

    /// Looks up where further links go, such as those of `site.yaml`.
    pub fn resolver(&self) -> Resolver<'_> {
        Resolver {
            sources: &self.sources,
            visibility: &self.visibility,
            glossary: &self.glossary,
            known: &self.known,
        }
    }

    /// An article by its number.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.sources.articles[id.0 as usize]
    }

    /// A term by its number.
    pub fn term(&self, id: TermId) -> &Term {
        &self.sources.terms[id.0 as usize]
    }

    /// The address of an article.
    pub fn permalink(&self, id: ArticleId) -> &UrlPath {
        &self.permalinks[id.0 as usize]
    }

    /// The numbers of all articles.
    pub fn article_ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        (0..u32::try_from(self.sources.articles.len()).unwrap_or(u32::MAX)).map(ArticleId)
    }

    /// The numbers of all terms.
    pub fn term_ids(&self) -> impl Iterator<Item = TermId> + use<> {
        (0..u32::try_from(self.sources.terms.len()).unwrap_or(u32::MAX)).map(TermId)
    }

    /// Whether readers get a page of this article.
    pub fn is_shown(&self, id: ArticleId) -> bool {
        self.visibility[id.0 as usize].has_page()
    }

    /// The address of the glossary page of a language: `None` without terms.
    pub fn glossary_page(&self, language: usize) -> Option<&UrlPath> {
        self.glossary.pages[language].as_ref()
    }

    /// The address of the page of a term: `None` where the glossary page says it all.
    pub fn term_page(&self, id: TermId) -> Option<&UrlPath> {
        self.glossary.own_pages[id.0 as usize].as_ref()
    }

    /// The terms of a language that its glossary lists.
    pub fn listed_terms(&self, language: usize) -> impl Iterator<Item = TermId> + '_ {
        self.term_ids().filter(move |&id| {
            self.glossary.visibility[id.0 as usize].is_listed()
                && self.term(id).source.language == language
        })
    }

    /// What the terms that the glossary of a language lists are called, to be looked for in
    /// its texts.
    pub fn matcher(&self, language: usize) -> &Matcher {
        &self.known.matchers[language]
    }

    /// The address of the list of all tags of a language: `None` without tags.
    pub fn tags_page(&self, language: usize) -> Option<UrlPath> {
        let has_tags = !self.tags[language].is_empty();
        has_tags.then(|| self.sections[language].page(["tags"]))
    }

    /// The addresses of the further parts of all lists of a language that are long.
    pub fn further_parts(&self, language: usize) -> Vec<UrlPath> {
        let tags_page = self.tags_page(language);
        let tree = &self.sections[language];
        part::all_further_parts(tree, self.tags[language].all(), tags_page.as_ref())
    }

    /// The articles of a language that its A to Z lists: all that menus list, but those for
    /// staff alone and the home page.
    pub fn topics(&self, language: usize) -> Vec<ArticleId> {
        let tree = &self.sections[language];
        let mut topics = tree.articles();
        topics.retain(|&id| {
            tree.home().index != Some(id) && !self.article(id).front_matter.is_for_staff()
        });
        topics
    }

    /// The address of the A to Z of a language: `None` without topics.
    pub fn topics_page(&self, language: usize) -> Option<UrlPath> {
        let has_topics = !self.topics(language).is_empty();
        has_topics.then(|| self.sections[language].page(["a-to-z"]))
    }

    /// The article that shows the accessibility statement in a language: the first by its
    /// `type`, in the order of the menu.
    pub fn statement(&self, language: usize) -> Option<ArticleId> {
        let mut articles = self.sections[language].articles().into_iter();
        articles.find(|&id| self.article(id).front_matter.is_of_type(STATEMENT))
    }

    /// The address of the accessibility statement that Engraft makes: `None` where an
    /// article of the default language shows it, or nothing is known to be shown.
    pub fn made_statement_page(&self) -> Option<UrlPath> {
        let is_known = self.sources.records.accessibility.is_some();
        let is_made = is_known && self.statement(0).is_none();
        is_made.then(|| self.sections[0].page(["accessibility"]))
    }

    /// The guide that an article is part of: the section that holds it, if the type of its
    /// landing page is `guide`.
    pub fn guide(&self, id: ArticleId) -> Option<&Section> {
        let source = &self.article(id).source;
        let tree = &self.sections[source.language];
        let section = tree.section(tree.of_topic(&source.topic)?);
        let index = section.index?;
        if !self.article(index).front_matter.is_of_type("guide") {
            return None;
        }
        let is_in = index == id || tree.among_articles(id).is_some();
        is_in.then_some(section)
    }

    /// The article whose text opens the glossary page of a language.
    pub fn glossary_intro(&self, language: usize) -> Option<ArticleId> {
        self.glossary.intros[language]
    }
}
