//! What has to be done, decided before anything is touched: the set and the folder are
//! compared, and what cannot work is refused here.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::base::{Error, OutputPath};
use crate::disk::{is_missing, trouble};
use crate::output::{OutputFile, OutputSet};
use crate::source::bare_file;

use super::PublishOptions;
use super::compress::{self, Compressed};
use super::folders_of;
use super::journal::JOURNAL;
use super::ledger::{Ledger, Lost, MANIFEST, Ownership};
use super::write::FileEntry;

/// How many colliding files a refusal names.
const LISTED: usize = 10;

/// What becomes of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// It is right as it is.
    Keep,
    /// It is not there.
    Create,
    /// Something else is there.
    Replace,
}

/// One file of the site.
#[derive(Debug)]
pub(super) struct FileStep<'a> {
    /// Where it goes.
    pub(super) path: Cow<'a, OutputPath>,
    /// What goes there.
    pub(super) file: Cow<'a, OutputFile>,
    /// Its size and hash.
    pub(super) entry: FileEntry,
    /// What becomes of it.
    pub(super) action: Action,
}

/// Everything that has to be done.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// Every file of the site, in order of paths.
    pub(super) steps: Vec<FileStep<'a>>,
    /// Folders to create, outermost first.
    pub(super) new_folders: Vec<String>,
    /// Files of earlier builds that have to go first: a folder takes their place, or they
    /// lie in a folder whose place a file takes.
    pub(super) in_the_way: Vec<OutputPath>,
    /// Other files of earlier builds, which go last.
    pub(super) obsolete: Vec<OutputPath>,
}

/// What was found at a file's place, against what goes there.
enum Comparison {
    Do(Action),
    Collision,
    Folder,
}

impl<'a> Plan<'a> {
    /// Compares the set with the folder.
    pub(super) fn make(
        set: &'a OutputSet,
        output: &Path,
        ledger: &Ledger,
        options: &PublishOptions<'_>,
    ) -> Result<Plan<'a>, Error> {
        let folders: BTreeSet<&str> = set.files.keys().flat_map(folders_of).collect();
        refuse_reserved(set)?;
        let new_folders = missing_folders(&folders, output, ledger)?;
        let place = OutputFolder { output, ledger, force: options.force };
        let found: Vec<Vec<(FileStep<'a>, Comparison)>> = set
            .files
            .par_iter()
            .map(|(path, file)| {
                let own = place.look_at(path, file)?;
                let mut found = vec![own];
                if options.precompress {
                    let entry = found[0].0.entry;
                    let folder = (output, ledger);
                    for made in compress::beside(path, file, entry, folder)? {
                        if !set.files.contains_key(&made.path) {
                            found.push(place.look_at_compressed(made)?);
                        }
                    }
                }
                Ok(found)
            })
            .collect::<Result<_, Error>>()?;

        let mut steps = Vec::with_capacity(found.len());
        let mut collisions: Vec<String> = Vec::new();
        for (mut step, finding) in found.into_iter().flatten() {
            match finding {
                Comparison::Do(action) => step.action = action,
                Comparison::Collision => collisions.push(step.path.to_string()),
                Comparison::Folder => {
                    collisions.extend(foreign_files(&step.path, output, ledger)?);
                }
            }
            steps.push(step);
        }
        if !collisions.is_empty() {
            return Err(refuse_collisions(output, &collisions, ledger.lost));
        }
        let places: BTreeSet<&OutputPath> =
            steps.iter().map(|step| &*step.path).collect();
        let gone = ledger.paths().filter(|path| !places.contains(path)).cloned();
        let (in_the_way, obsolete) = gone.partition(|path| {
            folders.contains(path.as_str())
                || folders_of(path).any(|folder| {
                    OutputPath::new(folder).is_some_and(|it| set.files.contains_key(&it))
                })
        });
        Ok(Plan { steps, new_folders, in_the_way, obsolete })
    }

    /// Whether the folder holds the set already.
    pub(super) fn is_done(&self) -> bool {
        self.in_the_way.is_empty()
            && self.obsolete.is_empty()
            && self.steps.iter().all(|step| step.action == Action::Keep)
    }

    /// Every path that this publish changes, or that an earlier one left in doubt: doubt
    /// ends only when the manifest is written.
    pub(super) fn touched(&self, ledger: &Ledger) -> BTreeSet<String> {
        let written = self
            .steps
            .iter()
            .filter(|step| step.action != Action::Keep)
            .map(|step| &*step.path);
        written
            .chain(&self.in_the_way)
            .chain(&self.obsolete)
            .chain(&ledger.unknown)
            .map(ToString::to_string)
            .collect()
    }
}

/// Where the site goes, and what is known of it.
#[derive(Clone, Copy)]
struct OutputFolder<'p> {
    output: &'p Path,
    ledger: &'p Ledger,
    force: bool,
}

