//! W076 brand-name.

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W076",
    name: "brand-name",
    severity: Severity::Note,
    meaning: "A text names a medicine by a brand, and nowhere by what is in it.",
    why: "Packs of other makers carry another name: readers take it twice, or think that they have none.",
    mend: "Write what is in it, and the brand in brackets where readers know it: `tacrolimus (Prograf)`.",
    source: "NHS digital service manual, A to Z of NHS health writing: medicines",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::FirstOfText,
    judges: every,
    tell,
};

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let instead = phrase.instead?;
    let small = phrase.body.to_lowercase();
    let is_told = instead.split(" or ").any(|name| small.contains(name));
    (!is_told && phrase.written.starts_with(char::is_uppercase)).then(|| {
        Advice::new(
            told(phrase, "is a brand, and the page does not say what is in it"),
            format!("write such as `{instead} ({})`", phrase.written),
        )
    })
}
