//! W069 open-age.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{
    Advice, Find, FoundPhrase, PhraseRule, Reach, of_patients, told,
};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W069",
    name: "open-age",
    severity: Severity::Note,
    meaning: "A text says `over 50` of people, which leaves open whether those of 50 are meant.",
    why: "Who is exactly so old does not know whether it is for them.",
    mend: "Write `aged 50 and over`, or `aged 51 and over`.",
    source: "NHS digital service manual, A to Z of NHS health writing: age",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Style,
    judges: of_patients,
    tell,
};

/// What every such shape holds.
const CUES: &[&str] = &["over ", "over-"];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:people|adults|patients|women|men|children|anyone|everyone|those|babies|boys|girls) (?:who are |aged )?over (?:the age of )?\d{1,3}\b|\bover the age of \d{1,3}\b|\bover[- ]\d0s\b").expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let after = phrase.after.trim_start();
    let is_unit = [
        "kg", "%", "mg", "cm", "g ", "ml", "per ", "in ", "times", "days", "weeks",
        "hours", "months",
    ];
    if is_unit.iter().any(|unit| after.starts_with(unit)) {
        return None;
    }
    let digits = phrase.written.chars().filter(char::is_ascii_digit);
    let age: u32 = digits.collect::<String>().parse().ok()?;
    let help = format!("write `aged {age} and over`, or `aged {} and over`", age + 1);
    Some(Advice::new(told(phrase, "leaves open whether that age itself is meant"), help))
}
