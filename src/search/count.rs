//! How much each word counts on a page.

use std::collections::HashMap;

use super::fold::words;

/// What a word counts in a title or another name.
const TITLE: u32 = 8;
/// In a short title.
const SHORT_TITLE: u32 = 4;
/// In a heading or a description.
const HEADING: u32 = 3;

/// What stands on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageFields {
    /// The title, and all that the page is called besides.
    pub names: Vec<String>,
    /// The title in menus.
    pub short_title: Option<String>,
    /// The headings.
    pub headings: Vec<String>,
    /// The description.
    pub description: Option<String>,
    /// The text, its headings among it.
    pub text: String,
}

/// The words of a page, folded, in their order, with what each counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageCounts {
    /// Each word once.
    pub words: Vec<(Box<str>, u32)>,
    /// What all of them count together.
    pub length: u32,
}

/// Counts the words of a page.
pub fn count(fields: &PageFields) -> PageCounts {
    let mut counts: HashMap<Box<str>, u32> = HashMap::new();
    let mut add = |text: &str, weight: u32| {
        words(text, |word| match counts.get_mut(word) {
            Some(count) => *count += weight,
            None => {
                counts.insert(word.into(), weight);
            }
        });
    };
    fields.names.iter().for_each(|name| add(name, TITLE));
    fields.short_title.iter().for_each(|title| add(title, SHORT_TITLE));
    // The text has them once already.
    fields.headings.iter().for_each(|heading| add(heading, HEADING - 1));
    fields.description.iter().for_each(|words| add(words, HEADING));
    add(&fields.text, 1);
    let mut words: Vec<(Box<str>, u32)> = counts.into_iter().collect();
    words.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let length = words.iter().map(|(_, count)| count).sum();
    PageCounts { words, length }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_title_counts_more_than_one_of_the_text() {
        let fields = PageFields {
            names: vec!["Fever".to_owned()],
            headings: vec!["When to call".to_owned()],
            text: "When to call. Call us with a fever.".to_owned(),
            ..PageFields::default()
        };
        let counted = count(&fields);
        let of = |word: &str| {
            counted.words.iter().find(|(other, _)| &**other == word).unwrap().1
        };
        assert_eq!((of("fever"), of("call"), of("with")), (9, 4, 1));
        assert_eq!(
            counted.length,
            counted.words.iter().map(|(_, count)| count).sum::<u32>()
        );
    }
}
