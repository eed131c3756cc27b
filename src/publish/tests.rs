//! Publishing into real folders, in every state that a build may find one in.

#![expect(clippy::disallowed_methods, reason = "the states are made by hand")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;

use crate::base::{Error, ErrorKind, OutputPath};
use crate::output::{OutputFile, OutputSet};

use super::{Lock, PublishOptions, Published, publish};

/// A folder for the test, and the output folder in it, which is not there yet.
fn place() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let output = home.path().join("output");
    (home, output)
}

fn set(files: &[(&str, &str)]) -> OutputSet {
    let file = |&(path, text): &(&str, &str)| {
        (
            OutputPath::new(path).unwrap(),
            OutputFile::Bytes(Arc::new(text.as_bytes().to_vec())),
        )
    };
    OutputSet { files: files.iter().map(file).collect(), ..OutputSet::default() }
}

const OPTIONS: PublishOptions<'_> = PublishOptions {
    precompress: false,
    force: false,
    generator: "engraft 0.1.0",
    sources: &[],
    home: None,
    started: None,
};

fn run(files: &[(&str, &str)], output: &Path) -> Result<Published, Error> {
    publish(&set(files), output, &OPTIONS)
}

fn force(files: &[(&str, &str)], output: &Path) -> Result<Published, Error> {
    publish(&set(files), output, &PublishOptions { force: true, ..OPTIONS })
}

