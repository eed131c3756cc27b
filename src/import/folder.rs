//! A file or a folder of documents: which articles they become, by which names, and how they
//! find each other.
//!
//! A document may also come by itself, as bytes with a name.
//!
//! Each document is read twice: once to know whether it can be read, its language and what
//! all have in common, and again when the names of all others are known. So no more than one
//! of them is in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::extract;
use super::loss;
use super::package::MOST_BYTES;
use super::{Beside, DocumentKind, ImportName, Imported};
use crate::base::{ContentPath, Error, UrlPath, decode, slugify};
use crate::disk::{self, SymbolicLinks, trouble};
use crate::site::old_address;

/// The most files that are looked at in a folder, and how deep.
pub(super) const MOST_FILES: usize = 50_000;
pub(super) const MOST_DEPTH: usize = 40;
/// The largest picture that a page shows.
const MOST_PICTURE: u64 = 50 << 20;

/// Documents that are to be imported.
#[derive(Debug, Default)]
pub struct Batch {
    /// The folder that addresses within the documents are seen from.
    root: PathBuf,
    documents: Vec<BatchDocument>,
    /// The bytes of the only document, where they lie in no file.
    held: Option<Vec<u8>>,
    /// How many files are no documents.
    pub others: usize,
    /// Which document an address is, by its path below the root.
    by_path: BTreeMap<String, usize>,
    /// The words of blocks that most pages have.
    repeated: BTreeSet<String>,
}

/// A document of a batch.
#[derive(Debug)]
struct BatchDocument {
    /// Its path below the root.
    path: String,
    kind: DocumentKind,
    /// Where its article goes. Taken, once it is known that it can be read.
    target: Option<ContentPath>,
    failure: Option<Error>,
    /// The address that it had on the web, if it says so.
    address: Option<String>,
}

/// One document, imported.
#[derive(Debug)]
pub struct ImportedArticle {
    /// Its file below the content folder.
    pub path: ContentPath,
    /// What it became.
    pub imported: Imported,
    /// Its old addresses.
    pub addresses: Vec<String>,
}

impl Batch {
    /// Finds the documents at a path: a file, or a folder with all that is below it.
    ///
    /// # Errors
    ///
    /// Wrong use: there is no document there. Machine: a folder cannot be read.
    pub fn find(place: &Path) -> Result<Batch, Error> {
        let found = fs::metadata(place).map_err(|cause| {
            if disk::is_missing(&cause) {
                Error::usage("there is no such file or folder").at(place)
            } else {
                trouble("look at", place, cause)
            }
        })?;
        let mut batch = Batch { root: place.to_owned(), ..Batch::default() };
        if found.is_dir() {
            batch.walk(place, "", 0)?;
        } else {
            let name = place.file_name().unwrap_or_default().to_string_lossy();
            place.parent().unwrap_or(Path::new("")).clone_into(&mut batch.root);
            let kind = match DocumentKind::by_name(&name) {
                Some(kind) => kind,
                None => DocumentKind::by_bytes(&batch.bytes(&name, MOST_BYTES)?)
                    .ok_or_else(|| no_document(place))?,
            };
            batch.add(name.into_owned(), kind);
        }
        if batch.documents.is_empty() {
            return Err(Error::usage("there is no document in this folder")
                .at(place)
                .with_help("documents end in .docx, .html or .txt"));
        }
        for (at, document) in batch.documents.iter().enumerate() {
            batch.by_path.insert(document.path.clone(), at);
        }
        Ok(batch)
    }

