//! The pages that link to a page, each with the sentence that does.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::said::Said;
use crate::article::{ArticleId, TermId};
use crate::base::{Addressed, TiVec, UrlPath, ti_vec};
use crate::config::LanguageId;
use crate::html::Quote;
use crate::output::making::SiteMaking;
use crate::site::{Catalogue, Destination, SectionTree};
use crate::theme::view::{BacklinkView, LinkView};

/// Who links to each article, to each entry of a glossary, and to each page that no author
/// wrote: in reading order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Backlinks {
    articles: TiVec<ArticleId, Addressed<[Backlink]>>,
    terms: TiVec<TermId, Vec<Backlink>>,
    pages: BTreeMap<UrlPath, Vec<Backlink>>,
}

/// The same while it is gathered.
struct Gathered {
    articles: TiVec<ArticleId, Vec<Backlink>>,
    terms: TiVec<TermId, Vec<Backlink>>,
    pages: BTreeMap<UrlPath, Vec<Backlink>>,
}

/// A page or an entry that links, and its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Backlink {
    from: Linker,
    sentence: Arc<str>,
}

/// Whose text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Linker {
    Article(ArticleId),
    Term(TermId),
}

impl Backlinks {
    /// Gathers the sentences of all texts: pages in the order of the menu, then what opens
    /// the glossaries, then their entries.
    pub(super) fn new(site: &Catalogue, said: &Said) -> Self {
        let mut backlinks = Gathered {
            articles: ti_vec![Vec::new(); site.articles.len()],
            terms: ti_vec![Vec::new(); site.terms.len()],
            pages: BTreeMap::new(),
        };
        let listed = site.sections.iter().flat_map(SectionTree::articles);
        let intros = site.glossary.intros.iter().flatten().copied();
        for id in listed.chain(intros) {
            let quotes = &said.of_article(id).quotes;
            if site.article(id).front_matter.is_unlisted {
                // Only others of its kind are told of it.
                let own = quotes.iter().filter(|quote| match &quote.to {
                    Destination::Article { id, .. } => {
                        site.article(*id).front_matter.is_unlisted
                    }
                    _ => false,
                });
                backlinks.add(Linker::Article(id), own);
            } else {
                backlinks.add(Linker::Article(id), quotes.iter());
            }
        }
        for id in site.term_ids() {
            if site.glossary.visibility[id].is_listed() {
                backlinks.add(Linker::Term(id), said.of_term(id).quotes.iter());
            }
        }
        let Gathered { articles, terms, pages } = backlinks;
        let articles = articles.into_iter().map(Addressed::from_iter).collect();
        Backlinks { articles, terms, pages }
    }

    /// Who links to an article.
    pub(super) fn of_article(&self, id: ArticleId) -> &Addressed<[Backlink]> {
        &self.articles[id]
    }

    /// The pages that link to an entry of a glossary.
    pub(super) fn of_term(&self, making: &SiteMaking, id: TermId) -> Vec<BacklinkView> {
        let language = making.site.term(id).language;
        views(making, language, &self.terms[id])
    }

    /// The pages that link to a page that no author wrote, in a language.
    pub(super) fn of_page(
        &self,
        making: &SiteMaking,
        language: LanguageId,
        address: &UrlPath,
    ) -> Vec<BacklinkView> {
        let list = self.pages.get(address).map_or(&[][..], Vec::as_slice);
        views(making, language, list)
    }
}

impl Gathered {
    fn add<'q>(&mut self, from: Linker, quotes: impl Iterator<Item = &'q Quote>) {
        for quote in quotes {
            let list = match &quote.to {
                Destination::Article { id, .. } if from != Linker::Article(*id) => {
                    &mut self.articles[*id]
                }
                Destination::Term { id, .. } if from != Linker::Term(*id) => {
                    &mut self.terms[*id]
                }
                Destination::Page { address } => {
                    self.pages.entry(address.clone()).or_default()
                }
                _ => continue,
            };
            list.push(Backlink { from, sentence: Arc::clone(&quote.sentence) });
        }
    }
}

/// Links to the pages that link, from a page in a language.
pub(super) fn views(
    making: &SiteMaking,
    language: LanguageId,
    list: &[Backlink],
) -> Vec<BacklinkView> {
    let link = |from| match from {
        Linker::Article(id) => Some(making.article_name_from(language, id)),
        Linker::Term(id) => making.term_link_from(language, id),
    };
    let view = |backlink: &Backlink| {
        let LinkView { title, url, language, .. } = link(backlink.from)?;
        let sentence = backlink.sentence.to_string();
        Some(BacklinkView { title, url, language, sentence })
    };
    list.iter().filter_map(view).collect()
}
