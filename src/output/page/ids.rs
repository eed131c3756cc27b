//! Ids that stand twice on a finished page, where one is the author's: judged on what the
//! page has, whoever put it there.

use std::collections::{BTreeSet, HashSet};

use crate::article::Source;
use crate::base::{Span, escape};
use crate::diagnostic::{DUPLICATE_ANCHOR, Diagnostic};
use crate::output::Making;
use crate::site::{Destination, Resolved};

/// The ids that stand twice on a page, as they are written there.
pub(super) fn doubled(html: &str) -> Vec<String> {
    const START: &str = " id=\"";
    let mut ids = HashSet::new();
    let mut doubled = BTreeSet::new();
    for (at, _) in html.match_indices(START) {
        let rest = &html[at + START.len()..];
        let id = &rest[..rest.find('"').unwrap_or(rest.len())];
        if !ids.insert(id) {
            doubled.insert(id);
        }
    }
    doubled.into_iter().map(str::to_owned).collect()
}

/// Says at the author's line that an anchor of a text, or of a snippet in it, is there twice.
pub(super) fn report(
    making: &Making<'_>,
    source: &Source,
    links: &[Resolved],
    doubled: &[String],
    found: &mut Vec<Diagnostic>,
) {
    let sources = &making.site.sources;
    let mut pending = vec![(source, links)];
    let mut seen = BTreeSet::new();
    while let Some((source, links)) = pending.pop() {
        let headings = source.outline.named();
        let headings = headings.map(|one| (&one.anchor, &one.range, "heading"));
        let ids = source.outline.ids.iter().map(|id| (&id.name, &id.range, "element"));
        let own: Vec<_> = headings.chain(ids).collect();
        for (anchor, range, thing) in &own {
            // What one text has twice was told when it was read.
            let is_told = own.iter().filter(|(other, ..)| other == anchor).count() > 1;
            if !is_told && doubled.iter().any(|id| *id == escape(anchor)) {
                let message = format!("the anchor `{anchor}` stands twice on this page");
                let span = Span::new(source.file, (*range).clone());
                let help = match *thing {
                    "heading" => "give this heading another one, as `{#name}`",
                    _ => "give this element another `id`",
                };
                found.push(
                    Diagnostic::new(&DUPLICATE_ANCHOR, span, message).with_help(help),
                );
            }
        }
        for link in links {
            let Destination::Snippet { id, .. } = link.destination else { continue };
            if seen.insert(id) {
                let snippet = &sources.snippets[id as usize].source;
                pending.push((snippet, &making.site.snippet_links[id as usize]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_there_twice_is_doubled() {
        let html = "<h1 id=\"a\">a</h1><p id=\"b\" data-id=\"c\"><i class=\"x\" id=\"a\">\
            <b id=\"c\"></b><b id=\"b\"></b><b id=\"a\"></b> &lt;i id=&quot;c&quot;";
        assert_eq!(doubled(html), ["a", "b"]);
    }
}
