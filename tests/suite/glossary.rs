//! Terms in running text: what is marked, what is spelled out, and what is left alone.

use std::fmt::Write as _;
use std::sync::Arc;

use engraft::article::Article;
use engraft::build::build;
use engraft::html::Facts;

use crate::harness::TestSite;
use crate::incremental::request;

/// A glossary with a term for every rule.
pub(crate) fn site() -> TestSite {
    let site = TestSite::in_two_languages();
    for (name, front_matter) in [
        ("all", "term: acute lymphoblastic leukaemia\nabbreviation: ALL"),
        ("donor", "term: donor\navoid: [giver]"),
        ("graft", "term: graft"),
        (
            "gvhd",
            "term: graft-versus-host disease\nabbreviation: GVHD\narticle: /gvhd.md",
        ),
        ("gwaed.cy", "term: gwaed"),
        ("hla", "term: human leukocyte antigen\nabbreviation: HLA"),
        ("marrow", "term: bone marrow\naliases: [marrow]"),
        ("nhs", "term: National Health Service\nabbreviation: NHS\nlink: never"),
        ("sct", "term: stem cell transplant\nabbreviation: SCT"),
        ("secret", "term: secret\nstatus: draft"),
        ("tbi", "term: TBI\nexpands_to: total body irradiation"),
        ("ward", "term: ward\nlink: every-section"),
    ] {
        site.term(name, front_matter, "A definition.");
    }
    site.page("gvhd.md", "When donor cells attack", "GVHD is no graft. GVHD hurts.\n");
    site.write("site-content/_snippets/marrow.md", "From bone marrow.\n");
    site.write("site-content/chart.svg", "<svg width=\"2\" height=\"1\"/>");
    site
}

/// `{graft|words}` as the link to an entry that a page carries.
fn html(short: &str) -> String {
    let mut html = String::new();
    let mut rest = short;
    while let Some((before, link)) = rest.split_once('{') {
        let (link, after) = link.split_once('}').unwrap();
        let (anchor, words) = link.split_once('|').unwrap();
        html += before;
        let _ =
            write!(html, "<a class=\"term\" href=\"/p/glossary/#{anchor}\">{words}</a>");
        rest = after;
    }
    html + rest
}

/// The body of a page, without the line end at its end.
fn body(page: &str) -> &str {
    let body = page.split("<div class=\"prose\">").nth(1).expect("the page has a body");
    body.split("\n</div>").next().unwrap().trim()
}

/// Builds a site with one page for each case, and compares their bodies.
fn check(site: &TestSite, cases: &[(&str, &str)]) {
    for (number, (markdown, _)) in cases.iter().enumerate() {
        site.page(&format!("case-{number}.md"), &format!("Case {number}"), markdown);
    }
    site.build();
    for (number, (markdown, expected)) in cases.iter().enumerate() {
        let page = site.published(&format!("case-{number}/index.html"));
        assert_eq!(body(&page), html(expected), "{markdown}");
    }
}

#[test]
fn the_first_mention_is_marked() {
    check(
        &site(),
        &[
            ("A graft. A graft.", "<p>A {graft|graft}. A graft.</p>"),
            (
                "Grafts? A graft\u{2019}s place.",
                "<p>{graft|Grafts}? A graft\u{2019}s place.</p>",
            ),
            ("Ungrafted; graft.md", "<p>Ungrafted; graft.md</p>"),
            // One link around whatever stands within the words.
            ("a bone-*marrow* donor", "<p>a bone-<em>marrow</em> {donor|donor}</p>"),
            (
                "graft-*versus*-host\ndisease",
                "<p>{gvhd|graft-<em>versus</em>-host\ndisease}</p>",
            ),
            ("*graft-versus*-host disease", "<p><em>graft-versus</em>-host disease</p>"),
            // What stands out already is not marked too.
            (
                "**Bone marrow**, marrow",
                "<p><strong>Bone marrow</strong>, {marrow|marrow}</p>",
            ),
            ("bone<br>marrow", "<p>bone<br>{marrow|marrow}</p>"),
            ("bone\\\nmarrow", "<p>bone<br>\n{marrow|marrow}</p>"),
            (
                "bone&nbsp;marrow &amp; graft",
                "<p>{marrow|bone\u{a0}marrow} &amp; {graft|graft}</p>",
            ),
            (
                "Words in a\n\n- donor\n- donor",
                "<p>Words in a</p>\n<ul>\n<li>{donor|donor}</li>\n<li>donor</li>\n</ul>",
            ),
            // What is advised against leads to its entry all the same.
            ("The giver.", "<p>The {donor|giver}.</p>"),
            ("secret gwaed", "<p>secret gwaed</p>"),
        ],
    );
}

