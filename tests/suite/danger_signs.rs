//! Signs of danger and values: said once in `data/`, drawn by pages, and the same on each.

use crate::harness::{TestSite, repository};

const SIGNS: &str = "\
hard-to-breathe: {words: find it hard to breathe, degree: emergency, groups: [home]}
chest-pain: {words: have chest pain, degree: emergency, groups: [home]}
short-of-breath: {words: feel short of breath, degree: ward, worse: [hard-to-breathe]}
hot: {words: \"have a temperature {temperature}\", degree: ward}
";

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\nlanguages: [{tag: en-GB}, {tag: cy}]\n",
    );
    site.write("site-content/data/signs.yaml", SIGNS);
    site.write(
        "site-content/data/contacts.yaml",
        "ward: {name: The ward, phone: 020 7946 0123, always_open: yes, unanswered: Go to A&E.}\n\
         talk: {name: The talk line, phone: 116 123, always_open: yes}\n",
    );
    site
}

/// What stands in `main`, without line ends.
fn main_of(page: &str) -> String {
    let (_, rest) = page.split_once("<main").unwrap();
    rest.split_once("</main>").unwrap().0.replace('\n', " ")
}

fn assert_in_order(text: &str, pieces: &[&str]) {
    let mut rest = text;
    for piece in pieces {
        (_, rest) = rest.split_once(piece).unwrap_or_else(|| panic!("{piece}: {text}"));
    }
}

#[test]
fn a_page_draws_signs_and_groups_and_values() {
    let site = site();
    let body = "Words, and [[sign:chest-pain]].\n\n> [!EMERGENCY] Call 999 if you:\n> [[signs:home]]\n\n\
                > [!URGENT] Call [[contact:ward]] now if you:\n> - [[sign:short-of-breath]]\n> - [[sign:hot]]\n\n\
                Call if you are [[value:temperature]].\n";
    site.page("a.md", "A", body);
    site.page("a.cy.md", "A", body);
    site.build();
    let page = main_of(&site.published("a/index.html"));
    let unwell = "or if you feel unwell, hot, cold or shivery, even if your temperature is normal or low";
    let said = format!("at or above the number your team gave you, {unwell}");
    assert_in_order(
        &page,
        &[
            "<p class=\"urgent-line\">",
            "href=\"tel:999\"",
            "href=\"tel:02079460123\"",
            "<div class=\"card card-emergency\">",
            "Call <a class=\"phone\" href=\"tel:999\" dir=\"ltr\">999</a> if you:",
            "<ul> <li><span class=\"sign\">find it hard to breathe</span></li> \
             <li><span class=\"sign\">have chest pain</span></li> </ul>",
            "<a class=\"call\" href=\"tel:999\">",
            "<div class=\"card card-urgent\">",
            "<a class=\"phone\" href=\"tel:02079460123\" dir=\"ltr\">020 7946 0123</a> now if you:",
            "<li><span class=\"sign\">feel short of breath</span></li>",
            &format!("have a temperature {said}</span>"),
            "<a class=\"call\" href=\"tel:02079460123\">",
            "The ward",
            "Go to A&amp;E.",
            "<p>Words, and <span class=\"sign\">have chest pain</span>.</p>",
            &format!("<span class=\"value\">{said}</span>"),
        ],
    );
    assert_eq!(page.matches("card-urgent").count(), 1, "{page}");
    let page = main_of(&site.published("cy/a/index.html"));
    assert!(
        page.contains("<span class=\"sign\" lang=\"en-GB\" dir=\"auto\">have chest pain"),
        "{page}"
    );
    site.write(
        "site-content/data/values.yaml",
        "temperature: {value: 37.5C, source: x, reviewer: y, reviewed: 2026-01-01}\n",
    );
    site.run(&["build", "--force"]);
    let mentions = site.findings();
    let unknown =
        mentions.iter().filter(|found| found["rule"] == "unknown-record").count();
    assert_eq!(unknown, 2, "{mentions:#?}");
    site.write("site-content/data/values.yaml", "temperature: {value: 37.5C}\n");
    site.build();
    let page = main_of(&site.published("a/index.html"));
    let said =
        format!("at 37.5C or above, or at the number your team gave you, {unwell}");
    assert_eq!(page.matches(&said).count(), 2, "{page}");
}

#[test]
fn a_card_of_the_old_form_has_its_number_in_its_title_and_a_button() {
    let site = site();
    site.page(
        "a.md",
        "A",
        "> [!URGENT] Call the ward now if you:\n> - are ill\n>\n> [[contact:ward]]\n",
    );
    site.page("b.md", "B", "> [!URGENT] Call now if you:\n> - are ill\n");
    site.build();
    for page in ["a/index.html", "b/index.html"] {
        let page = main_of(&site.published(page));
        assert_in_order(
            &page,
            &[
                "<h2 class=\"block-title\"",
                "tel:02079460123",
                "now if you:</h2>",
                "are ill",
                "<a class=\"call\"",
            ],
        );
        assert_eq!(page.matches("tel:02079460123").count(), 2, "{page}");
        assert!(!page.contains("urgent-line"), "the title has the number: {page}");
    }
}

#[test]
fn a_theme_without_a_place_for_cards_loses_none() {
    let site = site();
    let body = "Words.\n\n> [!EMERGENCY] Call 999 if you:\n> - pass out\n";
    site.article("a.md", "title: A\ntemplate: leaflet", body);
    site.write(
        "themes/default/templates/leaflet.html",
        "<!doctype html><html lang=\"en\"><head><title>{{ page.title }}</title></head>\
         <body><main><h1>{{ page.title }}</h1>{{ content }}</main></body></html>",
    );
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\nemergency_number: \"112\"\n",
    );
    site.build();
    let page = main_of(&site.published("a/index.html"));
    assert_in_order(
        &page,
        &["<h1>A</h1>", "card-emergency", "pass out", "<p>Words.</p>"],
    );
    assert!(page.contains("tel:112"), "{page}");
}

