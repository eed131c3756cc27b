//! `engraft check --record` and `--baseline`: the findings of a site with a past, so that new
//! ones are told alone.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use engraft::base::Error;
use engraft::build::Built;
use engraft::disk::{self, SymbolicLinks, is_missing, trouble};
use engraft::report::{Baseline, Compared, KnownFinding, escape_terminal};
use engraft::source::{CONTENT_FOLDER, THEMES_FOLDER};

use crate::args::{ContentArgs, DEFAULT_OUTPUT, REVIEW_OUTPUT};
use crate::content::{below, plural};
use crate::shell;

/// A record of a hundred thousand findings has some 30 MB.
const MOST_BYTES: u64 = 100_000_000;
/// How many findings are listed that are gone, and how much of the words of each.
const MOST_GONE: usize = 50;
const MOST_WORDS: usize = 160;
/// Findings of another version may say the same in other words.
const GENERATOR: &str = concat!("engraft ", env!("CARGO_PKG_VERSION"));
/// Folders of a site in which a record would be published, or lost.
const NO_PLACES: [&str; 5] =
    [CONTENT_FOLDER, THEMES_FOLDER, DEFAULT_OUTPUT, REVIEW_OUTPUT, ".git"];

/// The file of a record.
pub(crate) struct RecordFile {
    /// Where it is.
    path: PathBuf,
    /// As somebody typed it.
    typed: String,
    /// The command that checks the same, without the file.
    command: String,
}

impl RecordFile {
    /// What `typed` means to somebody in the folder `here`.
    pub(crate) fn new(here: &Path, typed: &Path, content: &ContentArgs) -> Self {
        let mut command = "engraft".to_owned();
        // Writing to a text cannot fail.
        if here != Path::new(".") {
            let _ = write!(command, " -C {}", shell::word(&here.display().to_string()));
        }
        command += " check";
        for (flag, is_set) in
            [(" --drafts", content.drafts), (" --future", content.future)]
        {
            command += if is_set { flag } else { "" };
        }
        if let Some(address) = &content.base_url {
            let _ = write!(command, " --base-url {}", shell::word(address));
        }
        RecordFile {
            path: below(here, typed),
            typed: typed.display().to_string(),
            command,
        }
    }

    fn advice(&self, flag: &str) -> String {
        format!("`{} {flag} {}`", self.command, shell::word(&self.typed))
    }

    /// Reads the record. One that is not there is an error: else a name that was typed wrong
    /// would let everything pass, or nothing.
    pub(crate) fn read(&self) -> Result<Baseline, Error> {
        let read = disk::read(&self.path, SymbolicLinks::Follow, MOST_BYTES);
        let bytes = read.map_err(|cause| {
            if is_missing(&cause) {
                let help = format!("write one first: {}", self.advice("--record"));
                Error::usage("there is no such record of findings")
                    .at(&self.path)
                    .with_help(help)
            } else {
                trouble("read", &self.path, cause)
            }
        })?;
        let text = String::from_utf8_lossy(&bytes);
        Baseline::read(text.trim_start_matches('\u{feff}')).map_err(|why| {
            let advice = self.advice("--record");
            let help = format!("move it away, then write it anew: {advice}");
            Error::usage(why).at(&self.path).with_help(help)
        })
    }

    /// Refuses a place in which a record does harm: a page that was named by mistake would be
    /// lost, and a folder of the site has a meaning of its own.
    pub(crate) fn check_place(&self, root: &Path) -> Result<(), Error> {
        let help = "name a file beside `site-content`, such as `--record known.json`";
        check_folder(root, &self.path, "record", help)?;
        if self.path.symlink_metadata().is_ok() && self.read().is_err() {
            let message = "a file that is no record has this name, and is left as it is";
            return Err(Error::usage(message).at(&self.path).with_help(help));
        }
        Ok(())
    }

    /// Writes the record of all findings of a run, whole or not at all, and says so.
    pub(crate) fn write(&self, built: &Built) -> Result<String, Error> {
        let record = Baseline::of(&built.diagnostics, &built.tree, GENERATOR);
        let text = record.to_text();
        write_whole(&self.path, &text)?;
        let findings = plural(record.count(), "finding");
        let advice = self.advice("--baseline");
        let file = escape_terminal(&self.typed);
        Ok(format!("Recorded {findings} in {file}: {advice} tells only what is new"))
    }

    /// Leaves the findings that the record does not have, and tells of the others. What is
    /// gone is told if the whole site was looked at.
    pub(crate) fn leave_new(
        &self,
        baseline: &Baseline,
        is_whole: bool,
        built: &mut Built,
    ) -> String {
        let found = std::mem::take(&mut built.diagnostics);
        let Compared { new, known, gone } =
            baseline.compare(found, &built.tree, GENERATOR);
        built.diagnostics = new;
        let mut lines = format!(
            "{} listed in {}, not shown",
            plural(known, "older finding"),
            self.typed
        );
        let gone = if is_whole { gone } else { Vec::new() };
        for KnownFinding { rule, file, text, says, count } in gone.iter().take(MOST_GONE)
        {
            let place = if file.is_empty() { "the site" } else { file };
            let words = if text.is_empty() { says } else { text };
            let words: String = words.chars().take(MOST_WORDS).collect();
            let times =
                if *count == 1 { String::new() } else { format!(" ({count} times)") };
            let line = format!("solved[{rule}]: {place}: {words}{times}");
            let _ = write!(lines, "\n{}", line.replace(['\n', '\r'], " "));
        }
        if let Some(more) = gone.len().checked_sub(MOST_GONE).filter(|&more| more > 0) {
            let _ = write!(lines, "\nand {} solved more", plural(more, "finding"));
        }
        if !gone.is_empty() {
            let _ = write!(
                lines,
                "\nso that these are told if they return, write the record again: {}",
                self.advice("--record")
            );
        }
        escape_terminal(&lines).into_owned()
    }
}

/// Refuses a file in a folder of the site that has a meaning of its own.
pub(crate) fn check_folder(
    root: &Path,
    path: &Path,
    what: &str,
    help: &str,
) -> Result<(), Error> {
    let whole = |path: &Path| path.canonicalize().ok();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let Some((folder, name)) = whole(folder).zip(path.file_name()) else {
        return Err(Error::usage(format!("there is no such folder for the {what}"))
            .at(folder)
            .with_help(help));
    };
    let file = folder.join(name);
    for place in NO_PLACES {
        let folder = whole(root).map(|root| root.join(place));
        if folder.is_some_and(|folder| file.starts_with(folder)) {
            return Err(Error::usage(format!("a {what} has no place in `{place}`"))
                .at(path)
                .with_help(help));
        }
    }
    Ok(())
}

/// Writes a file, whole or not at all.
pub(crate) fn write_whole(path: &Path, text: &str) -> Result<(), Error> {
    disk::write::replace(path, ".new", |out| {
        let written = out.write_all(text.as_bytes());
        written.map_err(|cause| trouble("write", path, cause))
    })
}
