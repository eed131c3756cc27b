//! W071 long-heading.

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W071",
    name: "long-heading",
    severity: Severity::Note,
    meaning: "A heading is longer than 65 characters.",
    why: "Lists of contents and results of searches cut it off.",
    mend: "Say the one thing that the part is about.",
    source: "NHS digital service manual, headings",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Heading,
    reach: Reach::Style,
    judges: every,
    tell,
};

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    const MOST: usize = 65;
    let length = phrase.written.chars().count();
    (length > MOST).then(|| {
        Advice::new(
            format!("a heading is {length} characters long, and lists show {MOST}"),
            "say the one thing that the part is about",
        )
    })
}
