//! The words of the golden sites and of the sample site are on their pages.

use std::collections::BTreeMap;

use crate::harness::{TestSite, files_below, repository};

/// Marks between which no words stand that readers see as they are typed.
const UNSEEN: &[(&str, &str)] = &[
    ("<!--", "-->"),
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

/// The words of a body that readers see as they are typed.
fn words(body: &str) -> Vec<String> {
    let mut words = Vec::new();
    for line in body.lines().filter(|line| !line.trim_start().starts_with("```")) {
        let mut line = line.to_owned();
        for (open, close) in UNSEEN {
            line = without(&line, open, close);
        }
        // `[[name|words]]` shows its words, and `[[name]]` what it leads to.
        let mut shown = String::new();
        for (number, part) in line.split("[[").enumerate() {
            let link = part.split_once("]]").filter(|_| number > 0);
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
        words.extend(parts.filter(|word| !word.is_empty()).map(str::to_lowercase));
    }
    words.retain(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    words
}

/// For each page of a site, the words of its source that it does not have.
fn lost(site: &TestSite) -> BTreeMap<String, Vec<String>> {
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
        let own = format!("{language}{address}index.html");
        let Some(page) = page(&own).filter(|_| !head.contains("status: withdrawn"))
        else {
            continue;
        };
        count += 1;
        let missing: Vec<String> =
            words(body).into_iter().filter(|word| !page.contains(word)).collect();
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
        assert_eq!(lost(&site), BTreeMap::new(), "{name}");
    }
}

#[test]
fn words_of_the_sample_site_are_on_their_pages() {
    let site = TestSite::copy_of(repository());
    site.build();
    assert_eq!(lost(&site), BTreeMap::new());
}
