//! Links wherever they stand, who is told of them, and what happens when a page changes
//! its name or its address.

use std::fs;

use serde_json::Value;

use crate::harness::{TestSite, files_below, repository};

fn text<'v>(finding: &'v Value, key: &str) -> &'v str {
    finding[key].as_str().unwrap_or_default()
}

fn main_of(page: &str) -> &str {
    page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap()
}

/// The backlinks of a page: each page that links, and its sentence.
fn backlinks(site: &TestSite, page: &str) -> Vec<String> {
    let page = site.published(page);
    let list = page.split("<section class=\"backlinks\">").nth(1).unwrap_or_default();
    let list = list.split("</section>").next().unwrap_or_default();
    let items = list.split("<li>").skip(1).map(|item| {
        let item = item.split("</li>").next().unwrap();
        let (link, sentence) = item.split_once("</a><p>").unwrap();
        let title = link.rsplit('>').next().unwrap();
        format!("{title}: {}", sentence.strip_suffix("</p>").unwrap())
    });
    items.collect()
}

#[test]
fn a_link_works_wherever_it_stands() {
    let site = TestSite::new();
    site.page("care/target.md", "Target", "Words.\n");
    let link = "<a href=\"/patients/care/target/\">Target</a>";
    let own = "<a href=\"/patients/care/target/\">own <em>words</em></a>";
    let own_plain = "<a href=\"/patients/care/target/\">own words</a>";
    let places = [
        ("paragraph", "[[Target]] and [own *words*](target.md)", &[link, own][..]),
        ("item", "- [[Target]]\n- [[Target|own *words*]]", &[link, own]),
        (
            "cell",
            "| a | b |\n|---|---|\n| [[Target]] | [[Target\\|own *words*]] |",
            &[link, own],
        ),
        (
            "head",
            "| [[Target]] | [own *words*](target.md) |\n|---|---|\n| a | b |",
            &[link, own],
        ),
        ("caption", "| a |\n|---|\n| b |\n\nTable: See [[Target]].", &[link]),
        ("heading", "## See [[Target]]\n\n### [own *words*](target.md)", &[link, own]),
        ("quotation", "> [[Target]]\n>\n> [own\n> words][t]\n\n[t]: target.md", &[link]),
        ("block", "> [!NOTE]\n> [[Target]] and [[Target|own *words*]]", &[link, own]),
        ("title", "> [!NOTE] See [[Target]]\n> Words.", &[link]),
        ("footnote", "Words.[^1]\n\n[^1]: See [[Target]].", &[link]),
        ("definition", "A term\n: See [[Target]].", &[link]),
        ("emphasis", "**[[Target]]** and *[own words](target.md)*", &[link, own_plain]),
        ("reference", "[own *words*][t]\n\n[t]: /care/target.md", &[own]),
        ("html", "<div>\n<a href=\"target.md\">own <em>words</em></a>\n</div>", &[own]),
        ("tag", "See <a href='/care/target.md'>own *words*</a>.", &[own]),
        ("snippet", "![[_snippets/see.md]]", &[link, own]),
    ];
    site.write(
        "site-content/_snippets/see.md",
        "[[Target]] and [own *words*](../care/target.md)\n",
    );
    let definition = "A word. See [[Target]] and [own *words*](/care/target.md).";
    site.term("entry", "term: entry", definition);
    for (name, markdown, _) in places {
        site.page(&format!("care/{name}.md"), &format!("In a {name}"), markdown);
    }
    site.build();
    for (name, _, expected) in places {
        let page = site.published(&format!("care/{name}/index.html"));
        for link in expected {
            assert!(main_of(&page).contains(link), "{name}: {}", main_of(&page));
        }
    }
    let glossary = site.published("glossary/index.html");
    assert!(glossary.contains(link) && glossary.contains(own), "{glossary}");
    let target = site.published("care/target/index.html");
    for (name, ..) in places {
        assert!(target.contains(&format!(">In a {name}</a>")), "{name} is a backlink");
    }
}

