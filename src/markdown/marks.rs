//! What `CommonMark` has no marks for: lowered and raised words (`CO~2~`, `10^9^/L`), and
//! addresses that stand bare in the text.
//!
//! The parser's own options read too much as such: `5~10 mg, 15~20 mg` is two doses. So
//! text is looked through here, and where something is found, its nodes are cut.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2_iter, memchr3};

use super::address::{Bare, bare};
use super::call::calls;
use super::document::{Document, Node, NodeId, NodeKind, Text};
use super::formula::formulas;
use super::link::{Link, LinkKind};
use super::taken::TakenBytes;

/// Elements of raw HTML in whose words nothing is read.
const CLOSED: &[&str] =
    &["a", "code", "kbd", "pre", "samp", "script", "style", "textarea", "tt"];

/// A mark in the words of a stretch of text.
struct TextMark {
    /// Its bytes, signs and all.
    range: Range<usize>,
    /// The bytes that are shown.
    inner: Range<usize>,
    kind: TextMarkKind,
}

enum TextMarkKind {
    Lowered,
    Raised,
    /// Struck out: the library misses it around a lowered word.
    Struck,
    /// What other programs leave out.
    Aside,
    /// A link, and where it leads.
    Link(String),
}

/// Text nodes that follow one another, as one text: the library cuts it wherever a mark
/// might stand.
struct Stretch {
    nodes: Range<NodeId>,
    words: String,
    /// For each node, where its words begin.
    starts: Vec<usize>,
    /// Where a backslash stands before the words in the source.
    escaped: Vec<usize>,
    before: Option<char>,
    after: Option<char>,
}

/// Reads the marks in all texts of `document`.
pub(super) fn read(document: &mut Document<'_>, text: &str) {
    let mut found = Vec::new();
    let mut raw: Vec<&str> = Vec::new();
    let mut link_end = 0;
    let mut node = 0;
    while node < document.nodes.len() {
        let this = &document.nodes[node];
        node = match &this.kind {
            NodeKind::Removed
            | NodeKind::CodeBlock { .. }
            | NodeKind::HtmlBlock
            | NodeKind::Plain(_)
            | NodeKind::Include { .. }
            | NodeKind::Citation { .. }
            | NodeKind::Link { has_text: false, .. } => this.end,
            NodeKind::Link { .. } | NodeKind::Image { .. } => {
                link_end = link_end.max(this.end);
                node + 1
            }
            NodeKind::Html(markup) => {
                note_tag(markup, &mut raw);
                node + 1
            }
            NodeKind::Text(_) => {
                let stretch = StretchPlace::from(document, node, text);
                let end = stretch.nodes.end;
                if raw.is_empty() && may_hold_some(&text[stretch.range.clone()]) {
                    let stretch = Stretch::from(document, stretch, text);
                    let marks = stretch.marks(node >= link_end);
                    if !marks.is_empty() {
                        found.push((stretch, marks));
                    }
                }
                end
            }
            kind => {
                if kind.is_block() {
                    raw.clear();
                }
                node + 1
            }
        };
    }
    if !found.is_empty() {
        cut(document, &found);
    }
}

/// Whether a mark may stand in what is written as `source`: a quick look, since most texts
/// hold none. A backslash or the name of a character may stand for any sign.
fn may_hold_some(source: &str) -> bool {
    let bytes = source.as_bytes();
    let follows = |at: usize, sign: u8| bytes.get(at + 1) == Some(&sign);
    memchr3(b'~', b'^', b'@', bytes).is_some()
        || memchr3(b'%', b'<', b'&', bytes).is_some()
        || memchr(b'\\', bytes).is_some()
        || memchr_iter(b':', bytes).any(|at| follows(at, b'/'))
        || memchr_iter(b']', bytes).any(|at| follows(at, b'('))
        || memchr2_iter(b'w', b'W', bytes)
            .any(|at| follows(at, b'w') || follows(at, b'W'))
}

/// Where a stretch of text stands.
struct StretchPlace {
    nodes: Range<NodeId>,
    /// Its bytes in the source.
    range: Range<usize>,
}

impl StretchPlace {
    /// Of the stretch that begins with the text `first`.
    fn from(document: &Document<'_>, first: NodeId, text: &str) -> Self {
        let start = document.nodes[first].range.start;
        let mut end = start;
        let mut behind = first;
        for node in &document.nodes[first..] {
            let is_text = matches!(node.kind, NodeKind::Text(_));
            if !is_text || !matches!(text.get(end..node.range.start), Some("" | "\\")) {
                break;
            }
            end = node.range.end;
            behind += 1;
        }
        StretchPlace { nodes: first..behind, range: start..end }
    }
}

