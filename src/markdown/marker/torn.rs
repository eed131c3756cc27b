//! Blocks without words, and blocks of which a part stands outside: below an empty line, or
//! without the sign of the quotation before it.

use std::ops::Range;

use super::blank::is_blank;
use super::typed::{CARDS, is_unseen};
use super::{fault, line, line_end, line_start};
use crate::diagnostic::{EMPTY_BLOCK, LOST_BLOCK, STRAY_MARKUP};
use crate::markdown::document::{Document, NodeId, NodeKind};
use crate::markdown::fault::Mend;
use crate::yaml::shown;

/// What stands below a block.
struct Below<'t> {
    node: NodeId,
    /// What lies between the two.
    between: &'t str,
    /// Its first line.
    words: &'t str,
    start: usize,
}

impl Below<'_> {
    fn is_list(&self, document: &Document<'_>) -> bool {
        matches!(document.nodes[self.node].kind, NodeKind::List { .. })
    }

    fn is_quotation(&self, document: &Document<'_>) -> bool {
        document.nodes[self.node].kind == NodeKind::Quote
    }

    /// Whether no empty line stands before it.
    fn is_adjacent(&self) -> bool {
        self.between.matches('\n').count() == 1
    }

    /// Whether one empty line at most does.
    fn is_near(&self) -> bool {
        self.between.matches('\n').count() <= 2
    }
}

/// A block that is empty, or of which a part stands below it. `place` is the block, and
/// where what it stands in ends.
pub(super) fn block(
    document: &Document<'_>,
    text: &str,
    (node, room): (NodeId, NodeId),
    kind: &str,
) -> Option<Mend> {
    let this = &document.nodes[node];
    let end = this.range.start + text[this.range.clone()].trim_end().len();
    let below = below(document, text, (this.end, room), end);
    let title = document.children(node).next().filter(|&first| {
        matches!(document.nodes[first].kind, NodeKind::BlockTitle { .. })
    });
    let is_told = super::sign_behind(text, this.range.start).is_some();
    if let Some(title) = title.filter(|&title| !is_told && is_blank(document, title)) {
        let place = document.nodes[title].range.clone();
        let mark = kind.to_ascii_uppercase();
        let help =
            format!("write it behind the mark, such as `> [!{mark}] Call the ward`");
        let fault =
            fault(&EMPTY_BLOCK, place, "the heading of this block has no words", help);
        return Some(Mend { fault, patch: None });
    }
    let says = |child: &NodeId| {
        let is_heading = matches!(document.nodes[*child].kind, NodeKind::Heading { .. });
        Some(*child) != title && !is_heading && !is_blank(document, *child)
    };
    if document.children(node).any(|child| says(&child)) {
        return torn(document, text, (node, end), (kind, below));
    }
    // `> [!CONTACT] ward-24h` is all that is written.
    let is_said = title.is_some_and(|title| says_it_all(document, title));
    if kind == "contact" || is_said && !CARDS.contains(&kind) {
        return None;
    }
    let first = this.range.start..line_end(text, this.range.start);
    let has_more = document.children(node).any(|child| Some(child) != title);
    let message = match title {
        Some(_) if has_more => "this block has a heading, and no words below it",
        Some(_) => "this block has a heading and nothing else",
        None if has_more => "this block has no words in it",
        None => "this block has nothing in it",
    };
    let asks = title.is_some_and(|title| leads_on(&document.text_of(title)));
    let is_its_own = |below: &Below<'_>| {
        asks || below.is_adjacent()
            || below.is_list(document)
            || below.is_quotation(document)
    };
    // What stands apart may be about something else.
    let follows = below.filter(is_its_own);
    let is_quotation = follows.as_ref().is_some_and(|below| below.is_quotation(document));
    if let (true, Some(below)) = (is_quotation, &follows) {
        return Some(Mend {
            fault: fault(
                &EMPTY_BLOCK,
                first,
                "the empty line below this heading ends the block, and its words stand outside of it",
                JOIN.to_owned(),
            ),
            patch: joined(text, this.range.start, end, below),
        });
    }
    let help =
        help_of_empty(follows.as_ref().map(|below| below.words), title.is_some(), kind);
    let list = follows.filter(|below| asks && below.is_list(document));
    let patch =
        list.and_then(|list| quoted(document, text, (this.range.start, end), &list));
    Some(Mend { fault: fault(&EMPTY_BLOCK, first, message, help), patch })
}

