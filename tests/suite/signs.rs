//! What is published is called what its author called it: signs, the words of headings, the
//! order of lists, and pages of one title.

use crate::harness::TestSite;

/// The text of a page between two pieces of it.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let (_, rest) = page.split_once(start).unwrap_or_else(|| panic!("{start}: {page}"));
    rest.split_once(end).unwrap_or_else(|| panic!("{end}: {page}")).0
}

/// Whether some pieces stand in a text, one after the other.
fn assert_in_order(text: &str, pieces: &[&str]) {
    let mut rest = text;
    for piece in pieces {
        (_, rest) = rest.split_once(piece).unwrap_or_else(|| panic!("{piece}: {text}"));
    }
}

#[test]
fn a_link_leads_to_the_name_with_its_sign() {
    let names = [
        ("Day +1", "Day −1"),
        ("CMV", "CMV−"),
        ("CMV+", "cmv − "),
        ("Rh+ donors", "Rh- donors"),
        ("<38 °C", ">38 °C"),
        ("≤2", "≥ 2"),
        ("±5", "5"),
        ("5%", "5 x"),
        ("/day", "day"),
        ("Dose ~5", "Dose 5"),
    ];
    for (one, other) in names {
        let site = TestSite::new();
        site.page("one.md", &format!("\"{one}\""), "x\n");
        site.page("other.md", &format!("\"{other}\""), "x\n");
        let headings = format!("## {one}\n\n## {other}\n\n");
        site.page("parts.md", "Parts", &headings.replace("\n\n## <", "\n\n## \\<"));
        site.write(
            "site-content/_s/s.md",
            format!("## {one}\n\nFirst.\n\n## {other}\n\nSecond.\n"),
        );
        let body = format!(
            "1 [[{one}]] 2 [[{other}]] 3 [[Parts#{one}]] 4 [[Parts#{other}]]\n\n![[_s/s.md#{other}]]\n"
        );
        site.page("links.md", "Links", &body);
        site.build();
        let page = site.published("links/index.html");
        let hrefs: Vec<&str> = between(&page, "<main", "</main>")
            .split("<a href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(hrefs[..2], ["/patients/one/", "/patients/other/"], "{one}");
        assert!(hrefs[2].starts_with("/patients/parts/#"), "{one}: {hrefs:?}");
        assert_ne!(hrefs[2], hrefs[3], "{one}");
        assert!(page.contains("Second.") && !page.contains("First."), "{one}: {page}");
    }
}

#[test]
fn hyphens_between_words_are_spaces_as_ever() {
    let site = TestSite::new();
    let names = [
        "COVID-19",
        "IL-2",
        "T-cell",
        "Graft-versus-host disease",
        "2–5 days",
        "Home – what next",
    ];
    for (number, name) in names.iter().enumerate() {
        site.page(&format!("p{number}.md"), name, "x\n");
    }
    let body = "[[COVID 19]] [[IL 2]] [[T cell]] [[graft versus\nhost-disease]] [[2-5 days]] \
        [[Home what next]] [[Graft-versus-\nhost disease]]\n";
    site.page("links.md", "Links", body);
    assert_eq!(site.findings_of("broken-cross-link"), Vec::<serde_json::Value>::new());
    site.build();
}

#[test]
fn another_sign_is_another_name_and_told() {
    let site = TestSite::new();
    site.page("days.md", "Days", "## Day +1\n\n## Day −2\n");
    site.page("plus.md", "Rh+", "x\n");
    site.term("cmv", "term: CMV−", "You do not carry it.");
    for (link, rule) in [
        ("Days#Day 1", "broken-anchor"),
        ("Days#Day −1", "broken-anchor"),
        ("Days#Day +2", "broken-anchor"),
        ("Rh", "broken-cross-link"),
        ("Rh−", "broken-cross-link"),
        ("CMV", "broken-cross-link"),
        ("term:CMV+", "broken-cross-link"),
    ] {
        site.page("a.md", "A", &format!("[[{link}]]\n"));
        let found = site.findings();
        let rules: Vec<&str> = found
            .iter()
            .filter(|finding| finding["severity"] == "error")
            .map(|finding| finding["rule"].as_str().unwrap())
            .collect();
        assert_eq!(rules, [rule], "{link}");
    }
}

#[test]
fn the_glossary_marks_no_name_with_another_sign() {
    let site = TestSite::new();
    site.term("minus", "term: CMV−", "Minus.");
    site.term("plus", "term: CMV+", "Plus.");
    site.term("day", "term: day −1", "Before.");
    site.term("bare", "term: EBV", "Bare.");
    let text = "A CMV virus, CMV-positive, on day 1. Then CMV− and CMV+ and (day -1). EBV− or EBV.\n";
    site.page("a.md", "A", text);
    site.build();
    let page = site.published("a/index.html");
    let paragraph = between(&page, "<p>A CMV virus", "</p>");
    assert!(paragraph.starts_with(", CMV-positive, on day 1. Then <a"), "{paragraph}");
    for anchor in ["#minus", "#plus", "#day"] {
        assert!(paragraph.contains(anchor), "{anchor}: {paragraph}");
    }
    assert!(paragraph.contains(" EBV− or <a"), "{paragraph}");
}

#[test]
fn tags_and_references_that_differ_by_a_sign_are_two() {
    let site = TestSite::new();
    site.write(
        "site-content/data/references.yaml",
        "who-2020: {title: First}\nwho_2020: {title: Second}\n",
    );
    site.article("a.md", "title: A\ntags: [Rh+]", "x [@who-2020; @who_2020]\n");
    site.article("b.md", "title: B\ntags: [Rh−, '+']", "x\n");
    site.article("c.md", "title: C\ntags: ['rh +']", "x\n");
    site.build();
    let tags = site.published("tags/index.html");
    assert_in_order(&tags, &["<main", ">Rh+</a>", ">Rh−</a>", "</main>"]);
    let plus = site.published("tags/rh/index.html");
    let plus = between(&plus, "<main", "</main>");
    assert!(
        plus.contains("<h1>Rh+</h1>") && plus.contains("/a/") && !plus.contains("/b/")
    );
    let minus = site.published("tags/rh-1/index.html");
    assert!(minus.contains("<h1>Rh−</h1>"), "{minus}");
    let minus = between(&minus, "<main", "</main>");
    assert!(minus.contains("/b/") && !minus.contains("/a/"), "{minus}");
    let found = site.findings_of("tag-without-letters");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["file"], &found[0]["line"]),
        (&"site-content/b.md".into(), &3.into())
    );
    let cited = site.published("a/index.html");
    for anchor in ["ref_who-2020", "ref_who-2020-1"] {
        assert!(cited.contains(&format!("<li id=\"{anchor}\"")), "{cited}");
        assert!(cited.contains(&format!("href=\"#{anchor}\"")), "{cited}");
    }
}

