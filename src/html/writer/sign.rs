//! Signs of danger and values: their words in the place of a link, a group as a list, and
//! what a text shows of them.

use std::fmt::Write as _;
use std::ops::Range;

use super::term::span;
use super::{Writer, WrittenText};
use crate::base::{Span, escape, escape_into};
use crate::config::LanguageId;
use crate::html::facts::ShownSign;
use crate::markdown::{NodeId, NodeKind, Run};
use crate::site::{Destination, Resolved};

impl Writer<'_> {
    /// The words of a sign or a value. Returns false where a link is to something else.
    pub(super) fn said(&mut self, resolved: &Resolved) -> bool {
        let class = match &resolved.destination {
            Destination::Sign(_) | Destination::Signs(_) => "sign",
            Destination::Value(_) => "value",
            _ => return false,
        };
        let words = resolved.words.as_deref().unwrap_or_default();
        self.said_words(class, words, resolved.foreign);
        if let Destination::Sign(id) = &resolved.destination {
            self.line_of(id);
        }
        true
    }

    fn said_words(&mut self, class: &str, words: &str, language: Option<LanguageId>) {
        let _ = write!(self.out, "<span class=\"{class}\"");
        if let Some(language) = language {
            let tag = escape(&self.around.language_names[language].0);
            let _ = write!(self.out, " lang=\"{tag}\" dir=\"auto\"");
        }
        self.out.push('>');
        escape_into(&mut self.out, words);
        self.out.push_str("</span>");
    }

    /// The line that a sign has of its own.
    fn line_of(&mut self, id: &str) {
        let sign = self.around.site.records.signs.get(id);
        if let Some(contact) = sign.and_then(|sign| sign.contact.as_ref()) {
            self.out.push_str(" (");
            self.contact(contact.value.trim());
            self.out.push(')');
        }
    }

    /// A paragraph that only names a group of signs is a list of them. Returns false where
    /// it is another.
    pub(super) fn sign_list(&mut self, text: &mut WrittenText<'_>, node: NodeId) -> bool {
        let document = text.document;
        let mut children = document.children(node);
        let (Some(only), None) = (children.next(), children.next()) else { return false };
        let NodeKind::Link { at, has_text: false, .. } = document.nodes[only].kind else {
            return false;
        };
        let Some(Resolved { destination: Destination::Signs(group), foreign, .. }) =
            text.link_at(at)
        else {
            return false;
        };
        self.decide_at(text, only);
        self.out.push_str("<ul>\n");
        for (id, sign) in self.around.site.records.group(group) {
            self.out.push_str("<li>");
            self.said_words("sign", &sign.words, *foreign);
            self.line_of(id);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n");
        true
    }

    /// Notes the signs that a run shows: those that are drawn, and those whose words are
    /// typed.
    pub(super) fn signs(&mut self, text: &WrittenText<'_>, run: &Run) {
        let records = &self.around.site.records;
        let mut drawn: Vec<Range<usize>> = Vec::new();
        for piece in &run.pieces {
            let Some(link) = piece.link else { continue };
            let NodeKind::Link { at, .. } = text.document.nodes[link].kind else {
                continue;
            };
            let Some(resolved) = text.link_at(at) else { continue };
            let place = Span::new(text.file, text.document.nodes[link].range.clone());
            match &resolved.destination {
                Destination::Sign(id) => self.note_sign(id, false, place),
                Destination::Signs(group) => {
                    for (id, _) in records.group(group) {
                        self.note_sign(id, false, place);
                    }
                }
                Destination::Value(id) => {
                    self.facts.values.entry(id.clone()).or_insert(place);
                }
                _ => continue,
            }
            drawn.push(piece.range.clone());
        }
        for (range, id) in records.sign_names.find(&run.text) {
            let is_drawn = drawn
                .iter()
                .any(|drawn| drawn.start < range.end && range.start < drawn.end);
            if !is_drawn {
                self.note_sign(id, true, span(text, run, &range));
            }
        }
    }

    fn note_sign(&mut self, id: &str, is_typed: bool, span: Span) {
        let seen = &mut self.facts.signs;
        let shown = ShownSign { id: id.into(), card: self.card, is_typed, span };
        if seen.last() != Some(&shown) {
            seen.push(shown);
        }
        let sign = self.around.site.records.signs.get(id);
        for value in sign.into_iter().flat_map(|sign| &sign.values) {
            self.facts.values.entry(value.as_str().into()).or_insert(span);
        }
    }
}
