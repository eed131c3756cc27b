//! Bytes to text: UTF-8 with or without a byte-order mark, any line ends.
//!
//! There is always a text, even of a file that is not UTF-8: its line is shown with the
//! finding, and an error keeps the site from being published.

use std::ops::Range;

use super::conflict::conflicts;
use super::hidden::hidden_characters;
use super::lost_letters::lost_letters;
use crate::diagnostic::{
    CONTROL_CHARACTER, LOST_LETTERS, MERGE_CONFLICT, Rule, UNREADABLE_FILE,
};

/// A file's text, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text: no byte-order mark, LF line ends, U+FFFD for what is not a character.
    /// Empty if the file is an image or a document.
    pub text: String,
    /// What is wrong.
    pub faults: Vec<DecodeFault>,
}

/// A byte or character that does not belong in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeFault {
    /// The rule.
    pub rule: &'static Rule,
    /// Where it stands in [`Decoded::text`].
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What stands there afterwards, where that is certain.
    pub replacement: Option<String>,
    /// It counts one step less than its rule does.
    pub is_mild: bool,
}

/// How many places with control characters are told of one file.
const MOST_FAULTS: usize = 20;

/// Decodes a text file.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some(decoded) = from_utf16(bytes) {
        return decoded;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let mut text = normalise(text);
            // What is put in the place of control characters is no letter that was lost.
            let are_lost = lost_letters(&text).is_some();
            let mut faults = controls(&mut text);
            let lost = if are_lost { lost_letters(&text) } else { None };
            faults.extend(lost.map(|lost| DecodeFault {
                rule: &LOST_LETTERS,
                range: lost.range,
                message: lost.message,
                help: lost.help,
                replacement: None,
                is_mild: false,
            }));
            faults.extend(conflicts(&text).into_iter().map(|conflict| DecodeFault {
                rule: &MERGE_CONFLICT,
                range: conflict.range,
                message: conflict.message,
                help: conflict.help,
                replacement: None,
                is_mild: false,
            }));
            faults.extend(hidden_characters(&text).into_iter().map(|hidden| {
                DecodeFault {
                    rule: &CONTROL_CHARACTER,
                    range: hidden.range,
                    message: hidden.message,
                    help: hidden.help,
                    replacement: hidden.replacement,
                    is_mild: hidden.is_mild,
                }
            }));
            Decoded { text, faults }
        }
        Err(error) => not_utf8(bytes, error.valid_up_to()),
    }
}

fn not_utf8(bytes: &[u8], valid: usize) -> Decoded {
    if let Some((name, extension)) = known_format(bytes) {
        let fault = DecodeFault {
            rule: &UNREADABLE_FILE,
            range: 0..0,
            message: format!("this is {name}, not a text"),
            help: format!(
                "give the file a name that ends with `.{extension}`, or remove it"
            ),
            replacement: None,
            is_mild: false,
        };
        return Decoded { text: String::new(), faults: vec![fault] };
    }
    // The line is shown with the finding: nothing in it may reach a terminal raw. What
    // stands before the place becomes text in the same way, which may change its length.
    let start = shown(&bytes[..valid]).len();
    let text = shown(bytes);
    let end = start + char::REPLACEMENT_CHARACTER.len_utf8();
    let fault = DecodeFault {
        rule: &UNREADABLE_FILE,
        range: start..end,
        message: format!(
            "the letter here is not UTF-8 text (byte 0x{:02X}), as if the file was saved in an \
             old Windows encoding",
            bytes[valid]
        ),
        help: "open the file in your editor and save it with the encoding UTF-8"
            .to_owned(),
        replacement: None,
        is_mild: false,
    };
    Decoded { text, faults: vec![fault] }
}

/// Bytes that are no text as the nearest text that can be shown.
fn shown(bytes: &[u8]) -> String {
    let mut text = normalise(&String::from_utf8_lossy(bytes));
    replace_controls(&mut text);
    text
}

/// What people save under the name of a text by mistake.
fn known_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const FORMATS: &[(&[u8], &str, &str)] = &[
        (b"\x89PNG", "a PNG image", "png"),
        (b"\xff\xd8\xff", "a JPEG image", "jpg"),
        (b"GIF8", "a GIF image", "gif"),
        (b"%PDF-", "a PDF document", "pdf"),
        (b"PK\x03\x04", "a Word document or another ZIP archive", "docx"),
        (b"\xd0\xcf\x11\xe0", "an old Word document", "doc"),
    ];
    let format = FORMATS.iter().find(|(mark, _, _)| bytes.starts_with(mark))?;
    Some((format.1, format.2))
}

