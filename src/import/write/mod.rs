//! The neutral tree as an article in Markdown: the one writer, whatever was read.

// Writing to a text cannot fail: nothing is done about it.
use std::fmt::Write as _;

mod escape;
pub(super) mod front_matter;
mod html;
mod inline;
mod note;

use super::tree::{self, Block, Cell, DocumentTree, Inline, Line, List, Table};
use inline::LinePlace;

/// Writes an article; `redirects` are addresses that it had before.
pub(super) fn article(document: &DocumentTree, redirects: &[String]) -> String {
    let title = document.title.as_deref().unwrap_or("Untitled");
    let mut text = format!("---\ntitle: {}\n", front_matter::value(title));
    if let Some(description) = &document.description {
        let _ = writeln!(text, "description: {}", front_matter::value(description));
    }
    if !document.tags.is_empty() {
        let _ = writeln!(text, "tags: {}", front_matter::list(&document.tags));
    }
    if !redirects.is_empty() {
        let _ = writeln!(text, "redirect_from: {}", front_matter::list(redirects));
    }
    text.push_str("status: draft\n---\n");
    let body = body(document);
    if !body.is_empty() {
        text.push('\n');
        text.push_str(&body);
        text.push('\n');
    }
    text
}

/// Writes what stands below the front matter, without a line end at its end.
pub(super) fn body(document: &DocumentTree) -> String {
    let (own, referred) = note::settle(document.blocks.clone(), &document.notes, is_html);
    let mut parts = vec![blocks(&own)];
    for (at, note) in document.notes.iter().enumerate() {
        if referred.contains(&(at + 1)) {
            let text = indented(&blocks(note), 4);
            parts.push(
                format!("[^{}]: {}", at + 1, text.trim_start()).trim_end().to_owned(),
            );
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// Blocks with an empty line between them.
fn blocks(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut last: Option<&Block> = None;
    for block in blocks {
        let written = self::block(block, last);
        if written.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        // Two lists beside each other would be read as one.
        if let (Some(Block::List(one)), Block::List(other)) = (last, block)
            && one.ordered == other.ordered
        {
            text.push_str("<!-- -->\n\n");
        }
        text.push_str(&written);
        last = Some(block);
    }
    text
}

fn block(block: &Block, before: Option<&Block>) -> String {
    match block {
        Block::Heading(level, line) => heading(*level, line),
        Block::Title(line) => heading(2, line),
        Block::Paragraph(line)
        | Block::Large(line)
        | Block::Caption(line)
        | Block::Indented(_, line) => {
            let text = paragraph(line);
            let is_caption = matches!(before, Some(Block::Table(_)));
            match text.strip_prefix("Table:") {
                Some(rest) if is_caption => format!("Table\\:{rest}"),
                _ => text,
            }
        }
        Block::Item(item) => format!("- {}", paragraph(&item.line)),
        Block::List(list) => self::list(list),
        Block::Quote(inside) => prefixed(&blocks(inside), ">"),
        Block::Panel(kind, title, inside) => panel(kind, title.as_ref(), inside),
        Block::Table(table) => self::table(table),
        Block::Code(language, text) => {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            let language: String = language
                .chars()
                .filter(|c| c.is_alphanumeric() || "+-#".contains(*c))
                .collect();
            format!(
                "{fence}{language}\n{}\n{fence}",
                text.trim_end().trim_start_matches('\n')
            )
        }
        Block::Definitions(entries) => {
            let written = entries.iter().map(|(term, meaning)| {
                let meaning = indented(&blocks(meaning), 2);
                format!("{}\n: {}", one_line(term), meaning.trim_start())
            });
            written.collect::<Vec<_>>().join("\n\n")
        }
        Block::Rule => "---".to_owned(),
    }
}

fn heading(level: usize, line: &Line) -> String {
    let text = escape::heading(&one_line(&tree::without_strength(line)));
    if text.is_empty() {
        return text;
    }
    format!("{} {text}", "#".repeat(level.clamp(2, 6)))
}

/// A line that must not be broken.
fn one_line(line: &[Inline]) -> String {
    inline::line(line, LinePlace::default()).replace("\\\n", " ")
}

fn paragraph(line: &[Inline]) -> String {
    escape::lines(&inline::line(line, LinePlace::default()))
}

fn list(list: &List) -> String {
    // An empty line between items where one has more than a line and a list below it.
    let loose = list.items.iter().any(|item| {
        let lines = item.iter().filter(|block| !matches!(block, Block::List(_)));
        lines.count() > 1
    });
    let mut written = Vec::new();
    for (at, item) in list.items.iter().enumerate() {
        let number = list.start.max(1) + at as u64;
        let mark = if list.ordered { format!("{number}. ") } else { "- ".to_owned() };
        let text = match &item[..] {
            [Block::Paragraph(line), Block::List(inner)] => {
                format!("{}\n{}", paragraph(line), self::list(inner))
            }

            all => blocks(all),
        };
        written.push(
            format!("{mark}{}", indented(&text, mark.len()).trim_start())
                .trim_end()
                .to_owned(),
        );
    }
    written.join(if loose { "\n\n" } else { "\n" })
}

fn panel(kind: &str, title: Option<&Line>, inside: &[Block]) -> String {
    // A first bold line is the title of what stands in a frame.
    let (title, inside) = match (title, inside) {
        (Some(title), _) => (Some(title), inside),
        (
            None,
            [
                Block::Paragraph(first) | Block::Large(first) | Block::Heading(_, first),
                rest @ ..,
            ],
        ) if !rest.is_empty()
            && (tree::is_strong(first) || !matches!(inside[0], Block::Paragraph(_))) =>
        {
            (Some(first), rest)
        }
        (None, _) => (None, inside),
    };
    let body = blocks(inside);
    let title =
        title.map(|title| one_line(&tree::without_strength(title))).unwrap_or_default();
    if body.is_empty() {
        return title;
    }
    let first = format!("[!{kind}] {title}");
    prefixed(&format!("{}\n{body}", first.trim_end()), ">")
}

/// Whether a block is written as HTML.
fn is_html(block: &Block) -> bool {
    matches!(block, Block::Table(table) if !is_piped(table))
}

/// Whether a table can be written between pipes: a line in each cell, and none that spans.
fn is_piped(table: &Table) -> bool {
    let is_simple = |cell: &Cell| {
        cell.columns <= 1
            && cell.rows <= 1
            && !cell.names_row
            && match &cell.blocks[..] {
                [] => true,
                [only] => matches!(
                    only,
                    Block::Paragraph(_)
                        | Block::Large(_)
                        | Block::Heading(..)
                        | Block::Indented(..)
                ),
                _ => false,
            }
    };
    table.header <= 1 && table.rows.iter().flatten().all(is_simple)
}

fn table(table: &Table) -> String {
    if !is_piped(table) {
        let mut text = String::new();
        html::table(table, &mut text);
        return text.trim_end().to_owned();
    }
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(1);
    let row = |cells: &[Cell], is_header: bool| {
        let mut text = String::from("|");
        for at in 0..columns {
            let line = cells.get(at).and_then(|cell| match cell.blocks.first() {
                Some(
                    Block::Paragraph(line)
                    | Block::Large(line)
                    | Block::Heading(_, line)
                    | Block::Indented(_, line),
                ) => Some(line.clone()),
                _ => None,
            });
            let line = line.unwrap_or_default();
            let line = if is_header { tree::without_strength(&line) } else { line };
            let written = inline::line(&line, LinePlace { in_cell: true });
            let before = if written.is_empty() { "" } else { " " };
            text.extend([before, &written, " |"]);
        }
        text
    };
    let header = table.rows.first().filter(|_| table.header == 1);
    let mut lines = vec![
        header.map_or_else(|| row(&[], true), |cells| row(cells, true)),
        format!("|{}", "---|".repeat(columns)),
    ];
    lines.extend(table.rows.iter().skip(table.header).map(|cells| row(cells, false)));
    let mut text = lines.join("\n");
    if let Some(caption) = &table.caption {
        let _ = write!(text, "\n\nTable: {}", one_line(caption));
    }
    text
}

/// Every line but empty ones set in.
fn indented(text: &str, by: usize) -> String {
    let lines = text.lines().map(|line| match line {
        "" => String::new(),
        line => format!("{}{line}", " ".repeat(by)),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Every line behind a sign.
fn prefixed(text: &str, sign: &str) -> String {
    let lines = text.lines().map(|line| format!("{sign} {line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}
