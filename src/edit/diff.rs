//! A change as people read it before they agree to it.

use std::fmt::Write;

use similar::TextDiff;

use super::Change;
use crate::source::{CONTENT_FOLDER, SourceFile, SourceTree, THEMES_FOLDER};

/// Lines shown around each change.
const CONTEXT: usize = 3;

/// The change as a unified diff, in the order of the files. Line ends are shown as LF.
pub fn diff(change: &Change, tree: &SourceTree) -> String {
    let mut text = String::new();
    let content = tree.files.iter().filter(|file| !file.shown.starts_with(THEMES_FOLDER));
    for file in content {
        file_diff(&mut text, change, file);
    }
    for (path, new) in change.created() {
        let name = format!("{CONTENT_FOLDER}/{path}");
        text.push_str(&hunks("", new, "/dev/null", &format!("b/{name}")));
    }
    text
}

fn file_diff(text: &mut String, change: &Change, file: &SourceFile) {
    let to = change.moved(file.path.as_str());
    let [old, new] =
        [file.path.as_str(), &to].map(|path| format!("{CONTENT_FOLDER}/{path}"));
    if old != new {
        // What `git apply` understands; writing to a text cannot fail.
        let _ = writeln!(text, "diff --git a/{old} b/{new}");
        let _ = writeln!(text, "rename from {old}\nrename to {new}");
    }
    let (Some(before), Some(after)) = (file.text(), change.text_of(file)) else { return };
    if *before != after {
        text.push_str(&hunks(before, &after, &format!("a/{old}"), &format!("b/{new}")));
    }
}

fn hunks(before: &str, after: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(before, after)
        .unified_diff()
        .context_radius(CONTEXT)
        .header(old, new)
        .to_string()
}
