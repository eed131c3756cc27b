//! The floors: a module imports only from below, the files of a folder stand in an order,
//! and a library is named in one folder.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{files_below, folder, repository};

/// From the ground up; modules on one line share a floor and may not see each other.
pub(crate) const FLOORS: &[&[&str]] = &[
    &["base"],
    &["diagnostic", "disk"],
    &["source"],
    &["yaml"],
    &["config", "markdown"],
    &["article", "records"],
    &["glossary"],
    &["site", "theme"],
    &["html", "search"],
    &["review"],
    &["output"],
    &["check", "publish"],
    &["build", "import", "report"],
    &["edit", "review_copy", "serve"],
    &["desk"],
];

/// The libraries that more than one folder names, and which: all others are one folder's, so
/// that the next person can change them in an afternoon.
const SHARED: &[(&str, &[&str])] = &[
    ("aho_corasick", &["check", "glossary"]),
    ("anstream", &["bin", "report"]),
    ("memchr", &["check", "html", "markdown", "output"]),
    // A module of `html` is called so as well.
    ("open", &["bin", "html"]),
    (
        "percent_encoding",
        &["base", "check", "desk", "edit", "html", "output", "records", "serve", "site"],
    ),
    ("pulldown_cmark", &["import", "markdown"]),
    ("quick_xml", &["import", "source"]),
    (
        "rayon",
        &[
            "bin",
            "build",
            "check",
            "output",
            "publish",
            "review",
            "review_copy",
            "search",
            "site",
            "source",
        ],
    ),
    (
        "serde",
        &[
            "base", "build", "desk", "disk", "edit", "output", "publish", "report",
            "search", "serve", "theme", "yaml",
        ],
    ),
    (
        "serde_json",
        &[
            "article", "bin", "build", "desk", "edit", "import", "output", "publish",
            "report", "search", "serve", "theme", "yaml",
        ],
    ),
    ("similar", &["edit", "review"]),
    // Everywhere but in `bin` in tests alone.
    ("tempfile", &["bin", "disk", "edit", "publish", "serve", "source"]),
    (
        "unicode_normalization",
        &["article", "base", "check", "glossary", "html", "search", "site"],
    ),
];

/// Files of one folder that need each other, and why they may: three at most.
const CIRCLES: &[(&str, &[&str], &str)] = &[(
    "yaml",
    &["fields", "readers"],
    "a value may be a group of keys, which is read as the keys at the top are",
)];

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

/// What opens or changes files, in the standard library.
const FILE_CALLS: &[&str] = &[
    "OpenOptions",
    "File::open",
    "File::create",
    "File::options",
    "fs::read(",
    "fs::read_to_string",
    "fs::write",
    "fs::rename",
    "fs::copy",
    "fs::hard_link",
    "fs::remove_",
    "fs::create_dir",
    "fs::set_permissions",
];

#[test]
fn only_publishing_writes_the_site_and_only_changes_the_sources() {
    let mut wrong = Vec::new();
    for (path, own, text) in sources() {
        // Tests make the files that they look at; `init` and `new` make what is not there; a
        // record of findings lies where somebody says; the site of another day lies in a folder
        // that disappears.
        let is_apart = matches!(
            path.as_str(),
            "bin/engraft/create.rs" | "bin/engraft/baseline.rs" | "bin/engraft/past.rs"
        );
        if path.ends_with("tests.rs") || is_apart || own == "disk" {
            continue;
        }
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let text = text.split("#[test]").next().unwrap();
        for (number, line) in code(text) {
            let calls = FILE_CALLS.iter().any(|call| line.contains(call));
            let writes = line.contains("disk::write")
                && !matches!(own.as_str(), "publish" | "edit");
            let wanders = match own.as_str() {
                "publish" => line.contains("CONTENT_FOLDER") || line.contains("edit::"),
                "edit" => line.contains("publish::") || line.contains("output::"),
                _ => false,
            };
            if calls || writes || wanders {
                wrong.push(format!("{path}:{number}: {line}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "files are opened and changed by `disk`, whose `write` only `publish` and `edit` \
         name:\n{}",
        wrong.join("\n")
    );
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

/// The paths of a text that begin with `crate` or `super`, in imports and elsewhere.
fn paths(text: &str) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in text.match_indices(start) {
            // Not the second `super` of two, and no end of another name.
            let before = text[..at].chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':') {
                add_paths(&text[at..], &mut Vec::new(), &mut found);
            }
        }
    }
    found
}

/// The paths of a file that begin with the name of a file beside it: in a folder's root.
fn own_paths(text: &str) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    let lines = text.match_indices("use ").map(|(at, found)| &text[at + found.len()..]);
    for line in lines {
        add_paths(line, &mut Vec::new(), &mut found);
    }
    found
}

/// Adds the paths of `a::{b, c::d as e}`, and returns what comes after them.
fn add_paths<'t>(
    text: &'t str,
    above: &mut Vec<&'t str>,
    found: &mut Vec<Vec<&'t str>>,
) -> &'t str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        while !rest.is_empty() && !rest.starts_with('}') {
            rest = add_paths(rest, above, found).trim_start_matches([',', ' ', '\n']);
        }
        return rest.get(1..).unwrap_or_default();
    }
    let first = name(text);
    let rest = &text[first.len()..];
    above.push(first);
    let rest = match rest.strip_prefix("::") {
        Some(below) if !first.is_empty() => add_paths(below, above, found),
        _ => {
            found.push(above.clone());
            let alias =
                rest.strip_prefix(" as ").map(|alias| &alias[name(alias).len()..]);
            let rest = alias.unwrap_or(rest);
            if first.is_empty() { rest.get(1..).unwrap_or_default() } else { rest }
        }
    };
    above.pop();
    rest
}

