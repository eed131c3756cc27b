//! Real folders, walked.

#![expect(clippy::disallowed_methods, reason = "a walk is tested on a real folder")]

use std::fs;
use std::path::Path;

use super::*;
use crate::base::ErrorKind;
use crate::diagnostic::Outcome;

fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

fn walk_all(root: &Path) -> Outcome<SourceTree> {
    walk(root, &mut FileIds::default(), &WalkOptions::default()).unwrap()
}

/// The paths of all files, and the findings as (file, rule).
fn names(outcome: &Outcome<SourceTree>) -> (Vec<String>, Vec<(String, &'static str)>) {
    let tree = &outcome.value;
    let files = tree.files.iter().map(|file| file.shown.to_string()).collect();
    let found = outcome.diagnostics.iter().map(|diagnostic| {
        let span = diagnostic.primary.unwrap();
        assert!(diagnostic.help.is_some());
        (tree.file(span.file).unwrap().shown.to_string(), diagnostic.rule.name)
    });
    (files, found.collect())
}

#[test]
fn files_come_sorted_and_leftovers_do_not_come() {
    let root = site(&[
        ("site-content/index.md", b"x"),
        ("site-content/b/a.md", b"x"),
        ("site-content/a.md", b"x"),
        ("site-content/a-b.md", b"x"),
        ("site-content/.hidden.md", b"x"),
        ("site-content/.git/x.md", b"x"),
        ("site-content/.well-known/security.txt", b"x"),
        ("site-content/.nojekyll", b""),
        ("site-content/a.md~", b"x"),
        ("site-content/_snippets/s.md", b"x"),
        ("site-content/_snippets/s.png", b"x"),
        ("themes/t/theme.yaml", b"x"),
        ("themes/t/static/x.woff2", b"x"),
    ]);
    let include = [".nojekyll".to_owned()];
    let options = WalkOptions { include: &include, overlay: None };
    let outcome = walk(root.path(), &mut FileIds::default(), &options).unwrap();
    let (files, found) = names(&outcome);
    assert_eq!(found, []);
    assert_eq!(
        files,
        [
            "site-content/.nojekyll",
            "site-content/.well-known/security.txt",
            "site-content/_snippets/s.md",
            "site-content/a-b.md",
            "site-content/a.md",
            "site-content/b/a.md",
            "site-content/index.md",
            "themes/t/static/x.woff2",
            "themes/t/theme.yaml",
        ]
    );
}

#[test]
fn a_folder_without_content_is_wrong_use() {
    let root = tempfile::tempdir().unwrap();
    let error = walk(root.path(), &mut FileIds::default(), &WalkOptions::default());
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(error.help().unwrap().contains("engraft init"));
    let empty = site(&[("site-content/site.yaml", b"title: x")]);
    let error = walk(empty.path(), &mut FileIds::default(), &WalkOptions::default());
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Usage);
}

#[test]
fn a_file_keeps_its_number_when_others_come_and_go() {
    let root = site(&[("site-content/b.md", b"x"), ("site-content/c.md", b"x")]);
    let mut ids = FileIds::default();
    let before = walk(root.path(), &mut ids, &WalkOptions::default()).unwrap().value;
    fs::write(root.path().join("site-content/a.md"), "x").unwrap();
    fs::remove_file(root.path().join("site-content/b.md")).unwrap();
    let after = walk(root.path(), &mut ids, &WalkOptions::default()).unwrap().value;
    let id = before.files[1].id;
    assert_eq!(&*before.file(id).unwrap().shown, "site-content/c.md");
    assert_eq!(&*after.file(id).unwrap().shown, "site-content/c.md");
    assert!(after.file(before.files[0].id).is_none());
    assert_eq!(after.files.len(), 2);
}

#[test]
fn pages_above_five_megabytes_are_not_read() {
    let root = site(&[("site-content/index.md", b"x"), ("site-content/huge.md", b"x")]);
    let huge = fs::File::create(root.path().join("site-content/huge.md")).unwrap();
    huge.set_len(4 << 30).unwrap();
    let outcome = walk_all(root.path());
    let (files, found) = names(&outcome);
    assert_eq!(files.len(), 2);
    assert_eq!(found, [("site-content/huge.md".into(), "file-too-large")]);
}

#[test]
fn what_is_not_utf_8_is_told_in_the_file() {
    let root = site(&[
        ("site-content/index.md", b"x"),
        ("site-content/bad.md", b"line\nbroken \xff here\n"),
        ("site-content/picture.png", b"\xff\xff"),
    ]);
    let outcome = walk_all(root.path());
    assert_eq!(outcome.diagnostics.len(), 1);
    let span = outcome.diagnostics[0].primary.unwrap();
    let file = outcome.value.file(span.file).unwrap();
    assert_eq!(&file.text().unwrap()[span.range()], "\u{fffd}");
    assert_eq!(span.start, 12);
}

