//! What is moved, and where to: the two names of the command line made paths.

use std::collections::BTreeMap;
use std::path::Path;

use crate::article::Source;
use crate::base::{ContentPath, Error, fold_path};
use crate::build::Indexed;
use crate::diagnostic::{meant, nearest};
use crate::source::{CONTENT_FOLDER, SourceFile, SourceKind, kind_of, name_fault};

/// Files and folders with their new paths.
pub(super) type Moves = Vec<(ContentPath, ContentPath)>;

/// What a name of the command line means.
enum Thing<'a> {
    /// A folder with everything in it.
    Folder(ContentPath),
    /// A text in all its languages; the topic is the path without language and extension.
    Topic(&'a str, Vec<&'a Source>),
    /// Any other file.
    File(ContentPath),
}

/// What is to be moved by `old` and `new`, as people write them.
///
/// # Errors
///
/// Wrong use: there is no such thing, or it cannot go there.
pub(super) fn moves(
    index: &Indexed,
    root: &Path,
    old: &str,
    new: &str,
) -> Result<Moves, Error> {
    let thing = find(index, old)?;
    let target = MoveTarget::of(index, root, new)?;
    let moves = match thing {
        Thing::Folder(folder) => vec![(folder.clone(), target.folder(&folder)?)],
        Thing::File(path) => vec![(path.clone(), target.file(&path)?)],
        Thing::Topic(topic, sources) => {
            let to = target.topic(index, topic)?;
            let each = sources.iter().map(|source| {
                let rest = source.path.as_str().strip_prefix(topic).unwrap_or_default();
                let path = content_path(&format!("{to}{rest}"))?;
                Ok((source.path.clone(), path))
            });
            each.collect::<Result<Moves, Error>>()?
        }
    };
    for (from, to) in &moves {
        refuse(index, from, to)?;
    }
    Ok(moves)
}

/// A name of the command line, '/'-separated and below the content folder.
fn inside(given: &str) -> String {
    let path = given.replace('\\', "/");
    let mut path = path.as_str();
    while let Some(rest) = path.strip_prefix("./") {
        path = rest;
    }
    if path == CONTENT_FOLDER || path == "." {
        return String::new();
    }
    path.strip_prefix(CONTENT_FOLDER)
        .and_then(|rest| rest.strip_prefix('/'))
        .unwrap_or(path)
        .to_owned()
}

fn content_path(path: &str) -> Result<ContentPath, Error> {
    ContentPath::new(path).ok_or_else(|| {
        Error::usage(format!("`{path}` is not a path below `{CONTENT_FOLDER}`"))
            .with_help("write it as seen from there, such as care/infection")
    })
}

fn content(index: &Indexed) -> impl Iterator<Item = &SourceFile> {
    let files = index.tree.files.iter().map(AsRef::as_ref);
    files.filter(|file| !matches!(file.kind, SourceKind::Theme | SourceKind::ThemeAsset))
}

/// Every text of the site.
pub(super) fn texts(index: &Indexed) -> impl Iterator<Item = &Source> {
    let sources = &index.site.sources;
    let articles = sources.articles.iter().map(|article| &article.source);
    let terms = sources.terms.iter().map(|term| &term.source);
    let snippets = sources.snippets.iter().map(|snippet| &snippet.source);
    articles.chain(terms).chain(snippets)
}

fn is_folder(index: &Indexed, path: &str) -> bool {
    let inside = |file: &SourceFile| {
        let rest = file.path.as_str().strip_prefix(path);
        rest.is_some_and(|rest| rest.starts_with('/'))
    };
    content(index).any(inside)
}

/// What is called so.
fn find<'a>(index: &'a Indexed, old: &str) -> Result<Thing<'a>, Error> {
    let given = inside(old);
    let path = given.trim_end_matches('/');
    if path.is_empty() {
        return Err(Error::usage(format!("`{CONTENT_FOLDER}` itself stays where it is"))
            .with_help("name an article or a folder in it"));
    }
    let path = content_path(path)?;
    let folder = is_folder(index, path.as_str());
    let article = content_path(&format!("{path}.md"))?;
    let file = [&path, &article]
        .into_iter()
        .find(|path| content(index).any(|file| file.path == **path));
    match (folder, file.filter(|_| !given.ends_with('/'))) {
        (true, None) => Ok(Thing::Folder(path)),
        (true, Some(file)) => {
            Err(Error::usage(format!("`{path}` is a folder, and `{file}` is a file"))
                .with_help(format!("write `{path}/` or `{file}`")))
        }
        (false, Some(file)) => Ok(thing(index, file)),
        (false, None) => Err(unknown(index, &path)),
    }
}

fn thing<'a>(index: &'a Indexed, path: &ContentPath) -> Thing<'a> {
    let Some(text) = texts(index).find(|text| text.path == *path) else {
        return Thing::File(path.clone());
    };
    let same = |other: &&Source| {
        other.topic == text.topic && kind_of(&other.path) == kind_of(path)
    };
    Thing::Topic(&text.topic, texts(index).filter(same).collect())
}

fn unknown(index: &Indexed, path: &ContentPath) -> Error {
    let error = Error::usage(format!("there is no `{path}` in `{CONTENT_FOLDER}`"));
    let known: Vec<&str> = content(index).map(|file| file.path.as_str()).collect();
    let stem = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.split('.').next().unwrap_or(name).to_owned()
    };
    let wanted = path.as_str();
    let same_name = known.iter().copied().find(|known| stem(known) == stem(wanted));
    match same_name.or_else(|| nearest(wanted, known.iter().copied())) {
        Some(near) => error.with_help(meant(near)),
        None => error,
    }
}

