//! W062 time-style.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{
    Advice, Find, FoundPhrase, PhraseRule, Reach, of_patients, told,
};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W062",
    name: "time-style",
    severity: Severity::Warning,
    meaning: "A time is written by the clock of 24 hours.",
    why: "Many readers have to count, and come at the wrong hour.",
    mend: "Write `2pm` or `9:30am`. `engraft check --fix` does it for you.",
    source: "NHS digital service manual, times",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Style,
    judges: of_patients,
    tell,
};

/// A shape of figures or letters alone holds no word to look for.
const CUES: &[&str] = &[];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b").expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, ':' | '.' | '-' | '/');
    let goes_on = phrase.after.starts_with([':', '/']);
    let after = phrase.after.trim_start().to_lowercase();
    let is_half = ["am", "pm", "a.m", "p.m"].iter().any(|half| after.starts_with(half));
    if phrase.before.ends_with(is_part) || goes_on || is_half {
        return None;
    }
    let (hour, minutes) = phrase.written.split_once(':')?;
    let has_zero = hour.starts_with('0');
    let hour: u32 = hour.parse().ok()?;
    // `9:30` lacks the half of the day, and `1:20` may be a ratio.
    if !has_zero && hour <= 12 {
        return None;
    }
    let half = if hour < 12 { "am" } else { "pm" };
    let minutes = if minutes == "00" { String::new() } else { format!(":{minutes}") };
    let whole = match (hour, minutes.as_str()) {
        (0, "") => "midnight".to_owned(),
        (0 | 12, _) => format!("12{minutes}{half}"),
        _ => format!("{}{minutes}{half}", hour % 12),
    };
    let told = Advice::new(
        told(phrase, "is a time by the clock of 24 hours"),
        format!("write `{whole}`"),
    );
    Some(told.with_replacement(whole))
}
