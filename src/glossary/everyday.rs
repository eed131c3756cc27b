//! Whether a text uses a word as everyday English: as a verb, or far from all that an entry
//! says of it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::name::Name;
use super::spell::begins_sentence;

/// Words before a verb in its plain form, and before no noun.
const BEFORE_VERBS: &[&str] = &[
    "we",
    "they",
    "i",
    "who",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "cannot",
    "can't",
    "couldn't",
    "won't",
    "wouldn't",
    "shouldn't",
    "don't",
    "please",
];

/// Words before `to` and a verb.
const BEFORE_TO: &[&str] = &[
    "need",
    "needs",
    "needed",
    "want",
    "wants",
    "how",
    "able",
    "used",
    "order",
    "way",
    "ways",
    "have",
    "has",
    "had",
    "going",
    "begin",
    "begins",
    "continue",
    "important",
    "possible",
    "aim",
    "aims",
    "try",
    "trying",
    "asked",
    "helps",
    "help",
];

/// Words that begin what a verb is done to.
const OBJECTS: &[&str] = &[
    "the", "your", "a", "an", "his", "her", "their", "our", "my", "its", "this", "these",
    "those", "any", "each", "every", "it", "him", "them", "us", "me", "you",
];

/// Those of them that follow no noun.
const OWNERS: &[&str] = &["the", "your", "his", "her", "their", "our", "my", "its"];

/// Words behind which a word with an `s` is a noun.
const BEFORE_NOUNS: &[&str] = &[
    "a", "about", "after", "all", "an", "and", "any", "at", "before", "between", "both",
    "by", "during", "each", "few", "for", "from", "in", "into", "many", "more", "most",
    "no", "of", "on", "or", "other", "our", "several", "some", "such", "than", "the",
    "these", "this", "those", "to", "two", "three", "with", "without", "your",
];

/// Words that say nothing of what a text is about.
const EMPTY: &[&str] = &[
    "about",
    "after",
    "also",
    "been",
    "before",
    "being",
    "between",
    "both",
    "called",
    "could",
    "does",
    "done",
    "each",
    "every",
    "example",
    "for",
    "from",
    "have",
    "into",
    "like",
    "made",
    "make",
    "many",
    "more",
    "most",
    "much",
    "must",
    "often",
    "only",
    "other",
    "over",
    "part",
    "people",
    "same",
    "should",
    "some",
    "someone",
    "something",
    "such",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "this",
    "those",
    "through",
    "under",
    "used",
    "using",
    "very",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "will",
    "with",
    "would",
    "your",
];

/// Letters of a word that says something.
const SHORTEST: usize = 4;

/// How many verbs may stand behind one `to`.
const MOST_VERBS: usize = 4;

/// Whether the word at a range of an English text is a verb there.
pub fn is_verb(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    let (last, rest) = last_word(before);
    let (last_but_one, _) = last_word(rest);
    let next = next_word(&text[range.end..]);
    let acts = OBJECTS.contains(&&*next);
    let follows_mark = before.trim_end().ends_with(',');
    match &*last {
        word if BEFORE_VERBS.contains(&word) => true,
        "you" => acts,
        "to" => acts || BEFORE_TO.contains(&&*last_but_one),
        "and" | "or" | "then" => {
            OWNERS.contains(&&*next) || !next.is_empty() && goes_on_with_verb(rest)
        }
        // `cells that attack the body`, but not `in that study the`.
        "that" | "which" => {
            OWNERS.contains(&&*next) && !BEFORE_NOUNS.contains(&&*last_but_one)
        }
        "" if follows_mark => OWNERS.contains(&&*next),
        "" => acts && opens(text, range.start),
        // `the body attacks its own cells`.
        noun => {
            text[range.clone()].ends_with('s')
                && OWNERS.contains(&&*next)
                && !noun.ends_with('s')
                && !BEFORE_NOUNS.contains(&noun)
        }
    }
}

