//! Tables: whether their first column names the rows, and rows with more cells than the
//! header, of which the last are not shown.

use std::collections::BTreeSet;
use std::ops::Range;

use super::document::{Document, NodeId, NodeKind};
use super::element::{is_element, joins, tag_name};
use super::fault::Fault;
use crate::base::fold_name;
use crate::diagnostic::LOST_TABLE_CELL;

/// What an author says at the end of a caption: that the first column names the rows, or
/// that it does not.
const CLASSES: [(&str, bool); 2] =
    [("{.row-headers}", true), ("{.no-row-headers}", false)];

/// Words that the name of a row has at most: what is longer is what the table says.
const MOST_NAME_WORDS: usize = 10;

/// Takes the class away that a caption ends with, and gives what it says.
pub(super) fn take_class(
    document: &mut Document<'_>,
    caption: NodeId,
    source: &str,
) -> Option<bool> {
    let range = document.nodes[caption].range.clone();
    let written = source[range.clone()].trim_end();
    let (class, said) =
        CLASSES.into_iter().find(|(class, _)| written.ends_with(class))?;
    let start = range.start + written.len() - class.len();
    for node in caption + 1..document.nodes[caption].end {
        let this = &mut document.nodes[node];
        let NodeKind::Text(words) = &this.kind else { continue };
        if this.range.start >= start {
            this.kind = NodeKind::Removed;
        } else if this.range.end >= start {
            let words = words.strip_suffix(class).unwrap_or(words).trim_end().to_owned();
            this.range.end = start;
            this.kind = if words.is_empty() {
                NodeKind::Removed
            } else {
                NodeKind::Text(words.into())
            };
        }
    }
    Some(said)
}

/// Whether the first column names the rows: it has no header of its own, or each of its cells
/// is a short name that no other row has. A table of one column has nothing to name.
pub(super) fn names_rows(document: &Document<'_>, table: NodeId) -> bool {
    let mut names = BTreeSet::new();
    for row in document.children(table) {
        let mut cells = document.children(row);
        let (Some(first), Some(_)) = (cells.next(), cells.next()) else { return false };
        let words = document.text_of(first);
        let words = words.trim();
        if document.nodes[row].kind == NodeKind::TableHead {
            if words.is_empty() {
                return true;
            }
            continue;
        }
        let is_name = !words.is_empty()
            && !holds_blocks(document, first)
            && !words.ends_with('.')
            && words.split_whitespace().count() <= MOST_NAME_WORDS;
        if !is_name || !names.insert(fold_name(words)) {
            return false;
        }
    }
    !names.is_empty()
}

/// Whether a cell holds lists, headings or paragraphs in HTML: no name is made of these.
fn holds_blocks(document: &Document<'_>, cell: NodeId) -> bool {
    document.nodes[cell + 1..document.nodes[cell].end].iter().any(|node| {
        let NodeKind::Html(markup) = &node.kind else { return false };
        tag_name(markup)
            .is_some_and(|name| is_element(&name) && name != "br" && !joins(&name))
    })
}

/// Adds a fault for every row whose last cells would be lost.
pub(super) fn judge(document: &mut Document<'_>, text: &str) {
    let mut found = Vec::new();
    for (table, node) in document.nodes.iter().enumerate() {
        let NodeKind::Table { columns, .. } = &node.kind else { continue };
        let rows = document.children(table);
        let rows = rows.filter(|&row| document.nodes[row].kind == NodeKind::TableRow);
        found.extend(rows.filter_map(|row| lost(document, text, row, columns.len())));
    }
    document.faults.extend(found);
}

fn lost(
    document: &Document<'_>,
    text: &str,
    row: NodeId,
    columns: usize,
) -> Option<Fault> {
    let range = &document.nodes[row].range;
    let cells = cells(&text[range.clone()]);
    let (first, last) = (cells.get(columns)?, cells.last()?);
    let words = &text[range.start + first.start..range.start + last.end];
    // Nothing is lost with an empty cell.
    if words.chars().all(|c| c.is_whitespace() || c == '|') {
        return None;
    }
    let gap = words.len() - words.trim_start().len();
    let start = range.start + first.start + gap;
    let help = if text[range.clone()].contains("[[") {
        "in a table write `\\|` for the bar in a link: `[[NAME\\|words]]`"
    } else {
        "add a column to the header and to the line below it, or take the cell out"
    };
    Some(Fault {
        rule: &LOST_TABLE_CELL,
        range: start..start + words.trim().len(),
        message: format!(
            "this row has {} cells, and the header {columns}: this one is not shown",
            cells.len()
        ),
        help: Some(help.to_owned()),
    })
}

