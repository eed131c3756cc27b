//! The finished site as values, and how it gets onto the disk.

pub mod publish;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::OutputPath;

/// The content of one output file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputFile {
    /// Made by this build.
    Bytes(Arc<[u8]>),
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
