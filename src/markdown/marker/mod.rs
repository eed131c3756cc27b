//! Blocks that are lost: the mark that opens one is not read, the block has nothing in it,
//! or a list goes on outside of it. A reader would miss the card that says when to call.

use std::ops::Range;

use super::document::{Document, NodeId, NodeKind};
use super::fault::{Fault, Mend};
use crate::diagnostic::{EMPTY_BLOCK, LOST_BLOCK, Rule};
use crate::yaml::shown;

/// How many of one text are told.
const MOST: usize = 100;

/// Kinds of blocks that people leave the `!` of the mark out of.
const KNOWN: &[&str] = &[
    "caution",
    "danger",
    "emergency",
    "important",
    "info",
    "non-urgent",
    "note",
    "tip",
    "urgent",
    "warning",
];

/// Kinds of blocks that say when to call.
const CARDS: &[&str] = &["emergency", "non-urgent", "urgent"];

/// Adds a fault for every block that is lost.
pub(super) fn judge(document: &mut Document<'_>, text: &str) {
    if !text.contains(['[', '\u{3010}', '\u{ff3b}', '!']) {
        return;
    }
    let mut found: Vec<Mend> = defined(document, text);
    let mut last_line = None;
    let mut node = 0;
    while node < document.nodes.len() && found.len() < MOST {
        let this = &document.nodes[node];
        let mut next = node + 1;
        match &this.kind {
            NodeKind::Removed => next = this.end,
            NodeKind::CodeBlock { .. } => {
                found.extend(in_code(text, this.range.start));
                next = this.end;
            }
            NodeKind::HtmlBlock => {
                found.extend(in_html(text, &this.range));
                next = this.end;
            }
            NodeKind::Block { kind } => {
                found.extend(sign_behind(text, this.range.start));
                found.extend(block(document, text, node, kind));
            }
            NodeKind::Text(_) => {
                let line = line_start(text, this.range.start);
                if last_line != Some(line) && is_lead(&text[line..this.range.start]) {
                    last_line = Some(line);
                    found.extend(lost(text, line));
                }
            }
            _ => {}
        }
        node = next;
    }
    document.mends.append(&mut found);
}

/// A mark as somebody typed it.
#[derive(Debug, PartialEq, Eq)]
struct TypedMark {
    /// The kind, in small letters.
    kind: String,
    /// Bytes of the line up to its end.
    length: usize,
    /// A sign of a quotation stands before it.
    is_quoted: bool,
    /// It has its `!`.
    has_sign: bool,
    /// It is closed.
    is_closed: bool,
}

