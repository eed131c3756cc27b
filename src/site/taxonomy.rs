//! Tags: the one taxonomy, a list of articles for each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::section::SectionTree;
use super::visibility::Visibility;
use crate::article::{Article, ArticleId};
use crate::base::{TiSlice, UrlPath, fold_name, slugify};
use crate::config::LanguageId;

/// A tag of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The last part of its address.
    pub slug: String,
    /// Its name, as the first article writes it.
    pub name: String,
    /// Address of its page.
    pub permalink: UrlPath,
    /// The listed articles that have it, by title.
    pub articles: Vec<ArticleId>,
}

/// The tags of one language, by slug.
pub(super) fn tags(
    language: LanguageId,
    articles: &TiSlice<ArticleId, Arc<Article>>,
    visibility: &TiSlice<ArticleId, Visibility>,
    tree: &SectionTree,
) -> Vec<Tag> {
    let mut by_slug: BTreeMap<String, Tag> = BTreeMap::new();
    for (id, article) in articles.iter_enumerated() {
        if article.source.language != language || !visibility[id].is_listed() {
            continue;
        }
        for name in &article.front_matter.tags {
            let slug = slugify(&name.value);
            if slug.is_empty() {
                continue;
            }
            let tag = by_slug.entry(slug.clone()).or_insert_with(|| Tag {
                permalink: tree.page(["tags", &slug]),
                slug,
                name: name.value.clone(),
                articles: Vec::new(),
            });
            if tag.articles.last() != Some(&id) {
                tag.articles.push(id);
            }
        }
    }
    let mut tags: Vec<Tag> = by_slug.into_values().collect();
    for tag in &mut tags {
        tag.articles
            .sort_by_cached_key(|id| fold_name(&articles[*id].front_matter.title.value));
    }
    tags
}
