//! What is kept beside the sources for who writes them: texts that are not saved yet, and the
//! last versions of each file. Git ignores the folder, and it can be deleted at any time.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::base::{ContentPath, Error};
use crate::disk::write::{beside, create_folder, remove, replace};
use crate::disk::{self, SymbolicLinks, digest, hex, trouble};
use crate::source::MOST_TEXT_BYTES;

/// The folder, in the site's folder.
const FOLDER: &str = ".engraft-desk";
const UNSAVED: &str = "unsaved";
const VERSIONS: &str = "versions";
const BUILT: &str = "built.json";
/// Bytes of the texts of a build: those of a hundred thousand pages.
const MOST_BUILT_BYTES: u64 = 1_000_000_000;
/// How many versions of a file are kept.
const MOST_VERSIONS: usize = 30;
/// How many unsaved texts are read.
const MOST_UNSAVED: usize = 1_000;
/// Bytes of a record: two texts, in the longest form that JSON has for them.
const MOST_BYTES: u64 = 12 * MOST_TEXT_BYTES + 10_000;
/// The end of the name of a file that is being written.
const MARK: &str = "engraft-new";

/// A text that somebody wrote and did not save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsavedText {
    /// The file below the content folder.
    pub path: String,
    /// The digest of the bytes that were opened.
    pub opened: String,
    /// What they said.
    pub base: String,
    /// What is written now.
    pub text: String,
}

/// A version of a file that was saved over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct KeptVersion {
    /// Counts the versions of the file.
    pub number: u32,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was saved over, in seconds since 1970.
    pub seconds: u64,
}

/// The folder of these things.
#[derive(Debug, Clone)]
pub struct Drawer {
    root: PathBuf,
}

impl Drawer {
    /// That of the site in a folder. Nothing is made before there is something to keep.
    pub fn of(root: &Path) -> Drawer {
        Drawer { root: root.to_owned() }
    }

    /// Keeps an unsaved text, in the place of the last one of its file.
    ///
    /// # Errors
    ///
    /// Wrong use: a symbolic link stands on the way. Machine: it cannot be written.
    pub fn keep(&self, unsaved: &UnsavedText) -> Result<(), Error> {
        let json = serde_json::to_vec(unsaved).map_err(|cause| {
            Error::machine(format!("what is typed cannot be kept: {cause}"))
        })?;
        self.write(&[UNSAVED, &format!("{}.json", name_of(&unsaved.path))], &json)
    }

    /// Forgets the unsaved text of a file.
    ///
    /// # Errors
    ///
    /// Machine: it cannot be removed.
    pub fn clear(&self, path: &ContentPath) -> Result<(), Error> {
        let parts = [UNSAVED, &format!("{}.json", name_of(path.as_str()))];
        let place = self.place(&parts)?;
        // A desk that was killed while it kept a text leaves what it had written of it.
        remove(&beside(&place, MARK))?;
        remove(&place).map(drop)
    }

    /// Every unsaved text, in the order of the files. What cannot be read is passed over: its
    /// file stays where it is.
    pub fn unsaved(&self) -> Vec<UnsavedText> {
        let Ok(folder) = self.place(&[UNSAVED]) else { return Vec::new() };
        let names = names(&folder);
        let mut all: Vec<UnsavedText> = names
            .iter()
            .filter(|name| name.strip_suffix(".json").is_some())
            .take(MOST_UNSAVED)
            .filter_map(|name| {
                let bytes =
                    disk::read(&folder.join(name), SymbolicLinks::Refuse, MOST_BYTES);
                let unsaved: UnsavedText = serde_json::from_slice(&bytes.ok()?).ok()?;
                let is_own = *name == format!("{}.json", name_of(&unsaved.path));
                is_own.then_some(unsaved)
            })
            .collect();
        all.sort_by(|one, other| one.path.cmp(&other.path));
        all
    }

    /// Keeps the bytes of a file that is about to be saved over. Old versions go.
    ///
    /// # Errors
    ///
    /// Wrong use: a symbolic link stands on the way. Machine: it cannot be written.
    pub fn keep_version(&self, path: &ContentPath, bytes: &[u8]) -> Result<(), Error> {
        let own = name_of(path.as_str());
        let known = self.versions(path);
        let number = known.last().map_or(1, |last| last.number.saturating_add(1));
        self.write(&[VERSIONS, &own, &format!("{number:08}")], bytes)?;
        let old = (known.len() + 1).saturating_sub(MOST_VERSIONS);
        for version in known.iter().take(old) {
            let name = format!("{:08}", version.number);
            remove(&self.place(&[VERSIONS, &own, &name])?)?;
        }
        Ok(())
    }

    /// The versions of a file, the oldest first.
    pub fn versions(&self, path: &ContentPath) -> Vec<KeptVersion> {
        let Ok(folder) = self.place(&[VERSIONS, &name_of(path.as_str())]) else {
            return Vec::new();
        };
        let versions = names(&folder).into_iter().filter_map(|name| {
            let number = name.parse().ok().filter(|_| name.len() == 8)?;
            let found = folder.join(&name).symlink_metadata().ok()?;
            let since = found.modified().ok()?.duration_since(UNIX_EPOCH);
            let seconds = since.map_or(0, |since| since.as_secs());
            Some(KeptVersion { number, bytes: found.len(), seconds })
        });
        versions.collect()
    }