#[test]
fn old_parts_that_differ_by_a_sign_are_told_and_never_the_first() {
    let site = TestSite::new();
    let days = "## Day +1\n\n## Day −1\n";
    site.article("days.md", "title: Days\nredirect_from: ['/old/#Day −1']", days);
    site.build();
    let old = site.published("old/index.html");
    assert!(
        old.contains("<li id=\"day-1\" data-moved><a href=\"/patients/days/#day-1-1\">"),
        "{old}"
    );
    let both = "title: Days\nredirect_from: ['/old/#Day −1', '/old/#Day +1']";
    site.article("days.md", both, days);
    assert_eq!(site.findings_of("duplicate-address").len(), 1);
}

#[test]
fn lists_count_as_people_do_and_follow_the_language() {
    let site = TestSite::new();
    site.configure(
        "title: T\nlanguages: [{tag: fr, name: Français}]\nrules: {missing-description: off}\n",
    );
    for (file, title) in [
        ("a", "Jour 10"),
        ("b", "Jour 2"),
        ("c", "Jour −7"),
        ("d", "Jour −1"),
        ("e", "École"),
        ("f", "Fièvre"),
        ("g", "Dossier"),
    ] {
        let tags = format!("title: {title}\ntags: [{title}, Tous]");
        site.article(&format!("jours/{file}.md"), &tags, "x\n");
        let term = format!("term: mot {title}");
        site.term(file, &term, "Une définition.");
    }
    site.page("jours/index.md", "Jours", "x\n");
    site.build();
    let order =
        ["Dossier<", "École<", "Fièvre<", "Jour −7<", "Jour −1<", "Jour 2<", "Jour 10<"];
    for page in [
        "jours/index.html",
        "tags/index.html",
        "tags/tous/index.html",
        "glossary/index.html",
    ] {
        let page = site.published(page);
        assert_in_order(between(&page, "<main", "</main>"), &order);
    }
    let beside = site.published("jours/b/index.html");
    assert!(beside.contains("<a href=\"/jours/d/\" rel=\"prev\">"), "{beside}");
    assert!(beside.contains("<a href=\"/jours/a/\" rel=\"next\">"), "{beside}");
}

