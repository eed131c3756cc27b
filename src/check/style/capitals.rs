//! W065 words-in-capitals.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W065",
    name: "words-in-capitals",
    severity: Severity::Note,
    meaning: "A text has several words in a row in capitals.",
    why: "They look shouted, are slower to read, and some programs spell them letter by letter.",
    mend: "Write them in small letters, in bold where they matter most.",
    source: "NHS digital service manual, formatting and punctuation; plainlanguage.gov, Use emphasis",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Style,
    judges: every,
    tell,
};

/// A shape of figures or letters alone holds no word to look for.
const CUES: &[&str] = &[];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[A-Z]{2,}(?: [A-Z]{2,}){2,}\b").expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    const FEWEST_LETTERS: usize = 4;
    const FEWEST_WORDS: usize = 2;
    let words = phrase.written.split_whitespace();
    let long = words.filter(|word| word.len() >= FEWEST_LETTERS).count();
    (long >= FEWEST_WORDS).then(|| {
        Advice::new(
            told(phrase, "is in capitals"),
            "write it in small letters, in bold where it matters most",
        )
    })
}
