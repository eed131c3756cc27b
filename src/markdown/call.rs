//! Telephone numbers where links have their address, as people type them: with spaces, which
//! no address holds.

use super::address::Bare;
use crate::base::{Telephone, floor};

/// Bytes that a number may have.
const LONGEST: usize = 100;

/// Bytes that the words of a link to one may have.
const LONGEST_WORDS: usize = 300;

/// `<020 7946 0123>` and `[words](020 7946 0123)` in `words`, in order.
pub(super) fn calls(words: &str) -> Vec<Bare> {
    let mut found: Vec<Bare> = Vec::new();
    for (at, _) in words.match_indices(['<', '(']) {
        let call = if words[at..].starts_with('<') {
            in_angles(words, at)
        } else {
            in_link(words, at)
        };
        let done = found.last().map_or(0, |last| last.range.end);
        found.extend(call.filter(|call| call.range.start >= done));
    }
    found
}

fn in_angles(words: &str, open: usize) -> Option<Bare> {
    let inside = &words[open + 1..floor(words, open + 2 + LONGEST)];
    let inside = &inside[..inside.find('>')?];
    let shown = inside.len() - without_scheme(inside).len();
    let end = open + 1 + inside.len();
    Some(Bare {
        range: open..end + 1,
        words: open + 1 + shown..end,
        target: number(inside)?.href(),
    })
}

/// A link whose round bracket stands at byte `open`. Without a space it is read already.
fn in_link(words: &str, open: usize) -> Option<Bare> {
    let before = words[..open].strip_suffix(']')?;
    let near = floor(before, before.len().saturating_sub(LONGEST_WORDS));
    let start = near + before[near..].rfind('[')?;
    let shown = &before[start + 1..];
    let inside = &words[open + 1..floor(words, open + 2 + LONGEST)];
    let inside = &inside[..inside.find(')')?];
    let address = without_title(inside);
    let is_link = !shown.trim().is_empty()
        && !shown.contains(']')
        && inside.trim().contains(char::is_whitespace);
    let number = number(address).filter(|_| is_link)?;
    Some(Bare {
        range: start..open + 1 + inside.len() + 1,
        words: start + 1..before.len(),
        target: number.href(),
    })
}

/// An address without the title behind it, which the number in it would be read for.
fn without_title(inside: &str) -> &str {
    let title =
        inside.trim_end().strip_suffix('"').and_then(|title| title.rsplit_once('"'));
    match title {
        Some((address, title)) if !title.contains(|c: char| c.is_ascii_digit()) => {
            address
        }
        _ => inside,
    }
}

fn number(text: &str) -> Option<Telephone> {
    let text = without_scheme(text);
    Telephone::only(text).or_else(|| Telephone::spelled(text))
}

fn without_scheme(text: &str) -> &str {
    let is_scheme = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("tel:"));
    if is_scheme { &text[4..] } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_spaces_become_calls() {
        for (text, range, words, target) in [
            (
                "Ring <020 7946 0123>.",
                "<020 7946 0123>",
                "020 7946 0123",
                "tel:02079460123",
            ),
            (
                "<tel:020 7946 0123>",
                "<tel:020 7946 0123>",
                "020 7946 0123",
                "tel:02079460123",
            ),
            (
                "[x](tel:020 7946 0123 \"ward\")",
                "[x](tel:020 7946 0123 \"ward\")",
                "x",
                "tel:02079460123",
            ),
            ("<tel:0800 REAL>", "<tel:0800 REAL>", "0800 REAL", "tel:08007325"),
            ("<0800 CALL NHS>", "<0800 CALL NHS>", "0800 CALL NHS", "tel:08002255647"),
            ("[us](020 7946 0123) now", "[us](020 7946 0123)", "us", "tel:02079460123"),
            (
                "a [us](tel:+44 20 7946 0123)",
                "[us](tel:+44 20 7946 0123)",
                "us",
                "tel:+442079460123",
            ),
        ] {
            let found = calls(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].range.clone()], range);
            assert_eq!(&text[found[0].words.clone()], words);
            assert_eq!(found[0].target, target);
        }
        for text in [
            "2 < 3 and 5 > 4",
            "[us](a b.md)",
            "(020 7946 0123)",
            "<words>",
            "<1000 UNITS>",
            "[](1 2)",
        ] {
            assert!(calls(text).is_empty(), "{text}");
        }
    }
}
