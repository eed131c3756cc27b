//! Pages in another language: what is said of a machine's, and what tells that one is behind.

use std::fs;

use crate::harness::{TestSite, repository};

const PAGE: &str = "---\ntitle: Mouth\n---\nOpening.\n\n## What helps\n\nRinse.\n";

/// A Welsh page of `page.md`, with more keys.
fn site(keys: &str) -> TestSite {
    let site = TestSite::in_two_languages();
    site.write("site-content/page.md", PAGE);
    let text = format!("---\ntitle: Ceg\n{keys}\n---\nGeiriau.\n");
    site.write("site-content/page.cy.md", &text);
    site
}

#[test]
fn a_machine_that_nobody_checked_is_told_in_both_languages() {
    let site = site("sample: true\ntranslation: {method: machine, reviewed_by: none}");
    site.build();
    let page = site.published("cy/page/index.html");
    for (tag, words) in
        [("cy", "Cyfieithiad gan beiriant."), ("en", "Translated by a machine.")]
    {
        let told = format!("lang=\"{tag}\" dir=\"ltr\"><strong>{words}</strong>");
        assert!(page.contains(&told), "{page}");
    }
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    assert!(!site.published("sitemap.xml").contains("/cy/page/"));
    assert!(!site.published("page/index.html").contains("banner-machine"));
    for keys in [
        "translation: {method: machine, reviewed_by: A nurse}",
        "translation: {method: human}",
    ] {
        let site = self::site(keys);
        site.build();
        let page = site.published("cy/page/index.html");
        assert!(!page.contains("banner-machine"), "{keys}: {page}");
        assert!(!page.contains("noindex"), "{keys}: {page}");
    }
}

#[test]
fn a_machines_translation_that_nobody_checked_is_not_published() {
    for (keys, severity) in [
        ("translation: {method: machine}", "error"),
        ("translation: {method: machine, reviewed_by: none}", "error"),
        ("sample: true\ntranslation: {method: machine}", "warning"),
    ] {
        let found = site(keys).findings_of("unchecked-translation");
        assert_eq!(found.len(), 1, "{keys}: {found:?}");
        assert_eq!(found[0]["severity"], severity, "{keys}");
    }
    let checked = site("translation: {method: machine, reviewed_by: A nurse}");
    assert!(checked.findings_of("unchecked-translation").is_empty());
}

/// What `translation-behind` says of the Welsh page, with its help.
fn told(site: &TestSite) -> Vec<String> {
    let ran = site.run(&["check", "--only", "translation-behind", "--format", "json"]);
    let findings = ran.findings();
    let told = findings.iter().map(|finding| {
        assert_eq!(finding["file"], "site-content/page.cy.md");
        format!(
            "{}; {}",
            finding["message"].as_str().unwrap(),
            finding["help"].as_str().unwrap()
        )
    });
    told.collect()
}

#[test]
fn a_section_that_changed_since_it_was_translated_is_found() {
    assert!(
        told(&site("translation: {method: human}")).is_empty(),
        "nothing is promised"
    );
    let asked = told(&site("translation: {sections: {}}"));
    assert_eq!(asked.len(), 2, "{asked:?}");
    let marks: Vec<&str> =
        asked.iter().map(|words| words.split('`').nth(5).unwrap()).collect();
    assert!(
        marks[0].starts_with("top: ") && marks[1].starts_with("what-helps: "),
        "{marks:?}"
    );
    let keys = format!("translation: {{sections: {{{}}}}}", marks.join(", "));
    let site = site(&keys);
    assert_eq!(told(&site), <[String; 0]>::default());
    // Lines broken elsewhere are the same words.
    site.write("site-content/page.md", PAGE.replace("Opening.\n\n", "Opening.\n\n\n"));
    assert_eq!(told(&site), <[String; 0]>::default());
    site.write("site-content/page.md", PAGE.replace("Rinse.", "Rinse twice."));
    let changed = told(&site);
    assert_eq!(changed.len(), 1, "{changed:?}");
    let expected = "the section `what-helps` of `Mouth` changed since it was translated; \
                    translate it again, then write `what-helps: ";
    assert!(changed[0].starts_with(expected), "{changed:?}");
    site.write("site-content/page.md", PAGE.replace("## What helps", "## Food"));
    let changed = told(&site);
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert!(changed.iter().any(|words| words.contains("is not among those translated")));
    assert!(
        changed
            .iter()
            .any(|words| words.contains("has no section `what-helps` any more"))
    );
}

#[test]
fn the_sample_has_pages_in_welsh_and_arabic_that_machines_made() {
    let site = TestSite::copy_of(repository());
    site.build();
    let content = site.path("site-content");
    let files = crate::harness::files_below(&content);
    let translated = |end: &str| {
        let names: Vec<String> =
            files.keys().filter(|path| path.ends_with(end)).cloned().collect();
        for name in &names {
            let text = fs::read_to_string(content.join(name)).unwrap();
            assert!(text.contains("method: machine\n  reviewed_by: none\n"), "{name}");
            assert!(text.contains("\n  sections:\n"), "{name}");
            // A sign of danger is told by people.
            assert!(!end.contains("cy") || !text.contains("[!URGENT]"), "{name}");
        }
        names.len()
    };
    assert_eq!((translated(".cy.md"), translated(".ar.md")), (5, 1));
    let page = site.published("ar/after/index.html");
    let card = page.split("class=\"card card-urgent").nth(1).unwrap();
    let card = card.split("</div>").next().unwrap();
    assert!(
        card.contains("<span lang=\"en-GB\" dir=\"ltr\">Call the ward now"),
        "{card}"
    );
    assert!(card.contains("tel:+442079460123"), "{card}");
}
