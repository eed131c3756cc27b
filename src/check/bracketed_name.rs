//! `[Going home]` within a line, where there is a page of that name: brackets that make no link,
//! and that readers would see.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::{Check, Context, published};
use crate::article::Source;
use crate::base::{Addressed, Span, fold_name};
use crate::diagnostic::{Diagnostic, STRAY_MARKUP};
use crate::markdown::{Document, NodeKind, Run, parse, runs};

pub(super) static CHECK: Check = Check { rule: &STRAY_MARKUP, run };

/// How long a name may be, in bytes.
const LONGEST: usize = 120;

/// A text in which names may stand in brackets.
#[derive(Debug, PartialEq)]
pub(super) struct BracketedText {
    text: Addressed<str>,
    body: Range<usize>,
}

impl BracketedText {
    fn has_some(&self) -> bool {
        !brackets(&self.text[self.body.clone()]).is_empty()
    }
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let sources = published(context);
    let sources: Vec<&Source> = sources
        .filter(|source| {
            let (text, body) = (Arc::clone(&source.text).into(), source.body.clone());
            let text = BracketedText { text, body };
            context.known.brackets.get(source.file, text, BracketedText::has_some)
        })
        .collect();
    if sources.is_empty() {
        return;
    }
    // One word in brackets says something of what stands before it: `a disease [GVHD]`.
    let titles = context.site.sources.articles.iter().flat_map(|article| {
        let front_matter = &article.front_matter;
        std::iter::once(&front_matter.title.value)
            .chain(front_matter.aliases.iter().map(|alias| &alias.value))
    });
    let names: BTreeSet<String> = titles
        .filter(|title| title.trim().contains(char::is_whitespace))
        .map(|title| fold_name(title))
        .collect();
    for source in sources {
        in_text(source, &names, found);
    }
}

fn in_text(source: &Source, names: &BTreeSet<String>, found: &mut Vec<Diagnostic>) {
    let document = parse(&source.text, source.body.clone(), "");
    for run in runs(&document, &|_| None) {
        for range in brackets(&run.text) {
            let name = &run.text[range.start + 1..range.end - 1];
            let place = run.source_of(&document, &range);
            let is_escaped = source.text[..place.start].ends_with('\\');
            if is_escaped
                || !is_open(&run, &range)
                || is_told(&document, &run, &range)
                || !names.contains(&fold_name(name))
            {
                continue;
            }
            let message = "these brackets make no link";
            let finding =
                Diagnostic::new(&STRAY_MARKUP, Span::new(source.file, place), message);
            found.push(finding.with_help(format!(
                "write `[[{name}]]` for a link to the page of that name, or `\\[{name}]`"
            )));
        }
    }
}

/// What stands in brackets in a text, brackets and all, and begins with a capital.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let bracket = |(at, _): (usize, &str)| {
        let inside = &text[at + 1..];
        let length = inside.find(['[', ']', '\n'])?;
        let end = at + length + 2;
        let is_alone = inside[length..].starts_with(']')
            && !text[..at].ends_with(['[', ']', '!'])
            && !text[end..].starts_with(['(', '[', ']', ':', '{']);
        let is_name = length <= LONGEST
            && inside.starts_with(char::is_uppercase)
            && inside[..length].contains(char::is_whitespace);
        (is_alone && is_name).then_some(at..end)
    };
    text.match_indices('[').filter_map(bracket).collect()
}

/// Whether a range of a run is plain words of the author.
fn is_open(run: &Run, range: &Range<usize>) -> bool {
    let overlaps =
        |piece: &Range<usize>| piece.start < range.end && range.start < piece.end;
    run.pieces.iter().filter(|piece| overlaps(&piece.range)).all(|piece| piece.open)
}

/// Whether the brackets are all that their paragraph or item says: then they are told where the
/// text is read, whatever they name.
fn is_told(document: &Document<'_>, run: &Run, range: &Range<usize>) -> bool {
    let parent = run.pieces.first().map(|piece| &document.nodes[piece.parent].kind);
    run.text.trim().len() == range.len()
        && matches!(parent, Some(NodeKind::Paragraph | NodeKind::Item))
}
