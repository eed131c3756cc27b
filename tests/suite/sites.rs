//! Golden sites: `tests/sites/NAME/`, built and compared with `expected/`, file by file.
//!
//! The theme has tests of its own, and a change to its header should not change every file
//! here: of a page, only what stands in `<main>` is compared, but the home page is compared
//! whole. Of the theme's assets only the names count, without their fingerprints.

use std::collections::BTreeMap;
use std::fs;

use crate::harness::{TestSite, files_below, overwrites_snapshots, repository};

/// What is compared: text by the name of a file.
type Snapshot = BTreeMap<String, String>;

fn snapshot(site: &TestSite) -> Snapshot {
    let mut files = Snapshot::new();
    let content = files_below(&site.path("site-content"));
    let mut assets = Vec::new();
    for (path, bytes) in site.output() {
        if path == ".engraft.json" || content.contains_key(&path) {
            continue;
        }
        let Ok(text) = String::from_utf8(bytes) else {
            assets.push(without_fingerprints(&path));
            continue;
        };
        let text = without_fingerprints(&text);
        if path.starts_with("assets/") {
            assets.push(without_fingerprints(&path));
        } else if path.ends_with(".html") && path != "index.html" {
            files.insert(path, main_part(&text));
        } else {
            files.insert(path, text);
        }
    }
    assets.sort();
    assets.push(String::new());
    files.insert("assets.txt".to_owned(), assets.join("\n"));
    files.insert("findings.txt".to_owned(), findings(site));
    files
}

/// From `<main` to `</main>`; a page without one, such as a redirect, is taken whole.
fn main_part(text: &str) -> String {
    let start = text.find("<main");
    let end = text.find("</main>").map(|at| at + "</main>".len());
    match (start, end) {
        (Some(start), Some(end)) => format!("{}\n", &text[start..end]),
        _ => text.to_owned(),
    }
}

/// `main.0123abcd.css` becomes `main.HASH.css`.
fn without_fingerprints(text: &str) -> String {
    let is_fingerprint = |part: &str| {
        part.len() >= 8
            && part.chars().all(|c| c.is_ascii_hexdigit() && !c.is_uppercase())
    };
    let parts = text.split_inclusive(['.', '-', '"', '/']);
    parts
        .map(|part| match part.char_indices().next_back() {
            Some((at, end @ ('.' | '-'))) if is_fingerprint(&part[..at]) => {
                format!("HASH{end}")
            }
            _ => part.to_owned(),
        })
        .collect()
}

/// Every finding in one line: what a golden site is allowed to complain of.
fn findings(site: &TestSite) -> String {
    let ran = site.run(&["check", "--format", "json"]);
    let lines = ran.findings().into_iter().map(|found| {
        let text = |key: &str| found[key].as_str().unwrap_or("-").to_owned();
        let (line, column) = (&found["line"], &found["column"]);
        format!(
            "{}:{line}:{column}: {} {}: {}\n",
            text("file"),
            text("severity"),
            text("rule"),
            text("message")
        )
    });
    lines.collect()
}

#[test]
fn golden_sites_are_built_as_expected() {
    let sites = repository().join("tests/sites");
    let mut names: Vec<_> =
        fs::read_dir(&sites).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    // A site without that folder is for the tests in a browser.
    names.retain(|folder| folder.join("expected").is_dir());
    assert!(!names.is_empty());
    for folder in names {
        let site = TestSite::copy_of(&folder);
        site.build();
        compare(&snapshot(&site), &folder.join("expected"));
    }
}

fn compare(found: &Snapshot, folder: &std::path::Path) {
    if overwrites_snapshots() {
        if folder.exists() {
            fs::remove_dir_all(folder).unwrap();
        }
        for (path, text) in found {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        return;
    }
    let expected = files_below(folder);
    let mut wrong = Vec::new();
    for path in expected.keys().filter(|path| !found.contains_key(*path)) {
        wrong.push(format!("{path} is expected and was not made"));
    }
    for (path, text) in found {
        match expected.get(path).map(|bytes| String::from_utf8_lossy(bytes)) {
            None => wrong.push(format!("{path} was made and is not expected")),
            Some(expected) if *expected == **text => {}
            Some(expected) => wrong.push(first_difference(path, &expected, text)),
        }
    }
    assert!(
        wrong.is_empty(),
        "{}:\n{}\nif this is meant, run SNAPSHOTS=overwrite cargo test and read the diff",
        folder.display(),
        wrong.join("\n")
    );
}

fn first_difference(path: &str, expected: &str, found: &str) -> String {
    let pairs = expected.lines().zip(found.lines());
    let same = pairs.take_while(|(one, other)| one == other).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    format!(
        "{path}:{}\n  expected: {}\n     found: {}",
        same + 1,
        line(expected),
        line(found)
    )
}
