//! Blocks that are lost: the mark that opens one is not read, the block has nothing in it,
//! or a part of it stands outside. A reader would miss the card that says when to call.

mod blank;
mod torn;
mod typed;

use std::ops::Range;

use super::document::{Document, NodeId, NodeKind};
use super::fault::{Fault, Mend};
use crate::base::{floor, holds, invisible_name};
use crate::diagnostic::{LOST_BLOCK, Rule};
use crate::yaml::shown;
use typed::{TypedMark, mark, named_card, signs_before};

pub use blank::is_blank;
pub use typed::{CHOICE, means_urgency};

/// How many of one text are told.
const MOST: usize = 100;

/// Bytes that the mark of a block may have.
const LONGEST_MARK: usize = 40;

const TWO_MARKS: &str =
    "this line has the marks of two blocks, and a block is of one kind";

fn help_of_two(kind: &str) -> String {
    let kind = kind.to_ascii_uppercase();
    format!("keep the one that is meant, such as `> [!{kind}]`, and take the other out")
}

/// Adds a fault for every block that is lost.
pub(super) fn judge(document: &mut Document<'_>, text: &str) {
    if !text.contains(['[', '\u{3010}', '\u{ff3b}', '!', '<', '>']) {
        return;
    }
    let mut found: Vec<Mend> = defined(document, text);
    let mut last_line = None;
    // The blocks around a node, the innermost last.
    let mut around: Vec<NodeId> = Vec::new();
    let mut node = 0;
    while node < document.nodes.len() && found.len() < MOST {
        let this = &document.nodes[node];
        let mut next = node + 1;
        while around.pop_if(|outer| document.nodes[*outer].end <= node).is_some() {}
        let room = around
            .last()
            .map_or(document.nodes.len(), |&outer| document.nodes[outer].end);
        match &this.kind {
            NodeKind::Removed => next = this.end,
            NodeKind::CodeBlock { .. } => {
                found.extend(in_code(text, this.range.start));
                next = this.end;
            }
            NodeKind::HtmlBlock => {
                found.extend(in_html(text, &this.range));
                found.extend(blank::closed(document, text, node));
                next = this.end;
            }
            NodeKind::Html(_) => found.extend(blank::closed(document, text, node)),
            NodeKind::Quote => {
                found.extend(torn::empty_quotation(text, this.range.clone()));
                found.extend(named(text, this.range.start));
            }
            NodeKind::Block { kind } => {
                found.extend(sign_behind(text, this.range.start));
                found.extend(torn::block(document, text, (node, room), kind));
            }
            // `[[!Words]]` are words that are not marked, unless they are those of a card.
            NodeKind::Plain(words) if !typed::is_card(words) => {}
            NodeKind::Text(_) | NodeKind::Plain(_) => {
                let line = line_start(text, this.range.start);
                if last_line != Some(line) {
                    let lead = is_lead(&text[line..this.range.start]);
                    let kinds = around.iter().map(|&outer| &document.nodes[outer].kind);
                    let at_start =
                        (lead && !kinds.clone().any(is_title)).then(|| lost(text, line));
                    let mend =
                        at_start.flatten().or_else(|| amid(text, &this.range, kinds));
                    if mend.is_some() {
                        last_line = Some(line);
                    }
                    found.extend(mend);
                }
            }
            _ => {}
        }
        if next == node + 1 && document.nodes[node].end > next {
            around.push(node);
        }
        node = next;
    }
    document.mends.append(&mut found);
}

fn is_title(kind: &NodeKind<'_>) -> bool {
    matches!(kind, NodeKind::BlockTitle { .. })
}

