//! A long list stands on several pages, each a part of it: the first at the list's own
//! address, the others at `page/2/` and so on below it.

use super::section::SectionTree;
use super::taxonomy::Tag;
use crate::base::UrlPath;

/// How many entries stand on one page.
const MOST_ENTRIES: usize = 200;

/// How many pages a list of so many entries stands on: one, if there are none.
pub fn part_count(entries: usize) -> usize {
    entries.div_ceil(MOST_ENTRIES).max(1)
}

/// The entries of a part, counted from 1.
pub fn part_of<T>(entries: &[T], number: usize) -> &[T] {
    entries.chunks(MOST_ENTRIES).nth(number - 1).unwrap_or_default()
}

/// The address of a part, counted from 1, of the list at an address.
pub fn part_address(list: &UrlPath, number: usize) -> UrlPath {
    if number == 1 {
        return list.clone();
    }
    let number = number.to_string();
    UrlPath::page(list.as_str().split('/').chain(["page", &number]))
}

/// The addresses of all parts but the first.
pub fn further_parts(list: &UrlPath, entries: usize) -> impl Iterator<Item = UrlPath> {
    (2..=part_count(entries)).map(|number| part_address(list, number))
}

/// The addresses of the further parts of all lists of a language: of its sections, of its
/// tags, and of the list of tags.
pub(super) fn all_further_parts(
    tree: &SectionTree,
    tags: &[Tag],
    tags_page: Option<&UrlPath>,
) -> Vec<UrlPath> {
    let sections = tree.sections.iter();
    let sections = sections.map(|section| (&section.permalink, section.entries.len()));
    let of_tags = tags.iter().map(|tag| (&tag.permalink, tag.articles.len()));
    let list = tags_page.map(|page| (page, tags.len()));
    let lists = sections.chain(of_tags).chain(list);
    lists.flat_map(|(list, entries)| further_parts(list, entries)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_stands_in_one_part() {
        for (entries, parts) in [(0, 1), (1, 1), (200, 1), (201, 2), (400, 2), (401, 3)] {
            assert_eq!(part_count(entries), parts, "{entries}");
            let list: Vec<usize> = (0..entries).collect();
            let parts = (1..=parts).map(|number| part_of(&list, number));
            assert_eq!(parts.collect::<Vec<_>>().concat(), list, "{entries}");
        }
    }

    #[test]
    fn parts_stand_below_their_list() {
        let list = UrlPath::page(["cy", "tags", "blood"]);
        let parts: Vec<String> =
            further_parts(&list, 401).map(|part| part.as_str().to_owned()).collect();
        assert_eq!(parts, ["/cy/tags/blood/page/2/", "/cy/tags/blood/page/3/"]);
        assert_eq!(part_address(&UrlPath::page([]), 2).as_str(), "/page/2/");
        assert_eq!(part_address(&list, 1), list);
    }
}
