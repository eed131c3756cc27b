//! A change of the sources that was interrupted: put back by the next one, and never believed
//! because a file in the site says so.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::harness::{Ran, TestSite, files_below, folder};
use crate::preview::{Answer, Preview};

const RECORD: &str = ".site-content.engraft.journal";
const WITNESS: &str = ".site-content.engraft.witness";

/// Commands that only look, and commands that change the sources.
const LOOKING: &[&[&str]] = &[
    &["check"],
    &["build"],
    &["list", "pages"],
    &["list", "links"],
    &["glossary", "list"],
    &["mv", "--dry-run", "plain.md", "other.md"],
    &["ids", "write", "--check"],
    &["check", "--fix", "--dry-run"],
];
const CHANGING: &[&[&str]] = &[
    &["mv", "plain.md", "other.md"],
    &["ids", "write"],
    &["check", "--fix"],
    &["new", "article", "another"],
];

/// A site with a page, a folder and a file.
fn site() -> TestSite {
    let site = TestSite::new();
    site.page("plain.md", "Plain", "Words.\n");
    site.page("care/mouth.md", "Mouth", "Words.\n\n## Signs\n\nMore.\n");
    site.write("site-content/payload", "planted");
    site
}

/// Somebody's folder beside the site, and links into it at each depth of the content.
fn victim(site: &TestSite) -> TempDir {
    let victim = folder();
    for name in [".profile", ".bashrc", "deep/.bashrc", "deep/.profile"] {
        let path = victim.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("precious {name}")).unwrap();
    }
    for (link, target) in [("l", ""), ("care/l", ""), ("care/deep", "deep")] {
        symlink(victim.path().join(target), site.path("site-content").join(link))
            .unwrap();
    }
    symlink(victim.path().join(".bashrc"), site.path("site-content/file")).unwrap();
    victim
}

