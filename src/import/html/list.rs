//! Lists of a page, those too that stand beside the items they belong to.

use super::dom::Id;
use super::reader::{Flow, HtmlReader};
use crate::import::loss;
use crate::import::tree::{self, Block, List, TextStyle};

impl HtmlReader<'_> {
    /// Reads a list.
    pub(super) fn list(&mut self, id: Id, style: &TextStyle, flow: &mut Flow) {
        flow.end_line();
        let dom = self.dom;
        let ordered = dom.name(id) == "ol";
        let letters = matches!(dom.attribute(id, "type"), Some("a" | "A" | "i" | "I"));
        let start =
            dom.attribute(id, "start").and_then(|start| start.trim().parse().ok());
        let mut list = List { ordered, start: start.unwrap_or(1), items: Vec::new() };
        let style = TextStyle { link: style.link.clone(), ..TextStyle::default() };
        let mut loose = Flow::default();
        for &child in dom.children(id) {
            match dom.name(child) {
                "li" if !self.gone.contains(&child) => {
                    let mut item = Flow::default();
                    self.flow(child, &style, &mut item);
                    item.end_line();
                    if !item.blocks.is_empty() {
                        list.items.push(item.blocks);
                    }
                }
                // Some programs put an inner list beside the item that it belongs to.
                "ul" | "ol" => {
                    let mut inner = Flow::default();
                    self.list(child, &style, &mut inner);
                    match list.items.last_mut() {
                        Some(item) => item.extend(inner.blocks),
                        None => list.items.push(inner.blocks),
                    }
                }
                "" | "script" | "style" => {}
                _ => self.flow(child, &style, &mut loose),
            }
        }
        loose.end_line();
        flow.blocks.extend(loose.blocks);
        if list.items.is_empty() {
            return;
        }
        if ordered && letters {
            self.losses.add_about(&loss::LETTERS, &dom.text(id));
        }
        flow.blocks.push(Block::List(list));
    }

    /// An item that stands in no list.
    pub(super) fn loose_item(&mut self, id: Id, style: &TextStyle, flow: &mut Flow) {
        let line = self.line(id, style);
        if tree::is_blank(&line) {
            return;
        }
        let item = vec![Block::Paragraph(line)];
        match flow.blocks.last_mut() {
            Some(Block::List(list)) if !list.ordered => list.items.push(item),
            _ => flow.blocks.push(Block::List(List {
                ordered: false,
                start: 1,
                items: vec![item],
            })),
        }
    }
}
