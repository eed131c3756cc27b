//! Pages of one title in several sections: the section that tells each from the others where
//! both may stand in one list.

use std::collections::BTreeMap;

use super::permalink::{folder_of, is_index};
use super::{Catalogue, SectionTree};
use crate::article::ArticleId;
use crate::base::{TiVec, fold_name, ti_vec};

/// For each article: the sections that tell it from listed ones of the same name, such as
/// `Liver`; as few as do. `None` where no other has its name, and for a page right below the
/// home page.
pub(super) fn apart(site: &Catalogue) -> TiVec<ArticleId, Option<Box<str>>> {
    let mut apart: TiVec<ArticleId, Option<Box<str>>> =
        ti_vec![None; site.articles.len()];
    for tree in &*site.sections {
        let mut by_name: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
        for id in tree.articles() {
            let front_matter = &site.article(id).front_matter;
            let names = std::iter::once(&front_matter.title.value)
                .chain(&front_matter.short_title);
            for name in names {
                let same = by_name.entry(fold_name(name)).or_default();
                if same.last() != Some(&id) {
                    same.push(id);
                }
            }
        }
        for same in by_name.values().filter(|same| same.len() > 1) {
            let ways: Vec<Vec<&str>> =
                same.iter().map(|&id| way(site, tree, id)).collect();
            let counts = counts(&ways);
            for (number, &id) in same.iter().enumerate() {
                let words = told_apart(&ways[number], &counts);
                let known = &mut apart[id];
                let is_longer = |words: &String| {
                    known.as_ref().is_none_or(|own| own.len() < words.len())
                };
                if let Some(words) = words.filter(is_longer) {
                    *known = Some(words.into());
                }
            }
        }
    }
    apart
}

/// The titles of the sections that an article stands in, its own first, without the home
/// page.
fn way<'s>(site: &Catalogue, tree: &'s SectionTree, id: ArticleId) -> Vec<&'s str> {
    let topic = &*site.article(id).topic;
    let own = tree.of_folder(folder_of(topic)).filter(|_| !is_index(topic));
    let mut next = own.or_else(|| tree.section(tree.of_topic(topic)?).parent);
    let mut way = Vec::new();
    while let Some(section) = next.map(|id| tree.section(id)) {
        if section.parent.is_some() {
            way.push(section.title.as_str());
        }
        next = section.parent;
    }
    way
}

/// How many ways begin with each way.
fn counts<'w, 's>(ways: &'w [Vec<&'s str>]) -> BTreeMap<&'w [&'s str], usize> {
    let mut counts = BTreeMap::new();
    for way in ways {
        for length in 1..=way.len() {
            *counts.entry(&way[..length]).or_default() += 1;
        }
    }
    counts
}

/// The first sections of a way that no other way begins with, from above.
fn told_apart(own: &[&str], counts: &BTreeMap<&[&str], usize>) -> Option<String> {
    let is_alone = |length: &usize| counts.get(&own[..*length]) == Some(&1);
    let length = (1..=own.len()).find(is_alone).unwrap_or(own.len());
    let words: Vec<&str> = own[..length].iter().rev().copied().collect();
    (!words.is_empty()).then(|| words.join(" / "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_sections_as_tell_pages_apart() {
        let ways = [
            vec!["Liver"],
            vec!["Heart"],
            vec!["Side effects", "Heart"],
            vec!["Side effects", "Liver"],
            vec![],
        ];
        let words: Vec<Option<String>> =
            ways.iter().map(|way| told_apart(way, &counts(&ways))).collect();
        let expected = ["Liver", "Heart", "Heart / Side effects", "Liver / Side effects"];
        assert_eq!(words[..4], expected.map(|words| Some(words.to_owned())));
        assert_eq!(words[4], None);
    }
}
