//! `robots`: what search engines are told of a page, and what readers see all the same.

use crate::harness::TestSite;

const CODE: &str = "codes: [{system: snomed-ct, code: \"234646005\"}]";

fn site(robots: &str) -> TestSite {
    let site = TestSite::new();
    site.configure("title: T\nbase_url: https://www.example.org/p/\n");
    site.page("index.md", "Home", "See [[Hidden]].\n");
    let front_matter =
        format!("title: Hidden\nupdated: 2026-02-03\ntags: [Food]\n{CODE}\n{robots}");
    site.article("hidden.md", &front_matter, "Words and [[Home]].\n");
    site.article("open.md", "title: Open\ntags: [Food]\nrelated: [Hidden]", "Words.\n");
    site
}

const META: &str = "<meta name=\"robots\" content=\"";

/// What the head of the page tells search engines.
fn told(site: &TestSite) -> String {
    let page = site.published("hidden/index.html");
    let head = page.split("</head>").next().unwrap();
    let told = head.split_once(META).map_or("", |(_, rest)| rest);
    told.split('"').next().unwrap().to_owned()
}

#[test]
fn a_page_that_is_not_to_be_indexed_is_announced_nowhere_and_found_by_readers() {
    let site = site("robots: {index: false}");
    site.build();
    assert_eq!(told(&site), "noindex");
    for file in ["sitemap.xml", "feed.xml"] {
        assert!(!site.published(file).contains("/hidden/"), "{file}");
    }
    assert!(site.published("sitemap.xml").contains("/open/"));
    for file in [
        "index.html",
        "open/index.html",
        "a-to-z/index.html",
        "tags/food/index.html",
        "infobutton.json",
    ] {
        assert!(site.published(file).contains("/p/hidden/"), "{file}");
    }
    let page = site.published("hidden/index.html");
    assert!(page.contains("application/ld+json"), "{page}");
    assert!(
        !site.published("robots.txt").contains("hidden"),
        "a closed page cannot be read"
    );
}

#[test]
fn the_words_of_the_protocol_are_known() {
    for (robots, told_to) in [
        ("robots: noindex", "noindex"),
        ("robots: NOINDEX, nofollow", "noindex, nofollow"),
        ("robots: [noindex, nofollow]", "noindex, nofollow"),
        ("robots: none", "noindex, nofollow"),
        ("robots: {follow: no}", "nofollow"),
        ("robots: all", ""),
        ("robots: index, follow", ""),
        ("robots: {}", ""),
        ("title_two: x", ""),
        // Another program's key: reported, and believed.
        ("noindex: true", "noindex"),
        ("noindex: false", ""),
    ] {
        let site = site(robots);
        site.build();
        assert_eq!(told(&site), told_to, "{robots}");
        let is_listed = site.published("sitemap.xml").contains("/hidden/");
        assert_eq!(is_listed, !told_to.contains("noindex"), "{robots}");
    }
    let found = site("noindex: true").findings_of("unknown-key");
    assert_eq!(found[0]["help"], "write `robots: {index: false}`");
}

#[test]
fn a_word_that_is_none_is_an_error_with_the_nearest() {
    for (robots, help) in [
        ("robots: no-index", "did you mean `robots: noindex`?"),
        ("robots: [noindex, nofolow]", "did you mean `robots: nofollow`?"),
        (
            "robots: xyz",
            "write `robots: {index: false}` to keep the page from search engines",
        ),
    ] {
        let found = site(robots).findings_of("bad-value");
        assert_eq!(found[0]["help"], help, "{robots}");
    }
}

#[test]
fn a_theme_that_does_not_pass_it_on_is_told() {
    let bare = "<html><head><title>x</title></head><body>{{ content }}</body></html>\n";
    let found = |robots: &str| {
        let site = site(&format!("template: bare\n{robots}"));
        site.write("themes/default/templates/bare.html", bare);
        site.findings_of("broken-template")
    };
    assert_eq!(found("robots: all"), Vec::<serde_json::Value>::new());
    let told = found("robots: {index: false}");
    let message = told[0]["message"].as_str().unwrap();
    assert!(message.contains("`bare` leaves out"), "{message}");
    assert!(message.contains("`noindex` of `Hidden`"), "{message}");
}

#[test]
fn drafts_and_withdrawn_pages_are_not_indexed_whatever_they_say() {
    let site = site("status: withdrawn\nrobots: all");
    site.build();
    assert_eq!(told(&site), "noindex");
    assert!(site.published("404.html").contains(META));
}
