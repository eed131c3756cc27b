//! Marks that count only where a line begins: of headings, tables and lists.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Stray, is_escaped, is_line_start, line_from};
use crate::base::invisible_start;
use crate::markdown::document::{Document, NodeId, NodeKind};
use crate::markdown::table::cells;
use crate::yaml::shown;

/// Signs that word processors put before the items of a list.
const BULLETS: &[char] = &[
    '\u{2022}', '\u{b7}', '\u{25a0}', '\u{25aa}', '\u{25ba}', '\u{25cf}', '\u{25e6}',
    '\u{2023}', '\u{2756}', '\u{27a2}', '\u{27a4}', '\u{f0a7}', '\u{f0b7}', '\u{f0d8}',
    '\u{f0fc}',
];

/// How many columns of a table are shown in what to type.
const MOST_COLUMNS: usize = 20;

/// The mark that a line begins or ends with; rows that begin at a byte of `cut` are told.
pub(super) fn mark(
    document: &Document<'_>,
    text: &str,
    node: NodeId,
    start: usize,
    cut: &BTreeSet<usize>,
) -> Option<Stray> {
    if !is_line_start(document, node) {
        return None;
    }
    let above = node.checked_sub(1)?;
    let before = &document.nodes[above].kind;
    let is_first = !matches!(before, NodeKind::SoftBreak | NodeKind::HardBreak);
    let start = start - usize::from(text[..start].ends_with(':'));
    let line = line_from(text, start);
    let words = &text[line.clone()];
    if cut.contains(&start) {
        return None;
    }
    let of_start = match words.as_bytes().first()? {
        b'#' => heading(text, words, line.start),
        b'|' if is_first => table(text, line.clone()),
        0x80.. if is_first => bullet(words, line.start),
        _ => None,
    };
    let is_paragraph = *before == NodeKind::Paragraph;
    of_start.or_else(|| {
        let paragraph = is_paragraph.then(|| document.nodes[above].range.clone())?;
        closed_heading(text, &paragraph, &line).or_else(|| tabs(text, &paragraph, line))
    })
}

/// `##Words`, seven signs or more, or spaces that keep a heading from being one.
fn heading(text: &str, words: &str, start: usize) -> Option<Stray> {
    let name = words.trim_start_matches('#');
    // A character that nobody sees is told by its name.
    if invisible_start(name).is_some() || is_escaped(text, start) {
        return None;
    }
    let marks = &words[..words.len() - name.len()];
    let is_spaced = name.starts_with([' ', '\t']);
    let is_named = name.contains(char::is_alphanumeric);
    if marks.len() < 2 || name.is_empty() || (is_spaced && !is_named) {
        return None;
    }
    let name = shown(name.trim());
    let (message, help) = if marks.len() > 6 {
        (
            format!("`{marks}` makes no heading: six `#` are the most"),
            format!("write `## {name}`, or one `#` more for each level"),
        )
    } else if is_spaced {
        (
            format!("the spaces before `{marks}` keep this line from being a heading"),
            format!(
                "write `{marks} {name}` at the beginning of a line, below an empty one"
            ),
        )
    } else {
        (
            format!("`{marks}` makes a heading only with a space behind it"),
            format!("write `{marks} {name}`"),
        )
    };
    Some(Stray { range: start..start + marks.len(), message, help })
}

/// `Words ##`, alone in a paragraph.
fn closed_heading(
    text: &str,
    paragraph: &Range<usize>,
    line: &Range<usize>,
) -> Option<Stray> {
    let words = text[line.clone()].trim_end();
    let name = words.trim_end_matches('#');
    let marks = &words[name.len()..];
    let is_heading = (2..=6).contains(&marks.len())
        && name.ends_with(' ')
        && name.contains(char::is_alphabetic)
        && text[line.end.min(paragraph.end)..paragraph.end].trim().is_empty();
    is_heading.then(|| Stray {
        range: line.start..line.start + words.len(),
        message: format!("`{marks}` makes a heading only before its words"),
        help: format!("write `{marks} {}`", shown(name.trim())),
    })
}

