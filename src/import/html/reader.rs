//! What stands in a page into blocks, in the order of the text.

use std::collections::{BTreeMap, BTreeSet};

use super::dom::{Dom, Id};
use super::look;
use super::shape::{class_says, controlled, is_block, is_framed, language, text};
use crate::import::loss::{self, Losses};
use crate::import::picture::Pictures;
use crate::import::tree::{self, Block, Inline, Line, TextStyle};

/// The reader of one page.
pub(in crate::import) struct HtmlReader<'d> {
    pub(in crate::import) dom: &'d Dom,
    /// Elements that are left out.
    pub(in crate::import) gone: BTreeSet<Id>,
    /// Whether it comes from the clipboard, where other programs leave their traces.
    pub(in crate::import) is_paste: bool,
    pub(in crate::import) losses: Losses,
    pub(in crate::import) pictures: Pictures,
    /// The bytes of a picture beside the page.
    pub(in crate::import) picture: &'d dyn Fn(&str) -> Option<Vec<u8>>,
    /// The notes that are referred to, by their names.
    pub(super) notes: BTreeMap<String, usize>,
    pub(super) note_blocks: Vec<Vec<Block>>,
    /// The level of the heading before.
    pub(super) level: usize,
    /// The names of what some button shows.
    controlled: BTreeSet<String>,
}

/// What was read so far of some blocks: the last line is not at its end.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    pub(super) line: Line,
}

impl Flow {
    /// Ends the line, which is a paragraph for each part between empty lines.
    pub(super) fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let mut part: Line = Vec::new();
        let mut breaks = 0;
        for piece in line {
            match piece {
                Inline::Break => breaks += 1,
                Inline::Text(ref text, _) if breaks > 0 && text.trim().is_empty() => {}
                piece => {
                    if breaks > 1 {
                        self.end_part(&mut part);
                    } else if breaks == 1 && !part.is_empty() {
                        part.push(Inline::Break);
                    }
                    breaks = 0;
                    part.push(piece);
                }
            }
        }
        self.end_part(&mut part);
    }

    fn end_part(&mut self, part: &mut Line) {
        let part = std::mem::take(part);
        if tree::is_blank(&part) {
            // A name is kept for what comes next.
            self.line.extend(
                part.into_iter().filter(|piece| matches!(piece, Inline::Anchor(_))),
            );
        } else {
            let mut line = std::mem::take(&mut self.line);
            line.extend(part);
            self.blocks.push(Block::Paragraph(line));
        }
    }
}

