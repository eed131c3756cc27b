//! What the menu of a section shows: its own entries, and the way to it from above.

use super::Making;
use crate::site::{Entry, Section, SectionId};
use crate::theme::view::{NavEntryView, NavTreeView, NavView};

/// The menu of a section, to be rendered once for all its pages.
pub(super) fn nav_view(making: &Making<'_>, language: usize, id: SectionId) -> NavView {
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
    making: &Making<'_>,
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
