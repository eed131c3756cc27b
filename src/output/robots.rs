//! `robots.txt` (RFC 9309): everything may be read, and where the sitemap is.

use super::declared::Output;
use super::making::SiteMaking;
use super::sitemap;
use crate::base::UrlPath;
use crate::config::LanguageId;

/// The file.
pub(super) const ROBOTS: Output = Output {
    address: |_, language| {
        (language == LanguageId::DEFAULT).then(|| UrlPath::file("robots.txt"))
    },
    content: |making, _| Some(robots(&making.site)),
};

fn robots(making: &SiteMaking) -> String {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    let sitemap = sitemap::address(&making.site, LanguageId::DEFAULT);
    if let Some(sitemap) = sitemap.and_then(|address| making.absolute(&address)) {
        text.push_str("\nSitemap: ");
        text.push_str(&sitemap);
        text.push('\n');
    }
    text
}
