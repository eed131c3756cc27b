//! Whole files.

use super::*;
use crate::base::{ContentPath, FileId, LineIndex, Span, Spanned};
use crate::config::LanguageId;
use crate::source::{SourceFile, SourceKind};

fn read(text: &str) -> (Config, Vec<(&'static str, usize, String)>) {
    let path = ContentPath::new("site.yaml").unwrap();
    let file = SourceFile::from_text(FileId(7), SourceKind::Config, path, text);
    let outcome = parse(Some(&file));
    let lines = LineIndex::default();
    let found = outcome.diagnostics.iter().map(|diagnostic| {
        let start = diagnostic.primary.unwrap().range().start;
        let help = diagnostic.help.as_deref().unwrap();
        let told = format!("{} / {help}", diagnostic.message);
        (diagnostic.rule.name, lines.position(text, start).line, told)
    });
    (outcome.value, found.collect())
}

#[test]
fn every_key_of_the_design_is_read() {
    let (config, found) = read(concat!(
        "title: Riverside Transplant Service\n",
        "base_url: https://transplant.riverside.example/patients/\n",
        "languages: [{tag: en-GB, name: English}, {tag: cy}, ar, {tag: fr, dir: rtl, collation: de}]\n",
        "theme: default\n",
        "brand: {organisation: Riverside Hospital, logo: brand/logo.svg, icon: brand/icon.PNG, image: {file: brand/all.jpg, alt: Us}, colours: {primary: \"#005a70\", accent: \"#b54\", ink: {light: \"#000\", dark: \"#fff\"}}, fonts: [{family: Own, file: a.woff2}, {family: Own Mono, file: b.woff2, weight: 300 700, style: italic, role: code}], links: [{title: Privacy, target: privacy.md}]}\n",
        "theme_options: {reading_time: no, size: 1.50}\n",
        "navigation: {order: [transplant, types], menu: [types]}\n",
        "markdown: {html: deny, highlight: false}\n",
        "glossary: {mark: first-in-section, expand: no, allow: [BMTU, HLA]}\n",
        "review: {interval: 2y, grace: 30d, as_of: 2026-01-31}\n",
        "feedback: https://forms.example/\n",
        "audiences: {staff: {label: For staff, theme: handbook}, carer: Carers}\n",
        "rules: {overdue-review: error, http-link: off, orphan: note}\n",
        "search: {enabled: false}\n",
        "output: {include: [CNAME], active_content: [tools/dose.html]}\n",
    ));
    assert_eq!(found, []);
    assert_eq!(config.active_content[0].value, "tools/dose.html");
    assert_eq!(config.base_path(), "/patients/");
    let tags: Vec<&str> = config.languages.iter().map(|l| l.tag.as_str()).collect();
    assert_eq!(tags, ["en-GB", "cy", "ar", "fr"]);
    assert_eq!(config.languages[LanguageId(1)].name, "Cymraeg");
    assert_eq!(config.languages[LanguageId(2)].direction, Direction::Rtl);
    assert_eq!(config.languages[LanguageId(3)].direction, Direction::Rtl);
    assert_eq!(config.languages[LanguageId(3)].collation, "de");
    assert_eq!(config.brand.colours["accent"].light.value, "#b54");
    let dark = config.brand.colours["ink"].dark.as_ref();
    assert_eq!(dark.map(|colour| colour.value.as_str()), Some("#fff"));
    let [text, code] = &config.brand.fonts[..] else { panic!("two fonts") };
    assert_eq!(
        (text.weights, text.italic, text.role),
        ((400, 400), false, FontRole::Text)
    );
    assert_eq!(
        (code.weights, code.italic, code.role),
        ((300, 700), true, FontRole::Code)
    );
    assert_eq!(code.file.value, "b.woff2");
    assert_eq!(config.brand.icon[0].value, "brand/icon.PNG");
    assert_eq!(config.brand.image.as_ref().unwrap().alt, "Us");
    assert_eq!(config.feedback.as_deref(), Some("https://forms.example/"));
    assert_eq!(config.brand.links[0].target.value, "privacy.md");
    assert_eq!(config.navigation_order[1].value, "types");
    assert_eq!(config.navigation_menu.as_ref().unwrap()[0].value, "types");
    let options: Vec<_> = config.theme_options.iter().map(|o| &*o.name.value).collect();
    assert_eq!(options, ["reading_time", "size"]);
    assert_eq!(config.markdown, MarkdownConfig { html: RawHtml::Deny, highlight: false });
    assert_eq!(config.glossary.mark, Marking::FirstInSection);
    assert!(!config.glossary.expand);
    assert_eq!(config.known_abbreviations, ["BMTU", "HLA"]);
    assert_eq!((config.review.interval_months, config.review.grace_days), (24, 30));
    assert_eq!(config.review.as_of.unwrap().to_string(), "2026-01-31");
    assert_eq!(config.audiences["staff"].label, "For staff");
    assert_eq!(config.audiences["carer"].label, "Carers");
    assert_eq!(themes(&config), ["default", "handbook"]);
    let rules: Vec<_> = config.rules.iter().map(|rule| rule.severity).collect();
    assert_eq!(rules, [Some(Severity::Error), None, Some(Severity::Note)]);
    assert!(!config.search);
    assert_eq!(config.include, ["CNAME"]);
}

#[test]
fn a_missing_or_empty_file_builds_a_site() {
    let outcome = parse(None);
    assert_eq!(outcome.value, Config::default());
    assert_eq!(outcome.diagnostics.len(), 1);
    for text in ["", "# nothing yet\n", "base_url:\n"] {
        let (config, found) = read(text);
        assert_eq!(config.title, "Untitled site");
        let rules: Vec<&str> = found.iter().map(|(rule, ..)| rule.as_ref()).collect();
        assert_eq!(rules, ["missing-site-title", "missing-base-url"], "{text:?}");
    }
}

#[test]
fn each_fault_is_told_at_its_line_and_with_its_cure() {
    const GOOD: &str = "title: T\nbase_url: https://example.org/\n";
    for (text, rule, part) in [
        ("nav: [a\nx: 1\n", "bad-configuration", "]"),
        ("base_ulr: \"https://x/\"\n", "unknown-configuration-key", "`base_url`"),
        ("review: {intervall: 24m}\n", "unknown-configuration-key", "`interval`"),
        ("brand: {colors: {}}\n", "unknown-configuration-key", "`colours`"),
        ("output: /\n", "bad-configuration", "--output"),
        ("content: nowhere\n", "unknown-configuration-key", "title"),
        ("languages: english\n", "bad-configuration", "tag: en-GB"),
        ("languages: [english]\n", "bad-configuration", "en-GB"),
        ("languages: [en, EN]\n", "bad-configuration", "twice"),
        ("languages: [{name: English}]\n", "bad-configuration", "tag"),
        ("languages: [{tag: en, direction: left}]\n", "bad-configuration", "ltr"),
        ("brand: {colours: {primary: blue}}\n", "bad-configuration", "#005a70"),
        ("brand: {colours: {ink: {light: \"#000\"}}}\n", "bad-configuration", "dark"),
        ("brand: {colours: {ink: {light: 7, dark: 8}}}\n", "bad-configuration", "light"),
        ("brand: {fonts: [{family: Own}]}\n", "bad-configuration", "woff2"),
        (
            "brand: {fonts: [{family: O, file: a.woff2, weight: bold}]}\n",
            "bad-configuration",
            "400",
        ),
        (
            "brand: {fonts: [{family: O, file: a.woff2, weight: 700 300}]}\n",
            "bad-configuration",
            "300 700",
        ),
        (
            "brand: {fonts: [{name: O, file: a.woff2}]}\n",
            "unknown-configuration-key",
            "family",
        ),
        ("brand: {links: [{title: x}]}\n", "bad-configuration", "target"),
        ("markdown: {html: sanitize}\n", "bad-configuration", "`html: sanitise`"),
        ("review: {interval: soon}\n", "bad-configuration", "24m"),
        ("review: {as_of: 31/01/2026}\n", "bad-date", "YYYY-MM-DD"),
        ("rules: {http-link: errror}\n", "bad-configuration", "`error`"),
        ("search: {enabled: perhaps}\n", "bad-configuration", "yes"),
        ("a: &a [x]\nb: [*a]\n", "bad-configuration", "quotation"),
        ("title: Twice\n", "duplicate-key", "remove"),
        ("theme: [a]\n", "bad-configuration", "text"),
    ] {
        let (_, found) = read(&format!("{GOOD}{text}"));
        let told = found.first().unwrap_or_else(|| panic!("nothing found: {text}"));
        assert_eq!((told.0, told.1), (rule, 3), "{text} {found:?}");
        assert!(told.2.contains(part), "{text} {found:?}");
    }
}

#[test]
fn an_address_that_cannot_be_published_under_is_an_error() {
    for address in
        ["javascript:alert(1)//", "example.org", "'https://x/\"><script>'", "''"]
    {
        let (config, found) = read(&format!("title: T\nbase_url: {address}\n"));
        assert_eq!(config.base_url, None);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].1), ("bad-configuration", 2));
    }
}