#[test]
fn a_page_knows_who_links_to_it_and_in_which_sentence() {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\nnavigation: {order: [second, first]}\n\
         theme_options: {backlinks: yes}\n",
    );
    site.page("first/index.md", "First", "Words.\n");
    site.page("second/index.md", "Second", "Words.\n");
    site.page("bare/one.md", "One", "One. Ask Dr. Lee about [[Target]] today. Three.\n");
    site.page("first/target.md", "Target", "See [[Target]], or [the others](/bare/).\n");
    site.page("first/early.md", "Early", "- See [[Target]]\n- and [[Target]] again.\n");
    site.page(
        "second/late.md",
        "Late",
        "A <a href=\"/first/target.md\">tag</a> & *more*.\n",
    );
    site.article("second/draft.md", "title: Hidden\nstatus: draft", "[[Target]]\n");
    site.build();
    assert_eq!(
        backlinks(&site, "first/target/index.html"),
        [
            "Late: A tag &amp; more.",
            "Early: See Target",
            "One: Ask Dr. Lee about Target today."
        ]
    );
    assert_eq!(
        backlinks(&site, "bare/index.html"),
        ["Target: See Target, or the others."]
    );
    assert!(backlinks(&site, "second/late/index.html").is_empty());
}

#[test]
fn the_page_of_a_term_knows_who_links_to_it_and_in_which_sentence() {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/patients/\n\
         theme_options: {backlinks: yes}\n",
    );
    site.term("graft", "term: graft", "Cells. A [[graft]] takes.\n\n## Signs\n\nMore.");
    site.term("marrow", "term: marrow", "It makes blood. A [[graft]] goes there.");
    site.page("one.md", "One", "One. See [[graft#signs]] soon. Not [[graft]] now.\n");
    site.page("two.md", "Two", "A graft is marked. Your [own](glossary/graft.md).\n");
    site.page("three.md", "Three", "A graft is only named.\n");
    site.build();
    assert_eq!(
        backlinks(&site, "glossary/graft/index.html"),
        ["One: See Signs soon.", "Two: Your own.", "marrow: A graft goes there."]
    );
    let page = site.published("one/index.html");
    let heading = "<a href=\"/patients/glossary/graft/#signs\">Signs</a>";
    assert!(page.contains(heading), "{page}");
    let glossary = site.published("glossary/index.html");
    assert!(!glossary.contains("See Signs soon"), "its row names the pages alone");
}

#[test]
fn a_broken_name_is_shown_once_with_its_places() {
    let site = TestSite::new();
    for number in 0..40 {
        let body = "See [[Nowhere]].\n\nSee [it](gone.md) and ![it](gone.png).\n";
        site.page(&format!("care/{number}.md"), &format!("Page {number}"), body);
    }
    let ran = site.run(&["check"]);
    for what in ["`Nowhere`", "`gone.md`", "`gone.png`"] {
        assert_eq!(ran.stdout.matches(what).count(), 1, "{what}: {}", ran.stdout);
    }
    assert_eq!(ran.stdout.matches("the same in 39 more places:").count(), 3);
}

#[test]
fn renaming_a_title_reports_every_link_that_it_breaks() {
    // The new titles share no word with the old ones.
    for (file, new) in [
        ("after/going-home.md", "Leaving hospital"),
        ("donors/donors-and-matching.md", "Finding somebody"),
        ("types/compare.md", "Which is which"),
    ] {
        let site = TestSite::copy_of(repository());
        let path = format!("site-content/{file}");
        let source = fs::read_to_string(site.path(&path)).unwrap();
        let line = source.lines().find(|line| line.starts_with("title: ")).unwrap();
        let old = line.trim_start_matches("title: ").trim_matches(['"', '\'']).to_owned();
        let renamed = source.replacen(line, &format!("title: {new}"), 1);
        site.page(
            "why-rename.md",
            "A page that links",
            &format!(
                "See [[{old}]] and\n[[{old}|it]].\n\n| a |\n|---|\n| [[{old}\\|cell]] |\n"
            ),
        );
        let before = site.findings_of("broken-cross-link");
        assert_eq!(before, Vec::<Value>::new());
        site.write(&path, renamed);
        let found = site.findings_of("broken-cross-link");
        let of_title =
            |finding: &&Value| text(finding, "message").contains(&format!("`{old}`"));
        let broken: Vec<(String, u64, u64)> = found
            .iter()
            .filter(of_title)
            .map(|finding| {
                assert!(
                    text(finding, "help").contains(&format!("`[[{new}]]`")),
                    "{finding}"
                );
                let number = |key: &str| finding[key].as_u64().unwrap();
                (text(finding, "file").to_owned(), number("line"), number("column"))
            })
            .collect();
        assert_eq!(broken, places_of(&site, &old), "{file}");
        assert!(broken.len() >= 3, "{file}");
    }
}