/// What to do about an empty line within a quotation.
const JOIN: &str = "write `>` on the empty line above, so that both are one block";

/// What belongs to a block that has words, and stands below it.
#[expect(clippy::too_many_lines, reason = "one case after the other")]
fn torn(
    document: &Document<'_>,
    text: &str,
    (node, end): (NodeId, usize),
    (kind, below): (&str, Option<Below<'_>>),
) -> Option<Mend> {
    let is_card = CARDS.contains(&kind);
    let start = document.nodes[node].range.start;
    let last =
        document.children(node).filter(|&child| !is_blank(document, child)).last()?;
    let words = document.text_of(last);
    if is_card && let Some(mend) = indented(document, text, node) {
        return Some(mend);
    }
    let has_list = document.children(node).any(|child| list_at(document, child));
    let announced = (is_card && !has_list).then(|| announces(&words)).flatten();
    let is_fragment = below.as_ref().is_some_and(|below| {
        let is_words = matches!(document.nodes[below.node].kind, NodeKind::Paragraph);
        is_words && below.words.split_whitespace().count() <= MOST_OF_FRAGMENT
    });
    let leads_to_list = announced.is_some()
        && below.as_ref().is_some_and(|below| below.is_list(document) && below.is_near());
    // `these signs` may be those of the page above the card.
    let leads_to_words = announced == Some(Announced::Following)
        || announced == Some(Announced::These)
            && is_fragment
            && words.ends_with(char::is_alphanumeric);
    let asks = leads_on(&words) || leads_to_list || leads_to_words;
    let Some(below) = below else {
        return (asks && is_card).then(|| nothing_follows(document, text, last, None));
    };
    let is_list = below.is_list(document);
    let is_quotation = below.is_quotation(document);
    let quoted_list = document
        .children(below.node)
        .next()
        .filter(|&first| is_quotation && is_card && list_at(document, first));
    let continued = goes_on(document, last, quoted_list.unwrap_or(below.node));
    // What somebody said begins with a capital, or with a sign of speech.
    let is_rest = is_quotation
        && is_card
        && below.is_near()
        && (quoted_list.is_some()
            || document.text_of(below.node).trim().starts_with(char::is_lowercase));
    // A line that is no sentence and leads to a list.
    let is_open = is_card
        && is_list
        && matches!(document.nodes[last].kind, NodeKind::Paragraph)
        && (below.is_adjacent() || words.ends_with(char::is_alphanumeric));
    let is_torn = match () {
        () if is_list => {
            asks || is_open || continued.is_some_and(|is_near| is_card || is_near)
        }
        () if is_quotation => asks || is_rest,
        () => false,
    };
    if !is_torn {
        return (asks && is_card)
            .then(|| nothing_follows(document, text, last, Some(below.words)));
    }
    let is_error = is_card || below.is_adjacent() && continued.is_some();
    let rule = if is_error { &LOST_BLOCK } else { &STRAY_MARKUP };
    let place = below.start..below.start + below.words.len();
    if is_quotation {
        let message =
            "this quotation belongs to the block above it, and stands outside of it";
        let fault = fault(rule, place, message, JOIN.to_owned());
        let patch = joined(text, start, end, &below);
        let is_certain = asks || continued == Some(true);
        return Some(Mend { fault, patch: patch.filter(|_| is_certain) });
    }
    let message = "this list belongs to the block above it, and stands outside of it";
    let help = format!("write `> ` before each of its lines: `> {}`", shown(below.words));
    let is_certain = asks || below.is_adjacent() || continued == Some(true);
    let patch = quoted(document, text, (start, end), &below).filter(|_| is_certain);
    Some(Mend { fault: fault(rule, place, message, help), patch })
}

/// An item that five spaces and more made a part of the line above it, or code.
fn indented(document: &Document<'_>, text: &str, block: NodeId) -> Option<Mend> {
    let is_taken = |node: NodeId| {
        let kind = &document.nodes[node].kind;
        let range = document.nodes[node].range.clone();
        match kind {
            NodeKind::Paragraph => true,
            NodeKind::CodeBlock { .. } => {
                !text[range].trim_start().starts_with(['`', '~'])
            }
            _ => false,
        }
    };
    let mut nodes = document.children(block).filter(|&child| is_taken(child));
    nodes.find_map(|node| {
        let range = document.nodes[node].range.clone();
        let mut start = line_start(text, range.start);
        while start < range.end {
            let line = line(text, start);
            let inside = line.trim_start_matches(['>', ' ']);
            let before = &line[..line.len() - inside.len()];
            let spaces = before.len() - before.trim_end_matches(' ').len();
            let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
            let is_item = inside.starts_with(['-', '*', '+']) && inside[1..].starts_with(' ')
                || (1..=2).contains(&digits) && inside[digits..].starts_with(['.', ')']) && inside[digits + 1..].starts_with(' ');
            if before.contains('>') && spaces >= 5 && is_item {
                let quotes = before.trim_end_matches(' ');
                let message = "the spaces before this item make it a part of the line above, and no item of a list";
                let help = format!("write `{quotes} {}`", shown(inside.trim_end()));
                let place = start + before.len()..start + line.trim_end().len();
                let fault = fault(&LOST_BLOCK, place, message, help);
                return Some(Mend { fault, patch: None });
            }
            start += line.len() + 1;
        }
        None
    })
}

/// Words of a paragraph that is none of its own, but the end of the line above.
const MOST_OF_FRAGMENT: usize = 5;

/// What the last words of a card announce, with a full stop or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    /// What stands below.
    Following,
    /// What stands below, or above.
    These,
}