/// The cells of a row between bars, without the bars. As on GitHub, a bar parts two cells
/// wherever it stands, in code as well, but for one behind a backslash.
pub(super) fn cells(row: &str) -> Vec<Range<usize>> {
    let content = row.trim();
    let mut start = row.len() - row.trim_start().len();
    let mut end = start + content.len();
    start += usize::from(content.starts_with('|'));
    if end > start && content.ends_with('|') && !content.ends_with("\\|") {
        end -= 1;
    }
    let mut cells = Vec::new();
    for (at, _) in row[start..end].match_indices('|') {
        let bar = cells.last().map_or(start, |cell: &Range<usize>| cell.end + 1);
        let at = row[..end].len() - row[start..end].len() + at;
        if !row[..at].ends_with('\\') {
            cells.push(bar..at);
        }
    }
    let rest = cells.last().map_or(start, |cell| cell.end + 1);
    cells.push(rest..end);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::scan;

    #[test]
    fn a_row_is_parted_at_its_bars() {
        for (row, expected) in [
            ("| a | b |", &[" a ", " b "][..]),
            ("a|b", &["a", "b"]),
            ("  | a \\| b |c", &[" a \\| b ", "c"]),
            ("||", &[""]),
            ("|", &[""]),
            ("", &[""]),
            ("| a | b \\|", &[" a ", " b \\|"]),
        ] {
            let cells: Vec<&str> =
                cells(row).into_iter().map(|cell| &row[cell]).collect();
            assert_eq!(cells, expected, "{row:?}");
        }
    }

    /// For the only table of a text: whether its first column names the rows, and its caption.
    fn headers(text: &str) -> (bool, String) {
        let document = crate::markdown::parse(text, 0..text.len(), "Title");
        let mut told = None;
        let mut caption = String::new();
        for (node, this) in document.nodes.iter().enumerate() {
            match &this.kind {
                NodeKind::Table { has_row_headers, .. } => told = Some(*has_row_headers),
                NodeKind::TableCaption => caption = document.text_of(node),
                _ => {}
            }
        }
        (told.expect("the text has a table"), caption)
    }

    #[test]
    fn the_first_column_names_the_rows_where_it_can() {
        for (table, expected) in [
            ("| | Own |\n|---|---|\n| Same words. | No |\n| Same words. | No |\n", true),
            ("| What | Own |\n|---|---|\n| Infection | No |\n| GVHD | No |\n", true),
            (
                "| What | Own |\n|---|---|\n| Infection | No |\n| infection | No |\n",
                false,
            ),
            ("| What | Own |\n|---|---|\n| Infection | No |\n| | No |\n", false),
            ("| What | Own |\n|---|---|\n| You wait. | No |\n| You go. | No |\n", false),
            ("| What |\n|---|\n| Infection |\n| GVHD |\n", false),
            ("| What | Own |\n|---|---|\n", false),
            (
                "| What | Own |\n|---|---|\n| one two three four five six seven eight nine \
                 ten eleven | No |\n",
                false,
            ),
        ] {
            assert_eq!(headers(table).0, expected, "{table}");
        }
    }

    #[test]
    fn a_class_behind_the_caption_has_the_last_word() {
        let named = "| What | Own |\n|---|---|\n| Infection | No |\n| GVHD | No |\n\n";
        let unnamed = "| What | Own |\n|---|---|\n| GVHD | No |\n| GVHD | No |\n\n";
        for (table, caption, expected) in [
            (named, "Table: Both *types* {.no-row-headers}", (false, "Both types")),
            (named, "Table: Both types {.no-row-headers}", (false, "Both types")),
            (unnamed, "Table: Both types {.row-headers}", (true, "Both types")),
            (unnamed, "Table: {.row-headers}", (true, "")),
            (unnamed, "Table: Both types", (false, "Both types")),
            (unnamed, "Table: Both types {.other}", (false, "Both types {.other}")),
        ] {
            let (told, words) = headers(&format!("{table}{caption}\n"));
            assert_eq!((told, words.as_str()), expected, "{caption}");
        }
    }

    fn lost(rows: &str) -> Vec<(String, String)> {
        let text = format!("| a | b |\n|---|---|\n{rows}\n");
        let outline = scan(&text, 0..text.len(), "Title");
        let told =
            |fault: Fault| (text[fault.range].to_owned(), fault.help.unwrap_or_default());
        let rule = &LOST_TABLE_CELL;
        outline.faults.into_iter().filter(|fault| fault.rule == rule).map(told).collect()
    }

    #[test]
    fn a_cell_that_would_be_lost_is_told() {
        for (rows, at) in [
            ("| 1 | 2 | 3 |", "3"),
            ("1 | 2 | 3 mg | 4", "3 mg | 4"),
            ("| `x|y` | 2 |", "2"),
        ] {
            let found = lost(rows);
            assert_eq!(found.len(), 1, "{rows:?}: {found:?}");
            assert_eq!(found[0].0, at);
            assert!(found[0].1.contains("column"), "{}", found[0].1);
        }
        for rows in ["| 1 | 2 |", "| 1 |", "| 1 | 2 | |", "| x \\| y | 2 |"] {
            assert_eq!(lost(rows), [], "{rows:?}");
        }
    }

    #[test]
    fn a_cross_link_with_words_keeps_its_bar_behind_a_backslash() {
        let found = lost("| [[GVHD|words]] | 2 |");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1.contains("`[[NAME\\|words]]`"));
        assert_eq!(lost("| [[GVHD\\|words]] | 2 |"), []);
    }
}
