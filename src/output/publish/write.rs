//! One file onto the disk, whole or not at all.
//!
//! A file that is there already is written beside and renamed over, which also replaces a
//! symbolic link instead of writing through it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::base::Error;
use crate::output::OutputFile;

use super::{is_missing, trouble};

/// The start of a SHA-256: 128 bits are plenty to tell a file from its last version.
pub(super) type Hash = [u8; 16];

/// What the manifest says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// Bytes.
    pub(super) size: u64,
    /// The start of the SHA-256.
    pub(super) hash: Hash,
}

/// Bytes read at a time when a file is hashed or copied.
const BUFFER: usize = 64 * 1024;

/// The longest file name, in bytes, to which a prefix and a suffix can be added on every
/// file system.
const LONGEST_NAME: usize = 200;

impl Entry {
    /// Of bytes in memory.
    pub(super) fn of_bytes(bytes: &[u8]) -> Entry {
        Entry {
            size: bytes.len() as u64,
            hash: shorten(Sha256::digest(bytes).as_slice()),
        }
    }

    /// Of a file on the disk, read in pieces.
    pub(super) fn of_file(path: &Path) -> Result<Entry, Error> {
        let reading = |cause| trouble("read", path, cause);
        copy(path, &mut io::sink(), reading)
    }
}

/// Creates a file that is not there yet.
pub(super) fn create(target: &Path, file: &OutputFile) -> Result<Entry, Error> {
    let opened = OpenOptions::new().write(true).create_new(true).open(target);
    match opened {
        Ok(mut out) => fill(&mut out, target, target, file),
        // It came into being since we looked.
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            replace(target, file)
        }
        Err(cause) => Err(trouble("write", target, cause)),
    }
}

/// Writes a file beside its place and renames it over whatever is there.
pub(super) fn replace(target: &Path, file: &OutputFile) -> Result<Entry, Error> {
    let beside = beside(target);
    remove_beside(target)?;
    let mut out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .map_err(|cause| trouble("write", target, cause))?;
    let entry = fill(&mut out, &beside, target, file)?;
    drop(out);
    fs::rename(&beside, target).map_err(|cause| {
        let _best_effort = fs::remove_file(&beside);
        trouble("replace", target, cause)
    })?;
    Ok(entry)
}

/// Writes the content; on trouble nothing is left at `at`.
fn fill(
    out: &mut File,
    at: &Path,
    target: &Path,
    file: &OutputFile,
) -> Result<Entry, Error> {
    let writing = |cause| trouble("write", target, cause);
    let filled = match file {
        OutputFile::Bytes(bytes) => {
            out.write_all(bytes).map(|()| Entry::of_bytes(bytes)).map_err(writing)
        }
        OutputFile::Copy { from, .. } => copy(from, out, writing),
    };
    if filled.is_err() {
        let _best_effort = fs::remove_file(at);
    }
    filled
}

fn copy(
    from: &Path,
    out: &mut dyn Write,
    writing: impl Fn(io::Error) -> Error,
) -> Result<Entry, Error> {
    let reading = |cause| trouble("read", from, cause);
    let mut source = File::open(from).map_err(reading)?;
    let mut buffer = vec![0; BUFFER];
    let mut digest = Sha256::new();
    let mut size = 0;
    loop {
        let count = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
            Err(cause) => return Err(reading(cause)),
        };
        digest.update(&buffer[..count]);
        size += count as u64;
        out.write_all(&buffer[..count]).map_err(&writing)?;
    }
    Ok(Entry { size, hash: shorten(digest.finalize().as_slice()) })
}

/// Where a file is written before it takes its place. The name follows from the target,
/// so that the next build can find what this one left.
pub(super) fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let name = if name.len() > LONGEST_NAME {
        hex(&Entry::of_bytes(name.as_bytes()).hash)
    } else {
        name.into_owned()
    };
    target.with_file_name(format!(".{name}.engraft-tmp"))
}

/// Removes what a build that died may have left beside a file.
pub(super) fn remove_beside(target: &Path) -> Result<(), Error> {
    let beside = beside(target);
    match fs::remove_file(&beside) {
        Err(cause) if !is_missing(&cause) => Err(trouble("remove", &beside, cause)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Hexadecimal digits of a hash.
pub(super) fn hex(hash: &Hash) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    hash.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The hash that hexadecimal digits stand for.
pub(super) fn from_hex(text: &str) -> Option<Hash> {
    let mut hash = Hash::default();
    if text.len() != 2 * hash.len() || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(hash)
}

fn shorten(digest: &[u8]) -> Hash {
    let mut hash = Hash::default();
    hash.copy_from_slice(&digest[..16]);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_its_digits() {
        let hash = Entry::of_bytes(b"graft").hash;
        assert_eq!(from_hex(&hex(&hash)), Some(hash));
        assert_eq!(from_hex("zz"), None);
        assert_eq!(from_hex(&"é".repeat(16)), None);
    }

    #[test]
    fn the_longest_names_can_still_be_written_beside() {
        let target = PathBuf::from("folder").join("a".repeat(255));
        let name = beside(&target);
        assert!(name.as_os_str().len() < 100);
    }
}
