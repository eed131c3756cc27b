//! Findings as text, for people and for machines: sorted diagnostics and the sources in,
//! bytes out. Knows nothing of the site, so that any finding can be shown in a test.

mod baseline;
mod calendar;
mod changes;
mod choice;
mod escape;
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod overview;
mod overview_page;
mod page;
mod place;
mod quote;
mod sarif;
mod summary;
mod table;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::io;
use std::ops::Range;

use crate::base::Span;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::SourceTree;

use excerpt::Excerpt;
use place::SourceFiles;

pub use baseline::{Baseline, Compared, KnownFinding};
pub use calendar::{CalendarEntry, write_calendar};
pub use changes::{ChangesFormat, PageChanges, changes_text, sentence_html};
pub use choice::Limits;
pub use escape::escape_terminal;
pub use github::GITHUB;
pub use gitlab::GITLAB;
pub use human::HUMAN;
pub use json::JSON;
pub use junit::JUNIT;
pub use overview::{
    ChangedOverview, OwnerOverview, SiteOverview, TextOverview, UnsignedOverview,
    WaivedOverview,
};
pub use overview_page::overview_page;
pub use place::Place;
pub use sarif::SARIF;
pub use summary::{first_step, write_summary};
pub use table::{ReportCell, ReportTable, TableFormat, write_table};

/// How findings are written. A further format is a file beside the others, and a line in
/// [`FORMATS`].
#[derive(Debug)]
pub struct Format {
    /// What `--format` takes.
    pub name: &'static str,
    /// What the help says of it.
    pub about: &'static str,
    /// Whether people read it, and not programs.
    pub is_for_people: bool,
    write: Write,
}

/// Writes findings, in the order given.
type Write = for<'a> fn(
    &mut dyn io::Write,
    &[Diagnostic],
    &SourceFiles<'a>,
    &ReportOptions<'_>,
) -> io::Result<()>;

/// Every format.
pub static FORMATS: &[&Format] = &[&HUMAN, &JSON, &GITHUB, &GITLAB, &SARIF, &JUNIT];

/// What the caller knows of the place where the report is read.
#[derive(Debug, Clone, Copy)]
pub struct ReportOptions<'a> {
    /// Whether colours can be shown (human).
    pub color: bool,
    /// Width of the terminal in columns, if there is one (human).
    pub width: Option<usize>,
    /// The site's folder as seen from the top of the repository, without a final slash;
    /// empty if it is the top (`GitHub`, `GitLab`, SARIF).
    pub prefix: &'a str,
    /// How many findings are shown (human).
    pub limits: Limits,
    /// The least that fails a run (`JUnit`).
    pub fails_from: Severity,
}

impl ReportOptions<'_> {
    /// The path of a file as seen from the top of the repository.
    fn path(&self, file: &str) -> String {
        let slash = if self.prefix.is_empty() { "" } else { "/" };
        format!("{}{slash}{file}", self.prefix)
    }
}

impl Default for ReportOptions<'_> {
    fn default() -> Self {
        ReportOptions {
            color: false,
            width: None,
            prefix: "",
            limits: Limits::default(),
            fails_from: Severity::Error,
        }
    }
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Findings that do not count, because their files waive them.
    pub waived: usize,
}

impl Count {
    /// Counts findings.
    pub fn of(diagnostics: &[Diagnostic]) -> Count {
        let mut count = Count::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => count.errors += 1,
                Severity::Warning => count.warnings += 1,
                Severity::Note => count.notes += 1,
            }
        }
        count
    }

    /// The same, beside so many findings that are waived.
    #[must_use]
    pub fn with_waived(self, waived: usize) -> Count {
        Count { waived, ..self }
    }
}

/// Writes findings, in the order given.
///
/// # Errors
///
/// What `out` returns.
pub fn write(
    out: &mut dyn io::Write,
    format: &Format,
    diagnostics: &[Diagnostic],
    tree: &SourceTree,
    options: &ReportOptions<'_>,
) -> io::Result<()> {
    let sources = SourceFiles::new(tree);
    (format.write)(out, diagnostics, &sources, options)
}

/// A sentence of a finding, its quotations cut to what people read.
pub fn told(sentence: &str) -> Cow<'_, str> {
    quote::cut(sentence, quote::FOR_PEOPLE)
}

/// The file, line and column of a span.
pub fn place(span: Span, tree: &SourceTree) -> Place<'_> {
    SourceFiles::new(tree).place(span)
}

