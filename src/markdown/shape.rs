//! Recognises what `CommonMark` has no words for: blocks, figures, captions, snippets.
//!
//! Nodes are changed in place. Where a shape needs a node of its own, it takes the slot of
//! one that goes: the marker of a block becomes its title, the line end after it the
//! paragraph of what follows.

use super::document::{Document, NodeId, NodeKind};
use super::fault::Fault;
use super::table;
use crate::diagnostic::UNDEFINED_FOOTNOTE;

/// What opens the caption of a table, in the paragraph right after it.
const CAPTION: &str = "Table:";

/// Gives every node its final kind, but for headings.
pub(super) fn shape(document: &mut Document<'_>, text: &str) {
    for node in 0..document.nodes.len() {
        match document.nodes[node].kind {
            NodeKind::Quote => block(document, node),
            NodeKind::Paragraph => paragraph(document, node),
            NodeKind::Table { .. } => caption(document, node, text),
            _ => {}
        }
    }
    // A marker anywhere but at the head of a quotation is the text it was typed as.
    for node in 0..document.nodes.len() {
        if let NodeKind::Block { .. } = document.nodes[node].kind
            && is_inline_marker(document, node, text)
        {
            unmark(document, node, text);
        }
    }
    undefined_footnotes(document);
}

/// `> [!KIND] Title`: the quotation becomes a block, the marker its title.
fn block(document: &mut Document<'_>, quote: NodeId) {
    let paragraph = quote + 1;
    let marker = quote + 2;
    let end = document.nodes[quote].end;
    if marker >= end || document.nodes[paragraph].kind != NodeKind::Paragraph {
        return;
    }
    let NodeKind::Block { kind } = &document.nodes[marker].kind else { return };
    let kind = kind.to_ascii_lowercase();
    let paragraph_end = document.nodes[paragraph].end;
    let after = document.nodes[marker].end;
    document.nodes[quote].kind = NodeKind::Block { kind };
    document.nodes[paragraph].kind = NodeKind::Removed;
    document.nodes[paragraph].end = marker;
    for words in marker + 1..after {
        document.nodes[words].kind = NodeKind::Removed;
        document.nodes[words].end = words + 1;
    }

    let line_end = (after..paragraph_end)
        .scan(after, |next, node| {
            // Only line ends at the paragraph's own level end the title.
            let top = node == *next;
            if top {
                *next = document.nodes[node].end;
            }
            Some((node, top))
        })
        .find(|&(node, top)| {
            top && matches!(
                document.nodes[node].kind,
                NodeKind::SoftBreak | NodeKind::HardBreak
            )
        })
        .map(|(node, _)| node);
    let title_end = line_end.unwrap_or(paragraph_end);
    trim_start(document, after, title_end);
    let titled = (after..title_end).any(|node| is_visible(&document.nodes[node].kind));
    document.nodes[marker].end = title_end;
    document.nodes[marker].kind = if titled {
        NodeKind::BlockTitle { level: 0, anchor: String::new() }
    } else {
        NodeKind::Removed
    };
    if let Some(line_end) = line_end {
        document.nodes[line_end].kind = NodeKind::Paragraph;
        document.nodes[line_end].end = paragraph_end;
        let start = document.nodes[line_end].range.end;
        let last = document.nodes[paragraph_end - 1].range.end;
        document.nodes[line_end].range = start..last.max(start);
    }
}

/// Takes the space between the marker and the title away.
fn trim_start(document: &mut Document<'_>, first: NodeId, end: NodeId) {
    if first < end
        && let NodeKind::Text(words) = &document.nodes[first].kind
    {
        // The sign of a block that another program folds.
        let words = words.as_ref();
        let trimmed =
            words.strip_prefix(['-', '+']).unwrap_or(words).trim_start().to_owned();
        let cut = words.len() - trimmed.len();
        document.nodes[first].range.start += cut;
        document.nodes[first].kind = NodeKind::Text(trimmed.into());
    }
}