#[test]
fn some_words_are_never_marked() {
    check(
        &site(),
        &[
            (
                "## The graft\n\nA graft.",
                "<h2 id=\"the-graft\">The graft</h2>\n<p>A {graft|graft}.</p>",
            ),
            (
                "> A graft.\n\nA graft.",
                "<blockquote>\n<p>A graft.</p>\n</blockquote>\n<p>A {graft|graft}.</p>",
            ),
            ("`graft` graft", "<p><code>graft</code> {graft|graft}</p>"),
            (
                "    a graft",
                "<pre class=\"code\" tabindex=\"0\"><code>a graft</code></pre>",
            ),
            ("[a graft](gvhd.md)", "<p><a href=\"/p/gvhd/\">a graft</a></p>"),
            (
                "<a href=\"gvhd.md\">a graft</a>, <abbr>graft</abbr>, graft",
                "<p><a href=\"/p/gvhd/\">a graft</a>, <abbr>graft</abbr>, {graft|graft}</p>",
            ),
            (
                "See ![a graft](chart.svg).",
                "<p>See <img src=\"/p/chart.svg\" alt=\"a graft\" width=\"2\" height=\"1\">.</p>",
            ),
            ("[[!Graft]] and graft", "<p>Graft and {graft|graft}</p>"),
            ("The NHS.", "<p>The NHS.</p>"),
            (
                "You are all ill. ALL's",
                "<p>You are all ill. {all|Acute lymphoblastic leukaemia&#39;s (<abbr>ALL</abbr>&#39;s)}</p>",
            ),
            ("non-GVHD", "<p>non-GVHD</p>"),
        ],
    );
    let site = site();
    site.page(
        "emergency.md",
        "Emergency",
        "> [!EMERGENCY] The graft\n> A graft with GVHD.\n\nA graft.\n",
    );
    site.write(
        "site-content/off.md",
        "---\ntitle: Off\nautolink: false\n---\n\nA graft, ALL and [[term:donor]].\n",
    );
    site.page("grafts.md", "Grafts", "A graft of bone marrow.\n");
    site.page("alias.md", "Stem cell transplant (SCT)", "An SCT from a donor.\n");
    site.build();
    let page = site.published("emergency/index.html");
    assert!(page.contains("<p>A graft with GVHD.</p>"), "{page}");
    assert!(page.contains(&html("<p>A {graft|graft}.</p>")), "{page}");
    let off = site.published("off/index.html");
    let expected = "<p>A graft, acute lymphoblastic leukaemia (<abbr>ALL</abbr>) and {donor|donor}.</p>";
    assert_eq!(body(&off), html(expected));
    let about = site.published("gvhd/index.html");
    assert_eq!(body(&about), html("<p>GVHD is no {graft|graft}. GVHD hurts.</p>"));
    let about = site.published("grafts/index.html");
    assert_eq!(body(&about), html("<p>A graft of {marrow|bone marrow}.</p>"));
    let about = site.published("alias/index.html");
    assert_eq!(body(&about), html("<p>An SCT from a {donor|donor}.</p>"));
}