    /// A document that came by itself, with nothing beside it.
    ///
    /// # Errors
    ///
    /// Wrong use: it is none.
    pub fn of_bytes(name: &str, bytes: Vec<u8>) -> Result<Batch, Error> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let kind = DocumentKind::by_name(name).or_else(|| DocumentKind::by_bytes(&bytes));
        let kind = kind.ok_or_else(|| no_document(Path::new(name)))?;
        let mut batch = Batch { held: Some(bytes), ..Batch::default() };
        batch.add(name.to_owned(), kind);
        Ok(batch)
    }

    fn add(&mut self, path: String, kind: DocumentKind) {
        self.documents.push(BatchDocument {
            path,
            kind,
            target: None,
            failure: None,
            address: None,
        });
    }

    fn walk(&mut self, folder: &Path, below: &str, depth: usize) -> Result<(), Error> {
        let looking = |cause| trouble("look at", folder, cause);
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder).map_err(looking)? {
            entries.push(entry.map_err(looking)?);
        }
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(looking)?;
            let path =
                if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
            // What Word leaves while a document is open is none.
            if name.starts_with(['.', '~']) || kind.is_symlink() {
                continue;
            }
            if kind.is_dir() {
                if depth < MOST_DEPTH {
                    self.walk(&entry.path(), &path, depth + 1)?;
                }
            } else if let Some(kind) = DocumentKind::by_name(&name) {
                self.add(path, kind);
            } else {
                self.others += 1;
            }
            if self.documents.len() + self.others > MOST_FILES {
                return Err(Error::usage(format!(
                    "there are more than {MOST_FILES} files in it"
                ))
                .at(&self.root)
                .with_help("import one folder of it after the other"));
            }
        }
        Ok(())
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Where a document came from, for messages.
    pub fn source(&self, at: usize) -> PathBuf {
        self.root.join(&self.documents[at].path)
    }

    /// Reads every document for the first time: gives each its name below `section`, in the
    /// language that it is in if the site has it among `languages`, of which the first is the
    /// usual one.
    pub fn survey(&mut self, section: &str, languages: &[String]) {
        let mut taken = BTreeSet::new();
        let mut counts = BTreeMap::new();
        let mut pages = 0;
        for at in 0..self.documents.len() {
            let found = self.look(at, section, languages).map(|(target, imported)| {
                if self.documents[at].kind == DocumentKind::Page {
                    pages += 1;
                    for text in imported.fingerprints {
                        *counts.entry(text).or_default() += 1;
                    }
                }
                self.documents[at].address = imported.address;
                target
            });
            match found {
                Ok(target) if taken.insert(target.clone()) => {
                    self.documents[at].target = Some(target);
                }
                Ok(target) => {
                    let error = Error::usage(format!(
                        "another document of the same name becomes `{target}` as well"
                    ))
                    .with_help("rename one of them, and import it on its own");
                    self.documents[at].failure = Some(error);
                }
                Err(error) => self.documents[at].failure = Some(error),
            }
        }
        self.repeated = extract::common(counts, pages);
    }

    fn look(
        &mut self,
        at: usize,
        section: &str,
        languages: &[String],
    ) -> Result<(ContentPath, Imported), Error> {
        let path = self.documents[at].path.clone();
        let bytes = self.bytes(&path, MOST_BYTES)?;
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let given = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let stem = slugify(given);
        if stem.is_empty() {
            return Err(Error::usage("the name of the file has no letters")
                .with_help("rename it, and import it again"));
        }
        let nowhere =
            Beside { link: &|_| None, picture: &|_| None, repeated: &BTreeSet::new() };
        let name = ImportName { given, stem: &stem };
        let imported = self.documents[at].kind.import(&bytes, name, &[], &nowhere)?;
        let language =
            imported.language.as_deref().and_then(|own| other_language(own, languages));
        let language = language.map(|tag| format!(".{tag}")).unwrap_or_default();
        let folders = folder.split('/').map(slugify);
        let parts = std::iter::once(section.trim_matches('/').to_owned()).chain(folders);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        let slash = if parts.is_empty() { "" } else { "/" };
        let target = format!("{}{slash}{stem}{language}.md", parts.join("/"));
        match ContentPath::new(&target) {
            Some(target) => Ok((target, imported)),
            None => Err(Error::usage(format!("`{target}` is no name for an article"))),
        }
    }

    /// Imports a document, now that the names of all are known.
    ///
    /// # Errors
    ///
    /// Why it cannot be imported.
    pub fn import(&mut self, at: usize) -> Result<ImportedArticle, Error> {
        let source = self.source(at);
        if let Some(error) = self.documents[at].failure.take() {
            return Err(error.at(&source));
        }
        let own = &self.documents[at];
        let Some(target) = &own.target else {
            return Err(Error::usage("the document was never looked at").at(&source));
        };
        let bytes = self.bytes(&own.path, MOST_BYTES)?;
        let file = own.path.rsplit_once('/').map_or(own.path.as_str(), |(_, file)| file);
        let given = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        // Pictures of another language's article have names of their own.
        let stem = target.file_name().trim_end_matches(".md").replace('.', "-");
        let (addresses, lost) = self
            .addresses(at)
            .into_iter()
            .partition::<Vec<String>, _>(|old| old_address(old).is_some());
        let beside = Beside {
            link: &|address| self.link(own, target, address),
            picture: &|address| self.picture(own, address),
            repeated: &self.repeated,
        };
        let name = ImportName { given, stem: &stem };
        let mut imported = own
            .kind
            .import(&bytes, name, &addresses, &beside)
            .map_err(|error| error.at(&source))?;
        for address in &lost {
            imported.losses.add_about(&loss::OLD_ADDRESS, &decode(address));
        }
        Ok(ImportedArticle { path: target.clone(), imported, addresses })
    }

    /// The addresses that a page had, with the codes that an address needs.
    fn addresses(&self, at: usize) -> Vec<String> {
        let own = &self.documents[at];
        if own.kind != DocumentKind::Page {
            return Vec::new();
        }
        // Where a page stands says what its address was; one that came by itself stands nowhere.
        if own.address.is_none() && self.held.is_some() {
            return Vec::new();
        }
        let said = own.address.as_deref().map(|said| {
            let path = said.split('#').next().unwrap_or(said);
            // What stands behind a question mark is no part of a path.
            if path.contains('?') { path.to_owned() } else { decode(path) }
        });
        let address = said.unwrap_or_else(|| format!("/{}", own.path));
        let address = match address.rsplit_once('/') {
            Some((folder, "index.html" | "index.htm")) => format!("{folder}/"),
            _ => address,
        };
        // The home page is there already, and a page does not lead to itself.
        let new = own.target.as_ref().map_or("", |target| target.as_str());
        let new = new.trim_end_matches(".md").trim_end_matches("index").trim_matches('/');
        if address == "/" || address.trim_matches('/') == new {
            return Vec::new();
        }
        vec![UrlPath::file(address.trim_start_matches('/')).href("/")]
    }

    /// What the address of a file beside a document has become.
    fn link(
        &self,
        own: &BatchDocument,
        target: &ContentPath,
        address: &str,
    ) -> Option<String> {
        let path = Batch::local(own, address)?;
        let names = [
            path.clone(),
            format!("{path}/index.html"),
            format!("{path}.html"),
            format!("{path}/index.htm"),
        ];
        let index = format!("{path}index.html");
        let at = names
            .iter()
            .chain([&index])
            .find_map(|name| self.by_path.get(name.trim_start_matches('/')))?;
        let other = self.documents[*at].target.as_ref()?;
        Some(relative(target, other))
    }

    /// The bytes of a picture beside a document.
    fn picture(&self, own: &BatchDocument, address: &str) -> Option<Vec<u8>> {
        let path = Batch::local(own, address)?;
        self.bytes(&path, MOST_PICTURE).ok()
    }

    /// The path below the root that an address names, as seen from a document.
    fn local(own: &BatchDocument, address: &str) -> Option<String> {
        let end = address.find(['#', '?']).unwrap_or(address.len());
        let path = decode(&address[..end]);
        if path.is_empty() || path.contains(['\\', ':', '\0']) {
            return None;
        }
        let folder = own.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let base = if path.starts_with('/') { "" } else { folder };
        ContentPath::resolve(base, &path).map(|path| path.as_str().to_owned())
    }

    /// The bytes of a file below the root, which no link leads out of.
    fn bytes(&self, path: &str, most: u64) -> Result<Vec<u8>, Error> {
        if let Some(held) = &self.held {
            let is_it = self.documents.first().is_some_and(|only| only.path == path);
            let none = || Error::usage("nothing stands beside the document");
            return is_it.then(|| held.clone()).ok_or_else(none);
        }
        let place = self.root.join(path);
        if let Some(link) = disk::link_on_way(&self.root, path)? {
            return Err(Error::usage("this is a symbolic link, and is not followed")
                .at(&link)
                .with_help("import what it leads to"));
        }
        disk::read(&place, SymbolicLinks::Refuse, most).map_err(|cause| {
            if cause.kind() == std::io::ErrorKind::FileTooLarge {
                return Error::usage(format!(
                    "the file is larger than {} MB",
                    most >> 20
                ))
                .with_help("make its pictures smaller, or split the document");
            }
            trouble("read", &place, cause)
        })
    }
}

