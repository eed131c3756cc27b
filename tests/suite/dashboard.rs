//! The dashboard of the preview, and the writer's panel: what they say is what the other
//! commands say.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::harness::{TestSite, repository};
use crate::preview::{Preview, ward as site};

/// The titles in the table of pages.
fn titles(page: &str) -> Vec<String> {
    let table = page.split("<h2 id=\"terms\">").next().unwrap();
    let rows = table.split("<th scope=\"row\" dir=\"auto\">").skip(1);
    rows.map(|row| {
        let cell = row.split("</th>").next().unwrap();
        let words = cell.split_once('>').map_or(cell, |(_, words)| words);
        words.trim_end_matches("</a>").replace("&#39;", "'")
    })
    .collect()
}

/// What a page is told.
fn state(preview: &Preview, path: &str) -> Value {
    let path = path.replace('/', "%2F");
    let answer = preview.get(&format!("/__engraft/state?path={path}"));
    serde_json::from_slice(&answer.body).unwrap()
}

/// What a command lists as JSON, one object to a line.
fn listed(site: &TestSite, arguments: &[&str]) -> Vec<Value> {
    let ran = site.run(&[arguments, &["--format", "json"]].concat());
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_page_stands_there_with_its_state() {
    let site = site();
    site.write(
        "site-content/after/old.md",
        "---\ntitle: Old & due <b>\nreview_due: 2020-01-01\nstatus: draft\n---\n[[Nowhere]]\n",
    );
    site.write("site-content/glossary/graft.md", "---\nterm: chimerism\n---\nA mix.\n");
    let preview = Preview::of(&site, &["--drafts"]);
    assert_eq!(preview.get("/__engraft").field("location"), Some("/__engraft/"));
    let page = preview.get("/__engraft/?sort=-due");
    assert_eq!(page.field("content-type"), Some("text/html; charset=utf-8"));
    let text = page.text();
    for part in [
        "<a href=\"/after/old/\">Old &amp; due &lt;b&gt;</a>",
        "<td>draft</td><td>2020-01-01, overdue</td>",
        "chimerism",
        "no page",
        "Broken links",
        "no article, term or alias is called <code>Nowhere</code>",
        "site-content/after/old.md, line 6",
        "aria-sort=\"descending\"",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert!(!text.contains("Old & due"), "{text}");
}

#[test]
fn a_finding_names_every_place_that_belongs_to_it() {
    let site = site();
    site.page("after/twin.md", "Graft", "The same title.\n");
    let preview = Preview::of(&site, &[]);
    let state = state(&preview, "/");
    let error = &state["errors"][0];
    assert_eq!(error["rule"], "duplicate-name");
    let mut files =
        [&error["place"], &error["others"][0][1]].map(|one| one["file"].to_string());
    files.sort();
    let expected = ["\"site-content/after/gvhd.md\"", "\"site-content/after/twin.md\""];
    assert_eq!(files, expected);
    let text = preview.get("/__engraft/").text();
    for file in ["gvhd", "twin"] {
        let place = format!(">site-content/after/{file}.md, line 2</a>");
        assert!(text.contains(&place), "{text}");
    }
}

#[test]
fn what_is_chosen_is_what_the_lists_say() {
    let site = TestSite::copy_of(repository());
    // The menu of the site leaves the folder out, and it has no page of its own.
    site.page("loose/alone.md", "Nobody comes here", "Words.\n");
    let preview = Preview::of(&site, &[]);
    let chosen = |query: &str| -> BTreeSet<String> {
        titles(&preview.get(&format!("/__engraft/?{query}")).text()).into_iter().collect()
    };
    let titles = |arguments: &[&str]| -> BTreeSet<String> {
        let rows = listed(&site, arguments);
        rows.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(chosen("show=all"), titles(&["list", "pages"]));
    assert_eq!(chosen("show=orphans"), titles(&["list", "orphans"]));
    assert!(chosen("show=orphans").contains("Nobody comes here"));
    let told = listed(&site, &["check", "--only", "orphan-article"]);
    assert_eq!(chosen("show=orphans").len(), told.len());
    assert_eq!(chosen("show=unpublished"), titles(&["list", "drafts"]));
    let overdue: Vec<Value> = listed(&site, &["check", "--only", "overdue-review"]);
    assert_eq!(chosen("show=overdue").len(), overdue.len());
    for (title, finding) in chosen("show=overdue").iter().zip(overdue) {
        assert!(finding["message"].as_str().unwrap().contains(title), "{finding}");
    }
}

#[test]
fn the_panel_of_a_page_has_the_findings_of_the_check() {
    let site = TestSite::copy_of(repository());
    site.page("team/bad.md", "Bad", "See [[Nowhere]] and XYZ of the NHS.\n");
    let preview = Preview::of(&site, &[]);
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in listed(&site, &["check"]) {
        let file = finding["file"].as_str().unwrap().to_owned();
        let rule = finding["rule"].as_str().unwrap().to_owned();
        expected.entry(file).or_default().push(rule);
    }
    assert!(expected.contains_key("site-content/team/bad.md"));
    let bad = state(&preview, "/patients/team/bad/");
    assert_eq!(bad["panel"]["notes"]["unexplained"].to_string(), "[\"XYZ\"]");
    for (file, mut rules) in expected {
        let path = file.trim_start_matches("site-content").trim_end_matches(".md");
        let state = state(&preview, &format!("/patients{path}/"));
        let panel = &state["panel"];
        assert_eq!(panel["notes"]["file"], file);
        let found = panel["findings"].as_array().unwrap().iter();
        let mut found: Vec<&str> =
            found.map(|one| one["rule"].as_str().unwrap()).collect();
        found.sort_unstable();
        rules.sort_unstable();
        assert_eq!(found, rules, "{file}");
    }
}

#[test]
fn every_page_has_a_panel() {
    let site = site();
    let definition = "A mix.\n\n## More\n\nSee [Graft](../after/gvhd.md).";
    site.term("chimerism", "term: chimerism\nreview_due: 2020-01-01", definition);
    site.page("after/mixed.md", "Mixed", "It is chimerism.\n");
    let preview = Preview::of(&site, &[]);
    let whole = state(&preview, "/glossary/");
    assert_eq!(whole["panel"]["notes"], Value::Null);
    let rules = |state: &Value| state["panel"]["findings"].to_string();
    assert!(rules(&whole).contains("overdue-review"), "{whole}");
    let entry = state(&preview, "/glossary/chimerism/");
    assert!(rules(&entry).contains("overdue-review"), "{entry}");
    let notes = &entry["panel"]["notes"];
    assert_eq!(notes["file"], "site-content/glossary/chimerism.md");
    assert_eq!(notes["review"]["is_overdue"], true);
    assert_eq!(notes["links_in"][0]["title"], "Mixed");
    assert_eq!(notes["links_out"][0]["title"], "Graft");
    let missing = state(&preview, "/nowhere/");
    assert_eq!(missing["panel"]["findings"].as_array().unwrap().len(), 0);
}

#[test]
fn many_pages_are_shown_in_parts() {
    let site = site();
    for number in 0..600 {
        let body = if number % 2 == 0 { "A chimerism.\n" } else { "Words.\n" };
        site.page(&format!("s/p{number:04}.md"), &format!("Page {number:04}"), body);
    }
    site.term("chimerism", "term: chimerism", "A mix.");
    let preview = Preview::of(&site, &[]);
    let first = preview.get("/__engraft/").text();
    assert_eq!(titles(&first).len(), 500);
    assert!(first.contains("1 to 500 of 602 pages"), "{first}");
    let link = |page: &str, words: &str| {
        let before = page.split(&format!("\">{words}</a>")).next().unwrap();
        let (_, href) = before.rsplit_once("href=\"?").unwrap();
        href.trim_end_matches("#pages").replace("&amp;", "&")
    };
    let last = preview.get(&format!("/__engraft/?{}", link(&first, "Next pages")));
    let last = titles(&last.text());
    assert_eq!((last.len(), &*last[101]), (102, "Page 0599"));
    let using = link(&first, "300 pages");
    let using = preview.get(&format!("/__engraft/?{using}")).text();
    assert!(using.contains("Pages that use “<bdi>chimerism</bdi>”"), "{using}");
    let lost = preview.get("/__engraft/?uses=glossary%2Flost.md").text();
    assert_eq!(titles(&lost).len(), 500);
    let even = titles(&using);
    assert_eq!((even.len(), &*even[1]), (300, "Page 0002"));
}
