//! Abbreviations that a text uses and nobody explains: words in capitals that no entry is
//! called by, and that the author does not spell out in the text itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::known_words::{is_introduced, is_no_abbreviation};
use super::page_words::{has_initials, is_plain_word};
use crate::base::{FileId, Span, holds_pair};
use crate::glossary::{Hit, is_spelled_out};
use crate::html::facts::Unexplained;
use crate::markdown::{Document, Run, RunPiece, RunPlace};
use crate::records::everyday;

/// So many words in capitals in a row are no abbreviations: somebody is shouting.
const SHOUTING: usize = 3;

/// So many are looked for in all that the page says; each takes a walk through it.
const LOOKED_UP: usize = 100;

/// The abbreviations of a page: of its own text, and of the snippets in it.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// Each with its first use and the number of its uses.
    used: BTreeMap<String, (Span, u32)>,
    /// Those that the author spells out.
    spelled_out: BTreeSet<String>,
    /// All that the page says, a block in each line.
    text: String,
}

impl Abbreviations {
    /// Notes what stands in a run, in which `hits` are the names of entries.
    pub(super) fn read(
        &mut self,
        run: &Run,
        hits: &[Hit],
        document: &Document<'_>,
        file: FileId,
    ) {
        self.text.push_str(&run.text);
        self.text.push('\n');
        let is_asked = !matches!(run.place, RunPlace::Heading | RunPlace::Quotation);
        for range in abbreviations(&run.text) {
            if is_spelled_out(&run.text, &range) || is_introduced(&run.text, &range) {
                self.spelled_out.insert(singular(&run.text[range]).to_owned());
                continue;
            }
            if !is_asked || is_hit(hits, &range) || !is_open(&run.pieces, &range) {
                continue;
            }
            let used = self.used.entry(singular(&run.text[range.clone()]).to_owned());
            let first = || Span::new(file, run.source_of(document, &range));
            used.or_insert_with(|| (first(), 0)).1 += 1;
        }
    }

    /// Notes what a text spells out, such as the title of the page.
    pub(super) fn spell_out(&mut self, text: &str) {
        let short = abbreviations(text).into_iter();
        let short = short.filter(|range| is_spelled_out(text, range));
        self.spelled_out.extend(short.map(|range| singular(&text[range]).to_owned()));
        self.text.push_str(text);
        self.text.push('\n');
        // What the page is about is called so on it: "Dermatitis herpetiformis" is DH.
        let first = text.split_whitespace().filter_map(|word| word.chars().next());
        let mut begins = String::new();
        for letter in first.flat_map(char::to_uppercase) {
            begins.push(letter);
            self.spelled_out.insert(begins.clone());
        }
    }

    /// Those that nothing explains, in order of their first use.
    pub(super) fn unexplained(self) -> Vec<Unexplained> {
        let Self { used, spelled_out, text } = self;
        let is_explained = |part: &str| {
            spelled_out.contains(part)
                || is_plain_word(&text, part)
                || has_initials(&text, part)
        };
        // `PET-CT` is explained by what explains PET and CT.
        let are_explained = |written: &str| {
            let mut parts = written.split(is_hyphen);
            written.contains(is_hyphen)
                && parts.all(|part| everyday().contains(part) || is_explained(part))
        };
        let unexplained = used.into_iter().enumerate().filter(|(at, (written, _))| {
            let is_left = !spelled_out.contains(written);
            is_left
                && (*at >= LOOKED_UP || !is_explained(written) && !are_explained(written))
        });
        let mut unexplained: Vec<Unexplained> = unexplained
            .map(|(_, (written, (span, count)))| Unexplained {
                written: written.into_boxed_str(),
                count,
                span,
            })
            .collect();
        unexplained.sort_by_key(|one| one.span);
        unexplained
    }
}

/// Whether a range is a part of one of the hits, which are in order.
fn is_hit(hits: &[Hit], range: &Range<usize>) -> bool {
    let after = hits.partition_point(|hit| hit.range.end <= range.start);
    hits.get(after).is_some_and(|hit| hit.range.start < range.end)
}

/// Whether a range is made of plain words of the author. Pieces are in order.
fn is_open(pieces: &[RunPiece], range: &Range<usize>) -> bool {
    let first = pieces.partition_point(|piece| piece.range.end <= range.start);
    let mut touched =
        pieces[first..].iter().take_while(|piece| piece.range.start < range.end);
    touched.all(|piece| piece.open || piece.range.is_empty())
}

