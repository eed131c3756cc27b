//! Characters that nobody sees and that come with text that was copied. Some turn the order of
//! letters round, and `5 mg` is read as another dose behind one; others part a word, which no
//! search finds any more.

use std::ops::Range;

use crate::base::{direction_name, invisible_name};

/// A line that holds some.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HiddenCharacters {
    /// From the first to the last of the line.
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// What stands there afterwards, where nothing but them is lost.
    pub(super) replacement: Option<String>,
    /// They change no order here.
    pub(super) is_mild: bool,
}

/// How many lines of a file are told: what is mended is looked at again.
const MOST: usize = 100;

/// The lines of `text` that hold some which no text written from right to left needs.
pub(super) fn hidden_characters(text: &str) -> Vec<HiddenCharacters> {
    // The first bytes of all of them: most texts hold none.
    let may_hold = |byte: u8| matches!(byte, 0xe2 | 0xd8 | 0xef);
    let is_one = |c: char| parts_words(c) || direction_name(c).is_some();
    if !text.bytes().any(may_hold) || !text.contains(is_one) {
        return Vec::new();
    }
    let is_foreign = text.contains(is_written_from_right);
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if found.len() == MOST {
            break;
        }
        found.extend(of_line(line, start, is_foreign));
        start += line.len();
    }
    found
}

fn of_line(line: &str, start: usize, is_foreign: bool) -> Option<HiddenCharacters> {
    if line.is_ascii() {
        return None;
    }
    let is_even = is_even(line);
    // Among letters of both directions a mark is meant, and so is a pair.
    let is_told = |at: usize, c: char| match c {
        '\u{202d}' | '\u{202e}' => true,
        '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => !is_foreign || !is_even,
        _ if parts_words(c) => is_in_word(line, at, c),
        _ => !is_foreign && direction_name(c).is_some(),
    };
    let told: Vec<(usize, char)> =
        line.char_indices().filter(|&(at, c)| is_told(at, c)).collect();
    let (&(first, _), &(last, end)) = (told.first()?, told.last()?);
    let range = first..last + end.len_utf8();
    let inside = &line[range.clone()];
    // The one that does most is named.
    let turns = |c: &char| matches!(c, '\u{202d}' | '\u{202e}');
    let all = || told.iter().map(|(_, c)| *c);
    let worst = all().find(turns).or_else(|| all().next())?;
    let what = match worst {
        c if turns(&c) => "turns the letters behind it round",
        c if parts_words(c) => "parts this word",
        _ => "stands here",
    };
    let name = direction_name(worst).or_else(|| invisible_name(worst));
    let message = format!(
        "{} (U+{:04X}) {what}, and nobody sees it",
        name.unwrap_or_default(),
        u32::from(worst)
    );
    let is_kept = |at: &usize| !told.iter().any(|(known, _)| *known == first + at);
    let kept = inside.char_indices().filter(|(at, _)| is_kept(at)).map(|(_, c)| c);
    let replacement = (!is_foreign).then(|| kept.collect());
    let help = match replacement {
        Some(_) => "type `engraft check --fix`, or delete it between its neighbours",
        None => {
            "delete it between its neighbours, or type the sign that ends it in the same line"
        }
    };
    Some(HiddenCharacters {
        range: start + range.start..start + range.end,
        message,
        help: help.to_owned(),
        replacement,
        is_mild: all().all(|c| is_mark(c) || parts_words(c)),
    })
}

/// Where lines may break, and where they may not: no word of Latin letters needs one inside.
fn parts_words(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether Latin letters or digits stand right before and right behind.
fn is_in_word(line: &str, at: usize, c: char) -> bool {
    let is_latin = |c: char| c.is_alphanumeric() && c < '\u{250}';
    line[..at].ends_with(is_latin) && line[at + c.len_utf8()..].starts_with(is_latin)
}

/// Whether each embedding and each isolate of a line ends in it.
fn is_even(line: &str) -> bool {
    let mut open = Vec::new();
    for c in line.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202c}' | '\u{2069}' if open.pop() != Some(c) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Letters of Hebrew, Arabic and the other scripts that are written from right to left.
fn is_written_from_right(c: char) -> bool {
    c != '\u{61c}'
        && matches!(
            c,
            '\u{590}'..='\u{8ff}'
                | '\u{fb1d}'..='\u{fdff}'
                | '\u{fe70}'..='\u{fefc}'
                | '\u{10800}'..='\u{10fff}'
                | '\u{1e800}'..='\u{1efff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_letters_round_is_told_and_taken_out_where_that_is_certain() {
        for (text, part, after, is_mild) in [
            (
                "a\nTake \u{202e}gm 5\u{202c} now\n",
                "U+202E",
                Some("a\nTake gm 5 now\n"),
                false,
            ),
            (
                "Call \u{200e}020 7946\u{200e} now",
                "U+200E",
                Some("Call 020 7946 now"),
                true,
            ),
            ("dex\u{200b}ametha\u{2060}sone", "U+200B", Some("dexamethasone"), true),
            ("\u{2066}a\u{2069} b\u{61c}", "U+2066", Some("a b"), false),
            ("\u{202a}a\u{202c}", "U+202A", Some("a"), false),
            ("\u{5d0} \u{202e}gm 5\u{202c}", "U+202E", None, false),
            ("\u{5d0} \u{2067}gm 5", "U+2067", None, false),
        ] {
            let found = hidden_characters(text);
            assert_eq!(found.len(), 1, "{text:?}: {found:?}");
            assert!(found[0].message.contains(part), "{found:?}");
            assert_eq!(found[0].is_mild, is_mild, "{text:?}");
            let mended = found[0].replacement.as_ref().map(|words| {
                let mut mended = text.to_owned();
                mended.replace_range(found[0].range.clone(), words);
                mended
            });
            assert_eq!(mended.as_deref(), after, "{text:?}");
        }
    }

    #[test]
    fn what_a_text_from_right_to_left_needs_is_left_alone() {
        for text in [
            "and\u{200b} /\u{200b}or \u{feff}x \u{e01}\u{200b}\u{e02}",
            "plain \u{2019} \u{200d} \u{200c} words",
            "\u{5d0}\u{200f} 5 mg\u{200e}",
            "\u{627} \u{2066}5 mg\u{2069} \u{61c}",
            "\u{627} \u{202a}5 mg\u{202c}",
        ] {
            assert_eq!(hidden_characters(text), Vec::new(), "{text:?}");
        }
    }
}