fn announces(words: &str) -> Option<Announced> {
    const FOLLOWING: &[&str] = &[
        "the following",
        "as follows",
        "following signs",
        "following symptoms",
        "following things",
        "following problems",
    ];
    const THESE: &[&str] = &[
        "any of these",
        "one of these",
        "these signs",
        "these symptoms",
        "these things",
        "these problems",
        "these warning signs",
    ];
    let words = words.trim_end_matches([' ', '.', '\u{2026}']).to_lowercase();
    let ends = |announcing: &[&str]| announcing.iter().any(|end| words.ends_with(end));
    match () {
        () if ends(FOLLOWING) => Some(Announced::Following),
        () if ends(THESE) => Some(Announced::These),
        () => None,
    }
}

fn list_at(document: &Document<'_>, node: NodeId) -> bool {
    matches!(document.nodes[node].kind, NodeKind::List { .. })
}

/// Words with the sign of a list in the place of one that only looks like it.
fn as_item(words: &str) -> String {
    let signs = [
        '\u{2022}', '\u{b7}', '\u{2013}', '\u{2014}', '\u{2023}', '\u{25e6}', '\u{25aa}',
        '\u{25cf}', '\u{2043}',
    ];
    match words.strip_prefix(signs) {
        Some(rest) => format!("- {}", rest.trim_start()),
        None => words.to_owned(),
    }
}

/// A card whose last line leads to what is not in it.
fn nothing_follows(
    document: &Document<'_>,
    text: &str,
    last: NodeId,
    below: Option<&str>,
) -> Mend {
    let range = &document.nodes[last].range;
    let end = range.start + text[range.clone()].trim_end().len();
    let start = line_start(text, end).max(range.start);
    let message = "this line leads to what follows, and nothing follows it in this block";
    let is_plain = |words: &&str| !words.starts_with(['`', '~', '<', '>']);
    let help = match below.filter(is_plain) {
        Some(words) => format!(
            "write `> ` before every line below that belongs to the block: `> {}`",
            shown(&as_item(words))
        ),
        None => "write what follows on the lines below, each with `> ` before it, or end the line \
                 with a full stop"
            .to_owned(),
    };
    Mend { fault: fault(&LOST_BLOCK, start..end, message, help), patch: None }
}

/// The first thing below a block that says something and stands in what the block stands in.
fn below<'t>(
    document: &Document<'_>,
    text: &'t str,
    (after, room): (NodeId, NodeId),
    end: usize,
) -> Option<Below<'t>> {
    let is_told = |node: &NodeId| {
        matches!(document.nodes[*node].kind, NodeKind::Block { .. })
            || !is_blank(document, *node)
    };
    let node = document.between(after, room).find(is_told)?;
    let start = document.nodes[node].range.start;
    let first = line_start(text, start);
    let words = line(text, first);
    let indent = words.len() - words.trim_start().len();
    let between = text.get(end..first)?;
    Some(Below { node, between, words: words.trim(), start: first + indent })
}

