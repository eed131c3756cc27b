//! W075 temperature-without-unit.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W075",
    name: "temperature-without-unit",
    severity: Severity::Warning,
    meaning: "A temperature is told without its unit.",
    why: "38 is a fever in Celsius and no temperature at all in Fahrenheit: who looks at the wrong scale waits.",
    mend: "Write the unit: `38C`.",
    source: "NHS digital service manual, units; Engraft’s own rule",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Style,
    judges: every,
    tell,
};

/// What every such shape holds.
const CUES: &[&str] = &["temperature"];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\btemperature (?:(?:is|was|of|goes|rises|reaches|stays|that|at|to|above|over|below|under|higher|lower|more|less|than|up|around|about|or|drops|falls|between) )+(?:3[4-9]|4[0-2]|9[5-9]|10[0-6])(?:\.\d)?\b").expect("the pattern is right")
});

static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[ \w.,/-]{0,16}?(?:[°º˚]|deg|[ \d][cf]\b)|^ ?[cf]\b|^%|^ (?:days|weeks|hours|minutes|years)")
        .expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    const NEAR: usize = 24;
    let after: String = phrase.after.chars().take(NEAR).collect();
    let is_told = UNIT.is_match(&after);
    (!is_told).then(|| {
        let number = phrase.written.rsplit(' ').next().unwrap_or_default();
        // Nobody has 95 degrees Celsius, and nobody 42 degrees Fahrenheit.
        let is_fahrenheit = number.parse().is_ok_and(|number: f32| number > 50.0);
        let unit = if is_fahrenheit { 'F' } else { 'C' };
        Advice::new(
            told(phrase, "tells a temperature without its unit"),
            format!("write the unit, such as `{number}{unit}`"),
        )
    })
}
