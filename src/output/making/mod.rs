//! What all outputs are made from, in parts: what belongs to the site, and what belongs to a
//! theme and a language. A function takes the part that it uses.

mod language;
mod site;

use crate::base::{Shared, Spanned, TiVec};
use crate::config::LanguageId;
use crate::output::asset::ThemeAssets;
use crate::theme::view::IconView;

pub use language::{LanguageMaking, Look};
pub use site::SiteMaking;

/// What every output is made from.
#[derive(Debug)]
pub struct Making {
    /// What belongs to the site.
    pub site: Shared<SiteMaking>,
    /// What belongs to each theme in use, the site's own first.
    pub themes: Vec<ThemeMaking>,
}

/// What belongs to a theme.
#[derive(Debug)]
pub struct ThemeMaking {
    /// Its name.
    pub name: String,
    /// Its fingerprinted assets.
    pub assets: ThemeAssets,
    /// The icons that the site names, else the theme's.
    pub icons: Vec<IconView>,
    /// What is prepared of it per language.
    pub languages: TiVec<LanguageId, Shared<LanguageMaking>>,
}

impl Making {
    /// The site's own theme in a language.
    pub fn own(&self, language: LanguageId) -> &Shared<LanguageMaking> {
        &self.themes[0].languages[language]
    }

    /// A language in the theme of pages that are for an audience.
    pub fn for_audience(
        &self,
        audience: &[Spanned<String>],
        language: LanguageId,
    ) -> &Shared<LanguageMaking> {
        let name = self.site.config.theme_for(audience);
        let theme = self.themes.iter().find(|theme| theme.name == name);
        &theme.unwrap_or(&self.themes[0]).languages[language]
    }
}
