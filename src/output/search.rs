//! The index of the search: for each language one of the pages for all readers, and one of those
//! for staff. Each stands beside its search page; both hold the terms of the language.

use std::sync::Arc;

use rayon::prelude::*;

use super::asset::fingerprint;
use super::file::Made;
use super::making::{Making, SiteMaking};
use super::page::{AllFacts, Bodies};
use crate::article::{ArticleId, FrontMatter, TermFrontMatter, TermId};
use crate::base::{FileId, Html, Memo, Memory, Spanned, UrlPath};
use crate::config::LanguageId;
use crate::disk::digest;
use crate::html::{Facts, lead, text_of};
use crate::search::{Counted, Entry, Fields, Lay, Words, count, index, names};
use crate::site::{Catalogue, Destination};

/// What a build remembers of the index.
#[derive(Debug)]
pub struct SearchMemos {
    articles: Memo<FileId, ArticleText, Arc<Counted>>,
    terms: Memo<FileId, TermText, Arc<Counted>>,
    /// By the number of the language, and whether it is for staff.
    words: Memo<(LanguageId, bool), WordsInput, Arc<Words>>,
}

/// What the words of an article are counted from.
#[derive(Debug, PartialEq)]
struct ArticleText {
    front_matter: Arc<FrontMatter>,
    html: Arc<Html>,
    facts: Arc<Facts>,
}

/// What the words of a term are counted from.
#[derive(Debug, PartialEq)]
struct TermText {
    front_matter: Arc<TermFrontMatter>,
    html: Arc<Html>,
}

/// What the index of texts is made from.
#[derive(Debug, PartialEq)]
struct WordsInput {
    language: String,
    pages: Vec<Arc<Counted>>,
}

impl SearchMemos {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Self {
        SearchMemos {
            articles: Memo::new(memory),
            terms: Memo::new(memory),
            words: Memo::new(memory),
        }
    }

    /// Ends a build: forgets what it did not ask for.
    pub fn end_build(&mut self) {
        self.articles.end_build();
        self.terms.end_build();
        self.words.end_build();
    }
}

/// The files of the index that a browser asks for by their own names: all others stand in them,
/// under names made of their bytes.
const STARTS: [&str; 2] = ["names.json", "words.json"];

/// Where they stand.
pub(super) fn addresses(site: &Catalogue, language: LanguageId) -> Vec<UrlPath> {
    let pages = site.search_pages(language).into_iter().flatten();
    pages.flat_map(|page| STARTS.map(|name| beside(&page, name))).collect()
}

/// The address of a file in the folder of a search page.
fn beside(page: &UrlPath, name: &str) -> UrlPath {
    UrlPath::file(&format!("{}{name}", page.as_str().trim_start_matches('/')))
}

/// What can be found in a language, and what it says.
struct Scope<'a> {
    making: &'a SiteMaking,
    articles: Vec<ArticleId>,
    terms: Vec<TermId>,
    language: LanguageId,
}

/// Makes all files of the index; they are made of bodies, before pages are.
pub fn search(
    making: &Making,
    bodies: &Bodies,
    facts: &AllFacts,
    memos: &SearchMemos,
) -> Made {
    let mut made = Made::default();
    let making = &*making.site;
    for (language, pages) in making.search.iter_enumerated() {
        for (page, for_staff) in pages.iter().zip([false, true]) {
            let Some(page) = page else { continue };
            let scope = Scope::new(making, language, for_staff);
            let name = |text: &str| fingerprint(&digest(text.as_bytes()));
            let (entries, lay) = (scope.entries(bodies), scope.lay());
            let names = names(&entries, scope.articles.len(), &lay, name);
            let input = WordsInput {
                language: making.language_names[language].0.clone(),
                pages: scope.counted(bodies, facts, memos),
            };
            let words = memos.words.get((language, for_staff), input, words);
            let starts = [names.start, words.directory.clone()];
            let starts = STARTS.into_iter().map(str::to_owned).zip(starts);
            let others = names.files.into_iter().chain(words.files.iter().cloned());
            let others = others.map(|(name, text)| (format!("{name}.json"), text));
            for (name, text) in starts.chain(others) {
                made.add(beside(page, &name).output_path(), text);
            }
        }
    }
    made
}

fn words(input: &WordsInput) -> Arc<Words> {
    let pages: Vec<&Counted> = input.pages.iter().map(AsRef::as_ref).collect();
    let name = |text: &str| fingerprint(&digest(text.as_bytes()));
    Arc::new(index(&input.language, &pages, name))
}

impl<'a> Scope<'a> {
    fn new(making: &'a SiteMaking, language: LanguageId, for_staff: bool) -> Self {
        let site = &making.site;
        let is_in = |&id: &ArticleId| {
            let article = site.article(id);
            article.language == language
                && article.front_matter.is_for_staff() == for_staff
                && site.is_searched(id)
        };
        Scope {
            making,
            language,
            articles: site.article_ids().filter(is_in).collect(),
            terms: site.searched_terms(language).collect(),
        }
    }

