//! W052 jargon.

use crate::check::phrases::{
    Advice, Find, FoundPhrase, PhraseRule, Reach, of_patients, told,
};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W052",
    name: "jargon",
    severity: Severity::Note,
    meaning: "A text uses a word of officials or doctors that has a plain one, and the glossary does not explain it.",
    why: "Readers who are ill, tired or new to the language lose the sentence.",
    mend: "Write the plain word, or give the word an entry in the glossary.",
    source: "NHS digital service manual, A to Z of NHS health writing; plainlanguage.gov, Use simple words and phrases",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::FirstOfText,
    judges: of_patients,
    tell,
};

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    // In brackets behind the plain word, or explained in brackets itself.
    let is_explained = phrase.before.ends_with('(') || phrase.after.starts_with(" (");
    if is_explained || phrase.is_alone() {
        return None;
    }
    let message = told(phrase, "has a plainer word");
    let help = match phrase.instead {
        Some(instead) => {
            format!("write such as `{instead}`, or explain it in the glossary")
        }
        None => "write the plainer word, or explain it in the glossary".to_owned(),
    };
    Some(Advice::new(message, help))
}
