//! The few things that are done to files, each with words for when it fails.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::{ContentPath, Error, floor};

/// The longest file name, in bytes, to which something can be added on every file system.
const LONGEST_NAME: usize = 200;

/// The hidden file beside a file in which its new bytes wait.
pub(super) fn staged(target: &Path) -> PathBuf {
    beside(target, "engraft-new")
}

/// The hidden file beside a file that keeps its old bytes.
pub(super) fn kept(target: &Path) -> PathBuf {
    beside(target, "engraft-old")
}

/// The name that something has on its way to one that differs only by case.
pub(super) fn between(target: &Path) -> PathBuf {
    beside(target, "engraft-moving")
}

fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let end = floor(&name, LONGEST_NAME);
    // Two long names may share a beginning; their lengths seldom agree as well.
    target.with_file_name(format!(".{}.{}.{what}", &name[..end], name.len()))
}

/// Writes a new file to the end, with the permissions and the owner of another.
pub(super) fn write(path: &Path, bytes: &[u8], like: Option<&Path>) -> Result<(), Error> {
    remove(path)?;
    let writing = |cause| trouble("write", path, cause);
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = opened.map_err(writing)?;
    file.write_all(bytes).map_err(writing)?;
    if let Some(like) = like {
        let metadata =
            fs::metadata(like).map_err(|cause| trouble("read", like, cause))?;
        own(&file, &metadata);
        file.set_permissions(metadata.permissions()).map_err(writing)?;
    }
    Ok(())
}

/// Gives a file the owner of another; only some users may.
#[cfg(unix)]
fn own(file: &File, like: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _only_some_may = fchown(file, Some(like.uid()), Some(like.gid()));
}

#[cfg(not(unix))]
fn own(_file: &File, _like: &fs::Metadata) {}

/// Keeps the bytes of a file under another name beside it.
pub(super) fn keep(path: &Path) -> Result<(), Error> {
    let kept = kept(path);
    remove(&kept)?;
    // A second name for the same file keeps its times as well; where there can be none, a
    // copy does.
    fs::hard_link(path, &kept)
        .or_else(|_| fs::copy(path, &kept).map(|_| ()))
        .map_err(|cause| trouble("copy", path, cause))
}

/// Renames a file over whatever is there.
pub(super) fn replace(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(|cause| trouble("write", to, cause))
}

/// Moves a file or folder to a name that nothing has. Names that differ only by case are
/// one name on some disks, so such a move takes two steps.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    let moving = |cause| trouble("move", from, cause);
    if has_name(to)? {
        return Err(taken(to));
    }
    if !exists(to) {
        return fs::rename(from, to).map_err(moving);
    }
    let between = between(from);
    fs::rename(from, &between).map_err(moving)?;
    fs::rename(&between, to).map_err(moving)
}

/// There is something at a place where something is to go.
pub(super) fn taken(path: &Path) -> Error {
    Error::usage("there is something here already, and nothing is written over")
        .at(path)
        .with_help("choose another name, or move what is there out of the way first")
}

/// Whether there is anything at a path, a broken link included.
pub(super) fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether its folder has an entry of exactly this name, letter by letter.
pub(super) fn has_name(path: &Path) -> Result<bool, Error> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Ok(true);
    };
    match path.symlink_metadata() {
        Err(cause) if is_missing(&cause) => return Ok(false),
        Err(cause) => return Err(trouble("look at", path, cause)),
        Ok(_) => {}
    }
    let looking = |cause: io::Error| trouble("look at", folder, cause);
    for entry in fs::read_dir(folder).map_err(looking)? {
        if entry.map_err(looking)?.file_name() == name {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Makes the folders above a file that are missing, and says which, outermost first.
pub(super) fn missing_folders(root: &Path, path: &ContentPath) -> Vec<ContentPath> {
    let path = path.as_str();
    let folders =
        path.match_indices('/').filter_map(|(at, _)| ContentPath::new(&path[..at]));
    folders.filter(|folder| !root.join(folder.as_str()).is_dir()).collect()
}

/// Creates a folder.
pub(super) fn create_folder(path: &Path) -> Result<(), Error> {
    match fs::create_dir(path) {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => {
            Err(trouble("create", path, cause))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(cause) if !is_missing(&cause) => Err(trouble("remove", path, cause)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Removes a folder that is empty.
pub(super) fn remove_folder(path: &Path) {
    // One that still holds something refuses, and stays.
    let _still_in_use = fs::remove_dir(path);
}

/// Refuses a path that is, or leads through, a symbolic link below `root`.
pub(super) fn refuse_links(root: &Path, path: &ContentPath) -> Result<(), Error> {
    let mut at = root.to_owned();
    for part in path.as_str().split('/') {
        at.push(part);
        match at.symlink_metadata() {
            Ok(found) if found.is_symlink() => {
                return Err(Error::usage("this is a symbolic link, and is not changed")
                    .at(&at)
                    .with_help("replace it by what it leads to, and try again"));
            }
            Ok(_) => {}
            Err(cause) if is_missing(&cause) => break,
            Err(cause) => return Err(trouble("look at", &at, cause)),
        }
    }
    Ok(())
}

/// Refuses a file that its owner does not want changed.
pub(super) fn refuse_read_only(path: &Path) -> Result<(), Error> {
    let metadata = fs::metadata(path).map_err(|cause| trouble("look at", path, cause))?;
    if metadata.permissions().readonly() {
        return Err(Error::machine("this file is read-only, and is not changed")
            .at(path)
            .with_help("give yourself the right to write it, and try again"));
    }
    Ok(())
}

/// Whether an error says that there is no such file.
pub(super) fn is_missing(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A file operation that failed, with what to do about it.
pub(super) fn trouble(verb: &str, path: &Path, cause: io::Error) -> Error {
    let help = match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Some("free some space on the disk and try again")
        }
        io::ErrorKind::PermissionDenied => Some("give yourself the right to write there"),
        _ => None,
    };
    let error = Error::io(verb, path, cause);
    match help {
        Some(help) => error.with_help(help),
        None => error,
    }
}
