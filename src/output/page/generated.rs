//! Pages that no author wrote: landing pages of bare folders, tags, the accessibility
//! statement, "not found".

use super::backlinks::Backlinks;
use super::render::Page;
use super::view::{below_home, blank};
use super::{statement, web_page};
use crate::base::UrlPath;
use crate::output::audience;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::site::SectionId;
use crate::theme::view::LinkView;

/// All of them, for one language.
pub(super) fn pages(
    making: &SiteMaking,
    local: &LanguageMaking,
    backlinks: &Backlinks,
) -> Vec<Page> {
    let mut pages = landing_pages(making, local, backlinks);
    pages.extend(tag_pages(making, local));
    if local.language == 0 {
        pages.extend(statement::page(making, local));
        pages.push(not_found(making, local));
    }
    pages
}

/// The landing pages that nobody wrote, of the sections whose pages have this theme.
pub(super) fn landing_pages(
    making: &SiteMaking,
    local: &LanguageMaking,
    backlinks: &Backlinks,
) -> Vec<Page> {
    let (theme, language) = (local.theme, local.language);
    let tree = &making.site.sections[language];
    let made = tree.sections.iter().enumerate().filter(|(number, section)| {
        // A language without a single page gets no home page either.
        section.index.is_none()
            && (*number > 0 || language == 0 || !section.entries.is_empty())
    });
    let made = made.filter_map(|(number, section)| {
        let id = SectionId(u32::try_from(number).unwrap_or(u32::MAX));
        is_for_section(making, local, id).then_some((number, id, section))
    });
    made.map(|(number, id, section)| {
        let kind = if number == 0 { "home" } else { "section" };
        let address = &section.permalink;
        let mut view =
            blank(making, local, kind, section.title.clone(), address, Some(number));
        view.children = making.entry_links(language, section);
        view.backlinks = backlinks.of_page(making, language, address);
        view.breadcrumbs = tree
            .above(id)
            .into_iter()
            .map(|above| making.section_link(language, above))
            .collect();
        view.json_ld = Some(web_page::json_ld(making, language, &view, None));
        Page { theme, language, address: address.clone(), template: None, view }
    })
    .collect()
}

/// Whether the landing page of a section has this theme.
fn is_for_section(making: &SiteMaking, local: &LanguageMaking, id: SectionId) -> bool {
    let SiteMaking { site, config, .. } = making;
    let tree = &site.sections[local.language];
    audience::theme_of_section(site, config, tree, id) == local.look.theme.name()
}

fn tag_pages(making: &SiteMaking, local: &LanguageMaking) -> Vec<Page> {
    let (theme, language) = (local.theme, local.language);
    let site = &making.site;
    let Some(list) = site.tags_page(language) else { return Vec::new() };
    let title = local.word("tags").to_owned();
    let mut all = blank(making, local, "tags", title.clone(), &list, None);
    all.breadcrumbs = below_home(making, language);
    all.children = site.tags[language]
        .iter()
        .map(|tag| LinkView::plain(tag.name.clone(), making.href(&tag.permalink)))
        .collect();
    all.json_ld = Some(web_page::json_ld(making, language, &all, None));
    let list_link = LinkView::plain(title, making.href(&list));
    let mut pages =
        vec![Page { theme, language, address: list, template: None, view: all }];
    for tag in &site.tags[language] {
        let mut view =
            blank(making, local, "tag", tag.name.clone(), &tag.permalink, None);
        view.breadcrumbs = below_home(making, language);
        view.breadcrumbs.push(list_link.clone());
        view.children = tag.articles.iter().map(|&id| making.article_link(id)).collect();
        view.json_ld = Some(web_page::json_ld(making, language, &view, None));
        pages.push(Page {
            theme,
            language,
            address: tag.permalink.clone(),
            template: None,
            view,
        });
    }
    pages
}

fn not_found(making: &SiteMaking, local: &LanguageMaking) -> Page {
    let address = UrlPath::file("404.html");
    let title = local.word("not_found_title").to_owned();
    let mut view = blank(making, local, "not-found", title, &address, None);
    // The page stands for every address that does not exist, so it has none of its own.
    view.canonical = None;
    Page { theme: local.theme, language: 0, address, template: None, view }
}
