//! The words of the golden sites and of the sample site are on their pages; those of any other
//! site are there or in a finding.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::harness::{TestSite, files_below, repository};

/// Marks between which no words stand that readers see as they are typed.
const UNSEEN: &[(&str, &str)] = &[
    ("<script", "</script>"),
    ("](", ")"),
    ("![[", "]]"),
    ("[@", "]"),
    ("[!", "]"),
    ("[^", "]"),
    ("{", "}"),
    ("<", ">"),
];

/// A text without what stands between two marks on one line.
fn without(line: &str, open: &str, close: &str) -> String {
    let mut kept = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(open) {
        let inside = &rest[start + open.len()..];
        let Some(end) = inside.find(close) else { break };
        kept.push_str(&rest[..start]);
        kept.push(' ');
        rest = &inside[end + close.len()..];
    }
    kept + rest
}

/// A text without remarks, which may take several lines.
fn without_remarks(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, remark)) = rest.split_once("<!--") {
        let (inside, behind) = remark.split_once("-->").unwrap_or((remark, ""));
        kept.push_str(before);
        kept.extend(inside.chars().filter(|sign| *sign == '\n'));
        rest = behind;
    }
    kept + rest
}

/// The words of a body that readers see as they are typed, each with the number of its line.
fn words(body: &str) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let body = without_remarks(body);
    let lines = body.lines().enumerate();
    for (number, line) in lines.filter(|(_, line)| !line.trim_start().starts_with("```"))
    {
        let mut line = line.to_owned();
        for (open, close) in UNSEEN {
            line = without(&line, open, close);
        }
        // `[[name|words]]` shows its words, and `[[name]]` what it leads to.
        let mut shown = String::new();
        for (at, part) in line.split("[[").enumerate() {
            let link = part.split_once("]]").filter(|_| at > 0);
            let (inside, outside) = link.unwrap_or(("", part));
            let label = inside.split_once('|').map_or("", |(_, words)| words);
            shown.push_str(label);
            shown.push(' ');
            shown.push_str(outside);
        }
        let entities = shown.split_inclusive('&').map(|part| {
            part.find(';').filter(|at| *at < 10).map_or(part, |at| &part[at..])
        });
        let shown: String = entities.collect();
        let parts = shown.split(|c: char| !c.is_alphanumeric());
        let parts = parts.filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
        words.extend(parts.map(|word| (number, word.to_lowercase())));
    }
    words
}

/// The lines of a site that findings name.
fn told(site: &TestSite) -> BTreeSet<(String, u64)> {
    let mut told = BTreeSet::new();
    for finding in site.findings() {
        let file = finding["file"].as_str().and_then(|file| file.split_once('/'));
        let (Some((_, file)), Some(first)) = (file, finding["line"].as_u64()) else {
            continue;
        };
        let last = finding["endLine"].as_u64().unwrap_or(first);
        told.extend((first..=last).map(|line| (file.to_owned(), line)));
    }
    told
}

/// For each page of a site, the words of its source that it does not have and that stand in no
/// line of `told`.
fn lost(
    site: &TestSite,
    told: &BTreeSet<(String, u64)>,
) -> BTreeMap<String, Vec<String>> {
    let output = site.output();
    let page = |path: &str| {
        let html = output.get(path)?;
        Some(String::from_utf8_lossy(html).to_lowercase())
    };
    let mut lost = BTreeMap::new();
    let mut count = 0;
    for (path, bytes) in files_below(&site.path("site-content")) {
        let Some(stem) = path.strip_suffix(".md") else { continue };
        let text = String::from_utf8(bytes).unwrap();
        let Some((head, body)) = text.split_once("\n---\n") else { continue };
        let (stem, language) = match stem.rsplit_once('.') {
            Some((stem, language)) => (stem, format!("{language}/")),
            None => (stem, String::new()),
        };
        let folder = stem
            .rsplit_once('/')
            .map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let slug = head.lines().find_map(|line| line.strip_prefix("slug: "));
        let address = match slug {
            Some(slug) => format!("{folder}{slug}/"),
            None if stem == "index" || stem.ends_with("/index") => folder,
            None => format!("{stem}/"),
        };
        let own = format!("{language}{address}index.html").to_lowercase();
        let own = own.replace(' ', "-");
        let Some(page) = page(&own).filter(|_| !head.contains("status: withdrawn"))
        else {
            continue;
        };
        count += 1;
        // The front matter ends in a line of hyphens, and lines count from one.
        let before = head.lines().count() as u64 + 2;
        let is_told = |line: usize| told.contains(&(path.clone(), before + line as u64));
        let missing = words(body).into_iter();
        let missing: Vec<String> = missing
            .filter(|(line, word)| !page.contains(word) && !is_told(*line))
            .map(|(_, word)| word)
            .collect();
        if !missing.is_empty() {
            lost.insert(path, missing);
        }
    }
    assert!(count > 10, "{count} pages are too few");
    lost
}

#[test]
fn words_of_the_golden_sites_are_on_their_pages() {
    for name in ["everything", "brand"] {
        let site = TestSite::copy_of(&repository().join("tests/sites").join(name));
        site.build();
        assert_eq!(lost(&site, &BTreeSet::new()), BTreeMap::new(), "{name}");
    }
}

#[test]
fn words_of_the_sample_site_are_on_their_pages() {
    let site = TestSite::copy_of(repository());
    site.build();
    assert_eq!(lost(&site, &BTreeSet::new()), BTreeMap::new());
}

/// The documents of other projects are no part of this one:
/// `ENGRAFT_SITE=FOLDER cargo test --test suite words_of_another_site -- --ignored`.
#[test]
#[ignore = "reads the site whose folder ENGRAFT_SITE names"]
fn words_of_another_site_are_on_its_pages_or_in_findings() {
    let folder = std::env::var_os("ENGRAFT_SITE").expect("ENGRAFT_SITE names a folder");
    let site = TestSite::copy_of(Path::new(&folder));
    site.build();
    assert_eq!(lost(&site, &told(&site)), BTreeMap::new());
}
