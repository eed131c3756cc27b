//! Marks that only the place of a text shows: fences that are directives, lists that are
//! none, and words that became code.

use std::ops::Range;

use super::{FoundMarkup, block, of_block};
use crate::markdown::document::{Document, NodeId, NodeKind};
use crate::yaml::shown;

/// Languages of fences that programs run, whose braces are no directive.
const LANGUAGES: &[&str] =
    &["bash", "javascript", "js", "julia", "mermaid", "ojs", "python", "r", "sh", "sql"];

/// Marks that people type before the items of a list, and that make none.
const BULLETS: &[&str] = &[
    "\u{2013}", "\u{2014}", "\u{2212}", "\u{2192}", "\u{bb}", "\u{2713}", "\u{2714}",
    "\u{a7}", "->", "=>", "o", "*", "-", "+",
];

/// Of these, what makes a list of paragraphs as well: the others begin what people say.
const APART: &[&str] = &["\u{2192}", "\u{a7}", "o"];

/// The marks in the tree of `text`.
pub(super) fn marks(document: &Document<'_>, text: &str) -> Vec<FoundMarkup> {
    let mut found = Vec::new();
    // Where the last paragraph ends that begins with such a mark.
    let mut row_end = NodeId::MAX;
    let mut node = 0;
    while node < document.nodes.len() {
        let this = &document.nodes[node];
        match &this.kind {
            NodeKind::Removed => {
                node = this.end;
                continue;
            }
            NodeKind::CodeBlock { .. } => {
                found.extend(fence(text, &this.range));
                found.extend(indented(document, text, node));
                node = this.end;
                continue;
            }
            NodeKind::Paragraph | NodeKind::Item => {
                let is_next = row_end == node;
                if let Some(mark) = apart(document, text, node) {
                    let begins = |next| {
                        apart(document, text, next)
                            .is_some_and(|next| is_same(mark, next))
                    };
                    if !is_next && begins(this.end) {
                        found.extend(first_of_row(text, &this.range));
                    }
                    row_end = this.end;
                }
                lines(document, text, node, &mut found);
            }
            NodeKind::List { start: Some(_), .. } => {
                found.extend(torn(document, text, node));
            }
            _ => {}
        }
        node += 1;
    }
    found
}

/// ```` ```{warning} Title ````
fn fence(text: &str, range: &Range<usize>) -> Option<FoundMarkup> {
    let line = text[range.clone()].lines().next()?.trim();
    let info = line.trim_start_matches(['`', '~']);
    if info.len() == line.len() {
        return None;
    }
    let info = info.trim();
    let (name, title) = match info.strip_prefix('{') {
        Some(inside) => inside.split_once('}')?,
        None => info.strip_prefix("ad-")?.split_once(' ').unwrap_or((&info[3..], "")),
    };
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:".contains(&b));
    (is_name && !LANGUAGES.contains(&name)).then(|| FoundMarkup {
        kind: of_block(name, "fence"),
        range: range.start..range.start + line.len(),
        message: format!("`{}` makes code, and no block", shown(info)),
        help: block(name, title),
    })
}

/// A paragraph that four spaces made code.
fn indented(document: &Document<'_>, text: &str, node: NodeId) -> Option<FoundMarkup> {
    let range = &document.nodes[node].range;
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let before = &text[start..range.start];
    if !before.trim_matches([' ', '\t', '>']).is_empty()
        || text[range.clone()].trim_start().starts_with(['`', '~'])
    {
        return None;
    }
    // Below the mark of another program it belongs to that.
    let above = text[..start].trim_end().rsplit('\n').next().unwrap_or("").trim_start();
    if ["!!!", "???", "===", ":::", "///", ".. "]
        .iter()
        .any(|mark| above.starts_with(mark))
    {
        return None;
    }
    let words = text[range.clone()].trim();
    if let Some(heading) = heading_in_code(words) {
        return Some(FoundMarkup {
            kind: "indented",
            range: range.start..range.start + words.len(),
            message: "the spaces before this heading make it code".to_owned(),
            help: format!("take the spaces out: `{}`", shown(heading)),
        });
    }
    let is_prose = words.starts_with(char::is_uppercase)
        && words.ends_with(['.', '!', '?', '\u{3002}', '\u{2026}'])
        && words.split_whitespace().count() >= 4
        && !words
            .contains(['{', '}', ';', '=', '<', '>', '$', '\\', '|', '`', '_', '#', '~'])
        && !words.contains("()");
    let first = words.lines().next().unwrap_or("");
    is_prose.then(|| FoundMarkup {
        kind: "indented",
        range: range.start..range.start + first.len(),
        message: "the spaces before this paragraph make it code".to_owned(),
        help: format!("take the spaces out: `{}`", shown(first)),
    })
}

