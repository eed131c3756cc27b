//! Markup of other programs is told once for each kind, and what is taken out of raw HTML
//! without a loss does not bury what is lost.

use crate::harness::TestSite;

#[test]
fn each_kind_is_one_finding_with_its_lines() {
    let site = TestSite::new();
    let body = "{{< figure >}}\n\nwords {{< x >}}\n\n{% include x %}\n\n[TOC]\n\n[[_TOC_]]\n\n!!! note \"Look\"\n    Words.\n\n```{warning}\nWords.\n```\n";
    site.page("a.md", "A", body);
    let found = site.findings_of("foreign-markup");
    let lines: Vec<u64> = found.iter().map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [6, 10, 12, 16, 19]);
    assert!(found[0]["message"].as_str().unwrap().ends_with("2 times, in lines 6 and 8"));
    assert!(found[3]["help"].as_str().unwrap().contains("`> [!NOTE] Look`"));
    for rule in ["broken-cross-link", "stray-markup", "undefined-abbreviation"] {
        assert!(site.findings_of(rule).is_empty(), "{rule}: it is told once");
    }
}

#[test]
fn what_a_finding_says_to_type_is_no_finding() {
    let site = TestSite::new();
    site.page("a.md", "A", "!!! caution \"Look\"\n    Words.\n\n::: tip\nWords.\n:::\n");
    let helps: Vec<String> = site
        .findings_of("foreign-markup")
        .iter()
        .map(|one| one["help"].as_str().unwrap().split('`').nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(helps, ["> [!WARNING] Look", "> [!NOTE]"]);
    let body: String = helps
        .iter()
        .map(|mark| format!("{mark}\n> Words.\n\n"))
        .collect::<Vec<_>>()
        .concat();
    site.page("a.md", "A", &body);
    for rule in
        ["foreign-markup", "unknown-block", "lost-block", "empty-block", "stray-markup"]
    {
        assert!(site.findings_of(rule).is_empty(), "{rule}");
    }
}

#[test]
fn two_versions_of_a_text_are_an_error() {
    let site = TestSite::new();
    site.page(
        "a.md",
        "A",
        "<<<<<<< HEAD\nTake 5 mg.\n=======\nTake 10 mg.\n>>>>>>> other\n",
    );
    assert_eq!(site.findings_of("merge-conflict").len(), 1);
    assert_eq!(site.run(&["build"]).code, 1);
}

#[test]
fn what_no_reader_misses_is_one_note_and_leaves_nothing_behind() {
    let site = TestSite::new();
    let body = "<video src=\"a.mp4\"></video>\n\nSee <video src=\"b.mp4\"></video>\n\n<p><video src=\"c.mp4\"></video></p>\n\n<p align=\"center\" style=\"color:red\">Hi <a href=\"https://www.nhs.uk/\" target=\"_blank\" rel=\"noopener\">NHS</a></p>\n\n<font color=\"red\">Red</font>\n";
    site.page("a.md", "A", body);
    let notes = site.findings_of("dropped-styling");
    assert_eq!(notes.len(), 1, "{notes:#?}");
    assert_eq!(notes[0]["severity"], "note");
    let lost = site.findings_of("removed-html");
    assert_eq!(lost.len(), 3, "{lost:#?}");
    site.build();
    let page = site.published("a/index.html");
    assert!(!page.contains("<p></p>"), "{page}");
    assert!(page.contains("Red"), "the words stay");
}
