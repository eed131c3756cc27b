//! W057 number-range.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W057",
    name: "number-range",
    severity: Severity::Note,
    meaning: "A text writes a range of numbers with a hyphen or a dash.",
    why: "Programs that read aloud leave the dash out: `2-3 weeks` becomes `23 weeks`.",
    mend: "Write `2 to 3 weeks`. `engraft check --fix` does it for you.",
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
    Regex::new(r"\b\d[\d,.]*(?: ?- ?|[–—])\d[\d,.]* ?(?:(?:hours?|days?|weeks?|months?|years?|minutes?|mins?|people|times|tablets?|doses?|mg|ml|litres?|kg|cm|mm|pm|am|sessions?|visits?|appointments?|glasses|metres?)\b|%)").expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let is_part =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '\u{2013}' | '/' | '.');
    if phrase.before.ends_with(is_part) {
        return None;
    }
    let (first, rest) = phrase.written.split_once(['-', '\u{2013}', '\u{2014}'])?;
    let whole = format!("{} to {}", first.trim(), rest.trim());
    let message = told(phrase, "is a range that is read aloud as one number");
    let told = Advice::new(message, format!("write `{whole}`"));
    Some(told.with_replacement(whole))
}
