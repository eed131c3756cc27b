//! W023 unsourced-claim.

use std::sync::LazyLock;

use regex::Regex;

use super::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
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

/// The same in other words than those of the list.
pub(super) static SHAPED: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Claim,
    judges: every,
    tell,
};

/// What every such shape holds.
const CUES: &[&str] = &[
    "studies",
    "research",
    "trials",
    "evidence",
    "scien",
    "agree",
    "according to",
    "proven",
    "journals",
];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:studies|research|trials|evidence|researchers|scientists|science)(?: have| has)?(?: also| clearly| now| recently| repeatedly| consistently)? (?:shows?|shown|proves?|proved|proven|demonstrates?|demonstrated|highlights?|highlighted|confirms?|confirmed|established|reveals?|revealed)\b|\b(?:experts|doctors|specialists|scientists) (?:all )?agree\b|\baccording to (?:recent |new |many |several )?(?:studies|research|experts)\b|\b(?:clinically|scientifically|medically) proven\b|\b(?:major|leading|top|prestigious|respected|international) (?:medical |scientific )?journals\b",
    )
    .expect("the pattern is right")
});

pub(super) static CLAIM: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Claim,
    judges: every,
    tell,
};

/// What names a source in a paragraph: a citation, a note, a link.
const SOURCES: &[&str] = &["[@", "[^", "](", "[[", "://"];

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let written = phrase.written_paragraph;
    let is_sourced =
        SOURCES.iter().any(|sign| written.contains(sign)) || is_named(phrase.before);
    let message = told(phrase, "calls upon a source that the paragraph does not name");
    let help =
        "name it behind the sentence, such as `[@lee2020]`, or leave the claim out";
    (!is_sourced).then(|| Advice::new(message, help))
}

/// Whether the word before says whose research it is: `NHS research shows`, `our own user
/// research shows`.
fn is_named(before: &str) -> bool {
    const WHOSE: &[&str] = &["our", "your", "their", "user", "own"];
    let Some(word) = before.split_whitespace().next_back() else { return false };
    let begins = before.trim() == word || before.contains(&format!(". {word}"));
    WHOSE.contains(&word.to_lowercase().as_str())
        || word.starts_with(char::is_uppercase) && !begins
}
