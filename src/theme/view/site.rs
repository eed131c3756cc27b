//! What is the same on every page of a language: `site` in templates, and links.

use std::collections::BTreeMap;

use serde::Serialize;

use super::parts::{ContactView, EmergencyView};

/// What every page of one language sees: `site` in templates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// Who publishes it.
    pub organisation: Option<String>,
    /// Address of the logo.
    pub logo: Option<String>,
    /// The same for dark screens; `null` where one picture does for both.
    pub logo_dark: Option<String>,
    /// Whether dark screens have colours of their own.
    pub dark: bool,
    /// Language of the page.
    pub language: LanguageView,
    /// Home page of this language.
    pub home: String,
    /// Glossary of this language; `null` if there are no terms.
    pub glossary: Option<String>,
    /// List of all tags; `null` if there are none.
    pub tags: Option<String>,
    /// The A to Z of all topics; `null` if there are no articles.
    pub topics: Option<String>,
    /// The accessibility statement; `null` if the site has none.
    pub accessibility: Option<LinkView>,
    /// The Atom feed; `null` without a `base_url`.
    pub feed: Option<String>,
    /// Sections of the main menu: those that `navigation.menu` names, else all `sections`;
    /// the first 50.
    pub menu: Vec<LinkView>,
    /// Every section below the home page, but those for staff alone; the first 50.
    pub sections: Vec<LinkView>,
    /// There are more sections than `menu` or `sections` names: the home page lists them.
    pub more_sections: bool,
    /// Sections for staff alone, which stand in no menu that patients see.
    pub staff: Vec<LinkView>,
    /// Links of the footer.
    pub footer: Vec<LinkView>,
    /// The line that answers day and night, if the site has a contact with `always_open`.
    pub urgent_contact: Option<ContactView>,
    /// The ambulance; `null` where its number is not known.
    pub emergency: Option<EmergencyView>,
    /// Theme asset name (`css/main.css`) to its fingerprinted address.
    pub assets: BTreeMap<String, String>,
    /// Addresses of the site's own fonts that every page needs at once.
    pub fonts: Vec<String>,
    /// The web app manifest; `null` if there is none.
    pub manifest: Option<String>,
    /// Icons for tabs and phones: the site's own, else the theme's.
    pub icons: Vec<IconView>,
    /// The theme's colours with the brand's over them, by name. Style sheets have them as
    /// custom properties.
    pub colours: BTreeMap<String, ColourView>,
    /// The theme's options: what the site chose, else their defaults.
    pub options: BTreeMap<String, serde_json::Value>,
    /// The theme's words in this language, from `strings/TAG.yaml`.
    pub strings: BTreeMap<String, String>,
}

/// A colour of the theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColourView {
    /// What it is on light screens, as `#rrggbb`.
    pub light: String,
    /// What it is on dark screens.
    pub dark: String,
}

/// An icon of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IconView {
    /// Its address.
    pub url: String,
    /// Its media type: `image/svg+xml` or `image/png`.
    pub media_type: String,
    /// Its width and height such as `180x180`; `any` for a drawing that has no pixels.
    pub sizes: Option<String>,
}

/// A language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageView {
    /// BCP 47 tag.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub direction: String,
}

/// A link to a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// The words.
    pub title: String,
    /// The address: root-relative, encoded.
    pub url: String,
    /// A sentence about it.
    pub description: Option<String>,
    /// BCP 47 tag of its language, where that is not the page's (WCAG 3.1.2).
    pub language: Option<String>,
}

impl LinkView {
    /// A link without a description, in the page's language.
    pub fn plain(title: impl Into<String>, url: impl Into<String>) -> Self {
        LinkView {
            title: title.into(),
            url: url.into(),
            description: None,
            language: None,
        }
    }
}

/// A page that links here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BacklinkView {
    /// Its title.
    pub title: String,
    /// Its address: root-relative, encoded.
    pub url: String,
    /// BCP 47 tag of its language, where that is not the page's.
    pub language: Option<String>,
    /// The sentence that links, as plain text; a long one is cut.
    pub sentence: String,
}