#[test]
fn what_contradicts_the_signs_is_an_error() {
    for (signs, body, rule) in [
        ("again: {words: Have chest pain, degree: ward}\n", "", "conflicting-sign"),
        ("", "> [!URGENT] Call\n> - [[sign:chest-pain]]\n", "sign-in-other-card"),
        ("", "> [!NON-URGENT] Call\n> - Have chest pain.\n", "sign-in-other-card"),
        ("", "Tell us if you have chest pain.\n", "typed-sign"),
        ("", "> [!URGENT] Call\n> - [[sign:short-of-breath]]\n", "missing-worse-sign"),
        ("none: {words: sneeze}\n", "", "incomplete-sign"),
        ("low: {words: want to die, degree: emergency}\n", "", "incomplete-sign"),
        ("", "[[sign:chest-pian]]\n", "broken-sign"),
        ("", "[[signs:hoem]]\n", "broken-sign"),
        ("", "[[value:temperatur]]\n", "broken-sign"),
    ] {
        let site = site();
        site.write("site-content/data/signs.yaml", format!("{SIGNS}{signs}"));
        site.page("a.md", "A", &format!("Words.\n\n{body}"));
        let found = site.findings_of(rule);
        assert_eq!(found.len(), 1, "{rule}: {:#?}", site.findings());
        let severity = if rule == "typed-sign" { "warning" } else { "error" };
        assert_eq!(found[0]["severity"], severity, "{rule}");
    }
    for (signs, body) in [
        ("again: {words: have chest pain, degree: ward, places: [hospital]}\n", ""),
        (
            "low: {words: want to die, degree: emergency, contact: talk}\n",
            "> [!EMERGENCY] Call\n> - [[sign:low]]\n> - have chest pain\n",
        ),
        ("", "> [!EMERGENCY] Call\n> - [[signs:home]]\n\n[[sign:short-of-breath]]\n"),
    ] {
        let site = site();
        let signs = SIGNS.replace(
            "degree: emergency, groups",
            "degree: emergency, places: [home], groups",
        ) + signs;
        site.write("site-content/data/signs.yaml", signs);
        site.page("a.md", "A", &format!("Words.\n\n{body}"));
        let found = site.findings();
        let faults = found.iter().filter(|one| one["severity"] == "error").count();
        assert_eq!(faults, 0, "{body}: {found:#?}");
        let page = site.build();
        let _ = page;
    }
}

#[test]
fn a_crisis_line_stands_with_its_sign_and_is_not_the_ward() {
    let site = site();
    site.write(
        "site-content/data/signs.yaml",
        "low: {words: want to die, degree: emergency, contact: talk}\n",
    );
    site.page("a.md", "A", "> [!EMERGENCY] Call 999 if you:\n> - [[sign:low]]\n");
    site.build();
    let page = site.published("a/index.html");
    let sign = "<span class=\"sign\">want to die</span> (<span class=\"contact\">The talk line: \
                <a class=\"phone\" href=\"tel:116123\">116 123</a></span>)";
    assert!(page.contains(sign), "{page}");
    let line = page.split_once("<p class=\"urgent-line\">").unwrap().1;
    let line = line.split_once("</p>").unwrap().0;
    assert!(line.contains("tel:02079460123") && !line.contains("116"), "{line}");
}

#[test]
fn an_example_is_shown_on_no_page_but_of_samples() {
    let site = site();
    site.write(
        "site-content/data/values.yaml",
        "temperature: {value: 38C, example: yes}\n",
    );
    site.page("a.md", "A", "Words, [[value:temperature]].\n");
    site.article(
        "b.md",
        "title: B\nsample: true",
        "> [!URGENT] Call\n> - [[sign:hot]]\n",
    );
    let found = site.findings_of("example-value");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["file"], "site-content/a.md");
    assert_eq!(site.findings_of("incomplete-value").len(), 1);
}

#[test]
fn a_sample_page_claims_one_of_the_two() {
    let site = TestSite::copy_of(repository());
    site.build();
    let mut pages = 0;
    for (path, bytes) in site.output() {
        let page = String::from_utf8_lossy(&bytes).into_owned();
        if path.ends_with(".html") && page.contains("banner-sample") {
            pages += 1;
            assert!(!page.contains("<dt>Reviewed by</dt>"), "{path}");
            assert!(!page.contains("Last reviewed"), "{path}");
        }
    }
    assert!(pages > 50, "{pages}");
}

/// Each sign of the sample has one degree wherever it is shown, and stands once in its data.
#[test]
fn the_sample_tells_one_truth_about_danger() {
    let site = TestSite::copy_of(repository());
    site.build();
    let signs = site.run(&["check", "--format", "json"]).findings();
    let about =
        ["conflicting-sign", "sign-in-other-card", "typed-sign", "missing-worse-sign"];
    let found: Vec<_> = signs
        .iter()
        .filter(|one| about.iter().any(|rule| one["rule"] == *rule))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
    for (path, bytes) in site.output() {
        if !path.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8_lossy(&bytes).into_owned();
        for item in page.split("<div class=\"card card-urgent\">").skip(1) {
            let card = item.split("</div>\n</div>").next().unwrap();
            for words in ["hard to breathe", "chest pain", "pass out"] {
                assert!(!card.contains(words), "{path}: {words}: {card}");
            }
        }
        if page.contains("short of breath</span>") {
            assert!(page.contains("hard to breathe</span>"), "{path}");
        }
    }
}