/// Every `[[name` in the articles and entries of a site: file, line and column of the name.
fn places_of(site: &TestSite, name: &str) -> Vec<(String, u64, u64)> {
    let mut places = Vec::new();
    for (path, bytes) in files_below(&site.path("site-content")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for (line, number) in text.lines().zip(1..) {
            for (at, found) in line.match_indices(&format!("[[{name}")) {
                if matches!(
                    line[at + found.len()..].chars().next(),
                    Some(']' | '|' | '#' | '\\')
                ) {
                    let column = line[..at].chars().count() as u64 + 3;
                    places.push((format!("site-content/{path}"), number, column));
                }
            }
        }
    }
    places
}

#[test]
fn old_addresses_and_old_parts_lead_on() {
    let site = TestSite::new();
    let mouth = "title: Mouth\nredirect_from: [/old/care/]";
    site.article("care/mouth.md", mouth, "Words.\n");
    let teeth = "title: Teeth\nredirect_from: [care/mouth.md#brushing, /old/care/#teeth, /split/#a]";
    site.article("care/teeth.md", teeth, "## Brushing\n");
    let lips = "title: Lips\nredirect_from: ['/split/#Dry lips']";
    site.article("care/lips.md", lips, "Words.\n");
    site.build();
    let old = site.published("old/care/index.html");
    assert!(old.contains("content=\"0; url=/patients/care/mouth/\""), "{old}");
    assert!(old.contains("<a href=\"/patients/care/mouth/\" data-moved-page>Mouth</a>"));
    assert!(
        old.contains("<li id=\"teeth\" data-moved><a href=\"/patients/care/teeth/\">")
    );
    let still = site.published("care/mouth/index.html");
    let part =
        "<li id=\"brushing\" data-moved><a href=\"/patients/care/teeth/#brushing\">";
    assert!(still.contains(part) && still.contains("/assets/js/moved."), "{still}");
    let split = site.published("split/index.html");
    assert!(!split.contains("http-equiv"), "nobody took the place of all of it: {split}");
    assert!(split.contains("<li id=\"dry-lips\" data-moved>"), "{split}");
    assert!(!site.published("care/lips/index.html").contains("moved."));
}

#[test]
fn addresses_that_cannot_lead_on_are_told_with_every_line() {
    let cases = [
        ("redirect_from: [/a/]", "", "redirect-loop", "take this line out"),
        ("redirect_from: ['/a/#gone']", "", "redirect-loop", "write `{#gone}`"),
        (
            "redirect_from: [/b/]",
            "redirect_from: [/a/]",
            "redirect-loop",
            "one of these lines",
        ),
        ("superseded_by: B", "superseded_by: A", "redirect-loop", "one of these lines"),
        ("superseded_by: A", "", "redirect-loop", "one of these lines"),
        ("redirect_from: [/b/]", "", "redirect-shadows-page", "move the page"),
        (
            "redirect_from: ['/b/#signs']",
            "",
            "redirect-shadows-page",
            "the heading there",
        ),
        ("redirect_from: [/glossary/]", "", "redirect-shadows-page", "take the line out"),
        (
            "redirect_from: [/x/]",
            "redirect_from: [/x/]",
            "duplicate-address",
            "one of the two",
        ),
        (
            "redirect_from: ['/x/#y']",
            "redirect_from: ['/x/#y']",
            "duplicate-address",
            "one of the two",
        ),
        (
            "redirect_from: ['https://example.org/']",
            "",
            "bad-redirect",
            "without the host",
        ),
        ("slug: b", "", "duplicate-address", "rename"),
    ];
    for (a, b, rule, help) in cases {
        let site = TestSite::new();
        site.term("word", "term: word", "What it means.");
        for (name, title, line) in [("a", "A", a), ("b", "B", b)] {
            let front_matter = format!("title: {title}\n{line}");
            site.article(&format!("{name}.md"), &front_matter, "## Signs\n");
        }
        let found = site.findings();
        let errors: Vec<&Value> =
            found.iter().filter(|finding| finding["severity"] == "error").collect();
        assert_eq!(errors.len(), 1, "{a} / {b}: {errors:?}");
        assert_eq!(errors[0]["rule"], rule, "{a} / {b}");
        assert!(text(errors[0], "help").contains(help), "{a} / {b}: {}", errors[0]);
    }
}

