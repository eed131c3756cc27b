//! W073 heading-full-stop.

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W073",
    name: "heading-full-stop",
    severity: Severity::Note,
    meaning: "A heading ends with a full stop.",
    why: "A heading is no sentence, and lists of contents show the stop.",
    mend: "Take the full stop out.",
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
    let written = phrase.written.trim_end();
    let last = written.strip_suffix('.')?;
    let last = last.split_whitespace().next_back()?;
    // `etc.`, `U.S.`, `...`.
    let is_short = last.contains('.') || last.is_empty() || last == "etc";
    (!is_short && last.chars().count() > 1).then(|| {
        Advice::new(told(phrase, "ends with a full stop"), "take the full stop out")
    })
}
