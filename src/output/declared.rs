//! Files that say where they stand before they are made.

use super::file::Made;
use super::making::Making;
use crate::base::UrlPath;
use crate::config::LanguageId;
use crate::site::Catalogue;

/// A text file that is made out of no single source, such as a feed: it stands at its address
/// and nowhere else, which no author can have.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// Where it stands, asked for each language; `None` where there is none of a language.
    pub(super) address: fn(&Catalogue, LanguageId) -> Option<UrlPath>,
    /// What is in it; `None` where there is nothing to say.
    pub(super) content: fn(&Making, LanguageId) -> Option<String>,
}

impl Output {
    /// Makes it in each language.
    pub(super) fn make(&self, making: &Making) -> Made {
        let mut made = Made::default();
        let site = &making.site;
        for language in site.config.languages.keys() {
            if let Some(address) = (self.address)(&site.site, language)
                && let Some(text) = (self.content)(making, language)
            {
                made.add(address.output_path(), text);
            }
        }
        made
    }
}
