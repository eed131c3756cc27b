//! Tables: a region that scrolls by itself, a caption, header cells of columns and rows.
//!
//! On a phone the theme shows each row of a table of few columns below one another; every
//! cell says for that what its column is called.

use std::fmt::Write as _;

use super::{Writer, WrittenText};
use crate::base::{Html, escape, escape_into};
use crate::markdown::{Alignment, NodeId, NodeKind};

/// Columns whose cells can stand below one another and still be understood.
const MOST_LABELLED_COLUMNS: usize = 4;

/// What opens the region of a table whose rows stand below one another on a phone.
const LABELLED: &str = "<div class=\"table-scroll labelled\"";

/// The same where a table of many columns scrolls.
const WIDE: &str = "<div class=\"table-scroll wide\"";

/// Whether a body has a table whose rows stand below one another on a phone.
pub fn has_labelled_tables(body: &Html) -> bool {
    body.as_str().contains(LABELLED)
}

/// What a table looks like.
#[derive(Clone, Copy)]
pub(super) struct TableLook<'t> {
    /// How each column is aligned.
    pub(super) columns: &'t [Alignment],
    /// Whether the first cell of a row is the header of the row.
    pub(super) has_row_headers: bool,
}

impl TableLook<'_> {
    fn is_labelled(self) -> bool {
        self.columns.len() <= MOST_LABELLED_COLUMNS
    }

    fn class_of(self, column: usize) -> &'static str {
        match self.columns.get(column) {
            None | Some(Alignment::None | Alignment::Left) => "",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
        }
    }
}

impl Writer<'_> {
    /// A table in a scrolling region that the keyboard reaches (WCAG 1.4.10, 2.1.1), named
    /// by its caption.
    pub(super) fn table(
        &mut self,
        text: &mut WrittenText<'_>,
        node: NodeId,
        look: TableLook<'_>,
    ) {
        let document = text.document;
        let caption = document.nodes[node].end;
        let caption = document
            .nodes
            .get(caption)
            .is_some_and(|next| next.kind == NodeKind::TableCaption)
            .then_some(caption)
            .filter(|&caption| document.children(caption).next().is_some());
        let id = caption.map(|_| {
            self.tables += 1;
            // No heading has an underscore in its anchor, so none can meet this one.
            format!("{}table_{}", self.around.anchor_prefix, self.tables)
        });
        let opening = if look.is_labelled() { LABELLED } else { WIDE };
        self.out.push_str(opening);
        self.out.push_str(" role=\"region\" tabindex=\"0\"");
        let _ = match &id {
            Some(id) => write!(self.out, " aria-labelledby=\"{id}\""),
            None => write!(self.out, " aria-label=\"{}\"", escape(self.word("table"))),
        };
        self.out.push_str(">\n");
        if !look.is_labelled() {
            let hint = escape(self.word("table_scroll"));
            let _ = writeln!(self.out, "<p class=\"table-hint\">{hint}</p>");
        }
        self.out.push_str("<table>\n");
        if let (Some(caption), Some(id)) = (caption, id) {
            let _ = write!(self.out, "<caption id=\"{id}\">");
            self.inlines(text, caption);
            self.out.push_str("</caption>\n");
        }
        self.rows(text, node, look);
        self.out.push_str("</table>\n</div>\n");
    }

    fn rows(&mut self, text: &mut WrittenText<'_>, table: NodeId, look: TableLook<'_>) {
        let document = text.document;
        let mut labels = Vec::new();
        let mut body_open = false;
        for row in document.children(table) {
            if document.nodes[row].kind == NodeKind::TableHead {
                self.out.push_str("<thead>\n");
                self.head(text, row, look);
                self.out.push_str("</thead>\n");
                if look.is_labelled() {
                    let cells = document.children(row);
                    labels.extend(cells.map(|cell| document.text_of(cell)));
                }
            } else {
                if !body_open {
                    self.out.push_str("<tbody>\n");
                    body_open = true;
                }
                self.row(text, row, look, &labels);
            }
        }
        if body_open {
            self.out.push_str("</tbody>\n");
        }
    }

    fn head(&mut self, text: &mut WrittenText<'_>, row: NodeId, look: TableLook<'_>) {
        let document = text.document;
        self.out.push_str("<tr>");
        for (column, cell) in document.children(row).enumerate() {
            // An empty header cell is no header.
            let is_header = !document.text_of(cell).trim().is_empty();
            let name = if is_header { "th" } else { "td" };
            let scope = if is_header { " scope=\"col\"" } else { "" };
            let _ = write!(self.out, "<{name}{scope}{}>", look.class_of(column));
            self.is_naming = true;
            self.cell(text, cell);
            self.is_naming = false;
            let _ = write!(self.out, "</{name}>");
        }
        self.out.push_str("</tr>\n");
    }

    fn row(
        &mut self,
        text: &mut WrittenText<'_>,
        row: NodeId,
        look: TableLook<'_>,
        labels: &[String],
    ) {
        let document = text.document;
        self.out.push_str("<tr>");
        for (column, cell) in document.children(row).enumerate() {
            let is_header = column == 0
                && look.has_row_headers
                && !document.text_of(cell).trim().is_empty();
            let name = if is_header { "th" } else { "td" };
            let scope = if is_header { " scope=\"row\"" } else { "" };
            let _ = write!(self.out, "<{name}{scope}{}", look.class_of(column));
            let label = labels.get(column).map(|label| label.trim());
            if let Some(label) = label.filter(|label| !is_header && !label.is_empty()) {
                self.out.push_str(" data-label=\"");
                escape_into(&mut self.out, label);
                self.out.push('"');
            }
            self.out.push('>');
            self.is_naming = is_header;
            self.cell(text, cell);
            self.is_naming = false;
            let _ = write!(self.out, "</{name}>");
        }
        self.out.push_str("</tr>\n");
    }

    fn cell(&mut self, text: &mut WrittenText<'_>, cell: NodeId) {
        let document = text.document;
        let floor = text.sanitiser.enter_flow();
        for child in document.children(cell) {
            self.inline(text, child);
        }
        text.sanitiser.leave(floor, &mut self.out);
    }
}
