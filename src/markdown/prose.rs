//! The words of a text as a reader meets them: one run for each paragraph, heading, item
//! or cell, with the node that every piece of it comes from.
//!
//! Terms are matched, sentences cut and readability counted on runs, because a word or a
//! sentence may cross the borders of nodes (`graft-*versus*-host`), but never of a block.

use std::ops::Range;

use super::document::{Document, NodeId, NodeKind};
use super::element::shown_of_tag;

/// Where a run stands, as far as it decides what may be done to its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunPlace {
    /// A paragraph, an item, a cell or a definition.
    Prose,
    /// A heading, or the title of a block.
    Heading,
    /// The caption of a table.
    Caption,
    /// A quotation: somebody else's words.
    Quotation,
    /// A block of kind `emergency`: nothing there may lead a reader away.
    Emergency,
}

/// The inline text of one block, in one string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where it stands.
    pub place: RunPlace,
    /// The words; a soft line break is a space, a hard one a line feed.
    pub text: String,
    /// The pieces of `text` in order. They cover it without gaps.
    pub pieces: Vec<RunPiece>,
}

/// A piece of a run: what one node gives to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunPiece {
    /// The bytes of [`Run::text`]: empty for what has no words, such as an image.
    pub range: Range<usize>,
    /// The node.
    pub node: NodeId,
    /// The block or inline element that the node stands in.
    pub parent: NodeId,
    /// The link that it stands in, or is.
    pub link: Option<NodeId>,
    /// Plain words of the author. What is closed (a link's words, code, an image, raw
    /// HTML, words that are to stay as they are) divides the run for whoever matches.
    pub open: bool,
}

impl Run {
    /// The bytes of the source in which `range` of the run's text is written; the whole of
    /// a node where entities or escapes stand in it.
    pub fn source_of(
        &self,
        document: &Document<'_>,
        range: &Range<usize>,
    ) -> Range<usize> {
        let edge = |at: usize, is_end: bool| {
            // They cover the text in order, so that one search finds the place.
            let is_before = |piece: &RunPiece| {
                if is_end { piece.range.end < at } else { piece.range.end <= at }
            };
            let piece = self.pieces.get(self.pieces.partition_point(is_before))?;
            if is_end && piece.range.start == at {
                return None;
            }
            let written = &document.nodes[piece.node].range;
            let is_exact = written.len() == piece.range.len();
            Some(match (is_exact, is_end) {
                (true, _) => written.start + (at - piece.range.start),
                (false, false) => written.start,
                (false, true) => written.end,
            })
        };
        match (edge(range.start, false), edge(range.end, true)) {
            (Some(start), Some(end)) if start <= end => start..end,
            _ => 0..0,
        }
    }
}

/// Elements of raw HTML whose words are not touched.
const CLOSED_ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "blockquote",
    "button",
    "cite",
    "code",
    "del",
    "dfn",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "kbd",
    "label",
    "math",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "strike",
    "style",
    "svg",
    "summary",
    "textarea",
    "var",
];

/// The runs of a document, in reading order. `words` gives what a link without words of
/// its author shows, by [`super::Link::at`].
pub fn runs(
    document: &Document<'_>,
    words: &dyn Fn(usize) -> Option<String>,
) -> Vec<Run> {
    let mut reader = RunReader {
        document,
        words,
        runs: Vec::new(),
        current: None,
        html: Vec::new(),
        parents: Vec::new(),
    };
    reader.read();
    reader.runs
}

/// A node that is open while its subtree is read.
struct OpenNode {
    node: NodeId,
    end: NodeId,
}

struct RunReader<'d> {
    document: &'d Document<'d>,
    words: &'d dyn Fn(usize) -> Option<String>,
    runs: Vec<Run>,
    /// The run that is being read, and the block it belongs to.
    current: Option<(NodeId, Run)>,
    /// Elements of raw HTML that are open and closed to matching.
    html: Vec<&'static str>,
    parents: Vec<OpenNode>,
}

