//! One file of a layer of a theme.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::FileId;

/// The number of no file: places in a file that is part of the program have it.
pub(super) const NO_FILE: FileId = FileId(u32::MAX);

/// One file of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LayerFile {
    /// Part of the program.
    Embedded(&'static [u8]),
    /// A text file of the site.
    Text { id: FileId, shown: Box<str>, text: Arc<str> },
    /// A file of the site that is copied.
    OnDisk { location: PathBuf, size: u64 },
}

impl LayerFile {
    /// Its text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            LayerFile::Embedded(bytes) => std::str::from_utf8(bytes).ok(),
            LayerFile::Text { text, .. } => Some(text),
            LayerFile::OnDisk { .. } => None,
        }
    }
}
