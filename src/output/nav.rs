//! What the menu of a section shows: its own entries, and the way to it from above. A menu
//! stands on every page of its section, so it has a largest size: of many entries it shows
//! those around the reader, of many levels the nearest.

use std::ops::Range;

use super::making::SiteMaking;
use crate::config::LanguageId;
use crate::site::{Entry, SectionId, SectionTree};
use crate::theme::view::{LinkView, NavEntryView, NavTreeView, NavView};

/// How many entries a menu lists whole.
pub(super) const MOST_ENTRIES: usize = 50;
/// Of more, how many before the reader and how many after.
const AROUND: usize = 5;
/// How many levels of sections a tree opens.
const MOST_LEVELS: usize = 8;
/// How many breadcrumbs show the way to a page.
const MOST_BREADCRUMBS: usize = 8;

/// Which of `count` entries a menu lists whose reader is at `here` among them.
pub(super) fn listed(count: usize, here: Option<usize>) -> Range<usize> {
    match here {
        _ if count <= MOST_ENTRIES => 0..count,
        Some(here) => here.saturating_sub(AROUND)..count.min(here + AROUND + 1),
        // Its own page lists them.
        None => 0..0,
    }
}

/// Whether the entries of a section are too many for a menu, so that each of its pages has
/// a menu of its own.
pub(super) fn is_large(tree: &SectionTree, id: SectionId) -> bool {
    tree.section(id).entries.len() > MOST_ENTRIES
}

/// The menu of a section, to be rendered once for all its pages; of a large one, as the page
/// of its entry `here` shows it, or as its own pages do.
pub(super) fn nav_view(
    making: &SiteMaking,
    language: LanguageId,
    id: SectionId,
    here: Option<usize>,
) -> NavView {
    let tree = &making.site.sections[language];
    let mut way = tree.above(id);
    way.push(id);
    // The home page stands above all; the section below it is where the tree begins.
    let first = way.len().saturating_sub(MOST_LEVELS).max(1);
    let open = way.get(first..).filter(|open| !open.is_empty()).unwrap_or(&way);
    let top = making.section_link(language, open[0]);
    let own = tree.section(id);
    let menu = OpenMenu { making, language, here };
    NavView {
        title: own.title.clone(),
        url: making.href(&own.permalink),
        more: menu.leaves_out(&[id]),
        entries: menu.entries(&[id]),
        tree: NavTreeView {
            title: top.title,
            url: top.url,
            more: menu.leaves_out(open),
            entries: menu.entries(open),
        },
    }
}

/// A menu that is opened for one place.
struct OpenMenu<'m> {
    making: &'m SiteMaking,
    language: LanguageId,
    /// The place of the page in the last section of the way.
    here: Option<usize>,
}

impl OpenMenu<'_> {
    /// Where the reader is in the first section of a way.
    fn here(&self, way: &[SectionId]) -> Option<usize> {
        let tree = &self.making.site.sections[self.language];
        match way.get(1) {
            Some(&next) => tree.place(Entry::Section(next)),
            None => self.here,
        }
    }

    /// Whether entries of the first section of a way are left out that the reader is among.
    fn leaves_out(&self, way: &[SectionId]) -> bool {
        let tree = &self.making.site.sections[self.language];
        self.here(way).is_some() && is_large(tree, way[0])
    }

    /// The entries of the first section of a way; that which is next on the way has its own
    /// below it.
    fn entries(&self, way: &[SectionId]) -> Vec<NavEntryView> {
        let tree = &self.making.site.sections[self.language];
        let entries = &tree.section(way[0]).entries;
        let below = way.get(1..).filter(|below| !below.is_empty());
        let entry = |entry: &Entry| {
            let link = self.making.entry_link(self.language, *entry);
            let below = below.filter(|below| *entry == Entry::Section(below[0]));
            NavEntryView {
                title: link.title,
                url: link.url,
                section: matches!(entry, Entry::Section(_)),
                more: below.is_some_and(|below| self.leaves_out(below)),
                children: below.map(|below| self.entries(below)).unwrap_or_default(),
            }
        };
        entries[listed(entries.len(), self.here(way))].iter().map(entry).collect()
    }
}

/// The way from the home page down through `above`: of a long one, the home page and the
/// sections that are nearest.
pub(super) fn breadcrumbs(
    making: &SiteMaking,
    language: LanguageId,
    above: &[SectionId],
) -> Vec<LinkView> {
    let left_out = above.len().saturating_sub(MOST_BREADCRUMBS);
    let home = above.iter().take(1);
    let nearest = above.iter().skip(1 + left_out);
    home.chain(nearest).map(|&id| making.section_link(language, id)).collect()
}

/// Links of the main menu: the sections that the configuration names, else all; where an
/// audience has a theme of its own, which has another number than the site's, the sections
/// for staff follow.
pub(super) fn menu_links(
    making: &SiteMaking,
    theme: usize,
    language: LanguageId,
) -> Vec<LinkView> {
    let tree = &making.site.sections[language];
    let staff = &making.staff[language];
    let mut links = match &making.config.navigation_menu {
        None => top_links(making, language),
        Some(folders) => {
            let ids = folders.iter().filter_map(|name| tree.of_folder(&name.value));
            let ids = ids.filter(|id| !staff.contains(id));
            ids.map(|id| making.section_link(language, id)).collect()
        }
    };
    if theme > 0 {
        links.extend(staff_links(making, theme, language));
    }
    links
}

/// Links to what stands below the home page, for the lists of every page: the sections, and the
/// pages beside them. Of a site without sections the home page lists the pages, and each page its
/// neighbours; on all others each of them would stand three times.
pub(super) fn top_links(making: &SiteMaking, language: LanguageId) -> Vec<LinkView> {
    let entries = &making.site.sections[language].home().entries;
    let is_section = |entry: &Entry| matches!(entry, Entry::Section(_));
    if entries.iter().any(is_section) {
        making.entry_links(language, entries)
    } else {
        Vec::new()
    }
}

/// Links to the sections for staff alone, in the order of the menu; to those that are not
/// listed, only in a theme of their own.
pub(super) fn staff_links(
    making: &SiteMaking,
    theme: usize,
    language: LanguageId,
) -> Vec<LinkView> {
    let staff = &making.staff[language];
    let home = making.site.sections[language].home();
    let apart = home.apart.iter().filter(|_| theme > 0);
    let sections = home.entries.iter().chain(apart).filter_map(|entry| match entry {
        Entry::Section(id) => staff.contains(id).then_some(*id),
        Entry::Article(_) => None,
    });
    sections.map(|id| making.section_link(language, id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_lists_few_entries_whole_and_of_many_those_around_the_reader() {
        assert_eq!(listed(50, Some(7)), 0..50);
        assert_eq!(listed(50, None), 0..50);
        assert_eq!(listed(51, Some(0)), 0..6);
        assert_eq!(listed(51, Some(7)), 2..13);
        assert_eq!(listed(51, Some(50)), 45..51);
        assert_eq!(listed(51, None), 0..0);
    }
}
