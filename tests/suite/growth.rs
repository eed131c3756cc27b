//! What grows with its input: what a page, a report or a finding holds stays bounded,
//! however many there are of a kind. How the work grows is measured by `benches/growth.rs`.

use crate::harness::TestSite;

/// `line` for each number below `n`, one after the other.
fn each(n: usize, line: impl FnMut(usize) -> String) -> String {
    (0..n).map(line).collect()
}

#[test]
fn a_name_that_many_pages_claim_is_told_with_a_few_of_them() {
    let site = TestSite::new();
    for k in 0..80 {
        site.page(&format!("p{k:02}.md"), "Same", "See [[Same]].\n");
    }
    let ambiguous = site.findings_of("ambiguous-cross-link");
    assert_eq!(ambiguous.len(), 80);
    for finding in &ambiguous {
        let message = finding["message"].as_str().unwrap();
        assert_eq!(message, "`Same` could mean 50 or more things");
        let help = finding["help"].as_str().unwrap();
        assert_eq!(help.matches("[[/p").count(), 5, "{help}");
        assert!(help.ends_with(", or the path of another"), "{help}");
        assert!(finding.to_string().len() < 2000, "{finding}");
    }
    assert_eq!(site.findings_of("duplicate-name").len(), 79);
}

#[test]
fn a_name_of_three_pages_is_told_with_all_of_them() {
    let site = TestSite::new();
    for name in ["a", "b", "c"] {
        site.page(&format!("{name}.md"), "Same", "Words.\n");
    }
    site.page("index.md", "Home", "See [[Same]].\n");
    let [finding] = &site.findings_of("ambiguous-cross-link")[..] else { panic!() };
    assert_eq!(finding["message"], "`Same` could mean 3 things");
    let help = finding["help"].as_str().unwrap();
    assert_eq!(
        help,
        "write one of `[[/a.md|Same]]` or `[[/b.md|Same]]` or `[[/c.md|Same]]`"
    );
}

#[test]
fn a_paragraph_of_many_links_gives_each_page_a_sentence_that_can_be_read() {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/\ntheme_options: {backlinks: yes}\n",
    );
    for k in 0..120 {
        site.page(&format!("p{k}.md"), &format!("Page number {k}"), "Words.\n");
    }
    let links =
        each(120, |k| format!("some words before [[Page number {k}]] and after\n"));
    site.page("index.md", "Home", &links);
    site.build();
    for k in 0..120 {
        let page = site.published(&format!("p{k}/index.html"));
        let (_, quoted) = page.split_once("some words before").unwrap();
        let sentence = quoted.split_once('<').unwrap().0;
        assert!(sentence.contains(&format!("Page number {k}")), "{sentence}");
        assert!(sentence.chars().count() < 220, "{sentence}");
    }
}

#[test]
fn many_footnotes_keep_their_numbers_and_their_ways_back() {
    let site = TestSite::new();
    let notes = each(400, |k| format!("[^n{k}]: note {k}[^n{}]\n\n", (k + 1) % 400));
    let marks = each(200, |k| format!("word[^n{}] ", 2 * k));
    site.page("index.md", "Home", &format!("{marks}\n\n{notes}"));
    site.build();
    let page = site.published("index.html");
    assert_eq!(page.matches("<li id=\"fn_").count(), 400);
    // The text mentions every other one, and each note the next.
    assert_eq!(page.matches("class=\"footnote-back\"").count(), 600);
    let [first, last] = ["fn_1", "fn_200"].map(|id| {
        let (_, note) = page.split_once(&format!("<li id=\"{id}\">")).unwrap();
        note.split_once("<sup").unwrap().0.to_owned()
    });
    assert_eq!([first.as_str(), last.as_str()], ["<p>note 0", "<p>note 398"]);
    assert!(page.contains("<li id=\"fn_201\"><p>note 1<"), "{page}");
}

#[test]
fn many_sources_are_numbered_in_the_order_of_their_citation() {
    let site = TestSite::new();
    let records = each(300, |k| format!("r{k}:\n  title: Title {k}\n"));
    site.write("site-content/data/references.yaml", records);
    let text = each(300, |k| format!("Known [@r{}] and [@r0].\n\n", 299 - k));
    site.page("index.md", "Home", &text);
    site.build();
    let page = site.published("index.html");
    assert!(
        page.contains("<a href=\"#ref_r299\" aria-label=\"Reference 1\">1</a>"),
        "{page}"
    );
    assert_eq!(page.matches("href=\"#ref_r0\" aria-label=\"Reference 2\"").count(), 301);
    assert!(page.contains("href=\"#ref_r1\" aria-label=\"Reference 300\""));
}

#[test]
fn the_headings_of_one_snippet_are_told_apart_however_often_it_is_included() {
    let site = TestSite::new();
    site.write("site-content/_snippets/s.md", "## Part\n\nWords.\n");
    let body = format!("## Part 2\n\n{}", "![[_snippets/s.md]]\n\n".repeat(300));
    site.page("index.md", "Home", &body);
    site.build();
    let page = site.published("index.html");
    for number in (1..301).filter(|&number| number != 2) {
        assert_eq!(page.matches(&format!("id=\"part-{number}\"")).count(), 1, "{number}");
    }
    assert_eq!(page.matches("id=\"part\"").count(), 1);
    assert_eq!(page.matches("id=\"part-2\"").count(), 1);
}

