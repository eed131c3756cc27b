//! Kinds of pages: guides, the A to Z, the accessibility statement, translations that are
//! behind; and what stands in the head of every page.

use crate::harness::{Ran, TestSite};

fn site() -> TestSite {
    let site = TestSite::new();
    site.write(
        "site-content/site.yaml",
        "title: Ward Pages\nbase_url: https://www.example.org/p/\nlanguages: [en-GB, cy]\n\
         brand: {organisation: Ward}\n",
    );
    site
}

/// An article with further lines of front matter.
fn article(site: &TestSite, path: &str, title: &str, front_matter: &str) {
    let text = format!("---\ntitle: {title}\n{front_matter}\n---\n\nWords.\n");
    site.write(&format!("site-content/{path}"), text);
}

fn settings(site: &TestSite, more: &str) {
    let path = site.path("site-content/site.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    site.write("site-content/site.yaml", text + more);
}

/// What stands between two markers of a page.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let from = page.find(start).unwrap_or_else(|| panic!("no {start} in {page}"));
    let rest = &page[from + start.len()..];
    &rest[..rest.find(end).unwrap_or_else(|| panic!("no {end} in {rest}"))]
}

/// The findings of a rule: file, line, message.
fn told(site: &TestSite, rule: &str) -> Vec<String> {
    let ran: Ran = site.run(&["check", "--format", "json"]);
    let found = ran.findings().into_iter().filter(|found| found["rule"] == rule);
    found
        .map(|found| {
            let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
            format!("{}:{}: {}", text("file"), found["line"], text("message"))
        })
        .collect()
}

/// The links of a fragment: address and words.
fn links(html: &str) -> Vec<(String, String)> {
    let links = html.split("<a ").skip(1);
    links
        .map(|link| {
            let href = between(link, "href=\"", "\"").to_owned();
            let words = between(link, ">", "</a>");
            let words = words.rsplit('>').find(|part| !part.is_empty()).unwrap_or(words);
            (href, words.split('<').next().unwrap_or_default().to_owned())
        })
        .collect()
}

fn pair(href: &str, words: &str) -> (String, String) {
    (href.to_owned(), words.to_owned())
}

#[test]
fn the_parts_of_a_guide_are_read_one_after_another() {
    let site = site();
    article(&site, "care/index.md", "Care", "type: guide");
    article(&site, "care/one.md", "One", "weight: 1");
    article(&site, "care/two.md", "Two", "weight: 2");
    article(&site, "care/gone.md", "Gone", "weight: 0\nstatus: withdrawn");
    article(&site, "care/deep/below.md", "Below", "");
    site.build();
    let guide =
        |page: &str| between(page, "<nav class=\"guide folds\"", "</nav>").to_owned();
    let ways = |page: &str| links(between(page, "<nav class=\"pagination\"", "</nav>"));
    let landing = site.published("care/index.html");
    let whole = pair("/p/care/whole-guide/", "The whole guide on one page");
    assert_eq!(
        links(&guide(&landing)),
        [pair("/p/care/one/", "One"), pair("/p/care/two/", "Two"), whole.clone()]
    );
    assert!(guide(&landing).contains("aria-current=\"page\">Care</span>"));
    assert_eq!(ways(&landing), [pair("/p/care/one/", "One")]);
    let one = site.published("care/one/index.html");
    assert_eq!(
        links(&guide(&one)),
        [pair("/p/care/", "Care"), pair("/p/care/two/", "Two"), whole]
    );
    assert_eq!(ways(&one), [pair("/p/care/", "Care"), pair("/p/care/two/", "Two")]);
    assert_eq!(
        ways(&site.published("care/two/index.html")),
        [pair("/p/care/one/", "One")]
    );
    for page in ["care/gone/index.html", "care/deep/below/index.html"] {
        assert!(!site.published(page).contains("class=\"guide"), "{page}");
    }
}

#[test]
fn a_guide_has_two_to_eight_pages_besides_its_landing_page() {
    let site = site();
    article(&site, "care/index.md", "Care", "type: guide");
    for pages in 1..=9 {
        article(&site, &format!("care/p{pages}.md"), &format!("P{pages}"), "");
        let told = told(&site, "guide-length");
        let message = match pages {
            1 => "has 1 page,",
            9 => "has 9 pages,",
            _ => {
                assert_eq!(told, [""; 0], "{pages}");
                continue;
            }
        };
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("site-content/care/index.md:3:"), "{told:?}");
        assert!(told[0].contains(message), "{told:?}");
    }
}