/// Whether the word at a range of an English text is a noun there, by what stands before it:
/// `the screen` and `a computer screen`.
pub fn is_noun(text: &str, range: &Range<usize>) -> bool {
    let (last, rest) = last_word(&text[..range.start]);
    let (last_but_one, _) = last_word(rest);
    let is_one = |word: &str| matches!(word, "a" | "an" | "the");
    let is_plural = |word: &str| word.ends_with('s');
    let is_compound = is_one(&last_but_one)
        && !last.is_empty()
        && !is_plural(&last)
        && !is_plural(&text[range.clone()])
        && !BEFORE_VERBS.contains(&&*last)
        && !BEFORE_NOUNS.contains(&&*last)
        && last != "to";
    is_one(&last) || is_compound
}

/// Whether the words in front of `and` are verbs behind a `to`: `used to find, diagnose`.
fn goes_on_with_verb(before: &str) -> bool {
    let mut rest = before;
    for _ in 0..MOST_VERBS {
        rest = rest.trim_end_matches([' ', ',']);
        // `to detect (find)`.
        let aside = rest.strip_suffix(')').and_then(|inside| inside.rsplit_once('('));
        let (verb, front) = last_word(aside.map_or(rest, |(front, _)| front));
        if verb.is_empty() {
            return false;
        }
        let (last, further) = last_word(front);
        if last == "to" {
            let (leader, _) = last_word(further);
            let opens = leader.is_empty() && opens(front, further.len());
            return opens || BEFORE_TO.contains(&leader.as_str());
        }
        if last == "help" {
            return true;
        }
        if !front.trim_end().ends_with(',') {
            return false;
        }
        rest = front;
    }
    false
}

/// Whether a word that its entry writes small stands with a capital beside other words with
/// capitals: in the name of something else, such as `Hugo in Action` and `Heart Monitor Team`.
pub(super) fn is_in_name(text: &str, range: &Range<usize>, name: &Name) -> bool {
    let is_high = |text: &str| text.starts_with(char::is_uppercase);
    if !is_high(&text[range.clone()])
        || name.written.contains(char::is_uppercase)
        || opens(text, range.start)
    {
        return false;
    }
    let (before, after) =
        (text[..range.start].trim_end(), text[range.end..].trim_start());
    let start = before.trim_end_matches(is_letter).len();
    let last = &before[start..];
    // `Your Monitor` at the beginning of a sentence is no name.
    let follows_name = is_high(last) && !opens(text, start);
    let links = matches!(last, "in" | "of" | "and" | "for") && {
        let rest = before[..start].trim_end();
        is_high(&rest[rest.trim_end_matches(is_letter).len()..])
    };
    follows_name || links || is_high(after)
}

/// Whether a word says more closely what the word at a range is, or words behind `of` do.
pub(super) fn is_qualified(text: &str, range: &Range<usize>) -> bool {
    let (last, _) = last_word(&text[..range.start]);
    let is_empty =
        [BEFORE_VERBS, OBJECTS, BEFORE_NOUNS].iter().any(|words| words.contains(&&*last));
    !last.is_empty() && !is_empty || next_word(&text[range.end..]) == "of"
}

/// Whether a sentence or an item begins at byte `at`.
fn opens(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    let is_mark =
        |c: char| c.is_whitespace() || c.is_ascii_punctuation() || c.is_numeric();
    line.chars().all(is_mark)
        || line.trim_end().ends_with(':')
        || begins_sentence(text, at)
}

/// The last word of a text in small letters, if only white space stands behind it; and what
/// stands before it.
fn last_word(text: &str) -> (String, &str) {
    let text =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    let rest = text.trim_end_matches(is_letter);
    (text[rest.len()..].replace('\u{2019}', "'").to_lowercase(), rest)
}

/// The first word of a text in small letters, if only white space stands before it.
fn next_word(text: &str) -> String {
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    text[..text.len() - text.trim_start_matches(is_letter).len()].to_lowercase()
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\'' | '\u{2019}')
}

/// The stems of the words of a text that say what it is about.
pub fn subjects(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphabetic());
    let words = words.filter(|word| word.len() >= SHORTEST).map(str::to_lowercase);
    words.filter(|word| !EMPTY.contains(&word.as_str())).map(|word| stem(&word)).collect()
}

