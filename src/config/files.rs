//! Which files of the content folder readers get: what pages show, and the kinds of
//! downloads of `output.files`. Whatever else lies there was not meant for them.

use super::Config;
use crate::source::SourceFile;
use crate::yaml::{Fields, shown};

/// The kinds of downloads that are published where `output.files` does not say otherwise:
/// what every reader can open and no colleague edits.
pub const DOWNLOADS: &[&str] = &["pdf", "epub", "brf", "ics", "vcf", "txt"];

/// What pages show, play and are set in.
const SHOWN: &[&str] = &[
    "apng", "avif", "bmp", "gif", "ico", "jfif", "jpe", "jpeg", "jpg", "png", "svg",
    "webp", "aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav", "m4v", "mov",
    "mp4", "ogv", "webm", "srt", "vtt", "otf", "ttf", "woff", "woff2",
];

/// Files at the root that say something to whoever serves the site.
const OF_SERVERS: &[&str] = &["CNAME", "_headers", "_redirects"];

impl Config {
    /// Whether readers get a file of the content folder that is published as it is.
    pub fn publishes(&self, asset: &SourceFile) -> bool {
        if self.lets_run(&asset.path) {
            return true;
        }
        !asset.runs() && !asset.is_page_like() && self.is_for_readers(asset)
    }

    /// Whether the kind of a file, or `site.yaml`, says that readers get it.
    pub fn is_for_readers(&self, asset: &SourceFile) -> bool {
        let path = asset.path.as_str();
        let is_included = self.include.iter().any(|named| {
            let named = named.trim_matches('/');
            path == named
                || path.strip_prefix(named).is_some_and(|rest| rest.starts_with('/'))
        });
        let extension = asset.path.extension().unwrap_or("").to_ascii_lowercase();
        is_included
            || path.starts_with(".well-known/")
            || OF_SERVERS.contains(&path)
            || SHOWN.contains(&extension.as_str())
            || self.files.contains(&extension)
    }
}

/// `output.files`: endings, with or without their dot.
pub(super) fn files(fields: &mut Fields<'_>) -> Vec<String> {
    let mut kinds = Vec::new();
    for text in fields.texts("files") {
        let kind = text.value.trim().trim_start_matches('*').trim_start_matches('.');
        let kind = kind.to_ascii_lowercase();
        let is_page = ["md", "markdown", "mdx"].contains(&kind.as_str());
        if !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphanumeric()) && !is_page
        {
            kinds.push(kind);
            continue;
        }
        let message =
            format!("`{}` is no kind of file that readers download", shown(&text.value));
        let help = "write the endings of the files alone: `files: [pdf, docx]`";
        fields.bad_value(text.span, message, help);
    }
    kinds
}
