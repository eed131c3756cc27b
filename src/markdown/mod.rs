//! Markdown to a tree with byte ranges. The only folder that names pulldown-cmark.
//!
//! The tree is flat: nodes in reading order, each knowing where its subtree ends, so that
//! no walk recurses and a whole page is one allocation that is dropped when it is written.

mod document;
mod outline;

pub use document::{Alignment, Document, Fault, Kind, Node, NodeId, Text};
pub use outline::{Heading, Link, LinkKind, Outline};

/// Headings, links and words of a body. (A placeholder for the real one.)
pub fn scan(text: &str, body: std::ops::Range<usize>, title: &str) -> Outline {
    let _ = (text, body, title);
    Outline::default()
}
