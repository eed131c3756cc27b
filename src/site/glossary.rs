//! The glossary of each language: which entries it lists, and where they stand.

use std::sync::Arc;

use rayon::prelude::*;

use super::head::TermHead;
use super::permalink::{GLOSSARY_INDEX, MAX_SLUG};
use super::section::SectionTree;
use super::visibility::Visibility;
use super::{Horizon, Site, Sources};
use crate::article::{ArticleId, FrontMatter, Term, TermId};
use crate::base::{Anchors, Derived, TiSlice, TiVec, UrlPath, ti_vec};
use crate::config::{Config, Language, LanguageId};
use crate::glossary::Matcher;
use crate::markdown::LinkKind;

/// The part of an address that all glossaries share.
const GLOSSARY: &str = "glossary";
/// A definition of more words than this has a page of its own.
const MOST_WORDS_OF_A_ROW: u32 = 80;

/// The glossaries of all languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    /// For each term: whether the glossary lists it.
    pub visibility: TiVec<TermId, Visibility>,
    /// For each term: its anchor on the glossary page.
    pub anchors: TiVec<TermId, String>,
    /// For each term: the address of its own page, if it has one. A listed term has one
    /// if its definition has more than 80 words, a heading, or a citation, which needs a
    /// list of references; links to it still lead to its entry on the glossary page.
    pub own_pages: TiVec<TermId, Option<UrlPath>>,
    /// For each language: the address of its glossary page, if it lists a term.
    pub pages: TiVec<LanguageId, Option<UrlPath>>,
    /// For each language: the article whose text opens the glossary page.
    pub intros: TiVec<LanguageId, Option<ArticleId>>,
}

/// Makes the glossaries; `sections` are those of each language.
pub(super) fn glossary(
    sources: &Sources,
    sections: &TiSlice<LanguageId, SectionTree>,
    horizon: Horizon,
) -> Glossary {
    let status = sources.terms.iter().map(|term| term.front_matter.status);
    let visibility: TiVec<TermId, Visibility> =
        status.map(|status| Visibility::of_status(status, horizon)).collect();
    let mut pages = ti_vec![None; sections.len()];
    for (term, visibility) in sources.terms.iter().zip(&visibility) {
        if visibility.is_listed() {
            let language = term.source.language;
            pages[language].get_or_insert_with(|| sections[language].page([GLOSSARY]));
        }
    }
    let mut intros = ti_vec![None; sections.len()];
    for (id, article) in sources.articles.iter_enumerated() {
        if &*article.source.topic == GLOSSARY_INDEX {
            intros[article.source.language] = Some(id);
        }
    }
    let anchors = anchors(sources, sections.len());
    let listed = sources.terms.iter().zip(&anchors).zip(&visibility);
    let own_pages = listed
        .map(|((term, anchor), visibility)| {
            let fits = anchor.len() <= MAX_SLUG;
            let has_page = visibility.is_listed() && is_long(term) && fits;
            let tree = &sections[term.source.language];
            has_page.then(|| tree.page([GLOSSARY, anchor]))
        })
        .collect();
    Glossary { visibility, anchors, own_pages, pages, intros }
}

/// Whether a definition is too long for a row of the glossary page.
fn is_long(term: &Term) -> bool {
    let outline = &term.source.outline;
    let mut links = outline.links.iter();
    outline.words > MOST_WORDS_OF_A_ROW
        || !outline.headings.is_empty()
        || links.any(|link| link.kind == LinkKind::Citation)
}

/// For each language: what looks for the terms that its glossary lists, beside what it is
/// made from.
pub(super) type Matchers = Derived<Listed, TiVec<LanguageId, Matcher>>;

/// The terms that glossaries list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Listed {
    /// The tag of each language.
    tags: TiVec<LanguageId, String>,
    terms: Arc<TiVec<TermId, TermHead>>,
    /// For each term: whether its glossary lists it.
    visibility: TiVec<TermId, Visibility>,
}

/// Makes what looks for the listed terms of each language, once.
pub(super) fn matchers(
    terms: &Arc<TiVec<TermId, TermHead>>,
    visibility: &TiSlice<TermId, Visibility>,
    config: &Config,
) -> Matchers {
    let tags = config.languages.iter().map(|Language { tag, .. }| tag.clone()).collect();
    let terms = Arc::clone(terms);
    Derived::new(Listed { tags, terms, visibility: visibility.to_vec() }, matchers_of)
}

fn matchers_of(
    Listed { tags, terms, visibility }: &Listed,
) -> TiVec<LanguageId, Matcher> {
    let languages = tags.iter_enumerated();
    languages
        .map(|(language, tag)| {
            let terms = terms.iter_enumerated().zip(visibility);
            let own = terms.filter(|((_, term), visibility)| {
                term.language == language && visibility.is_listed()
            });
            Matcher::new(tag, own.map(|((id, term), _)| (id, &*term.front_matter)))
        })
        .collect()
}

/// The terms that each article is about: it is their `article`, or its title or an alias
/// is one of their names.
pub(super) fn subjects(site: &Site) -> TiVec<ArticleId, Vec<TermId>> {
    let mut by_article: TiVec<ArticleId, Vec<TermId>> =
        ti_vec![Vec::new(); site.sources.articles.len()];
    for (term, article) in site.term_articles.iter_enumerated() {
        if let Some(article) = article {
            by_article[*article].push(term);
        }
    }
    let called = |id: ArticleId, own: &mut Vec<TermId>| {
        let article = site.article(id);
        let matcher = site.matcher(article.source.language);
        let FrontMatter { title, aliases, .. } = &*article.front_matter;
        for name in std::iter::once(title).chain(aliases) {
            own.extend(matcher.all_called(&name.value));
        }
        own.sort_unstable();
        own.dedup();
    };
    let articles: Vec<ArticleId> = site.article_ids().collect();
    articles.par_iter().zip(&mut by_article.raw).for_each(|(&id, own)| called(id, own));
    by_article
}

/// The anchor of each term on its glossary page: its slug, or the name of its file.
fn anchors(sources: &Sources, languages: usize) -> TiVec<TermId, String> {
    let anchors = (0..languages).map(|_| Anchors::default());
    let mut anchors: TiVec<LanguageId, Anchors> = anchors.collect();
    sources
        .terms
        .iter()
        .map(|term| {
            let topic = &term.source.topic;
            let name = topic.rsplit('/').next().unwrap_or(topic);
            let chosen = term.front_matter.slug.as_ref().map(|slug| slug.value.as_str());
            anchors[term.source.language].make(chosen.unwrap_or(name))
        })
        .collect()
}
