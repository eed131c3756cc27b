//! The search of a site: which pages stand in its index, and where.

use std::collections::BTreeSet;

use crate::harness::TestSite;
use crate::preview::Preview;

/// A site of pages of every kind, and one term.
fn site() -> TestSite {
    let site = TestSite::new();
    site.page("index.md", "Home", "Welcome.\n");
    site.article(
        "fever.md",
        "title: Fever\naliases: [a high temperature]\n",
        "Call us.\n",
    );
    site.article("hidden.md", "title: Hidden\nsearch: false\n", "Quokka.\n");
    site.article("kept.md", "title: Kept\nrobots: {index: false}\n", "Quokka.\n");
    site.article("draft.md", "title: Draft\nstatus: draft\n", "Quokka.\n");
    site.article("gone.md", "title: Gone\nstatus: withdrawn\n", "Quokka.\n");
    site.article("old.md", "title: Old\nexpires_on: 2020-01-01\n", "Quokka.\n");
    site.article("rota.md", "title: Rota\naudience: [staff]\n", "Wombat.\n");
    site.term("graft", "term: graft\navoid: [transplanted thing]\n", "New cells.\n");
    site
}

/// The titles in the names of an index.
fn titles(site: &TestSite, folder: &str) -> Vec<String> {
    let names: serde_json::Value =
        serde_json::from_str(&site.published(&format!("{folder}names.json"))).unwrap();
    let entries = names["entries"].as_array().unwrap().iter();
    entries.map(|entry| entry[1].as_str().unwrap().to_owned()).collect()
}

/// Every word of an index, as the text of its files.
fn texts(site: &TestSite, folder: &str) -> String {
    let directory: serde_json::Value =
        serde_json::from_str(&site.published(&format!("{folder}words.json"))).unwrap();
    let files = directory["files"].as_array().unwrap().iter();
    let read = |file: &serde_json::Value| {
        site.published(&format!("{folder}{}.json", file[1].as_str().unwrap()))
    };
    files.map(read).collect()
}

#[test]
fn what_readers_do_not_see_stands_in_no_index() {
    let site = site();
    site.build();
    assert_eq!(titles(&site, "search/"), ["Fever", "Home", "graft"]);
    assert_eq!(titles(&site, "search/staff/"), ["Rota", "graft"]);
    let (words, staff) = (texts(&site, "search/"), texts(&site, "search/staff/"));
    assert!(words.contains("\"fever\\t") && staff.contains("\"wombat\\t"), "{words}");
    assert!(!words.contains("quokka") && !words.contains("wombat"), "{words}");
    assert!(!staff.contains("quokka") && !staff.contains("welcom"), "{staff}");
    let names = site.published("search/names.json");
    assert!(names.contains("a high temperature"), "{names}");
    assert!(names.contains("transplanted thing"), "{names}");
}

#[test]
fn each_page_has_the_box_of_its_readers_and_without_script_a_link() {
    let site = site();
    site.build();
    let page = site.published("fever/index.html");
    assert!(page.contains("role=\"search\" action=\"/patients/search/\""), "{page}");
    assert!(
        page.contains("<a class=\"search-link\" href=\"/patients/a-to-z/\""),
        "{page}"
    );
    let rota = site.published("rota/index.html");
    assert!(rota.contains("action=\"/patients/search/staff/\""), "{rota}");
    let search = site.published("search/index.html");
    assert_eq!(search.matches("role=\"search\"").count(), 1, "{search}");
    assert!(search.contains("noindex"), "{search}");
}

#[test]
fn a_site_that_wants_no_search_has_no_trace_of_it() {
    let site = site();
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nsearch: {enabled: false}\n",
    );
    site.build();
    let output = site.output();
    let is_trace = |path: &&String| {
        path.starts_with("search/")
            || ["search.", "find.", "box.", "results."]
                .iter()
                .any(|name| path.contains(name))
    };
    assert_eq!(output.keys().filter(is_trace).count(), 0);
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        assert!(!page.contains("role=\"search\"") && !page.contains("box."), "{path}");
    }
}

#[test]
fn the_page_of_the_search_can_be_linked_to_and_is_nobody_elses() {
    let site = site();
    site.page("to.md", "To", "[Search](/search/).\n");
    site.build();
    site.page("search.md", "Search", "Mine.\n");
    assert_eq!(site.findings_of("duplicate-address").len(), 1);
}

#[test]
fn words_of_readers_lead_to_pages_that_the_search_finds() {
    let site = site();
    let yaml = "same:\n  - hot, burning\n  - alone\npages:\n  - {words: \"shivers, chills\", \
                page: fever.md}\n  - {words: x, page: hidden.md}\n  - {words: yy}\n";
    site.write("site-content/data/search.yaml", yaml);
    let lines = |rule: &str| -> Vec<u64> {
        let found = site.findings_of(rule);
        found.iter().map(|finding| finding["line"].as_u64().unwrap()).collect()
    };
    assert_eq!(lines("unsearched-page"), [6]);
    assert_eq!(lines("bad-value"), [3, 7]);
    site.write("site-content/data/search.yaml", "same: [\"hot, burning\"]\n");
    site.build();
    assert!(site.published("search/names.json").contains("[\"hot\",\"burning\"]"));
}

