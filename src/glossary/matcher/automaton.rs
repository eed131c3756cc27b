//! All forms of all names in one automaton, walked from where words begin.
//!
//! A search over every byte would find `all` in `shall`, only to drop it again. And most
//! words begin no name, which their first three bytes tell without a walk.

use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

/// Many texts to be looked for at once.
#[derive(Debug, Clone)]
pub(super) struct Automaton {
    nfa: NFA,
    /// For each [`beginning`]: whether a text may have it.
    beginnings: Vec<bool>,
}

/// How many beginnings are told apart.
const BEGINNINGS: usize = 1 << 14;

/// One of the texts in another text.
pub(super) struct Found {
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
        let mut beginnings = vec![false; BEGINNINGS];
        for text in texts.clone() {
            let text = text.as_bytes();
            beginnings[beginning(text)] = true;
            if let [first, second] = *text
                && !second.is_ascii_alphanumeric()
            {
                // Behind `c+` any letter may follow.
                for next in 0..=u8::MAX {
                    beginnings[beginning(&[first, second, next])] = true;
                }
            }
        }
        // A table for every state and byte would be fifty megabytes for a large glossary.
        let nfa = NFA::builder().match_kind(MatchKind::Standard).build(texts).ok()?;
        Some(Automaton { nfa, beginnings })
    }

    /// All occurrences at the starts of words, in order of their starts; the shorter of
    /// two before the longer.
    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut before = Role::Space;
        for (at, &byte) in bytes.iter().enumerate() {
            let role = ROLES[usize::from(byte)];
            let may_begin = match role {
                Role::Space => false,
                Role::Word => before != Role::Word,
                Role::Other => true,
            };
            if may_begin && self.beginnings[beginning(&bytes[at..])] {
                self.walk(bytes, at, &mut found);
            }
            before = role;
        }
        found
    }

    /// What begins at byte `start`.
    fn walk(&self, text: &[u8], start: usize, found: &mut Vec<Found>) {
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
                found.extend(own.map(|one| Found {
                    number: one.as_usize(),
                    start,
                    end: at + 1,
                }));
            }
        }
    }
}

/// What a byte is in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A space: no name begins with it.
    Space,
    /// An ASCII letter or digit: it begins a word where none goes on.
    Word,
    /// Anything else.
    Other,
}

/// The role of each byte.
const ROLES: [Role; 256] = {
    let mut roles = [Role::Other; 256];
    roles[b' ' as usize] = Role::Space;
    let mut byte = 0_u8;
    while byte.is_ascii() {
        if byte.is_ascii_alphanumeric() {
            roles[byte as usize] = Role::Word;
        }
        byte += 1;
    }
    roles
};

/// A number for the first three bytes of a text, of which the third counts only if a word
/// goes on there.
fn beginning(text: &[u8]) -> usize {
    let byte = |at: usize| usize::from(text.get(at).copied().unwrap_or(0));
    let third = if ROLES[byte(2)] == Role::Word { byte(2) } else { 0 };
    let mixed = byte(0) << 9 ^ byte(1) << 5 ^ third;
    mixed % BEGINNINGS
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