/// A file as a module: the names from the crate down.
fn module(path: &str) -> Vec<&str> {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.strip_suffix("/mod").unwrap_or(path).split('/').collect()
}

/// For each folder: which of the files and folders in it name which others.
fn imports() -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let sources = sources();
    let texts: BTreeMap<&str, String> = sources
        .iter()
        .filter(|(path, ..)| !path.contains("/tests"))
        .map(|(path, _, text)| {
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let lines: Vec<&str> = code(text).map(|(_, line)| line).collect();
            (path.as_str(), lines.join("\n"))
        })
        .collect();
    let mut folders: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> =
        BTreeMap::new();
    for path in texts.keys() {
        for (at, _) in path.match_indices('/') {
            let inside = path[at + 1..].split('/').next().unwrap_or_default();
            if !matches!(inside, "mod.rs" | "main.rs") {
                let file = inside.trim_end_matches(".rs").to_owned();
                folders
                    .entry(path[..at].to_owned())
                    .or_default()
                    .entry(file)
                    .or_default();
            }
        }
    }
    for (folder, files) in &mut folders {
        let above: Vec<&str> = folder.split('/').collect();
        let names: BTreeSet<String> = files.keys().cloned().collect();
        // What the folder hands on stands in one of its files.
        let root = texts.get(format!("{folder}/mod.rs").as_str());
        let handed_on: BTreeMap<&str, &str> = root
            .iter()
            .flat_map(|text| own_paths(text))
            .filter(|path| path.len() > 1 && names.contains(path[0]))
            .map(|path| (path[path.len() - 1], path[0]))
            .collect();
        for (path, text) in &texts {
            let Some(inside) = path.strip_prefix(&format!("{folder}/")) else { continue };
            let file =
                inside.split('/').next().unwrap_or_default().trim_end_matches(".rs");
            let Some(known) = files.get_mut(file) else { continue };
            for named in paths(text) {
                let own = module(path);
                let supers = named.iter().take_while(|name| **name == "super").count();
                let base = match supers {
                    // The command line is a crate of its own.
                    0 if own[0] == "bin" => &own[..2],
                    0 => &[],
                    supers => &own[..own.len() - supers],
                };
                let rest = &named[supers.max(1)..];
                let full: Vec<&str> = base.iter().chain(rest).copied().collect();
                let Some(&[next, ..]) = full.strip_prefix(&above[..]) else { continue };
                let next =
                    if names.contains(next) { Some(&next) } else { handed_on.get(next) };
                known.extend(next.filter(|next| **next != file).map(ToString::to_string));
            }
        }
    }
    folders
}

/// All that a file names, and all that these name, and so on.
fn reached<'i>(
    from: &'i str,
    imports: &'i BTreeMap<String, BTreeSet<String>>,
) -> BTreeSet<&'i str> {
    let mut reached = BTreeSet::new();
    let mut pending = vec![from];
    while let Some(file) = pending.pop() {
        let next = imports[file].iter().map(String::as_str);
        pending.extend(next.filter(|next| reached.insert(*next)));
    }
    reached
}

#[test]
fn the_files_of_a_folder_do_not_need_each_other_in_a_circle() {
    let mut found = BTreeSet::new();
    for (folder, imports) in &imports() {
        for file in imports.keys() {
            let circle: Vec<&str> = reached(file, imports)
                .into_iter()
                .filter(|other| reached(other, imports).contains(file.as_str()))
                .collect();
            if circle.len() > 1 {
                found.insert(format!("{folder}: {}", circle.join(", ")));
            }
        }
    }
    let listed: BTreeSet<String> = CIRCLES
        .iter()
        .map(|(folder, files, reason)| {
            assert!(!reason.is_empty(), "say why {folder} may");
            format!("{folder}: {}", files.join(", "))
        })
        .collect();
    assert_eq!(found, listed, "what both need belongs into a file of its own");
    assert!(CIRCLES.len() <= 3, "untie one of the others first");
}

#[test]
fn tables_take_numbers_of_their_own_kind() {
    let untyped = |line: &str| {
        line.contains(".0 as usize")
            || ["language: usize", "language: u32"]
                .iter()
                .any(|found| line.contains(found))
            || line.contains("Id(u32::try_from(")
    };
    let mut wrong = Vec::new();
    for (path, _, text) in sources() {
        for (number, line) in code(&text).filter(|(_, line)| untyped(line)) {
            wrong.push(format!("{path}:{number}: {line}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "make the table a `TiVec` and let it take the number:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn paths_are_read_from_imports_and_from_code() {
    let text = "use super::{a::B, c::{self, D as E}, F};\nlet x = crate::g::h(super::super::i::J);";
    let joined: Vec<String> = paths(text).iter().map(|path| path.join("::")).collect();
    assert_eq!(
        joined,
        [
            "crate::g::h",
            "super::a::B",
            "super::c::self",
            "super::c::D",
            "super::F",
            "super::super::i::J",
        ]
    );
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
    std::fs::create_dir_all(other.join("tests/mistakes/rules")).unwrap();
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