#[test]
fn an_abbreviation_is_spelled_out_once() {
    let gvhd = "{gvhd|graft-versus-host disease (<abbr>GVHD</abbr>)}";
    let sct = "{sct|stem cell transplant (<abbr>SCT</abbr>)}";
    check(
        &site(),
        &[
            ("After GVHD, GVHD.", &format!("<p>After {gvhd}, GVHD.</p>")),
            (
                "GVHD hurts.",
                "<p>{gvhd|Graft-versus-host disease (<abbr>GVHD</abbr>)} hurts.</p>",
            ),
            (
                "An SCT, a SCT",
                "<p>A {sct|stem cell transplant (<abbr>SCT</abbr>)}, a SCT</p>",
            ),
            ("after an SCT", &format!("<p>after a {sct}</p>")),
            ("[[TBI]]", "<p>{tbi|Total body irradiation (<abbr>TBI</abbr>)}</p>"),
            ("two SCTs", "<p>two {sct|stem cell transplants (<abbr>SCTs</abbr>)}</p>"),
            (
                "the SCT\u{2019}s day",
                "<p>the {sct|stem cell transplant\u{2019}s (<abbr>SCT</abbr>\u{2019}s)} day</p>",
            ),
            (
                "HLA-matched",
                "<p>{hla|Human leukocyte antigen (<abbr>HLA</abbr>)}-matched</p>",
            ),
            (
                "an attack (GVHD)",
                "<p>an attack ({gvhd|graft-versus-host disease [<abbr>GVHD</abbr>]})</p>",
            ),
            ("- GVHD\n- GVHD", &format!("<ul>\n<li>{gvhd}</li>\n<li>GVHD</li>\n</ul>")),
            (
                "*GVHD*",
                "<p><em>{gvhd|Graft-versus-host disease (<abbr>GVHD</abbr>)}</em></p>",
            ),
        ],
    );
}

#[test]
fn what_the_author_spells_out_is_left_as_it_is() {
    check(
        &site(),
        &[
            (
                "graft-versus-host disease (GVHD), GVHD",
                "<p>{gvhd|graft-versus-host disease (GVHD)}, GVHD</p>",
            ),
            (
                "GVHD (graft versus host disease) GVHD",
                "<p>{gvhd|GVHD (graft versus host disease)} GVHD</p>",
            ),
            (
                "graft-versus-host disease, or GVHD",
                "<p>{gvhd|graft-versus-host disease}, or GVHD</p>",
            ),
            (
                "graft vs. host disease (GVHD)",
                "<p>{graft|graft} vs. host disease ({gvhd|GVHD})</p>",
            ),
            (
                "GVHD stands for graft-versus-host disease.",
                "<p>{gvhd|GVHD} stands for graft-versus-host disease.</p>",
            ),
            (
                "[graft-versus-host disease](gvhd.md) (GVHD)",
                "<p><a href=\"/p/gvhd/\">graft-versus-host disease</a> ({gvhd|GVHD})</p>",
            ),
            (
                "HLA\n: Human leukocyte antigen\n",
                "<dl>\n<dt id=\"hla\">HLA</dt>\n<dd>{hla|Human leukocyte antigen}</dd>\n</dl>",
            ),
            // The long form alone does not tell what the short one means.
            (
                "Graft-versus-host disease. After that, GVHD.",
                "<p>{gvhd|Graft-versus-host disease}. After that, graft-versus-host disease (<abbr>GVHD</abbr>).</p>",
            ),
            (
                "- HLA type\n- human leukocyte antigen\n- human leukocyte antigen\n\nNow HLA.",
                "<ul>\n<li>{hla|human leukocyte antigen (<abbr>HLA</abbr>)} type</li>\n\
                 <li>human leukocyte antigen</li>\n<li>human leukocyte antigen</li>\n</ul>\n\
                 <p>Now HLA.</p>",
            ),
            (
                "- human leukocyte antigen\n- human leukocyte antigen\n\nNow HLA.",
                "<ul>\n<li>{hla|human leukocyte antigen}</li>\n\
                 <li>human leukocyte antigen</li>\n</ul>\n\
                 <p>Now human leukocyte antigen (<abbr>HLA</abbr>).</p>",
            ),
            // Where it stands in a heading, a quotation or other words, it is left for later.
            (
                "## GVHD\n\n> GVHD\n\n[on GVHD](gvhd.md), GVHD",
                "<h2 id=\"gvhd\">GVHD</h2>\n<blockquote>\n<p>GVHD</p>\n</blockquote>\n\
                 <p><a href=\"/p/gvhd/\">on GVHD</a>, {gvhd|graft-versus-host disease (<abbr>GVHD</abbr>)}</p>",
            ),
        ],
    );
}