/// Lines with tabs, as a table is pasted.
fn tabs(text: &str, paragraph: &Range<usize>, line: Range<usize>) -> Option<Stray> {
    let first = text[line.clone()].trim_end();
    let columns: Vec<&str> = first.split('\t').collect();
    let mut lines = text[paragraph.clone()].lines();
    let is_table = columns.len() > 1
        && columns.iter().all(|cell| cell.chars().any(char::is_alphanumeric))
        && lines.clone().count() > 1
        && lines.all(|line| line.trim().contains('\t'));
    is_table.then(|| {
        let shown_columns = columns.iter().take(MOST_COLUMNS);
        let header: Vec<&str> = shown_columns.map(|cell| cell.trim()).collect();
        let rule = "---|".repeat(header.len());
        Stray {
            range: line.start..line.start + first.len(),
            message: "tabs make no table".to_owned(),
            help: format!(
                "write `| {} |`, below it `|{rule}`, and each row between bars too",
                shown(&header.join(" | "))
            ),
        }
    })
}

/// Lines between bars that no line of hyphens makes a table.
fn table(text: &str, line: Range<usize>) -> Option<Stray> {
    let next = line_from(text, (line.end + 1).min(text.len()));
    let next = text[next].trim_matches(['>', ' ', '\t']);
    let columns = cells(&text[line.clone()]).len();
    if columns < 2 {
        return None;
    }
    if is_rule(&text[line.clone()]) && is_row(above(text, line.start)) {
        let message =
            "an empty line keeps this line from making a table of the one above";
        let help = "take the empty line above it out".to_owned();
        return Some(Stray { range: line, message: message.to_owned(), help });
    }
    if !next.starts_with('|') {
        return None;
    }
    let help = if is_rule(next) {
        let below = cells(next).len();
        format!("columns here: {columns}, in the line below: {below}; make them equal")
    } else {
        let rule = "---|".repeat(columns);
        format!("write `|{rule}` on a line of its own below this one")
    };
    Some(Stray { range: line, message: "these lines make no table".to_owned(), help })
}

/// The last line above byte `at` that is not empty.
fn above(text: &str, at: usize) -> &str {
    let blank = [' ', '\t', '\n', '>'];
    text[..at].trim_end_matches(blank).rsplit('\n').next().unwrap_or("")
}

fn is_rule(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|byte| b"|-: \t".contains(&byte))
}

fn is_row(line: &str) -> bool {
    line.trim_start_matches(['>', ' ', '\t']).starts_with('|') && cells(line).len() > 1
}

/// Where rows begin that an empty line cuts off from the table above them; the first of each
/// table is told.
pub(super) fn cut_rows(
    document: &Document<'_>,
    text: &str,
    found: &mut Vec<Stray>,
) -> BTreeSet<usize> {
    let mut cut = BTreeSet::new();
    for table in &document.nodes {
        let NodeKind::Table { columns, .. } = &table.kind else { continue };
        let mut is_told = false;
        let (mut end, mut next) = (table.range.end, table.end);
        while let Some(row) = document.nodes.get(next)
            && row.kind == NodeKind::Paragraph
            && row.range.start >= end
        {
            let line = line_from(text, row.range.start);
            let words = text[line.clone()].trim_end();
            let gap = text[end..row.range.start].trim_matches(['>', ' ', '\t', '\n']);
            let is_row = columns.len() > 1
                && cells(words).len() == columns.len()
                && (words.starts_with('|') || words.contains(" | "));
            if !gap.is_empty() || !is_row {
                break;
            }
            cut.insert(row.range.start);
            if !is_told {
                found.push(Stray {
                    range: line.start..line.start + words.len(),
                    message: "an empty line cuts this row off from the table above"
                        .to_owned(),
                    help: "take the empty line above it out".to_owned(),
                });
            }
            is_told = true;
            (end, next) = (row.range.end, row.end);
        }
    }
    cut
}

/// `• words`, as word processors write lists.
fn bullet(words: &str, start: usize) -> Option<Stray> {
    let mark = words.chars().next().filter(|c| BULLETS.contains(c))?;
    let rest = &words[mark.len_utf8()..];
    rest.starts_with(char::is_whitespace).then(|| Stray {
        range: start..start + mark.len_utf8(),
        message: format!("`{mark}` makes no list"),
        help: format!("begin each item with `- `: `- {}`", shown(rest)),
    })
}
