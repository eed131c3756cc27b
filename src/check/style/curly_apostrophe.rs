//! W064 curly-apostrophe.

use std::sync::LazyLock;

use regex::Regex;

use super::super::phrases::{Find, FoundPhrase, PhraseRule, Reach, Told, every};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W064",
    name: "curly-apostrophe",
    severity: Severity::Note,
    meaning: "A text has curly apostrophes or quotation marks.",
    why: "The house style has straight ones, and a search that knows only one kind misses the other.",
    mend: "Write `'` and `\"`.",
    source: "NHS digital service manual, punctuation",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE),
    reach: Reach::FirstOfText,
    judges: every,
    tell,
};

static SHAPE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[‘’“”]").expect("the pattern is right"));

fn tell(_: &FoundPhrase<'_>) -> Option<Told> {
    Some(Told::new(
        "the text has curly apostrophes or quotation marks",
        "write straight ones, `'` and `\"`, here and below",
    ))
}
