//! Pictures that stand for the site elsewhere: in tabs, on the screens of phones, and
//! where a link to it is shown as a card.

use super::Making;
use crate::base::UrlPath;
use crate::config::Config;
use crate::markdown::LinkKind;
use crate::site::{Destination, Site};
use crate::source::{SourceContent, SourceFile};
use crate::theme::view::{IconView, ImageView};

/// The icon of a theme, which every theme may have under this name.
const THEME_ICON: &str = "icons/favicon.svg";

impl Making<'_> {
    /// Looks up the pictures of `brand`.
    pub(super) fn pictures(&mut self) {
        let config = self.config;
        for icon in &config.brand.icon {
            let destination =
                self.resolve_configured(&icon.value, icon.span, LinkKind::Image, 0);
            if let Destination::File { asset, .. } = destination {
                let file = &self.site.sources.assets[asset as usize];
                self.icons.push(icon_view(self, file));
            }
        }
        let theme_icon = self.assets.addresses(config.base_path()).remove(THEME_ICON);
        if let (true, Some(url)) = (self.icons.is_empty(), theme_icon) {
            self.icons.push(drawing(url));
        }
        if let Some(image) = &config.brand.image {
            let (file, span) = (&image.file.value, image.file.span);
            let destination = self.resolve_configured(file, span, LinkKind::Image, 0);
            if let Destination::File { asset, .. } = destination {
                self.image = image_view(config, self.site, asset, &image.alt);
            }
        }
    }
}

fn icon_view(making: &Making<'_>, file: &SourceFile) -> IconView {
    let url = making.href(&UrlPath::file(file.path.as_str()));
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
    site: &Site,
    asset: u32,
    alt: &str,
) -> Option<ImageView> {
    let base = config.base_url.as_ref()?;
    let file = &site.sources.assets[asset as usize];
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
