//! W063 temperature-style.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{
    Advice, Find, FoundPhrase, PhraseRule, Reach, of_patients, told,
};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W063",
    name: "temperature-style",
    severity: Severity::Note,
    meaning: "A temperature is written with a sign for degrees, or in Fahrenheit.",
    why: "Programs that read aloud stumble over the sign, and thermometers of the country show Celsius.",
    mend: "Write `38C`. `engraft check --fix` does it for you where it is Celsius.",
    source: "NHS digital service manual, A to Z of NHS health writing",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Style,
    judges: of_patients,
    tell,
};

/// What every such shape holds.
const CUES: &[&str] = &["\u{b0}", "\u{ba}", "\u{2da}", "degrees"];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b\d{2,3}(?:\.\d)? ?(?:[°º˚] ?[CF]\b|degrees (?:Celsius|celsius|centigrade|Fahrenheit)\b)").expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let number =
        phrase.written.split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
    let is_fahrenheit = phrase.written.to_lowercase().contains('f');
    if is_fahrenheit {
        let message = told(phrase, "is in Fahrenheit");
        return Some(Advice::new(message, "write it in Celsius, such as `38C`"));
    }
    let whole = format!("{number}C");
    let told = Advice::new(
        told(phrase, "is written with a sign or a word for degrees"),
        format!("write `{whole}`"),
    );
    Some(told.with_replacement(whole))
}