/// `## Words` alone: a remark in code has one `#`, or more code below it.
fn heading_in_code(words: &str) -> Option<&str> {
    let name = words.trim_start_matches('#');
    let is_heading = (2..=6).contains(&(words.len() - name.len()))
        && name.starts_with(' ')
        && name.trim().starts_with(char::is_uppercase)
        && !words.contains('\n');
    is_heading.then_some(words)
}

/// Lines of a paragraph or an item that begin with what people type before items.
fn lines(
    document: &Document<'_>,
    text: &str,
    node: NodeId,
    found: &mut Vec<FoundMarkup>,
) {
    let range = &document.nodes[node].range;
    let is_item = document.nodes[node].kind == NodeKind::Item;
    let first =
        document.nodes.get(node + 1).map_or(range.start, |inner| inner.range.start);
    // A list or a quotation within an item has paragraphs of its own.
    let end = document
        .children(node)
        .find(|&child| document.nodes[child].kind.is_block())
        .map_or(range.end, |child| document.nodes[child].range.start);
    let start = if is_item { first } else { range.start };
    if start >= end {
        return;
    }
    let own_mark =
        if is_item { text[range.start..first.max(range.start)].trim() } else { "" };
    let mut at = start;
    let mut marked: Vec<(Range<usize>, &str, &str)> = Vec::new();
    let mut above_asks = false;
    let mut is_first = true;
    for whole in text[start..end].split_inclusive('\n') {
        let line = whole.trim_end();
        let words = line.trim_start_matches([' ', '\t', '>']);
        let place = at + line.len() - words.len();
        let one = nested(words).map(|one| (one, true));
        let one = one.or_else(|| bullet(words).map(|one| (one, false)));
        if let Some(((mark, rest), is_certain)) = one {
            if is_certain && !(is_first && is_item) {
                found.push(told(place..place + mark.len(), mark, rest, true));
            } else if is_item && !is_first && is_glued(mark, rest, words, own_mark) {
                found.push(told(place..place + mark.len(), mark, rest, false));
            } else if !is_certain {
                marked.push((place..place + mark.len(), mark, rest));
            }
        } else if !is_first && marked.is_empty() {
            above_asks = false;
        }
        above_asks |= words.ends_with(':');
        is_first = false;
        at += whole.len();
    }
    let same = marked.iter().all(|(_, mark, _)| is_same(mark, marked[0].1));
    let count = text[start..end].lines().count();
    let is_list = marked.len() > 1 && same && (marked.len() == count || above_asks);
    if is_list {
        let (range, mark, rest) = marked[0].clone();
        found.push(told(range, mark, rest, false));
    }
}

fn told(range: Range<usize>, mark: &str, rest: &str, is_nested: bool) -> FoundMarkup {
    let rest = shown(rest);
    if is_nested {
        let help =
            format!("write two spaces, a hyphen and a space before it: `  - {rest}`");
        let message = format!("`{mark}` makes no item of a list");
        return FoundMarkup { kind: "nested", range, message, help };
    }
    let help = if is_number(mark) {
        format!("write a space behind each number: `{mark} {rest}`")
    } else {
        format!("begin each item with `- `: `- {rest}`")
    };
    let message = format!("`{mark}` makes no list here");
    FoundMarkup { kind: "bullet", range, message, help }
}

