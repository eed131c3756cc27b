//! The sentence around some words of a text, short enough for a list.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::glossary::begins_sentence;

/// How many characters of a sentence are shown.
const MOST: usize = 200;
/// How many characters are read on either side of a place: more than is shown, so that the
/// ends of a sentence that fits are found. A paragraph may hold ten thousand links.
const READ: usize = 3 * MOST;
/// How many signs before a place are looked at one by one: a row of full stops may be long.
const MOST_SIGNS: usize = 8;
/// Says that something is left out.
const ELLIPSIS: char = '\u{2026}';

/// The sentence in which the bytes `place` of a text stand, in one line. A longer one is
/// cut at the borders of words, as much on either side as there is room.
pub(super) fn excerpt(text: &str, place: &Range<usize>) -> String {
    let Sentence { range, begins_before, ends_behind } = sentence(text, place);
    let words: Vec<(usize, &str)> = text[range]
        .split_whitespace()
        .map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
        .collect();
    let at = words.partition_point(|(start, word)| start + word.len() <= place.start);
    let Some((start, word)) = words.get(at).or(words.last()).copied() else {
        return String::new();
    };
    if length(word) > MOST {
        // A script without spaces, or an address.
        let inside = place.start.saturating_sub(start);
        let tail = word.get(inside..).unwrap_or(word);
        return tail.chars().take(MOST).chain([ELLIPSIS]).collect();
    }
    let shown = window(&words, at.min(words.len() - 1), place);
    let inner: Vec<&str> = words[shown.clone()].iter().map(|(_, word)| *word).collect();
    let is_cut_before = begins_before || shown.start > 0;
    let is_cut_behind = ends_behind || shown.end < words.len();
    let before = if is_cut_before { "\u{2026}" } else { "" };
    let after = if is_cut_behind { "\u{2026}" } else { "" };
    format!("{before}{}{after}", inner.join(" "))
}

/// As many words as there is room for: first those of `place`, then by turns one after
/// them and one before.
fn window(words: &[(usize, &str)], at: usize, place: &Range<usize>) -> Range<usize> {
    let mut shown = at..at + 1;
    let mut room = MOST.saturating_sub(length(words[at].1));
    let mut forwards = true;
    loop {
        let after = words.get(shown.end).filter(|(_, word)| length(word) < room);
        let before = shown.start.checked_sub(1).map(|before| words[before]);
        let before = before.filter(|(_, word)| length(word) < room);
        let is_own = after.is_some_and(|(start, _)| *start < place.end);
        let (after, before) = match (after, before) {
            (Some((_, after)), None) => (Some(after), None),
            (Some((_, after)), _) if is_own || forwards => (Some(after), None),
            (_, Some((_, before))) => (None, Some(before)),
            (_, None) => return shown,
        };
        if let Some(word) = after {
            shown.end += 1;
            room -= length(word) + 1;
        }
        if let Some(word) = before {
            shown.start -= 1;
            room -= length(word) + 1;
        }
        forwards = is_own || before.is_some();
    }
}

