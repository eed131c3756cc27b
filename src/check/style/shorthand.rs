//! W056 shorthand.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, every};
use crate::diagnostic::{Rule, Severity};
use crate::yaml::shown;

pub(in crate::check) static RULE: Rule = Rule {
    code: "W056",
    name: "shorthand",
    severity: Severity::Note,
    meaning: "A text says `eg`, `ie`, `etc`, `and/or`, `&` or `tablet(s)`.",
    why: "Programs that read aloud say `egg`, and readers have to work out what is meant.",
    mend: "Write `for example`, `that is`, `and`, `or both`, or the plural.",
    source: "NHS digital service manual, A to Z of NHS health writing",
};

pub(in crate::check) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Shape(&SHAPE, CUES),
    reach: Reach::Style,
    judges: every,
    tell,
};

/// What every such shape holds.
const CUES: &[&str] =
    &[" eg", " ie", "(eg", "(ie", "e.g", "i.e", "etc", "and/or", "(s)", " & "];

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(?:e\.g\.|e\.g\b|eg\b|i\.e\.|i\.e\b|ie\b|etc\b|and/or\b|\w+\(s\))|\s&\s",
    )
    .expect("the pattern is right")
});

fn tell(phrase: &FoundPhrase<'_>) -> Option<Advice> {
    if phrase.is_alone() {
        return None;
    }
    let written = phrase.written.trim();
    let instead = match written.replace('.', "").as_str() {
        "eg" => "for example",
        "ie" => "that is",
        "etc" => "such as ... and name them",
        "and/or" => "or",
        "&" => "and",
        // `tablet(s)`.
        _ => "the plural",
    };
    // A name: `Smith & Nephew`, `A & E`.
    let is_large = |word: Option<&str>| {
        word.is_some_and(|word| word.starts_with(|c: char| !c.is_lowercase()))
    };
    if written == "&"
        && (is_large(phrase.before.split_whitespace().next_back())
            || is_large(phrase.after.split_whitespace().next()))
    {
        return None;
    }
    let message = format!("`{}` is shorthand", shown(written));
    Some(match instead {
        "for example" | "that is" => {
            Advice::new(message, format!("write `{instead}`")).with_replacement(instead)
        }
        "and" => Advice::new(message, "write `and`").with_replacement(" and "),
        "or" => Advice::new(message, "write `or`, or `… or … or both`"),
        "the plural" => Advice::new(message, "write the plural, such as `tablets`"),
        _ => Advice::new(message, "name what is meant, or begin the list with `such as`"),
    })
}
