//! Pages that send readers on to one another without an end: by old addresses, or because
//! each took the other's place.

use std::collections::{BTreeMap, BTreeSet};

use super::Site;
use crate::article::ArticleId;
use crate::base::Span;
use crate::diagnostic::{Diagnostic, REDIRECT_LOOP};

/// How many pages of a circle are told.
pub(super) const MOST_TOLD: usize = 8;

/// The circles of a table that sends each page to one other, each from its first page on.
pub(super) fn circles(next: &BTreeMap<ArticleId, ArticleId>) -> Vec<Vec<ArticleId>> {
    let mut circles = Vec::new();
    let mut done: BTreeSet<ArticleId> = BTreeSet::new();
    for &start in next.keys() {
        let mut way = Vec::new();
        let mut at = start;
        while done.insert(at) {
            way.push(at);
            match next.get(&at) {
                Some(&following) => at = following,
                None => break,
            }
        }
        if let Some(first) = way.iter().position(|&page| page == at)
            && next.get(way.last().unwrap_or(&at)) == Some(&at)
        {
            let mut circle = way.split_off(first);
            let least = circle.iter().enumerate().min_by_key(|(_, page)| **page);
            let least = least.map_or(0, |(position, _)| position);
            circle.rotate_left(least);
            circles.push(circle);
        }
    }
    circles
}

/// Reports pages that took one another's place.
pub(super) fn report_successors(site: &Site, found: &mut Vec<Diagnostic>) {
    let successors = site.article_ids().zip(&*site.superseded_by);
    let next: BTreeMap<ArticleId, ArticleId> =
        successors.filter_map(|(id, successor)| Some((id, (*successor)?))).collect();
    for circle in circles(&next) {
        let successor =
            |&id: &ArticleId| site.article(id).front_matter.superseded_by.as_ref();
        let spans: Vec<Span> =
            circle.iter().filter_map(successor).map(|page| page.span).collect();
        let message = match circle.as_slice() {
            [_] => "this page took its own place".to_owned(),
            pages => {
                format!("these {} pages each took another\u{2019}s place", pages.len())
            }
        };
        found.extend(told(message, &spans, "take one of these lines out"));
    }
}

pub(super) fn told(message: String, spans: &[Span], help: &str) -> Option<Diagnostic> {
    let (first, others) = spans.split_first()?;
    let finding = Diagnostic::new(&REDIRECT_LOOP, *first, message).with_help(help);
    let labelled = others
        .iter()
        .take(MOST_TOLD - 1)
        .fold(finding, |finding, &span| finding.with_label(span, "and this one"));
    Some(labelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_circle_is_found_once_and_what_leads_into_it_is_none() {
        let next = |pairs: &[(u32, u32)]| {
            let pairs =
                pairs.iter().map(|&(one, other)| (ArticleId(one), ArticleId(other)));
            let found = circles(&pairs.collect());
            found
                .into_iter()
                .map(|circle| circle.into_iter().map(|id| id.0).collect())
                .collect::<Vec<Vec<u32>>>()
        };
        assert_eq!(next(&[(0, 1), (1, 2)]), Vec::<Vec<u32>>::new());
        assert_eq!(next(&[(0, 0)]), [[0]]);
        assert_eq!(next(&[(0, 2), (2, 5), (5, 2), (3, 4), (4, 3)]), [[2, 5], [3, 4]]);
        assert_eq!(next(&[(1, 3), (3, 2), (2, 1), (9, 1)]), [[1, 3, 2]]);
    }
}
