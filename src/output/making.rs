//! What all outputs are made from, prepared once per build, per theme and per language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::asset::ThemeAssets;
use super::audience;
use super::memos::Memos;
use super::moved::{Moved, moved};
use super::nav::{self, nav_view};
use crate::article::{ArticleId, Status, TermId};
use crate::base::{Date, OutputPath, Telephone, UrlPath};
use crate::config::{Config, Direction};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::markdown::{Link, LinkKind};
use crate::records::Contact;
use crate::site::{Context, Destination, Entry, Findings, SectionId, Site};
use crate::theme::view::{
    ContactView, DateView, IconView, ImageView, LanguageView, LinkView, SiteView,
};
use crate::theme::{RenderedMenu, SharedView, Theme, Themes};

/// What every output is made from: all of it in the site's own theme, but for the pages
/// whose readers have another.
#[derive(Debug)]
pub struct Making<'a> {
    /// The articles and their tables.
    pub site: &'a Site,
    /// The number of the theme among those in use: 0 is the site's own.
    pub number: usize,
    /// Templates, strings, assets.
    pub theme: &'a Theme,
    /// The same for the other themes in use; none of them has others.
    pub others: Vec<Making<'a>>,
    /// What the owner asked for.
    pub config: &'a Config,
    /// The day that counts as today.
    pub today: Date,
    /// Fingerprinted assets of the theme.
    pub assets: ThemeAssets,
    /// For each term: the root-relative address of its entry. `None` in a language whose
    /// glossary lists nothing.
    pub term_hrefs: Arc<Vec<Option<String>>>,
    /// What is prepared per language.
    pub languages: Vec<Arc<LanguageMaking>>,
    /// Tag and own name of every language.
    pub language_names: Vec<(String, String)>,
    /// The kinds of blocks that the theme knows.
    pub block_kinds: Vec<String>,
    /// For each language: the sections that are for staff alone.
    pub staff: Arc<Vec<BTreeSet<SectionId>>>,
    /// What moved away from each old address.
    pub moved: Arc<BTreeMap<OutputPath, Moved<'a>>>,
    /// The icons that the site names, else the theme's.
    pub icons: Vec<IconView>,
    /// The picture of pages that have none of their own.
    pub image: Option<ImageView>,
    /// What was found while preparing.
    pub diagnostics: Vec<Diagnostic>,
}

/// What all pages of one language share.
#[derive(Debug)]
pub struct LanguageMaking {
    /// The theme's words.
    pub strings: BTreeMap<String, String>,
    /// What templates see as `site`.
    pub view: SiteView,
    /// The same, as templates take it.
    pub shared: SharedView,
    /// Contacts by id.
    pub contacts: BTreeMap<String, ContactView>,
    /// For each section: its menu, rendered once.
    pub navs: Vec<Arc<RenderedMenu>>,
    /// The main menu, rendered once.
    pub menu: Arc<RenderedMenu>,
}

