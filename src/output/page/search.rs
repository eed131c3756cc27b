//! The page of the search; its script asks the index beside it.

use super::render::Page;
use super::view::{below_home, blank};
use crate::config::LanguageId;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::site::ArticleHead;

/// The name of the theme of a search page: that for all readers has the site's own, that for
/// staff the theme of the pages that it finds.
pub(in crate::output) fn theme(
    making: &SiteMaking,
    language: LanguageId,
    for_staff: bool,
) -> &str {
    let site = &making.site;
    let mut articles = site.article_ids().map(|id| site.article(id));
    let found = |article: &&ArticleHead| {
        article.language == language && article.front_matter.is_for_staff()
    };
    let first = if for_staff { articles.find(found) } else { None };
    first.map_or(making.config.theme.value.as_str(), |article| {
        making.config.theme_for(&article.front_matter.audience)
    })
}

/// The search pages of a language that have this theme.
pub(super) fn pages(making: &SiteMaking, local: &LanguageMaking) -> Vec<Page> {
    let (number, language) = (local.theme, local.language);
    let [readers, staff] = &making.search[language];
    let readers = readers.as_ref().filter(|_| number == 0);
    let theme_of_staff = || theme(making, language, true);
    let staff = staff.as_ref().filter(|_| theme_of_staff() == local.look.theme.name());
    let page = |address| {
        let title = local.word("search").to_owned();
        let mut view = blank(making, local, "search", title, address, None);
        view.search = Some(making.href(address));
        view.breadcrumbs = below_home(making, language);
        view.robots = Some("noindex");
        Page { theme: number, language, address: address.clone(), template: None, view }
    };
    readers.into_iter().chain(staff).map(page).collect()
}