/// Whether words end so that something has to follow.
fn leads_on(words: &str) -> bool {
    let words = words.trim_end().trim_end_matches(['\\', ' ', '\u{a0}']);
    words.ends_with([':', '\u{ff1a}', '\u{2013}', '\u{2014}'])
}

/// Whether a list goes on in another: `Some(true)` where it does for certain.
fn goes_on(document: &Document<'_>, last: NodeId, below: NodeId) -> Option<bool> {
    let number = |list: NodeId| match document.nodes[list].kind {
        NodeKind::List { start, .. } => Some(start),
        _ => None,
    };
    let (above, next) = (number(last)?, number(below)?);
    let (above, next) = match (above, next) {
        (None, None) => return Some(true),
        (Some(above), Some(next)) => (above, next),
        _ => return None,
    };
    let items = document.children(last).count() as u64;
    Some(above.saturating_add(items) == next)
}

/// What to type for a block without words; `follows` are those that stand right below it.
fn help_of_empty(follows: Option<&str>, has_title: bool, kind: &str) -> String {
    let follows =
        follows.filter(|words| !words.is_empty() && !words.starts_with(['#', '>', '<']));
    match follows {
        Some(words) => format!(
            "write `> ` before every line that belongs to it: `> {}`",
            shown(&as_item(words))
        ),
        None if has_title => {
            "write what it says on the lines below, each with `> ` before it".to_owned()
        }
        None => format!(
            "write `> [!{}]` and a heading, and below it what it says, each line with `> ` \
             before it",
            kind.to_ascii_uppercase()
        ),
    }
}

/// Whether a heading is a sentence or leads somewhere, and needs no words below it.
fn says_it_all(document: &Document<'_>, title: NodeId) -> bool {
    let words = document.text_of(title);
    let words =
        words.trim_end().trim_end_matches([')', '"', '\u{201d}', '\u{2019}', '*']);
    let inside = &document.nodes[title..document.nodes[title].end];
    words.ends_with(['.', '!', '?', '\u{2026}', '\u{3002}'])
        || inside.iter().any(|node| matches!(node.kind, NodeKind::Link { .. }))
}

/// The lines of a list with the sign of the quotation above it before each. What stands in a
/// list, or in another quotation, is not moved.
fn quoted(
    document: &Document<'_>,
    text: &str,
    (block, end): (usize, usize),
    list: &Below<'_>,
) -> Option<(Range<usize>, String)> {
    let start = line_start(text, list.start);
    let lines = text[start..document.nodes[list.node].range.end].trim_end();
    let is_plain = list.between.trim().is_empty() && list.is_near();
    if !is_plain || line_start(text, block) != block || list.start - start > 3 {
        return None;
    }
    let quote = |line: &str| match line.trim_end() {
        "" => "\n>".to_owned(),
        line => format!("\n> {line}"),
    };
    Some((end..start + lines.len(), lines.lines().map(quote).collect()))
}

/// The empty lines between a block and a quotation with the sign of one.
fn joined(
    text: &str,
    block: usize,
    end: usize,
    below: &Below<'_>,
) -> Option<(Range<usize>, String)> {
    let is_plain = line_start(text, block) == block
        && line_start(text, below.start) == below.start
        && below.between.trim().is_empty();
    is_plain.then(|| (end..below.start, "\n>\n".to_owned()))
}

/// A quotation without a word in it.
pub(super) fn empty_quotation(
    text: &str,
    Range { start, end }: Range<usize>,
) -> Option<Mend> {
    // Signs that say nothing may be the end of something else: `>}}`.
    if text[start..end]
        .contains(|c: char| c != '>' && !c.is_whitespace() && !is_unseen(c))
    {
        return None;
    }
    let place = start..line_end(text, start);
    let help = "write its words behind the `>`, or take the line out".to_owned();
    let fault = fault(&STRAY_MARKUP, place, "this quotation has no words in it", help);
    Some(Mend { fault, patch: None })
}