#[test]
fn a_file_that_is_no_yaml_is_not_blamed_for_what_it_lacks() {
    let (_, found) = read("title: \"x\nbase_url: https://example.org/\n");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0, found[0].1), ("bad-configuration", 1));
}

fn themes(config: &Config) -> Vec<&str> {
    config.themes().into_iter().map(|theme| theme.value.as_str()).collect()
}

#[test]
fn a_page_has_the_theme_that_all_its_readers_share() {
    let (config, found) = read(concat!(
        "title: T\nbase_url: https://a.example/\n",
        "audiences: {staff: {theme: handbook}, trainee: {theme: handbook}, board: {theme: x}}\n",
    ));
    assert_eq!(found, []);
    assert_eq!(themes(&config), ["default", "x", "handbook"]);
    for (audience, theme) in [
        (&[][..], "default"),
        (&["staff"], "handbook"),
        (&["staff", "trainee"], "handbook"),
        (&["staff", "board"], "default"),
        (&["staff", "patient"], "default"),
        (&["patient", "staff"], "default"),
    ] {
        let spanned = |who: &&str| Spanned::new((*who).to_owned(), Span::file(FileId(0)));
        let audience: Vec<_> = audience.iter().map(spanned).collect();
        assert_eq!(config.theme_for(&audience), theme, "{audience:?}");
    }
}
