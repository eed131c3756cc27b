//! Footnotes that no reader meets: no mark leads to them, or another has their label.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::document::{Document, NodeId, NodeKind};
use super::fault::Fault;
use crate::diagnostic::{DUPLICATE_FOOTNOTE, Rule, UNUSED_FOOTNOTE};
use crate::yaml::shown;

/// Adds a fault for every note whose words are left out.
pub(super) fn judge(document: &mut Document<'_>, text: &str) {
    let notes: Vec<NodeId> = (0..document.nodes.len())
        .filter(|&node| {
            matches!(document.nodes[node].kind, NodeKind::FootnoteDefinition(_))
        })
        .collect();
    if notes.is_empty() {
        return;
    }
    let mut first: BTreeMap<&str, NodeId> = BTreeMap::new();
    for &note in &notes {
        first.entry(label(document, note)).or_insert(note);
    }
    let mut pending = marks(document, 0..document.nodes.len(), true);
    let mut reached = BTreeSet::new();
    while let Some(mark) = pending.pop() {
        if reached.insert(mark)
            && let Some(&note) = first.get(mark)
        {
            pending.extend(marks(document, note + 1..document.nodes[note].end, false));
        }
    }
    let mut faults = Vec::new();
    for &note in &notes {
        let label = label(document, note);
        if first[label] != note {
            let message = "there is a note `LABEL` already, so this one is not shown";
            let help = "give it a label of its own, and write its mark where it belongs";
            faults.push(fault(document, text, note, &DUPLICATE_FOOTNOTE, message, help));
        } else if !reached.contains(label) {
            let message = "no mark leads to the note `LABEL`, so it is not shown";
            let help = "write `LABEL` where it belongs, or make it an ordinary paragraph";
            faults.push(fault(document, text, note, &UNUSED_FOOTNOTE, message, help));
        }
    }
    document.faults.extend(faults);
}

fn label<'d>(document: &'d Document<'_>, note: NodeId) -> &'d str {
    match &document.nodes[note].kind {
        NodeKind::FootnoteDefinition(label) => label,
        _ => "",
    }
}

/// The labels of the marks in some nodes, outside of notes if `only_text`.
fn marks<'d>(
    document: &'d Document<'_>,
    nodes: Range<NodeId>,
    only_text: bool,
) -> Vec<&'d str> {
    let mut marks = Vec::new();
    let mut node = nodes.start;
    while node < nodes.end {
        let this = &document.nodes[node];
        node = match &this.kind {
            // The words of a picture are read out, and have no marks.
            NodeKind::Removed | NodeKind::Image { .. } => this.end,
            NodeKind::FootnoteDefinition(_) if only_text => this.end,
            NodeKind::FootnoteReference(label) => {
                marks.push(label.as_ref());
                node + 1
            }
            _ => node + 1,
        };
    }
    marks
}

fn fault(
    document: &Document<'_>,
    text: &str,
    note: NodeId,
    rule: &'static Rule,
    message: &str,
    help: &str,
) -> Fault {
    let range = &document.nodes[note].range;
    let length = text[range.clone()].find(']').map_or(0, |at| at + 1);
    let written = shown(&text[range.start..range.start + length]);
    Fault {
        rule,
        range: range.start..range.start + length,
        message: message.replace("LABEL", &written),
        help: Some(help.replace("LABEL", &written)),
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::scan;

    #[test]
    fn a_note_that_nobody_meets_is_told() {
        for (text, expected) in [
            ("a[^1]\n\n[^1]: b\n", &[][..]),
            ("a[^Dose]\n\n[^dose]: b\n", &[]),
            ("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c\n", &[]),
            ("> a[^1]\n\n| a |\n|---|\n| b[^2] |\n\n[^1]: b\n[^2]: c\n", &[]),
            ("## A[^1]\n\n- [b[^2]\n\n[^1]: b\n\n[^2]: c\n", &[]),
            ("a\n\n[^1]: b\n", &["unused-footnote [^1]"]),
            (
                "a\n\n[^1]: b[^2]\n\n[^2]: c[^1]\n",
                &["unused-footnote [^1]", "unused-footnote [^2]"],
            ),
            ("# Title[^1]\n\n[^1]: b\n", &["unused-footnote [^1]"]),
            ("`[^1]` \\[^1]\n\n[^1]: b\n", &["unused-footnote [^1]"]),
            ("a[^1]\n\n[^1]: b\n\n- c\n\n  [^1]: d\n", &["duplicate-footnote [^1]"]),
            ("a[^x]\n\n[^x]: b\n\n[^X]: d\n", &["duplicate-footnote [^X]"]),
        ] {
            let faults = scan(text, 0..text.len(), "Title").faults;
            let of_notes =
                faults.iter().filter(|fault| fault.rule.name.ends_with("footnote"));
            let told: Vec<String> = of_notes
                .map(|fault| {
                    format!("{} {}", fault.rule.name, &text[fault.range.clone()])
                })
                .collect();
            assert_eq!(told, expected, "{text:?}");
        }
    }
}
