//! The index of the search: for each language one of the pages for all readers, and one of those
//! for staff. Each stands beside its search page; both hold the terms of the language.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::asset::{fingerprint, is_mark};
use super::file::{Made, OutputFile};
use super::making::{Making, SiteMaking};
use super::page::{AllFacts, Bodies, search_theme};
use crate::article::{ArticleId, FrontMatter, TermFrontMatter, TermId};
use crate::base::{FileId, Html, Memo, Memory, OutputPath, Spanned, UrlPath};
use crate::config::LanguageId;
use crate::disk::digest;
use crate::html::{Facts, Written, lead, text_of};
use crate::records::{Contact, DangerSign, Degree, Records};
use crate::search::{
    BoxWords, Lay, NamesLayer, PageCounts, PageFields, SearchEntry, SearchedSign,
    WordsLayer, count, index, names,
};
use crate::site::{Catalogue, Destination};

/// What a build remembers of the index.
#[derive(Debug)]
pub struct SearchMemos {
    pages: Memo<FileId, PageSource, Arc<PageWords>>,
    /// By the language, and whether it is for staff.
    words: Memo<(LanguageId, bool), WordsSource, Arc<IndexOfWords>>,
    names: Memo<(LanguageId, bool), NamesSource, Arc<NamesLayer>>,
}

/// What the names of an index are made from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NamesSource {
    entries: Vec<SearchEntry>,
    /// The number of the first term.
    terms: usize,
    lay: Lay,
    words: BoxWords,
}

/// What the words of a page are counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PageSource {
    Article { front_matter: Arc<FrontMatter>, html: Arc<Html>, facts: Arc<Facts> },
    Term { front_matter: Arc<TermFrontMatter>, html: Arc<Html> },
}

/// The words of a page, counted when somebody asks for the index.
#[derive(Debug)]
struct PageWords {
    source: PageSource,
    counted: OnceLock<PageCounts>,
}

/// What the index of texts is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WordsSource {
    language: String,
    pages: Vec<Arc<PageWords>>,
}

/// The index of texts, made when somebody asks for it.
#[derive(Debug)]
struct IndexOfWords {
    source: WordsSource,
    made: OnceLock<WordsLayer>,
}

impl SearchMemos {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Self {
        SearchMemos {
            pages: Memo::new(memory),
            words: Memo::new(memory),
            names: Memo::new(memory),
        }
    }

    /// Ends a build: forgets what it did not ask for.
    pub fn end_build(&mut self) {
        self.pages.end_build();
        self.words.end_build();
        self.names.end_build();
    }
}

// What they come to follows from their sources.
impl PartialEq for PageWords {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for PageWords {}

impl PartialEq for IndexOfWords {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl PageWords {
    fn later(source: &PageSource) -> Arc<Self> {
        Arc::new(PageWords { source: source.clone(), counted: OnceLock::new() })
    }

    fn counted(&self) -> &PageCounts {
        self.counted.get_or_init(|| match &self.source {
            PageSource::Article { front_matter, html, facts } => {
                count_article(front_matter, html, facts)
            }
            PageSource::Term { front_matter, html } => count_term(front_matter, html),
        })
    }
}

impl IndexOfWords {
    fn later(source: &WordsSource) -> Arc<Self> {
        Arc::new(IndexOfWords { source: source.clone(), made: OnceLock::new() })
    }

    fn made(&self) -> &WordsLayer {
        self.made.get_or_init(|| {
            let WordsSource { language, pages } = &self.source;
            let pages: Vec<&PageCounts> =
                pages.par_iter().map(|page| page.counted()).collect();
            index(language, &pages, |text| fingerprint(&digest(text.as_bytes())))
        })
    }
}

/// The files of the index that hold the words of texts: the larger part of it, which a preview
/// makes only once somebody searches.
#[derive(Debug, Default)]
pub struct SearchedTexts {
    /// Beside which search page each stands.
    indexes: Vec<(UrlPath, Arc<IndexOfWords>)>,
    files: OnceLock<BTreeMap<OutputPath, OutputFile>>,
}

impl SearchedTexts {
    /// All files, made when this is asked for the first time.
    pub fn files(&self) -> &BTreeMap<OutputPath, OutputFile> {
        self.files.get_or_init(|| {
            let mut made = Made::default();
            for (page, words) in &self.indexes {
                let WordsLayer { directory, files } = words.made();
                made.add(beside(page, WORDS).output_path(), directory.clone());
                for (name, text) in files {
                    made.add(beside(page, name).output_path(), text.clone());
                }
            }
            made.files.into_iter().collect()
        })
    }