/// The sentences of a line, each without the space around it.
pub fn sentences(line: &str) -> Vec<&str> {
    let bounds = line.split_sentence_bound_indices().map(|(at, _)| at).skip(1);
    let borders = bounds.filter(|&at| is_border(line, at)).chain([line.len()]);
    let mut start = 0;
    let sentences = borders.map(|end| {
        let sentence = line[start..end].trim();
        start = end;
        sentence
    });
    sentences.filter(|sentence| !sentence.is_empty()).collect()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// What was read of a sentence.
struct Sentence {
    range: Range<usize>,
    /// It begins before that.
    begins_before: bool,
    /// It ends behind that.
    ends_behind: bool,
}

/// The sentence in which `place` stands; of several, from the first on.
fn sentence(text: &str, place: &Range<usize>) -> Sentence {
    let before = text[..place.start].char_indices().rev();
    let from = before.take(READ).last().map_or(place.start, |(at, _)| at);
    let mut behind = text[place.end..].char_indices();
    let to = behind.nth(READ).map_or(text.len(), |(at, _)| place.end + at);
    let read = from..to;
    near(text, &read, place).unwrap_or_else(|| whole(text, read, place))
}

/// The sentence, by the borders of all that is read.
fn whole(text: &str, read: Range<usize>, place: &Range<usize>) -> Sentence {
    let mut begins_before = read.start > 0;
    let mut ends_behind = read.end < text.len();
    let from = read.start;
    let borders = text[read.clone()].split_sentence_bound_indices().skip(1);
    let borders = borders.map(|(at, _)| from + at);
    let mut range = read;
    for border in borders.filter(|&border| is_border(text, border)) {
        if border <= place.start {
            range.start = border;
            begins_before = false;
        } else if border >= place.end {
            range.end = border;
            ends_behind = false;
            break;
        }
    }
    Sentence { range, begins_before, ends_behind }
}

/// The same, by the signs nearest to the place alone: to cut all sentences of a paragraph takes
/// a tenth of a build. `None` where many signs stand in a row.
fn near(text: &str, read: &Range<usize>, place: &Range<usize>) -> Option<Sentence> {
    let mut sentence = Sentence {
        range: read.clone(),
        begins_before: read.start > 0,
        ends_behind: read.end < text.len(),
    };
    let signs = text[read.start..place.start].char_indices().rev();
    let signs = signs.filter(|&(_, sign)| may_end(sign)).enumerate();
    for (count, (at, _)) in signs {
        if count == MOST_SIGNS {
            return None;
        }
        let borders = borders_behind(text, read, read.start + at);
        if let Some(border) = borders.take_while(|&at| at <= place.start).last() {
            sentence.range.start = border;
            sentence.begins_before = false;
            break;
        }
    }
    // Signs at the end of the place belong to what is behind it.
    let own =
        text[read.start..place.end].trim_end_matches(|c: char| !c.is_alphanumeric());
    let own = read.start + own.len();
    let signs = text[own..read.end].char_indices();
    let signs = signs.filter(|&(_, sign)| may_end(sign)).enumerate();
    for (count, (at, _)) in signs {
        if count == MOST_SIGNS {
            return None;
        }
        let mut borders = borders_behind(text, read, own + at);
        if let Some(border) = borders.find(|&at| at >= place.end && at > place.start) {
            sentence.range.end = border;
            sentence.ends_behind = false;
            break;
        }
    }
    Some(sentence)
}

/// The borders of sentences behind the sign at byte `at`, up to the next letter. The rules look
/// back at no more than the last letters before a sign, and ahead to the next letter.
fn borders_behind<'t>(
    text: &'t str,
    read: &Range<usize>,
    at: usize,
) -> impl Iterator<Item = usize> + use<'t> {
    let is_letter = |c: char| c.is_alphabetic() && !is_combining_mark(c);
    let letters = text[read.start..at].trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = letters.rfind(char::is_whitespace);
    let start = read.start + word.unwrap_or(0);
    let mut behind = text[at..read.end].char_indices();
    let next = behind.find(|&(_, c)| is_letter(c));
    let end = next.map_or(read.end, |(next, c)| at + next + c.len_utf8());
    let borders = text[start..end].split_sentence_bound_indices().skip(1);
    let borders = borders.map(move |(border, _)| start + border);
    borders.filter(move |&border| border > at && is_border(text, border))
}

/// Whether a character may stand at the end of a sentence: no letter, digit or space in a
/// line does.
fn may_end(sign: char) -> bool {
    match sign {
        '.' | '!' | '?' | '\n' | '\r' => true,
        sign => !sign.is_ascii() && !sign.is_alphanumeric() && !is_combining_mark(sign),
    }
}

