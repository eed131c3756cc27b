//! The sections of one language: the folder tree with its landing pages, in the order of
//! the menu.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::permalink::{AddressMaker, folder_of, is_index};
use super::visibility::Visibility;
use crate::article::{Article, ArticleId};
use crate::base::{Collation, CollationKey, TiSlice, TiVec, UrlPath, id, ti_vec};
use crate::config::{Config, LanguageId};

id! {
    /// The number of a section in its language's tree.
    SectionId
}

impl SectionId {
    /// The root, whose landing page is the home page.
    pub const HOME: SectionId = SectionId(0);
}

/// A folder of articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its folder below `site-content/`; empty for the root.
    pub folder: Box<str>,
    /// The landing page that the authors wrote.
    pub index: Option<ArticleId>,
    /// Its title: the landing page's, or one made from the folder's name.
    pub title: String,
    /// Address of its landing page.
    pub permalink: UrlPath,
    /// The section it stands in: none for the root.
    pub parent: Option<SectionId>,
    /// Articles and sections in it, in order.
    pub entries: Vec<Entry>,
    /// Those that are for readers whom `site.yaml` does not list, in a section for others: no
    /// list names them.
    pub apart: Vec<Entry>,
    /// Whether all in it is for such readers.
    pub is_unlisted: bool,
    /// The articles among them, in order.
    articles: Vec<ArticleId>,
}

/// What stands in a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// An article.
    Article(ArticleId),
    /// A section.
    Section(SectionId),
}

/// All sections of one language; the first is the root, whose landing page is the home
/// page. A section comes after the one that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionTree {
    /// The sections.
    pub sections: TiVec<SectionId, Section>,
    /// First parts of every address of this language.
    prefix: Vec<String>,
    by_folder: BTreeMap<Box<str>, SectionId>,
    /// For each listed article that is no landing page: its place.
    articles: BTreeMap<ArticleId, ArticlePlace>,
    /// For each section: its place among the entries of the one that it stands in.
    places: TiVec<SectionId, usize>,
}

/// Where an article stands in its section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ArticlePlace {
    among_entries: usize,
    among_articles: usize,
}

impl SectionTree {
    /// A section by its number.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id]
    }

    /// The section of a folder.
    pub fn of_folder(&self, folder: &str) -> Option<SectionId> {
        self.by_folder.get(folder).copied()
    }

    /// The section of a topic: for a landing page, its own.
    pub fn of_topic(&self, topic: &str) -> Option<SectionId> {
        self.of_folder(folder_of(topic))
    }

    /// The home page.
    pub fn home(&self) -> &Section {
        &self.sections[SectionId::HOME]
    }

    /// The address of a page of this language that is not an article's.
    pub fn page<'a>(&'a self, parts: impl IntoIterator<Item = &'a str>) -> UrlPath {
        UrlPath::page(self.prefix.iter().map(String::as_str).chain(parts))
    }

    /// The address of a file of this language.
    pub fn file(&self, name: &str) -> UrlPath {
        UrlPath::file(&format!("{}{name}", &self.home().permalink.as_str()[1..]))
    }

    /// The sections above one, from the home page down, without itself.
    pub fn above(&self, id: SectionId) -> Vec<SectionId> {
        let mut above = Vec::new();
        let mut next = self.section(id).parent;
        while let Some(section) = next {
            above.push(section);
            next = self.section(section).parent;
        }
        above.reverse();
        above
    }

    /// All its articles in the order of the menu: the page of a section comes before what
    /// is in it.
    pub fn articles(&self) -> Vec<ArticleId> {
        let mut articles = Vec::new();
        let mut pending = vec![Entry::Section(SectionId::HOME)];
        while let Some(next) = pending.pop() {
            match next {
                Entry::Article(id) => articles.push(id),
                Entry::Section(id) => {
                    let section = self.section(id);
                    articles.extend(section.index);
                    pending.extend(section.entries.iter().chain(&section.apart).rev());
                }
            }
        }
        articles
    }

    /// The listed articles right before and after one in its section.
    pub fn neighbours(&self, id: ArticleId, topic: &str) -> [Option<ArticleId>; 2] {
        let (Some(section), Some(at)) = (self.of_topic(topic), self.among_articles(id))
        else {
            return [None, None];
        };
        let articles = &self.section(section).articles;
        let before = at.checked_sub(1).map(|before| articles[before]);
        [before, articles.get(at + 1).copied()]
    }

    /// The place of an entry in its section; `None` for what no menu lists.
    pub fn place(&self, entry: Entry) -> Option<usize> {
        match entry {
            Entry::Article(id) => Some(self.articles.get(&id)?.among_entries),
            Entry::Section(id) => self.places.get(id).copied(),
        }
    }

    /// The place of an article among the articles of its section.
    pub fn among_articles(&self, id: ArticleId) -> Option<usize> {
        Some(self.articles.get(&id)?.among_articles)
    }

    /// Notes where everything stands, once it is in order.
    fn note_places(&mut self) {
        self.places = ti_vec![0; self.sections.len()];
        for section in &mut self.sections {
            section.articles.clear();
            for (among_entries, entry) in section.entries.iter().enumerate() {
                match *entry {
                    Entry::Section(id) => self.places[id] = among_entries,
                    Entry::Article(id) => {
                        let among_articles = section.articles.len();
                        let place = ArticlePlace { among_entries, among_articles };
                        self.articles.insert(id, place);
                        section.articles.push(id);
                    }
                }
            }
        }
    }
}

impl Section {
    /// The articles right in it, in order.
    pub fn articles(&self) -> &[ArticleId] {
        &self.articles
    }
}

