//! A document as a packed folder of parts that refer to each other by name: the parts,
//! unpacked within limits that count bytes while they come.
//!
//! No ratio of sizes is a limit: honest documents reach 143 to one.

mod relation;
mod xml;

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::base::Error;

pub(super) use relation::PartRelations;
pub(super) use xml::Element;

/// The largest document, in bytes.
pub(super) const MOST_BYTES: u64 = 200 << 20;
/// The most parts of a document.
const MOST_PARTS: usize = 10_000;
/// The largest part that is XML, unpacked.
const MOST_XML: u64 = 64 << 20;
/// The largest picture, unpacked.
const MOST_PICTURE: u64 = 50 << 20;
/// The most bytes that are unpacked of one document.
const MOST_UNPACKED: u64 = 300 << 20;

/// What to do about a document that cannot be read.
const SAVE_AGAIN: &str =
    "open it in Word, save it as .docx under another name, and import that file";

/// A document, opened.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    unpacked: u64,
}

impl<'b> Package<'b> {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    ///
    /// Wrong use: it is no such document, or larger than Engraft reads.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Error> {
        if bytes.len() as u64 > MOST_BYTES {
            return Err(too_large("the file", MOST_BYTES));
        }
        // The table of parts is read only when its length is known to be bearable.
        if parts(bytes).is_some_and(|parts| parts > MOST_PARTS as u64) {
            return Err(too_many_parts());
        }
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|cause| refused(&cause))?;
        if archive.len() > MOST_PARTS {
            return Err(too_many_parts());
        }
        Ok(Package { archive, unpacked: 0 })
    }

    /// The bytes of a part that is XML. `None`: there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.unpack(name, MOST_XML)
    }

    /// The bytes of a picture.
    pub(super) fn picture(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.unpack(name, MOST_PICTURE)
    }

    /// A part as a tree.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Element>, Error> {
        match self.bytes(name)? {
            Some(bytes) => {
                xml::parse(&bytes).map(Some).map_err(|cause| cause.refusal(name))
            }
            None => Ok(None),
        }
    }

    /// What a part refers to; the package as a whole is the part without a name.
    pub(super) fn relations(&mut self, part: &str) -> Result<PartRelations, Error> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let root = self.xml(&format!("{folder}{slash}_rels/{file}.rels"))?;
        Ok(PartRelations::new(part, root.as_ref()))
    }

    fn unpack(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Error> {
        let left = MOST_UNPACKED - self.unpacked;
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(cause) => return Err(refused(&cause)),
        };
        let room = most.min(left);
        // What says itself that it is too large is not unpacked; what says less is counted.
        let said = file.size();
        let mut bytes = Vec::new();
        if said <= room {
            file.take(room + 1).read_to_end(&mut bytes).map_err(|_| damaged(name))?;
        }
        if said.max(bytes.len() as u64) > room {
            return Err(if room == most {
                too_large(&format!("`{name}` in it"), most)
            } else {
                too_large("what is packed in it", MOST_UNPACKED)
            });
        }
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }
}

/// How many parts the end of an archive says that there are.
fn parts(bytes: &[u8]) -> Option<u64> {
    /// How the last record of an archive begins, and that of a large one.
    const END: &[u8] = b"PK\x05\x06";
    const LARGE_END: &[u8] = b"PK\x06\x06";
    let tail = &bytes[bytes.len().saturating_sub(66_000)..];
    let last = |mark: &[u8]| tail.windows(4).rposition(|window| window == mark);
    if let Some(at) = last(LARGE_END)
        && let Some(count) = tail.get(at + 32..at + 40)
    {
        return Some(u64::from_le_bytes(count.try_into().ok()?));
    }
    let count = tail.get(last(END)? + 10..)?.get(..2)?;
    Some(u64::from(u16::from_le_bytes(count.try_into().ok()?)))
}

fn too_many_parts() -> Error {
    Error::usage(format!("the file holds more than {MOST_PARTS} parts"))
        .with_help("no document has so many: ask who sent it for another copy")
}

fn too_large(what: &str, most: u64) -> Error {
    let help = match most {
        MOST_XML => "split the document: no text for readers is so long",
        _ => "make its pictures smaller, or split the document",
    };
    Error::usage(format!("{what} is larger than {} MB", most >> 20)).with_help(help)
}

/// Why an archive does not open, in the words of who writes documents.
fn refused(cause: &ZipError) -> Error {
    match cause {
        ZipError::InvalidPassword => locked(),
        ZipError::UnsupportedArchive(why) if why.to_lowercase().contains("password") => {
            locked()
        }
        _ => Error::usage(
            "the file is damaged or cut short, or is no Word document under the name of one",
        )
        .with_help(SAVE_AGAIN),
    }
}

/// A part that cannot be read.
fn damaged(part: &str) -> Error {
    Error::usage(format!("the file is damaged: its part `{part}` cannot be read"))
        .with_help(SAVE_AGAIN)
}

/// A document that only opens with a password.
pub(super) fn locked() -> Error {
    Error::usage("the file has a password")
        .with_help("open it in Word, take the password off, save it and import it again")
}
