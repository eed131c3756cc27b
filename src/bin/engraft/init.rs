//! `engraft init [DIR]`: a small site that builds without an error, to start from. Nothing
//! that is there already is written over.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use engraft::base::{Date, Error};

use crate::Exit;
use crate::args::InitArgs;
use crate::console::Console;
use crate::content;
use crate::world;

/// Every file of the new site: where it goes, and its text, in which `{today}` and
/// `{version}` are filled in.
const FILES: &[(&str, &str)] = &[
    ("site-content/site.yaml", include_str!("init/site-content/site.yaml")),
    ("site-content/index.md", include_str!("init/site-content/index.md")),
    (
        "site-content/treatment/index.md",
        include_str!("init/site-content/treatment/index.md"),
    ),
    (
        "site-content/treatment/before-you-arrive.md",
        include_str!("init/site-content/treatment/before-you-arrive.md"),
    ),
    (
        "site-content/treatment/going-home.md",
        include_str!("init/site-content/treatment/going-home.md"),
    ),
    (
        "site-content/glossary/engraftment.md",
        include_str!("init/site-content/glossary/engraftment.md"),
    ),
    (
        "site-content/glossary/neutrophil.md",
        include_str!("init/site-content/glossary/neutrophil.md"),
    ),
    (
        "site-content/data/contacts.yaml",
        include_str!("init/site-content/data/contacts.yaml"),
    ),
    ("site-content/data/people.yaml", include_str!("init/site-content/data/people.yaml")),
    (
        "site-content/data/references.yaml",
        include_str!("init/site-content/data/references.yaml"),
    ),
    (".github/workflows/site.yml", include_str!("init/ci/github.yml")),
    (".gitlab-ci.yml", include_str!("init/ci/gitlab.yml")),
    ("output/.gitignore", "*\n!.gitignore\n"),
];

/// What makes Obsidian write relative links of Markdown, and put pictures beside their notes.
const OBSIDIAN: (&str, &str) =
    ("site-content/.obsidian/app.json", include_str!("init/obsidian.json"));

pub(crate) fn run(
    root: &Path,
    args: &InitArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let folder: PathBuf = content::below(root, &args.dir).components().collect();
    if args.obsidian {
        // A site that is there gets the settings alone.
        let is_site = folder.join("site-content").is_dir();
        create(&folder.join(OBSIDIAN.0), OBSIDIAN.1.as_bytes())?;
        if is_site {
            console.say(&format!(
                "Made {}\n\nNext: open site-content as a vault in Obsidian",
                OBSIDIAN.0
            ))?;
            return Ok(Exit::Clean);
        }
    }
    make(&folder, world::today())?;
    console.say(&format!(
        "Made a site with {} in {}\n\n\
         Next:\n  \
         1. write the name of your service in site-content/site.yaml\n  \
         2. type `engraft check` in that folder to see what is still missing\n  \
         3. type `engraft build`, and open output/index.html",
        content::plural(FILES.len(), "file"),
        folder.display()
    ))?;
    Ok(Exit::Clean)
}

fn make(folder: &Path, today: Date) -> Result<(), Error> {
    let there: Vec<String> = FILES
        .iter()
        .filter(|(path, _)| folder.join(path).symlink_metadata().is_ok())
        .map(|(path, _)| format!("`{path}`"))
        .collect();
    if !there.is_empty() {
        return Err(Error::usage(format!(
            "a new site would write over files that are here: {}",
            there.join(", ")
        ))
        .at(folder)
        .with_help("choose another folder: engraft init my-site"));
    }
    let today = today.to_string();
    for (path, text) in FILES {
        let text = text
            .replace("{today}", &today)
            .replace("{version}", env!("CARGO_PKG_VERSION"));
        create(&folder.join(path), text.as_bytes())?;
    }
    Ok(())
}

/// Creates a file and its folders. A file that is there already is an error.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|cause| Error::io("create", folder, cause))?;
    }
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = opened.map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => Error::usage("this file is here already")
            .at(path)
            .with_help("choose another name, or edit that file"),
        _ => Error::io("create", path, cause),
    })?;
    file.write_all(bytes).map_err(|cause| {
        let _best_effort = fs::remove_file(path);
        Error::io("write", path, cause)
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests look at what was written")]

    use engraft::base::ErrorKind;
    use engraft::build::{self, Request};
    use engraft::diagnostic::Severity;

    use super::*;

    #[test]
    fn a_new_site_builds_without_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let today = Date::parse("2026-01-31").unwrap();
        make(folder.path(), today).unwrap();
        let request = Request {
            root: folder.path(),
            base_url: None,
            drafts: false,
            future: false,
            as_of: Some(today),
            clock_today: today,
        };
        let built = build::build(&request, &|_| {}).unwrap();
        let errors: Vec<_> = built
            .diagnostics
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }

    #[test]
    fn a_second_init_lists_what_is_there_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("site-content/site.yaml");
        create(&config, b"title: Mine\n").unwrap();
        let error = make(folder.path(), Date::parse("2026-01-31").unwrap()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        assert!(error.to_string().contains("`site-content/site.yaml`"), "{error}");
        assert_eq!(fs::read_to_string(&config).unwrap(), "title: Mine\n");
        assert!(!folder.path().join("site-content/index.md").exists());
    }
}
