//! Paragraphs and what stands between them.

use super::numbering::{LEVELS, Sign};
use super::reader::WordReader;
use super::run::{RunLook, anchor};
use super::style::{self, Role};
use crate::base::Error;
use crate::import::loss;
use crate::import::package::Element;
use crate::import::tree::{self, Block, Item, Line};

/// How far in a paragraph belongs to the item before it, in twentieths of a point.
const SET_IN: i64 = 360;

impl WordReader<'_, '_> {
    /// Reads the blocks of a body, a cell, a note or a text box.
    pub(super) fn blocks(
        &mut self,
        element: &Element,
        blocks: &mut Vec<Block>,
    ) -> Result<(), Error> {
        for inside in element.elements() {
            match &*inside.name {
                "w:p" => self.paragraph(inside, blocks)?,
                "w:tbl" => self.table(inside, blocks)?,
                "w:sdt" => {
                    if is_contents(inside) {
                        self.losses.add(&loss::CONTENTS_LIST);
                        continue;
                    }
                    if self.is_empty_control(inside) {
                        continue;
                    }
                    if let Some(content) = inside.at(&["w:sdtContent"]) {
                        self.blocks(content, blocks)?;
                    }
                }
                "w:ins" | "w:moveTo" | "w:customXml" | "w:smartTag" => {
                    self.blocks(inside, blocks)?;
                }
                "mc:AlternateContent" => {
                    let way =
                        inside.at(&["mc:Choice"]).or_else(|| inside.at(&["mc:Fallback"]));
                    if let Some(way) = way {
                        self.blocks(way, blocks)?;
                    }
                }
                "m:oMathPara" | "m:oMath" => {
                    self.losses.add_about(&loss::EQUATION, &inside.text());
                    let line = super::equation::line(inside, &tree::TextStyle::default());
                    blocks.push(Block::Paragraph(line));
                }
                "w:altChunk" => self.losses.add(&loss::EMBEDDED),
                "w:bookmarkStart" => self.anchors.extend(anchor(inside)),
                _ => {}
            }
        }
        // The end of the last paragraph cannot be taken away.
        if !tree::is_blank(&self.unfinished) {
            blocks.push(Block::Paragraph(std::mem::take(&mut self.unfinished)));
        }
        Ok(())
    }

    fn paragraph(
        &mut self,
        paragraph: &Element,
        blocks: &mut Vec<Block>,
    ) -> Result<(), Error> {
        let own = paragraph.at(&["w:pPr"]);
        let style_id = own.and_then(|own| own.value(&["w:pStyle"]));
        let style = self.styles.paragraph(style_id).clone();
        let outline = own.and_then(|own| own.number(&["w:outlineLvl"])).or(style.outline);
        let heading = outline.filter(|level| *level < LEVELS);
        if heading.is_some() {
            // A heading ends a list of contents that was never closed.
            self.fields.retain(|field| !field.is_contents);
        }
        let mut line = std::mem::take(&mut self.unfinished);
        line.append(&mut self.anchors);
        let look = RunLook {
            letters: style.letters.clone().over(&self.styles.defaults),
            ..RunLook::default()
        };
        self.smallest = None;
        self.line(paragraph, &look, &mut line)?;
        // A code that has no end would hide the rest of the document.
        self.fields.retain(|field| field.shows || field.code.is_empty());
        let ends_deleted = |name| own.and_then(|own| own.at(&["w:rPr", name])).is_some();
        if ends_deleted("w:del") || ends_deleted("w:moveFrom") {
            self.unfinished = line;
            return Ok(());
        }
        if let Some((old, new)) = self.change.end() {
            let place = tree::plain(&line);
            let told = match (old.is_empty(), new.is_empty()) {
                (true, _) => format!("new: {new}"),
                (_, true) => format!("gone: {old}"),
                _ => format!("{old} → {new}"),
            };
            self.losses.add_at(&loss::CHANGED, &told, &place);
        }
        let beside = std::mem::take(&mut self.beside);
        if tree::is_blank(&line) {
            // A place that something leads to is kept for the next paragraph.
            self.anchors.extend(
                line.into_iter().filter(|piece| matches!(piece, tree::Inline::Anchor(_))),
            );
        } else {
            self.place(line, heading, &style, own, blocks);
        }
        blocks.extend(beside);
        Ok(())
    }

