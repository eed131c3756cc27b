//! Old addresses as pages that lead on, for servers that know no redirects.

use std::collections::BTreeSet;

use super::{Made, Making};
use crate::theme::view::RedirectView;

/// A page at every old address. Old anchors of pages that moved in parts lead there too.
pub(super) fn redirect_pages(making: &Making<'_>) -> Made {
    let mut made = Made::default();
    let taken: BTreeSet<_> =
        making.site.permalinks.iter().map(crate::base::UrlPath::output_path).collect();
    let mut done = BTreeSet::new();
    let whole =
        making.site.redirects.iter().filter(|redirect| redirect.fragment.is_none());
    let parts =
        making.site.redirects.iter().filter(|redirect| redirect.fragment.is_some());
    for redirect in whole.chain(parts) {
        let path = redirect.from.output_path();
        if taken.contains(&path) || !done.insert(path.clone()) {
            continue;
        }
        let address = making.site.permalink(redirect.to);
        let article = making.site.article(redirect.to);
        let view = RedirectView {
            title: article.front_matter.title.value.clone(),
            url: making.href(address),
            canonical: making.absolute(address),
        };
        let shared = &making.languages[article.source.language].shared;
        match making.theme.render_redirect(shared, &view) {
            Ok(html) => made.add(path, html),
            Err(diagnostic) => made.diagnostics.push(diagnostic),
        }
    }
    made
}
