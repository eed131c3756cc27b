//! The library's events to nodes, with the byte range of each in the whole file.

use std::collections::BTreeSet;
use std::ops::{ControlFlow, Range};

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::document::{Document, Node, NodeKind};
use super::fault::Fault;
use super::kind::{
    alignment, folded, is_level, is_tight, language, opens_quotation, plain_kind,
};
use super::link::{Link, LinkKind};
use super::target::{self, is_contents, is_file};
use crate::diagnostic::{
    LOST_WORDS, TABLE_TOO_LARGE, TOO_DEEPLY_NESTED, UNCLOSED_CODE_BLOCK,
    UNDEFINED_LINK_REFERENCE,
};

/// How many levels of quotations, lists and emphasis may stand in one another.
pub const MAX_DEPTH: usize = 100;
/// How many columns a table may have.
const MAX_COLUMNS: usize = 1_000;
/// How many cells a table may have.
const MAX_CELLS: usize = 100_000;

/// Bytes of Markdown that ordinary prose has for each node, so that most texts need room
/// only once.
const BYTES_PER_NODE: usize = 16;

/// Marks a destination that the broken-link callback made out of `[!KIND]`.
const BLOCK_MARK: &str = "engraft-block:";
/// Marks a destination that the broken-link callback made out of `[@key]`.
const CITATION_MARK: &str = "engraft-cite:";

/// Parses the bytes `body` of `text` to nodes, without judging what they mean.
pub(super) fn parse(text: &str, body: Range<usize>) -> Document<'_> {
    let source = &text[body.clone()];
    let mut undefined = Vec::new();
    let mut recognise = |link: BrokenLink<'_>| recognise(source, &link, &mut undefined);
    let parser =
        Parser::new_with_broken_link_callback(source, options(), Some(&mut recognise));
    let mut events = parser.into_offset_iter();
    let definitions = target::definitions(events.reference_definitions());
    let mut builder = DocumentBuilder {
        document: Document {
            nodes: Vec::with_capacity(source.len() / BYTES_PER_NODE + 1),
            ..Document::default()
        },
        open: Vec::new(),
        text,
        offset: body.start,
        definitions,
        cells: 0,
        levels: 0,
        braces: false,
        is_wordless: false,
        used: BTreeSet::new(),
    };
    for (event, range) in &mut events {
        let range = range.start + body.start..range.end + body.start;
        if builder.event(event, range).is_break() {
            break;
        }
    }
    drop(events);
    let mut document = builder.finish();
    for (range, reference) in undefined {
        document.faults.push(Fault {
            rule: &UNDEFINED_LINK_REFERENCE,
            range: range.start + body.start..range.end + body.start,
            message: format!(
                "`{}` is not defined on this page",
                crate::yaml::shown(&reference)
            ),
            help: Some(format!(
                "add a line `[{reference}]: address`, or write the address in round brackets"
            )),
        });
    }
    document
}

/// `CommonMark` with Engraft's extensions. Never the library's own metadata blocks
/// (they swallow text in mid-page, and are quadratic), never its subscripts (they swallow
/// doses such as `~2`; see `marks`), never smart punctuation.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_STRIKETHROUGH
}

/// Square brackets that no definition explains: citations and block markers are ours, a
/// full reference is a slip, and everything else is text.
fn recognise(
    source: &str,
    link: &BrokenLink<'_>,
    undefined: &mut Vec<(Range<usize>, String)>,
) -> Option<(CowStr<'static>, CowStr<'static>)> {
    let reference = link.reference.as_ref();
    let shortcut = link.link_type == LinkType::Shortcut;
    if shortcut && reference.starts_with('@') && reference.len() > 1 {
        return Some((format!("{CITATION_MARK}{reference}").into(), "".into()));
    }
    if shortcut && is_block_marker(source, link) {
        return Some((format!("{BLOCK_MARK}{}", &reference[1..]).into(), "".into()));
    }
    if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
        undefined.push((link.span.clone(), reference.to_owned()));
    }
    None
}

/// Whether `[!KIND]` stands right behind the mark of a quotation. Looks back over white
/// space only: a line may hold a million brackets.
fn is_block_marker(source: &str, link: &BrokenLink<'_>) -> bool {
    let kind = link.reference.strip_prefix('!').unwrap_or("");
    let named = !kind.is_empty()
        && kind.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    named && source[..link.span.start].trim_end_matches([' ', '\t']).ends_with('>')
}

