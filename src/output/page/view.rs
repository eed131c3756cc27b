//! What the views of many pages are filled with.

use std::sync::Arc;

use crate::base::{Spanned, TiSlice, UrlPath};
use crate::config::LanguageId;
use crate::html::{Facts, ShownHeading};
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::site::SectionId;
use crate::theme::view::{ContentsView, LinkView, PageView, TranslationView};
use crate::theme::{Current, PlacedMenu, SectionMenu};

/// The levels that the contents list shows.
const CONTENTS_LEVELS: std::ops::RangeInclusive<u8> = 2..=3;

/// A view with nothing but what every page has. `section` is the one that it
/// is in: none for pages right below the home page.
pub(super) fn blank(
    making: &SiteMaking,
    local: &LanguageMaking,
    kind: &'static str,
    title: String,
    address: &UrlPath,
    section: Option<SectionId>,
) -> PageView {
    let url = making.href(address);
    PageView {
        canonical: making.absolute(address),
        search: search_of(making, local.language, false),
        moved: making.moved_parts(local.language, &address.output_path()),
        nav: section.map(|section| nav_of(local, section, &url)).unwrap_or_default(),
        menu: menu_of(making, local, section, &url),
        ..PageView::bare(kind, title, url)
    }
}

/// The search page for the readers of a page: for staff their own, where there are two. What
/// staff search is shown to others only where there is nothing else to find, and nobody is
/// unlisted.
pub(super) fn search_of(
    making: &SiteMaking,
    language: LanguageId,
    for_staff: bool,
) -> Option<String> {
    let [readers, staff] = &making.search[language];
    let is_for_all = || making.config.audiences.values().all(|audience| audience.listed);
    let page = if for_staff {
        staff.as_ref().or(readers.as_ref())
    } else {
        readers.as_ref().or_else(|| staff.as_ref().filter(|_| is_for_all()))
    };
    page.map(|page| making.href(page))
}

/// The menu of a section with the current page marked.
fn nav_of(local: &LanguageMaking, section: SectionId, url: &str) -> SectionMenu {
    // The main menu, which every page has, is the menu of the home page.
    if section == SectionId::HOME {
        return SectionMenu::default();
    }
    let menu = Arc::clone(&local.navs[section]);
    let current = Some(Current::Page(url.to_owned()));
    SectionMenu::Shared(PlacedMenu { menu, current })
}

/// The main menu with the page itself marked, else the section that it is in.
fn menu_of(
    making: &SiteMaking,
    local: &LanguageMaking,
    section: Option<SectionId>,
    url: &str,
) -> PlacedMenu {
    let menu = Arc::clone(&local.menu);
    let below = |id: SectionId| {
        // Below the home page: the section itself, or the topmost one above it.
        let tree = &making.site.sections[local.language];
        let top = tree.above(id).get(1).copied().unwrap_or(id);
        Current::Below(making.href(&tree.section(top).permalink))
    };
    let current = if menu.leads_to(url) {
        Some(Current::Page(url.to_owned()))
    } else {
        section.map(below)
    };
    PlacedMenu { menu, current }
}

/// The headings of a page as a tree; none where there are fewer than two.
pub(super) fn contents(facts: &Facts) -> Vec<ContentsView> {
    let is_listed = |heading: &&ShownHeading| {
        CONTENTS_LEVELS.contains(&heading.level) && !heading.text.is_empty()
    };
    let headings: Vec<_> = facts.headings.iter().filter(is_listed).collect();
    if headings.len() < 2 {
        return Vec::new();
    }
    let mut contents: Vec<ContentsView> = Vec::new();
    for heading in headings {
        let entry = ContentsView {
            title: heading.text.to_string(),
            anchor: heading.id.to_string(),
            children: Vec::new(),
        };
        match contents.last_mut() {
            Some(above) if heading.level > *CONTENTS_LEVELS.start() => {
                above.children.push(entry);
            }
            _ => contents.push(entry),
        }
    }
    contents
}

/// A page in the languages that have it; none where only one has.
pub(super) fn translations(
    making: &SiteMaking,
    own: LanguageId,
    addresses: &TiSlice<LanguageId, Option<&UrlPath>>,
) -> Vec<TranslationView> {
    if addresses.iter().flatten().count() < 2 {
        return Vec::new();
    }
    let all = making.config.languages.iter_enumerated().zip(addresses);
    all.filter_map(|((language, configured), address)| {
        Some(TranslationView {
            tag: configured.tag.clone(),
            name: configured.name.clone(),
            direction: configured.direction.name().to_owned(),
            url: making.href((*address)?),
            canonical: making.absolute((*address)?),
            current: language == own,
        })
    })
    .collect()
}

/// For whom a page or a term is, in words: the site's own, else the theme's.
pub(super) fn audience_words(
    making: &SiteMaking,
    local: &LanguageMaking,
    audience: &[Spanned<String>],
) -> Vec<String> {
    let strings = local.strings();
    let words = |who: &Spanned<String>| {
        let configured = making.config.audiences.get(&who.value);
        let words = configured
            .map(|audience| &audience.label)
            .or_else(|| strings.get(&format!("audience_{}", who.value)));
        words.unwrap_or(&who.value).clone()
    };
    audience.iter().map(words).collect()
}

/// The title of the glossary page: that of the text that opens it, else the theme's word.
pub(super) fn glossary_title(making: &SiteMaking, local: &LanguageMaking) -> String {
    let intro = making.site.glossary_intro(local.language);
    let intro = intro.filter(|&id| making.site.is_shown(id));
    intro.map_or_else(
        || local.word("glossary").to_owned(),
        |id| making.site.article(id).front_matter.title.value.clone(),
    )
}

/// The breadcrumbs of a page that Engraft makes right below the home page.
pub(super) fn below_home(making: &SiteMaking, language: LanguageId) -> Vec<LinkView> {
    vec![making.section_link(language, SectionId::HOME)]
}
