//! Where each form of link leads, and what is said of one that leads nowhere.

use crate::harness::TestSite;

/// A site with something for every kind of link to lead to.
fn site() -> TestSite {
    let site = TestSite::in_two_languages();
    for (path, front_matter, body) in [
        ("care/index.md", "title: Care", "Care.\n"),
        (
            "care/gvhd.md",
            "title: Graft-versus-host disease\naliases: [GVHD, aGVHD]\nredirect_from: [/old/gvhd/]",
            "## Signs\n\n## Side effects {#side}\n\n![[_snippets/call.md]]\n",
        ),
        ("care/all.md", "title: All about care\naliases: [all]", "Words.\n"),
        ("care/leukaemia.md", "title: Leukaemia\naliases: [ALL]", "Words.\n"),
        ("care/draft.md", "title: A draft\nstatus: draft", "Words.\n"),
        ("care/old.md", "title: Withdrawn page\nstatus: withdrawn", "Words.\n"),
        ("care/staff.md", "title: For staff\naudience: [staff]", "Words.\n"),
        ("care/gofal.cy.md", "title: Gofal", "See [[GVHD]].\n"),
    ] {
        site.article(path, front_matter, body);
    }
    site.write("site-content/_snippets/call.md", "### Who to call\n\nUs.\n");
    site.write("site-content/care/chart.svg", "<svg width=\"2\" height=\"1\"/>");
    site.term("graft", "term: graft", "Donor cells.");
    let attack = "term: GVHD attack\nabbreviation: GvHA\narticle: care/gvhd.md";
    site.term("gvhd", attack, "Donor cells.");
    site.write(
        "site-content/data/contacts.yaml",
        "ward: {name: Ward, phone: 01632 960001}\n",
    );
    site.write(
        "site-content/data/references.yaml",
        "lee: {type: web, title: A page, authors: [Lee A], url: 'https://example.org/'}\n",
    );
    site
}

/// The body of the only paragraph of a page that holds `markdown`.
fn paragraph_of(page: &str) -> &str {
    let body = page.split("<div class=\"prose\">").nth(1).expect("the page has a body");
    let inner = body.split("<p>").nth(1).and_then(|rest| rest.split("</p>").next());
    inner.expect("the body is a paragraph")
}

#[test]
fn each_form_of_link_leads_where_it_says() {
    let cases = [
        // An article by its title, its alias, folded, with own words, to a heading.
        (
            "[[Graft-versus-host disease]]",
            "<a href=\"/p/care/gvhd/\">Graft-versus-host disease</a>",
        ),
        (
            "[[graft versus  host disease]]",
            "<a href=\"/p/care/gvhd/\">graft versus  host disease</a>",
        ),
        ("[[GVHD]]", "<a href=\"/p/care/gvhd/\">GVHD</a>"),
        ("[[GVHD|the *illness*]]", "<a href=\"/p/care/gvhd/\">the <em>illness</em></a>"),
        ("[[GVHD#Signs]]", "<a href=\"/p/care/gvhd/#signs\">Signs</a>"),
        ("[[GVHD#side|effects]]", "<a href=\"/p/care/gvhd/#side\">effects</a>"),
        ("[[GVHD#who-to-call]]", "<a href=\"/p/care/gvhd/#who-to-call\">Who to call</a>"),
        // An exact-case hit beats a folded one.
        ("[[ALL]]", "<a href=\"/p/care/leukaemia/\">ALL</a>"),
        ("[[all]]", "<a href=\"/p/care/all/\">all</a>"),
        // A term: its entry, or the article that it names.
        ("[[graft]]", "<a class=\"term\" href=\"/p/glossary/#graft\">graft</a>"),
        ("[[Grafts]]", "<a class=\"term\" href=\"/p/glossary/#graft\">Grafts</a>"),
        (
            "[[term:graft's]]",
            "<a class=\"term\" href=\"/p/glossary/#graft\">graft&#39;s</a>",
        ),
        ("[[GvHA]]", "<a href=\"/p/care/gvhd/\">GVHD attack (<abbr>GvHA</abbr>)</a>"),
        (
            "[[term:GvHA]]",
            "<a class=\"term\" href=\"/p/glossary/#gvhd\">GVHD attack (<abbr>GvHA</abbr>)</a>",
        ),
        ("[[article:GVHD]]", "<a href=\"/p/care/gvhd/\">GVHD</a>"),
        // By file, from the folder, from the root, by an address, by an old one.
        ("[x](gvhd.md)", "<a href=\"/p/care/gvhd/\">x</a>"),
        ("[x](gvhd.md#signs)", "<a href=\"/p/care/gvhd/#signs\">x</a>"),
        ("[x](../care/gvhd)", "<a href=\"/p/care/gvhd/\">x</a>"),
        ("[x](/care/)", "<a href=\"/p/care/\">x</a>"),
        ("[x](/old/gvhd/)", "<a href=\"/p/care/gvhd/\">x</a>"),
        ("[x](/glossary/)", "<a href=\"/p/glossary/\">x</a>"),
        ("[[/care/gvhd.md]]", "<a href=\"/p/care/gvhd/\">Graft-versus-host disease</a>"),
        ("[[care/gvhd.md|x]]", "<a href=\"/p/care/gvhd/\">x</a>"),
        ("[x][r]\n\n[r]: gvhd.md", "<a href=\"/p/care/gvhd/\">x</a>"),
        ("[x](chart.svg)", "<a href=\"/p/care/chart.svg\">x</a>"),
        ("<a href=\"gvhd.md\">x</a>", "<a href=\"/p/care/gvhd/\">x</a>"),
        // Records, other sites, and words that are never a link.
        ("[[contact:ward|call]]", "<a href=\"tel:01632960001\">call</a>"),
        ("[x](https://example.org/)", "<a href=\"https://example.org/\">x</a>"),
        ("[x](mailto:a@example.org)", "<a href=\"mailto:a@example.org\">x</a>"),
        ("[[!GVHD]]", "GVHD"),
        (
            "a b ![alt](chart.svg)",
            "a b <img src=\"/p/care/chart.svg\" alt=\"alt\" width=\"2\" height=\"1\">",
        ),
    ];
    let site = site();
    for (number, (markdown, _)) in cases.iter().enumerate() {
        site.page(&format!("care/case-{number}.md"), &format!("Case {number}"), markdown);
    }
    site.build();
    for (number, (markdown, expected)) in cases.iter().enumerate() {
        let page = site.published(&format!("care/case-{number}/index.html"));
        assert_eq!(paragraph_of(&page), *expected, "{markdown}");
    }
}

