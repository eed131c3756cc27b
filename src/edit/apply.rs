//! A change onto the disk, whole or not at all.
//!
//! New texts are written beside the old ones first, and the old ones kept under a second
//! name; then everything is renamed into place under a journal. Whatever fails, all is put
//! back.

use std::fs;
use std::path::Path;

use super::Change;
use super::files::{self, ContentFolder};
use super::journal::MoveJournal;
use crate::base::{ContentPath, Error, fold_path};
use crate::disk::{self, SymbolicLinks, trouble};
use crate::source::{CONTENT_FOLDER, Original, SourceTree};

/// Makes a change of the site in the folder `root`, of which `tree` was read.
///
/// # Errors
///
/// Wrong use: a file is a symbolic link, or something would be written over. Machine: a
/// file is read-only, was changed since it was read, or cannot be written. In each case
/// everything is as it was.
pub fn apply(change: &Change, tree: &SourceTree, root: &Path) -> Result<(), Error> {
    let content = ContentFolder { root };
    let texts = new_texts(change, tree, content)?;
    refuse_moves(change, content)?;
    let mut journal = journal(change, &texts, content);
    let done = carry_out(&mut journal, &texts, content);
    if let Err(error) = done {
        return Err(match journal.undo(content) {
            Ok(()) => error,
            Err(worse) => worse.with_help(
                "the next command that changes the sources tries again to put everything back as it was",
            ),
        });
    }
    journal.close(content)?;
    let gone = change.moves().iter().map(|(from, _)| from);
    for path in gone.chain(change.removed().map(|(path, _)| path)) {
        remove_empty_folders(content, path)?;
    }
    Ok(())
}

/// A file that is written, and its bytes; none where it is removed.
struct NewText {
    path: ContentPath,
    bytes: Option<Vec<u8>>,
    is_new: bool,
}

/// The bytes of every file whose text changes or that is created.
fn new_texts(
    change: &Change,
    tree: &SourceTree,
    content: ContentFolder<'_>,
) -> Result<Vec<NewText>, Error> {
    let mut texts = Vec::new();
    for (path, edits) in change.edits() {
        let place = content.at(path.as_str())?;
        files::refuse_read_only(&place)?;
        let original =
            Original::read(&place).map_err(|cause| trouble("read", &place, cause))?;
        let known =
            tree.files.iter().find(|file| &file.path == path && is_content(&file.shown));
        let holds =
            known.and_then(|file| file.text()).is_some_and(|text| original.holds(text));
        let edits =
            edits.iter().map(|edit| (edit.range.clone(), edit.replacement.as_str()));
        let Some(bytes) = original.with(edits).filter(|_| holds) else {
            return Err(changed_meanwhile(&place));
        };
        texts.push(NewText { path: path.clone(), bytes: Some(bytes), is_new: false });
    }
    let rewritten = change.rewritten().map(|(path, old, new)| (path, old, Some(new)));
    let removed = change.removed().map(|(path, old)| (path, old, None));
    for (path, old, new) in rewritten.chain(removed) {
        let place = content.at(path.as_str())?;
        files::refuse_read_only(&place)?;
        let found = disk::read(&place, SymbolicLinks::Refuse, old.len() as u64)
            .map_err(|cause| trouble("read", &place, cause))?;
        if found != old {
            return Err(changed_meanwhile(&place));
        }
        let bytes = new.map(<[u8]>::to_vec);
        texts.push(NewText { path: path.clone(), bytes, is_new: false });
    }
    let created = change.created().map(|(path, text)| (path, text.as_bytes()));
    for (path, bytes) in created.chain(change.placed()) {
        let place = content.at(path.as_str())?;
        if disk::exists(&place) {
            return Err(files::taken(&place));
        }
        let bytes = Some(bytes.to_vec());
        texts.push(NewText { path: path.clone(), bytes, is_new: true });
    }
    Ok(texts)
}

fn changed_meanwhile(place: &Path) -> Error {
    Error::machine("this file was changed while it was being read")
        .at(place)
        .with_help("run the command again")
}

fn is_content(shown: &str) -> bool {
    shown.strip_prefix(CONTENT_FOLDER).is_some_and(|rest| rest.starts_with('/'))
}

/// Looks for what could not be moved, before anything is touched.
fn refuse_moves(change: &Change, content: ContentFolder<'_>) -> Result<(), Error> {
    for (from, to) in change.moves() {
        refuse_links_inside(&content.at(from.as_str())?)?;
        let place = content.at(to.as_str())?;
        let same_but_for_case = fold_path(from.as_str()) == fold_path(to.as_str());
        if files::has_name(&place)? || (disk::exists(&place) && !same_but_for_case) {
            return Err(files::taken(&place));
        }
    }
    Ok(())
}

/// A link in a folder that moves would lead elsewhere.
fn refuse_links_inside(place: &Path) -> Result<(), Error> {
    let mut open = vec![place.to_owned()];
    while let Some(place) = open.pop() {
        let looking = |cause| trouble("look at", &place, cause);
        let found = place.symlink_metadata().map_err(looking)?;
        if found.is_symlink() {
            return Err(Error::usage("this is a symbolic link, and is not moved")
                .at(&place)
                .with_help("replace it by what it leads to, and try again"));
        }
        if found.is_dir() {
            for entry in fs::read_dir(&place).map_err(looking)? {
                open.push(entry.map_err(looking)?.path());
            }
        }
    }
    Ok(())
}

fn journal(
    change: &Change,
    texts: &[NewText],
    content: ContentFolder<'_>,
) -> MoveJournal {
    let paths = |new: bool| {
        let texts = texts.iter().filter(move |text| text.is_new == new);
        texts.map(|text| text.path.to_string()).collect()
    };
    let moved: Vec<(String, String)> = change
        .moves()
        .iter()
        .map(|(from, to)| (from.to_string(), to.to_string()))
        .collect();
    let targets = change.moves().iter().map(|(_, to)| to);
    let created = texts.iter().filter(|text| text.is_new).map(|text| &text.path);
    let mut folders: Vec<String> = targets
        .chain(created)
        .flat_map(|path| content.missing_folders(path))
        .map(|folder| folder.to_string())
        .collect();
    folders.sort();
    folders.dedup();
    MoveJournal {
        edited: paths(false),
        created: paths(true),
        folders,
        moved,
        ..MoveJournal::default()
    }
}

fn carry_out(
    journal: &mut MoveJournal,
    texts: &[NewText],
    content: ContentFolder<'_>,
) -> Result<(), Error> {
    journal.begin(content)?;
    journal.create_folders(content)?;
    for text in texts {
        if let Some(bytes) = &text.bytes {
            content.stage(text.path.as_str(), bytes, text.is_new)?;
        }
    }
    for text in texts {
        let path = text.path.as_str();
        if !text.is_new {
            content.keep(path)?;
        }
        let place = content.at(path)?;
        if text.bytes.is_some() {
            disk::write::rename(&content.staged(path)?, &place)?;
        } else {
            disk::write::remove(&place)?;
        }
    }
    for (from, to) in &journal.moved {
        content.rename(from, to)?;
    }
    journal.complete(content)
}

/// Removes the folder that something was taken out of, if nothing is left in it, and those
/// above it.
fn remove_empty_folders(
    content: ContentFolder<'_>,
    from: &ContentPath,
) -> Result<(), Error> {
    let mut folder = from.folder();
    while !folder.is_empty() {
        disk::write::remove_folder(&content.at(folder)?);
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
    Ok(())
}