/// A word without the endings of plurals and verbs.
fn stem(word: &str) -> String {
    let endings = ["ing", "ies", "es", "ed", "s", "y", "e"];
    let ending = endings.iter().find(|ending| {
        word.ends_with(**ending) && word.len() - ending.len() >= SHORTEST - 1
    });
    word[..word.len() - ending.map_or(0, |ending| ending.len())].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_told_by_the_words_beside_it() {
        let is = |text: &str| {
            let at = text.to_lowercase().find("monitor").unwrap();
            let length = if text[at..].starts_with("monitors") { 8 } else { 7 };
            is_verb(text, &(at..at + length))
        };
        for text in [
            "We monitor your blood.",
            "Nurses will monitor you.",
            "You need to monitor it.",
            "to monitor the heart",
            "how to monitor growth",
            "Monitor your temperature.",
            "1. Monitor the pulse",
            "- Monitor your weight",
            "At home: monitor your weight",
            "measure and monitor your weight",
            "if you monitor your weight",
            "We shouldn\u{2019}t *monitor* them",
            "a team that monitor your heart",
            "a nurse monitors your heart",
            "used to treat and monitor heart disease",
            "used to find (detect), treat, and monitor heart disease",
            "To treat and monitor heart disease, nurses",
            "used to help find, treat, and monitor heart disease",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "The monitor shows your heart.",
            "a heart monitor",
            "Ask for a monitor, the small one.",
            "connected to monitor 3",
            "between monitor and bed",
            "Monitor: a machine",
            "Monitor",
            "give you monitor leads",
            "on that monitor the heart is seen",
            "on two monitors the heart is seen",
            "heart monitors show the pulse",
            "resistance to drugs and monitor noise",
            "used to the bed and monitor noise",
            "used to treat, and monitor.",
        ] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn a_noun_is_told_by_the_words_beside_it() {
        for (text, is) in [
            ("shown on the screen", true),
            ("a computer screen shows", true),
            ("the nurses screen you", false),
            ("a nurse will screen you", false),
            ("a test to screen you", false),
            ("We screen you", false),
        ] {
            let at = text.find("screen").unwrap();
            assert_eq!(is_noun(text, &(at..at + "screen".len())), is, "{text}");
        }
    }

    #[test]
    fn a_word_is_qualified_by_the_words_beside_it() {
        for (text, is) in [
            ("compare other data types", true),
            ("three types of", true),
            ("types of it", true),
            ("the types", false),
            ("of this types", false),
            ("Words. types", false),
        ] {
            let at = text.find("types").unwrap();
            assert_eq!(is_qualified(text, &(at..at + 5)), is, "{text}");
        }
    }

    #[test]
    fn a_name_is_told_by_the_capitals_beside_it() {
        let name = |written: &str| Name {
            term: crate::article::TermId(0),
            written: written.into(),
            kind: crate::glossary::NameKind::Term,
            is_exact: false,
            is_short: false,
            explains: crate::article::Explained::Thing,
        };
        let is = |text: &str, written: &str| {
            let at = text.find("Action").unwrap();
            is_in_name(text, &(at..at + "Action".len()), &name(written))
        };
        for text in ["read Hugo in Action", "the Action Plan", "our Heart Action"] {
            assert!(is(text, "action"), "{text}");
            assert!(!is(text, "Action"), "{text}");
        }
        for text in ["Action is", "An Action is", "first. Action Plan", "the Action and"]
        {
            assert!(!is(text, "action"), "{text}");
        }
    }

    #[test]
    fn a_text_is_about_its_long_words() {
        let expected = ["blood", "cell", "grow", "infection", "marrow"];
        let text =
            "Cells that grow in the marrow, often with infections of the blood cells.";
        assert_eq!(subjects(text), expected.map(str::to_owned).into());
        assert_eq!(stem("biopsies"), stem("biopsy"));
        assert_eq!(stem("monitoring"), stem("monitor"));
        assert_eq!(stem("doses"), stem("dose"));
    }
}
