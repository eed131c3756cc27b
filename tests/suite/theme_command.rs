//! `engraft theme`: themes listed, shown, copied and tried.

use std::fs;

use crate::harness::{TestSite, files_below};

fn site_with_handbook() -> TestSite {
    let site = TestSite::new();
    site.write(
        "site-content/site.yaml",
        "title: Test\nbase_url: https://www.example.org/\n\
         audiences: {staff: {label: For staff, theme: handbook}}\n",
    );
    site
}

/// The rows of a list, as `--format json` gives them.
fn rows(site: &TestSite, arguments: &[&str]) -> Vec<serde_json::Value> {
    let arguments = [&["theme"], arguments, &["--format", "json"]].concat();
    let ran = site.run(&arguments);
    assert_eq!(ran.code, 0, "{ran}");
    ran.findings()
}

#[test]
fn themes_are_listed_with_those_who_see_them() {
    let site = site_with_handbook();
    site.write("themes/own/theme.yaml", "contract: 1\ndescription: Ours.\n");
    site.write("themes/default/strings/en.yaml", "menu: Contents\n");
    let listed = rows(&site, &["list"]);
    let told: Vec<[String; 4]> = listed
        .iter()
        .map(|row| {
            ["theme", "from", "extends", "usedFor"].map(|key| row[key].to_string())
        })
        .collect();
    let wanted = [
        ["\"default\"", "\"built in, this site\"", "null", "[\"all\"]"],
        ["\"handbook\"", "\"built in\"", "\"default\"", "[\"staff\"]"],
        ["\"own\"", "\"this site\"", "\"default\"", "[]"],
    ];
    assert_eq!(told, wanted.map(|row| row.map(str::to_owned)));
    assert_eq!(listed[2]["description"], "Ours.");
}

