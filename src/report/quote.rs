//! Messages cut to a length that somebody can read: the author's words in them may be a
//! megabyte long, and the line of the source is shown anyhow.

use std::borrow::Cow;

/// How much of a message is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Characters of each quotation: what stands between two backticks.
    quotation: usize,
    /// Characters in all.
    message: usize,
}

/// For people.
pub(super) const FOR_PEOPLE: Room = Room { quotation: 80, message: 2_000 };
/// For programs, which may look names up.
pub(super) const FOR_PROGRAMS: Room = Room { quotation: 1_000, message: 20_000 };

/// The message with long quotations cut in the middle, and all of it at its end.
pub(super) fn cut(message: &str, room: Room) -> Cow<'_, str> {
    // Bytes are at least as many as characters.
    if message.len() <= room.quotation {
        return Cow::Borrowed(message);
    }
    let parts = message.split('`').enumerate().map(|(number, part)| {
        let is_quotation = number % 2 == 1;
        if is_quotation { middle(part, room.quotation) } else { Cow::Borrowed(part) }
    });
    let message = parts.collect::<Vec<_>>().join("`");
    match message.char_indices().nth(room.message) {
        Some((end, _)) => Cow::Owned(format!("{}\u{2026}", &message[..end])),
        None => Cow::Owned(message),
    }
}

/// A text of at most so many characters: its beginning and its end.
fn middle(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most || text.chars().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    let last = most / 4;
    let before = text.char_indices().nth(most - 1 - last).map_or(0, |(at, _)| at);
    let after = text.char_indices().nth_back(last - 1).map_or(0, |(at, _)| at);
    Cow::Owned(format!("{}\u{2026}{}", &text[..before], &text[after..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { quotation: 8, message: 40 };

    #[test]
    fn quotations_are_cut_in_the_middle() {
        for (message, told) in [
            ("no `name`", "no `name`"),
            ("no `éééééééé` here", "no `éééééééé` here"),
            ("no `abcdéfghi` here", "no `abcdé…hi` here"),
            (
                "long words outside of any quotation",
                "long words outside of any quotation",
            ),
        ] {
            assert_eq!(cut(message, ROOM), told);
        }
        assert_eq!(cut("a", FOR_PEOPLE), "a");
    }

    #[test]
    fn a_message_ends_whatever_its_backticks() {
        let told = cut("` `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", ROOM);
        assert_eq!(told.chars().count(), 41);
        assert!(told.ends_with('…'), "{told}");
    }
}
