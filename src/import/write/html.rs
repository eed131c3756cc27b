//! Blocks as HTML: for cells that hold more than a line.

// Writing to a text cannot fail: nothing is done about it.
use std::fmt::Write as _;

use crate::base::escape;
use crate::import::tree::{Block, Inline, Line, List, Table, TextStyle};

/// A table as HTML, whose header cells say what they are the header of.
pub(super) fn table(table: &Table, out: &mut String) {
    out.push_str("<table>\n");
    if let Some(caption) = &table.caption {
        let _ = writeln!(out, "<caption>{}</caption>", line(caption, false));
    }
    for (at, row) in table.rows.iter().enumerate() {
        if at == 0 && table.header > 0 {
            out.push_str("<thead>\n");
        } else if at == table.header {
            out.push_str("<tbody>\n");
        }
        out.push_str("<tr>");
        for cell in row {
            let names_columns = at < table.header;
            let scope = match (names_columns, cell.names_row) {
                (true, _) if cell.columns > 1 => " scope=\"colgroup\"",
                (true, _) => " scope=\"col\"",
                (false, true) if cell.rows > 1 => " scope=\"rowgroup\"",
                (false, true) => " scope=\"row\"",
                (false, false) => "",
            };
            let tag = if scope.is_empty() { "td" } else { "th" };
            let _ = write!(out, "<{tag}{scope}");
            if cell.columns > 1 {
                let _ = write!(out, " colspan=\"{}\"", cell.columns);
            }
            if cell.rows > 1 {
                let _ = write!(out, " rowspan=\"{}\"", cell.rows);
            }
            out.push('>');
            blocks(&cell.blocks, tag == "th", out);
            let _ = write!(out, "</{tag}>");
        }
        out.push_str("</tr>\n");
        if at + 1 == table.header {
            out.push_str("</thead>\n");
        }
    }
    if table.rows.len() > table.header {
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
}

/// The blocks of a cell. A single line stands on its own.
fn blocks(blocks: &[Block], in_header: bool, out: &mut String) {
    if let [Block::Paragraph(only) | Block::Large(only) | Block::Indented(_, only)] =
        blocks
    {
        out.push_str(&line(only, in_header));
        return;
    }
    for block in blocks {
        match block {
            Block::Paragraph(own)
            | Block::Title(own)
            | Block::Large(own)
            | Block::Caption(own)
            | Block::Indented(_, own) => paragraph(own, in_header, out),
            Block::Item(item) => paragraph(&item.line, in_header, out),
            // A heading in a cell would stand in no outline.
            Block::Heading(_, own) if in_header => paragraph(own, true, out),
            Block::Heading(_, own) => {
                let _ = write!(out, "<p><strong>{}</strong></p>", line(own, true));
            }
            Block::List(own) => list(own, in_header, out),
            Block::Quote(inside) | Block::Panel(_, None, inside) => {
                self::blocks(inside, in_header, out);
            }
            Block::Panel(_, Some(title), inside) => {
                paragraph(title, in_header, out);
                self::blocks(inside, in_header, out);
            }
            Block::Table(own) => nested(own, in_header, out),
            Block::Code(_, text) => {
                let text = escape(text.trim_end()).replace('\n', "<br>");
                let _ = write!(out, "<p><code>{text}</code></p>");
            }
            Block::Definitions(entries) => {
                for (term, meaning) in entries {
                    paragraph(term, in_header, out);
                    self::blocks(meaning, in_header, out);
                }
            }
            Block::Rule => {}
        }
    }
}

fn paragraph(own: &Line, in_header: bool, out: &mut String) {
    let _ = write!(out, "<p>{}</p>", line(own, in_header));
}

fn list(list: &List, in_header: bool, out: &mut String) {
    let tag = if list.ordered { "ol" } else { "ul" };
    let start = match list.start {
        0 | 1 => String::new(),
        start if list.ordered => format!(" start=\"{start}\""),
        _ => String::new(),
    };
    let _ = write!(out, "<{tag}{start}>");
    for item in &list.items {
        out.push_str("<li>");
        match &item[..] {
            [Block::Paragraph(first), rest @ ..] => {
                out.push_str(&line(first, in_header));
                blocks_after(rest, in_header, out);
            }
            all => blocks_after(all, in_header, out),
        }
        out.push_str("</li>");
    }
    let _ = write!(out, "</{tag}>");
}

fn blocks_after(rest: &[Block], in_header: bool, out: &mut String) {
    for block in rest {
        match block {
            Block::Paragraph(own) => paragraph(own, in_header, out),
            other => blocks(std::slice::from_ref(other), in_header, out),
        }
    }
}

/// A table in a cell: a list of its rows.
fn nested(table: &Table, in_header: bool, out: &mut String) {
    out.push_str("<ul>");
    for row in &table.rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                let mut text = String::new();
                blocks(&cell.blocks, in_header, &mut text);
                text
            })
            .filter(|text| !text.is_empty())
            .collect();
        let _ = write!(out, "<li>{}</li>", cells.join(": "));
    }
    out.push_str("</ul>");
}

/// A line as HTML; what stands in a header cell is strong already.
fn line(line: &[Inline], in_header: bool) -> String {
    let mut joined: Vec<Inline> = Vec::new();
    for piece in line {
        match (piece, joined.last_mut()) {
            (Inline::Text(text, style), Some(Inline::Text(last, own)))
                if own == style =>
            {
                last.push_str(text);
            }
            _ => joined.push(piece.clone()),
        }
    }
    let written: String =
        joined.iter().map(|piece| self::piece(piece, in_header)).collect();
    written
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn piece(piece: &Inline, in_header: bool) -> String {
    match piece {
        Inline::Text(text, style) => looks(&escape(text), style, in_header),
        Inline::Break => "<br>".to_owned(),
        Inline::Picture(picture) => {
            // The sign of decoration is read from the title, as in Markdown.
            let title = match &picture.caption {
                _ if picture.decorative => " title=\"decorative\"".to_owned(),
                Some(caption) => format!(" title=\"{}\"", escape(caption)),
                None => String::new(),
            };
            let alternative = escape(&picture.alternative);
            format!(
                "<img src=\"{}\" alt=\"{alternative}\"{title}>",
                escape(&picture.file)
            )
        }
        Inline::Note(number) => format!("<sup>{number}</sup>"),
        Inline::Absent(words) => comment(words),
        Inline::Anchor(name) => format!("<span id=\"{}\"></span>", escape(name)),
    }
}

/// Words that only the author sees.
pub(super) fn comment(words: &str) -> String {
    let words = words.replace(['<', '>', '\n'], " ").replace("--", "- -");
    format!("<!-- {} -->", words.trim().trim_end_matches('-'))
}

fn looks(text: &str, style: &TextStyle, in_header: bool) -> String {
    let body = text.trim();
    if body.is_empty() {
        return text.to_owned();
    }
    let mut written = body.to_owned();
    for (on, tag) in [
        (style.code, "code"),
        (style.lowered, "sub"),
        (style.raised, "sup"),
        (style.struck, "del"),
        (style.emphasis, "em"),
        (style.strong && !in_header, "strong"),
    ] {
        if on {
            written = format!("<{tag}>{written}</{tag}>");
        }
    }
    if let Some(link) = &style.link {
        written = format!("<a href=\"{}\">{written}</a>", escape(link));
    }
    let lead = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let tail = if text.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{lead}{written}{tail}")
}