#[test]
fn a_link_by_name_is_a_mention() {
    check(
        &site(),
        &[
            ("[[donor]] and donor", "<p>{donor|donor} and donor</p>"),
            // The author's own link is the only one, wherever it stands.
            ("donor and [[donors]]", "<p>donor and {donor|donors}</p>"),
            ("[[donor|Someone]], donor", "<p>{donor|Someone}, donor</p>"),
            (
                "An [[SCT]], [[SCT]], SCT",
                "<p>A {sct|stem cell transplant (<abbr>SCT</abbr>)}, {sct|SCT}, SCT</p>",
            ),
            (
                "[[SCT|this]], SCT",
                "<p>{sct|this}, stem cell transplant (<abbr>SCT</abbr>)</p>",
            ),
            (
                "[[stem cell transplant]] (SCT), SCT",
                "<p>{sct|stem cell transplant} (SCT), SCT</p>",
            ),
            (
                "[[GVHD]], GVHD",
                "<p>{gvhd|Graft-versus-host disease (<abbr>GVHD</abbr>)}, GVHD</p>",
            ),
            // Other words, and a link that is all of its line, lead on to the article.
            (
                "[[GVHD|More]], GVHD",
                "<p><a href=\"/p/gvhd/\">More</a>, graft-versus-host disease (<abbr>GVHD</abbr>)</p>",
            ),
            (
                "## On [[donor]]\n\nA donor.",
                "<h2 id=\"on-donor\">On {donor|donor}</h2>\n<p>A donor.</p>",
            ),
            (
                "[the *donor*][d]\n\n[d]: gvhd.md",
                "<p><a href=\"/p/gvhd/\">the <em>donor</em></a></p>",
            ),
        ],
    );
}

#[test]
fn first_means_first_for_readers() {
    check(
        &site(),
        &[
            (
                "| graft |\n|---|\n| HLA |\n\nTable: HLA and graft\n",
                "<div class=\"table-scroll labelled\" role=\"region\" tabindex=\"0\" \
                 aria-labelledby=\"table_1\">\n<table>\n<caption id=\"table_1\">Human leukocyte antigen \
                 (<abbr>HLA</abbr>) and graft</caption>\n<thead>\n<tr><th scope=\"col\">graft</th>\
                 </tr>\n</thead>\n<tbody>\n<tr><td data-label=\"graft\">{hla|HLA}</td></tr>\n</tbody>\n</table>",
            ),
            (
                "![x](chart.svg \"HLA in a graft\")\n\nHLA\n",
                "<figure>\n<img src=\"/p/chart.svg\" alt=\"x\" width=\"2\" height=\"1\">\n\
                 <figcaption>Human leukocyte antigen (<abbr>HLA</abbr>) in a graft</figcaption>\n\
                 </figure>\n<p>{hla|HLA}</p>",
            ),
            (
                "![[_snippets/marrow.md]]\n\nBone marrow.\n",
                "<p>From {marrow|bone marrow}.</p>\n<p>Bone marrow.</p>",
            ),
            (
                "Marrow.\n\n![[_snippets/marrow.md]]\n",
                "<p>{marrow|Marrow}.</p>\n<p>From bone marrow.</p>",
            ),
        ],
    );
    let site = site();
    site.page("note.md", "Note", "Words.[^1]\n\n[^1]: A graft.\n\nThe graft.\n");
    site.build();
    let page = site.published("note/index.html");
    assert!(page.contains(&html("<p>The {graft|graft}.</p>")), "{page}");
    assert!(page.contains("A graft."), "{page}");
}

#[test]
fn what_a_closed_block_says_is_said_again_outside_it() {
    let site = site();
    let words = "A graft, an SCT.\n";
    let closed = format!("> [!DETAILS] More\n> {words}");
    for (name, markdown, expected) in [
        ("before", format!("{closed}\n{words}\n{words}"), &[true, true, false][..]),
        // Who opens it has read what stands before it.
        ("behind", format!("{words}\n{closed}"), &[true, false]),
        // One of two may stay closed; within one, once is enough.
        ("both", format!("{closed}\n{closed}>\n> {words}"), &[true, true, false]),
    ] {
        site.page(&format!("{name}.md"), name, &markdown);
        site.build();
        let page = site.published(&format!("{name}/index.html"));
        let marked = html(
            "<p>A {graft|graft}, a {sct|stem cell transplant (<abbr>SCT</abbr>)}.</p>",
        );
        let said = page.lines().filter(|line| line.starts_with("<p>A "));
        let is_marked: Vec<bool> = said.map(|line| line == marked).collect();
        assert_eq!(is_marked, expected, "{markdown}");
    }
}

