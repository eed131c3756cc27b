//! The sentence around each link of a text, for the pages that it leads to.

use std::ops::Range;
use std::sync::Arc;

use super::{Writer, WrittenText, links_at};
use crate::html::excerpt::excerpt;
use crate::html::facts::Quote;
use crate::markdown::raw_html::{HtmlPiece, Part, address_use};
use crate::markdown::words::Words;
use crate::markdown::{NodeKind, Run};
use crate::site::Destination;

impl Writer<'_> {
    /// Notes the sentence of the first link to each page and entry. `nodes` are the parts
    /// of the text that are shown, in order.
    pub(super) fn quote(&mut self, text: &WrittenText<'_>, nodes: &[Range<usize>]) {
        if !text.links.iter().any(|link| target(&link.destination).is_some()) {
            return;
        }
        let is_shown = |node: usize| {
            let after = nodes.partition_point(|range| range.end <= node);
            nodes.get(after).is_some_and(|range| range.start <= node)
        };
        let mut block = 0;
        for run in text.runs {
            let Some(first) = run.pieces.first().filter(|piece| is_shown(piece.node))
            else {
                continue;
            };
            self.quote_blocks(text, block..first.node, &is_shown);
            block = first.node;
            for (link, words) in links_of(text, run) {
                self.quote_link(text, link, &run.text, &words);
            }
        }
        self.quote_blocks(text, block..text.document.nodes.len(), &is_shown);
    }

    /// Notes the sentences of links in blocks of raw HTML, which have no run.
    fn quote_blocks(
        &mut self,
        text: &WrittenText<'_>,
        nodes: Range<usize>,
        is_shown: &dyn Fn(usize) -> bool,
    ) {
        let document = text.document;
        let is_block = |node: &usize| {
            document.nodes[*node].kind == NodeKind::HtmlBlock && is_shown(*node)
        };
        for block in nodes.filter(is_block) {
            let (words, links) = words_of(&HtmlPiece::new(&document.html_lines(block)));
            for (link, at) in links {
                self.quote_link(text, link, &words, &(at..at));
            }
        }
    }

    fn quote_link(
        &mut self,
        text: &WrittenText<'_>,
        link: usize,
        words: &str,
        place: &Range<usize>,
    ) {
        let to = links_at(text.links, link).first();
        let Some(to) = to.and_then(|link| target(&link.destination)) else { return };
        if !self.quoted.insert(to.clone()) {
            return;
        }
        let sentence = excerpt(words, place).into();
        Arc::make_mut(&mut self.facts.quotes).push(Quote { to, sentence });
    }
}

/// What a quote is kept for: the page or the entry that a link leads to.
fn target(destination: &Destination) -> Option<Destination> {
    match destination {
        Destination::Article { id, .. } => {
            Some(Destination::Article { id: *id, fragment: None })
        }
        Destination::Term { id, .. } => {
            Some(Destination::Term { id: *id, fragment: None })
        }
        Destination::Page { .. } => Some(destination.clone()),
        _ => None,
    }
}

/// The links of a run: the key of each, and the bytes of its words.
fn links_of(text: &WrittenText<'_>, run: &Run) -> Vec<(usize, Range<usize>)> {
    let mut links: Vec<(usize, Range<usize>)> = Vec::new();
    let mut last = None;
    for piece in &run.pieces {
        match (piece.link, &text.document.nodes[piece.node].kind) {
            (Some(link), _) if last == Some(link) => {
                if let Some((_, words)) = links.last_mut() {
                    words.end = piece.range.end;
                }
            }
            (Some(link), _) => {
                if let NodeKind::Link { at, .. } = text.document.nodes[link].kind {
                    links.push((at, piece.range.clone()));
                }
            }
            (None, NodeKind::Html(_)) => {
                let tag =
                    HtmlPiece::new(&text.document.tag_lines(piece.node, text.source));
                let (_, keys) = words_of(&tag);
                links.extend(keys.into_iter().map(|(key, _)| (key, piece.range.clone())));
            }
            _ => {}
        }
        last = piece.link;
    }
    links
}

/// The words of raw HTML, and the key of each link with the byte of the words it begins at.
fn words_of(piece: &HtmlPiece<'_>) -> (String, Vec<(usize, usize)>) {
    let mut words = Words::default();
    let mut links = Vec::new();
    piece.walk(&mut |part| {
        words.add(&part);
        let Part::Start(tag) = part else { return };
        for attribute in &tag.attributes {
            if address_use(&tag.name, &attribute.name).is_some() {
                let key = piece.range(attribute.value_range.clone()).start;
                links.push((key, words.text.len()));
            }
        }
    });
    (words.text, links)
}