/// A word with its hyphens and apostrophes, and its capitals.
struct Word {
    range: Range<usize>,
    /// The part in capitals, if it may be an abbreviation.
    capitals: Option<Range<usize>>,
    /// All of its letters are capitals.
    is_loud: bool,
}

/// The abbreviations of a text: two capitals or more, with the `s` of a plural.
fn abbreviations(text: &str) -> Vec<Range<usize>> {
    if !may_hold_some(text) {
        return Vec::new();
    }
    let words = words(text);
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let mut end = start + 1;
        while end < words.len()
            && words[start].is_loud
            && words[end].is_loud
            && text[words[end - 1].range.end..words[end].range.start].trim().is_empty()
        {
            end += 1;
        }
        if end - start < SHOUTING {
            found.extend(
                words[start..end].iter().filter_map(|word| word.capitals.clone()),
            );
        }
        start = end;
    }
    found.retain(|range| !is_no_abbreviation(text, range));
    found
}

/// Whether two capitals stand side by side: a quick look, since most texts hold none.
fn may_hold_some(text: &str) -> bool {
    let is_foreign = |c: char| !c.is_ascii() && c.is_uppercase();
    holds_pair(text, |byte| byte.is_ascii_uppercase())
        || (!text.is_ascii() && text.chars().any(is_foreign))
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        // Words without a capital only stand between the others.
        let may_be = |byte: u8| byte.is_ascii_uppercase() || !byte.is_ascii();
        let has_capital = piece.bytes().any(may_be) && piece.contains(char::is_uppercase);
        let is_address =
            || piece.contains("://") || piece.contains('@') || piece.starts_with("www.");
        if has_capital && !is_address() {
            words_of(piece, at, &mut words);
        }
        at += piece.len();
    }
    words
}

/// The words between two white spaces; `at` is where they begin.
fn words_of(piece: &str, at: usize, words: &mut Vec<Word>) {
    let mut rest = 0;
    while let Some(start) = piece[rest..].find(char::is_alphanumeric) {
        let start = rest + start;
        let inside = |c: char| c.is_alphanumeric() || is_mark(c) || is_joint(c);
        let end =
            piece[start..].find(|c| !inside(c)).map_or(piece.len(), |end| start + end);
        let word = piece[start..end].trim_end_matches(is_joint);
        rest = end;
        let end = start + word.len();
        // A part of a file's name, a sum, or a name such as AT&T.
        let is_part = is_glued(piece[..start].chars().rev())
            || is_glued(piece[end..].chars())
            || is_called(&piece[end..])
            || &piece[..start] == ".";
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        let is_loud = letters().next().is_some() && letters().all(char::is_uppercase);
        let capitals = if is_part { None } else { capitals(word) };
        let capitals =
            capitals.map(|range| at + start + range.start..at + start + range.end);
        words.push(Word { range: at + start..at + end, capitals, is_loud });
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// What may stand inside a word.
fn is_joint(c: char) -> bool {
    is_hyphen(c) || matches!(c, '\'' | '\u{2019}')
}

/// Whether the bracket of a function follows, as in `KL(x)`. That of a plural is none, as in
/// `MRI(s)`, nor is that of a long form.
fn is_called(following: &str) -> bool {
    let inside = following.strip_prefix('(').map(str::trim_start);
    inside.is_some_and(|inside| {
        inside.chars().take_while(|c| c.is_alphabetic()).count() < 2
            && !inside.starts_with("s)")
    })
}

/// Whether a sign and a letter follow at once.
fn is_glued(mut following: impl Iterator<Item = char>) -> bool {
    following
        .next()
        .is_some_and(|c| matches!(c, '.' | '_' | '&' | '\\' | '=' | '#' | ':'))
        && following.next().is_some_and(char::is_alphanumeric)
}

/// The first parts of a word in a row that are all in capitals, if they make an
/// abbreviation: `HLA` in `HLA-matched`, and `G-CSF` whole.
fn capitals(word: &str) -> Option<Range<usize>> {
    // `COVID-19` and `CD34` are names; `DON'T` is a word.
    if word.chars().any(char::is_numeric) {
        return None;
    }
    let word = match word.split_once(['\'', '\u{2019}']) {
        Some((word, "s")) => word,
        Some(_) => return None,
        None => word,
    };
    let mut range: Option<Range<usize>> = None;
    let mut at = 0;
    for part in word.split(is_hyphen) {
        let end = at + part.len();
        if is_capitals(singular(part)) {
            range = Some(range.map_or(at..end, |range| range.start..end));
        } else if range.is_some() {
            break;
        }
        at = end + word[end..].chars().next().map_or(0, char::len_utf8);
    }
    let range = range?;
    let abbreviation = &word[range.clone()];
    let is_long =
        |part: &str| singular(part).chars().filter(|&c| !is_mark(c)).count() > 1;
    let sound = abbreviation.split(is_hyphen).any(is_long) && !is_roman(abbreviation);
    sound.then_some(range)
}

fn is_capitals(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_uppercase() || is_mark(c))
}

/// Without the `s` of a plural.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.chars().filter(|c| c.is_uppercase()).count() > 1 => one,
        _ => word,
    }
}

