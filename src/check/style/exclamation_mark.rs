//! W067 exclamation-mark.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W067",
    name: "exclamation-mark",
    severity: Severity::Note,
    meaning: "A text has an exclamation mark.",
    why: "What is urgent does not become clearer by it, and what is not seems so.",
    mend: "Write a full stop; what is urgent belongs in a card.",
    source: "NHS digital service manual, content style guide",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::FirstOfText,
    judges: every,
    tell,
};

/// What every such shape holds.
const CUES: &[&str] = &["!"];

static SHAPE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\pL!").expect("the pattern is right"));

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let is_sign =
        phrase.after.starts_with(['=', '[', '(']) || phrase.before.ends_with('(');
    (!is_sign).then(|| {
        Advice::new(
            "the text has an exclamation mark",
            "write a full stop, here and below",
        )
    })
}
