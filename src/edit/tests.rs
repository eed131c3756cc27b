//! Changes on a real disk: whole, or not at all.

#![expect(clippy::disallowed_methods, reason = "tests look at what was written")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::base::{ContentPath, Error, ErrorKind};
use crate::source::{FileIds, JOURNAL_FILE, SourceTree, WalkOptions, walk};

fn path(path: &str) -> ContentPath {
    ContentPath::new(path).unwrap()
}

/// A site folder with files below `site-content/`.
fn site(files: &[(&str, &[u8])]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let place = root.path().join("site-content").join(name);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
    root
}

const SITE: &[(&str, &[u8])] = &[
    ("index.md", b"\xef\xbb\xbfSee a/x.\r\n"),
    ("a/x.md", b"x is here\n"),
    ("a/y.png", b"png"),
    ("a/.hidden", b"h"),
    ("b.md", b"b\n"),
];

fn read(root: &Path) -> SourceTree {
    let mut ids = FileIds::default();
    walk(root, &mut ids, &WalkOptions::default()).unwrap().value
}

/// Every file and folder below `site-content/`.
fn everything(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let content = root.join("site-content");
    let mut found = BTreeMap::new();
    let mut open = vec![content.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let place = entry.unwrap().path();
            let name = place.strip_prefix(&content).unwrap().to_str().unwrap().to_owned();
            if place.is_dir() {
                found.insert(format!("{name}/"), Vec::new());
                open.push(place);
            } else {
                found.insert(name, fs::read(place).unwrap());
            }
        }
    }
    found
}

fn change() -> Change {
    let mut change = Change::default();
    assert!(change.edit(&path("index.md"), 4..7, "c/d/x"));
    assert!(change.edit(&path("a/x.md"), 0..1, "y"));
    change.rename(path("a"), path("c/d"));
    change
}

fn done(root: &Path, change: &Change) -> Result<(), Error> {
    apply(change, &read(root), root)
}

