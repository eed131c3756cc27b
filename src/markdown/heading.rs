//! Levels and anchors of headings and of the titles of blocks.

use super::document::{Document, NodeId, NodeKind};
use super::fault::Fault;
use crate::base::{Anchors, fold_name, slugify};
use crate::diagnostic::{
    BAD_ANCHOR, DUPLICATE_ANCHOR, EMPTY_HEADING, LEVEL_ONE_HEADING, SKIPPED_HEADING_LEVEL,
};
use crate::yaml::shown;

/// Gives every heading its level and its anchor. A leading level-one heading that repeats
/// the title is dropped, any other is shown one level lower.
pub(super) fn number(document: &mut Document<'_>, title: &str) {
    drop_title(document, title);
    let headings: Vec<NodeId> = headings(document);
    let mut anchors = Anchors::default();
    // Chosen anchors first: what a writer chose never changes because of a heading above.
    claim_ids(document, &mut anchors);
    let mut chosen = vec![false; headings.len()];
    for (index, &node) in headings.iter().enumerate() {
        chosen[index] = claim(document, node, &mut anchors);
    }
    let mut section_level = 1;
    for (index, &node) in headings.iter().enumerate() {
        let made = (!chosen[index]).then(|| anchors.make(&document.typed_of(node)));
        let shown = demote(document, node);
        match &mut document.nodes[node].kind {
            NodeKind::Heading { level, anchor, .. } => {
                *level = shown;
                section_level = shown;
                *anchor = made.unwrap_or_else(|| std::mem::take(anchor));
            }
            NodeKind::BlockTitle { level, anchor } => {
                *level = (section_level + 1).min(6);
                *anchor = made.unwrap_or_else(|| std::mem::take(anchor));
            }
            _ => {}
        }
    }
    // What a list defines comes last, so that no heading has another anchor for it.
    for node in 0..document.nodes.len() {
        if let NodeKind::DefinitionTitle { .. } = document.nodes[node].kind {
            let made = anchors.make(&document.typed_of(node));
            document.nodes[node].kind = NodeKind::DefinitionTitle { anchor: made };
        }
    }
}

/// Adds a fault for every heading without words, and for every one that leaves a level out.
/// A text without a title is a snippet: it goes on from a level that is not known here.
pub(super) fn judge(document: &mut Document<'_>, title: &str) {
    let mut above = (!title.is_empty()).then_some((0, 1));
    let mut found = Vec::new();
    let mut quoted_until = 0;
    let mut looked_at = 0;
    for node in headings(document) {
        let between = looked_at..node;
        looked_at = node;
        let quotes =
            between.filter(|&at| matches!(document.nodes[at].kind, NodeKind::Quote));
        quoted_until =
            quotes.map(|at| document.nodes[at].end).fold(quoted_until, usize::max);
        let NodeKind::Heading { level, .. } = document.nodes[node].kind else { continue };
        if is_empty(document, node) {
            found.push(empty(document, node));
        } else if node < quoted_until {
            // The levels of a quotation are those of the text that it comes from.
            continue;
        } else if let Some((before, last)) = above
            && level > last + 1
            && !brings_headings(document, before..node)
        {
            found.push(skipped(document, node, level, last));
        }
        above = Some((node, level));
    }
    document.faults.extend(found);
}

/// Whether a heading shows nothing: no words, and no picture that could have some.
fn is_empty(document: &Document<'_>, heading: NodeId) -> bool {
    let inside = heading + 1..document.nodes[heading].end;
    let mut kinds = document.nodes[inside].iter().map(|node| &node.kind);
    kinds.all(|kind| match kind {
        NodeKind::Text(words) | NodeKind::Code(words) => words.trim().is_empty(),
        NodeKind::Html(markup) => markup.starts_with("<!--"),
        NodeKind::Removed | NodeKind::SoftBreak | NodeKind::HardBreak => true,
        _ => false,
    })
}

/// Whether headings may come from a snippet or from raw HTML between two nodes.
fn brings_headings(document: &Document<'_>, between: std::ops::Range<NodeId>) -> bool {
    document.nodes[between].iter().any(|node| match &node.kind {
        NodeKind::Include { .. } => true,
        NodeKind::Html(markup) => markup.contains("<h") || markup.contains("<H"),
        _ => false,
    })
}

