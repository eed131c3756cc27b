//! Letters that were lost before the file was saved: read in one encoding and written in
//! another, or replaced by the sign for a letter that could not be read.

use std::ops::Range;

use crate::base::holds;

/// Where the first of them stands, what stands there, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LostLetters {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// The letters of a text that were lost, as one finding: they were lost together.
pub(super) fn lost_letters(text: &str) -> Option<LostLetters> {
    let marks = ['\u{c3}', '\u{c2}', '\u{e2}', char::REPLACEMENT_CHARACTER];
    // The first bytes of these in UTF-8, which most texts do not hold.
    if !holds(text, b"\xc3\xef") {
        return None;
    }
    let mut first = None;
    let mut count = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| marks.contains(c)) {
        let Some(length) = length(mark, &text[at..]) else { continue };
        first.get_or_insert(at..at + length);
        count += 1;
    }
    let range = first?;
    let written = &text[range.clone()];
    let places = match count {
        1 => String::new(),
        count => format!(", in {count} places"),
    };
    let (message, meant) = match meant(written) {
        None => (
            format!("a letter was lost when this text was copied{places}"),
            "write the letter that was there".to_owned(),
        ),
        Some(letter) => (
            format!("`{written}` stands where `{letter}` was meant{places}"),
            format!("write `{letter}`"),
        ),
    };
    let help = format!("{meant}, or copy the text anew from where it came");
    Some(LostLetters { range, message, help })
}

/// How many bytes of a text that begins with `mark` are one letter that was lost.
fn length(mark: char, text: &str) -> Option<usize> {
    if mark == char::REPLACEMENT_CHARACTER {
        return Some(mark.len_utf8());
    }
    let mut letters = text.chars().skip(1);
    let next = letters.next()?;
    // No language writes these two side by side.
    let taken = match (mark, next) {
        (
            '\u{c3}',
            '\u{80}'..='\u{bf}' | '\u{192}' | '\u{2020}' | '\u{160}' | '\u{153}',
        )
        | ('\u{c2}', '\u{a0}'..='\u{bf}') => 2,
        ('\u{e2}', '\u{20ac}' | '\u{80}') => {
            2 + usize::from(letters.next().is_some_and(is_rest))
        }
        _ => return None,
    };
    Some(text.chars().take(taken).map(char::len_utf8).sum())
}

/// What the third byte of a dash or a quotation mark was read as.
fn is_rest(c: char) -> bool {
    let others = [
        '\u{2122}', '\u{153}', '\u{201c}', '\u{201d}', '\u{2dc}', '\u{2018}', '\u{fffd}',
    ];
    ('\u{80}'..='\u{bf}').contains(&c) || others.contains(&c)
}

/// The letter that was read as several.
fn meant(written: &str) -> Option<char> {
    let bytes: Option<Vec<u8>> = written.chars().map(windows_byte).collect();
    let text = String::from_utf8(bytes?).ok()?;
    let mut letters = text.chars();
    letters.next().filter(|letter| letters.next().is_none() && !letter.is_control())
}

/// The byte that is this letter in the encoding that Windows had (1252).
fn windows_byte(letter: char) -> Option<u8> {
    const HIGH: &[(char, u8)] = &[
        ('\u{20ac}', 0x80),
        ('\u{192}', 0x83),
        ('\u{2020}', 0x86),
        ('\u{160}', 0x8a),
        ('\u{2018}', 0x91),
        ('\u{201c}', 0x93),
        ('\u{201d}', 0x94),
        ('\u{2dc}', 0x98),
        ('\u{2122}', 0x99),
        ('\u{153}', 0x9c),
    ];
    let high = HIGH.iter().find(|(high, _)| *high == letter).map(|(_, byte)| *byte);
    high.or_else(|| u8::try_from(u32::from(letter)).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_another_encoding_are_told_with_what_was_meant() {
        for (text, message) in [
            ("Caf\u{c3}\u{a9}", "`\u{c3}\u{a9}` stands where `\u{e9}` was meant"),
            (
                "5 \u{c2}\u{b5}g, 6 \u{c2}\u{b5}g",
                "`\u{c2}\u{b5}` stands where `\u{b5}` was meant, in 2 places",
            ),
            (
                "it\u{e2}\u{20ac}\u{2122}s",
                "`\u{e2}\u{20ac}\u{2122}` stands where `\u{2019}` was meant",
            ),
            ("caf\u{fffd}", "a letter was lost when this text was copied"),
        ] {
            assert_eq!(lost_letters(text).unwrap().message, message);
        }
        for text in ["caf\u{e9}", "N\u{c3}O", "\u{c2}ge", "ch\u{e2}teau", "5 \u{20ac}"] {
            assert_eq!(lost_letters(text), None, "{text}");
        }
    }
}
