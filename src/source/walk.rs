//! Which files there are: the content folder and the site's own themes, in a fixed order.
//!
//! Symbolic links are looked at here and not by the walking library, because one that
//! leads out of the folder would publish what nobody meant to publish.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::classify::OfChange;
use super::reads::Read;
use super::{
    CONFIG_FILE, CONTENT_FOLDER, FileIds, JOURNAL_FILE, Overlay, Reads, SourceContent,
    SourceFile, SourceKind, SourceTree, THEMES_FOLDER, classify, name, read,
};
use crate::base::{ContentPath, Error, FileId, LineIndex, Span};
use crate::diagnostic::{
    Diagnostic, FILE_NOT_READ, INTERRUPTED_CHANGE, LEFT_BY_CHANGE, Outcome, SYMLINK_LOOP,
    SYMLINK_OUTSIDE, UNPORTABLE_NAME, UNREADABLE_FILE,
};
use crate::disk;

/// What the site's owner says about the walk.
#[derive(Debug, Clone, Copy, Default)]
pub struct WalkOptions<'o> {
    /// `output.include` of the configuration: hidden files and folders, by their paths
    /// below `site-content/`, that are published all the same.
    pub include: &'o [String],
    /// Texts that stand in the place of what is on disk.
    pub overlay: Option<&'o Overlay>,
}

/// Reads every file of the site in the folder `root`.
///
/// # Errors
///
/// There is no content folder, or nothing in it.
pub fn walk(
    root: &Path,
    ids: &mut FileIds,
    options: &WalkOptions<'_>,
) -> Result<Outcome<SourceTree>, Error> {
    walk_again(root, ids, options, &mut Reads::forgetful())
}

/// Reads the files of the site in the folder `root` that are not as they were when `reads`
/// last saw them.
///
/// # Errors
///
/// There is no content folder, or nothing in it.
pub fn walk_again(
    root: &Path,
    ids: &mut FileIds,
    options: &WalkOptions<'_>,
    reads: &mut Reads,
) -> Result<Outcome<SourceTree>, Error> {
    let content = content_root(root)?;
    let mut content_walk = Walk::new(&content, CONTENT_FOLDER, options.include)?;
    content_walk.folder(&content, "", false);
    let mut walks = vec![content_walk];
    let themes = root.join(THEMES_FOLDER);
    if is_folder(&themes)? {
        let mut themes_walk = Walk::new(&themes, THEMES_FOLDER, &[])?;
        themes_walk.folder(&themes, "", false);
        walks.push(themes_walk);
    }
    let mut found = Vec::new();
    let mut read: Vec<(FileId, Read)> = Vec::new();
    let mut left_out = Vec::new();
    let is_changing = disk::exists(&root.join(JOURNAL_FILE));
    if is_changing {
        let id = ids.id(JOURNAL_FILE);
        found.push(interrupted(id));
        left_out.extend(left_out_file(id, JOURNAL_FILE, JOURNAL_FILE));
    }
    for mut walk in walks {
        // Numbers are given in the order of the paths, not in that of the disk.
        walk.files.sort_by(|a, b| a.path.cmp(&b.path));
        walk.faults.sort_by(|a, b| a.path.cmp(&b.path));
        // While a change is at work, what it needs is where it has to be.
        walk.faults.retain(|fault| !(is_changing && fault.is_of_change));
        for fault in walk.faults {
            let shown = shown_path(walk.folder_name, &fault.path);
            let id = ids.id(&shown);
            found.push((fault.make)(id));
            left_out.extend(left_out_file(id, &fault.path, &shown));
        }
        let numbered: Vec<(FileId, FoundFile)> = walk
            .files
            .into_iter()
            .map(|file| (ids.id(&shown_path(walk.folder_name, file.path.as_str())), file))
            .collect();
        let files = numbered.into_par_iter().map(|(id, file)| {
            let laid = options.overlay.filter(|_| walk.folder_name == CONTENT_FOLDER);
            if let Some(text) = laid.and_then(|laid| laid.text(&file.path, file.kind)) {
                let kind = file.kind;
                return (id, reads.unsaved(id, kind, laid_over(id, file, text)));
            }
            let location = file.location.clone();
            (id, reads.get(id, &location, file.kind, || read_file(id, file)))
        });
        read.extend(files.collect::<Vec<_>>());
    }
    found.extend(read.iter().flat_map(|(_, read)| &read.found).cloned());
    let files: Vec<_> = read.iter().map(|(_, read)| Arc::clone(&read.file)).collect();
    left_out.retain(|file: &Arc<SourceFile>| read.iter().all(|(id, _)| *id != file.id));
    reads.end_walk(read);
    if !files.iter().any(|file| file.kind == SourceKind::Article) && found.is_empty() {
        return Err(Error::usage("there is no article in this folder")
            .at(&content)
            .with_help("write one, such as `index.md`, or run `engraft init`"));
    }
    Ok(Outcome::new(SourceTree::new(files, left_out), found))
}