fn is_visible(kind: &NodeKind<'_>) -> bool {
    match kind {
        NodeKind::Text(words) => !words.trim().is_empty(),
        NodeKind::Removed | NodeKind::SoftBreak | NodeKind::HardBreak => false,
        _ => true,
    }
}

/// A paragraph that is nothing but an image is a figure; one that is nothing but a snippet
/// stands for the blocks of the snippet.
fn paragraph(document: &mut Document<'_>, paragraph: NodeId) {
    let only = paragraph + 1;
    let end = document.nodes[paragraph].end;
    if only >= end || document.nodes[only].end != end {
        return;
    }
    match document.nodes[only].kind {
        NodeKind::Image { .. } => document.nodes[paragraph].kind = NodeKind::Figure,
        NodeKind::Include { .. } => {
            document.nodes[paragraph].kind = NodeKind::Removed;
            document.nodes[paragraph].end = only;
        }
        _ => {}
    }
}

/// `Table: words` right after a table is its caption. A class at its end says whether the
/// first column names the rows; without one the table itself does.
fn caption(document: &mut Document<'_>, table: NodeId, source: &str) {
    let said = words_of_caption(document, table).and_then(|caption| {
        document.nodes[caption].kind = NodeKind::TableCaption;
        table::take_class(document, caption, source)
    });
    let names_rows = said.unwrap_or_else(|| table::names_rows(document, table));
    if let NodeKind::Table { has_row_headers, .. } = &mut document.nodes[table].kind {
        *has_row_headers = names_rows;
    }
}

/// The paragraph after a table that opens as a caption does; the word that opens it is taken
/// away.
fn words_of_caption(document: &mut Document<'_>, table: NodeId) -> Option<NodeId> {
    let next = document.nodes[table].end;
    let words = next + 1;
    if words >= document.nodes.len()
        || document.nodes[next].kind != NodeKind::Paragraph
        || words >= document.nodes[next].end
    {
        return None;
    }
    let NodeKind::Text(text) = &document.nodes[words].kind else { return None };
    let rest = text.strip_prefix(CAPTION)?.trim_start().to_owned();
    document.nodes[words].kind = NodeKind::Text(rest.into());
    Some(next)
}

/// Whether a `Block` node is a marker in running text rather than a quotation: its source
/// begins with the square bracket.
fn is_inline_marker(document: &Document<'_>, node: NodeId, text: &str) -> bool {
    let range = &document.nodes[node].range;
    text[range.clone()].starts_with("[!")
}

fn unmark(document: &mut Document<'_>, node: NodeId, text: &str) {
    let end = document.nodes[node].end;
    let range = document.nodes[node].range.clone();
    document.nodes[node].kind = NodeKind::Text(text[range].to_owned().into());
    for inner in node + 1..end {
        document.nodes[inner].kind = NodeKind::Removed;
        document.nodes[inner].end = inner + 1;
    }
    document.nodes[node].end = node + 1;
}

/// `[^mark]` without a note comes as the text `[`, `^mark`, `]`.
fn undefined_footnotes(document: &mut Document<'_>) {
    for node in 2..document.nodes.len() {
        let [open, mark, close] = &document.nodes[node - 2..=node] else { continue };
        let (
            NodeKind::Text(open_text),
            NodeKind::Text(mark_text),
            NodeKind::Text(close_text),
        ) = (&open.kind, &mark.kind, &close.kind)
        else {
            continue;
        };
        let adjacent =
            open.range.end == mark.range.start && mark.range.end == close.range.start;
        if adjacent
            && open_text.ends_with('[')
            && close_text.starts_with(']')
            && mark_text.len() > 1
            && mark_text.starts_with('^')
        {
            let fault = Fault {
                rule: &UNDEFINED_FOOTNOTE,
                range: open.range.end - 1..close.range.start + 1,
                message: format!("there is no footnote `[{mark_text}]` on this page"),
                help: Some(format!("add a line `[{mark_text}]: the note`")),
            };
            document.faults.push(fault);
        }
    }
}