#[test]
fn a_translation_says_which_change_it_lacks() {
    let site = site();
    article(&site, "a.md", "A", "published: 2025-01-01\nupdated: 2026-02-03");
    article(&site, "b.md", "B", "reviewed: 2026-03-04");
    for (name, line, day) in [
        ("a", "translation: {date: 2026-02-02}", Some("3 Chwefror 2026")),
        ("a", "source_revision: 2026-02-02", Some("3 Chwefror 2026")),
        ("a", "translation: {date: 2026-02-03}", None),
        ("a", "source_revision: 4f2a91c", None),
        ("a", "reviewed: 2020-01-01", None),
        ("b", "translation: {date: 2026-01-01}", Some("4 Mawrth 2026")),
        ("c", "translation: {date: 2026-01-01}", None),
    ] {
        article(&site, &format!("{name}.cy.md"), "Cy", line);
        site.build();
        let page = site.published(&format!("cy/{name}/index.html"));
        let banner = page.contains("banner-behind");
        assert_eq!(banner, day.is_some(), "{name} {line}");
        assert!(day.is_none_or(|day| page.contains(day)), "{name} {line}: {page}");
        site.remove(&format!("site-content/{name}.cy.md"));
    }
}

#[test]
fn other_formats_are_measured_or_asked_for() {
    let site = site();
    site.write("site-content/care/easy.pdf", vec![b'x'; 545_000]);
    article(
        &site,
        "care/a.md",
        "A",
        "formats: [{format: easy-read, file: easy.pdf}, braille-on-request]",
    );
    site.build();
    let page = site.published("care/a/index.html");
    let formats = between(&page, "class=\"formats\"", "</section>");
    assert_eq!(links(formats), [pair("/p/care/easy.pdf", "Easy Read (PDF, 545 KB)")]);
    assert!(formats.contains("Braille"), "{formats}");
    article(&site, "b.md", "B", "formats:\n  - format: pdf\n    file: care/easi.pdf");
    let told_of = told(&site, "broken-file-link");
    assert_eq!(told_of.len(), 1, "{told_of:?}");
    assert!(told_of[0].starts_with("site-content/b.md:5:"), "{told_of:?}");
    article(&site, "b.md", "B", "formats: [easyread]");
    assert_eq!(told(&site, "bad-value").len(), 1);
}

#[test]
fn readers_answer_where_the_page_or_the_site_says() {
    let site = site();
    settings(&site, "feedback: web@example.org\n");
    article(&site, "a.md", "Hot & cold", "");
    article(&site, "b.md", "B", "feedback: https://forms.example/?a=1&b=2");
    article(&site, "c.md", "C", "feedback: no");
    article(&site, "d.md", "D", "status: withdrawn");
    site.build();
    let way = |page: &str| {
        let page = site.published(page);
        let link = page.find("<p class=\"feedback\">");
        link.map(|at| links(between(&page[at..], "<p", "</p>"))[0].0.clone())
    };
    let subject = "mailto:web@example.org?subject=Hot%20%26%20cold";
    assert_eq!(way("a/index.html").as_deref(), Some(subject));
    let form = "https://forms.example/?a=1&amp;b=2";
    assert_eq!(way("b/index.html").as_deref(), Some(form));
    assert_eq!(way("c/index.html"), None);
    assert_eq!(way("d/index.html"), None);
    article(&site, "b.md", "B", "feedback: write to us");
    assert_eq!(told(&site, "bad-value").len(), 1);
}

#[test]
fn the_a_to_z_lists_articles_by_all_their_names() {
    let site = site();
    article(
        &site,
        "gvhd.md",
        "Graft-versus-host disease",
        "short_title: GVHD\naliases: [gvhd, Émigré cells, graft]\ndescription: What it is.",
    );
    article(&site, "eating.md", "eating", "");
    article(&site, "2-days.md", "2 days", "");
    article(&site, "staff.md", "Staff", "audience: [staff]");
    article(&site, "draft.md", "Draft", "status: draft");
    article(&site, "bwyd.cy.md", "Bwyd", "");
    site.build();
    let page = site.published("a-to-z/index.html");
    let rows: Vec<(String, String)> = page
        .split("class=\"term-row\"")
        .skip(1)
        .map(|row| (between(row, "row-name\"", "</").to_owned(), row.to_owned()))
        .collect();
    let names: Vec<&str> =
        rows.iter().map(|(name, _)| name.rsplit('>').next().unwrap()).collect();
    assert_eq!(
        names,
        ["eating", "Émigré cells", "Graft-versus-host disease", "GVHD", "2 days"]
    );
    assert!(rows[2].1.contains("What it is."), "{}", rows[2].1);
    assert!(page.contains("data-none=\"No topics found\""), "{page}");
    let see = between(&rows[3].1, ", see ", "</li>");
    assert_eq!(links(see), [pair("/p/gvhd/", "Graft-versus-host disease")]);
    assert!(
        page.contains("hreflang=\"cy\" href=\"https://www.example.org/p/cy/a-to-z/\"")
    );
    let sitemap = site.published("sitemap.xml");
    assert!(sitemap.contains("<loc>https://www.example.org/p/a-to-z/</loc>"));
    assert!(site.published("index.html").contains("href=\"/p/a-to-z/\""));
}