/// The mark that a line was meant to begin with.
#[expect(clippy::too_many_lines, reason = "one form of a mark after the other")]
fn mark(line: &str) -> Option<TypedMark> {
    let mut rest = skip_blank(line);
    let mut is_quoted = false;
    loop {
        let signs = [">", "\\>", "&gt;", "\u{ff1e}", "\u{203a}", "\u{bb}"];
        let Some(after) = signs.iter().find_map(|sign| rest.strip_prefix(sign)) else {
            break;
        };
        is_quoted = true;
        rest = skip_blank(after);
    }
    let is_loud_type = rest.starts_with(['*', '_', '`']);
    rest = skip_blank(rest.trim_start_matches(['*', '_', '#', '-', '+', '\\', '`']));
    let rest =
        rest.strip_prefix('!').filter(|after| after.starts_with(is_open)).unwrap_or(rest);
    let is_turned =
        line.len() > rest.len() && line[..line.len() - rest.len()].ends_with('!');
    // `(!URGENT)` is no other thing; `(note)` may be words.
    let round = rest.strip_prefix(['(', '{']).filter(|after| after.starts_with('!'));
    let inside = rest.strip_prefix(is_open).or(round);
    let has_bracket = inside.is_some();
    let mut rest = skip_blank(inside.unwrap_or(rest).trim_start_matches('\\'));
    let signs = ['!', '\u{ff01}', '\u{a1}', '\u{1c3}'];
    let after = rest.trim_start_matches('\\').strip_prefix(signs);
    let has_sign = after.is_some() || is_turned;
    rest = skip_blank(after.unwrap_or(rest));
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)))
        .unwrap_or(rest.len());
    let mut kind = rest[..end].to_ascii_lowercase();
    rest = &rest[end..];
    // `NON URGENT`.
    let second = rest.strip_prefix([' ', '\u{a0}']).filter(|_| kind == "non");
    if let Some(after) =
        second.filter(|after| after.to_ascii_lowercase().starts_with("urgent"))
    {
        "non-urgent".clone_into(&mut kind);
        rest = &after["urgent".len()..];
    }
    let close = skip_blank(rest).trim_start_matches(['!', '\\', '*', '_']);
    let closing = close.strip_prefix([']', '\u{3011}', '\u{ff3d}']);
    let closing = closing.or_else(|| round.and_then(|_| close.strip_prefix([')', '}'])));
    let is_link = closing.is_some_and(|after| {
        after.starts_with(['(', '[']) || after.starts_with(':') && !has_sign
    });
    let is_known = KNOWN.contains(&kind.as_str());
    let written = &line[..line.len() - rest.len()];
    let is_loud = is_known
        && (CARDS.contains(&kind.as_str())
            || written.ends_with(&kind.to_ascii_uppercase()));
    let has_letters = kind.starts_with(|c: char| c.is_ascii_alphabetic());
    // Without its sign, or without brackets, only a word that nobody else begins so with.
    let is_mark = has_letters
        && match (has_bracket, has_sign, closing.is_some()) {
            // `\\![words]` may be a picture that is none.
            (true, true, true) => !is_turned || (is_loud && is_quoted),
            (true, false, true) => is_loud && is_quoted,
            (true, true, false) | (false, true, _) => is_known && is_quoted,
            _ => false,
        };
    let after = closing.unwrap_or(close);
    let after =
        if is_loud_type { after.trim_start_matches(['*', '_', '`']) } else { after };
    let after = &after[signs_before(after)..];
    (is_mark && !is_link).then(|| TypedMark {
        kind,
        length: line.len() - after.len(),
        is_quoted,
        has_sign,
        is_closed: closing.is_some() && has_bracket,
    })
}

/// Marks that are read as the address of a link: `> [!URGENT]: Call`.
fn defined(document: &Document<'_>, text: &str) -> Vec<Mend> {
    let definitions = document.definitions.iter().filter(|one| {
        let kind = one.name.strip_prefix('!');
        let before = &text[line_start(text, one.range.start)..one.range.start];
        is_lead(before)
            && kind.is_some_and(|kind| before.contains('>') || KNOWN.contains(&kind))
    });
    let lines = definitions.map(|one| line_start(text, one.range.start));
    lines.filter_map(|start| lost(text, start)).take(MOST).collect()
}

/// A sign between the mark of a block and its heading, which would be a part of the heading.
fn sign_behind(text: &str, start: usize) -> Option<Mend> {
    let line = line(text, start);
    let close = line.find(']')? + 1;
    let length = signs_before(&line[close..]);
    let rest = &line[close + length..];
    let signs = line[close..close + length].trim();
    let whole = format!("{}{}", &line[..close], spaced(rest));
    (length > 0).then(|| Mend {
        fault: fault(
            &LOST_BLOCK,
            start..start + close + length,
            &format!("`{signs}` stands behind the mark of this block, and does not belong there"),
            format!("write `{}`", shown(whole.trim_end())),
        ),
        patch: Some((start + close..start + line.len(), spaced(rest))),
    })
}

/// A heading with the space that stands before it.
fn spaced(heading: &str) -> String {
    let space = if heading.is_empty() || heading.starts_with(' ') { "" } else { " " };
    format!("{space}{heading}")
}

/// Bytes of the signs behind a mark that do not belong there, `:` of `: Call`; the sign of a
/// block that another program folds may stand before them.
fn signs_before(heading: &str) -> usize {
    let signs = [':', '.', ',', ';', '\u{ff1a}'];
    let rest = skip_blank(heading.strip_prefix(['-', '+']).unwrap_or(heading));
    match rest.strip_prefix(signs) {
        // `...` and `.5 mg` belong to the words.
        Some(after)
            if !after.starts_with(signs) && !after.starts_with(char::is_numeric) =>
        {
            heading.len() - after.len()
        }
        _ => 0,
    }
}

fn is_open(c: char) -> bool {
    matches!(c, '[' | '\u{3010}' | '\u{ff3b}')
}

fn skip_blank(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c))
}