#[test]
fn an_edit_changes_the_files_of_its_own_words() {
    let site = TestSite::new();
    site.page("index.md", "Home", "Welcome.\n");
    let many = |letter: char| -> String {
        let words: Vec<String> =
            (0..1_500).map(|number| format!("{letter}{number} ")).collect();
        words.concat()
    };
    for letter in ['a', 'k', 'z'] {
        site.page(&format!("{letter}.md"), &letter.to_string(), &many(letter));
    }
    site.build();
    let before = site.output();
    site.page("z.md", "z", &format!("{}and a zebra\n", many('z')));
    site.build();
    let after = site.output();
    let is_word = |path: &&String| path.starts_with("search/") && path.ends_with(".json");
    let new: BTreeSet<&String> =
        after.keys().filter(is_word).filter(|path| !before.contains_key(*path)).collect();
    assert!(before.keys().filter(is_word).count() > 6);
    assert!((1..=3).contains(&new.len()), "{new:?}");
    assert_eq!(before["search/names.json"], after["search/names.json"]);
}

#[test]
fn the_files_of_the_index_are_no_addresses_to_keep() {
    let site = site();
    assert_eq!(site.run(&["addresses", "write"]).code, 0);
    let kept = std::fs::read_to_string(site.path("site-content/data/addresses.txt"));
    let kept = kept.unwrap();
    assert!(kept.contains("/search/\n") && !kept.contains(".json"), "{kept}");
}

#[test]
fn a_page_that_is_taken_down_is_taken_out_of_the_index() {
    let site = site();
    site.build();
    assert!(texts(&site, "search/").contains("\"fever\\t"));
    site.article("fever.md", "title: Fever\nstatus: withdrawn", "Call us.\n");
    site.page("broken.md", "Broken", "[[nobody]]\n");
    site.run(&["build", "--withdraw-only"]);
    assert!(!titles(&site, "search/").contains(&"Fever".to_owned()));
    assert!(!texts(&site, "search/").contains("\"fever\\t"));
}

#[test]
fn a_preview_knows_names_at_once_and_words_when_somebody_searches() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let file = |name: &str| preview.get(&format!("{}search/{name}.json", preview.home));
    assert!(file("names").text().contains("Fever"));
    let words = || -> String {
        let directory: serde_json::Value =
            serde_json::from_str(&file("words").text()).unwrap();
        let files = directory["files"].as_array().unwrap().iter();
        files.map(|it| file(it[1].as_str().unwrap()).text()).collect()
    };
    assert!(words().contains("\"fever\\t"));
    site.article("fever.md", "title: Chills\n", "A zebra calls.\n");
    preview.shows(&format!("{}search/names.json", preview.home), "Chills");
    assert!(words().contains("\"zebra\\t"));
}

#[test]
fn each_language_has_an_index_of_its_own() {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nlanguages: [en-GB, cy, ar, zh-Hans]\n",
    );
    site.page(
        "index.zh-hans.md",
        "\u{533b}\u{9662}",
        "\u{6b22}\u{8fce}\u{6765}\u{5230}\n",
    );
    site.page("index.md", "Home", "Welcome to the ward.\n");
    site.page("index.cy.md", "Hafan", "Croeso i'r ward.\n");
    site.page(
        "index.ar.md",
        "\u{645}\u{633}\u{62a}\u{634}\u{641}\u{649}",
        "\u{645}\u{64f}\u{633}\u{652}\u{62a}\n",
    );
    site.run(&["build"]);
    for (folder, own, others) in [
        ("search/", "\"ward\\t", "croeso"),
        ("cy/search/", "\"hafan\\t", "welcome"),
        ("ar/search/", "\u{645}\u{633}\u{62a}\\t", "ward"),
        ("zh-hans/search/", "\u{6b22}\u{8fce}\\t", "welcome"),
    ] {
        let words = texts(&site, folder);
        assert!(words.contains(own) && !words.contains(others), "{folder}: {words}");
    }
}

/// The signs of the site below as its names say them.
fn expected_signs(language: &serde_json::Value) -> serde_json::Value {
    let said = "have a fever at or above the number your team gave you, or if you feel unwell, \
                hot, cold or shivery, even if your temperature is normal or low";
    serde_json::json!([
        ["crisis", "116 123", "tel:116123", "want to die", language, [], ["want to die"]],
        [
            "urgent",
            "020 7946 0123",
            "tel:02079460123",
            said,
            language,
            [2],
            ["have a fever", "burn"]
        ],
        [
            "emergency",
            "999",
            "tel:999",
            "have chest pain",
            language,
            [],
            ["have chest pain"]
        ],
    ])
}

