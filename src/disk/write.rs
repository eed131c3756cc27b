//! What changes the disk: files written beside their places and renamed over them, folders
//! made and removed. A path's own symbolic link is replaced or removed, never written through.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::read::{guard, no_ordinary_file};
use super::{SymbolicLinks, digest, hex, is_missing, trouble};
use crate::base::Error;

/// The longest file name, in bytes, to which a beginning and an end can be added on every
/// file system.
const LONGEST_NAME: usize = 200;

/// The hidden name beside a file that ends in `mark`. It follows from the file's own, so that
/// the next run can find what this one left.
pub fn beside(target: &Path, mark: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let name = if name.len() > LONGEST_NAME {
        hex(&digest(name.as_bytes()))
    } else {
        name.into_owned()
    };
    target.with_file_name(format!(".{name}.{mark}"))
}

/// Creates a file and fills it; on trouble nothing is left. What a run that died left there
/// is removed first. `target` is the file that it is for.
///
/// # Errors
///
/// What `fill` says. Machine: the file cannot be made.
pub fn stage<T>(
    at: &Path,
    target: &Path,
    fill: impl FnOnce(&mut File) -> Result<T, Error>,
) -> Result<T, Error> {
    let create = || OpenOptions::new().write(true).create_new(true).open(at);
    let opened = match create() {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            remove(at)?;
            create()
        }
        opened => opened,
    };
    let mut file = opened.map_err(|cause| trouble("write", target, cause))?;
    let filled = fill(&mut file);
    if filled.is_err() {
        let _best_effort = fs::remove_file(at);
    }
    filled
}

/// Fills a file beside its place, and renames it over whatever is there.
///
/// # Errors
///
/// What `fill` says. Machine: the file cannot be made or renamed.
pub fn replace<T>(
    target: &Path,
    mark: &str,
    fill: impl FnOnce(&mut File) -> Result<T, Error>,
) -> Result<T, Error> {
    let beside = beside(target, mark);
    let filled = stage(&beside, target, fill)?;
    rename(&beside, target).inspect_err(|_| {
        let _best_effort = fs::remove_file(&beside);
    })?;
    Ok(filled)
}

/// Opens an ordinary file for reading and writing, and creates it if it is not there.
///
/// # Errors
///
/// What the system says; or that this is a link, a pipe, a device or a folder.
pub fn open_or_create(path: &Path) -> io::Result<File> {
    if path.symlink_metadata().is_ok_and(|found| !found.is_file()) {
        return Err(no_ordinary_file());
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    guard(&mut options, SymbolicLinks::Refuse);
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(no_ordinary_file()) }
}

/// Renames a file over whatever is there.
///
/// # Errors
///
/// Machine: the system does not let it.
pub fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(|cause| trouble("replace", to, cause))
}

/// Moves a file or folder to a name that nothing has.
///
/// # Errors
///
/// Machine: the system does not let it.
pub fn move_to(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(|cause| trouble("move", from, cause))
}

/// Gives a file a second name, where the disk can. Whether it has it.
pub fn add_name(file: &Path, name: &Path) -> bool {
    fs::hard_link(file, name).is_ok()
}

/// Creates a folder, if it is not there yet.
///
/// # Errors
///
/// Machine: the system does not let it.
pub fn create_folder(path: &Path) -> Result<(), Error> {
    match fs::create_dir(path) {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => {
            Err(trouble("create", path, cause))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Creates a folder with those above it.
///
/// # Errors
///
/// Machine: the system does not let it.
pub fn create_folders(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|cause| trouble("create", path, cause))
}

/// Removes a file; says whether it was there.
///
/// # Errors
///
/// Machine: the system does not let it.
pub fn remove(path: &Path) -> Result<bool, Error> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(cause) if is_missing(&cause) => Ok(false),
        Err(cause) => Err(trouble("remove", path, cause)),
    }
}

/// Removes a folder that is empty. One that still holds something stays.
pub fn remove_folder(path: &Path) {
    let _still_in_use = fs::remove_dir(path);
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests look at what was written")]

    use super::*;

    #[test]
    fn the_longest_names_can_still_be_written_beside() {
        let target = PathBuf::from("folder").join("a".repeat(255));
        let name = beside(&target, "engraft-tmp");
        assert!(name.as_os_str().len() < 100);
    }

    #[test]
    fn what_a_dead_run_left_is_no_hindrance() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a");
        fs::write(beside(&target, "new"), "half").unwrap();
        let write = |file: &mut File| {
            io::Write::write_all(file, b"whole").unwrap();
            Ok(5)
        };
        assert_eq!(replace(&target, "new", write).unwrap(), 5);
        assert_eq!(fs::read_to_string(&target).unwrap(), "whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
