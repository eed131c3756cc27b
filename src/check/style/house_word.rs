//! W053 other-house-word.

use crate::check::phrases::{
    Advice, Find, FoundPhrase, PhraseRule, Reach, cased, of_patients, told,
};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W053",
    name: "other-house-word",
    severity: Severity::Note,
    meaning: "A text uses a word for which the house style of the profile has another.",
    why: "Readers meet one word for one thing on all sites of the service.",
    mend: "Write the word of the house style.",
    source: "NHS digital service manual, A to Z of NHS health writing",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::FirstOfText,
    judges: of_patients,
    tell,
};

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let instead = phrase.instead.unwrap_or("another word");
    // In brackets behind the word of the house style, or explained in brackets itself.
    if phrase.is_alone() || phrase.before.ends_with('(') || phrase.after.starts_with(" (")
    {
        return None;
    }
    // Where both stand in a paragraph, it says what the other means.
    let small = phrase.paragraph.to_lowercase();
    if instead.split(" or ").any(|word| small.contains(word)) {
        return None;
    }
    Some(Advice::new(
        told(phrase, "is not the word of the house style"),
        format!("write `{}`", cased(instead, phrase.written)),
    ))
}
