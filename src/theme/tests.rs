//! Tests of the theme as its users see it: the views, the default theme, and a site's own
//! templates over it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{ContentPath, FileId, LineIndex};
use crate::diagnostic::{
    BAD_THEME_FILE, BROKEN_TEMPLATE, Diagnostic, MISSING_STRING, MISSING_TEMPLATE, Rule,
    UNKNOWN_THEME,
};
use crate::source::{SourceContent, SourceFile, SourceKind};

use super::sample;
use super::trial::PAGE_KINDS;
use super::view::{PageView, RedirectView};
use super::{Current, PlacedMenu, SITE_SHEET, Theme};

fn default_theme() -> Theme {
    let loaded = Theme::load("default", &[], &["en-GB", "cy"]);
    assert_eq!(loaded.diagnostics, []);
    loaded.value
}

/// The file of a site, as the source stage would give it.
fn theme_file(id: u32, path: &str, text: &str) -> SourceFile {
    SourceFile {
        id: FileId(id),
        kind: SourceKind::Theme,
        path: ContentPath::new(path).expect("tests give sound paths"),
        shown: format!("themes/{path}").into(),
        content: SourceContent::Text {
            text: Arc::from(text),
            lines: LineIndex::default(),
        },
    }
}

fn load(name: &str, files: &[(&str, &str)]) -> (Theme, Vec<Diagnostic>) {
    let files: Vec<SourceFile> =
        (1..).zip(files).map(|(id, (path, text))| theme_file(id, path, text)).collect();
    let files: Vec<&SourceFile> = files.iter().collect();
    let loaded = Theme::load(name, &files, &["en"]);
    (loaded.value, loaded.diagnostics)
}

fn rules(found: &[Diagnostic]) -> Vec<&'static Rule> {
    found.iter().map(|diagnostic| diagnostic.rule).collect()
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a golden file is read, and written on demand"
)]
fn the_contract_with_theme_authors_is_the_golden_file() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/page-view.json");
    let theme = default_theme();
    let mut site = sample::site(&theme, "en-GB", "ltr");
    // What a theme itself brings is no part of the contract.
    site.colours.retain(|name, _| name == "primary");
    site.options.clear();
    site.strings.retain(|name, _| name == "menu");
    site.assets.retain(|name, _| name == SITE_SHEET);
    let view = serde_json::json!({
        "site": site,
        "page": sample::page("article"),
        "nav": sample::nav(),
        "term": sample::term(),
        "block": sample::block("contact", Some("Who to call"), "<p>Body.</p>"),
    });
    let written = serde_json::to_string_pretty(&view).unwrap() + "\n";
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(path, &written).unwrap();
    }
    let golden = std::fs::read_to_string(path).unwrap();
    let differs = written.lines().zip(golden.lines()).find(|(new, old)| new != old);
    assert!(
        written == golden,
        "SNAPSHOTS=overwrite writes the new contract: {differs:?}"
    );
}

#[test]
fn every_template_renders_the_fullest_and_the_barest_page() {
    let theme = default_theme();
    let full = theme.site_value(&sample::site(&theme, "en-GB", "ltr"));
    let bare = theme.site_value(&sample::bare_site(&theme));
    for &kind in PAGE_KINDS {
        for (site, page) in
            [(&full, sample::page(kind)), (&bare, sample::bare_page(kind))]
        {
            let html = theme.render_page(kind, site, &page).unwrap();
            assert_eq!(html.matches("<h1>").count(), 1, "{kind}");
            assert!(html.contains(" – "), "the title names page and site: {kind}");
            assert!(!html.contains("style="), "{kind}");
            for script in html.split("<script ").skip(1) {
                let is_file = script.starts_with("src=") && script.contains("></script>");
                let is_data = script.starts_with("type=\"application/ld+json\">");
                assert!(is_file || is_data, "a script in the page: {kind}");
            }
            assert!(!html.contains("<script>"), "{kind}");
        }
    }
}

