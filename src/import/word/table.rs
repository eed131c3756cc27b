//! Tables, and what only looks like one: frames, and columns that place things.

use super::reader::WordReader;
use crate::base::Error;
use crate::import::loss;
use crate::import::package::Element;
use crate::import::tree::{self, Block, Cell, Table};

/// The most columns that Word makes.
const MOST_COLUMNS: usize = 63;

/// A cell as Word has it: one that goes on from the row above is there too.
struct Drawn {
    cell: Cell,
    /// Whether it is the lower part of one above.
    goes_on: bool,
}

impl WordReader<'_, '_> {
    /// Reads a table.
    pub(super) fn table(
        &mut self,
        table: &Element,
        blocks: &mut Vec<Block>,
    ) -> Result<(), Error> {
        let mut rows = Vec::new();
        let mut header = 0;
        for row in parts(table, "w:tr") {
            if row.at(&["w:trPr", "w:del"]).is_some() {
                self.losses.add(&loss::TRACKED);
                self.change.delete(&row.text());
                if let Some((old, _)) = self.change.end() {
                    self.losses.add_about(&loss::CHANGED, &format!("gone: {old}"));
                }
                continue;
            }
            let repeats = row.at(&["w:trPr"]).and_then(|own| own.switch("w:tblHeader"));
            if repeats == Some(true) && header == rows.len() {
                header += 1;
            }
            let drawn = self.row(row)?;
            if !drawn.is_empty() {
                rows.push(drawn);
            }
        }
        let is_empty = |row: &Vec<Drawn>| {
            row.iter().all(|drawn| drawn.cell.blocks.is_empty() && !drawn.goes_on)
        };
        rows.retain(|row| !is_empty(row));
        let Some(first) = rows.first() else { return Ok(()) };
        if rows.len() == 1 && first.len() == 1 {
            let inside = rows.remove(0).remove(0).cell.blocks;
            if matches!(inside[..], [Block::Panel(..)]) {
                blocks.extend(inside);
                return Ok(());
            }
            self.losses.add_about(&loss::PANEL, &words_of(&inside));
            blocks.push(Block::Panel("NOTE", None, inside));
            return Ok(());
        }
        if rows.len() == 1 && !has_lines(table) && !has_lines_by_style(table) {
            self.losses.add_about(&loss::LAYOUT_TABLE, &words_of(&first[0].cell.blocks));
            let cells = rows.remove(0).into_iter();
            cells.for_each(|drawn| blocks.extend(drawn.cell.blocks));
            return Ok(());
        }
        let header = header.min(rows.len().saturating_sub(1)).max(usize::from(
            rows.len() > 1 && (marks_first_row(table) || stands_out(first)),
        ));
        if self.tables > 0 {
            self.losses.add_about(&loss::NESTED_TABLE, &words_of(&first[0].cell.blocks));
        } else if header == 0 {
            self.losses.add_about(&loss::NO_HEADER, &words_of(&first[0].cell.blocks));
        }
        blocks.push(Block::Table(Table { header, rows: joined(rows), caption: None }));
        Ok(())
    }

    fn row(&mut self, row: &Element) -> Result<Vec<Drawn>, Error> {
        let mut drawn = Vec::new();
        let skipped =
            |name| row.at(&["w:trPr"]).and_then(|own| own.number::<usize>(&[name]));
        let gap = |count: Option<usize>| {
            let count = count.unwrap_or(0).min(MOST_COLUMNS);
            let empty = || Drawn {
                cell: Cell { columns: 1, rows: 1, ..Cell::default() },
                goes_on: false,
            };
            std::iter::repeat_with(empty).take(count)
        };
        drawn.extend(gap(skipped("w:gridBefore")));
        for element in parts(row, "w:tc") {
            let own = element.at(&["w:tcPr"]);
            let columns = own.and_then(|own| own.number(&["w:gridSpan"])).unwrap_or(1);
            let goes_on = own
                .and_then(|own| own.at(&["w:vMerge"]))
                .is_some_and(|merge| merge.attribute("w:val") != Some("restart"));
            // An old way to span columns.
            let goes_left = own
                .and_then(|own| own.at(&["w:hMerge"]))
                .is_some_and(|merge| merge.attribute("w:val") != Some("restart"));
            let mut blocks = Vec::new();
            self.tables += 1;
            let read = self.blocks(element, &mut blocks);
            self.tables -= 1;
            read?;
            if goes_left && let Some(left) = drawn.last_mut() {
                let left: &mut Drawn = left;
                left.cell.columns += 1;
                left.cell.blocks.extend(blocks);
                continue;
            }
            let cell = Cell {
                blocks,
                columns: columns.clamp(1, MOST_COLUMNS),
                rows: 1,
                names_row: false,
            };
            drawn.push(Drawn { cell, goes_on });
        }
        drawn.extend(gap(skipped("w:gridAfter")));
        Ok(drawn)
    }
}

