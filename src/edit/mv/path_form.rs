//! A path in the form that its author gave it, for another file or another folder.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::places::{NamedBy, NamingPlace, Notation};
use crate::base::UrlPath;
use crate::site::{PathEnd, Spelling, Way, is_path, relative};

/// What means something in every link: what follows `#` and `?` is no path, and `%` begins
/// a code.
const ALWAYS: &AsciiSet = &CONTROLS.add(b'%').add(b'#').add(b'?');
/// What ends a path in pointed brackets.
const ANGLE: &AsciiSet = &ALWAYS.add(b'<').add(b'>').add(b'\\').add(b'&');
/// What ends a path in round brackets, or means something in a table.
const BARE: &AsciiSet = &ANGLE.add(b' ').add(b'(').add(b')').add(b'|');
/// What ends a path in double square brackets.
const WIKI: &AsciiSet = &ALWAYS.add(b'[').add(b']').add(b'|');
/// What ends the value of an attribute, with quotation marks or without.
const HTML: &AsciiSet = &ANGLE.add(b' ').add(b'"').add(b'\'').add(b'`').add(b'=');
/// Punctuation that needs no code in a path.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// What a path is to reach, and from where.
pub(super) struct Aim<'a> {
    /// The folder of the file that it will stand in.
    pub(super) folder: &'a str,
    /// What it is to reach.
    pub(super) end: &'a PathEnd,
    /// The address of the page, if it has one of its own.
    pub(super) address: Option<&'a UrlPath>,
}

/// The paths that may be written, decoded, the one nearest to what the author wrote first.
/// `folder` is where the file stood.
pub(super) fn candidates(
    place: &NamingPlace,
    way: &Way,
    folder: &str,
    aim: &Aim<'_>,
) -> Vec<String> {
    let written = &*place.path;
    let base = match () {
        () if written.starts_with('/') => Base::Slash,
        () if way.from_root && !folder.is_empty() => Base::Root,
        () => Base::Relative,
    };
    let mut found = Vec::new();
    for spelling in [way.spelling, Spelling::Whole] {
        let Some(named) = NamedPath::of(aim, spelling, written) else { continue };
        found.push(named.from(base, aim.folder, written.starts_with("./")));
        if base != Base::Slash {
            found.push(named.from(Base::Relative, aim.folder, true));
        }
    }
    if let Some(named) = NamedPath::of(aim, Spelling::Whole, written) {
        found.push(named.from(Base::Slash, aim.folder, false));
    }
    if place.names == NamedBy::PathNotName {
        found.retain(|path| is_path(path));
    }
    found
}

/// From where a path counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    /// From the file's folder.
    Relative,
    /// From the content folder, by a slash.
    Slash,
    /// From the content folder, without one.
    Root,
}

/// A file or folder by its path below the content folder, and what stands behind it.
struct NamedPath {
    path: String,
    is_folder: bool,
    behind: &'static str,
}

impl NamedPath {
    fn of(aim: &Aim<'_>, spelling: Spelling, written: &str) -> Option<NamedPath> {
        let slash = if written.ends_with('/') { "/" } else { "" };
        let named = |path: &str, is_folder, behind| {
            Some(NamedPath { path: path.to_owned(), is_folder, behind })
        };
        let by_address = |address: &UrlPath| {
            let behind =
                if written.ends_with("/index.html") { "/index.html" } else { slash };
            let path = address.as_str().trim_matches('/');
            named(
                path,
                true,
                if path.is_empty() { behind.trim_start_matches('/') } else { behind },
            )
        };
        match (aim.end, spelling) {
            (PathEnd::Folder(folder), _) => named(folder, true, slash),
            (PathEnd::Page(address), _) => by_address(address),
            (PathEnd::File(_), Spelling::Address) => by_address(aim.address?),
            (PathEnd::File(path), Spelling::Whole) => named(path.as_str(), false, ""),
            (PathEnd::File(path), Spelling::WithoutExtension) => {
                named(path.as_str().strip_suffix(".md")?, false, slash)
            }
            (PathEnd::File(path), Spelling::Folder) => {
                (path.file_name() == "index.md").then_some(())?;
                named(path.folder(), true, slash)
            }
        }
    }

    fn from(&self, base: Base, folder: &str, dotted: bool) -> String {
        let NamedPath { path, is_folder, behind } = self;
        match base {
            Base::Slash => format!("/{path}{behind}"),
            Base::Root => format!("{path}{behind}"),
            Base::Relative if *is_folder => {
                // By way of a file in it, because a folder may be the one that we are in.
                let inside =
                    if path.is_empty() { "x".into() } else { format!("{path}/x") };
                let mut way = relative(folder, &inside);
                way.truncate(way.len() - 1);
                let way = way.trim_end_matches('/');
                let way = if way.is_empty() { "." } else { way };
                let dot = if dotted && !way.starts_with('.') { "./" } else { "" };
                format!("{dot}{way}{behind}")
            }
            Base::Relative => {
                let way = relative(folder, path);
                let dot = if dotted && !way.starts_with("../") { "./" } else { "" };
                format!("{dot}{way}{behind}")
            }
        }
    }
}

