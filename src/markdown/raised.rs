//! Raised figures as plain characters: the words of `10^9^/L` are `10⁹/L`, and never `109/L`.

use std::borrow::Cow;

/// Raised characters, in the order of those that they stand for.
const FLAT: &str = "0123456789+-\u{2212}()";
const RAISED: [char; 15] = [
    '\u{2070}', '\u{b9}', '\u{b2}', '\u{b3}', '\u{2074}', '\u{2075}', '\u{2076}',
    '\u{2077}', '\u{2078}', '\u{2079}', '\u{207a}', '\u{207b}', '\u{207b}', '\u{207d}',
    '\u{207e}',
];

/// The same words raised, if all of their characters can be: letters, as in `1^st^`, stay.
pub(super) fn raised(words: &str) -> Cow<'_, str> {
    let one = |c: char| {
        let at = FLAT.chars().position(|flat| flat == c)?;
        RAISED.get(at).copied()
    };
    words.chars().map(one).collect::<Option<String>>().map_or(words.into(), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_raised_and_letters_stay() {
        for (words, expected) in
            [("9", "\u{2079}"), ("-12", "\u{207b}\u{b9}\u{b2}"), ("st", "st"), ("", "")]
        {
            assert_eq!(raised(words), expected);
        }
    }
}
