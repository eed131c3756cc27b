//! Bytes of files, of which a largest number is read.

use std::io::{self, Read as _};
use std::path::Path;

use crate::disk::{self, SymbolicLinks};

/// The bytes of a file that the walk only found, for the few that pages need to know more
/// of: at most so many.
///
/// # Errors
///
/// What the system says.
pub fn bytes(location: &Path, most: u64) -> io::Result<Vec<u8>> {
    disk::read(location, SymbolicLinks::Follow, most)
}

/// The first bytes of a file.
pub(super) fn head(location: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let (file, _) = disk::open(location, SymbolicLinks::Follow)?;
    file.take(most).read_to_end(&mut head)?;
    Ok(head)
}
