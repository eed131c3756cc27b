//! Pictures whose words hold a link: `CommonMark` lets one stand there, but a cross-link, a
//! citation or the mark of a note makes the library forget the picture.

use std::ops::Range;

use super::document::{Document, NodeId, NodeKind};
use super::link::{Link, LinkKind};
use super::target::destination;

/// How many nodes the words of a picture may have.
const MOST_NODES: usize = 100;

/// The address and the title in the round brackets of a picture.
struct PictureTarget {
    address: Range<usize>,
    title: String,
    /// One past the closing bracket.
    end: usize,
}

/// Makes pictures of those that the library left as text.
pub(super) fn mend(document: &mut Document<'_>, text: &str) {
    let mut open: Vec<NodeId> = Vec::new();
    for node in 0..document.nodes.len() {
        while open.last().is_some_and(|&parent| document.nodes[parent].end <= node) {
            open.pop();
        }
        let this = &document.nodes[node];
        if this.end > node + 1 {
            open.push(node);
        }
        if this.kind == NodeKind::Text("![".into()) {
            let end =
                open.last().map_or(document.nodes.len(), |&up| document.nodes[up].end);
            mend_at(document, text, node, end);
        }
    }
}

/// Makes a picture of what begins at `node`, within nodes up to `end`.
fn mend_at(document: &mut Document<'_>, text: &str, node: NodeId, end: NodeId) {
    let Some(close) = closing(document, node, end) else { return };
    let Some(target) = target(text, document.nodes[close].range.end) else { return };
    let behind = close + 1..end;
    let is_of_target = |at: &NodeId| document.nodes[*at].range.start < target.end;
    let after = behind.clone().find(|at| !is_of_target(at)).unwrap_or(end);
    let last = &document.nodes[after - 1];
    // A mark in the address, or text that is not what was typed: leave it all alone.
    let is_sound = document.nodes[close + 1..after].iter().all(|node| {
        matches!(&node.kind, NodeKind::Text(words) | NodeKind::Html(words) if words.len() == node.range.len())
    });
    let is_cut = last.range.end > target.end;
    if !is_sound || (is_cut && !matches!(last.kind, NodeKind::Text(_))) {
        return;
    }
    let rest = text[target.end..last.range.end].to_owned();
    let rest_range = target.end..last.range.end;
    let end = if rest.is_empty() { after } else { after - 1 };
    for gone in close..end {
        document.nodes[gone].kind = NodeKind::Removed;
    }
    if !rest.is_empty() {
        document.nodes[end].kind = NodeKind::Text(rest.into());
        document.nodes[end].range = rest_range;
    }
    let picture = &mut document.nodes[node];
    let at = picture.range.start;
    picture.kind = NodeKind::Image { at, title: target.title.into() };
    picture.range.end = target.end;
    picture.end = end;
    let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    document.links.push(Link {
        at: small(at),
        kind: LinkKind::Image,
        target: text[target.address.clone()].into(),
        span: small(target.address.start)..small(target.address.end),
    });
}

/// The text `]` that closes the words of a picture which hold a link.
fn closing(document: &Document<'_>, node: NodeId, end: NodeId) -> Option<NodeId> {
    let mut depth = 0_usize;
    let mut has_link = false;
    let mut at = node + 1;
    while at < end.min(node + MOST_NODES) {
        let this = &document.nodes[at];
        match &this.kind {
            NodeKind::Text(words) if **words == *"[" => depth += 1,
            NodeKind::Text(words) if **words == *"]" && depth > 0 => depth -= 1,
            NodeKind::Text(words) if **words == *"]" => return has_link.then_some(at),
            NodeKind::Text(words) if **words == *"![" => return None,
            NodeKind::Link { .. }
            | NodeKind::Citation { .. }
            | NodeKind::FootnoteReference(_) => {
                has_link = true;
            }
            NodeKind::Emphasis | NodeKind::Strong | NodeKind::Struck => {
                has_link |= document.nodes[at..this.end]
                    .iter()
                    .any(|inner| matches!(inner.kind, NodeKind::Link { .. }));
            }
            _ => {}
        }
        at = this.end;
    }
    None
}

/// `(address "title")` from byte `start` on.
fn target(text: &str, start: usize) -> Option<PictureTarget> {
    let line = text[start..].lines().next()?;
    line.strip_prefix('(')?;
    let address = destination(line, 1);
    let is_pointed = line[..address.start].ends_with('<');
    let rest = &line[address.end + usize::from(is_pointed)..];
    let words = rest.trim_start();
    let gap = rest.len() - words.len();
    let (title, behind) = match words.chars().next()? {
        quote @ ('"' | '\'') if gap > 0 => {
            let inside = &words[1..];
            let length = inside.find(quote)?;
            (&inside[..length], &inside[length + 1..])
        }
        _ => ("", words),
    };
    let close = behind.trim_start().strip_prefix(')')?;
    let address = start + address.start..start + address.end;
    let title = title.to_owned();
    (!address.is_empty()).then(|| PictureTarget {
        address,
        title,
        end: start + line.len() - close.len(),
    })
}
