//! Guides: sections whose pages are to be read one after another.

use crate::article::ArticleId;
use crate::output::making::SiteMaking;
use crate::output::nav::listed;
use crate::theme::view::{GuidePageView, GuideView, LinkView};

/// The guide that an article is part of, with the page before it and the one after it.
pub(super) struct GuidePlace {
    pub(super) guide: GuideView,
    pub(super) previous: Option<LinkView>,
    pub(super) next: Option<LinkView>,
}

/// The place of an article in its guide; `None` where it is part of none.
pub(super) fn place(making: &SiteMaking, id: ArticleId) -> Option<GuidePlace> {
    let site = &making.site;
    let section = site.guide(id)?;
    let tree = &site.sections[site.article(id).language];
    let articles = section.articles();
    // The landing page comes first.
    let at = tree.among_articles(id).map_or(0, |place| place + 1);
    let part = |at: usize| match at.checked_sub(1) {
        None => section.index,
        Some(place) => articles.get(place).copied(),
    };
    let link = |at: usize| part(at).map(|part| making.article_link(part));
    let page = |part: ArticleId| {
        let LinkView { title, url, .. } = making.article_link(part);
        GuidePageView { title, url, current: part == id }
    };
    let count = articles.len() + 1;
    let shown = listed(count, Some(at));
    Some(GuidePlace {
        previous: at.checked_sub(1).and_then(link),
        next: link(at + 1),
        guide: GuideView {
            title: section.title.clone(),
            url: making.href(&section.permalink),
            whole: site.whole_guide(section).map(|address| making.href(&address)),
            more: shown.len() < count,
            pages: shown.filter_map(part).map(page).collect(),
        },
    })
}
