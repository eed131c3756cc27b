//! Rules for servers that stand beside the output folder: `output-servers/nginx.conf` beside
//! `output/`. They say by their first line that they are ours.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::base::Error;
use crate::disk::{self, SymbolicLinks, is_missing, trouble};
use crate::output::{OutputFile, OutputSet};

use super::write::{self, FileEntry};

/// What every such file says in its first line.
const MARK: &str = "Made by Engraft from the site";

/// Every name that such a file can have.
const NAMES: [&str; 1] = ["nginx.conf"];

/// The largest file of rules that is read.
const MOST_BYTES: u64 = 50_000_000;

/// The folder beside an output folder.
fn folder(output: &Path) -> Option<PathBuf> {
    let mut name = output.file_name()?.to_owned();
    name.push("-servers");
    Some(output.with_file_name(name))
}

/// Refuses to write over a file that somebody else made.
pub(super) fn check(set: &OutputSet, output: &Path, force: bool) -> Result<(), Error> {
    let Some(folder) = folder(output).filter(|_| !force) else { return Ok(()) };
    for name in set.beside.keys() {
        let place = folder.join(name);
        if found(&place)?.is_some_and(|text| !is_ours(&text)) {
            return Err(Error::usage("this file is not one that Engraft made")
                .at(&place)
                .with_help("move it away, or use `--force` to write over it"));
        }
    }
    Ok(())
}

/// Brings the rules there, and takes away those of servers that the site no longer names.
pub(super) fn publish(set: &OutputSet, output: &Path) -> Result<(), Error> {
    let Some(folder) = folder(output) else { return Ok(()) };
    for name in NAMES {
        let place = folder.join(name);
        let there = found(&place)?;
        match set.beside.get(name) {
            Some(text) if there.as_deref() == Some(&***text) => {}
            Some(text) => {
                disk::write::create_folders(&folder)?;
                let entry = FileEntry::of_bytes(text);
                write::place(&place, &OutputFile::Bytes(text.clone()), entry)?;
            }
            None if there.is_some_and(|text| is_ours(&text)) => {
                disk::write::remove(&place)?;
                disk::write::remove_folder(&folder);
            }
            None => {}
        }
    }
    Ok(())
}

/// What lies there of ours, by name.
pub(super) fn digests(output: &Path) -> Result<BTreeMap<&'static str, String>, Error> {
    let Some(folder) = folder(output) else { return Ok(BTreeMap::new()) };
    let digests = NAMES.into_iter().filter_map(|name| {
        let there = found(&folder.join(name)).transpose()?;
        Some(there.map(|text| (name, disk::hex(&disk::digest(&text)))))
    });
    digests.collect()
}

fn found(place: &Path) -> Result<Option<Vec<u8>>, Error> {
    match disk::read(place, SymbolicLinks::Refuse, MOST_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if is_missing(&cause) => Ok(None),
        Err(cause) => Err(trouble("read", place, cause)),
    }
}

fn is_ours(text: &[u8]) -> bool {
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    String::from_utf8_lossy(first).contains(MARK)
}
