//! Which files the desk opens: texts of pages and terms, snippets, and the named files of
//! `data/`. Never the settings of the site, themes, records of signatures, or what is hidden.

use std::path::{Path, PathBuf};

use crate::base::{ContentPath, Error};
use crate::disk;
use crate::source::{CONTENT_FOLDER, SourceKind, kind_of, name_fault};

/// The files of `data/` that people write.
const DATA: &[&str] = &[
    "data/accessibility.yaml",
    "data/contacts.yaml",
    "data/people.yaml",
    "data/references.yaml",
    "data/search.yaml",
    "data/signs.yaml",
    "data/values.yaml",
    "data/words.yaml",
];

/// A file that the desk may open, by its path below the content folder.
///
/// # Errors
///
/// Wrong use: it may not, or it is no file.
pub(super) fn text_file(path: &str) -> Result<ContentPath, Error> {
    let refused = || {
        Error::usage(format!("`{path}` is not changed at the desk"))
            .with_help("choose a page, a term or a snippet")
    };
    let found = ContentPath::new(path).filter(|found| found.as_str() == path);
    let found = found.ok_or_else(refused)?;
    check_names(&found)?;
    match kind_of(&found) {
        Some(SourceKind::Article | SourceKind::Term | SourceKind::Snippet) => Ok(found),
        Some(SourceKind::Data) if DATA.contains(&path) => Ok(found),
        _ => Err(refused()),
    }
}

/// Refuses hidden names, and those that some system cannot have.
pub(super) fn check_names(path: &ContentPath) -> Result<(), Error> {
    for name in path.as_str().split('/') {
        let fault = if name.starts_with('.') {
            Some("the name is hidden".to_owned())
        } else {
            name_fault(name)
        };
        if let Some(fault) = fault {
            return Err(Error::usage(format!("`{name}`: {fault}"))
                .with_help("use letters, digits and hyphens"));
        }
    }
    Ok(())
}

/// Where a file lies, with no symbolic link on the way.
///
/// # Errors
///
/// Wrong use: there is one.
pub(super) fn location(root: &Path, path: &ContentPath) -> Result<PathBuf, Error> {
    let inside = format!("{CONTENT_FOLDER}/{path}");
    match disk::link_on_way(root, &inside)? {
        Some(link) => Err(Error::usage("this is a symbolic link, and is not changed")
            .at(&link)
            .with_help("replace it by what it leads to, and try again")),
        None => Ok(root.join(inside)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_people_write_is_opened() {
        for path in [
            "index.md",
            "care/infection.cy.md",
            "glossary/gvhd.md",
            "_snippets/visiting.md",
            "data/people.yaml",
        ] {
            assert!(text_file(path).is_ok(), "{path}");
        }
        for path in [
            "",
            "site.yaml",
            "../index.md",
            "/index.md",
            "./index.md",
            "care//x.md",
            "care/../x.md",
            "care\\x.md",
            ".hidden.md",
            ".git/x.md",
            "care/.x/y.md",
            "a.png",
            "con.md",
            "a/NUL.md",
            "a:b.md",
            "a.md ",
            "data/other.yaml",
            "data/addresses.txt",
            "data/reviews/a/clinical.txt",
            "x.md~",
            "x\0.md",
            "themes/x.html",
        ] {
            assert!(text_file(path).is_err(), "{path:?}");
        }
    }
}
