//! The files and addresses of the site, by the paths that links name them by.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::destination::LinkContext;
use super::names::languages_read;
use super::path_text::{address_key, relative, resolve};
use crate::article::{ArticleId, SnippetId, TermId};
use crate::base::{ContentPath, TiSlice, UrlPath, fold_path};
use crate::config::LanguageId;
use crate::diagnostic::nearest;
use crate::site::{AssetId, Sources};

/// What a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathKind {
    Article(ArticleId),
    Term(TermId),
    Snippet(SnippetId),
    Asset(AssetId),
    /// The landing page that Engraft makes of a folder, by its position in
    /// [`Files::made_pages`].
    Landing(usize),
}

/// The files and addresses of the site.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::site) struct Files {
    /// By folded path: several only where two names differ by case.
    by_fold: BTreeMap<String, Vec<(Box<str>, PathKind)>>,
    /// Files that are published as they are, by the last part of their paths, folded.
    assets_by_name: BTreeMap<String, Vec<AssetId>>,
    articles_by_address: BTreeMap<String, ArticleId>,
    made_pages: Vec<MadePage>,
    made_by_address: BTreeMap<String, usize>,
    /// Landing pages by folder, in Unicode's composed form, and language.
    made_by_folder: BTreeMap<(String, LanguageId), usize>,
}

/// A file that a path as written may mean.
#[derive(Debug)]
pub(super) struct CandidateFile {
    pub(super) path: String,
    /// It was looked up from the content folder.
    pub(super) from_root: bool,
    pub(super) spelling: Spelling,
}

impl CandidateFile {
    /// The folder whose landing page it would be.
    pub(super) fn folder(&self) -> Option<&str> {
        let folder = self.path.strip_suffix("index.md")?.trim_end_matches('/');
        (self.spelling == Spelling::Folder).then_some(folder)
    }
}

/// A page or a file that Engraft makes out of no single source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) struct MadePage {
    pub(in crate::site) address: UrlPath,
    pub(in crate::site) language: LanguageId,
    /// Its title, where it is made of the authors' words.
    pub(in crate::site) title: Option<Box<str>>,
    /// The folder below `site-content/` whose landing page it is.
    pub(in crate::site) folder: Option<Box<str>>,
    /// The term whose own page it is.
    pub(in crate::site) term: Option<TermId>,
}

/// How a path names a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As it is called.
    Whole,
    /// Without `.md`.
    WithoutExtension,
    /// By the folder whose landing page it is.
    Folder,
    /// By an address of its page, present or old.
    Address,
}

impl Files {
    /// Indexes all files, the addresses of articles, and the pages that Engraft makes.
    pub(in crate::site) fn new(
        sources: &Sources,
        permalinks: &TiSlice<ArticleId, UrlPath>,
        made_pages: Vec<MadePage>,
    ) -> Self {
        let mut by_fold: BTreeMap<String, Vec<(Box<str>, PathKind)>> = BTreeMap::new();
        let mut assets_by_name: BTreeMap<String, Vec<AssetId>> = BTreeMap::new();
        let mut add = |path: &ContentPath, file: PathKind| {
            by_fold
                .entry(fold_path(path.as_str()))
                .or_default()
                .push((path.as_str().into(), file));
        };
        for (id, article) in sources.articles.iter_enumerated() {
            add(&article.source.path, PathKind::Article(id));
        }
        for (id, term) in sources.terms.iter_enumerated() {
            add(&term.source.path, PathKind::Term(id));
        }
        for (id, snippet) in sources.snippets.iter_enumerated() {
            add(&snippet.source.path, PathKind::Snippet(id));
        }
        for (id, asset) in sources.assets.iter_enumerated() {
            add(&asset.path, PathKind::Asset(id));
            let name = asset.path.as_str().rsplit('/').next().unwrap_or_default();
            assets_by_name.entry(fold_path(name)).or_default().push(id);
        }
        let mut articles_by_address = BTreeMap::new();
        for (id, permalink) in permalinks.iter_enumerated() {
            articles_by_address.insert(address_key(permalink.as_str()), id);
        }
        let made = || made_pages.iter().enumerate();
        let made_by_address =
            made().map(|(at, page)| (address_key(page.address.as_str()), at)).collect();
        let of_folder = |(at, page): (usize, &MadePage)| {
            let folder = page.folder.as_ref()?.nfc().collect();
            Some(((folder, page.language), at))
        };
        let made_by_folder = made().filter_map(of_folder).collect();
        Files {
            by_fold,
            assets_by_name,
            articles_by_address,
            made_pages,
            made_by_address,
            made_by_folder,
        }
    }