#[test]
fn a_change_leaves_all_other_bytes_as_they_were() {
    let root = site(SITE);
    let mut change = change();
    change.create(path("e/f.md"), "new\n");
    done(root.path(), &change).unwrap();
    let found = everything(root.path());
    let expected: &[(&str, &[u8])] = &[
        ("b.md", b"b\n"),
        ("c/", b""),
        ("c/d/", b""),
        ("c/d/.hidden", b"h"),
        ("c/d/x.md", b"y is here\n"),
        ("c/d/y.png", b"png"),
        ("e/", b""),
        ("e/f.md", b"new\n"),
        ("index.md", b"\xef\xbb\xbfSee c/d/x.\r\n"),
    ];
    let expected: BTreeMap<String, Vec<u8>> = expected
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_file_that_is_edited_and_moved_leaves_nothing_behind() {
    let root = site(SITE);
    let mut change = Change::default();
    assert!(change.edit(&path("a/x.md"), 0..1, "y"));
    change.rename(path("a/x.md"), path("z/x.md"));
    done(root.path(), &change).unwrap();
    let names: Vec<String> = everything(root.path()).into_keys().collect();
    let expected = ["a/", "a/.hidden", "a/y.png", "b.md", "index.md", "z/", "z/x.md"];
    assert_eq!(names, expected);
}

#[test]
fn what_fails_half_way_is_put_back() {
    let root = site(SITE);
    let before = everything(root.path());
    let mut change = change();
    change.create(path("e/f.md"), "new\n");
    // Both go to one name, which only shows when the first is there.
    change.rename(path("b.md"), path("g/x.md"));
    change.rename(path("index.md"), path("g/x.md"));
    let error = done(root.path(), &change).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert_eq!(everything(root.path()), before);
}

#[test]
fn what_was_killed_half_way_is_put_back_by_the_next_command() {
    let root = site(SITE);
    let content = root.path().join("site-content");
    let before = everything(root.path());
    let mut journal = journal::MoveJournal {
        edited: vec!["index.md".into(), "a/x.md".into()],
        created: vec!["e/f.md".into(), "e/g.md".into()],
        folders: vec!["c".into(), "e".into()],
        moved: vec![("a".into(), "c/d".into()), ("b.md".into(), "c/b.md".into())],
        ..journal::MoveJournal::default()
    };
    let files = files::ContentFolder { root: root.path() };
    journal.begin(files).unwrap();
    fs::create_dir(content.join("c")).unwrap();
    fs::create_dir(content.join("e")).unwrap();
    fs::write(content.join("e/f.md"), "new").unwrap();
    fs::write(files.staged("e/g.md").unwrap(), "new").unwrap();
    for name in ["index.md", "a/x.md"] {
        files.keep(name).unwrap();
        fs::write(files.staged(name).unwrap(), "changed").unwrap();
    }
    let index = content.join("index.md");
    fs::rename(files.staged("index.md").unwrap(), &index).unwrap();
    fs::rename(content.join("a"), content.join("c/d")).unwrap();
    assert!(recover(root.path()).unwrap());
    assert_eq!(everything(root.path()), before);
    assert!(!recover(root.path()).unwrap());
}

#[test]
fn a_change_that_was_killed_when_it_was_done_stays() {
    let root = site(SITE);
    let content = root.path().join("site-content");
    let moved = vec![("a".to_owned(), "c".to_owned())];
    let edited = vec!["a/x.md".to_owned()];
    let mut journal =
        journal::MoveJournal { edited, moved, ..journal::MoveJournal::default() };
    let files = files::ContentFolder { root: root.path() };
    journal.begin(files).unwrap();
    files.keep("a/x.md").unwrap();
    fs::rename(content.join("a"), content.join("c")).unwrap();
    journal.complete(files).unwrap();
    assert!(!recover(root.path()).unwrap());
    let names: Vec<String> = everything(root.path()).into_keys().collect();
    assert_eq!(names, ["b.md", "c/", "c/.hidden", "c/x.md", "c/y.png", "index.md"]);
}

#[test]
fn a_record_is_followed_only_where_the_run_that_wrote_it_left_its_witness() {
    let root = site(SITE);
    let before = everything(root.path());
    let mut journal = journal::MoveJournal {
        created: vec!["b.md".into()],
        ..journal::MoveJournal::default()
    };
    journal.begin(files::ContentFolder { root: root.path() }).unwrap();
    let names = [JOURNAL_FILE, ".site-content.engraft.witness"];
    let copy = site(SITE);
    for name in names {
        fs::copy(root.path().join(name), copy.path().join(name)).unwrap();
    }
    assert_eq!(recover(copy.path()).unwrap_err().kind(), ErrorKind::Usage);
    assert_eq!(everything(copy.path()), before);
    // Without its witness it is not followed either.
    fs::remove_file(root.path().join(names[1])).unwrap();
    assert_eq!(recover(root.path()).unwrap_err().kind(), ErrorKind::Usage);
    assert_eq!(everything(root.path()), before);
}

#[test]
fn a_record_that_leads_out_of_the_folder_is_not_followed() {
    let root = site(SITE);
    fs::write(root.path().join("precious.md"), "x").unwrap();
    let mut journal = journal::MoveJournal {
        created: vec!["../precious.md".into()],
        ..journal::MoveJournal::default()
    };
    journal.begin(files::ContentFolder { root: root.path() }).unwrap();
    assert_eq!(recover(root.path()).unwrap_err().kind(), ErrorKind::Usage);
    assert!(root.path().join("precious.md").exists());
}

#[test]
fn nothing_is_written_over() {
    for taken in ["b.md", "a/y.png", "a/.hidden"] {
        let root = site(SITE);
        let before = everything(root.path());
        let mut change = change();
        change.rename(path("index.md"), path(taken));
        assert_eq!(done(root.path(), &change).unwrap_err().kind(), ErrorKind::Usage);
        let mut change = Change::default();
        change.create(path(taken), "new");
        assert_eq!(done(root.path(), &change).unwrap_err().kind(), ErrorKind::Usage);
        assert_eq!(everything(root.path()), before);
    }
}

#[test]
fn a_file_that_was_saved_meanwhile_is_not_written_over() {
    let root = site(SITE);
    let tree = read(root.path());
    fs::write(root.path().join("site-content/a/x.md"), "x was here\n").unwrap();
    let before = everything(root.path());
    assert!(apply(&change(), &tree, root.path()).is_err());
    assert_eq!(everything(root.path()), before);
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn permissions_are_kept() {
        let root = site(SITE);
        let place = root.path().join("site-content/index.md");
        fs::set_permissions(&place, fs::Permissions::from_mode(0o640)).unwrap();
        done(root.path(), &change()).unwrap();
        assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn read_only_files_are_refused() {
        let root = site(SITE);
        let place = root.path().join("site-content/a/x.md");
        fs::set_permissions(&place, fs::Permissions::from_mode(0o444)).unwrap();
        let before = everything(root.path());
        let error = done(root.path(), &change()).unwrap_err();
        assert!(error.to_string().contains("read-only"), "{error}");
        assert_eq!(everything(root.path()), before);
    }

    #[test]
    fn symbolic_links_are_refused() {
        let root = site(SITE);
        let content = root.path().join("site-content");
        symlink(content.join("b.md"), content.join("a/link.md")).unwrap();
        symlink(content.join("a"), content.join("linked")).unwrap();
        let before = everything(root.path());
        for (from, to) in
            [("a", "c"), ("a/link.md", "c.md"), ("linked", "c"), ("b.md", "linked/b.md")]
        {
            let mut change = Change::default();
            change.rename(path(from), path(to));
            let error = done(root.path(), &change).unwrap_err();
            assert!(error.to_string().contains("symbolic link"), "{from}: {error}");
        }
        let mut change = Change::default();
        assert!(change.edit(&path("linked/x.md"), 0..1, "y"));
        assert!(done(root.path(), &change).is_err());
        assert_eq!(everything(root.path()), before);
    }
}
