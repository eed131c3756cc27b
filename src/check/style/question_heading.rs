//! W072 question-heading.

use super::super::phrases::{Find, FoundPhrase, PhraseRule, Reach, Told, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W072",
    name: "question-heading",
    severity: Severity::Note,
    meaning: "A heading is a question.",
    why: "It takes longer to see what the part says, and lists of them all begin alike.",
    mend: "Write what the part tells: `Symptoms of GVHD`.",
    source: "NHS digital service manual, headings",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Heading,
    reach: Reach::Style,
    judges: every,
    tell,
};

fn tell(phrase: &FoundPhrase<'_>) -> Option<Told> {
    phrase.written.trim_end().ends_with('?').then(|| {
        Told::new(
            told(phrase, "is a question"),
            "write what the part tells, such as `Symptoms of GVHD`",
        )
    })
}
