//! What kind of file a browser is told it gets, by the file's extension.

use crate::base::OutputPath;

/// Extensions with their media types (IANA), in the order of the alphabet.
const TYPES: &[(&str, &str)] = &[
    ("atom", "application/atom+xml; charset=utf-8"),
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("gif", "image/gif"),
    ("htm", "text/html; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("ics", "text/calendar; charset=utf-8"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("m4a", "audio/mp4"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("ogg", "audio/ogg"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("svg", "image/svg+xml"),
    ("ttf", "font/ttf"),
    ("txt", "text/plain; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webm", "video/webm"),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml; charset=utf-8"),
    ("zip", "application/zip"),
];

/// A page.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The media type of a file, by its name or path. What is not known is a download.
pub(super) fn of(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let extension = extension.to_ascii_lowercase();
    TYPES
        .binary_search_by(|(known, _)| (*known).cmp(&extension))
        .map_or("application/octet-stream", |at| TYPES[at].1)
}

/// Whether a file of the site is a page.
pub(super) fn is_page(path: &OutputPath) -> bool {
    of(path.as_str()) == HTML
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_says_what_a_file_is() {
        assert!(TYPES.is_sorted());
        assert_eq!(of("a/index.html"), HTML);
        assert_eq!(of("leaflet.PDF"), "application/pdf");
        assert_eq!(of("a.b/README"), "application/octet-stream");
        assert_eq!(of("a.tar.gz"), "application/octet-stream");
    }
}
