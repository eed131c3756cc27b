//! W068 only-red.

use crate::check::phrases::{
    Advice, Find, FoundPhrase, PhraseRule, Reach, of_patients, told,
};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W068",
    name: "only-red",
    severity: Severity::Warning,
    meaning: "A text says that skin is red, and not how it looks on brown or black skin.",
    why: "On darker skin redness is hard to see, and readers who wait for it come too late.",
    mend: "Add how it looks or feels otherwise, such as `it may be harder to see on brown or black skin`, or that it is warm or sore.",
    source: "NHS digital service manual, inclusive content: skin symptoms",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::FirstOfText,
    judges: of_patients,
    tell,
};

/// What a page says that tells how it looks on all.
const TOLD: &[&str] = &[
    "black skin",
    "brown skin",
    "dark skin",
    "darker skin",
    "skin tone",
    "skin colour",
    "skin color",
    "different skin",
    "black and brown",
    "brown and black",
    "black or brown",
    "brown or black",
];

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let small = phrase.body.to_lowercase();
    if TOLD.iter().any(|words| small.contains(words)) {
        return None;
    }
    Some(Advice::new(
        told(phrase, "says how skin looks only where skin is light"),
        "add how it looks or feels on other skin, such as `this may be harder to see on brown \
         or black skin`",
    ))
}
