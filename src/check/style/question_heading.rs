//! W072 question-heading.

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
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

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    phrase.written.trim_end().ends_with('?').then(|| {
        Advice::new(
            told(phrase, "is a question"),
            "write what the part tells, such as `Symptoms of GVHD`",
        )
    })
}
