//! What is added to an author's words, and where.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::escape_into;
use crate::html::writer::{Text, Writer};
use crate::markdown::{NodeId, Piece, Run};

/// The changes to the texts of nodes.
#[derive(Default)]
pub(in crate::html::writer) struct Edits {
    by_node: BTreeMap<NodeId, Vec<Edit>>,
}

/// A change to the text of a node.
struct Edit {
    /// The bytes of its text that give way.
    range: Range<usize>,
    /// HTML in their place.
    html: String,
}

impl Edits {
    /// Adds HTML before byte `at` of a run: after all that was added there before.
    pub(super) fn insert(&mut self, run: &Run, at: usize, html: String) {
        self.replace(run, at..at, html);
    }

    /// Adds HTML behind byte `at` of a run, in the node whose words end there.
    pub(super) fn insert_after(&mut self, run: &Run, at: usize, html: String) {
        let ends = |piece: &&Piece| piece.range.start < at && at <= piece.range.end;
        self.add(run.pieces.iter().find(ends), at..at, html);
    }

    /// Puts HTML in the place of bytes of one node.
    pub(super) fn replace(&mut self, run: &Run, range: Range<usize>, html: String) {
        let holds = |piece: &&Piece| {
            piece.range.start <= range.start && range.start < piece.range.end
        };
        self.add(run.pieces.iter().find(holds), range, html);
    }

    fn add(&mut self, piece: Option<&Piece>, range: Range<usize>, html: String) {
        let Some(piece) = piece else { return };
        let start = piece.range.start;
        let range = range.start - start..range.end - start;
        self.by_node.entry(piece.node).or_default().push(Edit { range, html });
    }
}

impl Writer<'_> {
    /// Writes the words of a node, with what was added to them.
    pub(in crate::html::writer) fn words(
        &mut self,
        text: &Text<'_>,
        node: NodeId,
        words: &str,
    ) {
        let mut at = 0;
        for Edit { range, html } in text.edits.by_node.get(&node).into_iter().flatten() {
            if let Some(unchanged) = words.get(at..range.start) {
                escape_into(&mut self.out, unchanged);
                self.out.push_str(html);
                at = range.end;
            }
        }
        escape_into(&mut self.out, words.get(at..).unwrap_or_default());
    }
}
