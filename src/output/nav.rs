//! What menus show. That of a section: its own entries, and the way to it from above.

use super::making::SiteMaking;
use crate::site::{Entry, Section, SectionId};
use crate::theme::view::{LinkView, NavEntryView, NavTreeView, NavView};

/// The menu of a section, to be rendered once for all its pages.
pub(super) fn nav_view(making: &SiteMaking, language: usize, id: SectionId) -> NavView {
    let tree = &making.site.sections[language];
    let section = tree.section(id);
    let mut way = tree.above(id);
    way.push(id);
    // The home page stands above all; the section below it is where the tree begins.
    let top = tree.section(way.get(1).copied().unwrap_or(id));
    let top_link = making.section_link(language, way.get(1).copied().unwrap_or(id));
    NavView {
        title: section.title.clone(),
        url: making.href(&section.permalink),
        entries: entries(making, language, section, &[]),
        tree: NavTreeView {
            title: top_link.title,
            url: top_link.url,
            entries: entries(making, language, top, &way),
        },
    }
}

/// The entries of a section; those of the sections on the `way` have their own below them.
fn entries(
    making: &SiteMaking,
    language: usize,
    section: &Section,
    way: &[SectionId],
) -> Vec<NavEntryView> {
    let tree = &making.site.sections[language];
    let entry = |entry: &Entry| {
        let link = making.entry_link(language, *entry);
        let on_the_way = match entry {
            Entry::Section(id) if way.contains(id) => Some(tree.section(*id)),
            Entry::Section(_) | Entry::Article(_) => None,
        };
        NavEntryView {
            title: link.title,
            url: link.url,
            section: matches!(entry, Entry::Section(_)),
            children: on_the_way
                .map(|section| entries(making, language, section, way))
                .unwrap_or_default(),
        }
    };
    section.entries.iter().map(entry).collect()
}

/// Links of the main menu: the sections that the configuration names, else all; where an
/// audience has a theme of its own, which has another number than the site's, the sections
/// for staff follow.
pub(super) fn menu_links(
    making: &SiteMaking,
    theme: usize,
    language: usize,
) -> Vec<LinkView> {
    let tree = &making.site.sections[language];
    let staff = &making.staff[language];
    let mut links = match &making.config.navigation_menu {
        None => making.entry_links(language, tree.home()),
        Some(folders) => {
            let ids = folders.iter().filter_map(|name| tree.of_folder(&name.value));
            let ids = ids.filter(|id| !staff.contains(id));
            ids.map(|id| making.section_link(language, id)).collect()
        }
    };
    if theme > 0 {
        links.extend(staff_links(making, language));
    }
    links
}

/// Links to the sections for staff alone, in the order of the menu.
pub(super) fn staff_links(making: &SiteMaking, language: usize) -> Vec<LinkView> {
    let staff = &making.staff[language];
    let entries = making.site.sections[language].home().entries.iter();
    let sections = entries.filter_map(|entry| match entry {
        Entry::Section(id) => staff.contains(id).then_some(*id),
        Entry::Article(_) => None,
    });
    sections.map(|id| making.section_link(language, id)).collect()
}
