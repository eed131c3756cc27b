//! The words of a sentence as it was and as it is, with those marked that are on one side alone.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Some words of a changed sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordPiece {
    /// They stand on both sides.
    Kept(String),
    /// They are gone.
    Gone(String),
    /// They are new.
    New(String),
}

/// More words than this are not compared one by one.
const MOST_WORDS: usize = 2_000;

/// The words of two sentences, in reading order.
pub fn word_pieces(old: &str, new: &str) -> Vec<WordPiece> {
    let [old, new] = [old, new].map(|text| text.split_whitespace().collect::<Vec<_>>());
    let ops = if old.len().max(new.len()) > MOST_WORDS {
        let (old_len, new_len) = (old.len(), new.len());
        vec![DiffOp::Replace { old_index: 0, old_len, new_index: 0, new_len }]
    } else {
        capture_diff_slices(Algorithm::Myers, &old, &new)
    };
    let mut pieces = Vec::new();
    for op in ops {
        let (was, is) = (old[op.old_range()].join(" "), new[op.new_range()].join(" "));
        if matches!(op, DiffOp::Equal { .. }) {
            pieces.push(WordPiece::Kept(is));
            continue;
        }
        if !was.is_empty() {
            pieces.push(WordPiece::Gone(was));
        }
        if !is.is_empty() {
            pieces.push(WordPiece::New(is));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let pieces = word_pieces("Call at 38 °C at once.", "Call at 39 °C at once.");
        let expected = [
            WordPiece::Kept("Call at".to_owned()),
            WordPiece::Gone("38".to_owned()),
            WordPiece::New("39".to_owned()),
            WordPiece::Kept("°C at once.".to_owned()),
        ];
        assert_eq!(pieces, expected);
        assert_eq!(word_pieces("", ""), []);
    }
}
