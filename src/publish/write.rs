//! One file onto the disk, whole or not at all.
//!
//! Each is written beside its place and renamed over whatever is there: a build that dies
//! leaves nothing cut under the name that a page links to, and a symbolic link is replaced
//! instead of being written through.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::base::Error;
use crate::disk::{self, SymbolicLinks, trouble};
use crate::output::OutputFile;
use crate::source::bare_file;

/// The start of a SHA-256: 128 bits are plenty to tell a file from its last version.
pub(super) type Hash = [u8; 16];

/// What the manifest says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileEntry {
    /// Bytes.
    pub(super) size: u64,
    /// The start of the SHA-256.
    pub(super) hash: Hash,
}

/// The end of the name of a file that is being written.
pub(super) const MARK: &str = "engraft-tmp";

impl FileEntry {
    /// Of bytes in memory.
    pub(super) fn of_bytes(bytes: &[u8]) -> FileEntry {
        FileEntry { size: bytes.len() as u64, hash: shorten(&disk::digest(bytes)) }
    }

    /// Of a file of the output folder, read in pieces.
    pub(super) fn of_file(path: &Path) -> Result<FileEntry, Error> {
        disk::read_in_pieces(path, SymbolicLinks::Refuse, &mut |_| Ok(()))
            .map(FileEntry::of_pieces)
    }

    /// Of a file of the sources, read in pieces.
    pub(super) fn of_source(path: &Path) -> Result<FileEntry, Error> {
        disk::read_in_pieces(path, SymbolicLinks::Follow, &mut |_| Ok(()))
            .map(FileEntry::of_pieces)
    }

    fn of_pieces((size, digest): (u64, [u8; 32])) -> FileEntry {
        FileEntry { size, hash: shorten(&digest) }
    }
}

/// Puts a file in its place. What is held in memory was looked at before, as `entry`.
pub(super) fn place(
    target: &Path,
    file: &OutputFile,
    entry: FileEntry,
) -> Result<FileEntry, Error> {
    disk::write::replace(target, MARK, |out| {
        let writing = |cause| trouble("write", target, cause);
        match file {
            OutputFile::Bytes(bytes) => {
                out.write_all(bytes).map_err(writing)?;
                Ok(entry)
            }
            OutputFile::Picture { from } => {
                let bytes = bare_file(from)?;
                out.write_all(&bytes).map_err(writing)?;
                Ok(FileEntry::of_bytes(&bytes))
            }
            OutputFile::Copy { from, .. } => {
                let mut each = |piece: &[u8]| out.write_all(piece).map_err(writing);
                disk::read_in_pieces(from, SymbolicLinks::Follow, &mut each)
                    .map(FileEntry::of_pieces)
            }
        }
    })
}

/// Puts a record of our own in its place, and waits until the disk has it: what is noted
/// about other files must not be lost before they are.
pub(super) fn place_record(target: &Path, text: &str) -> Result<(), Error> {
    disk::write::replace(target, MARK, |out: &mut File| {
        let written = out.write_all(text.as_bytes()).and_then(|()| out.sync_all());
        written.map_err(|cause| trouble("write", target, cause))
    })
}

/// Where a file is written before it takes its place.
pub(super) fn beside(target: &Path) -> PathBuf {
    disk::write::beside(target, MARK)
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

fn shorten(digest: &[u8; 32]) -> Hash {
    let mut hash = Hash::default();
    hash.copy_from_slice(&digest[..16]);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_its_digits() {
        let hash = FileEntry::of_bytes(b"graft").hash;
        assert_eq!(from_hex(&disk::hex(&hash)), Some(hash));
        assert_eq!(from_hex("zz"), None);
        assert_eq!(from_hex(&"é".repeat(16)), None);
    }
}