impl<'a> Making<'a> {
    /// Prepares what all outputs share. `themes` are those that the configuration names,
    /// in its order; the first is the site's own. What is prepared of a language is used
    /// again if the last build prepared it from the same.
    pub fn new(
        site: &'a Site,
        themes: &'a Themes,
        config: &'a Config,
        today: Date,
        memos: &Memos,
    ) -> Self {
        let trees = site.sections.iter();
        let staff = trees.map(|tree| audience::staff_sections(site, config, tree));
        let staff = Arc::new(staff.collect());
        let moved = Arc::new(moved(site));
        let base = config.base_path();
        let term_hrefs = site.term_ids().map(|id| site.entry_href(id, base)).collect();
        let term_hrefs: Arc<Vec<_>> = Arc::new(term_hrefs);
        let prepare = |number: usize, theme: &'a Theme| {
            let mut making = Making {
                site,
                number,
                theme,
                others: Vec::new(),
                config,
                today,
                assets: ThemeAssets::new(theme),
                term_hrefs: Arc::clone(&term_hrefs),
                languages: Vec::new(),
                language_names: language_names(config),
                block_kinds: theme.block_kinds(),
                staff: Arc::clone(&staff),
                moved: Arc::clone(&moved),
                icons: Vec::new(),
                image: None,
                diagnostics: Vec::new(),
            };
            making.add_site_sheet();
            making.pictures();
            for language in 0..config.languages.len() {
                let view = making.site_view(language);
                let prepared = memos.language(&making, language, view);
                let prepared = prepared.collect(&mut making.diagnostics);
                making.languages.push(prepared);
            }
            making
        };
        let mut making = prepare(0, &themes.own);
        let others = (1..).zip(&themes.others);
        making.others = others.map(|(number, theme)| prepare(number, theme)).collect();
        for other in &mut making.others {
            // What `site.yaml` names is wrong in every theme.
            for diagnostic in std::mem::take(&mut other.diagnostics) {
                if !making.diagnostics.contains(&diagnostic) {
                    making.diagnostics.push(diagnostic);
                }
            }
        }
        making
    }

    /// Renders what all pages of a language share.
    pub(super) fn language(
        &self,
        language: usize,
        view: &SiteView,
    ) -> Outcome<Arc<LanguageMaking>> {
        let mut found = Vec::new();
        let shared = self.theme.site_value(view);
        let tree = &self.site.sections[language];
        let numbers = 0..u32::try_from(tree.sections.len()).unwrap_or(u32::MAX);
        let rendered: Vec<Result<RenderedMenu, Diagnostic>> = numbers
            .into_par_iter()
            .map(|number| {
                let nav = nav_view(self, language, SectionId(number), None);
                self.theme.render_nav(&shared, &nav)
            })
            .collect();
        let mut or_nothing = |menu: Result<RenderedMenu, Diagnostic>| {
            Arc::new(menu.unwrap_or_else(|diagnostic| {
                found.push(diagnostic);
                RenderedMenu::default()
            }))
        };
        let navs = rendered.into_iter().map(&mut or_nothing).collect();
        let menu = or_nothing(self.theme.render_menu(&shared));
        let making = LanguageMaking {
            strings: view.strings.clone(),
            contacts: self.contacts(),
            view: view.clone(),
            shared,
            navs,
            menu,
        };
        Outcome::new(Arc::new(making), found)
    }

    /// All contacts, by id.
    fn contacts(&self) -> BTreeMap<String, ContactView> {
        let contacts = self.site.sources.records.contacts.iter();
        contacts.map(|(id, contact)| (id.clone(), contact_view(id, contact))).collect()
    }

    fn site_view(&mut self, language: usize) -> SiteView {
        let site = self.site;
        let own = &self.config.languages[language];
        let tree = &site.sections[language];
        let has_feed = self.config.base_url.is_some();
        let mut menu = self.menu_links(language);
        let mut sections = self.entry_links(language, &tree.home().entries);
        let more_sections = menu.len().max(sections.len()) > nav::MOST_ENTRIES;
        // They stand on every page; the home page lists all.
        menu.truncate(nav::MOST_ENTRIES);
        sections.truncate(nav::MOST_ENTRIES);
        SiteView {
            title: self.config.title.clone(),
            organisation: self.config.brand.organisation.clone(),
            logo: self.logo(),
            language: LanguageView {
                tag: own.tag.clone(),
                name: own.name.clone(),
                direction: direction(own.direction).to_owned(),
            },
            home: self.href(&tree.home().permalink),
            glossary: site.glossary_page(language).map(|page| self.href(page)),
            tags: site.tags_page(language).map(|page| self.href(&page)),
            topics: site.topics_page(language).map(|page| self.href(&page)),
            accessibility: self.statement_link(language),
            feed: has_feed.then(|| self.href(&super::feed::address(self, language))),
            menu,
            sections,
            more_sections,
            staff: self.staff_links(language),
            footer: self.footer(language),
            urgent_contact: self
                .contacts()
                .into_values()
                .find(|contact| contact.always_open),
            assets: self.assets.addresses(self.config.base_path()),
            fonts: self.assets.preloaded(self.config.base_path()),
            manifest: Some(self.href(&super::manifest::address(self, language))),
            icons: self.icons.clone(),
            colours: self.theme.colours(&self.config.brand),
            options: self.theme.option_values(&self.config.theme_options),
            strings: self.theme.strings(&own.tag),
        }
    }

    /// Links of `brand`, resolved like any other link.
    fn footer(&mut self, language: usize) -> Vec<LinkView> {
        let mut links = Vec::new();
        for link in &self.config.brand.links {
            let target = &link.target;
            let looks_like_path = target.value.contains(['/', ':', '.']);
            let kind = if looks_like_path { LinkKind::Markdown } else { LinkKind::Wiki };
            let destination =
                self.resolve_configured(&target.value, target.span, kind, language);
            if let Some(url) = self.site.href(&destination, self.config.base_path()) {
                links.push(LinkView::plain(link.title.clone(), url));
            }
        }
        links
    }

    fn logo(&mut self) -> Option<String> {
        let logo = self.config.brand.logo.as_ref()?;
        let destination =
            self.resolve_configured(&logo.value, logo.span, LinkKind::Image, 0);
        self.site.href(&destination, self.config.base_path())
    }

    /// A link to the accessibility statement: that of the language, else that of the
    /// default language.
    fn statement_link(&self, language: usize) -> Option<LinkView> {
        let site = self.site;
        if let Some(id) = site.statement(language).or_else(|| site.statement(0)) {
            return Some(self.article_link_from(language, id));
        }
        let page = site.made_statement_page()?;
        let tag = &self.language_names[0].0;
        let words = self.theme.strings(tag).remove("accessibility").unwrap_or_default();
        let link = LinkView::plain(words, self.href(&page));
        Some(LinkView { language: (language != 0).then(|| tag.clone()), ..link })
    }

    /// Resolves a link that `site.yaml` names.
    pub(super) fn resolve_configured(
        &mut self,
        target: &str,
        span: crate::base::Span,
        kind: LinkKind,
        language: usize,
    ) -> Destination {
        let context = Context::of_configuration(span.file, language);
        let link =
            Link { at: 0, kind, target: target.into(), span: span.start..span.end };
        let resolver = self.site.resolver();
        let mut found = Findings::default();
        let resolved = resolver.resolve(&context, &link, &mut found);
        self.diagnostics.extend(found.finish(&resolver, 1));
        resolved.destination
    }

    /// Links to entries of a section, but to sections for staff alone.
    pub fn entry_links(&self, language: usize, entries: &[Entry]) -> Vec<LinkView> {
        let staff = &self.staff[language];
        let entries = entries.iter().filter(|entry| match entry {
            Entry::Section(id) => !staff.contains(id),
            Entry::Article(_) => true,
        });
        entries.map(|entry| self.entry_link(language, *entry)).collect()
    }

    /// A link to an article or a section.
    pub fn entry_link(&self, language: usize, entry: Entry) -> LinkView {
        match entry {
            Entry::Article(id) => self.article_link(id),
            Entry::Section(id) => self.section_link(language, id),
        }
    }

    /// A link to an article from where its section is seen: a menu, or a page beside it.
    pub fn article_link(&self, id: ArticleId) -> LinkView {
        let article = self.site.article(id);
        let title = self.name_of(id).to_owned();
        LinkView { title, ..self.article_link_from(article.source.language, id) }
    }

    /// A link to an article from a page that may be in another language.
    pub fn article_link_from(&self, language: usize, id: ArticleId) -> LinkView {
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
    pub(super) fn told_apart(&self, id: ArticleId, name: &str) -> String {
        match &self.site.apart[id.0 as usize] {
            Some(section) => format!("{name} ({section})"),
            None => name.to_owned(),
        }
    }

    /// A link to an article without its description, from a page that may be in another
    /// language.
    pub fn article_name_from(&self, language: usize, id: ArticleId) -> LinkView {
        let article = self.site.article(id);
        let own = article.source.language;
        let name = self.told_apart(id, self.name_of(id));
        let link = LinkView::plain(name, self.href(self.site.permalink(id)));
        let tag = || self.language_names[own].0.clone();
        LinkView { language: (own != language).then(tag), ..link }
    }

    /// A link to a section.
    pub fn section_link(&self, language: usize, id: SectionId) -> LinkView {
        let section = self.site.sections[language].section(id);
        match section.index {
            Some(index) => self.article_link(index),
            None => LinkView::plain(section.title.clone(), self.href(&section.permalink)),
        }
    }

    /// The root-relative address of a term's entry: `None` in a language whose glossary
    /// lists nothing.
    pub fn term_href(&self, id: TermId) -> Option<&str> {
        self.term_hrefs[id.0 as usize].as_deref()
    }

    /// A link to a term's entry from a page that may be in another language.
    pub fn term_link_from(&self, language: usize, id: TermId) -> Option<LinkView> {
        let term = self.site.term(id);
        let own = term.source.language;
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

    /// A date in the words of a language.
    pub fn date(&self, language: usize, date: Date) -> DateView {
        date_view(date, &self.languages[language].strings)
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
        published && self.site.visibility[id.0 as usize].is_listed()
    }
}

fn language_names(config: &Config) -> Vec<(String, String)> {
    let languages = config.languages.iter();
    languages.map(|language| (language.tag.clone(), language.name.clone())).collect()
}

/// `ltr` or `rtl`.
pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

/// A date with the month's name: day, month, year, unless the theme says another order.
fn date_view(date: Date, strings: &BTreeMap<String, String>) -> DateView {
    let (year, month, day) = date.parts();
    let name = strings.get(&format!("month_{month}")).map_or("", String::as_str);
    let text = if name.is_empty() {
        date.to_string()
    } else {
        let pattern =
            strings.get("date_format").map_or("{day} {month} {year}", String::as_str);
        pattern
            .replace("{day}", &day.to_string())
            .replace("{month}", name)
            .replace("{year}", &year.to_string())
    };
    DateView { iso: date.to_string(), text }
}

fn contact_view(id: &str, contact: &Contact) -> ContactView {
    ContactView {
        id: id.to_owned(),
        name: contact.name.clone(),
        phone: contact.phone.clone(),
        phone_url: contact.dialled.as_ref().map(Telephone::href),
        email: contact.email.clone(),
        hours: contact.hours.clone(),
        always_open: contact.always_open,
        note: contact.note.clone(),
        address: contact.address.clone(),
        url: contact.url.clone(),
    }
}
