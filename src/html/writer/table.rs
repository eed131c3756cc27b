//! Tables: a region that scrolls by itself, a caption, header cells.

use std::fmt::Write as _;

use super::{Writer, WrittenText};
use crate::base::escape;
use crate::markdown::{Alignment, NodeId, NodeKind};

impl Writer<'_> {
    /// A table in a scrolling region that the keyboard reaches (WCAG 1.4.10, 2.1.1), named
    /// by its caption.
    pub(super) fn table(
        &mut self,
        text: &mut WrittenText<'_>,
        node: NodeId,
        alignments: &[Alignment],
    ) {
        let document = text.document;
        let caption = document.nodes[node].end;
        let caption = document
            .nodes
            .get(caption)
            .is_some_and(|next| next.kind == NodeKind::TableCaption)
            .then_some(caption);
        let id = caption.map(|_| {
            self.tables += 1;
            // No heading has an underscore in its anchor, so none can meet this one.
            format!("{}table_{}", self.around.anchor_prefix, self.tables)
        });
        self.out.push_str("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\"");
        let _ = match &id {
            Some(id) => write!(self.out, " aria-labelledby=\"{id}\""),
            None => write!(self.out, " aria-label=\"{}\"", escape(self.word("table"))),
        };
        self.out.push_str(">\n<table>\n");
        if let (Some(caption), Some(id)) = (caption, id) {
            let _ = write!(self.out, "<caption id=\"{id}\">");
            self.inlines(text, caption);
            self.out.push_str("</caption>\n");
        }
        let mut body_open = false;
        for row in document.children(node) {
            let head = document.nodes[row].kind == NodeKind::TableHead;
            if !head && !body_open {
                self.out.push_str("<tbody>\n");
                body_open = true;
            }
            if head {
                self.out.push_str("<thead>\n");
            }
            self.row(text, row, head, alignments);
            if head {
                self.out.push_str("</thead>\n");
            }
        }
        if body_open {
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table>\n</div>\n");
    }

    fn row(
        &mut self,
        text: &mut WrittenText<'_>,
        row: NodeId,
        head: bool,
        alignments: &[Alignment],
    ) {
        let document = text.document;
        self.out.push_str("<tr>");
        for (column, cell) in document.children(row).enumerate() {
            // An empty header cell is no header.
            let header = head && !document.text_of(cell).trim().is_empty();
            self.out.push_str(if header { "<th scope=\"col\"" } else { "<td" });
            let class = match alignments.get(column) {
                None | Some(Alignment::None | Alignment::Left) => "",
                Some(Alignment::Center) => " class=\"align-center\"",
                Some(Alignment::Right) => " class=\"align-right\"",
            };
            self.out.push_str(class);
            self.out.push('>');
            let floor = text.sanitiser.enter_flow();
            for child in document.children(cell) {
                self.inline(text, child);
            }
            text.sanitiser.leave(floor, &mut self.out);
            self.out.push_str(if header { "</th>" } else { "</td>" });
        }
        self.out.push_str("</tr>\n");
    }
}
