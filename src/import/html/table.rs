//! Tables of a page, and those that only place things.

use super::dom::{Dom, Id};
use super::look;
use super::reader::{Flow, HtmlReader};
use crate::import::loss;
use crate::import::tree::{self, Block, Cell, Table, TextStyle};

/// The most columns and rows that a cell spans.
const MOST_SPANNED: usize = 1_000;

impl HtmlReader<'_> {
    /// Reads a table.
    pub(super) fn table(&mut self, id: Id, flow: &mut Flow) {
        flow.end_line();
        let dom = self.dom;
        let rows = rows(dom, id, &self.gone);
        if places(dom, id, &rows) {
            let text = dom.text(id);
            if rows.len() > 1 || rows.iter().any(|row| row.cells.len() > 1) {
                self.losses.add_about(&loss::LAYOUT_TABLE, &text);
            }
            for row in rows {
                for cell in row.cells {
                    flow.blocks.extend(self.blocks(cell));
                }
            }
            return;
        }
        let mut table = Table::default();
        for caption in dom.children(id) {
            if dom.name(*caption) == "caption" {
                let line = self.line(*caption, &TextStyle::default());
                table.caption = Some(line).filter(|line| !tree::is_blank(line));
            }
        }
        for row in &rows {
            let all_headers = row.cells.iter().all(|cell| dom.name(*cell) == "th");
            let names_columns = row.in_head || (all_headers && row.cells.len() > 1);
            let begins = table.header == table.rows.len();
            let mut cells = Vec::new();
            for &cell in &row.cells {
                let span = |key: &str| {
                    let own =
                        dom.attribute(cell, key).and_then(|own| own.trim().parse().ok());
                    own.unwrap_or(1_usize).clamp(1, MOST_SPANNED)
                };
                let names_row = dom.name(cell) == "th" && !(names_columns && begins);
                let blocks = self.blocks(cell);
                cells.push(Cell {
                    blocks,
                    columns: span("colspan"),
                    rows: span("rowspan"),
                    names_row,
                });
            }
            if cells.iter().all(|cell| cell.blocks.is_empty()) {
                continue;
            }
            if names_columns && begins {
                table.header += 1;
            }
            table.rows.push(cells);
        }
        if table.rows.is_empty() {
            return;
        }
        self.find_header(id, &rows, &mut table);
        flow.blocks.push(Block::Table(table));
    }

    /// Finds the header of a table whose elements do not name it.
    fn find_header(&mut self, id: Id, rows: &[Row], table: &mut Table) {
        let dom = self.dom;
        if table.header == table.rows.len() && table.header > 1 {
            table.header = 1;
        }
        let strong = |cells: &Vec<Cell>| {
            cells.iter().all(|cell| {
                matches!(&cell.blocks[..], [Block::Paragraph(line)] if tree::is_strong(line))
            })
        };
        let marked = rows.first().and_then(|row| row.cells.first()).is_some_and(|cell| {
            let row = dom.parent(*cell).map(|row| look::style(dom, row));
            row.is_some_and(|style| style.contains("mso-yfti-firstrow:yes"))
        });
        let several = table.rows.len() > 1;
        if table.header == 0
            && several
            && (self.is_paste || marked || strong(&table.rows[0]))
        {
            table.header = 1;
        }
        let names_rows = table.rows.iter().flatten().any(|cell| cell.names_row);
        if table.header == 0 && !names_rows {
            self.losses.add_about(&loss::NO_HEADER, &dom.text(id));
        }
    }
}

struct Row {
    cells: Vec<Id>,
    in_head: bool,
}

/// The rows of a table, without those of tables in it.
fn rows(dom: &Dom, id: Id, gone: &std::collections::BTreeSet<Id>) -> Vec<Row> {
    let mut found = Vec::new();
    for &part in dom.children(id) {
        let in_head = dom.name(part) == "thead";
        let rows: Vec<Id> = match dom.name(part) {
            "tr" => vec![part],
            "thead" | "tbody" | "tfoot" => dom
                .children(part)
                .iter()
                .copied()
                .filter(|row| dom.name(*row) == "tr")
                .collect(),
            _ => Vec::new(),
        };
        for row in rows {
            let cells = dom.children(row).iter().copied();
            let cells: Vec<Id> = cells
                .filter(|cell| {
                    matches!(dom.name(*cell), "td" | "th") && !gone.contains(cell)
                })
                .collect();
            if !cells.is_empty() && !gone.contains(&row) {
                found.push(Row { cells, in_head });
            }
        }
    }
    found
}

/// Whether a table only places things.
fn places(dom: &Dom, id: Id, rows: &[Row]) -> bool {
    let role = dom.attribute(id, "role").unwrap_or_default();
    if matches!(role, "presentation" | "none") {
        return true;
    }
    let inside = dom.below(id);
    let has =
        |names: &[&str]| inside.iter().skip(1).any(|own| names.contains(&dom.name(*own)));
    if has(&["th", "caption", "thead"]) {
        return false;
    }
    let single = rows.iter().all(|row| row.cells.len() == 1);
    single || has(&["table", "h1", "h2", "h3", "form", "hr"])
}
