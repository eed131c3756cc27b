//! The same build again: what is noted of one that came to its end, and how it is known that
//! the next one would come to the same.
//!
//! Nothing is trusted that could have changed meanwhile. Every source is read as a build reads
//! it, and files that are copied are read whole; what was asked for, the day and the program
//! are a part of the digest as well. What a build told is kept with it, since the next one
//! has to tell it again.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Built, ReadSources, Request};
use crate::base::{Error, FileId, Span};
use crate::check;
use crate::diagnostic::{Diagnostic, Label, Patch, Rule, Severity};
use crate::disk::{self, Digest, SymbolicLinks};
use crate::source::{SourceContent, SourceFile};

/// The form of the record.
const FORMAT: u32 = 1;

/// All that a finished site depends on, as hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputDigest(String);

impl InputDigest {
    /// Of sources, and of what was asked of a program. `program` is another one for each
    /// program that could come to another site.
    ///
    /// # Errors
    ///
    /// The machine's trouble: a file that is copied cannot be read.
    pub fn of(
        request: &Request<'_>,
        program: &str,
        read: &ReadSources,
    ) -> Result<Self, Error> {
        let mut whole = Digest::default();
        let mut add = |part: &[u8]| {
            whole.update(&part.len().to_le_bytes());
            whole.update(part);
        };
        let Request { root: _, base_url, drafts, future, as_of, clock_today } = request;
        let asked = (FORMAT, program, base_url, drafts, future, as_of, clock_today);
        add(format!("{asked:?}").as_bytes());
        add(format!("{:?}", read.found).as_bytes());
        for file in &read.tree.left_out {
            add(file.shown.as_bytes());
        }
        let files: Vec<Result<[u8; 32], Error>> =
            read.tree.files.par_iter().map(|file| of_file(file)).collect();
        for digest in files {
            add(&digest?);
        }
        Ok(InputDigest(disk::hex(&whole.finish())))
    }
}

fn of_file(file: &SourceFile) -> Result<[u8; 32], Error> {
    let mut digest = Digest::default();
    let SourceFile { id, kind, path: _, shown, content } = file;
    // A number that is another one would lead findings to another file.
    digest.update(format!("{id:?} {kind:?} {shown}\0").as_bytes());
    match content {
        SourceContent::Text { text, .. } => digest.update(text.as_bytes()),
        SourceContent::Undecodable => digest.update(b"\0undecodable"),
        SourceContent::Binary { location, .. } => {
            let (_, bytes) =
                disk::read_in_pieces(location, SymbolicLinks::Follow, &mut |_| Ok(()))?;
            digest.update(&bytes);
        }
    }
    Ok(digest.finish())
}

/// What a build came to, besides the site.
#[derive(Debug, Serialize, Deserialize)]
pub struct BuildRecord {
    /// What it was made from.
    pub digest: InputDigest,
    /// What tells the folder that it was published into from each other one.
    pub left: String,
    /// How many pages it has.
    pub pages: usize,
    /// How many findings a waiver took out.
    pub waived: usize,
    findings: Vec<StoredFinding>,
}

/// A finding as it is kept. Places are a number of a file and two bytes.
#[derive(Debug, Serialize, Deserialize)]
struct StoredFinding {
    code: String,
    severity: u8,
    message: String,
    place: Option<StoredSpan>,
    others: Vec<(StoredSpan, String)>,
    help: Option<String>,
    patch: Option<(StoredSpan, String)>,
    yields: bool,
}

type StoredSpan = (u32, u32, u32);

impl BuildRecord {
    /// Of a build that was published.
    pub fn of(digest: InputDigest, left: String, built: &Built) -> Self {
        BuildRecord {
            digest,
            left,
            pages: built.pages,
            waived: built.waived.len(),
            findings: built.diagnostics.iter().map(StoredFinding::of).collect(),
        }
    }

    /// As it is written to the disk.
    pub fn to_json(&self) -> Option<Vec<u8>> {
        serde_json::to_vec(self).ok()
    }

    /// Reads what was written.
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// What the build told; `None` if it is not to be understood.
    pub fn findings(&self) -> Option<Vec<Diagnostic>> {
        self.findings.iter().map(StoredFinding::read).collect()
    }
}

impl StoredFinding {
    fn of(finding: &Diagnostic) -> Self {
        let Diagnostic {
            rule,
            severity,
            message,
            primary,
            secondary,
            help,
            patch,
            yields,
        } = finding;
        let others = secondary.iter();
        StoredFinding {
            code: rule.code.to_owned(),
            severity: SEVERITIES.iter().position(|one| one == severity).map_or(0, byte),
            message: message.clone(),
            place: primary.map(stored),
            others: others
                .map(|label| (stored(label.span), label.text.clone()))
                .collect(),
            help: help.clone(),
            patch: patch.as_ref().map(|it| (stored(it.span), it.replacement.clone())),
            yields: *yields,
        }
    }

    fn read(&self) -> Option<Diagnostic> {
        let others = self.others.iter();
        let label = |(place, text): &(StoredSpan, String)| Label {
            span: span(*place),
            text: text.clone(),
        };
        let patch = self.patch.as_ref().map(|(place, replacement)| Patch {
            span: span(*place),
            replacement: replacement.clone(),
        });
        Some(Diagnostic {
            rule: RULES.get(self.code.as_str()).copied()?,
            severity: *SEVERITIES.get(usize::from(self.severity))?,
            message: self.message.clone(),
            primary: self.place.map(span),
            secondary: others.map(label).collect(),
            help: self.help.clone(),
            patch: patch.map(Box::new),
            yields: self.yields,
        })
    }
}

const SEVERITIES: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

/// Each rule by its code.
static RULES: LazyLock<BTreeMap<&str, &'static Rule>> =
    LazyLock::new(|| check::rules().into_iter().map(|rule| (rule.code, rule)).collect());

fn byte(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

fn stored(Span { file, start, end }: Span) -> StoredSpan {
    (file.0, start, end)
}

fn span((file, start, end): StoredSpan) -> Span {
    Span { file: FileId(file), start, end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_read_as_it_was_told() {
        let rule = check::rules()[0];
        let place = |start| Span { file: FileId(3), start, end: start + 4 };
        let mut all = Diagnostic::new(rule, place(5), "words")
            .with_help("more")
            .with_patch(place(7), "new")
            .with_label(place(9), "there");
        all.yields = true;
        for severity in SEVERITIES {
            all.severity = severity;
            let stored = StoredFinding::of(&all);
            let json = serde_json::to_string(&stored).unwrap();
            let read: StoredFinding = serde_json::from_str(&json).unwrap();
            assert_eq!(read.read(), Some(all.clone()));
        }
        let bare = Diagnostic::about_site(rule, "words");
        assert_eq!(StoredFinding::of(&bare).read(), Some(bare));
    }

    #[test]
    fn a_record_that_is_none_tells_nothing() {
        assert!(BuildRecord::from_json(b"").is_none());
        assert!(BuildRecord::from_json(b"{\"digest\": 1}").is_none());
        let mut stored =
            StoredFinding::of(&Diagnostic::about_site(check::rules()[0], "x"));
        stored.code = "no such rule".to_owned();
        assert!(stored.read().is_none());
    }
}
