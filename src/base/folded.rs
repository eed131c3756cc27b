//! A text folded for matching, in which every byte remembers where it came from.

use std::ops::Range;

use caseless::Caseless;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::fold::{is_apostrophe, is_dash, is_invisible, is_word};

/// Whether a fold makes capitals equal to small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Capitals become small letters.
    Fold,
    /// Capitals stay.
    Keep,
}

/// A text folded as [`super::fold_name`] folds a name, and the way back.
///
/// In running text a dash is not always a hyphen: `marrow – host` and `marrow--host` are
/// two phrases. Such a dash stays a dash, and divides. One that joins no two words is a
/// sign, as in `CMV−` and `day −1`, and is written `-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The folded text. White space at its ends stays, as one space.
    pub text: String,
    /// Where its pieces came from, in order.
    stretches: Vec<FoldedPiece>,
}

/// A piece of a folded text, up to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FoldedPiece {
    /// Its first byte in the folded text.
    folded: usize,
    /// Its first byte in the source.
    source: usize,
    /// One past its last byte in the source.
    end: usize,
    /// Byte for byte as in the source; otherwise only its edges are known.
    even: bool,
}

/// A dash that divides, with the spaces around it.
const DIVIDING_DASH: &str = " \u{2013} ";

impl Folded {
    /// Folds a text.
    pub fn new(text: &str, case: Case) -> Self {
        let mut folder = Folding {
            source: text,
            at: 0,
            case,
            folded: Folded {
                text: String::with_capacity(text.len()),
                stretches: Vec::new(),
            },
        };
        while folder.at < text.len() {
            folder.step();
        }
        folder.folded
    }

    /// The bytes of the source that became `range` of the folded text; `None` where an
    /// edge falls inside a character.
    pub fn source_of(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let after = self.stretches.partition_point(|one| one.folded <= range.start);
        let first = self.stretches[..after].last()?;
        let start = match first.even {
            true => first.source + (range.start - first.folded),
            false if first.folded == range.start => first.source,
            false => return None,
        };
        let after = self.stretches.partition_point(|one| one.folded < range.end);
        let last = self.stretches[..after].last()?;
        let next = self.stretches.get(after).map_or(self.text.len(), |one| one.folded);
        let end = match last.even {
            true => last.source + (range.end - last.folded),
            false if next == range.end => last.end,
            false => return None,
        };
        (start <= end).then_some(start..end)
    }
}

struct Folding<'t> {
    source: &'t str,
    at: usize,
    case: Case,
    folded: Folded,
}