#[test]
fn a_link_without_words_is_an_error_and_a_picture_with_an_alternative_is_words() {
    let site = TestSite::new();
    site.write("site-content/x.svg", "<svg/>");
    let bare = [
        "[](https://example.org/)",
        "[![](x.svg \"decorative\")](index.md)",
        "<a href=\"index.md\"></a>",
        "<a href=\"index.md\"><img src=\"x.svg\" alt=\"\"></a>",
    ];
    let said = [
        "[](index.md)",
        "[![Home](x.svg)](index.md)",
        "[[index.md| ]]",
        "<a href=\"index.md\"><img src=\"x.svg\" alt=\"Home\"></a>",
        "<a href=\"index.md\" aria-label=\"Home\"></a>",
        "<a href=\"index.md\">`x`</a>",
        "<a id=\"x\"></a>",
    ];
    for (number, markdown) in bare.iter().chain(&said).enumerate() {
        site.page(
            &format!("p{number}.md"),
            &format!("Page {number}"),
            &format!("A {markdown}.\n"),
        );
    }
    let found = site.findings_of("empty-link-text");
    let files: Vec<&str> = found.iter().map(|finding| text(finding, "file")).collect();
    let expected: Vec<String> =
        (0..bare.len()).map(|number| format!("site-content/p{number}.md")).collect();
    assert_eq!(files, expected);
}

#[test]
fn a_snippet_that_leads_to_staff_is_judged_for_each_page_that_includes_it() {
    let site = TestSite::new();
    let include = "![[_snippets/s.md]]";
    let outer = "![[_snippets/outer.md]]";
    site.article("rounds.md", "title: Rounds\naudience: [staff]", include);
    site.article("wards.md", "title: Wards\naudience: [staff]", outer);
    site.page("half.md", "Half", "![[_snippets/s.md#Call]]");
    site.write("site-content/_snippets/outer.md", format!("{include}\n"));
    site.write(
        "site-content/_snippets/s.md",
        "## Call\n\nUs.\n\n## See\n\n[[Rounds]] or [[Wards]].\n",
    );
    let found = site.findings_of("patient-links-to-staff");
    assert_eq!(found, Vec::<Value>::new(), "staff, and a part without the link");
    site.page("one.md", "One", &format!("{include}\n\n{include}"));
    site.page("two.md", "Two", outer);
    let found = site.findings_of("patient-links-to-staff");
    assert_eq!(found.len(), 2, "each link once: {found:?}");
    for (finding, title) in found.iter().zip(["Rounds", "Wards"]) {
        assert_eq!(finding["file"], "site-content/_snippets/s.md");
        assert_eq!(finding["line"], 7);
        assert!(text(finding, "message").contains(&format!("`{title}`")), "{finding}");
        let related = &finding["related"][0];
        assert_eq!(related["file"], "site-content/one.md", "{finding}");
        assert!(text(related, "message").ends_with(", and by 1 more"), "{finding}");
    }
}

#[test]
fn a_finding_in_a_snippet_names_a_page_and_depth_is_limited() {
    let site = TestSite::new();
    site.write("site-content/_snippets/s.md", "See [[Nowhere]].\n");
    site.page("a.md", "A", "![[_snippets/s.md]]\n");
    site.page("b.md", "B", "![[_snippets/s.md]]\n");
    let ran = site.run(&["check"]);
    assert!(ran.stdout.contains("site-content/_snippets/s.md:1:7"), "{ran}");
    assert!(ran.stdout.contains("site-content/a.md:6:4"), "{ran}");
    assert!(ran.stdout.contains("included here, and in 1 more places"), "{ran}");

    let site = TestSite::new();
    for number in 0..9 {
        let next = format!("![[_snippets/{}.md]]\n", number + 1);
        site.write(&format!("site-content/_snippets/{number}.md"), next);
    }
    site.write("site-content/_snippets/9.md", "The end.\n");
    site.page("a.md", "A", "![[_snippets/2.md]]\n");
    let deep = site.findings_of("snippet-loop");
    assert_eq!(deep.len(), 2, "0 and 1 have more than eight below them: {deep:?}");
    site.write("site-content/_snippets/9.md", "![[_snippets/0.md]]\n");
    assert_eq!(site.findings_of("snippet-loop").len(), 10);
}