/// The bytes of the content that nobody asked to change; links are not followed.
fn content(site: &TestSite) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![site.path("site-content")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                open.push(entry.path());
            } else if kind.is_file() {
                let path = entry.path();
                let name = path.strip_prefix(site.path("site-content")).unwrap();
                let name = name.to_str().unwrap().to_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// What an attacker would like to have done: through links, and to the sources themselves.
const WISHES: &[&str] = &[
    r#""done":false,"edited":[],"created":["l/.bashrc"],"folders":[],"moved":[["l/.profile","payload"]]"#,
    r#""done":false,"edited":["l/.bashrc"],"created":["care/l/.profile"],"folders":["l/deep"],"moved":[]"#,
    r#""done":false,"edited":["file"],"created":["file"],"folders":["l","care/l"],"moved":[["care/deep/.bashrc","payload"]]"#,
    r#""done":false,"edited":["payload"],"created":["index.md","plain.md","care/mouth.md"],"folders":["care"],"moved":[]"#,
    r#""done":false,"edited":[],"created":[],"folders":[],"moved":[["care/new.md","index.md"],["l/new","care"]]"#,
    r#""done":true,"edited":["l/x","care/deep/.bashrc"],"created":[],"folders":[],"moved":[["a","l"]]"#,
    r#""done":false,"edited":[],"created":["../../x","/etc/passwd"],"folders":[".."],"moved":[]"#,
];

/// Files that the wishes would like to find beside the links and the sources.
fn plant_leftovers(site: &TestSite) {
    for name in [".payload.engraft-old", ".payload.7.engraft-old", ".x.1.engraft-moving"]
    {
        site.write(&format!("site-content/{name}"), "planted");
    }
}

#[test]
fn a_record_in_the_content_is_told_and_never_followed() {
    for wish in WISHES {
        let site = site();
        let victim = victim(&site);
        plant_leftovers(&site);
        for format in [1, 2] {
            let record = format!(r#"{{"format":{format},{wish}}}"#);
            for name in [".engraft.journal", RECORD] {
                site.write(&format!("site-content/{name}"), &record);
            }
        }
        let precious = files_below(victim.path());
        let before = content(&site);
        for arguments in LOOKING {
            site.run(arguments);
            assert_eq!(content(&site), before, "{arguments:?}: {wish}");
            assert_eq!(files_below(victim.path()), precious, "{arguments:?}: {wish}");
        }
        let told = site.findings_of("interrupted-change");
        let files: Vec<&str> =
            told.iter().map(|finding| finding["file"].as_str().unwrap()).collect();
        let expected =
            ["site-content/.engraft.journal", &format!("site-content/{RECORD}")];
        assert_eq!(files, expected, "{told:?}");
        assert_eq!(site.findings_of("left-by-change").len(), 3);
        assert!(!site.path("output").exists(), "nothing is published");
        for arguments in CHANGING {
            let ran = site.run(arguments);
            assert_eq!(files_below(victim.path()), precious, "{arguments:?}: {ran}");
            let now = content(&site);
            for name in ["index.md", "payload", ".engraft.journal", "site.yaml"] {
                assert_eq!(now.get(name), before.get(name), "{arguments:?}: {ran}");
            }
            assert!(now.contains_key("care/mouth.md"), "{arguments:?}: {ran}");
        }
    }
}

#[test]
fn a_record_beside_the_content_that_no_run_wrote_there_is_refused() {
    let witnesses = ["null", r#"{"number":1,"changed":[1,2]}"#, r#"{"number":0}"#];
    for wish in &WISHES[..4] {
        for witness in witnesses {
            let site = site();
            let victim = victim(&site);
            plant_leftovers(&site);
            let record = format!(r#"{{"format":2,"witness":{witness},{wish}}}"#);
            site.write(RECORD, &record);
            site.write(WITNESS, "");
            assert_refused(&site, &victim);
        }
    }
}

/// What may stand in the place of a record.
fn plant(kind: &str, path: &Path) {
    match kind {
        "folder" => fs::create_dir(path).unwrap(),
        "endless device" => symlink("/dev/zero", path).unwrap(),
        "broken link" => symlink("/nowhere", path).unwrap(),
        "pipe" => {
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        }
        "huge file" => {
            fs::File::create(path).unwrap().set_len(3_000_000_000).unwrap();
        }
        _ => fs::write(path, kind).unwrap(),
    }
}

const STRANGE: &[&str] =
    &["folder", "endless device", "broken link", "pipe", "huge file", "{", "[]", ""];

#[test]
fn what_stands_in_the_place_of_a_record_is_never_waited_for_or_read_without_end() {
    for kind in STRANGE {
        let site = site();
        let victim = victim(&site);
        plant(kind, &site.path(RECORD));
        assert_refused(&site, &victim);
    }
    // The record that counts may be linked to from its place: that is not its place.
    let site = site();
    let victim = victim(&site);
    site.write("elsewhere", "{}");
    symlink("elsewhere", site.path(RECORD)).unwrap();
    assert_refused(&site, &victim);
    assert_eq!(fs::read_to_string(site.path("elsewhere")).unwrap(), "{}");
}

/// Every command says that there is something, and nothing is changed.
fn assert_refused(site: &TestSite, victim: &TempDir) {
    let precious = files_below(victim.path());
    let before = content(site);
    for arguments in LOOKING.iter().chain(&CHANGING[..3]) {
        let ran = site.run(arguments);
        let told =
            ran.stdout.contains("interrupted") || ran.stderr.contains("interrupted");
        let told = told || ran.stderr.contains("1 error");
        assert!(
            told && (ran.code > 0) != (arguments[0] == "glossary"),
            "{arguments:?}: {ran}"
        );
        assert_eq!(content(site), before, "{arguments:?}: {ran}");
        assert_eq!(files_below(victim.path()), precious, "{arguments:?}: {ran}");
    }
    assert!(!site.path("output").exists(), "nothing is published");
}

/// A site in which a move rewrites many pages.
fn linked(pages: usize) -> TestSite {
    let site = TestSite::new();
    for number in 0..pages {
        let body = "See [mouth](care/mouth.md) and [[care/throat.md]].\n";
        site.page(&format!("page-{number}.md"), &format!("Page {number}"), body);
    }
    site.page("care/index.md", "Care", "[One](mouth.md)\n");
    site.page("care/mouth.md", "Mouth", "Words.\n");
    site.page("care/throat.md", "Throat", "Words.\n");
    site
}

const MOVE: &[&str] = &["mv", "care", "after/caring"];

/// The hidden files that a change makes.
fn hidden(site: &TestSite) -> usize {
    let names = fs::read_dir(site.path("site-content")).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains(".engraft-")).count()
}

/// Moves, and kills the move as soon as `is_time` says so. Whether it was killed before its
/// end.
fn move_and_kill(site: &TestSite, mut is_time: impl FnMut() -> bool) -> bool {
    let mut command = site.command(MOVE);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        if is_time() {
            child.kill().unwrap();
            break;
        }
        std::thread::yield_now();
    }
    !child.wait().unwrap().success()
}

/// The names beside the content folder.
fn beside(site: &TestSite) -> Vec<String> {
    let names = fs::read_dir(site.root()).unwrap();
    names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_killed_move_is_put_back_by_the_next_change_and_leaves_nothing() {
    let after = linked(40);
    assert_eq!(after.run(MOVE).code, 0);
    let after = files_below(&after.path("site-content"));
    let mut killed = 0;
    for enough in [0, 0, 1, 3, 10, 20, 39, 40, 41, 42, 43, 60] {
        let site = linked(40);
        let before = files_below(&site.path("site-content"));
        let was_killed = move_and_kill(&site, || {
            site.path(RECORD).exists() && hidden(&site) >= enough
        });
        let is_open = site.path(RECORD).exists();
        if is_open {
            let half = files_below(&site.path("site-content"));
            for arguments in [&["check"][..], &["build"], &["list", "pages"]] {
                let ran = site.run(arguments);
                assert!(ran.code > 0 && !site.path("output").exists(), "{ran}");
                assert_eq!(files_below(&site.path("site-content")), half, "{ran}");
            }
            // Another site does not follow it, wherever it came from.
            let copy = TestSite::copy_of(site.root());
            for name in [RECORD, WITNESS] {
                fs::copy(site.path(name), copy.path(name)).unwrap();
            }
            let ran = copy.run(&["check", "--fix"]);
            assert_eq!(ran.code, 2, "{ran}");
            assert!(ran.stderr.contains("no command of Engraft wrote it here"), "{ran}");
            assert_eq!(files_below(&copy.path("site-content")), half);
        }
        let ran = site.run(&["check", "--fix"]);
        assert_eq!(ran.code, 0, "{ran}");
        let found = files_below(&site.path("site-content"));
        assert!(
            found == before || found == after,
            "neither before nor after at {enough}"
        );
        if is_open && found == before {
            assert!(ran.stderr.contains("has been put back"), "{ran}");
        }
        assert_eq!(beside(&site), ["site-content"]);
        killed += usize::from(was_killed);
    }
    assert!(killed > 3, "too few of the moves were killed: {killed}");
}

#[test]
fn the_preview_shows_that_a_change_is_open_and_sees_that_it_ends() {
    let site = site();
    site.configure("title: Test Hospital\nbase_url: https://www.example.org/\n");
    for arguments in [&[][..], &["--poll"]] {
        let preview = Preview::of(&site, arguments);
        let state = "/__engraft/state?path=/plain/";
        let tells = |answer: &Answer| answer.text().contains(RECORD);
        preview.until(state, "quiet", |answer| answer.status == 200 && !tells(answer));
        site.write(RECORD, "{}");
        preview.until(state, "told", tells);
        site.remove(RECORD);
        preview.until(state, "quiet again", |answer| !tells(answer));
    }
}

#[test]
fn a_new_page_is_not_made_through_a_link() {
    let site = site();
    let victim = victim(&site);
    let ran = site.run(&["new", "article", "care/l/page"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("symbolic link"), "{ran}");
    assert_eq!(files_below(victim.path()).len(), 4);
}

#[test]
fn a_lock_that_is_something_else_is_not_written() {
    for kind in STRANGE.iter().filter(|kind| !kind.is_empty()) {
        let site = site();
        plant(kind, &site.path(".site-content.engraft.lock"));
        let ran = site.run(&["mv", "plain.md", "other.md"]);
        assert_eq!(ran.code, 2, "{kind}: {ran}");
        assert!(site.path("site-content/plain.md").exists());
    }
    let site = site();
    for name in ["precious", "empty"] {
        site.write(name, if name == "empty" { "" } else { "pid 1" });
        let lock = site.path(".site-content.engraft.lock");
        fs::hard_link(site.path(name), &lock).unwrap();
        let before = fs::read(site.path(name)).unwrap();
        let ran = site.run(&["mv", "plain.md", "other.md"]);
        assert_eq!(ran.code, 2, "{ran}");
        assert_eq!(fs::read(site.path(name)).unwrap(), before);
        fs::remove_file(lock).unwrap();
    }
    let ran: Ran = site.run(&["mv", "plain.md", "other.md"]);
    assert_eq!(ran.code, 0, "{ran}");
}
