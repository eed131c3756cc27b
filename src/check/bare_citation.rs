//! `[lee2020]` and `@lee2020`, where there is a reference of that name: the marks of other
//! programs, and `[@lee2020]` with a sign too few.

use std::ops::Range;

use super::{Check, Context, published};
use crate::article::Source;
use crate::base::Span;
use crate::diagnostic::{Diagnostic, STRAY_MARKUP};
use crate::markdown::{NodeKind, parse, runs};
use crate::records::Records;

pub(super) static CHECK: Check = Check { rule: &STRAY_MARKUP, run };

/// Letters and digits of a name that no word is like.
const SHORTEST: usize = 4;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let records = &context.site.sources.records;
    if records.references.is_empty() {
        return;
    }
    for source in published(context) {
        if !marks(source.body_text(), records).is_empty() {
            in_text(source, records, found);
        }
    }
}

fn in_text(source: &Source, records: &Records, found: &mut Vec<Diagnostic>) {
    let document = parse(&source.text, source.body.clone(), "");
    for run in runs(&document, &|_| None) {
        for (range, key) in marks(&run.text, records) {
            let is_code = run.pieces.iter().any(|piece| {
                piece.range.start < range.end
                    && range.start < piece.range.end
                    && !matches!(document.nodes[piece.node].kind, NodeKind::Text(_))
            });
            if is_code {
                continue;
            }
            let message = format!("`{}` leads to no reference", &run.text[range.clone()]);
            let place = run.source_of(&document, &range);
            let finding =
                Diagnostic::new(&STRAY_MARKUP, Span::new(source.file, place), message);
            found.push(finding.with_help(format!("write `[@{key}]`")));
        }
    }
}

/// What stands as the name of a reference in a text, and the name.
fn marks<'t>(text: &'t str, records: &Records) -> Vec<(Range<usize>, &'t str)> {
    let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let mark = |(at, sign): (usize, &str)| {
        let rest = &text[at + 1..];
        let length = rest.find(|c| !is_of_key(c)).unwrap_or(rest.len());
        let before = text[..at].chars().next_back();
        let (key, end) = if sign == "[" {
            rest[length..].strip_prefix(']')?;
            (&rest[..length], at + 1 + length + 1)
        } else {
            let key = rest[..length].trim_end_matches(['.', ':', '-']);
            (key, at + 1 + key.len())
        };
        let is_free = before
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ',' | '.'))
            && !text[end..].starts_with(['(', '[', ']', '@']);
        let is_name = key.len() >= SHORTEST
            && key.contains(|c: char| c.is_ascii_digit())
            && records.references.contains_key(key);
        (is_free && is_name).then_some((at..end, key))
    };
    text.match_indices(['[', '@']).filter_map(mark).collect()
}
