//! Bodies: what authors wrote, as HTML and as facts, before any page is made of it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::article::{ArticleId, TermId};
use crate::html::{Facts, Surroundings, Written};
use crate::output::memos::{ArticleInput, TermInput};
use crate::output::{LanguageMaking, Making, Memos};
use crate::site::Resolved;

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

/// Writes the bodies of all pages.
pub fn bodies(making: &Making<'_>, memos: &Memos) -> Bodies {
    let site = making.site;
    let article_ids: Vec<ArticleId> = site.article_ids().collect();
    let articles = article_ids
        .par_iter()
        .map(|&id| {
            // A withdrawn page says only that it was withdrawn.
            let visibility = site.visibility[id.0 as usize];
            let making = making.for_article(id);
            visibility.is_listed().then(|| article_body(making, memos, id))
        })
        .collect();
    let term_ids: Vec<TermId> = site.term_ids().collect();
    let terms = term_ids.par_iter().map(|&id| term_body(making, memos, id)).collect();
    Bodies { articles, terms }
}

fn article_body(making: &Making<'_>, memos: &Memos, id: ArticleId) -> Written {
    let number = id.0 as usize;
    let input = ArticleInput {
        article: Arc::clone(&making.site.sources.articles[number]),
        links: making.site.article_links[number].clone(),
        subjects: making.site.subjects[number].clone(),
        revision: memos.revision(making).bodies,
    };
    let key = input.article.source.file;
    memos.articles.get(key, input, |input| write_article(making, id, input))
}

fn write_article(making: &Making<'_>, id: ArticleId, input: &ArticleInput) -> Written {
    let article = &input.article;
    let contact =
        article.front_matter.contact.as_ref().map(|contact| contact.value.as_str());
    let around = Surroundings {
        contact,
        article: Some(id),
        autolink: article.front_matter.autolink,
        cites: article.front_matter.references_display.is_shown(),
        subjects: &input.subjects,
        ..surroundings(making, article.source.language)
    };
    let title = &article.front_matter.title.value;
    crate::html::write(&article.source, title, &input.links, &around)
}

fn term_body(making: &Making<'_>, memos: &Memos, id: TermId) -> Written {
    let input = TermInput {
        id,
        term: making.site.sources.terms[id.0 as usize].clone(),
        links: making.site.term_links[id.0 as usize].clone(),
        revision: memos.revision(making).bodies,
    };
    let key = making.site.term(id).source.file;
    memos.terms.get(key, input, |input| write_term(making, id, &input.links))
}

fn write_term(making: &Making<'_>, id: TermId, links: &[Resolved]) -> Written {
    let term = making.site.term(id);
    // Many bodies stand on the glossary page, and one on a page of its own.
    let prefix = match making.site.term_page(id) {
        Some(_) => String::new(),
        None => format!("{}-", making.site.glossary.anchors[id.0 as usize]),
    };
    let around = Surroundings {
        anchor_prefix: &prefix,
        subjects: &[id],
        ..surroundings(making, term.source.language)
    };
    crate::html::write(&term.source, &term.front_matter.term.value, links, &around)
}

fn surroundings<'m>(making: &'m Making<'_>, language: usize) -> Surroundings<'m> {
    let LanguageMaking { strings, shared, contacts, .. } = &*making.languages[language];
    Surroundings {
        site: making.site,
        theme: making.theme,
        shared,
        strings,
        language_names: &making.language_names,
        term_hrefs: &making.term_hrefs,
        base_path: making.config.base_path(),
        raw_html: making.config.markdown.html,
        highlight: making.config.markdown.highlight,
        contacts,
        contact: None,
        article: None,
        glossary: making.config.glossary,
        autolink: true,
        cites: true,
        subjects: &[],
        block_kinds: &making.block_kinds,
        anchor_prefix: "",
    }
}
