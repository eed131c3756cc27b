//! W059 mixed-chances.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, of_patients};
use crate::diagnostic::{Rule, Severity};
use crate::yaml::shown;

pub(in crate::check) static RULE: Rule = Rule {
    code: "W059",
    name: "mixed-chances",
    severity: Severity::Warning,
    meaning: "A page tells chances as `1 in 10` and as per cent.",
    why: "Readers cannot compare the two, and most take the wrong one for the larger.",
    mend: "Tell all of them in one way, best as `1 in 10 people`.",
    source: "CDC Clear Communication Index, item 17; NHS digital service manual, numbers",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::FirstOfText,
    judges: of_patients,
    tell,
};

/// A shape of figures or letters alone holds no word to look for.
const CUES: &[&str] = &[];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[1-9] (?:in|out of) (?:every )?\d[\d,]*\b")
        .expect("the pattern is right")
});

/// Of whom so many in a hundred.
static PERCENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b\d[\d.]*(?: ?%| per ?cent) (?:of (?:all |the |these )?(?:people|patients|adults|children|women|men|donors|those|cases)|chance|risk)",
    )
    .expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let other = PERCENT.find(phrase.body)?;
    Some(Advice::new(
        format!(
            "the page tells a chance as `{}`, and another as `{}`",
            shown(phrase.written),
            shown(other.as_str())
        ),
        "tell both in one way, best as `1 in 10 people`",
    ))
}
