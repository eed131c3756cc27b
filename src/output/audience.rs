//! For whom pages are: which theme they are made with, and which sections stand apart for
//! staff.

use std::collections::BTreeSet;

use super::Making;
use crate::article::ArticleId;
use crate::base::Spanned;
use crate::config::Config;
use crate::site::{Entry, Section, SectionId, SectionTree, Site};
use crate::theme::view::LinkView;

/// Readers that are staff on every site.
const STAFF: &[&str] = &["staff", "clinician"];

impl<'a> Making<'a> {
    /// The same in each theme in use, the site's own first.
    pub fn themes(&self) -> impl Iterator<Item = &Making<'a>> {
        std::iter::once(self).chain(&self.others)
    }

    /// The same in the theme of an article's page.
    pub fn for_article(&self, id: ArticleId) -> &Making<'a> {
        let audience = &self.site.article(id).front_matter.audience;
        let theme = self.config.theme_for(audience);
        self.themes().find(|making| making.theme.name() == theme).unwrap_or(self)
    }

    /// Whether the landing page of a section has this theme.
    pub fn is_for_section(&self, language: usize, id: SectionId) -> bool {
        let tree = &self.site.sections[language];
        theme_of_section(self.site, self.config, tree, id) == self.theme.name()
    }

    /// Links of the main menu: the sections that the configuration names, else all; where
    /// an audience has a theme of its own, the sections for staff follow.
    pub(super) fn menu_links(&self, language: usize) -> Vec<LinkView> {
        let tree = &self.site.sections[language];
        let staff = &self.staff[language];
        let mut links = match &self.config.navigation_menu {
            None => self.entry_links(language, &tree.home().entries),
            Some(folders) => {
                let ids = folders.iter().filter_map(|name| tree.of_folder(&name.value));
                let ids = ids.filter(|id| !staff.contains(id));
                ids.map(|id| self.section_link(language, id)).collect()
            }
        };
        if self.number > 0 {
            links.extend(self.staff_links(language));
        }
        links
    }

    /// Links to the sections for staff alone, in the order of the menu.
    pub(super) fn staff_links(&self, language: usize) -> Vec<LinkView> {
        let staff = &self.staff[language];
        let entries = self.site.sections[language].home().entries.iter();
        let sections = entries.filter_map(|entry| match entry {
            Entry::Section(id) => staff.contains(id).then_some(*id),
            Entry::Article(_) => None,
        });
        sections.map(|id| self.section_link(language, id)).collect()
    }
}

/// The theme of the landing page of a section, by name: that of the author's page, else the
/// one that all pages in the section have.
fn theme_of_section<'c>(
    site: &Site,
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
    site: &Site,
    config: &Config,
    tree: &SectionTree,
) -> BTreeSet<SectionId> {
    let home = tree.home();
    let sections = home.entries.iter().filter_map(|entry| match entry {
        Entry::Section(id) => Some(*id),
        Entry::Article(_) => None,
    });
    let (staff, others): (Vec<_>, Vec<_>) = sections.partition(|&id| {
        let audiences = audiences(site, tree, tree.section(id));
        !audiences.is_empty() && audiences.iter().all(|who| is_staff(config, who))
    });
    let home_is_theirs = home
        .index
        .is_some_and(|id| is_staff(config, &site.article(id).front_matter.audience));
    let has_others = !others.is_empty() || !home.articles().is_empty();
    if home_is_theirs || !has_others {
        BTreeSet::new()
    } else {
        staff.into_iter().collect()
    }
}

fn is_staff(config: &Config, audience: &[Spanned<String>]) -> bool {
    let is_staff = |who: &Spanned<String>| {
        STAFF.contains(&who.value.as_str()) || config.audience_theme(&who.value).is_some()
    };
    !audience.is_empty() && audience.iter().all(is_staff)
}

/// For whom the landing page of a section is; where nobody wrote one, for whom each of the
/// articles in it is, at any depth.
fn audiences<'a>(
    site: &'a Site,
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
        for entry in &section.entries {
            if let Entry::Section(below) = entry {
                let below = tree.section(*below);
                audiences.extend(below.index.map(of));
                pending.push(below);
            }
        }
    }
    audiences
}
