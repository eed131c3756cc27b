//! Links and anchors as a text has them.

use std::ops::Range;

/// An anchor that raw HTML sets: an `id`, or the `name` of an `<a>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id {
    /// The anchor.
    pub name: Box<str>,
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
    /// `![alt](target)`.
    Image,
    /// `![[picture.png]]`.
    Attachment,
    /// `![[snippet.md]]`.
    Include,
    /// One key of `[@key]`.
    Citation,
    /// `href` or `cite` of an element in raw HTML.
    HtmlLink,
    /// `src` of an image in raw HTML.
    HtmlSource,
}

/// One link as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Byte at which the link begins, in raw HTML that of the attribute's value. This is the
    /// key by which the writer finds where the link goes: unique in a text, but that all
    /// keys of one citation share it.
    pub at: u32,
    /// How it is written.
    pub kind: LinkKind,
    /// The target as written: trimmed, line ends made spaces, without `[[` and `|`.
    pub target: Box<str>,
    /// The bytes of the target itself, for findings.
    pub span: Range<u32>,
}
