//! `engraft check --record` and `--baseline`: the findings of a site with a past, so that new
//! ones are told alone.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use engraft::base::Error;
use engraft::build::Built;
use engraft::disk::{self, SymbolicLinks, is_missing, trouble};
use engraft::report::{Baseline, Compared, KnownFinding, escape_terminal};

use crate::content::plural;

/// A record of a hundred thousand findings has some 30 MB.
const MOST_BYTES: u64 = 100_000_000;
/// How many findings are listed that are gone.
const MOST_GONE: usize = 50;
/// Findings of another version may say the same in other words.
const GENERATOR: &str = concat!("engraft ", env!("CARGO_PKG_VERSION"));

/// What a record makes of the findings of a run.
pub(crate) struct OldFindings {
    file: PathBuf,
    still: usize,
    gone: Vec<KnownFinding>,
}

/// Reads a record. One that is not there is an error: else a name that was typed wrong would
/// let everything pass, or nothing.
pub(crate) fn read(file: &Path) -> Result<Baseline, Error> {
    let bytes = disk::read(file, SymbolicLinks::Follow, MOST_BYTES).map_err(|cause| {
        let help = "write one first: `engraft check --record FILE`";
        if is_missing(&cause) {
            Error::usage("there is no such record of findings").at(file).with_help(help)
        } else {
            trouble("read", file, cause)
        }
    })?;
    let text = String::from_utf8_lossy(&bytes);
    Baseline::read(&text).map_err(|why| {
        let name = file.display();
        Error::usage(format!("`{name}` {why}"))
            .with_help(format!("write it anew: `engraft check --record {name}`"))
    })
}

/// Writes the record of all findings of a run, whole or not at all, and says so. What is no
/// record stays: a page that was named by mistake would be lost.
pub(crate) fn record(file: &Path, built: &Built) -> Result<String, Error> {
    if file.symlink_metadata().is_ok() && read(file).is_err() {
        return Err(Error::usage("something else than a record of findings is there")
            .at(file)
            .with_help("name a new file, such as `engraft check --record known.json`"));
    }
    let record = Baseline::of(&built.diagnostics, &built.tree, GENERATOR);
    let text = record.to_text();
    disk::write::replace(file, ".new", |out| {
        out.write_all(text.as_bytes()).map_err(|cause| trouble("write", file, cause))
    })?;
    Ok(format!(
        "Recorded {} in {}: `engraft check --baseline {1}` tells only what is new",
        plural(record.count(), "finding"),
        escape_terminal(&file.display().to_string()),
    ))
}

/// Leaves the findings that the record does not have.
pub(crate) fn leave_new(
    file: &Path,
    baseline: &Baseline,
    built: &mut Built,
) -> OldFindings {
    let found = std::mem::take(&mut built.diagnostics);
    let Compared { new, known, gone } = baseline.compare(found, &built.tree, GENERATOR);
    built.diagnostics = new;
    OldFindings { file: file.to_owned(), still: known, gone }
}

impl OldFindings {
    /// Leaves out what is gone because it was not looked for.
    pub(crate) fn forget_gone(&mut self) {
        self.gone.clear();
    }

    /// What the record has: how many still stand, and which are gone, with what to do then.
    pub(crate) fn told(&self) -> String {
        let file = self.file.display().to_string();
        // Writing to a text cannot fail.
        let mut lines = format!("{} known from {file}\n", plural(self.still, "finding"));
        for KnownFinding { rule, file, text, says, count } in
            self.gone.iter().take(MOST_GONE)
        {
            let place = if file.is_empty() { "the site" } else { file };
            let words = if text.is_empty() { says } else { text };
            let times =
                if *count == 1 { String::new() } else { format!(" ({count} times)") };
            let _ = writeln!(lines, "gone[{rule}]: {place}: {words}{times}");
        }
        if let Some(more) =
            self.gone.len().checked_sub(MOST_GONE).filter(|&more| more > 0)
        {
            let _ = writeln!(lines, "and {} gone more", plural(more, "finding"));
        }
        if !self.gone.is_empty() {
            let _ = writeln!(
                lines,
                "what is gone must not come back unseen: `engraft check --record {file}`"
            );
        }
        escape_terminal(&lines).into_owned()
    }
}