/// Signs that nobody sees, as programs leave them in what is copied.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether nothing but marks stands before a text in its line.
fn is_lead(before: &str) -> bool {
    before.chars().all(|c| c.is_whitespace() || is_unseen(c) || ">*_#-+\\`".contains(c))
}

/// The mark of a line that is shown as text.
fn lost(text: &str, start: usize) -> Option<Mend> {
    let line = line(text, start);
    let mark = mark(line)?;
    let above = text[..start].trim_end_matches('\n').rsplit('\n').next().unwrap_or("");
    let is_adjacent = start > 0 && !text[..start].ends_with("\n\n");
    let above = if is_adjacent { above.trim_start() } else { "" };
    let is_in_middle =
        above.starts_with('>') && !above.trim_matches(['>', ' ', '\t']).is_empty();
    let typed = format!("> [!{}]", mark.kind.to_ascii_uppercase());
    let title = line[mark.length..].trim();
    let whole = if title.is_empty() {
        typed.clone()
    } else {
        format!("{typed} {}", shown(title))
    };
    let indent = line.len() - line.trim_start_matches(' ').len();
    let message = if is_in_middle {
        "this mark of a block stands in the middle of a quotation, and no block begins here"
    } else if !mark.is_quoted {
        "no block begins here, because the line does not begin with `>`"
    } else if !mark.has_sign {
        "no block begins here, because the `!` is missing"
    } else {
        "no block begins here: the mark holds a sign that does not belong there"
    };
    let help = if is_in_middle {
        format!("leave the line above empty, and write `{whole}`")
    } else if mark.is_quoted {
        format!("write `{whole}`")
    } else {
        format!("write `{whole}`, and `> ` before every line of the block")
    };
    let is_certain = mark.is_quoted && mark.is_closed && !is_in_middle && indent < 4;
    let end = start + mark.length;
    let fault = fault(&LOST_BLOCK, start + indent..end, message, help);
    // Words may stand right behind the sign that goes.
    let is_glued = line[mark.length..].starts_with(|c: char| !c.is_whitespace());
    let by = if is_glued { typed + " " } else { typed };
    Some(Mend { fault, patch: is_certain.then(|| (start + indent..end, by)) })
}

/// A block that four spaces made code.
fn in_code(text: &str, start: usize) -> Option<Mend> {
    let start = line_start(text, start);
    let line = line(text, start);
    let inner = line.trim_start();
    let mark =
        mark(inner).filter(|mark| mark.is_quoted && mark.has_sign && mark.is_closed)?;
    let is_code = line.starts_with("    ") || line.starts_with('\t');
    (is_code && KNOWN.contains(&mark.kind.as_str())).then(|| Mend {
        fault: fault(
            &LOST_BLOCK,
            start..start + line.len(),
            "the spaces before this block make it code",
            format!("take them out: `{}`", shown(inner)),
        ),
        patch: None,
    })
}

/// A block within raw HTML.
fn in_html(text: &str, range: &Range<usize>) -> Option<Mend> {
    let mut at = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        let words = line.trim_end();
        let is_mark = mark(words).is_some_and(|mark| {
            mark.is_closed && mark.has_sign && KNOWN.contains(&mark.kind.as_str())
        });
        if is_mark {
            let message = "no block begins here, because the line belongs to raw HTML";
            let help = "leave the line above empty".to_owned();
            let fault = fault(&LOST_BLOCK, at..at + words.len(), message, help);
            return Some(Mend { fault, patch: None });
        }
        at += line.len();
    }
    None
}

