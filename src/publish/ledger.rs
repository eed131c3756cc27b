//! `.engraft.json`: what the last build wrote, and the mark that the folder is ours.
//!
//! Together with the journal it is the [`Ledger`], which says of every path whether it is
//! ours and whether its content is known.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use crate::base::{Error, OutputPath};
use crate::disk;

use super::journal::{self, PublishJournal};
use super::read_record;
use super::write::{self, FileEntry};

/// Its name in the output folder.
pub(super) const MANIFEST: &str = ".engraft.json";

/// The form of the file; another form is treated as unreadable.
const FORMAT: u32 = 1;

/// The files of a finished publish.
pub(super) struct PublishedFiles {
    /// Name and version of the program.
    pub(super) generator: String,
    /// Every file, but the manifest.
    pub(super) files: BTreeMap<OutputPath, FileEntry>,
}

#[derive(Deserialize)]
struct StoredLedger {
    format: u32,
    files: BTreeMap<String, StoredEntry>,
}

/// All that is read of a form that is not known.
#[derive(Deserialize)]
struct StoredFormat {
    format: u32,
}

#[derive(Deserialize)]
struct StoredEntry {
    size: u64,
    sha256: String,
}

impl PublishedFiles {
    /// The manifest of what is planned.
    pub(super) fn of(
        generator: &str,
        files: impl Iterator<Item = (OutputPath, FileEntry)>,
    ) -> PublishedFiles {
        PublishedFiles { generator: generator.to_owned(), files: files.collect() }
    }

    /// One line for each file, so that two of them can be compared by eye.
    pub(super) fn to_json(&self) -> String {
        let quoted =
            |text: &str| serde_json::to_string(text).expect("a string is always JSON");
        let mut text = format!(
            "{{\n\"format\": {FORMAT},\n\"generator\": {},\n\"files\": {{",
            quoted(&self.generator)
        );
        for (count, (path, entry)) in self.files.iter().enumerate() {
            let comma = if count == 0 { "" } else { "," };
            write!(
                text,
                "{comma}\n{}: {{\"size\": {}, \"sha256\": \"{}\"}}",
                quoted(path.as_str()),
                entry.size,
                disk::hex(&entry.hash)
            )
            .expect("writing to a string cannot fail");
        }
        text.push_str("\n}\n}\n");
        text
    }

    /// Whether a manifest was written by a version of the program.
    pub(super) fn is_by(generator: &str, text: &str) -> bool {
        let empty = PublishedFiles::of(generator, std::iter::empty()).to_json();
        let head = empty.find("\"files\"").map_or("", |at| &empty[..at]);
        text.starts_with(head)
    }

    /// Puts it in its place.
    pub(super) fn write(&self, output: &Path) -> Result<(), Error> {
        write::place_record(&output.join(MANIFEST), &self.to_json())
    }
}

/// Whose a path is.
pub(super) enum Ownership {
    /// Ours, and this is what we wrote.
    Known(FileEntry),
    /// Ours, but a build died while it was writing.
    Unknown,
    /// Not ours.
    Foreign,
}

/// What of the records in the folder cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// The manifest.
    Manifest,
    /// The manifest, which a newer version wrote.
    Newer,
    /// The list of what a dead build was about to change.
    Journal,
}

/// What is known of the folder from earlier builds.
#[derive(Default)]
pub(super) struct Ledger {
    /// The manifest as it lies on the disk; empty if there is none.
    pub(super) text: String,
    /// Files with known content.
    known: BTreeMap<OutputPath, FileEntry>,
    /// Files that a dead build was about to change.
    pub(super) unknown: BTreeSet<OutputPath>,
    /// A build died here.
    pub(super) interrupted: bool,
    /// The machine was started since the last build: sizes alone do not tell.
    pub(super) in_doubt: bool,
    /// The last build was of this version of the program.
    pub(super) is_of_this_version: bool,
    /// What cannot be read: files that nothing else tells of are not ours.
    pub(super) lost: Option<Lost>,
}

impl Ledger {
    /// Reads the manifest and the journal.
    pub(super) fn load(output: &Path) -> Result<Ledger, Error> {
        let mut ledger = Ledger::default();
        if let Some(bytes) = read_record(&output.join(MANIFEST))? {
            ledger.read_manifest(&bytes);
        }
        match journal::load(output)? {
            PublishJournal::None => {}
            PublishJournal::Names(names) => {
                ledger.interrupted = true;
                for name in names {
                    ledger.known.remove(&name);
                    ledger.unknown.insert(name);
                }
            }
            PublishJournal::Unreadable => {
                ledger.interrupted = true;
                ledger.lost = Some(Lost::Journal);
                ledger.unknown = std::mem::take(&mut ledger.known).into_keys().collect();
            }
        }
        Ok(ledger)
    }

    fn read_manifest(&mut self, bytes: &[u8]) {
        let format = serde_json::from_slice::<StoredFormat>(bytes).ok();
        let stored = match serde_json::from_slice::<StoredLedger>(bytes) {
            Ok(stored) if stored.format == FORMAT => stored,
            Ok(_) | Err(_) => {
                let is_newer = format.is_some_and(|stored| stored.format > FORMAT);
                self.lost = Some(if is_newer { Lost::Newer } else { Lost::Manifest });
                return;
            }
        };
        self.text = String::from_utf8_lossy(bytes).into_owned();
        for (name, entry) in stored.files {
            let Some(path) = OutputPath::new(&name) else { continue };
            match write::from_hex(&entry.sha256) {
                Some(hash) => {
                    self.known.insert(path, FileEntry { size: entry.size, hash });
                }
                None => {
                    self.unknown.insert(path);
                }
            }
        }
    }

    /// Whose a path is.
    pub(super) fn ownership(&self, path: &OutputPath) -> Ownership {
        if let Some(&entry) = self.known.get(path) {
            Ownership::Known(entry)
        } else if self.unknown.contains(path) {
            Ownership::Unknown
        } else {
            Ownership::Foreign
        }
    }

    /// Whether a build of ours wrote to a path, or was about to.
    pub(super) fn names(&self, path: &OutputPath) -> bool {
        self.known.contains_key(path) || self.unknown.contains(path)
    }

    /// Every file with known content, and its size in bytes.
    pub(super) fn into_files(self) -> impl Iterator<Item = (OutputPath, u64)> {
        self.known.into_iter().map(|(path, entry)| (path, entry.size))
    }

    /// Every path that is ours.
    pub(super) fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.known.keys().chain(&self.unknown)
    }
}