impl<'d> HtmlReader<'d> {
    pub(in crate::import) fn new(
        dom: &'d Dom,
        stem: &str,
        picture: &'d dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> HtmlReader<'d> {
        HtmlReader {
            dom,
            gone: BTreeSet::new(),
            is_paste: false,
            losses: Losses::default(),
            pictures: Pictures::new(stem),
            picture,
            notes: BTreeMap::new(),
            note_blocks: Vec::new(),
            level: 1,
            controlled: controlled(dom),
        }
    }

    /// The blocks of an element.
    pub(in crate::import) fn blocks(&mut self, id: Id) -> Vec<Block> {
        let mut flow = Flow::default();
        self.flow(id, &TextStyle::default(), &mut flow);
        flow.end_line();
        flow.blocks
    }

    /// The notes that were referred to, by their numbers.
    pub(in crate::import) fn take_notes(&mut self) -> Vec<Vec<Block>> {
        std::mem::take(&mut self.note_blocks)
    }

    /// Reads what stands in an element.
    pub(super) fn flow(&mut self, id: Id, style: &TextStyle, flow: &mut Flow) {
        for &child in self.dom.children(id) {
            match self.dom.letters(child) {
                Some(letters) => text(letters, style, &mut flow.line),
                None if self.is_left_out(child) => {}
                None => self.element(child, style, flow),
            }
        }
    }

    fn is_left_out(&mut self, id: Id) -> bool {
        const NEVER: &[&str] = &[
            "script", "style", "head", "template", "noscript", "xml", "o:p", "meta",
            "link", "title", "colgroup", "col", "input", "select", "textarea",
            "datalist", "option", "canvas", "map",
        ];
        let name = self.dom.name(id);
        if name.is_empty() || NEVER.contains(&name) || self.gone.contains(&id) {
            return true;
        }
        if matches!(name, "iframe" | "object" | "embed" | "video" | "audio") {
            let source = ["src", "data", "title"];
            let source = source.iter().find_map(|key| self.dom.attribute(id, key));
            self.losses.add_about(&loss::EMBEDDED, source.unwrap_or_default());
            return true;
        }
        if self.is_paste {
            let style = look::style(self.dom, id);
            return name == "del"
                || style.contains("mso-list:ignore")
                || style.contains("mso-hide:all")
                || look::property(&style, "display") == Some("none")
                || style.contains("mso-element:comment")
                || ["MsoCommentReference", "msocomanchor"]
                    .iter()
                    .any(|class| look::has_class(self.dom, id, class));
        }
        if name == "button" {
            return !self.opens_something(id);
        }
        if look::is_hidden(self.dom, id) && !self.is_opened(id) {
            let text = self.dom.text(id);
            if !text.is_empty() {
                self.losses.add_about(&loss::HIDDEN_ON_PAGE, &text);
            }
            return true;
        }
        false
    }

    /// Whether a button shows what stands after it.
    fn opens_something(&self, id: Id) -> bool {
        let says = ["aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle"];
        says.iter().any(|key| self.dom.attribute(id, key).is_some())
            || class_says(
                self.dom,
                id,
                &["accordion", "collapsible", "toggle", "collapse", "expand", "tab"],
            )
    }

    /// Whether something hidden is shown when readers ask for it, such as an answer.
    fn is_opened(&self, id: Id) -> bool {
        if class_says(
            self.dom,
            id,
            &[
                "accordion",
                "collapse",
                "collapsible",
                "panel",
                "tab",
                "answer",
                "content",
                "expand",
            ],
        ) {
            return true;
        }
        let name = self.dom.attribute(id, "id");
        let is_named = name.is_some_and(|name| self.controlled.contains(name));
        let parent = self.dom.parent(id);
        is_named
            || parent.is_some_and(|parent| {
                class_says(self.dom, parent, &["accordion", "tabs", "faq"])
            })
    }

    fn element(&mut self, id: Id, style: &TextStyle, flow: &mut Flow) {
        let name = self.dom.name(id);
        let own = look::within(self.dom, id, style);
        if !matches!(name, "a")
            && let Some(anchor) = self.dom.attribute(id, "id")
            && !self.is_paste
        {
            flow.line.push(Inline::Anchor(anchor.to_owned()));
        }
        if self.structure(id, &own, flow) {
            return;
        }
        match name {
            "br" => flow.line.push(Inline::Break),
            "img" => self.image(id, flow),
            "a" => self.link(id, &own, flow),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = usize::from(name.as_bytes()[1] - b'0');
                self.heading(level, id, flow);
            }
            "button" => {
                // All that open something are on one level.
                let level = self.level;
                self.heading((level + 1).min(6), id, flow);
                self.level = level;
            }
            _ if self.is_paste && self.mso(id, flow) => {}
            _ if is_framed(self.dom, id) => {
                flow.end_line();
                let inside = self.blocks(id);
                if !inside.is_empty() {
                    self.losses.add_about(&loss::PANEL, &self.dom.text(id));
                    flow.blocks.push(Block::Panel("NOTE", None, inside));
                }
            }
            _ if is_block(name) => {
                flow.end_line();
                self.flow(id, &own, flow);
                flow.end_line();
            }
            "q" => {
                text("“", &own, &mut flow.line);
                self.flow(id, &own, flow);
                text("”", &own, &mut flow.line);
            }
            _ => self.flow(id, &own, flow),
        }
    }

