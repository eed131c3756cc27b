//! The embedded theme has every word that the program itself asks for, in every language.

use std::collections::BTreeSet;
use std::fs;

use crate::harness::{TestSite, files_below, repository};

/// The names in `word("name")` and `word(strings, "name")` of a source text.
fn words_asked_for(source: &str) -> BTreeSet<String> {
    let calls =
        source.match_indices("word(").map(|(at, call)| &source[at + call.len()..]);
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
