//! Characters that turn the order of letters round and that nobody sees: they come with text
//! that was copied, and `5 mg` is read as another dose behind one.

use std::ops::Range;

use crate::base::direction_name;

/// A line that holds some.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HiddenDirection {
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
pub(super) fn hidden_directions(text: &str) -> Vec<HiddenDirection> {
    // The first bytes of all of them: most texts hold none.
    let may_hold = |byte: u8| byte == 0xe2 || byte == 0xd8;
    if !text.bytes().any(may_hold) || !text.contains(|c| direction_name(c).is_some()) {
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

fn of_line(line: &str, start: usize, is_foreign: bool) -> Option<HiddenDirection> {
    if line.is_ascii() {
        return None;
    }
    let is_even = is_even(line);
    // Among letters of both directions a mark is meant, and so is a pair.
    let is_told = |c: char| match c {
        '\u{202d}' | '\u{202e}' => true,
        '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => !is_foreign || !is_even,
        _ => !is_foreign && direction_name(c).is_some(),
    };
    let mut told = line.char_indices().filter(|(_, c)| is_told(*c));
    let (first, _) = told.next()?;
    let (last, c) = told.next_back().unwrap_or((first, line[first..].chars().next()?));
    let range = first..last + c.len_utf8();
    let inside = &line[range.clone()];
    // The one that does most is named.
    let turns = |c: &char| matches!(c, '\u{202d}' | '\u{202e}');
    let worst =
        inside.chars().find(turns).or_else(|| inside.chars().find(|&c| is_told(c)))?;
    let what =
        if turns(&worst) { "turns the letters behind it round" } else { "stands here" };
    let message = format!(
        "{} (U+{:04X}) {what}, and nobody sees it",
        direction_name(worst).unwrap_or_default(),
        u32::from(worst)
    );
    let replacement = (!is_foreign).then(|| inside.replace(is_told, ""));
    let help = match replacement {
        Some(_) => "type `engraft check --fix`, or delete it between its neighbours",
        None => {
            "delete it between its neighbours, or type the sign that ends it in the same line"
        }
    };
    Some(HiddenDirection {
        range: start + range.start..start + range.end,
        message,
        help: help.to_owned(),
        replacement,
        is_mild: inside.chars().filter(|&c| is_told(c)).all(is_mark),
    })
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
            ("\u{2066}a\u{2069} b\u{61c}", "U+2066", Some("a b"), false),
            ("\u{202a}a\u{202c}", "U+202A", Some("a"), false),
            ("\u{5d0} \u{202e}gm 5\u{202c}", "U+202E", None, false),
            ("\u{5d0} \u{2067}gm 5", "U+2067", None, false),
        ] {
            let found = hidden_directions(text);
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
            "plain \u{2019} \u{200d} \u{200c} words",
            "\u{5d0}\u{200f} 5 mg\u{200e}",
            "\u{627} \u{2066}5 mg\u{2069} \u{61c}",
            "\u{627} \u{202a}5 mg\u{202c}",
        ] {
            assert_eq!(hidden_directions(text), Vec::new(), "{text:?}");
        }
    }
}
