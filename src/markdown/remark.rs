//! Remarks of Obsidian over whole blocks: `%%` before the first word of one paragraph and
//! behind the last word of the same or of a later one. They are left out, and told.

use super::document::{Document, NodeId, NodeKind};

const SIGN: &str = "%%";

/// Takes them out of `document`.
pub(super) fn leave_out(document: &mut Document<'_>, text: &str) {
    if !text.contains(SIGN) {
        return;
    }
    let mut open: Option<NodeId> = None;
    let mut remarks = Vec::new();
    for root in document.roots() {
        let this = &document.nodes[root];
        let written = text[this.range.clone()].trim();
        if this.kind != NodeKind::Paragraph || !written.contains(SIGN) {
            continue;
        }
        let inside = written.trim_matches('%');
        let (begins, ends) = (written.starts_with(SIGN), written.ends_with(SIGN));
        let is_plain = !inside.contains(SIGN);
        let is_whole =
            begins && ends && is_plain && inside.contains(char::is_alphanumeric);
        open = match open {
            // One that ends in its line is read as a mark.
            None if is_whole => {
                if written.contains('\n') {
                    remarks.push(root..root);
                }
                None
            }
            None => (begins && is_plain).then_some(root),
            Some(first) if ends && is_plain => {
                remarks.push(first..root);
                None
            }
            Some(_) => None,
        };
    }
    for remark in remarks {
        let nodes = remark.start..document.nodes[remark.end].end;
        let range = document.nodes[remark.start].range.start
            ..document.nodes[remark.end].range.end;
        for node in &mut document.nodes[nodes] {
            node.kind = NodeKind::Removed;
        }
        let is_inside = |at: usize| range.contains(&at);
        document.links.retain(|link| !is_inside(link.at as usize));
        document.tildes.retain(|tilde| !is_inside(tilde.start));
        document.asides.retain(|aside| !is_inside(aside.start));
        document.faults.retain(|fault| !is_inside(fault.range.start));
        document.mends.retain(|mend| !is_inside(mend.fault.range.start));
        document.asides.push(range);
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
        ] {
            let document = parse(text, 0..text.len(), "");
            let words: String =
                document.roots().map(|root| document.text_of(root)).collect();
            assert_eq!(words, left, "{text:?}");
            let outline = scan(text, 0..text.len(), "");
            assert_eq!(outline.faults.len(), 1, "{text:?}: {:?}", outline.faults);
            assert!(outline.links.is_empty() && outline.headings.is_empty(), "{text:?}");
        }
        for text in ["50%% and\n60%% of it\n", "%%\n\nnever closed\n", "a %%\n\nb %%\n"] {
            let document = parse(text, 0..text.len(), "");
            let words: String =
                document.roots().map(|root| document.text_of(root)).collect();
            assert!(words.contains("%%"), "{text:?}: {words}");
        }
    }
}