#[test]
fn the_ids_of_the_templates_are_reserved() {
    let theme = default_theme();
    let site = theme.site_value(&sample::site(&theme, "en-GB", "ltr"));
    let mut ids = BTreeSet::new();
    for &kind in PAGE_KINDS {
        for cards in [Arc::default(), sample::page(kind).cards] {
            let page = PageView { cards, ..sample::page(kind) };
            let html = theme.render_page(kind, &site, &page).unwrap();
            let found =
                html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
            ids.extend(found.filter(|id| id.contains('_')).map(str::to_owned));
        }
    }
    assert_eq!(ids, super::RESERVED_IDS.iter().map(|&id| id.to_owned()).collect());
}

#[test]
fn every_kind_of_block_renders_with_and_without_a_title() {
    let theme = default_theme();
    let site = theme.site_value(&sample::site(&theme, "en-GB", "ltr"));
    assert_eq!(
        theme.blocks().kinds(),
        [
            "contact",
            "details",
            "do",
            "dont",
            "emergency",
            "important",
            "non-urgent",
            "note",
            "timeline",
            "urgent",
            "warning"
        ]
    );
    for kind in theme.blocks().kinds() {
        for title in [None, Some("Call the ward & ask")] {
            let block = sample::block(kind, title, "<p>Body.</p>");
            let html = theme.blocks().render(&site, kind, &block).unwrap();
            assert!(html.0.contains("<p>Body.</p>"), "{kind}");
            assert_eq!(
                html.0.contains("Call the ward &amp; ask"),
                title.is_some(),
                "{kind}"
            );
        }
    }
}

#[test]
fn a_care_card_says_how_urgent_it_is_to_those_who_cannot_see_its_colour() {
    let theme = default_theme();
    let site = theme.site_value(&sample::site(&theme, "en-GB", "ltr"));
    let block = sample::block("urgent", Some("Call the ward if:"), "");
    let html = theme.blocks().render(&site, "urgent", &block).unwrap().0;
    assert!(
        html.contains(
            "<h3 class=\"block-title\" id=\"call-the-ward-if\"><span \
             class=\"visually-hidden\">Urgent advice: </span><a class=\"phone number-line\" \
             href=\"tel:+442079460321\" dir=\"ltr\">020 7946 0321</a> Call the ward if:</h3>"
        ),
        "{html}"
    );
    let block = sample::block("important", Some("Important: read this"), "");
    let html = theme.blocks().render(&site, "important", &block).unwrap().0;
    assert!(!html.contains("visually-hidden"), "not said twice: {html}");
}

#[test]
fn words_and_content_are_escaped_once() {
    let theme = default_theme();
    let site = theme.site_value(&sample::site(&theme, "cy", "ltr"));
    let mut page = sample::page("article");
    page.title = "A <b> & \"c\"".to_owned();
    let html = theme.render_page("article.html", &site, &page).unwrap();
    assert!(html.contains("<h1>A &lt;b&gt; &amp; &quot;c&quot;</h1>"));
    assert!(html.contains("<p>Body.</p>"));
    assert!(html.contains("Tua 6 munud i"), "{html}");
}

#[test]
fn a_contact_that_the_statement_names_is_shown_once() {
    let theme = default_theme();
    let site = theme.site_value(&sample::site(&theme, "en-GB", "ltr"));
    let mut page = sample::page("accessibility");
    let cards = |page: &_| {
        let html = theme.render_page("accessibility", &site, page).unwrap();
        html.matches("class=\"contact-card\"").count()
    };
    let told = page.statement.as_ref().and_then(|statement| statement.contact.clone());
    page.contact.clone_from(&told);
    assert_eq!((told.is_some(), cards(&page)), (true, 1));
    page.contact.as_mut().unwrap().id = "another".to_owned();
    assert_eq!(cards(&page), 2);
}

#[test]
fn a_redirect_leads_on_without_script() {
    let theme = default_theme();
    let site = theme.site_value(&sample::site(&theme, "en-GB", "ltr"));
    let redirect = RedirectView {
        title: Some("GVHD".to_owned()),
        url: Some("/after/gvhd/".to_owned()),
        canonical: None,
        moved: sample::page("article").moved,
    };
    let html = theme.render_redirect(&site, &redirect).unwrap();
    assert!(html.contains("content=\"0; url=/after/gvhd/\""));
    assert!(html.contains("<a href=\"/after/gvhd/\" data-moved-page>GVHD</a>"));
    assert!(html.contains("<li id=\"conditioning\" data-moved><a href=\"/before/#cond"));
    assert!(html.contains("noindex"));
}

