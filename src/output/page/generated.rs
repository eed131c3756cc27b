//! Pages that no author wrote: landing pages of bare folders, parts of long lists, tags, the
//! accessibility statement, "not found".

use super::backlinks::Backlinks;
use super::parts::{self, LongList};
use super::render::Page;
use super::view::{below_home, blank};
use super::{statement, web_page};
use crate::article::ArticleId;
use crate::base::UrlPath;
use crate::config::LanguageId;
use crate::output::audience;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::output::nav::breadcrumbs;
use crate::site::{NOT_FOUND, SectionId, Tag, Visibility, part_of};
use crate::theme::view::LinkView;

/// All of them, for one language.
pub(super) fn pages(
    making: &SiteMaking,
    local: &LanguageMaking,
    backlinks: &Backlinks,
) -> Vec<Page> {
    let mut pages = landing_pages(making, local, backlinks);
    pages.extend(tag_pages(making, local));
    if local.language == LanguageId::DEFAULT {
        pages.extend(statement::page(making, local));
        pages.push(not_found(making, local));
    }
    pages
}

/// The landing pages that nobody wrote, of the sections whose pages have this theme, and the
/// further parts of long sections.
pub(super) fn landing_pages(
    making: &SiteMaking,
    local: &LanguageMaking,
    backlinks: &Backlinks,
) -> Vec<Page> {
    let SiteMaking { site, config, .. } = making;
    let tree = &site.sections[local.language];
    let sections = &tree.sections;
    let in_theme = sections.keys().filter(|&id| {
        let theme = audience::theme_of_section(site, config, tree, id);
        theme == local.look.theme.name()
    });
    in_theme
        .flat_map(|id| {
            let landing = landing_page(making, local, backlinks, id);
            landing.into_iter().chain(further_parts(making, local, id))
        })
        .collect()
}

/// The landing page of a section that nobody wrote one for.
fn landing_page(
    making: &SiteMaking,
    local: &LanguageMaking,
    backlinks: &Backlinks,
    id: SectionId,
) -> Option<Page> {
    let language = local.language;
    let tree = &making.site.sections[language];
    let section = tree.section(id);
    // A language without a single page gets no home page either.
    let is_home = id == SectionId::HOME;
    let is_needed =
        !is_home || language == LanguageId::DEFAULT || !section.entries.is_empty();
    if section.index.is_some() || !is_needed {
        return None;
    }
    let kind = if is_home { "home" } else { "section" };
    let address = &section.permalink;
    let mut view = blank(making, local, kind, section.title.clone(), address, Some(id));
    view.children = making.entry_links(language, part_of(&section.entries, 1));
    view.parts = parts::first(making, local, address, section.entries.len());
    view.backlinks = backlinks.of_page(making, language, address);
    view.breadcrumbs = breadcrumbs(making, language, &tree.above(id));
    view.robots = section.is_unlisted.then_some("noindex");
    view.json_ld = Some(web_page::json_ld(making, language, &view, None));
    Some(Page {
        theme: local.theme,
        language,
        address: address.clone(),
        template: None,
        view,
    })
}

/// The parts of a long section but the first, which its landing page shows.
fn further_parts(
    making: &SiteMaking,
    local: &LanguageMaking,
    id: SectionId,
) -> Vec<Page> {
    let language = local.language;
    let tree = &making.site.sections[language];
    let section = tree.section(id);
    let draft = |&id: &ArticleId| making.site.visibility[id] == Visibility::ShownDraft;
    let list = LongList {
        local,
        kind: "section",
        title: &section.title,
        address: &section.permalink,
        section: Some(id),
        breadcrumbs: breadcrumbs(making, language, &tree.above(id)),
        is_draft: section.index.as_ref().is_some_and(draft),
        entries: section.entries.len(),
    };
    list.further(making, |number| {
        making.entry_links(language, part_of(&section.entries, number))
    })
}

fn tag_pages(making: &SiteMaking, local: &LanguageMaking) -> Vec<Page> {
    let site = &making.site;
    let language = local.language;
    let Some(address) = site.tags_page(language) else { return Vec::new() };
    let tags = &site.tags[language];
    let list = LongList {
        local,
        kind: "tags",
        title: local.word("tags"),
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
    for tag in tags.all() {
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
    making: &SiteMaking,
    list: &LongList<'_>,
    children: impl Fn(usize) -> Vec<LinkView>,
) -> Vec<Page> {
    let &LongList { local, kind, title, address, entries, .. } = list;
    let (theme, language) = (local.theme, local.language);
    let mut view = blank(making, local, kind, title.to_owned(), address, None);
    view.breadcrumbs.clone_from(&list.breadcrumbs);
    view.children = children(1);
    view.parts = parts::first(making, local, address, entries);
    view.json_ld = Some(web_page::json_ld(making, language, &view, None));
    let address = address.clone();
    let first = Page { theme, language, address, template: None, view };
    let mut pages = vec![first];
    pages.extend(list.further(making, children));
    pages
}

fn not_found(making: &SiteMaking, local: &LanguageMaking) -> Page {
    let address = UrlPath::file(NOT_FOUND);
    let title = local.word("not_found_title").to_owned();
    let mut view = blank(making, local, "not-found", title, &address, None);
    // The page stands for every address that does not exist, so it has none of its own.
    view.canonical = None;
    view.robots = Some("noindex");
    let (theme, language) = (local.theme, local.language);
    Page { theme, language, address, template: None, view }
}