/// A Roman numeral below forty. Those with other letters are more often abbreviations:
/// CML, DLI and CMV are numerals as well.
fn is_roman(word: &str) -> bool {
    let ones = word.trim_start_matches('X');
    word.len() - ones.len() <= 3
        && matches!(
            ones,
            "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{parse, runs};

    fn found(text: &str) -> Vec<&str> {
        abbreviations(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn abbreviations_are_words_in_capitals() {
        for (text, expected) in [
            (
                "Your HLA and two CTs, the BMT's end (PICC).",
                &["HLA", "CTs", "BMT", "PICC"][..],
            ),
            (
                "HLA-matched, post-BMT, G\u{2011}CSF, pre-HSCT-care",
                &["HLA", "BMT", "G\u{2011}CSF", "HSCT"],
            ),
            ("ÉCG and ÖZÜ and E\u{301}CG", &["ÉCG", "ÖZÜ", "E\u{301}CG"]),
            ("CML, DLI and CMV are no numerals", &["CML", "DLI", "CMV"]),
            ("AML/MDS", &["AML", "MDS"]),
            ("as", &[]),
            ("Call at 9 AM or 5PM from Buffalo, NY 14263.", &[]),
            ("Jane Doe, MD, RN explains the MD plan", &["MD"]),
            ("The .NET page", &[]),
            ("PLEASE DO NOT EAT, OR DRINK, BEFORE your TEST", &[]),
            ("I am A-Z, a T cell, an X-ray, A&E, AT&T, U.S.", &[]),
            ("COVID-19, B12, CD34, H1N1, mRNA, GvHD, PhD, pH", &[]),
            ("phase II, type IV, XIV, XXXIX, Xs", &[]),
            ("DON'T, O\u{2019}BRIEN", &[]),
            ("https://x.org/ABC, WWW@NHS.uk, FORM.PDF, MY_VAR, A=BC", &[]),
            ("CALL US NOW. DO NOT", &["DO", "NOT"]),
            ("移植 АБВ", &["АБВ"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    fn unexplained(text: &str) -> Vec<(String, u32, String)> {
        let document = parse(text, 0..text.len(), "");
        let mut abbreviations = Abbreviations::default();
        for run in runs(&document, &|_| None) {
            abbreviations.read(&run, &[], &document, FileId(0));
        }
        let told = abbreviations.unexplained().into_iter().map(|one| {
            (one.written.into(), one.count, text[one.span.range()].to_owned())
        });
        told.collect()
    }

    #[test]
    fn a_page_is_told_of_each_once_at_its_first_use() {
        let text = "# TBI\n\n> said VOD\n\nTwo *CVC*s, one CVC, `SOS` and [PCR](x.md) <abbr>MRD</abbr>.\n\n\
                    > [!EMERGENCY] SEPSIS\n> Ring the AOS team.\n\nTBI later. The bone marrow transplant (BMT) unit. BMT. \n                    PEG (percutaneous endoscopic gastrostomy), a PEG.\n";
        let expected = [("CVC", 2, "CVC*s"), ("AOS", 1, "AOS"), ("TBI", 1, "TBI")]
            .map(|(written, count, at)| (written.to_owned(), count, at.to_owned()));
        assert_eq!(unexplained(text), expected);
    }
}
