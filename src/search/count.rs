//! How much each word counts on a page.

use foldhash::HashMap;

use super::fold::{folded, typed_words};

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
    /// Each word once, one behind the other: a site has millions.
    text: Box<str>,
    /// Where each ends, and what it counts.
    ends: Box<[(u32, u32)]>,
    /// What all of them count together.
    pub length: u32,
}

impl PageCounts {
    /// Each word once, with what it counts.
    pub fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        let mut start = 0;
        self.ends.iter().map(move |&(end, count)| {
            let word = &self.text[start..end as usize];
            start = end as usize;
            (word, count)
        })
    }
}

/// Counts the words of a page.
pub fn count(fields: &PageFields) -> PageCounts {
    // A word is folded once, however often it stands there.
    let mut typed: HashMap<&str, u32> = HashMap::default();
    let headings = fields.headings.iter().map(|heading| (heading, HEADING - 1));
    let names = fields.names.iter().map(|name| (name, TITLE));
    let short_title = fields.short_title.iter().map(|title| (title, SHORT_TITLE));
    let description = fields.description.iter().map(|words| (words, HEADING));
    // The text has the headings once already.
    let all = names.chain(short_title).chain(headings).chain(description);
    for (text, weight) in all.chain([(&fields.text, 1)]) {
        for word in typed_words(text) {
            *typed.entry(word).or_default() += weight;
        }
    }
    let mut words: Vec<(String, u32)> = Vec::with_capacity(typed.len());
    // Their order is that of their letters, below.
    let typed: Vec<(&str, u32)> = typed.into_iter().collect();
    for (word, count) in typed {
        folded(word, |word| words.push((word.to_owned(), count)));
    }
    words.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let mut text = String::new();
    let mut ends: Vec<(u32, u32)> = Vec::with_capacity(words.len());
    let mut length = 0;
    for same in words.chunk_by(|one, other| one.0 == other.0) {
        let Some((word, _)) = same.first() else { continue };
        text.push_str(word);
        let count = same.iter().map(|(_, count)| count).sum();
        // What a page may hold is limited, far below four thousand million bytes.
        ends.push((u32::try_from(text.len()).unwrap_or(u32::MAX), count));
        length += count;
    }
    PageCounts { text: text.into(), ends: ends.into(), length }
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
        let of =
            |word: &str| counted.words().find(|(other, _)| *other == word).unwrap().1;
        assert_eq!((of("fever"), of("call"), of("with")), (9, 4, 1));
        assert_eq!(counted.length, counted.words().map(|(_, count)| count).sum::<u32>());
    }
}
