//! What belongs to the site, whatever the theme and the language of a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{ArticleId, Status, TermId};
use crate::base::{Date, OutputPath, TiVec, UrlPath};
use crate::config::{Config, LanguageId};
use crate::output::moved::{Moved, MovedPart};
use crate::site::{Catalogue, Destination, Entry, SectionId};
use crate::theme::view::{ImageView, LinkView, MovedView};

/// What belongs to the site.
#[derive(Debug, PartialEq)]
pub struct SiteMaking {
    /// The articles and their tables.
    pub site: Catalogue,
    /// What the owner asked for.
    pub config: Config,
    /// The day that counts as today.
    pub today: Date,
    /// Tag and own name of every language.
    pub language_names: TiVec<LanguageId, (String, String)>,
    /// For each term: the root-relative address of its entry. `None` in a language whose
    /// glossary lists nothing.
    pub term_hrefs: TiVec<TermId, Option<String>>,
    /// For each language: the sections that are for staff alone.
    pub staff: TiVec<LanguageId, BTreeSet<SectionId>>,
    /// What moved away from each old address.
    pub moved: BTreeMap<OutputPath, Moved>,
    /// For each language: the addresses of the search page for all readers and of that for staff.
    pub search: TiVec<LanguageId, [Option<UrlPath>; 2]>,
    /// Words that lead to a page, as `data/search.yaml` says.
    pub search_words: Vec<(String, Destination)>,
    /// The picture of pages that have none of their own.
    pub image: Option<ImageView>,
}

impl SiteMaking {
    /// Links to entries of a section, but to sections for staff alone.
    pub fn entry_links(&self, language: LanguageId, entries: &[Entry]) -> Vec<LinkView> {
        let staff = &self.staff[language];
        let entries = entries.iter().filter(|entry| match entry {
            Entry::Section(id) => !staff.contains(id),
            Entry::Article(_) => true,
        });
        entries.map(|entry| self.entry_link(language, *entry)).collect()
    }

    /// A link to an article or a section.
    pub fn entry_link(&self, language: LanguageId, entry: Entry) -> LinkView {
        match entry {
            Entry::Article(id) => self.article_link(id),
            Entry::Section(id) => self.section_link(language, id),
        }
    }

    /// A link to an article from where its section is seen: a menu, or a page beside it.
    pub fn article_link(&self, id: ArticleId) -> LinkView {
        let title = self.name_of(id).to_owned();
        LinkView { title, ..self.article_link_from(self.site.article(id).language, id) }
    }

    /// A link to an article from a page that may be in another language.
    pub fn article_link_from(&self, language: LanguageId, id: ArticleId) -> LinkView {
        let description = self.site.article(id).front_matter.description.as_ref();
        let description = description.map(|words| words.value.clone());
        LinkView { description, ..self.article_name_from(language, id) }
    }

    /// What menus and lists call an article.
    fn name_of(&self, id: ArticleId) -> &str {
        let front_matter = &self.site.article(id).front_matter;
        front_matter.short_title.as_ref().unwrap_or(&front_matter.title.value)
    }

    /// A name of an article for lists in which another of the same name may stand: with the
    /// section, as `Overview (Liver)`.
    pub fn told_apart(&self, id: ArticleId, name: &str) -> String {
        match &self.site.apart[id] {
            Some(section) => format!("{name} ({section})"),
            None => name.to_owned(),
        }
    }

    /// A link to an article without its description, from a page that may be in another
    /// language.
    pub fn article_name_from(&self, language: LanguageId, id: ArticleId) -> LinkView {
        let own = self.site.article(id).language;
        let name = self.told_apart(id, self.name_of(id));
        let link = LinkView::plain(name, self.href(self.site.permalink(id)));
        let tag = || self.language_names[own].0.clone();
        LinkView { language: (own != language).then(tag), ..link }
    }

    /// A link to a section.
    pub fn section_link(&self, language: LanguageId, id: SectionId) -> LinkView {
        let section = self.site.sections[language].section(id);
        match section.index {
            Some(index) => self.article_link(index),
            None => LinkView::plain(section.title.clone(), self.href(&section.permalink)),
        }
    }

    /// The root-relative address of a term's entry: `None` in a language whose glossary
    /// lists nothing.
    pub fn term_href(&self, id: TermId) -> Option<&str> {
        self.term_hrefs[id].as_deref()
    }

    /// A link to a term's entry from a page that may be in another language.
    pub fn term_link_from(&self, language: LanguageId, id: TermId) -> Option<LinkView> {
        let term = self.site.term(id);
        let own = term.language;
        let name = term.front_matter.term.value.clone();
        let tag = || self.language_names[own].0.clone();
        let link = LinkView::plain(name, self.term_href(id)?.to_owned());
        Some(LinkView { language: (own != language).then(tag), ..link })
    }

    /// The root-relative address of a page, encoded.
    pub fn href(&self, address: &UrlPath) -> String {
        address.href(self.config.base_path())
    }

    /// The absolute address of a page: none without a `base_url`.
    pub fn absolute(&self, address: &UrlPath) -> Option<String> {
        let base = self.config.base_url.as_ref()?;
        Some(format!("{}{}", base.origin, self.href(address)))
    }

    /// The parts of a page that stand elsewhere, as a page of a language shows them.
    pub fn moved_parts(&self, language: LanguageId, path: &OutputPath) -> Vec<MovedView> {
        let parts = self.moved.get(path).into_iter().flat_map(|moved| &moved.parts);
        parts.map(|part| self.moved_part(language, part)).collect()
    }

    fn moved_part(&self, language: LanguageId, part: &MovedPart) -> MovedView {
        let MovedPart { anchor, heading, own, .. } = part.clone();
        let LinkView { title, url, language, .. } =
            self.article_link_from(language, part.to);
        let url = own.map_or_else(|| url.clone(), |own| format!("{url}#{own}"));
        MovedView { anchor, heading, title, url, language }
    }

    /// When an article's content last changed, by its own word.
    pub fn changed(&self, id: ArticleId) -> Option<Date> {
        let front_matter = &self.site.article(id).front_matter;
        [&front_matter.updated, &front_matter.reviewed, &front_matter.published]
            .into_iter()
            .flatten()
            .map(|date| date.value)
            .max()
    }

    /// Whether search engines and feeds are told of an article: those that its author keeps
    /// from them are public all the same.
    pub fn is_announced(&self, id: ArticleId) -> bool {
        self.is_public(id) && self.site.article(id).front_matter.robots.index
    }

    /// Whether an article is published for all to read.
    pub fn is_public(&self, id: ArticleId) -> bool {
        let published = self.site.article(id).front_matter.status == Status::Published;
        published && self.site.visibility[id].is_listed()
    }
}
