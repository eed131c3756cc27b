//! Footnotes: numbered in order of first mention, listed at the end of the page, each with
//! links back to where it is mentioned.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Writer, WrittenText};
use crate::base::{escape, escape_into};
use crate::markdown::{NodeId, NodeKind};

/// A footnote of the page.
pub(super) struct Footnote {
    /// How often it is mentioned.
    mentions: u32,
    /// Its written body.
    body: String,
}

/// The footnotes that a text mentions: the label and the number of each, in order of first
/// mention.
#[derive(Default)]
pub(super) struct Mentioned<'t> {
    numbers: BTreeMap<&'t str, u32>,
    in_order: Vec<(&'t str, u32)>,
}

impl Writer<'_> {
    /// The mark in the text.
    pub(super) fn footnote_reference<'t>(
        &mut self,
        text: &mut WrittenText<'t>,
        label: &'t str,
    ) {
        let mentioned = &mut text.mentioned;
        let number = *mentioned.numbers.entry(label).or_insert_with(|| {
            self.footnotes.push(Footnote { mentions: 0, body: String::new() });
            let number = u32::try_from(self.footnotes.len()).unwrap_or(u32::MAX);
            mentioned.in_order.push((label, number));
            number
        });
        let footnote = &mut self.footnotes[number as usize - 1];
        footnote.mentions += 1;
        let mention = mention_id(number, footnote.mentions);
        let prefix = self.around.anchor_prefix;
        let label = escape(self.word("footnote"));
        if text.sanitiser.is_in_link() {
            let _ = write!(self.out, "<sup>{number}</sup>");
            return;
        }
        let _ = write!(
            self.out,
            "<sup id=\"{prefix}{mention}\"><a class=\"footnote-ref\" href=\"#{prefix}fn_{number}\" \
             aria-label=\"{label} {number}\">{number}</a></sup>"
        );
    }

    /// Writes the bodies of the footnotes that a text mentions; a body may mention more.
    pub(super) fn footnote_bodies(&mut self, text: &mut WrittenText<'_>) {
        let document = text.document;
        let mut definitions: BTreeMap<&str, NodeId> = BTreeMap::new();
        for (node, written) in document.nodes.iter().enumerate() {
            if let NodeKind::FootnoteDefinition(label) = &written.kind {
                definitions.entry(label).or_insert(node);
            }
        }
        let mut next = 0;
        while let Some(&(label, number)) = text.mentioned.in_order.get(next) {
            next += 1;
            if let Some(&definition) = definitions.get(label) {
                let body = self.captured(|writer| writer.blocks(text, definition));
                self.footnotes[number as usize - 1].body = body;
            }
        }
    }

    /// The list at the end of the page.
    pub(super) fn footnote_list(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        let prefix = self.around.anchor_prefix;
        let title = escape(self.word("footnotes"));
        let back = escape(self.word("footnote_back"));
        let footnotes = std::mem::take(&mut self.footnotes);
        let _ = write!(
            self.out,
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{title}\">\n<ol>\n"
        );
        for (index, footnote) in footnotes.iter().enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let _ = write!(self.out, "<li id=\"{prefix}fn_{number}\">");
            let body = footnote.body.trim_end();
            let (body, close) = match body.strip_suffix("</p>") {
                Some(body) => (body, "</p>"),
                None => (body, ""),
            };
            self.out.push_str(body);
            for mention in 1..=footnote.mentions {
                let id = mention_id(number, mention);
                let again =
                    if mention > 1 { format!(" ({mention})") } else { String::new() };
                let _ = write!(
                    self.out,
                    " <a class=\"footnote-back\" href=\"#{prefix}{id}\" \
                     aria-label=\"{back} {number}{again}\">"
                );
                escape_into(&mut self.out, "\u{21a9}\u{fe0e}");
                self.out.push_str("</a>");
            }
            self.out.push_str(close);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

fn mention_id(number: u32, mention: u32) -> String {
    if mention == 1 {
        format!("fnref_{number}")
    } else {
        format!("fnref_{number}_{mention}")
    }
}