fn empty(document: &Document<'_>, heading: NodeId) -> Fault {
    Fault {
        rule: &EMPTY_HEADING,
        range: document.nodes[heading].range.clone(),
        message: "this heading has no words".to_owned(),
        help: Some("write them behind the `#` signs, or delete the line".to_owned()),
    }
}

fn skipped(document: &Document<'_>, heading: NodeId, level: u8, last: u8) -> Fault {
    let words = shown(&document.text_of(heading));
    let above = if last == 1 { "title of the page" } else { "heading above it" };
    Fault {
        rule: &SKIPPED_HEADING_LEVEL,
        range: document.nodes[heading].range.clone(),
        message: format!("`{words}` has level {level}, and the {above} has level {last}"),
        help: Some(format!("write `{}` instead of `{}`", marks(last + 1), marks(level))),
    }
}

/// What opens a heading of a level.
fn marks(level: u8) -> String {
    "#".repeat(usize::from(level))
}

/// Headings and block titles that are still there, in order.
fn headings(document: &Document<'_>) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut node = 0;
    while node < document.nodes.len() {
        match document.nodes[node].kind {
            NodeKind::Removed => {
                node = document.nodes[node].end;
                continue;
            }
            NodeKind::Heading { .. } | NodeKind::BlockTitle { .. } => found.push(node),
            _ => {}
        }
        node += 1;
    }
    found
}

fn drop_title(document: &mut Document<'_>, title: &str) {
    let Some(first) = document.roots().next() else { return };
    let NodeKind::Heading { level: 1, .. } = document.nodes[first].kind else { return };
    if fold_name(&document.text_of(first)) == fold_name(title) {
        document.nodes[first].kind = NodeKind::Removed;
    }
}

/// The level to show; level one becomes two, with a fault.
fn demote(document: &mut Document<'_>, node: NodeId) -> u8 {
    let NodeKind::Heading { level, .. } = document.nodes[node].kind else { return 0 };
    if level > 1 {
        return level;
    }
    let words = shown(&document.text_of(node));
    document.faults.push(Fault {
        rule: &LEVEL_ONE_HEADING,
        range: document.nodes[node].range.clone(),
        message: format!("`{words}` is a second main heading; the title is the first"),
        help: Some(format!("write `## {words}`")),
    });
    2
}

/// Claims the anchors of raw HTML.
fn claim_ids(document: &mut Document<'_>, anchors: &mut Anchors) {
    for id in &document.ids {
        if !anchors.claim(&id.name) {
            document.faults.push(Fault {
                rule: &DUPLICATE_ANCHOR,
                range: id.range.clone(),
                message: format!("the anchor `{}` is taken on this page", id.name),
                help: Some("give this element another `id`".to_owned()),
            });
        }
    }
}

/// Claims the anchor that the writer chose. Returns false if there is none, or if it
/// cannot be used: then one is made from the words.
fn claim(document: &mut Document<'_>, node: NodeId, anchors: &mut Anchors) -> bool {
    let NodeKind::Heading { anchor, .. } = &document.nodes[node].kind else {
        return false;
    };
    if anchor.is_empty() {
        return false;
    }
    let anchor = anchor.clone();
    // What is made from words may be written down: some scripts have marks that are no
    // letters.
    let sound = slugify(&anchor) == anchor
        || anchor
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'));
    let (rule, message, help) = if !sound {
        (
            &BAD_ANCHOR,
            format!("`{anchor}` cannot be an anchor"),
            "use letters, digits, hyphens and underscores".to_owned(),
        )
    } else if !anchors.claim(&anchor) {
        (
            &DUPLICATE_ANCHOR,
            format!("the anchor `{anchor}` is taken on this page"),
            "give this heading another one".to_owned(),
        )
    } else {
        return true;
    };
    document.faults.push(Fault {
        rule,
        range: document.nodes[node].range.clone(),
        message,
        help: Some(help),
    });
    false
}
