//! Other forms of pages: a guide as one document, large print, and the words alone.

use crate::harness::TestSite;

fn site_with_guide() -> TestSite {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\nformats: [large-print, text]\n",
    );
    site.article("care/index.md", "title: Care\ntype: guide\nweight: 1", "Begin.\n");
    site.article(
        "care/food.md",
        "title: Food\ndescription: What to eat.\nweight: 2\nreviewed: 2026-01-31",
        "See [rest](#rest) and [sleep](sleep.md).\n\n## Rest\n\n![A jug](jug.svg)\n",
    );
    site.article("care/sleep.md", "title: Sleep\nweight: 3", "## Rest\n\nAt night.\n");
    site.article("care/staff.md", "title: Rota\naudience: [staff]", "Words.\n");
    site.write(
        "site-content/care/jug.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    site
}

#[test]
fn a_guide_is_one_document_as_well() {
    let site = site_with_guide();
    site.build();
    let whole = site.published("care/whole-guide/index.html");
    for expected in [
        "<h2 id=\"part_1\">Care</h2>",
        "<h2 id=\"part_2\">Food</h2>\n<p class=\"lead\">What to eat.</p>",
        "<h3 id=\"part_2_rest\">Rest</h3>",
        "<h3 id=\"part_3_rest\">Rest</h3>",
        "<a href=\"#part_2_rest\">rest</a>",
        "<a href=\"/p/care/sleep/\">sleep</a>",
        "<meta name=\"robots\" content=\"noindex\">",
        "31 January 2026",
    ] {
        assert!(whole.contains(expected), "{expected}: {whole}");
    }
    let food = site.published("care/food/index.html");
    assert!(food.contains("<a href=\"/p/care/whole-guide/\">"), "{food}");
    assert!(!site.published("sitemap.xml").contains("whole-guide"));
}

#[test]
fn old_addresses_of_other_forms_lead_to_the_page_that_offers_them() {
    let site = site_with_guide();
    site.build();
    for (from, to) in [("care/food.md", "care/meals.md"), ("care", "looking-after")] {
        let ran = site.run(&["mv", from, to]);
        assert_eq!(ran.code, 0, "{ran}");
    }
    site.build();
    for (old, new) in [
        ("care/whole-guide", "/p/looking-after/"),
        ("care/food/text", "/p/looking-after/meals/"),
        ("care/meals/large-print", "/p/looking-after/meals/"),
    ] {
        let page = site.published(&format!("{old}/index.html"));
        let leads = format!("<meta http-equiv=\"refresh\" content=\"0; url={new}\">");
        assert!(page.contains(&leads), "{old}: {page}");
    }
}

#[test]
fn pages_for_patients_have_the_forms_that_the_site_asks_for() {
    let site = site_with_guide();
    site.build();
    let food = site.published("care/food/index.html");
    for form in ["large-print", "text"] {
        assert!(food.contains(&format!("<a href=\"/p/care/food/{form}/\">")), "{food}");
        let twin = site.published(&format!("care/food/{form}/index.html"));
        assert!(twin.contains("<meta name=\"robots\" content=\"noindex\">"), "{twin}");
        let canonical = "rel=\"canonical\" href=\"https://www.example.org/p/care/food/\"";
        assert!(twin.contains(canonical), "{twin}");
        assert!(twin.contains("<h2 id=\"rest\">Rest</h2>"), "{twin}");
        assert!(!site.published("sitemap.xml").contains(form));
    }
    let text = site.published("care/food/text/index.html");
    assert!(text.contains("[A jug]") && !text.contains("<img"), "{text}");
    assert!(!text.contains("stylesheet") && !text.contains("<script"), "{text}");
    let files: Vec<String> = site.output().into_keys().collect();
    assert!(!files.iter().any(|file| file.contains("staff/text")), "{files:?}");
    assert!(
        !files.iter().any(|file| file.as_str() == "care/text/index.html"),
        "{files:?}"
    );
}

#[test]
fn an_author_who_offers_a_form_keeps_his_own() {
    let site = site_with_guide();
    site.article("care/food.md", "title: Food\nformats: [large-print]", "Words.\n");
    site.build();
    let files: Vec<String> = site.output().into_keys().collect();
    assert!(!files.iter().any(|file| file.contains("food/large-print")), "{files:?}");
    assert!(
        files.iter().any(|file| file.as_str() == "care/food/text/index.html"),
        "{files:?}"
    );
}

#[test]
fn a_form_that_nobody_makes_is_told() {
    let site = site_with_guide();
    site.configure("title: T\nbase_url: https://e.org/\nformats: [large-prnt]\n");
    let ran = site.run(&["check"]);
    assert!(ran.stdout.contains("`large-prnt` is no form"), "{}", ran.stdout);
    assert!(ran.stdout.contains("`large-print`"), "{}", ran.stdout);
}
