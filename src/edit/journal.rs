//! What is being changed, on disk for as long as it lasts, so that a run that failed or was
//! killed can be put back.
//!
//! The journal lies beside the content folder, and it is believed only where its witness
//! lies: an empty file that the run made first, whose number on the disk and moment of change
//! are written in the journal. Nobody can choose these, so no journal that came with a
//! checkout, an archive or a copy is ever followed.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::ContentFolder;
use crate::base::{ContentPath, Error};
use crate::disk::write::{beside, create_folder, remove, remove_folder, rename};
use crate::disk::{self, FileMark, SymbolicLinks, exists, is_missing, trouble};
use crate::source::JOURNAL_FILE;

/// The name of the witness, beside the content folder.
const WITNESS: &str = ".site-content.engraft.witness";

/// The form of the file.
const FORMAT: u32 = 2;

/// The largest record that is written and read: that of some hundred thousand files.
const MOST_BYTES: u64 = 64_000_000;

/// The end of the name of a record that is being written.
const MARK: &str = "engraft-new";

/// What is being changed, by paths below the content folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct MoveJournal {
    /// The form of the file.
    pub(super) format: u32,
    /// The mark of the file that the run made before it wrote this.
    pub(super) witness: Option<FileMark>,
    /// All is done, and only what was kept of before is left to be removed.
    pub(super) done: bool,
    /// Files whose text changes.
    pub(super) edited: Vec<String>,
    /// Files that are created.
    pub(super) created: Vec<String>,
    /// Folders that are created, outermost first.
    pub(super) folders: Vec<String>,
    /// Files and folders that are moved.
    pub(super) moved: Vec<(String, String)>,
}

impl MoveJournal {
    /// Writes down what is about to be changed.
    pub(super) fn begin(&mut self, content: ContentFolder<'_>) -> Result<(), Error> {
        let witness = content.root.join(WITNESS);
        remove(&witness)?;
        disk::write::stage(&witness, &witness, |_| Ok(()))?;
        self.witness = mark_of(&witness);
        self.write(content)
    }

    /// Writes down that all is done.
    pub(super) fn complete(&mut self, content: ContentFolder<'_>) -> Result<(), Error> {
        self.done = true;
        self.write(content)
    }

    fn write(&mut self, content: ContentFolder<'_>) -> Result<(), Error> {
        self.format = FORMAT;
        let text =
            serde_json::to_string_pretty(self).expect("lists of texts are always JSON");
        let path = content.root.join(JOURNAL_FILE);
        if text.len() as u64 > MOST_BYTES {
            let message = "the record of this change would be too large to be read again";
            return Err(Error::machine(message)
                .at(&path)
                .with_help("change a part of the site at a time"));
        }
        disk::write::replace(&path, MARK, |file| {
            let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
            written.map_err(|cause| trouble("write", &path, cause))
        })
    }

    /// The change is complete: removes what was kept of before, and the journal.
    pub(super) fn close(&self, content: ContentFolder<'_>) -> Result<(), Error> {
        for path in &self.edited {
            // It went with the folder, but not with the file itself.
            let inside = |from: &str| path.strip_prefix(from)?.strip_prefix('/');
            let moved = self
                .moved
                .iter()
                .find_map(|(from, to)| inside(from).map(|rest| format!("{to}/{rest}")));
            remove(&content.kept(moved.as_ref().unwrap_or(path))?)?;
        }
        forget(content)
    }

    /// Puts everything back as it was. May be done again, however far it came.
    pub(super) fn undo(&self, content: ContentFolder<'_>) -> Result<(), Error> {
        for (from, to) in self.moved.iter().rev() {
            content.rename_back(from, to)?;
        }
        for path in &self.edited {
            remove(&content.staged(path)?)?;
            let kept = content.kept(path)?;
            if exists(&kept) {
                rename(&kept, &content.at(path)?)?;
                // Two names of one file: renaming one over the other leaves both.
                remove(&kept)?;
            }
        }
        for path in &self.created {
            // While the new bytes still wait beside it, the file is not ours.
            let staged = content.staged(path)?;
            remove(&if exists(&staged) { staged } else { content.at(path)? })?;
        }
        for folder in self.folders.iter().rev() {
            remove_folder(&content.at(folder)?);
        }
        forget(content)
    }

    /// Makes the folders that are needed.
    pub(super) fn create_folders(&self, content: ContentFolder<'_>) -> Result<(), Error> {
        self.folders.iter().try_for_each(|folder| create_folder(&content.at(folder)?))
    }

    /// Whether a run of Engraft wrote it here, with paths below the content folder.
    fn is_sound(&self, root: &Path) -> bool {
        let ends = self.moved.iter().flat_map(|(from, to)| [from, to]);
        let paths = self.edited.iter().chain(&self.created).chain(&self.folders);
        self.format == FORMAT
            && self.witness.is_some()
            && self.witness == mark_of(&root.join(WITNESS))
            && paths.chain(ends).all(|path| ContentPath::new(path).is_some())
    }
}

/// The mark of an empty file; `None` if there is none.
fn mark_of(witness: &Path) -> Option<FileMark> {
    let found = witness.symlink_metadata().ok()?;
    (found.is_file() && found.len() == 0).then(|| FileMark::of(&found))
}

/// Removes the records of a change: the journal first, which counts for nothing without its
/// witness.
fn forget(content: ContentFolder<'_>) -> Result<(), Error> {
    let journal = content.root.join(JOURNAL_FILE);
    for path in [&journal, &beside(&journal, MARK), &content.root.join(WITNESS)] {
        remove(path)?;
    }
    Ok(())
}

/// Whether a command that changes the sources is at work below the site's folder `root`, or
/// was killed at it, or something says so.
pub fn is_interrupted(root: &Path) -> bool {
    exists(&root.join(JOURNAL_FILE))
}

/// Puts back what a command that was killed had left half changed below the site's folder
/// `root`. Says whether there was anything. Nobody else may be changing files meanwhile.
///
/// # Errors
///
/// Wrong use: no run of Engraft wrote the record here. Machine: the record of the change
/// cannot be read, or a file cannot be put back.
pub fn recover(root: &Path) -> Result<bool, Error> {
    let content = ContentFolder { root };
    let path: PathBuf = root.join(JOURNAL_FILE);
    let bytes = match disk::read(&path, SymbolicLinks::Refuse, MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(cause) if is_missing(&cause) => {
            forget(content)?;
            return Ok(false);
        }
        Err(cause) => match cause.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge => Vec::new(),
            _ => return Err(trouble("read", &path, cause)),
        },
    };
    let journal = serde_json::from_slice(&bytes).ok();
    let Some(journal) = journal.filter(|journal: &MoveJournal| journal.is_sound(root))
    else {
        let message = "this says that a change was interrupted, but no command of Engraft wrote it here";
        return Err(Error::usage(message).at(&path).with_help(
            "remove it; where a change was interrupted before the folder was copied, files that end in `.engraft-old` hold the old texts",
        ));
    };
    if journal.done {
        journal.close(content)?;
        return Ok(false);
    }
    journal.undo(content)?;
    Ok(true)
}
