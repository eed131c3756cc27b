//! W023 unsourced-claim.

use super::phrases::{Find, FoundPhrase, PhraseRule, Reach, Told, every, told};
use crate::diagnostic::{Rule, Severity};

pub(super) static RULE: Rule = Rule {
    code: "W023",
    name: "unsourced-claim",
    severity: Severity::Warning,
    meaning: "A paragraph calls upon studies or experts, and names none.",
    why: "Nobody can look whether it is so, nor whether it still is.",
    mend: "Name the source behind the sentence, such as `[@lee2020]`, or leave the claim out.",
    source: "PIF TICK, criterion 3: evidence",
};

pub(super) static CLAIM: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Claim,
    judges: every,
    tell,
};

/// What names a source in a paragraph: a citation, a note, a link.
const SOURCES: &[&str] = &["[@", "[^", "](", "[[", "://"];

fn tell(phrase: &FoundPhrase<'_>) -> Option<Told> {
    let written = phrase.written_paragraph;
    let is_sourced = SOURCES.iter().any(|sign| written.contains(sign));
    let message = told(phrase, "calls upon a source that the paragraph does not name");
    let help =
        "name it behind the sentence, such as `[@lee2020]`, or leave the claim out";
    (!is_sourced).then(|| Told::new(message, help))
}
