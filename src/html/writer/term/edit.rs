//! What is added to an author's words, and where.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::escape_into;
use crate::html::writer::{Writer, WrittenText};
use crate::markdown::{NodeId, Run, RunPiece};

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
    html: Cow<'static, str>,
    /// The HTML is a tag of a link, and left out where a link is open.
    is_link: bool,
}

impl Edits {
    /// Adds HTML before byte `at` of a run: after all that was added there before.
    pub(super) fn insert(&mut self, run: &Run, at: usize, html: String) {
        self.add(piece_after(run, at), at..at, html.into(), false);
    }

    /// Adds HTML behind byte `at` of a run, in the node whose words end there.
    pub(super) fn insert_after(&mut self, run: &Run, at: usize, html: &'static str) {
        self.add(piece_before(run, at), at..at, html.into(), false);
    }

    /// Adds the start tag of a link before byte `at` of a run.
    pub(super) fn open_link(&mut self, run: &Run, at: usize, tag: String) {
        self.add(piece_after(run, at), at..at, tag.into(), true);
    }

    /// Adds the end tag of a link behind byte `at` of a run.
    pub(super) fn close_link(&mut self, run: &Run, at: usize) {
        self.add(piece_before(run, at), at..at, "</a>".into(), true);
    }

    /// Puts HTML in the place of bytes of one node.
    pub(super) fn replace(&mut self, run: &Run, range: Range<usize>, html: &'static str) {
        self.add(piece_after(run, range.start), range, html.into(), false);
    }

    fn add(
        &mut self,
        piece: Option<&RunPiece>,
        range: Range<usize>,
        html: Cow<'static, str>,
        is_link: bool,
    ) {
        let Some(piece) = piece else { return };
        let start = piece.range.start;
        let range = range.start - start..range.end - start;
        self.by_node.entry(piece.node).or_default().push(Edit { range, html, is_link });
    }
}

/// The piece of a run with words before byte `at`.
fn piece_before(run: &Run, at: usize) -> Option<&RunPiece> {
    let first = run.pieces.partition_point(|piece| piece.range.end < at);
    run.pieces.get(first).filter(|piece| piece.range.start < at)
}

/// The piece of a run with words behind byte `at`.
fn piece_after(run: &Run, at: usize) -> Option<&RunPiece> {
    let first = run.pieces.partition_point(|piece| piece.range.end <= at);
    run.pieces.get(first).filter(|piece| piece.range.start <= at)
}

impl Writer<'_> {
    /// Writes the words of a node, with what was added to them.
    pub(in crate::html::writer) fn words(
        &mut self,
        text: &WrittenText<'_>,
        node: NodeId,
        words: &str,
    ) {
        let mut at = 0;
        let in_link = text.sanitiser.is_in_link();
        let edits = text.edits.by_node.get(&node).into_iter().flatten();
        for Edit { range, html, .. } in edits.filter(|edit| !(edit.is_link && in_link)) {
            if let Some(unchanged) = words.get(at..range.start) {
                escape_into(&mut self.out, unchanged);
                self.out.push_str(html);
                at = range.end;
            }
        }
        escape_into(&mut self.out, words.get(at..).unwrap_or_default());
    }
}
