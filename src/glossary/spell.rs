//! Spelling an abbreviation out: whether its author did, and how it reads if not.

use std::ops::Range;

use crate::base::floor;

/// Characters of brackets that may hold a long form.
const LONGEST_LONG_FORM: usize = 200;

/// Bytes before a place in which the bracket is looked for that is open there.
const MOST_BYTES_IN_BRACKETS: usize = 2000;

/// How many words may stand between a long form and its abbreviation: "also known as".
const MOST_WORDS_BETWEEN: usize = 4;

/// Words whose full stop ends no sentence.
const SHORTENED: &[&str] = &[
    "e.g", "i.e", "eg", "ie", "vs", "cf", "dr", "mr", "mrs", "ms", "prof", "approx",
    "fig", "no", "st",
];

/// Whether a sentence begins at byte `at`: the text does, or a sentence ended before.
pub fn begins_sentence(text: &str, at: usize) -> bool {
    let opens = |c: char| "\"'([{\u{201c}\u{2018}\u{ab}".contains(c);
    let before = text[..at].trim_end_matches(opens);
    let ended = before.trim_end();
    if ended.is_empty() {
        return true;
    }
    if ended.len() == before.len() {
        return false;
    }
    let closes = |c: char| "\"')]}\u{201d}\u{2019}\u{bb}".contains(c);
    let ended = ended.trim_end_matches(closes);
    let Some(words) = ended.strip_suffix(['.', '!', '?', '\u{2026}', '\u{3002}']) else {
        return false;
    };
    let last = words.rsplit(char::is_whitespace).next().unwrap_or(words);
    let last = last.trim_start_matches(opens).to_lowercase();
    !ended.ends_with('.') || !SHORTENED.contains(&last.as_str())
}

/// Words with a capital at their beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether a bracket is open at byte `at`: one that was opened not far before.
pub fn is_in_brackets(text: &str, at: usize) -> bool {
    let before = &text[floor(text, at.saturating_sub(MOST_BYTES_IN_BRACKETS))..at];
    before.rfind('(') > before.rfind(')')
}

/// Whether the author spelled an abbreviation out: `words (ABBR)` or `ABBR (words)`, where
/// the words hold its letters in order. `range` is the abbreviation in the text.
pub fn is_spelled_out(text: &str, range: &Range<usize>) -> bool {
    let letters = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    // It is the first in its bracket: `(NHS's)`, `(AT/RT)`.
    let ends = after.strip_prefix("'s").or_else(|| after.strip_prefix("\u{2019}s"));
    if let Some(words) = before.trim_end().strip_suffix('(')
        && ends.unwrap_or(after).starts_with([')', ',', ';', '/'])
    {
        return hold_letters(words, letters);
    }
    let Some(rest) = after.trim_start().strip_prefix('(') else { return false };
    let mut characters = rest.char_indices().take(LONGEST_LONG_FORM);
    let end = characters.find(|&(_, c)| c == ')');
    end.is_some_and(|(end, _)| hold_letters(&rest[..end], letters))
}