#[test]
fn sections_may_have_pages_of_one_title_that_lists_tell_apart() {
    let site = TestSite::new();
    site.configure("title: T\nbase_url: https://x.example/\n");
    for section in ["liver", "heart"] {
        let title = if section == "liver" { "Liver care" } else { "Heart" };
        site.page(&format!("{section}/index.md"), title, "x\n");
        let front_matter = "title: Overview\ntags: [all]\nupdated: 2026-01-01";
        site.article(&format!("{section}/overview.md"), front_matter, "## Signs\n");
    }
    site.page(
        "a.md",
        "A",
        "1 [[Liver care/Overview]] 2 [[Liver/overview#Signs]] 3 [[Heart/Overview]]\n",
    );
    site.build();
    let page = site.published("a/index.html");
    assert_in_order(
        &page,
        &[
            "1 <a href=\"/liver/overview/\">Overview</a>",
            "2 <a href=\"/liver/overview/#signs\">Signs</a>",
            "3 <a href=\"/heart/overview/\">Overview</a>",
        ],
    );
    let (liver, heart) = ("Overview (Liver care)<", "Overview (Heart)<");
    for list in ["tags/all/index.html", "a-to-z/index.html", "feed.xml"] {
        let list = site.published(list);
        assert!(list.contains(liver) && list.contains(heart), "{list}");
    }
    let own = site.published("liver/overview/index.html");
    assert!(own.contains("<title>Overview (Liver care) – T</title>"), "{own}");
    assert!(own.contains("<h1>Overview</h1>"), "{own}");
    assert!(site.published("liver/index.html").contains(">Overview</a>"));

    site.page("a.md", "A", "[[Overview]]\n");
    assert_eq!(site.findings_of("ambiguous-cross-link").len(), 1);
    assert_eq!(site.findings_of("duplicate-name").len(), 0);
    site.page("a.md", "A", "x\n");
    site.page("liver/again.md", "Overview", "x\n");
    assert_eq!(site.findings_of("duplicate-name").len(), 1, "two in one section");
}

#[test]
fn headings_are_called_what_is_read() {
    let site = TestSite::new();
    site.write(
        "site-content/data/contacts.yaml",
        "ward: {name: The ward, phone: 020 7946 0123}\n",
    );
    site.write("site-content/data/references.yaml", "g: {title: Guide}\n");
    site.page("care/index.md", "Care", "x\n");
    site.page("care/home.md", "Going home", "## Who to call\n");
    site.term("anc", "term: ANC", "A count.");
    let headings = [
        ("[[article:Going home]]", "Going home", "going-home"),
        ("[[Going home#Who to call]]", "Who to call", "who-to-call"),
        ("[[care/home.md]] now", "Going home now", "going-home-now"),
        (
            "Call [[contact:ward]]",
            "Call The ward: 020 7946 0123",
            "call-the-ward-020-7946-0123",
        ),
        ("Is it safe? [@g]", "Is it safe?", "is-it-safe"),
        ("[](care/home.md)", "Going home", "going-home-1"),
        ("The [[!ANC]] count", "The ANC count", "the-anc-count"),
        ("[[ANC]] and [[term:anc|counts]]", "ANC and counts", "anc-and-counts"),
        ("[[ref:g]] Sources", "Sources", "sources"),
        ("[[#Sources]] again", "Sources again", "sources-again"),
    ];
    let mut body: String = headings
        .iter()
        .map(|(typed, _, _)| format!("## {typed}\n\nText.\n\n"))
        .collect::<Vec<_>>()
        .concat();
    body += "See [[#The ANC count]] and [[#going home now]].\n";
    site.page("a.md", "Before", &body);
    site.build();
    let page = site.published("a/index.html");
    for (typed, read, anchor) in headings {
        let entry = format!("<a href=\"#{anchor}\">{read}</a>");
        assert!(page.contains(&entry), "{typed}: {entry} in {page}");
        assert!(page.contains(&format!("<h2 id=\"{anchor}\"")), "{typed}: {page}");
    }
    assert!(page.contains("See <a href=\"#the-anc-count\">The ANC count</a>"), "{page}");
    let ran = site.run(&["ids", "write"]);
    assert_eq!(ran.code, 0, "{ran}");
    let text = std::fs::read_to_string(site.path("site-content/a.md")).unwrap();
    for (typed, _, anchor) in headings {
        assert!(text.contains(&format!("## {typed} {{#{anchor}}}\n")), "{typed}: {text}");
    }
    site.build();
    assert_eq!(site.published("a/index.html"), page);
}

