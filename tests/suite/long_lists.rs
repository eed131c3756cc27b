//! Sections, tags and menus with many entries: what stands on every page stays short, long
//! lists stand on several pages, and nothing is lost on the way.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::TestSite;

/// A site with pages of its own below the folder of each.
fn site_of(paths: &[String], settings: &str) -> TestSite {
    let site = TestSite::new();
    site.configure(format!(
        "title: Test Hospital\nbase_url: https://www.example.org/p/\n{settings}"
    ));
    for (number, path) in paths.iter().enumerate() {
        site.page(path, &format!("Topic {number:03}"), "Words.\n");
    }
    site
}

fn flat(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("care/topic-{number:03}.md")).collect()
}

/// What stands between two markers of a page.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) =
        page.split_once(start).unwrap_or_else(|| panic!("no {start} in {page}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end} in {rest}")).0
}

/// The addresses that a fragment links.
fn links(html: &str) -> Vec<&str> {
    let links = html.split("<a ").skip(1);
    links.map(|link| between(link, "href=\"", "\"")).collect()
}

fn nav(page: &str) -> &str {
    between(page, "<nav class=\"section-nav\"", "</nav>")
}

/// The paths of a tree of so many pages.
type Shape<'s> = &'s dyn Fn(usize) -> Vec<String>;

#[test]
fn twice_the_pages_are_little_more_than_twice_the_bytes() {
    let wide = |count: usize| -> Vec<String> {
        (0..count).map(|number| format!("care-{number:03}/topic.md")).collect()
    };
    let below = |count: usize| -> Vec<String> {
        (0..count).map(|number| format!("care/part-{number:03}/topic.md")).collect()
    };
    let bytes = |paths: &[String], settings: &str| -> usize {
        let site = site_of(paths, settings);
        site.build();
        let files = site.output().into_iter();
        let pages = files.filter(|(path, _)| !path.starts_with("assets/"));
        pages.map(|(_, bytes)| bytes.len()).sum()
    };
    let shapes: [(&str, Shape<'_>); 3] =
        [("flat", &flat), ("wide", &wide), ("below one", &below)];
    for (name, shape) in shapes {
        for settings in ["", "theme: handbook\n"] {
            let [once, twice] = [150, 300].map(|count| bytes(&shape(count), settings));
            let limit = once * 23 / 10;
            assert!(twice <= limit, "{name} {settings}: {once} bytes, then {twice}");
        }
    }
}

#[test]
fn a_page_of_a_large_section_shows_those_beside_it_and_the_way_to_all() {
    let site = site_of(&flat(51), "");
    site.build();
    for (number, shown) in [(0, 0..6), (20, 15..26), (50, 45..51)] {
        let page = site.published(&format!("care/topic-{number:03}/index.html"));
        let mut expected = vec!["/p/care/".to_owned()];
        expected.extend(shown.map(|number| format!("/p/care/topic-{number:03}/")));
        expected.push("/p/care/".to_owned());
        assert_eq!(links(nav(&page)), expected);
        assert!(nav(&page).contains(&format!(
            "<a href=\"/p/care/topic-{number:03}/\" aria-current=\"page\">"
        )));
        assert!(nav(&page).contains(">All pages in this section</a>"));
    }
    // All of them are in one list.
    let landing = site.published("care/index.html");
    assert_eq!(
        links(between(&landing, "<section class=\"ways\">", "</section>")).len(),
        51
    );
    assert!(!landing.contains("class=\"parts\""));
}

#[test]
fn a_section_of_fifty_pages_lists_them_all_on_each() {
    let site = site_of(&flat(50), "");
    site.build();
    let page = site.published("care/topic-020/index.html");
    assert_eq!(links(nav(&page)).len(), 51);
    assert!(!nav(&page).contains("All pages in this section"));
}

#[test]
fn every_page_of_a_long_section_is_reached_from_its_parts() {
    let site = site_of(&flat(450), "");
    site.page("care/index.md", "Care", "An introduction.\n");
    site.build();
    let parts = ["care/", "care/page/2/", "care/page/3/"];
    let mut reached = BTreeSet::new();
    for (number, part) in (1..).zip(parts) {
        let page = site.published(&format!("{part}index.html"));
        let listed = between(&page, "<section class=\"ways\">", "<nav class=\"parts\"");
        reached.extend(links(listed).into_iter().map(str::to_owned));
        assert_eq!(links(listed).len(), if number == 3 { 50 } else { 200 });
        assert!(listed.contains(&format!("In this section (page {number} of 3)</h2>")));
        let title = match number {
            1 => "<h1>Care</h1>".to_owned(),
            _ => format!("<h1>Care (page {number} of 3)</h1>"),
        };
        assert!(page.contains(&title), "{page}");
        assert_eq!(page.contains("An introduction."), number == 1);
        let own = format!("https://www.example.org/p/{part}");
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{own}\">")));
        assert!(site.published("sitemap.xml").contains(&format!("<loc>{own}</loc>")));
        let crumbs = links(between(&page, "<nav class=\"breadcrumbs\"", "</nav>"));
        let way: &[&str] = if number == 1 { &["/p/"] } else { &["/p/", "/p/care/"] };
        assert_eq!(crumbs, way);
        let ways = between(&page, "<nav class=\"parts\"", "</nav>");
        assert!(ways.contains(&format!("<p>Page {number} of 3</p>")));
        assert!(ways.contains(&format!("<span aria-current=\"page\">{number}</span>")));
        assert_eq!(ways.contains("rel=\"prev\""), number > 1);
        assert_eq!(ways.contains("rel=\"next\""), number < 3);
        assert!(!page.contains("noindex"));
    }
    let all: BTreeSet<String> =
        (0..450).map(|number| format!("/p/care/topic-{number:03}/")).collect();
    assert_eq!(reached, all);
}

