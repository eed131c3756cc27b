//! The sample site of this repository is sound.

use crate::harness::{TestSite, repository};

/// Findings that are meant to be there: rule, file, and how many.
const EXPECTED: &[(&str, &str, usize)] = &[
    // Shows readers and writers what an overdue page looks like.
    ("overdue-review", "site-content/types/compare.md", 1),
];

#[test]
fn the_sample_site_has_no_finding_beyond_those_expected() {
    let site = TestSite::copy_of(repository());
    let ran = site.run(&["check", "--as-of", "2026-11-30", "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran}");
    let mut surprising = Vec::new();
    let findings = ran.findings();
    let of = |rule: &str, file: &str| {
        let same = findings
            .iter()
            .filter(|found| found["rule"] == rule && found["file"] == file);
        same.count()
    };
    for found in &findings {
        let rule = found["rule"].as_str().unwrap();
        let file = found["file"].as_str().unwrap_or_default();
        if !EXPECTED.contains(&(rule, file, of(rule, file))) {
            surprising.push(found.to_string());
        }
    }
    assert!(surprising.is_empty(), "{}", surprising.join("\n"));
    for (rule, file, count) in EXPECTED {
        assert_eq!(
            of(rule, file),
            *count,
            "{rule} in {file} is gone: take it off the list"
        );
    }
}

#[test]
fn every_article_of_the_sample_says_that_nobody_reviewed_it() {
    let site = TestSite::copy_of(repository());
    let content = crate::harness::files_below(&site.path("site-content"));
    let mut articles = 0;
    for (path, bytes) in content {
        if !path.ends_with(".md") || path.starts_with('_') {
            continue;
        }
        articles += 1;
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("\nsample: true\n"), "{path} does not say `sample: true`");
    }
    assert!(articles >= 35, "only {articles} articles and terms");
}

#[test]
fn the_tags_of_the_sample_are_words() {
    let site = TestSite::copy_of(repository());
    site.build();
    let page = site.published("tags/index.html");
    let list = page.split("<ul class=\"names\">").nth(1).unwrap();
    let links = list.split("</ul>").next().unwrap().split("<a href=").skip(1);
    let names: Vec<&str> =
        links.filter_map(|link| link.split(['>', '<']).nth(1)).collect();
    assert!(names.contains(&"Side effects"), "{names:?}");
    assert!(page.contains("/tags/side-effects/\">Side effects</a>"), "{page}");
    for name in names {
        assert!(name.starts_with(|c: char| c.is_uppercase()), "{name}");
        assert!(!name.contains('-'), "{name}");
    }
}
