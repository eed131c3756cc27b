//! Which articles are one text in several languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::visibility::Visibility;
use crate::article::{Article, ArticleId};

/// For each topic: its article in each language, if readers get a page of it.
pub(super) fn translations(
    articles: &[Arc<Article>],
    visibility: &[Visibility],
    languages: usize,
) -> BTreeMap<Box<str>, Vec<Option<ArticleId>>> {
    let mut translations: BTreeMap<Box<str>, Vec<Option<ArticleId>>> = BTreeMap::new();
    for ((number, article), visibility) in (0..).zip(articles).zip(visibility) {
        if visibility.has_page() {
            let source = &article.source;
            let all = translations
                .entry(source.topic.clone())
                .or_insert_with(|| vec![None; languages]);
            all[source.language] = Some(ArticleId(number));
        }
    }
    translations
}
