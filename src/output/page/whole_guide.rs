//! A guide as one document, to be printed or read without leaving the page.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::render::Page;
use super::tags;
use super::view::blank;
use crate::article::ArticleId;
use crate::base::{Html, UrlPath, escape};
use crate::config::LanguageId;
use crate::html::{has_code, has_labelled_tables};
use crate::output::making::{LanguageMaking, Making};
use crate::output::nav::breadcrumbs;
use crate::site::SectionId;
use crate::theme::view::{ContentsView, LinkView};

/// The template, and the kind of these pages.
const KIND: &str = "whole-guide";

/// Attributes that name a place of their own page.
const NAMING: [&str; 4] = ["id", "aria-labelledby", "aria-describedby", "headers"];

/// The guides of all languages, each made of the pages that it has: `parts` are those that
/// stand in some guide. A theme that has no template for them has none.
pub(super) fn pages(
    making: &Making,
    parts: &BTreeMap<ArticleId, Arc<Page>>,
) -> Vec<Arc<Page>> {
    let site = &making.site.site;
    let mut pages = Vec::new();
    for (language, tree) in site.sections.iter_enumerated() {
        for (id, section) in tree.sections.iter_enumerated() {
            let (Some(index), Some(address)) = (section.index, site.whole_guide(section))
            else {
                continue;
            };
            // A page for staff is no part of what patients print.
            let is_for_staff =
                |id: ArticleId| site.article(id).front_matter.is_for_staff();
            let is_part = |id: &ArticleId| is_for_staff(index) || !is_for_staff(*id);
            let articles = section.articles().iter().copied().filter(is_part);
            let articles = std::iter::once(index).chain(articles);
            let own: Vec<&Page> =
                articles.filter_map(|id| parts.get(&id).map(Arc::as_ref)).collect();
            let audience = &site.article(index).front_matter.audience;
            let local = making.for_audience(audience, language);
            if local.look.theme.has_template(KIND) {
                pages.push(Arc::new(page(making, local, (language, id), &address, &own)));
            }
        }
    }
    pages
}

fn page(
    making: &Making,
    local: &LanguageMaking,
    (language, id): (LanguageId, SectionId),
    address: &UrlPath,
    parts: &[&Page],
) -> Page {
    let making = &making.site;
    let tree = &making.site.sections[language];
    let section = tree.section(id);
    let title = local.word("whole_guide_title").replace("{title}", &section.title);
    let mut view = blank(making, local, KIND, title, address, Some(id));
    view.robots = Some("noindex");
    view.breadcrumbs = breadcrumbs(making, language, &tree.above(id));
    let landing = making.href(&section.permalink);
    view.breadcrumbs.push(LinkView::plain(section.title.clone(), landing));
    view.sample = parts.iter().any(|part| part.view.sample);
    view.draft = parts.iter().any(|part| part.view.draft);
    let mut html = String::new();
    for (number, part) in parts.iter().enumerate() {
        let anchor = format!("part_{}", number + 1);
        let title = part.view.title.clone();
        let _ = writeln!(html, "<h2 id=\"{anchor}\">{}</h2>", escape(&title));
        if let Some(lead) = &part.view.description {
            let _ = writeln!(html, "<p class=\"lead\">{}</p>", escape(lead));
        }
        if let Some(day) = part.view.review.as_ref().and_then(|it| it.reviewed.as_ref()) {
            let words = escape(local.word("last_reviewed"));
            let _ = writeln!(
                html,
                "<p class=\"term-note\">{words}: <time datetime=\"{}\">{}</time></p>",
                escape(&day.iso),
                escape(&day.text)
            );
        }
        for own in [&part.view.cards, &part.view.content] {
            html.push_str(&body(own.as_str(), &anchor, &part.view.url));
        }
        view.contents.push(ContentsView { title, anchor, children: Vec::new() });
    }
    let html = Html(html);
    view.labelled_tables = has_labelled_tables(&html);
    view.code = has_code(&html);
    view.urgent_line =
        ["card-urgent", "card-emergency"].iter().any(|card| html.as_str().contains(card));
    view.content = Arc::new(html);
    let theme = local.theme;
    Page { theme, language, address: address.clone(), template: None, view }
}

/// A body below a heading of its page: its own headings are one level lower, and its anchors
/// meet none of another part. What its page has beside the body is looked up there.
fn body(html: &str, part: &str, url: &str) -> String {
    let mut anchors = BTreeSet::new();
    tags::rewrite(html, |tag| {
        anchors.extend(tags::value(tag, "id"));
        Cow::Borrowed(tag)
    });
    tags::rewrite(html, |tag| {
        let mut changed = Cow::Borrowed(tag);
        for name in NAMING {
            if let Some(value) = tags::value(tag, name) {
                let by: Vec<String> =
                    value.split(' ').map(|anchor| format!("{part}_{anchor}")).collect();
                changed = tags::with_value(&changed, name, value, &by.join(" ")).into();
            }
        }
        if let Some(href) = tags::value(tag, "href")
            && let Some(anchor) = href.strip_prefix('#')
        {
            let by = if anchors.contains(anchor) {
                format!("#{part}_{anchor}")
            } else {
                format!("{}#{anchor}", escape(url))
            };
            changed = tags::with_value(&changed, "href", href, &by).into();
        }
        lower(changed)
    })
}

/// The tag of a heading, one level lower.
fn lower(tag: Cow<'_, str>) -> Cow<'_, str> {
    let name = tag.trim_start_matches(['<', '/']);
    let level = name.strip_prefix('h').and_then(|rest| {
        let level = rest.chars().next()?.to_digit(10)?;
        let is_whole = rest[1..].starts_with([' ', '>', '\n']);
        (is_whole && (1..6).contains(&level)).then_some(level)
    });
    match level {
        Some(level) => {
            let at = tag.len() - name.len() + 1;
            format!("{}{}{}", &tag[..at], level + 1, &tag[at + 1..]).into()
        }
        None => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_fits_below_the_heading_of_its_page() {
        for (html, expected) in [
            ("<h2 id=\"a\">A</h2>", "<h3 id=\"p_a\">A</h3>"),
            ("<h6>A</h6><hr>", "<h6>A</h6><hr>"),
            ("<h2>A</h2><a href=\"#a\">", "<h3>A</h3><a href=\"/u/#a\">"),
            ("<i id=\"a\"></i><a href=\"#a\">", "<i id=\"p_a\"></i><a href=\"#p_a\">"),
            ("<a href=\"/x/#a\">id=\"a\"</a>", "<a href=\"/x/#a\">id=\"a\"</a>"),
            ("<div aria-labelledby=\"a b\">", "<div aria-labelledby=\"p_a p_b\">"),
        ] {
            assert_eq!(body(html, "p", "/u/"), expected);
        }
    }
}
