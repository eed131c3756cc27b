//! What people do wrong, and what they are told. `tests/mistakes/slips/` has a file for each
//! mistake, named after what somebody did, and beside it the whole message;
//! `tests/mistakes/rules/` a bad and a good example of each rule, which `engraft explain` and
//! docs/rules.md print. `tests/mistakes/base/` is the site that all of them are made in.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use engraft::base::Date;
use engraft::build::{self, Built, Request};
use engraft::diagnostic::example_files;
use engraft::report;
use rayon::prelude::*;

use crate::harness::{agrees_with_file, files_below, folder, repository};

/// Rules whose fault is no text that somebody typed, or one that is too long to show.
const WITHOUT_EXAMPLE: &[&str] = &[
    "unreadable-file",
    "symlink-outside",
    "symlink-loop",
    "file-too-large",
    "file-not-read",
    "interrupted-change",
    "left-by-change",
    "too-deeply-nested",
    "table-too-large",
    "page-too-large",
    "too-much-included",
    "long-explanation",
    "missing-string",
    "bad-font",
    "damaged-picture",
    "large-picture",
    "sample-site",
    // These are told of a document that is imported, and not of a site.
    "left-out",
    "guessed-structure",
    "clinical-change",
    "unknown-sign",
    "imported-picture",
    "imported-link",
    "empty-document",
    "not-imported",
    "foreign-syntax",
    "page-trimmed",
    "imported-as-draft",
];

fn mistakes() -> PathBuf {
    repository().join("tests/mistakes")
}

/// The files of a folder of mistakes whose names end so, without that end.
fn texts(part: &str, end: &str) -> BTreeMap<String, String> {
    let files = files_below(&mistakes().join(part)).into_iter();
    let ours = files.filter_map(|(name, bytes)| {
        let name = name.strip_suffix(end)?.to_owned();
        (!name.ends_with(".said")).then(|| (name, String::from_utf8(bytes).unwrap()))
    });
    ours.collect()
}

/// The site with a mistake in it, built.
fn built(text: &str) -> Built {
    let site = folder();
    let mut files: BTreeMap<String, Vec<u8>> = files_below(&mistakes().join("base"));
    for (path, text) in example_files(text) {
        files.insert(path.to_owned(), text.into());
    }
    for (path, bytes) in files {
        let is_theme = path.starts_with("themes/");
        let path = if is_theme { path } else { format!("site-content/{path}") };
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let request = Request {
        root: site.path(),
        base_url: None,
        drafts: false,
        future: false,
        as_of: None,
        clock_today: Date::parse("2026-11-01").unwrap(),
    };
    let mut built = build::build(&request, &|_| {}).unwrap();
    report::sort(&mut built.diagnostics, &built.tree);
    built
}

/// What is told of it, of one rule or of all.
fn told(built: &Built, rule: Option<&str>) -> String {
    let mut found = built.diagnostics.clone();
    found.retain(|finding| rule.is_none_or(|rule| finding.rule.name == rule));
    if found.is_empty() {
        return "nothing is told\n".to_owned();
    }
    let options =
        report::ReportOptions { limits: report::Limits::ALL, ..Default::default() };
    let mut text = Vec::new();
    report::write(&mut text, &report::HUMAN, &found, &built.tree, &options).unwrap();
    String::from_utf8(text).unwrap().trim_end().to_owned() + "\n"
}

#[test]
fn the_site_that_mistakes_are_made_in_has_none() {
    assert_eq!(
        told(&built("=== care/page.md\n---\ntitle: Page\n---\n\nWords.\n"), None),
        "nothing is told\n"
    );
}

#[test]
fn every_mistake_is_told_in_these_words() {
    let slips = texts("slips", ".txt");
    let said: Vec<(&String, String)> =
        slips.par_iter().map(|(name, text)| (name, told(&built(text), None))).collect();
    for (name, said) in said {
        agrees_with_file(&said, &mistakes().join(format!("slips/{name}.said.txt")));
    }
}

#[test]
fn every_rule_has_a_bad_and_a_good_example() {
    let bad = texts("rules", ".bad.txt");
    let good = texts("rules", ".good.txt");
    let rules = build::rules();
    let mut faults: Vec<String> = rules
        .iter()
        .map(|rule| rule.name)
        .filter(|name| !bad.contains_key(*name) && !WITHOUT_EXAMPLE.contains(name))
        .map(|name| format!("{name} has no example"))
        .collect();
    let looked: Vec<(&String, String, String)> = bad
        .par_iter()
        .map(|(name, text)| {
            let good = good.get(name).map(|text| told(&built(text), Some(name)));
            (name, told(&built(text), Some(name)), good.unwrap_or_default())
        })
        .collect();
    for (name, of_bad, of_good) in looked {
        if !rules.iter().any(|rule| rule.name == name) {
            faults.push(format!("there is no rule {name}"));
        }
        if of_bad == "nothing is told\n" {
            faults.push(format!("{name}: the bad example is not found"));
        }
        if of_good != "nothing is told\n" {
            faults.push(format!("{name}: the good example is found:\n{of_good}"));
        }
        agrees_with_file(&of_bad, &mistakes().join(format!("rules/{name}.said.txt")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn there_are_many_mistakes_and_no_two_alike() {
    let slips = texts("slips", ".txt");
    let bad = texts("rules", ".bad.txt");
    let mut all: Vec<&String> = slips.values().chain(bad.values()).collect();
    assert!(all.len() >= 200, "{} mistakes", all.len());
    all.sort();
    let alike: Vec<_> = all.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(alike.len() < 40, "{alike:#?}");
}
