//! For whom pages are: which theme they are made with, and which sections stand apart for
//! staff.

use std::collections::BTreeSet;

use crate::article::ArticleId;
use crate::base::Spanned;
use crate::config::Config;
use crate::site::{Catalogue, Entry, Section, SectionId, SectionTree};

/// The theme of the landing page of a section, by name: that of the author's page, else the
/// one that all pages in the section have.
pub(super) fn theme_of_section<'c>(
    site: &Catalogue,
    config: &'c Config,
    tree: &SectionTree,
    id: SectionId,
) -> &'c str {
    let mut themes = audiences(site, tree, tree.section(id))
        .into_iter()
        .map(|audience| config.theme_for(audience));
    let first = themes.next().unwrap_or(&config.theme.value);
    if themes.all(|theme| theme == first) { first } else { &config.theme.value }
}

/// The sections right below the home page that are for staff alone: their landing page is,
/// or all their articles are where nobody wrote one. None on a site that is for nobody else.
pub(super) fn staff_sections(
    site: &Catalogue,
    config: &Config,
    tree: &SectionTree,
) -> BTreeSet<SectionId> {
    let home = tree.home();
    let entries = home.entries.iter().chain(&home.apart);
    let sections = entries.filter_map(|entry| match entry {
        Entry::Section(id) => Some(*id),
        Entry::Article(_) => None,
    });
    let (staff, others): (Vec<_>, Vec<_>) = sections.partition(|&id| {
        let audiences = audiences(site, tree, tree.section(id));
        !audiences.is_empty() && audiences.iter().all(|who| config.is_for_staff(who))
    });
    let home_is_theirs = home
        .index
        .is_some_and(|id| config.is_for_staff(&site.article(id).front_matter.audience));
    let has_others = !others.is_empty() || !home.articles().is_empty();
    if home_is_theirs || !has_others {
        BTreeSet::new()
    } else {
        staff.into_iter().collect()
    }
}

/// For whom the landing page of a section is; where nobody wrote one, for whom each of the
/// articles in it is, at any depth.
fn audiences<'a>(
    site: &'a Catalogue,
    tree: &'a SectionTree,
    section: &'a Section,
) -> Vec<&'a [Spanned<String>]> {
    let of = |id: ArticleId| site.article(id).front_matter.audience.as_slice();
    if let Some(index) = section.index {
        return vec![of(index)];
    }
    let mut audiences = Vec::new();
    let mut pending = vec![section];
    while let Some(section) = pending.pop() {
        audiences.extend(section.articles().iter().copied().map(of));
        for entry in section.entries.iter().chain(&section.apart) {
            if let Entry::Section(below) = entry {
                let below = tree.section(*below);
                audiences.extend(below.index.map(of));
                pending.push(below);
            }
        }
    }
    audiences
}
