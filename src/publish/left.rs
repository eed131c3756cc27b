//! What a build left behind: whether it still lies there, and a record by which the next one
//! knows it again.
//!
//! The record names drafts and what is wrong with them, so it does not lie in the output folder,
//! which is deployed. It counts only for the manifest that was there when it was written, by the
//! manifest's number on the disk and the moment of its last change, which the system sets: no
//! checkout can bring a folder that passes for one that was built here.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::ledger::{Ledger, MANIFEST, PublishedFiles};
use super::{MOST_RECORD_BYTES, PublishOptions, beside, folders_of, is_older, write};
use crate::base::OutputPath;
use crate::disk::{self, FileMark, SymbolicLinks, trouble};

/// The end of a record's name.
const RECORD: &str = "built";

/// How many of them are kept.
const MOST_RECORDS: usize = 50;

/// An output folder that is as a finished build left it.
#[derive(Debug, PartialEq, Eq)]
pub struct LeftOutput {
    /// How many files the site has.
    pub files: usize,
    /// What tells this folder from each other one.
    pub mark: String,
}

/// Looks at an output folder: every file that the last build noted is there and has its
/// size, as a build asks too that makes the site anew. `None` where that build was
/// interrupted or is of another version, where the machine was started since, or where the
/// disk's clock cannot tell one manifest from the next.
pub fn left(output: &Path, options: &PublishOptions<'_>) -> Option<LeftOutput> {
    let mut ledger = Ledger::load(output).ok()?;
    ledger.in_doubt = options.started.is_some_and(|started| is_older(output, started));
    let is_whole = !ledger.text.is_empty()
        && !ledger.interrupted
        && !ledger.in_doubt
        && ledger.lost.is_none()
        && PublishedFiles::is_by(options.generator, &ledger.text);
    let manifest = output.join(MANIFEST).symlink_metadata().ok()?;
    let mark = FileMark::of(&manifest);
    if !is_whole || !mark.is_fine() || !manifest.is_file() {
        return None;
    }
    let mark = serde_json::to_string(&(mark, beside::digests(output).ok()?)).ok()?;
    let files: Vec<(_, u64)> = ledger.into_files().collect();
    let is_there = |(path, size): &(OutputPath, u64)| {
        let found = output.join(path.as_str()).symlink_metadata();
        found.is_ok_and(|found| found.is_file() && found.len() == *size)
    };
    let folders: BTreeSet<&str> =
        files.iter().flat_map(|(path, _)| folders_of(path)).collect();
    let is_led_elsewhere =
        folders.iter().any(|folder| disk::is_link(&output.join(folder)));
    let are_there = files.par_iter().all(is_there);
    (are_there && !is_led_elsewhere).then_some(LeftOutput { files: files.len(), mark })
}

/// What was noted of the last build, in the folder of records.
pub fn noted(records: &Path, output: &Path) -> Option<Vec<u8>> {
    let place = place(records, output)?;
    disk::read(&place, SymbolicLinks::Refuse, MOST_RECORD_BYTES).ok()
}

/// Notes something of a build that came to its end, or takes away what was noted: nothing is
/// lost without it but time.
pub fn note(records: &Path, output: &Path, record: Option<&[u8]>) {
    let Some(place) = place(records, output) else { return };
    let _best_effort = match record {
        Some(bytes) => disk::write::create_folders(records).and_then(|()| {
            disk::write::replace(&place, write::MARK, |out| {
                out.write_all(bytes).map_err(|cause| trouble("write", &place, cause))
            })?;
            forget_old(records);
            Ok(())
        }),
        None => disk::write::remove(&place).map(|_| ()),
    };
}

/// Removes the records that are oldest, of sites that are perhaps no more.
fn forget_old(records: &Path) {
    let entries = records.read_dir().into_iter().flatten().flatten();
    let mut dated: Vec<_> = entries
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .filter(|(_, path)| path.extension().is_some_and(|extension| extension == RECORD))
        .collect();
    dated.sort();
    let gone = dated.len().saturating_sub(MOST_RECORDS);
    for (_, path) in &dated[..gone] {
        let _best_effort = disk::write::remove(path);
    }
}

/// Each output folder has a record of its own, by its whole path.
fn place(records: &Path, output: &Path) -> Option<PathBuf> {
    let output = std::path::absolute(output).ok()?.components().collect::<PathBuf>();
    let digest = disk::hex(&disk::digest(output.as_os_str().as_encoded_bytes()));
    Some(records.join(digest).with_extension(RECORD))
}
