//! The files of a theme, published under a fingerprint of their bytes, so that a browser may
//! keep them for ever.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::file::OutputFile;
use super::font;
use super::named::SiteLinks;
use crate::base::css::compact;
use crate::base::{OutputPath, UrlPath, script};
use crate::config::{Config, FontRole};
use crate::disk::{self, SymbolicLinks, digest, hex};
use crate::theme::{Face, SITE_SHEET, Theme, ThemeAsset};

/// The folder of the output that holds the theme's files.
const FOLDER: &str = "assets";
/// How many bytes of the SHA-256 stand in a file's name.
const FINGERPRINT_BYTES: usize = 5;

/// The theme's assets by name, with their fingerprinted addresses.
#[derive(Debug, Default)]
pub struct ThemeAssets {
    assets: Vec<(String, UrlPath, OutputFile)>,
    /// Fonts that every page needs at once.
    preloaded: Vec<UrlPath>,
}

/// What nobody asks for on a site without a search.
const OF_SEARCH: [&str; 3] = ["css/search.css", "js/find.js", "js/results.js"];

impl ThemeAssets {
    /// Fingerprints every asset of a theme. The brand's fonts are among them, and the sheet
    /// that every page has.
    pub(super) fn new(theme: &Theme, config: &Config, named: &mut SiteLinks<'_>) -> Self {
        let is_needed = |name: &str| config.search || !OF_SEARCH.contains(&name);
        let assets = theme
            .assets()
            .filter(|(name, _)| is_needed(name))
            .map(|(name, asset)| match asset {
                ThemeAsset::Bytes(css) if is_sheet(name) => made(name, &compact(&css)),
                ThemeAsset::Bytes(script) if is_script(name) => {
                    made(name, &script::compact(&script))
                }
                ThemeAsset::Bytes(bytes) => made(name, &bytes),
                ThemeAsset::OnDisk { location, size } => {
                    let from = location.to_path_buf();
                    let file = OutputFile::Copy { from, size };
                    // One that cannot be read is reported when it is copied.
                    let read = disk::read_in_pieces(
                        location,
                        SymbolicLinks::Follow,
                        &mut |_| Ok(()),
                    );
                    let (_, digest) = read.unwrap_or_default();
                    (name.to_owned(), address(name, &fingerprint(&digest)), file)
                }
            })
            .collect();
        let mut assets = ThemeAssets { assets, preloaded: Vec::new() };
        assets.add_site_sheet(theme, config, named);
        assets
    }

    fn add_site_sheet(
        &mut self,
        theme: &Theme,
        config: &Config,
        named: &mut SiteLinks<'_>,
    ) {
        let mut faces = Vec::new();
        for read in font::read(config, named) {
            let file = made(&format!("fonts/{}", read.name), &read.bytes);
            let address = font::from_sheet(&file.1, FOLDER);
            if read.font.role == FontRole::Text && !read.font.italic {
                self.preloaded.push(file.1.clone());
            }
            self.assets.push(file);
            faces.push(Face { font: read.font, address, fallbacks: read.fallbacks });
        }
        let own = theme.site_sheet(&config.brand, &faces).collect(&mut named.found);
        // What is printed says where it leads, for who types it.
        let origin = config.base_url.as_ref().map(|base| &base.origin);
        let origin = origin.map(|origin| format!(":root {{ --origin: \"{origin}\" }}"));
        let own = [Some(own.as_str()), origin.as_deref()];
        let sheets = own.into_iter().flatten().chain(theme.sheets());
        let joined: Vec<u8> = sheets.flat_map(|css| compact(css.as_bytes())).collect();
        self.assets.push(made(SITE_SHEET, &joined));
    }

    /// The files, by path.
    pub(super) fn files(&self) -> impl Iterator<Item = (OutputPath, OutputFile)> + '_ {
        let files = self.assets.iter();
        files.map(|(_, address, file)| (address.output_path(), file.clone()))
    }

    /// Asset name to address, for templates.
    pub fn addresses(&self, base_path: &str) -> BTreeMap<String, String> {
        self.assets
            .iter()
            .map(|(name, address, _)| (name.clone(), address.href(base_path)))
            .collect()
    }

    /// The addresses of the fonts that every page needs at once.
    pub fn preloaded(&self, base_path: &str) -> Vec<String> {
        self.preloaded.iter().map(|address| address.href(base_path)).collect()
    }
}

/// Whether an asset is a style sheet.
fn is_sheet(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "css")
}

/// Whether an asset is a script.
fn is_script(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "js")
}

fn made(name: &str, bytes: &[u8]) -> (String, UrlPath, OutputFile) {
    let file = OutputFile::Bytes(Arc::new(bytes.to_vec()));
    (name.to_owned(), address(name, &fingerprint(&digest(bytes))), file)
}

fn address(name: &str, fingerprint: &str) -> UrlPath {
    UrlPath::file(&format!("{FOLDER}/{}", named(name, fingerprint)))
}

/// Where a file stands that Engraft adds to those of themes.
pub(super) fn fingerprinted(name: &str, bytes: &[u8]) -> UrlPath {
    address(name, &fingerprint(&digest(bytes)))
}

/// Whether a path is one whose name changes with its bytes.
pub(super) fn is_fingerprinted(path: &str) -> bool {
    let inside = path.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'));
    inside && path.split('.').any(is_mark)
}

/// Whether a text looks as a fingerprint does.
pub(super) fn is_mark(part: &str) -> bool {
    part.len() == 2 * FINGERPRINT_BYTES && part.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The first bytes of a digest, as hexadecimal digits.
pub(super) fn fingerprint(digest: &[u8; 32]) -> String {
    hex(&digest[..FINGERPRINT_BYTES])
}

/// `css/main.css` with its fingerprint: `css/main.0a1b2c3d4e.css`.
fn named(name: &str, fingerprint: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => {
            format!("{stem}.{fingerprint}.{extension}")
        }
        _ => format!("{name}.{fingerprint}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_stands_before_the_extension() {
        assert_eq!(named("css/main.css", "0a"), "css/main.0a.css");
        assert_eq!(named("a.b/README", "0a"), "a.b/README.0a");
    }
}
