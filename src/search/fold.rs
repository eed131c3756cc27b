//! Words as they are compared: `Haemoglobin’s`, `hemoglobin` and `HAEMOGLOBIN` are one.
//!
//! `themes/default/static/js/find.js` folds what readers type in the same way, and
//! `tests/golden/search-words.json` holds both to the same table.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A longer run of letters is no word that anybody types.
const MOST_CHARACTERS: usize = 40;

/// The words of a text as they stand there, in reading order.
pub(super) fn typed_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !is_in_word(c)).map(|word| {
        let word = word.trim_matches(is_apostrophe);
        let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s"));
        without_note(owner.unwrap_or(word))
    });
    words.filter(|word| !word.is_empty())
}

/// The words that a typed word is compared by: itself, folded. Of writing that sets no spaces
/// between words, every pair of neighbouring characters is a word.
pub(super) fn folded(word: &str, mut take: impl FnMut(&str)) {
    let folded = fold(word);
    if folded.contains(is_unspaced) {
        pairs(&folded, &mut take);
    } else if !folded.is_empty() && folded.chars().count() <= MOST_CHARACTERS {
        take(&folded);
    }
}

/// The words of a text, folded, in reading order.
pub(super) fn words(text: &str, mut take: impl FnMut(&str)) {
    typed_words(text).for_each(|word| folded(word, &mut take));
}

/// A word without the mark of a note behind it: `transplant` of `transplant¹`. A unit such as
/// `cm³` is a word with it.
fn without_note(word: &str) -> &str {
    const LONGEST_UNIT: usize = 3;
    let is_raised = |c: char| {
        matches!(c, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
    };
    let bare = word.trim_end_matches(is_raised);
    let is_word = bare.len() < word.len()
        && bare.chars().count() > LONGEST_UNIT
        && bare.chars().all(char::is_alphabetic);
    if is_word { bare } else { word }
}

fn is_in_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '\'';
    }
    c.is_alphanumeric() || c == '\u{2019}' || is_combining_mark(c) || is_unseen(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Soft hyphens, joiners and marks of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{2060}')
}

/// Chinese, Japanese and Thai.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}')
}

/// Accents, and the vowel signs of Arabic with its stretched lines.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}')
        || is_unseen(c)
}

/// A word without capitals, accents and the differences of British and American spelling.
fn fold(word: &str) -> String {
    let mut folded = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        let mut folded = String::with_capacity(word.len());
        for c in word.to_lowercase().nfd().filter(|&c| !is_dropped(c)) {
            match c {
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ß' => folded.push_str("ss"),
                'ø' => folded.push('o'),
                'ς' => folded.push('σ'),
                c => folded.push(c),
            }
        }
        folded
    };
    if !may_be_british(&folded) {
        return folded;
    }
    for (british, american, least) in
        [("ae", "e", 0), ("oe", "e", 0), ("isation", "ization", 5), ("our", "or", 5)]
    {
        if folded.contains(british) && folded.chars().count() >= least {
            folded = folded.replace(british, american);
        }
    }
    if folded.chars().count() > 5 {
        for (british, american) in ENDINGS {
            if let Some(stem) = folded.strip_suffix(british) {
                folded = format!("{stem}{american}");
                break;
            }
        }
    }
    folded
}

/// A quick look: most words hold no letters that are spelled in two ways.
fn may_be_british(word: &str) -> bool {
    let is_one = |two: &[u8]| matches!(two, b"ae" | b"oe" | b"ou" | b"is" | b"ys");
    word.as_bytes().windows(2).any(is_one)
}

/// British endings and their American ones.
const ENDINGS: [(&str, &str); 6] = [
    ("ise", "ize"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("ysed", "yzed"),
];

/// Pairs of neighbouring characters; a word of other writing between them stays whole.
fn pairs(text: &str, take: &mut impl FnMut(&str)) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_run = is_unspaced(first);
        let end = rest.find(|c| is_unspaced(c) != is_run).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        let starts: Vec<usize> =
            run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
        if !is_run || starts.len() == 2 {
            take(run);
        } else {
            starts.windows(3).for_each(|pair| take(&run[pair[0]..pair[2]]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        words(text, |word| all.push(word.to_owned()));
        all
    }

    #[test]
    fn the_mark_of_a_note_is_no_part_of_a_word() {
        for (text, words) in [
            ("a transplant\u{b9}, fever\u{b9}\u{2070}", vec!["a", "transplant", "fever"]),
            (
                "5 cm\u{b3} at 10\u{2079}/l",
                vec!["5", "cm\u{b3}", "at", "10\u{2079}", "l"],
            ),
        ] {
            assert_eq!(folded(text), words, "{text}");
        }
    }

    #[test]
    fn words_are_folded_as_the_table_says() {
        let table = include_str!("../../tests/golden/search-words.json");
        let table: Vec<(String, Vec<String>)> = serde_json::from_str(table).unwrap();
        assert!(table.len() > 20);
        for (text, words) in table {
            assert_eq!(folded(&text), words, "{text}");
        }
    }
}