impl OutputFolder<'_> {
    fn look_at<'a>(
        self,
        path: &'a OutputPath,
        file: &'a OutputFile,
    ) -> Result<(FileStep<'a>, Comparison), Error> {
        let entry = match file {
            OutputFile::Bytes(bytes) => FileEntry::of_bytes(bytes),
            OutputFile::Copy { from, .. } => FileEntry::of_source(from)?,
            OutputFile::Picture { from } => FileEntry::of_bytes(&bare_file(from)?),
        };
        let finding = self.find(path, entry)?;
        let (path, file) = (Cow::Borrowed(path), Cow::Borrowed(file));
        Ok((FileStep { path, file, entry, action: Action::Create }, finding))
    }

    fn look_at_compressed<'a>(
        self,
        made: Compressed,
    ) -> Result<(FileStep<'a>, Comparison), Error> {
        let Compressed { path, file, entry } = made;
        let finding = self.find(&path, entry)?;
        let (path, file) = (Cow::Owned(path), Cow::Owned(file));
        Ok((FileStep { path, file, entry, action: Action::Create }, finding))
    }

    /// What is at the place of a file.
    fn find(self, path: &OutputPath, entry: FileEntry) -> Result<Comparison, Error> {
        let target = self.output.join(path.as_str());
        match target.symlink_metadata() {
            Err(cause) if is_missing(&cause) => Ok(Comparison::Do(Action::Create)),
            Err(cause) => Err(trouble("look at", &target, cause)),
            Ok(found) if found.is_dir() => Ok(Comparison::Folder),
            Ok(found) => {
                let fits = found.is_file() && found.len() == entry.size;
                let ownership = self.ledger.ownership(path);
                let same = match ownership {
                    Ownership::Known(known) if !self.ledger.in_doubt => {
                        fits && known == entry
                    }
                    // A file that cannot be read is replaced, not complained about.
                    Ownership::Known(_) | Ownership::Unknown | Ownership::Foreign => {
                        fits && FileEntry::of_file(&target)
                            .is_ok_and(|found| found == entry)
                    }
                };
                Ok(match ownership {
                    _ if same => Comparison::Do(Action::Keep),
                    Ownership::Foreign if !self.force => Comparison::Collision,
                    Ownership::Known(_) | Ownership::Unknown | Ownership::Foreign => {
                        Comparison::Do(Action::Replace)
                    }
                })
            }
        }
    }
}

/// The folders that are not there yet, or whose place a file of an earlier build holds.
fn missing_folders(
    folders: &BTreeSet<&str>,
    output: &Path,
    ledger: &Ledger,
) -> Result<Vec<String>, Error> {
    let mut missing = Vec::new();
    for &folder in folders {
        let path = output.join(folder);
        let ours = OutputPath::new(folder).is_some_and(|path| ledger.names(&path));
        match path.symlink_metadata() {
            Ok(found) if found.is_dir() => {}
            Ok(found) if found.is_symlink() && !ours => {
                return Err(Error::usage("this folder is a symbolic link, and the site is not written through it")
                    .at(&path)
                    .with_help("remove the link, and build again"));
            }
            Ok(_) if ours => missing.push(folder.to_owned()),
            Ok(_) => {
                return Err(Error::usage(
                    "a file that is not ours stands where the site has a folder",
                )
                .at(&path)
                .with_help("move the file away, and build again"));
            }
            Err(cause) if is_missing(&cause) => missing.push(folder.to_owned()),
            Err(cause) => return Err(trouble("look at", &path, cause)),
        }
    }
    Ok(missing)
}

/// What lies in a folder whose place a file is to take, and is not ours; the folder itself
/// if it is empty of files but not ours to judge.
fn foreign_files(
    path: &OutputPath,
    output: &Path,
    ledger: &Ledger,
) -> Result<Vec<String>, Error> {
    let mut foreign = Vec::new();
    let mut files = 0;
    let mut open = vec![path.to_string()];
    while let Some(folder) = open.pop() {
        let at = output.join(&folder);
        let reading = |cause: io::Error| trouble("look at", &at, cause);
        for entry in fs::read_dir(&at).map_err(reading)? {
            let entry = entry.map_err(reading)?;
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().map_err(reading)?.is_dir() {
                open.push(name);
                continue;
            }
            files += 1;
            if !OutputPath::new(&name).is_some_and(|path| ledger.names(&path)) {
                foreign.push(name);
            }
        }
    }
    if files == 0 {
        foreign.push(format!("{path}/"));
    }
    foreign.sort_unstable();
    Ok(foreign)
}

fn refuse_reserved(set: &OutputSet) -> Result<(), Error> {
    for name in [MANIFEST, JOURNAL] {
        if OutputPath::new(name).is_some_and(|path| set.files.contains_key(&path)) {
            return Err(Error::usage(format!(
                "the site has a file `{name}`, a name that Engraft keeps for itself"
            ))
            .with_help("rename the file, or take it out of `output.include`"));
        }
    }
    Ok(())
}

fn refuse_collisions(output: &Path, collisions: &[String], lost: Option<Lost>) -> Error {
    let listed: Vec<String> =
        collisions.iter().take(LISTED).map(|path| format!("`{path}`")).collect();
    let more = match collisions.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let listed = listed.join(", ");
    let Some(lost) = lost else {
        return Error::usage(format!(
            "files that Engraft did not write stand where the site\u{2019}s files go: {listed}{more}"
        ))
        .at(output)
        .with_help("move them away, or use `--force` to write over them");
    };
    let why = match lost {
        Lost::Manifest => {
            format!("the record of the last build, `{MANIFEST}`, cannot be read")
        }
        Lost::Newer => {
            format!(
                "the record of the last build, `{MANIFEST}`, is of a newer version of Engraft"
            )
        }
        Lost::Journal => {
            format!("a build was interrupted, and its record `{JOURNAL}` cannot be read")
        }
    };
    Error::usage(format!(
        "{why}, so nothing tells whether these files are yours: {listed}{more}"
    ))
    .at(output)
    .with_help("move away what is yours, then use `--force` to write over the others")
}
