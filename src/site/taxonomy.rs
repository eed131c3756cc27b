//! Tags: the one taxonomy, a list of articles for each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::section::SectionTree;
use super::visibility::Visibility;
use crate::article::{Article, ArticleId};
use crate::base::{Anchors, Collation, SignedSlug, TiSlice, UrlPath};
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, TAG_WITHOUT_LETTERS};
use crate::yaml::shown;

/// A tag of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name, as the first article writes it.
    pub name: String,
    /// Address of its page.
    pub permalink: UrlPath,
    /// The listed articles that have it, by title.
    pub articles: Vec<ArticleId>,
}

/// The tags of one language, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags {
    tags: Vec<Tag>,
    places: BTreeMap<SignedSlug, usize>,
}

impl Tags {
    /// All of them.
    pub fn all(&self) -> &[Tag] {
        &self.tags
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// The place of a tag among them, by its name as any article writes it.
    pub fn place_of(&self, name: &str) -> Option<usize> {
        self.places.get(&SignedSlug::new(name)).copied()
    }

    /// The tag at a place.
    pub fn at(&self, place: usize) -> &Tag {
        &self.tags[place]
    }
}

/// The tags of one language. Tags that differ by a sign have addresses of their own, of
/// which the second is numbered.
pub(super) fn tags(
    language: LanguageId,
    articles: &TiSlice<ArticleId, Arc<Article>>,
    visibility: &TiSlice<ArticleId, Visibility>,
    tree: &SectionTree,
    order: &Collation,
    found: &mut Vec<Diagnostic>,
) -> Tags {
    let mut places: BTreeMap<SignedSlug, usize> = BTreeMap::new();
    let mut named: Vec<(&str, Vec<ArticleId>)> = Vec::new();
    for (id, article) in articles.iter_enumerated() {
        let is_listed = visibility[id].is_listed() && !article.front_matter.is_unlisted;
        if article.source.language != language || !is_listed {
            continue;
        }
        for name in &article.front_matter.tags {
            let key = SignedSlug::new(&name.value);
            if key.slug.is_empty() {
                let message = format!("the tag `{}` has no letter", shown(&name.value));
                let finding = Diagnostic::new(&TAG_WITHOUT_LETTERS, name.span, message);
                found.push(finding.with_help("write it in words, or take it out"));
                continue;
            }
            let place = *places.entry(key).or_insert_with(|| {
                named.push((&name.value, Vec::new()));
                named.len() - 1
            });
            let own = &mut named[place].1;
            if own.last() != Some(&id) {
                own.push(id);
            }
        }
    }
    let slugs = Anchors::of_all(named.iter().map(|(name, _)| *name));
    let mut tags: Vec<(usize, Tag)> = named
        .into_iter()
        .zip(slugs)
        .map(|((name, mut articles_of), slug)| {
            let title = |id: &ArticleId| &articles[*id].front_matter.title;
            articles_of.sort_by_cached_key(|id| order.key(&title(id).value));
            Tag {
                name: name.to_owned(),
                permalink: tree.page(["tags", &slug]),
                articles: articles_of,
            }
        })
        .enumerate()
        .collect();
    tags.sort_by_cached_key(|(_, tag)| order.key(&tag.name));
    let mut moved = vec![0; tags.len()];
    for (place, (before, _)) in tags.iter().enumerate() {
        moved[*before] = place;
    }
    for place in places.values_mut() {
        *place = moved[*place];
    }
    Tags { tags: tags.into_iter().map(|(_, tag)| tag).collect(), places }
}
