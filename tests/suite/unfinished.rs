//! What is unfinished is not published: templates that nobody changed, and signs that
//! something is still to come.

use crate::harness::TestSite;

#[test]
fn what_new_wrote_is_no_page_for_readers() {
    let site = TestSite::new();
    assert_eq!(site.run(&["new", "article", "care/food"]).code, 0);
    assert_eq!(site.run(&["new", "term", "glossary/stem-cell.md"]).code, 0);
    assert!(site.path("site-content/glossary/stem-cell.md").exists());
    site.build();
    assert!(site.findings_of("unchanged-template").is_empty(), "drafts may hold it");
    for file in ["site-content/care/food.md", "site-content/glossary/stem-cell.md"] {
        let text = std::fs::read_to_string(site.path(file)).unwrap();
        assert!(text.contains("\nstatus: draft\n"), "{text}");
        site.write(
            file,
            text.replace("status: draft", "status: published").replace('\n', "\r\n"),
        );
    }
    let found = site.findings_of("unchanged-template");
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|finding| finding["severity"] == "error"));
}

#[test]
fn what_init_wrote_builds_and_may_not_become_a_real_site() {
    let folder = crate::harness::folder();
    let site = TestSite::empty();
    let root = folder.path().join("new");
    let ran = site.run(&["init", root.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran}");
    let site = TestSite::copy_of(&root);
    site.build();
    assert!(site.findings_of("unchanged-template").is_empty());
    let told = site.findings_of("sample-site");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0]["severity"], "warning");
    let page = "site-content/treatment/going-home.md";
    let text = std::fs::read_to_string(site.path(page)).unwrap();
    site.write(page, text.replace("sample: true\n", ""));
    let found = site.findings_of("unchanged-template");
    let files: Vec<&str> = found.iter().filter_map(|one| one["file"].as_str()).collect();
    assert!(files.contains(&page), "{files:?}");
    assert!(!files.contains(&"site-content/index.md"), "it says that it is a sample");
    let told = site.findings_of("sample-site");
    let samples: Vec<&str> = told.iter().filter_map(|one| one["file"].as_str()).collect();
    assert!(samples.contains(&"site-content/index.md"), "{samples:?}");
    assert!(!samples.contains(&page), "{samples:?}");
    assert!(files.contains(&"site-content/site.yaml"), "{files:?}");
    assert!(files.contains(&"site-content/data/contacts.yaml"), "{files:?}");
}

#[test]
fn signs_that_something_is_to_come_are_told_on_published_pages_alone() {
    let site = TestSite::new();
    let sign = ["TO", "DO"].concat();
    let body = &format!(
        "{sign}: the dose.\n\nRing 020 xxxx xxxx.\n\n- Lorem ipsum dolor.\n\n| a |\n|---|\n\
         | [insert date] |\n\n`{sign}` and\n\n```\nxxx\n```\n"
    );
    site.page("open.md", "Open", body);
    site.article("draft.md", "title: Draft\nstatus: draft", body);
    site.article("later.md", "title: TBC\npublish_on: 2090-01-01", "Words.\n");
    site.page("plain.md", "Plain", "A todo list, 47,XXX and the karyotype.\n");
    let found = site.findings_of("placeholder");
    let lines: Vec<(&str, u64)> = found
        .iter()
        .map(|one| (one["file"].as_str().unwrap(), one["line"].as_u64().unwrap()))
        .collect();
    let open = |line| ("site-content/open.md", line);
    assert_eq!(
        lines,
        [("site-content/later.md", 2), open(6), open(8), open(10), open(14)]
    );
    assert!(found.iter().all(|finding| finding["severity"] == "warning"));
    let abbreviations = site.findings_of("undefined-abbreviation");
    assert!(abbreviations.iter().all(|one| !one["message"].to_string().contains(&sign)));
}
