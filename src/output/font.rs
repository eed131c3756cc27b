//! A brand's fonts: found, measured, and published under a fingerprint.

use std::io;

use super::named::SiteLinks;
use crate::base::UrlPath;
use crate::config::{BrandFont, Config, LanguageId};
use crate::diagnostic::{BAD_FONT, Diagnostic};
use crate::markdown::LinkKind;
use crate::site::Destination;
use crate::source::{self, SourceContent};
use crate::theme::{FallbackFace, FontFault, fallbacks};

/// Bytes of a font that are read: larger ones do nobody a service.
const MOST_FONT_BYTES: u64 = 20_000_000;

/// A font of the brand with its file.
#[derive(Debug)]
pub(super) struct ReadFont<'a> {
    pub(super) font: &'a BrandFont,
    /// The file's own name.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) fallbacks: Vec<FallbackFace>,
}

/// Reads the brand's fonts. One that is no font is reported and left out.
pub(super) fn read<'a>(
    config: &'a Config,
    named: &mut SiteLinks<'_>,
) -> Vec<ReadFont<'a>> {
    config.brand.fonts.iter().filter_map(|font| read_font(font, named)).collect()
}

fn read_font<'a>(font: &'a BrandFont, named: &mut SiteLinks<'_>) -> Option<ReadFont<'a>> {
    let asset = match named.resolve(&font.file, LinkKind::Markdown, LanguageId::DEFAULT) {
        Destination::File { asset, .. } => asset,
        // A finding says so.
        Destination::Nowhere => return None,
        _ => {
            named.found.push(fault(font, "is no file of this site", COPY));
            return None;
        }
    };
    let site = named.site;
    let asset = &site.sources.assets[asset];
    let location = match &asset.content {
        SourceContent::Binary { location, .. } => Some(location),
        SourceContent::Text { .. } | SourceContent::Undecodable => None,
    };
    let bytes = match location.map(|at| source::bytes(at, MOST_FONT_BYTES)) {
        Some(Err(cause)) if cause.kind() == io::ErrorKind::FileTooLarge => {
            named.found.push(fault(font, "is larger than 20 MB", SUBSET));
            return None;
        }
        Some(Ok(bytes)) => bytes,
        Some(Err(_)) | None => Vec::new(),
    };
    match fallbacks(&bytes, font) {
        Ok(fallbacks) => {
            let name = asset.path.as_str().rsplit('/').next().unwrap_or_default();
            Some(ReadFont { font, name: name.to_owned(), bytes, fallbacks })
        }
        Err(FontFault::NotWoff2) => {
            named.found.push(fault(font, "is no woff2 file", CONVERT));
            None
        }
        Err(FontFault::Damaged) => {
            named.found.push(fault(font, "is a damaged woff2 file", COPY_AGAIN));
            None
        }
    }
}

fn fault(font: &BrandFont, what: &str, help: &str) -> Diagnostic {
    let message = format!("`{}` {what}", font.file.value);
    Diagnostic::new(&BAD_FONT, font.file.span, message).with_help(help)
}

const COPY: &str = "copy the woff2 file into `site-content/` and write its path below it: \
                    `file: brand/own-sans.woff2`";
const CONVERT: &str = "convert the font to woff2, which is the smallest format and the one \
                       that every browser reads, and name that file";
const COPY_AGAIN: &str = "copy it again from where it came";

const SUBSET: &str = "name a font with fewer characters: readers wait for all of it";

/// The address of a published font as the style sheet in `css/` names it.
pub(super) fn from_sheet(address: &UrlPath, folder: &str) -> String {
    let href = address.href("/");
    let below = href.strip_prefix('/').and_then(|path| path.strip_prefix(folder));
    format!("..{}", below.unwrap_or(&href))
}
