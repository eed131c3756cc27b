//! `data/search.yaml`: words that readers type and that no page is called.

use crate::base::Spanned;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::yaml::{self, Fields, Key, KeyKind, Mapping, RECORDS, shown};

/// What the team says of the words of its readers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchWords {
    /// `same`: words that readers use for one thing.
    pub same: Vec<Vec<String>>,
    /// `pages`: words, and the page that they lead to.
    pub pages: Vec<SearchPage>,
}

/// Where they stand, below `site-content/`.
pub const SEARCH_FILE: &str = "data/search.yaml";

/// A page that has further names in the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchPage {
    /// `words`.
    pub words: Vec<String>,
    /// `page`: a name or a path.
    pub page: Spanned<String>,
}

/// The keys of `search.yaml`.
pub static SEARCH_KEYS: &[Key] = &[
    Key::new(
        "same",
        KeyKind::Texts,
        "Words that readers use for one thing, with commas between them.",
    ),
    Key::new("pages", KeyKind::Groups(PAGE), "Words that lead to a page."),
];

static PAGE: &[Key] = &[
    Key::new("words", KeyKind::Text, "The words, with commas between them."),
    Key::new("page", KeyKind::Text, "The page, by its name or its path."),
];

/// Reads the file. `None`: it could not be read.
pub(super) fn read(
    file: &SourceFile,
    record: &mut Option<SearchWords>,
    found: &mut Vec<Diagnostic>,
) -> Option<()> {
    let text = file.text()?;
    let root = yaml::parse(file.id, text, 0..text.len(), &RECORDS).collect(found)?;
    let mut fields = Fields::new(&root, SEARCH_KEYS, &RECORDS, found);
    let same = fields.texts("same");
    let same = same.iter().filter_map(|line| group(&mut fields, line)).collect();
    let (mappings, keys) = fields.groups("pages");
    let pages =
        mappings.into_iter().filter_map(|mapping| page(&mut fields, mapping, keys));
    let own = SearchWords { same, pages: pages.collect() };
    fields.finish(&[("synonyms", "same"), ("pins", "pages")]);
    // The same file may be there under both extensions: the first counts.
    record.get_or_insert(own);
    Some(())
}

/// Words with commas between them.
fn parted(line: &str) -> Vec<String> {
    let words = line.split(',').map(|words| words.split_whitespace().collect::<Vec<_>>());
    words.filter(|words| !words.is_empty()).map(|words| words.join(" ")).collect()
}

fn group(fields: &mut Fields<'_>, line: &Spanned<String>) -> Option<Vec<String>> {
    let words = parted(&line.value);
    if words.len() > 1 {
        return Some(words);
    }
    let message = format!("`{}` is not two words for one thing", shown(&line.value));
    let help = "write all of them on one line: `- being sick, vomiting, throwing up`";
    fields.bad_value(line.span, message, help);
    None
}

fn page(
    fields: &mut Fields<'_>,
    mapping: &Mapping,
    keys: &'static [Key],
) -> Option<SearchPage> {
    let mut inner = fields.inner(mapping, keys);
    let words = inner.plain_text("words").map(|line| parted(&line)).unwrap_or_default();
    let page = inner.text("page");
    inner.finish(&[("target", "page"), ("url", "page"), ("word", "words")]);
    match page {
        Some(page) if !words.is_empty() => Some(SearchPage { words, page }),
        _ => {
            let message =
                "an entry of `pages` lacks its `words` or its `page`".to_owned();
            let help =
                "write both: `{words: \"parking, car park\", page: team/index.md}`";
            fields.bad_value(mapping.span, message, help);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_at_commas() {
        assert_eq!(parted(" being  sick, vomiting,, "), ["being sick", "vomiting"]);
    }
}
