//! Pages that no author wrote: landing pages of bare folders, parts of long lists, tags, the accessibility
//! statement, "not found".

use super::backlinks::Backlinks;
use super::parts::{self, LongList};
use super::{Page, below_home, blank, statement, web_page, word};
use crate::article::ArticleId;
use crate::base::UrlPath;
use crate::output::Making;
use crate::output::nav::breadcrumbs;
use crate::site::{SectionId, Tag, Visibility, part_of};
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

/// The landing pages that nobody wrote, of the sections whose pages have this theme, and the
/// further parts of long sections.
pub(super) fn landing_pages(
    making: &Making<'_>,
    backlinks: &Backlinks,
    language: usize,
) -> Vec<Page> {
    let sections = &making.site.sections[language].sections;
    let ids = 0..u32::try_from(sections.len()).unwrap_or(u32::MAX);
    let in_theme = ids.map(SectionId).filter(|&id| making.is_for_section(language, id));
    in_theme
        .flat_map(|id| {
            let landing = landing_page(making, backlinks, language, id);
            landing.into_iter().chain(further_parts(making, language, id))
        })
        .collect()
}

/// The landing page of a section that nobody wrote one for.
fn landing_page(
    making: &Making<'_>,
    backlinks: &Backlinks,
    language: usize,
    id: SectionId,
) -> Option<Page> {
    let tree = &making.site.sections[language];
    let section = tree.section(id);
    // A language without a single page gets no home page either.
    let is_home = id == SectionId(0);
    let is_needed = !is_home || language == 0 || !section.entries.is_empty();
    if section.index.is_some() || !is_needed {
        return None;
    }
    let kind = if is_home { "home" } else { "section" };
    let address = &section.permalink;
    let number = Some(id.0 as usize);
    let mut view = blank(making, language, kind, section.title.clone(), address, number);
    view.children = making.entry_links(language, part_of(&section.entries, 1));
    view.parts = parts::first(making, language, address, section.entries.len());
    view.backlinks = backlinks.of_page(making, language, address);
    view.breadcrumbs = breadcrumbs(making, language, &tree.above(id));
    view.json_ld = Some(web_page::json_ld(making, language, &view, None));
    Some(Page { language, address: address.clone(), template: None, view })
}

/// The parts of a long section but the first, which its landing page shows.
fn further_parts(making: &Making<'_>, language: usize, id: SectionId) -> Vec<Page> {
    let tree = &making.site.sections[language];
    let section = tree.section(id);
    let draft =
        |&id: &ArticleId| making.site.visibility[id.0 as usize] == Visibility::ShownDraft;
    let list = LongList {
        language,
        kind: "section",
        title: &section.title,
        address: &section.permalink,
        section: Some(id.0 as usize),
        breadcrumbs: breadcrumbs(making, language, &tree.above(id)),
        is_draft: section.index.as_ref().is_some_and(draft),
        entries: section.entries.len(),
    };
    list.further(making, |number| {
        making.entry_links(language, part_of(&section.entries, number))
    })
}

fn tag_pages(making: &Making<'_>, language: usize) -> Vec<Page> {
    let site = making.site;
    let strings = &making.languages[language].strings;
    let Some(address) = site.tags_page(language) else { return Vec::new() };
    let tags = &site.tags[language];
    let list = LongList {
        language,
        kind: "tags",
        title: word(strings, "tags"),
        address: &address,
        section: None,
        breadcrumbs: below_home(making, language),
        is_draft: false,
        entries: tags.all().len(),
    };
    let mut pages = list_pages(making, &list, |number| {
        let link =
            |tag: &Tag| LinkView::plain(tag.name.clone(), making.href(&tag.permalink));
        part_of(tags.all(), number).iter().map(link).collect()
    });
    let list_link = LinkView::plain(list.title, making.href(&address));
    for tag in tags.iter() {
        let mut breadcrumbs = below_home(making, language);
        breadcrumbs.push(list_link.clone());
        let list = LongList {
            kind: "tag",
            title: &tag.name,
            address: &tag.permalink,
            breadcrumbs,
            entries: tag.articles.len(),
            ..list
        };
        pages.extend(list_pages(making, &list, |number| {
            let articles = part_of(&tag.articles, number).iter();
            articles.map(|&id| making.article_link_from(language, id)).collect()
        }));
    }
    pages
}

/// All pages of a list that no author opens.
fn list_pages(
    making: &Making<'_>,
    list: &LongList<'_>,
    children: impl Fn(usize) -> Vec<LinkView>,
) -> Vec<Page> {
    let &LongList { language, kind, title, address, entries, .. } = list;
    let mut view = blank(making, language, kind, title.to_owned(), address, None);
    view.breadcrumbs.clone_from(&list.breadcrumbs);
    view.children = children(1);
    view.parts = parts::first(making, language, address, entries);
    view.json_ld = Some(web_page::json_ld(making, language, &view, None));
    let first = Page { language, address: address.clone(), template: None, view };
    let mut pages = vec![first];
    pages.extend(list.further(making, children));
    pages
}

fn not_found(making: &Making<'_>) -> Page {
    let address = UrlPath::file("404.html");
    let title = word(&making.languages[0].strings, "not_found_title").to_owned();
    let mut view = blank(making, 0, "not-found", title, &address, None);
    // The page stands for every address that does not exist, so it has none of its own.
    view.canonical = None;
    view.robots = Some("noindex");
    Page { language: 0, address, template: None, view }
}
