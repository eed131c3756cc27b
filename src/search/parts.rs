//! The names of a large site: a file for all names with a word that begins with the same two
//! letters, so that a reader fetches only those of the words that are typed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::entry::{SearchEntry, row};
use super::fold::words;

/// By how many letters names are put together.
const LETTERS: usize = 2;

/// Makes the files with `add`, which gives their names: the letters of each, ascending, and its
/// name.
pub(super) fn parts(
    entries: &[SearchEntry],
    add: &mut impl FnMut(&Value) -> String,
) -> Vec<(String, String)> {
    let mut by_start: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        for name in entry.names.iter().chain([&entry.title]) {
            words(name, |word| {
                let start: String = word.chars().take(LETTERS).collect();
                let numbers = by_start.entry(start).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            });
        }
    }
    let file = |numbers: Vec<usize>| -> Value {
        numbers.into_iter().map(|number| json!([number, row(&entries[number])])).collect()
    };
    by_start.into_iter().map(|(start, numbers)| (start, add(&file(numbers)))).collect()
}
