//! Pages: bodies written, views filled, templates rendered.
//!
//! Both passes run over all pages in parallel and keep their order. A page is made of its
//! view and nothing else, so two equal views are one page.

mod account;
mod alphabet;
mod article;
mod backlinks;
mod bodies;
mod body;
mod definition;
mod generated;
mod glossary;
mod guide;
mod ids;
mod json_ld;
mod memos;
mod notice;
mod offers;
mod other;
mod parts;
mod relations;
mod render;
mod review;
mod said;
mod search;
mod statement;
mod tags;
mod term;
mod terms;
mod topics;
mod twin;
mod view;
mod web_page;
mod whole_guide;

pub use article::reading_minutes;
pub use bodies::bodies;
pub use body::{AllFacts, Bodies};
pub use memos::Memos;
pub(super) use search::theme as search_theme;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use article::{ArticleInput, Own};
use definition::Definition;
use other::OthersInput;
use relations::RelationsInput;
use render::{Finished, Page, PageInput, Rendered};
use said::Said;
use terms::EntriesInput;

use super::file::{Made, OutputFile};
use super::making::Making;
use crate::article::ArticleId;
use crate::base::{Html, OutputPath, TiSlice, TiVec};
use crate::config::LanguageId;
use crate::html::Written;
use crate::site::Site;

/// Fills all views and renders all pages. The body of an article is dropped as soon as its
/// page is made: at ten thousand pages both together would be twice the memory. `changed`:
/// the pages whose readers are told that they changed since they were signed.
#[expect(clippy::too_many_lines, reason = "the steps of a build stand in their order")]
pub fn pages(
    site: &Site,
    making: &Making,
    bodies: Bodies,
    facts: &AllFacts,
    changed: &BTreeSet<ArticleId>,
    memos: &mut Memos,
) -> Made {
    let mut made = Made::default();
    let Bodies { mut articles, terms: mut definitions, snippets: _ } = bodies;
    for written in articles.iter_mut().flatten().chain(&mut definitions) {
        made.diagnostics.append(&mut written.diagnostics);
    }
    let said = Said::new(facts);
    let input = RelationsInput { making: making.site.clone(), said };
    let relations = &memos.relations.get((), input, relations::relations);
    let themes = || making.themes.iter().map(|theme| theme.languages.clone()).collect();
    let input = EntriesInput {
        making: making.site.clone(),
        themes: themes(),
        definitions: definitions
            .iter()
            .map(|written| Arc::clone(&written.html))
            .collect(),
    };
    let entries = memos.entries.get((), input, terms::entries);
    let entries = &memos.shared_entries.share(entries.collect(&mut made.diagnostics));
    let memos = &*memos;
    let input = OthersInput {
        making: making.site.clone(),
        themes: themes(),
        entries: entries.clone(),
        relations: Arc::clone(relations).into(),
        intros: intros(site, &articles),
        definitions: definitions.into_iter().map(Definition::new).collect(),
    };
    let others = || -> Vec<_> {
        let pages = memos.others.get((), input, other::pages);
        pages.par_iter().map(|page| rendered(making, memos, page)).collect()
    };
    let articles = || -> (Vec<Vec<_>>, Vec<Option<_>>) {
        let numbered = articles.raw.into_par_iter().enumerate();
        let pages = numbered.filter_map(|(number, written)| {
            let id = ArticleId::from(number);
            let own = {
                let is_unsigned = changed.contains(&id);
                Own::of(site, id, written, &relations.backlinks, is_unsigned)?
            };
            let (audience, language) =
                (&own.article.front_matter.audience, own.article.source.language);
            let local = making.for_audience(audience, language).clone();
            let key = own.article.source.file;
            let (making_of_site, entries) = (making.site.clone(), entries.clone());
            let input = ArticleInput { own, making: making_of_site, local, entries };
            let page = memos.articles.get(key, input, article::page)?;
            let mut own = vec![rendered(making, memos, &page)];
            let twins = twin::pages(&making.site, id, &page);
            own.extend(twins.iter().map(|twin| rendered(making, memos, twin)));
            // A body is kept only where it is a part of another document.
            let part = site.guide(id).map(|_| (id, page));
            Some((own, part))
        });
        pages.collect()
    };
    // A large glossary is one page: whoever makes it begins at once.
    let (others, (articles, parts)) = rayon::join(others, articles);
    let guides = whole_guide::pages(making, &parts.into_iter().flatten().collect());
    let guides: Vec<_> =
        guides.par_iter().map(|page| rendered(making, memos, page)).collect();
    let mut twice = Vec::new();
    for (path, page) in articles.into_iter().flatten().chain(others).chain(guides) {
        match page {
            Ok(Finished { html, doubled }) => {
                if !doubled.is_empty() {
                    twice.push((path.clone(), doubled));
                }
                made.files.push((path, OutputFile::Bytes(html)));
            }
            Err(diagnostic) => made.diagnostics.push(diagnostic),
        }
    }
    ids::report(site, &twice, &mut made.diagnostics);
    made
}

/// For each language: the text that opens its glossary page.
fn intros(
    site: &Site,
    articles: &TiSlice<ArticleId, Option<Written>>,
) -> TiVec<LanguageId, Option<Arc<Html>>> {
    let intros = site.glossary.intros.iter();
    let html = |id: ArticleId| Some(articles[id].as_ref()?.whole());
    intros.map(|intro| intro.and_then(html)).collect()
}

/// A page, and where it goes.
fn rendered(making: &Making, memos: &Memos, page: &Arc<Page>) -> (OutputPath, Rendered) {
    let path = page.address.output_path();
    let look = making.themes[page.theme].languages[page.language].look.clone();
    let input = PageInput { page: Arc::clone(page), look };
    (path.clone(), memos.pages.get(path, input, render::render))
}
