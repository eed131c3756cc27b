//! Remarks of Obsidian over several lines or blocks: from a `%%` behind white space to the
//! next one. They are left out, and told. What ends in its own line is read as a mark.

use std::ops::Range;

use super::document::{Document, NodeId, NodeKind, Text};
use super::taken::TakenBytes;

const SIGN: &str = "%%";

/// A sign in the words of a node.
struct RemarkSign {
    node: NodeId,
    /// Its byte in the text, which is as far from the beginning of the node as in its words.
    at: usize,
    /// What takes no half of a remark, if it stands in one.
    closed: Option<NodeId>,
}

/// Takes them out of `document`.
pub(super) fn leave_out(document: &mut Document<'_>, text: &str) {
    if !text.contains(SIGN) {
        return;
    }
    let remarks = remarks(document, text);
    for (first, last) in &remarks {
        take(document, first, last);
    }
    let ranges = remarks.iter().map(|(first, last)| first.at..last.at + SIGN.len());
    let ranges: Vec<Range<usize>> = ranges.collect();
    if ranges.is_empty() {
        return;
    }
    let taken = TakenBytes::of(ranges.clone());
    leave_out_emptied(document, &taken);
    document.links.retain(|link| !taken.holds(link.at as usize));
    document.tildes.retain(|tilde| !taken.holds(tilde.start));
    document.asides.retain(|aside| !taken.holds(aside.start));
    document.faults.retain(|fault| !taken.holds(fault.range.start));
    document.mends.retain(|mend| !taken.holds(mend.fault.range.start));
    document.asides.extend(ranges);
}

/// The first sign and the last of each remark.
fn remarks(document: &Document<'_>, text: &str) -> Vec<(RemarkSign, RemarkSign)> {
    let mut remarks = Vec::new();
    let mut open: Option<RemarkSign> = None;
    for sign in signs(document, text) {
        let after = text[sign.at + SIGN.len()..].chars().next();
        let may_end = after.is_none_or(|c| !c.is_alphanumeric());
        let is_whole = |first: &RemarkSign| {
            may_end && first.closed == sign.closed && first.node != sign.node
        };
        match open.take_if(|first| is_whole(first)) {
            Some(first) => remarks.push((first, sign)),
            None if may_begin(&text[..sign.at], after) => open = Some(sign),
            None => open = None,
        }
    }
    remarks
}

/// Whether a remark may begin between two texts: behind white space, but in `60 %% of it`.
fn may_begin(before: &str, after: Option<char>) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_free = line.chars().next_back().is_none_or(char::is_whitespace);
    let is_behind_number = line.trim_end().ends_with(char::is_numeric);
    is_free && !(is_behind_number && after.is_none_or(char::is_whitespace))
}

/// The signs that stand in the words of a document.
fn signs(document: &Document<'_>, text: &str) -> Vec<RemarkSign> {
    let mut signs = Vec::new();
    let mut closed: Vec<NodeId> = Vec::new();
    let mut node = 0;
    while node < document.nodes.len() {
        while closed.pop_if(|one| document.nodes[*one].end <= node).is_some() {}
        let this = &document.nodes[node];
        node = match &this.kind {
            NodeKind::Removed | NodeKind::CodeBlock { .. } | NodeKind::HtmlBlock => {
                this.end
            }
            NodeKind::Text(words) if words.len() == this.range.len() => {
                let places = words.match_indices(SIGN);
                let places = places.map(|(at, _)| this.range.start + at);
                let places = places.filter(|at| !text[..*at].ends_with('\\'));
                let closed = closed.last().copied();
                signs.extend(places.map(|at| RemarkSign { node, at, closed }));
                node + 1
            }
            kind => {
                if takes_no_half(kind) {
                    closed.push(node);
                }
                node + 1
            }
        };
    }
    signs
}

/// Whether a remark that begins or ends in it stands in it as a whole.
fn takes_no_half(kind: &NodeKind<'_>) -> bool {
    matches!(
        kind,
        NodeKind::Heading { .. }
            | NodeKind::BlockTitle { .. }
            | NodeKind::TableCell
            | NodeKind::TableCaption
            | NodeKind::DefinitionTitle { .. }
            | NodeKind::FootnoteDefinition(_)
            | NodeKind::Link { .. }
            | NodeKind::Image { .. }
    )
}

