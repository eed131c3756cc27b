//! Bodies: what authors wrote, as HTML and as facts, before any page is made of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::memos::Memos;
use crate::article::{Article, ArticleId, Term, TermId};
use crate::base::Shared;
use crate::config::Config;
use crate::html::{Facts, Surroundings, Written};
use crate::output::making::{LanguageMaking, Making, SiteMaking, ThemeMaking};
use crate::site::{Places, Resolved, Site};
use crate::theme::view::{ContactView, SiteView};
use crate::theme::{Blocks, SharedView};

/// The written bodies of all articles and terms.
#[derive(Debug, Default)]
pub struct Bodies {
    /// For each article that has a page.
    pub articles: Vec<Option<Written>>,
    /// For each term.
    pub terms: Vec<Written>,
}

/// What all bodies say beyond their HTML.
#[derive(Debug, Default)]
pub struct AllFacts {
    /// For each article: nothing where it has no body.
    pub articles: Vec<Arc<Facts>>,
    /// For each term.
    pub terms: Vec<Arc<Facts>>,
}

impl Bodies {
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
    site: Places,
    config: Config,
    /// Tag and own name of every language.
    language_names: Vec<(String, String)>,
    /// For each term: the root-relative address of its entry.
    term_hrefs: Vec<Option<String>>,
}

/// What the bodies of one theme and language are written from.
#[derive(Debug, PartialEq)]
pub(super) struct BodyLanguage {
    making: Shared<BodySite>,
    blocks: Arc<Blocks>,
    view: Arc<SiteView>,
    shared: SharedView,
    contacts: Arc<BTreeMap<String, ContactView>>,
}

/// All that the body of an article is written from.
#[derive(Debug, PartialEq)]
pub(super) struct ArticleBodyInput {
    id: ArticleId,
    article: Arc<Article>,
    links: Arc<[Resolved]>,
    /// The terms that it is about.
    subjects: Vec<TermId>,
    around: Shared<BodyLanguage>,
}

/// All that the body of a term is written from.
#[derive(Debug, PartialEq)]
pub(super) struct TermBodyInput {
    id: TermId,
    term: Arc<Term>,
    links: Arc<[Resolved]>,
    around: Shared<BodyLanguage>,
}

/// Writes the bodies of all pages.
pub fn bodies(site: &Site, making: &Making, memos: &mut Memos) -> Bodies {
    let around = around(making, memos);
    let of = |making: &LanguageMaking| &around[making.theme][making.language];
    let memos = &*memos;
    let article_ids: Vec<ArticleId> = site.article_ids().collect();
    let articles = article_ids
        .par_iter()
        .map(|&id| {
            // A withdrawn page says only that it was withdrawn.
            if !site.visibility[id.0 as usize].is_listed() {
                return None;
            }
            let number = id.0 as usize;
            let article = Arc::clone(&site.sources.articles[number]);
            let audience = &article.front_matter.audience;
            let language = making.for_audience(audience, article.source.language);
            let input = ArticleBodyInput {
                id,
                article,
                links: site.article_links[number].clone(),
                subjects: site.subjects[number].clone(),
                around: of(language).clone(),
            };
            let key = input.article.source.file;
            Some(memos.article_bodies.get(key, input, write_article))
        })
        .collect();
    let term_ids: Vec<TermId> = site.term_ids().collect();
    let terms = term_ids
        .par_iter()
        .map(|&id| {
            let number = id.0 as usize;
            let term = Arc::clone(&site.sources.terms[number]);
            let around = of(making.own(term.source.language)).clone();
            let links = site.term_links[number].clone();
            let key = term.source.file;
            let input = TermBodyInput { id, term, links, around };
            memos.term_bodies.get(key, input, write_term)
        })
        .collect();
    Bodies { articles, terms }
}

/// For each theme and language: what its bodies are written from.
fn around(making: &Making, memos: &mut Memos) -> Vec<Vec<Shared<BodyLanguage>>> {
    let SiteMaking { site, config, language_names, term_hrefs, .. } = &*making.site;
    let site = memos.body_site.share(BodySite {
        site: site.places.clone(),
        config: config.clone(),
        language_names: language_names.clone(),
        term_hrefs: term_hrefs.clone(),
    });
    let mut numbers = 0..;
    let mut around = |LanguageMaking { look, contacts, .. }: &LanguageMaking| {
        let number = numbers.next().unwrap_or_default();
        memos.body_language(number).share(BodyLanguage {
            making: site.clone(),
            blocks: Arc::clone(look.theme.blocks()),
            view: Arc::clone(&look.view),
            shared: look.shared.clone(),
            contacts: Arc::clone(contacts),
        })
    };
    let mut of_theme =
        |theme: &ThemeMaking| theme.languages.iter().map(|one| around(one)).collect();
    making.themes.iter().map(&mut of_theme).collect()
}

fn write_article(input: &ArticleBodyInput) -> Written {
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

fn write_term(TermBodyInput { id, term, links, around }: &TermBodyInput) -> Written {
    let site = &around.making.site;
    // Many bodies stand on the glossary page, and one on a page of its own.
    let prefix = match site.term_page(*id) {
        Some(_) => String::new(),
        None => format!("{}-", site.glossary.anchors[id.0 as usize]),
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
        article: None,
        glossary: config.glossary,
        autolink: true,
        cites: true,
        subjects: &[],
        anchor_prefix: "",
    }
}
