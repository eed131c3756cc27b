//! W055 negative-contraction.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{
    Advice, Find, FoundPhrase, PhraseRule, Reach, cased, every, told,
};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W055",
    name: "negative-contraction",
    severity: Severity::Warning,
    meaning: "A text says `can’t`, `don’t` or `should’ve`.",
    why: "Some readers, and programs that read aloud or translate, miss the `not` in it.",
    mend: "Write both words: `cannot`, `do not`, `should have`. `engraft check --fix` does it for you.",
    source: "NHS digital service manual, content style guide, contractions",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Style,
    judges: every,
    tell,
};

/// What every such shape holds.
const CUES: &[&str] = &["n't", "n\u{2019}t", "'ve", "\u{2019}ve"];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:ca|do|does|did|is|are|was|were|wo|would|could|should|has|have|had|must|might|need|sha)n['’]t\b|\b(?:should|could|would|might|must)['’]ve\b").expect("the pattern is right")
});

/// Behind a verb that asks.
const PRONOUNS: &[&str] = &["i", "you", "he", "she", "it", "we", "they", "there"];

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let written = phrase.written.replace('\u{2019}', "'");
    let small = written.to_lowercase();
    let whole = match small.as_str() {
        "can't" => "cannot".to_owned(),
        "won't" => "will not".to_owned(),
        "shan't" => "shall not".to_owned(),
        _ => match small.strip_suffix("n't") {
            Some(verb) => format!("{verb} not"),
            None => format!("{} have", small.strip_suffix("'ve")?),
        },
    };
    let whole = cased(&whole, phrase.written);
    let told = Advice::new(
        told(phrase, "is a contraction, in which some readers miss a word"),
        format!("write `{whole}`"),
    );
    // `Don't you` becomes `do you not`.
    let next = phrase.after.trim_start().split(|c: char| !c.is_alphabetic()).next()?;
    let is_question = PRONOUNS.contains(&next.to_lowercase().as_str());
    Some(if is_question { told } else { told.with_replacement(whole) })
}