#[test]
fn the_configuration_may_not_be_a_folder() {
    let root =
        site(&[("site-content/index.md", b"x"), ("site-content/site.yaml/x.md", b"x")]);
    let (files, found) = names(&walk_all(root.path()));
    assert_eq!(files, ["site-content/index.md"]);
    assert_eq!(found, [("site-content/site.yaml".into(), "unreadable-file")]);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn themes_that_cannot_be_looked_at_are_trouble() {
        let root = site(&[("site-content/index.md", b"x")]);
        walk_all(root.path());
        symlink("themes", root.path().join("themes")).unwrap();
        let options = WalkOptions::default();
        let error = walk(root.path(), &mut FileIds::default(), &options).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Machine);
    }

    #[test]
    fn links_are_followed_once_and_never_out() {
        let outside = site(&[("secret.md", b"secret"), ("folder/x.md", b"secret")]);
        let root = site(&[
            ("site-content/index.md", b"x"),
            ("site-content/a/x.md", b"x"),
            ("site-content/b/y.md", b"x"),
        ]);
        let content = root.path().join("site-content");
        let link =
            |target: &Path, name: &str| symlink(target, content.join(name)).unwrap();
        link(&outside.path().join("secret.md"), "leak.md");
        link(&outside.path().join("folder"), "leaks");
        link(Path::new("/dev/zero"), "zero.md");
        link(Path::new("self.md"), "self.md");
        link(Path::new("nowhere.md"), "gone.md");
        link(Path::new("user@host.123:456"), ".#a.md");
        link(Path::new(".."), "a/loop");
        link(Path::new("../b"), "a/b");
        link(Path::new("../a"), "b/a");
        link(Path::new("index.md"), "same.md");
        link(&content, "b/all");
        let (files, found) = names(&walk_all(root.path()));
        assert_eq!(
            files,
            [
                "site-content/a/b/y.md",
                "site-content/a/x.md",
                "site-content/b/a/x.md",
                "site-content/b/y.md",
                "site-content/index.md",
                "site-content/same.md",
            ]
        );
        let found: Vec<_> = found
            .iter()
            .map(|(path, rule)| (&path["site-content/".len()..], *rule))
            .collect();
        assert_eq!(
            found,
            [
                ("a/b/a", "symlink-loop"),
                ("a/b/all", "symlink-loop"),
                ("a/loop", "symlink-loop"),
                ("b/a/b", "symlink-loop"),
                ("b/a/loop", "symlink-loop"),
                ("b/all", "symlink-loop"),
                ("gone.md", "symlink-loop"),
                ("leak.md", "symlink-outside"),
                ("leaks", "symlink-outside"),
                ("self.md", "symlink-loop"),
                ("zero.md", "symlink-outside"),
            ]
        );
    }

    #[test]
    fn what_is_no_ordinary_file_is_left_out() {
        let root = site(&[("site-content/index.md", b"x")]);
        let _socket =
            UnixListener::bind(root.path().join("site-content/pipe.md")).unwrap();
        let (files, found) = names(&walk_all(root.path()));
        assert_eq!(files, ["site-content/index.md"]);
        assert_eq!(found, [("site-content/pipe.md".into(), "file-not-read")]);
    }

    #[test]
    fn names_that_are_not_portable_are_told() {
        let root = site(&[
            ("site-content/index.md", b"x"),
            ("site-content/why?.md", b"x"),
            ("site-content/prn/index.md", b"x"),
            ("site-content/a\nb.md", b"x"),
        ]);
        let bad =
            root.path().join("site-content").join(OsStr::from_bytes(b"bad-\xff.md"));
        fs::write(bad, "x").unwrap();
        let (files, found) = names(&walk_all(root.path()));
        assert_eq!(files.len(), 4);
        let paths: Vec<_> =
            found.iter().map(|(path, rule)| (path.as_str(), *rule)).collect();
        assert_eq!(
            paths,
            [
                ("site-content/a\\nb.md", "unportable-name"),
                ("site-content/bad-\u{fffd}.md", "unportable-name"),
                ("site-content/prn", "unportable-name"),
                ("site-content/why?.md", "unportable-name"),
            ]
        );
    }

    #[test]
    fn files_and_folders_without_permission_are_told() {
        let root = site(&[
            ("site-content/index.md", b"x"),
            ("site-content/secret.md", b"x"),
            ("site-content/secret.png", b"x"),
            ("site-content/locked/x.md", b"x"),
        ]);
        let content = root.path().join("site-content");
        let chmod = |name: &str, mode| {
            fs::set_permissions(content.join(name), fs::Permissions::from_mode(mode))
                .unwrap();
        };
        for name in ["secret.md", "secret.png", "locked"] {
            chmod(name, 0);
        }
        // The superuser reads everything; there is nothing to see then.
        let readable = fs::File::open(content.join("secret.md")).is_ok();
        let outcome = walk_all(root.path());
        chmod("locked", 0o755);
        if readable {
            return;
        }
        let (_, mut found) = names(&outcome);
        found.sort();
        assert_eq!(
            found,
            [
                ("site-content/locked".into(), "unreadable-file"),
                ("site-content/secret.md".into(), "unreadable-file"),
                ("site-content/secret.png".into(), "unreadable-file"),
            ]
        );
    }
}