#[test]
fn a_name_of_another_language_is_found_and_said() {
    let site = site();
    site.build();
    let page = site.published("cy/care/gofal/index.html");
    assert_eq!(
        paragraph_of(&page),
        "See <a href=\"/p/care/gvhd/\" hreflang=\"en\">GVHD</a> <span lang=\"en\">(English)</span>."
    );
}

#[test]
fn a_link_that_leads_nowhere_is_told_with_what_to_type() {
    let cases = [
        ("[[GVDH]]", "broken-cross-link", "`[[GVHD]]`"),
        (
            "[[Graft-versus-hots disease]]",
            "broken-cross-link",
            "`[[Graft-versus-host disease]]`",
        ),
        ("[[GVHD#singns]]", "broken-anchor", "`#signs`"),
        ("[[#nowhere]]", "broken-anchor", ""),
        ("[[All]]", "ambiguous-cross-link", "`[[/care/all.md|All]]`"),
        ("[[trial:phase-2]]", "unknown-link-prefix", "`article:`"),
        ("[[term:grapt]]", "broken-cross-link", "`[[term:graft]]`"),
        ("[[contact:wrad]]", "broken-contact", "`contact:ward`"),
        ("[@lea]", "broken-citation", "`lee`"),
        ("[x](gvdh.md)", "broken-file-link", "`gvhd.md`"),
        ("[x](GVHD.md)", "link-case-differs", "`gvhd.md`"),
        ("[x](../../secret.md)", "link-leaves-site", "site-content/"),
        ("[x](javascript:alert)", "unsafe-link", "`https:`"),
        ("![x](chrat.svg)", "missing-image", "`chart.svg`"),
        ("![x](https://example.org/a.png)", "remote-resource", "beside the article"),
        ("![](chart.svg)", "missing-alt-text", "square brackets"),
        ("![[_snippets/cal.md]]", "broken-snippet", "`![[_snippets/call.md]]`"),
        ("[[A draft]]", "link-to-draft", "publish"),
        ("[[Withdrawn page]]", "link-to-withdrawn", "took its place"),
        ("[[For staff]]", "patient-links-to-staff", "for patients"),
    ];
    let site = site();
    for (number, (markdown, ..)) in cases.iter().enumerate() {
        site.page(&format!("care/case-{number}.md"), &format!("Case {number}"), markdown);
    }
    let found = site.findings();
    for (number, (markdown, rule, help)) in cases.iter().enumerate() {
        let file = format!("site-content/care/case-{number}.md");
        let own: Vec<_> = found
            .iter()
            .filter(|finding| {
                finding["file"] == *file && finding["rule"] != "missing-review"
            })
            .collect();
        assert_eq!(own.len(), 1, "{markdown}: {own:?}");
        assert_eq!(own[0]["rule"], *rule, "{markdown}");
        let said = own[0]["help"].as_str().unwrap_or_default();
        assert!(said.contains(help), "{markdown}: {said}");
    }
}

#[test]
fn a_broken_link_is_shown_as_text() {
    let site = site();
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\nlanguages: [en, cy]\n\
         rules: {broken-cross-link: warning}\n",
    );
    site.page("care/case.md", "Case", "See [[Nothing at all]] and [[Nor this|that]].\n");
    site.build();
    let page = site.published("care/case/index.html");
    assert_eq!(paragraph_of(&page), "See Nothing at all and that.");
}
