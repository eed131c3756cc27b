//! The files of a theme that are published: everything below `static/`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::layer::Layers;
use super::layer_file::LayerFile;

/// A file below `static/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeAsset<'a> {
    /// Its content.
    Bytes(Cow<'a, [u8]>),
    /// A file of the site's own theme that was not read: it is to be copied.
    OnDisk {
        /// Where it lies.
        location: &'a Path,
        /// Its size in bytes.
        size: u64,
    },
}

/// Every asset by its path below `static/`, sorted. A folder that is called like a script is
/// one, made of its files in their order: each script that a browser asks for is a round more.
pub(super) fn assets(layers: &Layers) -> impl Iterator<Item = (&str, ThemeAsset<'_>)> {
    let mut assets: BTreeMap<&str, ThemeAsset<'_>> = BTreeMap::new();
    let files = layers.below("static/");
    for (&path, &file) in &files {
        let script = script_of(path);
        // A theme may have the whole in one file instead.
        if script.is_some_and(|script| files.contains_key(script)) {
            continue;
        }
        let bytes = match file {
            LayerFile::Embedded(bytes) => *bytes,
            LayerFile::Text { text, .. } => text.as_bytes(),
            LayerFile::OnDisk { location, size } => {
                assets.insert(path, ThemeAsset::OnDisk { location, size: *size });
                continue;
            }
        };
        let asset = assets
            .entry(script.unwrap_or(path))
            .or_insert(ThemeAsset::Bytes(Cow::Borrowed(&[])));
        match asset {
            ThemeAsset::Bytes(script) if script.is_empty() => *script = bytes.into(),
            ThemeAsset::Bytes(script) => script.to_mut().extend_from_slice(bytes),
            ThemeAsset::OnDisk { .. } => {}
        }
    }
    assets.into_iter()
}

/// The script that a file is a part of.
fn script_of(path: &str) -> Option<&str> {
    let (folder, _) = path.rsplit_once('/')?;
    let extension = Path::new(folder).extension();
    extension.is_some_and(|extension| extension == "js").then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_called_like_a_script_is_one() {
        assert_eq!(script_of("js/find.js/1-words.js"), Some("js/find.js"));
        assert_eq!(script_of("js/find.js"), None);
        assert_eq!(script_of("find.js"), None);
    }
}