/// Notes which elements of raw HTML are open.
fn note_tag(markup: &str, open: &mut Vec<&str>) {
    let inside = markup.trim_start_matches('<');
    let name = inside.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let known = CLOSED.iter().find(|known| known.eq_ignore_ascii_case(&name[..end]));
    match known {
        Some(known) if name.len() == inside.len() => open.push(known),
        Some(known) => {
            if let Some(at) = open.iter().rposition(|one| one == known) {
                open.truncate(at);
            }
        }
        None => {}
    }
}

impl Stretch {
    fn from(document: &Document<'_>, place: StretchPlace, text: &str) -> Self {
        let Range { start, end } = place.range;
        let mut stretch = Stretch {
            nodes: place.nodes,
            words: String::new(),
            starts: Vec::new(),
            escaped: Vec::new(),
            before: None,
            after: None,
        };
        let mut done = start;
        for node in &document.nodes[stretch.nodes.clone()] {
            let NodeKind::Text(words) = &node.kind else { break };
            if node.range.start > done {
                stretch.escaped.push(stretch.words.len());
            }
            stretch.starts.push(stretch.words.len());
            stretch.words.push_str(words);
            done = node.range.end;
        }
        let slashes = text[..start].bytes().rev().take_while(|byte| *byte == b'\\');
        if slashes.count() % 2 == 1 {
            stretch.escaped.push(0);
        }
        stretch.before = text[..start].chars().next_back();
        stretch.after = text[end..].chars().next();
        stretch
    }

    /// What is read in it, in order.
    fn marks(&self, may_link: bool) -> Vec<TextMark> {
        let words = &*self.words;
        let mut marks: Vec<TextMark> = Vec::new();
        if may_link {
            let is_escaped = |range: &Range<usize>| {
                let first = self.escaped.partition_point(|&at| at < range.start);
                let mut inside =
                    self.escaped[first..].iter().take_while(|&&at| at < range.end);
                inside.any(|&at| words[at..].starts_with('@'))
            };
            let bare = bare(words, self.before).into_iter();
            let mut links: Vec<Bare> =
                bare.filter(|bare| !is_escaped(&bare.range)).collect();
            let taken =
                TakenBytes::of(links.iter().map(|link| link.range.clone()).collect());
            links.extend(calls(words).into_iter().filter(|call| {
                !taken.overlaps(&call.range) && !self.is_escaped(call.range.start)
            }));
            marks.extend(links.into_iter().map(|link| TextMark {
                range: link.range,
                inner: link.words,
                kind: TextMarkKind::Link(link.target),
            }));
        }
        if words.contains(['%', '^']) {
            self.asides(&mut marks);
        }
        if words.contains(['~', '^']) {
            let links = marks.iter().map(|mark| mark.range.clone());
            let taken = TakenBytes::of(links.chain(formulas(words)).collect());
            self.scripts(&taken, &mut marks);
            self.struck(&taken, &mut marks);
        }
        marks.sort_by_key(|mark| mark.range.start);
        marks
    }

    /// Whether a backslash stands before a byte of the words.
    fn is_escaped(&self, at: usize) -> bool {
        self.escaped.binary_search(&at).is_ok()
    }

    /// Lowered and raised words outside of what is taken.
    fn scripts(&self, taken: &TakenBytes, marks: &mut Vec<TextMark>) {
        let words = &*self.words;
        let is_free = |at: &usize| !self.is_escaped(*at) && !taken.holds(*at);
        let mut done = 0;
        for (at, sign) in words.match_indices(['~', '^']) {
            if at < done || !is_free(&at) {
                continue;
            }
            let before = words[..at].chars().next_back().or(self.before);
            let rest = &words[at + 1..];
            let length = rest.find(|c: char| c.is_whitespace() || sign.starts_with(c));
            let Some(length) = length.filter(|&length| rest[length..].starts_with(sign))
            else {
                continue;
            };
            let end = at + 1 + length;
            let after = words[end + 1..].chars().next().or(self.after);
            let inner = at + 1..end;
            let is_attached = at == done && at > 0 || before.is_some_and(is_of_word);
            if is_free(&end)
                && before.is_none_or(|c| !sign.starts_with(c) || at == done)
                && after.is_none_or(|c| !sign.starts_with(c))
                && is_script(&words[inner.clone()], sign, is_attached, after)
            {
                let kind = if sign == "~" {
                    TextMarkKind::Lowered
                } else {
                    TextMarkKind::Raised
                };
                done = end + 1;
                marks.push(TextMark { range: at..done, inner, kind });
            }
        }
    }

