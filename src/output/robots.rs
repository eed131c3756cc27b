//! `robots.txt` (RFC 9309): everything may be read, and where the sitemap is.

use super::file::Made;
use super::making::Making;
use crate::base::UrlPath;

/// The file.
pub(super) fn robots(making: &Making) -> Made {
    let making = &*making.site;
    let mut made = Made::default();
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if let Some(sitemap) = making.absolute(&UrlPath::file("sitemap.xml")) {
        text.push_str("\nSitemap: ");
        text.push_str(&sitemap);
        text.push('\n');
    }
    made.add(UrlPath::file("robots.txt").output_path(), text);
    made
}
