//! W070 title-case-heading.

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W070",
    name: "title-case-heading",
    severity: Severity::Note,
    meaning: "A heading has a large letter at every word.",
    why: "It is slower to read, and names no longer stand out.",
    mend: "Write it as a sentence: `Going home after your transplant`.",
    source: "NHS digital service manual, headings; plainlanguage.gov",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Heading,
    reach: Reach::Style,
    judges: every,
    tell,
};

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    const LONG: usize = 4;
    const FEWEST: usize = 3;
    let words = phrase.written.split_whitespace().skip(1);
    let words: Vec<&str> = words
        .filter(|word| {
            word.chars().count() >= LONG && word.starts_with(char::is_alphabetic)
        })
        .collect();
    let is_large = |word: &&&str| {
        word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
    };
    let large = words.iter().filter(is_large).count();
    (large >= FEWEST && large == words.len()).then(|| {
        Advice::new(
            told(phrase, "has a large letter at every word"),
            "write it as a sentence, with large letters only at its beginning and in names",
        )
    })
}