#[test]
fn files_are_listed_with_the_layer_that_wins() {
    let site = site_with_handbook();
    site.write("themes/handbook/templates/blocks/note.html", "{{ block.body | safe }}");
    let listed = rows(&site, &["files", "handbook"]);
    let file = |path: &str| listed.iter().find(|row| row["file"] == path).expect(path);
    let told = |path: &str| {
        let row = file(path);
        ["theme", "from", "insteadOf"].map(|key| row[key].to_string())
    };
    assert_eq!(
        told("templates/blocks/note.html"),
        ["\"handbook\"", "\"this site\"", "[\"default\"]"]
    );
    assert_eq!(told("templates/word.html"), ["\"default\"", "\"built in\"", "[]"]);
    let ran = site.run(&["theme", "files", "handbok"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("did you mean `handbook`?"), "{ran}");
}

#[test]
fn a_copied_file_changes_nothing_until_it_is_edited() {
    let site = site_with_handbook();
    site.page("one.md", "One", "> [!NOTE]\n> Words.\n");
    site.build();
    let before = site.output();
    for row in rows(&site, &["files"]) {
        let ran = site.run(&["theme", "eject", row["file"].as_str().unwrap()]);
        assert_eq!(ran.code, 0, "{ran}");
        assert!(ran.stdout.contains("To undo it, delete themes/default/"), "{ran}");
    }
    let ran = site.run(&["theme", "eject", "templates/nav.html", "--theme", "handbook"]);
    assert_eq!(ran.code, 0, "{ran}");
    site.build();
    let differs = |(path, bytes): (&String, &Vec<u8>)| {
        (before.get(path) != Some(bytes) && path != ".engraft.json").then(|| path.clone())
    };
    let after = site.output();
    assert_eq!(
        after.iter().filter_map(differs).collect::<Vec<_>>(),
        Vec::<String>::new()
    );
    assert_eq!(site.run(&["theme", "check"]).code, 0);
}

#[test]
fn a_file_is_copied_once_and_into_a_new_theme_with_what_it_needs() {
    let site = TestSite::new();
    let eject = ["theme", "eject", "templates/blocks/note.html", "--theme", "riverside"];
    let ran = site.run(&eject);
    assert_eq!(ran.code, 0, "{ran}");
    for told in [
        "Wrote themes/riverside/templates/blocks/note.html",
        "Wrote themes/riverside/theme.yaml",
        "write `theme: riverside` in site.yaml",
        "{% extends \"default/blocks/note.html\" %}",
    ] {
        assert!(ran.stdout.contains(told), "{told}\n{ran}");
    }
    let path = site.path("themes/riverside/templates/blocks/note.html");
    fs::write(&path, "Mine").unwrap();
    let ran = site.run(&eject);
    assert_eq!(ran.code, 2, "{ran}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "Mine");
    let ran = site.run(&["theme", "eject", "artcle.html"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("did you mean `templates/article.html`?"), "{ran}");
    assert_eq!(files_below(&site.path("themes")).len(), 2);
}

#[test]
fn a_theme_is_tried_with_pages_that_nobody_wrote() {
    let site = site_with_handbook();
    assert_eq!(site.run(&["theme", "check", "--deny", "warnings"]).code, 0);
    let broken = [
        (
            "glossary.html",
            "{% extends \"default/glossary.html\" %}\n{% block main %}\n{{ page.titel }}\n{% endblock %}",
            3,
        ),
        ("word.html", "<div>\n{{ term.page.url }}</div>", 2),
        ("blocks/story.html", "{{ block.body | saef }}", 1),
        ("tag.html", "{% extends \"base.html\" %}\n{% block mian %}{% endblock %}", 2),
        ("topics.html", "{% include \"no.html\" %}", 1),
    ];
    for (name, text, _) in broken {
        site.write(&format!("themes/handbook/templates/{name}"), text);
    }
    let ran = site.run(&["theme", "check", "--format", "json"]);
    assert_eq!(ran.code, 1, "{ran}");
    let found = ran.findings();
    for (name, _, line) in broken {
        let file = format!("themes/handbook/templates/{name}");
        let told =
            found.iter().any(|one| one["file"] == file.as_str() && one["line"] == line);
        assert!(told, "{name}\n{ran}");
    }
    assert_eq!(site.run(&["theme", "check", "default"]).code, 0);
}

#[test]
fn colours_are_judged_before_a_theme_is_in_use() {
    let site = TestSite::new();
    let faint = "contract: 1\ncolours:\n  \
                 muted: {light: \"#bbbbbb\", dark: \"#333333\"}\n  \
                 note: {light: \"#1c2629\", dark: \"#e9eeee\"}\n\
                 contrast:\n  text:\n    muted: [paper]\n";
    site.write("themes/own/theme.yaml", faint);
    assert_eq!(site.run(&["theme", "check"]).code, 0);
    let told = |site: &TestSite| {
        let ran = site.run(&["theme", "check", "own", "--format", "json"]);
        assert_eq!(ran.code, 1, "{ran}");
        let found = ran.findings();
        let row = |one: &serde_json::Value| {
            let part = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            let message = part("message");
            let pair = message.split(" has a contrast").next().unwrap_or_default();
            (part("rule"), part("file"), one["line"].as_u64(), pair.to_owned())
        };
        found.iter().map(row).collect::<Vec<_>>()
    };
    let place = |line: u64, colours: &str| {
        let file = "themes/own/theme.yaml".to_owned();
        ("low-contrast".to_owned(), file, Some(line), colours.to_owned())
    };
    let light = place(3, "`muted` (#bbbbbb) on `paper` (#fbf9f5)");
    let dark = place(3, "`muted` (#333333) on `paper` (#11181a)");
    assert_eq!(told(&site), [light.clone(), dark.clone()]);
    // The colours of the brand lie over those of a theme, whoever uses it; what else the
    // brand asks is asked of the theme in use.
    site.write(
        "site-content/site.yaml",
        "title: Test\nbase_url: https://www.example.org/\n\
         brand: {colours: {accent: \"#8a8a8a\", nothing: \"#000000\"}}\n",
    );
    let found = told(&site);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.contains(&light) && found.contains(&dark), "{found:?}");
    let (_, file, line, pair) = &found[0];
    assert_eq!((file.as_str(), *line), ("site-content/site.yaml", Some(3)));
    assert!(pair.contains("`accent` (#8a8a8a)"), "{found:?}");
    let ran = site.run(&["theme", "check"]);
    assert!(ran.stdout.contains("the theme has no colour `nothing`"), "{ran}");
    assert!(ran.stdout.contains("low-contrast"), "{ran}");
}

#[test]
fn words_that_a_language_lacks_are_told() {
    let site = TestSite::new();
    let config = "title: A\nbase_url: https://a.example/\nlanguages: [en, fr]\n";
    site.write("site-content/site.yaml", config);
    let ran = site.run(&["theme", "check"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stdout.contains("missing-string"), "{ran}");
    assert!(ran.stdout.contains("Checked `default`: 1 warning"), "{ran}");
    assert_eq!(site.run(&["theme", "check", "--deny", "warnings"]).code, 1);
}

#[test]
fn a_broken_template_publishes_nothing_and_is_shown_with_its_line() {
    let site = TestSite::new();
    site.build();
    let before = site.output();
    site.page("index.md", "Home", "Other words.\n");
    site.write(
        "themes/default/templates/home.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<p>{{ page.titel }}</p>\n{% endblock %}\n",
    );
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("themes/default/templates/home.html:3:"), "{ran}");
    assert!(ran.stdout.contains("<p>{{ page.titel }}</p>"), "{ran}");
    assert_eq!(site.output(), before);
}

#[test]
fn the_words_that_a_language_lacks_are_written_beside_the_english() {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\nlanguages: [en, de]\n",
    );
    site.page("a.de.md", "Seite", "Worte.\n\n> [!URGENT] Rufen Sie an\n> jetzt\n");
    let found = site.findings_of("missing-string");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0]["help"].as_str().unwrap().contains("`engraft theme strings de`"),
        "{found:#?}"
    );
    site.build();
    let page = site.published("de/a/index.html");
    let skip = "<a class=\"skip-link\" href=\"#main_content\"><span lang=\"en\" dir=\"ltr\">Skip to the content</span></a>";
    assert!(page.contains(skip), "{page}");
    assert!(!page.contains(['\u{2}', '\u{3}']), "{page}");
    assert!(page.contains("aria-label=\"About this site\""), "{page}");
    let ran = site.run(&["theme", "strings", "de"]);
    assert_eq!(ran.code, 0, "{ran}");
    let path = "themes/default/strings/de.yaml";
    let text = fs::read_to_string(site.path(path)).unwrap();
    let line = "# skip_link: \"\"  # Skip to the content\n";
    assert!(text.contains(line), "{text}");
    let translated =
        text.replace(line, "skip_link: \"Zum Inhalt\"  # Skip to the content\n");
    site.write(path, &translated);
    site.build();
    assert!(site.published("de/a/index.html").contains(">Zum Inhalt</a>"));
    site.write(path, "skip_link: Zum Inhalt\n");
    assert_eq!(site.run(&["theme", "strings", "de"]).code, 0);
    let text = fs::read_to_string(site.path(path)).unwrap();
    assert!(text.starts_with("skip_link: Zum Inhalt\n"), "{text}");
    assert!(
        text.contains("\n# call: \"\"  # Call {number}\n")
            && !text.contains("# skip_link"),
        "{text}"
    );
    assert_eq!(site.run(&["theme", "strings", "../x"]).code, 2);
}
