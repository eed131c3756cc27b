//! W064 curly-apostrophe.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, PhraseRule, Reach, every};
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
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::FirstOfText,
    judges: every,
    tell: |_| {
        Some(Advice::new(
            "the text has curly apostrophes or quotation marks",
            "write straight ones, `'` and `\"`, here and below",
        ))
    },
};

/// What every such shape holds.
const CUES: &[&str] = &["\u{2018}", "\u{2019}", "\u{201c}", "\u{201d}"];

static SHAPE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[‘’“”]").expect("the pattern is right"));
