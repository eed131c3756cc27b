//! How files are opened: ordinary ones only, so that nothing waits for a pipe or reads a
//! device without end, and never more of them than is asked for.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use super::{Digest, trouble};
use crate::base::Error;

/// Bytes read at a time where a file is read in pieces.
const PIECE: usize = 64 * 1024;

/// What becomes of a symbolic link at the end of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolicLinks {
    /// It is followed: the walk of the sources has looked where it leads.
    Follow,
    /// It is refused: what is read there is Engraft's own file.
    Refuse,
}

/// Opens an ordinary file for reading.
///
/// # Errors
///
/// What the system says; or that this is a link, a pipe, a device or a folder.
pub fn open(path: &Path, links: SymbolicLinks) -> io::Result<(File, Metadata)> {
    // Looked at before it is opened, because some devices act when they are opened; and
    // after, because that is what is read.
    let found = match links {
        SymbolicLinks::Follow => path.metadata()?,
        SymbolicLinks::Refuse => path.symlink_metadata()?,
    };
    if !found.is_file() {
        return Err(no_ordinary_file());
    }
    let mut options = OpenOptions::new();
    options.read(true);
    guard(&mut options, links);
    let file = options.open(path)?;
    let found = file.metadata()?;
    if found.is_file() { Ok((file, found)) } else { Err(no_ordinary_file()) }
}

/// The bytes of an ordinary file that has at most so many.
///
/// # Errors
///
/// As [`open()`]; or that the file is larger ([`io::ErrorKind::FileTooLarge`]).
pub fn read(path: &Path, links: SymbolicLinks, most: u64) -> io::Result<Vec<u8>> {
    let (file, found) = open(path, links)?;
    if found.len() > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0) + 1);
    // One byte more tells that it has grown.
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Reads an ordinary file in pieces, each of which is handed to `each`; its size and digest.
///
/// # Errors
///
/// What `each` says. Machine: the file cannot be read.
pub fn read_in_pieces(
    path: &Path,
    links: SymbolicLinks,
    each: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(u64, [u8; 32]), Error> {
    let reading = |cause| trouble("read", path, cause);
    let (mut file, _) = open(path, links).map_err(reading)?;
    let mut buffer = vec![0; PIECE];
    let mut digest = Digest::default();
    let mut size = 0;
    loop {
        let count = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
            Err(cause) => return Err(reading(cause)),
        };
        digest.update(&buffer[..count]);
        size += count as u64;
        each(&buffer[..count])?;
    }
    Ok((size, digest.finish()))
}

/// Lets the system refuse what was put in the place of the file that was looked at.
#[cfg(unix)]
pub(super) fn guard(options: &mut OpenOptions, links: SymbolicLinks) {
    use std::os::unix::fs::OpenOptionsExt;
    let own = match links {
        SymbolicLinks::Follow => 0,
        SymbolicLinks::Refuse => libc::O_NOFOLLOW,
    };
    options.custom_flags(own | libc::O_NONBLOCK);
}

#[cfg(not(unix))]
pub(super) fn guard(_options: &mut OpenOptions, _links: SymbolicLinks) {}

pub(super) fn no_ordinary_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "this is no ordinary file")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "files are made to be read")]

    use std::fs;

    use super::*;

    #[test]
    fn only_ordinary_files_of_a_known_largest_size_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "12345").unwrap();
        for links in [SymbolicLinks::Follow, SymbolicLinks::Refuse] {
            assert_eq!(read(&path, links, 5).unwrap(), b"12345");
            let error = read(&path, links, 4).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
            let error = read(folder.path(), links, 4).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_where_they_were_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "1").unwrap();
        let link = folder.path().join("l");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert_eq!(read(&link, SymbolicLinks::Follow, 5).unwrap(), b"1");
        assert!(read(&link, SymbolicLinks::Refuse, 5).is_err());
        for device in ["/dev/zero", "/dev/null"] {
            assert!(read(Path::new(device), SymbolicLinks::Follow, 5).is_err());
        }
    }
}
