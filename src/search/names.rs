//! The names layer: what pages and terms are called, and where they are.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::IndexFile;
use super::english::ENGLISH;
use super::entry::{SearchEntry, row};

/// How many pages share a file of cards.
const CARDS: usize = 32;

/// Up to so many pages all names stand in one file.
const MOST_IN_ONE_FILE: usize = 3_000;

/// What the team says of the words of its readers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lay {
    /// Words that readers use for one thing.
    pub same: Vec<Vec<String>>,
    /// Words, and the number of the page that is to come first for them.
    pub pages: Vec<(String, usize)>,
    /// Signs of danger.
    pub signs: Vec<SearchedSign>,
}

/// A sign of danger, and whom to call about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchedSign {
    /// `emergency`, `urgent`, or `crisis` where it has a line of its own.
    pub kind: &'static str,
    /// The number as people read it.
    pub number: String,
    /// The same as the address of a link.
    pub href: String,
    /// Its words, as they go on from "if you".
    pub words: String,
    /// The language of the words, where it is not that of the index.
    pub language: Option<String>,
    /// The places in the list of the signs that it can become.
    pub worse: Vec<usize>,
    /// All that readers may call it.
    pub names: Vec<String>,
}

/// The finished layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamesLayer {
    /// What a browser reads first.
    pub start: String,
    /// Files that it names.
    pub files: Vec<IndexFile>,
}

/// What the box in the header says, by the names that its script has for them.
pub type BoxWords = BTreeMap<&'static str, String>;

#[derive(Serialize)]
struct Start<'a> {
    /// The number of the first term.
    terms: usize,
    /// The names of the files of cards, of 32 entries each.
    cards: Vec<&'a str>,
    /// All entries; none where they are many.
    entries: Vec<Value>,
    /// The first letters of words, and the file of the names with such words.
    parts: Vec<(&'a str, &'a str)>,
    same: &'a [Vec<String>],
    pages: &'a [(String, usize)],
    signs: Vec<Value>,
    words: &'a BoxWords,
    /// What is known of the language.
    language: [&'static str; 6],
}

/// Makes the names of the entries of a language, in their order; the terms follow the pages, from
/// the number `terms` on. `name` gives the name of a file by its bytes.
pub fn names(
    entries: &[SearchEntry],
    terms: usize,
    lay: &Lay,
    words: &BoxWords,
    name: impl Fn(&str) -> String,
) -> NamesLayer {
    let mut files: Vec<IndexFile> = Vec::new();
    let mut add = |value: &Value| {
        let text = format!("{value}\n");
        let name = name(&text);
        files.push((name.clone(), text));
        name
    };
    let cards: Vec<String> = entries
        .chunks(CARDS)
        .map(|entries| add(&entries.iter().map(card).collect::<Vec<_>>().into()))
        .collect();
    let is_one_file = entries.len() <= MOST_IN_ONE_FILE;
    let parts =
        if is_one_file { Vec::new() } else { super::parts::parts(entries, &mut add) };
    let start = Start {
        terms,
        cards: cards.iter().map(String::as_str).collect(),
        entries: if is_one_file { entries.iter().map(row).collect() } else { Vec::new() },
        parts: parts
            .iter()
            .map(|(start, file)| (start.as_str(), file.as_str()))
            .collect(),
        same: &lay.same,
        pages: &lay.pages,
        signs: lay.signs.iter().map(sign).collect(),
        words,
        language: ENGLISH,
    };
    // Texts and numbers alone: there is nothing that JSON cannot hold.
    let start = serde_json::to_string(&start).unwrap_or_default() + "\n";
    NamesLayer { start, files }
}

/// A sign as a browser reads it.
fn sign(sign: &SearchedSign) -> Value {
    let SearchedSign { kind, number, href, words, language, worse, names } = sign;
    json!([kind, number, href, words, language, worse, names])
}

/// What is said of an entry once it is found.
fn card(entry: &SearchEntry) -> Value {
    json!([entry.address, entry.title, entry.description])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::entry::tests::entry;

    #[test]
    fn many_names_stand_in_files_by_the_first_letters_of_their_words() {
        let entries: Vec<SearchEntry> = (0..=MOST_IN_ONE_FILE)
            .map(|number| entry(&format!("page {number}")))
            .collect();
        let lay = Lay::default();
        let made = names(&entries, entries.len(), &lay, &BoxWords::new(), |text| {
            text.len().to_string()
        });
        let start: Value = serde_json::from_str(&made.start).unwrap();
        assert_eq!(start["entries"], json!([]));
        assert_eq!(
            start["cards"].as_array().unwrap().len(),
            entries.len().div_ceil(CARDS)
        );
        let parts = start["parts"].as_array().unwrap();
        assert_eq!(
            (&parts[0][0], &parts[parts.len() - 1][0]),
            (&json!("0"), &json!("pa"))
        );
        let (_, text) = made.files.last().unwrap();
        assert!(text.starts_with(r#"[[0,["/page 0/","page 0"]],[1,["#), "{text}");
    }
}
