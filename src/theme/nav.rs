//! Menus: rendered once for many pages, with the reader's place marked on each.

use std::sync::Arc;

use crate::base::Html;
use crate::markdown::raw_html::{HtmlPiece, HtmlTag, Part};

/// A rendered menu, and the places of its links: each page marks its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RenderedMenu {
    html: Html,
    /// In the order of the menu.
    links: Vec<MenuLink>,
}

/// A link of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MenuLink {
    /// Where it leads, as views hold it.
    url: String,
    /// The byte behind its `href`.
    end: usize,
}

/// A menu as one page shows it: shared with other pages, with the reader's place marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlacedMenu {
    /// The menu.
    pub menu: Arc<RenderedMenu>,
    /// Where the reader is.
    pub current: Option<Current>,
}

/// Where the reader is (`aria-current` of WAI-ARIA 1.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Current {
    /// On the page with this address.
    Page(String),
    /// Below the page with this address.
    Below(String),
}

impl From<Html> for PlacedMenu {
    fn from(html: Html) -> Self {
        PlacedMenu { menu: Arc::new(RenderedMenu::new(html)), current: None }
    }
}

impl RenderedMenu {
    /// Finds the links of a rendered menu: every `<a>` with an `href`, however its
    /// attributes are ordered and quoted. One that says itself where the reader is has its
    /// say.
    pub fn new(html: Html) -> Self {
        let mut links = Vec::new();
        HtmlPiece::new(&[(html.as_str(), 0)]).walk(&mut |part| {
            if let Part::Start(tag) = part {
                links.extend(link(&tag, html.as_str()));
            }
        });
        RenderedMenu { html, links }
    }

    /// The menu with no place marked.
    pub fn html(&self) -> &Html {
        &self.html
    }

    /// Whether one of its links leads to an address.
    pub fn leads_to(&self, url: &str) -> bool {
        self.links.iter().any(|link| link.url == url)
    }
}

fn link(tag: &HtmlTag, html: &str) -> Option<MenuLink> {
    let attribute = |name| tag.attributes.iter().find(|other| other.name == name);
    if tag.name != "a" || attribute("aria-current").is_some() {
        return None;
    }
    let href = attribute("href")?;
    let end = href.value_range.end;
    let is_quoted = html[end..].starts_with(['"', '\'']);
    Some(MenuLink { url: href.value.clone(), end: end + usize::from(is_quoted) })
}

impl PlacedMenu {
    /// Its bytes, without the reader's place.
    pub(super) fn len(&self) -> usize {
        self.menu.html.as_str().len()
    }

    /// Writes it, with the reader's place marked.
    pub(super) fn write_to(&self, out: &mut String) {
        let (url, value) = match &self.current {
            Some(Current::Page(url)) => (url.as_str(), "page"),
            Some(Current::Below(url)) => (url.as_str(), "true"),
            None => ("", ""),
        };
        let html = self.menu.html.as_str();
        let mut done = 0;
        for link in &self.menu.links {
            if !value.is_empty() && link.url == url {
                out.push_str(&html[done..link.end]);
                out.push_str(" aria-current=\"");
                out.push_str(value);
                out.push('"');
                done = link.end;
            }
        }
        out.push_str(&html[done..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(html: &str, current: Current) -> String {
        let placed = PlacedMenu {
            current: Some(current),
            ..PlacedMenu::from(Html(html.to_owned()))
        };
        let mut out = String::new();
        placed.write_to(&mut out);
        out
    }

    #[test]
    fn only_the_link_to_the_page_itself_is_marked() {
        let nav = r#"<a href="/a/">A</a><a href="/a/b/" class="x">B &amp; C</a>"#;
        let page = |url: &str| marked(nav, Current::Page(url.to_owned()));
        assert_eq!(
            page("/a/b/"),
            r#"<a href="/a/">A</a><a href="/a/b/" aria-current="page" class="x">B &amp; C</a>"#
        );
        assert_eq!(page("/a"), nav);
        assert_eq!(page(""), nav);
    }

    #[test]
    fn no_order_of_attributes_and_no_quotes_matter() {
        let below = || Current::Below("/r&d/".to_owned());
        for (link, expected) in [
            (
                r#"<a class="x" href="/r&amp;d/">R</a>"#,
                r#"<a class="x" href="/r&amp;d/" aria-current="true">R</a>"#,
            ),
            ("<A HREF='/r&d/'>R</A>", "<A HREF='/r&d/' aria-current=\"true\">R</A>"),
            (
                "<a\n  title='a > b'\n  href = /r&amp;d/ id=r>R</a>",
                "<a\n  title='a > b'\n  href = /r&amp;d/ aria-current=\"true\" id=r>R</a>",
            ),
        ] {
            assert_eq!(marked(link, below()), expected);
        }
        for link in [
            r#"<a aria-current="step" href="/r&amp;d/">R</a>"#,
            r#"<link href="/r&amp;d/">"#,
            r#"<a data-href="/r&amp;d/">R</a>"#,
            r#"<!-- <a href="/r&amp;d/"> -->"#,
            "<a href>",
            "<a href=\"/r&amp;d/",
        ] {
            assert_eq!(marked(link, below()), link);
        }
    }
}