/// Where something goes: into a folder, or to a name.
struct MoveTarget {
    path: String,
    into: bool,
}

impl MoveTarget {
    fn of(index: &Indexed, root: &Path, new: &str) -> Result<MoveTarget, Error> {
        let given = inside(new);
        let path = given.trim_end_matches('/').to_owned();
        if !path.is_empty() {
            content_path(&path)?;
        }
        let is_there =
            || is_folder(index, &path) || root.join(CONTENT_FOLDER).join(&path).is_dir();
        let into = path.is_empty() || given.ends_with('/') || is_there();
        Ok(MoveTarget { path, into })
    }

    fn inside(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.path)
        }
    }

    fn folder(&self, from: &ContentPath) -> Result<ContentPath, Error> {
        let here = fold_path(&self.path) == fold_path(from.as_str());
        let to = if self.into && !here {
            self.inside(from.file_name())
        } else {
            self.path.clone()
        };
        if to.strip_prefix(from.as_str()).is_some_and(|rest| rest.starts_with('/')) {
            return Err(Error::usage(format!("`{from}` cannot be moved into itself"))
                .with_help("choose a folder that does not lie in it"));
        }
        content_path(&to)
    }

    fn file(&self, from: &ContentPath) -> Result<ContentPath, Error> {
        if self.into {
            return content_path(&self.inside(from.file_name()));
        }
        let to = content_path(&self.path)?;
        match (from.extension(), to.extension()) {
            (Some(extension), None) => content_path(&format!("{to}.{extension}")),
            _ => Ok(to),
        }
    }

    /// The new topic: without a language and without an extension.
    fn topic(&self, index: &Indexed, from: &str) -> Result<String, Error> {
        if self.into {
            return Ok(self.inside(from.rsplit('/').next().unwrap_or(from)));
        }
        let stem = self.path.strip_suffix(".md").unwrap_or(&self.path);
        let stem = match stem.rsplit_once('.') {
            Some((stem, tag)) if index.config.language_index(tag).is_some() => stem,
            _ => stem,
        };
        content_path(stem).map(|stem| stem.as_str().to_owned())
    }
}

/// Refuses what would break the site or the file system.
fn refuse(index: &Indexed, from: &ContentPath, to: &ContentPath) -> Result<(), Error> {
    if from == to {
        return Err(Error::usage(format!("`{from}` is there already")));
    }
    if let Some(why) = to.as_str().split('/').find_map(name_fault) {
        return Err(Error::usage(format!("`{to}` cannot be its name: {why}"))
            .with_help("letters, digits, hyphens and single dots are safe everywhere"));
    }
    if let Some(why) = stays(from) {
        return Err(Error::usage(format!("`{from}` stays where it is: {why}")));
    }
    let moved = |path: &ContentPath| {
        let rest = path.as_str().strip_prefix(from.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
    };
    for file in content(index) {
        let Some(new) = moved(&file.path) else { continue };
        let new = content_path(&new)?;
        if kind_of(&new) != Some(file.kind) {
            return Err(Error::usage(format!(
                "`{}` is {}, and at `{new}` it would be {}",
                file.path,
                kind_name(Some(file.kind)),
                kind_name(kind_of(&new))
            ))
            .with_help(
                "terms stay below `glossary`, snippets in a folder that begins with `_`",
            ));
        }
    }
    refuse_clash(index, to, &|path| moved(path).is_some())
}

/// What the program or the site knows by its place.
fn stays(from: &ContentPath) -> Option<&'static str> {
    let stem = from.as_str().split('.').next().unwrap_or_default();
    match stem {
        "index" => Some("it is the home page"),
        "site" if from.as_str() == "site.yaml" => Some("it is the configuration"),
        "glossary" | "glossary/index" => Some("it is the glossary"),
        "data" => Some("its files are known by their names"),
        _ if stem.starts_with("data/") => Some("the data are known by their names"),
        _ => None,
    }
}

fn kind_name(kind: Option<SourceKind>) -> &'static str {
    match kind {
        Some(SourceKind::Article) => "an article",
        Some(SourceKind::Term) => "a glossary term",
        Some(SourceKind::Snippet) => "a snippet",
        Some(SourceKind::Data) => "a data file",
        Some(SourceKind::Config) => "the configuration",
        Some(SourceKind::Asset | SourceKind::Theme | SourceKind::ThemeAsset) => "a file",
        None => "no part of the site",
    }
}

/// Refuses a name that is taken, or that some disks take for one that is: a folder on the
/// way to it counts as well.
fn refuse_clash(
    index: &Indexed,
    to: &ContentPath,
    goes: &dyn Fn(&ContentPath) -> bool,
) -> Result<(), Error> {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for file in content(index).filter(|file| !goes(&file.path)) {
        for name in parts(file.path.as_str()) {
            names.insert(fold_path(name), name);
        }
    }
    for name in parts(to.as_str()) {
        match names.get(&fold_path(name)) {
            Some(there) if *there != name => {
                return Err(Error::usage(format!(
                    "there is `{there}` already, which many disks take for `{name}`"
                ))
                .with_help("choose another name, or write it in the same letters"));
            }
            Some(_) if name == to.as_str() => {
                return Err(Error::usage(format!(
                    "there is `{to}` already, and nothing is written over"
                ))
                .with_help(
                    "choose another name, or move that one out of the way first",
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A path and the folders above it.
fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at]).chain([path])
}