#[test]
fn old_deep_links_of_other_generators_arrive() {
    let site = TestSite::new();
    let body = "## Nausea and/or vomiting\n\n## Going home – what next?\n\n## A/B\n\n## A&B\n\n\
        ## Q & A\n\n## Q  A\n\nApheresis\n: A way.\n\nA/B\n: Two.\n\nlink.use\n: Three.\n\n## The way there {id=way}\n";
    site.page("b.md", "B", body);
    let links = "[x](b.md#nausea-andor-vomiting) [y](b.md#going-home--what-next) [[B#Apheresis]] \
        [z](b.md#linkuse) [w](b.md#way)\n";
    site.page("a.md", "A", links);
    site.build();
    let page = site.published("b/index.html");
    let heading =
        "<h2 id=\"nausea-and-or-vomiting\"><a id=\"nausea-andor-vomiting\"></a>";
    assert!(page.contains(heading), "{page}");
    assert!(page.contains("<a id=\"going-home--what-next\"></a>"), "{page}");
    assert!(!page.contains("id=\"ab\""), "two headings share it: {page}");
    assert!(page.contains("<dt id=\"apheresis\">Apheresis</dt>"), "{page}");
    assert!(page.contains("<dt id=\"a-b-2\">"), "headings come first: {page}");
    assert!(page.contains("<dt id=\"link-use\"><a id=\"linkuse\"></a>"), "{page}");
    assert!(page.contains("<h2 id=\"way\">"), "{page}");
    let links = site.published("a/index.html");
    let anchors = [
        "nausea-and-or-vomiting",
        "going-home-what-next",
        "apheresis",
        "link-use",
        "way",
    ];
    for anchor in anchors {
        assert!(links.contains(&format!("/patients/b/#{anchor}\"")), "{links}");
    }
    site.page("a.md", "A", "[x](b.md#ab)\n");
    assert_eq!(site.findings_of("broken-anchor").len(), 1);
    // The main heading has an anchor elsewhere; here its page begins with it.
    site.page("c.md", "Going home, and after", "# Going home, and after\n\nx\n");
    let links = "[x](c.md#going-home-and-after) [[Going home, and after#going home, and after]]\n";
    site.page("a.md", "A", links);
    site.build();
    let links = site.published("a/index.html");
    let expected = "<p><a href=\"/patients/c/\">x</a> \
        <a href=\"/patients/c/\">Going home, and after</a></p>";
    assert!(links.contains(expected), "{links}");
}

#[test]
fn an_id_that_stands_twice_on_the_finished_page_is_told_where_the_author_wrote_it() {
    let table = "| a |\n|---|\n| b |\n\nTable: Days\n";
    let in_table = format!("x\n\n<span id=\"table_1\">x</span>\n\n{table}");
    let cases = [
        ("x[^1]\n\n## Notes {#fn_1}\n\n[^1]: note\n", 8),
        ("## Main {#main_content}\n", 6),
        ("## One\n\nx\n\n## Two {#page_contents}\n", 10),
        (in_table.as_str(), 8),
        ("## One {#x}\n\n## Two {#x}\n", 8),
        ("<p id=\"x\">x</p>\n\n## Two {#x}\n", 8),
        ("<p id=\"x\">x</p>\n\n<p id=\"x\">y</p>\n", 8),
    ];
    let site = TestSite::new();
    site.page("index.md", "Home", "x\n");
    for (body, line) in cases {
        site.page("a.md", "A", body);
        let found = site.findings_of("duplicate-anchor");
        assert!(!found.is_empty(), "{body}");
        for finding in &found {
            assert_eq!(finding["severity"], "error", "{body}");
            assert_eq!(finding["line"], line, "{body}");
        }
        assert_eq!(site.run(&["build"]).code, 1, "{body}");
    }
    site.page(
        "a.md",
        "A",
        &format!("## Fn 1\n\n## Site main\n\n## A\n\n## A\n\n{table}"),
    );
    assert!(site.findings_of("duplicate-anchor").is_empty());
}
