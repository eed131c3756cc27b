//! The floors: a module imports only from below, and each library is named in one place.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{files_below, folder, repository};

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

/// The libraries that more than one folder names, and which: all others are one folder's, so
/// that the next person can change them in an afternoon.
const SHARED: &[(&str, &[&str])] = &[
    ("anstream", &["bin", "report"]),
    // A module of `html` is called so as well.
    ("open", &["bin", "html"]),
    ("percent_encoding", &["base", "edit", "html", "output", "serve", "site"]),
    ("rayon", &["bin", "build", "check", "output", "site", "source"]),
    ("serde", &["base", "edit", "output", "report", "serve", "theme", "yaml"]),
    (
        "serde_json",
        &["article", "bin", "edit", "output", "report", "serve", "theme", "yaml"],
    ),
    ("sha2", &["output", "serve", "theme"]),
    ("unicode_normalization", &["article", "base", "check", "glossary", "html", "site"]),
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

/// What the code calls the libraries that the program is made with.
fn libraries() -> Vec<String> {
    let manifest = std::fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    let (_, after) = manifest.split_once("[dependencies]\n").unwrap();
    let (own, _) = after.split_once("\n[").unwrap();
    let lines = own.lines().filter(|line| !line.starts_with('#'));
    let names = lines.filter_map(|line| line.split_once(" = "));
    names.map(|(name, _)| name.replace('-', "_")).collect()
}

#[test]
fn a_library_is_named_in_one_folder_or_listed() {
    let sources = sources();
    let mut named: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let libraries = libraries();
    assert!(libraries.len() > 30, "{libraries:?}");
    for (_, own, text) in &sources {
        for (_, line) in code(text) {
            for library in &libraries {
                let is_named = line.match_indices(library.as_str()).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    // A path such as `crate::theme::tera::x` names a module of ours.
                    let free = before
                        .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
                    free && line[at + library.len()..].starts_with("::")
                });
                if is_named {
                    named.entry(library.clone()).or_default().insert(own);
                }
            }
        }
    }
    let several = named.iter().filter(|(_, folders)| folders.len() > 1);
    let several: Vec<(&str, Vec<&str>)> = several
        .map(|(library, folders)| (library.as_str(), folders.iter().copied().collect()))
        .collect();
    let listed: Vec<(&str, Vec<&str>)> =
        SHARED.iter().map(|(library, folders)| (*library, folders.to_vec())).collect();
    assert_eq!(several, listed, "list them in `SHARED`, or name them in one folder");
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

/// Run where another checkout lies, it embeds that one's themes: what it was compiled from
/// does not matter.
#[test]
fn the_build_script_embeds_the_themes_of_the_package_that_is_built() {
    let place = folder();
    let program = place.path().join("build-script");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let compiled = std::process::Command::new(rustc)
        .args(["--edition", "2024", "-o"])
        .args([&program, &repository().join("build.rs")])
        .env("CARGO_MANIFEST_DIR", repository())
        .output()
        .unwrap();
    assert!(compiled.status.success(), "{compiled:?}");
    let other = place.path().join("other");
    std::fs::create_dir_all(other.join("themes/own")).unwrap();
    std::fs::write(other.join("themes/own/theme.yaml"), "contract: 1\n").unwrap();
    let ran = std::process::Command::new(&program)
        .env("CARGO_MANIFEST_DIR", &other)
        .env("OUT_DIR", place.path())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let table = std::fs::read_to_string(place.path().join("themes.rs")).unwrap();
    assert_eq!(table.matches("include_bytes!").count(), 1, "{table}");
    assert!(table.contains("\"own/theme.yaml\""), "{table}");
}