#[test]
fn a_long_tag_and_a_long_section_are_parted_in_each_language() {
    let site = TestSite::in_two_languages();
    for number in 0..201 {
        let front_matter = format!("title: Pwnc {number:03}\ntags: [gwaed]");
        site.article(
            &format!("gofal/pwnc-{number:03}.cy.md"),
            &front_matter,
            "Geiriau.\n",
        );
    }
    site.build();
    for (path, title) in [
        ("cy/gofal/page/2/", "Gofal (tudalen 2 o 2)"),
        ("cy/tags/gwaed/page/2/", "gwaed (tudalen 2 o 2)"),
    ] {
        let page = site.published(&format!("{path}index.html"));
        assert!(page.contains(&format!("<h1>{title}</h1>")), "{page}");
        assert!(page.contains("<a href=\"/p/cy/gofal/pwnc-200/\">Pwnc 200</a>"));
        assert!(page.contains("<p>Tudalen 2 o 2</p>"));
    }
    let tag = site.published("cy/tags/gwaed/index.html");
    assert!(tag.contains("href=\"/p/cy/tags/gwaed/page/2/\" rel=\"next\""));
}

#[test]
fn an_author_cannot_write_where_a_part_stands() {
    let site = site_of(&flat(201), "");
    site.page("care/page/2.md", "Second", "Words.\n");
    let found = site.findings_of("duplicate-address");
    let places: Vec<&str> =
        found.iter().filter_map(|found| found["file"].as_str()).collect();
    assert_eq!(places, ["site-content/care/page/2.md"]);
    assert!(found[0]["message"].as_str().unwrap().contains("`/care/page/2/`"));
    // Where the list is short, the address is free.
    site.remove("site-content/care/topic-000.md");
    site.remove("site-content/care/topic-001.md");
    assert_eq!(site.findings_of("duplicate-address").len(), 0);
}