/// Reads only `site.yaml`, because `output.include` decides what a walk sees. Findings
/// about its bytes come with the walk.
pub fn read_config(root: &Path, ids: &mut FileIds) -> Option<SourceFile> {
    let content = root.join(CONTENT_FOLDER);
    let location = content.join(CONFIG_FILE);
    // A link that leads out of the folder is reported by the walk, and not followed here.
    let target = location.canonicalize().ok()?;
    if !target.is_file() || !target.starts_with(content.canonicalize().ok()?) {
        return None;
    }
    let path = ContentPath::new(CONFIG_FILE)?;
    let id = ids.id(&shown_path(CONTENT_FOLDER, CONFIG_FILE));
    let file = FoundFile { path, location, kind: SourceKind::Config };
    Some(read_file(id, file).value)
}

fn content_root(root: &Path) -> Result<PathBuf, Error> {
    let content = root.join(CONTENT_FOLDER);
    if content.is_dir() {
        return Ok(content);
    }
    let help = format!(
        "go to the folder that holds `{CONTENT_FOLDER}`, or run `engraft init` to begin a site"
    );
    Err(Error::usage(format!("there is no folder `{CONTENT_FOLDER}` here"))
        .at(root)
        .with_help(help))
}

/// Whether there is a folder. One that cannot be looked at is trouble: without its themes
/// a site would be published in the looks of another.
fn is_folder(path: &Path) -> Result<bool, Error> {
    match path.metadata() {
        Ok(metadata) => Ok(metadata.is_dir()),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(Error::io("open", path, cause)),
    }
}

/// A path as messages show it: control characters as escapes.
pub(super) fn shown_path(folder: &str, path: &str) -> String {
    let mut shown = format!("{folder}/");
    if !path.contains(char::is_control) {
        shown.push_str(path);
        return shown;
    }
    for c in path.chars() {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}

fn left_out_file(id: FileId, path: &str, shown: &str) -> Option<Arc<SourceFile>> {
    // The root itself has no path below itself; its shown one serves.
    let path =
        ContentPath::new(path).or_else(|| ContentPath::new(shown.trim_matches('/')));
    let content = SourceContent::Text { text: "".into(), lines: LineIndex::default() };
    let shown = shown.into();
    Some(Arc::new(SourceFile {
        id,
        kind: SourceKind::Asset,
        path: path?,
        shown,
        content,
    }))
}

/// A change of the sources has its record here, or something that looks like it.
fn interrupted(id: FileId) -> Diagnostic {
    Diagnostic::new(
        &INTERRUPTED_CHANGE,
        Span::file(id),
        "a change of the sources is at work, or was interrupted",
    )
    .with_help(
        "wait for it to end; or run `engraft mv`, `engraft ids write` or `engraft check --fix`, which put everything back before they begin",
    )
}

fn read_file(id: FileId, file: FoundFile) -> Outcome<SourceFile> {
    let content = read::content(id, file.kind, &file.location);
    let read = SourceFile::new(id, file.kind, file.path, content.value);
    Outcome::new(read, content.diagnostics)
}

/// A file with another text than that on disk.
fn laid_over(id: FileId, file: FoundFile, text: &str) -> Outcome<SourceFile> {
    let content = read::decoded(id, file.kind, text.as_bytes());
    let read = SourceFile::new(id, file.kind, file.path, content.value);
    Outcome::new(read, content.diagnostics)
}

/// A file to be read.
struct FoundFile {
    path: ContentPath,
    location: PathBuf,
    kind: SourceKind,
}

/// Something that is told about a name.
struct NameFault {
    path: String,
    /// It is a file that a change of the sources needs for as long as it lasts.
    is_of_change: bool,
    make: Box<dyn FnOnce(FileId) -> Diagnostic>,
}

/// One root being walked.
struct Walk<'w> {
    folder_name: &'static str,
    /// Without symbolic links, to compare where links lead.
    real_root: PathBuf,
    include: &'w [String],
    files: Vec<FoundFile>,
    faults: Vec<NameFault>,
}

