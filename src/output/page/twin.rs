//! Other forms of a page for those who ask for them: the same words in large letters, or
//! nothing but the words (NHS Accessible Information Standard).

use std::borrow::Cow;
use std::sync::Arc;

use super::render::Page;
use super::tags;
use crate::article::ArticleId;
use crate::base::{Html, UrlPath};
use crate::config::TwinFormat;
use crate::output::making::SiteMaking;
use crate::theme::SectionMenu;
use crate::theme::view::LinkView;

/// The other forms of the page of an article.
pub(super) fn pages(making: &SiteMaking, id: ArticleId, page: &Page) -> Vec<Arc<Page>> {
    let twins = making.site.twins(id).into_iter();
    twins.map(|(format, address)| Arc::new(twin(making, page, format, address))).collect()
}

fn twin(making: &SiteMaking, page: &Page, format: TwinFormat, address: UrlPath) -> Page {
    let mut view = page.view.clone();
    let original = LinkView::plain(view.title.clone(), view.url);
    view.breadcrumbs.push(original);
    view.url = making.href(&address);
    view.kind = format.name();
    // Search engines are to find the page itself.
    view.robots = Some("noindex");
    view.json_ld = None;
    view.moved.clear();
    view.translations.clear();
    view.formats.clear();
    view.contents.clear();
    view.guide = None;
    view.nav = SectionMenu::default();
    if format == TwinFormat::Text {
        view.content = Arc::new(Html(without_pictures(view.content.as_str())));
    }
    Page { theme: page.theme, language: page.language, address, template: None, view }
}

/// The body with what each picture shows in words, in its place.
fn without_pictures(html: &str) -> String {
    tags::rewrite(html, |tag| {
        if !tag.starts_with("<img") {
            return Cow::Borrowed(tag);
        }
        match tags::value(tag, "alt") {
            Some(words) if !words.is_empty() => format!("[{words}]").into(),
            _ => Cow::Borrowed(""),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_becomes_its_words() {
        let html =
            "<p><img src=\"a.svg\" alt=\"A jug\"> <img src=\"b.svg\" alt=\"\">x</p>";
        assert_eq!(without_pictures(html), "<p>[A jug] x</p>");
    }
}