fn no_document(place: &Path) -> Error {
    Error::usage("this is no document that Engraft reads")
        .at(place)
        .with_help("save it as .docx, .html or .txt, and import that file")
}

/// The tag of a site's language that a document is in, if it is not the usual one.
fn other_language(own: &str, languages: &[String]) -> Option<String> {
    let base =
        |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let usual = languages.first()?;
    if base(usual) == base(own) {
        return None;
    }
    let others = &languages[1..];
    let exact = others.iter().find(|tag| tag.eq_ignore_ascii_case(own));
    exact.or_else(|| others.iter().find(|tag| base(tag) == base(own))).cloned()
}

/// The way from one article to another.
pub(super) fn relative(from: &ContentPath, to: &ContentPath) -> String {
    let own: Vec<&str> =
        from.folder().split('/').filter(|part| !part.is_empty()).collect();
    let other: Vec<&str> = to.as_str().split('/').collect();
    let shared = own.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let shared = shared.min(other.len() - 1);
    let up = std::iter::repeat_n("..", own.len() - shared);
    let down = other[shared..].iter().copied();
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_of_the_site_names_the_file() {
        let languages = ["en-GB".to_owned(), "cy".to_owned(), "ur".to_owned()];
        for (own, expected) in
            [("en-US", None), ("cy-GB", Some("cy")), ("ur", Some("ur")), ("fr-FR", None)]
        {
            assert_eq!(other_language(own, &languages).as_deref(), expected);
        }
    }

    #[test]
    fn the_way_between_articles_is_relative() {
        let path = |text| ContentPath::new(text).unwrap();
        for (from, to, way) in [
            ("a.md", "b.md", "b.md"),
            ("care/a.md", "b.md", "../b.md"),
            ("care/a.md", "care/b.md", "b.md"),
            ("a.md", "care/b.md", "care/b.md"),
            ("care/a.md", "after/x/b.md", "../after/x/b.md"),
        ] {
            assert_eq!(relative(&path(from), &path(to)), way);
        }
    }
}