impl<'w> Walk<'w> {
    fn new(
        root: &Path,
        folder_name: &'static str,
        include: &'w [String],
    ) -> Result<Self, Error> {
        let real_root =
            root.canonicalize().map_err(|cause| Error::io("open", root, cause))?;
        Ok(Walk {
            folder_name,
            real_root,
            include,
            files: Vec::new(),
            faults: Vec::new(),
        })
    }

    /// Walks the folder `location`, whose path below the root is `prefix`. `linked`: it
    /// was reached over a symbolic link, and no further link to a folder is followed.
    fn folder(&mut self, location: &Path, prefix: &str, linked: bool) {
        let mut entries =
            WalkDir::new(location).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    if !self.entry(&entry, location, prefix, linked)
                        && entry.file_type().is_dir()
                    {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => {
                    let path = below(prefix, location, error.path().unwrap_or(location));
                    let cause = error
                        .into_io_error()
                        .unwrap_or_else(|| std::io::Error::other("a loop of links"));
                    self.fault(path, move |id| read::unreadable_finding(id, &cause));
                }
            }
        }
    }

    /// Takes one entry. Returns false if a folder is not to be entered.
    fn entry(
        &mut self,
        entry: &DirEntry,
        location: &Path,
        prefix: &str,
        linked: bool,
    ) -> bool {
        let path = below(prefix, location, entry.path());
        let Some(name) = entry.file_name().to_str() else {
            self.bad_name(path, "the name is not UTF-8 text".to_owned());
            return false;
        };
        if let Some(what) = classify::of_change(name) {
            self.of_change(path, what);
            return false;
        }
        if classify::is_leftover(name) && !self.is_included(&path) {
            return false;
        }
        if let Some(why) = name::fault(name) {
            self.bad_name(path.clone(), why);
        }
        let kind = entry.file_type();
        if kind.is_symlink() {
            self.link(entry.path(), path, linked);
        } else if kind.is_dir() {
            if path == CONFIG_FILE {
                self.fault(path, |id| {
                    Diagnostic::new(
                        &UNREADABLE_FILE,
                        Span::file(id),
                        format!("`{CONFIG_FILE}` is a folder, and a file is meant"),
                    )
                    .with_help("rename the folder")
                });
                return false;
            }
        } else {
            self.file(entry.path(), path, kind.is_file());
        }
        true
    }

    fn file(&mut self, location: &Path, path: String, ordinary: bool) {
        if !ordinary {
            self.fault(path, |id| {
                Diagnostic::new(
                    &FILE_NOT_READ,
                    Span::file(id),
                    "this is no ordinary file, and was left out",
                )
                .with_help("move it out of the folder")
            });
            return;
        }
        let Some(path) = ContentPath::new(&path) else { return };
        let kind = if self.folder_name == THEMES_FOLDER {
            Some(classify::theme_kind(&path))
        } else {
            classify::content_kind(&path)
        };
        if let Some(kind) = kind {
            self.files.push(FoundFile { path, location: location.to_owned(), kind });
        }
    }

    /// Follows a symbolic link, if it stays inside the root.
    fn link(&mut self, location: &Path, path: String, linked: bool) {
        let Ok(target) = location.canonicalize() else {
            self.loop_fault(path, "this symbolic link leads to nothing or to itself");
            return;
        };
        if !target.starts_with(&self.real_root) {
            self.fault(path, |id| {
                Diagnostic::new(
                    &SYMLINK_OUTSIDE,
                    Span::file(id),
                    "this symbolic link leads out of the folder and was not followed",
                )
                .with_help("copy the file into the folder and remove the link")
            });
            return;
        }
        if !target.is_dir() {
            self.file(location, path, target.is_file());
            return;
        }
        let parent = location.parent().and_then(|parent| parent.canonicalize().ok());
        if parent.is_none_or(|parent| parent.starts_with(&target)) {
            self.loop_fault(
                path,
                "this symbolic link leads to a folder that contains it",
            );
        } else if linked {
            self.loop_fault(
                path,
                "a symbolic link inside a linked folder is not followed",
            );
        } else {
            self.folder(location, &path, true);
        }
    }

    fn is_included(&self, path: &str) -> bool {
        let is_below = |path: &str, folder: &str| {
            path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        let included = self.include.iter().map(|include| include.trim_matches('/'));
        included.chain([".well-known"]).any(|include| {
            path == include || is_below(path, include) || is_below(include, path)
        })
    }

    fn bad_name(&mut self, path: String, why: String) {
        let make = move |id| {
            Diagnostic::new(&UNPORTABLE_NAME, Span::file(id), why).with_help(
                "rename it: letters, digits, hyphens and single dots are safe everywhere",
            )
        };
        self.fault(path, make);
    }

    /// What is named as a change of the sources names its files is told, and never followed.
    fn of_change(&mut self, path: String, what: OfChange) {
        self.fault(path, move |id| match what {
            OfChange::Record => Diagnostic::new(
                &INTERRUPTED_CHANGE,
                Span::file(id),
                "this is named as the record of a change, which never lies here",
            )
            .with_help("remove it; if a change was interrupted by an older version, files that end in `.engraft-old` hold the old texts"),
            OfChange::Beside => Diagnostic::new(
                &LEFT_BY_CHANGE,
                Span::file(id),
                "this file is left from a change that was interrupted",
            )
            .with_help("compare it with the file beside it, then remove it"),
        });
        if let Some(fault) = self.faults.last_mut() {
            fault.is_of_change = what == OfChange::Beside;
        }
    }

    fn loop_fault(&mut self, path: String, what: &'static str) {
        self.fault(path, move |id| {
            Diagnostic::new(&SYMLINK_LOOP, Span::file(id), what)
                .with_help("remove the link")
        });
    }

    fn fault(&mut self, path: String, make: impl FnOnce(FileId) -> Diagnostic + 'static) {
        self.faults.push(NameFault { path, is_of_change: false, make: Box::new(make) });
    }
}

/// The '/'-separated path of `path` below the root, where `location` is `prefix`.
fn below(prefix: &str, location: &Path, path: &Path) -> String {
    let (location, path) = (location.to_string_lossy(), path.to_string_lossy());
    let relative = path.strip_prefix(&*location).unwrap_or(&path);
    let relative = relative.trim_start_matches(MAIN_SEPARATOR);
    let mut below = String::with_capacity(prefix.len() + 1 + relative.len());
    below.push_str(prefix);
    for part in relative.split(MAIN_SEPARATOR) {
        if !below.is_empty() && !part.is_empty() {
            below.push('/');
        }
        below.push_str(part);
    }
    below
}
