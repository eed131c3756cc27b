//! What tells, without reading a file, that it is no longer the one that was read.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use walkdir::WalkDir;

use super::{CONTENT_FOLDER, JOURNAL_FILE, THEMES_FOLDER, classify};
use crate::disk::FileMark;

/// Size and time of a file, and its mark: an edit that keeps both leaves another one, as does
/// a file that was put in the place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    mark: FileMark,
}

impl Stamp {
    /// The stamp of the file at a place. Of a link, the file that it leads to counts.
    pub(super) fn at(location: &Path) -> Option<Stamp> {
        Some(Stamp::of(&location.metadata().ok()?))
    }

    fn of(metadata: &Metadata) -> Stamp {
        Stamp {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            mark: FileMark::of(metadata),
        }
    }

    /// Whether the disk's clock counts in parts of a second. If not, a file can be changed
    /// long after it was read and have the same stamp.
    pub(super) fn is_fine(&self) -> bool {
        let since = self.modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        self.mark.is_fine() || since.is_some_and(|since| since.subsec_nanos() != 0)
    }
}

/// The stamps of all files of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamps(BTreeMap<PathBuf, Stamp>);

impl Stamps {
    /// Looks at every file below the content folder and the themes of the site `root`, and
    /// at the record of a change. What cannot be looked at is as if it were not there.
    pub fn of(root: &Path) -> Stamps {
        let folders =
            [CONTENT_FOLDER, THEMES_FOLDER, JOURNAL_FILE].map(|folder| root.join(folder));
        let entries = folders.iter().flat_map(WalkDir::new).filter_map(Result::ok);
        let files = entries.filter(|entry| !entry.file_type().is_dir());
        let stamps = files.filter_map(|entry| {
            let path = entry.into_path();
            let stamp = Stamp::at(&path)?;
            Some((path.strip_prefix(root).unwrap_or(&path).to_owned(), stamp))
        });
        Stamps(stamps.collect())
    }
}

/// Whether editors and systems make and remove such a file without an author's doing.
pub fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| classify::is_leftover(&name) && name != ".well-known")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the tests make the files")]

    use std::fs;

    use super::*;

    #[test]
    fn a_file_that_is_new_gone_or_another_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let content = root.join(CONTENT_FOLDER);
        fs::create_dir_all(&content).unwrap();
        let mut before = Stamps::of(root);
        let mut looks_other = || {
            let now = Stamps::of(root);
            let is_other = now != before;
            before = now;
            is_other
        };
        assert!(!looks_other());
        fs::write(content.join("a.md"), "one").unwrap();
        assert!(looks_other());
        fs::write(content.join("a.md"), "longer").unwrap();
        assert!(looks_other());
        fs::remove_file(content.join("a.md")).unwrap();
        assert!(looks_other());
        assert!(!looks_other());
    }

    #[cfg(unix)]
    #[test]
    fn an_edit_that_keeps_size_and_time_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "one").unwrap();
        let before = Stamp::at(&path).unwrap();
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        // The disk's clock goes on before something else is written.
        while Stamp::at(&path) == Some(before) {
            fs::write(&path, "two").unwrap();
            fs::File::options()
                .write(true)
                .open(&path)
                .unwrap()
                .set_modified(time)
                .unwrap();
        }
        let after = Stamp::at(&path).unwrap();
        assert_eq!((after.size, after.modified), (before.size, before.modified));
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
    }
}
