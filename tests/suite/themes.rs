//! Themes as a site uses them: words, assets, pages of an audience, options.

use std::collections::BTreeSet;
use std::fs;

use crate::harness::{TestSite, files_below, repository};

/// A site whose staff have the handbook.
fn site_with_staff() -> TestSite {
    let site = TestSite::new();
    site.write(
        "site-content/site.yaml",
        "title: Test Hospital\nbase_url: https://www.example.org/\n\
         audiences: {staff: {label: For staff, theme: handbook}}\n\
         rules: {missing-review: off, generated-landing-page: off}\n",
    );
    let page = |path: &str, title: &str, audience: &str| {
        let text = format!(
            "---\ntitle: {title}\ndescription: About it.\naudience: [{audience}]\n---\n\n\
             > [!NOTE]\n> {title} in a box.\n"
        );
        site.write(&format!("site-content/{path}"), text);
    };
    page("care/index.md", "Care", "patient");
    page("care/notes.md", "Care notes", "staff");
    page("care/both.md", "Care for both", "\"patient\", \"staff\"");
    page("wards/one.md", "Ward one", "staff");
    page("wards/rooms/two.md", "Room two", "staff");
    site
}

#[test]
fn pages_of_an_audience_are_made_in_its_theme() {
    let site = site_with_staff();
    site.write(
        "themes/handbook/templates/blocks/note.html",
        "<aside class=\"own\">{{ block.body | safe }}</aside>",
    );
    site.write("themes/handbook/theme.yaml", "contract: 1\nextends: default\n");
    site.write("themes/handbook/strings/en.yaml", "skip_link: Straight to the work\n");
    site.build();
    let is_theirs = |page: &str| {
        let html = site.published(page);
        let skips = html.contains("Straight to the work");
        let has_body = html.contains("in a box");
        assert_eq!(html.contains("<aside class=\"own\">"), skips && has_body, "{page}");
        skips
    };
    for page in ["care/notes", "wards/one", "wards/rooms/two", "wards", "wards/rooms"] {
        assert!(is_theirs(&format!("{page}/index.html")), "{page}");
    }
    for page in ["index.html", "404.html", "care/index.html", "care/both/index.html"] {
        assert!(!is_theirs(page), "{page}");
    }
    let sheets = site.output().into_keys().filter(|path| path.contains("css/pages."));
    assert_eq!(sheets.count(), 1, "the same sheet of two themes is one file");
}

#[test]
fn the_sheets_that_every_page_needs_are_one() {
    let site = TestSite::new();
    site.page("care.md", "Care", "Words.\n");
    let config = "title: A\nbase_url: https://a.example/\ntheme: own\n";
    site.write("site-content/site.yaml", config);
    let manifest = "contract: 1\nsheets: [css/own.css, css/more.css]\n";
    site.write("themes/own/theme.yaml", manifest);
    // What is left open closes with its sheet, and stops nothing.
    site.write("themes/own/static/css/own.css", "/* Ours */\n.own { --own: 1 \n");
    site.write("themes/own/static/css/more.css", ".more { --more: 2; }\n");
    site.build();
    let sheets = |page: &str| {
        let page = site.published(page);
        let links = page.lines().filter(|line| line.contains("rel=\"stylesheet\""));
        links.map(str::to_owned).collect::<Vec<_>>()
    };
    let [sheet] = &sheets("care/index.html")[..] else { panic!("one sheet") };
    let home = sheets("index.html");
    assert_eq!((home.len(), home.last()), (2, Some(sheet)), "an override comes last");
    let output = site.output();
    let of = |name: &str| {
        let files = output.iter().filter(|(path, _)| path.contains(name));
        files.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect::<Vec<_>>()
    };
    let [css] = &of("css/site.")[..] else { panic!("one file") };
    assert!(css.ends_with(".own{--own:1}.more{--more:2}"), "{css}");
    assert!(css.contains("--primary:") && css.contains(".site-header{"), "{css}");
    assert!(of("css/own.").is_empty() && of("css/main.").is_empty(), "they are joined");
    site.write("themes/own/theme.yaml", "contract: 1\nsheets: [css/owm.css]\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("themes/own/theme.yaml:2:10"), "{ran}");
    assert!(ran.stdout.contains("did you mean `css/own.css`?"), "{ran}");
}

#[test]
fn the_whole_tree_of_a_section_is_beside_its_pages_in_the_handbook() {
    let site = site_with_staff();
    site.build();
    let page = site.published("wards/rooms/two/index.html");
    let tree = page.split("section-tree").nth(1).expect("the handbook has a tree");
    for link in ["\"/wards/\"", "\"/wards/one/\"", "\"/wards/rooms/two/\""] {
        assert!(tree.contains(link), "{link}");
    }
    assert!(tree.contains("<a href=\"/wards/rooms/two/\" aria-current=\"page\">"));
}

/// What stands between `start` and `end` of a page.
fn part<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let rest = &page[page.find(start).expect(start)..];
    &rest[..rest.find(end).expect(end)]
}