/// Takes out what stands from one sign to the other.
fn take(document: &mut Document<'_>, first: &RemarkSign, last: &RemarkSign) {
    let mut next = first.node + 1;
    while next < last.node {
        let node = &mut document.nodes[next];
        next += 1;
        let is_inside = first.at <= node.range.start && node.range.end <= last.at;
        if matches!(node.kind, NodeKind::FootnoteDefinition(_)) {
            // A mark outside of the remark may mention it.
            next = node.end;
        } else if is_inside && node.end <= last.node {
            node.kind = NodeKind::Removed;
        }
    }
    let begun = &mut document.nodes[first.node];
    let kept = first.at - begun.range.start;
    begun.range.end = first.at;
    if let NodeKind::Text(words) = &begun.kind {
        begun.kind = words_or_nothing(&words[..kept]);
    }
    let ended = &mut document.nodes[last.node];
    let gone = last.at + SIGN.len() - ended.range.start;
    ended.range.start = last.at + SIGN.len();
    if let NodeKind::Text(words) = &ended.kind {
        ended.kind = words_or_nothing(&words[gone..]);
    }
}

fn words_or_nothing<'a>(words: &str) -> NodeKind<'a> {
    if words.trim().is_empty() {
        NodeKind::Removed
    } else {
        NodeKind::Text(Text::from(words.to_owned()))
    }
}

/// Takes out the blocks, and the emphasis, in which remarks left nothing.
fn leave_out_emptied(document: &mut Document<'_>, taken: &TakenBytes) {
    for node in (0..document.nodes.len()).rev() {
        let this = &document.nodes[node];
        let holds_others = matches!(
            this.kind,
            NodeKind::Paragraph
                | NodeKind::List { .. }
                | NodeKind::Item
                | NodeKind::Quote
                | NodeKind::Emphasis
                | NodeKind::Strong
        );
        let is_break = |child: NodeId| {
            let kind = &document.nodes[child].kind;
            matches!(kind, NodeKind::SoftBreak | NodeKind::HardBreak)
        };
        if holds_others
            && this.end > node + 1
            && taken.overlaps(&this.range)
            && document.children(node).all(is_break)
        {
            document.nodes[node].kind = NodeKind::Removed;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::{parse, scan};

    #[test]
    fn remarks_over_blocks_are_left_out_and_told() {
        for (text, left) in [
            ("Text\n\n%%\nhidden words\n%%\n\nMore\n", "TextMore"),
            ("Text\n\n%% hidden\n[words](nowhere.md) %%\n\nMore\n", "TextMore"),
            ("Text\n\n%%\n\n- hidden\n\n## Hidden\n\n%%\n\nMore\n", "TextMore"),
            ("%%\n\nhidden\n\n%%\n", ""),
            ("Text %%hidden\nwords%% more\n", "Text  more"),
            ("Text %%hidden\n\nwords%% more\n", "Text  more"),
            ("Text %%\n\nhidden %%\n", "Text "),
            ("Text\n\n%%\n- hidden\n- words %%\n\nMore\n", "TextMore"),
            ("- one\n- two %%hidden\n- hidden\n- words%% four\n", "onetwo  four"),
            ("> Text %%hidden\n\n*hidden [x](y.md)%%* more\n", "Text  more"),
            ("Text **bold %%hidden\nwords%%** more\n", "Text bold  more"),
            ("%%\n\n[^1]: note\n\n%%\n\nText[^1]\n", "noteText"),
            ("| a %%x | b |\n|---|---|\n| c | d |\n\n%% hidden\n\n%%\n", "a %%xbcd"),
        ] {
            let document = parse(text, 0..text.len(), "");
            let words: String =
                document.roots().map(|root| document.text_of(root)).collect();
            assert_eq!(words, left, "{text:?}");
            let outline = scan(text, 0..text.len(), "");
            assert_eq!(outline.faults.len(), 1, "{text:?}: {:?}", outline.faults);
            assert!(outline.links.is_empty() && outline.headings.is_empty(), "{text:?}");
        }
        for text in [
            "50%% and\n60%% of it\n",
            "%%\n\nnever closed\n",
            "a %%\n\nb\n",
            "60 %% of\n\nand 40 %% of it\n",
            "| a %%x | b |\n|---|---|\n| c | d%% |\n",
        ] {
            let document = parse(text, 0..text.len(), "");
            let words: String =
                document.roots().map(|root| document.text_of(root)).collect();
            assert!(words.contains("%%"), "{text:?}: {words}");
        }
    }
}
