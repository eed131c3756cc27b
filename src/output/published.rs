//! Files that are published as they are: the authors' own under their own names, those of
//! themes under a fingerprint.

use std::collections::BTreeMap;

use super::file::{Made, OutputFile};
use super::look;
use super::making::{Making, SiteMaking};
use crate::base::UrlPath;
use crate::source::SourceContent;

/// The assets of all themes in use: one file where they have the same bytes under the same
/// name.
pub(super) fn theme_files(making: &Making) -> Made {
    let files = making.themes.iter().flat_map(|theme| theme.assets.files());
    let files: BTreeMap<_, _> = files.collect();
    Made { files: files.into_iter().collect(), diagnostics: Vec::new() }
}

/// The authors' files.
pub(super) fn content_files(making: &Making) -> Made {
    let mut made = Made::default();
    let SiteMaking { site, config, .. } = &*making.site;
    let assets = site.assets.iter_enumerated();
    let assets = assets.filter(|(id, _)| !site.held_back_files.contains(id));
    for (_, asset) in assets.filter(|(_, asset)| config.publishes(asset)) {
        let path = UrlPath::file(asset.path.as_str()).output_path();
        match &asset.content {
            SourceContent::Binary { location, is_bared: true, .. } => {
                made.files.push((path, OutputFile::Picture { from: location.clone() }));
            }
            SourceContent::Binary { location, size, .. } => {
                let file = OutputFile::Copy { from: location.clone(), size: *size };
                made.files.push((path, file));
            }
            SourceContent::Text { text, .. } => made.add(path, text.to_string()),
            SourceContent::Undecodable => {}
        }
    }
    made
}

/// Files at the addresses that they had before: what stands on a printed code answers on every
/// host, whether its server knows of redirects or not.
pub(super) fn moved_files(making: &Making) -> Made {
    let site = &making.site.site;
    let files: BTreeMap<_, _> = content_files(making).files.into_iter().collect();
    let moved = site.records.addresses.moved();
    let files = moved.filter_map(|(from, to)| {
        let file = files.get(&to.output_path())?;
        let is_free = !files.contains_key(&from.output_path());
        is_free.then(|| (from.output_path(), file.clone()))
    });
    Made { files: files.collect(), diagnostics: Vec::new() }
}

/// What Engraft adds to the files of themes.
pub(super) fn own_files(_: &Making) -> Made {
    look::file()
}
