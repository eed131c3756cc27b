//! `manifest.webmanifest` (W3C Web Application Manifest), one per language: what a phone
//! calls the site on its screen, and the icon it shows there. The site stays one of the
//! browser's pages, with the address and the way back that people know.

use serde::Serialize;

use super::declared::Output;
use super::making::Making;
use crate::base::UrlPath;
use crate::config::LanguageId;
use crate::site::Catalogue;

#[derive(Serialize)]
struct WebManifest<'a> {
    name: &'a str,
    short_name: &'a str,
    lang: &'a str,
    dir: &'static str,
    start_url: String,
    scope: String,
    display: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme_color: Option<&'a str>,
    icons: Vec<Icon<'a>>,
}

#[derive(Serialize)]
struct Icon<'a> {
    src: &'a str,
    #[serde(rename = "type")]
    media_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sizes: Option<&'a str>,
}

/// The manifest of a language.
pub(super) const WEB_MANIFEST: Output = Output {
    address: |site, language| Some(address(site, language)),
    content: |making, language| {
        // Strings and options alone: there is nothing that JSON cannot hold.
        let manifest = manifest(making, language);
        let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
        text.push('\n');
        Some(text)
    },
};

/// Where it stands.
pub(super) fn address(site: &Catalogue, language: LanguageId) -> UrlPath {
    site.sections[language].file("manifest.webmanifest")
}

fn manifest(making: &Making, language: LanguageId) -> WebManifest<'_> {
    let site = &making.site;
    let config = &site.config;
    let own = &config.languages[language];
    let home = site.href(&site.site.sections[language].home().permalink);
    let organisation = config.brand.organisation.as_deref();
    let name = config.title.as_str();
    let shorter =
        organisation.filter(|other| other.chars().count() < name.chars().count());
    let primary = making.own(language).look.view.colours.get("primary");
    WebManifest {
        name,
        short_name: shorter.unwrap_or(name),
        lang: &own.tag,
        dir: own.direction.name(),
        start_url: home.clone(),
        scope: home,
        display: "browser",
        theme_color: primary.map(|colour| colour.light.as_str()),
        icons: making.themes[0]
            .icons
            .iter()
            .map(|icon| Icon {
                src: &icon.url,
                media_type: &icon.media_type,
                sizes: icon.sizes.as_deref(),
            })
            .collect(),
    }
}
