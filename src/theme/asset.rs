//! The files of a theme that are published: everything below `static/`.

use std::path::Path;

use super::layer::Layers;
use super::layer_file::LayerFile;

/// A file below `static/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeAsset<'a> {
    /// Its content.
    Bytes(&'a [u8]),
    /// A file of the site's own theme that was not read: it is to be copied.
    OnDisk {
        /// Where it lies.
        location: &'a Path,
        /// Its size in bytes.
        size: u64,
    },
}

/// Every asset by its path below `static/`, sorted.
pub(super) fn assets(layers: &Layers) -> impl Iterator<Item = (&str, ThemeAsset<'_>)> {
    layers.below("static/").into_iter().map(|(path, file)| {
        let asset = match file {
            LayerFile::Embedded(bytes) => ThemeAsset::Bytes(bytes),
            LayerFile::Text { text, .. } => ThemeAsset::Bytes(text.as_bytes()),
            LayerFile::OnDisk { location, size } => {
                ThemeAsset::OnDisk { location, size: *size }
            }
        };
        (path, asset)
    })
}
