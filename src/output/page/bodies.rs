//! Writes all bodies, or knows them from the last build.

use std::sync::Arc;

use rayon::prelude::*;

use super::body::{
    ArticleBodyInput, Bodies, BodyLanguage, BodySite, SnippetBodyInput, TermBodyInput,
    write_article, write_snippet, write_term,
};
use super::memos::Memos;
use crate::article::{ArticleId, TermId};
use crate::base::{Shared, TiVec};
use crate::config::LanguageId;
use crate::html::Written;
use crate::output::making::{LanguageMaking, Making, SiteMaking, ThemeMaking};
use crate::site::Site;

/// Writes the bodies of all pages.
///
/// Snippets are written alone where signatures ask what they say.
pub fn bodies(
    site: &Site,
    making: &Making,
    memos: &mut Memos,
    with_snippets: bool,
) -> Bodies {
    let around = around(making, memos);
    let of = |making: &LanguageMaking| &around[making.theme][making.language];
    let memos = &*memos;
    let article_ids: Vec<ArticleId> = site.article_ids().collect();
    let articles: Vec<Option<Written>> = article_ids
        .par_iter()
        .map(|&id| {
            // A withdrawn page says only that it was withdrawn.
            if !site.visibility[id].is_listed() {
                return None;
            }
            let article = Arc::clone(&site.sources.articles[id]);
            let audience = &article.front_matter.audience;
            let language = making.for_audience(audience, article.source.language);
            let input = ArticleBodyInput {
                id,
                article,
                links: site.article_links[id].clone().into(),
                subjects: site.subjects[id].clone(),
                around: of(language).clone(),
            };
            let key = input.article.source.file;
            Some(memos.article_bodies.get(key, input, write_article))
        })
        .collect();
    let term_ids: Vec<TermId> = site.term_ids().collect();
    let terms: Vec<Written> = term_ids
        .par_iter()
        .map(|&id| {
            let term = Arc::clone(&site.sources.terms[id]);
            let around = of(making.own(term.source.language)).clone();
            let links = site.term_links[id].clone().into();
            let key = term.source.file;
            let input = TermBodyInput { id, term, links, around };
            memos.term_bodies.get(key, input, write_term)
        })
        .collect();
    let snippets = site.sources.snippets.iter_enumerated().filter(|_| with_snippets);
    let snippets: Vec<Written> = snippets
        .map(|(id, snippet)| {
            let links = site.snippet_links[id].clone().into();
            let around = of(making.own(snippet.source.language)).clone();
            let input = SnippetBodyInput { snippet: Arc::clone(snippet), links, around };
            memos.snippet_bodies.get(snippet.source.file, input, write_snippet)
        })
        .collect();
    Bodies { articles: articles.into(), terms: terms.into(), snippets: snippets.into() }
}

/// For each theme and language: what its bodies are written from.
fn around(
    making: &Making,
    memos: &mut Memos,
) -> Vec<TiVec<LanguageId, Shared<BodyLanguage>>> {
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
