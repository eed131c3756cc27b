//! W061 date-style.

use std::sync::LazyLock;

use regex::Regex;

use crate::base::{MONTHS, month_of};
use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W061",
    name: "date-style",
    severity: Severity::Warning,
    meaning: "A day is written otherwise than `6 August 2026`.",
    why: "Readers look for days, and find those fastest that look alike.",
    mend: "Write the day, the month in full and the year. `engraft check --fix` does it for you.",
    source: "NHS digital service manual, dates",
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
    Regex::new(r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.? (?:19|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th) (?:of )?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?: (?:19|20)\d\d\b)?|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b").expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-');
    if phrase.before.ends_with(is_part) || phrase.after.starts_with(is_part) {
        return None;
    }
    let parts = phrase.written.split(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> =
        parts.filter(|part| !part.is_empty() && *part != "of").collect();
    let month = parts.iter().find_map(|part| month(part))?;
    let mut figures = parts.iter().filter_map(|part| {
        let digits = part.trim_end_matches(char::is_alphabetic);
        digits.parse::<u32>().ok()
    });
    let day = figures.next().filter(|day| (1..=31).contains(day))?;
    let whole = match figures.next() {
        Some(year) => format!("{day} {month} {year}"),
        None => format!("{day} {month}"),
    };
    let told = Advice::new(
        told(phrase, "is written otherwise than other days"),
        format!("write `{whole}`"),
    );
    Some(told.with_replacement(whole))
}

fn month(word: &str) -> Option<&'static str> {
    month_of(word).map(|month| MONTHS[month])
}