impl Folding<'_> {
    /// Folds what stands at `at`: plain words, a run of separators, or a character with
    /// its marks.
    fn step(&mut self) {
        let length = plain_words(&self.source.as_bytes()[self.at..]);
        if length > 0 {
            return self.plain(length);
        }
        let Some(c) = self.source[self.at..].chars().next() else { return };
        if is_separator(c) {
            self.separators();
        } else if is_invisible(c) {
            self.at += c.len_utf8();
        } else if is_apostrophe(c) {
            self.put("'", c.len_utf8());
        } else {
            self.cluster(c);
        }
    }

    /// Adds ASCII words, which only lose their capitals.
    fn plain(&mut self, length: usize) {
        let start = self.folded.text.len();
        self.folded.text.push_str(&self.source[self.at..self.at + length]);
        if self.case == Case::Fold {
            self.folded.text[start..].make_ascii_lowercase();
        }
        self.extend(start, length);
    }

    /// A run of white space and dashes.
    fn separators(&mut self) {
        let rest = &self.source[self.at..];
        let is_part = |c: char| is_separator(c) || is_invisible(c);
        let run = &rest[..rest.find(|c: char| !is_part(c)).unwrap_or(rest.len())];
        let mut dashes = run.char_indices().filter(|&(_, c)| is_dash(c));
        match (dashes.next(), dashes.next()) {
            (None, _) => self.space(run),
            (Some((at, dash)), None) => self.dash(run, at..at + dash.len_utf8()),
            (Some(_), Some(_)) => self.put(DIVIDING_DASH, run.len()),
        }
    }

    /// A run with one dash in it: it divides, joins, or is a sign.
    fn dash(&mut self, run: &str, dash: Range<usize>) {
        let before = self.source[..self.at].chars().rfind(|&c| !is_invisible(c));
        let after = self.source[self.at + run.len()..].chars().next();
        let (left, right) = (&run[..dash.start], &run[dash.end..]);
        let is_open = |c: Option<char>, space: &str| {
            c.is_none() || space.contains(char::is_whitespace)
        };
        let (opens, closes) = (is_open(before, left), is_open(after, right));
        let joined = match (opens, closes) {
            (false, false) => [before, after].into_iter().flatten().all(is_word),
            (false, true) => right.contains('\n') && is_broken_word(before, after),
            (true, _) => false,
        };
        if opens && closes {
            self.put(DIVIDING_DASH, run.len());
        } else if joined {
            self.space(run);
        } else {
            self.space(left);
            self.put("-", dash.len());
            self.space(right);
        }
    }

    /// White space and what is not seen, as one space; nothing where all of it is not seen.
    fn space(&mut self, run: &str) {
        if run.len() == 1 {
            self.even(' ', 1);
        } else if run.contains(is_separator) {
            self.put(" ", run.len());
        } else {
            self.at += run.len();
        }
    }

    /// A character with the marks that belong to it.
    fn cluster(&mut self, first: char) {
        let rest = &self.source[self.at..];
        let after = &rest[first.len_utf8()..];
        let marks = after.find(begins_cluster).unwrap_or(after.len());
        let length = first.len_utf8() + marks;
        if marks == 0 && is_nfkc_quick(std::iter::once(first)) == IsNormalized::Yes {
            let folded = self.one_folded(first);
            if folded == Some(first) {
                return self.even(first, length);
            }
            if let Some(folded) = folded {
                return self.put(folded.encode_utf8(&mut [0; 4]), length);
            }
        }
        // A fold may compose anew, so it is normalised once more.
        let folded: String = match self.case {
            Case::Fold => rest[..length].nfkc().default_case_fold().nfkc().collect(),
            Case::Keep => rest[..length].nfkc().collect(),
        };
        self.put(&folded, length);
    }

    /// What a character folds to, if that is one character.
    fn one_folded(&self, c: char) -> Option<char> {
        if self.case == Case::Keep {
            return Some(c);
        }
        let mut folded = std::iter::once(c).default_case_fold();
        folded.next().filter(|_| folded.next().is_none())
    }

    /// Adds a character that is as long as what it came from.
    fn even(&mut self, c: char, length: usize) {
        let start = self.folded.text.len();
        self.folded.text.push(c);
        self.extend(start, length);
    }

    /// Notes that the text from byte `folded` is as long as the `length` bytes it came
    /// from.
    fn extend(&mut self, folded: usize, length: usize) {
        let source = self.at;
        self.at += length;
        match self.folded.stretches.last_mut() {
            Some(last) if last.even && last.end == source => last.end = self.at,
            _ => {
                let stretch = FoldedPiece { folded, source, end: self.at, even: true };
                self.folded.stretches.push(stretch);
            }
        }
    }

    /// Adds what `length` bytes of the source became.
    fn put(&mut self, text: &str, length: usize) {
        let (folded, source) = (self.folded.text.len(), self.at);
        self.folded.text.push_str(text);
        self.at += length;
        if !text.is_empty() {
            let stretch = FoldedPiece { folded, source, end: self.at, even: false };
            self.folded.stretches.push(stretch);
        }
    }
}

/// So many bytes are looked at together.
const MANY: usize = 32;

/// How many bytes at the start of a text are ASCII words with single spaces between them.
/// The last letter or space stays out where what follows may belong to it.
fn plain_words(text: &[u8]) -> usize {
    let mut end = 0;
    while let Some(part) = text[end..].first_chunk::<{ MANY + 1 }>()
        && part.windows(2).fold(true, |all, pair| all & is_plain(pair[0], pair[1]))
    {
        end += MANY;
    }
    let rest = text[end..].iter().zip(text[end..].iter().skip(1).chain(&[0]));
    end += rest.take_while(|&(&byte, &next)| is_plain(byte, next)).count();
    let next = text.get(end);
    let is_open = text[..end].last().is_some_and(|&last| match next {
        None => last == b' ',
        Some(next) => last == b' ' || !next.is_ascii(),
    });
    end - usize::from(is_open)
}

/// Whether a byte only ever stands for itself, or is the one space between two words.
fn is_plain(byte: u8, next: u8) -> bool {
    let is_double = byte == b' ' && next == b' ';
    (b' '..=b'~').contains(&byte) && byte != b'-' && byte != b'`' && !is_double
}