    fn entries(&self, bodies: &Bodies) -> Vec<Entry> {
        let site = &self.making.site;
        let articles = self.articles.iter().map(|&id| {
            let front_matter = &site.article(id).front_matter;
            Entry {
                address: self.making.href(site.permalink(id)),
                title: front_matter.title.value.clone(),
                names: other_names(front_matter),
                article: None,
                confusable: Vec::new(),
                description: front_matter.description.as_ref().map(|it| it.value.clone()),
            }
        });
        let number = |id: ArticleId| self.articles.binary_search(&id).ok();
        let terms = self.terms.iter().map(|&id| {
            let front_matter = &site.term(id).front_matter;
            let confusable = site.term_confusable[id].iter();
            let article = site.term_articles[id];
            let body = &bodies.terms[id].html;
            let short = front_matter.short.clone();
            Entry {
                address: self.making.term_href(id).unwrap_or_default().to_owned(),
                title: front_matter.term.value.clone(),
                names: names_of_term(front_matter),
                article: article.and_then(number),
                confusable: confusable
                    .flatten()
                    .filter_map(|id| self.number(*id))
                    .collect(),
                description: Some(short.unwrap_or_else(|| text_of(&lead(body)))),
            }
        });
        articles.chain(terms).collect()
    }

    /// The number of a term among all entries.
    fn number(&self, id: TermId) -> Option<usize> {
        Some(self.articles.len() + self.terms.binary_search(&id).ok()?)
    }

    fn counted(
        &self,
        bodies: &Bodies,
        facts: &AllFacts,
        memos: &SearchMemos,
    ) -> Vec<Arc<Counted>> {
        let site = &self.making.site;
        let articles = self.articles.par_iter().map(|&id| {
            let head = site.article(id);
            let written = bodies.articles[id].as_ref();
            let input = ArticleText {
                front_matter: Arc::clone(&head.front_matter),
                html: written
                    .map(|written| Arc::clone(&written.html))
                    .unwrap_or_default(),
                facts: Arc::clone(&facts.articles[id]),
            };
            memos.articles.get(head.file, input, count_article)
        });
        let terms = self.terms.par_iter().map(|&id| {
            let head = site.term(id);
            let input = TermText {
                front_matter: Arc::clone(&head.front_matter),
                html: Arc::clone(&bodies.terms[id].html),
            };
            memos.terms.get(head.file, input, count_term)
        });
        articles.chain(terms).collect()
    }

    /// The team's own words. `data/search.yaml` names pages of the default language; others have
    /// their translations.
    fn lay(&self) -> Lay {
        let SiteMaking { site, search_words, .. } = self.making;
        let same = site.records.search.as_ref().map(|words| words.same.clone());
        let here = |id: ArticleId| {
            let topic = &site.article(id).topic;
            let all = site.translations.get(topic)?;
            all[self.language].and_then(|id| self.articles.binary_search(&id).ok())
        };
        let number = |to: &Destination| match to {
            Destination::Article { id, .. } => here(*id),
            Destination::Term { id, .. } => self.number(*id),
            _ => None,
        };
        let pages = search_words.iter();
        let pages = pages.filter_map(|(words, to)| Some((words.clone(), number(to)?)));
        Lay { same: same.unwrap_or_default(), pages: pages.collect() }
    }
}

/// What an article is called besides its title.
fn other_names(front_matter: &FrontMatter) -> Vec<String> {
    let aliases = front_matter.aliases.iter().map(|alias| alias.value.clone());
    front_matter.short_title.iter().cloned().chain(aliases).collect()
}

/// What a term is called besides its preferred form, in words that it advises against too: they
/// are what readers type.
fn names_of_term(front_matter: &TermFrontMatter) -> Vec<String> {
    let TermFrontMatter { abbreviation, expands_to, plain_alternative, .. } =
        front_matter;
    let TermFrontMatter { aliases, avoid, .. } = front_matter;
    let value = |name: &Spanned<String>| name.value.clone();
    let names = abbreviation.iter().chain(expands_to).map(value);
    let names = names.chain(plain_alternative.clone());
    names.chain(aliases.iter().chain(avoid).map(value)).collect()
}

fn count_article(input: &ArticleText) -> Arc<Counted> {
    let ArticleText { front_matter, html, facts } = input;
    let aliases = front_matter.aliases.iter().map(|alias| alias.value.clone());
    let headings = facts.headings.iter().map(|heading| heading.text.to_string());
    Arc::new(count(&Fields {
        names: std::iter::once(front_matter.title.value.clone()).chain(aliases).collect(),
        short_title: front_matter.short_title.clone(),
        headings: headings.collect(),
        description: front_matter.description.as_ref().map(|it| it.value.clone()),
        text: text_of(html),
    }))
}

fn count_term(input: &TermText) -> Arc<Counted> {
    let TermText { front_matter, html } = input;
    let names = std::iter::once(front_matter.term.value.clone());
    Arc::new(count(&Fields {
        names: names.chain(names_of_term(front_matter)).collect(),
        description: front_matter.short.clone(),
        text: text_of(html),
        ..Fields::default()
    }))
}
