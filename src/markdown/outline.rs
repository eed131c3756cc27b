//! What is kept of a text after it is read: its headings and its links.

use std::ops::Range;

use super::Fault;

/// Headings, links and the count of words of one Markdown text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in order, block titles among them.
    pub headings: Vec<Heading>,
    /// Links, images, citations and includes, in order of [`Link::at`].
    pub links: Vec<Link>,
    /// Words of prose (white-space separated), for the reading time.
    pub words: u32,
    /// What is wrong with the text itself.
    pub faults: Vec<Fault>,
}

/// A heading of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Level as shown, 2 to 6.
    pub level: u8,
    /// Its plain text.
    pub text: Box<str>,
    /// Its anchor.
    pub anchor: Box<str>,
    /// Whether the contents list shows it (block titles are not shown).
    pub in_contents: bool,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A way of linking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// `[[target]]` or `[[target|text]]`.
    Wiki,
    /// `[text](target)`, a reference link or an autolink.
    Markdown,
    /// `![alt](target)` or `![[picture.png]]`.
    Image,
    /// `![[snippet.md]]`.
    Include,
    /// One key of `[@key]`.
    Citation,
    /// `href` of an element in raw HTML.
    HtmlLink,
    /// `src` of an element in raw HTML.
    HtmlSource,
}

/// One link as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Byte at which the link begins; with `target`'s start unique in a text. This is the
    /// key by which the writer finds where the link goes.
    pub at: u32,
    /// How it is written.
    pub kind: LinkKind,
    /// The target as written: trimmed, line ends made spaces, without `[[` and `|`.
    pub target: Box<str>,
    /// The bytes of the target itself, for findings.
    pub span: Range<u32>,
}
