//! Spans as people count: file, lines and columns.

use std::fmt;

use crate::base::{FileId, Position, Span};
use crate::source::{SourceFile, SourceTree};

/// The files of a tree, found by number.
pub(super) struct SourceFiles<'a> {
    tree: &'a SourceTree,
}

/// Where something stands.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The file as people see it.
    pub file: &'a str,
    /// The first character.
    pub start: Position,
    /// One past the last.
    pub end: Position,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.start.line, self.start.column)
    }
}

impl<'a> SourceFiles<'a> {
    pub(super) fn new(tree: &'a SourceTree) -> Self {
        SourceFiles { tree }
    }

    fn file(&self, id: FileId) -> Option<&'a SourceFile> {
        self.tree.file(id).map(AsRef::as_ref)
    }

    /// The name of the file that a span lies in.
    pub(super) fn shown(&self, span: Span) -> &'a str {
        self.file(span.file).map_or("", |file| &file.shown)
    }

    /// The text of the file that a span lies in, if it has one.
    pub(super) fn text(&self, span: Span) -> Option<&'a str> {
        self.file(span.file)?.shown_text().map(|(text, _)| &**text)
    }

    /// Line and column of a span. In a file without text it is the first character.
    pub(super) fn place(&self, span: Span) -> Place<'a> {
        let first = Position { line: 1, column: 1 };
        let text = self.file(span.file).and_then(SourceFile::shown_text);
        let (start, end) = text.map_or((first, first), |(text, lines)| {
            (
                lines.position(text, span.start as usize),
                lines.position(text, span.end.max(span.start) as usize),
            )
        });
        Place { file: self.shown(span), start, end }
    }
}
