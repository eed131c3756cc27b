//! What is told of slips that a writer makes, through the whole program.

use std::fmt::Write;

use serde_json::Value;

use crate::harness::TestSite;

/// The findings of a rule: place, and the help that says what to type.
fn told(found: &[Value], rule: &str) -> Vec<(String, String)> {
    let of_rule = found.iter().filter(|finding| finding["rule"] == rule);
    of_rule
        .map(|finding| {
            let file = finding["file"].as_str().unwrap_or_default();
            let place = format!("{file}:{}:{}", finding["line"], finding["column"]);
            (place, finding["help"].as_str().unwrap_or_default().to_owned())
        })
        .collect()
}

#[test]
fn a_link_that_tracks_its_readers_is_told_and_mended() {
    let site = TestSite::new();
    site.page(
        "a.md",
        "A",
        "See [us](https://www.nhs.uk/x/?utm_source=a) and\n[[Home]].\n\n\
         [them]: https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.nhs.uk%2F&data=5\n\
         [them], ![x](x.png)\n",
    );
    site.write("site-content/x.png", "");
    let found = told(&site.findings(), "tracked-link");
    let place = |line, column| format!("site-content/a.md:{line}:{column}");
    let expected = [
        (place(6, 10), "write `https://www.nhs.uk/x/`".to_owned()),
        (place(9, 9), "write `https://www.nhs.uk/`".to_owned()),
    ];
    assert_eq!(found, expected);
    site.run(&["check", "--fix"]);
    assert_eq!(told(&site.findings(), "tracked-link"), []);
    let text = std::fs::read_to_string(site.path("site-content/a.md")).unwrap();
    assert!(text.contains("See [us](https://www.nhs.uk/x/) and\n"), "{text}");
    assert!(text.contains("[them]: https://www.nhs.uk/\n"), "{text}");
}

#[test]
fn a_host_with_foreign_letters_is_told() {
    let site = TestSite::new();
    site.page("a.md", "A", "See [us](https://p\u{430}tient.example/).\n");
    let found = told(&site.findings(), "lookalike-host");
    let help = "type the address anew, letter by letter".to_owned();
    assert_eq!(found, [("site-content/a.md:6:10".to_owned(), help)]);
}

#[test]
fn a_translation_into_a_language_that_is_not_listed_is_told() {
    let site = TestSite::new();
    for (name, title) in [("a.md", "A"), ("a.cy.md", "B"), ("notes.v2.md", "C")] {
        site.page(name, title, "words\n");
    }
    let found = told(&site.findings(), "unlisted-language");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "site-content/a.cy.md:1:1");
    assert!(found[0].1.contains("`{tag: cy, name: …}`"), "{found:?}");
}

#[test]
fn a_page_that_cannot_be_read_has_no_second_finding() {
    let site = TestSite::new();
    for (name, text) in [
        ("dash", "\u{2014}-\ntitle: X\ntags: a, b\n\u{2014}-\nwords\n"),
        ("none", "title: X\ntags: a, b\n---\nwords\n"),
        ("heading", "# Food\n\nwords\n"),
        ("colon", "---\ntitle: Food: what to eat\n---\nwords\n"),
        ("empty", ""),
    ] {
        let path = format!("site-content/{name}/x.md");
        site.write(&path, text);
        let rules: Vec<Value> = site
            .findings()
            .into_iter()
            .filter(|finding| finding["file"] == path.as_str())
            .filter(|finding| finding["rule"] != "generated-landing-page")
            .collect();
        assert_eq!(rules.len(), 1, "{name}: {rules:#?}");
        site.remove(&path);
    }
}

#[test]
fn three_hundred_links_into_a_renamed_folder_are_one_cause() {
    let site = TestSite::new();
    let mut links = String::new();
    for number in 0..300 {
        site.page(
            &format!("new/page{number}.md"),
            &format!("Number {number}"),
            "words\n",
        );
        writeln!(links, "[this](old/page{number}.md)").unwrap();
    }
    site.page("a.md", "A", &links);
    let found = told(&site.findings(), "broken-file-link");
    assert_eq!(found.len(), 300);
    for (number, (_, help)) in found.iter().enumerate() {
        assert_eq!(help, &format!("did you mean `new/page{number}.md`?"));
    }
}
