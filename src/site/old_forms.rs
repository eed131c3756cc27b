//! Old addresses of what stands below the address of a page: its other forms, and a guide as one
//! document.

use std::collections::BTreeSet;

use super::catalogue::Catalogue;
use super::redirect::{Redirect, key};

/// They lead to the page that offers these now, unless something else is there.
pub(super) fn redirects(site: &Catalogue) -> Vec<Redirect> {
    let shown = site.article_ids().filter(|&id| site.visibility[id].has_page());
    let taken: BTreeSet<String> = shown
        .map(|id| key(site.permalink(id)))
        .chain(site.redirects.iter().map(Redirect::key))
        .collect();
    let whole = site.redirects.iter().filter(|old| old.fragment.is_none());
    let below = whole.flat_map(|old| {
        let forms = site.forms(old.to).into_iter();
        forms.map(|form| Redirect { from: old.from.below(form), ..old.clone() })
    });
    below.filter(|old| !taken.contains(&old.key())).collect()
}
