//! Paths as checked, '/'-separated values: a source, an output file, an address.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::{Serialize, Serializer};

/// What may not stand unencoded in the path of an address (RFC 3986, section 3.3), with
/// the characters that Markdown and HTML would trip over.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']')
    .add(b'\'');

/// A file below the content folder or a theme folder: relative, '/'-separated, without
/// `.` or `..` parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentPath(Box<str>);

impl ContentPath {
    /// Checks a relative path. `None` if it is empty, absolute, or has an empty, `.` or
    /// `..` part.
    pub fn new(path: &str) -> Option<Self> {
        let sound = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        sound.then(|| ContentPath(path.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it stands in: empty at the root, else without a final slash.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The file name's extension in the author's letters, without the dot.
    pub fn extension(&self) -> Option<&str> {
        self.file_name().rsplit_once('.').map(|(_, extension)| extension)
    }

    /// Resolves `relative` against the folder `base` (both '/'-separated, `base` without
    /// a final slash). `None` if it climbs out of the root or names no file.
    pub fn resolve(base: &str, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> =
            base.split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        ContentPath::new(&parts.join("/"))
    }
}

impl fmt::Display for ContentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file of the finished site, relative to the output folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Box<str>);

impl OutputPath {
    /// Checks a relative path, by the rules of [`ContentPath::new`].
    pub fn new(path: &str) -> Option<Self> {
        ContentPath::new(path).map(|path| OutputPath(path.0))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address within the site, decoded: starts with `/`; a page's address ends with `/`.
///
/// The path of `base_url` is not part of it; [`UrlPath::href`] adds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Box<str>);

impl UrlPath {
    /// The address of the page below the given parts; no parts give the home page.
    pub fn page<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut path = String::from("/");
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            path.push_str(part);
            path.push('/');
        }
        UrlPath(path.into())
    }

    /// The address of a page right below this one.
    #[must_use]
    pub fn below(&self, part: &str) -> Self {
        UrlPath::page(self.0.split('/').chain([part]))
    }

    /// The address of a file, given by its path relative to the root.
    pub fn file(path: &str) -> Self {
        UrlPath(format!("/{path}").into())
    }

    /// The address, decoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that a server sends for it.
    pub fn output_path(&self) -> OutputPath {
        let inside = &self.0[1..];
        if inside.is_empty() || inside.ends_with('/') {
            OutputPath(format!("{inside}index.html").into())
        } else {
            OutputPath(inside.into())
        }
    }

    /// The address as an `href`: below `base` (the path of `base_url`, with slashes at
    /// both ends), percent-encoded.
    pub fn href(&self, base: &str) -> String {
        let mut href = String::with_capacity(base.len() + self.0.len());
        href.push_str(base);
        href.extend(utf8_percent_encode(&self.0[1..], PATH));
        href
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for UrlPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_never_leave_their_root() {
        assert!(ContentPath::new("a/../b").is_none());
        assert!(ContentPath::new("/a").is_none());
        assert!(ContentPath::new("").is_none());
        let found = ContentPath::resolve("after", "../before/./tests.md").unwrap();
        assert_eq!(found.as_str(), "before/tests.md");
        assert!(ContentPath::resolve("after", "../../etc/passwd").is_none());
    }

    #[test]
    fn a_page_is_served_from_its_index_file() {
        let page = UrlPath::page(["after", "gvhd"]);
        assert_eq!(page.as_str(), "/after/gvhd/");
        assert_eq!(page.output_path().as_str(), "after/gvhd/index.html");
        assert_eq!(UrlPath::page([]).output_path().as_str(), "index.html");
        let file = UrlPath::file("types/two words é.svg");
        assert_eq!(file.href("/patients/"), "/patients/types/two%20words%20%C3%A9.svg");
    }
}
