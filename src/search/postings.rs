//! The pages of a word, as characters that need no escape in JSON.

/// Five bits a character: from `0` on, and where more follow, from `_` on.
const LAST: u8 = b'0';
const NOT_LAST: u8 = b'_';

/// How much a word counts on a page, in three bits.
pub(super) const MOST_IMPACT: u32 = 7;

/// Writes pages, ascending, each as its distance from the one before and its impact.
pub(super) fn encode(pages: &[(u32, u32)]) -> String {
    let mut text = String::new();
    let mut last = 0;
    for &(page, impact) in pages {
        number(&mut text, (page - last) * (MOST_IMPACT + 1) + impact);
        last = page;
    }
    text
}

/// The lowest bits first.
fn number(text: &mut String, mut rest: u32) {
    loop {
        let (bits, more) = (rest & 31, rest >> 5);
        let first = if more == 0 { LAST } else { NOT_LAST };
        text.push(char::from(first + bits.to_le_bytes()[0]));
        if more == 0 {
            return;
        }
        rest = more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_written_by_their_distances() {
        assert_eq!(encode(&[(0, 7), (1, 0), (9, 3)]), "78b2");
        assert_eq!(encode(&[(1000, 1)]), "`y7");
    }
}
