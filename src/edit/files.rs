//! The files and folders of the sources, as a change handles them. No path is used that
//! leads through a symbolic link, and each is looked at whenever it is used.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::{ContentPath, Error};
use crate::disk::write::{add_name, beside, move_to, remove, rename, stage};
use crate::disk::{self, SymbolicLinks, exists, is_missing, trouble};
use crate::source::CONTENT_FOLDER;

/// The content folder of the site in a folder.
#[derive(Debug, Clone, Copy)]
pub(super) struct ContentFolder<'r> {
    /// The site's folder.
    pub(super) root: &'r Path,
}

impl ContentFolder<'_> {
    /// Where a path below the content folder lies.
    ///
    /// # Errors
    ///
    /// Wrong use: a symbolic link stands on the way or at its end.
    pub(super) fn at(&self, path: &str) -> Result<PathBuf, Error> {
        match disk::link_on_way(self.root, &format!("{CONTENT_FOLDER}/{path}"))? {
            Some(link) => Err(linked(&link)),
            None => Ok(self.root.join(CONTENT_FOLDER).join(path)),
        }
    }

    /// The hidden file beside a file in which its new bytes wait.
    pub(super) fn staged(&self, path: &str) -> Result<PathBuf, Error> {
        self.beside(path, "engraft-new")
    }

    /// The hidden file beside a file that keeps its old bytes.
    pub(super) fn kept(&self, path: &str) -> Result<PathBuf, Error> {
        self.beside(path, "engraft-old")
    }

    /// The name that something has on its way to one that differs only by case.
    pub(super) fn between(&self, path: &str) -> Result<PathBuf, Error> {
        self.beside(path, "engraft-moving")
    }

    fn beside(&self, path: &str, mark: &str) -> Result<PathBuf, Error> {
        let beside = beside(&self.at(path)?, mark);
        if disk::is_link(&beside) { Err(linked(&beside)) } else { Ok(beside) }
    }

    /// Writes the new bytes of a file to the end, beside it: with the permissions and the
    /// owner of the old one, if there is one.
    pub(super) fn stage(
        &self,
        path: &str,
        bytes: &[u8],
        is_new: bool,
    ) -> Result<(), Error> {
        let place = self.at(path)?;
        let writing = |cause| trouble("write", &place, cause);
        stage(&self.staged(path)?, &place, |file| {
            file.write_all(bytes).map_err(writing)?;
            if !is_new {
                let old = place
                    .symlink_metadata()
                    .map_err(|cause| trouble("read", &place, cause))?;
                own(file, &old);
                file.set_permissions(old.permissions()).map_err(writing)?;
            }
            // The old bytes go when the change is done, so the new ones have to be there.
            file.sync_all().map_err(writing)
        })
    }

    /// Keeps the bytes of a file under another name beside it.
    pub(super) fn keep(&self, path: &str) -> Result<(), Error> {
        let (place, kept) = (self.at(path)?, self.kept(path)?);
        remove(&kept)?;
        // A second name for the same file keeps its times as well; where there can be none,
        // a copy does.
        if add_name(&place, &kept) {
            return Ok(());
        }
        stage(&kept, &place, |file| {
            let mut each = |piece: &[u8]| {
                file.write_all(piece).map_err(|cause| trouble("copy", &place, cause))
            };
            disk::read_in_pieces(&place, SymbolicLinks::Refuse, &mut each).map(|_| ())
        })
    }

    /// Moves a file or folder to a name that nothing has. Names that differ only by case are
    /// one name on some disks, so such a move takes two steps.
    pub(super) fn rename(&self, from: &str, to: &str) -> Result<(), Error> {
        let (place, new) = (self.at(from)?, self.at(to)?);
        if has_name(&new)? {
            return Err(taken(&new));
        }
        if !exists(&new) {
            return move_to(&place, &new);
        }
        let between = self.between(from)?;
        move_to(&place, &between)?;
        move_to(&between, &new)
    }

    /// Puts a file or folder back under the name that it had.
    pub(super) fn rename_back(&self, from: &str, to: &str) -> Result<(), Error> {
        let place = self.at(from)?;
        if has_name(&place)? {
            return Ok(());
        }
        for there in [self.between(from)?, self.at(to)?] {
            if has_name(&there)? {
                return rename(&there, &place);
            }
        }
        Ok(())
    }

    /// The folders above a path that are missing, outermost first.
    pub(super) fn missing_folders(&self, path: &ContentPath) -> Vec<ContentPath> {
        let path = path.as_str();
        let content = self.root.join(CONTENT_FOLDER);
        let folders =
            path.match_indices('/').filter_map(|(at, _)| ContentPath::new(&path[..at]));
        folders.filter(|folder| !content.join(folder.as_str()).is_dir()).collect()
    }
}

fn linked(link: &Path) -> Error {
    Error::usage("this is a symbolic link, and is not changed")
        .at(link)
        .with_help("replace it by what it leads to, and try again")
}

/// Gives a file the owner of another; only some users may.
#[cfg(unix)]
fn own(file: &File, like: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _only_some_may = fchown(file, Some(like.uid()), Some(like.gid()));
}

#[cfg(not(unix))]
fn own(_file: &File, _like: &fs::Metadata) {}

/// There is something at a place where something is to go.
pub(super) fn taken(path: &Path) -> Error {
    Error::usage("there is something here already, and nothing is written over")
        .at(path)
        .with_help("choose another name, or move what is there out of the way first")
}

/// Whether its folder has an entry of exactly this name, letter by letter.
pub(super) fn has_name(path: &Path) -> Result<bool, Error> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Ok(true);
    };
    match path.symlink_metadata() {
        Err(cause) if is_missing(&cause) => return Ok(false),
        Err(cause) => return Err(trouble("look at", path, cause)),
        Ok(_) => {}
    }
    let looking = |cause: io::Error| trouble("look at", folder, cause);
    for entry in fs::read_dir(folder).map_err(looking)? {
        if entry.map_err(looking)?.file_name() == name {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Refuses a file that its owner does not want changed.
pub(super) fn refuse_read_only(path: &Path) -> Result<(), Error> {
    let metadata =
        path.symlink_metadata().map_err(|cause| trouble("look at", path, cause))?;
    if metadata.permissions().readonly() {
        return Err(Error::machine("this file is read-only, and is not changed")
            .at(path)
            .with_help("give yourself the right to write it, and try again"));
    }
    Ok(())
}