#[test]
fn an_orphan_is_a_page_that_no_page_and_no_landing_page_leads_to() {
    let site = TestSite::new();
    site.page("bare/linked.md", "Linked", "Words.\n");
    site.page("bare/named.md", "Named", "Words.\n");
    site.page("bare/lost.md", "Lost", "See [[Lost]].\n");
    site.page("led/index.md", "Led", "Words.\n");
    site.page("led/in-list.md", "In the list", "See [[Linked]].\n");
    site.page("top.md", "At the top", "Words.\n");
    site.article("led/related.md", "title: Related\nrelated: [Named]", "Words.\n");
    let orphans = || {
        let found = site.findings_of("orphan-article");
        found.iter().map(|finding| text(finding, "file").to_owned()).collect::<Vec<_>>()
    };
    // The menu leads to the list of `bare` that Engraft makes.
    assert_eq!(orphans(), Vec::<String>::new());
    site.page("bare/below/deep.md", "Deep", "Words.\n");
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nnavigation: {menu: [led]}\n",
    );
    assert_eq!(
        orphans(),
        ["site-content/bare/below/deep.md", "site-content/bare/lost.md"]
    );
    site.page("led/in-list.md", "In the list", "See [[Linked]] and [all](/bare/).\n");
    assert_eq!(orphans(), Vec::<String>::new());
}

#[test]
fn related_pages_follow_those_that_the_author_names() {
    let site = TestSite::new();
    let configure = |options: &str| {
        let base = "title: T\nbase_url: https://www.example.org/patients/\n";
        site.configure(format!("{base}{options}"));
    };
    configure("theme_options: {related_pages: 5}\n");
    let article = |name: &str, front_matter: &str, body: &str| {
        site.article(&format!("care/{name}.md"), front_matter, body);
    };
    article("index", "title: Care", "[[Middle]]\n");
    article(
        "middle",
        "title: Middle\nweight: 5\nrelated: [Named, Middle]\ntags: [rare, common]",
        "[[Both ways]], [[One way]], [[Before]], [[For staff]]\n",
    );
    article("before", "title: Before\nweight: 4", "Words.\n");
    article("after", "title: After\nweight: 6\ntags: [rare]", "[[Middle]]\n");
    article("named", "title: Named", "Words.\n");
    article("both", "title: Both ways", "[[Middle]]\n");
    article("one", "title: One way", "Words.\n");
    article("staff", "title: For staff\naudience: [staff]", "Words.\n");
    article("tagged", "title: Shares a tag\ntags: [rare]", "Words.\n");
    for number in 0..20 {
        let front_matter = format!("title: Many {number}\ntags: [common]");
        article(&format!("many-{number}"), &front_matter, "W.\n");
    }
    let titles = || -> Vec<String> {
        site.build();
        let page = site.published("care/middle/index.html");
        let list = page.split("<section class=\"related\">").nth(1).unwrap();
        let list = list.split("</section>").next().unwrap();
        let links = list.split("</a>").filter_map(|part| part.split("/\">").nth(1));
        links.map(str::to_owned).collect()
    };
    assert_eq!(titles(), ["Named", "Both ways", "One way", "Shares a tag"]);
    configure("");
    assert_eq!(titles(), ["Named", "Both ways", "One way"], "patients see three");
}

#[test]
fn a_word_in_a_sentence_leads_to_its_entry_and_other_links_to_the_article() {
    let site = TestSite::new();
    site.term("graft", "term: graft\narticle: about.md", "New cells.");
    site.article("about.md", "title: About grafts\naliases: [graft]", "Words.\n");
    let entry = "<a class=\"term\" href=\"/patients/glossary/#graft\">graft</a>";
    let page = |words: &str| format!("<a href=\"/patients/about/\">{words}</a>");
    for (text, expected) in [
        ("A [[graft]] takes.\n", entry.to_owned()),
        ("A [[graft|new graft]] takes.\n", page("new graft")),
        ("A [graft](about.md) takes.\n", page("graft")),
        ("- [[graft]]\n", page("graft")),
        ("[[graft]]\n", page("graft")),
    ] {
        site.page("one.md", "One", text);
        site.build();
        let one = site.published("one/index.html");
        assert!(main_of(&one).contains(&expected), "{text}: {one}");
    }
}
