//! Long lists: the entries of a section, of a tag, and the list of tags stand on several
//! pages where they are many. What grows but stays one page, because readers search it by
//! letters or open it at an anchor: the A to Z, the glossary, and the pages that link here.

use super::render::Page;
use super::view::blank;
use super::web_page;
use crate::base::UrlPath;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::site::{SectionId, part_address, part_count};
use crate::theme::view::{LinkView, PartView, PartsView};
use crate::theme::{Current, SectionMenu};

/// How many parts before and after the one that the reader is on are linked.
const AROUND: usize = 2;

/// A list that may be long, as all its pages see it.
pub(super) struct LongList<'l> {
    pub(super) local: &'l LanguageMaking,
    /// The kind of its pages.
    pub(super) kind: &'static str,
    pub(super) title: &'l str,
    /// Address of the first.
    pub(super) address: &'l UrlPath,
    /// The section that it is of.
    pub(super) section: Option<SectionId>,
    /// The way to its first page.
    pub(super) breadcrumbs: Vec<LinkView>,
    pub(super) is_draft: bool,
    /// How many entries it has.
    pub(super) entries: usize,
}

impl LongList<'_> {
    /// Its pages but the first; `children` are the links of a part, counted from 1.
    pub(super) fn further(
        &self,
        making: &SiteMaking,
        children: impl Fn(usize) -> Vec<LinkView>,
    ) -> Vec<Page> {
        let count = part_count(self.entries);
        let page = |number| {
            let LongList { local, .. } = *self;
            let (theme, language) = (local.theme, local.language);
            let address = part_address(self.address, number);
            let title = counted(local.word("part_title"), number, count)
                .replace("{title}", self.title);
            let mut view = blank(making, local, self.kind, title, &address, self.section);
            if let SectionMenu::Shared(menu) = &mut view.nav {
                menu.current = Some(Current::Below(making.href(self.address)));
            }
            let first = LinkView::plain(self.title, making.href(self.address));
            view.breadcrumbs.clone_from(&self.breadcrumbs);
            view.breadcrumbs.push(first);
            view.draft = self.is_draft;
            view.children = children(number);
            view.parts = parts(making, local, self.address, number, count);
            view.json_ld = Some(web_page::json_ld(making, language, &view, None));
            Page { theme, language, address, template: None, view }
        };
        (2..=count).map(page).collect()
    }
}

/// What the first page of a list says of the others: nothing where there are none.
pub(super) fn first(
    making: &SiteMaking,
    local: &LanguageMaking,
    list: &UrlPath,
    entries: usize,
) -> Option<PartsView> {
    parts(making, local, list, 1, part_count(entries))
}

fn parts(
    making: &SiteMaking,
    local: &LanguageMaking,
    list: &UrlPath,
    number: usize,
    count: usize,
) -> Option<PartsView> {
    if count < 2 {
        return None;
    }
    let url = |number| making.href(&part_address(list, number));
    let link = |other: usize| {
        let title = counted(local.word("part_of"), other, count);
        LinkView::plain(title, url(other))
    };
    let linked = linked(number, count);
    let before = std::iter::once(0).chain(linked.iter().copied());
    let pages = linked.iter().zip(before).map(|(&other, before)| PartView {
        number: other,
        url: url(other),
        current: other == number,
        gap: other > before + 1,
    });
    Some(PartsView {
        number,
        count,
        previous: (number > 1).then(|| link(number - 1)),
        next: (number < count).then(|| link(number + 1)),
        pages: pages.collect(),
    })
}

/// The first part, the last, and those around one: what is linked stays few.
fn linked(number: usize, count: usize) -> Vec<usize> {
    let around = number.saturating_sub(AROUND).max(1)..=count.min(number + AROUND);
    let mut linked: Vec<usize> = [1, count].into_iter().chain(around).collect();
    linked.sort_unstable();
    linked.dedup();
    linked
}

fn counted(words: &str, number: usize, count: usize) -> String {
    words.replace("{number}", &number.to_string()).replace("{count}", &count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_the_last_and_those_around_are_linked() {
        assert_eq!(linked(1, 2), [1, 2]);
        assert_eq!(linked(1, 20), [1, 2, 3, 20]);
        assert_eq!(linked(10, 20), [1, 8, 9, 10, 11, 12, 20]);
        assert_eq!(linked(20, 20), [1, 18, 19, 20]);
    }
}
