//! Brings the finished site onto the disk: an [`OutputSet`] and a folder in, a tally out.
//!
//! The folder is never emptied. A file whose hash in the manifest is the new one, and whose
//! size on the disk still fits, is left alone after one look at its metadata: a file that
//! somebody edited by hand without changing its size is not noticed. Everything else is
//! written whole, under a journal that names what is about to change, so that a build that
//! died at any moment is finished by the next one.

#![expect(clippy::disallowed_methods, reason = "this is where the site is written")]

mod guard;
mod journal;
mod lock;
mod manifest;
mod plan;
mod write;

#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::{Error, OutputPath};
use crate::output::{OutputFile, OutputSet};

use manifest::{Ledger, Manifest};
use plan::{Action, Plan, Step};

pub use guard::check_place;
pub use lock::Lock;

/// The start of the SHA-256 of a file on the disk, as the manifest holds it; `None` if it
/// cannot be read, which publishing will report.
pub(super) fn digest(path: &Path) -> Option<[u8; 16]> {
    write::Entry::of_file(path).ok().map(|entry| entry.hash)
}

/// How many files are written at once: more gains nothing on one disk.
const WRITERS: usize = 4;

/// What a publish may do, and what it has to keep away from.
#[derive(Debug, Clone, Copy, Default)]
pub struct PublishOptions<'a> {
    /// Writes into a folder that is not ours, and over files in it that are not ours.
    pub force: bool,
    /// Name and version of the program, for the manifest.
    pub generator: &'a str,
    /// Folders with sources: the output folder may not be, hold or lie in one of them.
    pub sources: &'a [PathBuf],
    /// The user's home folder, which is never published into.
    pub home: Option<&'a Path>,
}

/// What a publish did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Published {
    /// Files created or replaced.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files that an earlier build wrote and this one did not.
    pub removed: usize,
    /// Bytes written.
    pub bytes: u64,
}

/// Makes `output` hold the files of `set`, and none that only earlier builds wrote.
///
/// # Errors
///
/// Wrong use, before anything is touched: the folder is not a safe place, is not ours, or
/// files that are not ours stand where the site's files go. Machine: a file could not be
/// read or written; every file is whole, and the next publish finishes the work.
pub fn publish(
    set: &OutputSet,
    output: &Path,
    options: &PublishOptions<'_>,
) -> Result<Published, Error> {
    check_place(output, options)?;
    let ledger = Ledger::load(output)?;
    let plan = Plan::make(set, output, &ledger, options.force)?;
    let manifest = Manifest::of(options.generator, &plan.steps);
    if plan.is_done() && !ledger.interrupted && ledger.text == manifest.to_json() {
        return Ok(tally(&plan.steps, 0));
    }
    carry_out(plan, &ledger, manifest, output)
}

/// The files that the last build wrote into `output`, as they lie there.
///
/// # Errors
///
/// Wrong use: no build of Engraft came to its end there. Machine: what the last build noted
/// cannot be read.
pub fn published(output: &Path) -> Result<OutputSet, Error> {
    let ledger = Ledger::load(output)?;
    if ledger.text.is_empty() || ledger.interrupted {
        return Err(Error::usage("there is no finished site in this folder")
            .at(output)
            .with_help("make it with `engraft build`"));
    }
    let files = ledger.into_files().map(|(path, size)| {
        let from = output.join(path.as_str());
        (path, OutputFile::Copy { from, size })
    });
    Ok(OutputSet { files: files.collect() })
}

fn carry_out(
    mut plan: Plan<'_>,
    ledger: &Ledger,
    mut manifest: Manifest,
    output: &Path,
) -> Result<Published, Error> {
    fs::create_dir_all(output).map_err(|cause| trouble("create", output, cause))?;
    journal::write(output, &manifest.generator, plan.touched(ledger))?;
    for path in &ledger.unknown {
        write::remove_beside(&output.join(path.as_str()))?;
    }
    let mut removed = remove_files(output, &plan.in_the_way)?;
    for folder in &plan.new_folders {
        create_folder(&output.join(folder))?;
    }
    for phase in Phase::ALL {
        let mut steps: Vec<&mut Step<'_>> =
            plan.steps.iter_mut().filter(|step| step.is_due(phase)).collect();
        write_files(output, &mut steps)?;
    }
    removed += remove_files(output, &plan.obsolete)?;
    for step in &plan.steps {
        manifest.files.insert(step.path.clone(), step.entry);
    }
    manifest.write(output)?;
    journal::remove(output)?;
    Ok(tally(&plan.steps, removed))
}

