//! What the pages of a site may know of each other.
//!
//! Each of these types holds less than the one that stands on it, so that what a page is
//! made from can be compared, and what cannot be compared cannot be shown: the text of
//! another article is in none of them, and its title not where bodies are written.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use super::glossary::Matchers;
use super::head::{ArticleHead, TermHead};
use super::part;
use super::permalink::is_index;
use super::translation::Translations;
use super::{
    AssetId, Destination, Glossary, Redirect, Resolved, Section, SectionTree, Tags,
    Visibility,
};
use crate::article::{ArticleId, Snippet, SnippetId, Status, TermId};
use crate::base::{TiVec, UrlPath};
use crate::config::{LanguageId, TwinFormat};
use crate::glossary::Matcher;
use crate::records::Records;
use crate::source::SourceFile;

/// The last part of the address of a guide as one document.
const WHOLE_GUIDE: &str = "whole-guide";

/// The type of an article that shows the accessibility statement.
const STATEMENT: &str = "accessibility-statement";

/// What the bodies of all pages are written from: where everything is that a text can name.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    /// For each article: its address. Hidden articles have one too.
    pub permalinks: Arc<TiVec<ArticleId, UrlPath>>,
    /// Terms by number.
    pub terms: Arc<TiVec<TermId, TermHead>>,
    /// The glossary of each language.
    pub glossary: Arc<Glossary>,
    /// For each language: what the terms that its glossary lists are called in a text.
    pub(super) matchers: Arc<Matchers>,
    /// Snippets by number.
    pub snippets: TiVec<SnippetId, Arc<Snippet>>,
    /// For each snippet: where its links go.
    pub snippet_links: Arc<TiVec<SnippetId, Arc<[Resolved]>>>,
    /// People, contacts and references.
    pub records: Arc<Records>,
    /// Files that are published as they are, by number.
    pub assets: TiVec<AssetId, Arc<SourceFile>>,
}

/// What all pages are made from besides their own texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// Where everything is.
    pub places: Places,
    /// Articles by number.
    pub articles: Arc<TiVec<ArticleId, ArticleHead>>,
    /// For each article: whether readers see it.
    pub visibility: Arc<TiVec<ArticleId, Visibility>>,
    /// Whether the site has a search.
    pub has_search: bool,
    /// For each topic: its article in each language, if readers get a page of it.
    pub translations: Arc<Translations>,
    /// For each language: its sections.
    pub sections: Arc<TiVec<LanguageId, SectionTree>>,
    /// Other forms in which every page for patients is published.
    pub formats: Vec<TwinFormat>,
    /// For each language: its tags.
    pub tags: Arc<TiVec<LanguageId, Tags>>,
    /// For each article: the sections that tell it from others of the same name.
    pub apart: Arc<TiVec<ArticleId, Option<Box<str>>>>,
    /// Old addresses.
    pub redirects: Arc<[Redirect]>,
    /// Files that belong to texts which readers do not get, and to no other.
    pub held_back_files: Arc<BTreeSet<AssetId>>,
    /// For each term: its `article`.
    pub term_articles: Arc<TiVec<TermId, Option<ArticleId>>>,
    /// For each term: its `see_also`.
    pub term_see_also: Arc<TiVec<TermId, Vec<TermId>>>,
    /// For each term: its `broader`.
    pub term_broader: Arc<TiVec<TermId, Vec<TermId>>>,
    /// For each term: its `narrower`.
    pub term_narrower: Arc<TiVec<TermId, Vec<TermId>>>,
    /// For each term: its `confusable_with`, in the order of the front matter; `None`
    /// where no entry is called so.
    pub term_confusable: Arc<TiVec<TermId, Vec<Option<TermId>>>>,
}

impl Deref for Catalogue {
    type Target = Places;

    fn deref(&self) -> &Places {
        &self.places
    }
}

impl Places {
    /// A term by its number.
    pub fn term(&self, id: TermId) -> &TermHead {
        &self.terms[id]
    }

    /// The address of an article.
    pub fn permalink(&self, id: ArticleId) -> &UrlPath {
        &self.permalinks[id]
    }

