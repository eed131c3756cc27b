//! Which texts include which snippets: loops, depth, and where a snippet stands.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Destination, Resolved, Sources};
use crate::article::{SnippetId, Source};
use crate::base::{FileId, Span, TiSlice, TiVec, ti_vec};
use crate::diagnostic::{Diagnostic, SNIPPET_LOOP};
use crate::markdown::LinkKind;

/// How deep snippets may stand in one another.
pub const MAX_SNIPPET_DEPTH: usize = 8;

/// For each snippet, by its file: the first place that includes it, and how many do.
#[derive(Debug, Default)]
pub(super) struct IncludePlaces(BTreeMap<FileId, (Span, usize)>);

impl IncludePlaces {
    /// Notes who includes what; links are those of all articles, terms and snippets.
    pub(super) fn new(sources: &Sources, links: [&[Arc<[Resolved]>]; 3]) -> Self {
        let articles = sources.articles.iter().map(|article| &article.source);
        let terms = sources.terms.iter().map(|term| &term.source);
        let snippets = sources.snippets.iter().map(|snippet| &snippet.source);
        let links = links.into_iter().flatten();
        let mut places = IncludePlaces::default();
        for (source, links) in articles.chain(terms).chain(snippets).zip(links) {
            for (link, resolved) in source.outline.links.iter().zip(links.iter()) {
                if let Destination::Snippet { id, .. } = resolved.destination {
                    let snippet = &sources.snippets[id].source;
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
    snippet_links: &TiSlice<SnippetId, Arc<[Resolved]>>,
    found: &mut Vec<Diagnostic>,
) {
    let all = || sources.snippets.keys();
    let before = found.len();
    for id in including_themselves(snippet_links) {
        let source = &sources.snippets[id].source;
        let message = format!("the snippet `{}` includes itself", source.path);
        found.push(at_include(source, message));
    }
    if found.len() > before {
        return;
    }
    // After one round, those that include something; after two, those that include such.
    let mut deep = ti_vec![true; sources.snippets.len()];
    for _ in 0..MAX_SNIPPET_DEPTH {
        let includes_deep =
            |id: SnippetId| included(&snippet_links[id]).any(|id| deep[id]);
        deep = all().map(includes_deep).collect();
    }
    for id in all().filter(|&id| deep[id]) {
        let source = &sources.snippets[id].source;
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
fn included(links: &[Resolved]) -> impl Iterator<Item = SnippetId> {
    links.iter().filter_map(|link| match link.destination {
        Destination::Snippet { id, .. } => Some(id),
        _ => None,
    })
}

/// The snippets that include themselves, through whichever others: those of which Tarjan's
/// walk makes a component, in order.
fn including_themselves(
    snippet_links: &TiSlice<SnippetId, Arc<[Resolved]>>,
) -> BTreeSet<SnippetId> {
    let numbers = ti_vec![None; snippet_links.len()];
    let mut walk = IncludeWalk { numbers, way: Vec::new(), next: 0 };
    let mut found = BTreeSet::new();
    for start in snippet_links.keys() {
        if walk.numbers[start].is_some() {
            continue;
        }
        // Each snippet on the way down, the least number that it reaches, and what is left
        // of its includes.
        let mut open = vec![(start, walk.enter(start), included(&snippet_links[start]))];
        while let Some((id, least, left)) = open.last_mut() {
            match left.next() {
                Some(next) if next == *id => {
                    found.insert(next);
                }
                Some(next) => match walk.numbers[next] {
                    None => {
                        let number = walk.enter(next);
                        open.push((next, number, included(&snippet_links[next])));
                    }
                    Some(number) => *least = (*least).min(number),
                },
                None => {
                    let (id, least) = (*id, *least);
                    open.pop();
                    found.extend(walk.leave(id, least));
                    if let Some((_, above, _)) = open.last_mut() {
                        *above = (*above).min(least);
                    }
                }
            }
        }
    }
    found
}

/// What a walk through the includes knows.
struct IncludeWalk {
    /// For each snippet: when it was entered first; [`u32::MAX`] once it is done with.
    numbers: TiVec<SnippetId, Option<u32>>,
    /// Those whose component is not known yet.
    way: Vec<SnippetId>,
    next: u32,
}

impl IncludeWalk {
    fn enter(&mut self, id: SnippetId) -> u32 {
        self.numbers[id] = Some(self.next);
        self.way.push(id);
        self.next += 1;
        self.next - 1
    }

    /// The component that a snippet was the first of, where it has several.
    fn leave(&mut self, id: SnippetId, least: u32) -> Vec<SnippetId> {
        if self.numbers[id] != Some(least) {
            return Vec::new();
        }
        let start = self.way.iter().rposition(|&one| one == id).unwrap_or(0);
        let component = self.way.split_off(start);
        for &one in &component {
            self.numbers[one] = Some(u32::MAX);
        }
        if component.len() > 1 { component } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_back_to_itself_includes_itself() {
        let including = |includes: &[&[u32]]| -> Vec<u32> {
            let link = |&id: &u32| Resolved {
                at: 0,
                destination: Destination::Snippet { id: SnippetId(id), fragment: None },
                words: None,
                foreign: None,
                term: None,
            };
            let links: TiVec<SnippetId, Arc<[Resolved]>> =
                includes.iter().map(|ids| ids.iter().map(link).collect()).collect();
            including_themselves(&links).into_iter().map(|id| id.0).collect()
        };
        assert_eq!(including(&[&[1], &[2], &[]]), Vec::<u32>::new());
        assert_eq!(including(&[&[0]]), [0]);
        assert_eq!(including(&[&[1, 2], &[2], &[1, 3], &[3], &[0]]), [1, 2, 3]);
        // Between two circles is not in one.
        assert_eq!(including(&[&[1], &[0, 2], &[3], &[4], &[3]]), [0, 1, 3, 4]);
        assert_eq!(including(&[&[1, 1], &[2], &[1]]), [1, 2]);
    }
}
