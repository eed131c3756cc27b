//! A finding as the browser shows it: the sentence, the place, the line of the source.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::base::{Error, Span};
use crate::build::Built;
use crate::check::Waived;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report;
use crate::source::{SourceKind, SourceTree};

/// Characters of a source line that are shown.
const ROOM: usize = 120;
/// Other places that are shown of a finding.
const MOST_OTHERS: usize = 5;
/// What a path in the address of an editor need not encode.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b':');

/// A finding, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct ShownFinding {
    pub(super) severity: &'static str,
    pub(super) rule: &'static str,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) place: Option<FindingPlace>,
    /// Other places that belong to it, with what is there.
    pub(super) others: Vec<(String, FindingPlace)>,
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct FindingPlace {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
    /// The line of the source: before the place, the place, after it.
    pub(super) source: Option<[String; 3]>,
    /// Opens the place in an editor.
    pub(super) editor: Option<String>,
}

/// Whether a finding is about the configuration or the theme, on which every page rests.
pub(super) fn spoils_every_page(finding: &Diagnostic, tree: &SourceTree) -> bool {
    let file = finding.primary.and_then(|span| tree.file(span.file));
    file.is_none_or(|file| matches!(file.kind, SourceKind::Config | SourceKind::Theme))
}

impl ShownFinding {
    pub(super) fn of(
        diagnostic: &Diagnostic,
        tree: &SourceTree,
        editor: &Editor,
    ) -> Self {
        ShownFinding {
            severity: diagnostic.severity.name(),
            rule: diagnostic.rule.name,
            message: report::told(&diagnostic.message).into_owned(),
            help: diagnostic.help.as_deref().map(|help| report::told(help).into_owned()),
            place: diagnostic.primary.map(|span| FindingPlace::of(span, tree, editor)),
            others: diagnostic
                .secondary
                .iter()
                .take(MOST_OTHERS)
                .map(|label| {
                    let words = report::told(&label.text).into_owned();
                    (words, FindingPlace::of(label.span, tree, editor))
                })
                .collect(),
        }
    }

    /// What kept the newest build from its end.
    pub(super) fn of_error(error: &Error) -> Self {
        ShownFinding {
            severity: Severity::Error.name(),
            rule: "",
            message: error.to_string(),
            help: error.help().map(str::to_owned),
            place: None,
            others: Vec::new(),
        }
    }
}

impl FindingPlace {
    fn of(span: Span, tree: &SourceTree, editor: &Editor) -> Self {
        let place = report::place(span, tree);
        let (line, column) = (place.start.line, place.start.column);
        let source = report::excerpt(span, tree, ROOM).map(|(text, marked)| {
            [&text[..marked.start], &text[marked.clone()], &text[marked.end..]]
                .map(str::to_owned)
        });
        let editor = editor.address(place.file, line, column);
        FindingPlace { file: place.file.to_owned(), line, column, source, editor }
    }
}

/// A finding that does not count, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct WaivedFinding {
    pub(super) rule: &'static str,
    pub(super) message: String,
    pub(super) reason: String,
    /// The last day on which it does not.
    pub(super) until: Option<String>,
}

impl WaivedFinding {
    /// Everything that the files of a site waive.
    pub(super) fn all(built: &Built) -> impl Iterator<Item = (&Diagnostic, Self)> {
        built.waived.iter().map(|Waived { finding, reason, until }| {
            let shown = WaivedFinding {
                rule: finding.rule.name,
                message: finding.message.clone(),
                reason: reason.clone(),
                until: until.map(|day| day.to_string()),
            };
            (finding, shown)
        })
    }
}

/// How the author's editor is told to open a place.
#[derive(Debug, Clone)]
pub(super) struct Editor {
    root: PathBuf,
    /// With `{file}`, `{line}` and `{column}`; empty for none.
    pattern: String,
}

impl Editor {
    /// An editor that opens files of the site in `root`.
    ///
    /// # Errors
    ///
    /// The pattern is no address, or names no file.
    pub(super) fn new(root: &Path, pattern: &str) -> Result<Editor, Error> {
        let scheme = pattern.split_once("://").map_or("", |(scheme, _)| scheme);
        let is_scheme = |scheme: &str| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        };
        let opens_files = is_scheme(scheme) && pattern.contains("{file}");
        if !pattern.is_empty() && !opens_files {
            return Err(Error::usage(format!("`{pattern}` opens no file in an editor"))
                .with_help(
                    "write an address such as vscode://file/{file}:{line}:{column}",
                ));
        }
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        Ok(Editor { root, pattern: pattern.to_owned() })
    }

    /// The address that opens a place. `file`: as people see it, below the site's folder.
    pub(super) fn address(
        &self,
        file: &str,
        line: usize,
        column: usize,
    ) -> Option<String> {
        if self.pattern.is_empty() {
            return None;
        }
        let path = self.root.join(file).to_string_lossy().replace('\\', "/");
        // The pattern brings the first slash.
        let path = utf8_percent_encode(path.trim_start_matches('/'), PLAIN).to_string();
        let address = self.pattern.replace("{file}", &path);
        let address = address.replace("{line}", &line.to_string());
        Some(address.replace("{column}", &column.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_given_file_line_and_column() {
        let pattern = "vscode://file/{file}:{line}:{column}";
        let editor = Editor::new(Path::new("/no such/site"), pattern).unwrap();
        let address = editor.address("site-content/a b.md", 3, 7);
        let expected = "vscode://file/no%20such/site/site-content/a%20b.md:3:7";
        assert_eq!(address.as_deref(), Some(expected));
        let none = Editor::new(Path::new("/"), "").unwrap();
        assert_eq!(none.address("a", 1, 1), None);
        for pattern in ["vscode", "javascript:alert({file})", "x://y", "://{file}"] {
            assert!(Editor::new(Path::new("/"), pattern).is_err(), "{pattern}");
        }
    }
}
