//! What is on disk: every file that can influence the site, read once.
//!
//! The only folder that opens files. Text is decoded here: no byte-order mark, LF line
//! ends, so that the same article gives the same page whatever editor saved it; the count
//! of lines and columns is the one that the editor shows.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::{ContentPath, FileId, LineIndex};

/// The name of the folder that the authors own.
pub const CONTENT_FOLDER: &str = "site-content";
/// The name of the folder with the site's own themes.
pub const THEMES_FOLDER: &str = "themes";

/// What part a file plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// `site-content/site.yaml`.
    Config,
    /// A Markdown article, or the landing page of a section.
    Article,
    /// A Markdown file in `site-content/glossary/`, except its `index.md`.
    Term,
    /// A YAML file in `site-content/data/`.
    Data,
    /// A Markdown file in a folder whose name begins with `_`.
    Snippet,
    /// A text file of the site's own theme: below `themes/`.
    Theme,
    /// Published as it is, under its own path.
    Asset,
    /// A binary file of the site's own theme.
    ThemeAsset,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its number, for spans.
    pub id: FileId,
    /// What part it plays.
    pub kind: SourceKind,
    /// Its path below `site-content/` or `themes/`.
    pub path: ContentPath,
    /// Its path below the site's folder, as people see it in messages.
    pub shown: Box<str>,
    /// What is in it.
    pub content: SourceContent,
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceContent {
    /// Decoded text.
    Text {
        /// The text, without a byte-order mark and with LF line ends.
        text: Arc<str>,
        /// Where its lines begin.
        lines: LineIndex,
    },
    /// A text file that could not be decoded; a finding says why.
    Undecodable,
    /// A file that is copied, not read: only what pages need to know of it.
    Binary {
        /// Where it lies on disk.
        location: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// Width and height in CSS pixels, if it is an image that says so.
        dimensions: Option<(u32, u32)>,
    },
}

impl SourceFile {
    /// The decoded text, if the file has one.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.content {
            SourceContent::Text { text, .. } => Some(text),
            SourceContent::Undecodable | SourceContent::Binary { .. } => None,
        }
    }
}

/// All files, sorted by kind of root (content before themes) and path.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    /// The files.
    pub files: Vec<Arc<SourceFile>>,
}

impl SourceTree {
    /// The file with the given number, if it is still there.
    pub fn file(&self, id: FileId) -> Option<&Arc<SourceFile>> {
        self.files.iter().find(|file| file.id == id)
    }

    /// The files of one kind, in order.
    pub fn of_kind(&self, kind: SourceKind) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.files.iter().filter(move |file| file.kind == kind)
    }
}
