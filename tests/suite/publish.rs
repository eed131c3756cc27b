//! What a build does to `output/`: as little as it can, whole files only, never in doubt.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Stdio;

use engraft::publish::Lock;

use crate::harness::{Ran, TestSite, files_below};

/// A site of so many articles, each linking to the next.
fn chain(articles: usize) -> TestSite {
    let site = TestSite::new();
    for number in 0..articles {
        let next = (number + 1) % articles;
        let body = format!(
            "## One\n\n[The next](page-{next}.md).\n\n{}\n",
            "Words. ".repeat(300)
        );
        site.page(&format!("page-{number}.md"), &format!("Page {number}"), &body);
    }
    site
}

/// The files of the output whose bytes differ between two builds, or that one of them lacks.
fn changes(
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
) -> BTreeSet<String> {
    let all: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = all.into_iter().filter(|path| before.get(*path) != after.get(*path));
    differing.cloned().collect()
}

/// When each file was last written.
fn times(site: &TestSite) -> BTreeMap<String, std::time::SystemTime> {
    let paths = site.output().into_keys();
    paths
        .map(|path| {
            let written =
                fs::metadata(site.path("output").join(&path)).unwrap().modified();
            (path, written.unwrap())
        })
        .collect()
}

/// What a fresh build of the same site publishes.
fn clean(site: &TestSite) -> BTreeMap<String, Vec<u8>> {
    let ran = site.run(&["build", "--output", "clean"]);
    assert_eq!(ran.code, 0, "{ran}");
    let files = files_below(&site.path("clean"));
    fs::remove_dir_all(site.path("clean")).unwrap();
    files
}

#[test]
fn a_build_says_how_to_look_at_the_site() {
    let site = chain(1);
    let ran = site.build();
    let root = site.root().display();
    assert!(
        ran.stdout.contains(&format!("`engraft -C {root} serve --built --open`\n")),
        "{ran}"
    );
    let ran = site.run(&["build", "--output", "a folder"]);
    assert!(ran.stdout.contains("serve --built --open --output 'a folder'`"), "{ran}");
    site.article("broken.md", "title: Broken", "[[Nowhere]]\n");
    let ran = site.run(&["build"]);
    assert!(!ran.stdout.contains("serve --built"), "nothing new to look at:\n{ran}");
}

#[test]
fn a_second_build_of_the_same_content_writes_nothing() {
    let site = chain(5);
    site.build();
    let before = times(&site);
    let ran = site.build();
    assert!(ran.stdout.contains("0 files written"), "{ran}");
    assert_eq!(times(&site), before);
}

#[test]
fn an_edited_article_writes_itself_and_what_shows_it() {
    let site = chain(6);
    site.build();
    let before = site.output();
    site.page("page-2.md", "Page 2", "Other words.\n\n[The next](page-3.md).\n");
    site.build();
    let allowed = ["page-2/index.html", ".engraft.json", "feed.xml", "sitemap.xml"];
    let changed = changes(&before, &site.output());
    assert!(changed.contains("page-2/index.html"), "{changed:?}");
    // The words of the article are in the search as well.
    let is_expected = |path: &str| allowed.contains(&path) || path.starts_with("search/");
    let others: Vec<_> = changed.iter().filter(|path| !is_expected(path)).collect();
    assert!(others.is_empty(), "written as well: {others:?}");
}

#[test]
fn a_new_link_writes_the_page_that_it_leads_to() {
    let site = chain(6);
    site.build();
    let before = site.output();
    site.page("page-2.md", "Page 2", "[Next](page-3.md), then [another](page-5.md).\n");
    site.build();
    let changed = changes(&before, &site.output());
    assert!(changed.contains("page-5/index.html"), "the back-link is new: {changed:?}");
    assert!(!changed.contains("page-1/index.html"), "{changed:?}");
}

#[test]
fn a_removed_article_leaves_and_files_of_others_stay() {
    let site = chain(4);
    site.build();
    site.write("output/notes.txt", "mine\n");
    site.remove("site-content/page-3.md");
    site.page("page-2.md", "Page 2", "No link.\n");
    site.build();
    let files = site.output();
    assert!(!files.contains_key("page-3/index.html"));
    assert!(!site.path("output/page-3").exists(), "an empty folder was left behind");
    assert!(files.contains_key("notes.txt"));
}