    /// The numbers of all articles.
    pub fn article_ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        self.permalinks.keys()
    }

    /// The numbers of all terms.
    pub fn term_ids(&self) -> impl Iterator<Item = TermId> + use<> {
        self.terms.keys()
    }

    /// The address of the glossary page of a language: `None` without terms.
    pub fn glossary_page(&self, language: LanguageId) -> Option<&UrlPath> {
        self.glossary.pages[language].as_ref()
    }

    /// The address of the page of a term: `None` where the glossary page says it all.
    pub fn term_page(&self, id: TermId) -> Option<&UrlPath> {
        self.glossary.own_pages[id].as_ref()
    }

    /// The terms of a language that its glossary lists.
    pub fn listed_terms(
        &self,
        language: LanguageId,
    ) -> impl Iterator<Item = TermId> + '_ {
        self.term_ids().filter(move |&id| {
            self.glossary.visibility[id].is_listed() && self.term(id).language == language
        })
    }

    /// The article whose text opens the glossary page of a language.
    pub fn glossary_intro(&self, language: LanguageId) -> Option<ArticleId> {
        self.glossary.intros[language]
    }

    /// What the terms that the glossary of a language lists are called, to be looked for in
    /// its texts.
    pub fn matcher(&self, language: LanguageId) -> &Matcher {
        &self.matchers[language]
    }

    /// The page of the site that a destination is on, and the anchor there: `None` for
    /// what is on no page, or on the page that links.
    pub fn page_of<'s>(
        &'s self,
        destination: &'s Destination,
    ) -> Option<(&'s UrlPath, Option<&'s str>)> {
        match destination {
            Destination::Article { id, fragment } => {
                Some((self.permalink(*id), fragment.as_deref()))
            }
            Destination::Page { address } => Some((address, None)),
            Destination::Term { id, fragment: None } => {
                let page = self.glossary_page(self.term(*id).language)?;
                Some((page, Some(&self.glossary.anchors[*id])))
            }
            Destination::Term { id, fragment } => {
                Some((self.term_page(*id)?, fragment.as_deref()))
            }
            _ => None,
        }
    }

    /// The `href` of a destination that is the same on every page; `base` is the path
    /// that the site is published below.
    pub fn href(&self, destination: &Destination, base: &str) -> Option<String> {
        match destination {
            Destination::File { asset, suffix } => {
                let file = &self.assets[*asset];
                Some(UrlPath::file(file.path.as_str()).href(base) + suffix)
            }
            Destination::External(address) => Some(address.to_string()),
            _ => {
                let (page, anchor) = self.page_of(destination)?;
                let anchor = anchor.map(|anchor| format!("#{anchor}"));
                Some(page.href(base) + anchor.as_deref().unwrap_or(""))
            }
        }
    }

    /// The `href` of a term's entry: `None` in a language whose glossary lists nothing.
    pub fn entry_href(&self, id: TermId, base: &str) -> Option<String> {
        self.href(&Destination::Term { id, fragment: None }, base)
    }
}

impl Catalogue {
    /// An article by its number.
    pub fn article(&self, id: ArticleId) -> &ArticleHead {
        &self.articles[id]
    }

    /// Whether readers get a page of this article.
    pub fn is_shown(&self, id: ArticleId) -> bool {
        self.visibility[id].has_page()
    }

    /// The address of the list of all tags of a language: `None` without tags.
    pub fn tags_page(&self, language: LanguageId) -> Option<UrlPath> {
        let has_tags = !self.tags[language].is_empty();
        has_tags.then(|| self.sections[language].page(["tags"]))
    }

    /// The addresses of the further parts of all lists of a language that are long.
    pub fn further_parts(&self, language: LanguageId) -> Vec<UrlPath> {
        let tags_page = self.tags_page(language);
        let tree = &self.sections[language];
        part::all_further_parts(tree, self.tags[language].all(), tags_page.as_ref())
    }

    /// The articles of a language that its A to Z lists: all that menus list, but those for
    /// staff alone and the home page.
    pub fn topics(&self, language: LanguageId) -> Vec<ArticleId> {
        let tree = &self.sections[language];
        let mut topics = tree.articles();
        topics.retain(|&id| {
            let front_matter = &self.article(id).front_matter;
            let is_listed = !front_matter.is_for_staff() && !front_matter.is_unlisted;
            tree.home().index != Some(id) && is_listed
        });
        topics
    }

    /// The address of the A to Z of a language: `None` without topics.
    pub fn topics_page(&self, language: LanguageId) -> Option<UrlPath> {
        let has_topics = !self.topics(language).is_empty();
        has_topics.then(|| self.sections[language].page(["a-to-z"]))
    }

    /// Whether the search finds an article: none that is not published, or that its author keeps
    /// from searches. Of those who are not listed, staff have an index of their own.
    pub fn is_searched(&self, id: ArticleId) -> bool {
        let front_matter = &self.article(id).front_matter;
        let is_published =
            front_matter.status == Status::Published && self.visibility[id].is_listed();
        let has_readers = !front_matter.is_unlisted || front_matter.is_for_staff();
        front_matter.search && is_published && has_readers
    }

