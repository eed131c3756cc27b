//! W066 belittling-words.

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W066",
    name: "belittling-words",
    severity: Severity::Note,
    meaning: "A text says `simply`, `of course` or `do not worry`.",
    why: "Readers for whom it is not simple feel that it is their fault.",
    mend: "Leave the word out.",
    source: "Google developer documentation style guide, Word list; GOV.UK content design: writing for GOV.UK",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Claim,
    judges: every,
    tell,
};

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    // In a sentence that tells what is, `simply` means `no more than`.
    let is_order = phrase.written.starts_with(char::is_uppercase)
        || ["can ", "to ", "then ", ", "]
            .iter()
            .any(|word| phrase.before.ends_with(word));
    if phrase.written.eq_ignore_ascii_case("simply") && !is_order {
        return None;
    }
    Some(Advice::new(
        told(phrase, "makes little of what may be hard for a reader"),
        "leave it out, or say what helps",
    ))
}
