//! How much of snippets pages show, counted before a page is written: a few lines that
//! include one another many times come to more than a machine can hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Site;
use super::link::{Destination, Resolved, shown};
use crate::article::{ArticleId, SnippetId, Source, TermId};
use crate::base::Span;
use crate::diagnostic::{Diagnostic, TOO_MUCH_INCLUDED};

/// Bytes of snippets that one page may show.
const MOST_ON_A_PAGE: u64 = 5_000_000;
/// How many times the bytes of all sources the pages together may show of snippets. Sites
/// whose pages together stay below what one page may show are never too large.
const MOST_TIMES: u64 = 10;
/// A section counts as this part of its file at least: to show it, the whole file is read.
const LEAST_PART: u64 = 10;
/// How many includes in one another a message names.
const MOST_NAMED: usize = 8;

/// A snippet by its number, or a section of it by its anchor.
type Piece<'s> = (SnippetId, Option<&'s str>);

/// Whose text includes.
#[derive(Clone, Copy)]
enum Includer {
    Article(ArticleId),
    Term(TermId),
}

impl Site {
    /// Reports pages onto which snippets bring more than they may, and lets their includes
    /// lead nowhere, so that nobody writes them.
    pub fn limit_includes(&mut self, found: &mut Vec<Diagnostic>) {
        if self.sources.snippets.is_empty() {
            return;
        }
        for page in self.too_much_included(found) {
            let links = match page {
                Includer::Article(id) => &mut self.article_links[id],
                Includer::Term(id) => &mut Arc::make_mut(&mut self.term_links)[id],
            };
            *links = without_includes(links);
        }
    }

    /// The articles, then the terms, whose includes are left out.
    fn too_much_included(&self, found: &mut Vec<Diagnostic>) -> Vec<Includer> {
        let sizes = Sizes::new(self);
        let articles = self.sources.articles.iter_enumerated().zip(&self.article_links);
        let articles = articles.filter(|((id, _), _)| self.visibility[*id].is_listed());
        let articles = articles.map(|((id, article), links)| {
            (Includer::Article(id), &article.source, links)
        });
        let terms = self.sources.terms.iter_enumerated().zip(&*self.term_links);
        let terms =
            terms.map(|((id, term), links)| (Includer::Term(id), &term.source, links));

        let mut all: u64 = 0;
        let mut largest: Option<(u64, &Source, &Arc<[Resolved]>)> = None;
        let mut pages = Vec::new();
        let mut limited = Vec::new();
        for (page, source, links) in articles.chain(terms) {
            let includes = included(source, links, None);
            if includes.is_empty() {
                continue;
            }
            pages.push(page);
            let size = sizes.sum(&includes);
            match size {
                Some(size) if size <= MOST_ON_A_PAGE => {
                    all = all.saturating_add(size);
                    if largest.is_none_or(|(known, ..)| known < size) {
                        largest = Some((size, source, links));
                    }
                    continue;
                }
                Some(size) => found.push(self.too_much(&sizes, source, links, size)),
                // A snippet that includes itself is a finding already.
                None => {}
            }
            limited.push(page);
        }
        let most = self.bytes().saturating_mul(MOST_TIMES).max(MOST_ON_A_PAGE);
        if let Some((_, source, links)) = largest.filter(|_| all > most) {
            let (chain, finding) = self.chain(&sizes, source, links);
            let message = format!(
                "the includes of all pages come to {}, and at most {} are shown, ten times \
                 what the sources hold; most of it on this page: {chain}",
                megabytes(all),
                megabytes(most)
            );
            found.push(finding(message));
            limited = pages;
        }
        limited
    }

    fn too_much(
        &self,
        sizes: &Sizes<'_>,
        source: &Source,
        links: &[Resolved],
        size: u64,
    ) -> Diagnostic {
        let (chain, finding) = self.chain(sizes, source, links);
        finding(format!(
            "the includes of this page come to {}, and at most {} are shown: {chain}",
            megabytes(size),
            megabytes(MOST_ON_A_PAGE)
        ))
    }

    /// The includes in one another that bring most of it, in words, and the finding about
    /// them, which needs its sentence.
    fn chain(
        &self,
        sizes: &Sizes<'_>,
        source: &Source,
        links: &[Resolved],
    ) -> (String, impl FnOnce(String) -> Diagnostic + use<>) {
        let mut steps = Vec::new();
        let mut places = Vec::new();
        let mut next = included(source, links, None);
        let mut file = source;
        while let Some((piece, place, times)) = sizes.heaviest(&next) {
            let snippet = &self.sources.snippets[piece.0].source;
            let section = piece.1.map(|anchor| format!("#{anchor}")).unwrap_or_default();
            let times =
                if times == 1 { "once".to_owned() } else { format!("{times} times") };
            steps.push(format!("`{}{section}` {times}", snippet.path));
            places.push((
                Span::new(file.file, place.start as usize..place.end as usize),
                times,
            ));
            if steps.len() == MOST_NAMED {
                break;
            }
            next = included(snippet, &self.snippet_links[piece.0], piece.1);
            file = snippet;
        }
        let finding = |message: String| {
            let mut places = places.into_iter();
            let first = places.next().map(|(place, _)| place);
            let mut finding = Diagnostic::about_site(&TOO_MUCH_INCLUDED, message);
            finding.primary = first;
            for (place, times) in places {
                finding = finding.with_label(place, format!("{times} in this"));
            }
            finding.with_help(
                "show the text once on a page of its own, and link to that: `[[its title]]`",
            )
        };
        (steps.join(", in it "), finding)
    }

