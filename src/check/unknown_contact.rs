//! L012 broken-contact, where the title of a block names one: `> [!CONTACT] wrad`.

use super::{Check, Context};
use crate::article::Source;
use crate::base::Span;
use crate::diagnostic::{BROKEN_CONTACT, Diagnostic, meant, nearest};
use crate::markdown::{Document, NodeId, NodeKind, parse};
use crate::records::Records;

pub(super) static CHECK: Check = Check { rule: &BROKEN_CONTACT, run };

/// What such a block begins with, in small letters.
const MARK: &str = "[!contact]";

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let records = &context.site.sources.records;
    if records.may_hold("contacts") {
        return;
    }
    for source in context.sources().filter(|source| may_hold_some(source)) {
        let document = parse(&source.text, source.body.clone(), "");
        let blocks = document.nodes.iter().enumerate().filter(
            |(_, node)| matches!(&node.kind, NodeKind::Block { kind } if kind == "contact"),
        );
        found.extend(
            blocks.filter_map(|(block, _)| judge(&document, block, source, records)),
        );
    }
}

/// Titles of blocks are headings that no list of contents shows: most texts have none.
fn may_hold_some(source: &Source) -> bool {
    let has_titles = source.outline.headings.iter().any(|heading| !heading.in_contents);
    let text = source.body_text();
    has_titles
        && text.match_indices("[!").any(|(at, _)| {
            let mark = text.as_bytes().get(at..at + MARK.len());
            mark.is_some_and(|mark| mark.eq_ignore_ascii_case(MARK.as_bytes()))
        })
}

/// A title that is no contact's id and was meant as one: it is nearly one, or it is a word in
/// small letters, and the block says nothing else.
fn judge(
    document: &Document<'_>,
    block: NodeId,
    source: &Source,
    records: &Records,
) -> Option<Diagnostic> {
    let mut children = document.children(block);
    let title = children.next()?;
    if !matches!(document.nodes[title].kind, NodeKind::BlockTitle { .. }) {
        return None;
    }
    let words = document.text_of(title);
    let id = words.trim();
    let is_id = !id.is_empty()
        && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !records.contacts.contains_key(id);
    let is_all = children.next().is_none();
    let is_small = !id.contains(char::is_uppercase);
    let near = nearest(id, records.contacts.keys().map(String::as_str));
    if !is_id || !(is_small && (is_all || near.is_some()) || is_all && near.is_some()) {
        return None;
    }
    let help = match near {
        Some(near) => meant(&format!("> [!CONTACT] {near}")),
        None => format!("add `{id}:` to `data/contacts.yaml`"),
    };
    let range = document.nodes[title].range.clone();
    let start =
        source.text[range.clone()].find(id).map_or(range.start, |at| range.start + at);
    let span = Span::new(source.file, start..start + id.len());
    let message = format!("`data/contacts.yaml` has no contact `{id}`");
    Some(Diagnostic::new(&BROKEN_CONTACT, span, message).with_help(help))
}
