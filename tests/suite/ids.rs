//! `engraft ids write`: anchors in the sources, and nothing else changed.

use std::fs;

use crate::harness::{TestSite, files_below, repository};

const BODY: &str = "## Signs\n\nText.\n\n## Signs ##\n\nMore\n----\n\n### Wide {.wide}\n\n\
    ## Kept {#own}\n\n> [!NOTE] A title\n> Text.\n\n> ## In a quotation\n";
const FROZEN: &str = "## Signs {#signs}\n\nText.\n\n## Signs ## {#signs-1}\n\nMore {#more}\n----\n\n\
    ### Wide {#wide .wide}\n\n## Kept {#own}\n\n> [!NOTE] A title\n> Text.\n\n\
    > ## In a quotation {#in-a-quotation}\n";

fn site() -> TestSite {
    let site = TestSite::new();
    site.page("care.md", "Care", BODY);
    site.write("site-content/_snippets/call.md", "## Call us\r\n\r\nNow.\r\n");
    site
}

#[test]
fn every_heading_gets_the_anchor_that_it_has() {
    let site = site();
    site.build();
    let page = site.published("care/index.html");
    let ran = site.run(&["ids", "write"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stdout.contains("6 headings in 2 files"), "{ran}");
    let text = fs::read_to_string(site.path("site-content/care.md")).unwrap();
    assert!(text.ends_with(FROZEN), "{text}");
    let snippet =
        fs::read_to_string(site.path("site-content/_snippets/call.md")).unwrap();
    assert_eq!(snippet, "## Call us {#call-us}\r\n\r\nNow.\r\n");
    site.build();
    assert_eq!(site.published("care/index.html"), page);
    let before = files_below(site.root());
    let ran = site.run(&["ids", "write"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stdout.contains("0 headings"), "{ran}");
    assert_eq!(files_below(site.root()), before, "a second time changes nothing");
}

#[test]
fn a_check_lists_headings_and_changes_nothing() {
    let site = site();
    let before = files_below(site.root());
    let ran = site.run(&["ids", "write", "--check"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("site-content/care.md:10: Signs {#signs-1}\n"), "{ran}");
    assert!(!ran.stdout.contains("Kept") && !ran.stdout.contains("A title"), "{ran}");
    assert_eq!(files_below(site.root()), before);
    assert_eq!(site.run(&["ids", "write"]).code, 0);
    assert_eq!(site.run(&["ids", "write", "--check"]).code, 0);
}

#[test]
fn the_pages_of_the_sample_site_are_the_same_with_their_anchors_written_down() {
    let site = TestSite::copy_of(repository());
    let build = ["build", "--as-of", "2026-11-01"];
    assert_eq!(site.run(&build).code, 0);
    let before = site.output();
    assert_eq!(site.run(&["ids", "write"]).code, 0);
    assert_eq!(site.run(&["ids", "write", "--check"]).code, 0);
    assert_eq!(site.run(&build).code, 0);
    assert_eq!(site.output(), before);
}
