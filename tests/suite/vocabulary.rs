//! One name for one idea: no two types of the sources are called the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{files_below, repository};

/// The names of the types that a source defines, without those of its tests and without
/// those that the standard library asks for.
fn types(text: &str) -> BTreeSet<&str> {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let names = text.lines().filter_map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub").map_or(line, |rest| {
            let rest = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
            rest.map_or(&line["pub".len()..], |(_, rest)| rest).trim_start()
        });
        let words = ["struct ", "enum ", "trait ", "union "];
        let rest = words.iter().find_map(|word| line.strip_prefix(word))?;
        rest.split(|c| !is_name(c)).next().filter(|name| !name.is_empty())
    });
    names.collect()
}

#[test]
fn one_name_is_one_type() {
    let files = files_below(&repository().join("src"));
    let sources = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
    let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, bytes) in sources.filter(|(path, _)| !path.contains("/tests")) {
        for name in types(&String::from_utf8(bytes).unwrap()) {
            owners.entry(name.to_owned()).or_default().push(path.clone());
        }
    }
    assert!(owners.len() > 400, "the types were not found: {}", owners.len());
    let shared: Vec<String> = owners
        .iter()
        .filter(|(_, files)| files.len() > 1)
        .map(|(name, files)| format!("{name}: {}", files.join(", ")))
        .collect();
    assert!(shared.is_empty(), "give each its own name:\n{}", shared.join("\n"));
}

#[test]
fn types_are_found_whatever_stands_before_them() {
    let text = "pub(super) struct A<'a> {\n    pub enum B {\ntrait C: D {}\npub struct E;\n// struct F\n";
    assert_eq!(types(text).into_iter().collect::<Vec<_>>(), ["A", "B", "C", "E"]);
}
