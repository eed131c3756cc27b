//! The few things that are done to files, each with words for when it fails: opened and
//! read within limits, written beside and renamed, told apart.
//!
//! Whatever reads goes through [`open()`]; whatever writes goes through [`write`](mod@write), which only
//! publishing, the changes of the sources and the command line name.

mod digest;
mod mark;
mod read;
pub mod write;

use std::io;
use std::path::Path;

use crate::base::Error;

pub use digest::{Digest, digest, hex};
pub use mark::FileMark;
pub use read::{SymbolicLinks, open, read, read_in_pieces};

/// Whether an error says that there is no such file: a file in the place of a folder on
/// the way says it too.
pub fn is_missing(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Whether a symbolic link stands at a path.
pub fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_symlink())
}

/// Whether there is anything at a path, a broken link included.
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The first symbolic link on the way from `root` to `path`, a `/`-separated path below it,
/// or at its end.
///
/// # Errors
///
/// Machine: something on the way cannot be looked at.
pub fn link_on_way(root: &Path, path: &str) -> Result<Option<std::path::PathBuf>, Error> {
    let mut at = root.to_owned();
    for part in path.split('/') {
        at.push(part);
        match at.symlink_metadata() {
            Ok(found) if found.is_symlink() => return Ok(Some(at)),
            Ok(_) => {}
            Err(cause) if is_missing(&cause) => break,
            Err(cause) => return Err(trouble("look at", &at, cause)),
        }
    }
    Ok(None)
}

/// A file operation that failed, with what to do about it: `verb` is what was tried.
pub fn trouble(verb: &str, path: &Path, cause: io::Error) -> Error {
    let help = match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Some("free some space on the disk and try again")
        }
        io::ErrorKind::PermissionDenied => Some("give yourself the right to write there"),
        io::ErrorKind::ReadOnlyFilesystem => {
            Some("choose a place on a disk that can be written to")
        }
        _ => None,
    };
    let error = Error::io(verb, path, cause);
    match help {
        Some(help) => error.with_help(help),
        None => error,
    }
}
