//! W054 medical-word-first.

use crate::check::phrases::{
    Advice, Find, FoundPhrase, PhraseRule, Reach, of_patients, told,
};
use crate::diagnostic::{Rule, Severity};
use crate::yaml::shown;

pub(in crate::check) static RULE: Rule = Rule {
    code: "W054",
    name: "medical-word-first",
    severity: Severity::Note,
    meaning: "A text has the medical word first, and the plain one in brackets behind it.",
    why: "Readers stumble over the first before they come to the second.",
    mend: "Write the plain word first: `being sick (vomiting)`.",
    source: "NHS digital service manual, A to Z of NHS health writing",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Style,
    judges: of_patients,
    tell,
};

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let plain = phrase.after.strip_prefix(" (")?.split(')').next()?;
    let instead = phrase.instead?;
    let is_plain = instead.split(" or ").any(|word| plain.to_lowercase().contains(word));
    is_plain.then(|| {
        Advice::new(
            told(phrase, "stands before the plain words that say the same"),
            format!("write `{} ({})`", shown(plain), shown(phrase.written)),
        )
    })
}
