//! The finished site as values.
//!
//! A full build holds every page in memory until the last is known to be good, because an
//! error publishes nothing.

mod asset;
mod audience;
mod compact;
mod feed;
mod font;
mod infobutton;
mod making;
mod manifest;
mod memos;
mod moved;
mod nav;
mod page;
mod picture;
mod redirect_page;
mod robots;
mod sitemap;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::OutputPath;
use crate::diagnostic::Diagnostic;

pub use asset::ThemeAssets;
pub use making::{LanguageMaking, Making};
pub use memos::Memos;
pub use moved::Moved;
pub use page::{AllFacts, Bodies, bodies, pages, reading_minutes};

/// The content of one output file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputFile {
    /// Made by this build.
    Bytes(Arc<Vec<u8>>),
    /// A content file, published under its own name. `size` is its size when it was
    /// walked.
    Copy {
        /// Where it lies on disk.
        from: PathBuf,
        /// Its size in bytes.
        size: u64,
    },
}

/// The whole site, ready to be written or served.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputSet {
    /// Every file, by path.
    pub files: BTreeMap<OutputPath, OutputFile>,
}

/// What one output adds to the site.
#[derive(Debug, Default)]
pub struct Made {
    /// Files, by path.
    pub files: Vec<(OutputPath, OutputFile)>,
    /// What was found while making them.
    pub diagnostics: Vec<Diagnostic>,
}

impl Made {
    /// Adds a text file.
    fn add(&mut self, path: OutputPath, text: String) {
        self.files.push((path, OutputFile::Bytes(Arc::new(text.into_bytes()))));
    }
}

/// Everything that is not a page with a body, in the order in which it is made. A new
/// output is a file of this folder and a line here.
pub static OUTPUTS: &[fn(&Making<'_>) -> Made] = &[
    asset::content_files,
    asset::theme_files,
    redirect_page::redirect_pages,
    sitemap::sitemap,
    feed::feeds,
    infobutton::infobutton,
    manifest::manifests,
    robots::robots,
];
