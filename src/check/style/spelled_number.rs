//! W058 spelled-number.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W058",
    name: "spelled-number",
    severity: Severity::Note,
    meaning: "A text writes a number from two to nine in letters where something is counted.",
    why: "Figures are found and read faster, above all by readers of another language.",
    mend: "Write the figure: `3 days`. `engraft check --fix` does it for you.",
    source: "NHS digital service manual, content style guide, numbers",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Style,
    judges: every,
    tell,
};

/// A shape of figures or letters alone holds no word to look for.
const CUES: &[&str] = &[];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:two|three|four|five|six|seven|eight|nine) (?:hours|days|weeks|months|years|minutes|times|tablets|doses|types|people|stages|cycles|sessions|visits|appointments|nights|litres|glasses|children|phases|kinds)\b").expect("the pattern is right")
});

const NUMBERS: &[&str] =
    &["two", "three", "four", "five", "six", "seven", "eight", "nine"];

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let (word, rest) = phrase.written.split_once(' ')?;
    let figure = NUMBERS.iter().position(|number| *number == word)? + 2;
    // `one or two days` has no figure at its first half.
    if phrase.before.ends_with(" or ") || phrase.before.ends_with(" to ") {
        return None;
    }
    let whole = format!("{figure} {rest}");
    let told =
        Advice::new(told(phrase, "is a number in letters"), format!("write `{whole}`"));
    Some(told.with_replacement(whole))
}
