//! The record of a signature: who signed what, in which role and when, and the words that were
//! signed, so that old and new can be told without git.
//!
//! One file for each thing and role, below `data/reviews/`: two people who sign two pages, or
//! one page in two roles, write two files, and merging them cannot conflict. It is no YAML,
//! because a site has ten thousand of them and each holds a page: a line is read as it stands.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::shown::{ShownPart, mark};
use super::thing::Signable;
use crate::base::{Date, Span};
use crate::diagnostic::{BAD_DATA_FILE, Diagnostic};
use crate::source::SourceFile;
use crate::yaml::shown;

/// The role of somebody who signs in none.
pub const NO_ROLE: &str = "general";

const HEAD: &str = "# Signed with `engraft review sign`, which writes this file anew. \
                    A line changed by hand undoes it.\n";
/// What words stand behind.
const INDENT: &str = "    ";
const MEND: &str = "sign it again with `engraft review sign`, or take the file as it was from \
                    the history of the folder";
/// How many earlier signatures a record keeps.
const MOST_EARLIER: usize = 50;

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// What was signed.
    pub thing: Signable,
    /// In which role; [`NO_ROLE`] in none.
    pub role: String,
    /// By whom: an id in `data/people.yaml`.
    pub reviewer: String,
    /// When.
    pub date: Date,
    /// The signatures that it took the place of, the newest first.
    pub earlier: Vec<(Date, String)>,
    /// Its sections, as they were.
    pub parts: Vec<SignedPart>,
    /// What it showed that goes by a name of its own, as it was.
    pub shows: Vec<SignedPart>,
    /// Where the record begins.
    pub span: Span,
    /// The whole record.
    text: Arc<str>,
}

/// A section as it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedPart {
    /// Its heading, or the name of what was shown.
    pub heading: String,
    /// The digest of its lines.
    pub mark: String,
    lines: Range<usize>,
}

impl Signature {
    /// The sections that were signed.
    pub fn signed(&self) -> Vec<ShownPart> {
        self.parts.iter().map(|part| self.words(part)).collect()
    }

    /// A section with its words.
    pub fn words(&self, part: &SignedPart) -> ShownPart {
        let text = self.text.get(part.lines.clone()).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.strip_prefix(INDENT));
        ShownPart::new(part.heading.clone(), lines.map(str::to_owned).collect())
    }

    /// What is told of who signed it.
    pub fn by(&self) -> String {
        let Signature { reviewer, role, date, .. } = self;
        if role == NO_ROLE {
            format!("`{reviewer}` on {date}")
        } else {
            format!("`{reviewer}` ({role}) on {date}")
        }
    }
}

/// What is signed.
#[derive(Debug)]
pub struct NewSignature<'a> {
    /// By whom.
    pub reviewer: &'a str,
    /// In which role.
    pub role: &'a str,
    /// When.
    pub date: Date,
    /// The one whose place it takes.
    pub before: Option<&'a Signature>,
    /// Its sections.
    pub parts: &'a [ShownPart],
    /// What it shows, under its name.
    pub shows: &'a [ShownPart],
}

impl NewSignature<'_> {
    /// The record.
    pub fn text(&self) -> String {
        let NewSignature { reviewer, role, date, before, parts, shows } = self;
        let mut text =
            format!("{HEAD}reviewer: {reviewer}\nrole: {role}\ndate: {date}\n");
        let own = before.iter().map(|last| (last.date, last.reviewer.as_str()));
        let older = before.iter().flat_map(|last| &last.earlier);
        let older = older.map(|(date, reviewer)| (*date, reviewer.as_str()));
        for (date, reviewer) in own.chain(older).take(MOST_EARLIER) {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "earlier: {date} {reviewer}");
        }
        let sections = parts.iter().map(|part| ("section", part));
        for (kind, part) in sections.chain(shows.iter().map(|part| ("shows", part))) {
            let head = format!("{kind} {} {}", part.mark(), part.heading);
            let _ = writeln!(text, "\n{}", head.trim_end());
            for line in &part.lines {
                let _ = writeln!(text, "{INDENT}{line}");
            }
        }
        text
    }
}

/// Reads a record. What is wrong with one is told, and then it counts for nothing.
pub(super) fn read(
    file: &SourceFile,
    thing: Signable,
    role: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<Signature> {
    let text = file.text()?;
    let mut reading = RecordLines::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if let Err(wrong) = reading.line(line.trim_end(), start..at) {
            let end = start + line.trim_end().len();
            found.push(unsound(Span::new(file.id, start..end), &wrong));
            return None;
        }
    }
    let whole = Span::new(file.id, 0..text.find('\n').unwrap_or(text.len()));
    for part in reading.parts.iter().chain(&reading.shows) {
        if !is_as_marked(text, part) {
            let start = part.lines.start.saturating_sub(1);
            let place = text[..start].rfind('\n').map_or(0, |at| at + 1)..start;
            let message = "the words below are not those that were signed";
            found.push(unsound(Span::new(file.id, place), message));
            return None;
        }
    }
    let RecordLines { reviewer: Some(reviewer), date: Some(date), role: own, .. } =
        &reading
    else {
        found.push(unsound(whole, "this signature lacks its `reviewer` or its `date`"));
        return None;
    };
    if reading.parts.is_empty() {
        found
            .push(unsound(whole, "this signature has no `section`, so it signs nothing"));
        return None;
    }
    if own.as_deref() != Some(role) {
        let message =
            "the role of this signature is not the one that its file is called by";
        found.push(unsound(whole, message));
        return None;
    }
    Some(Signature {
        thing,
        role: role.to_owned(),
        reviewer: reviewer.clone(),
        date: *date,
        earlier: reading.earlier,
        parts: reading.parts,
        shows: reading.shows,
        span: whole,
        text: Arc::clone(text),
    })
}

