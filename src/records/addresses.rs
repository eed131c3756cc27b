//! `data/addresses.txt`: every address that the site ever had, so that none dies in silence.
//!
//! One a line, encoded as in a browser, and behind it what became of it: nothing where it is
//! to answer, `gone` where it was taken down on purpose, `-> /new/file.pdf` where a file went
//! elsewhere.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use crate::base::{ContentPath, Span, UrlPath};
use crate::diagnostic::{BAD_DATA_FILE, Diagnostic};
use crate::source::SourceFile;
use crate::yaml::shown;

/// Its path below `site-content/`.
pub const ADDRESSES_FILE: &str = "data/addresses.txt";

/// What stands at its head.
const HEAD: &str = "\
# Every address that this site ever had: one a line, in order, and none is ever taken out.
# `engraft addresses write` adds the new ones. What neither is published nor leads on any more is told.
#   /old/page/                    is to answer: write it into `redirect_from` of the page that took its place
#   /old/page/ gone               was taken down on purpose, and answers so
#   /old/file.pdf -> /new/file.pdf   went elsewhere, and leads there
";

/// How many steps a file that went on and on is followed.
const MOST_STEPS: usize = 50;

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is to answer.
    Answers,
    /// It was taken down on purpose.
    Gone,
    /// The file went there.
    Moved(UrlPath),
}

/// The record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses {
    /// What became of each address, and where that is written.
    pub lines: BTreeMap<UrlPath, (Fate, Span)>,
}

impl Addresses {
    /// Where the file at an address went at last; `None` where it went nowhere, or round in
    /// a circle.
    pub fn end_of(&self, address: &UrlPath) -> Option<&UrlPath> {
        let mut end = None;
        let mut at = address;
        for _ in 0..MOST_STEPS {
            let Some((Fate::Moved(next), _)) = self.lines.get(at) else { return end };
            end = Some(next);
            at = next;
        }
        None
    }

    /// The files that went elsewhere, and where they are.
    pub fn moved(&self) -> impl Iterator<Item = (&UrlPath, &UrlPath)> {
        self.lines.keys().filter_map(|from| Some((from, self.end_of(from)?)))
    }

    /// The text of the record with what is new: nothing that was there is lost.
    pub fn with(&self, new: impl IntoIterator<Item = (UrlPath, Fate)>) -> String {
        let known = self.lines.iter();
        let mut all: BTreeMap<UrlPath, Fate> =
            known.map(|(address, (fate, _))| (address.clone(), fate.clone())).collect();
        for (address, fate) in new {
            match fate {
                Fate::Answers => {
                    all.entry(address).or_insert(fate);
                }
                Fate::Gone | Fate::Moved(_) => {
                    all.insert(address, fate);
                }
            }
        }
        let mut text = String::from(HEAD);
        for (address, fate) in all {
            let address = address.href("/");
            // Writing to a text cannot fail.
            let _ = match fate {
                Fate::Answers => writeln!(text, "{address}"),
                Fate::Gone => writeln!(text, "{address} gone"),
                Fate::Moved(to) => writeln!(text, "{address} -> {}", to.href("/")),
            };
        }
        text
    }
}

/// An address as it is written, with or without its codes: `None` where it is none of a site.
pub fn address(text: &str) -> Option<UrlPath> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    if decoded.contains(|c: char| c.is_control() || matches!(c, '?' | '#' | '\\')) {
        return None;
    }
    let inside = decoded.strip_prefix('/')?;
    if inside.is_empty() {
        return Some(UrlPath::page([]));
    }
    let path = ContentPath::new(inside.trim_end_matches('/'))?;
    let is_file = !inside.ends_with('/') && path.extension().is_some();
    Some(if is_file {
        UrlPath::file(path.as_str())
    } else {
        UrlPath::page(path.as_str().split('/'))
    })
}

/// Reads the record.
pub(super) fn read(file: &SourceFile, found: &mut Vec<Diagnostic>) -> Addresses {
    let mut record = Addresses::default();
    let Some(text) = file.text() else { return record };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let span = Span::new(file.id, start..start + words.len());
        if let Some((address, fate)) = one_line(words) {
            record.lines.insert(address, (fate, span));
        } else {
            let message =
                format!("`{}` is no line of a record of addresses", shown(words));
            let help = "write an address that begins with a slash, and behind it nothing, \
                        `gone`, or `-> /new/file.pdf`";
            let wrong = Diagnostic::new(&BAD_DATA_FILE, span, message);
            found.push(wrong.with_help(help));
        }
    }
    record
}

fn one_line(words: &str) -> Option<(UrlPath, Fate)> {
    let words: Vec<&str> = words.split_whitespace().collect();
    match words[..] {
        [own] => Some((address(own)?, Fate::Answers)),
        [own, "gone"] => Some((address(own)?, Fate::Gone)),
        [own, "->", to] => Some((address(own)?, Fate::Moved(address(to)?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;
    use crate::source::SourceKind;

    fn record(text: &str) -> (Addresses, usize) {
        let path = ContentPath::new(ADDRESSES_FILE).unwrap();
        let file = SourceFile::from_text(FileId(1), SourceKind::Data, path, text);
        let mut found = Vec::new();
        let record = read(&file, &mut found);
        (record, found.len())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let (empty, _) = record("");
        let url = |text| address(text).unwrap();
        let text = empty.with([
            (url("/b/"), Fate::Answers),
            (url("/a b.pdf"), Fate::Moved(url("/c/d%20e.pdf"))),
            (url("/gone"), Fate::Gone),
            (url("/"), Fate::Answers),
        ]);
        let lines: Vec<&str> =
            text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines, ["/", "/a%20b.pdf -> /c/d%20e.pdf", "/b/", "/gone/ gone"]);
        let (again, faults) = record(&text);
        assert_eq!((again.with([(url("/gone/"), Fate::Answers)]), faults), (text, 0));
    }

    #[test]
    fn a_line_that_is_none_is_told() {
        for line in ["no slash", "/a/ away", "/a -> b", "/../x", "/a/?q", "//host/"] {
            assert_eq!(record(line).1, 1, "{line}");
        }
    }

    #[test]
    fn a_file_is_followed_to_its_end_and_not_in_a_circle() {
        let (record, _) = record(
            "/a.pdf -> /b.pdf\n/b.pdf -> /c.pdf\n/x.pdf -> /y.pdf\n/y.pdf -> /x.pdf\n",
        );
        let end = |text| record.end_of(&address(text).unwrap()).map(UrlPath::as_str);
        assert_eq!(end("/a.pdf"), Some("/c.pdf"));
        assert_eq!(end("/x.pdf"), None);
        assert_eq!(end("/c.pdf"), None);
    }
}
