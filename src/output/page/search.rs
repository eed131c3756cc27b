//! The page of the search; its script asks the index beside it.

use super::render::Page;
use super::view::{below_home, blank};
use crate::output::making::{LanguageMaking, SiteMaking};

/// The search pages of a language that have this theme: that for all readers has the site's own,
/// that for staff the theme of the pages that it finds.
pub(super) fn pages(making: &SiteMaking, local: &LanguageMaking) -> Vec<Page> {
    let (theme, language) = (local.theme, local.language);
    let [readers, staff] = &making.search[language];
    let theme_of_staff = || {
        let site = &making.site;
        let mut articles = site.article_ids().map(|id| site.article(id));
        let first = articles.find(|article| {
            article.language == language && article.front_matter.is_for_staff()
        });
        first.map_or(making.config.theme.value.as_str(), |article| {
            making.config.theme_for(&article.front_matter.audience)
        })
    };
    let readers = readers.as_ref().filter(|_| theme == 0);
    let staff = staff.as_ref().filter(|_| theme_of_staff() == local.look.theme.name());
    let page = |address| {
        let title = local.word("search").to_owned();
        let mut view = blank(making, local, "search", title, address, None);
        view.search = Some(making.href(address));
        view.breadcrumbs = below_home(making, language);
        view.robots = Some("noindex");
        Page { theme, language, address: address.clone(), template: None, view }
    };
    readers.into_iter().chain(staff).map(page).collect()
}