#[test]
fn the_address_of_the_a_to_z_is_taken_and_can_be_linked() {
    let site = site();
    site.page("a.md", "A", "All are [in a list](/a-to-z/).\n");
    site.build();
    assert!(
        site.published("a/index.html").contains("<a href=\"/p/a-to-z/\">in a list</a>")
    );
    assert!(site.published("a-to-z/index.html").contains("class=\"letter-group\""));
    site.page("a-to-z.md", "Mine", "Words.\n");
    assert_eq!(told(&site, "duplicate-address").len(), 1);
    let empty = TestSite::new();
    empty.build();
    assert!(!empty.path("output/a-to-z").exists(), "no topics");
}

const STATEMENT: &str = "compliance: partially\nprepared: 2026-01-05\ntesting: By us.\n\
    problems:\n  - {description: Charts are small., reason: non-compliance}\n\
    contact: clinic\nresponse_time: 5 working days\n\
    enforcement: {name: The body, url: \"https://body.example/\"}\n";

#[test]
fn the_statement_is_made_or_shown_by_an_article() {
    let site = site();
    site.write("site-content/data/contacts.yaml", "clinic: {name: The clinic}\n");
    site.write("site-content/data/accessibility.yaml", STATEMENT);
    article(&site, "a.cy.md", "A", "");
    site.build();
    let made = site.published("accessibility/index.html");
    for words in
        ["WCAG 2.2 AA", "Charts are small.", "The clinic", "5 working days", "The body"]
    {
        assert!(made.contains(words), "{words}: {made}");
    }
    let welsh = site.published("cy/a/index.html");
    assert!(welsh.contains("href=\"/p/accessibility/\""), "{welsh}");
    assert!(site.published("sitemap.xml").contains("/p/accessibility/</loc>"));
    article(&site, "about/all.md", "For all", "type: accessibility-statement");
    site.build();
    assert!(!site.path("output/accessibility").exists());
    let shown = site.published("about/all/index.html");
    let main = between(&shown, "<main", "</main>");
    let (words, problem) = (main.find("<p>Words.</p>"), main.find("Charts are small."));
    assert!(words.is_some() && words < problem, "its own words come first: {main}");
    assert!(
        site.published("index.html").contains("<a href=\"/p/about/all/\">For all</a>")
    );
}

#[test]
fn a_statement_without_its_parts_is_told() {
    let site = site();
    site.write("site-content/data/contacts.yaml", "clinic: {name: The clinic}\n");
    site.write("site-content/data/accessibility.yaml", STATEMENT);
    assert_eq!(told(&site, "incomplete-statement"), [""; 0]);
    for (line, lack, place) in [
        ("compliance: partially\n", "`compliance`", 1),
        ("response_time: 5 working days\n", "`response_time`", 1),
        ("contact: clinic\n", "`contact`", 1),
        ("description: Charts are small., ", "`description`", 5),
        (", reason: non-compliance", "`reason`", 5),
    ] {
        let text = STATEMENT.replace(line, "");
        site.write("site-content/data/accessibility.yaml", text);
        let told = told(&site, "incomplete-statement");
        assert_eq!(told.len(), 1, "{told:?}");
        let start = format!("site-content/data/accessibility.yaml:{place}:");
        assert!(told[0].starts_with(&start) && told[0].contains(lack), "{told:?}");
    }
    let text = STATEMENT.replace("contact: clinic", "contact: clinik");
    site.write("site-content/data/accessibility.yaml", text);
    assert_eq!(told(&site, "unknown-record").len(), 1);
}

#[test]
fn references_stand_as_the_author_asks() {
    let site = site();
    site.write("site-content/data/references.yaml", "one: {type: web, title: One}\n");
    for (display, listed, folded) in [
        ("collapsed", true, true),
        ("list", true, false),
        ("on-request", false, false),
        ("hidden", false, false),
    ] {
        let text = format!(
            "---\ntitle: A\nreferences_display: {display}\n---\n\nSaid [@one].\n"
        );
        site.write("site-content/a.md", text);
        site.build();
        let page = site.published("a/index.html");
        assert_eq!(page.contains("id=\"ref_one\""), listed, "{display}");
        assert_eq!(page.contains("href=\"#ref_one\""), listed, "{display}");
        assert_eq!(page.contains("class=\"folded references\""), folded, "{display}");
        let asked = page.contains("Ask us for the list of sources");
        assert_eq!(asked, display == "on-request", "{display}");
    }
}