    /// The bytes of all texts.
    fn bytes(&self) -> u64 {
        let articles = self.sources.articles.iter().map(|article| &article.source);
        let terms = self.sources.terms.iter().map(|term| &term.source);
        let snippets = self.sources.snippets.iter().map(|snippet| &snippet.source);
        articles.chain(terms).chain(snippets).map(|source| source.text.len() as u64).sum()
    }
}

/// An include: what it shows, and where it is written.
type Include<'s> = (Piece<'s>, &'s std::ops::Range<u32>);

/// The includes of a text, or of one section of it.
fn included<'s>(
    source: &'s Source,
    links: &'s [Resolved],
    section: Option<&str>,
) -> Vec<Include<'s>> {
    let includes = shown(source, links, section).filter_map(|(link, to)| match to {
        Destination::Snippet { id, fragment } => {
            Some(((*id, fragment.as_deref()), &link.span))
        }
        _ => None,
    });
    includes.collect()
}

/// How many bytes each piece brings, with all that it includes: nothing is known of those
/// that include themselves.
struct Sizes<'s>(BTreeMap<Piece<'s>, u64>);

impl<'s> Sizes<'s> {
    /// Counts what includes nothing first, then what includes only such, and so on.
    fn new(site: &'s Site) -> Self {
        let links = site.article_links.iter().chain(site.term_links.iter());
        let links = links.chain(site.snippet_links.iter());
        let mut pieces: BTreeMap<Piece<'s>, Vec<Include<'s>>> = BTreeMap::new();
        for link in links.flat_map(|links| links.iter()) {
            let Destination::Snippet { id, fragment } = &link.destination else {
                continue;
            };
            pieces.entry((*id, fragment.as_deref())).or_insert_with_key(|piece| {
                let source = &site.sources.snippets[piece.0].source;
                included(source, &site.snippet_links[piece.0], piece.1)
            });
        }
        let mut waiting: BTreeMap<Piece<'s>, usize> = BTreeMap::new();
        let mut parents: BTreeMap<Piece<'s>, Vec<Piece<'s>>> = BTreeMap::new();
        let mut ready = Vec::new();
        for (piece, includes) in &pieces {
            waiting.insert(*piece, includes.len());
            for (inner, _) in includes {
                parents.entry(*inner).or_default().push(*piece);
            }
            if includes.is_empty() {
                ready.push(*piece);
            }
        }
        let mut sizes = Sizes(BTreeMap::new());
        while let Some(piece) = ready.pop() {
            let own = own_size(&site.sources.snippets[piece.0].source, piece.1);
            let inner = sizes.sum(&pieces[&piece]).unwrap_or_default();
            sizes.0.insert(piece, own.saturating_add(inner));
            for parent in parents.remove(&piece).unwrap_or_default() {
                if let Some(count) = waiting.get_mut(&parent) {
                    *count -= 1;
                    if *count == 0 {
                        ready.push(parent);
                    }
                }
            }
        }
        sizes
    }

    /// What includes bring together. `None`: one of them has no end.
    fn sum(&self, includes: &[Include<'_>]) -> Option<u64> {
        includes.iter().try_fold(0_u64, |sum, (piece, _)| {
            Some(sum.saturating_add(*self.0.get(piece)?))
        })
    }

    /// The piece that brings most, where it is included first, and how often.
    fn heaviest<'i>(
        &self,
        includes: &[Include<'i>],
    ) -> Option<(Piece<'i>, &'i std::ops::Range<u32>, usize)> {
        let mut times: BTreeMap<Piece<'i>, (usize, usize)> = BTreeMap::new();
        for (at, (piece, _)) in includes.iter().enumerate() {
            times.entry(*piece).or_insert((at, 0)).1 += 1;
        }
        let weight = |piece: &Piece<'_>, count: usize| {
            self.0.get(piece).copied().unwrap_or_default().saturating_mul(count as u64)
        };
        let heaviest = times.into_iter().max_by_key(|(piece, (at, count))| {
            (weight(piece, *count), std::cmp::Reverse(*at))
        });
        let (piece, (at, count)) = heaviest?;
        Some((piece, includes[at].1, count))
    }
}

/// The bytes of a piece without what it includes.
fn own_size(source: &Source, section: Option<&str>) -> u64 {
    let whole = source.body.len() as u64;
    let section = section.and_then(|anchor| source.outline.section(anchor));
    section.map_or(whole, |section| {
        let end = section.end.min(source.body.end);
        (end.saturating_sub(section.start) as u64).max(whole / LEAST_PART)
    })
}

fn without_includes(links: &[Resolved]) -> Arc<[Resolved]> {
    let links = links.iter().cloned().map(|link| match link.destination {
        Destination::Snippet { .. } => {
            Resolved { destination: Destination::Nowhere, ..link }
        }
        _ => link,
    });
    links.collect()
}

/// A number of bytes as people say it.
fn megabytes(bytes: u64) -> String {
    /// What nobody needs to know more exactly.
    const MOST: u64 = 1_000_000;
    match bytes.div_ceil(1_000_000) {
        size if size > MOST => format!("more than {MOST} MB"),
        size => format!("{size} MB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_megabytes() {
        assert_eq!(megabytes(5_000_001), "6 MB");
        assert_eq!(megabytes(u64::MAX), "more than 1000000 MB");
    }
}
