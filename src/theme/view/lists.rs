//! The lists from A to Z: topics, and the terms of the glossary; the parts of long lists.

use serde::Serialize;

use super::site::LinkView;
use crate::base::Html;

/// A list of more than 200 entries stands on several pages: which of them this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartsView {
    /// From 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// The part before this one, by its number in words.
    pub previous: Option<LinkView>,
    /// The part after this one.
    pub next: Option<LinkView>,
    /// The first, the last and those around this one.
    pub pages: Vec<PartView>,
}

/// A part of a long list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartView {
    /// From 1.
    pub number: usize,
    /// Its address.
    pub url: String,
    /// It is this page.
    pub current: bool,
    /// Parts between the one listed before and this one are left out.
    pub gap: bool,
}

/// The A to Z of all topics: articles by title and by their other names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicsView {
    /// Every letter of the bar, in order; those without topics are plain text.
    pub letters: Vec<LetterView>,
    /// Topics by letter.
    pub groups: Vec<TopicGroupView>,
}

/// The topics of one letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicGroupView {
    /// The letter.
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// Rows in alphabetical order.
    pub rows: Vec<TopicRowView>,
}

/// A row of the A to Z: an article, or another of its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicRowView {
    /// The name.
    pub name: String,
    /// The article.
    pub page: LinkView,
    /// The name is another one: the row says "see" and the article's title.
    pub see: bool,
}

/// The glossary page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GlossaryView {
    /// Every letter of the bar, in order; those without entries are plain text.
    pub letters: Vec<LetterView>,
    /// Entries and "see" rows by letter.
    pub groups: Vec<LetterGroupView>,
}

/// A letter of the bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterView {
    /// The letter.
    pub letter: String,
    /// Anchor of its group; `null` without entries.
    pub anchor: Option<String>,
}

/// The entries of one letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterGroupView {
    /// The letter.
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// Rows in alphabetical order.
    pub rows: Vec<GlossaryRowView>,
}

/// A row of the glossary: an entry, or a "see" row for a short form that begins with another
/// letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GlossaryRowView {
    /// The name.
    pub name: String,
    /// Its anchor.
    pub anchor: String,
    /// The other names of an entry, which have no rows of their own.
    pub names: Vec<OtherNameView>,
    /// For a "see" row: the entry it leads to.
    pub see: Option<LinkView>,
    /// For an entry: what is known of the term.
    pub term: Option<TermView>,
}

/// Another name of an entry: an alias, a spelling, a short form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherNameView {
    /// The name.
    pub name: String,
    /// Its anchor in the row of the entry, so that links to it stay true.
    pub anchor: String,
}

/// A term: `row.term` on the glossary page, `page.term` on a page of its own, `term` in
/// `word.html`.
///
/// `word.html` is rendered once per term, and spliced into "Words used on this page" of
/// every page that explains the term. The script that opens definitions in the text finds
/// them there, so the template prints one `<div>` with a `<dt>`, in which the only link
/// leads to `term.url`, and `<dd>` elements that hold inline markup only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermView {
    /// The name.
    pub name: String,
    /// Its entry on the glossary page: root-relative, with the fragment.
    pub url: String,
    /// Abbreviation.
    pub abbreviation: Option<String>,
    /// What the name stands for, where it is an abbreviation itself.
    pub expands_to: Option<String>,
    /// What kind of word it is, in the page's language where the theme knows the word.
    pub part_of_speech: Option<String>,
    /// Respelling with the stress in capitals.
    pub pronunciation: Option<String>,
    /// The same in the phonetic alphabet.
    pub ipa: Option<String>,
    /// Plain words for it, to stand before the definition.
    pub plain_alternative: Option<String>,
    /// The short definition, inline and without links: the author's `short`, else the first
    /// paragraph.
    pub short: Html,
    /// The whole definition, for a row of the glossary page: `null` where the term has a
    /// page of its own.
    pub definition: Option<Html>,
    /// A definition for clinicians.
    pub clinical: Option<String>,
    /// For whom, in words; empty means for all.
    pub audience: Vec<String>,
    /// The term's own page.
    pub page: Option<LinkView>,
    /// Other names.
    pub aliases: Vec<String>,
    /// The article about it.
    pub article: Option<LinkView>,
    /// Entries that readers mix up with it.
    pub confusable_with: Vec<ConfusableView>,
    /// Entries of wider meaning.
    pub broader: Vec<LinkView>,
    /// Entries of narrower meaning.
    pub narrower: Vec<LinkView>,
    /// Other entries.
    pub see_also: Vec<LinkView>,
    /// Pages that mention it, in the order of the menu; `null` in `word.html`, and where no
    /// page does.
    pub used_in: Option<UsedInView>,
    /// Demonstration content.
    pub sample: bool,
    /// The author's own data.
    pub extra: serde_json::Value,
}

/// A term that readers mix up with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConfusableView {
    /// Its entry.
    pub term: LinkView,
    /// How the two differ.
    pub difference: Option<String>,
}

/// The pages that mention a term, by their names alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UsedInView {
    /// How many there are.
    pub count: usize,
    /// The first few, to be shown.
    pub first: Vec<LinkView>,
    /// Those that follow, to be shown on demand.
    pub more: Vec<LinkView>,
    /// How many are in neither list: the glossary page lists no more than a reader looks
    /// through, the term's own page lists all.
    pub left_out: usize,
}
