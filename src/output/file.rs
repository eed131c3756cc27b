//! The files of the finished site, as values.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::OutputPath;
use crate::diagnostic::Diagnostic;

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
    /// The same of a picture, published without what its camera wrote into it.
    Picture {
        /// Where it lies on disk.
        from: PathBuf,
    },
}

/// The whole site, ready to be written or served.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputSet {
    /// Every file, by path.
    pub files: BTreeMap<OutputPath, OutputFile>,
    /// Rules for web servers that stand beside the output folder and not in it, by name:
    /// they are never deployed with the site.
    pub beside: BTreeMap<&'static str, Arc<Vec<u8>>>,
}

impl OutputSet {
    /// Adds files. An address that two things claim is a finding; here who came first keeps it.
    pub fn add(&mut self, made: Made) {
        for (path, file) in made.files {
            self.files.entry(path).or_insert(file);
        }
    }
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
    pub(super) fn add(&mut self, path: OutputPath, text: String) {
        self.files.push((path, OutputFile::Bytes(Arc::new(text.into_bytes()))));
    }
}