/// Marks that are read as the address of a link: `> [!URGENT]: Call`.
fn defined(document: &Document<'_>, text: &str) -> Vec<Mend> {
    let definitions = document.definitions.iter().filter(|one| {
        let kind = one.name.strip_prefix('!');
        let before = &text[line_start(text, one.range.start)..one.range.start];
        is_lead(before)
            && kind.is_some_and(|kind| before.contains('>') || typed::is_known(kind))
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

/// Whether nothing but marks stands before a text in its line.
fn is_lead(before: &str) -> bool {
    before[typed::prefix(before)..]
        .chars()
        .all(|c| c.is_whitespace() || typed::is_unseen(c) || ">*_#-+\\`".contains(c))
}

/// The mark of a line that is shown as text.
#[expect(clippy::too_many_lines, reason = "one case after the other")]
fn lost(text: &str, start: usize) -> Option<Mend> {
    let line = line(text, start);
    let mark = mark(line)?;
    if line[..mark.length].contains("[[!") && !typed::is_card(&mark.kind) {
        return None;
    }
    let above = text[..start].trim_end_matches('\n').rsplit('\n').next().unwrap_or("");
    let is_adjacent = start > 0 && !text[..start].ends_with("\n\n");
    let above = if is_adjacent { above.trim_start() } else { "" };
    let depth = |line: &str| line.bytes().filter(|&byte| byte == b'>').count();
    // Behind the `>` of an empty line the quotation goes on.
    let is_bare = above.trim_matches(['>', ' ', '\t']).is_empty();
    let is_in_middle = above.starts_with('>')
        && (!is_bare || depth(above) >= depth(&line[..mark.prefix]));
    let indent = line.len() - line.trim_start_matches(' ').len();
    let typed_title = line[mark.length..].trim();
    let title = without_closing(&line[mark.prefix..mark.length], typed_title);
    // Without the sign of a quotation it is no block of a list.
    let is_listed = !mark.is_quoted && indent < mark.prefix;
    let outer = if is_listed { "" } else { &line[indent..mark.prefix] };
    let opening = opening(outer, &mark.kind);
    let whole = format!("{opening} {}", shown(title)).trim_end().to_owned();
    let is_same = whole == line.trim() && !is_in_middle;
    let has_two = typed::mark(title).is_some_and(|mark| mark.is_whole());
    let message = match () {
        () if has_two => TWO_MARKS.to_owned(),
        () if is_in_middle => {
            "this mark of a block stands in the middle of a quotation, and no block begins here"
                .to_owned()
        }
        () if is_same => "no block begins here, because the line below makes a heading of this one".to_owned(),
        () if !mark.is_quoted => {
            "no block begins here, because the line does not begin with `>`".to_owned()
        }
        () if !mark.has_sign => {
            "no block begins here, because the `!` is missing".to_owned()
        }
        () => misread(&line[..mark.length]),
    };
    let help = if has_two {
        help_of_two(&mark.kind)
    } else if is_same {
        "write the words of the block on the line below, behind `> `, and no line of hyphens or equals signs".to_owned()
    } else if is_in_middle && is_bare {
        format!(
            "take the `>` out of the line above, so that it is empty, and write `{whole}`"
        )
    } else if is_in_middle {
        format!("leave the line above empty, and write `{whole}`")
    } else if is_listed {
        format!(
            "write `{whole}` on a line without the sign of a list, below an empty one, and `> ` before every line of the block"
        )
    } else if mark.is_quoted {
        format!("write `{whole}`")
    } else {
        format!("write `{whole}`, and `> ` before every line of the block")
    };
    let is_item = line[..mark.prefix].trim_end().ends_with(|c: char| c != '>');
    let is_certain = mark.is_quoted
        && mark.is_certain
        && !is_in_middle
        && !is_same
        && !has_two
        && !is_item
        && indent < 4;
    let end = start + mark.length;
    let fault = fault(&LOST_BLOCK, start + indent..end, &message, help);
    // Words may stand right behind the sign that goes.
    let is_glued = line[mark.length..].starts_with(|c: char| !c.is_whitespace());
    let by = if is_glued { opening.clone() + " " } else { opening.clone() };
    let patch = if title == typed_title {
        (start + indent..end, by)
    } else {
        (start + indent..start + line.trim_end().len(), format!("{opening} {title}"))
    };
    Some(Mend { fault, patch: is_certain.then_some(patch) })
}

/// A heading without the signs that end bold words which began before the mark: `Call**`.
fn without_closing<'t>(mark: &str, title: &'t str) -> &'t str {
    let before = mark.split('[').next().unwrap_or(mark);
    let opens = |sign: &&char| before.contains(**sign);
    let Some(&sign) = ['*', '_', '`'].iter().find(opens) else { return title };
    let bare = title.trim_end_matches(sign);
    if bare.contains(sign) { title } else { bare.trim_end() }
}

/// How a line begins that opens a block: the signs of the quotations and lists that it
/// stands in, and the mark.
fn opening(prefix: &str, kind: &str) -> String {
    let signs = prefix.trim_end();
    let kind = kind.to_ascii_uppercase();
    match signs {
        "" => format!("> [!{kind}]"),
        signs if signs.ends_with('>') => format!("{signs} [!{kind}]"),
        signs => format!("{signs} > [!{kind}]"),
    }
}

/// Why a mark is not read that looks as it should.
fn misread(typed: &str) -> String {
    let named =
        typed.char_indices().find_map(|(at, c)| Some((at, c, invisible_name(c)?)));
    if let Some((at, c, name)) = named {
        let place = match typed.find('[') {
            Some(bracket) if at > bracket => "in its mark",
            _ if typed[at..].contains('>') => "before its `>`",
            _ => "before its mark",
        };
        let code = u32::from(c);
        return format!(
            "no block begins here, because {name} (U+{code:04X}) stands {place}"
        );
    }
    match typed.chars().find(|c| !c.is_ascii()) {
        Some(c) => format!(
            "no block begins here, because `{c}` (U+{:04X}) is another sign than the one it looks like",
            u32::from(c)
        ),
        None => "no block begins here: the mark holds a sign that does not belong there"
            .to_owned(),
    }
}

/// A whole mark behind other words of a line: in a table, in the heading of another block.
fn amid<'d>(
    text: &str,
    range: &Range<usize>,
    around: impl Iterator<Item = &'d NodeKind<'d>>,
) -> Option<Mend> {
    // The library takes brackets apart.
    let near = floor(text, range.end + LONGEST_MARK);
    let words = text.get(range.start..near).filter(|words| holds(words, b"["))?;
    let words = words.split('\n').next()?;
    let place = |at: &usize| {
        let is_escaped = text[..range.start + at].ends_with('\\');
        let is_here = *at < range.len();
        is_here && !is_escaped && mark(&words[*at..]).is_some_and(|mark| mark.is_whole())
    };
    let at = words.match_indices("[!").map(|(at, _)| at).find(place)?;
    let TypedMark { kind, length, .. } = mark(&words[at..])?;
    let place = range.start + at..range.start + at + length;
    let mut around = around;
    let outer = around.find(|kind| {
        is_title(kind)
            || matches!(kind, NodeKind::TableCell | NodeKind::DefinitionTitle { .. })
    });
    let typed = format!("> [!{}]", kind.to_ascii_uppercase());
    let (message, help) = match outer {
        Some(NodeKind::BlockTitle { .. }) => (TWO_MARKS, help_of_two(&kind)),
        Some(NodeKind::TableCell) => (
            "no block begins here, because it would stand in a table",
            format!(
                "write `{typed}` on a line of its own below the table, and `> ` before every line of the block"
            ),
        ),
        _ => (
            "no block begins here, because words stand before its mark",
            format!(
                "write `{typed}` at the start of a line, below an empty one, and `> ` before every line of the block"
            ),
        ),
    };
    Some(Mend { fault: fault(&LOST_BLOCK, place, message, help), patch: None })
}

