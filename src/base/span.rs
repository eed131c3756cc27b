//! Where something stands in a source: bytes inside, lines and columns only at the edge.

use std::ops::Range;
use std::sync::OnceLock;

/// A source file, for as long as the program runs.
///
/// Handed out once per path and never reused, so that a span inside a remembered article
/// keeps pointing at the right file when files come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one source file's text (as decoded: no byte-order mark, LF ends).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `range` of `file`. Offsets above 4 GiB are held at 4 GiB.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { file, start: small(range.start), end: small(range.end) }
    }

    /// The start of a file: for findings about the file as a whole.
    pub fn file(file: FileId) -> Self {
        Span { file, start: 0, end: 0 }
    }

    /// The range as `usize`, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value together with where its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

/// A place as people count: both numbers start at 1, columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The byte offsets at which the lines of a text begin, counted when a place is asked for
/// first: most files have no finding.
///
/// It holds nothing that its text does not say, so all indexes are equal.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: OnceLock<Vec<u32>>,
}

impl PartialEq for LineIndex {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for LineIndex {}

impl LineIndex {
    /// The line and column of a byte offset in `text`, whose lines end with LF; always the
    /// same text. An offset past the end counts as the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor(text, offset);
        let starts = self.starts.get_or_init(|| line_starts(text));
        let line = starts.partition_point(|&start| start as usize <= offset);
        let start = starts[line - 1] as usize;
        Position { line, column: text[start..offset].chars().count() + 1 }
    }
}

/// The last byte at or before `at` where a character of `text` begins, or its end.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_starts(text: &str) -> Vec<u32> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    let next = ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX));
    std::iter::once(0).chain(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        let text = "né\nzwei\n";
        let lines = LineIndex::default();
        assert_eq!(lines.position(text, 0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(text, 3), Position { line: 1, column: 3 });
        assert_eq!(lines.position(text, 4), Position { line: 2, column: 1 });
        assert_eq!(lines.position(text, 99), Position { line: 3, column: 1 });
    }
}