#[test]
fn signs_of_danger_are_found_with_whom_to_call() {
    let site = site();
    site.configure(
        "base_url: https://www.example.org/\nlanguages: [en-GB, cy]\nemergency_number: 999\n",
    );
    site.page("index.cy.md", "Hafan", "Croeso.\n");
    site.write(
        "site-content/data/contacts.yaml",
        "line: {name: Line, phone: 116 123, always_open: true}\n\
         ward: {name: Ward, phone: 020 7946 0123, always_open: true}\n",
    );
    site.write(
        "site-content/data/signs.yaml",
        "pain: {words: have chest pain, degree: emergency}\n\
         hot: {words: \"have a fever {temperature}\", also: [burn], degree: ward, worse: [pain]}\n\
         die: {words: want to die, degree: emergency, contact: line}\n",
    );
    site.run(&["build"]);
    let signs = |folder: &str| -> serde_json::Value {
        let names: serde_json::Value =
            serde_json::from_str(&site.published(&format!("{folder}names.json")))
                .unwrap();
        names["signs"].clone()
    };
    assert_eq!(signs("search/"), expected_signs(&serde_json::Value::Null));
    assert_eq!(signs("search/staff/"), expected_signs(&serde_json::Value::Null));
    assert_eq!(signs("cy/search/"), expected_signs(&"en-GB".into()));
    // Nobody to call for it: nothing is said.
    site.write("site-content/data/contacts.yaml", "line: {name: Line, phone: 116 123}\n");
    site.run(&["build"]);
    let kinds: Vec<String> = signs("search/")
        .as_array()
        .unwrap()
        .iter()
        .map(|sign| sign[0].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["crisis", "emergency"]);
}

#[test]
fn what_the_box_says_stands_in_the_index_and_on_no_page() {
    let site = site();
    site.build();
    let names: serde_json::Value =
        serde_json::from_str(&site.published("search/names.json")).unwrap();
    assert_eq!(names["words"]["all"], "See all results for \u{201c}{words}\u{201d}");
    assert_eq!(names["words"]["one"], "1 result");
    assert!(!site.published("fever/index.html").contains("See all results"));
}

#[test]
fn readers_who_are_not_listed_search_their_own_pages() {
    let site = site();
    let listed = |flag: &str| {
        site.configure(format!(
            "base_url: https://www.example.org/\n\
             audiences: {{staff: {{listed: {flag}}}, board: {{label: Board, listed: no}}}}\n"
        ));
    };
    listed("no");
    site.article("plan.md", "title: Plan\naudience: [board]\n", "Wallaby.\n");
    site.article(
        "kept-rota.md",
        "title: Kept rota\naudience: [staff]\nrobots: {index: false}\n",
        "Wallaby.\n",
    );
    site.build();
    assert_eq!(titles(&site, "search/"), ["Fever", "Home", "graft"]);
    assert_eq!(titles(&site, "search/staff/"), ["Rota", "graft"]);
    let rota = site.published("rota/index.html");
    assert!(rota.contains("noindex") && rota.contains("/search/staff/"), "{rota}");
    assert!(!site.published("plan/index.html").contains("/search/staff/"));
    // Where there is nothing else to find, nobody else is led there.
    let site = TestSite::new();
    site.article("index.md", "title: Home\nsearch: false\n", "Welcome.\n");
    site.article("rota.md", "title: Rota\naudience: [staff]\n", "Wombat.\n");
    site.configure(
        "base_url: https://www.example.org/\naudiences: {staff: {listed: no}}\n",
    );
    site.build();
    assert!(site.published("rota/index.html").contains("/search/staff/"));
    assert!(!site.published("index.html").contains("/search/"));
    site.configure(
        "base_url: https://www.example.org/\naudiences: {staff: {listed: yes}}\n",
    );
    site.build();
    assert!(site.published("index.html").contains("/search/staff/"));
}

#[test]
fn titles_and_words_of_any_kind_are_data_and_never_markup() {
    let site = TestSite::new();
    site.page("index.md", "Home", "Welcome.\n");
    let long = "long ".repeat(40);
    let titles_of_any_kind = [
        "<img src=x onerror=alert(1)>",
        "</script><b>x</b>",
        "\"quoted\" & 'single'",
        "{words} and {count} and $& and $1",
        "__proto__",
        "constructor",
        "toString",
        "\u{645}\u{633}\u{62a}\u{634}\u{641}\u{649}",
        "\u{1f600} smile",
        "a\\b",
        long.trim(),
    ];
    for (number, title) in titles_of_any_kind.iter().enumerate() {
        let quoted = serde_json::to_string(title).unwrap();
        let front_matter = format!("title: {quoted}\naliases: [{quoted}]\n");
        site.article(&format!("p{number}.md"), &front_matter, "Words.\n");
    }
    site.run(&["build"]);
    let found = titles(&site, "search/");
    for title in titles_of_any_kind {
        assert!(found.iter().any(|own| own == title), "{title}: {found:?}");
    }
    assert!(!texts(&site, "search/").is_empty());
}
