//! The A to Z of all topics: articles by title, and by the other names that readers may
//! know them by.

use std::collections::BTreeSet;

use super::alphabet::{Group, Letters};
use super::backlinks::Backlinks;
use super::render::Page;
use super::view::{below_home, blank, translations};
use super::web_page;
use crate::article::ArticleId;
use crate::base::{Anchors, TiVec, UrlPath, fold_name};
use crate::config::LanguageId;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::theme::view::{LinkView, TopicGroupView, TopicRowView, TopicsView};

/// The A to Z of a language; `None` without articles.
pub(super) fn page(
    making: &SiteMaking,
    local: &LanguageMaking,
    backlinks: &Backlinks,
) -> Option<Page> {
    let (theme, language) = (local.theme, local.language);
    let site = &making.site;
    let address = site.topics_page(language)?;
    let title = local.word("topics").to_owned();
    let mut view = blank(making, local, "topics", title, &address, None);
    view.backlinks = backlinks.of_page(making, language, &address);
    view.breadcrumbs = below_home(making, language);
    let pages: TiVec<LanguageId, Option<UrlPath>> =
        making.config.languages.keys().map(|other| site.topics_page(other)).collect();
    let pages: TiVec<LanguageId, Option<&UrlPath>> =
        pages.iter().map(Option::as_ref).collect();
    view.translations = translations(making, language, &pages);
    view.topics = Some(topics(making, local));
    view.json_ld = Some(web_page::json_ld(making, language, &view, None));
    Some(Page { theme, language, address, template: None, view })
}

fn topics(making: &SiteMaking, local: &LanguageMaking) -> TopicsView {
    let letters = Letters::new(making, local, &mut Anchors::default());
    let articles = making.site.topics(local.language).into_iter();
    let rows = articles.flat_map(|id| rows(making, id)).collect();
    let (letters, groups) = letters.group(rows, |row: &TopicRowView| &row.name);
    let group = |Group { letter, anchor, rows }| TopicGroupView { letter, anchor, rows };
    TopicsView { letters, groups: groups.into_iter().map(group).collect() }
}

/// A row for an article, and a "see" row for every other name that it goes by; not for one
/// that its title begins with, which would stand beside it.
fn rows(making: &SiteMaking, id: ArticleId) -> Vec<TopicRowView> {
    let front_matter = &making.site.article(id).front_matter;
    let title = &making.told_apart(id, &front_matter.title.value);
    let link = making.article_link(id);
    let page = LinkView { title: title.clone(), ..link };
    let own = TopicRowView { name: title.clone(), page: page.clone(), see: false };
    let folded_title = fold_name(title);
    let mut known = BTreeSet::new();
    let mut rows = vec![own];
    let aliases = front_matter.aliases.iter().map(|alias| &alias.value);
    for name in front_matter.short_title.iter().chain(aliases) {
        let fold = fold_name(name);
        if folded_title.starts_with(&fold) || !known.insert(fold) {
            continue;
        }
        let page = LinkView { description: None, ..page.clone() };
        rows.push(TopicRowView { name: name.clone(), page, see: true });
    }
    rows
}
