//! W074 unclear-dose.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W074",
    name: "unclear-dose",
    severity: Severity::Warning,
    meaning: "A dose is written as `5.0 mg`, `.5 mg` or in `μg`.",
    why: "One small point or sign is missed, and ten or a thousand times the dose is taken.",
    mend: "Write `5 mg`, `0.5 mg` and `micrograms`.",
    source: "ISMP, List of error-prone abbreviations, symbols and dose designations; NHS digital service manual, units",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Style,
    judges: every,
    tell,
};

/// What every such shape holds.
const CUES: &[&str] = &[".0", "\u{3bc}", "\u{b5}", " .", "(.", "\n."];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b\d[\d,]*\.0+ ?(?:mg|mcg|micrograms?|milligrams?|g|ml|mL|IU|units?)\b|\B\.\d+ ?(?:mg|mcg|micrograms?|milligrams?|g|ml|mL|litres?|IU|units?)\b|\b\d[\d,.]* ?(?:µg|μg)\b").expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    // What a laboratory measures is written so: `5.0 mg/dL`.
    let after = phrase.after;
    let is_measured =
        after.starts_with(['/', '\u{2044}', '\u{b7}']) || after.starts_with(" per ");
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '\u{2013}');
    if is_measured || phrase.before.ends_with(is_part) {
        return None;
    }
    let written = phrase.written;
    let unit = written.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')?;
    let (number, unit) = written.split_at(unit);
    if number.starts_with('.') {
        let whole = format!("0{written}");
        let told = Advice::new(
            told(phrase, "has no figure before its point, which is easily missed"),
            format!("write `{whole}`"),
        );
        return Some(told.with_replacement(whole));
    }
    if unit.trim_start().starts_with(['\u{3bc}', '\u{b5}']) {
        let whole = format!("{number} micrograms");
        let told = Advice::new(
            told(phrase, "has a sign that is taken for `mg`, a thousand times as much"),
            format!("write `{whole}`"),
        );
        return Some(told.with_replacement(whole));
    }
    let (figures, _) = number.split_once('.')?;
    let whole = format!("{figures}{unit}");
    let told = Advice::new(
        told(phrase, "is read as ten times as much where the point is missed"),
        format!("write `{whole}`"),
    );
    Some(told.with_replacement(whole))
}
