//! Brings the finished site onto the disk: an [`OutputSet`] and a folder in, a tally out.
//! The only folder that writes there.
//!
//! The folder is never emptied. A file whose hash in the manifest is the new one, and whose
//! size on the disk still fits, is left alone after one look at its metadata: a file that
//! somebody edited by hand without changing its size is not noticed. If the machine was
//! started since, every byte is compared: its power may have gone before the disk had them.
//! Everything else is written whole, under a journal that names what is about to change, so
//! that a build that died at any moment is finished by the next one.

mod beside;
mod compress;
mod guard;
mod journal;
mod ledger;
mod left;
mod lock;
mod plan;
mod write;

#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::base::{Error, OutputPath};
use crate::disk::{self, SymbolicLinks, is_missing, trouble};
use crate::output::{OutputFile, OutputSet};

use ledger::{Ledger, PublishedFiles};
use plan::{Action, FileStep, Plan};

pub use guard::check_place;
pub use left::{LeftOutput, left, note, noted};
pub use lock::Lock;

/// How many files are written at once: more gains nothing on one disk.
const WRITERS: usize = 4;

/// The largest record of a build that is read: that of about a million files.
const MOST_RECORD_BYTES: u64 = 200_000_000;

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
    /// Whether compressed files stand beside text files.
    pub precompress: bool,
    /// When the machine was started, if that is known.
    pub started: Option<SystemTime>,
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
    let mut ledger = Ledger::load(output)?;
    ledger.in_doubt = options.started.is_some_and(|started| is_older(output, started));
    ledger.is_of_this_version = PublishedFiles::is_by(options.generator, &ledger.text);
    beside::check(set, output, options.force)?;
    let plan = Plan::make(set, output, &ledger, options)?;
    let files = plan.steps.iter().map(|step| ((*step.path).clone(), step.entry));
    let manifest = PublishedFiles::of(options.generator, files);
    if plan.is_done() && !ledger.interrupted && ledger.text == manifest.to_json() {
        if ledger.in_doubt {
            // Its new time says that all was looked at.
            manifest.write(output)?;
        }
        beside::publish(set, output)?;
        return Ok(tally(&plan.steps, 0));
    }
    let published = carry_out(plan, &ledger, manifest, output);
    // Last, because they lead to pages.
    let published = published.and_then(|published| {
        beside::publish(set, output)?;
        Ok(published)
    });
    published.map_err(with_another_place)
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
    Ok(OutputSet { files: files.collect(), ..OutputSet::default() })
}

fn carry_out(
    mut plan: Plan<'_>,
    ledger: &Ledger,
    mut manifest: PublishedFiles,
    output: &Path,
) -> Result<Published, Error> {
    disk::write::create_folders(output)?;
    journal::write(output, &manifest.generator, plan.touched(ledger))?;
    for path in ledger.unknown.iter().filter(|path| !is_behind_link(output, path)) {
        disk::write::remove(&write::beside(&output.join(path.as_str())))?;
    }
    let mut removed = remove_files(output, &plan.in_the_way)?;
    for folder in &plan.new_folders {
        disk::write::create_folder(&output.join(folder))?;
    }
    for phase in Phase::ALL {
        let mut steps: Vec<&mut FileStep<'_>> =
            plan.steps.iter_mut().filter(|step| step.is_due(phase)).collect();
        write_files(output, &mut steps)?;
    }
    removed += remove_files(output, &plan.obsolete)?;
    for step in &plan.steps {
        manifest.files.insert((*step.path).clone(), step.entry);
    }
    manifest.write(output)?;
    journal::remove(output)?;
    Ok(tally(&plan.steps, removed))
}

/// When a file is written: each page finds what it names, and nothing leads to a page
/// before it is there and whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// What pages load.
    Assets,
    /// HTML at addresses that no page of the last build leads to.
    NewPages,
    /// HTML that was there before, and may lead to new pages now.
    ChangedPages,
    /// Sitemap and feeds.
    Lists,
}

