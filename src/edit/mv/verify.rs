//! Whether a moved site is the same site: every link leads to what it led to, every old
//! address to its page, and nothing is wrong that was not wrong before.

use std::collections::BTreeMap;

use super::places::{self, FilePlaces, NamedBy};
use super::{MoveTrouble, by_file, end_after, is_same};
use crate::article::Source;
use crate::base::{FileId, Span};
use crate::build::Indexed;
use crate::diagnostic::{BROKEN_FILE_LINK, Diagnostic, Severity};
use crate::edit::Change;
use crate::site::{Destination, PathEnd, Resolved};

/// What is wrong with the site `after` a change, if anything is.
pub(super) fn verify(
    before: &Indexed,
    after: &Indexed,
    change: &Change,
    places: &BTreeMap<FileId, FilePlaces>,
) -> Option<MoveTrouble> {
    let new_errors = new_errors(before, after);
    if !new_errors.is_empty() {
        return Some(MoveTrouble { tree: after.tree.clone(), findings: new_errors });
    }
    let both = Both { before, after, change };
    let mut findings = both.paths(places);
    findings.extend(both.links());
    findings.extend(both.settings());
    if findings.is_empty() {
        findings.extend(both.addresses());
    }
    (!findings.is_empty()).then(|| MoveTrouble { tree: before.tree.clone(), findings })
}

/// Errors that were not there before.
fn new_errors(before: &Indexed, after: &Indexed) -> Vec<Diagnostic> {
    let errors = |index: &'_ Indexed| -> Vec<Diagnostic> {
        let found = index.diagnostics.iter();
        found.filter(|one| one.severity == Severity::Error).cloned().collect()
    };
    let count = |found: &[Diagnostic]| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for one in found {
            *counts.entry(one.rule.name).or_default() += 1;
        }
        counts
    };
    let (old, mut new) = (errors(before), errors(after));
    let known = count(&old);
    let now: BTreeMap<String, usize> =
        count(&new).into_iter().map(|(rule, number)| (rule.to_owned(), number)).collect();
    let is_told = |one: &Diagnostic| {
        old.iter().any(|other| {
            let file = |finding: &Diagnostic| finding.primary.map(|span| span.file);
            other.rule == one.rule
                && file(other) == file(one)
                && other.message == one.message
        })
    };
    new.retain(|one| {
        let rule = one.rule.name;
        now[rule] > known.get(rule).copied().unwrap_or_default() && !is_told(one)
    });
    new
}

/// The files of the pages and entries that the front matter of each file names.
fn named(index: &Indexed) -> BTreeMap<FileId, Vec<FileId>> {
    let site = &index.site;
    let mut named: BTreeMap<FileId, Vec<FileId>> = BTreeMap::new();
    for id in site.article_ids() {
        let pages = site.related[id].iter().chain(&site.superseded_by[id]);
        let files = pages.map(|page| site.article(*page).source.file).collect();
        named.insert(site.article(id).source.file, files);
    }
    for id in site.term_ids() {
        let page = site.term_articles[id].map(|page| site.article(page).source.file);
        let entries = site.term_see_also[id].iter();
        let entries = entries.map(|entry| site.term(*entry).source.file);
        named.insert(site.term(id).source.file, entries.chain(page).collect());
    }
    named
}

fn all_links(index: &Indexed) -> BTreeMap<FileId, (&Source, &[Resolved])> {
    let site = &index.site;
    let articles = site.sources.articles.iter().map(|article| &article.source);
    let terms = site.sources.terms.iter().map(|term| &term.source);
    let snippets = site.sources.snippets.iter().map(|snippet| &snippet.source);
    let links = site.article_links.iter().chain(&*site.term_links);
    let links = links.chain(&*site.snippet_links).map(AsRef::as_ref);
    let sources = articles.chain(terms).chain(snippets);
    sources.zip(links).map(|(source, links)| (source.file, (source, links))).collect()
}

struct Both<'a> {
    before: &'a Indexed,
    after: &'a Indexed,
    change: &'a Change,
}

