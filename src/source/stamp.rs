//! What tells, without reading a file, that it is no longer the one that was read.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use walkdir::WalkDir;

use super::{CONTENT_FOLDER, THEMES_FOLDER, classify};

/// Size, time and number of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// A file that was put in the place of another has another number.
    number: u64,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Stamp {
        Stamp {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            number: number(metadata),
        }
    }

    /// Whether the disk's clock counts in parts of a second. If not, a file can be changed
    /// long after it was read and have the same stamp.
    pub(super) fn is_fine(&self) -> bool {
        let since = self.modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        since.is_some_and(|since| since.subsec_nanos() != 0)
    }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}

/// The stamps of all files of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamps(BTreeMap<PathBuf, Stamp>);

impl Stamps {
    /// Looks at every file below the content folder and the themes of the site `root`.
    /// What cannot be looked at is as if it were not there.
    pub fn of(root: &Path) -> Stamps {
        let folders = [CONTENT_FOLDER, THEMES_FOLDER].map(|folder| root.join(folder));
        let entries = folders.iter().flat_map(WalkDir::new).filter_map(Result::ok);
        let files = entries.filter(|entry| !entry.file_type().is_dir());
        let stamps = files.filter_map(|entry| {
            let path = entry.into_path();
            // Of a link, the file that it leads to counts.
            let stamp = Stamp::of(&path.metadata().ok()?);
            Some((path.strip_prefix(root).unwrap_or(&path).to_owned(), stamp))
        });
        Stamps(stamps.collect())
    }

    /// The files, below the site's folder and in order, that are new, gone or not the same
    /// in `newer`; without what editors leave behind.
    pub fn changed(&self, newer: &Stamps) -> Vec<PathBuf> {
        let differs = |path: &&PathBuf| self.0.get(*path) != newer.0.get(*path);
        let gone = self.0.keys().filter(|path| !newer.0.contains_key(*path));
        let mut changed: Vec<PathBuf> = gone
            .chain(newer.0.keys().filter(differs))
            .filter(|path| !is_leftover(path))
            .cloned()
            .collect();
        changed.sort();
        changed
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
    fn a_file_that_is_new_gone_or_another_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |name: &str, text: &str| {
            let path = root.join(CONTENT_FOLDER).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for name in ["a.md", "b.md", "c/d.md"] {
            write(name, "one");
        }
        let before = Stamps::of(root);
        assert_eq!(before.changed(&Stamps::of(root)), Vec::<PathBuf>::new());
        write("a.md", "longer");
        write("c/e.md", "new");
        write(".a.md.swp", "x");
        fs::remove_file(root.join(CONTENT_FOLDER).join("b.md")).unwrap();
        let changed = before.changed(&Stamps::of(root));
        let names = ["a.md", "b.md", "c/e.md"];
        assert_eq!(changed, names.map(|name| Path::new(CONTENT_FOLDER).join(name)));
    }
}
