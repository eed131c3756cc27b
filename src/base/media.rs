//! What kind of file a browser is told it gets, by the file's extension.

use super::OutputPath;

/// Extensions with their media types (IANA), in the order of the alphabet.
pub const TYPES: &[(&str, &str)] = &[
    ("7z", "application/x-7z-compressed"),
    ("aac", "audio/aac"),
    ("apng", "image/apng"),
    ("atom", "application/atom+xml; charset=utf-8"),
    ("avif", "image/avif"),
    ("bmp", "image/bmp"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("epub", "application/epub+zip"),
    ("flac", "audio/flac"),
    ("geojson", "application/geo+json"),
    ("gif", "image/gif"),
    ("gz", "application/gzip"),
    ("htm", "text/html; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("ics", "text/calendar; charset=utf-8"),
    ("jfif", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("jxl", "image/jxl"),
    ("m4a", "audio/mp4"),
    ("m4v", "video/mp4"),
    ("map", "application/json"),
    ("md", "text/markdown; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("mov", "video/quicktime"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("ogv", "video/ogg"),
    ("opus", "audio/ogg"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("rss", "application/rss+xml; charset=utf-8"),
    ("rtf", "application/rtf"),
    ("srt", "text/plain; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("tsv", "text/tab-separated-values; charset=utf-8"),
    ("ttf", "font/ttf"),
    ("txt", "text/plain; charset=utf-8"),
    ("vcf", "text/vcard; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("wav", "audio/wav"),
    ("webm", "video/webm"),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("xhtml", "application/xhtml+xml; charset=utf-8"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml; charset=utf-8"),
    ("yaml", "application/yaml"),
    ("yml", "application/yaml"),
    ("zip", "application/zip"),
];

/// A page.
pub const HTML: &str = "text/html; charset=utf-8";

/// A file of which nothing is known: a download.
pub const UNKNOWN: &str = "application/octet-stream";

/// The media type of a file, by its name or path. What is not known is a download.
pub fn of(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let extension = extension.to_ascii_lowercase();
    TYPES
        .binary_search_by(|(known, _)| (*known).cmp(&extension))
        .map_or(UNKNOWN, |at| TYPES[at].1)
}

/// Whether files of a media type are text that becomes much smaller when it is compressed.
pub fn is_compressible(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or(media);
    media.starts_with("text/")
        || media.ends_with("+xml")
        || media.ends_with("json")
        || matches!(media, "application/xml" | "application/yaml" | "image/bmp")
}

/// Whether a file of the site is a page.
pub fn is_page(path: &OutputPath) -> bool {
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
        assert_eq!(of("a.tar.gz"), "application/gzip");
        assert_eq!(of("CNAME"), "application/octet-stream");
        for name in ["a.css", "a.csv", "a.htm", "a.js", "a.md", "a.srt", "a.txt", "a.vcf"]
        {
            assert!(of(name).ends_with("; charset=utf-8"), "{name}");
        }
    }
}
