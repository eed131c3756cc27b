//! Rows of tables with more cells than their header: what is too much is not shown.

use std::ops::Range;

use super::document::{Document, NodeId, NodeKind};
use super::fault::Fault;
use crate::diagnostic::LOST_TABLE_CELL;

/// Adds a fault for every row whose last cells would be lost.
pub(super) fn judge(document: &mut Document<'_>, text: &str) {
    let mut found = Vec::new();
    for (table, node) in document.nodes.iter().enumerate() {
        let NodeKind::Table(columns) = &node.kind else { continue };
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
