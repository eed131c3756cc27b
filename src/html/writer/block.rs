//! Blocks: paragraphs, headings, lists, code, and the blocks of the theme.

use std::fmt::Write as _;

use super::table::TableLook;
use super::{Writer, WrittenText};
use crate::base::{Html, escape, escape_into};
use crate::diagnostic::{
    EMPTY_BLOCK, LOST_BLOCK, UNKNOWN_BLOCK, UNKNOWN_CODE_LANGUAGE, did_you_mean,
    did_you_mean_as,
};
use crate::html::facts::{Card, ShownHeading};
use crate::html::highlight::{highlight, languages};
use crate::html::sanitise::drop_empty_paragraph;
use crate::html::{lead, text_of};
use crate::markdown::{CHOICE, NodeId, NodeKind, is_blank, means_urgency};
use crate::theme::view::BlockView;

/// The kind of the block that only its title is seen of until a reader opens it.
const CLOSED_KIND: &str = "details";

impl Writer<'_> {
    /// Writes one block. Recursion is bounded: the parser refuses what nests deeper than
    /// a hundred levels (two nodes each at most), and snippets nest at most eight.
    #[expect(clippy::too_many_lines, reason = "one kind of node after the other")]
    pub(super) fn block(&mut self, text: &mut WrittenText<'_>, node: NodeId) {
        if self.is_full(text, node) {
            return;
        }
        let document = text.document;
        match &document.nodes[node].kind {
            NodeKind::Paragraph => {
                if self.sign_list(text, node) {
                    return;
                }
                self.wrap(text, node, "<p>", "</p>\n");
                // A film that is left out leaves nothing behind.
                drop_empty_paragraph(&mut self.out);
            }
            NodeKind::Heading { level, anchor, classes, .. } => {
                self.heading(text, node, *level, anchor, classes);
            }
            NodeKind::Quote => {
                self.container(text, node, "<blockquote>\n", "</blockquote>\n");
            }
            NodeKind::Block { kind } => self.theme_block(text, node, kind),
            NodeKind::CodeBlock { language } => self.code(text, node, language),
            NodeKind::List { start, .. } => self.list(text, node, *start),
            NodeKind::Item => self.item(text, node),
            NodeKind::Table { columns, has_row_headers } => {
                let look = TableLook { columns, has_row_headers: *has_row_headers };
                self.table(text, node, look);
            }
            // A caption is written with its table, a footnote at the end of the page.
            NodeKind::TableCaption | NodeKind::FootnoteDefinition(_) => {}
            NodeKind::Figure => self.figure(text, node),
            NodeKind::DefinitionList => self.container(text, node, "<dl>\n", "</dl>\n"),
            NodeKind::DefinitionTitle { anchor } => {
                let id = escape(&self.id(anchor));
                self.is_naming = true;
                let _ = write!(self.out, "<dt id=\"{id}\">");
                self.foreign_anchors(anchor);
                self.wrap(text, node, "", "</dt>\n");
                self.is_naming = false;
            }
            NodeKind::DefinitionBody => self.item_like(text, node, "<dd>", "</dd>\n"),
            NodeKind::HtmlBlock => {
                let lines = document.html_lines(node);
                self.raw_block(text, &lines);
            }
            NodeKind::Include { at } => self.include(text, node, *at),
            NodeKind::Rule => self.out.push_str("<hr>\n"),
            NodeKind::BlockTitle { .. }
            | NodeKind::TableHead
            | NodeKind::TableRow
            | NodeKind::TableCell
            | NodeKind::TaskMarker(_)
            | NodeKind::Text(_)
            | NodeKind::Code(_)
            | NodeKind::Html(_)
            | NodeKind::SoftBreak
            | NodeKind::HardBreak
            | NodeKind::Emphasis
            | NodeKind::Strong
            | NodeKind::Struck
            | NodeKind::Lowered
            | NodeKind::Raised
            | NodeKind::Link { .. }
            | NodeKind::Image { .. }
            | NodeKind::Citation { .. }
            | NodeKind::FootnoteReference(_)
            | NodeKind::Plain(_)
            | NodeKind::Removed => self.inline(text, node),
        }
    }

    /// A block whose children are inline.
    pub(super) fn wrap(
        &mut self,
        text: &mut WrittenText<'_>,
        node: NodeId,
        open: &str,
        close: &str,
    ) {
        self.out.push_str(open);
        self.inlines(text, node);
        self.out.push_str(close);
    }

    /// Inline children; what raw HTML opened in them is closed in them.
    pub(super) fn inlines(&mut self, text: &mut WrittenText<'_>, node: NodeId) {
        let floor = text.sanitiser.enter();
        let document = text.document;
        for child in document.children(node) {
            self.inline(text, child);
        }
        text.sanitiser.leave(floor, &mut self.out);
    }

    /// A block whose children are blocks.
    fn container(
        &mut self,
        text: &mut WrittenText<'_>,
        node: NodeId,
        open: &str,
        close: &str,
    ) {
        self.out.push_str(open);
        self.blocks(text, node);
        self.out.push_str(close);
    }

    pub(super) fn blocks(&mut self, text: &mut WrittenText<'_>, node: NodeId) {
        let floor = text.sanitiser.enter();
        let document = text.document;
        for child in document.children(node) {
            self.block(text, child);
        }
        text.sanitiser.leave(floor, &mut self.out);
    }

    fn heading(
        &mut self,
        text: &mut WrittenText<'_>,
        node: NodeId,
        level: u8,
        anchor: &str,
        classes: &[crate::markdown::Text<'_>],
    ) {
        self.terms.heading(level);
        let id = self.id(anchor);
        if id.strip_prefix(self.around.anchor_prefix) != Some(anchor) {
            self.tell_anchor_twice(text, node, anchor);
        }
        let _ = write!(self.out, "<h{level} id=\"");
        escape_into(&mut self.out, &id);
        self.out.push('"');
        if !classes.is_empty() {
            let classes: Vec<&str> = classes.iter().map(AsRef::as_ref).collect();
            self.out.push_str(" class=\"");
            escape_into(&mut self.out, &classes.join(" "));
            self.out.push('"');
        }
        self.out.push('>');
        self.foreign_anchors(anchor);
        let inner = self.out.len();
        self.inlines(text, node);
        let words = text_of(&lead(&Html(self.out[inner..].to_owned())));
        let text = words.split_whitespace().collect::<Vec<_>>().join(" ").into();
        self.facts.headings.push(ShownHeading { level, id: id.into(), text });
        let _ = writeln!(self.out, "</h{level}>");
    }

    fn list(&mut self, text: &mut WrittenText<'_>, node: NodeId, start: Option<u64>) {
        let document = text.document;
        let is_task = |item: NodeId| {
            document
                .children(item)
                .next()
                .is_some_and(|first| leads_with_marker(document, first))
        };
        let close = match start {
            Some(1) => {
                self.out.push_str("<ol>\n");
                "</ol>\n"
            }
            Some(start) => {
                let _ = writeln!(self.out, "<ol start=\"{start}\">");
                "</ol>\n"
            }
            None if document.children(node).any(is_task) => {
                self.out.push_str("<ul class=\"task-list\">\n");
                "</ul>\n"
            }
            None => {
                self.out.push_str("<ul>\n");
                "</ul>\n"
            }
        };
        self.blocks(text, node);
        self.out.push_str(close);
    }

    fn item(&mut self, text: &mut WrittenText<'_>, node: NodeId) {
        self.item_like(text, node, "<li>", "</li>\n");
    }

    /// An item holds inline text, blocks, or both: text of a tight list, then a list.
    fn item_like(
        &mut self,
        text: &mut WrittenText<'_>,
        node: NodeId,
        open: &str,
        close: &str,
    ) {
        self.out.push_str(open);
        let floor = text.sanitiser.enter_flow();
        let document = text.document;
        let mut after_inline = true;
        let in_line = |child: &NodeId| {
            let kind = &document.nodes[*child].kind;
            is_inline(kind) || matches!(kind, NodeKind::Include { .. })
        };
        // A snippet beside other words of the item stands in their line.
        let has_line = document.children(node).filter(in_line).count() > 1;
        for child in document.children(node) {
            let inline = is_inline(&document.nodes[child].kind);
            if has_line && in_line(&child) {
                self.inline(text, child);
                after_inline = true;
                continue;
            }
            if !inline && after_inline && !self.out.ends_with('\n') {
                self.out.push('\n');
            }
            self.block(text, child);
            after_inline = inline;
        }
        text.sanitiser.leave(floor, &mut self.out);
        self.out.push_str(close);
    }

    fn code(&mut self, text: &mut WrittenText<'_>, node: NodeId, language: &str) {
        let document = text.document;
        let mut code = String::new();
        for piece in document.children(node) {
            if let NodeKind::Text(words) = &document.nodes[piece].kind {
                code.push_str(words);
            }
        }
        self.out.push_str("<pre class=\"code\" tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            escape_into(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
        if self.around.highlight && !language.is_empty() {
            let highlighted = highlight(language, &code);
            self.out.push_str(highlighted.html.as_str());
            if !highlighted.known {
                self.unknown_language(text, node, language);
            }
        } else {
            escape_into(&mut self.out, &code);
        }
        self.out.push_str("</code></pre>\n");
    }

    fn unknown_language(&mut self, text: &WrittenText<'_>, node: NodeId, language: &str) {
        let start = text.document.nodes[node].range.start;
        let line = text.source[start..].lines().next().unwrap_or("");
        let at = start + line.find(language).unwrap_or(0);
        let otherwise = "take the name out, and the code is shown plainly";
        let help = did_you_mean(language, languages(), otherwise);
        let message = format!("the code language `{language}` is not known");
        let range = at..at + language.len();
        self.find(text, &UNKNOWN_CODE_LANGUAGE, range, message, Some(help));
    }

    /// A block of the theme: its body is written first, then its template around it.
    #[expect(
        clippy::too_many_lines,
        reason = "what a kind of block may lack, one after the other"
    )]
    fn theme_block(&mut self, text: &mut WrittenText<'_>, node: NodeId, kind: &str) {
        let document = text.document;
        let known =
            |kind: &str| self.around.blocks.kinds().iter().any(|known| known == kind);
        let kind = match kind {
            "tip" if !known(kind) => "note",
            "caution" if !known(kind) => "warning",
            _ => kind,
        };
        let mut children: Vec<NodeId> = document.children(node).collect();
        let title_node = children.first().copied().filter(|&first| {
            matches!(document.nodes[first].kind, NodeKind::BlockTitle { .. })
        });
        let mut view = BlockView {
            kind: kind.to_owned(),
            title: None,
            level: 2,
            anchor: None,
            body: Html::default(),
            contact: None,
        };
        let outer = self.card;
        self.card = Card::of(kind).or(outer);
        if let Some(title) = title_node {
            children.remove(0);
            self.block_title(text, title, &mut view);
        }
        if self.card == Some(Card::Urgent) && Card::of(kind) == self.card {
            // Its last line becomes the button that ends the card.
            let line =
                children.iter().copied().find(|&node| self.is_contact_line(text, node));
            if let Some(line) = line {
                children.retain(|&node| node != line);
            }
            let of_line = || line.and_then(|line| self.named_contact(text, line));
            let contact = view.contact.clone().or_else(|| of_line().cloned());
            view.contact = contact.or_else(|| self.urgent_contact().cloned());
        }
        let told = (kind == CLOSED_KIND).then(|| self.terms.told());
        let floor = text.sanitiser.enter();
        let body = self.captured(|writer| {
            for &child in &children {
                writer.block(text, child);
            }
            text.sanitiser.leave(floor, &mut writer.out);
        });
        self.card = outer;
        if let Some(told) = told {
            self.terms.take_back(&told);
        }
        if !self.around.blocks.kinds().iter().any(|known| known == kind) {
            self.unknown_block(text, node, kind, view.title, &body);
            return;
        }
        self.facts.blocks.insert(kind.into());
        view.body = Html(body);
        let is_written = children.iter().any(|&child| !is_blank(document, child));
        if is_written && (view.title.is_none() || Card::of(kind).is_some()) {
            self.judge_body(text, node, &view.body);
        }
        if kind == "contact" && view.contact.is_none() {
            let own = self.around.contact.and_then(|id| self.around.contacts.get(id));
            view.contact = own.cloned();
            if view.contact.is_none() && view.title.is_none() && !is_written {
                self.nobody(text, node);
            }
        }
        match self.around.blocks.render(self.around.shared, kind, &view) {
            Ok(html) => self.out.push_str(html.as_str()),
            Err(diagnostic) => self.found.push(diagnostic),
        }
    }

    /// Says that a block is to tell whom to call, and names nobody.
    fn nobody(&mut self, text: &WrittenText<'_>, node: NodeId) {
        let range = text.document.nodes[node].range.clone();
        let first = text.source[range.clone()].lines().next().unwrap_or_default();
        let range = range.start..range.start + first.len();
        let message = "this block names no contact, and nothing stands in it".to_owned();
        let help = "write the name of a contact behind the mark, such as `> [!CONTACT] ward`, or its \
                    words on the lines below, each with `> ` before it";
        self.find(text, &EMPTY_BLOCK, range, message, Some(help.to_owned()));
    }

    /// Says that all that a block holds is empty, such as a snippet, or was taken out.
    fn judge_body(&mut self, text: &WrittenText<'_>, node: NodeId, body: &Html) {
        let shows = |element: &str| body.as_str().contains(element);
        let is_described =
            body.as_str().split("<img").skip(1).any(|tag| !tag.contains("alt=\"\""));
        if !text_of(body).trim().is_empty() || is_described || shows("<svg") {
            return;
        }
        let range = text.document.nodes[node].range.clone();
        let first = text.source[range.clone()].lines().next().unwrap_or_default();
        let range = range.start..range.start + first.len();
        let message = "nothing that this block holds reaches readers".to_owned();
        let help = "write what it says, each line with `> ` before it; a snippet shows what its \
                    own file says";
        self.find(text, &EMPTY_BLOCK, range, message, Some(help.to_owned()));
    }

    fn block_title(
        &mut self,
        text: &mut WrittenText<'_>,
        title: NodeId,
        view: &mut BlockView,
    ) {
        let NodeKind::BlockTitle { level, anchor } = &text.document.nodes[title].kind
        else {
            return;
        };
        view.level = *level;
        // `> [!CONTACT] ward-24h` names a contact instead of a title.
        let words = text.document.text_of(title);
        if view.kind == "contact"
            && let Some(contact) = self.around.contacts.get(words.trim())
        {
            view.contact = Some(contact.clone());
            return;
        }
        view.anchor = Some(self.id(anchor));
        let card = Card::of(&view.kind);
        if card.is_some() {
            view.contact = self.named_contact(text, title).cloned();
        }
        self.is_in_card_title = card.is_some();
        let inner = self.captured(|writer| {
            writer.foreign_anchors(anchor);
            writer.inlines(text, title);
        });
        self.is_in_card_title = false;
        let inner = inner.trim();
        view.title = Some(Html(match card {
            Some(Card::Emergency) => self.with_number(inner),
            _ => inner.to_owned(),
        }));
    }

    fn unknown_block(
        &mut self,
        text: &WrittenText<'_>,
        node: NodeId,
        kind: &str,
        title: Option<Html>,
        body: &str,
    ) {
        let start = text.document.nodes[node].range.start;
        let line = text.source[start..].lines().next().unwrap_or("");
        let at = line.find("[!").map_or(start, |found| start + found + 2);
        let kinds = self.around.blocks.kinds().iter().map(String::as_str);
        let typed = |near: &str| format!("[!{}]", near.to_ascii_uppercase());
        let known = self.around.blocks.kinds().iter();
        let known: Vec<String> = known.map(|kind| format!("`{}`", typed(kind))).collect();
        // Whoever mistypes the kind of a card, or calls it as another program does, loses it.
        let is_card = means_urgency(kind);
        let otherwise = if is_card {
            CHOICE.to_owned()
        } else {
            format!("use one of {}", known.join(", "))
        };
        let help = did_you_mean_as(kind, kinds, typed, otherwise);
        let message = format!("`{kind}` is not a kind of block");
        let rule = if is_card { &LOST_BLOCK } else { &UNKNOWN_BLOCK };
        self.find(text, rule, at..at + kind.len(), message, Some(help));
        self.out.push_str("<blockquote>\n");
        if let Some(title) = title {
            let _ = writeln!(self.out, "<p><strong>{}</strong></p>", title.as_str());
        }
        self.out.push_str(body);
        self.out.push_str("</blockquote>\n");
    }
}

fn leads_with_marker(document: &crate::markdown::Document<'_>, first: NodeId) -> bool {
    match document.nodes[first].kind {
        NodeKind::TaskMarker(_) => true,
        // In a loose list the marker stands in the item's first paragraph.
        NodeKind::Paragraph => document.children(first).next().is_some_and(|inner| {
            matches!(document.nodes[inner].kind, NodeKind::TaskMarker(_))
        }),
        _ => false,
    }
}

/// An include may stand for blocks, whatever it stands in.
fn is_inline(kind: &NodeKind<'_>) -> bool {
    !kind.is_block() && !matches!(kind, NodeKind::Include { .. } | NodeKind::Removed)
}