/// Whether a sentence ends where Unicode's rules say so: not behind "Dr." or "e.g.", and
/// not before a small letter.
fn is_border(text: &str, at: usize) -> bool {
    let ended = text[..at].trim_end_matches([' ', '\u{a0}']);
    let is_wide = ended.ends_with(['\u{3002}', '\u{ff01}', '\u{ff1f}', '\n']);
    let goes_on = text[at..].starts_with(char::is_lowercase);
    is_wide || (begins_sentence(text, at) && !goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap();
        excerpt(text, &(start..start + words.len()))
    }

    #[test]
    fn a_line_is_cut_into_its_sentences() {
        assert_eq!(
            sentences("Ask Dr. Lee. It takes 2.5 hours! No."),
            ["Ask Dr. Lee.", "It takes 2.5 hours!", "No."]
        );
        assert_eq!(sentences(" "), Vec::<&str>::new());
    }

    #[test]
    fn a_sentence_ends_where_a_reader_says_so() {
        for (text, words, expected) in [
            ("One. See the ward. Three.", "ward", "See the ward."),
            ("Ask Dr. Lee. He knows.", "Lee", "Ask Dr. Lee."),
            (
                "Eat fruit, e.g. Bramley apples. Or not.",
                "apples",
                "Eat fruit, e.g. Bramley apples.",
            ),
            ("It takes 2.5 hours. Bring a book.", "2.5", "It takes 2.5 hours."),
            (
                "\u{201c}Rest!\u{201d} she said. He did.",
                "she",
                "\u{201c}Rest!\u{201d} she said.",
            ),
            ("Is it safe? Yes (see care).", "care", "Yes (see care)."),
            ("Ward 5\nNorth wing", "North", "North wing"),
            ("移植很安全。请阅读此页。再见。", "阅读", "请阅读此页。"),
            ("one\u{a0}two   three", "two", "one two three"),
            ("", "", ""),
        ] {
            assert_eq!(around(text, words), expected, "{text}");
        }
    }

    #[test]
    fn the_signs_near_a_place_say_what_all_rules_together_say() {
        let parts = [
            "a", "B", "5", " ", " ", ".", "!", "?", ",", ")", "\n", "\r\n", "Dr", "e.g",
            "\u{e9}", "\u{201d}", "\u{3002}", "\u{301}", "\u{a0}", "\u{2028}", "\u{61f}",
            "word", "word ", "Word ", "\u{93e}", "\u{200d}",
        ];
        let mut state = 1_u32;
        let mut part = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            parts[(state >> 16) as usize % parts.len()]
        };
        let mut count = 0;
        for _ in 0..120 {
            let text: String = (0..30).map(|_| part()).collect();
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            for (number, &start) in places.iter().enumerate() {
                let end = places[(number + count % 4).min(places.len() - 1)];
                let (read, place) = (0..text.len(), start..end);
                let Some(near) = near(&text, &read, &place) else { continue };
                let whole = whole(&text, read, &place);
                assert_eq!(near.range, whole.range, "{text:?} {place:?}");
                assert_eq!(near.begins_before, whole.begins_before, "{text:?} {place:?}");
                assert_eq!(near.ends_behind, whole.ends_behind, "{text:?} {place:?}");
                count += 1;
            }
        }
        assert!(count > 1_000, "{count}");
    }

    #[test]
    fn a_long_sentence_is_cut_around_its_link() {
        let text =
            format!("{} the ward {} end.", "before ".repeat(60), "after ".repeat(60));
        let short = around(&text, "the ward");
        assert!(length(&short) <= MOST + 2, "{short}");
        assert!(short.starts_with("\u{2026}before") && short.ends_with("after\u{2026}"));
        let middle = short.find("the ward").unwrap();
        assert!(middle.abs_diff(short.len() / 2) < 30, "{short}");
        let first = around(&text, "before");
        assert!(first.starts_with("before") && length(&first) > MOST - 10, "{first}");
        let last = around(&text, "end.");
        assert!(last.ends_with("end.") && length(&last) > MOST - 10, "{last}");
        let long = "x".repeat(500);
        assert_eq!(length(&around(&long, &long)), MOST + 1);
        assert_eq!(excerpt("ab cd", &(5..5)), "ab cd");
    }

    #[test]
    fn what_is_read_of_a_long_text_does_not_show_in_the_excerpt() {
        let filler = "He rests a little, and then he walks. ".repeat(40);
        let text = format!("{filler}See the ward. {filler}");
        assert_eq!(around(&text, "the ward"), "See the ward.");
        let spaces = " ".repeat(READ);
        let text = format!("a{spaces}link{spaces}b");
        assert_eq!(around(&text, "link"), "\u{2026}link\u{2026}");
    }
}