#[test]
fn a_folder_that_engraft_did_not_make_is_refused() {
    let site = chain(2);
    site.write("output/notes.txt", "mine\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("--force"), "{ran}");
    assert_eq!(site.output().into_keys().collect::<Vec<_>>(), ["notes.txt"]);

    let ran = site.run(&["build", "--force"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert_eq!(site.published("notes.txt"), "mine\n");
    site.build();
}

#[test]
fn a_folder_with_only_hidden_files_counts_as_empty() {
    let site = chain(2);
    site.write("output/.git/HEAD", "ref: refs/heads/pages\n");
    site.build();
    assert_eq!(site.published(".git/HEAD"), "ref: refs/heads/pages\n");
}

/// Starts a build and kills it as soon as `is_time` says so, or lets it end.
fn build_and_kill(site: &TestSite, mut is_time: impl FnMut() -> bool) {
    let mut command = site.command(&["build"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        if is_time() {
            child.kill().unwrap();
            break;
        }
        std::thread::yield_now();
    }
    child.wait().unwrap();
}

/// How many pages of the chain stand in the output with these bytes.
fn standing(site: &TestSite, pages: &BTreeMap<String, Vec<u8>>) -> usize {
    let is_there = |(path, bytes): (&String, &Vec<u8>)| {
        fs::read(site.path("output").join(path)).is_ok_and(|found| found == *bytes)
    };
    pages.iter().filter(|pair| is_there(*pair)).count()
}

#[test]
fn a_killed_first_build_is_mended_by_the_next() {
    let site = chain(60);
    let expected = clean(&site);
    for enough in [0, 1, 7, 31, 58] {
        build_and_kill(&site, || {
            site.path("output").exists() && standing(&site, &expected) >= enough
        });
        site.build();
        assert!(site.output() == expected, "differs after a kill at {enough} files");
        fs::remove_dir_all(site.path("output")).unwrap();
    }
}

#[test]
fn a_killed_update_leaves_whole_files_and_is_mended_by_the_next() {
    let site = chain(60);
    let configuration = |title: &str| {
        format!("title: {title}\nbase_url: https://www.example.org/patients/\n")
    };
    site.build();
    for (round, enough) in [0, 1, 5, 17, 40, 59].into_iter().enumerate() {
        let old = site.output();
        // Another title is on every page.
        site.configure(configuration(&format!("Title {round}")));
        let new = clean(&site);
        let pages: BTreeMap<_, _> =
            new.clone().into_iter().filter(|(path, _)| path.ends_with(".html")).collect();
        build_and_kill(&site, || standing(&site, &pages) > enough);
        for (path, bytes) in site.output() {
            if path.ends_with(".html") && !path.contains("/.") {
                let is_whole =
                    old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
                assert!(is_whole, "{path} is neither old nor new");
            }
        }
        for path in old.keys().filter(|path| path.ends_with(".html")) {
            assert!(site.path("output").join(path).exists(), "{path} is missing");
        }
        site.build();
        assert!(site.output() == new, "differs after a kill at {enough} pages");
    }
}

#[test]
fn two_builds_at_once_do_no_harm() {
    let site = chain(40);
    let expected = clean(&site);
    for _ in 0..3 {
        let builds: Vec<_> = (0..2)
            .map(|_| {
                let mut command = site.command(&["build"]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for build in builds {
            let ran = Ran::new(build.wait_with_output().unwrap());
            assert_eq!(ran.code, 0, "the second build waits for the first:\n{ran}");
        }
        assert!(site.output() == expected);
        fs::remove_dir_all(site.path("output")).unwrap();
    }
}

#[test]
fn a_build_that_waits_too_long_says_who_is_building() {
    let site = chain(2);
    let output = site.path("output");
    let lock = Lock::acquire(&output, "engraft build", &mut || false).unwrap();
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 3, "{ran}");
    assert!(ran.stderr.contains(&std::process::id().to_string()), "{ran}");
    drop(lock);
    site.build();
}

#[test]
fn only_a_record_is_left_beside_the_output() {
    let site = chain(2);
    site.build();
    let beside: BTreeSet<_> = fs::read_dir(site.root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let left = [".output.engraft-built", "output", "site-content"];
    assert_eq!(beside, BTreeSet::from(left.map(str::to_owned)));
}

#[test]
fn with_a_record_that_cannot_be_read_files_of_others_stay() {
    for (name, text) in [
        (".engraft.json", "{"),
        (
            ".engraft.json",
            r#"{"format":2,"files":{"index.html":{"size":1,"sha256":"00"}}}"#,
        ),
        (".engraft.journal", "nonsense"),
    ] {
        let site = chain(2);
        site.write("output/index.html", "mine\n");
        site.write(&format!("output/{name}"), text);
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, 2, "{ran}");
        assert!(ran.stderr.contains("`index.html`"), "{ran}");
        assert!(ran.stderr.contains("--force"), "{ran}");
        assert_eq!(site.published("index.html"), "mine\n");
        assert_eq!(site.run(&["build", "--force"]).code, 0);
        site.build();
        assert_eq!(site.output(), clean(&site));
    }
}

#[test]
fn new_pages_are_whole_before_a_page_leads_to_them() {
    let site = chain(30);
    site.build();
    let old = site.output();
    let leads = "[New](new/page-0.md), [more](new/page-29.md).\n";
    for number in 0..30 {
        site.page(&format!("new/page-{number}.md"), &format!("New {number}"), "Words.\n");
        site.page(&format!("page-{number}.md"), &format!("Page {number}"), leads);
    }
    let new = clean(&site);
    let is_page = |path: &&String| path.ends_with(".html");
    let added: Vec<_> =
        new.keys().filter(is_page).filter(|path| !old.contains_key(*path)).collect();
    assert!(added.len() >= 30);
    for enough in [0, 1, 2, 13, 29, 30, 31, 45, 60, 61] {
        let pages: BTreeMap<_, _> =
            new.clone().into_iter().filter(|(path, _)| path.ends_with(".html")).collect();
        build_and_kill(&site, || standing(&site, &pages) > enough);
        let found = site.output();
        for (path, bytes) in found.iter().filter(|(path, _)| is_page(path)) {
            let is_whole = old.get(path) == Some(bytes) || new.get(path) == Some(bytes);
            assert!(is_whole || path.contains("/."), "{path} is neither old nor new");
        }
        let leads_on = old.keys().filter(is_page).any(|path| {
            found[path] != old[path]
                && String::from_utf8_lossy(&found[path]).contains("/new/")
        });
        if leads_on {
            for path in &added {
                assert_eq!(
                    found.get(*path),
                    new.get(*path),
                    "{path} is led to, after {enough}"
                );
            }
        }
        site.build();
        assert!(site.output() == new, "differs after a kill at {enough} pages");
        // Back to the start.
        fs::remove_dir_all(site.path("output")).unwrap();
        for (path, bytes) in &old {
            site.write(&format!("output/{path}"), bytes);
        }
    }
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::process::Command;

    use super::*;

    /// Puts something in the place of a file of ours.
    fn plant(kind: &str, path: &Path, precious: &Path) {
        match kind {
            "endless" => symlink("/dev/zero", path).unwrap(),
            "link" => symlink(precious, path).unwrap(),
            "folder" => fs::create_dir(path).unwrap(),
            "huge" => fs::File::create(path).unwrap().set_len(3_000_000_000).unwrap(),
            _ => {
                assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
            }
        }
    }

    #[test]
    fn records_and_locks_are_ordinary_files_of_a_known_largest_size() {
        for name in
            ["output/.engraft.json", "output/.engraft.journal", ".output.engraft.lock"]
        {
            for kind in ["endless", "link", "folder", "huge", "pipe"] {
                let site = chain(2);
                site.write("precious", "{\"format\":1,\"files\":{}}");
                site.write("output/.hidden", "");
                plant(kind, &site.path(name), &site.path("precious"));
                let ran = site.run(&["build"]);
                assert_eq!(ran.code, 2, "{name}, {kind}: {ran}");
                assert!(ran.stderr.contains("engraft."), "{name}, {kind}: {ran}");
                let precious = fs::read_to_string(site.path("precious")).unwrap();
                assert_eq!(precious, "{\"format\":1,\"files\":{}}", "{name}, {kind}");
                assert!(!site.path("output/index.html").exists(), "{name}, {kind}");
            }
        }
    }

    #[test]
    fn a_lock_with_a_second_name_is_not_written() {
        let site = chain(2);
        site.write("precious", "");
        let lock = site.path(".output.engraft.lock");
        fs::hard_link(site.path("precious"), &lock).unwrap();
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, 2, "{ran}");
        assert_eq!(fs::read(site.path("precious")).unwrap(), b"");
        fs::remove_file(lock).unwrap();
        site.build();
    }

    #[test]
    fn sources_that_are_pipes_or_devices_are_left_out() {
        for name in ["site.yaml", "a.md", "data/people.yaml", "a.png", "_s/a.md"] {
            for kind in ["endless", "pipe"] {
                let site = chain(2);
                site.write("site-content/data/x.yaml", "");
                site.write("site-content/_s/x.md", "");
                let path = site.path("site-content").join(name);
                if name == "site.yaml" {
                    fs::remove_file(&path).unwrap();
                }
                plant(kind, &path, Path::new("/nowhere"));
                let rules = ["file-not-read", "symlink-outside"];
                let found: usize =
                    rules.iter().map(|rule| site.findings_of(rule).len()).sum();
                assert_eq!(found, 1, "{name}, {kind}");
            }
        }
    }

    #[test]
    fn a_configuration_outside_of_the_content_is_not_read() {
        let site = chain(2);
        site.write("secret.yaml", "title: Secret\nunknown_key: 1\n");
        site.remove("site-content/site.yaml");
        symlink("../secret.yaml", site.path("site-content/site.yaml")).unwrap();
        let ran = site.run(&["check"]);
        assert!(ran.stdout.contains("symlink-outside"), "{ran}");
        assert!(!ran.stdout.contains("unknown_key"), "{ran}");
    }
}