/// The rows of a table, or the cells of a row, those in content controls too.
fn parts<'e>(element: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for inside in element.elements() {
        match &*inside.name {
            own if own == name => found.push(inside),
            "w:sdt" => {
                found.extend(
                    inside.at(&["w:sdtContent"]).iter().flat_map(|own| parts(own, name)),
                );
            }
            "w:customXml" | "w:ins" => found.extend(parts(inside, name)),
            _ => {}
        }
    }
    found
}

/// Joins the cells that Word draws as one.
fn joined(drawn: Vec<Vec<Drawn>>) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    // Of each column: the row and the place in it of the cell that reaches down here.
    let mut above: Vec<Option<(usize, usize)>> = Vec::new();
    for (at, row) in drawn.into_iter().enumerate() {
        let mut cells = Vec::new();
        let mut column = 0;
        for Drawn { cell, goes_on } in row {
            let columns = cell.columns;
            if above.len() < column + columns {
                above.resize(column + columns, None);
            }
            let upper = above[column].filter(|_| goes_on);
            let known = upper.filter(|(row, place)| {
                rows.get(*row)
                    .is_some_and(|row: &Vec<Cell>| row[*place].columns == columns)
            });
            if let Some((row, place)) = known {
                rows[row][place].rows += 1;
                rows[row][place].blocks.extend(cell.blocks);
            } else {
                above[column..column + columns].fill(None);
                above[column] = Some((at, cells.len()));
                cells.push(cell);
            }
            column += columns;
        }
        rows.push(cells);
    }
    rows
}

/// Whether a table says that its first row is its header.
fn marks_first_row(table: &Element) -> bool {
    let Some(look) = table.at(&["w:tblPr", "w:tblLook"]) else { return false };
    // By a word, or by a bit of a number.
    match look.attribute("w:firstRow") {
        Some(value) => matches!(value, "1" | "true" | "on"),
        None => look
            .attribute("w:val")
            .and_then(|bits| u32::from_str_radix(bits, 16).ok())
            .is_some_and(|bits| bits & 0x20 != 0),
    }
}

/// Whether all the letters of a row are strong.
fn stands_out(row: &[Drawn]) -> bool {
    let mut any = false;
    let strong = row.iter().all(|drawn| {
        drawn.cell.blocks.iter().all(|block| match block {
            Block::Paragraph(line) | Block::Large(line) => {
                any = true;
                tree::is_strong(line)
            }
            Block::Heading(..) => {
                any = true;
                true
            }
            _ => false,
        })
    });
    strong && any
}

/// Whether the style of a table draws lines between its cells. Most that have a name do.
fn has_lines_by_style(table: &Element) -> bool {
    let style = table.value(&["w:tblPr", "w:tblStyle"]);
    let own = table.at(&["w:tblPr", "w:tblBorders"]).is_some();
    style.is_some_and(|style| !style.eq_ignore_ascii_case("TableNormal")) && !own
}

/// Whether a table draws lines between its cells.
fn has_lines(table: &Element) -> bool {
    let drawn = |frame: &Element, sides: &[&str]| {
        sides.iter().any(|side| {
            let kind = frame.at(&[side]).and_then(|side| side.attribute("w:val"));
            kind.is_some_and(|kind| !matches!(kind, "nil" | "none"))
        })
    };
    let whole = table.at(&["w:tblPr", "w:tblBorders"]);
    let cells = table.below("w:tcBorders");
    whole.is_some_and(|frame| drawn(frame, &["w:insideV", "w:insideH"]))
        || cells.iter().any(|frame| {
            drawn(frame, &["w:left", "w:right", "w:start", "w:end", "w:top", "w:bottom"])
        })
}

fn words_of(blocks: &[Block]) -> String {
    let mut blocks = blocks.to_vec();
    let mut words = String::new();
    tree::each_line(&mut blocks, &mut |line| {
        if words.is_empty() {
            words = tree::plain(line);
        }
    });
    words
}
