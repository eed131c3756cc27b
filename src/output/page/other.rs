//! The pages that are no article's. Their views are filled only if something of them may be
//! other than in the last build.

use std::sync::Arc;

use super::definition::Definition;
use super::relations::Relations;
use super::render::Page;
use super::terms::{Entries, Terms};
use super::{generated, glossary, search, term, topics};
use crate::article::TermId;
use crate::base::{Html, Shared, TiVec};
use crate::config::LanguageId;
use crate::output::making::{LanguageMaking, SiteMaking};

/// All that the pages which are no article's are made from.
#[derive(Debug, PartialEq)]
pub(super) struct OthersInput {
    pub(super) making: Shared<SiteMaking>,
    /// For each theme in use: its languages.
    pub(super) themes: Vec<TiVec<LanguageId, Shared<LanguageMaking>>>,
    pub(super) entries: Shared<Entries>,
    pub(super) relations: Shared<Relations>,
    /// For each language: the text that opens its glossary page.
    pub(super) intros: TiVec<LanguageId, Option<Arc<Html>>>,
    /// For each term.
    pub(super) definitions: TiVec<TermId, Definition>,
}

/// The pages, ready to be rendered.
pub(super) fn pages(input: &OthersInput) -> Arc<[Arc<Page>]> {
    let OthersInput { making, themes, entries, relations, intros, definitions } = input;
    let backlinks = &relations.backlinks;
    let terms = &Terms { entries, relations };
    let (own, others) = themes.split_first().expect("every site has a theme");
    let mut pages = Vec::new();
    for (local, intro) in own.iter().zip(intros) {
        pages.extend(generated::pages(making, local, backlinks));
        let page =
            glossary::page(making, local, intro.as_ref(), definitions, terms, backlinks);
        pages.extend(page);
        pages.extend(topics::page(making, local, backlinks));
        pages.extend(search::pages(making, local));
    }
    pages.extend(making.site.term_ids().filter_map(|id| {
        let local = &own[making.site.term(id).language];
        term::page(making, local, &definitions[id], terms, backlinks, id)
    }));
    for local in others.iter().flatten() {
        // Landing pages and the search of staff may stand in another theme than the site's.
        pages.extend(generated::landing_pages(making, local, backlinks));
        pages.extend(search::pages(making, local));
    }
    pages.into_iter().map(Arc::new).collect()
}
