//! The tree of one Markdown text.

use std::ops::Range;

use super::element::shown_of_tag;
use super::fault::{Fault, Mend};
use super::link::{Id, Link};
use super::raised::raised;
use super::target::AddressDefinition;

/// Text of a node: borrowed from the source where it stands there as it is.
pub type Text<'a> = pulldown_cmark::CowStr<'a>;

/// The number of a node in its document.
pub type NodeId = usize;

/// One Markdown text as a flat tree.
#[derive(Debug, Clone, Default)]
pub struct Document<'a> {
    /// All nodes in reading order (pre-order).
    pub nodes: Vec<Node<'a>>,
    /// Links, images, citations and includes, by the `at` of their nodes.
    pub links: Vec<Link>,
    /// Anchors that raw HTML sets.
    pub ids: Vec<Id>,
    /// Words between two single tildes: `~5 mg~`.
    pub(super) tildes: Vec<Range<usize>>,
    /// What other programs leave out: `%%words%%`, and ` ^name` at the end of a block.
    pub(super) asides: Vec<Range<usize>>,
    /// The definitions of addresses, in order.
    pub(super) definitions: Vec<AddressDefinition>,
    /// What is wrong with the text, found while parsing.
    pub faults: Vec<Fault>,
    /// The same where an edit of the text may mend it.
    pub mends: Vec<Mend>,
}

/// A node: a block or a piece of inline text.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    /// What it is.
    pub kind: NodeKind<'a>,
    /// The bytes of the whole file's text that it was written in.
    pub range: Range<usize>,
    /// One past the last node of its subtree; a leaf's own number plus one.
    pub end: NodeId,
}

/// Alignment of a table column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// Not said.
    None,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// What a node is.
