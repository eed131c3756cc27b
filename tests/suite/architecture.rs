//! The floors: a module imports only from below, and each library is named in one place.

use crate::harness::{files_below, repository};

/// From the ground up; modules on one line share a floor and may not see each other.
pub(crate) const FLOORS: &[&[&str]] = &[
    &["base"],
    &["diagnostic"],
    &["source"],
    &["yaml"],
    &["config", "markdown"],
    &["article", "records"],
    &["glossary"],
    &["site", "theme"],
    &["html"],
    &["output"],
    &["check"],
    &["build", "report"],
    &["edit", "serve"],
];

/// Which folders may name a library, so that the next person can change it in an afternoon.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["markdown"]),
    ("tera", &["theme"]),
    ("walkdir", &["source"]),
    // The theme reads its own few keys.
    ("serde_yaml", &["yaml", "theme"]),
    ("saphyr_parser", &["yaml"]),
    ("syntect", &["html"]),
    ("html5gum", &["html", "markdown"]),
    ("annotate_snippets", &["report"]),
    ("clap", &["bin"]),
    ("clap_complete", &["bin"]),
    ("anstream", &["bin", "report"]),
    ("terminal_size", &["bin"]),
    ("imagesize", &["source"]),
    ("caseless", &["base"]),
    ("icu_collator", &["base"]),
    ("icu_locale", &["base"]),
    ("aho_corasick", &["glossary"]),
    ("strsim", &["diagnostic"]),
    ("unicode_segmentation", &["html"]),
    ("similar", &["edit"]),
    ("tokio", &["serve"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("axum", &["serve"]),
    ("notify", &["serve"]),
    ("palette", &["theme"]),
    ("wuff", &["theme"]),
    ("skrifa", &["theme"]),
];

/// Every source file: its path below `src/`, the folder it belongs to, and its text.
fn sources() -> Vec<(String, String, String)> {
    let files = files_below(&repository().join("src"));
    let rust = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, bytes)| {
        let own = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        (path, own, String::from_utf8(bytes).unwrap())
    })
    .collect()
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The lines of code with their numbers. Prose may point upwards; code may not.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    lines.filter(|(_, line)| !line.starts_with("//"))
}

/// The name that begins a text: letters, digits and underscores.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn modules_import_downwards_only() {
    let mut wrong = Vec::new();
    for (path, own, text) in sources() {
        if matches!(own.as_str(), "lib" | "bin") {
            continue;
        }
        let own_floor =
            floor_of(&own).unwrap_or_else(|| panic!("src/{path} is on no floor"));
        for (number, line) in code(&text) {
            for (at, found) in line.match_indices("crate::") {
                let other = name(&line[at + found.len()..]);
                if other != own && floor_of(other).is_none_or(|floor| own_floor <= floor)
                {
                    wrong.push(format!("{path}:{number}: {line}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports that go up or sideways:\n{}", wrong.join("\n"));
}

#[test]
fn no_import_hides_from_the_floor_test() {
    let mut wrong = Vec::new();
    for (path, own, text) in sources() {
        let is_folder_root = path == format!("{own}/mod.rs");
        for (number, line) in code(&text) {
            let climbs = line.match_indices("super::").any(|(at, found)| {
                is_folder_root && floor_of(name(&line[at + found.len()..])).is_some()
            });
            if line.contains("crate::{") || line.contains("super::super") || climbs {
                wrong.push(format!("{path}:{number}: {line}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "write one `use crate::module::X` per module, without `super::super`:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn each_library_is_named_in_one_folder() {
    let mut wrong = Vec::new();
    for (path, own, text) in sources() {
        for (number, line) in code(&text) {
            for (library, folders) in LIBRARIES {
                let named = line.match_indices(library).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    let free = before.is_none_or(|c| !c.is_alphanumeric() && c != '_');
                    free && line[at + library.len()..].starts_with("::")
                });
                // A path such as `crate::theme::tera::x` names a module of ours.
                let ours = line.contains(&format!("::{library}::"));
                if named && !ours && !folders.contains(&own.as_str()) {
                    wrong.push(format!("{path}:{number}: {line}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "libraries named elsewhere:\n{}", wrong.join("\n"));
}

#[test]
fn the_modules_stand_in_reading_order() {
    let text =
        String::from_utf8(files_below(&repository().join("src"))["lib.rs"].clone());
    let text = text.unwrap();
    let declared: Vec<&str> = code(&text)
        .filter_map(|(_, line)| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let floors: Vec<usize> =
        declared.iter().map(|module| floor_of(module).expect(module)).collect();
    assert!(floors.is_sorted(), "lib.rs lists modules from the ground up: {declared:?}");
    assert_eq!(declared.len(), FLOORS.iter().map(|floor| floor.len()).sum::<usize>());
}