struct DocumentBuilder<'a> {
    document: Document<'a>,
    open: Vec<usize>,
    text: &'a str,
    offset: usize,
    definitions: target::Definitions,
    cells: usize,
    /// Levels that are open, as people count them: a list and its item are one.
    levels: usize,
    /// The heading that is open ends with words in braces, which the library takes for its
    /// attributes.
    braces: bool,
    /// The picture that is open has no words of its author's.
    is_wordless: bool,
    /// The definitions of links that are used, by their names.
    used: BTreeSet<String>,
}

impl<'a> DocumentBuilder<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) -> ControlFlow<()> {
        match event {
            Event::Start(tag) => {
                if self.levels >= MAX_DEPTH {
                    self.too_deep(range);
                    return ControlFlow::Break(());
                }
                if self.start(tag, range).is_break() {
                    return ControlFlow::Break(());
                }
            }
            Event::End(end) => self.close(end),
            Event::Text(words) => self.leaf(NodeKind::Text(words), range),
            Event::Code(words) => self.leaf(NodeKind::Code(words), range),
            Event::Html(markup) | Event::InlineHtml(markup) => {
                self.leaf(NodeKind::Html(markup), range);
            }
            Event::FootnoteReference(label) => {
                self.leaf(NodeKind::FootnoteReference(folded(label)), range);
            }
            Event::SoftBreak => self.leaf(NodeKind::SoftBreak, range),
            Event::HardBreak => self.leaf(NodeKind::HardBreak, range),
            Event::Rule => self.leaf(NodeKind::Rule, range),
            Event::TaskListMarker(done) => self.leaf(NodeKind::TaskMarker(done), range),
            // Their options are off.
            Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.leaf(NodeKind::Text(words), range);
            }
        }
        ControlFlow::Continue(())
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) -> ControlFlow<()> {
        let kind = match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                self.link(link_type, dest_url, title, &id, &range)
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.image(link_type, &dest_url, title, &id, &range)
            }
            Tag::Table(columns) => {
                self.cells = 0;
                if columns.len() > MAX_COLUMNS {
                    self.too_large(range);
                    return ControlFlow::Break(());
                }
                let columns = columns.into_iter().map(alignment).collect();
                NodeKind::Table { columns, has_row_headers: false }
            }
            Tag::TableCell => {
                self.cells += 1;
                if self.cells > MAX_CELLS {
                    self.too_large(range);
                    return ControlFlow::Break(());
                }
                NodeKind::TableCell
            }
            Tag::CodeBlock(kind) => {
                if matches!(kind, CodeBlockKind::Fenced(_)) {
                    self.require_closing_fence(&range);
                }
                NodeKind::CodeBlock { language: language(kind) }
            }
            // `key=value` is no word: a setting of another program.
            Tag::Heading { ref attrs, .. }
                if attrs.iter().any(|(_, value)| value.is_none())
                    && !attrs
                        .iter()
                        .any(|(_, value)| opens_quotation(value.as_ref())) =>
            {
                self.braces = true;
                plain_kind(tag)
            }
            tag => plain_kind(tag),
        };
        self.levels += usize::from(is_level(&kind));
        self.open.push(self.document.nodes.len());
        self.push(kind, range);
        ControlFlow::Continue(())
    }

    fn link(
        &mut self,
        link_type: LinkType,
        destination: CowStr<'a>,
        title: CowStr<'a>,
        id: &str,
        range: &Range<usize>,
    ) -> NodeKind<'a> {
        let at = range.start;
        if let Some(kind) = destination.strip_prefix(BLOCK_MARK)
            && link_type == LinkType::ShortcutUnknown
        {
            // A marker for `shape`, which knows whether the quotation begins with it.
            return NodeKind::Block { kind: kind.to_owned() };
        }
        if let Some(keys) = destination.strip_prefix(CITATION_MARK)
            && link_type == LinkType::ShortcutUnknown
        {
            self.citation(keys, range);
            return NodeKind::Citation { at };
        }
        match link_type {
            LinkType::WikiLink { has_pothole } => {
                if let Some(words) = destination.strip_prefix('!') {
                    let own = self.text[range.clone()].split_once('|');
                    let own = own.filter(|_| has_pothole);
                    let words = own.map_or(words, |(_, own)| own.trim_end_matches(']'));
                    return NodeKind::Plain(words.to_owned().into());
                }
                if is_contents(&destination) {
                    let typed = self.text[range.clone()].to_owned();
                    return NodeKind::Plain(typed.into());
                }
                let (name, span) = target::wiki(self.text, &destination, range, 2);
                self.record(at, LinkKind::Wiki, name, span);
                NodeKind::Link { at, has_text: has_pothole, title }
            }
            LinkType::Email => {
                let span = at + 1..range.end - 1;
                self.record(
                    at,
                    LinkKind::Markdown,
                    format!("mailto:{destination}"),
                    span,
                );
                NodeKind::Link { at, has_text: true, title }
            }
            _ => {
                let span = self.target_span(link_type, id, range);
                self.record(at, LinkKind::Markdown, destination.into_string(), span);
                NodeKind::Link { at, has_text: true, title }
            }
        }
    }

    fn image(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: CowStr<'a>,
        id: &str,
        range: &Range<usize>,
    ) -> NodeKind<'a> {
        let at = range.start;
        if let LinkType::WikiLink { .. } = link_type {
            let (name, span) = target::wiki(self.text, destination, range, 3);
            let path = name.split('#').next().unwrap_or("");
            if path.len() > 3 && path[path.len() - 3..].eq_ignore_ascii_case(".md") {
                self.record(at, LinkKind::Include, name, span);
                return NodeKind::Include { at };
            }
            if !is_file(path) {
                self.document.faults.push(target::embedded(&name, range));
                self.record(at, LinkKind::Wiki, name, span);
                let has_text = self.text[range.clone()].contains('|');
                return NodeKind::Link { at, has_text, title };
            }
            self.record(at, LinkKind::Attachment, name, span);
            // Without words of its author's it shows a file's name, or a size.
            let written = &self.text[range.clone()];
            let words = written.split_once('|').map(|(_, words)| words);
            let words = words.unwrap_or("").trim_end_matches(']').trim();
            self.is_wordless = words.bytes().all(|b| b.is_ascii_digit() || b == b'x');
        } else if let Some(fault) =
            target::snippet_in_words(self.text, destination, range)
        {
            self.document.faults.push(fault);
            let span = self.target_span(link_type, id, range);
            self.record(at, LinkKind::Markdown, destination.to_owned(), span);
            return NodeKind::Link { at, has_text: true, title };
        } else {
            let span = self.target_span(link_type, id, range);
            self.record(at, LinkKind::Image, destination.to_owned(), span);
        }
        NodeKind::Image { at, title }
    }

    fn target_span(
        &mut self,
        link_type: LinkType,
        id: &str,
        range: &Range<usize>,
    ) -> Range<usize> {
        match link_type {
            LinkType::Inline => target::inline(self.text, range),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                self.used.insert(id.to_lowercase());
                let target = self.definitions.target(self.text, self.offset, id);
                target.unwrap_or_else(|| range.clone())
            }
            LinkType::Autolink => range.start + 1..range.end - 1,
            _ => range.clone(),
        }
    }

    /// Records one link per key of `[@a; @b]`.
    fn citation(&mut self, keys: &str, range: &Range<usize>) {
        let source = &self.text[range.clone()];
        let mut from = 0;
        for part in keys.split(';') {
            let key = part.trim().trim_start_matches('@').to_owned();
            let start =
                source[from..].find(key.as_str()).map_or(from, |found| from + found);
            from = start + key.len();
            let span = range.start + start..range.start + from;
            self.record(range.start, LinkKind::Citation, key, span);
        }
    }

    fn record(&mut self, at: usize, kind: LinkKind, target: String, span: Range<usize>) {
        let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        self.document.links.push(Link {
            at: small(at),
            kind,
            target: target.into(),
            span: small(span.start)..small(span.end),
        });
    }

    fn close(&mut self, end: TagEnd) {
        let Some(node) = self.open.pop() else { return };
        if matches!(end, TagEnd::Heading(_)) && std::mem::take(&mut self.braces) {
            self.give_braces_back(node);
        }
        let nodes = &mut self.document.nodes;
        nodes[node].end = nodes.len();
        if end == TagEnd::Image && std::mem::take(&mut self.is_wordless) {
            nodes[node + 1..].iter_mut().for_each(|inner| inner.kind = NodeKind::Removed);
        }
        self.levels -= usize::from(is_level(&nodes[node].kind));
        if end == TagEnd::Strikethrough {
            self.require_two_tildes(node);
            return;
        }
        if end == TagEnd::TableHead {
            self.cells = 0;
        }
        // A tight list is one whose items hold inline text directly.
        if let TagEnd::List(_) = end {
            let tight = is_tight(nodes, node);
            if let NodeKind::List { tight: known, .. } = &mut nodes[node].kind {
                *known = tight;
            }
        }
    }

    /// Words in braces at the end of a heading, `## Take {twice daily}`, stay its words; what
    /// stands beside an id or a class is told.
    fn give_braces_back(&mut self, heading: usize) {
        let range = self.document.nodes[heading].range.clone();
        let last = self.document.nodes.last().map_or(range.start, |node| node.range.end);
        let written = &self.text[last.max(range.start)..range.end];
        let Some(open) = written.find('{').map(|open| last + open) else { return };
        let Some(length) = self.text[open..range.end].find('}') else { return };
        let braces = open..open + length + 1;
        let NodeKind::Heading { anchor, classes, .. } =
            &self.document.nodes[heading].kind
        else {
            return;
        };
        if anchor.is_empty() && classes.is_empty() {
            let braces = last..braces.end;
            let words = CowStr::Borrowed(&self.text[braces.clone()]);
            self.push(NodeKind::Text(words), braces);
            return;
        }
        self.document.faults.push(Fault {
            rule: &LOST_WORDS,
            range: braces,
            message: "these braces hold more than an anchor and classes".to_owned(),
            help: Some("keep `{#name}` alone, and write the words before it".to_owned()),
        });
    }

    /// To the library one tilde strikes words out as two do; here it is a sign.
    fn require_two_tildes(&mut self, node: usize) {
        let Range { start, end } = self.document.nodes[node].range;
        if self.text[start..end].starts_with("~~") {
            return;
        }
        let sign = &mut self.document.nodes[node];
        *sign = Node {
            kind: NodeKind::Text("~".into()),
            range: start..start + 1,
            end: node + 1,
        };
        self.push(NodeKind::Text("~".into()), end - 1..end);
        self.document.tildes.push(start..end);
    }

    fn leaf(&mut self, kind: NodeKind<'a>, range: Range<usize>) {
        self.push(kind, range);
    }

    fn push(&mut self, kind: NodeKind<'a>, range: Range<usize>) {
        let end = self.document.nodes.len() + 1;
        self.document.nodes.push(Node { kind, range, end });
    }

    fn require_closing_fence(&mut self, range: &Range<usize>) {
        let source = &self.text[range.clone()];
        let opening = source.lines().next().unwrap_or("");
        let mark = opening.chars().next().unwrap_or('`');
        let length = opening.chars().take_while(|c| *c == mark).count();
        // In a quotation the lines begin with its marks.
        let last = source.trim_end().lines().skip(1).last().unwrap_or("");
        let last = last.trim_start_matches(['>', ' ', '\t']);
        if last.chars().all(|c| c == mark) && last.len() >= length {
            return;
        }
        let fence = opening[..length * mark.len_utf8()].to_owned();
        self.document.faults.push(Fault {
            rule: &UNCLOSED_CODE_BLOCK,
            range: range.start..range.start + opening.len(),
            message: "this block of code is never closed".to_owned(),
            // Backticks around backticks would look like more of them.
            help: Some(format!("write {fence} alone on the line below the code")),
        });
    }

    fn too_deep(&mut self, range: Range<usize>) {
        self.document.faults.push(Fault {
            rule: &TOO_DEEPLY_NESTED,
            range: range.start..range.start,
            message: format!("this is nested more than {MAX_DEPTH} levels deep"),
            help: Some("take some of the quotation marks or list levels out".to_owned()),
        });
    }

    fn too_large(&mut self, range: Range<usize>) {
        self.document.faults.push(Fault {
            rule: &TABLE_TOO_LARGE,
            range: range.start..range.start,
            message: "this table is larger than a page can show".to_owned(),
            help: Some(format!(
                "split it: at most {MAX_COLUMNS} columns and {MAX_CELLS} cells"
            )),
        });
    }

    /// Closes what an abandoned parse left open.
    fn finish(mut self) -> Document<'a> {
        self.document.definitions = self.definitions.judged(self.offset, &self.used);
        let end = self.document.nodes.len();
        for node in self.open {
            self.document.nodes[node].end = end;
        }
        self.document
    }
}