    /// Makes a block of a line, by what the paragraph and its style say.
    fn place(
        &mut self,
        line: Line,
        heading: Option<usize>,
        style: &style::Style,
        own: Option<&Element>,
        blocks: &mut Vec<Block>,
    ) {
        let direct = own.and_then(|own| own.at(&["w:numPr"])).map(|numbering| {
            let level = numbering.number(&["w:ilvl"]).unwrap_or(0);
            (numbering.value(&["w:numId"]).unwrap_or("0").to_owned(), level)
        });
        let numbering = direct.or_else(|| style.numbering.clone());
        let numbering = numbering.filter(|(list, _)| list != "0");
        let direct_indent = style::indent(own);
        let indent = direct_indent.or(style.indent).unwrap_or(0);
        let is_framed = own.and_then(|own| own.at(&["w:pBdr"])).is_some_and(|frame| {
            ["w:top", "w:bottom"].iter().all(|side| {
                let side = frame.at(&[side]);
                side.and_then(|side| side.attribute("w:val"))
                    .is_some_and(|kind| !matches!(kind, "nil" | "none"))
            }) && ["w:left", "w:start"].iter().any(|side| frame.at(&[side]).is_some())
        });
        match (style.role, heading, numbering) {
            (Role::Title, ..) => blocks.push(Block::Title(line)),
            (Role::Caption, ..) => blocks.push(Block::Caption(line)),
            (Role::Contents, ..) => {
                if !self.is_in_contents() {
                    self.losses.add(&loss::CONTENTS_LIST);
                }
            }
            (_, Some(level), _) => blocks.push(Block::Heading(level + 1, line)),
            (role, _, Some((list, level))) if self.numbering.knows(&list) => {
                // Styles such as `List Bullet 2` are lists of their own.
                let level = match role {
                    Role::Bullet(by_name) | Role::Number(by_name) => level.max(by_name),
                    _ => level,
                };
                let set_in =
                    direct_indent.or_else(|| self.numbering.indent(&list, level));
                let set_in = set_in.or(style.indent).unwrap_or(0);
                let block = self.item(&list, level.min(LEVELS - 1), set_in, line);
                put(block, is_framed, blocks, self);
            }
            (Role::Bullet(level), ..) => {
                blocks.push(listed(level, false, 0, "bullets by style", indent, line));
            }
            (Role::Number(level), ..) => {
                blocks.push(listed(level, true, 0, "numbers by style", indent, line));
            }
            (Role::Quote, ..) => blocks.push(Block::Quote(vec![Block::Paragraph(line)])),
            (Role::Continued, ..) => {
                blocks.push(Block::Indented(indent.max(SET_IN), line));
            }
            _ if is_framed => put(Block::Paragraph(line), true, blocks, self),
            _ if indent >= SET_IN => blocks.push(Block::Indented(indent, line)),
            _ if self.is_large(&style.letters, &line) => blocks.push(Block::Large(line)),
            _ => blocks.push(Block::Paragraph(line)),
        }
    }

    fn item(&mut self, list: &str, level: usize, indent: i64, line: Line) -> Block {
        let (ordered, number) = match self.numbering.next(list, level) {
            Sign::None => return Block::Indented(indent.max(SET_IN), line),
            Sign::Bullet => (false, 0),
            Sign::Number(number) => (true, number),
            Sign::Letter(number) => {
                self.losses.add_at(&loss::LETTERS, "", &tree::plain(&line));
                (true, number)
            }
        };
        listed(level, ordered, number, list, indent, line)
    }

    /// Whether a paragraph stands out by the style or the size of all its letters.
    fn is_large(&self, letters: &style::LetterLook, line: &Line) -> bool {
        tree::is_strong(line)
            || letters.strong == Some(true)
            || self.smallest.is_some_and(|size| size > self.usual_size + 2)
    }
}

fn listed(
    level: usize,
    ordered: bool,
    number: u64,
    list: &str,
    indent: i64,
    line: Line,
) -> Block {
    Block::Item(Item { level, ordered, number, list: list.to_owned(), indent, line })
}

/// Puts a block down, within the frame that it shares with those before it.
fn put(
    block: Block,
    is_framed: bool,
    blocks: &mut Vec<Block>,
    reader: &mut WordReader<'_, '_>,
) {
    if !is_framed {
        blocks.push(block);
        return;
    }
    if let Some(Block::Panel("NOTE", _, inside)) = blocks.last_mut() {
        inside.push(block);
        return;
    }
    let words = match &block {
        Block::Paragraph(line) | Block::Item(Item { line, .. }) => tree::plain(line),
        _ => String::new(),
    };
    reader.losses.add_about(&loss::PANEL, &words);
    blocks.push(Block::Panel("NOTE", None, vec![block]));
}

/// Whether a content control holds the list of contents.
fn is_contents(control: &Element) -> bool {
    let gallery = control.value(&["w:sdtPr", "w:docPartObj", "w:docPartGallery"]);
    gallery.is_some_and(|gallery| gallery.eq_ignore_ascii_case("Table of Contents"))
}
