//! What a browser would run: pages and scripts by their names, files without a known type
//! that begin like a page, and what XML can hold.
//!
//! A file of the content is published as it is, under the site's own address. Whatever runs
//! in it may do there all that the site's own scripts may.

mod address;
mod xml;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::{bytes, decode};
use crate::base::{ContentPath, LineIndex, media};

/// Bytes of an XML file that are looked through.
const MOST_BYTES: u64 = 20_000_000;
/// How much of a file a browser looks at to guess what it is.
const SNIFFED: u64 = 1_445;
/// How many places of one file are told.
const MOST_FAULTS: usize = 20;

/// Extensions of what a browser runs, or did until lately: hospitals have old ones.
const RUN_BY_BROWSERS: &[&str] = &[
    "cjs", "hta", "htc", "htm", "html", "js", "mht", "mhtml", "mjs", "shtml", "svgz",
    "swf", "xht", "xhtm", "xhtml",
];
/// Extensions of what a web server runs.
const RUN_BY_SERVERS: &[&str] = &[
    "asis", "asp", "aspx", "cgi", "fcgi", "jsp", "jspx", "phar", "php", "php3", "php4",
    "php5", "php7", "php8", "phtml",
];
/// Extensions of XML that is no picture.
const XML: &[&str] = &[
    "atom", "dae", "gpx", "kml", "mathml", "mml", "opml", "owl", "rdf", "rss", "wsdl",
    "xbl", "xml", "xsd", "xsl", "xslt", "xul",
];
/// How pages begin, as browsers guess (MIME Sniffing, section 7.1).
const BEGINNINGS: &[&str] = &[
    "<!--",
    "<!doctype",
    "<?xml",
    "<a",
    "<b",
    "<body",
    "<br",
    "<div",
    "<font",
    "<h1",
    "<head",
    "<html",
    "<iframe",
    "<p",
    "<script",
    "<style",
    "<svg",
    "<table",
    "<title",
];

/// Who runs a file because of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runner {
    /// A browser.
    Browser,
    /// A web server, if it is set up so.
    Server,
}

/// What a browser runs in a file whose name does not say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Active {
    /// The text of the file, for the lines that findings show.
    pub text: Arc<str>,
    /// Where its lines begin.
    pub lines: LineIndex,
    /// The places. None: all of the file, which is a page without the name of one.
    pub faults: Vec<ActiveFault>,
}

/// A place in a file that runs, or leads out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveFault {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// What is there.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// Who runs a file, by its name. Every part behind a dot counts: servers read `a.html.en`
/// as a page in English, and some run `a.php.jpg`.
pub fn runner(path: &ContentPath) -> Option<Runner> {
    let is_in = |list: &[&str], part: &str| {
        list.iter().any(|known| known.eq_ignore_ascii_case(part.trim()))
    };
    path.file_name().split('.').skip(1).find_map(|part| {
        if is_in(RUN_BY_BROWSERS, part) {
            Some(Runner::Browser)
        } else if is_in(RUN_BY_SERVERS, part) {
            Some(Runner::Server)
        } else {
            None
        }
    })
}

/// What a browser would run in an SVG picture, or what leads out of it; `None` if it is safe.
pub fn svg_fault(bytes: &[u8]) -> Option<String> {
    let text = decode(bytes).text;
    xml::faults(&text, true).into_iter().next().map(|fault| fault.message)
}

/// Looks for what a browser would run in a file whose name does not say so. `None`: there is
/// nothing, or the file cannot be read, which others tell.
pub(super) fn look(location: &Path, size: u64) -> Option<Arc<Active>> {
    let name = location.file_name()?.to_str()?;
    let parts: Vec<String> =
        name.split('.').skip(1).map(str::to_ascii_lowercase).collect();
    let is_picture = parts.iter().any(|part| part == "svg");
    if is_picture || parts.iter().any(|part| XML.contains(&part.as_str())) {
        if size > MOST_BYTES {
            return Some(too_large());
        }
        let text = decode(&bytes::head(location, MOST_BYTES).ok()?).text;
        let faults = xml::faults(&text, is_picture);
        let lines = LineIndex::default();
        let is_active = !faults.is_empty();
        return is_active.then(|| Arc::new(Active { text: text.into(), lines, faults }));
    }
    let kind = media::of(name);
    let is_guessed = kind == media::UNKNOWN
        || ["audio/", "font/", "image/", "video/"]
            .iter()
            .any(|one| kind.starts_with(one));
    let head = if is_guessed { bytes::head(location, SNIFFED).ok()? } else { Vec::new() };
    begins_like_a_page(&head).then(|| {
        let text = decode(&head).text.into();
        Arc::new(Active { text, lines: LineIndex::default(), faults: Vec::new() })
    })
}

fn too_large() -> Arc<Active> {
    let fault = ActiveFault {
        range: 0..0,
        message: format!(
            "the file is longer than the {} MB that are looked through",
            MOST_BYTES / 1_000_000
        ),
        help: "save a picture as PNG or WebP, and offer data in an archive",
    };
    Arc::new(Active { text: "".into(), lines: LineIndex::default(), faults: vec![fault] })
}

fn begins_like_a_page(head: &[u8]) -> bool {
    let head = decode(head).text.to_ascii_lowercase();
    let head = head.trim_start();
    BEGINNINGS.iter().any(|beginning| {
        head.strip_prefix(beginning).is_some_and(|rest| {
            beginning.ends_with('-') || !rest.starts_with(|c: char| c.is_alphanumeric())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_who_runs_a_file() {
        let runner = |path| runner(&ContentPath::new(path).unwrap());
        for path in [
            "a.html",
            "a.HTML",
            "a.htm",
            "b/a.xhtml",
            "a.js",
            "a.mjs",
            "a.svgz",
            "a.html.en",
            "a.en.html.gz",
            ".well-known/a.html",
            "html.html",
        ] {
            assert_eq!(runner(path), Some(Runner::Browser), "{path}");
        }
        for path in ["a.php", "a.PHP5", "a.php.jpg", "a.aspx"] {
            assert_eq!(runner(path), Some(Runner::Server), "{path}");
        }
        for path in
            ["html", "a.html/b.pdf", "a.pdf", "a.json", "a.css", "js.txt", "a.svg"]
        {
            assert_eq!(runner(path), None, "{path}");
        }
    }

    #[test]
    fn a_page_is_known_by_its_beginning() {
        for head in
            ["<html>", "\n <!DOCTYPE html>", "<!--x", "<script>", "\u{feff}<P>", "<b "]
        {
            assert!(begins_like_a_page(head.as_bytes()), "{head}");
        }
        for head in ["", "example.org", "<been>", "GIF89a", "# a", "<", "a <html>"] {
            assert!(!begins_like_a_page(head.as_bytes()), "{head}");
        }
    }
}
