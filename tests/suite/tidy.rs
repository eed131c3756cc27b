//! House rules that no lint knows: heads, lengths, unfinished work, machine paths.

use crate::harness::{files_below, repository};

/// The longest a file may be, with its tests.
const LONGEST: usize = 500;

/// Every Rust file of the project, by its path.
fn rust_files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for folder in ["src", "tests/suite", "benches"] {
        for (path, bytes) in files_below(&repository().join(folder)) {
            if path.ends_with(".rs") {
                files.push((
                    format!("{folder}/{path}"),
                    String::from_utf8(bytes).unwrap(),
                ));
            }
        }
    }
    assert!(files.len() > 20, "the source files were not found");
    files
}

/// Every text file that people write.
fn texts() -> Vec<(String, String)> {
    let mut files = rust_files();
    for folder in ["tests/badinputs", "tests/browser", "docs", "themes", "site-content"] {
        for (path, bytes) in files_below(&repository().join(folder)) {
            let made = path.contains("node_modules/") || path.starts_with("cases/");
            if !made && let Ok(text) = String::from_utf8(bytes) {
                files.push((format!("{folder}/{path}"), text));
            }
        }
    }
    for (path, bytes) in files_below(&repository().join(".ci")) {
        files.push((format!(".ci/{path}"), String::from_utf8(bytes).unwrap()));
    }
    for name in
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "Cargo.toml"]
    {
        let text = std::fs::read_to_string(repository().join(name));
        files.push((name.to_owned(), text.unwrap_or_else(|e| panic!("{name}: {e}"))));
    }
    files
}

#[test]
fn every_file_says_what_it_is() {
    let bare: Vec<String> = rust_files()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(bare.is_empty(), "files without a `//!` head:\n{}", bare.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = rust_files()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "files over {LONGEST} lines:\n{}", long.join("\n"));
}

/// Words that say that something is unfinished, or that name one person's machine.
fn unwelcome() -> [String; 7] {
    // Put together here, so that this file does not find itself.
    [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["HA", "CK:"],
        ["/wo", "rk/wt"],
        ["/wo", "rk/shared"],
        ["/ro", "ot/"],
        ["../sha", "red"],
    ]
    .map(|parts| parts.concat())
}

#[test]
fn nothing_is_unfinished_and_no_machine_is_named() {
    let mut found = Vec::new();
    for (path, text) in texts() {
        for (index, line) in text.lines().enumerate() {
            if unwelcome().iter().any(|word| line.contains(word.as_str())) {
                found.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "finish it, or take it out:\n{}", found.join("\n"));
}

#[test]
fn text_files_end_their_lines_as_unix_does() {
    let wrong: Vec<String> = texts()
        .into_iter()
        .filter(|(_, text)| {
            text.contains('\r') || !(text.is_empty() || text.ends_with('\n'))
        })
        .map(|(path, _)| path)
        .collect();
    assert!(
        wrong.is_empty(),
        "carriage returns, or no final newline:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_output_folder_is_empty_in_the_repository() {
    let text = std::fs::read_to_string(repository().join("output/.gitignore")).unwrap();
    assert_eq!(text, "*\n!.gitignore\n");
}
