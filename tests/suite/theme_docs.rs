//! `docs/themes.md` lists what the code has: every field that templates see, every
//! template, block, option and word.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use engraft::theme::{OptionKind, RESERVED_IDS, Theme};

use crate::harness::{agrees_with_file, files_below, repository};

/// The line below which the page is made.
const MADE: &str = "<!-- What follows is made from the sources";

/// The themes that come with the program.
const THEMES: [&str; 2] = ["default", "handbook"];

/// A type that templates see.
struct View {
    name: String,
    about: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    about: String,
}

/// The views in a source text. `cargo fmt` gives each field a line of its own.
fn views(source: &str) -> Vec<View> {
    let mut views: Vec<View> = Vec::new();
    let mut about: Vec<&str> = Vec::new();
    let mut skipped = false;
    let mut inside = false;
    for line in source.lines() {
        let words = line.trim();
        if let Some(text) = words.strip_prefix("///") {
            about.push(text.trim());
        } else if words == "#[serde(skip)]" {
            skipped = true;
        } else if words.starts_with("#[") {
        } else if let Some(rest) = line.strip_prefix("pub struct ") {
            let name = rest.trim_end_matches(" {").to_owned();
            views.push(View { name, about: prose(&about), fields: Vec::new() });
            about.clear();
            inside = true;
        } else if let Some((name, kind)) = line
            .strip_prefix("    pub ")
            .and_then(|rest| rest.split_once(": "))
            .filter(|_| inside)
        {
            if !skipped {
                let view = views.last_mut().expect("fields stand in a view");
                view.fields.push(Field {
                    name: name.to_owned(),
                    kind: kind_of(kind.trim_end_matches(',')),
                    about: prose(&about),
                });
            }
            about.clear();
            skipped = false;
        } else {
            inside &= line != "}";
            about.clear();
        }
    }
    views
}

/// The lines of a comment as paragraphs.
fn prose(lines: &[&str]) -> String {
    let paragraphs = lines.split(|line| line.is_empty());
    paragraphs.map(|lines| lines.join(" ")).collect::<Vec<_>>().join("\n\n")
}

/// What a type is to the author of a template.
fn kind_of(rust: &str) -> String {
    let inside = |outer: &str| rust.strip_prefix(outer)?.strip_suffix('>');
    if let Some(inner) = inside("Option<") {
        return format!("{} or `null`", kind_of(inner));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("list of {}", kind_of(inner));
    }
    if let Some(inner) = inside("BTreeMap<String, ") {
        return format!("{} by name", kind_of(inner));
    }
    match rust {
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "`true` or `false`".to_owned(),
        "u8" | "u32" | "usize" => "number".to_owned(),
        "Html" => "HTML".to_owned(),
        "serde_json::Value" => "anything".to_owned(),
        view => {
            assert!(view.ends_with("View"), "say in words what `{view}` is");
            format!("[{view}](#{})", view.to_lowercase())
        }
    }
}

/// What a template of the theme is for.
fn sees(template: &str) -> &'static str {
    match template {
        "base.html" => "what every page shares; pages extend it",
        "a-to-z.html" => {
            "what the glossary and the A to Z of topics share; they extend it"
        }
        "components.html" => "parts that templates call",
        "menu.html" => "`site`: the main menu, rendered once per language",
        "nav.html" => {
            "`site`, `nav`: the menu of a section, rendered once for all its pages, or for each of many"
        }
        "word.html" => "`site`, `term`: an item of \"Words used on this page\"",
        "redirect.html" => "`site`, `redirect`: a page that leads elsewhere",
        block if block.starts_with("blocks/") => "`site`, `block`",
        _ => "`site`, `page`, `content`, `words`, `nav`, `menu`",
    }
}

fn templates(page: &mut String) {
    page.push_str(
        "\n## Templates\n\nAll of them see `strings` as well, which is `site.strings`. What a page \
         sees, all that it extends or calls with `@` sees.\n\n| template | sees |\n|---|---|\n",
    );
    let names: BTreeMap<_, _> =
        files_below(&repository().join("themes/default/templates"));
    for name in names.keys() {
        let _ = writeln!(page, "| `{name}` | {} |", sees(name));
    }
    page.push_str(
        "\n| name in templates | what it is |\n|---|---|\n\
         | `site` | [SiteView](#siteview) |\n| `page` | [PageView](#pageview) |\n\
         | `block` | [BlockView](#blockview) |\n| `nav` in `nav.html` | [NavView](#navview) |\n\
         | `term` | [TermView](#termview) |\n| `redirect` | [RedirectView](#redirectview) |\n\
         | `content` | the written body |\n\
         | `words` | the items of \"Words used on this page\", for a `<dl>` |\n\
         | `nav` in a page | the menu of the section, empty on the home page |\n\
         | `menu` | the main menu |\n",
    );
    let ids: Vec<String> = RESERVED_IDS.iter().map(|id| format!("`{id}`")).collect();
    let _ = writeln!(page, "\nIds that the templates use: {}.", ids.join(", "));
}