    /// `%%words%%`, and ` ^name` at the end of a block: a remark and an anchor to Obsidian.
    fn asides(&self, marks: &mut Vec<TextMark>) {
        let words = &*self.words;
        let taken = TakenBytes::of(marks.iter().map(|mark| mark.range.clone()).collect());
        let mut aside = |range: Range<usize>| {
            if !taken.overlaps(&range) {
                let inner = range.clone();
                marks.push(TextMark { range, inner, kind: TextMarkKind::Aside });
            }
        };
        let mut open = None;
        let is_plain = |at: &usize| !self.is_escaped(*at);
        for (at, _) in words.match_indices("%%").filter(|(at, _)| is_plain(at)) {
            let before = words[..at].chars().next_back().or(self.before);
            let after = words[at + 2..].chars().next().or(self.after);
            match open {
                Some(start) if after.is_none_or(|c| !c.is_alphanumeric()) => {
                    aside(start..at + 2);
                    open = None;
                }
                _ => open = before.is_none_or(char::is_whitespace).then_some(at),
            }
        }
        let is_last = self.after.is_none_or(|c| c == '\n');
        if let Some((before, name)) = words.rsplit_once('^').filter(|_| is_last) {
            let is_name = name.len() > 2
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && name.bytes().any(|b| b.is_ascii_alphabetic());
            let is_plain = !self.is_escaped(before.len());
            if is_name && is_plain && before.ends_with(char::is_whitespace) {
                aside(before.trim_end().len()..words.len());
            }
        }
    }

    /// Words between double tildes.
    fn struck(&self, taken: &TakenBytes, marks: &mut Vec<TextMark>) {
        let words = &*self.words;
        let is_sign = |at: usize| {
            let is_taken = taken.holds(at) || self.is_escaped(at);
            !is_taken && !words[..at].ends_with('~') && !words[at + 2..].starts_with('~')
        };
        let mut open = None;
        for (at, _) in words.match_indices("~~").filter(|(at, _)| is_sign(*at)) {
            let (before, after) = (&words[..at], &words[at + 2..]);
            match open {
                Some(start) if !before.ends_with(char::is_whitespace) => {
                    marks.push(TextMark {
                        range: start..at + 2,
                        inner: start + 2..at,
                        kind: TextMarkKind::Struck,
                    });
                    open = None;
                }
                _ => open = after.starts_with(char::is_alphanumeric).then_some(at),
            }
        }
    }

