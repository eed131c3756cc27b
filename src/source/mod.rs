//! What is on disk: every file that can influence the site, read once.
//!
//! The only folder that opens files. Text is decoded here: no byte-order mark, LF line
//! ends, so that the same article gives the same page whatever editor saved it; the count
//! of lines and columns is the one that the editor shows.

mod active;
mod bare;
mod bytes;
mod classify;
mod conflict;
mod decode;
mod hidden;
mod ids;
mod image;
mod lost_letters;
mod name;
mod original;
mod overlay;
mod page_like;
mod read;
mod reads;
mod stamp;
mod walk;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::{ContentPath, FileId, LineIndex};

pub use active::{Active, ActiveFault, Runner, runner, svg_fault};
pub use bare::{Bared, bare, bare_file};
pub use bytes::bytes;
pub use decode::{DecodeFault, Decoded, decode};
pub use ids::FileIds;
pub use name::fault as name_fault;
pub use original::Original;
pub use overlay::Overlay;
pub use reads::Reads;
pub use stamp::{Stamps, is_leftover};
pub use walk::{WalkOptions, read_config, walk, walk_again};

/// The name of the folder that the authors own.
pub const CONTENT_FOLDER: &str = "site-content";
/// The name of the folder with the site's own themes.
pub const THEMES_FOLDER: &str = "themes";
/// The name of the configuration file, below [`CONTENT_FOLDER`].
pub const CONFIG_FILE: &str = "site.yaml";
/// The name of the record of a change of the sources, beside [`CONTENT_FOLDER`]: it is there
/// while a command is at work, and after one that was killed.
pub const JOURNAL_FILE: &str = ".site-content.engraft.journal";
/// Bytes that a text file of the content may have.
pub const MOST_TEXT_BYTES: u64 = 5_000_000;

/// What part a file plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// `site-content/site.yaml`.
    Config,
    /// A Markdown article, or the landing page of a section.
    Article,
    /// A Markdown file in `site-content/glossary/`, except its `index.md`.
    Term,
    /// A YAML file in `site-content/data/`, or the record of addresses there.
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
    /// Decoded text. Where the file is not UTF-8, a finding says so and the text holds
    /// replacement characters, so that the line can still be shown.
    Text {
        /// The text, without a byte-order mark and with LF line ends.
        text: Arc<str>,
        /// Where its lines begin.
        lines: LineIndex,
    },
    /// A file that could not be read or is too large; a finding says why, and nothing
    /// more need be said about it.
    Undecodable,
    /// A file that is copied, not read: only what pages need to know of it.
    Binary {
        /// Where it lies on disk.
        location: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// Width and height in CSS pixels, if it is an image that says so.
        dimensions: Option<(u32, u32)>,
        /// What a browser would run in it though its name does not say so.
        active: Option<Arc<Active>>,
        /// It begins with front matter, as a page does, and its name makes it none.
        is_page: bool,
        /// It is a picture that is published without what its camera wrote into it.
        is_bared: bool,
    },
}

impl SourceFile {
    /// A file with what is in it.
    pub fn new(
        id: FileId,
        kind: SourceKind,
        path: ContentPath,
        content: SourceContent,
    ) -> Self {
        let folder = match kind {
            SourceKind::Theme | SourceKind::ThemeAsset => THEMES_FOLDER,
            _ => CONTENT_FOLDER,
        };
        let shown = walk::shown_path(folder, path.as_str()).into();
        SourceFile { id, kind, path, shown, content }
    }

    /// The decoded text, if the file has one.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.content {
            SourceContent::Text { text, .. } => Some(text),
            SourceContent::Undecodable | SourceContent::Binary { .. } => None,
        }
    }

    /// Whether a browser or a server would run a file that is published as it is.
    pub fn runs(&self) -> bool {
        let is_active =
            matches!(&self.content, SourceContent::Binary { active: Some(_), .. });
        self.kind == SourceKind::Asset && (is_active || runner(&self.path).is_some())
    }

    /// Whether a file that is published as it is begins like a page.
    pub fn is_page_like(&self) -> bool {
        matches!(&self.content, SourceContent::Binary { is_page: true, .. })
    }

    /// The text that findings show lines of, with where these begin.
    pub fn shown_text(&self) -> Option<(&Arc<str>, &LineIndex)> {
        match &self.content {
            SourceContent::Text { text, lines } => Some((text, lines)),
            SourceContent::Binary { active: Some(active), .. } => {
                Some((&active.text, &active.lines))
            }
            SourceContent::Binary { active: None, .. } | SourceContent::Undecodable => {
                None
            }
        }
    }

    /// A text file that is not on disk: an embedded theme file, or a test's.
    pub fn from_text(
        id: FileId,
        kind: SourceKind,
        path: ContentPath,
        text: &str,
    ) -> Self {
        let lines = LineIndex::default();
        let content = SourceContent::Text { text: text.into(), lines };
        SourceFile::new(id, kind, path, content)
    }
}

/// The part that a file of the content plays, by its path below [`CONTENT_FOLDER`]. `None`:
/// none, because it is hidden, left behind by an editor, or stands beside snippets.
pub fn kind_of(path: &ContentPath) -> Option<SourceKind> {
    let hidden = path.as_str().split('/').any(classify::is_leftover);
    if hidden { None } else { classify::content_kind(path) }
}

/// All files, sorted by kind of root (content before themes) and path.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    /// The files.
    pub files: Vec<Arc<SourceFile>>,
    /// Names that are no part of the site but have a finding: a link that leads out, a
    /// pipe, a folder that cannot be opened. Their content is never looked at.
    pub left_out: Vec<Arc<SourceFile>>,
    /// Position of each file's number in `files`, and after them in `left_out`.
    by_id: BTreeMap<FileId, usize>,
}

impl SourceTree {
    /// Joins files, in the order that the fields of [`SourceTree`] say.
    pub fn new(files: Vec<Arc<SourceFile>>, left_out: Vec<Arc<SourceFile>>) -> Self {
        let all = files.iter().chain(&left_out).enumerate();
        let by_id = all.map(|(position, file)| (file.id, position)).collect();
        SourceTree { files, left_out, by_id }
    }

    /// The file with the given number, if it is still there; also one that was left out.
    pub fn file(&self, id: FileId) -> Option<&Arc<SourceFile>> {
        let &position = self.by_id.get(&id)?;
        self.files
            .get(position)
            .or_else(|| self.left_out.get(position - self.files.len()))
    }

    /// The files of one kind, in order.
    pub fn of_kind(&self, kind: SourceKind) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.files.iter().filter(move |file| file.kind == kind)
    }
}

#[cfg(test)]
mod tests;