    /// Adds the old addresses of articles; a page that exists wins.
    pub(in crate::site) fn add_old<'o>(
        &mut self,
        addresses: impl Iterator<Item = (&'o UrlPath, ArticleId)>,
    ) {
        let mut old = BTreeMap::new();
        for (from, to) in addresses {
            old.insert(address_key(from.as_str()), to);
        }
        for (address, to) in old {
            self.articles_by_address.entry(address).or_insert(to);
        }
    }

    /// The files that are published as they are and called so, in whatever folder.
    pub(super) fn called(&self, name: &str) -> &[AssetId] {
        self.assets_by_name.get(&fold_path(name)).map_or(&[], Vec::as_slice)
    }

    /// The snippet at a path, relative to a folder or from the content folder.
    pub(super) fn find_snippet(&self, folder: &str, path: &str) -> Option<SnippetId> {
        let candidates =
            [ContentPath::resolve(folder, path), ContentPath::resolve("", path)];
        candidates.into_iter().flatten().find_map(|path| {
            match self.exact(path.as_str())? {
                (PathKind::Snippet(id), None) => Some(id),
                _ => None,
            }
        })
    }

    /// A file by a path as written: relative to the folder, then from the root. With the
    /// file's name, where the two differ by case. A path from the root that is a folder's
    /// may be an address, and is looked up as one first.
    pub(super) fn find(
        &self,
        context: &LinkContext<'_>,
        path: &str,
    ) -> Option<(PathKind, Option<&str>)> {
        let mut other_case = None;
        for candidate in Files::candidates(context.folder, path) {
            match self.exact(&candidate.path) {
                Some((file, None)) => return Some((file, None)),
                Some(other) => {
                    other_case.get_or_insert(other);
                }
                None => {
                    let folder = candidate.folder().filter(|_| !path.starts_with('/'));
                    let landing =
                        folder.and_then(|folder| self.landing(context.language, folder));
                    if let Some(landing) = landing {
                        return Some((PathKind::Landing(landing), None));
                    }
                }
            }
        }
        other_case
    }

    /// The landing page that Engraft makes of a folder, in a reader's language.
    pub(super) fn landing(&self, language: LanguageId, folder: &str) -> Option<usize> {
        let folder: String = folder.nfc().collect();
        languages_read(language)
            .find_map(|language| self.made_by_folder.get(&(folder.clone(), language)))
            .copied()
    }

    /// Whether Engraft makes a landing page of a folder, in any language.
    pub(super) fn has_landing(&self, folder: &str) -> bool {
        let folder: String = folder.nfc().collect();
        let all = (folder.clone(), LanguageId::DEFAULT)..=(folder, LanguageId(u32::MAX));
        self.made_by_folder.range(all).next().is_some()
    }

    /// The paths of files that a path as written may mean, the first that is there.
    pub(super) fn candidates(
        folder: &str,
        path: &str,
    ) -> impl Iterator<Item = CandidateFile> {
        let beside = if path.starts_with('/') { "" } else { folder };
        let above = (!beside.is_empty()).then_some("");
        let bases = std::iter::once(beside).chain(above);
        bases
            .filter_map(move |base| Some((base.is_empty(), resolve(base, path)?)))
            .flat_map(|(from_root, resolved)| {
                let spellings =
                    [Spelling::Whole, Spelling::WithoutExtension, Spelling::Folder];
                spellings.into_iter().map(move |spelling| CandidateFile {
                    path: match spelling {
                        Spelling::Folder if resolved.is_empty() => "index.md".to_owned(),
                        Spelling::Folder => format!("{resolved}/index.md"),
                        Spelling::WithoutExtension => format!("{resolved}.md"),
                        Spelling::Whole | Spelling::Address => resolved.clone(),
                    },
                    from_root,
                    spelling,
                })
            })
    }