/// Whether a text ends in words of which an abbreviation is made: going back letter by
/// letter, and its first letter begins a word (the rule of Schwartz and Hearst).
fn hold_letters(words: &str, abbreviation: &str) -> bool {
    let letters: Vec<char> = abbreviation
        .trim_end_matches('s')
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let most = (letters.len() + 5).min(letters.len() * 2);
    let mut words: Vec<&str> = words
        .rsplit(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(most)
        .collect();
    words.reverse();
    let Some((&first, others)) = letters.split_first() else { return false };
    let written = words.join(" ").to_lowercase();
    let mut at = written.len();
    for &letter in others.iter().rev() {
        match written[..at].rfind(letter) {
            Some(found) => at = found,
            None => return false,
        }
    }
    // The first letter begins a word, and there is more than the abbreviation itself.
    let begins = |word: &str| word.starts_with(first);
    let heads = written[..at].split(' ');
    words.len() > 1 && heads.filter(|word| !word.is_empty()).any(begins)
}

/// Whether what stands between a long form and its abbreviation keeps them together: a few
/// words of one sentence, such as " is also called ".
pub fn stand_together(between: &str) -> bool {
    // What stands before it is a word, so that a sentence can end behind it.
    let text = format!("x{between}");
    let mut words = text.char_indices().filter(|(_, c)| c.is_whitespace());
    !between.contains('\n')
        && between.split_whitespace().count() <= MOST_WORDS_BETWEEN
        && !words.any(|(at, c)| begins_sentence(&text, at + c.len_utf8()))
}

/// The change that an English article before byte `at` needs, so that it suits `words`:
/// bytes to replace and what by. `None` where it suits, or there is none.
pub(super) fn wrong_article(
    text: &str,
    at: usize,
    words: &str,
) -> Option<(Range<usize>, &'static str)> {
    let before = text[..at].strip_suffix([' ', '\u{a0}'])?;
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let begins = before.len() - word.len();
    // `vitamin A` ends in no article.
    let is_name = word.starts_with('A') && !begins_sentence(text, begins);
    let is_joined = before[..begins].ends_with(['-', '\'', '\u{2019}']);
    let end = before.len();
    match (word.to_ascii_lowercase().as_str(), sounds_open(words)) {
        _ if is_joined || is_name => None,
        ("a", true) => Some((end..end, "n")),
        ("an", false) => Some((end - 1..end, "")),
        _ => None,
    }
}

/// Whether words begin with a vowel as they are spoken.
fn sounds_open(words: &str) -> bool {
    let words = words.to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| words.starts_with(start));
    if begins(&["hour", "honest", "honour", "honor", "heir"]) {
        return true;
    }
    let spoken_as_you = begins(&["eu", "ew", "uni", "ure", "uri", "uro", "us", "ut"])
        && !begins(&["unin", "unim", "usher", "utter"]);
    words.starts_with(['a', 'e', 'i', 'o', 'u'])
        && !spoken_as_you
        && !begins(&["one", "once"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_at_the_start_and_after_an_end() {
        let begins = |text: &str| begins_sentence(text, text.find("GVHD").unwrap());
        for text in ["GVHD", "(GVHD", "Stop. GVHD", "Why? \u{201c}GVHD", "(Stop.) GVHD"] {
            assert!(begins(text), "{text}");
        }
        for text in ["a GVHD", "e.g. GVHD", "such as: GVHD", "3.GVHD", "see Dr. GVHD"] {
            assert!(!begins(text), "{text}");
        }
    }

    #[test]
    fn an_author_spells_out_in_brackets() {
        let is = |text: &str| {
            let at = text.find("GVHD").unwrap();
            is_spelled_out(text, &(at..at + 4))
        };
        for text in [
            "chronic graft versus host disease (GVHD)",
            "graft-vs-host disease (GVHD, or GvH)",
            "GVHD (graft vs. host disease)",
        ] {
            assert!(is(text), "{text}");
        }
        for text in
            ["an attack by donor cells (GVHD)", "GVHD", "GVHD (see below)", "(GVHD)"]
        {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn a_long_form_and_its_abbreviation_stand_together_in_a_sentence() {
        for between in [" (also called ", ", or ", " is known as ", " \u{2013} "] {
            assert!(stand_together(between), "{between}");
        }
        for between in [". ", " is a thing that happens after it: "] {
            assert!(!stand_together(between), "{between}");
        }
    }

    #[test]
    fn an_article_suits_the_long_form() {
        let article = |text: &str, words: &str| {
            let at = text.find('X').unwrap();
            let mut text = text.to_owned();
            if let Some((range, by)) = wrong_article(&text, at, words) {
                text.replace_range(range, by);
            }
            text
        };
        assert_eq!(article("an X", "stem cell transplant"), "a X");
        assert_eq!(article("A X", "allogeneic transplant"), "An X");
        assert_eq!(article("a X", "graft"), "a X");
        assert_eq!(article("an X", "urinary infection"), "a X");
        assert_eq!(article("a X", "ultrasound"), "an X");
        assert_eq!(article("vitamin-a X", "antigen"), "vitamin-a X");
        assert_eq!(article("vitamin A X", "antigen"), "vitamin A X");
        assert_eq!(article("the X", "antigen"), "the X");
    }

    #[test]
    fn brackets_and_capitals() {
        assert!(is_in_brackets("a (b c", 5));
        assert!(!is_in_brackets("a (b) c", 6));
        assert_eq!(capitalised("\u{e9}cole"), "\u{c9}cole");
        assert_eq!(capitalised(""), "");
    }
}