/// The text of a UTF-16 file, with the finding that says so. `None`: it is not UTF-16.
fn from_utf16(bytes: &[u8]) -> Option<Decoded> {
    let (little, body) = if let Some(body) = bytes.strip_prefix(b"\xff\xfe") {
        (true, body)
    } else if let Some(body) = bytes.strip_prefix(b"\xfe\xff") {
        (false, body)
    } else {
        (has_utf16_zeros(bytes)?, bytes)
    };
    let units = body.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    let text: String = char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    let mut text = normalise(&text);
    replace_controls(&mut text);
    let fault = DecodeFault {
        rule: &UNREADABLE_FILE,
        range: 0..text.find('\n').unwrap_or(text.len()),
        message: "the file is saved as UTF-16, and only UTF-8 is read".to_owned(),
        help:
            "in your editor choose “Save with encoding”, and there UTF-8 (Windows calls \
               UTF-16 “Unicode”)"
                .to_owned(),
        replacement: None,
        is_mild: false,
    };
    Some(Decoded { text, faults: vec![fault] })
}

/// Whether every other byte at the start is zero, as in UTF-16 text of Latin letters;
/// `Some(true)` is little-endian.
fn has_utf16_zeros(bytes: &[u8]) -> Option<bool> {
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |offset: usize| {
        let (all, zero) =
            head.iter().skip(offset).step_by(2).fold((0, 0), |(all, zero), &byte| {
                (all + 1, zero + usize::from(byte == 0))
            });
        (all >= 2, zero * 10 >= all * 9, zero)
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd.0 && odd.1 && even.2 == 0 {
        Some(true)
    } else if even.0 && even.1 && odd.2 == 0 {
        Some(false)
    } else {
        None
    }
}

/// CRLF and CR to LF.
fn normalise(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// Whether HTML forbids a character, or a terminal would obey it.
fn is_forbidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'
            | '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}'
            | '\u{fdd0}'..='\u{fdef}'
    ) || u32::from(c) & 0xfffe == 0xfffe
}

/// How many bytes a character has once it is decoded, line ends apart.
pub(super) fn decoded_length(c: char) -> usize {
    if is_forbidden(c) && c != '\r' {
        char::REPLACEMENT_CHARACTER.len_utf8()
    } else {
        c.len_utf8()
    }
}

/// Finds forbidden characters, a run of them once, and replaces them.
fn controls(text: &mut String) -> Vec<DecodeFault> {
    // The first bytes of characters that may be forbidden. Without a short cut out of the
    // loop it runs many bytes at a time.
    let may_hold = |byte: u8| {
        (byte < 0x20 && byte != b'\t' && byte != b'\n')
            || matches!(byte, 0x7f | 0xc2 | 0xef | 0xf0..)
    };
    if !text.bytes().fold(false, |found, byte| found | may_hold(byte)) {
        return Vec::new();
    }
    let mut runs: Vec<(usize, Vec<char>)> = Vec::new();
    // Where the next character of the current run would stand, before and after.
    let mut next = usize::MAX;
    let mut clean = String::new();
    for (at, c) in text.char_indices().filter(|&(_, c)| is_forbidden(c)) {
        match runs.last_mut() {
            Some((_, run)) if at == next => run.push(c),
            _ => runs.push((at, vec![c])),
        }
        next = at + c.len_utf8();
    }
    if runs.is_empty() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let mut copied = 0;
    let more = runs.len().saturating_sub(MOST_FAULTS);
    for (position, (at, run)) in runs.iter().enumerate() {
        clean.push_str(&text[copied..*at]);
        let start = clean.len();
        clean.extend(run.iter().map(|_| char::REPLACEMENT_CHARACTER));
        copied = at + run.iter().map(|c| c.len_utf8()).sum::<usize>();
        if position < MOST_FAULTS {
            let range = start..clean.len();
            faults.push(control_fault(range, run, position + 1 == MOST_FAULTS, more));
        }
    }
    clean.push_str(&text[copied..]);
    *text = clean;
    faults
}

fn control_fault(
    range: Range<usize>,
    run: &[char],
    last: bool,
    more: usize,
) -> DecodeFault {
    let names: Vec<String> =
        run.iter().take(4).map(|&c| format!("U+{:04X}", u32::from(c))).collect();
    let mut message = if run.len() == 1 {
        format!("the text holds the control character {}", names[0])
    } else {
        format!("the text holds {} control characters ({})", run.len(), names.join(" "))
    };
    if last && more > 0 {
        message = format!("{message}, and there are {more} more such places below");
    }
    DecodeFault {
        rule: &CONTROL_CHARACTER,
        range,
        message,
        help: "delete the invisible character between its neighbours".to_owned(),
        replacement: None,
        is_mild: false,
    }
}

