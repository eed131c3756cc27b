//! What part a file plays, from its path alone.

use super::{CONFIG_FILE, SourceKind};
use crate::base::ContentPath;

/// Where signatures stand.
const REVIEWS: &str = "data/reviews/";

/// The kind of a file of the content. `None`: it is not part of the site.
pub(super) fn content_kind(path: &ContentPath) -> Option<SourceKind> {
    let text = path.as_str();
    let markdown = has_extension(path, &["md"]);
    if text == CONFIG_FILE {
        return Some(SourceKind::Config);
    }
    // A snippet has its signatures in a folder of its own name.
    if text.starts_with(REVIEWS) && has_extension(path, &["txt"]) {
        return Some(SourceKind::Data);
    }
    if path.folder().split('/').any(|folder| folder.starts_with('_')) {
        return markdown.then_some(SourceKind::Snippet);
    }
    let is_data = has_extension(path, &["yaml", "yml"]) || text == "data/addresses.txt";
    if text.starts_with("data/") && is_data {
        return Some(SourceKind::Data);
    }
    if text.starts_with("glossary/") && markdown && !is_index(path.file_name()) {
        return Some(SourceKind::Term);
    }
    Some(if markdown { SourceKind::Article } else { SourceKind::Asset })
}

/// The kind of a file of a theme.
pub(super) fn theme_kind(path: &ContentPath) -> SourceKind {
    /// Everything that Engraft reads as text in a theme.
    const TEXT: &[&str] = &[
        "html",
        "css",
        "js",
        "mjs",
        "yaml",
        "yml",
        "svg",
        "json",
        "txt",
        "xml",
        "md",
        "webmanifest",
    ];
    if has_extension(path, TEXT) { SourceKind::Theme } else { SourceKind::ThemeAsset }
}

/// Whether hidden files and those that editors and systems leave behind hide this name.
pub(super) fn is_leftover(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || ["swp", "swo", "bak", "tmp", "orig"]
            .iter()
            .any(|leftover| extension.eq_ignore_ascii_case(leftover))
        // Word's mark that a file is open, and what a Mac packs into archives.
        || name.starts_with("~$")
        || matches!(name, "4913" | "__MACOSX" | "Icon\r")
        || ["Thumbs.db", "ehthumbs.db", "desktop.ini"]
            .iter()
            .any(|leftover| name.eq_ignore_ascii_case(leftover))
}

/// A name that a change of the sources gives to what it needs for as long as it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfChange {
    /// The record of what is changed.
    Record,
    /// A file beside another, with its new or old bytes.
    Beside,
}

/// Whether a change of the sources, of this version or an earlier one, gives such a name.
pub(super) fn of_change(name: &str) -> Option<OfChange> {
    let hidden = name.strip_prefix('.')?;
    match hidden {
        "engraft.journal" | "site-content.engraft.journal" => Some(OfChange::Record),
        _ => ["engraft-new", "engraft-old", "engraft-moving"]
            .iter()
            .any(|mark| hidden.ends_with(mark))
            .then_some(OfChange::Beside),
    }
}

/// `index.md`, or `index.xx.md` in any language.
fn is_index(file_name: &str) -> bool {
    let parts: Vec<&str> = file_name.split('.').collect();
    matches!(parts.as_slice(), [name, _] | [name, _, _] if name.eq_ignore_ascii_case("index"))
}

fn has_extension(path: &ContentPath, extensions: &[&str]) -> bool {
    path.extension()
        .is_some_and(|own| extensions.iter().any(|other| own.eq_ignore_ascii_case(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_part_a_file_plays() {
        for (path, kind) in [
            ("site.yaml", Some(SourceKind::Config)),
            ("after/site.yaml", Some(SourceKind::Asset)),
            ("index.md", Some(SourceKind::Article)),
            ("after/gvhd.cy.md", Some(SourceKind::Article)),
            ("after/GVHD.MD", Some(SourceKind::Article)),
            ("glossary/gvhd.md", Some(SourceKind::Term)),
            ("glossary/a/gvhd.md", Some(SourceKind::Term)),
            ("glossary/index.md", Some(SourceKind::Article)),
            ("glossary/index.cy.md", Some(SourceKind::Article)),
            ("glossary/indexing.md", Some(SourceKind::Term)),
            ("glossary/chart.svg", Some(SourceKind::Asset)),
            ("data/people.yaml", Some(SourceKind::Data)),
            ("data/people.yml", Some(SourceKind::Data)),
            ("data/addresses.txt", Some(SourceKind::Data)),
            ("data/prices.txt", Some(SourceKind::Asset)),
            ("data/reviews/_snippets/x.md/clinical.txt", Some(SourceKind::Data)),
            ("data/people.csv", Some(SourceKind::Asset)),
            ("_snippets/visiting.md", Some(SourceKind::Snippet)),
            ("after/_parts/x.md", Some(SourceKind::Snippet)),
            ("_snippets/picture.png", None),
            ("_x.md", Some(SourceKind::Article)),
            ("after/chart.png", Some(SourceKind::Asset)),
        ] {
            let path = ContentPath::new(path).unwrap();
            assert_eq!(content_kind(&path), kind, "{path}");
        }
    }

    #[test]
    fn what_a_change_leaves_behind_is_known_by_its_name() {
        for (name, kind) in [
            (".engraft.journal", Some(OfChange::Record)),
            (".site-content.engraft.journal", Some(OfChange::Record)),
            ("..engraft.journal.16.engraft-new", Some(OfChange::Beside)),
            (".a.md.4.engraft-old", Some(OfChange::Beside)),
            (".a.engraft-moving", Some(OfChange::Beside)),
            ("a.engraft-old", None),
            (".a.md.swp", None),
        ] {
            assert_eq!(of_change(name), kind, "{name}");
        }
    }

    #[test]
    fn what_editors_leave_behind_is_no_content() {
        for name in [
            ".a.md.swp",
            "a.md~",
            "#a.md#",
            "a.md.BAK",
            "Thumbs.db",
            ".DS_Store",
            "~$plan.docx",
        ] {
            assert!(is_leftover(name), "{name}");
        }
        assert!(!is_leftover("a.md"));
        assert!(!is_leftover("#1.md"));
    }
}
