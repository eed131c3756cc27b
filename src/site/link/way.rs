//! By which way a path as written reaches a file or a page: what a command must know that
//! moves files and writes links anew in the form they had.

use super::files::{CandidateFile, Files, Spelling};
use super::resolver::Resolver;
use crate::base::{ContentPath, UrlPath};

/// What a path reaches, and how it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// What it reaches.
    pub end: PathEnd,
    /// It counts from the content folder, with a leading slash or because nothing of that
    /// name lies beside the file.
    pub from_root: bool,
    /// How it names it.
    pub spelling: Spelling,
}

/// What a path reaches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathEnd {
    /// A file of the content folder.
    File(ContentPath),
    /// The landing page that Engraft makes of a folder of the content folder.
    Folder(Box<str>),
    /// A page that Engraft makes, by its address.
    Page(UrlPath),
}

impl Resolver<'_> {
    /// What a path, decoded and without `?` and `#`, reaches from a file in `folder`.
    /// `None`: nothing, or nothing by exactly this name.
    pub fn way(&self, folder: &str, path: &str) -> Option<Way> {
        let files = &self.known.files;
        let landing = |candidate: &CandidateFile| {
            let folder = candidate.folder().filter(|folder| files.has_landing(folder))?;
            Some(PathEnd::Folder(folder.into()))
        };
        let is_rooted = path.starts_with('/');
        let reached = Files::candidates(folder, path).find_map(|candidate| {
            let file = files.path_of(self.sources, &candidate.path).map(PathEnd::File);
            let end = if is_rooted { file } else { file.or_else(|| landing(&candidate)) };
            let CandidateFile { from_root, spelling, .. } = candidate;
            Some(Way { end: end?, from_root, spelling })
        });
        let by_folder = || {
            let mut candidates = Files::candidates(folder, path);
            let end = candidates.find_map(|candidate| landing(&candidate))?;
            Some(Way { end, from_root: true, spelling: Spelling::Folder })
        };
        reached.or_else(|| self.way_by_address(files, path)).or_else(by_folder)
    }

    /// What the path of an included snippet reaches from a file in `folder`.
    pub fn way_to_snippet(&self, folder: &str, path: &str) -> Option<Way> {
        let id = self.known.files.find_snippet(folder, path)?;
        let end = &self.sources.snippets[id].source.path;
        let beside = ContentPath::resolve(folder, path);
        Some(Way {
            from_root: beside.as_ref() != Some(end),
            end: PathEnd::File(end.clone()),
            spelling: Spelling::Whole,
        })
    }

    fn way_by_address(&self, files: &Files, path: &str) -> Option<Way> {
        if !path.starts_with('/') {
            return None;
        }
        let end = match files.article_at(path) {
            Some(id) => PathEnd::File(self.sources.articles[id].source.path.clone()),
            None => PathEnd::Page(files.made_page_at(path)?.address.clone()),
        };
        Some(Way { end, from_root: true, spelling: Spelling::Address })
    }
}
