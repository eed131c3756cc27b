//! Pictures that stand for the site elsewhere: in tabs, on the screens of phones, and
//! where a link to it is shown as a card.

use super::asset::ThemeAssets;
use super::named::SiteLinks;
use crate::base::UrlPath;
use crate::config::Config;
use crate::markdown::LinkKind;
use crate::site::{AssetId, Places};
use crate::source::{SourceContent, SourceFile};
use crate::theme::view::{IconView, ImageView};

/// The icon of a theme, which every theme may have under this name.
const THEME_ICON: &str = "icons/favicon.svg";

/// The icons that the site names, else that of the theme.
pub(super) fn icons(
    config: &Config,
    assets: &ThemeAssets,
    named: &mut SiteLinks<'_>,
) -> Vec<IconView> {
    let site = named.site;
    let own = config.brand.icon.iter();
    let own = own.filter_map(|icon| named.file(icon, LinkKind::Image));
    let mut icons: Vec<IconView> =
        own.map(|asset| icon_view(config, &site.assets[asset])).collect();
    if icons.is_empty() {
        let of_theme = assets.addresses(config.base_path()).remove(THEME_ICON);
        icons.extend(of_theme.map(drawing));
    }
    icons
}

/// The picture of pages that have none of their own.
pub(super) fn of_site(config: &Config, named: &mut SiteLinks<'_>) -> Option<ImageView> {
    let image = config.brand.image.as_ref()?;
    let asset = named.file(&image.file, LinkKind::Image)?;
    image_view(config, named.site, asset, &image.alt)
}

fn icon_view(config: &Config, file: &SourceFile) -> IconView {
    let url = UrlPath::file(file.path.as_str()).href(config.base_path());
    let is_png = file.path.extension().is_some_and(|own| own.eq_ignore_ascii_case("png"));
    if !is_png {
        return drawing(url);
    }
    let sizes = dimensions(file).map(|(width, height)| format!("{width}x{height}"));
    IconView { url, media_type: "image/png".to_owned(), sizes }
}

/// An icon that is as sharp at any size.
fn drawing(url: String) -> IconView {
    let media_type = "image/svg+xml".to_owned();
    IconView { url, media_type, sizes: Some("any".to_owned()) }
}

/// A picture for cards; `None` without a `base_url`, since cards are shown elsewhere.
pub(super) fn image_view(
    config: &Config,
    site: &Places,
    asset: AssetId,
    alt: &str,
) -> Option<ImageView> {
    let base = config.base_url.as_ref()?;
    let file = &site.assets[asset];
    let size = dimensions(file);
    Some(ImageView {
        url: format!(
            "{}{}",
            base.origin,
            UrlPath::file(file.path.as_str()).href(&base.path)
        ),
        alt: alt.to_owned(),
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
    })
}

fn dimensions(file: &SourceFile) -> Option<(u32, u32)> {
    match file.content {
        SourceContent::Binary { dimensions, .. } => dimensions,
        SourceContent::Text { .. } | SourceContent::Undecodable => None,
    }
}