/// A path as it stands in its file. `raw` is what stood there.
pub(super) fn encoded(path: &str, place: &NamingPlace, raw: &str) -> String {
    let has_codes = raw.contains('%') && raw != place.path;
    let set = match place.notation {
        Notation::Include => return format!("{path}{}", place.tail),
        Notation::Yaml if place.names == NamedBy::FromRoot => {
            return yaml(path, raw);
        }
        _ if has_codes => ENCODED,
        Notation::Bare => BARE,
        Notation::Angle => ANGLE,
        Notation::Wiki => WIKI,
        Notation::Html => HTML,
        Notation::Yaml => ALWAYS,
    };
    // Letters of other scripts stay as they are, unless the author had codes for them.
    let keeps_letters = !has_codes || !raw.is_ascii();
    let mut text = String::new();
    for c in path.chars() {
        if c.is_ascii() || !keeps_letters {
            text.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), set));
        } else {
            text.push(c);
        }
    }
    text.push_str(&place.tail);
    if place.notation == Notation::Yaml { yaml(&text, raw) } else { text }
}

/// A text as a YAML value, in the quotation marks of the value that stood there.
pub(super) fn yaml(text: &str, raw: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/-_.~%+#".contains(c);
    let starts = text.starts_with(|c: char| c.is_alphanumeric() || "/._".contains(c));
    if raw.starts_with('\'') {
        format!("'{}'", text.replace('\'', "''"))
    } else if raw.starts_with('"') || !starts || !text.chars().all(is_plain) {
        // Every text of JSON is one of YAML.
        serde_json::Value::from(text).to_string()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &str, notation: Notation) -> NamingPlace {
        let names = NamedBy::Path;
        NamingPlace {
            span: 0..0,
            path: path.into(),
            tail: String::new(),
            notation,
            names,
        }
    }

    #[test]
    fn characters_that_mean_something_are_written_as_codes() {
        let name = "two (a) <b> [c] é#1?.md";
        for (notation, expected) in [
            (Notation::Bare, "two%20%28a%29%20%3Cb%3E%20[c]%20é%231%3F.md"),
            (Notation::Angle, "two (a) %3Cb%3E [c] é%231%3F.md"),
            (Notation::Wiki, "two (a) <b> %5Bc%5D é%231%3F.md"),
            (Notation::Html, "two%20(a)%20%3Cb%3E%20[c]%20é%231%3F.md"),
            (Notation::Yaml, "\"two (a) <b> [c] é%231%3F.md\""),
            (Notation::Include, name),
        ] {
            let place = place("x.md", notation);
            assert_eq!(encoded(name, &place, "x.md"), expected, "{notation:?}");
        }
        let coded = place("é x.md", Notation::Bare);
        assert_eq!(encoded("é y.md", &coded, "%C3%A9%20x.md"), "%C3%A9%20y.md");
    }

    #[test]
    fn yaml_keeps_its_quotation_marks() {
        assert_eq!(yaml("/a/b.md", "x.md"), "/a/b.md");
        assert_eq!(yaml("/a/b.md", "'x.md'"), "'/a/b.md'");
        assert_eq!(yaml("it's.md", "'x.md'"), "'it''s.md'");
        assert_eq!(yaml("/a/b.md", "\"x.md\""), "\"/a/b.md\"");
        assert_eq!(yaml("a b, c.md", "x.md"), "\"a b, c.md\"");
        assert_eq!(yaml("#a", "x.md"), "\"#a\"");
    }

    #[test]
    fn the_form_of_a_path_is_kept() {
        let file =
            |path: &str| PathEnd::File(crate::base::ContentPath::new(path).unwrap());
        let address = UrlPath::page(["new", "x"]);
        for (written, from_root, spelling, end, expected) in [
            ("../old/x.md", false, Spelling::Whole, "new/x.md", "../new/x.md"),
            ("./x.md", false, Spelling::Whole, "a/x.md", "./x.md"),
            ("../old/x", false, Spelling::WithoutExtension, "new/x.md", "../new/x"),
            ("../old/", false, Spelling::Folder, "new/index.md", "../new/"),
            ("../old", false, Spelling::Folder, "new/index.md", "../new"),
            ("../old/", false, Spelling::Folder, "a/index.md", "./"),
            ("../old/", false, Spelling::Folder, "index.md", "../"),
            ("/old/x.md", true, Spelling::Whole, "new/x.md", "/new/x.md"),
            ("/old/", true, Spelling::Folder, "new/index.md", "/new/"),
            ("old/x.md", true, Spelling::Whole, "new/x.md", "new/x.md"),
            ("/old/x/", true, Spelling::Address, "new/x.md", "/new/x/"),
            ("/old/x", true, Spelling::Address, "new/x.md", "/new/x"),
            (
                "/old/x/index.html",
                true,
                Spelling::Address,
                "new/x.md",
                "/new/x/index.html",
            ),
        ] {
            let end = file(end);
            let way = Way { end: end.clone(), from_root, spelling };
            let aim = Aim { folder: "a", end: &end, address: Some(&address) };
            let place = place(written, Notation::Bare);
            assert_eq!(candidates(&place, &way, "a", &aim)[0], expected, "{written}");
        }
    }
}
