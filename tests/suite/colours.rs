//! A brand's colours and fonts from `site.yaml` to the published sheet.

use std::fs;

use crate::harness::{TestSite, repository};
use crate::preview::Preview;

fn sheet(site: &TestSite) -> (String, String) {
    let output = site.output();
    let (path, bytes) = output
        .iter()
        .find(|(path, _)| path.starts_with("assets/css/site."))
        .expect("the sheet is published");
    (path.clone(), String::from_utf8(bytes.clone()).unwrap())
}

fn brand(site: &TestSite, lines: &str) {
    let text = format!(
        "title: Test Hospital\nbase_url: https://www.example.org/patients/\nbrand:\n{lines}"
    );
    site.write("site-content/site.yaml", text);
}

#[test]
fn pages_ask_for_the_sheet_with_the_brands_colours() {
    let site = TestSite::new();
    brand(
        &site,
        "  colours: {primary: \"#005a70\", muted: {light: \"#333\", dark: \"#ddd\"}}\n",
    );
    site.build();
    let (path, css) = sheet(&site);
    let (light, dark) = css.split_once("prefers-color-scheme:dark").unwrap();
    for (part, line) in [
        (light, "--primary:#005a70;"),
        (light, "--muted:#333333;"),
        (dark, "--muted:#dddddd;"),
        // The theme's own sheet comes later: what it says of paper holds.
        (dark, "@media print{:root{"),
    ] {
        assert!(part.contains(line), "{line}\n{css}");
    }
    let page = site.published("index.html");
    assert!(page.contains(&format!("href=\"/patients/{path}\"")), "{page}");
    // A browser paints its own bars in the colours of the header.
    let bar = "<meta name=\"theme-color\" content=\"#005a70\" \
               media=\"(prefers-color-scheme: light)\">";
    assert!(page.contains(bar), "{page}");
    let bar = "<meta name=\"theme-color\" content=\"#192225\" \
               media=\"(prefers-color-scheme: dark)\">";
    assert!(page.contains(bar), "{page}");
    assert!(!page.contains("rel=\"preload\""), "{page}");
    brand(&site, "  colours: {primary: \"#7a1fa2\"}\n");
    site.build();
    assert_ne!(sheet(&site).0, path);
}

#[test]
fn colours_that_cannot_be_read_are_not_published() {
    let site = TestSite::new();
    brand(&site, "  colours: {primary: \"#4aa3b5\"}\n");
    let ran = site.run(&["check", "--format", "json"]);
    assert_eq!(ran.code, 1, "{ran}");
    let found = ran.findings();
    let faint: Vec<_> =
        found.iter().filter(|one| one["rule"] == "low-contrast").collect();
    // One line mends four pairs.
    assert_eq!(faint.len(), 1, "{ran}");
    for one in faint {
        assert_eq!((&one["line"], &one["column"]), (&4.into(), &22.into()), "{one}");
        let help = one["help"].as_str().unwrap();
        assert!(help.starts_with("write `primary: \"#"), "{help}");
    }
    let text = ran.to_string();
    assert!(text.contains("a contrast of 2.77 on light screens, and text needs 4.5"));
    brand(&site, "  colours: {acent: \"#ffcc00\"}\n");
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.to_string().contains("did you mean `accent`?"), "{ran}");
    // The site may decide otherwise, as with every rule.
    brand(&site, "  colours: {primary: \"#4aa3b5\"}\nrules: {low-contrast: warning}\n");
    site.build();
    let explained = site.run(&["explain", "low-contrast"]);
    assert!(explained.stdout.contains("1.4.11"), "{explained}");
}

