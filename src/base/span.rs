//! Where something stands in a source: bytes inside, lines and columns only at the edge.

use std::ops::Range;
use std::sync::OnceLock;

super::id! {
    /// A source file, for as long as the program runs.
    ///
    /// Handed out once per path and never reused, so that a span inside a remembered article
    /// keeps pointing at the right file when files come and go.
    FileId
}

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

/// Where the lines of a text begin, counted when a place is asked for first: most files
/// have no finding.
///
/// It holds nothing that its text does not say, so all indexes are equal.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    counted: OnceLock<Counted>,
}

/// What is counted of a text.
#[derive(Debug, Clone)]
struct Counted {
    /// The byte offset at which each line begins.
    starts: Vec<u32>,
    /// How many characters begin before each [`STEP`] of bytes: a line may be the whole
    /// text, and hold ten thousand findings.
    characters: Vec<u32>,
}

/// Bytes between two counts of characters.
const STEP: usize = 1024;

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
        let counted = self.counted.get_or_init(|| Counted::of(text));
        let line = counted.starts.partition_point(|&start| start as usize <= offset);
        let start = counted.starts[line - 1] as usize;
        let before = |at| counted.characters_before(text, at);
        Position { line, column: before(offset) - before(start) + 1 }
    }
}

impl Counted {
    fn of(text: &str) -> Counted {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let next = ends.map(|(at, _)| number(at + 1));
        let starts = std::iter::once(0).chain(next).collect();
        let mut count = 0;
        let steps = text.as_bytes().chunks(STEP).map(|step| {
            count += characters_in(step);
            number(count)
        });
        Counted { starts, characters: std::iter::once(0).chain(steps).collect() }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, text: &str, at: usize) -> usize {
        let step = at / STEP;
        let rest = &text.as_bytes()[step * STEP..at];
        self.characters[step] as usize + characters_in(rest)
    }
}

/// How many characters begin in some bytes of a text.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The last byte at or before `at` where a character of `text` begins, or its end.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
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

    #[test]
    fn columns_of_a_long_line_are_those_of_a_short_one() {
        let text = format!("{}\n{}", "é".repeat(STEP), "aé".repeat(2 * STEP));
        let lines = LineIndex::default();
        for (at, _) in text.char_indices().filter(|(at, _)| at % 7 == 0) {
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let column = text[start..at].chars().count() + 1;
            assert_eq!(lines.position(&text, at).column, column, "{at}");
        }
        assert_eq!(lines.position(&text, text.len()).column, 4 * STEP + 1);
    }
}