/// The line in which a span begins, at most `room` characters of it and safe to show, and
/// the bytes of that text that the span covers.
pub fn excerpt(
    span: Span,
    tree: &SourceTree,
    room: usize,
) -> Option<(String, Range<usize>)> {
    let source = SourceFiles::new(tree).text(span)?;
    let range = span.start as usize..span.end as usize;
    let excerpt = Excerpt::new(source, range.clone(), room);
    let marked = excerpt.locate(range)?;
    Some((excerpt.into_text(), marked))
}

/// Sorts findings by file, place, rule and message, and leaves equal ones out. Findings
/// about the site as a whole come first.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, tree: &SourceTree) {
    let sources = SourceFiles::new(tree);
    diagnostics.sort_by(|a, b| compare(a, b, &sources));
    diagnostics.dedup();
}

fn compare(a: &Diagnostic, b: &Diagnostic, sources: &SourceFiles<'_>) -> Ordering {
    let place = |diagnostic: &Diagnostic| {
        diagnostic.primary.map(|span| (sources.shown(span), span.start, span.end))
    };
    let labels = |diagnostic: &Diagnostic| -> Vec<(String, u32, u32, String)> {
        let key = |label: &Label| {
            let shown = sources.shown(label.span).to_owned();
            (shown, label.span.start, label.span.end, label.text.clone())
        };
        diagnostic.secondary.iter().map(key).collect()
    };
    // What people see decides first; the rest makes equal findings neighbours.
    place(a)
        .map(|(shown, start, _)| (shown, start))
        .cmp(&place(b).map(|(shown, start, _)| (shown, start)))
        .then_with(|| a.rule.code.cmp(b.rule.code))
        .then_with(|| a.message.cmp(&b.message))
        .then_with(|| place(a).cmp(&place(b)))
        .then_with(|| a.severity.cmp(&b.severity))
        .then_with(|| a.help.cmp(&b.help))
        .then_with(|| labels(a).cmp(&labels(b)))
}

#[cfg(test)]
mod fixture {
    //! A tree of files that are not on any disk, for the tests of the formats.

    use std::sync::Arc;

    use crate::base::{ContentPath, FileId, LineIndex, Span};
    use crate::source::{SourceContent, SourceFile, SourceKind, SourceTree};

    pub(super) fn tree(files: &[(&str, &str)]) -> SourceTree {
        let file = |(number, &(path, text)): (usize, &(&str, &str))| {
            Arc::new(SourceFile {
                id: FileId::from(number),
                kind: SourceKind::Article,
                path: ContentPath::new(path).unwrap(),
                shown: format!("site-content/{path}").into(),
                content: SourceContent::Text {
                    text: text.into(),
                    lines: LineIndex::default(),
                },
            })
        };
        SourceTree::new(files.iter().enumerate().map(file).collect(), Vec::new())
    }

    /// The first place of `words` in a file.
    pub(super) fn find(tree: &SourceTree, file: usize, words: &str) -> Span {
        let text = tree.files[file].text().unwrap();
        let start = text.find(words).unwrap();
        Span::new(tree.files[file].id, start..start + words.len())
    }
}

#[cfg(test)]
mod tests {
    use crate::base::FileId;
    use crate::diagnostic::{BROKEN_CROSS_LINK, MISSING_BASE_URL, UNKNOWN_KEY};

    use super::*;

    #[test]
    fn findings_are_in_order_of_place_and_none_is_there_twice() {
        let tree = fixture::tree(&[("b.md", "one two"), ("a.md", "one two")]);
        let at = |file, start| Span::new(FileId(file), start..start + 1);
        let broken = Diagnostic::new(&BROKEN_CROSS_LINK, at(0, 0), "x");
        let mut found = vec![
            broken.clone(),
            Diagnostic::new(&BROKEN_CROSS_LINK, at(1, 4), "x"),
            broken.clone().with_help("y"),
            Diagnostic::new(&UNKNOWN_KEY, at(0, 0), "x"),
            Diagnostic::about_site(&MISSING_BASE_URL, "x"),
            broken.clone(),
        ];
        sort(&mut found, &tree);
        let seen: Vec<(&str, Option<u32>)> = found
            .iter()
            .map(|it| (it.rule.code, it.primary.map(|at| at.file.0)))
            .collect();
        assert_eq!(
            seen,
            [
                ("G003", None),
                ("L001", Some(1)),
                ("F008", Some(0)),
                ("L001", Some(0)),
                ("L001", Some(0)),
            ]
        );
        assert_eq!(
            Count::of(&found),
            Count { errors: 3, warnings: 2, notes: 0, waived: 0 }
        );
    }
}