fn replace_controls(text: &mut String) {
    if text.contains(is_forbidden) {
        *text = text.replace(is_forbidden, "\u{fffd}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::LineIndex;

    fn places(bytes: &[u8]) -> Vec<(String, usize, usize, String)> {
        let decoded = decode(bytes);
        let lines = LineIndex::default();
        let place = |fault: &DecodeFault| {
            let at = lines.position(&decoded.text, fault.range.start);
            (fault.rule.name.to_owned(), at.line, at.column, fault.message.clone())
        };
        decoded.faults.iter().map(place).collect()
    }

    #[test]
    fn marks_and_line_ends_do_not_change_a_text() {
        for bytes in [&b"a\nb\n"[..], b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\r\nb\n"] {
            assert_eq!(decode(bytes), Decoded { text: "a\nb\n".into(), faults: vec![] });
        }
    }

    #[test]
    fn the_first_bad_byte_is_told_at_its_line_and_column() {
        for (bytes, line, column, part) in [
            (&b"---\r\ntitle: x\r\n\r\nbroken \xff here\n"[..], 4, 8, "0xFF"),
            (b"summary: \"caf\xe9\"\n", 1, 14, "0xE9"),
            (b"x \xed\xa0\x80 y\n", 1, 3, "0xED"),
            (b"x \xc0\xaf y\n", 1, 3, "0xC0"),
            (b"\xc3\xa9\xc3", 1, 2, "0xC3"),
            (b"W\x0b\xe9", 1, 3, "0xE9"),
            (b"\xef\xbb\xbf\x0c\r\n\x0b\xc2\x9f\xef\xbf\xbe\xe9 \xe9", 2, 4, "0xE9"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", 1, 1, "PNG"),
        ] {
            let found = places(bytes);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(
                (found[0].0.as_str(), found[0].1, found[0].2),
                ("unreadable-file", line, column)
            );
            assert!(found[0].3.contains(part), "{found:?}");
        }
    }

    #[test]
    fn utf_16_is_named() {
        let little: Vec<u8> =
            "---\ntitle: é\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            "---\ntitle: é\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            [b"\xff\xfe".as_slice(), &little].concat(),
            [b"\xfe\xff".as_slice(), &big].concat(),
            little,
            big,
        ] {
            let decoded = decode(&bytes);
            assert_eq!(decoded.text, "---\ntitle: é\n");
            assert_eq!(decoded.faults.len(), 1);
            assert!(decoded.faults[0].message.contains("UTF-16"));
        }
    }

    #[test]
    fn control_characters_are_told_by_run_and_replaced() {
        let found = places("ab\u{7}c \u{1b}[31mré\u{1b}\0d\u{7f}\n\u{fffe}".as_bytes());
        let at: Vec<_> =
            found.iter().map(|(_, line, column, _)| (*line, *column)).collect();
        assert_eq!(at, [(1, 3), (1, 6), (1, 13), (1, 16), (2, 1)]);
        assert!(!decode(b"a\x1bb").text.contains('\u{1b}'));
        assert!(decode("tab\tnext\u{85}\u{2028}line\n".as_bytes()).faults.is_empty());
        let many = "\u{7}x".repeat(1000);
        assert_eq!(decode(many.as_bytes()).faults.len(), MOST_FAULTS);
    }

    /// The same numbers on every machine (xorshift).
    struct Random(u64);

    impl Random {
        fn below(&mut self, most: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % most as u64).unwrap()
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "most of them are the pieces")]
    fn whatever_the_bytes_each_place_is_that_of_what_is_wrong_there() {
        const PIECES: &[&[u8]] = &[
            b"\x0b",
            b"\x00",
            b"\x7f",
            b"\xc2\x9f",
            b"\xc2\x85",
            b"\xef\xbf\xbe",
            b"\xf0\x9f\xbf\xbe",
            b"\xef\xbf\xbd",
            b"\xe2\x80\xa8",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\xe9",
            b"\xed\xa0\x80",
            b"\xf0\x9f",
            b"\xc3\xa9",
            b"\xf0\x9f\x98\x80",
            b"\r\n",
            b"\r",
            b"\n",
            b"W",
            b" ",
        ];
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        for _ in 0..20_000 {
            let mut bytes = Vec::new();
            for _ in 0..random.below(12) {
                match random.below(PIECES.len() + 1) {
                    piece if piece < PIECES.len() => bytes.extend(PIECES[piece]),
                    _ => bytes.push(u8::try_from(random.below(256)).unwrap()),
                }
            }
            let decoded = decode(&bytes);
            assert!(!decoded.text.contains(is_forbidden), "{bytes:x?}");
            let Ok(text) = std::str::from_utf8(&bytes) else {
                let [fault] = decoded.faults.as_slice() else { panic!("{bytes:x?}") };
                let told = decoded.text.get(fault.range.clone());
                let is_whole =
                    fault.message.contains("UTF-16") || decoded.text.is_empty();
                assert!(is_whole || told == Some("\u{fffd}"), "{bytes:x?}");
                continue;
            };
            if decoded.faults.iter().any(|fault| fault.message.contains("UTF-16")) {
                continue;
            }
            // As many characters stand before a place as in the file.
            let text = normalise(text.strip_prefix('\u{feff}').unwrap_or(text));
            let places: Vec<usize> = text
                .chars()
                .enumerate()
                .filter(|(_, c)| is_forbidden(*c))
                .map(|(at, _)| at)
                .collect();
            let mut told = Vec::new();
            let controls =
                |fault: &&DecodeFault| fault.rule == &CONTROL_CHARACTER && !fault.is_mild;
            for fault in decoded.faults.iter().filter(controls) {
                let before = decoded.text.get(..fault.range.start).expect("a boundary");
                let inside = decoded.text.get(fault.range.clone()).expect("boundaries");
                let first = before.chars().count();
                told.extend(first..first + inside.chars().count());
            }
            assert_eq!(told, places, "{bytes:x?}");
        }
    }
}