#[test]
fn only_so_many_wrong_links_are_searched_for() {
    let site = TestSite::new();
    site.write("site-content/_snippets/right.md", "Words.\n");
    site.write("site-content/data/people.yaml", "somebody:\n  name: Some Body\n");
    let wrong = each(300, |k| format!("![[_snippets/rihgt{k}.md]]\n\n"));
    site.page("index.md", "Home", &wrong);
    for k in 0..250 {
        let front_matter = format!("title: Page {k}\nowner: sombody{k}");
        site.article(&format!("f/p{k}.md"), &front_matter, "Words.\n");
    }
    let searched = |rule: &str| {
        let findings = site.findings_of(rule).into_iter();
        let helps = findings.map(|finding| finding["help"].as_str().unwrap().to_owned());
        let (searched, others): (Vec<String>, Vec<String>) =
            helps.partition(|help| help.starts_with("did you mean"));
        (searched.len(), others.len())
    };
    assert_eq!(searched("broken-snippet"), (200, 100));
    assert_eq!(searched("unknown-record"), (200, 50));
}

#[test]
fn a_circle_is_told_by_its_first_pages_and_entries() {
    let site = TestSite::new();
    for k in 0..40 {
        let next = (k + 1) % 40;
        let front_matter = format!("term: word {k:02}\nbroader: [word {next:02}]");
        site.term(&format!("t{k:02}"), &front_matter, "What it means, in a few words.");
        let old = format!("title: Page {k}\nredirect_from: [/p{next:02}/]");
        site.article(&format!("p{k:02}.md"), &old, "Words.\n");
    }
    let [broader] = &site.findings_of("circular-see-also")[..] else { panic!() };
    let message = broader["message"].as_str().unwrap();
    assert_eq!(message.matches("`word ").count(), 9, "{message}");
    assert!(message.contains("`word 07`, then 32 more, then `word 00`"), "{message}");
    let circles = site.findings_of("redirect-loop");
    assert!(!circles.is_empty());
    assert!(circles.iter().all(|finding| finding.to_string().len() < 3000));
}

#[test]
fn places_in_a_line_of_a_thousand_findings_are_counted_right() {
    let site = TestSite::new();
    let line = each(1000, |k| format!("é[a](http://example.org/{k:03}) "));
    site.page("index.md", "Home", &line);
    let findings = site.findings_of("http-link");
    assert_eq!(findings.len(), 1000);
    let width = "é[a](http://example.org/000) ".chars().count();
    for (k, finding) in findings.iter().enumerate() {
        assert_eq!(finding["line"], 6, "{finding}");
        assert_eq!(finding["column"], k * width + 6, "{finding}");
    }
}

#[test]
fn every_heading_of_many_can_be_linked_by_words_and_by_anchor() {
    let site = TestSite::new();
    site.page("p.md", "Page", &each(500, |k| format!("## Heading {k}\n\n")));
    let links = each(500, |k| format!("[[Page#Heading {k}]] [a](p.md#heading-{k})\n\n"));
    site.page("index.md", "Home", &links);
    site.build();
    let page = site.published("index.html");
    for k in 0..500 {
        let href = format!("href=\"/patients/p/#heading-{k}\"");
        assert_eq!(page.matches(&href).count(), 2, "{k}");
    }
}

/// Signs and words that a page may hold over and over, in one line or as a paste goes wrong.
const OVER_AND_OVER: &[&str] = &[
    "x",
    "a.",
    "TBC ",
    "[[",
    "](",
    "[",
    "(",
    "{",
    "<",
    "<<",
    "@",
    "a@",
    "1.",
    "`",
    "*",
    "**",
    "_",
    "~",
    "~~",
    "~a~ ",
    "%%a%% ",
    "^",
    "^[",
    "(^1)",
    "==",
    "$a",
    "\\~",
    ":a",
    "AB ab ",
    "&amp;",
    "![",
    "[a](b",
    "[a]]",
    "{.a} ",
    "www.",
    "http://a.b/)",
    "**a* ",
    "{{",
    "\u{ab}",
    "*|",
];

#[test]
fn what_stands_over_and_over_is_read_once() {
    let site = TestSite::new();
    site.term("gvhd", "term: GVHD", "A disease of the graft.");
    for (k, words) in OVER_AND_OVER.iter().enumerate() {
        let text = words.repeat(40_000 / words.len());
        site.page(
            &format!("p{k}.md"),
            &format!("Page {k}"),
            &format!("{text}\n\n## {text}\n"),
        );
    }
    // Work that grows with the square of it would not end; what is told is bounded too.
    let found = site.findings();
    assert!(found.len() < 400 * OVER_AND_OVER.len(), "{}", found.len());
}
