//! Tables for people and for programs: the same rows as aligned columns, as JSON and as
//! CSV.

use std::fmt;
use std::io;

use super::escape::escape_terminal;
use super::json;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Aligned columns.
    Human,
    /// One JSON object per line.
    Json,
    /// RFC 4180, with a line of names first.
    Csv,
}

/// Rows of cells.
#[derive(Debug, Clone, Default)]
pub struct ReportTable {
    /// The names of the columns; keys of the JSON objects.
    pub columns: &'static [&'static str],
    /// How many of the columns people see: those after them are for programs.
    pub shown: usize,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<ReportCell>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportCell {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(usize),
    /// Several words.
    List(Vec<String>),
}

impl ReportCell {
    /// Words, if there are any.
    pub fn maybe(text: Option<String>) -> Self {
        text.map_or(ReportCell::Empty, ReportCell::Text)
    }

    fn as_json(&self) -> serde_json::Value {
        match self {
            ReportCell::Empty => serde_json::Value::Null,
            ReportCell::Text(text) => text.as_str().into(),
            ReportCell::Number(number) => (*number).into(),
            ReportCell::List(texts) => texts.as_slice().into(),
        }
    }
}

impl fmt::Display for ReportCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReportCell::Empty => Ok(()),
            ReportCell::Text(text) => f.write_str(text),
            ReportCell::Number(number) => write!(f, "{number}"),
            ReportCell::List(texts) => f.write_str(&texts.join("; ")),
        }
    }
}

/// Writes a table.
///
/// # Errors
///
/// What `out` returns.
pub fn write_table(
    out: &mut dyn io::Write,
    format: TableFormat,
    table: &ReportTable,
) -> io::Result<()> {
    match format {
        TableFormat::Human => human(out, table),
        TableFormat::Json => table.rows.iter().try_for_each(|row| {
            let object = object(table.columns, row)?;
            writeln!(out, "{}", json::escape(&object))
        }),
        TableFormat::Csv => {
            let names = table.columns.iter().map(|&name| name.to_owned());
            write!(out, "{}\r\n", record(names))?;
            let rows = &mut table.rows.iter();
            rows.try_for_each(|row| {
                write!(out, "{}\r\n", record(row.iter().map(ReportCell::to_string)))
            })
        }
    }
}

fn human(out: &mut dyn io::Write, table: &ReportTable) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    let names = table.columns.iter().map(|&name| name.to_owned());
    let head: Vec<String> = names.take(table.shown).collect();
    let cells = |row: &Vec<ReportCell>| {
        let shown = row.iter().take(table.shown);
        shown.map(|cell| escape_terminal(&cell.to_string()).into_owned()).collect()
    };
    let lines: Vec<Vec<String>> =
        std::iter::once(head).chain(table.rows.iter().map(cells)).collect();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.shown).map(width).collect();
    for line in &lines {
        let cells = line.iter().zip(&widths);
        let cells: Vec<String> =
            cells.map(|(cell, &width)| format!("{cell:width$}")).collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

/// A JSON object with its keys in the order of the columns.
fn object(columns: &[&str], row: &[ReportCell]) -> io::Result<String> {
    let mut pairs = Vec::new();
    for (name, cell) in columns.iter().zip(row) {
        let key = serde_json::to_string(&key(name))?;
        pairs.push(format!("{key}:{}", serde_json::to_string(&cell.as_json())?));
    }
    Ok(format!("{{{}}}", pairs.join(",")))
}

/// `review due` as programs write it: `reviewDue`.
fn key(name: &str) -> String {
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |key, word| {
        let mut letters = word.chars();
        let capital = letters.next().into_iter().flat_map(char::to_uppercase);
        key.chars().chain(capital).chain(letters).collect()
    })
}

/// A record of CSV: a field is quoted if it holds what would end it.
fn record(fields: impl Iterator<Item = String>) -> String {
    let quoted = fields.map(|field| {
        // A spreadsheet would compute what begins so; what people typed is not a formula.
        let is_formula = field.len() > 1 && field.starts_with(['=', '+', '-', '@', '\t']);
        let field = if is_formula { format!("'{field}") } else { field };
        if field.contains([',', '"', '\r', '\n']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field
        }
    });
    quoted.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: TableFormat) -> String {
        let text = |text: &str| ReportCell::Text(text.to_owned());
        let list = ReportCell::List(vec!["a, b".to_owned(), "c".to_owned()]);
        let table = ReportTable {
            columns: &["term", "pages", "review due", "aliases"],
            shown: 3,
            rows: vec![
                vec![
                    text("é\u{202e} \"x\""),
                    ReportCell::Number(12),
                    ReportCell::Empty,
                    list,
                ],
                vec![
                    text("longer name"),
                    ReportCell::Number(3),
                    text("2026-01-31"),
                    ReportCell::List(vec![]),
                ],
            ],
        };
        let mut out = Vec::new();
        write_table(&mut out, format, &table).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn people_see_aligned_columns() {
        let expected = "term           pages  review due\n\
                        é\\u{202e} \"x\"  12\n\
                        longer name    3      2026-01-31\n";
        assert_eq!(written(TableFormat::Human), expected);
    }

    #[test]
    fn programs_read_every_column() {
        let expected = "{\"term\":\"é\\u202e \\\"x\\\"\",\"pages\":12,\"reviewDue\":null,\
                        \"aliases\":[\"a, b\",\"c\"]}\n\
                        {\"term\":\"longer name\",\"pages\":3,\"reviewDue\":\"2026-01-31\",\
                        \"aliases\":[]}\n";
        assert_eq!(written(TableFormat::Json), expected);
        let expected = "term,pages,review due,aliases\r\n\
                        \"é\u{202e} \"\"x\"\"\",12,,\"a, b; c\"\r\n\
                        longer name,3,2026-01-31,\r\n";
        assert_eq!(written(TableFormat::Csv), expected);
    }
}
