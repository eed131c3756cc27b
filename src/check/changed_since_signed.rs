//! R080 changed-since-signed.

use std::fmt::Write as _;

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::review::{ChangedPart, ChangedThing, NO_ROLE, PartFate, SentenceChange};
use crate::yaml::shown;

static RULE: Rule = Rule {
    code: "R080",
    name: "changed-since-signed",
    severity: Severity::Warning,
    meaning: "Words, numbers, links or pictures that a reader sees are not those that were signed.",
    why: "Somebody vouched for other words: a wrong dose, number or `not` would go out under \
          their name.",
    mend: "Have it read and signed again with `engraft review sign`. With \
           `changed-since-signed: error` nothing is published before; `engraft build --override \
           REASON` lets an urgent correction out.",
    source: "NHS standard for creating health content, principle 1",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// How many changes of a section are told in one finding.
const MOST_TOLD: usize = 8;
/// Letters of a sentence that are told.
const MOST_LETTERS: usize = 90;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for changed in &context.standing.changed {
        found.extend(changed.changes.iter().map(|part| tell(changed, part)));
    }
}

fn tell(changed: &ChangedThing, part: &ChangedPart) -> Diagnostic {
    let ChangedThing { thing, by, signer: (reviewer, role), exception, .. } = changed;
    let heading = shown(&part.change.heading);
    let what = match (&part.change.fate, heading.is_empty()) {
        (PartFate::New, _) => format!("`{heading}` is new since"),
        (PartFate::Gone, _) => format!("`{heading}` is gone since"),
        (PartFate::Moved, _) => format!("`{heading}` stands elsewhere since"),
        (PartFate::Renamed(was), _) => {
            format!("`{}` is called `{heading}` since", shown(was))
        }
        (PartFate::Changed, true) => "the beginning changed since".to_owned(),
        (PartFate::Changed, false) => format!("`{heading}` changed since"),
    };
    let told = told(part);
    let told = if told.is_empty() { String::new() } else { format!(": {told}") };
    let through = match &*part.through {
        [] => String::new(),
        names => format!(" (through `{}`)", names.join("`, `")),
    };
    let signed = by.join(" and ");
    let out = exception.as_ref().map_or_else(String::new, |(date, reason)| {
        format!("; it went out unsigned on {date}, because: {}", shown(reason))
    });
    let message = format!("{what} {signed} signed it{told}{through}{out}");
    let help = sign_help(&thing.to_string(), reviewer, role);
    let finding = Diagnostic::new(&RULE, part.place, message).with_help(help);
    if exception.is_some() { finding.eased() } else { finding }
}

/// How something is signed, as it is pasted into a shell.
pub(super) fn sign_help(thing: &str, reviewer: &str, role: &str) -> String {
    let role = if role == NO_ROLE || role.is_empty() {
        String::new()
    } else {
        format!(" --role {}", quoted(role))
    };
    let (name, reviewer) = (quoted(thing), quoted(reviewer));
    // What begins with a hyphen would be taken for an option.
    let rest = if thing.starts_with('-') {
        format!("--reviewer {reviewer}{role} -- {name}")
    } else {
        format!("{name} --reviewer {reviewer}{role}")
    };
    format!("have it read, then `engraft review sign {rest}`")
}

/// A name as it is typed in a shell.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-:".contains(c);
    if name.chars().all(is_plain) {
        name.to_owned()
    } else if cfg!(windows) {
        format!("\"{name}\"")
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

/// What a reader acts on comes first; where there is nothing of it, the sentences.
fn told(part: &ChangedPart) -> String {
    let critical = part.change.critical();
    let mut told: Vec<String> = critical.iter().map(|change| change.words()).collect();
    if told.is_empty() {
        told = part.change.sentences.iter().map(sentence).collect();
    } else {
        let moved = part.change.sentences.iter().filter(|one| one.moved_from.is_some());
        told.extend(moved.map(sentence));
    }
    let more = told.len().saturating_sub(MOST_TOLD);
    told.truncate(MOST_TOLD);
    let mut told = told.join(", ");
    if more > 0 {
        // Writing to a text cannot fail.
        let _ = write!(told, ", and {more} more");
    }
    told
}

fn sentence(change: &SentenceChange) -> String {
    let words = |text: &str| {
        let text = shown(text);
        let mut letters = text.chars();
        let first: String = letters.by_ref().take(MOST_LETTERS).collect();
        if letters.next().is_some() {
            format!("`{first}…`")
        } else {
            format!("`{first}`")
        }
    };
    match (&change.old, &change.new) {
        (_, Some(new)) if change.moved_from.is_some() => format!("{} moved", words(new)),
        (Some(old), Some(new)) => format!("{} became {}", words(old), words(new)),
        (Some(old), None) => format!("{} is gone", words(old)),
        (None, Some(new)) => format!("{} is new", words(new)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_the_command_as_it_was_meant() {
        for (thing, expected) in [
            ("a/b.md", "sign a/b.md --reviewer ID --role clinical`"),
            ("two words.md", "sign 'two words.md' --reviewer ID --role clinical`"),
            ("it's.md", "sign 'it'\\''s.md' --reviewer ID --role clinical`"),
            ("-x.md", "sign --reviewer ID --role clinical -- -x.md`"),
        ] {
            let help = sign_help(thing, "ID", "clinical");
            assert!(help.ends_with(expected), "{help}");
        }
        assert!(
            sign_help("a.md", "dr.lee", NO_ROLE)
                .ends_with("sign a.md --reviewer dr.lee`")
        );
    }
}
