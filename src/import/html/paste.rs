//! What Word, Outlook and others leave on the clipboard: lists that are paragraphs with a
//! style, titles by class, notes by the names of their links.

use super::dom::Id;
use super::look;
use super::reader::{Flow, HtmlReader};
use crate::import::tree::{self, Block, Item, TextStyle};

impl HtmlReader<'_> {
    /// Reads an element that only such programs write. Returns whether it was one.
    pub(super) fn mso(&mut self, id: Id, flow: &mut Flow) -> bool {
        let style = look::style(self.dom, id);
        if let Some(level) = list_level(&style) {
            flow.end_line();
            let mark = self.mark(id);
            let ordered = mark.trim_end_matches(['.', ')']).len() < mark.len()
                && mark
                    .trim_end_matches(['.', ')'])
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric())
                && mark.len() <= 5;
            let line = self.line(id, &TextStyle::default());
            if !tree::is_blank(&line) {
                let number = mark.trim_end_matches(['.', ')']).parse().unwrap_or(0);
                let list = list_name(&style);
                let number = if ordered { number } else { 0 };
                flow.blocks.push(Block::Item(Item {
                    level,
                    ordered,
                    number,
                    list,
                    indent: 0,
                    line,
                }));
            }
            return true;
        }
        if style.contains("mso-element:footnote") || style.contains("mso-element:endnote")
        {
            let name = self.dom.attribute(id, "id").unwrap_or_default();
            if let Some(number) = self.notes.get(name).copied() {
                let blocks = self.blocks(id);
                self.note_blocks[number - 1] = blocks;
                return true;
            }
            // The list of them is only what they stand in.
            return false;
        }
        if look::has_class(self.dom, id, "MsoTitle") {
            flow.end_line();
            let line = self.line(id, &TextStyle::default());
            if !tree::is_blank(&line) {
                flow.blocks.push(Block::Title(line));
            }
            return true;
        }
        false
    }

    /// The bullet or number that the program wrote before an item.
    fn mark(&self, id: Id) -> String {
        let inside = self.dom.below(id).into_iter();
        let mark = inside
            .filter(|own| look::style(self.dom, *own).contains("mso-list:ignore"))
            .map(|own| self.dom.text(own));
        mark.into_iter().find(|mark| !mark.is_empty()).unwrap_or_default()
    }
}

/// The level of an item, from zero: `mso-list:l0level2lfo1`.
fn list_level(style: &str) -> Option<usize> {
    let own = look::property(style, "mso-list")?;
    let (_, rest) = own.split_once("level")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<usize>().ok().map(|level| level.clamp(1, 9) - 1)
}

fn list_name(style: &str) -> String {
    let own = look::property(style, "mso-list").unwrap_or_default();
    let name = own.split("level").next().unwrap_or_default();
    let format = own.rsplit_once("lfo").map_or("", |(_, format)| format);
    format!("{name}-{format}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_are_read() {
        assert_eq!(list_level("text-indent:-18pt;mso-list:l0level2lfo1"), Some(1));
        assert_eq!(list_level("mso-list:ignore"), None);
    }
}
