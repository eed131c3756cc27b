//! Guides: sections whose pages are to be read one after another.

use crate::article::ArticleId;
use crate::output::making::SiteMaking;
use crate::theme::view::{GuidePageView, GuideView, LinkView};

/// The guide that an article is part of, with the page before it and the one after it.
pub(super) struct Place {
    pub(super) guide: GuideView,
    pub(super) previous: Option<LinkView>,
    pub(super) next: Option<LinkView>,
}

/// The place of an article in its guide; `None` where it is part of none.
pub(super) fn place(making: &SiteMaking, id: ArticleId) -> Option<Place> {
    let section = making.site.guide(id)?;
    let parts: Vec<ArticleId> =
        section.index.into_iter().chain(section.articles()).collect();
    let at = parts.iter().position(|&part| part == id)?;
    let link = |at: usize| parts.get(at).map(|&part| making.article_link(part));
    let page = |&part: &ArticleId| {
        let LinkView { title, url, .. } = making.article_link(part);
        GuidePageView { title, url, current: part == id }
    };
    Some(Place {
        previous: at.checked_sub(1).and_then(link),
        next: link(at + 1),
        guide: GuideView {
            title: section.title.clone(),
            url: making.href(&section.permalink),
            pages: parts.iter().map(page).collect(),
        },
    })
}
