//! The line of a source that a finding is about: one line, safe to show, and no longer
//! than there is room.

use std::ops::Range;

use super::escape::push_safe;
use crate::base::floor;

/// A line, or the piece of it around a place.
pub(super) struct Excerpt {
    text: String,
    /// For every character of the source in the piece, and for its end: its byte in the
    /// source, and its byte in `text`.
    offsets: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The line of `source` in which `range` begins, at most `room` characters of it.
    pub(super) fn new(source: &str, range: Range<usize>, room: usize) -> Excerpt {
        let start = floor(source, range.start);
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
        let line = &source[line_start..line_end];

        let from = piece_start(&source[line_start..start], line, room);
        let mut text = String::new();
        if from > 0 {
            text.push('\u{2026}');
        }
        let mut offsets = Vec::new();
        let mut end = line_end;
        for (count, (at, c)) in line[from..].char_indices().enumerate() {
            let at = line_start + from + at;
            if count == room {
                end = at;
                break;
            }
            offsets.push((at, text.len()));
            push_safe(&mut text, c);
        }
        offsets.push((end, text.len()));
        if end < line_end {
            text.push('\u{2026}');
        }
        Excerpt { text, offsets }
    }

    /// Where a range of the source stands in the piece; what lies outside is cut off.
    pub(super) fn locate(&self, range: Range<usize>) -> Option<Range<usize>> {
        let (first, last) = (self.offsets.first()?, self.offsets.last()?);
        if range.start > last.0 || range.end < first.0 {
            return None;
        }
        let inside = |offset: usize| {
            let after = self.offsets.partition_point(|&(source, _)| source < offset);
            self.offsets.get(after).unwrap_or(last).1
        };
        let start = inside(range.start);
        Some(start..inside(range.end).max(start))
    }

    /// The text to show.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// The byte of a line at which its piece begins, so that a quarter of the room shows what
/// comes before the place.
fn piece_start(before: &str, line: &str, room: usize) -> usize {
    // Bytes are at least as many as characters: short lines are not counted.
    if line.len() <= room || line.chars().nth(room).is_none() {
        return 0;
    }
    before.char_indices().rev().nth(room / 4).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_its_place() {
        let source = format!("one\n{}target{}\nthree", "é".repeat(500), "x".repeat(500));
        let start = source.find("target").unwrap();
        let excerpt = Excerpt::new(&source, start..start + 6, 40);
        let shown = excerpt.locate(start..start + 6).unwrap();
        let text = excerpt.into_text();
        assert_eq!(&text[shown], "target");
        assert_eq!(text.chars().count(), 42);
        assert!(text.starts_with("…é") && text.ends_with("x…"), "{text}");
    }

    #[test]
    fn escapes_and_line_ends_keep_the_place_right() {
        let source = "a\u{1b}b\nnext";
        let excerpt = Excerpt::new(source, 2..9, 40);
        assert_eq!(excerpt.locate(2..9), Some(7..8));
        assert_eq!(excerpt.locate(8..9), None);
        assert_eq!(excerpt.into_text(), "a\\u{1b}b");
        let empty = Excerpt::new("", 0..0, 40);
        assert_eq!(empty.locate(0..5), Some(0..0));
        let past_the_end = Excerpt::new("é", 90..99, 40);
        assert_eq!(past_the_end.into_text(), "é");
    }
}
