//! Corrections that went out before they were signed: `data/reviews/overrides.txt`.
//!
//! Each says of which words it is, by their digest, so that it lets out nothing that was
//! written after it.

use std::fmt::Write as _;

use super::signature::unsound;
use super::thing::Signable;
use crate::base::{Date, Span};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::yaml::shown;

/// Where they stand, below `site-content/`.
pub const OVERRIDES_FILE: &str = "data/reviews/overrides.txt";

const HEAD: &str = "# Published before it was signed, and why. `engraft build --override` adds \
                    to this file, and `engraft review sign` takes out.\n";

/// A correction that went out before it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignException {
    /// What of.
    pub thing: Signable,
    /// The digest of its words.
    pub mark: String,
    /// When.
    pub date: Date,
    /// Why.
    pub reason: String,
}

/// The record of some.
pub fn exceptions_text(exceptions: &[SignException]) -> String {
    let mut text = String::from(HEAD);
    for SignException { thing, mark, date, reason } in exceptions {
        // Writing to a text cannot fail.
        let _ = write!(text, "\noverride {mark} {date} {thing}\n    {reason}\n");
    }
    text
}

/// Reads the record.
pub(super) fn read(file: &SourceFile, found: &mut Vec<Diagnostic>) -> Vec<SignException> {
    let mut exceptions: Vec<SignException> = Vec::new();
    let mut at = 0;
    for line in file.text().map(|text| &**text).unwrap_or_default().split_inclusive('\n')
    {
        let place = Span::new(file.id, at..at + line.trim_end().len());
        at += line.len();
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        if line.starts_with("    ")
            && let Some(last) = exceptions.last_mut()
        {
            if last.reason.is_empty() {
                words.clone_into(&mut last.reason);
            } else {
                found.push(unsound(place, "an override has one line that says why"));
            }
        } else if let Some(exception) = one(words) {
            exceptions.push(exception);
        } else {
            let message =
                format!("`{}` is no line of a record of overrides", shown(words));
            found.push(unsound(place, &message));
        }
    }
    exceptions
}

fn one(line: &str) -> Option<SignException> {
    let mut words = line.strip_prefix("override ")?.splitn(3, ' ');
    let mark = words.next()?.to_owned();
    let date = Date::parse(words.next()?).ok()?;
    let thing = Signable::named(words.next()?)?;
    Some(SignException { thing, mark, date, reason: String::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{ContentPath, FileId};
    use crate::source::SourceKind;

    fn record(text: &str) -> (Vec<SignException>, usize) {
        let path = ContentPath::new(OVERRIDES_FILE).unwrap();
        let file = SourceFile::from_text(FileId(1), SourceKind::Data, path, text);
        let mut found = Vec::new();
        let read = read(&file, &mut found);
        (read, found.len())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let one = SignException {
            thing: Signable::named("after/a b.md").unwrap(),
            mark: "0f".to_owned(),
            date: Date::parse("2026-11-30").unwrap(),
            reason: "the number of the ward changed".to_owned(),
        };
        let all = vec![one.clone(), SignException { mark: "1f".to_owned(), ..one }];
        assert_eq!(record(&exceptions_text(&all)), (all, 0));
        for text in
            ["override", "override x", "override x soon a.md", "<<<<<<< HEAD", "    x"]
        {
            assert_eq!(record(text).1, 1, "{text}");
        }
    }
}