/// Builds one page with a `glossary` of the configuration.
fn with_setting(setting: &str, markdown: &str) -> String {
    let site = site();
    let configuration = format!(
        "title: T\nbase_url: https://www.example.org/p/\nlanguages: [en, cy]\nglossary: {setting}\n"
    );
    site.configure(configuration);
    site.page("case.md", "Case", markdown);
    site.build();
    body(&site.published("case/index.html")).to_owned()
}

#[test]
fn the_site_chooses_what_is_marked() {
    let text =
        "Graft, ward.\n\n### C\n\nGraft, ward.\n\n## A\n\nGraft, graft, ward, SCT.\n";
    let sections = "\n<h3 id=\"c\">C</h3>\n<p>Graft, ward.</p>\n<h2 id=\"a\">A</h2>\n";
    for (setting, first, last) in [
        (
            "{mark: first-in-article, expand: false}",
            "<p>{graft|Graft}, {ward|ward}.</p>",
            "<p>Graft, graft, {ward|ward}, {sct|SCT}.</p>",
        ),
        (
            "{mark: first-in-section}",
            "<p>{graft|Graft}, {ward|ward}.</p>",
            "<p>{graft|Graft}, graft, {ward|ward}, {sct|stem cell transplant (<abbr>SCT</abbr>)}.</p>",
        ),
        (
            "{mark: never}",
            "<p>Graft, {ward|ward}.</p>",
            "<p>Graft, graft, {ward|ward}, stem cell transplant (<abbr>SCT</abbr>).</p>",
        ),
    ] {
        assert_eq!(
            with_setting(setting, text),
            html(&format!("{first}{sections}{last}"))
        );
    }
}

#[test]
fn a_text_mentions_terms_of_its_own_language() {
    let site = site();
    site.page(
        "gofal.cy.md",
        "Gofal",
        "Mae gwaed a graft. Gweler [[graft]] a [[grafts]].\n",
    );
    site.build();
    let page = site.published("cy/gofal/index.html");
    let english = |words: &str| {
        format!(
            "<a class=\"term\" href=\"/p/glossary/#graft\" hreflang=\"en\">{words}</a> \
             <span lang=\"en\">(English)</span>"
        )
    };
    let expected = format!(
        "<p>Mae <a class=\"term\" href=\"/p/cy/glossary/#gwaed\">gwaed</a> a graft. Gweler {} a {}.</p>",
        english("graft"),
        english("grafts"),
    );
    assert_eq!(body(&page), expected);
    // An entry does not mark itself.
    let glossary = site.published("cy/glossary/index.html");
    assert!(!glossary.contains("class=\"term\""), "{glossary}");
}

/// What the texts of a site say, and the text of one of its pages.
pub(crate) fn facts(site: &TestSite, path: &str) -> (Facts, String) {
    let built = build(&request(site), &|_| {}).unwrap();
    let articles = &built.site.sources.articles;
    let is_it = |article: &Arc<Article>| article.source.path.as_str() == path;
    let id = articles.position(is_it).unwrap();
    (Facts::clone(&built.facts.articles[id]), articles[id].source.text.to_string())
}

#[test]
fn mentions_are_counted_wherever_readers_meet_them() {
    let site = site();
    site.page(
        "case.md",
        "Case",
        "## Donor\n\n> Donor.\n\n`donor` [[!donor]]\n\n[a donor](gvhd.md) GVHD\n\n\
         A donor, graft-versus-host disease (GVHD).\n\n| x |\n|---|\n| [[SCT]] |\n\nTable: HLA, donors\n",
    );
    let (facts, text) = facts(&site, "case.md");
    let mentions = facts
        .mentions
        .iter()
        .map(|one| (one.term.0, one.count, one.explained, &text[one.span.range()]));
    // Terms are numbered in the order of their files.
    let expected = [
        (1, 5, true, "Donor"),
        (3, 2, true, "GVHD"),
        (5, 1, false, "HLA"),
        (8, 1, true, "SCT"),
    ];
    assert_eq!(mentions.collect::<Vec<_>>(), expected);
}