/// `** words`.
fn nested(words: &str) -> Option<(&str, &str)> {
    let rest = words.trim_start_matches('*');
    let count = words.len() - rest.len();
    let item = rest.strip_prefix(' ')?.trim_start();
    let is_item = (2..=5).contains(&count)
        && item.starts_with(|c: char| c.is_alphanumeric())
        && !item.contains("**");
    is_item.then(|| (&words[..count], item))
}

/// `– words`, `*words`, `-words` or `1.words`.
fn bullet(words: &str) -> Option<(&str, &str)> {
    if let Some(number) = numbered(words) {
        return Some(number);
    }
    let mark = BULLETS.iter().find(|mark| words.starts_with(**mark))?;
    let rest = &words[mark.len()..];
    let item = rest.trim_start();
    let is_item = if matches!(*mark, "*" | "-" | "+") {
        let is_closed = *mark == "*" && item.contains('*');
        rest.starts_with(char::is_alphabetic) && !is_closed
    } else {
        rest.starts_with(char::is_whitespace)
    };
    (is_item && !item.is_empty()).then(|| (&words[..mark.len()], item))
}

/// `1.words`.
fn numbered(words: &str) -> Option<(&str, &str)> {
    const MOST: usize = 2;
    let digits =
        words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = words[digits..].strip_prefix(['.', ')'])?;
    // `1.a` is the number of a part.
    let is_word = rest.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2;
    ((1..=MOST).contains(&digits) && is_word).then(|| (&words[..=digits], rest))
}

fn is_number(mark: &str) -> bool {
    mark.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a line of an item is the next item, but for a space behind its mark.
fn is_glued(mark: &str, rest: &str, words: &str, own: &str) -> bool {
    let is_joined = words.len() == mark.len() + rest.len();
    is_joined && (mark == own || is_number(mark) && is_number(own))
}

fn is_same(one: &str, other: &str) -> bool {
    one == other || is_number(one) && is_number(other)
}

/// The mark before a paragraph of one line, of those that begin an item there too.
fn apart<'t>(document: &Document<'_>, text: &'t str, node: NodeId) -> Option<&'t str> {
    let this = document.nodes.get(node)?;
    let words = text[this.range.clone()].trim_end();
    let is_line = this.kind == NodeKind::Paragraph && !words.contains('\n');
    let (mark, _) = bullet(words).filter(|_| is_line)?;
    (APART.contains(&mark) || is_number(mark)).then_some(mark)
}

fn first_of_row(text: &str, paragraph: &Range<usize>) -> Option<FoundMarkup> {
    let (mark, rest) = bullet(text[paragraph.clone()].trim_end())?;
    let range = paragraph.start..paragraph.start + mark.len();
    Some(told(range, mark, rest, false))
}

/// A list that the list of numbers above it was to hold.
fn torn(document: &Document<'_>, text: &str, list: NodeId) -> Option<FoundMarkup> {
    let this = &document.nodes[list];
    let next = document.nodes.get(this.end)?;
    if !matches!(next.kind, NodeKind::List { start: None, .. }) {
        return None;
    }
    let line_of = |at: usize| {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = text[start..].lines().next().unwrap_or("");
        (
            start,
            line.len() - line.trim_start_matches(' ').len(),
            line.trim_start_matches(' '),
        )
    };
    let (_, own, number) = line_of(this.range.start);
    let (start, inner, line) = line_of(next.range.start);
    let wanted = own + number.split(' ').next().unwrap_or("1.").len() + 1;
    let end = text[this.range.clone()].trim_end().len() + this.range.start;
    let is_near = end <= start && text[end..start].matches('\n').count() <= 1;
    if !is_near || inner <= own || inner >= wanted || !line.starts_with(['-', '*', '+']) {
        return None;
    }
    Some(FoundMarkup {
        kind: "torn",
        range: start + inner..start + inner + line.len(),
        message:
            "too few spaces stand before this item for it to belong to the number above"
                .to_owned(),
        help: format!(
            "write {wanted} spaces before it: `{}{}`",
            " ".repeat(wanted),
            shown(line)
        ),
    })
}