impl RunReader<'_> {
    fn read(&mut self) {
        let document = self.document;
        let mut at = 0;
        while at < document.nodes.len() {
            while self.parents.last().is_some_and(|parent| parent.end <= at) {
                self.parents.pop();
            }
            let node = &document.nodes[at];
            if node.kind == NodeKind::Removed {
                at = node.end;
                continue;
            }
            if node.kind.is_block() {
                self.finish();
                if matches!(node.kind, NodeKind::CodeBlock { .. }) {
                    at = node.end;
                    continue;
                }
            } else if self.leaf(at) {
                at = node.end;
                continue;
            }
            self.parents.push(OpenNode { node: at, end: node.end });
            at += 1;
        }
        self.finish();
    }

    /// Takes a node that is no element with words of its own below it; false if its
    /// children are to be read.
    fn leaf(&mut self, at: NodeId) -> bool {
        match &self.document.nodes[at].kind {
            // What is struck out is not said.
            kind if matches!(kind, NodeKind::Struck)
                || self.is_struck()
                    && matches!(
                        kind,
                        NodeKind::Text(_) | NodeKind::Code(_) | NodeKind::Plain(_)
                    ) =>
            {
                self.piece(at, "", false);
            }
            NodeKind::Text(words) => self.piece(at, words, true),
            NodeKind::Code(words) | NodeKind::Plain(words) => {
                self.piece(at, words, false);
            }
            NodeKind::SoftBreak => self.piece(at, " ", true),
            NodeKind::HardBreak => self.piece(at, "\n", false),
            NodeKind::Html(markup) => {
                self.raw_tag(markup);
                let shown = shown_of_tag(markup);
                self.piece(at, if shown == " " { "\n" } else { shown }, false);
            }
            NodeKind::Link { at: key, has_text: false, .. } => match (self.words)(*key) {
                Some(words) => self.piece(at, &words, false),
                None => return false,
            },
            NodeKind::Image { .. }
            | NodeKind::Citation { .. }
            | NodeKind::Include { .. }
            | NodeKind::FootnoteReference(_)
            | NodeKind::TaskMarker(_) => self.piece(at, "", false),
            _ => return false,
        }
        true
    }

    fn piece(&mut self, node: NodeId, words: &str, open: bool) {
        let kind = |parent: &OpenNode| &self.document.nodes[parent.node].kind;
        let block = self.parents.iter().rev().find(|parent| kind(parent).is_block());
        let block = block.map_or(node, |parent| parent.node);
        if self.current.as_ref().is_some_and(|(own, _)| *own != block) {
            self.finish();
        }
        let is_link = |node: NodeId| {
            matches!(self.document.nodes[node].kind, NodeKind::Link { .. })
        };
        let link = if is_link(node) {
            Some(node)
        } else {
            let above = self.parents.iter().rev().map(|parent| parent.node);
            above.take_while(|&node| node != block).find(|&node| is_link(node))
        };
        let parent = self.parents.last().map_or(node, |parent| parent.node);
        let open = open && link.is_none() && self.html.is_empty();
        let place = self.place();
        let (_, run) = self.current.get_or_insert_with(|| {
            (block, Run { place, text: String::new(), pieces: Vec::new() })
        });
        let start = run.text.len();
        run.text.push_str(words);
        run.pieces.push(RunPiece {
            range: start..run.text.len(),
            node,
            parent,
            link,
            open,
        });
    }

    fn is_struck(&self) -> bool {
        self.html.iter().any(|name| matches!(*name, "del" | "s" | "strike"))
    }

    fn finish(&mut self) {
        self.runs.extend(self.current.take().map(|(_, run)| run));
    }

    fn place(&self) -> RunPlace {
        let mut place = RunPlace::Prose;
        for parent in &self.parents {
            match &self.document.nodes[parent.node].kind {
                NodeKind::Heading { .. } | NodeKind::BlockTitle { .. } => {
                    return RunPlace::Heading;
                }
                NodeKind::TableCaption => return RunPlace::Caption,
                NodeKind::Block { kind } if kind == "emergency" => {
                    place = RunPlace::Emergency;
                }
                NodeKind::Quote => place = RunPlace::Quotation,
                _ => {}
            }
        }
        place
    }

    /// Notes which elements of raw HTML are open.
    fn raw_tag(&mut self, markup: &str) {
        for tag in markup.split('<').skip(1) {
            let (closes, rest) = match tag.strip_prefix('/') {
                Some(rest) => (true, rest),
                None => (false, tag),
            };
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
            let name = rest[..end.unwrap_or(rest.len())].to_ascii_lowercase();
            let Some(&known) = CLOSED_ELEMENTS.iter().find(|known| **known == name)
            else {
                continue;
            };
            if !closes {
                self.html.push(known);
            } else if let Some(opened) = self.html.iter().rposition(|one| *one == known) {
                self.html.truncate(opened);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    /// The runs of a text: the place and the words, closed words in brackets.
    fn read(text: &str) -> Vec<(RunPlace, String)> {
        let document = parse(text, 0..text.len(), "");
        let words = |_: usize| Some("Shown".to_owned());
        let shown = |run: &Run| {
            let pieces = run.pieces.iter().map(|piece| {
                let words = &run.text[piece.range.clone()];
                if piece.open { words.to_owned() } else { format!("[{words}]") }
            });
            (run.place, pieces.collect::<String>())
        };
        runs(&document, &words).iter().map(shown).collect()
    }

    #[test]
    fn a_block_is_one_run_whatever_stands_in_it() {
        let text =
            "graft-*versus*-host\ndisease and `code` <a href=\"/x\">raw</a>x<br>end";
        let expected = "graft-versus-host disease and [code] [][raw][]x[\n]end";
        assert_eq!(read(text), [(RunPlace::Prose, expected.to_owned())]);
    }

    #[test]
    fn words_are_found_again_in_the_source() {
        let text = "\u{e9} graft-*versus*-host &amp; more";
        let document = parse(text, 0..text.len(), "");
        let runs = runs(&document, &|_| None);
        let found = |words: &str| {
            let start = runs[0].text.find(words).unwrap();
            let range = start..start + words.len();
            text[runs[0].source_of(&document, &range)].to_owned()
        };
        assert_eq!(found("graft-versus-host"), "graft-*versus*-host");
        assert_eq!(found("versus"), "versus");
        assert_eq!(found("more"), "more");
    }

    #[test]
    fn links_are_closed_and_show_their_targets_words() {
        let text = "See [[x]] and [own](y.md) and [[!GVHD]].";
        let expected = "See [Shown] and [own] and [GVHD].";
        assert_eq!(read(text), [(RunPlace::Prose, expected.to_owned())]);
    }

    #[test]
    fn tight_items_and_nested_lists_are_runs_of_their_own() {
        let text = "- one\n  - inner\n- two\n\n| a | b |\n|---|---|\n| c | d |\n";
        let words: Vec<String> = read(text).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["one", "inner", "two", "a", "b", "c", "d"]);
    }

    #[test]
    fn a_run_knows_where_it_stands() {
        let text = "# T\n\n> quoted\n\n> [!EMERGENCY] Call\n> now\n\n> [!NOTE]\n> calm\n\n\
                    | a |\n|---|\n| b |\n\nTable: words\n";
        let places: Vec<(RunPlace, String)> = read(text);
        let expected = [
            (RunPlace::Heading, "T"),
            (RunPlace::Quotation, "quoted"),
            (RunPlace::Heading, "Call"),
            (RunPlace::Emergency, "now"),
            (RunPlace::Prose, "calm"),
            (RunPlace::Prose, "a"),
            (RunPlace::Prose, "b"),
            (RunPlace::Caption, "words"),
        ];
        let expected = expected.map(|(place, words)| (place, words.to_owned()));
        assert_eq!(places, expected);
    }
}
