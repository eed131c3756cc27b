//! Which texts include which snippets: loops, depth, and where a snippet stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Sources;
use super::resolve::{Destination, Resolved};
use crate::article::Source;
use crate::base::{FileId, Span};
use crate::diagnostic::{Diagnostic, SNIPPET_LOOP};
use crate::markdown::{Link, LinkKind};

/// How deep snippets may stand in one another.
pub const MAX_SNIPPET_DEPTH: usize = 8;

/// For each snippet, by its file: the first place that includes it, and how many do.
#[derive(Debug, Default)]
pub(super) struct Places(BTreeMap<FileId, (Span, usize)>);

impl Places {
    /// Notes who includes what; links are those of all articles, terms and snippets.
    pub(super) fn new(sources: &Sources, links: [&[Arc<[Resolved]>]; 3]) -> Self {
        let articles = sources.articles.iter().map(|article| &article.source);
        let terms = sources.terms.iter().map(|term| &term.source);
        let snippets = sources.snippets.iter().map(|snippet| &snippet.source);
        let links = links.into_iter().flatten();
        let mut places = Places::default();
        for (source, links) in articles.chain(terms).chain(snippets).zip(links) {
            for (link, resolved) in source.outline.links.iter().zip(links.iter()) {
                if let Destination::Snippet { id, .. } = resolved.destination {
                    let snippet = &sources.snippets[id as usize].source;
                    let place = (source.span_of(link), 0);
                    places.0.entry(snippet.file).or_insert(place).1 += 1;
                }
            }
        }
        places
    }

    /// Says of a finding in a snippet on which page readers meet it.
    pub(super) fn label(&self, finding: Diagnostic) -> Diagnostic {
        let file = finding.primary.map(|span| span.file);
        match file.and_then(|file| self.0.get(&file)) {
            None => finding,
            Some((span, 1)) => finding.with_label(*span, "included here"),
            Some((span, count)) => {
                let others = format!("included here, and in {} more places", count - 1);
                finding.with_label(*span, others)
            }
        }
    }
}

/// Reports snippets that include themselves; where there are none, those that stand too
/// deep in one another.
pub(super) fn report_loops(
    sources: &Sources,
    snippet_links: &[Arc<[Resolved]>],
    found: &mut Vec<Diagnostic>,
) {
    let all =
        || (0..sources.snippets.len()).map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    let before = found.len();
    for id in all().filter(|&id| includes_itself(id, snippet_links)) {
        let source = &sources.snippets[id as usize].source;
        let message = format!("the snippet `{}` includes itself", source.path);
        found.push(at_include(source, message));
    }
    if found.len() > before {
        return;
    }
    // After one round, those that include something; after two, those that include such.
    let mut deep: Vec<bool> = vec![true; sources.snippets.len()];
    for _ in 0..MAX_SNIPPET_DEPTH {
        let includes_deep =
            |id: u32| included(&snippet_links[id as usize]).any(|id| deep[id as usize]);
        deep = all().map(includes_deep).collect();
    }
    for id in all().filter(|&id| deep[id as usize]) {
        let source = &sources.snippets[id as usize].source;
        let message = format!(
            "from here on, more than {MAX_SNIPPET_DEPTH} snippets stand in one another"
        );
        found.push(at_include(source, message));
    }
}

fn at_include(source: &Source, message: String) -> Diagnostic {
    let include = source.outline.links.iter().find(|link| link.kind == LinkKind::Include);
    let span = include.map_or(Span::file(source.file), |link| source.span_of(link));
    Diagnostic::new(&SNIPPET_LOOP, span, message)
        .with_help("take one of the includes out")
}

/// The snippets that links include.
fn included(links: &[Resolved]) -> impl Iterator<Item = u32> {
    links.iter().filter_map(|link| match link.destination {
        Destination::Snippet { id, .. } => Some(id),
        _ => None,
    })
}

/// The links of a text, or of one section of it, and where they lead.
pub(super) fn shown<'s>(
    source: &'s Source,
    links: &'s [Resolved],
    section: Option<&str>,
) -> impl Iterator<Item = (&'s Link, &'s Destination)> {
    let section = section.and_then(|anchor| source.outline.section(anchor));
    let links = source.outline.links.iter().zip(links);
    let links = links.map(|(link, resolved)| (link, &resolved.destination));
    links.filter(move |(link, _)| {
        section.as_ref().is_none_or(|section| section.contains(&(link.at as usize)))
    })
}

/// Whether a snippet includes itself, through whichever others.
fn includes_itself(snippet: u32, snippet_links: &[Arc<[Resolved]>]) -> bool {
    let mut seen = Vec::new();
    let mut pending = vec![snippet];
    while let Some(next) = pending.pop() {
        for id in included(&snippet_links[next as usize]) {
            if id == snippet {
                return true;
            }
            if !seen.contains(&id) {
                seen.push(id);
                pending.push(id);
            }
        }
    }
    false
}