/// A quotation that begins with the name of a card, as if that made one.
fn named(text: &str, start: usize) -> Option<Mend> {
    let first = line_start(text, start);
    let line = line(text, first);
    let (card, length) = named_card(line)?;
    let prefix = &line[..typed::prefix(line)];
    let typed = opening(prefix.trim_start(), card);
    let whole = format!("{typed} {}", shown(line[length..].trim())).trim_end().to_owned();
    let message = "this is a plain quotation: the name of a card opens one only in square brackets, with `!`";
    let help = format!("write `{whole}`");
    let fault = fault(&LOST_BLOCK, start..first + length, message, help);
    Some(Mend { fault, patch: None })
}

/// A block that four spaces made code.
fn in_code(text: &str, start: usize) -> Option<Mend> {
    let start = line_start(text, start);
    let line = line(text, start);
    let inner = line.trim_start();
    let mark = mark(inner).filter(|mark| mark.is_quoted && mark.is_whole());
    let is_code = line.starts_with("    ") || line.starts_with('\t');
    (is_code && mark.is_some()).then(|| Mend {
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
        let is_mark = mark(words).is_some_and(|mark| mark.is_whole());
        if is_mark {
            let message = "no block begins here, because the line belongs to raw HTML";
            let help = "leave the line above empty".to_owned();
            let fault = fault(&LOST_BLOCK, at..at + words.len(), message, help);
            return Some(Mend { fault, patch: None });
        }
        if let Some((inner, TypedMark { kind, length, .. })) = behind_tag(words) {
            let message = "no block begins here, because its mark stands in raw HTML";
            let title = words[inner + length..].split('<').next().unwrap_or_default();
            let help = format!(
                "write `{}` in the place of the HTML, and `> ` before every line of the block",
                format!("{} {}", opening("", &kind), shown(title.trim())).trim_end()
            );
            let place = at + inner..at + inner + length;
            let fault = fault(&LOST_BLOCK, place, message, help);
            return Some(Mend { fault, patch: None });
        }
        at += line.len();
    }
    None
}

/// A mark right behind a tag: `<blockquote>[!URGENT]`. What is code shows how it is typed.
fn behind_tag(line: &str) -> Option<(usize, TypedMark)> {
    let lower = line.to_ascii_lowercase();
    let at = line.find("[!")?;
    let is_behind = line[..at].trim_end().ends_with('>');
    let is_code = ["<code", "<pre", "<kbd", "<!--"].iter().any(|tag| lower.contains(tag));
    let mark =
        mark(&line[at..]).filter(|mark| mark.is_whole() && is_behind && !is_code)?;
    Some((at, mark))
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
