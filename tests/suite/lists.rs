//! `engraft list`: what there is, and what leads where.

use serde_json::{Value, json};

use crate::harness::{Ran, TestSite, engraft, repository};

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nnavigation: {menu: [team]}\n",
    );
    site.page("index.md", "Home", "See [[Mouth]] and [us](https://other.example/a).\n");
    site.article(
        "care/mouth.md",
        "title: Mouth\nredirect_from: [/old/, '/old-care/#mouth']\nrelated: [Home]",
        "## Signs\n\n[[#Signs]] ![[../_snippets/call.md]] [again](https://other.example/a)\n",
    );
    site.article("care/alone.md", "title: Alone", "[x](mouth.md#signs)\n");
    site.article("new.md", "title: New\nstatus: in-review", "Text.\n");
    site.article("soon.md", "title: Soon\npublish_on: 2099-01-01", "Text.\n");
    site.article("past.md", "title: Past\nexpires_on: 2020-01-01", "Text.\n");
    site.article("gone.md", "title: Gone\nstatus: withdrawn", "Text.\n");
    site.write("site-content/_snippets/call.md", "Call [[Home]].\n");
    site.write("site-content/_snippets/unused.md", "Nobody.\n");
    site
}

fn rows(site: &TestSite, arguments: &[&str]) -> Vec<Value> {
    let ran = site.run(&[&["list"], arguments, &["--format", "json"]].concat());
    assert_eq!(ran.code, 0, "{ran}");
    assert_eq!(
        ran.stdout.lines().count(),
        ran.findings().len(),
        "one object a line:\n{ran}"
    );
    ran.findings()
}

#[test]
fn pages_are_listed_with_what_readers_see_of_them() {
    let site = site();
    let pages = rows(&site, &["pages"]);
    let seen: Vec<(&str, &str, &str)> = pages
        .iter()
        .map(|page| {
            let text = |key: &str| page[key].as_str().unwrap();
            (text("title"), text("address"), text("visibility"))
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("Alone", "/care/alone/", "published"),
            ("Mouth", "/care/mouth/", "published"),
            ("Gone", "/gone/", "withdrawn"),
            ("Home", "/", "published"),
            ("New", "/new/", "draft"),
            ("Past", "/past/", "expired"),
            ("Soon", "/soon/", "future"),
        ]
    );
    assert_eq!(pages[3]["file"], "site-content/index.md");
    assert_eq!(
        (&pages[3]["language"], &pages[3]["status"]),
        (&json!("en"), &json!("published"))
    );
    assert_eq!(pages[3]["words"], 5);
    let why: Vec<Value> =
        rows(&site, &["drafts"]).iter().map(|row| row["why"].clone()).collect();
    let expected =
        ["withdrawn", "in review", "expired on 2020-01-01", "published on 2099-01-01"];
    assert_eq!(why, expected);
}

#[test]
fn links_are_listed_with_their_places() {
    let site = site();
    let to_mouth = rows(&site, &["backlinks", "care/mouth"]);
    let place = |row: &Value| {
        format!("{}:{}:{}", row["file"].as_str().unwrap(), row["line"], row["column"])
    };
    let places: Vec<String> = to_mouth.iter().map(place).collect();
    assert_eq!(places, ["site-content/care/alone.md:5:5", "site-content/index.md:6:7"]);
    let to_home: Vec<String> =
        rows(&site, &["backlinks", "index.md"]).iter().map(place).collect();
    assert_eq!(
        to_home,
        ["site-content/_snippets/call.md:1:8", "site-content/care/mouth.md:4:11"]
    );
    assert_eq!(rows(&site, &["backlinks"]).len(), 5, "the snippet is linked as well");
    let ran = site.run(&["list", "backlinks", "care/tooth"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("care/mouth.md"), "{ran}");

    let links = rows(&site, &["links"]);
    let ends: Vec<Value> = links.iter().map(|row| row["to"].clone()).collect();
    assert_eq!(
        ends,
        [
            "/",
            "/care/mouth/#signs",
            "/",
            "#signs",
            "site-content/_snippets/call.md",
            "/care/mouth/",
        ]
    );
    let external = rows(&site, &["links", "--external"]);
    assert_eq!(
        external,
        [json!({
            "address": "https://other.example/a",
            "places": ["site-content/care/mouth.md:9:46", "site-content/index.md:6:24"],
        })]
    );
    let snippets = rows(&site, &["snippets"]);
    assert_eq!(snippets[0]["places"], json!(["site-content/care/mouth.md:9:15"]));
    assert_eq!(snippets[1]["places"], json!([]));
}

#[test]
fn old_addresses_and_orphans_are_listed() {
    let site = site();
    let redirects = rows(&site, &["redirects"]);
    let told: Vec<(Value, Value, Value)> = redirects
        .iter()
        .map(|row| (row["from"].clone(), row["fragment"].clone(), row["to"].clone()))
        .collect();
    let to = || json!("/care/mouth/");
    assert_eq!(
        told,
        [
            (json!("/old/"), Value::Null, to()),
            (json!("/old-care/"), json!("mouth"), to())
        ]
    );
    let orphans: Vec<Value> =
        rows(&site, &["orphans"]).iter().map(|row| row["title"].clone()).collect();
    assert_eq!(orphans, ["Alone"]);
}

#[test]
fn people_read_lists_in_eighty_columns() {
    for list in
        ["pages", "drafts", "orphans", "backlinks", "redirects", "links", "snippets"]
    {
        let ran = engraft().arg("-C").arg(repository()).args(["list", list]).output();
        let ran = Ran::new(ran.unwrap());
        assert_eq!(ran.code, 0, "{ran}");
        let long: Vec<&str> =
            ran.stdout.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(long.is_empty(), "{list}: {long:#?}");
        assert!(!ran.stdout.contains(env!("CARGO_MANIFEST_DIR")), "{list}");
    }
}