    /// The terms of a language that the search finds.
    pub fn searched_terms(
        &self,
        language: LanguageId,
    ) -> impl Iterator<Item = TermId> + '_ {
        let terms = self.listed_terms(language);
        terms.filter(|&id| self.term(id).front_matter.status == Status::Published)
    }

    /// The addresses of the search page for all readers and of that for staff; `None` where
    /// there is nothing to find.
    pub fn search_pages(&self, language: LanguageId) -> [Option<UrlPath>; 2] {
        if !self.has_search {
            return [None, None];
        }
        let own = self.article_ids().map(|id| (id, self.article(id)));
        let own = own.filter(|&(id, article)| {
            article.language == language && self.is_searched(id)
        });
        let (staff, others): (Vec<_>, Vec<_>) =
            own.partition(|(_, article)| article.front_matter.is_for_staff());
        let for_all =
            !others.is_empty() || self.searched_terms(language).next().is_some();
        let tree = &self.sections[language];
        [
            for_all.then(|| tree.page(["search"])),
            (!staff.is_empty()).then(|| tree.page(["search", "staff"])),
        ]
    }

    /// The article that shows the accessibility statement in a language: the first by its
    /// `type`, in the order of the menu.
    pub fn statement(&self, language: LanguageId) -> Option<ArticleId> {
        let mut articles = self.sections[language].articles().into_iter();
        articles.find(|&id| self.article(id).front_matter.is_of_type(STATEMENT))
    }

    /// The address of the accessibility statement that Engraft makes: `None` where an
    /// article of the default language shows it, or nothing is known to be shown.
    pub fn made_statement_page(&self) -> Option<UrlPath> {
        let is_known = self.records.accessibility.is_some();
        let is_made = is_known && self.statement(LanguageId::DEFAULT).is_none();
        is_made.then(|| self.sections[LanguageId::DEFAULT].page(["accessibility"]))
    }

    /// The other forms of the page of an article, each with its address: pages that patients
    /// find have those of the site, but for one that their author offers himself. A landing
    /// page only leads on.
    pub fn twins(&self, id: ArticleId) -> Vec<(TwinFormat, UrlPath)> {
        let article = self.article(id);
        let front_matter = &article.front_matter;
        let is_for_patients = self.visibility[id].is_listed()
            && !is_index(&article.topic)
            && !front_matter.is_for_staff();
        let offered = |format: &TwinFormat| {
            front_matter.formats.iter().any(|own| own.format == format.name())
        };
        let formats =
            self.formats.iter().filter(|&format| is_for_patients && !offered(format));
        let address =
            |&format: &TwinFormat| (format, self.permalink(id).below(format.name()));
        formats.map(address).collect()
    }

    /// Where words of an article stand besides its own page, or stood in another build: in its
    /// other forms, and in the guide as one document.
    pub fn copies(&self, id: ArticleId) -> Vec<UrlPath> {
        let article = self.article(id);
        let tree = &self.sections[article.language];
        let section = tree.of_topic(&article.topic).map(|section| tree.section(section));
        let guide = section.map(|section| section.permalink.below(WHOLE_GUIDE));
        let twins = TwinFormat::ALL.map(|format| self.permalink(id).below(format.name()));
        twins.into_iter().chain(guide).collect()
    }

    /// The address of a guide as one document: `None` of a section that is no guide, or one
    /// of a single page.
    pub fn whole_guide(&self, section: &Section) -> Option<UrlPath> {
        let index = section.index.filter(|&index| self.is_shown(index))?;
        let is_guide = self.article(index).front_matter.is_of_type("guide")
            && !section.articles().is_empty();
        is_guide.then(|| section.permalink.below(WHOLE_GUIDE))
    }

    /// What stands below the address of an article, offered by its page: its other forms, and
    /// the guide as one document.
    pub(super) fn forms(&self, id: ArticleId) -> Vec<&'static str> {
        let guide = self.guide(id).filter(|guide| guide.index == Some(id));
        let whole = guide.and_then(|guide| self.whole_guide(guide));
        let twins = self.twins(id).into_iter().map(|(format, _)| format.name());
        twins.chain(whole.map(|_| WHOLE_GUIDE)).collect()
    }

    /// The guide that an article is part of: the section that holds it, if the type of its
    /// landing page is `guide`.
    pub fn guide(&self, id: ArticleId) -> Option<&Section> {
        let article = self.article(id);
        let tree = &self.sections[article.language];
        let section = tree.section(tree.of_topic(&article.topic)?);
        let index = section.index?;
        if !self.article(index).front_matter.is_of_type("guide") {
            return None;
        }
        let is_in = index == id || tree.among_articles(id).is_some();
        is_in.then_some(section)
    }
}