    /// Adds the nodes of the bytes `range` of the words, in which `marks` stand.
    fn emit<'a>(
        &self,
        old: &[Node<'a>],
        range: Range<usize>,
        mut marks: &[TextMark],
        out: &mut (Vec<Node<'a>>, Vec<Link>),
    ) {
        let mut done = range.start;
        while let Some((mark, rest)) = marks.split_first() {
            let inside = rest.partition_point(|inner| inner.range.end <= mark.inner.end);
            self.pieces(old, &(done..mark.range.start), &mut out.0);
            let own = out.0.len();
            let link = self.place(old, mark, &mut out.0);
            out.1.extend(link);
            self.emit(old, mark.inner.clone(), &rest[..inside], out);
            out.0[own].end = out.0.len();
            done = mark.range.end;
            marks = &rest[inside..];
        }
        self.pieces(old, &(done..range.end), &mut out.0);
    }

    /// Adds the node of a mark. Returns the link that it is.
    fn place<'a>(
        &self,
        old: &[Node<'a>],
        mark: &TextMark,
        nodes: &mut Vec<Node<'a>>,
    ) -> Option<Link> {
        let written = self.source(old, &mark.range);
        let shown = self.source(old, &mark.inner);
        let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let at = written.start;
        let (kind, link) = match &mark.kind {
            TextMarkKind::Lowered => (NodeKind::Lowered, None),
            TextMarkKind::Raised => (NodeKind::Raised, None),
            TextMarkKind::Struck => (NodeKind::Struck, None),
            TextMarkKind::Aside => (NodeKind::Removed, None),
            TextMarkKind::Link(target) => {
                let link = Link {
                    at: small(at),
                    kind: LinkKind::Markdown,
                    target: target.as_str().into(),
                    span: small(shown.start)..small(shown.end),
                };
                (NodeKind::Link { at, has_text: true, title: "".into() }, Some(link))
            }
        };
        nodes.push(Node { kind, range: written, end: nodes.len() + 1 });
        link
    }

    /// The bytes of the source in which the bytes `range` of the words are written.
    fn source(&self, nodes: &[Node<'_>], range: &Range<usize>) -> Range<usize> {
        let mut pieces = Vec::new();
        self.pieces(nodes, range, &mut pieces);
        let start = pieces.first().map_or(0, |piece| piece.range.start);
        start..pieces.last().map_or(start, |piece| piece.range.end)
    }

    /// The nodes of the bytes `range` of the words.
    fn pieces<'a>(
        &self,
        nodes: &[Node<'a>],
        range: &Range<usize>,
        out: &mut Vec<Node<'a>>,
    ) {
        let first = self.starts.partition_point(|&start| start <= range.start);
        let first = first.saturating_sub(1);
        for (node, start) in self.nodes.clone().zip(&self.starts).skip(first) {
            if *start >= range.end {
                break;
            }
            let NodeKind::Text(words) = &nodes[node].kind else { continue };
            let end = start + words.len();
            let (from, to) = (range.start.max(*start), range.end.min(end));
            if from >= to {
                continue;
            }
            let written = &nodes[node].range;
            let (from, to) = (from - start, to - start);
            let is_exact = written.len() == words.len();
            let range = if is_exact {
                written.start + from..written.start + to
            } else {
                written.clone()
            };
            let kind = NodeKind::Text(slice(words, from..to));
            out.push(Node { kind, range, end: out.len() + 1 });
        }
    }
}

fn slice<'a>(words: &Text<'a>, range: Range<usize>) -> Text<'a> {
    match words {
        Text::Borrowed(words) => Text::Borrowed(&words[range]),
        words => words[range].to_owned().into(),
    }
}

/// Behind what a lowered mark may stand: right behind a word or a bracket, but nowhere
/// else, because a word between two tildes is one that GitHub strikes out.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ')' | ']' | '*' | '_' | '`' | '>')
}

/// Whether `inner` is a lowered or raised word, as Pandoc reads it. A mark between two
/// digits closes none: `5~10,15~20` is two ranges.
fn is_script(inner: &str, sign: &str, is_attached: bool, after: Option<char>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let has_word = inner.chars().any(char::is_alphanumeric);
    let is_sign = is_attached && inner.chars().all(|c| !matches!(c, '_' | '.'));
    !inner.is_empty()
        && !inner.contains(['[', ']'])
        && (is_attached || sign == "^")
        && (has_word || is_sign)
        && !(digit(inner.chars().next_back()) && digit(after))
}

/// Cuts the text nodes in which marks were found.
fn cut(document: &mut Document<'_>, found: &[(Stretch, Vec<TextMark>)]) {
    let mut old = std::mem::take(&mut document.nodes);
    let nodes: Vec<Node<'_>> = Vec::with_capacity(old.len() + found.len() * 4);
    let mut out = (nodes, Vec::new());
    // The elements that are open: where each ended, and its new number.
    let mut open: Vec<(NodeId, NodeId)> = Vec::new();
    let mut asides = Vec::new();
    let mut found = found.iter().peekable();
    let mut at = 0;
    while at < old.len() {
        while let Some((_, new)) = open.pop_if(|(end, _)| *end <= at) {
            out.0[new].end = out.0.len();
        }
        let next = found.next_if(|(stretch, _)| stretch.nodes.start == at);
        if let Some((stretch, marks)) = next {
            let gone =
                marks.iter().filter(|mark| matches!(mark.kind, TextMarkKind::Aside));
            asides.extend(gone.map(|mark| stretch.source(&old, &mark.range)));
            stretch.emit(&old, 0..stretch.words.len(), marks, &mut out);
            at = stretch.nodes.end;
            continue;
        }
        let Node { kind, range, end } = &mut old[at];
        if *end > at + 1 {
            open.push((*end, out.0.len()));
        }
        let kind = std::mem::replace(kind, NodeKind::Removed);
        let end = out.0.len() + 1;
        out.0.push(Node { kind, range: range.clone(), end });
        at += 1;
    }
    let (mut nodes, links) = out;
    for (_, new) in open {
        nodes[new].end = nodes.len();
    }
    document.asides = asides;
    document.nodes = nodes;
    document.links.extend(links);
}