#[test]
fn a_withdrawn_page_says_since_when() {
    let site = site();
    article(&site, "a.md", "A", "status: withdrawn\nupdated: 2026-03-04");
    site.build();
    let page = site.published("a/index.html");
    assert!(page.contains("Withdrawn on 4 March 2026."), "{page}");
    assert!(!page.contains("application/ld+json"), "{page}");
}

#[test]
fn the_head_shows_the_page_to_other_places() {
    let site = site();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"12\" height=\"6\"/>";
    site.write("site-content/all.svg", svg);
    site.write("site-content/care/own.svg", svg);
    site.write("site-content/icon.png", b"no picture");
    settings(&site, "");
    let text = std::fs::read_to_string(site.path("site-content/site.yaml")).unwrap();
    let brand = "brand: {organisation: Ward, icon: [all.svg, icon.png], \
                 image: {file: all.svg, alt: All of us}, colours: {primary: \"#005a70\"}}";
    let text = text.replace("brand: {organisation: Ward}", brand);
    site.write("site-content/site.yaml", text);
    article(
        &site,
        "care/a.md",
        "A",
        "image: {file: own.svg, alt: Mine}\ndescription: D.",
    );
    site.build();
    let page = site.published("care/a/index.html");
    for tag in [
        "<meta property=\"og:title\" content=\"A\">",
        "<meta property=\"og:description\" content=\"D.\">",
        "<meta property=\"og:url\" content=\"https://www.example.org/p/care/a/\">",
        "<meta property=\"og:site_name\" content=\"Ward Pages\">",
        "<meta property=\"og:locale\" content=\"en_GB\">",
        "<meta property=\"og:image\" content=\"https://www.example.org/p/care/own.svg\">",
        "<meta property=\"og:image:alt\" content=\"Mine\">",
        "<meta property=\"og:image:width\" content=\"12\">",
        "<link rel=\"icon\" href=\"/p/all.svg\" type=\"image/svg+xml\" sizes=\"any\">",
        "<link rel=\"icon\" href=\"/p/icon.png\" type=\"image/png\">",
        "<link rel=\"apple-touch-icon\" href=\"/p/icon.png\">",
        "<link rel=\"manifest\" href=\"/p/manifest.webmanifest\">",
    ] {
        assert!(page.contains(tag), "{tag}: {page}");
    }
    let home = site.published("index.html");
    assert!(home.contains("og:image:alt\" content=\"All of us\""), "{home}");
    let manifest = site.published("manifest.webmanifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["name"], "Ward Pages");
    assert_eq!(manifest["short_name"], "Ward");
    assert_eq!(manifest["display"], "browser");
    assert_eq!(manifest["start_url"], "/p/");
    assert_eq!(manifest["theme_color"], "#005a70");
    assert_eq!(manifest["icons"][1]["src"], "/p/icon.png");
    article(&site, "care/a.md", "A", "image: {file: gone.svg, alt: Mine}");
    assert_eq!(told(&site, "missing-image").len(), 1);
}

#[test]
fn the_files_that_settings_name_are_followed_when_they_move() {
    let site = site();
    site.write("site-content/care/own.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    let text = std::fs::read_to_string(site.path("site-content/site.yaml")).unwrap();
    let brand = "brand: {icon: care/own.svg, image: {file: care/own.svg, alt: A}}";
    let text = text.replace("brand: {organisation: Ward}", brand);
    site.write("site-content/site.yaml", text);
    let front_matter = "image: {file: own.svg, alt: A}\n\
                        formats: [pdf, {format: easy-read, file: \"own.svg\"}]";
    article(&site, "care/a.md", "A", front_matter);
    let ran = site.run(&["mv", "care/own.svg", "brand/mark.svg"]);
    assert_eq!(ran.code, 0, "{ran}");
    let read = |path: &str| std::fs::read_to_string(site.path(path)).unwrap();
    let page = read("site-content/care/a.md");
    assert!(page.contains("image: {file: ../brand/mark.svg,"), "{page}");
    assert!(page.contains("file: \"../brand/mark.svg\"}]"), "{page}");
    let settings = read("site-content/site.yaml");
    assert_eq!(settings.matches("brand/mark.svg").count(), 2, "{settings}");
}
