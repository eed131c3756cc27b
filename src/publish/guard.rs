//! Whether a folder is a place to publish into: what a slip of the fingers in `--output`
//! could cost is refused before anything is touched.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::base::Error;
use crate::disk::{is_missing, trouble};

use super::PublishOptions;
use super::journal::JOURNAL;
use super::ledger::MANIFEST;

/// Refuses a folder that is not safe to publish into, or that is not ours.
///
/// # Errors
///
/// Wrong use: a symbolic link, the root of the disk, the home folder, a folder that holds
/// or lies in a source folder, a file, or (without `force`) a folder with files in it that
/// Engraft did not make. Machine: the folder cannot be looked at.
pub fn check_place(output: &Path, options: &PublishOptions<'_>) -> Result<(), Error> {
    // Taking the path apart drops a final slash, which would follow a link.
    let output: PathBuf = output.components().collect();
    let found = match output.symlink_metadata() {
        Ok(found) => Some(found),
        Err(cause) if is_missing(&cause) => None,
        Err(cause) => return Err(trouble("look at", &output, cause)),
    };
    if found.as_ref().is_some_and(fs::Metadata::is_symlink) {
        return Err(refusal(&output, "the output folder is a symbolic link"));
    }
    let place = resolve(&output).map_err(|cause| trouble("look at", &output, cause))?;
    if place.parent().is_none() {
        return Err(refusal(&output, "this is the root of the disk"));
    }
    if let Some(home) = options.home.and_then(|home| home.canonicalize().ok())
        && home.starts_with(&place)
    {
        return Err(refusal(&output, "this is or holds your home folder"));
    }
    for source in options.sources {
        let source =
            resolve(source).map_err(|cause| trouble("look at", source, cause))?;
        if place.starts_with(&source) {
            return Err(refusal(&output, "this lies among the sources of the site"));
        }
        if source.starts_with(&place) {
            return Err(refusal(&output, "this holds the sources of the site"));
        }
    }
    match found {
        Some(found) if !found.is_dir() => Err(refusal(&output, "this is a file")),
        Some(_) if !options.force && !is_ours_or_empty(&output)? => {
            let message = "this folder holds files, and Engraft did not make it";
            Err(Error::usage(message).at(&output).with_help(
                "choose an empty folder, or use `--force` to publish into this one and keep what is in it",
            ))
        }
        Some(_) | None => Ok(()),
    }
}

fn refusal(output: &Path, message: &str) -> Error {
    Error::usage(format!("{message}, so nothing is published here"))
        .at(output)
        .with_help("choose a folder of its own, such as `--output output`")
}

/// Dotfiles do not count: a repository keeps `output/.gitignore`.
fn is_ours_or_empty(output: &Path) -> Result<bool, Error> {
    let mut empty = true;
    let looking = |cause: io::Error| trouble("look at", output, cause);
    for entry in fs::read_dir(output).map_err(looking)? {
        let name = entry.map_err(looking)?.file_name();
        if name == MANIFEST || name == JOURNAL {
            return Ok(true);
        }
        empty &= name.to_string_lossy().starts_with('.');
    }
    Ok(empty)
}

/// The true path of a folder that may not exist yet: links and `..` are followed as far as
/// there is something to follow.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut rest: Vec<Component<'_>> = Vec::new();
    let mut at = absolute.as_path();
    loop {
        match at.canonicalize() {
            Ok(mut real) => {
                for part in rest.into_iter().rev() {
                    match part {
                        Component::ParentDir => {
                            real.pop();
                        }
                        Component::Normal(name) => real.push(name),
                        Component::Prefix(_) | Component::RootDir | Component::CurDir => {
                        }
                    }
                }
                return Ok(real);
            }
            Err(cause) if is_missing(&cause) => {
                let mut parts = at.components();
                match parts.next_back() {
                    Some(part) => rest.push(part),
                    None => return Err(cause),
                }
                at = parts.as_path();
            }
            Err(cause) => return Err(cause),
        }
    }
}