#[test]
fn the_fonts_of_a_brand_are_published_measured_and_asked_for_early() {
    let site = TestSite::new();
    let fonts = repository().join("tests/fonts");
    for name in ["boxes.woff2", "boxes-mono.woff2"] {
        let bytes = fs::read(fonts.join(name)).unwrap();
        site.write(&format!("site-content/brand/my {name}"), bytes);
    }
    brand(
        &site,
        "  fonts:\n    - {family: Boxes, file: brand/my boxes.woff2, weight: 300 700}\n    \
         - {family: Boxes Mono, file: brand/my boxes-mono.woff2, role: code}\n",
    );
    site.build();
    let output = site.output();
    let font = output.keys().find(|path| path.starts_with("assets/fonts/my boxes."));
    let encoded = font.unwrap().replace(' ', "%20");
    let (_, css) = sheet(&site);
    let name = encoded.strip_prefix("assets/").unwrap();
    for part in [
        &*format!("src:url(\"../{name}\") format(\"woff2\");"),
        "--text-font:\"Boxes\",\"Boxes fallback\";",
        "--code-font:\"Boxes Mono\",",
        "size-adjust:110.0",
    ] {
        assert!(css.contains(part), "{part}\n{css}");
    }
    let page = site.published("index.html");
    let preload = format!(
        "<link rel=\"preload\" href=\"/patients/{encoded}\" as=\"font\" \
         type=\"font/woff2\" crossorigin>"
    );
    assert!(page.contains(&preload), "{page}");
    assert_eq!(page.matches("rel=\"preload\"").count(), 1, "{page}");
}

#[test]
fn a_font_that_is_none_is_told_at_its_name() {
    let site = TestSite::new();
    site.write("site-content/brand/own.ttf", b"\0\x01\0\0 and more");
    site.write("site-content/brand/own.woff2", b"wOF2 and no more");
    site.write("site-content/brand/other.woff2", b"");
    for (file, words) in [
        ("brand/own.ttf", "convert the font to woff2"),
        ("brand/own.woff2", "copy it again"),
        ("brand/other.woff2", "convert the font to woff2"),
        ("brand/owm.woff2", "brand/own.woff2"),
        ("https://fonts.example/own.woff2", "copy the woff2 file into `site-content/`"),
        ("index.md", "copy the woff2 file into `site-content/`"),
    ] {
        brand(&site, &format!("  fonts:\n    - {{family: Own, file: \"{file}\"}}\n"));
        let ran = site.run(&["check"]);
        assert_eq!(ran.code, 1, "{file}\n{ran}");
        assert!(ran.to_string().contains(words), "{file}\n{ran}");
        assert!(ran.to_string().contains("site.yaml:5:"), "{file}\n{ran}");
    }
}

#[test]
fn a_font_that_moves_is_named_anew() {
    let site = TestSite::new();
    let bytes = fs::read(repository().join("tests/fonts/boxes.woff2")).unwrap();
    site.write("site-content/brand/boxes.woff2", bytes);
    brand(&site, "  fonts:\n    - {family: Boxes, file: brand/boxes.woff2}\n");
    let ran = site.run(&["mv", "brand/boxes.woff2", "fonts/own.woff2"]);
    assert_eq!(ran.code, 0, "{ran}");
    let text = fs::read_to_string(site.path("site-content/site.yaml")).unwrap();
    assert!(text.contains("file: fonts/own.woff2}"), "{text}");
    site.build();
}

#[test]
fn the_preview_shows_a_new_colour_of_the_brand() {
    let site = TestSite::new();
    brand(&site, "  colours: {primary: \"#005a70\"}\n");
    let preview = Preview::of(&site, &[]);
    let sheet = || {
        let page = preview.get("/patients/").text();
        let address = page.split("/css/site.").nth(1).unwrap();
        address.split('"').next().unwrap().to_owned()
    };
    let before = sheet();
    brand(&site, "  colours: {primary: \"#7a1fa2\"}\n");
    preview.loses(&format!("/patients/assets/css/site.{before}"));
    let css = preview.get(&format!("/patients/assets/css/site.{}", sheet()));
    assert!(css.text().contains("--primary:#7a1fa2;"));
}
