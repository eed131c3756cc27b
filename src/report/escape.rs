//! Authors' text, made safe to show: a file name or a title cannot move the cursor, change
//! the colour or turn the reading order of a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// Text in which control characters, and those that turn or hide text, stand as visible
/// escapes such as `\u{202e}`. Line ends and tabs stay.
pub fn escape_terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    text.chars().for_each(|c| push_safe(&mut safe, c));
    Cow::Owned(safe)
}

/// Appends a character, or its escape.
pub(super) fn push_safe(out: &mut String, c: char) {
    if is_treacherous(c) {
        write!(out, "\\u{{{:x}}}", u32::from(c))
            .expect("writing to a string cannot fail");
    } else {
        out.push(c);
    }
}

/// Whether a character does something to a terminal, or turns or hides what is around it.
pub(super) fn is_treacherous(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // Marks that set the direction of writing, embed, override or isolate; separators;
        // and what cannot be seen.
        '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_passes() {
        for (text, shown) in [
            ("plain é 移植\n\t", "plain é 移植\n\t"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("bell\u{7}\u{9b}\r", "bell\\u{7}\\u{9b}\\u{d}"),
            ("\u{feff}", "\\u{feff}"),
        ] {
            assert_eq!(escape_terminal(text), shown);
        }
    }
}