    /// The path of the file at exactly this path, as it is called on disk.
    pub(super) fn path_of(&self, sources: &Sources, path: &str) -> Option<ContentPath> {
        let (file, None) = self.exact(path)? else { return None };
        Some(match file {
            PathKind::Article(id) => sources.articles[id].source.path.clone(),
            PathKind::Term(id) => sources.terms[id].source.path.clone(),
            PathKind::Snippet(id) => sources.snippets[id].source.path.clone(),
            PathKind::Asset(id) => sources.assets[id].path.clone(),
            PathKind::Landing(_) => return None,
        })
    }

    /// A page that Engraft makes, by its number.
    pub(super) fn made_page(&self, number: usize) -> &MadePage {
        &self.made_pages[number]
    }

    /// The article at an address of its own, now or once.
    pub(super) fn article_at(&self, address: &str) -> Option<ArticleId> {
        self.articles_by_address.get(&address_key(address)).copied()
    }

    /// The page that Engraft makes at an address.
    pub(super) fn made_page_at(&self, address: &str) -> Option<&MadePage> {
        let at = self.made_by_address.get(&address_key(address))?;
        Some(&self.made_pages[*at])
    }

    /// The file at exactly this path; else one whose path differs by case, with that path.
    fn exact(&self, path: &str) -> Option<(PathKind, Option<&str>)> {
        let same = self.by_fold.get(&fold_path(path))?;
        let is_same = |name: &str| name == path || name.nfc().eq(path.nfc());
        let exact = same.iter().find(|(name, _)| is_same(name));
        match exact {
            Some((_, file)) => Some((*file, None)),
            None => same.first().map(|(name, file)| (*file, Some(&**name))),
        }
    }

    /// Every file, with its path.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &PathKind)> {
        self.by_fold.values().flatten().map(|(path, file)| (&**path, file))
    }

    /// The file at a path, as it is called.
    pub(super) fn at_path(&self, path: &str) -> Option<(&str, PathKind)> {
        let same = self.by_fold.get(&fold_path(path))?;
        same.first().map(|(name, file)| (&**name, *file))
    }

    /// The highest folder above a path that holds nothing: what is missing there was
    /// renamed or left out as a whole.
    pub(super) fn missing_folder<'p>(&self, path: &'p str) -> Option<&'p str> {
        let has = |folder: &str| {
            let fold = format!("{}/", fold_path(folder));
            let mut below = self.by_fold.range(fold.clone()..);
            below.next().is_some_and(|(path, _)| path.starts_with(&fold))
        };
        path.match_indices('/').map(|(at, _)| &path[..at]).find(|folder| !has(folder))
    }

    /// The snippet whose path is nearest to one.
    pub(super) fn nearest_snippet(&self, path: &str) -> Option<&str> {
        let files = self.by_fold.values().flatten();
        let snippets = files.filter_map(|(path, file)| {
            matches!(file, PathKind::Snippet(_)).then_some(&**path)
        });
        nearest(path, snippets)
    }

    /// The file nearest to a path, as a link from a file in `folder` is written.
    pub(super) fn nearest(
        &self,
        folder: &str,
        path: &str,
        image: bool,
    ) -> Option<String> {
        let known = self.by_fold.values().flatten().filter_map(|(path, file)| {
            let wanted = match file {
                PathKind::Asset(_) => true,
                PathKind::Article(_) | PathKind::Term(_) => !image,
                PathKind::Snippet(_) | PathKind::Landing(_) => false,
            };
            wanted.then_some(&**path)
        });
        near(path, known).map(|near| relative(folder, near))
    }
}

