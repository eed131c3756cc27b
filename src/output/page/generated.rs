//! Pages that no author wrote: landing pages of bare folders, tags, the accessibility
//! statement, "not found".

use super::backlinks::Backlinks;
use super::{Page, below_home, blank, statement, web_page, word};
use crate::base::UrlPath;
use crate::output::Making;
use crate::site::SectionId;
use crate::theme::view::LinkView;

/// All of them, for one language.
pub(super) fn pages(
    making: &Making<'_>,
    backlinks: &Backlinks,
    language: usize,
) -> Vec<Page> {
    let mut pages = landing_pages(making, backlinks, language);
    pages.extend(tag_pages(making, language));
    if language == 0 {
        pages.extend(statement::page(making));
        pages.push(not_found(making));
    }
    pages
}

/// The landing pages that nobody wrote, of the sections whose pages have this theme.
pub(super) fn landing_pages(
    making: &Making<'_>,
    backlinks: &Backlinks,
    language: usize,
) -> Vec<Page> {
    let tree = &making.site.sections[language];
    let made = tree.sections.iter().enumerate().filter(|(number, section)| {
        // A language without a single page gets no home page either.
        section.index.is_none()
            && (*number > 0 || language == 0 || !section.entries.is_empty())
    });
    let made = made.filter_map(|(number, section)| {
        let id = SectionId(u32::try_from(number).unwrap_or(u32::MAX));
        making.is_for_section(language, id).then_some((number, id, section))
    });
    made.map(|(number, id, section)| {
        let kind = if number == 0 { "home" } else { "section" };
        let address = &section.permalink;
        let mut view =
            blank(making, language, kind, section.title.clone(), address, Some(number));
        view.children = making.entry_links(language, section);
        view.backlinks = backlinks.of_page(making, language, address);
        view.breadcrumbs = tree
            .above(id)
            .into_iter()
            .map(|above| making.section_link(language, above))
            .collect();
        view.json_ld = Some(web_page::json_ld(making, language, &view, None));
        Page { language, address: address.clone(), template: None, view }
    })
    .collect()
}

fn tag_pages(making: &Making<'_>, language: usize) -> Vec<Page> {
    let site = making.site;
    let strings = &making.languages[language].strings;
    let Some(list) = site.tags_page(language) else { return Vec::new() };
    let title = word(strings, "tags").to_owned();
    let mut all = blank(making, language, "tags", title.clone(), &list, None);
    all.breadcrumbs = below_home(making, language);
    all.children = site.tags[language]
        .iter()
        .map(|tag| LinkView::plain(tag.name.clone(), making.href(&tag.permalink)))
        .collect();
    all.json_ld = Some(web_page::json_ld(making, language, &all, None));
    let list_link = LinkView::plain(title, making.href(&list));
    let mut pages = vec![Page { language, address: list, template: None, view: all }];
    for tag in site.tags[language].iter() {
        let mut view =
            blank(making, language, "tag", tag.name.clone(), &tag.permalink, None);
        view.breadcrumbs = below_home(making, language);
        view.breadcrumbs.push(list_link.clone());
        let articles = tag.articles.iter();
        view.children =
            articles.map(|&id| making.article_link_from(language, id)).collect();
        view.json_ld = Some(web_page::json_ld(making, language, &view, None));
        pages.push(Page {
            language,
            address: tag.permalink.clone(),
            template: None,
            view,
        });
    }
    pages
}

fn not_found(making: &Making<'_>) -> Page {
    let address = UrlPath::file("404.html");
    let title = word(&making.languages[0].strings, "not_found_title").to_owned();
    let mut view = blank(making, 0, "not-found", title, &address, None);
    // The page stands for every address that does not exist, so it has none of its own.
    view.canonical = None;
    Page { language: 0, address, template: None, view }
}
