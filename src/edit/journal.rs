//! What is being changed, on disk for as long as it lasts, so that a run that failed or was
//! killed can be put back.

#![expect(clippy::disallowed_methods, reason = "this is where the sources are changed")]

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, is_missing, trouble};
use crate::base::{ContentPath, Error};
use crate::source::CONTENT_FOLDER;

/// Its name in the content folder.
const JOURNAL: &str = ".engraft.journal";

/// The form of the file.
const FORMAT: u32 = 1;

/// What is being changed, by paths below the content folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    /// The form of the file.
    pub(super) format: u32,
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

impl Journal {
    /// Writes it down.
    pub(super) fn write(&mut self, content: &Path, done: bool) -> Result<(), Error> {
        self.format = FORMAT;
        self.done = done;
        let text =
            serde_json::to_string_pretty(self).expect("lists of texts are always JSON");
        let path = content.join(JOURNAL);
        let staged = disk::staged(&path);
        disk::write(&staged, text.as_bytes(), None)?;
        disk::replace(&staged, &path)
    }

    /// The change is complete: removes what was kept of before, and the journal.
    pub(super) fn close(&self, content: &Path) -> Result<(), Error> {
        for path in &self.edited {
            // It went with the folder, but not with the file itself.
            let inside = |from: &str| path.strip_prefix(from)?.strip_prefix('/');
            let moved = self
                .moved
                .iter()
                .find_map(|(from, to)| inside(from).map(|rest| format!("{to}/{rest}")));
            let path = content.join(moved.as_ref().unwrap_or(path));
            disk::remove(&disk::kept(&path))?;
        }
        disk::remove(&content.join(JOURNAL))
    }

    /// Puts everything back as it was. May be done again, however far it came.
    pub(super) fn undo(&self, content: &Path) -> Result<(), Error> {
        for (from, to) in self.moved.iter().rev() {
            let [from, to] = [from, to].map(|path| content.join(path));
            let between = disk::between(&from);
            if disk::has_name(&from)? {
                continue;
            }
            for there in [between, to] {
                if disk::has_name(&there)? {
                    disk::replace(&there, &from)?;
                    break;
                }
            }
        }
        for path in self.edited.iter().map(|path| content.join(path)) {
            disk::remove(&disk::staged(&path))?;
            let kept = disk::kept(&path);
            if disk::exists(&kept) {
                disk::replace(&kept, &path)?;
                // Two names of one file: renaming one over the other leaves both.
                disk::remove(&kept)?;
            }
        }
        for path in self.created.iter().map(|path| content.join(path)) {
            // While the new bytes still wait beside it, the file is not ours.
            let staged = disk::staged(&path);
            let waits = disk::exists(&staged);
            disk::remove(if waits { &staged } else { &path })?;
        }
        for folder in self.folders.iter().rev() {
            disk::remove_folder(&content.join(folder));
        }
        disk::remove(&content.join(JOURNAL))
    }

    /// Whether every path in it lies below the content folder.
    fn is_sound(&self) -> bool {
        let ends = self.moved.iter().flat_map(|(from, to)| [from, to]);
        let paths = self.edited.iter().chain(&self.created).chain(&self.folders);
        self.format == FORMAT
            && paths.chain(ends).all(|path| ContentPath::new(path).is_some())
    }
}

/// Whether a command that changes the sources is at work below the site's folder `root`, or
/// was killed at it.
pub fn is_interrupted(root: &Path) -> bool {
    disk::exists(&root.join(CONTENT_FOLDER).join(JOURNAL))
}

/// Puts back what a command that was killed had left half changed below the site's folder
/// `root`. Says whether there was anything. Nobody else may be changing files meanwhile.
///
/// # Errors
///
/// Machine: the record of the change cannot be read, or a file cannot be put back.
pub fn recover(root: &Path) -> Result<bool, Error> {
    let content: PathBuf = root.join(CONTENT_FOLDER);
    let path = content.join(JOURNAL);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(cause) if is_missing(&cause) => return Ok(false),
        Err(cause) => return Err(trouble("read", &path, cause)),
    };
    let journal = serde_json::from_slice(&bytes).ok().filter(Journal::is_sound);
    let Some(journal) = journal else {
        let message = "a change was interrupted, and its record cannot be read";
        return Err(Error::machine(message).at(&path).with_help(
            "files that end in `.engraft-old` beside yours hold the old texts; then remove this file",
        ));
    };
    if journal.done {
        journal.close(&content)?;
        return Ok(false);
    }
    journal.undo(&content)?;
    Ok(true)
}
