//! What a page gets on its way to the browser: the scripts of the preview. The files of the
//! build themselves are left as they are.

use std::path::Path;

use super::file;
use super::snapshot::{Resource, ShownFiles};
use crate::output::OutputFile;

/// What a browser sees of a page, so that it can tell whether it sees it still.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SeenPage {
    /// Another one if the page, a picture or a script of it is another.
    pub(super) content: String,
    /// The addresses of its style sheets, in order.
    pub(super) styles: Vec<String>,
}

/// A page with the preview's scripts at the end of its head. `desk`: the origin of the desk that
/// shows it.
pub(super) fn with_scripts(
    page: &[u8],
    shown: &ShownFiles,
    desk: Option<&str>,
) -> Vec<u8> {
    let Ok(html) = str::from_utf8(page) else { return page.to_vec() };
    let SeenPage { content, .. } = see(html, shown);
    let desk = desk.map(|origin| format!(" data-desk=\"{origin}\"")).unwrap_or_default();
    // Nothing is painted before the reader is back in the old place.
    let scripts = format!(
        "<script type=\"module\" src=\"/__engraft/place.js\" blocking=\"render\"></script>\n\
         <script type=\"module\" src=\"/__engraft/preview.js\" data-content=\"{content}\"{desk}>\
         </script>\n"
    );
    let at = html.find("</head>").unwrap_or(html.len());
    [&html[..at], &scripts, &html[at..]].concat().into_bytes()
}

/// What a browser sees of a page.
pub(super) fn see(html: &str, shown: &ShownFiles) -> SeenPage {
    let mut styles = Vec::new();
    let mut tags = vec![fingerprint_without_styles(html, &mut styles)];
    for source in values(html, " src=\"") {
        if let Resource::File(_, file) = shown.find(&unescape(source)) {
            tags.push(tag(file));
        }
    }
    let tags: Vec<&[u8]> = tags.iter().map(String::as_bytes).collect();
    SeenPage { content: file::fingerprint(&tags), styles }
}

/// The fingerprint of a page without the addresses of its style sheets, which are swapped
/// in place; they are collected in `styles`.
fn fingerprint_without_styles(html: &str, styles: &mut Vec<String>) -> String {
    let mut parts: Vec<&[u8]> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<link ") {
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end);
        let link = &rest[start..end];
        parts.push(&rest.as_bytes()[..start]);
        if link.contains("rel=\"stylesheet\"") {
            styles.extend(values(link, " href=\"").map(unescape));
        } else {
            parts.push(link.as_bytes());
        }
        rest = &rest[end..];
    }
    parts.push(rest.as_bytes());
    file::fingerprint(&parts)
}

/// What stands between a beginning and the next quotation mark, everywhere.
fn values<'h>(html: &'h str, beginning: &'static str) -> impl Iterator<Item = &'h str> {
    html.split(beginning).skip(1).filter_map(|rest| rest.split('"').next())
}

/// An address as the theme wrote it into an attribute.
fn unescape(value: &str) -> String {
    value.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What changes when a file does.
fn tag(file: &OutputFile) -> String {
    let on_disk = |from: &Path| {
        let metadata = from.metadata().ok()?;
        Some(format!("{} {:?}", metadata.len(), metadata.modified().ok()?))
    };
    match file {
        OutputFile::Bytes(bytes) => file::fingerprint(&[bytes]),
        OutputFile::Copy { from, .. } | OutputFile::Picture { from } => {
            on_disk(from).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::base::OutputPath;
    use crate::output::OutputSet;

    fn shown(picture: &str) -> ShownFiles {
        let bytes = Arc::new(picture.as_bytes().to_vec());
        let picture = (OutputPath::new("a.svg").unwrap(), OutputFile::Bytes(bytes));
        ShownFiles {
            output: OutputSet {
                files: BTreeMap::from([picture]),
                ..OutputSet::default()
            },
            base_path: "/".to_owned(),
            ..ShownFiles::default()
        }
    }

    const PAGE: &str = "<head><link rel=\"icon\" href=\"/i\"><link rel=\"stylesheet\" \
        href=\"/a&amp;b.css\"></head><img src=\"/a.svg\">";

    #[test]
    fn a_style_sheet_is_no_content() {
        let seen = see(PAGE, &shown("1"));
        assert_eq!(seen.styles, ["/a&b.css"]);
        let other = see(&PAGE.replace("b.css", "c.css"), &shown("1"));
        assert_eq!(other.content, seen.content);
        assert_eq!(other.styles, ["/a&c.css"]);
    }

    #[test]
    fn words_and_pictures_are_content() {
        let seen = see(PAGE, &shown("1"));
        assert_ne!(see(PAGE, &shown("2")).content, seen.content);
        assert_ne!(see(&format!("{PAGE}x"), &shown("1")).content, seen.content);
        assert_ne!(see(&PAGE.replace("/i", "/j"), &shown("1")).content, seen.content);
    }

    #[test]
    fn the_scripts_stand_in_the_head() {
        let page =
            String::from_utf8(with_scripts(PAGE.as_bytes(), &shown("1"), None)).unwrap();
        let script =
            page.find("<script type=\"module\" src=\"/__engraft/preview.js\"").unwrap();
        assert!(script < page.find("</head>").unwrap(), "{page}");
        let bare =
            String::from_utf8(with_scripts(b"no head", &shown("1"), None)).unwrap();
        assert!(bare.starts_with("no head<script "), "{bare}");
    }
}
