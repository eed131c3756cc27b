//! Bodies: what authors wrote, as HTML and as facts, before any page is made of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::{Article, ArticleId, Snippet, SnippetId, Term, TermId};
use crate::base::{Addressed, Shared, TiVec};
use crate::config::{Config, LanguageId};
use crate::html::{Facts, Surroundings, Written};
use crate::review::WrittenBodies;
use crate::site::{Places, Resolved};
use crate::theme::view::{ContactView, SiteView};
use crate::theme::{Blocks, SharedView};

/// The written bodies of all articles and terms.
#[derive(Debug, Clone, Default)]
pub struct Bodies {
    /// For each article that has a page.
    pub articles: TiVec<ArticleId, Option<Written>>,
    /// For each term.
    pub terms: TiVec<TermId, Written>,
    /// For each snippet, where signatures ask for them.
    pub snippets: TiVec<SnippetId, Written>,
}

/// What all bodies say beyond their HTML.
#[derive(Debug, Default)]
pub struct AllFacts {
    /// For each article: nothing where it has no body.
    pub articles: TiVec<ArticleId, Arc<Facts>>,
    /// For each term.
    pub terms: TiVec<TermId, Arc<Facts>>,
}

impl Bodies {
    /// The bodies, for whoever only reads them.
    pub fn written(&self) -> WrittenBodies<'_> {
        let Bodies { articles, terms, snippets } = self;
        WrittenBodies { articles, terms, snippets }
    }

    /// What the bodies say: pages are made from it as well as from the bodies.
    pub fn facts(&self) -> AllFacts {
        let of_article = |written: &Option<Written>| {
            written.as_ref().map(|written| Arc::clone(&written.facts)).unwrap_or_default()
        };
        AllFacts {
            articles: self.articles.iter().map(of_article).collect(),
            terms: self.terms.iter().map(|written| Arc::clone(&written.facts)).collect(),
        }
    }
}

/// What the bodies of all pages are written from, whatever their theme and language.
#[derive(Debug, PartialEq)]
pub(super) struct BodySite {
    pub(super) site: Places,
    pub(super) config: Config,
    /// Tag and own name of every language.
    pub(super) language_names: TiVec<LanguageId, (String, String)>,
    /// For each term: the root-relative address of its entry.
    pub(super) term_hrefs: TiVec<TermId, Option<String>>,
}

/// What the bodies of one theme and language are written from.
#[derive(Debug, PartialEq)]
pub(super) struct BodyLanguage {
    pub(super) making: Shared<BodySite>,
    pub(super) blocks: Arc<Blocks>,
    pub(super) view: Arc<SiteView>,
    pub(super) shared: SharedView,
    pub(super) contacts: Arc<BTreeMap<String, ContactView>>,
}

/// All that the body of an article is written from.
#[derive(Debug, PartialEq)]
pub(super) struct ArticleBodyInput {
    pub(super) id: ArticleId,
    pub(super) article: Arc<Article>,
    pub(super) links: Addressed<[Resolved]>,
    /// The terms that it is about.
    pub(super) subjects: Vec<TermId>,
    pub(super) around: Shared<BodyLanguage>,
}

/// All that the body of a term is written from.
#[derive(Debug, PartialEq)]
pub(super) struct TermBodyInput {
    pub(super) id: TermId,
    pub(super) term: Arc<Term>,
    pub(super) links: Addressed<[Resolved]>,
    pub(super) around: Shared<BodyLanguage>,
}

/// All that a snippet is written from, as if it stood alone.
#[derive(Debug, PartialEq)]
pub(super) struct SnippetBodyInput {
    pub(super) snippet: Arc<Snippet>,
    pub(super) links: Addressed<[Resolved]>,
    pub(super) around: Shared<BodyLanguage>,
}

pub(super) fn write_snippet(input: &SnippetBodyInput) -> Written {
    let SnippetBodyInput { snippet, links, around } = input;
    crate::html::write(&snippet.source, "", links, &surroundings(around))
}

pub(super) fn write_article(input: &ArticleBodyInput) -> Written {
    let ArticleBodyInput { id, article, links, subjects, around } = input;
    let contact =
        article.front_matter.contact.as_ref().map(|contact| contact.value.as_str());
    let around = Surroundings {
        contact,
        article: Some(*id),
        autolink: article.front_matter.autolink,
        cites: article.front_matter.references_display.is_shown(),
        subjects,
        ..surroundings(around)
    };
    let title = &article.front_matter.title.value;
    crate::html::write(&article.source, title, links, &around)
}

pub(super) fn write_term(
    TermBodyInput { id, term, links, around }: &TermBodyInput,
) -> Written {
    let site = &around.making.site;
    // Many bodies stand on the glossary page, and one on a page of its own.
    let prefix = match site.term_page(*id) {
        Some(_) => String::new(),
        None => format!("{}-", site.glossary.anchors[*id]),
    };
    let around =
        Surroundings { anchor_prefix: &prefix, subjects: &[*id], ..surroundings(around) };
    crate::html::write(&term.source, &term.front_matter.term.value, links, &around)
}

fn surroundings(around: &BodyLanguage) -> Surroundings<'_> {
    let BodyLanguage { making, blocks, view, shared, contacts } = around;
    let BodySite { site, config, language_names, term_hrefs } = &**making;
    Surroundings {
        site,
        blocks,
        shared,
        strings: &view.strings,
        language_names,
        term_hrefs,
        base_path: config.base_path(),
        raw_html: config.markdown.html,
        highlight: config.markdown.highlight,
        contacts,
        contact: None,
        urgent_contact: view.urgent_contact.as_ref(),
        emergency: view.emergency.as_ref(),
        article: None,
        glossary: config.glossary,
        autolink: true,
        cites: true,
        subjects: &[],
        anchor_prefix: "",
    }
}