#[test]
fn the_place_in_a_menu_is_found_in_the_rendered_menu() {
    let theme = default_theme();
    let site = theme.site_value(&sample::site(&theme, "en-GB", "ltr"));
    let nav = theme.render_nav(&site, &sample::nav()).unwrap();
    let current = Some(Current::Page("/after/gvhd/".to_owned()));
    let mut marked = String::new();
    PlacedMenu { menu: Arc::new(nav), current }.write_to(&mut marked);
    assert!(marked.contains("<a href=\"/after/gvhd/\" aria-current=\"page\">"));
    assert_eq!(marked.matches("aria-current").count(), 1);
}

#[test]
fn the_handbook_shows_the_whole_section_in_its_menu() {
    let (theme, found) = load("handbook", &[]);
    assert_eq!(found, []);
    let site = theme.site_value(&sample::site(&theme, "en-GB", "ltr"));
    let nav = theme.render_nav(&site, &sample::nav()).unwrap();
    let open = "<a href=\"/after/medicines/\">Medicines</a>\n<ul>\n<li><a href=\"/after/\
                medicines/steroids/\">Steroids</a></li>";
    let nav = nav.html().as_str();
    assert!(nav.contains(open), "{nav}");
    for section in ["/transplant/", "/carers/", "/staff/", "/after/"] {
        let link = format!("<li class=\"folder\"><a href=\"{section}\">");
        assert_eq!(nav.matches(&link).count(), 1, "{section}");
    }
    let page = theme.render_page("article", &site, &sample::page("article")).unwrap();
    assert!(page.contains("<h1>"));
}

#[test]
fn welsh_has_every_word_and_nothing_else() {
    let strings = &default_theme().strings;
    let names = |tag: &str| strings.in_language(tag).into_keys().collect::<BTreeSet<_>>();
    assert_eq!(names("cy"), names("en"));
    assert_eq!(strings.in_language("en-GB"), strings.in_language("en"));
    assert_eq!(strings.in_language("CY")["menu"], "Dewislen");
    assert_eq!(strings.in_language("xx")["menu"], "Menu");
}

#[test]
fn a_language_without_words_is_a_warning() {
    let found = Theme::load("default", &[], &["en", "fr", "cy"]).diagnostics;
    assert_eq!(rules(&found), [&MISSING_STRING]);
    assert!(found[0].message.contains("`fr`"));
}

#[test]
fn a_site_replaces_a_template_and_extends_the_one_it_replaces() {
    let (theme, found) = load(
        "default",
        &[(
            "default/templates/article.html",
            "{% extends \"default/article.html\" %}\
             {% block heading %}<p>Own</p>{{ super() }}{% endblock %}",
        )],
    );
    assert_eq!(found, []);
    let site = theme.site_value(&sample::bare_site(&theme));
    let html =
        theme.render_page("article", &site, &sample::bare_page("article")).unwrap();
    assert!(html.contains("<p>Own</p>\n<h1>Bare</h1>"), "{html}");
    let html =
        theme.render_page("section", &site, &sample::bare_page("section")).unwrap();
    assert!(html.contains("<p>Own</p>"), "an embedded template extends the site's own");
}

#[test]
fn a_theme_of_the_site_stands_on_the_default_theme() {
    let (theme, found) = load(
        "riverside",
        &[
            (
                "riverside/theme.yaml",
                "name: Riverside\ncontract: 1\nsheets: [css/main.css, css/own.css]\n",
            ),
            ("riverside/templates/blocks/story.html", "<p>{{ block.body | safe }}</p>"),
            ("riverside/static/css/main.css", "body { color: black }"),
            ("riverside/static/css/own.css", "a { color: black }"),
            ("riverside/static/extra.css", ""),
            ("riverside/strings/en.yaml", "menu: Contents\nown: Our word\n"),
            ("other/templates/base.html", "{{"),
        ],
    );
    assert_eq!(found, []);
    assert!(theme.blocks().kinds().contains(&"story".to_owned()));
    assert!(theme.has_template("article") && theme.has_template("blocks/story.html"));
    assert_eq!(theme.strings("en")["menu"], "Contents");
    assert_eq!(theme.strings("en")["own"], "Our word");
    assert_eq!(theme.strings("en")["next"], "Next");
    let sheets: Vec<&str> = theme.sheets().collect();
    assert_eq!(sheets, ["body { color: black }", "a { color: black }"]);
    assert!(theme.assets().all(|(name, _)| name != "css/own.css"), "it is joined");
    let own = super::ThemeAsset::Bytes(b""[..].into());
    assert!(theme.assets().any(|(name, asset)| name == "extra.css" && asset == own));
    assert!(theme.assets().any(|(name, _)| name == "icons/favicon.svg"));
}