/// Whether a hyphen at the end of a line is one in a word: `graft-` and on the next line
/// `versus`. Behind a capital it is a sign, as in `CMV-`.
fn is_broken_word(before: Option<char>, after: Option<char>) -> bool {
    [before, after].into_iter().all(|c| c.is_some_and(char::is_lowercase))
}

fn is_separator(c: char) -> bool {
    is_dash(c) || c.is_whitespace()
}

/// Whether a character stands on its own: no mark, and nothing that Unicode composes with
/// the character before it.
fn begins_cluster(c: char) -> bool {
    if c.is_ascii() {
        return true;
    }
    // A soft hyphen does not end a word, but it ends what marks are put on.
    let Some(first) = std::iter::once(c).nfkd().next() else { return true };
    canonical_combining_class(first) == 0
        && is_nfkc_quick(std::iter::once(first)) != IsNormalized::Maybe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        Folded::new(text, Case::Fold).text
    }

    /// Where `needle` of the folded text stands in the source.
    fn source<'t>(text: &'t str, needle: &str) -> Option<&'t str> {
        let folded = Folded::new(text, Case::Fold);
        let start = folded.text.find(needle).unwrap();
        Some(&text[folded.source_of(&(start..start + needle.len()))?])
    }

    #[test]
    fn texts_fold_as_names_do() {
        for text in [
            "Graft\u{2011}versus\u{2013}host  Disease",
            "Crohn\u{2019}s STRASSE stra\u{df}e",
            "cafe\u{301} caf\u{e9} \u{fb01}rst \u{1100}\u{1161}\u{11a8}",
            "trans\u{ad}plant\u{200b}ed \u{200f}\u{645}\u{646}",
            "\u{130}stanbul \u{3a3}\u{3c2} \u{ff21}\u{ff2c}\u{ff2c}",
        ] {
            assert_eq!(fold(text), crate::base::fold_name(text), "{text}");
        }
    }

    #[test]
    fn a_dash_between_spaces_divides() {
        assert_eq!(fold("graft-host"), "graft host");
        assert_eq!(fold("graft \u{2013} host"), "graft \u{2013} host");
        assert_eq!(fold("graft - host"), "graft \u{2013} host");
        assert_eq!(fold("graft--host"), "graft \u{2013} host");
        assert_eq!(fold("graft-\nhost"), "graft host");
    }

    #[test]
    fn a_dash_that_joins_nothing_is_a_sign() {
        for (text, folded) in [
            ("CMV\u{2212}", "cmv-"),
            ("CMV\u{2212} and CMV", "cmv- and cmv"),
            ("CMV-, (CMV\u{2212})", "cmv-, (cmv-)"),
            ("on day \u{2212}1", "on day -1"),
            ("on day -1", "on day -1"),
            ("\u{2212}80", "-80"),
            ("CMV-\nand", "cmv- and"),
            ("CMV-positive", "cmv positive"),
            ("(\u{2013}5)", "(-5)"),
            ("x- ", "x- "),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
        assert_eq!(source("the CMV\u{2212} donor", "cmv-"), Some("CMV\u{2212}"));
        assert_eq!(source("day \u{2212}1", "-1"), Some("\u{2212}1"));
    }

    #[test]
    fn the_source_is_found_again() {
        assert_eq!(source("A Graft-Versus  Host", "versus host"), Some("Versus  Host"));
        assert_eq!(source("the cafe\u{301}s", "caf\u{e9}"), Some("cafe\u{301}"));
        assert_eq!(
            source("trans\u{ad}plant\u{ad}s", "transplant"),
            Some("trans\u{ad}plant")
        );
        assert_eq!(source("\u{2019}graft\u{2019}", "graft"), Some("graft"));
        assert_eq!(source("\u{fb01}rst", "irst"), None);
        assert_eq!(source("\u{fb01}rst", "first"), Some("\u{fb01}rst"));
        assert_eq!(source("\u{645}\u{646} \u{639}", "\u{639}"), Some("\u{639}"));
    }

    #[test]
    fn case_can_be_kept() {
        let folded = Folded::new("GVHD\u{2019}s \u{ff21}-b", Case::Keep);
        assert_eq!(folded.text, "GVHD's A b");
    }
}