/// The views in the order in which a theme author meets them.
fn all_views() -> Vec<View> {
    let first = ["mod.rs", "site.rs", "page.rs"];
    let place = |path: &str| first.iter().position(|name| *name == path).unwrap_or(9);
    let sources = files_below(&repository().join("src/theme/view"));
    let mut sources: Vec<(String, Vec<u8>)> = sources.into_iter().collect();
    sources.sort_by_key(|(path, _)| place(path));
    let sources = sources.into_iter();
    sources.flat_map(|(_, source)| views(&String::from_utf8(source).unwrap())).collect()
}

fn fields(page: &mut String) {
    page.push_str("\n## Views\n");
    for View { name, about, fields } in all_views() {
        let _ = write!(
            page,
            "\n### {name}\n\n{about}\n\n| field | is | means |\n|---|---|---|\n"
        );
        for Field { name, kind, about } in fields {
            let about = about.replace("\n\n", " ").replace('|', "\\|");
            let _ = writeln!(page, "| `{name}` | {kind} | {about} |");
        }
    }
}

fn options(page: &mut String) {
    page.push_str(
        "\n## Options\n\n`theme_options` in `site.yaml` sets them; templates see \
         `site.options.NAME`. A theme has those of the theme that it extends. `type` is `flag`, \
         `text`, `number` or `choice` (with `values`); a theme may name one without its type, to \
         give it another `default`.\n\n\
         | option | takes | default | means |\n|---|---|---|---|\n",
    );
    for option in theme("default").options() {
        let default = match (&option.kind, &option.default) {
            (OptionKind::Flag, value) if value == true => "yes".to_owned(),
            (OptionKind::Flag, _) => "no".to_owned(),
            (_, value) => value.to_string(),
        };
        let (name, about) = (&option.name, &option.description);
        let _ = writeln!(
            page,
            "| `{name}` | {} | {default} | {about} |",
            option.kind.wanted()
        );
    }
}

fn theme(name: &str) -> Theme {
    let loaded = Theme::load(name, &[], &["en", "cy"]);
    assert_eq!(loaded.diagnostics, []);
    loaded.value
}

fn page() -> String {
    let mut page = String::new();
    templates(&mut page);
    fields(&mut page);
    page.push_str("\n## Blocks\n\n");
    for name in THEMES {
        let theme = theme(name);
        let kinds = theme.blocks().kinds();
        let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
        let _ = writeln!(page, "- `{name}`: {}", kinds.join(", "));
    }
    options(&mut page);
    page.push_str("\n## Words\n\n`strings/TAG.yaml` has them by name.\n\n| name | in English |\n|---|---|\n");
    for (name, word) in theme("default").strings("en") {
        let _ = writeln!(page, "| `{name}` | {} |", word.replace('|', "\\|"));
    }
    page
}

#[test]
fn the_page_of_themes_is_up_to_date() {
    let path = repository().join("docs/themes.md");
    let written = fs::read_to_string(&path).unwrap();
    let made = written.find(MADE).expect("the line below which the page is made");
    let opening = written[..made].to_owned() + written[made..].lines().next().unwrap();
    agrees_with_file(&format!("{opening}\n{}", page()), &path);
}

#[test]
fn every_field_of_a_view_is_explained() {
    let views = all_views();
    let golden =
        fs::read_to_string(repository().join("tests/golden/page-view.json")).unwrap();
    let golden: serde_json::Value = serde_json::from_str(&golden).unwrap();
    for (key, name) in [
        ("site", "SiteView"),
        ("page", "PageView"),
        ("nav", "NavView"),
        ("block", "BlockView"),
    ] {
        let view = views.iter().find(|view| view.name == name).expect(name);
        let listed: Vec<&str> =
            view.fields.iter().map(|field| field.name.as_str()).collect();
        let mut seen: Vec<&String> = golden[key].as_object().unwrap().keys().collect();
        seen.sort();
        let mut sorted = listed.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, seen, "{name}");
    }
    for field in views.iter().flat_map(|view| &view.fields) {
        assert!(field.about.ends_with('.'), "`{}` is not explained", field.name);
    }
}
