//! W077 personal-data.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every, told};
use crate::diagnostic::{Rule, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "W077",
    name: "personal-data",
    severity: Severity::Warning,
    meaning: "A text holds what looks like the number, the day of birth or the own mail address of a person.",
    why: "What is published cannot be taken back, and may be of a patient.",
    mend: "Take it out. A service has a mailbox of its own; an example has a number that nobody has, such as 999 123 4567.",
    source: "UK GDPR, article 5; NHS digital service manual, patient data in examples",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Sign(&SHAPE, CUES),
    reach: Reach::Style,
    judges: every,
    tell,
};

/// What every such shape holds.
const CUES: &[&str] =
    &["@", "number", "birth", "dob", "d.o.b", "mrn", " no:", " no.:", " id:"];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b[\w.+-]+@(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|btinternet)\.(?:com|co\.uk|de|fr|es|it)\b|\b(?:NHS|hospital|patient|MRN|medical record) ?(?:number|no\.?|id)?: ?[A-Z]{0,3}\d[\d -]{5,}\d\b|\b(?:date of birth|d\.?o\.?b\.?): ?\d{1,2}(?:[/. -]| [A-Za-z]+ )\d{0,2}[/. -]?\d{2,4}\b").expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    let written = phrase.written;
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let is_mail = written.contains('@');
    let is_example =
        digits.starts_with("999") || digits.bytes().all(|b| b == digits.as_bytes()[0]);
    if !is_mail && is_example {
        return None;
    }
    let what = if is_mail {
        "is the mail address of a person, and not of a service"
    } else {
        "looks like what belongs to one patient"
    };
    let help = if is_mail {
        "write the mailbox of the service, best as a contact in `data/contacts.yaml`"
    } else {
        "take it out; an example has a number that nobody has, such as 999 123 4567"
    };
    Some(Advice::new(told(phrase, what), help))
}
