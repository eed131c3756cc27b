//! A site with a past: its findings are written down once, and only new ones are told.

use std::fmt::Write as _;
use std::fs;

use crate::harness::TestSite;

/// A site of a thousand broken links, and a page beside them.
fn old_site() -> TestSite {
    let site = TestSite::new();
    for page in 0..100 {
        let mut words = String::new();
        for link in 0..10 {
            let _ = writeln!(words, "To [[Lost {page} {link}]].\n");
        }
        site.page(&format!("old/{page}.md"), &format!("Old {page}"), &words);
    }
    site.page("new.md", "New", "Words.\n");
    site
}

#[test]
fn the_first_day_is_green_and_nothing_is_forgotten() {
    let site = old_site();
    assert_eq!(site.run(&["check"]).code, 1);
    let ran = site.run(&["check", "--record", "known.json"]);
    assert_eq!(ran.code, 0, "{ran}");
    let first = fs::read_to_string(site.path("known.json")).unwrap();
    assert_eq!(first.matches("\"broken-cross-link\"").count(), 1000, "a line for each");
    let ran = site.run(&["check", "--baseline", "known.json"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stdout.contains(" known from "), "{ran}");
    assert!(!ran.stdout.contains("broken-cross-link"), "{ran}");

    // A new fault is told alone, though the lines of the old ones moved.
    let old = fs::read_to_string(site.path("site-content/old/7.md")).unwrap();
    let moved =
        old.replace("To [[Lost 7 0]]", "First.\n\nThen [[Lost anew]], to [[Lost 7 0]]");
    fs::write(site.path("site-content/old/7.md"), moved).unwrap();
    let ran = site.run(&["check", "--baseline", "known.json", "--format", "json"]);
    assert_eq!(ran.code, 1, "{ran}");
    let [finding] = &ran.findings()[..] else { panic!("one finding:\n{ran}") };
    assert!(finding["message"].as_str().unwrap().contains("Lost anew"), "{ran}");

    // One that is mended is told as gone; it is new if it comes back after the next record.
    fs::write(site.path("site-content/old/7.md"), old.replace("[[Lost 7 3]]", "it"))
        .unwrap();
    let ran = site.run(&["check", "--baseline", "known.json"]);
    assert_eq!(ran.code, 0, "{ran}");
    let gone = "gone[broken-cross-link]: site-content/old/7.md: Lost 7 3\n";
    assert!(ran.stdout.contains(gone), "{ran}");
    site.run(&["check", "--record", "known.json"]);
    fs::write(site.path("site-content/old/7.md"), old).unwrap();
    assert_eq!(site.run(&["check", "--baseline", "known.json"]).code, 1);
}

#[test]
fn a_record_that_is_not_there_or_none_is_an_error() {
    let site = TestSite::new();
    let ran = site.run(&["check", "--baseline", "none.json"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("check --record"), "{ran}");
    for text in
        ["", "{}", "<html>", r#"{"version": 9, "generator": "x", "findings": []}"#]
    {
        site.write("known.json", text);
        let ran = site.run(&["check", "--baseline", "known.json"]);
        assert_eq!(ran.code, 2, "{text}\n{ran}");
    }
    let ran =
        site.run(&["check", "--record", "known.json", "--only", "broken-cross-link"]);
    assert_eq!(ran.code, 2, "a record of a part would forget the rest:\n{ran}");
}

#[test]
fn of_a_part_only_its_own_findings_are_told() {
    let site = old_site();
    site.run(&["check", "--record", "known.json"]);
    site.page("old/1.md", "Old 1", "To [[Lost 1 0]] and [[Lost anew]].\n");
    let ran = site.run(&["check", "old/1.md", "--baseline", "known.json"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("Lost anew") && !ran.stdout.contains("gone["), "{ran}");
}

#[test]
fn each_format_can_be_had_of_a_build_too() {
    let site = TestSite::new();
    site.page("broken.md", "Broken", "To [[Nowhere]].\n");
    for (format, holds) in [
        ("sarif", "\"ruleId\":\"broken-cross-link\""),
        ("junit", "<failure type=\"error\""),
        ("gitlab", "\"check_name\":\"broken-cross-link\""),
    ] {
        let [checked, built] =
            ["check", "build"].map(|command| site.run(&[command, "--format", format]));
        assert!(checked.stdout.contains(holds), "{checked}");
        assert_eq!(checked.stdout, built.stdout, "{format}");
        assert!(built.stderr.contains("Nothing was published"), "{built}");
        assert_eq!((checked.code, built.code), (1, 1));
    }
}
