//! The glossary page, the pages of long terms, and the words used on a page.

use crate::harness::TestSite;

/// What stands between two markers of a page.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let from = page.find(start).unwrap_or_else(|| panic!("no {start} in {page}"));
    let rest = &page[from + start.len()..];
    &rest[..rest.find(end).unwrap_or_else(|| panic!("no {end} in {rest}"))]
}

/// The JSON-LD of a page.
fn data(page: &str) -> serde_json::Value {
    let json = between(page, "<script type=\"application/ld+json\">", "</script>");
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_long_definition_has_a_page_of_its_own() {
    let site = TestSite::in_two_languages();
    site.write(
        "site-content/data/references.yaml",
        "one: {type: web, title: One, url: 'https://www.example.org/one'}\n",
    );
    let words = |count: usize| vec!["word"; count].join(" ");
    for (name, body, has_page) in [
        ("short", words(80), false),
        ("long", words(81), true),
        ("headed", "One.\n\n## Two\n\nThree.".to_owned(), true),
        ("cited", "One [@one].".to_owned(), true),
    ] {
        site.term(name, &format!("term: {name}\nreviewed: 2026-01-05"), &body);
        site.build();
        let glossary = site.published("glossary/index.html");
        let address = format!("/p/glossary/{name}/");
        let more = format!("<a href=\"{address}\">Read more about {name}</a>");
        assert_eq!(glossary.contains(&more), has_page, "{name}");
        assert!(glossary.contains(&format!("<dt id=\"{name}\">")), "{name}");
        assert_eq!(
            site.path(&format!("output/glossary/{name}/index.html")).exists(),
            has_page
        );
        let listed = format!(
            "<loc>https://www.example.org{address}</loc><lastmod>2026-01-05</lastmod>"
        );
        assert_eq!(site.published("sitemap.xml").contains(&listed), has_page, "{name}");
    }
    let cited = site.published("glossary/cited/index.html");
    assert!(cited.contains("id=\"ref_one\""), "the reference is listed: {cited}");
    assert!(
        cited.contains("<a href=\"/p/glossary/\" aria-current=\"true\">Words explained")
    );
    let glossary = site.published("glossary/index.html");
    assert!(glossary.contains("<p>One.</p>"), "without the mark of the reference");
    assert!(!glossary.contains("ref_one"), "no link to a list that is not there");
}

#[test]
fn the_page_of_a_term_has_an_address_of_its_own() {
    let site = TestSite::in_two_languages();
    site.term("long", "term: long", "One.\n\n## Two\n\nThree.");
    site.write("site-content/glossary/long/index.html", "<p>Mine.</p>");
    let ran = site.run(&["check", "--format", "json"]);
    let rules: Vec<_> =
        ran.findings().iter().map(|found| found["rule"].clone()).collect();
    assert!(rules.contains(&"duplicate-address".into()), "{rules:?}");
    site.remove("site-content/glossary/long/index.html");
    site.write(
        "site-content/a.md",
        "---\ntitle: A\nredirect_from: /glossary/long/\n---\n\nWords.\n",
    );
    let ran = site.run(&["check", "--format", "json"]);
    let rules: Vec<_> =
        ran.findings().iter().map(|found| found["rule"].clone()).collect();
    assert!(rules.contains(&"redirect-shadows-page".into()), "{rules:?}");
}

#[test]
fn an_entry_lists_the_pages_that_use_it_in_the_order_of_the_menu() {
    let site = TestSite::in_two_languages();
    site.term("graft", "term: graft", "New cells.");
    site.term("host", "term: host", "You.\n\n## More\n\nWords.");
    site.term("nobody", "term: nobody", "Nothing.");
    for number in 1..=23 {
        let name = format!("site-content/part/p{number:02}.md");
        let weight = 100 - number;
        let text = format!(
            "---\ntitle: Page {number}\nweight: {weight}\n---\n\nA graft, a host, a graft.\n"
        );
        site.write(&name, text);
    }
    site.write(
        "site-content/one.md",
        "---\ntitle: One\nstatus: draft\n---\n\nA graft.\n",
    );
    site.build();
    let glossary = site.published("glossary/index.html");
    let graft = between(&glossary, "<dt id=\"graft\">", "<dt id=");
    let folded = between(graft, "<details", "</details>");
    let more = between(folded, "Used on 23 pages:</p>", "</ul>");
    assert_eq!(more.matches("<a ").count(), 20);
    let first = "\n<ul>\n<li><a href=\"/p/part/p23/\">Page 23</a></li>";
    assert!(more.starts_with(first), "{more}");
    assert!(more.contains("<li>and 3 more</li>"), "{more}");
    let own = site.published("glossary/host/index.html");
    let more = between(&own, "Used on 23 pages:</p>", "</ul>");
    assert_eq!(more.matches("<a ").count(), 23);
    assert!(!more.contains("<li>and "));
    let nobody = between(&glossary, "<dt id=\"nobody\">", "</section>");
    assert!(!nobody.contains("Used on"));
}

#[test]
fn a_page_ends_with_the_words_that_it_explains() {
    let site = TestSite::in_two_languages();
    site.term("zoster", "term: Zoster\narticle: /about.md\nshort: A <rash>.", "Words.");
    site.term("eclat", "term: éclat\npronunciation: ay-KLAH", "A *burst*.\n\nMore.");
    site.term("fever", "term: fever", "Hot.");
    site.term("gwres.cy", "term: gwres", "Poeth.");
    site.page("about.md", "About it", "Zoster comes with a fever.");
    site.page("uses.md", "Uses", "A fever, then zoster, with éclat. And gwres.");
    site.page("plain.md", "Plain", "No word.");
    site.build();
    let uses = site.published("uses/index.html");
    let list = between(&uses, "<section class=\"words-used\"", "</section>");
    let names: Vec<&str> = list
        .split("<dt><a href=\"/p/glossary/#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(names, ["eclat", "fever", "zoster"]);
    assert!(list.contains("<dd>A <em>burst</em>.</dd>"), "{list}");
    assert!(list.contains("Say it: ay-KLAH"));
    assert!(list.contains("<dd>A &lt;rash&gt;.</dd>"));
    assert!(list.contains("<a href=\"/p/about/\">Read more about About it</a>"));
    assert!(uses.contains("assets/js/page."), "{uses}");
    let about = site.published("about/index.html");
    let list = between(&about, "<section class=\"words-used\"", "</section>");
    assert!(list.contains("#fever") && !list.contains("#zoster"), "{list}");
    let plain = site.published("plain/index.html");
    assert!(!plain.contains("words-used") && !plain.contains("/terms."));
}

#[test]
fn machines_read_the_glossary_with_or_without_an_address() {
    let site = TestSite::in_two_languages();
    site.term("gvhd",
        "term: graft-versus-host disease\nabbreviation: GVHD\naliases: [GvHD]\ncodes: [{system: local, code: X1}]",
        "Cells **attack** <em>you</em> & more.\n\n## Two\n\nThree.",
    );
    site.term(
        "b",
        "term: b\ncodes: [{system: local, code: X1}, {system: local, code: X2}]",
        "B.",
    );
    for (site_yaml, origin) in [
        ("title: T\nbase_url: https://www.example.org/p/\n", "https://www.example.org/p"),
        ("title: T\n", ""),
    ] {
        site.configure(site_yaml);
        site.build();
        let set = data(&site.published("glossary/index.html"));
        assert_eq!(set["@type"], "DefinedTermSet");
        assert_eq!(set["@id"], format!("{origin}/glossary/#term_set"));
        let [b, gvhd] = set["hasDefinedTerm"].as_array().unwrap().as_slice() else {
            panic!("two terms in {set}");
        };
        assert_eq!(gvhd["@id"], format!("{origin}/glossary/#gvhd"));
        assert_eq!(gvhd["url"], format!("{origin}/glossary/gvhd/"));
        assert_eq!(gvhd["alternateName"], serde_json::json!(["GVHD", "GvHD"]));
        assert_eq!(gvhd["description"], "Cells attack you & more.");
        assert_eq!(gvhd["termCode"], "X1");
        assert_eq!(b.get("termCode"), None, "two codes are no code");
        let mut own = data(&site.published("glossary/gvhd/index.html"));
        assert_eq!(own["@context"], "https://schema.org");
        own.as_object_mut().unwrap().remove("@context");
        assert_eq!(own, *gvhd);
    }
}

#[test]
fn each_language_has_a_glossary_and_they_know_each_other() {
    let site = TestSite::in_two_languages();
    site.term("fever", "term: fever", "Hot.");
    site.term("5-day", "term: 5-day check", "After 5 days.");
    site.term("llwnc.cy", "term: llwnc", "Y gwddf.");
    site.write("site-content/index.cy.md", "---\ntitle: Hafan\n---\n\nLlwnc.\n");
    site.build();
    let welsh = site.published("cy/glossary/index.html");
    assert!(welsh.contains("<h2 id=\"letter-ll\">Ll</h2>"), "{welsh}");
    assert!(welsh.contains("<a href=\"/p/glossary/\" hreflang=\"en\""), "{welsh}");
    let english = site.published("glossary/index.html");
    assert!(!english.contains("llwnc"));
    assert!(english.contains("Numbers and signs</a></li>\n</ol>"), "{english}");
    assert!(english.contains(
        "<link rel=\"alternate\" hreflang=\"cy\" href=\"https://www.example.org/p/cy/glossary/\">"
    ));
}
