//! The text of a path link: decoded, split, joined with the folder that it is written in.

use percent_encoding::percent_decode_str;

use crate::base::{ContentPath, fold_path};

/// The parts of a path link, decoded.
pub(super) struct Parts<'t> {
    pub(super) path: String,
    /// `?query` and `#fragment` as written.
    pub(super) suffix: &'t str,
    pub(super) fragment: Option<&'t str>,
}

/// A folder joined with a path as written; empty for the content folder itself. `None` if
/// it climbs out.
pub(super) fn resolve(folder: &str, path: &str) -> Option<String> {
    if path.trim_matches(['/', '.']).is_empty() && !path.contains("..") {
        return Some(folder.to_owned());
    }
    match ContentPath::resolve(folder, path) {
        Some(path) => Some(path.as_str().to_owned()),
        // Up to the content folder and no further.
        None if climbs_to_root(folder, path) => Some(String::new()),
        None => None,
    }
}

fn climbs_to_root(folder: &str, path: &str) -> bool {
    ContentPath::resolve(folder, &format!("{path}/index"))
        .is_some_and(|path| path.as_str() == "index")
}

/// Splits `name#fragment`.
pub(super) fn split_fragment(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((name, fragment)) => (name.trim_end(), Some(fragment.trim())),
        None => (target, None),
    }
}

/// Splits and decodes a target: once, and before any check.
pub(super) fn split(target: &str) -> Parts<'_> {
    let (before, fragment) = split_fragment(target);
    let path = before.split('?').next().unwrap_or("");
    Parts {
        path: percent_decode_str(path).decode_utf8_lossy().into_owned(),
        suffix: &target[path.len()..],
        fragment,
    }
}

/// An address for comparison: without the final slash or `index.html`, folded.
pub(super) fn address_key(address: &str) -> String {
    let address = address.strip_suffix("index.html").unwrap_or(address);
    fold_path(address.trim_matches('/'))
}

/// `path` as a link from a file in `folder` is written.
pub fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from
        .iter()
        .zip(&to[..to.len() - 1])
        .take_while(|(one, other)| one == other)
        .count();
    let mut parts = vec![".."; from.len() - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once_and_never_leave_the_root() {
        assert_eq!(split("two%20words.md?x#y").path, "two words.md");
        assert_eq!(split("two%20words.md?x#y").suffix, "?x#y");
        assert_eq!(resolve("a/b", "../.."), Some(String::new()));
        assert_eq!(resolve("a", "../../x"), None);
        assert_eq!(resolve("a", "./"), Some("a".to_owned()));
    }

    #[test]
    fn relative_paths_are_written_as_the_author_would() {
        assert_eq!(relative("after", "before/tests.md"), "../before/tests.md");
        assert_eq!(relative("after", "after/gvhd.md"), "gvhd.md");
        assert_eq!(relative("", "after/gvhd.md"), "after/gvhd.md");
        assert_eq!(relative("a/b", "a/c/d.md"), "../c/d.md");
    }
}