impl Both<'_> {
    /// Paths that reach something else than before.
    fn paths(&self, places: &BTreeMap<FileId, FilePlaces>) -> Vec<Diagnostic> {
        let after = places::places(self.after);
        let mut found = Vec::new();
        for (id, old) in places {
            let Some(new) = after.get(id) else { continue };
            // What an entry sees also is compared by what it leads to.
            let [was, is] = [old, new].map(|file| {
                let paths = file.places.iter();
                paths.filter(|place| place.names != NamedBy::TermFile).collect::<Vec<_>>()
            });
            if was.len() != is.len() {
                found.push(unlike(*id, 0..0, "a link of this file"));
                continue;
            }
            for (was, is) in was.into_iter().zip(is) {
                let way = was.way(self.before, old.path.folder(), &was.path);
                let end = way
                    .map(|way| end_after(self.before, self.after, &way.end, self.change));
                let now =
                    is.way(self.after, new.path.folder(), &is.path).map(|way| way.end);
                let moved = old.path.folder() != new.path.folder();
                let same = match (&end, &now) {
                    // What was broken may be mended by what comes, but not by chance.
                    (None, Some(_)) => !moved,
                    _ => end == now,
                };
                if !same {
                    found.push(unlike(*id, was.span.clone(), &format!("`{}`", was.path)));
                }
            }
        }
        found
    }

    /// Front matter that names other pages than before.
    fn settings(&self) -> Vec<Diagnostic> {
        let after = named(self.after);
        let changed = named(self.before)
            .into_iter()
            .filter(|(file, names)| after.get(file).is_some_and(|new| new != names));
        changed.map(|(file, _)| unlike(file, 0..0, "a page that is named here")).collect()
    }

    /// Links that lead elsewhere than before, whatever their form.
    fn links(&self) -> Vec<Diagnostic> {
        let after = all_links(self.after);
        let mut found = Vec::new();
        for (file, (source, links)) in all_links(self.before) {
            let Some((_, new)) = after.get(&file) else { continue };
            let same = links.len() == new.len();
            let first =
                links.iter().zip(*new).position(|(one, other)| !self.is_same(one, other));
            if let Some(first) = first {
                let link = &source.outline.links[first];
                let range = link.span.start as usize..link.span.end as usize;
                found.push(unlike(file, range, &format!("`{}`", link.target)));
            } else if !same {
                found.push(unlike(file, 0..0, "a link of this file"));
            }
        }
        found
    }

    fn is_same(&self, one: &Resolved, other: &Resolved) -> bool {
        let (old, new) = (&self.before.site, &self.after.site);
        match (&one.destination, &other.destination) {
            // Paths were compared already, and a name that led nowhere cannot have been
            // changed.
            (Destination::Nowhere, _) => true,
            (
                Destination::Article { id, fragment },
                Destination::Article { id: new_id, fragment: new_fragment },
            ) => {
                old.article(*id).source.file == new.article(*new_id).source.file
                    && fragment == new_fragment
            }
            (
                Destination::Term { id, fragment },
                Destination::Term { id: new_id, fragment: new_fragment },
            ) => {
                old.term(*id).source.file == new.term(*new_id).source.file
                    && fragment == new_fragment
            }
            (
                Destination::File { asset, suffix },
                Destination::File { asset: new_asset, suffix: new_suffix },
            ) => {
                let file = &old.sources.assets[*asset];
                file.id == new.sources.assets[*new_asset].id && suffix == new_suffix
            }
            (
                Destination::Snippet { id, fragment },
                Destination::Snippet { id: new_id, fragment: new_fragment },
            ) => {
                let file = old.sources.snippets[*id].source.file;
                file == new.sources.snippets[*new_id].source.file
                    && fragment == new_fragment
            }
            (
                Destination::Page { address },
                Destination::Page { address: new_address },
            ) => {
                let page = PathEnd::Page(address.clone());
                let end = end_after(self.before, self.after, &page, self.change);
                end == PathEnd::Page(new_address.clone())
            }
            (one, other) => one == other,
        }
    }

    /// Old addresses that lead nowhere.
    fn addresses(&self) -> Vec<Diagnostic> {
        let after = by_file(&self.after.site);
        let mut found = Vec::new();
        for id in
            self.before.site.article_ids().filter(|&id| self.before.site.is_shown(id))
        {
            let source = &self.before.site.article(id).source;
            let Some(&new) = after.get(&source.file) else { continue };
            let old = self.before.site.permalink(id);
            let mut redirects = self.after.site.redirects.iter();
            let leads = is_same(old, self.after.site.permalink(new))
                || redirects.any(|redirect| {
                    redirect.to == new
                        && redirect.fragment.is_none()
                        && is_same(&redirect.from, old)
                });
            if !leads {
                let message = format!("its old address `{old}` would lead nowhere");
                let place = Span::file(source.file);
                found.push(Diagnostic::new(&BROKEN_FILE_LINK, place, message).with_help(
                    "give the page a `slug:` of its own first, and move it then",
                ));
            }
        }
        found
    }
}

fn unlike(file: FileId, range: std::ops::Range<usize>, what: &str) -> Diagnostic {
    let message = format!("{what} would lead elsewhere after the move");
    Diagnostic::new(&BROKEN_FILE_LINK, Span::new(file, range), message).with_help(
        "mend the link, or write it by name, such as `[[the title]]`, and move then",
    )
}