#[test]
fn sections_for_staff_alone_stand_in_no_menu_of_patients() {
    let site = site_with_staff();
    site.build();
    let wards = "href=\"/wards/\"";
    let home = site.published("index.html");
    assert!(!part(&home, "<header", "</header>").contains(wards));
    assert!(!part(&home, "<main", "</main>").contains(wards));
    assert!(part(&home, "<footer", "</footer>").contains(wards));
    let theirs = site.published("wards/one/index.html");
    assert!(part(&theirs, "section-tree", "</nav>").contains(wards));
}

#[test]
fn a_site_for_staff_alone_has_a_menu() {
    let site = site_with_staff();
    site.remove("site-content/care/index.md");
    site.remove("site-content/care/both.md");
    site.build();
    let home = site.published("index.html");
    assert!(part(&home, "<header", "</header>").contains("href=\"/wards/\""));
}

#[test]
fn the_menu_shows_the_sections_that_the_configuration_names() {
    let site = site_with_staff();
    site.page("after/index.md", "After", "Words.\n");
    site.page("before/index.md", "Before", "Words.\n");
    let config = site.path("site-content/site.yaml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, text + "navigation: {menu: [before, wards, care]}\n").unwrap();
    site.build();
    let home = site.published("index.html");
    let menu = part(&home, "menu-row", "</nav>");
    let places: Vec<_> = ["/before/", "/care/", "/wards/", "/after/"]
        .map(|page| menu.find(&format!("<a href=\"{page}\"")))
        .into();
    assert!(places[0] < places[1] && places[0].is_some(), "{places:?}");
    assert_eq!(&places[2..], [None, None]);
    assert!(part(&home, "<main", "</main>").contains("href=\"/after/\""));
}

/// Every finding of a check: rule, line, message, help.
fn found(site: &TestSite) -> Vec<(String, u64, String, String)> {
    let ran = site.run(&["check", "--format", "json"]);
    let findings = ran.findings().into_iter();
    let text = |finding: &serde_json::Value, key: &str| {
        finding[key].as_str().unwrap_or_default().to_owned()
    };
    findings
        .map(|finding| {
            let line = finding["line"].as_u64().unwrap_or_default();
            let [rule, message, help] =
                ["rule", "message", "help"].map(|key| text(&finding, key));
            (rule, line, message, help)
        })
        .collect()
}

fn told(
    rule: &str,
    line: u64,
    message: &str,
    help: &str,
) -> (String, u64, String, String) {
    (rule.to_owned(), line, message.to_owned(), help.to_owned())
}

#[test]
fn what_site_yaml_asks_of_a_theme_in_vain_is_told_at_its_line() {
    let site = TestSite::new();
    site.write(
        "site-content/site.yaml",
        "base_url: https://www.example.org/\n\
         audiences:\n  staff: {theme: handbok}\n\
         theme_options:\n  reading_tim: no\n  backlinks: never\n  audience_line: no\n\
         navigation:\n  order: [care]\n  menu:\n    - cares\n",
    );
    site.page("care/index.md", "Care", "Words. [[Home]]\n");
    let found = found(&site);
    for wanted in [
        told(
            "unknown-theme",
            3,
            "there is no theme `handbok`",
            "write `theme: handbook`, or add `themes/handbok/theme.yaml`",
        ),
        told(
            "unknown-configuration-key",
            5,
            "the theme has no option `reading_tim`",
            "did you mean `reading_time`?",
        ),
        told(
            "bad-configuration",
            6,
            "`backlinks` takes yes or no, and this is `never`",
            "write `backlinks: yes` (Whether a page lists the pages that link to it)",
        ),
        told(
            "unknown-menu-folder",
            11,
            "there is no section `cares`",
            "did you mean `care`?",
        ),
    ] {
        assert!(found.contains(&wanted), "{wanted:?}\n{found:#?}");
    }
    assert_eq!(
        found.iter().filter(|finding| finding.1 == 7 || finding.1 == 9).count(),
        0
    );
}

#[test]
fn options_of_a_theme_are_inherited_and_reach_its_templates() {
    let site = TestSite::new();
    site.page("one.md", "One", "A word.\n");
    site.write(
        "themes/own/theme.yaml",
        "contract: 1\noptions:\n  reading_time: {default: no}\n  \
         width: {type: choice, values: [narrow, wide], description: How wide.}\n  \
         note: {type: text, default: 1.50}\n  size: {type: number, default: 3}\n",
    );
    site.write(
        "themes/own/templates/article.html",
        "{% extends \"default/article.html\" %}{% block heading %}<h1>{{ page.title }}</h1>\
         <p>{{ site.options.width }} {{ site.options.note }} {{ site.options.size + 1 }}</p>\
         {% endblock %}",
    );
    let with = |options: &str| {
        let text = format!(
            "title: A\nbase_url: https://www.example.org/\ntheme: own\n{options}"
        );
        site.write("site-content/site.yaml", text);
        site.build();
        site.published("one/index.html")
    };
    let page = with("");
    assert!(
        page.contains("<p>narrow 1.50 4</p>") && !page.contains("1 minute"),
        "{page}"
    );
    let page = with("theme_options: {reading_time: yes, width: wide, size: 7}\n");
    assert!(page.contains("<p>wide 1.50 8</p>"), "{page}");
    assert!(page.contains("1 minute"), "{page}");
}

#[test]
fn what_is_wrong_with_an_option_of_a_theme_is_told_at_its_line() {
    let site = TestSite::new();
    site.write(
        "site-content/site.yaml",
        "title: T\nbase_url: https://a.example/\ntheme: own\n",
    );
    site.write(
        "themes/own/theme.yaml",
        "contract: 1\nextends: defalt\noptions:\n  a: {default: 1}\n  \
         b: {type: choice}\n  c: {type: flag, default: 3}\n  d: {type: flg}\n  e: 1\n",
    );
    let found = found(&site);
    for (line, rule, message) in [
        (2, "unknown-theme", "there is no theme `defalt`"),
        (4, "bad-theme-file", "the option `a` has no `type`"),
        (5, "bad-theme-file", "the option `b` has no `values`"),
        (6, "bad-theme-file", "`default` takes yes or no, and this is `3`"),
        (7, "bad-theme-file", "`flg`"),
        (8, "bad-theme-file", "`e` takes a group of keys, and this is `1`"),
    ] {
        let told = found.iter().any(|finding| {
            finding.0 == rule && finding.1 == line && finding.2.contains(message)
        });
        assert!(told, "{line} {message}\n{found:#?}");
    }
}

#[test]
fn a_theme_of_another_contract_is_told_what_to_do() {
    let site = TestSite::new();
    site.write(
        "site-content/site.yaml",
        "title: T\nbase_url: https://a.example/\ntheme: own\n",
    );
    for (contract, help) in [(0, "docs/themes.md"), (2, "install a newer Engraft")] {
        site.write("themes/own/theme.yaml", format!("contract: {contract}\n"));
        let found = found(&site);
        let told = found.iter().find(|finding| finding.0 == "bad-theme-file").unwrap();
        assert!(told.1 == 1 && told.3.contains(help), "{told:?}");
        assert_eq!(site.run(&["build"]).code, 1);
        assert!(!site.path("output/index.html").exists(), "nothing is published");
    }
}

/// The names in `word("name")` and `word(strings, "name")` of a source text.
fn words_asked_for(source: &str) -> BTreeSet<String> {
    let calls =
        source.match_indices("word(").map(|(at, call)| (at, &source[at + call.len()..]));
    // Not the names of functions that end so.
    let calls =
        calls.filter(|(at, _)| !source[..*at].ends_with('_')).map(|(_, rest)| rest);
    calls
        .filter_map(|call| {
            let arguments = call.split(')').next()?;
            let name = arguments.split('"').nth(1)?;
            Some(name.to_owned())
        })
        .collect()
}

#[test]
fn the_theme_has_every_word_that_pages_ask_for() {
    let root = repository();
    let mut asked = BTreeSet::new();
    for folder in ["src/html", "src/output"] {
        for source in files_below(&root.join(folder)).into_values() {
            asked.extend(words_asked_for(&String::from_utf8(source).unwrap()));
        }
    }
    // The inline writer picks one of two.
    asked.extend(["task_done", "task_open"].map(str::to_owned));
    assert!(
        asked.contains("footnotes") && asked.contains("not_found_title"),
        "{asked:?}"
    );
    for tag in ["en", "cy"] {
        let path = root.join(format!("themes/default/strings/{tag}.yaml"));
        let strings = fs::read_to_string(path).unwrap();
        let known: BTreeSet<&str> = strings
            .lines()
            .filter_map(|line| line.split_once(':'))
            .map(|(name, _)| name)
            .collect();
        let missing: Vec<&String> =
            asked.iter().filter(|name| !known.contains(name.as_str())).collect();
        assert!(missing.is_empty(), "strings/{tag}.yaml lacks {missing:?}");
    }
}

#[test]
fn a_picture_of_the_theme_gets_a_new_address_with_new_bytes() {
    let site = TestSite::new();
    let address = || {
        let found = site.output().into_keys().find(|path| path.starts_with("assets/a."));
        found.expect("the picture is published")
    };
    site.write("themes/default/static/a.png", b"\x89PNG one");
    site.build();
    let before = address();
    site.write("themes/default/static/a.png", b"\x89PNG two");
    site.build();
    assert_ne!(address(), before);
}

#[test]
fn a_block_whose_word_is_missing_is_one_finding_that_says_where_it_goes() {
    let site = TestSite::new();
    let block = "<div>\n{{<BlockTitle\n  block={block}\n  label={strings.tip} />}}\n\
                 {{ block.body | safe }}\n</div>\n";
    site.write("themes/default/templates/blocks/tip.html", block);
    site.page("a.md", "A", "> [!TIP] A title\n> Words.\n\n> [!TIP]\n> Words.\n");
    let found = site.findings_of("broken-template");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["file"], "themes/default/templates/blocks/tip.html");
    assert_eq!((&found[0]["line"], &found[0]["column"]), (&4.into(), &18.into()));
    assert_eq!(found[0]["message"], "the theme has no word `tip`");
    let help = found[0]["help"].as_str().unwrap();
    assert!(help.contains("add `tip: …` to `themes/default/strings/en.yaml`"), "{help}");
    site.write("themes/default/strings/en.yaml", "tip: Tip\n");
    site.build();
}
