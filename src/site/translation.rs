//! Which articles are one text in several languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::visibility::Visibility;
use crate::article::{Article, ArticleId};
use crate::base::{TiSlice, TiVec, ti_vec};
use crate::config::LanguageId;

/// For each topic: its article in each language, if readers get a page of it.
pub type Translations = BTreeMap<Box<str>, TiVec<LanguageId, Option<ArticleId>>>;

/// Finds out which articles are one text.
pub(super) fn translations(
    articles: &TiSlice<ArticleId, Arc<Article>>,
    visibility: &TiSlice<ArticleId, Visibility>,
    languages: usize,
) -> Translations {
    let mut translations = Translations::new();
    for ((id, article), visibility) in articles.iter_enumerated().zip(visibility) {
        if visibility.has_page() {
            let source = &article.source;
            let all = translations
                .entry(source.topic.clone())
                .or_insert_with(|| ti_vec![None; languages]);
            all[source.language] = Some(id);
        }
    }
    translations
}