    /// The bytes of a version.
    ///
    /// # Errors
    ///
    /// Machine: it is not there, or cannot be read.
    pub fn version(&self, path: &ContentPath, number: u32) -> Result<Vec<u8>, Error> {
        let parts = [VERSIONS, &name_of(path.as_str()), &format!("{number:08}")];
        let place = self.place(&parts)?;
        disk::read(&place, SymbolicLinks::Refuse, MOST_TEXT_BYTES)
            .map_err(|cause| trouble("read", &place, cause))
    }

    /// Keeps the texts that the finished site was made of, by their paths.
    ///
    /// # Errors
    ///
    /// As [`Drawer::keep`].
    pub fn keep_built(&self, texts: &BTreeMap<String, String>) -> Result<(), Error> {
        let json = serde_json::to_vec(texts).map_err(|cause| {
            Error::machine(format!("the texts of the build cannot be kept: {cause}"))
        })?;
        self.write(&[BUILT], &json)
    }

    /// These texts; `None` where none are kept, or where they cannot be read.
    pub fn built(&self) -> Option<BTreeMap<String, String>> {
        let place = self.place(&[BUILT]).ok()?;
        let bytes = disk::read(&place, SymbolicLinks::Refuse, MOST_BUILT_BYTES).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Writes the page that leads a browser to the desk, which only its owner may read, and
    /// says where it lies.
    ///
    /// # Errors
    ///
    /// As [`Drawer::keep`].
    pub fn write_launch_page(&self, html: &str) -> Result<PathBuf, Error> {
        self.write(&["open.html"], html.as_bytes())?;
        self.place(&["open.html"])
    }

    /// Removes that page.
    pub fn remove_launch_page(&self) {
        if let Ok(place) = self.place(&["open.html"]) {
            let _gone_anyway = remove(&place);
        }
    }

    fn place(&self, parts: &[&str]) -> Result<PathBuf, Error> {
        let inside = [&[FOLDER], parts].concat().join("/");
        match disk::link_on_way(&self.root, &inside)? {
            Some(link) => {
                Err(Error::usage("this is a symbolic link, and nothing is kept in it")
                    .at(&link)
                    .with_help("remove it, and try again"))
            }
            None => Ok(self.root.join(inside)),
        }
    }

    /// Writes a file for its owner alone, and the folders that it needs.
    fn write(&self, parts: &[&str], bytes: &[u8]) -> Result<(), Error> {
        let place = self.place(parts)?;
        for end in 0..parts.len() {
            create_folder(&self.place(&parts[..end])?)?;
        }
        let ignore = self.place(&[".gitignore"])?;
        if !disk::exists(&ignore) {
            fill(&ignore, b"*\n")?;
        }
        fill(&place, bytes)
    }
}

fn fill(place: &Path, bytes: &[u8]) -> Result<(), Error> {
    replace(place, MARK, |file| {
        let writing = |cause| trouble("write", place, cause);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            file.set_permissions(fs::Permissions::from_mode(0o600)).map_err(writing)?;
        }
        file.write_all(bytes).map_err(writing)
    })
}

/// What the records of a file are called: a path may be longer than a name, and may differ
/// from another by case alone.
fn name_of(path: &str) -> String {
    hex(&digest(path.as_bytes())[..16])
}

/// The names in a folder, in order; none where it is not there.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &str, text: &str) -> UnsavedText {
        let [path, text] = [path, text].map(str::to_owned);
        UnsavedText { path, opened: "00".to_owned(), base: String::new(), text }
    }

    #[test]
    fn unsaved_texts_are_kept_until_they_are_cleared() {
        let folder = tempfile::tempdir().unwrap();
        let drawer = Drawer::of(folder.path());
        assert!(drawer.unsaved().is_empty());
        drawer.keep(&text("b.md", "one")).unwrap();
        drawer.keep(&text("a.md", "two")).unwrap();
        drawer.keep(&text("b.md", "three")).unwrap();
        assert_eq!(drawer.unsaved(), [text("a.md", "two"), text("b.md", "three")]);
        drawer.clear(&ContentPath::new("b.md").unwrap()).unwrap();
        assert_eq!(drawer.unsaved(), [text("a.md", "two")]);
        let ignored = disk::read(
            &folder.path().join(".engraft-desk/.gitignore"),
            SymbolicLinks::Refuse,
            10,
        );
        assert_eq!(ignored.unwrap(), b"*\n");
    }

    #[test]
    fn the_last_versions_of_a_file_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let drawer = Drawer::of(folder.path());
        let path = ContentPath::new("a/b.md").unwrap();
        for number in 0..40 {
            drawer.keep_version(&path, format!("{number}").as_bytes()).unwrap();
        }
        let numbers: Vec<u32> =
            drawer.versions(&path).iter().map(|version| version.number).collect();
        assert_eq!(numbers, (11..=40).collect::<Vec<_>>());
        assert_eq!(drawer.version(&path, 40).unwrap(), b"39");
        assert!(drawer.version(&path, 1).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_kept_through_a_link() {
        let (folder, other) =
            (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let link = folder.path().join(FOLDER);
        std::os::unix::fs::symlink(other.path(), link).unwrap();
        assert!(Drawer::of(folder.path()).keep(&text("a.md", "x")).is_err());
        assert!(names(other.path()).is_empty());
    }
}