    /// The file at a path, if it is one of these.
    pub fn file(&self, path: &OutputPath) -> Option<(&OutputPath, &OutputFile)> {
        is_of_index(path).then(|| self.files().get_key_value(path)).flatten()
    }
}

/// The files of the index that a browser asks for by their own names: all others stand in them,
/// under names made of their bytes.
const STARTS: [&str; 2] = [NAMES, WORDS];
const NAMES: &str = "names";
const WORDS: &str = "words";

/// Whether a file belongs to an index: nobody links to one, and it may go with the next build.
pub fn is_of_index(path: &OutputPath) -> bool {
    let Some((folder, name)) = path.as_str().rsplit_once('/') else { return false };
    let folder = folder.strip_suffix("/staff").unwrap_or(folder);
    let is_name = |name: &str| is_mark(name) || STARTS.contains(&name);
    folder.rsplit('/').next() == Some("search")
        && name.strip_suffix(".json").is_some_and(is_name)
}

/// Where they stand.
pub(super) fn addresses(site: &Catalogue, language: LanguageId) -> Vec<UrlPath> {
    let pages = site.search_pages(language).into_iter().flatten();
    pages.flat_map(|page| STARTS.map(|name| beside(&page, name))).collect()
}

/// The address of a file in the folder of a search page.
fn beside(page: &UrlPath, name: &str) -> UrlPath {
    UrlPath::file(&format!("{}{name}.json", page.as_str().trim_start_matches('/')))
}

/// What the box in the header says: its words stand in the index once, and not on every page.
const BOX_WORDS: [(&str, &str); 6] = [
    ("one", "search_one"),
    ("many", "search_many"),
    ("none", "search_none"),
    ("all", "search_all"),
    ("term", "search_term"),
    ("call", "search_call"),
];

/// The same in the words of the theme that its readers see.
fn box_words(making: &Making, language: LanguageId, for_staff: bool) -> BoxWords {
    let theme = search_theme(&making.site, language, for_staff);
    let theme = making.themes.iter().find(|known| known.name == theme);
    let local = &theme.unwrap_or(&making.themes[0]).languages[language];
    BOX_WORDS.into_iter().map(|(name, key)| (name, local.word(key).to_owned())).collect()
}

/// What can be found in a language, and what it says.
struct Scope<'a> {
    making: &'a SiteMaking,
    articles: Vec<ArticleId>,
    terms: Vec<TermId>,
    language: LanguageId,
}

/// Makes the names of the index, and what its texts are made from; both out of bodies, before
/// pages are made.
pub fn search(
    making: &Making,
    bodies: &Bodies,
    facts: &AllFacts,
    memos: &SearchMemos,
) -> (Made, SearchedTexts) {
    let mut made = Made::default();
    let mut texts = SearchedTexts::default();
    for (language, pages) in making.site.search.iter_enumerated() {
        for (page, for_staff) in pages.iter().zip([false, true]) {
            let Some(page) = page else { continue };
            let scope = Scope::new(&making.site, language, for_staff);
            let source = NamesSource {
                entries: scope.entries(bodies),
                terms: scope.articles.len(),
                lay: scope.lay(),
                words: box_words(making, language, for_staff),
            };
            let names = memos.names.get((language, for_staff), source, names_layer);
            made.add(beside(page, NAMES).output_path(), names.start.clone());
            for (name, text) in &names.files {
                made.add(beside(page, name).output_path(), text.clone());
            }
            let source = WordsSource {
                language: making.site.language_names[language].0.clone(),
                pages: scope.pages(bodies, facts, memos),
            };
            let words =
                memos.words.get((language, for_staff), source, IndexOfWords::later);
            texts.indexes.push((page.clone(), words));
        }
    }
    (made, texts)
}

fn names_layer(source: &NamesSource) -> Arc<NamesLayer> {
    let NamesSource { entries, terms, lay, words } = source;
    let name = |text: &str| fingerprint(&digest(text.as_bytes()));
    Arc::new(names(entries, *terms, lay, words, name))
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

    fn entries(&self, bodies: &Bodies) -> Vec<SearchEntry> {
        let site = &self.making.site;
        let articles = self.articles.iter().map(|&id| {
            let front_matter = &site.article(id).front_matter;
            SearchEntry {
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
            SearchEntry {
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

    fn pages(
        &self,
        bodies: &Bodies,
        facts: &AllFacts,
        memos: &SearchMemos,
    ) -> Vec<Arc<PageWords>> {
        let site = &self.making.site;
        let articles = self.articles.iter().map(|&id| {
            let head = site.article(id);
            let written = bodies.articles[id].as_ref();
            let source = PageSource::Article {
                front_matter: Arc::clone(&head.front_matter),
                html: written.map(Written::whole).unwrap_or_default(),
                facts: Arc::clone(&facts.articles[id]),
            };
            memos.pages.get(head.file, source, PageWords::later)
        });
        let terms = self.terms.iter().map(|&id| {
            let head = site.term(id);
            let source = PageSource::Term {
                front_matter: Arc::clone(&head.front_matter),
                html: Arc::clone(&bodies.terms[id].html),
            };
            memos.pages.get(head.file, source, PageWords::later)
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
        let signs = self.signs();
        Lay { same: same.unwrap_or_default(), pages: pages.collect(), signs }
    }

    /// The signs of danger that there is somebody to call for.
    fn signs(&self) -> Vec<SearchedSign> {
        let making = self.making;
        let records = &making.site.records;
        let called = |sign: &DangerSign| number_for(making, sign);
        let signs: Vec<_> = records
            .signs
            .iter()
            .filter_map(|(id, sign)| Some((id, sign, called(sign)?)))
            .collect();
        let language = (self.language != LanguageId::DEFAULT)
            .then(|| making.language_names[LanguageId::DEFAULT].0.clone());
        let place = |id: &str| signs.iter().position(|(own, ..)| own.as_str() == id);
        let searched = signs.iter().map(|(_, sign, (kind, number, href))| SearchedSign {
            kind,
            number: number.clone(),
            href: href.clone(),
            words: sign.words.clone(),
            language: language.clone(),
            worse: sign.worse.iter().filter_map(|worse| place(&worse.value)).collect(),
            names: names_of_sign(records, sign),
        });
        searched.collect()
    }
}

/// Whom to call for a sign: its kind, the number as people read it, and as a link. A sign with a
/// line of its own is not for the ward.
fn number_for(
    making: &SiteMaking,
    sign: &DangerSign,
) -> Option<(&'static str, String, String)> {
    let records = &making.site.records;
    let of_contact = |kind, contact: &Contact| {
        Some((kind, contact.phone.clone()?, contact.dialled.as_ref()?.href()))
    };
    let of_ambulance = |kind| {
        let number = making.config.emergency_number()?;
        Some((kind, number.digits().to_owned(), number.href()))
    };
    match (&sign.contact, sign.degree) {
        (Some(own), _) => {
            let contact = records.contacts.get(&own.value);
            contact
                .and_then(|it| of_contact("crisis", it))
                .or_else(|| of_ambulance("crisis"))
        }
        (None, Degree::Emergency) => of_ambulance("emergency"),
        (None, Degree::Ward) => of_contact("urgent", records.urgent_contact()?.1),
    }
}

/// What readers may call a sign: its words without the values that are filled into them, which
/// are said of many things.
fn names_of_sign(records: &Records, sign: &DangerSign) -> Vec<String> {
    let values: Vec<String> =
        sign.values.iter().filter_map(|id| records.value_words(id)).collect();
    let plain = |name: &str| {
        values
            .iter()
            .fold(name.to_owned(), |name, value| name.replace(value.as_str(), ""))
    };
    sign.names().map(plain).map(|name| name.trim().to_owned()).collect()
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

fn count_article(front_matter: &FrontMatter, html: &Html, facts: &Facts) -> PageCounts {
    let aliases = front_matter.aliases.iter().map(|alias| alias.value.clone());
    let headings = facts.headings.iter().map(|heading| heading.text.to_string());
    count(&PageFields {
        names: std::iter::once(front_matter.title.value.clone()).chain(aliases).collect(),
        short_title: front_matter.short_title.clone(),
        headings: headings.collect(),
        description: front_matter.description.as_ref().map(|it| it.value.clone()),
        text: text_of(html),
    })
}

fn count_term(front_matter: &TermFrontMatter, html: &Html) -> PageCounts {
    let names = std::iter::once(front_matter.term.value.clone());
    count(&PageFields {
        names: names.chain(names_of_term(front_matter)).collect(),
        description: front_matter.short.clone(),
        text: text_of(html),
        ..PageFields::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_an_index_are_known_by_their_places() {
        let is_own = |path: &str| is_of_index(&OutputPath::new(path).unwrap());
        let mark = fingerprint(&digest(b"x"));
        for path in
            ["search/names.json", "cy/search/words.json", "search/staff/names.json"]
        {
            assert!(is_own(path), "{path}");
        }
        assert!(is_own(&format!("search/{mark}.json")));
        for path in
            ["search/index.html", "names.json", "files/words.json", "search/x.json"]
        {
            assert!(!is_own(path), "{path}");
        }
    }
}
