//! W060 unclear-date.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W060",
    name: "unclear-date",
    severity: Severity::Warning,
    meaning: "A text writes a day in figures of which two could be the month.",
    why: "In one country `06/08/2026` is in August, in another in June: a reader comes on the wrong day.",
    mend: "Write the month in letters: `6 August 2026`.",
    source: "NHS digital service manual, dates; W3C, Date formats",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Style,
    judges: every,
    tell,
};

/// What every such shape holds.
const CUES: &[&str] = &["/19", "/20"];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b\d{1,2}/\d{1,2}/(?:19|20)\d\d\b").expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.');
    let goes_on = phrase.after.starts_with(['/', '-']);
    if phrase.before.ends_with(is_part) || goes_on {
        return None;
    }
    let mut numbers = phrase.written.split('/').map(str::parse::<u32>);
    let (Some(Ok(one)), Some(Ok(other))) = (numbers.next(), numbers.next()) else {
        return None;
    };
    let is_month = |number: u32| (1..=12).contains(&number);
    (is_month(one) && is_month(other) && one != other).then(|| {
        Advice::new(
            told(phrase, "is another day in another country"),
            "write the month in letters, such as `6 August 2026`",
        )
    })
}
