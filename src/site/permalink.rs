//! The address of each article: the language, the folders, the slug.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::base::{UrlPath, slugify};
use crate::config::{Config, LanguageId};
use crate::diagnostic::{BAD_VALUE, Diagnostic};

/// The topic of the article that opens the glossary page.
pub(super) const GLOSSARY_INDEX: &str = "glossary/index";

/// Whether a topic is the landing page of its folder.
pub(super) fn is_index(topic: &str) -> bool {
    topic == "index" || topic.ends_with("/index")
}

/// The folder of a topic, without a final slash; empty at the root.
pub(super) fn folder_of(topic: &str) -> &str {
    topic.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Makes the addresses of folders and articles.
pub(super) struct AddressMaker<'a> {
    config: &'a Config,
    /// (language, folder) to the slug that its landing page chose.
    chosen: BTreeMap<(LanguageId, &'a str), String>,
}

impl<'a> AddressMaker<'a> {
    /// Reads the slugs that landing pages choose for their folders.
    pub(super) fn new(
        config: &'a Config,
        articles: impl Iterator<Item = &'a Article>,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut chosen = BTreeMap::new();
        for article in articles.filter(|article| is_index(&article.source.topic)) {
            if let Some(slug) = chosen_slug(article, found) {
                let folder = folder_of(&article.source.topic);
                chosen.insert((article.source.language, folder), slug);
            }
        }
        AddressMaker { config, chosen }
    }

    /// The parts of a folder's address, the language first.
    pub(super) fn folder(&self, language: LanguageId, folder: &str) -> Vec<String> {
        let mut parts = self.language(language);
        let mut end = 0;
        for name in folder.split('/').filter(|name| !name.is_empty()) {
            end += name.len() + usize::from(end > 0);
            let slug = self.chosen.get(&(language, &folder[..end]));
            parts.push(slug.cloned().unwrap_or_else(|| slug_of(name)));
        }
        parts
    }

    /// The address of an article.
    pub(super) fn article(
        &self,
        article: &Article,
        found: &mut Vec<Diagnostic>,
    ) -> UrlPath {
        let topic = &*article.source.topic;
        let mut parts = self.folder(article.source.language, folder_of(topic));
        if !is_index(topic) {
            let name = topic.rsplit('/').next().unwrap_or(topic);
            parts.push(chosen_slug(article, found).unwrap_or_else(|| slug_of(name)));
        }
        UrlPath::page(parts.iter().map(String::as_str))
    }

    /// The first part of every address of a language: empty for the default language.
    pub(super) fn language(&self, language: LanguageId) -> Vec<String> {
        let tag = || self.config.languages[language].tag.to_lowercase();
        if language == LanguageId::DEFAULT { Vec::new() } else { vec![tag()] }
    }
}

/// The slug of a file or folder name; the name itself where no letter or digit is in it.
fn slug_of(name: &str) -> String {
    let slug = slugify(name);
    if slug.is_empty() { name.to_owned() } else { slug }
}

/// The `slug` of the front matter, if it can be the part of an address.
fn chosen_slug(article: &Article, found: &mut Vec<Diagnostic>) -> Option<String> {
    let slug = article.front_matter.slug.as_ref()?;
    let sound = slugify(&slug.value) == slug.value
        || (!slug.value.is_empty()
            && slug
                .value
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
            && !slug.value.starts_with('.')
            && !slug.value.ends_with('.'));
    if sound && !slug.value.is_empty() && slug.value.len() <= MAX_SLUG {
        return Some(slug.value.clone());
    }
    let made = slugify(&slug.value);
    let help = if made.is_empty() || slug.value.len() > MAX_SLUG {
        "write a few words with hyphens between them, or take the line out".to_owned()
    } else {
        format!("write `slug: {made}`")
    };
    found.push(
        Diagnostic::new(
            &BAD_VALUE,
            slug.span,
            format!("`{}` cannot be the last part of an address", slug.value),
        )
        .with_help(help),
    );
    None
}

/// How many bytes a slug may have: a file name may have 255, and temporary names of ours
/// are longer than the name.
pub(super) const MAX_SLUG: usize = 200;
