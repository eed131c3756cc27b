//! All forms of all names in one automaton, walked from where words begin.
//!
//! A search over every byte would find `all` in `shall`, only to drop it again. And most
//! words begin no name, which is told without a walk.

use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

/// Many texts to be looked for at once.
#[derive(Debug, Clone)]
pub(super) struct Automaton {
    nfa: NFA,
    /// For each number of a [`Head`] a bit: whether a text may have it.
    heads: Vec<u64>,
}

/// One of the texts in another text.
pub(super) struct Occurrence {
    /// Its number, in the order in which they were given.
    pub(super) number: usize,
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
}

impl Automaton {
    /// Makes the automaton; none of the texts is empty. `None` beyond two thousand million
    /// states, which no glossary has.
    pub(super) fn new<'t>(
        texts: impl Iterator<Item = &'t String> + Clone,
    ) -> Option<Self> {
        let mut heads = vec![0; HEADS / 64];
        for text in texts.clone() {
            let FirstWord { number, .. } = FirstWord::of(text.as_bytes());
            heads[number / 64] |= 1 << (number % 64);
        }
        // A table for every state and byte would be fifty megabytes for a large glossary.
        let nfa = NFA::builder().match_kind(MatchKind::Standard).build(texts).ok()?;
        Some(Automaton { nfa, heads })
    }

    /// All occurrences of whole words, in order of their starts; the shorter of two before
    /// the longer.
    pub(super) fn find(&self, text: &str) -> Vec<Occurrence> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            // No name begins with a space.
            if byte == b' ' {
                at += 1;
                continue;
            }
            let head = FirstWord::of(&bytes[at..]);
            if self.heads[head.number / 64] >> (head.number % 64) & 1 == 1 {
                self.walk(bytes, at, &mut found);
            }
            at += head.word.max(1);
        }
        found
    }

    /// What begins at byte `start`.
    fn walk(&self, text: &[u8], start: usize, found: &mut Vec<Occurrence>) {
        let Ok(mut state) = self.nfa.start_state(Anchored::Yes) else { return };
        for (at, &byte) in text.iter().enumerate().skip(start) {
            state = self.nfa.next_state(Anchored::Yes, state, byte);
            if !self.nfa.is_special(state) {
                continue;
            }
            if self.nfa.is_dead(state) {
                return;
            }
            if self.nfa.is_match(state) {
                let ends = 0..self.nfa.match_len(state);
                let ends = ends.map(|index| self.nfa.match_pattern(state, index));
                // Others end here too, but begin later.
                let length = at + 1 - start;
                let own = ends.filter(|&one| self.nfa.pattern_len(one) == length);
                found.extend(own.map(|one| Occurrence {
                    number: one.as_usize(),
                    start,
                    end: at + 1,
                }));
            }
        }
    }
}

/// How many heads are told apart.
const HEADS: usize = 1 << 16;

/// What a text begins with: an ASCII word, which has to end where that of a name ends; else
/// two bytes, which every name has.
struct FirstWord {
    /// Bytes of the word; 0 without one.
    word: usize,
    /// A number below [`HEADS`], the same for the same head.
    number: usize,
}

impl FirstWord {
    fn of(text: &[u8]) -> Self {
        let word = text.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let length = if word == 0 { text.len().min(2) } else { word };
        let mixed = text[..length]
            .iter()
            .fold(0_u32, |mixed, &byte| mixed.rotate_left(5) ^ u32::from(byte));
        FirstWord { word, number: mixed.wrapping_mul(0x9e37_79b1) as usize >> 16 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_found_where_a_word_begins() {
        let texts = ["all", "all clear", "clear", "\u{e9}t\u{e9}", "+x", "c+", "ct"]
            .map(str::to_owned);
        let automaton = Automaton::new(texts.iter()).unwrap();
        let found = |text: &str| -> Vec<(usize, usize)> {
            automaton.find(text).iter().map(|one| (one.number, one.start)).collect()
        };
        assert_eq!(found("all clear"), [(0, 0), (1, 0), (2, 4)]);
        assert_eq!(found("shall unclear a all"), [(0, 16)]);
        assert_eq!(found("a\u{e9}t\u{e9}+x"), [(3, 1), (4, 6)]);
        assert_eq!(found("c+y (c+) ct, ct"), [(5, 0), (5, 5), (6, 9), (6, 13)]);
        assert!(found("").is_empty());
    }
}
