//! A brand's fonts: found, measured, and published under a fingerprint.

use std::io;

use super::Making;
use crate::base::UrlPath;
use crate::config::BrandFont;
use crate::diagnostic::{BAD_FONT, Diagnostic};
use crate::markdown::LinkKind;
use crate::site::Destination;
use crate::source::{self, SourceContent};
use crate::theme::{Fallback, FontFault, fallbacks};

/// Bytes of a font that are read: larger ones do nobody a service.
const MOST_FONT_BYTES: u64 = 20_000_000;

/// A font of the brand with its file.
#[derive(Debug)]
pub(super) struct ReadFont<'a> {
    pub(super) font: &'a BrandFont,
    /// The file's own name.
    pub(super) name: &'a str,
    pub(super) bytes: Vec<u8>,
    pub(super) fallbacks: Vec<Fallback>,
}

impl<'a> Making<'a> {
    /// Reads the brand's fonts. One that is no font is reported and left out.
    pub(super) fn read_fonts(&mut self) -> Vec<ReadFont<'a>> {
        let fonts = self.config.brand.fonts.iter();
        fonts.filter_map(|font| self.read_font(font)).collect()
    }

    fn read_font(&mut self, font: &'a BrandFont) -> Option<ReadFont<'a>> {
        let file = &font.file;
        let destination =
            self.resolve_configured(&file.value, file.span, LinkKind::Markdown, 0);
        let asset = match destination {
            Destination::File { asset, .. } => asset,
            // A finding says so.
            Destination::Nowhere => return None,
            _ => {
                self.report_font(font, "is no file of this site", COPY);
                return None;
            }
        };
        let asset = &self.site.sources.assets[asset as usize];
        let location = match &asset.content {
            SourceContent::Binary { location, .. } => Some(location),
            SourceContent::Text { .. } | SourceContent::Undecodable => None,
        };
        let bytes = match location.map(|at| source::bytes(at, MOST_FONT_BYTES)) {
            Some(Err(cause)) if cause.kind() == io::ErrorKind::FileTooLarge => {
                self.report_font(font, "is larger than 20 MB", SUBSET);
                return None;
            }
            Some(Ok(bytes)) => bytes,
            Some(Err(_)) | None => Vec::new(),
        };
        match fallbacks(&bytes, font) {
            Ok(fallbacks) => {
                let name = asset.path.as_str().rsplit('/').next().unwrap_or_default();
                Some(ReadFont { font, name, bytes, fallbacks })
            }
            Err(FontFault::NotWoff2) => {
                self.report_font(font, "is no woff2 file", CONVERT);
                None
            }
            Err(FontFault::Damaged) => {
                self.report_font(font, "is a damaged woff2 file", COPY_AGAIN);
                None
            }
        }
    }

    fn report_font(&mut self, font: &BrandFont, fault: &str, help: &str) {
        let message = format!("`{}` {fault}", font.file.value);
        let told = Diagnostic::new(&BAD_FONT, font.file.span, message).with_help(help);
        self.diagnostics.push(told);
    }
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
