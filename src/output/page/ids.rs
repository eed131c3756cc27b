//! Ids that stand twice on a finished page, where one is the author's: judged on what the
//! page has, whoever put it there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use memchr::memmem;

use crate::article::Source;
use crate::base::{OutputPath, Span, escape};
use crate::diagnostic::{DUPLICATE_ANCHOR, Diagnostic};
use crate::site::{Destination, Resolved, Site};

/// The ids that stand twice on a page, as they are written there.
pub(super) fn doubled(html: &str) -> Vec<String> {
    const START: &str = " id=\"";
    let places = memmem::find_iter(html.as_bytes(), START);
    let id = |at| {
        let rest = &html[at + START.len()..];
        &rest[..rest.find('"').unwrap_or(rest.len())]
    };
    let mut ids: Vec<&str> = places.map(id).collect();
    ids.sort_unstable();
    let twice = ids.chunk_by(|one, next| one == next).filter(|same| same.len() > 1);
    twice.map(|same| same[0].to_owned()).collect()
}

/// A text that stands on a page.
struct PageText<'s> {
    source: &'s Source,
    links: &'s [Resolved],
    /// What its ids begin with there.
    prefix: String,
}

/// Says at the authors' lines which of their anchors stand twice on a page.
pub(super) fn report(
    site: &Site,
    twice: &[(OutputPath, Arc<[String]>)],
    found: &mut Vec<Diagnostic>,
) {
    if twice.is_empty() {
        return;
    }
    let texts = texts(site);
    for (path, doubled) in twice {
        for text in texts.get(path).into_iter().flatten() {
            report_in(site, text, doubled, found);
        }
    }
}

/// The texts on each page.
fn texts(site: &Site) -> BTreeMap<OutputPath, Vec<PageText<'_>>> {
    let mut texts: BTreeMap<OutputPath, Vec<PageText<'_>>> = BTreeMap::new();
    for id in site.article_ids().filter(|&id| site.is_shown(id)) {
        let source = &site.sources.articles[id].source;
        let links = &site.article_links[id];
        let text = PageText { source, links, prefix: String::new() };
        texts.entry(site.permalink(id).output_path()).or_default().push(text);
    }
    for id in site.term_ids() {
        let source = &site.sources.terms[id].source;
        let own = site.term_page(id);
        let prefix = match own {
            Some(_) => String::new(),
            None => format!("{}-", site.glossary.anchors[id]),
        };
        let Some(page) = own.or_else(|| site.glossary_page(source.language)) else {
            continue;
        };
        let text = PageText { source, links: &site.term_links[id], prefix };
        texts.entry(page.output_path()).or_default().push(text);
    }
    texts
}

/// Says which anchors of a text, and of the snippets in it, stand twice on its page.
fn report_in(
    site: &Site,
    text: &PageText<'_>,
    doubled: &[String],
    found: &mut Vec<Diagnostic>,
) {
    let mut pending = vec![(text.source, text.links)];
    let mut seen = BTreeSet::new();
    while let Some((source, links)) = pending.pop() {
        let headings = source.outline.named();
        let headings = headings.map(|one| (&one.anchor, &one.range, "heading"));
        let ids = source.outline.ids.iter().map(|id| (&id.name, &id.range, "element"));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let own: Vec<_> = headings.chain(ids).collect();
        for (anchor, ..) in &own {
            *counts.entry(anchor).or_default() += 1;
        }
        for (anchor, range, thing) in own {
            // What one text has twice was told when it was read.
            let is_told = counts[&**anchor] > 1;
            let id = escape(&format!("{}{anchor}", text.prefix));
            if is_told || doubled.binary_search(&id).is_err() {
                continue;
            }
            let message = format!("the anchor `{anchor}` stands twice on this page");
            let span = Span::new(source.file, range.clone());
            let help = match thing {
                "heading" => "give this heading another one, as `{#name}`",
                _ => "give this element another `id`",
            };
            found.push(Diagnostic::new(&DUPLICATE_ANCHOR, span, message).with_help(help));
        }
        for link in links {
            let Destination::Snippet { id, .. } = link.destination else { continue };
            if seen.insert(id) {
                let snippet = &site.snippets[id].source;
                pending.push((snippet, &site.snippet_links[id]));
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
