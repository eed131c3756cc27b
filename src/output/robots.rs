//! `robots.txt` (RFC 9309): everything may be read, and where the sitemap is.

use super::declared::Output;
use super::making::Making;
use super::sitemap;
use crate::base::UrlPath;

/// The file.
pub(super) const ROBOTS: Output = Output {
    address: |_, language| (language == 0).then(|| UrlPath::file("robots.txt")),
    content: robots,
};

fn robots(making: &Making, _: usize) -> Option<String> {
    let making = &*making.site;
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if let Some(sitemap) = sitemap::address(&making.site, 0) {
        if let Some(sitemap) = making.absolute(&sitemap) {
            text.push_str("\nSitemap: ");
            text.push_str(&sitemap);
            text.push('\n');
        }
    }
    Some(text)
}
