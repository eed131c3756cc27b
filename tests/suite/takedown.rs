//! What must go goes: whatever day it is, and whatever else is wrong.

use crate::harness::TestSite;

/// A page that ends on a day, one that falls due on the same, and links to both.
fn site() -> TestSite {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\n\
         rules: {overdue-review: error, link-to-expired: error, link-to-withdrawn: error, \
         missing-consent: error, expired-waiver: error}\n",
    );
    site.article(
        "trial.md",
        "title: The trial\ndescription: A trial.\nexpires_on: 2026-07-01",
        "Come and join.\n",
    );
    site.article(
        "due.md",
        "title: Due\ndescription: Due.\nreviewed: 2024-06-30\nreview_due: 2026-06-30\n\
         related: [trial.md]",
        "See [[The trial]] and [it](trial.md).\n",
    );
    site
}

fn build(site: &TestSite, day: &str, more: &[&str]) -> crate::harness::Ran {
    site.run(&[&["build", "--as-of", day], more].concat())
}

#[test]
fn a_day_that_brings_findings_takes_down_what_ends_on_it() {
    let site = site();
    assert_eq!(build(&site, "2026-06-30", &[]).code, 0);
    assert!(site.path("output/trial/index.html").exists());
    let ran = build(&site, "2026-07-01", &[]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("overdue-review"), "{ran}");
    assert!(ran.stdout.contains("link-to-expired"), "{ran}");
    assert!(!site.path("output/trial/index.html").exists(), "{ran}");
    assert!(site.published("due/index.html").contains("See The trial"));
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert!(said.contains("published all the same"), "{ran}");
}

#[test]
fn a_waiver_that_ends_keeps_nothing_up() {
    let site = site();
    site.article(
        "old.md",
        "title: Old\ndescription: Old.\nlint: {allow: [http-link], reason: known, until: 2026-06-30}",
        "[x](http://example.org/)\n",
    );
    let rules =
        "title: T\nbase_url: https://www.example.org/p/\nrules: {http-link: error}\n";
    site.configure(rules);
    assert_eq!(build(&site, "2026-06-30", &[]).code, 0);
    let ran = build(&site, "2026-07-01", &[]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(!site.path("output/trial/index.html").exists(), "{ran}");
}

#[test]
fn a_page_that_is_withdrawn_goes_though_others_link_to_it() {
    let site = site();
    assert_eq!(build(&site, "2026-06-30", &[]).code, 0);
    site.article("trial.md", "title: The trial\nstatus: withdrawn", "Come and join.\n");
    let ran = build(&site, "2026-06-30", &[]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(!site.published("trial/index.html").contains("join"));
}

#[test]
fn any_other_error_publishes_nothing_and_says_so() {
    let site = site();
    assert_eq!(build(&site, "2026-06-30", &[]).code, 0);
    let before = site.output();
    site.page("broken.md", "Broken", "[[nobody]]\n");
    assert_eq!(build(&site, "2026-07-01", &[]).code, 1);
    assert_eq!(site.output(), before);
}

#[test]
fn what_must_go_can_be_taken_down_alone() {
    let site = site();
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\noutput: {precompress: yes}\n",
    );
    site.page("stays.md", "Stays", "As it was.\n");
    site.article("offered.md", "title: Offered\ndescription: Offered.", "A treatment.\n");
    site.write("site-content/leaflet.pdf", "%PDF");
    assert_eq!(build(&site, "2026-06-30", &[]).code, 0);
    let before = site.output();

    site.page("stays.md", "Stays", "Changed, and [[nobody]].\n");
    site.article("offered.md", "title: Offered\nstatus: withdrawn", "A treatment.\n");
    site.article("new.md", "title: New\ndescription: New.", "New.\n");
    site.remove("site-content/leaflet.pdf");
    let ran = build(&site, "2026-07-01", &["--withdraw-only"]);
    assert_eq!(ran.code, 1, "{ran}");
    let after = site.output();
    for gone in
        ["trial/index.html", "trial/index.html.gz", "leaflet.pdf", "new/index.html"]
    {
        assert!(!after.contains_key(gone), "{gone}: {ran}");
    }
    let notice = site.published("offered/index.html");
    assert!(
        notice.contains("page-withdrawn") && !notice.contains("A treatment"),
        "{notice}"
    );
    assert_ne!(after["offered/index.html.br"], before["offered/index.html.br"]);
    assert_eq!(after["stays/index.html"], before["stays/index.html"]);
    assert_eq!(after["index.html"], before["index.html"]);
    for (path, _) in after.iter().filter(|(path, _)| !before.contains_key(*path)) {
        assert!(path.starts_with("assets/") || path.starts_with("search/"), "{path}");
    }
    let said = format!("{}{}", ran.stdout, ran.stderr);
    for address in ["/trial/", "/offered/", "/leaflet.pdf"] {
        assert!(said.contains(&format!("{address} is taken down")), "{ran}");
    }
    // The next build without an error brings the rest.
    site.page("stays.md", "Stays", "Changed.\n");
    assert_eq!(build(&site, "2026-07-01", &[]).code, 0);
    assert!(site.path("output/new/index.html").exists());
}

#[test]
fn without_a_site_there_is_nothing_to_take_down() {
    let ran = build(&site(), "2026-07-01", &["--withdraw-only"]);
    assert_eq!(ran.code, 2, "{ran}");
}

#[test]
fn no_copy_of_a_page_stays_where_it_was_withdrawn() {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\nformats: [large-print, text]\n",
    );
    site.article(
        "way/index.md",
        "title: The way\ndescription: All.\ntype: guide",
        "Go.\n",
    );
    site.page("way/one.md", "One", "Take 500 mg of zorb.\n");
    site.page("way/two.md", "Two", "Rest.\n");
    site.build();
    let holds = |words: &str| {
        let output = site.output().into_iter();
        let pages = output.filter(|(path, _)| path.ends_with(".html"));
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(words);
        let found = pages.filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path);
        found.collect::<Vec<String>>()
    };
    let copies = [
        "way/one/index.html",
        "way/one/large-print/index.html",
        "way/one/text/index.html",
        "way/whole-guide/index.html",
    ];
    assert_eq!(holds("zorb"), copies);
    let withdrawn = "title: One\ndescription: About zorb.\nstatus: withdrawn";
    site.article("way/one.md", withdrawn, "Take 500 mg of zorb.\n");
    let ran = site.run(&["build", "--withdraw-only"]);
    assert!(ran.stdout.contains("/way/one/text/ is taken down"), "{ran}");
    assert_eq!(holds("zorb"), [""; 0]);
    assert!(site.published("way/one/index.html").contains("withdrawn"));
    assert!(site.path("output/way/two/text/index.html").is_file());
    site.build();
    assert_eq!(holds("zorb"), [""; 0]);
}
