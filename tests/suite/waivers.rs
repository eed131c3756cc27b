//! `lint`: findings that a file waives, with a reason and perhaps an end.

use serde_json::Value;

use crate::harness::TestSite;
use crate::preview::Preview;

const LINK: &str = "[x](http://www.example.net/)\n";
const TODAY: [&str; 2] = ["--as-of", "2026-11-29"];

/// A site whose page `a.md` has an `http-link` and this front matter.
fn site(front_matter: &str) -> TestSite {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nrules: {http-link: error}\n",
    );
    site.page("index.md", "Home", "See [[A]].\n");
    let rest = "reviewed: 2026-11-01\nowner: a\nreviewers: [a]\ndescription: About it.";
    site.article("a.md", &format!("title: A\n{rest}\n{front_matter}"), LINK);
    site.write("site-content/data/people.yaml", "a: {name: Ann}\n");
    site
}

fn told(site: &TestSite) -> Vec<(String, String)> {
    let ran = site.run(&[&["check", "--format", "json"], &TODAY[..]].concat());
    let own = ran.findings().into_iter().filter(|finding| {
        finding["file"] == "site-content/a.md" && finding["rule"] != "missing-review"
    });
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    own.map(|finding| (text(&finding["rule"]), text(&finding["message"]))).collect()
}

fn rules(site: &TestSite) -> Vec<String> {
    told(site).into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn a_waived_finding_counts_for_nothing_and_is_counted() {
    let site = site("lint: {allow: [http-link], reason: 'the charity knows'}");
    assert_eq!(told(&site), []);
    let ran = site.run(&[&["check"], &TODAY[..]].concat());
    assert_eq!(ran.code, 0, "{ran}");
    let line = "waived[http-link]: site-content/a.md:10: the charity knows\n";
    assert!(ran.stdout.contains(line), "{ran}");
    assert!(ran.stdout.contains(", 1 finding waived; "), "{ran}");
    let built = site.run(&[&["build"], &TODAY[..]].concat());
    assert_eq!(built.code, 0, "{built}");
    assert!(built.stdout.contains(", 1 finding waived; "), "{built}");
    assert!(site.published("a/index.html").contains("http://www.example.net/"));
}

#[test]
fn waived_warnings_are_not_denied() {
    let site = site("lint: {allow: [L026], reason: known}");
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nrules: {missing-review: off}\n",
    );
    site.page("index.md", "Home", "See [[A]].\n");
    let ran = site.run(&[&["check", "--deny", "warnings"], &TODAY[..]].concat());
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stdout.contains(": no findings, 1 finding waived; "), "{ran}");
}

#[test]
fn only_the_file_itself_is_waived() {
    let site = site("lint: {allow: [http-link], reason: known}");
    site.page("b.md", "B", &format!("{LINK}\n![[_snippets/s.md]]\n\n[[A]]\n"));
    site.write("site-content/_snippets/s.md", LINK);
    let found = site.findings_of("http-link");
    let files: Vec<_> = found.iter().map(|found| found["file"].clone()).collect();
    assert_eq!(files, ["site-content/_snippets/s.md", "site-content/b.md"]);
}

#[test]
fn a_waiver_holds_on_its_last_day_and_not_after_it() {
    let lint = |day: &str| {
        rules(&site(&format!("lint: {{allow: [http-link], reason: r, until: {day}}}")))
    };
    assert_eq!(lint("2026-11-29"), [""; 0]);
    assert_eq!(lint("2026-11-28"), ["expired-waiver", "http-link"]);
    let nothing = "lint: {allow: [tracked-link], reason: r, until: 2026-11-28}";
    assert_eq!(rules(&site(nothing)), ["unused-waiver", "http-link"]);
}

#[test]
fn what_is_wrong_with_a_waiver_is_told_and_waives_nothing() {
    for (lint, rule, words) in [
        ("{allow: [http-link]}", "bad-value", "a rule is waived without a reason"),
        ("{allow: [http-link], reason: ' '}", "bad-value", "without a reason"),
        ("{reason: r}", "bad-value", "`lint` names no rule"),
        ("{allow: [http-lnik], reason: r}", "bad-value", "there is no rule `http-lnik`"),
        ("{allow: [http-link], reason: r, until: soon}", "bad-date", "`soon`"),
        ("[http-link]", "wrong-type", "`lint` takes"),
        ("{allow: [duplicate-address], reason: r}", "bad-value", "cannot be waived"),
        ("{allow: [bad-value], reason: r}", "bad-value", "cannot be waived"),
        ("{allow: [unused-waiver], reason: r}", "bad-value", "cannot be waived"),
        ("{allow: [tracked-link], reason: r}", "unused-waiver", "no such finding"),
    ] {
        let site = site(&format!("lint: {lint}"));
        let told = told(&site);
        let is_told =
            |(own, message): &(String, String)| own == rule && message.contains(words);
        assert!(told.iter().any(is_told), "{lint}: {told:?}");
        assert!(told.iter().any(|(rule, _)| rule == "http-link"), "{lint}: {told:?}");
    }
    let near = site("lint: {allow: [http-lnik], reason: r}").findings_of("bad-value");
    assert_eq!(near[0]["help"], "did you mean `http-link`?");
}

#[test]
fn the_site_weighs_what_is_told_of_waivers() {
    let site = site("lint: {allow: [tracked-link], reason: r}");
    let rules = "rules: {unused-waiver: off, http-link: off}";
    site.configure(format!("title: T\nbase_url: https://www.example.org/\n{rules}\n"));
    assert_eq!(told(&site), []);
}

#[test]
fn each_waiver_of_a_list_has_its_own_reason_and_terms_have_them_too() {
    let site = site(
        "lint:\n  - {allow: [http-link], reason: one}\n  - {allow: [unused-term], reason: two}",
    );
    site.term("x", "term: xylem\nlint: {allow: [unused-term], reason: soon}", "Wood.");
    let ran = site.run(&[&["check"], &TODAY[..]].concat());
    assert!(ran.stdout.contains("waived[http-link]: site-content/a.md:12: one"), "{ran}");
    assert!(
        ran.stdout.contains("waived[unused-term]: site-content/glossary/x.md:2: soon")
    );
    assert_eq!(rules(&site), ["unused-waiver"]);
    assert!(ran.stdout.contains(", 2 findings waived; "), "{ran}");
}

#[test]
fn a_firm_rule_stands_whatever_the_page_says() {
    let site = site("lint: {allow: [duplicate-address], reason: r}\nslug: b");
    site.page("b.md", "B", "[[A]]\n");
    let ran = site.run(&[&["build"], &TODAY[..]].concat());
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("error[duplicate-address]"), "{ran}");
}

#[test]
fn the_preview_shows_what_is_waived_and_why() {
    let site = site("lint: {allow: [http-link], reason: 'known <b>', until: 2026-12-31}");
    let preview = Preview::of(&site, &TODAY);
    let state = preview.get("/__engraft/state?path=%2Fa%2F").text();
    let state: Value = serde_json::from_str(&state).unwrap();
    assert_eq!(state["errors"], serde_json::json!([]));
    let waived = &state["panel"]["waived"][0];
    assert_eq!(waived["rule"], "http-link");
    assert_eq!(waived["reason"], "known <b>");
    assert_eq!(waived["until"], "2026-12-31");
    let dashboard = preview.get("/__engraft/").text();
    assert!(dashboard.contains("<h2>Waived findings</h2>"), "{dashboard}");
    assert!(dashboard.contains("known &lt;b&gt;</bdi>, until 2026-12-31"), "{dashboard}");
}