    /// Reads an element whose name says what kind of block it is. Returns whether it was one.
    fn structure(&mut self, id: Id, own: &TextStyle, flow: &mut Flow) -> bool {
        match self.dom.name(id) {
            "ul" | "ol" | "menu" | "dir" => self.list(id, own, flow),
            "li" => {
                // One that stands in no list.
                flow.end_line();
                self.loose_item(id, own, flow);
            }
            "table" => self.table(id, flow),
            "blockquote" => self.nested(id, flow, Block::Quote),
            "pre" => {
                flow.end_line();
                let inside = self.dom.below(id).into_iter();
                let text: String =
                    inside.filter_map(|own| self.dom.letters(own)).collect();
                if !text.trim().is_empty() {
                    flow.blocks.push(Block::Code(language(self.dom, id), text));
                }
            }
            "hr" => {
                flow.end_line();
                flow.blocks.push(Block::Rule);
            }
            "dl" => self.definitions(id, flow),
            "details" => self.details(id, flow),
            "figcaption" | "caption" => {
                flow.end_line();
                let line = self.line(id, own);
                if !tree::is_blank(&line) {
                    flow.blocks.push(Block::Caption(line));
                }
            }
            _ => return false,
        }
        true
    }

    /// The line of an element that holds no blocks worth keeping apart.
    pub(super) fn line(&mut self, id: Id, style: &TextStyle) -> Line {
        let mut flow = Flow::default();
        self.flow(id, style, &mut flow);
        flow.end_line();
        let mut line: Line = Vec::new();
        tree::each_line(&mut flow.blocks, &mut |own| {
            if !line.is_empty() {
                line.push(Inline::Break);
            }
            line.append(own);
        });
        line
    }

    fn heading(&mut self, level: usize, id: Id, flow: &mut Flow) {
        // A name right before a heading is the heading's.
        let anchors = std::mem::take(&mut flow.line);
        let (mut line, before): (Line, Line) =
            anchors.into_iter().partition(|piece| matches!(piece, Inline::Anchor(_)));
        flow.line = before;
        flow.end_line();
        line.extend(self.line(id, &TextStyle::default()));
        if !tree::is_blank(&line) {
            self.level = level;
            flow.blocks.push(Block::Heading(level, line));
        }
    }

    fn nested(&mut self, id: Id, flow: &mut Flow, make: fn(Vec<Block>) -> Block) {
        flow.end_line();
        let inside = self.blocks(id);
        if !inside.is_empty() {
            flow.blocks.push(make(inside));
        }
    }

    fn details(&mut self, id: Id, flow: &mut Flow) {
        flow.end_line();
        let summary = self.dom.children(id).iter().copied();
        let summary =
            summary.into_iter().find(|child| self.dom.name(*child) == "summary");
        let title = summary.map(|summary| self.line(summary, &TextStyle::default()));
        self.gone.extend(summary);
        let inside = self.blocks(id);
        match title.filter(|title| !tree::is_blank(title)) {
            Some(title) if !inside.is_empty() => {
                flow.blocks.push(Block::Panel("DETAILS", Some(title), inside));
            }
            Some(title) => flow.blocks.push(Block::Paragraph(title)),
            None => flow.blocks.extend(inside),
        }
    }

    fn definitions(&mut self, id: Id, flow: &mut Flow) {
        flow.end_line();
        let mut entries: Vec<(Line, Vec<Block>)> = Vec::new();
        for child in self.dom.below(id) {
            let list = self.dom.parent(child).is_some_and(|parent| {
                parent == id
                    || (self.dom.parent(parent) == Some(id)
                        && self.dom.name(parent) == "div")
            });
            match self.dom.name(child) {
                "dt" if list => {
                    let term = self.line(child, &TextStyle::default());
                    match entries.last_mut() {
                        // Several terms may have one meaning.
                        Some((last, meaning)) if meaning.is_empty() => {
                            text(", ", &TextStyle::default(), last);
                            last.extend(term);
                        }
                        _ => entries.push((term, Vec::new())),
                    }
                }
                "dd" if list => {
                    let meaning = self.blocks(child);
                    match entries.last_mut() {
                        Some((_, own)) => own.extend(meaning),
                        None => flow.blocks.extend(meaning),
                    }
                }
                _ => {}
            }
        }
        for (term, meaning) in &entries {
            if meaning.is_empty() && !tree::is_blank(term) {
                flow.blocks.push(Block::Paragraph(term.clone()));
            }
        }
        entries.retain(|(term, meaning)| !meaning.is_empty() && !tree::is_blank(term));
        if !entries.is_empty() {
            flow.blocks.push(Block::Definitions(entries));
        }
    }
}
