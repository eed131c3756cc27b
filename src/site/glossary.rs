//! The glossary of each language: which entries it lists, and where they stand.

use super::permalink::GLOSSARY_INDEX;
use super::section::SectionTree;
use super::visibility::Visibility;
use super::{Horizon, Sources};
use crate::article::ArticleId;
use crate::base::{Anchors, UrlPath};

/// The glossaries of all languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glossary {
    /// For each term: whether the glossary lists it.
    pub visibility: Vec<Visibility>,
    /// For each term: its anchor on the glossary page.
    pub anchors: Vec<String>,
    /// For each language: the address of its glossary page, if it lists a term.
    pub pages: Vec<Option<UrlPath>>,
    /// For each language: the article whose text opens the glossary page.
    pub intros: Vec<Option<ArticleId>>,
}

/// Makes the glossaries; `sections` are those of each language.
pub(super) fn glossary(
    sources: &Sources,
    sections: &[SectionTree],
    horizon: Horizon,
) -> Glossary {
    let status = sources.terms.iter().map(|term| term.front_matter.status);
    let visibility: Vec<Visibility> =
        status.map(|status| Visibility::of_status(status, horizon)).collect();
    let mut pages = vec![None; sections.len()];
    for (term, visibility) in sources.terms.iter().zip(&visibility) {
        if visibility.is_listed() {
            let language = term.source.language;
            pages[language].get_or_insert_with(|| sections[language].page(["glossary"]));
        }
    }
    let mut intros = vec![None; sections.len()];
    for (number, article) in sources.articles.iter().enumerate() {
        if &*article.source.topic == GLOSSARY_INDEX {
            let id = ArticleId(u32::try_from(number).unwrap_or(u32::MAX));
            intros[article.source.language] = Some(id);
        }
    }
    Glossary { visibility, anchors: anchors(sources, sections.len()), pages, intros }
}

/// The anchor of each term on its glossary page: its slug, or the name of its file.
fn anchors(sources: &Sources, languages: usize) -> Vec<String> {
    let mut anchors: Vec<Anchors> = (0..languages).map(|_| Anchors::default()).collect();
    sources
        .terms
        .iter()
        .map(|term| {
            let topic = &term.source.topic;
            let name = topic.rsplit('/').next().unwrap_or(topic);
            let chosen = term.front_matter.slug.as_ref().map(|slug| slug.value.as_str());
            anchors[term.source.language].make(chosen.unwrap_or(name))
        })
        .collect()
}