#[test]
fn menus_of_many_sections_end_with_the_way_to_all_of_them() {
    let paths: Vec<String> =
        (0..201).map(|number| format!("care-{number:03}/topic.md")).collect();
    let site = site_of(&paths, "");
    site.build();
    let page = site.published("care-150/topic/index.html");
    for list in ["<ul class=\"menu-list\">", "<nav class=\"footer-sections\""] {
        let mut listed = links(between(&page, list, "</ul>"));
        listed.retain(|link| *link != "/p/a-to-z/");
        assert_eq!((listed.len(), listed.last()), (51, Some(&"/p/")), "{list}");
    }
    let mut reached: BTreeMap<String, usize> = BTreeMap::new();
    for home in ["index.html", "page/2/index.html"] {
        let page = site.published(home);
        let listed = between(&page, "<section class=\"ways\">", "<nav class=\"parts\"");
        for link in links(listed) {
            *reached.entry(link.to_owned()).or_default() += 1;
        }
    }
    assert_eq!(reached.len(), 201);
    assert!(reached.values().all(|count| *count == 1));
}

#[test]
fn a_deep_folder_has_a_short_way_above_it() {
    for theme in ["default", "handbook"] {
        let folder = vec!["d"; 120].join("/");
        let site = site_of(&[format!("{folder}/topic.md")], &format!("theme: {theme}\n"));
        site.build();
        let page = site.published(&format!("{folder}/topic/index.html"));
        let crumbs = links(between(&page, "<nav class=\"breadcrumbs\"", "</nav>"));
        let deepest = format!("/p/{folder}/");
        let ends = (crumbs.len(), crumbs[0], *crumbs.last().unwrap());
        assert_eq!(ends, (8, "/p/", deepest.as_str()), "{theme}");
        assert!(page.matches("<a ").count() < 60, "{theme}");
    }
}

#[test]
fn a_long_guide_shows_the_pages_around_the_reader() {
    let site = site_of(&flat(60), "");
    site.article(
        "care/index.md",
        "title: Care\ntype: guide\ndescription: All.",
        "Words.\n",
    );
    site.build();
    let guide =
        |page: &str| between(page, "<nav class=\"guide folds\"", "</nav>").to_owned();
    let page = guide(&site.published("care/topic-030/index.html"));
    let mut expected: Vec<String> =
        (25..36).map(|number| format!("/p/care/topic-{number:03}/")).collect();
    expected.retain(|link| !link.contains("030"));
    expected.push("/p/care/whole-guide/".to_owned());
    expected.push("/p/care/".to_owned());
    assert_eq!(links(&page), expected);
    assert!(page.contains(">All pages in this guide</a>"));
    let landing = guide(&site.published("care/index.html"));
    assert!(!landing.contains("All pages in this guide"), "{landing}");
}

#[test]
fn the_readers_place_is_marked_however_a_theme_writes_its_links() {
    let site = site_of(&["care/one.md".to_owned(), "care/two.md".to_owned()], "");
    let template = |name: &str, text: &str| {
        site.write(&format!("themes/default/templates/{name}"), text);
    };
    template(
        "nav.html",
        "<nav class=\"section-nav\">{% for entry in nav.entries %}\
         <a class=\"x\" title='a > b' href='{{ entry.url }}'>{{ entry.title }}</a>\
         {% endfor %}</nav>",
    );
    template(
        "menu.html",
        "<nav class=\"site-menu\">{% for link in site.menu %}\
         <a data-link href = \"{{ link.url }}\">{{ link.title }}</a>{% endfor %}</nav>",
    );
    site.build();
    let page = site.published("care/one/index.html");
    assert!(nav(&page).contains("href='/p/care/one/' aria-current=\"page\">"), "{page}");
    assert_eq!(nav(&page).matches("aria-current").count(), 1);
    let menu =
        |page: &str| between(page, "<nav class=\"site-menu\">", "</nav>").to_owned();
    assert!(menu(&page).contains("href = \"/p/care/\" aria-current=\"true\">"), "{page}");
    let landing = site.published("care/index.html");
    assert!(menu(&landing).contains("href = \"/p/care/\" aria-current=\"page\">"));
}
