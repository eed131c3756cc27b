//! The pictures of a document: one file per content, named after the document in the order
//! of their use, and of a kind that their own bytes tell.

use std::collections::BTreeMap;

/// A picture that is written beside the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// Its name.
    pub name: String,
    /// Its bytes, as they stood in the document.
    pub bytes: Vec<u8>,
}

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// Browsers do not show its kind.
    Kind,
    /// It runs something, or leads out of itself.
    Active,
}

/// The pictures of one document.
#[derive(Debug)]
pub(super) struct Pictures {
    stem: String,
    files: Vec<PictureFile>,
    by_content: BTreeMap<[u8; 32], usize>,
}

impl Pictures {
    /// Of an article whose file has this name without its ending.
    pub(super) fn new(stem: &str) -> Pictures {
        Pictures { stem: stem.to_owned(), files: Vec::new(), by_content: BTreeMap::new() }
    }

    /// Takes a picture, and gives the name of its file.
    pub(super) fn take(&mut self, bytes: Vec<u8>) -> Result<String, Refused> {
        let kind = kind(&bytes).ok_or(Refused::Kind)?;
        if kind == "svg" && is_active(&bytes) {
            return Err(Refused::Active);
        }
        let number = self.files.len() + 1;
        let content = crate::disk::digest(&bytes);
        let at = *self.by_content.entry(content).or_insert(number - 1);
        if at + 1 == number {
            let name = format!("{}-{number}.{kind}", self.stem);
            self.files.push(PictureFile { name, bytes });
        }
        Ok(self.files[at].name.clone())
    }

    /// The files, in the order of their numbers.
    pub(super) fn into_files(self) -> Vec<PictureFile> {
        self.files
    }
}

/// The ending that tells browsers what these bytes are, if they are a picture that they show.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some("jpg")
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some("gif")
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some("webp")
    } else if bytes.get(4..12) == Some(b"ftypavif") {
        Some("avif")
    } else if is_svg(bytes) {
        Some("svg")
    } else {
        None
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(2_000)];
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    (head.starts_with("<?xml") || head.starts_with("<svg") || head.starts_with("<!--"))
        && head.contains("<svg")
}

/// Whether there is anything in an SVG that a site must not publish.
fn is_active(bytes: &[u8]) -> bool {
    const SIGNS: &[&str] = &[
        "<script",
        "<foreignobject",
        "<!doctype",
        "<iframe",
        "@import",
        "javascript:",
        "<handler",
    ];
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let leads_out = |attribute: &str| {
        text.match_indices(attribute).any(|(at, found)| {
            let value = &text[at + found.len()..];
            let value = value.trim_start().strip_prefix('=').map(str::trim_start);
            let value = value.and_then(|value| value.strip_prefix(['"', '\'']));
            value.is_some_and(|value| {
                !value.starts_with('#') && !value.starts_with("data:image/")
            })
        })
    };
    let runs = || {
        text.match_indices(" on").any(|(at, _)| {
            let name =
                text[at + 3..].trim_start_matches(|c: char| c.is_ascii_lowercase());
            name.len() < text[at + 3..].len() && name.trim_start().starts_with('=')
        })
    };
    SIGNS.iter().any(|sign| text.contains(sign)) || leads_out("href") || runs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_per_content_named_by_its_bytes() {
        let mut pictures = Pictures::new("leaflet");
        let png = b"\x89PNG\r\n\x1a\nx".to_vec();
        assert_eq!(pictures.take(png.clone()).unwrap(), "leaflet-1.png");
        assert_eq!(pictures.take(b"GIF89a".to_vec()).unwrap(), "leaflet-2.gif");
        assert_eq!(pictures.take(png).unwrap(), "leaflet-1.png");
        assert_eq!(pictures.take(b"\x01\0\0\0emf".to_vec()), Err(Refused::Kind));
        let safe =
            b"<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/></svg>".to_vec();
        assert_eq!(pictures.take(safe).unwrap(), "leaflet-3.svg");
        for active in [
            "<svg><script>x()</script></svg>",
            "<svg onload = 'x()'></svg>",
            "<svg><image href='https://a.example/x.png'/></svg>",
        ] {
            assert_eq!(pictures.take(active.as_bytes().to_vec()), Err(Refused::Active));
        }
        assert_eq!(pictures.into_files().len(), 3);
    }
}