#[test]
fn an_unknown_theme_is_reported_and_the_default_stands_in() {
    let (theme, found) = load("defualt", &[]);
    assert_eq!(rules(&found), [&UNKNOWN_THEME]);
    assert!(found[0].help.as_ref().unwrap().contains("`theme: default`"));
    assert_eq!(theme.strings("en"), default_theme().strings("en"));
}

#[test]
fn what_is_wrong_with_theme_yaml_is_told_at_its_place() {
    for (text, rule_count, start) in [
        ("contract: 1\n", 0, 0),
        ("contract: 2\n", 1, 10),
        ("contract: 1\nextends: a\n", 1, 0),
        ("contract: 1\nextend: default\n", 1, 12),
        ("contract: [\n", 1, 10),
        ("contract: 1\nsheets: css/a.css\n", 1, 20),
        ("contract: 1\nsheets: [css/main.css, css/no.css]\n", 1, 35),
        ("", 1, 0),
    ] {
        let (_, found) = load("a", &[("a/theme.yaml", text)]);
        assert_eq!(
            rules(&found),
            vec![&BAD_THEME_FILE; rule_count],
            "{text:?} {found:?}"
        );
        for diagnostic in found.iter().filter_map(|diagnostic| diagnostic.primary) {
            assert_eq!(diagnostic.start, start, "{text:?}");
        }
    }
    let (_, found) = load("a", &[("a/templates/x.html", "")]);
    assert_eq!(rules(&found), [&BAD_THEME_FILE]);
}

#[test]
fn every_fault_of_a_template_is_found_at_its_place() {
    let cases = [
        ("{% if page %}\n", "x.html", None),
        ("a\n  {{ page.title | uper }}", "x.html", Some("page.title | uper")),
        ("a\n  {{ nope() }}", "x.html", Some("nope() }}")),
        ("\n{% include \"no.html\" %}", "x.html", Some("include")),
        ("{% extends \"no.html\" %}", "x.html", None),
        ("{{ <Nope /> }}", "x.html", None),
        ("{% extends \"x.html\" %}", "x.html", None),
        ("{% include \"x.html\" %}", "x.html", None),
        (
            "{% extends \"base.html\" %}{% block nope %}{% endblock %}",
            "x.html",
            Some("block nope"),
        ),
        ("<p>no blocks</p>", "base.html", None),
    ];
    for (text, name, place) in cases {
        let (theme, found) =
            load("default", &[(&format!("default/templates/{name}"), text)]);
        assert!(!found.is_empty(), "{text}");
        for diagnostic in &found {
            assert_eq!(diagnostic.rule, &BROKEN_TEMPLATE, "{text}");
            let span = diagnostic.primary.expect("it is in a file of the site");
            assert_eq!(span.file, FileId(1));
            if let Some(place) = place {
                let around = &text[..span.range().end];
                let line = text[span.range().start..].lines().next().unwrap();
                let near = line.contains(place) || around.contains(place) || {
                    let from = text.find(place).unwrap();
                    text[from..].starts_with(&text[span.range()])
                };
                assert!(near, "{text}: {:?} {}", &text[span.range()], diagnostic.message);
            }
            let first = diagnostic.message.chars().next().unwrap();
            assert!(!first.is_uppercase(), "{}", diagnostic.message);
            assert!(!diagnostic.message.ends_with('.'), "{}", diagnostic.message);
        }
        let site = theme.site_value(&sample::bare_site(&theme));
        let page = sample::bare_page("article");
        assert!(
            theme.render_page("article", &site, &page).is_ok(),
            "the rest works: {text}"
        );
        if name == "x.html" {
            let again = theme.render_page("x", &site, &page).unwrap_err();
            assert!(found.contains(&again), "the same finding, not a missing template");
        }
    }
}

