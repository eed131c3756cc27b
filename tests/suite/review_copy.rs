//! `engraft build --review`: a copy of the site for clinicians who install nothing.

use std::fs;

use crate::harness::{TestSite, files_below};

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://e.org/\nreview: {roles: {all: {needs: [clinical]}}}\n",
    );
    site.write(
        "site-content/data/people.yaml",
        "ward: {name: Ward 4, team: yes}\nann: {name: Ann Example, roles: [clinical]}\n",
    );
    let front = "description: It.\nowner: ward";
    site.article(
        "fever.md",
        &format!("title: Fever\n{front}"),
        "Call at 38 °C. Do not wait.\n",
    );
    site.article("same.md", &format!("title: Same\n{front}"), "Rest.\n");
    site
}

fn text(site: &TestSite, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}

#[test]
fn a_copy_marks_what_changed_and_says_what_waits_for_whom() {
    let before = site();
    let site = site();
    let sign =
        ["review", "sign", "fever.md", "--reviewer", "ann", "--date", "2026-02-01"];
    assert_eq!(site.run(&sign).code, 0);
    let front = "description: It.\nowner: ward";
    site.article(
        "fever.md",
        &format!("title: Fever\n{front}"),
        "Call at 39 °C. Do wait. See [[Nothing like this]].\n",
    );
    let draft = format!("title: Draft\n{front}\nstatus: draft\nreview_due: 2026-01-31");
    site.article("draft.md", &draft, "To come.\n");
    let later = format!("title: Later\n{front}\npublish_on: 2999-01-01");
    site.article("later.md", &later, "To come.\n");
    let since = before.path("site-content");
    let since = since.to_str().unwrap();
    let made = ["build", "--review", "--since", since, "--as-of", "2026-11-29"];
    let ran = site.run(&made);
    assert_eq!(ran.code, 1, "the error fails the run, and is shown in the copy: {ran}");
    assert!(ran.stdout.contains("It is not public: put output-review behind"), "{ran}");
    assert!(!site.path("output").exists(), "{ran}");

    let page = text(&site, "output-review/fever/index.html");
    for part in [
        "Call at <del>38</del> <ins>39</ins> °C.",
        "Do <del>not</del> wait.",
        "<strong>Not public.</strong> A copy of 2026-11-29",
        "<li>changed since <code>ann</code> (clinical) on 2026-02-01 signed it</li>",
        "<summary>Changed: 3</summary>",
        "<summary>Signed: 1</summary>",
        "no article, term or alias is called <code>Nothing like this</code>",
        "<title>Not public: Fever",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    let draft = text(&site, "output-review/draft/index.html");
    assert!(draft.contains("Readers do not get this page: it is a draft."), "{draft}");
    assert!(draft.contains("its review was due on 2026-01-31"), "{draft}");
    let later = text(&site, "output-review/later/index.html");
    assert!(later.contains("it is to be published on 2999-01-01."), "{later}");
    let same = text(&site, "output-review/same/index.html");
    assert!(same.contains("<p>Rest.</p>"), "{same}");
    assert!(same.contains("not signed: clinical"), "{same}");

    let start = text(&site, "output-review/review-copy/index.html");
    let mut at = 0;
    for part in [
        "<h1>Not public: T, for review</h1>",
        "<h3><bdi>Ann Example</bdi></h3>",
        "<a href=\"/fever/\"><bdi lang=\"en\">Fever</bdi></a>: changed since you signed it",
        "<a href=\"/same/\"><bdi lang=\"en\">Same</bdi></a>: to be signed (clinical)",
        "<h3><bdi>Ward 4</bdi></h3>",
        ": a draft; its review was due on 2026-01-31",
        "What changed since",
        "<bdi lang=\"en\">Draft</bdi></a>: new; no reader gets it, it is a draft",
        "<bdi lang=\"en\">Fever</bdi></a>: 3 sentences",
    ] {
        let found = start[at..].find(part);
        at += found.unwrap_or_else(|| panic!("{part} in\n{start}"));
    }
}

#[test]
fn every_page_of_a_copy_is_kept_from_search_engines() {
    let site = site();
    let ran = site.run(&["build", "--review"]);
    assert_eq!(ran.code, 0, "{ran}");
    let files = files_below(&site.path("output-review"));
    let pages: Vec<_> =
        files.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    assert!(pages.len() > 4, "{}", pages.len());
    for (path, bytes) in pages {
        let page = String::from_utf8_lossy(bytes);
        let robots = "<meta name=\"robots\" content=\"noindex, nofollow\">";
        assert_eq!(page.matches(robots).count(), 1, "{path}");
        assert_eq!(page.matches("name=\"robots\"").count(), 1, "{path}");
        assert!(page.contains("ot public"), "{path}");
    }
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert!(!names.contains(&"sitemap.xml"), "{names:?}");
    let robots = text(&site, "output-review/robots.txt");
    assert_eq!(robots, "User-agent: *\nDisallow: /\n");
    let again = site.run(&["build", "--review"]);
    assert!(again.stdout.contains("0 files written"), "{again}");
}

#[test]
fn a_copy_never_takes_the_place_of_the_site_nor_the_site_that_of_a_copy() {
    let site = site();
    assert_eq!(site.run(&["build"]).code, 0);
    let into_site = site.run(&["build", "--review", "--output", "output"]);
    assert_eq!(into_site.code, 2, "{into_site}");
    assert!(into_site.stderr.contains("this folder holds the site"), "{into_site}");
    assert_eq!(site.run(&["build", "--review"]).code, 0);
    let into_copy = site.run(&["build", "--output", "output-review"]);
    assert_eq!(into_copy.code, 2, "{into_copy}");
    assert!(into_copy.stderr.contains("a copy for reviewers"), "{into_copy}");
    assert!(!text(&site, "output/fever/index.html").contains("Not public"));
    for flags in [&["--since", "x"][..], &["--review", "--override", "x"]] {
        let ran = site.run(&[&["build"], flags].concat());
        assert_eq!(ran.code, 2, "{ran}");
    }
}