/// Every file below a folder, but the manifest.
fn files(output: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![output.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(output).unwrap().to_str().unwrap();
                found.insert(name.replace('\\', "/"), fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(found.remove(".engraft.json").is_some(), "the manifest is there");
    found
}

fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn counts(published: Result<Published, Error>) -> (usize, usize, usize) {
    let published = published.unwrap();
    (published.written, published.unchanged, published.removed)
}

const SITE: &[(&str, &str)] = &[
    ("assets/style.1.css", "p {}"),
    ("care/gvhd/index.html", "GVHD"),
    ("index.html", "Home"),
    ("sitemap.xml", "map"),
];

#[test]
fn a_second_publish_writes_nothing() {
    let (_home, output) = place();
    assert_eq!(counts(run(SITE, &output)), (4, 0, 0));
    assert_eq!(files(&output), texts(SITE));
    assert_eq!(counts(run(SITE, &output)), (0, 4, 0));
}

#[test]
fn one_change_writes_one_file_and_leaves_the_others_alone() {
    let (_home, output) = place();
    run(SITE, &output).unwrap();
    let touched = |name: &str| output.join(name).metadata().unwrap().modified().unwrap();
    let before = touched("index.html");
    let mut site = SITE.to_vec();
    site[1].1 = "Graft-versus-host disease";
    let published = run(&site, &output).unwrap();
    assert_eq!((published.written, published.bytes), (1, 25));
    assert_eq!(files(&output), texts(&site));
    assert_eq!(touched("index.html"), before);
}

#[test]
fn what_the_last_build_wrote_goes_and_what_others_put_there_stays() {
    let (_home, output) = place();
    run(SITE, &output).unwrap();
    fs::write(output.join("assets/notes.txt"), "mine").unwrap();
    assert_eq!(counts(run(&SITE[2..], &output)), (0, 2, 2));
    assert!(!output.join("care").exists(), "an emptied folder goes");
    assert_eq!(fs::read_to_string(output.join("assets/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_deleted_or_cut_file_is_written_again() {
    let (_home, output) = place();
    run(SITE, &output).unwrap();
    fs::remove_file(output.join("index.html")).unwrap();
    fs::write(output.join("sitemap.xml"), "m").unwrap();
    assert_eq!(counts(run(SITE, &output)), (2, 2, 0));
    assert_eq!(files(&output), texts(SITE));
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_adopted_by_force() {
    let (_home, output) = place();
    fs::create_dir(&output).unwrap();
    fs::write(output.join("thesis.txt"), "years of work").unwrap();
    fs::write(output.join("index.html"), "old").unwrap();
    let error = run(SITE, &output).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(error.help().is_some_and(|help| help.contains("--force")));
    assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "old");

    assert_eq!(counts(force(SITE, &output)), (4, 0, 0));
    assert_eq!(fs::read_to_string(output.join("thesis.txt")).unwrap(), "years of work");
    assert_eq!(counts(run(SITE, &output)), (0, 4, 0));
}

#[test]
fn a_folder_with_dotfiles_only_counts_as_empty() {
    let (_home, output) = place();
    fs::create_dir(&output).unwrap();
    fs::write(output.join(".gitignore"), "*\n").unwrap();
    run(SITE, &output).unwrap();
    assert_eq!(fs::read_to_string(output.join(".gitignore")).unwrap(), "*\n");
}

#[test]
fn a_new_file_never_overwrites_one_that_is_not_ours() {
    let (_home, output) = place();
    run(&SITE[..2], &output).unwrap();
    fs::write(output.join("index.html"), "mine").unwrap();
    let error = run(SITE, &output).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(error.to_string().contains("`index.html`"), "{error}");
    assert!(!output.join("sitemap.xml").exists(), "nothing was touched");
    assert_eq!(counts(force(SITE, &output)), (2, 2, 0));

    // The same bytes are no collision.
    fs::write(output.join("404.html"), "lost").unwrap();
    let with_404 = [SITE, &[("404.html", "lost")]].concat();
    assert_eq!(counts(run(&with_404, &output)), (0, 5, 0));
}

/// The states that a build leaves when it dies: (journal, files there, manifest kept).
#[test]
fn an_interrupted_publish_is_finished_by_the_next() {
    let old: &[(&str, &str)] =
        &[("a.html", "old"), ("b.html", "same"), ("gone.html", "x")];
    let new: &[(&str, &str)] =
        &[("a.html", "new"), ("b.html", "same"), ("c/d.html", "d")];
    let journal = r#"{"format":1,"generator":"engraft 0.1.0","files":["a.html","c/d.html","gone.html"]}"#;
    let states: &[(&str, &[(&str, &str)])] = &[
        ("before the first write", &[]),
        ("while replacing", &[(".a.html.engraft-tmp", "ne")]),
        ("a file of the right size, half written", &[("a.html", "n\0\0")]),
        ("after a new file", &[("a.html", "new"), ("c/d.html", "d")]),
        ("inside a new file", &[("c/d.html", "")]),
        ("while writing the manifest", &[("..engraft.json.engraft-tmp", "{")]),
        ("with an unreadable manifest", &[(".engraft.json", "")]),
    ];
    for (state, written) in states {
        let (_home, output) = place();
        run(old, &output).unwrap();
        fs::write(output.join(".engraft.journal"), journal).unwrap();
        for (path, text) in *written {
            let path = output.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        run(new, &output).unwrap_or_else(|error| panic!("{state}: {error}"));
        assert_eq!(files(&output), texts(new), "{state}");
        assert_eq!(counts(run(new, &output)), (0, 3, 0), "{state}");
    }
}

#[test]
fn with_a_record_that_cannot_be_read_nothing_unknown_is_ours() {
    for (name, text, word) in [
        (".engraft.json", "{\"for", "cannot be read"),
        (".engraft.json", r#"{"format":2,"pages":[]}"#, "newer version"),
        (".engraft.journal", "{\"for", "interrupted"),
    ] {
        let (_home, output) = place();
        run(&SITE[..2], &output).unwrap();
        fs::write(output.join("index.html"), "mine").unwrap();
        fs::write(output.join(name), text).unwrap();
        let error = run(SITE, &output).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        assert!(error.to_string().contains(word), "{error}");
        assert!(error.help().is_some_and(|help| help.contains("--force")));
        assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "mine");
        force(SITE, &output).unwrap();
        assert_eq!(files(&output), texts(SITE), "{name}: {text}");
        assert_eq!(counts(run(SITE, &output)), (0, 4, 0));
    }
}

#[test]
fn what_the_disk_lost_is_found_when_the_machine_was_started_again() {
    let (_home, output) = place();
    run(SITE, &output).unwrap();
    fs::write(output.join("index.html"), "\0\0\0\0").unwrap();
    let later = output.join(".engraft.json").metadata().unwrap().modified().unwrap();
    let started = Some(later + Duration::from_secs(1));
    let options = PublishOptions { started, ..OPTIONS };
    assert_eq!(counts(publish(&set(SITE), &output, &options)), (1, 3, 0));
    assert_eq!(files(&output), texts(SITE));
    // The site is looked at once: the record of the last look is newer.
    fs::write(output.join("index.html"), "\0\0\0\0").unwrap();
    let options = PublishOptions { started: Some(later), ..OPTIONS };
    assert_eq!(counts(publish(&set(SITE), &output, &options)), (0, 4, 0));
}

#[test]
fn a_first_publish_that_died_is_recognised_as_ours() {
    let (_home, output) = place();
    run(SITE, &output).unwrap();
    let journal = r#"{"format":1,"generator":"x","files":["index.html","other.html"]}"#;
    fs::remove_file(output.join(".engraft.json")).unwrap();
    fs::remove_dir_all(output.join("assets")).unwrap();
    fs::remove_dir_all(output.join("care")).unwrap();
    fs::remove_file(output.join("sitemap.xml")).unwrap();
    fs::write(output.join("index.html"), "Ho").unwrap();
    fs::write(output.join("other.html"), "left over").unwrap();
    fs::write(output.join(".engraft.journal"), journal).unwrap();
    assert_eq!(counts(run(SITE, &output)), (4, 0, 1));
    assert_eq!(files(&output), texts(SITE));
}

#[test]
fn doubt_outlasts_a_second_interruption() {
    let (_home, output) = place();
    run(SITE, &output).unwrap();
    // The dead build may have changed the home page, though its size is the same.
    let journal = r#"{"format":1,"generator":"x","files":["index.html"]}"#;
    fs::write(output.join("index.html"), "H0me").unwrap();
    fs::write(output.join(".engraft.journal"), journal).unwrap();
    // The next one dies before it gets there.
    let mut site = SITE.to_vec();
    site[0].1 = "p { color: red }";
    let wall = output.join("assets/.style.1.css.engraft-tmp");
    fs::create_dir(&wall).unwrap();
    run(&site, &output).unwrap_err();
    assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "H0me");
    fs::remove_dir(&wall).unwrap();
    run(&site, &output).unwrap();
    assert_eq!(files(&output), texts(&site));
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let (_home, output) = place();
    let one: &[(&str, &str)] = &[("a", "file"), ("b/c/d", "deep")];
    let other: &[(&str, &str)] = &[("a/x/y", "deep"), ("b", "file")];
    run(one, &output).unwrap();
    assert_eq!(counts(run(other, &output)), (2, 0, 2));
    assert_eq!(files(&output), texts(other));
    assert_eq!(counts(run(one, &output)), (2, 0, 2));
    fs::write(output.join("b/mine"), "mine").unwrap();
    let error = run(other, &output).unwrap_err();
    assert!(error.to_string().contains("`b/mine`"), "{error}");
    assert_eq!(fs::read_to_string(output.join("b/c/d")).unwrap(), "deep");
}

#[test]
fn the_sources_the_root_and_the_home_folder_are_never_published_into() {
    let (home, output) = place();
    let content = home.path().join("site-content");
    fs::create_dir(&content).unwrap();
    fs::create_dir(&output).unwrap();
    let sources = [content.clone()];
    let options =
        PublishOptions { force: true, sources: &sources, home: Some(&output), ..OPTIONS };
    for place in [
        content.clone(),
        content.join("deep/er"),
        home.path().to_owned(),
        output.join("../site-content"),
        output.join("new/../../site-content/x"),
        PathBuf::from("/"),
        output.clone(),
    ] {
        let error = publish(&set(SITE), &place, &options).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage, "{}: {error}", place.display());
    }
    assert_eq!(fs::read_dir(&content).unwrap().count(), 0);
    publish(&set(SITE), &output.join("site"), &options).unwrap();
}

#[test]
fn content_files_are_copied_and_a_changed_one_is_noticed() {
    let (home, output) = place();
    let from = home.path().join("leaflet.pdf");
    fs::write(&from, "version 1").unwrap();
    let copy = OutputFile::Copy { from: from.clone(), size: 9 };
    let mut set = set(SITE);
    set.files.insert(OutputPath::new("files/leaflet.pdf").unwrap(), copy);
    assert_eq!(counts(publish(&set, &output, &OPTIONS)), (5, 0, 0));
    assert_eq!(counts(publish(&set, &output, &OPTIONS)), (0, 5, 0));
    fs::write(&from, "version 2").unwrap();
    assert_eq!(counts(publish(&set, &output, &OPTIONS)), (1, 4, 0));
    let copied = fs::read_to_string(output.join("files/leaflet.pdf")).unwrap();
    assert_eq!(copied, "version 2");
    fs::remove_file(&from).unwrap();
    let error = publish(&set, &output, &OPTIONS).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Machine);
}

#[test]
fn a_hostile_manifest_removes_nothing_outside() {
    let (home, output) = place();
    fs::write(home.path().join("precious"), "x").unwrap();
    run(SITE, &output).unwrap();
    let manifest = r#"{"format":1,"files":{"../precious":{"size":1,"sha256":"00"},
        "/etc/passwd":{"size":1,"sha256":"00"},"é/..":{"size":1,"sha256":"é"}}}"#;
    fs::write(output.join(".engraft.json"), manifest).unwrap();
    let _either_way = run(SITE, &output);
    assert!(home.path().join("precious").exists());
}

#[test]
fn names_that_engraft_keeps_for_itself_are_refused() {
    let (_home, output) = place();
    let error = run(&[(".engraft.json", "{}")], &output).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
}

#[test]
fn a_second_build_waits_and_then_says_who_holds_the_lock() {
    let (home, output) = place();
    let lock = Lock::acquire(&output, "engraft build", &mut || false).unwrap();
    let mut waits = 0;
    let error = Lock::acquire(&output, "engraft build", &mut || {
        waits += 1;
        waits < 3
    })
    .unwrap_err();
    assert_eq!((waits, error.kind()), (3, ErrorKind::Machine));
    let holder = format!("pid {}", std::process::id());
    assert!(!cfg!(unix) || error.to_string().contains(&holder), "{error}");
    let mut lock = Some(lock);
    let second = Lock::acquire(&output, "engraft build", &mut || lock.take().is_some());
    drop(second.unwrap());
    if cfg!(unix) {
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "the lock is removed");
    }
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_planted_link_is_replaced_and_never_written_through() {
        let (home, output) = place();
        let precious = home.path().join("precious");
        fs::write(&precious, "x").unwrap();
        run(SITE, &output).unwrap();
        for name in ["index.html", ".index.html.engraft-tmp"] {
            let _may_be_missing = fs::remove_file(output.join(name));
            symlink(&precious, output.join(name)).unwrap();
        }
        symlink(&precious, output.join("..engraft.json.engraft-tmp")).unwrap();
        symlink(&precious, output.join("..engraft.journal.engraft-tmp")).unwrap();
        assert_eq!(counts(run(SITE, &output)), (1, 3, 0));
        assert_eq!(fs::read_to_string(&precious).unwrap(), "x");
        assert_eq!(files(&output), texts(SITE));
    }

    #[test]
    fn a_linked_folder_is_refused() {
        let (home, output) = place();
        let elsewhere = home.path().join("elsewhere");
        run(SITE, &output).unwrap();
        fs::rename(output.join("care"), &elsewhere).unwrap();
        symlink(&elsewhere, output.join("care")).unwrap();
        let error = run(SITE, &output).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        // What is no longer part of the site is not removed through the link either.
        run(&SITE[2..], &output).unwrap();
        assert!(elsewhere.join("gvhd/index.html").exists());
    }

    #[test]
    fn a_linked_output_folder_is_refused() {
        let (home, output) = place();
        let elsewhere = home.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        symlink(&elsewhere, &output).unwrap();
        for output in [output.clone(), output.join("")] {
            let error = force(SITE, &output).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Usage);
        }
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    }

    #[test]
    fn a_read_only_file_is_replaced() {
        let (_home, output) = place();
        run(SITE, &output).unwrap();
        let page = output.join("index.html");
        fs::set_permissions(&page, fs::Permissions::from_mode(0o444)).unwrap();
        let mut site = SITE.to_vec();
        site[2].1 = "Welcome";
        run(&site, &output).unwrap();
        assert_eq!(fs::read_to_string(&page).unwrap(), "Welcome");
    }

    /// A page that cannot be written stops the publish; what was there stays whole and
    /// the next publish finishes.
    #[test]
    fn trouble_leaves_every_file_whole() {
        let (_home, output) = place();
        run(SITE, &output).unwrap();
        // A folder in the place of the temporary file stops even the superuser.
        let wall = output.join(".index.html.engraft-tmp");
        fs::create_dir(&wall).unwrap();
        let mut site = SITE.to_vec();
        site[0].1 = "p { color: red }";
        site[2].1 = "Welcome";
        let error = run(&site, &output).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Machine);
        assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "Home");
        assert!(output.join(".engraft.journal").exists());
        fs::remove_dir(&wall).unwrap();
        assert_eq!(counts(run(&site, &output)), (1, 3, 0));
        assert_eq!(files(&output), texts(&site));
    }
}
