//! Markdown to a tree with byte ranges. The only folder that names pulldown-cmark, and the
//! tokeniser of raw HTML.
//!
//! The tree is flat: nodes in reading order, each knowing where its subtree ends, so that
//! no walk recurses and a whole page is one allocation that is dropped when it is written.
//!
//! A text becomes its final tree in five steps: `parse` turns the library's events into
//! nodes, `shape` recognises what `CommonMark` has no words for (blocks, figures, captions,
//! snippets), `marks` reads lowered and raised words and bare addresses, `raw_html` finds
//! links and anchors in raw HTML, and `heading` gives every heading its level and anchor.

mod address;
mod call;
mod document;
pub mod element;
mod fault;
mod footnote;
mod formula;
mod heading;
mod kind;
mod link;
mod lost;
mod marker;
mod marks;
mod outline;
mod parse;
mod picture;
pub mod plain;
mod program;
mod prose;
mod raised;
pub mod raw_html;
mod remark;
mod shape;
mod stray;
mod table;
mod taken;
mod target;
#[cfg(test)]
mod tests;
pub mod words;

use std::ops::Range;

pub use document::{Alignment, Document, Node, NodeId, NodeKind, Text};
pub use fault::{Fault, Mend};
pub use link::{Id, Link, LinkKind};
pub use marker::{CHOICE, is_blank, means_urgency};
pub use outline::{Heading, Outline, Speechless};
pub use parse::MAX_DEPTH;
pub use prose::{Run, RunPiece, RunPlace, runs};

/// Parses the bytes `body` of a file's `text`. `title` is the title of the page: a leading
/// level-one heading that repeats it is dropped.
pub fn parse<'a>(text: &'a str, body: Range<usize>, title: &str) -> Document<'a> {
    let mut document = parse::parse(text, body);
    picture::mend(&mut document, text);
    shape::shape(&mut document, text);
    marks::read(&mut document, text);
    remark::leave_out(&mut document, text);
    raw_html::scan(&mut document, text);
    heading::number(&mut document, title);
    document
}

/// The title that says that a picture is mere decoration.
pub const DECORATIVE: &str = "decorative";

/// Parses a text whose outline is known: its headings have the anchors of the outline.
pub fn parse_known<'a>(
    text: &'a str,
    body: Range<usize>,
    title: &str,
    outline: &Outline,
) -> Document<'a> {
    let mut document = parse(text, body, title);
    if outline.has_speechless() {
        outline.name(&mut document);
    }
    document
}

/// Parses a text and keeps only what the site needs to know of it: its headings, links,
/// words and faults. Here, once for each file, is also judged what its writer may have
/// meant otherwise.
pub fn scan(text: &str, body: Range<usize>, title: &str) -> Outline {
    let mut document = parse(text, body.clone(), title);
    heading::judge(&mut document, title);
    table::judge(&mut document, text);
    footnote::judge(&mut document, text);
    stray::report(&mut document, text);
    document.mends.extend(stray::repairs(&document, text));
    marker::judge(&mut document, text);
    program::judge(&mut document, text, &body);
    lost::judge(&mut document, text, &body);
    outline::outline(document)
}