/// When a file is written: each page finds what it names, and nothing leads to a page
/// before it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// What pages load.
    Assets,
    /// HTML.
    Pages,
    /// Sitemap and feeds.
    Lists,
}

impl Phase {
    const ALL: [Phase; 3] = [Phase::Assets, Phase::Pages, Phase::Lists];

    fn of(path: &OutputPath) -> Phase {
        let name = path.as_str().rsplit('/').next().unwrap_or_default();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        match extension {
            "html" => Phase::Pages,
            "atom" | "rss" => Phase::Lists,
            "xml" if stem.starts_with("sitemap") || stem == "feed" || stem == "atom" => {
                Phase::Lists
            }
            _ => Phase::Assets,
        }
    }
}

impl Step<'_> {
    fn is_due(&self, phase: Phase) -> bool {
        self.action != Action::Keep && Phase::of(self.path) == phase
    }
}

fn write_files(output: &Path, steps: &mut [&mut Step<'_>]) -> Result<(), Error> {
    let share = steps.len().div_ceil(WRITERS).max(1);
    let results: Vec<Result<(), Error>> = steps
        .par_chunks_mut(share)
        .map(|steps| {
            for step in steps {
                let target = output.join(step.path.as_str());
                step.entry = match step.action {
                    Action::Create => write::create(&target, step.file)?,
                    Action::Keep | Action::Replace => write::replace(&target, step.file)?,
                };
            }
            Ok(())
        })
        .collect();
    results.into_iter().collect()
}

fn create_folder(folder: &Path) -> Result<(), Error> {
    match fs::create_dir(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => {
            Err(trouble("create", folder, cause))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Removes files, then the folders that became empty by it; says how many files there
/// were.
fn remove_files(output: &Path, paths: &[OutputPath]) -> Result<usize, Error> {
    let mut removed = 0;
    let mut folders: Vec<&str> = Vec::new();
    for path in paths {
        folders.extend(folders_of(path));
        if folders_of(path).any(|folder| is_link(&output.join(folder))) {
            continue;
        }
        let target = output.join(path.as_str());
        // Somebody may have put a folder there since: that is not ours.
        if target.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            continue;
        }
        match fs::remove_file(&target) {
            Ok(()) => removed += 1,
            Err(cause) if is_missing(&cause) => {}
            Err(cause) => return Err(trouble("remove", &target, cause)),
        }
    }
    folders.sort_unstable();
    folders.dedup();
    // From the leaves up. A folder that still holds something refuses, and stays.
    for folder in folders.into_iter().rev() {
        let folder = output.join(folder);
        if !is_link(&folder) {
            let _still_in_use = fs::remove_dir(&folder);
        }
    }
    Ok(removed)
}

fn tally(steps: &[Step<'_>], removed: usize) -> Published {
    let mut tally = Published { removed, ..Published::default() };
    for step in steps {
        if step.action == Action::Keep {
            tally.unchanged += 1;
        } else {
            tally.written += 1;
            tally.bytes += step.entry.size;
        }
    }
    tally
}

/// The folders that a path lies in, outermost first.
fn folders_of(path: &OutputPath) -> impl Iterator<Item = &str> {
    let path = path.as_str();
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_symlink())
}

/// Whether an error says that there is no such file: a file in the place of a folder on
/// the way says it too.
fn is_missing(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A file operation that failed, with what to do about it.
fn trouble(verb: &str, path: &Path, cause: io::Error) -> Error {
    let help = match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Some("free some space on the disk and build again")
        }
        io::ErrorKind::PermissionDenied => Some(
            "give yourself the right to write there; a build can go to another place with `--output`",
        ),
        io::ErrorKind::ReadOnlyFilesystem => {
            Some("choose an `--output` on a disk that can be written to")
        }
        _ => None,
    };
    let error = Error::io(verb, path, cause);
    match help {
        Some(help) => error.with_help(help),
        None => error,
    }
}
