//! What a few lines may come to, and what is refused before it costs time and memory.

use serde_json::Value;

use crate::harness::TestSite;

/// The only finding of a rule.
fn only(site: &TestSite, rule: &str) -> Value {
    let mut found = site.findings_of(rule);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

/// Seven snippets, each of which includes the next ten times.
fn multiply(site: &TestSite) {
    for number in 1..7 {
        let include = format!("![[_s/{}.md]]\n\n", number + 1);
        site.write(&format!("site-content/_s/{number}.md"), include.repeat(10));
    }
    site.write(
        "site-content/_s/7.md",
        "Words that come to a hundred letters. ".repeat(3),
    );
}

#[test]
fn snippets_that_multiply_are_refused_with_their_chain() {
    let site = TestSite::new();
    multiply(&site);
    site.page("big.md", "Big", "![[_s/1.md]]\n\n![[_s/1.md]]\n");
    site.page("small.md", "Small", "![[_s/6.md]]\n");
    let found = only(&site, "too-much-included");
    assert_eq!(
        (&found["file"], &found["line"]),
        (&"site-content/big.md".into(), &6.into())
    );
    let message = found["message"].as_str().unwrap();
    assert!(message.contains("come to 260 MB, and at most 5 MB are shown"), "{message}");
    let chain = ": `_s/1.md` 2 times, in it `_s/2.md` 10 times, in it `_s/3.md` 10 times";
    assert!(message.contains(chain), "{message}");
    let related = found["related"].as_array().unwrap();
    assert_eq!((related.len(), &related[0]["file"]), (6, &"site-content/_s/1.md".into()));
    site.remove("site-content/big.md");
    site.build();
    assert_eq!(site.published("small/index.html").matches("<p>Words that").count(), 10);
}

#[test]
fn a_glossary_entry_multiplies_no_more_than_a_page() {
    let site = TestSite::new();
    multiply(&site);
    site.term("graft", "term: graft", "![[_s/1.md]]");
    let found = only(&site, "too-much-included");
    assert_eq!(found["file"], "site-content/glossary/graft.md");
}

#[test]
fn all_pages_together_have_a_limit() {
    let site = TestSite::new();
    site.write("site-content/_s/long.md", "One line of twenty.\n".repeat(100_000));
    for number in 0..9 {
        site.page(
            &format!("{number}.md"),
            &format!("Page {number}"),
            "![[_s/long.md]]\n",
        );
    }
    assert_eq!(site.findings_of("too-much-included"), Vec::<Value>::new());
    for number in 10..30 {
        site.page(
            &format!("{number}.md"),
            &format!("Page {number}"),
            "![[_s/long.md]]\n",
        );
    }
    let found = only(&site, "too-much-included");
    let message = found["message"].as_str().unwrap();
    let start = "the includes of all pages come to 58 MB, and at most 21 MB are shown";
    assert!(message.starts_with(start), "{message}");
}

#[test]
fn a_section_of_a_large_snippet_counts_as_what_it_is() {
    let site = TestSite::new();
    let long = "One line of twenty.\n".repeat(50_000);
    site.write(
        "site-content/_s/all.md",
        format!("## Visits\n\nAt 2 pm.\n\n## Rest\n\n{long}"),
    );
    site.page("a.md", "A", &"![[_s/all.md#visits]]\n\n".repeat(20));
    site.build();
    site.page("a.md", "A", &"![[_s/all.md#rest]]\n\n".repeat(20));
    let found = only(&site, "too-much-included");
    assert!(found["message"].to_string().contains("come to 21 MB"), "{found}");
}

#[test]
fn names_that_stand_for_a_page_of_text_fill_no_disk() {
    let site = TestSite::new();
    let note = "Call us at any hour of the day. ".repeat(150);
    let contact =
        format!("ward:\n  name: Ward\n  phone: 0113 496 0000\n  note: {note}\n");
    site.write("site-content/data/contacts.yaml", contact);
    site.page("a.md", "A", &"> [!CONTACT] ward\n\n".repeat(5_000));
    let found = only(&site, "page-too-large");
    assert_eq!(found["file"], "site-content/a.md");
    assert!(found["line"].as_u64().unwrap() > 6, "{found}");
}

#[test]
fn what_stands_on_many_pages_is_short() {
    let site = TestSite::new();
    let long = "very ".repeat(3_000);
    let front_matter = format!("title: A {long} long title\ndescription: D.");
    site.article("a.md", &front_matter, "Words.\n");
    let found = only(&site, "bad-value");
    assert_eq!(
        (&found["file"], &found["line"]),
        (&"site-content/a.md".into(), &2.into())
    );
    let message = found["message"].as_str().unwrap();
    assert_eq!(message, "`title` is 15013 characters long, and at most 5000 are read");
    site.term("graft", "term: graft", &format!("A {long} long paragraph."));
    let found = only(&site, "long-explanation");
    assert_eq!(found["file"], "site-content/glossary/graft.md");
}

#[test]
fn a_template_is_measured_before_it_is_read() {
    let site = TestSite::new();
    let elif = format!("{{% if a %}}\n{}{{% endif %}}", "{% elif a %}\n".repeat(8_000));
    let large = "<p>words</p>\n".repeat(50_000);
    let tags = "{{ 1 }}\n".repeat(10_500);
    let cases: [(&str, &str, u64, &str); 3] = [
        ("elif.html", &elif, 202, "more than 200 `elif`"),
        ("large.html", &large, 1, "650 kB long"),
        ("tags.html", &tags, 10_001, "more than 10000 tags"),
    ];
    for (name, text, _, _) in cases {
        site.write(&format!("themes/default/templates/{name}"), text);
    }
    let found = site.findings_of("broken-template");
    assert_eq!(found.len(), 3, "{found:#?}");
    for ((name, _, line, words), finding) in cases.iter().zip(&found) {
        assert_eq!(finding["file"], format!("themes/default/templates/{name}"));
        assert_eq!(finding["line"], *line, "{finding}");
        assert!(finding["message"].as_str().unwrap().contains(words), "{finding}");
    }
}

#[test]
fn templates_that_double_are_refused() {
    let site = TestSite::new();
    for number in 0..40 {
        let twice = format!("{{% include 'd{}.html' %}}", number + 1).repeat(2);
        site.write(&format!("themes/default/templates/d{number}.html"), twice);
    }
    site.write("themes/default/templates/d40.html", "");
    site.write("themes/default/templates/menu.html", "{% include 'd0.html' %}");
    let found = site.findings_of("broken-template");
    assert_eq!(found[0]["file"], "themes/default/templates/d27.html");
    assert!(
        found[0]["message"].as_str().unwrap().contains("more than 10000"),
        "{found:?}"
    );
}

#[test]
fn what_a_template_renders_has_a_limit() {
    let site = TestSite::new();
    let endless = "{% for a in range(end=90000) %}{% for b in range(end=90000) %}<p>{{ b }}</p>\
                   {% endfor %}{% endfor %}";
    site.write("themes/default/templates/long.html", endless);
    let front_matter = "title: A\ndescription: D.\ntemplate: long";
    site.article("a.md", front_matter, &"Words that go on and on.\n".repeat(500));
    let found = only(&site, "broken-template");
    assert_eq!(found["file"], "themes/default/templates/long.html");
    assert!(found["message"].as_str().unwrap().contains("more than 20 MB"), "{found}");
    site.write("themes/default/templates/long.html", "{{ content }}".repeat(3_000));
    let found = only(&site, "broken-template");
    assert!(found["message"].as_str().unwrap().contains("more than 20 MB"), "{found}");
}

#[test]
fn a_report_is_short_whatever_it_quotes() {
    let site = TestSite::new();
    let long = "x".repeat(300_000);
    for (name, link) in [
        ("a", format!("[a](#{long})")),
        ("b", format!("[a]({long}.md)")),
        ("c", format!("[[{long}]]")),
        ("d", format!("[@{long}]")),
        ("e", format!("[a](http://{long}/)")),
        ("f", format!("<b onclick='{long}'>a</b>")),
        ("g", format!("> [!{long}] a\n> b")),
        ("h", format!("[^{long}]")),
        ("i", format!("![]({long}.png)")),
    ] {
        // A heading that differs in one letter is compared with what is asked for.
        let heading = format!("## {}y\n", &long[1..]);
        site.page(&format!("{name}.md"), name, &format!("{link}\n\n{heading}"));
    }
    let people = site.run(&["check"]);
    assert!(
        people.stdout.len() + people.stderr.len() < 40_000,
        "{}",
        people.stdout.len()
    );
    let programs = site.run(&["check", "--format", "json"]);
    assert!(programs.findings().len() >= 9, "{programs}");
    assert!(programs.stdout.len() < 100_000, "{}", programs.stdout.len());
    assert!(site.run(&["check", "--format", "github"]).stdout.len() < 40_000);
}

#[test]
fn threads_have_a_limit() {
    let site = TestSite::new();
    for count in ["0", "257", "100000"] {
        let ran = site.run(&["check", "--threads", count]);
        assert_eq!(ran.code, 2, "{ran}");
        assert!(ran.stderr.contains("is not in 1..=256"), "{ran}");
    }
    let mut command = site.command(&["check", "--threads", "256", "--format", "json"]);
    let known = command.output().unwrap();
    assert!(known.status.code().is_some_and(|code| code < 2));
    // The library that starts them would take any number from here.
    let mut command = site.command(&["check", "--format", "json"]);
    let asked = command.env("RAYON_NUM_THREADS", "1000000").output().unwrap();
    assert_eq!(asked.stdout, known.stdout);
    assert_eq!(asked.status.code(), known.status.code());
}
