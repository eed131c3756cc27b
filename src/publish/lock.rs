//! One build at a time for one output folder.
//!
//! The lock belongs to the operating system, which frees it when its holder dies, however
//! it dies; the file's text only tells people who it is.

use std::ffi::OsString;
use std::fs::{File, Metadata, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::base::Error;
use crate::disk::{self, SymbolicLinks, trouble};

/// The beginning of the text that says who holds a lock, and how long it may be.
const HOLDER: &str = "pid ";
const MOST_BYTES: u64 = 1000;

/// Held for as long as a build lasts.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of an output folder, in a file beside it, or inside it where the
    /// folder above cannot be written to. `command` tells people what holds it.
    ///
    /// While another build holds it, `wait` is called again and again: it sleeps for a
    /// moment and says whether to go on waiting.
    ///
    /// # Errors
    ///
    /// Machine: another build holds the lock and `wait` gave up, or the file cannot be
    /// made.
    pub fn acquire(
        output: &Path,
        command: &str,
        wait: &mut dyn FnMut() -> bool,
    ) -> Result<Lock, Error> {
        let output = std::path::absolute(output)
            .map_err(|cause| trouble("look at", output, cause))?
            .components()
            .collect::<PathBuf>();
        let mut name = OsString::from(".");
        name.push(output.file_name().unwrap_or_default());
        name.push(".engraft.lock");
        match Lock::acquire_at(&output.with_file_name(name), command, wait) {
            Err(Refusal::Place(_)) if output.is_dir() => {
                Lock::acquire_at(&output.join(".engraft.lock"), command, wait)
            }
            result => result,
        }
        .map_err(|refusal| match refusal {
            Refusal::Place(error) | Refusal::Other(error) => error,
        })
    }

    fn acquire_at(
        path: &Path,
        command: &str,
        wait: &mut dyn FnMut() -> bool,
    ) -> Result<Lock, Refusal> {
        loop {
            let mut file = open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    if wait() {
                        continue;
                    }
                    return Err(Refusal::Other(held(path)));
                }
                Err(TryLockError::Error(cause)) => {
                    return Err(Refusal::Other(trouble("lock", path, cause)));
                }
            }
            // The holder before us may have removed the file between our opening and
            // locking it: then our lock is on a file that nobody else will find.
            if !is_at(&file, path) {
                continue;
            }
            let is_lock = is_lock(&mut file)
                .map_err(|cause| Refusal::Other(trouble("read", path, cause)))?;
            if !is_lock {
                return Err(Refusal::Other(no_lock(path)));
            }
            // The text helps people only; a full disk does not stop the build here.
            let _best_effort =
                file.set_len(0).and_then(|()| file.rewind()).and_then(|()| {
                    write!(file, "{HOLDER}{} ({command})", std::process::id())
                });
            return Ok(Lock { file, path: path.to_owned() });
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is still held, so that nobody takes it in between. Where a
        // waiting build could not tell that it is gone, it stays.
        if cfg!(unix) {
            let _best_effort = disk::write::remove(&self.path);
        }
        let _best_effort = self.file.unlock();
    }
}

/// Why the lock could not be had.
enum Refusal {
    /// The file cannot stand there; another place may do.
    Place(Error),
    /// Anything else.
    Other(Error),
}

fn open(path: &Path) -> Result<File, Refusal> {
    if let Some(folder) = path.parent() {
        disk::write::create_folders(folder).map_err(Refusal::Place)?;
    }
    disk::write::open_or_create(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Refusal::Place(trouble("write", path, cause))
        }
        io::ErrorKind::InvalidInput => Refusal::Other(no_lock(path)),
        _ => Refusal::Other(trouble("write", path, cause)),
    })
}

/// Whether a file is a lock of ours and nothing else: it has no second name, and holds no
/// text but that of a lock.
fn is_lock(file: &mut File) -> io::Result<bool> {
    let found = file.metadata()?;
    let mut text = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut text)?;
    let is_ours = text.is_empty() || text.starts_with(HOLDER.as_bytes());
    Ok(is_ours && text.len() as u64 <= MOST_BYTES && names_of(&found) == 1)
}

#[cfg(unix)]
fn names_of(found: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(found)
}

#[cfg(not(unix))]
fn names_of(_found: &Metadata) -> u64 {
    1
}

fn no_lock(path: &Path) -> Error {
    Error::usage("something else stands where the lock of this folder is to be")
        .at(path)
        .with_help("move it away, and run the command again")
}

fn held(path: &Path) -> Error {
    let text = disk::read(path, SymbolicLinks::Refuse, MOST_BYTES).unwrap_or_default();
    let holder = match String::from_utf8(text) {
        Ok(text) if text.starts_with(HOLDER) => format!(": {}", text.trim()),
        Ok(_) | Err(_) => String::new(),
    };
    Error::machine(format!("another command is writing to this folder{holder}"))
        .at(path)
        .with_help("wait for it to end, or stop it, and try again")
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        (Err(_), _) => true,
        (_, Err(cause)) => !disk::is_missing(&cause),
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