///
/// A node that a pass took out (a dropped title, the text of a marker) is `Removed`; its
/// whole subtree is passed over.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind<'a> {
    // Blocks.
    /// A paragraph.
    Paragraph,
    /// A heading; the level is the one that is shown (1 to 6), the anchor is unique on
    /// the page.
    Heading {
        /// 2 to 6: level 1 is the page's title.
        level: u8,
        /// The `id`.
        anchor: String,
        /// The writer gave it an `id`, sound or not.
        has_id: bool,
        /// `{.class}` names.
        classes: Vec<Text<'a>>,
    },
    /// A quotation.
    Quote,
    /// `> [!KIND] Title`: a block of the theme. The title's inline nodes, if any, are the
    /// children of its first child, a [`NodeKind::BlockTitle`].
    Block {
        /// The kind, lower case, such as `urgent`.
        kind: String,
    },
    /// The title of a block; the heading level is the one that it is shown with.
    BlockTitle {
        /// One below the heading it stands under.
        level: u8,
        /// The `id`.
        anchor: String,
    },
    /// A code block, with the language named on its fence. Children are `Text`.
    CodeBlock {
        /// First word of the info string; empty if none.
        language: Text<'a>,
    },
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// Items are not paragraphs of their own.
        tight: bool,
    },
    /// An item of a list.
    Item,
    /// The box of a task-list item: a leaf, first in its item.
    TaskMarker(bool),
    /// A table; its caption, if any, is the node after it.
    Table {
        /// How each column is aligned.
        columns: Vec<Alignment>,
        /// Whether the first cell of a row says what the row is about.
        has_row_headers: bool,
    },
    /// `Table: words` right after a table; its children are the words. The writer puts it
    /// into the table before it.
    TableCaption,
    /// The header row: its children are cells.
    TableHead,
    /// A row of the body.
    TableRow,
    /// A cell.
    TableCell,
    /// A figure: an image alone in its paragraph. Its only child is the image.
    Figure,
    /// A footnote definition, by its label.
    FootnoteDefinition(Text<'a>),
    /// A list of definitions.
    DefinitionList,
    /// A term in it.
    DefinitionTitle {
        /// The `id`.
        anchor: String,
    },
    /// What the term means.
    DefinitionBody,
    /// Raw HTML between blocks; children are `Html`.
    HtmlBlock,
    /// A thematic break.
    Rule,
    // Inline.
    /// Text; may be shorter than its range, where entities or escapes stood.
    Text(Text<'a>),
    /// A code span.
    Code(Text<'a>),
    /// Raw HTML, a line of a block or one tag in a paragraph.
    Html(Text<'a>),
    /// A line end that is a space.
    SoftBreak,
    /// A line end that stays one.
    HardBreak,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// `~~words~~`: struck out.
    Struck,
    /// `~words~`: lowered.
    Lowered,
    /// `^words^`: raised.
    Raised,
    /// A link of any form but an image; `at` is the key of its target in the link table.
    Link {
        /// Byte at which the link begins: the key of [`super::Link::at`].
        at: usize,
        /// The author wrote words for it; otherwise its text is its target.
        has_text: bool,
        /// Markdown title.
        title: Text<'a>,
    },
    /// An image; its children are the text alternative.
    Image {
        /// Byte at which it begins: the key of [`super::Link::at`].
        at: usize,
        /// Markdown title: the caption of a figure, or `decorative`.
        title: Text<'a>,
    },
    /// `[@key]` or `[@a; @b]`: a leaf.
    Citation {
        /// Byte at which it begins: the key of [`super::Link::at`], one link per key.
        at: usize,
    },
    /// `![[snippet.md]]`: a leaf; alone in its paragraph it stands for blocks.
    Include {
        /// Byte at which it begins: the key of [`super::Link::at`].
        at: usize,
    },
    /// A footnote mark, by its label: a leaf.
    FootnoteReference(Text<'a>),
    /// `[[!words]]`: the words as they are, never marked: a leaf.
    Plain(Text<'a>),
    /// Taken out by a pass.
    Removed,
}

impl NodeKind<'_> {
    /// What strikes, lowers or raises words where it was typed.
    fn sign(&self) -> &'static str {
        match self {
            NodeKind::Struck => "~~",
            NodeKind::Lowered => "~",
            NodeKind::Raised => "^",
            _ => "",
        }
    }

    /// Whether it is a block, and no piece of the text in one.
    pub fn is_block(&self) -> bool {
        match self {
            NodeKind::Paragraph
            | NodeKind::Heading { .. }
            | NodeKind::Quote
            | NodeKind::Block { .. }
            | NodeKind::BlockTitle { .. }
            | NodeKind::CodeBlock { .. }
            | NodeKind::List { .. }
            | NodeKind::Item
            | NodeKind::Table { .. }
            | NodeKind::TableCaption
            | NodeKind::TableHead
            | NodeKind::TableRow
            | NodeKind::TableCell
            | NodeKind::Figure
            | NodeKind::FootnoteDefinition(_)
            | NodeKind::DefinitionList
            | NodeKind::DefinitionTitle { .. }
            | NodeKind::DefinitionBody
            | NodeKind::HtmlBlock
            | NodeKind::Rule => true,
            NodeKind::Text(_)
            | NodeKind::Code(_)
            | NodeKind::Html(_)
            | NodeKind::SoftBreak
            | NodeKind::HardBreak
            | NodeKind::Emphasis
            | NodeKind::Strong
            | NodeKind::Struck
            | NodeKind::Lowered
            | NodeKind::Raised
            | NodeKind::Link { .. }
            | NodeKind::Image { .. }
            | NodeKind::Citation { .. }
            | NodeKind::Include { .. }
            | NodeKind::FootnoteReference(_)
            | NodeKind::TaskMarker(_)
            | NodeKind::Plain(_)
            | NodeKind::Removed => false,
        }
    }
}

impl Document<'_> {
    /// The children of a node, in order, without removed ones.
    pub fn children(&self, parent: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.between(parent + 1, self.nodes[parent].end)
    }

    /// The top-level nodes, in order, without removed ones.
    pub fn roots(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.between(0, self.nodes.len())
    }

    /// The nodes from `start` up to `end` that are not inside one another.
    pub(super) fn between(
        &self,
        start: NodeId,
        end: NodeId,
    ) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = start;
        std::iter::from_fn(move || {
            while next < end {
                let this = next;
                next = self.nodes[this].end;
                if self.nodes[this].kind != NodeKind::Removed {
                    return Some(this);
                }
            }
            None
        })
    }

    /// The lines of a block of raw HTML, with the byte at which each begins.
    pub fn html_lines(&self, block: NodeId) -> Vec<(&str, usize)> {
        let line = |line: NodeId| match &self.nodes[line].kind {
            NodeKind::Html(markup) | NodeKind::Text(markup) => {
                Some((markup.as_ref(), self.nodes[line].range.start))
            }
            _ => None,
        };
        self.children(block).filter_map(line).collect()
    }

    /// The lines of one tag of raw HTML in a paragraph of `text`, with the byte at which
    /// each begins: the marks of a quotation are no part of it.
    pub fn tag_lines(&self, tag: NodeId, text: &str) -> Vec<(&str, usize)> {
        let Node { kind: NodeKind::Html(markup), range, .. } = &self.nodes[tag] else {
            return Vec::new();
        };
        let written = text[range.clone()].split_inclusive('\n');
        let is_whole = markup.len() == range.len();
        if is_whole || markup.split_inclusive('\n').count() != written.clone().count() {
            return vec![(markup, range.start)];
        }
        let mut end = range.start;
        let place = |(line, written): (_, &str)| {
            end += written.len();
            (line, end - str::len(line).min(end))
        };
        markup.split_inclusive('\n').zip(written).map(place).collect()
    }

    /// The plain text of a subtree, as a reader sees it: soft breaks are spaces, and what is
    /// struck out is not there. Links that have no words of their own say what they lead to,
    /// which is not known here.
    pub fn text_of(&self, node: NodeId) -> String {
        self.words_of(node..self.nodes[node].end, false)
    }

    /// The same with the signs of what is struck out, lowered or raised: anchors are made
    /// from what was typed, so that they stay as they were.
    pub(super) fn typed_of(&self, node: NodeId) -> String {
        self.words_of(node..self.nodes[node].end, true)
    }

    /// The plain text of a range of nodes.
    fn words_of(&self, nodes: Range<NodeId>, as_typed: bool) -> String {
        let mut text = String::new();
        let mut signs: Vec<(NodeId, &str)> = Vec::new();
        // Where the raised words end that are being read; in raw HTML, at the end tag.
        let mut raised_up_to = 0;
        let Range { start: mut at, end } = nodes;
        while at < end {
            while let Some((_, sign)) = signs.pop_if(|(end, _)| *end <= at) {
                text.push_str(sign);
            }
            let this = &self.nodes[at];
            match &this.kind {
                NodeKind::Text(words)
                | NodeKind::Code(words)
                | NodeKind::Plain(words) => {
                    let is_raised = at < raised_up_to && !as_typed;
                    text.push_str(&if is_raised {
                        raised(words)
                    } else {
                        (&**words).into()
                    });
                }
                NodeKind::SoftBreak | NodeKind::HardBreak => text.push(' '),
                NodeKind::Html(markup) if !as_typed => match &**markup {
                    "<sup>" => raised_up_to = end,
                    "</sup>" => raised_up_to = 0,
                    _ => text.push_str(shown_of_tag(markup)),
                },
                NodeKind::Raised => raised_up_to = raised_up_to.max(this.end),
                _ => {}
            }
            let sign = this.kind.sign();
            // What a snippet says is not known here; a citation or a note is a number that a
            // reader sees, and no word.
            let is_number = matches!(
                this.kind,
                NodeKind::Citation { .. }
                    | NodeKind::FootnoteReference(_)
                    | NodeKind::Include { .. }
            );
            if is_number && text.ends_with(' ') {
                text.pop();
            }
            let is_struck = this.kind == NodeKind::Struck && !as_typed;
            let is_gone = is_number
                || is_struck
                || matches!(this.kind, NodeKind::Removed | NodeKind::Plain(_));
            if is_gone {
                at = this.end;
                continue;
            }
            if as_typed && !sign.is_empty() {
                text.push_str(sign);
                signs.push((this.end, sign));
            }
            at += 1;
        }
        signs.iter().rev().for_each(|(_, sign)| text.push_str(sign));
        text
    }

    /// The keys of the links in a subtree that have no words of their own, each with the
    /// bytes of [`Document::text_of`] that stand for them.
    pub fn speechless(&self, node: NodeId) -> Vec<(usize, Range<usize>)> {
        let inside = node + 1..self.nodes[node].end;
        let links = inside.filter_map(|link| match self.nodes[link].kind {
            NodeKind::Link { at, has_text, .. } => {
                let words = self.text_of(link);
                (!has_text || words.trim().is_empty()).then_some((link, at, words.len()))
            }
            _ => None,
        });
        let place = |(link, at, length): (NodeId, usize, usize)| {
            let start = self.words_of(node..link, false).len();
            (at, start..start + length)
        };
        links.map(place).collect()
    }
}