/// A name of so many letters is like many others: elsewhere `pow` is not near to `now`.
const SHORT: usize = 3;

/// The rule of a guess: it is of the same kind (a page for a page, a picture for a picture, a
/// file for one with its ending); its name shares more with the one that is wanted than it
/// lacks, or one stands whole in the other (`contact` and `contact-a-department`, but not `os`
/// and `ios`); and one in the same folder comes first, whatever is nearer elsewhere. Of several
/// with the same name it is the one whose path is nearest.
fn near<'k>(
    wanted: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Option<&'k str> {
    let kind = ending(wanted);
    let known = known.filter(move |path| kind.is_none() || ending(path) == kind);
    let folder = folder_of(wanted);
    let beside = known.clone().filter(|path| folder_of(path) == folder);
    nearest_of(wanted, beside).or_else(|| {
        let found = nearest_of(wanted, known)?;
        let (name, near) = (name_of(wanted), name_of(found));
        let is_same = fold_path(name) == fold_path(near);
        (is_same || name.chars().count() > SHORT).then_some(found)
    })
}

/// The ending of a file, in small letters; those of pictures are one kind.
fn ending(path: &str) -> Option<String> {
    const PICTURES: &[&str] = &["png", "jpg", "jpeg", "webp", "gif", "avif", "svg"];
    let name = path.rsplit('/').next()?;
    let (_, ending) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    let ending = ending.to_ascii_lowercase();
    Some(match &*ending {
        picture if PICTURES.contains(&picture) => "png".to_owned(),
        "html" | "htm" | "markdown" => "md".to_owned(),
        _ => ending,
    })
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn nearest_of<'k>(
    wanted: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Option<&'k str> {
    let name = nearest(name_of(wanted), known.clone().map(name_of))?;
    let named = known.filter(|path| fold_path(name_of(path)) == fold_path(name));
    let first = named.clone().next();
    nearest(wanted, named).or(first)
}

/// The name of a file without its ending; of a landing page, that of its folder.
pub(super) fn name_of(path: &str) -> &str {
    let last =
        |path: &'_ str| path.rsplit_once('/').map_or(0, |(folder, _)| folder.len() + 1);
    let stem =
        |name: &'_ str| name.rfind('.').filter(|&dot| dot > 0).unwrap_or(name.len());
    let name = &path[last(path)..];
    let name = &name[..stem(name)];
    match path[..last(path)].trim_end_matches('/') {
        folder if name == "index" && !folder.is_empty() => &folder[last(folder)..],
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_is_told_by_its_name_and_not_by_its_folder() {
        let known = ["care/crohn.md", "care/index.md", "after/gvhd.md", "care/gvhd.md"];
        let near = |wanted| near(wanted, known.into_iter());
        assert_eq!(near("care/nothing.md"), None);
        assert_eq!(near("old/gvdh.md"), Some("after/gvhd.md"));
        assert_eq!(near("cares/gvhd.md"), Some("care/gvhd.md"));
        assert_eq!(near("caer/index.md"), Some("care/index.md"));
        assert_eq!(near("after/index.md"), None);
    }

    #[test]
    fn a_guess_is_of_the_same_kind_and_in_the_same_folder_if_it_can_be() {
        let known = [
            "help/contact-us.md",
            "care/contact-a-department.md",
            "care/contact.pdf",
            "ios/index.md",
            "care/food.png",
        ];
        let near = |wanted| near(wanted, known.into_iter());
        assert_eq!(near("care/contact.md"), Some("care/contact-a-department.md"));
        assert_eq!(near("help/contact.md"), Some("help/contact-us.md"));
        assert_eq!(near("help/contact.pdf"), Some("care/contact.pdf"));
        assert_eq!(near("care/os.md"), None);
        assert_eq!(near("care/iot.md"), None);
        assert_eq!(near("care/ios.md"), Some("ios/index.md"));
        assert_eq!(near("care/food.md"), None);
        assert_eq!(near("care/food.jpg"), Some("care/food.png"));
    }
}
