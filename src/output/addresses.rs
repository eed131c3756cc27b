//! The addresses of a finished site that readers, and what they printed, may know.

use std::collections::BTreeSet;

use super::asset;
use super::file::OutputSet;
use super::search::is_of_index;
use crate::base::{OutputPath, UrlPath};
use crate::site::NOT_FOUND;

/// Every address but those of what pages load under a fingerprint, of the index of the search,
/// and of what only servers read.
pub fn addresses(output: &OutputSet) -> BTreeSet<UrlPath> {
    let is_compressed = |path: &OutputPath| {
        let bare = ["gz", "br"].iter().find_map(|ending| {
            OutputPath::new(path.as_str().strip_suffix(ending)?.strip_suffix('.')?)
        });
        bare.is_some_and(|bare| output.files.contains_key(&bare))
    };
    let known = output.files.keys().filter(|path| {
        let name = path.as_str();
        let is_rule = matches!(name, "_headers" | "_redirects" | "web.config");
        let is_hidden = name.split('/').any(|part| part.starts_with('.'))
            && !name.starts_with(".well-known/");
        let is_own = is_rule || is_hidden || name == NOT_FOUND;
        !is_own
            && !asset::is_fingerprinted(name)
            && !is_of_index(path)
            && !is_compressed(path)
    });
    known.map(address_of).collect()
}

/// The address that a file of the site answers at.
fn address_of(path: &OutputPath) -> UrlPath {
    match path.as_str().strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => {
            UrlPath::page(folder.split('/'))
        }
        _ => UrlPath::file(path.as_str()),
    }
}
