//! Pages for patients that lead to pages for staff.
//!
//! A link of an article is judged when it is resolved. One of a snippet has no reader of
//! its own, and is judged here for every page that includes it.

use std::collections::{BTreeMap, BTreeSet};

use super::destination::Destination;
use super::shown::shown;
use crate::article::ArticleId;
use crate::base::Span;
use crate::diagnostic::{Diagnostic, PATIENT_LINKS_TO_STAFF};
use crate::site::{Site, Visibility};

/// Says that `page` is for patients, and the page that it links to is not.
pub(super) fn for_staff(title: &str, page: &str, span: Span) -> Diagnostic {
    let message = format!("`{title}` is written for staff, {page} is not");
    Diagnostic::new(&PATIENT_LINKS_TO_STAFF, span, message)
        .with_help("link to a page for patients, or take the link out")
}

/// Reports the links of snippets that lead patients to staff, each once.
pub(in crate::site) fn report_in_snippets(site: &Site, found: &mut Vec<Diagnostic>) {
    if site.sources.snippets.is_empty() {
        return;
    }
    let mut places: BTreeMap<Span, StaffLink> = BTreeMap::new();
    for page in site.article_ids().filter(|&id| !is_for_staff(site, id)) {
        note(site, page, &mut places);
    }
    found.extend(places.into_iter().map(|(span, place)| {
        let title = &site.article(place.target).front_matter.title.value;
        let others = match place.pages {
            1 => String::new(),
            pages => format!(", and by {} more", pages - 1),
        };
        for_staff(title, "a page that includes this", span).with_label(
            place.included,
            format!("included here by a page for patients{others}"),
        )
    }));
}

/// A link of a snippet that leads to a page for staff.
struct StaffLink {
    target: ArticleId,
    /// Where the first page for patients includes the snippet.
    included: Span,
    /// How many such pages there are.
    pages: usize,
    /// The last of them.
    last: ArticleId,
}

/// Notes the links to pages for staff in all that a page includes.
fn note(site: &Site, page: ArticleId, places: &mut BTreeMap<Span, StaffLink>) {
    let source = &site.article(page).source;
    let links = &site.article_links[page];
    let mut seen = BTreeSet::new();
    let mut pending: Vec<(&Destination, Span)> =
        shown(source, links, None).map(|(link, to)| (to, source.span_of(link))).collect();
    let mut next = 0;
    while let Some((to, included)) = pending.get(next).copied() {
        next += 1;
        let Destination::Snippet { id, fragment } = to else { continue };
        if !seen.insert(to) {
            continue;
        }
        let snippet = &site.sources.snippets[*id].source;
        let links = &site.snippet_links[*id];
        for (link, to) in shown(snippet, links, fragment.as_deref()) {
            pending.push((to, included));
            let Destination::Article { id: target, .. } = to else { continue };
            if !is_shown_to_staff(site, *target) {
                continue;
            }
            let new = StaffLink { target: *target, included, pages: 0, last: page };
            let place = places.entry(snippet.span_of(link)).or_insert(new);
            if place.pages == 0 || place.last != page {
                place.pages += 1;
                place.last = page;
            }
        }
    }
}

fn is_for_staff(site: &Site, id: ArticleId) -> bool {
    site.article(id).front_matter.is_for_staff()
}

/// Whether a page for staff is there to be read.
fn is_shown_to_staff(site: &Site, id: ArticleId) -> bool {
    let visibility = site.visibility[id];
    is_for_staff(site, id)
        && matches!(visibility, Visibility::Published | Visibility::ShownDraft)
}
