//! A text file as its author saved it: places of the decoded text found again in its bytes,
//! so that a change of a few words leaves every other byte as it was.

use std::io;
use std::ops::Range;
use std::path::Path;

use super::{MOST_TEXT_BYTES, decode};
use crate::diagnostic::UNREADABLE_FILE;
use crate::disk::{self, SymbolicLinks};

/// The bytes of a text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    bytes: Vec<u8>,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl Original {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn read(path: &Path) -> io::Result<Self> {
        let bytes = disk::read(path, SymbolicLinks::Refuse, MOST_TEXT_BYTES)?;
        Ok(Original { bytes })
    }

    /// The bytes as they are.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The decoded text, if a change of it can be written into the bytes again.
    pub fn text(&self) -> Option<String> {
        let decoded = decode(&self.bytes);
        let is_text = decoded.faults.iter().all(|fault| fault.rule != &UNREADABLE_FILE);
        is_text.then_some(decoded.text)
    }

    /// Whether this is what `text` was decoded from.
    pub fn holds(&self, text: &str) -> bool {
        decode(&self.bytes).text == text
    }

    /// The bytes with pieces of the decoded text replaced, in order and without overlap.
    /// What is put in gets the line ends of the file. `None`: the file is not UTF-8, or a
    /// piece does not lie in it.
    pub fn with<'e>(
        &self,
        edits: impl IntoIterator<Item = (Range<usize>, &'e str)>,
    ) -> Option<Vec<u8>> {
        let marked = self.bytes.starts_with(BYTE_ORDER_MARK);
        let start = if marked { BYTE_ORDER_MARK.len() } else { 0 };
        let text = std::str::from_utf8(&self.bytes[start..]).ok()?;
        let line_end = line_end(text);
        let mut places = OriginalPlaces { text, byte: 0, decoded: 0 };
        let mut bytes = self.bytes[..start].to_vec();
        let mut copied = 0;
        for (range, replacement) in edits {
            let from = places.find(range.start)?;
            let to = places.find(range.end)?;
            bytes.extend_from_slice(&text.as_bytes()[copied..from]);
            bytes.extend_from_slice(replacement.replace('\n', line_end).as_bytes());
            copied = to;
        }
        bytes.extend_from_slice(&text.as_bytes()[copied..]);
        Some(bytes)
    }
}

/// What ends the first line.
fn line_end(text: &str) -> &'static str {
    match text.find(['\r', '\n']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        Some(_) | None => "\n",
    }
}

/// Finds decoded places in a text, from front to back.
struct OriginalPlaces<'t> {
    text: &'t str,
    byte: usize,
    decoded: usize,
}

impl OriginalPlaces<'_> {
    fn find(&mut self, wanted: usize) -> Option<usize> {
        while self.decoded < wanted {
            let rest = &self.text[self.byte..];
            let c = rest.chars().next()?;
            let (bytes, decoded) = if rest.starts_with("\r\n") {
                (2, 1)
            } else {
                // A character that no page may hold is decoded as another, which may have
                // another length.
                (c.len_utf8(), decode::decoded_length(c))
            };
            self.byte += bytes;
            self.decoded += decoded;
        }
        (self.decoded == wanted).then_some(self.byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_piece_is_changed() {
        for (before, after) in [
            (&b"one two\nthree\n"[..], &b"one 2\n3\nthree\n"[..]),
            (b"\xef\xbb\xbfone two\r\nthree", b"\xef\xbb\xbfone 2\r\n3\r\nthree"),
            (b"one two\rthree", b"one 2\r3\rthree"),
            (b"one two\r\nthree\n", b"one 2\r\n3\r\nthree\n"),
        ] {
            let file = Original { bytes: before.to_vec() };
            let text = decode(before).text;
            assert!(file.holds(&text));
            let two = text.find("two").unwrap();
            let changed = file.with([(two..two + 3, "2\n3")]).unwrap();
            assert_eq!(changed, after);
        }
    }

    #[test]
    fn places_are_found_behind_characters_that_are_decoded_as_others() {
        let file = Original { bytes: b"\x01\r\n\x0c two".to_vec() };
        let text = decode(&file.bytes).text;
        let two = text.find("two").unwrap();
        assert_eq!(file.with([(two..two + 3, "2")]).unwrap(), b"\x01\r\n\x0c 2");
    }

    #[test]
    fn other_encodings_and_other_texts_are_refused() {
        assert_eq!(Original { bytes: b"caf\xe9".to_vec() }.with([(0..1, "x")]), None);
        let file = Original { bytes: "né".into() };
        assert_eq!(file.with([(2..3, "x")]), None);
        assert_eq!(file.with([(0..9, "x")]), None);
        assert!(!file.holds("no"));
    }
}
