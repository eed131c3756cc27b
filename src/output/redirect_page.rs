//! Old addresses as pages that lead on, for servers that know no redirects.

use std::collections::BTreeSet;

use super::file::Made;
use super::making::Making;
use crate::base::UrlPath;
use crate::theme::view::RedirectView;

/// A page at every old address where no page is now.
pub(super) fn redirect_pages(all: &Making) -> Made {
    let mut made = Made::default();
    let making = &*all.site;
    let site = &making.site;
    let shown = site.article_ids().filter(|&id| site.is_shown(id));
    let taken: BTreeSet<_> =
        shown.map(|id| UrlPath::output_path(site.permalink(id))).collect();
    for (path, moved) in making.moved.iter().filter(|(path, _)| !taken.contains(path)) {
        let successor = moved.successor();
        let Some(first) = successor.or(moved.parts.first().map(|part| part.to)) else {
            continue;
        };
        let language = site.article(first).language;
        let link = successor.map(|id| making.article_link(id));
        let address = successor.map(|id| site.permalink(id));
        let view = RedirectView {
            title: successor.map(|id| site.article(id).front_matter.title.value.clone()),
            url: link.map(|link| link.url),
            canonical: address.and_then(|address| making.absolute(address)),
            moved: making.moved_parts(language, path),
        };
        let audience = &site.article(first).front_matter.audience;
        let look = &all.for_audience(audience, language).look;
        match look.theme.render_redirect(&look.shared, &view) {
            Ok(html) => made.add(path.clone(), look.finish(html, path, false)),
            Err(diagnostic) => made.diagnostics.push(diagnostic),
        }
    }
    made
}