pub(super) fn unsound(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(&BAD_DATA_FILE, span, message).with_help(MEND)
}

fn is_as_marked(text: &str, part: &SignedPart) -> bool {
    let mut lines = String::new();
    for line in text.get(part.lines.clone()).unwrap_or_default().lines() {
        if let Some(words) = line.strip_prefix(INDENT) {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(words.trim_end());
        }
    }
    mark(&lines) == part.mark
}

/// A record while it is read.
#[derive(Default)]
struct RecordLines {
    reviewer: Option<String>,
    role: Option<String>,
    date: Option<Date>,
    earlier: Vec<(Date, String)>,
    parts: Vec<SignedPart>,
    shows: Vec<SignedPart>,
    /// Whether the last part is one that is shown.
    is_shown: bool,
}

impl RecordLines {
    fn line(&mut self, line: &str, place: Range<usize>) -> Result<(), String> {
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        if line.starts_with(INDENT) {
            let last = if self.is_shown { &mut self.shows } else { &mut self.parts };
            let part = last.last_mut().ok_or("words stand before the first section")?;
            part.lines.end = place.end;
            return Ok(());
        }
        let wrong = || format!("`{}` is no line of a signature", shown(line));
        let day = |text: &str| {
            Date::parse(text).map_err(|_| format!("`{}` is no day", shown(text)))
        };
        let (key, value) = line.split_once(' ').ok_or_else(wrong)?;
        match key {
            "reviewer:" => once(&mut self.reviewer, key, value.to_owned())?,
            "role:" => once(&mut self.role, key, value.to_owned())?,
            "date:" => once(&mut self.date, key, day(value)?)?,
            "earlier:" => {
                let (date, reviewer) = value.split_once(' ').ok_or_else(wrong)?;
                self.earlier.push((day(date)?, reviewer.to_owned()));
            }
            "section" | "shows" => {
                let (mark, heading) = value.split_once(' ').unwrap_or((value, ""));
                let (mark, heading) = (mark.to_owned(), heading.to_owned());
                let part = SignedPart { heading, mark, lines: place.end..place.end };
                self.is_shown = key == "shows";
                if self.is_shown { &mut self.shows } else { &mut self.parts }.push(part);
            }
            _ => return Err(wrong()),
        }
        Ok(())
    }
}

/// Takes what may stand in a record once.
fn once<T>(place: &mut Option<T>, key: &str, value: T) -> Result<(), String> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(format!("`{key}` stands here a second time")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;
    use crate::source::SourceKind;

    fn record(text: &str) -> (Option<Signature>, Vec<String>) {
        let thing = Signable::named("a.md").unwrap();
        let path = thing.record("clinical").unwrap();
        let file = SourceFile::from_text(FileId(1), SourceKind::Data, path, text);
        let mut found = Vec::new();
        let read = read(&file, thing, "clinical", &mut found);
        (read, found.into_iter().map(|one| one.message).collect())
    }

    fn written(before: Option<&Signature>, reviewer: &str) -> String {
        let part = |heading: &str, lines: &[&str]| {
            ShownPart::new(heading, lines.iter().map(|&line| line.to_owned()).collect())
        };
        NewSignature {
            reviewer,
            role: "clinical",
            date: Date::parse("2026-11-30").unwrap(),
            before,
            parts: &[part("", &["A", "# b"]), part("Fever > At night", &[])],
            shows: &[part("contact:ward", &["Ward 4"])],
        }
        .text()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let (first, found) = record(&written(None, "dr.lee"));
        assert_eq!(found, Vec::<String>::new());
        let first = first.unwrap();
        assert_eq!((first.reviewer.as_str(), first.earlier.len()), ("dr.lee", 0));
        let signed = first.signed();
        assert_eq!(signed[0].lines, ["A", "# b"]);
        assert_eq!(signed[1].heading, "Fever > At night");
        assert_eq!(first.words(&first.shows[0]).lines, ["Ward 4"]);
        let (second, _) = record(&written(Some(&first), "dr.oh"));
        assert_eq!(second.unwrap().earlier, [(first.date, "dr.lee".to_owned())]);
    }

    #[test]
    fn a_record_that_was_changed_counts_for_nothing() {
        let sound = written(None, "dr.lee");
        for (from, to, why) in [
            ("    A\n", "    B\n", "not those that were signed"),
            ("date: 2026-11-30", "date: soon", "`soon` is no day"),
            ("role: clinical", "role: pharmacy", "not the one that its file"),
            ("role: clinical", "<<<<<<< HEAD", "no line of a signature"),
            ("reviewer: dr.lee\n", "", "lacks its `reviewer`"),
            (
                "reviewer: dr.lee\n",
                "reviewer: dr.lee\nreviewer: dr.oh\n",
                "a second time",
            ),
            ("section", "    x\nsection", "before the first section"),
        ] {
            let (read, found) = record(&sound.replacen(from, to, 1));
            assert_eq!(read, None, "{from}");
            assert!(found[0].contains(why), "{found:?}");
        }
        let head = sound.split("\nsection").next().unwrap();
        assert!(record(head).1[0].contains("has no `section`"));
        for text in ["", "\u{0}", "section", "section x", "é"] {
            assert_eq!(record(text).0, None, "{text}");
        }
    }
}