impl Phase {
    const ALL: [Phase; 4] =
        [Phase::Assets, Phase::NewPages, Phase::ChangedPages, Phase::Lists];

    fn of(path: &OutputPath, action: Action) -> Phase {
        let name = path.as_str().rsplit('/').next().unwrap_or_default();
        // A compressed page is a page.
        let name = compress::uncompressed(name);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        match extension {
            "html" if action == Action::Create => Phase::NewPages,
            "html" => Phase::ChangedPages,
            "atom" | "rss" => Phase::Lists,
            "xml" if stem.starts_with("sitemap") || stem == "feed" || stem == "atom" => {
                Phase::Lists
            }
            _ => Phase::Assets,
        }
    }
}

impl FileStep<'_> {
    fn is_due(&self, phase: Phase) -> bool {
        self.action != Action::Keep && Phase::of(&self.path, self.action) == phase
    }
}

fn write_files(output: &Path, steps: &mut [&mut FileStep<'_>]) -> Result<(), Error> {
    let share = steps.len().div_ceil(WRITERS).max(1);
    let results: Vec<Result<(), Error>> = steps
        .par_chunks_mut(share)
        .map(|steps| {
            for step in steps {
                let target = output.join(step.path.as_str());
                step.entry = write::place(&target, &step.file, step.entry)?;
            }
            Ok(())
        })
        .collect();
    results.into_iter().collect()
}

/// Removes files, then the folders that became empty by it; says how many files there
/// were.
fn remove_files(output: &Path, paths: &[OutputPath]) -> Result<usize, Error> {
    let mut removed = 0;
    let mut folders: Vec<&str> = Vec::new();
    for path in paths {
        folders.extend(folders_of(path));
        if is_behind_link(output, path) {
            continue;
        }
        let target = output.join(path.as_str());
        // Somebody may have put a folder there since: that is not ours.
        if target.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            continue;
        }
        removed += usize::from(disk::write::remove(&target)?);
    }
    folders.sort_unstable();
    folders.dedup();
    // From the leaves up. A folder that still holds something refuses, and stays.
    for folder in folders.into_iter().rev() {
        let folder = output.join(folder);
        if !disk::is_link(&folder) {
            disk::write::remove_folder(&folder);
        }
    }
    Ok(removed)
}

fn tally(steps: &[FileStep<'_>], removed: usize) -> Published {
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

/// Whether a symbolic link stands where a path has a folder.
fn is_behind_link(output: &Path, path: &OutputPath) -> bool {
    folders_of(path).any(|folder| disk::is_link(&output.join(folder)))
}

/// Whether the last build ended before a moment.
fn is_older(output: &Path, moment: SystemTime) -> bool {
    let found = output.join(ledger::MANIFEST).symlink_metadata();
    found.and_then(|found| found.modified()).is_ok_and(|ended| ended < moment)
}

/// The bytes of a record of ours in the output folder, if it is there.
fn read_record(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match disk::read(path, SymbolicLinks::Refuse, MOST_RECORD_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if is_missing(&cause) => Ok(None),
        Err(cause)
            if matches!(
                cause.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge
            ) =>
        {
            let message = "this is no record that a build of Engraft left";
            Err(Error::usage(message)
                .at(path)
                .with_help("remove it, and build again with `--force`"))
        }
        Err(cause) => Err(trouble("read", path, cause)),
    }
}

/// A build that cannot write in one place may go to another.
fn with_another_place(error: Error) -> Error {
    let cause = std::error::Error::source(&error)
        .and_then(|cause| cause.downcast_ref::<io::Error>())
        .map(io::Error::kind);
    match cause {
        Some(io::ErrorKind::PermissionDenied) => error.with_help(
            "give yourself the right to write there; a build can go to another place with `--output`",
        ),
        Some(io::ErrorKind::ReadOnlyFilesystem) => {
            error.with_help("choose an `--output` on a disk that can be written to")
        }
        _ => error,
    }
}