/// What the tree of a language is made of.
pub(super) struct Input<'a> {
    /// The language's number.
    pub language: LanguageId,
    /// All articles of the site.
    pub articles: &'a TiSlice<ArticleId, Arc<Article>>,
    /// Whether readers see them.
    pub visibility: &'a TiSlice<ArticleId, Visibility>,
    /// Their addresses.
    pub addresses: &'a AddressMaker<'a>,
    /// For the order of the menu.
    pub config: &'a Config,
}

/// Makes the section tree of one language out of its listed articles.
pub(super) fn tree(input: &Input<'_>) -> SectionTree {
    let mut listed: Vec<ArticleId> = Vec::new();
    for (id, article) in input.articles.iter_enumerated() {
        let mine = article.source.language == input.language;
        if mine && input.visibility[id].is_listed() {
            listed.push(id);
        }
    }
    let mut tree = SectionTree {
        sections: TiVec::new(),
        prefix: input.addresses.language(input.language),
        by_folder: BTreeMap::new(),
        articles: BTreeMap::new(),
        places: TiVec::new(),
    };
    add_folder(&mut tree, input, "");
    for &id in &listed {
        let topic = &*input.articles[id].source.topic;
        // The glossary page is made of its entries; its `index.md` only opens it.
        if topic == super::permalink::GLOSSARY_INDEX {
            continue;
        }
        let section = add_folder(&mut tree, input, folder_of(topic));
        let section = &mut tree.sections[section];
        if is_index(topic) {
            section.index = Some(id);
            let title = &input.articles[id].front_matter.title.value;
            section.title.clone_from(title);
        } else {
            section.entries.push(Entry::Article(id));
        }
    }
    sort(&mut tree, input);
    set_apart(&mut tree, input);
    tree.note_places();
    tree
}

/// Takes what is for unlisted readers out of the lists of others.
fn set_apart(tree: &mut SectionTree, input: &Input<'_>) {
    let is_unlisted = |id: &ArticleId| input.articles[*id].front_matter.is_unlisted;
    // A section comes after the one that it stands in: what is below is known first.
    let ids: Vec<SectionId> = tree.sections.keys().collect();
    for id in ids.into_iter().rev() {
        let section = &tree.sections[id];
        let all = section.entries.iter().all(|entry| match entry {
            Entry::Article(id) => is_unlisted(id),
            Entry::Section(below) => tree.sections[*below].is_unlisted,
        });
        let unlisted = match &section.index {
            Some(index) => is_unlisted(index),
            None => all && !section.entries.is_empty(),
        };
        tree.sections[id].is_unlisted = unlisted;
    }
    for id in tree.sections.keys().collect::<Vec<_>>() {
        if tree.sections[id].is_unlisted {
            continue;
        }
        let entries = std::mem::take(&mut tree.sections[id].entries);
        let (apart, entries) = entries.into_iter().partition(|entry| match entry {
            Entry::Article(id) => is_unlisted(id),
            Entry::Section(below) => tree.sections[*below].is_unlisted,
        });
        tree.sections[id].entries = entries;
        tree.sections[id].apart = apart;
    }
}

/// Adds a folder and the folders above it, where they are missing.
fn add_folder(tree: &mut SectionTree, input: &Input<'_>, folder: &str) -> SectionId {
    if let Some(id) = tree.of_folder(folder) {
        return id;
    }
    // From the root down, so that a parent always has the smaller number.
    let mut parent = None;
    let mut end = 0;
    let names =
        std::iter::once("").chain(folder.split('/').filter(|name| !name.is_empty()));
    for name in names {
        end += name.len() + usize::from(end > 0);
        let path = &folder[..end];
        let id = tree.of_folder(path).unwrap_or_else(|| {
            let parts = input.addresses.folder(input.language, path);
            let id = tree.sections.push_and_get_key(Section {
                folder: path.into(),
                index: None,
                title: title_of(name, input),
                permalink: UrlPath::page(parts.iter().map(String::as_str)),
                parent,
                entries: Vec::new(),
                apart: Vec::new(),
                is_unlisted: false,
                articles: Vec::new(),
            });
            tree.by_folder.insert(path.into(), id);
            if let Some(above) = parent {
                tree.sections[above].entries.push(Entry::Section(id));
            }
            id
        });
        parent = Some(id);
    }
    parent.expect("the root is always there")
}

/// A title for a folder without a landing page: its name, with spaces and a capital.
fn title_of(folder_name: &str, input: &Input<'_>) -> String {
    if folder_name.is_empty() {
        return input.config.title.clone();
    }
    let words = folder_name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Orders the entries of every section: the menu's order at the root, then by weight,
/// then by title, as the language orders names.
fn sort(tree: &mut SectionTree, input: &Input<'_>) {
    let mut menu: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, name) in input.config.navigation_order.iter().enumerate() {
        menu.entry(&name.value).or_insert(place);
    }
    let order = Collation::new(&input.config.languages[input.language].collation);
    let keys: TiVec<SectionId, (usize, i64, CollationKey)> = tree
        .sections
        .iter()
        .map(|section| {
            let place = menu.get(&*section.folder).copied();
            let weight =
                section.index.and_then(|id| input.articles[id].front_matter.weight);
            (
                place.unwrap_or(usize::MAX),
                weight.unwrap_or(i64::MAX),
                order.key(&section.title),
            )
        })
        .collect();
    for section in &mut tree.sections {
        section.entries.sort_by_cached_key(|entry| match entry {
            Entry::Article(id) => {
                let article = &input.articles[*id];
                (
                    usize::MAX,
                    article.front_matter.weight.unwrap_or(i64::MAX),
                    order.key(&article.front_matter.title.value),
                    article.source.path.as_str().to_owned(),
                )
            }
            Entry::Section(id) => {
                let (place, weight, title) = keys[*id].clone();
                (place, weight, title, String::new())
            }
        });
    }
}