/// A block that is empty, or whose list goes on below it.
fn block(document: &Document<'_>, text: &str, node: NodeId, kind: &str) -> Option<Mend> {
    let this = &document.nodes[node];
    let end = this.range.start + text[this.range.clone()].trim_end().len();
    let next = document
        .nodes
        .get(this.end)
        .filter(|next| is_sibling(text, this.range.start, next.range.start));
    let list = next.filter(|next| matches!(next.kind, NodeKind::List { .. }));
    let title = document.children(node).next().filter(|&first| {
        matches!(document.nodes[first].kind, NodeKind::BlockTitle { .. })
    });
    let is_empty = document
        .children(node)
        .all(|child| Some(child) == title || is_blank(document, child));
    // `> [!CONTACT] ward-24h` is all that is written.
    let is_said = title.is_some_and(|title| says_it_all(document, title));
    if is_empty && (kind == "contact" || is_said && !CARDS.contains(&kind)) {
        return None;
    }
    let first = this.range.start..line_end(text, this.range.start);
    if !is_empty {
        let list = list?;
        let last = document.children(node).last()?;
        let is_torn = matches!(document.nodes[last].kind, NodeKind::List { .. })
            && text[end..list.range.start].trim_matches([' ', '\n']).is_empty()
            && text[end..list.range.start].matches('\n').count() == 1;
        let words = line(text, list.range.start);
        return is_torn.then(|| Mend {
            fault: fault(
                &LOST_BLOCK,
                list.range.start..list.range.start + words.len(),
                "this list belongs to the block above it, and stands outside of it",
                format!("write `> ` before each of its lines: `> {}`", shown(words)),
            ),
            patch: quoted(text, end, &list.range),
        });
    }
    let message = match title {
        Some(_) => "this block has a heading and nothing else",
        None => "this block has nothing in it",
    };
    let asks =
        title.is_some_and(|title| document.text_of(title).trim_end().ends_with(':'));
    // What stands apart may be about something else.
    let follows = next.filter(|next| {
        let between = text.get(end..next.range.start).unwrap_or("");
        list.is_some() || asks || between.matches('\n').count() == 1
    });
    let words = follows.map(|next| line(text, line_start(text, next.range.start)).trim());
    let help = help_of_empty(words, title.is_some(), kind);
    let patch = list.filter(|_| asks).and_then(|list| quoted(text, end, &list.range));
    Some(Mend { fault: fault(&EMPTY_BLOCK, first, message, help), patch })
}

/// What to type for a block without words; `follows` are those that stand right below it.
fn help_of_empty(follows: Option<&str>, has_title: bool, kind: &str) -> String {
    let follows =
        follows.filter(|words| !words.is_empty() && !words.starts_with(['#', '>', '<']));
    match follows {
        Some(words) => format!(
            "write `> ` before every line that belongs to it: `> {}`",
            shown(words)
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

/// Whether two blocks begin at the left margin: what stands in a list is not moved.
fn is_sibling(text: &str, one: usize, other: usize) -> bool {
    [one, other]
        .iter()
        .all(|&at| text[line_start(text, at)..at].trim_matches(' ').is_empty())
        && line_start(text, one) == one
}

/// The lines of a list with the sign of the quotation above it before each.
fn quoted(text: &str, end: usize, list: &Range<usize>) -> Option<(Range<usize>, String)> {
    let start = line_start(text, list.start);
    let lines = text[start..list.end].trim_end();
    let between = text.get(end..start)?;
    if !between.trim().is_empty() {
        return None;
    }
    let quote = |line: &str| match line.trim_end() {
        "" => "\n>".to_owned(),
        line => format!("\n> {line}"),
    };
    Some((end..start + lines.len(), lines.lines().map(quote).collect()))
}

/// Whether a reader sees nothing of a subtree.
pub fn is_blank(document: &Document<'_>, top: NodeId) -> bool {
    let mut node = top;
    while node < document.nodes[top].end {
        let this = &document.nodes[node];
        match &this.kind {
            NodeKind::Removed => {
                node = this.end;
                continue;
            }
            NodeKind::Text(words) | NodeKind::Code(words) | NodeKind::Plain(words)
                if !skip_blank(words).is_empty() =>
            {
                return false;
            }
            NodeKind::Html(markup) => {
                let markup = markup.trim();
                let is_unseen = markup.is_empty()
                    || markup.starts_with("<!--")
                    || markup.starts_with("<br")
                    || markup.starts_with("</");
                if !is_unseen {
                    return false;
                }
            }
            NodeKind::Image { .. }
            | NodeKind::Include { .. }
            | NodeKind::Citation { .. }
            | NodeKind::FootnoteReference(_)
            | NodeKind::Link { .. }
            | NodeKind::Table { .. } => return false,
            _ => {}
        }
        node += 1;
    }
    true
}

fn fault(rule: &'static Rule, range: Range<usize>, message: &str, help: String) -> Fault {
    Fault { rule, range, message: message.to_owned(), help: Some(help) }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

fn line(text: &str, start: usize) -> &str {
    &text[start..line_end(text, start)]
}

#[cfg(test)]
mod tests;
