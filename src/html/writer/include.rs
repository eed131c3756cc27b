//! Snippets: as blocks, or within a line.

use super::{TextPart, Writer, WrittenText};
use crate::article::Source;
use crate::base::Span;
use crate::diagnostic::{DUPLICATE_ANCHOR, Diagnostic, SNIPPET_IN_LINE};
use crate::markdown::{Document, NodeId, NodeKind, RunPlace};
use crate::site::{Destination, MAX_SNIPPET_DEPTH, Resolved};

/// A line that takes the words of a snippet.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// What decides whether terms are marked in it.
    place: RunPlace,
    /// It stands in the words of a link.
    pub(super) is_in_link: bool,
}

impl Line {
    /// Where the words of a snippet stand whose own text says `place`.
    pub(super) fn place(self, place: RunPlace) -> RunPlace {
        if self.place == RunPlace::Prose { place } else { self.place }
    }
}

impl Writer<'_> {
    /// A snippet in place; its own links go where they go from the snippet's folder.
    pub(super) fn include(&mut self, text: &WrittenText<'_>, node: NodeId, at: usize) {
        if let Some((source, links, section)) = self.snippet(text, at) {
            let outside = self.included_at;
            let range = text.document.nodes[node].range.clone();
            self.included_at.get_or_insert(Span::new(text.file, range));
            self.snippet_depth += 1;
            self.source(source, "", links, TextPart { section, line: None });
            self.snippet_depth -= 1;
            self.included_at = outside;
        }
    }

    /// Says that a heading of a snippet has an anchor of its own which the page has already:
    /// links to it arrive elsewhere.
    pub(super) fn tell_anchor_twice(
        &mut self,
        text: &WrittenText<'_>,
        heading: NodeId,
        anchor: &str,
    ) {
        let range = text.document.nodes[heading].range.clone();
        let is_written = text
            .source
            .get(range.clone())
            .is_some_and(|written| written.contains(&format!("#{anchor}")));
        let Some(at) = self.included_at.filter(|_| is_written) else { return };
        let message = format!(
            "this page has the anchor `{anchor}` already, and the snippet has it as well"
        );
        let finding = Diagnostic::new(&DUPLICATE_ANCHOR, at, message)
            .with_label(Span::new(text.file, range), "the snippet gives it here")
            .with_help(format!(
                "show the snippet once, or take `{{#{anchor}}}` out of it: links lead to the first"
            ));
        self.found.push(finding);
    }

    /// A snippet within a line gives it the words of its only paragraph.
    pub(super) fn include_in_line(
        &mut self,
        text: &WrittenText<'_>,
        node: NodeId,
        at: usize,
    ) {
        let Some((source, links, section)) = self.snippet(text, at) else { return };
        let mut runs = text.runs.iter();
        let run = runs.find(|run| run.pieces.iter().any(|piece| piece.node == node));
        let place = run.map_or(RunPlace::Prose, |run| run.place);
        let line = Some(Line { place, is_in_link: text.sanitiser.is_in_link() });
        self.snippet_depth += 1;
        let is_written = self.source(source, "", links, TextPart { section, line });
        self.snippet_depth -= 1;
        if !is_written {
            let range = text.document.nodes[node].range.clone();
            let (message, help) = if source.body_text().trim().is_empty() {
                ("this snippet is empty", "write its words into it, or take this out")
            } else if is_in_cell(text.document, node) {
                (
                    "this snippet is more than one paragraph, and stands in the cell of a table",
                    "write its words into the cell, or make one paragraph of it, with `<br>` \
                     where a line ends",
                )
            } else {
                (
                    "this snippet is more than one paragraph, and stands in a line",
                    "write it on a line of its own, with an empty line above and below",
                )
            };
            let (message, help) = (message.to_owned(), Some(help.to_owned()));
            self.find(text, &SNIPPET_IN_LINE, range, message, help);
        }
    }

    /// The snippet that an include names, its links, and the part of it.
    fn snippet<'t>(
        &self,
        text: &WrittenText<'t>,
        at: usize,
    ) -> Option<(&'t Source, &'t [Resolved], Option<&'t str>)>
    where
        Self: 't,
    {
        let Destination::Snippet { id, fragment } = &text.link_at(at)?.destination else {
            return None;
        };
        // A loop is an error of the site's; here it only has to end.
        if self.snippet_depth >= MAX_SNIPPET_DEPTH {
            return None;
        }
        let site = self.around.site;
        let source = &site.snippets[*id].source;
        Some((source, &site.snippet_links[*id], fragment.as_deref()))
    }

    /// Writes the only paragraph among `roots` without its tags. Returns whether it could.
    pub(super) fn only_paragraph(
        &mut self,
        text: &mut WrittenText<'_>,
        roots: &[NodeId],
    ) -> bool {
        let Some(only) = only_root(text.document, roots) else { return false };
        match &text.document.nodes[only].kind {
            NodeKind::Paragraph | NodeKind::Figure => self.inlines(text, only),
            NodeKind::Include { at } => self.include_in_line(text, only, *at),
            _ => return false,
        }
        true
    }
}

/// Whether a node stands in the cell of a table, where no block can.
fn is_in_cell(document: &Document<'_>, node: NodeId) -> bool {
    let mut before = document.nodes[..node].iter().rev();
    let block = before.find(|around| around.kind.is_block() && around.end > node);
    block.is_some_and(|block| block.kind == NodeKind::TableCell)
}

/// The root that is shown in place, if it is the only one.
fn only_root(document: &Document<'_>, roots: &[NodeId]) -> Option<NodeId> {
    let is_shown = |node: &&NodeId| {
        let kind = &document.nodes[**node].kind;
        let is_comment = *kind == NodeKind::HtmlBlock
            && document.html_lines(**node).iter().all(|(line, _)| {
                line.trim().is_empty() || line.trim().starts_with("<!--")
            });
        !is_comment && !matches!(kind, NodeKind::FootnoteDefinition(_))
    };
    let mut shown = roots.iter().filter(is_shown);
    let only = shown.next().copied();
    only.filter(|_| shown.next().is_none())
}