#[test]
fn a_fault_that_follows_from_another_is_not_told() {
    let (_, found) = load(
        "default",
        &[
            ("default/templates/part.html", "{% if %}"),
            ("default/templates/x.html", "{% include \"part.html\" %}"),
            ("default/templates/y.html", "{{ page.title | nope }}"),
        ],
    );
    let files: BTreeSet<u32> =
        found.iter().filter_map(|diagnostic| Some(diagnostic.primary?.file.0)).collect();
    assert_eq!(files, BTreeSet::from([1, 3]), "{found:?}");
}

#[test]
fn a_fault_met_while_rendering_is_told_at_its_place() {
    let text = "a\né {{ page.titel }}";
    let (theme, found) = load("default", &[("default/templates/x.html", text)]);
    assert_eq!(found, []);
    let site = theme.site_value(&sample::bare_site(&theme));
    let fault = theme.render_page("x", &site, &sample::bare_page("x")).unwrap_err();
    assert_eq!(fault.rule, &BROKEN_TEMPLATE);
    assert_eq!(fault.message, "field `titel` is not defined");
    assert_eq!(fault.help.as_deref(), Some("did you mean `title`?"));
    let span = fault.primary.unwrap();
    assert!(
        text[span.range().start..].starts_with("titel")
            || text[span.range().start..].starts_with("page.titel"),
        "{span:?}"
    );
}

#[test]
fn a_page_that_asks_for_a_template_that_is_not_there_is_told_the_nearest() {
    let theme = default_theme();
    let site = theme.site_value(&sample::bare_site(&theme));
    let fault = theme.render_page("artcle", &site, &sample::bare_page("x")).unwrap_err();
    assert_eq!(fault.rule, &MISSING_TEMPLATE);
    assert!(fault.help.unwrap().contains("`article.html`"));
}

#[test]
fn a_theme_is_another_with_any_file_and_its_blocks_with_what_they_are_made_of() {
    let load = |files: &[(&str, &str)]| load("default", files).0;
    let plain = default_theme();
    assert!(plain == load(&[]));
    for (path, text, has_other_blocks) in [
        ("default/strings/en.yaml", "menu: M", false),
        ("default/static/css/own.css", "a { color: red }", false),
        ("default/templates/tags.html", "<p>Own</p>", false),
        ("default/templates/blocks/note.html", "<p>Own</p>", true),
        ("default/templates/blocks/own.html", "<p>Own</p>", true),
        (
            "default/templates/own.html",
            "{% component Own() %}<p>Own</p>{% endcomponent Own %}",
            true,
        ),
    ] {
        let changed = load(&[(path, text)]);
        assert!(changed != plain, "{path}");
        assert_eq!(changed.blocks() != plain.blocks(), has_other_blocks, "{path}");
    }
    // A block that includes another template sees all of them.
    let includes = ("default/templates/blocks/note.html", "{% include \"part.html\" %}");
    let part = |text| load(&[includes, ("default/templates/part.html", text)]);
    assert!(part("A").blocks() != part("B").blocks());
}

#[test]
fn no_torn_template_stops_the_program() {
    let whole = include_str!("../../themes/default/templates/components.html");
    let torn = whole.char_indices().step_by(29).map(|(at, _)| {
        let rest = &whole[at..];
        [
            whole[..at].to_owned(),
            format!("é{rest}"),
            format!("{}\u{1f3e5}{{% é", &whole[..at]),
        ]
    });
    for text in torn.flatten() {
        load("default", &[("default/templates/components.html", &text)]);
    }
}

#[test]
fn a_template_nested_ten_thousand_deep_is_a_finding_or_fine() {
    for (open, close) in
        [("{% if true %}", "{% endif %}"), ("{{ (", ") }}"), ("{{ [", "")]
    {
        let inner = open.trim_start_matches("{{ ");
        let text = format!("{open}{}{}", inner.repeat(10_000), close.repeat(10_000));
        load("default", &[("default/templates/x.html", &text)]);
    }
}
