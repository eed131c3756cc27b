//! Old addresses that lead to a page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::circle::{MOST_TOLD, circles, told};
use super::link::anchor_of;
use super::visibility::Visibility;
use crate::article::{Article, ArticleId};
use crate::base::{ContentPath, Span, TiSlice, UrlPath, fold_path, slugify};
use crate::diagnostic::{
    BAD_REDIRECT, DUPLICATE_ADDRESS, Diagnostic, REDIRECT_LOOP, REDIRECT_SHADOWS_PAGE,
};

/// An old address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub from: UrlPath,
    /// The fragment of the old address that is meant, if only a part of a page moved.
    pub fragment: Option<String>,
    /// The article it leads to.
    pub to: ArticleId,
    /// The anchor in the article where that part stands now, if it is there.
    pub anchor: Option<String>,
    /// Where it was written.
    pub span: Span,
}

impl Redirect {
    /// The old address for comparison.
    pub(super) fn key(&self) -> String {
        key(&self.from)
    }
}

/// An address for comparison.
pub(super) fn key(address: &UrlPath) -> String {
    fold_path(address.output_path().as_str())
}

/// Reads `redirect_from` of every article that has a page.
pub(super) fn redirects(
    articles: &TiSlice<ArticleId, Arc<Article>>,
    visibility: &TiSlice<ArticleId, Visibility>,
    permalinks: &TiSlice<ArticleId, UrlPath>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Redirect> {
    let shown =
        || articles.iter_enumerated().filter(|(id, _)| visibility[*id].has_page());
    let pages: BTreeMap<String, ArticleId> =
        shown().map(|(id, _)| (key(&permalinks[id]), id)).collect();
    let mut anchors = ArticleAnchors { articles, known: BTreeMap::new() };
    let mut redirects: Vec<Redirect> = Vec::new();
    let mut claimed: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
    for (to, article) in shown() {
        for old in &article.front_matter.redirect_from {
            let Some((from, fragment)) = old_address(&old.value) else {
                found.push(bad(old.span, &old.value));
                continue;
            };
            let words = fragment_of(&old.value).filter(|words| !words.is_empty());
            let anchor = words.and_then(|words| anchor_of(&article.source, &words));
            let redirect = Redirect { from, fragment, to, anchor, span: old.span };
            let page = pages.get(&redirect.key()).copied();
            if let Some(fault) = fault(&redirect, &old.value, page, &mut anchors) {
                found.push(fault);
                continue;
            }
            let key = (redirect.key(), redirect.fragment.clone());
            match claimed.get(&key).map(|&first| &redirects[first]) {
                Some(first) if first.to == to && first.anchor == redirect.anchor => {}
                Some(first) => found.push(claimed_twice(&old.value, old.span, first)),
                None => {
                    claimed.insert(key, redirects.len());
                    redirects.push(redirect);
                }
            }
        }
    }
    drop_loops(&mut redirects, &pages, found);
    redirects
}

/// Takes out the old addresses that lead round in a circle, and reports them. `pages` are
/// the addresses of pages, by [`Redirect::key`].
fn drop_loops(
    redirects: &mut Vec<Redirect>,
    pages: &BTreeMap<String, ArticleId>,
    found: &mut Vec<Diagnostic>,
) {
    let mut next = BTreeMap::new();
    let mut sent_by: BTreeMap<ArticleId, usize> = BTreeMap::new();
    for (number, redirect) in redirects.iter().enumerate() {
        let page = pages.get(&redirect.key()).filter(|_| redirect.fragment.is_none());
        if let Some(&page) = page {
            next.insert(page, redirect.to);
            sent_by.insert(page, number);
        }
    }
    let mut dropped = BTreeSet::new();
    for circle in circles(&next) {
        let numbers: Vec<usize> = circle.iter().map(|page| sent_by[page]).collect();
        let name = |&number: &usize| format!("`{}`", redirects[number].from.as_str());
        let mut way: Vec<String> = numbers.iter().take(MOST_TOLD).map(name).collect();
        if numbers.len() > MOST_TOLD {
            way.push(format!("{} more", numbers.len() - MOST_TOLD));
        }
        way.extend(numbers.first().map(name));
        let spans: Vec<Span> =
            numbers.iter().map(|&number| redirects[number].span).collect();
        let message =
            format!("these old addresses lead round in a circle: {}", way.join(" to "));
        found.extend(told(message, &spans, "take one of these lines out"));
        dropped.extend(numbers);
    }
    let mut number = 0;
    redirects.retain(|_| {
        number += 1;
        !dropped.contains(&(number - 1))
    });
}

/// The anchors of articles, gathered where one is asked for.
struct ArticleAnchors<'a> {
    articles: &'a TiSlice<ArticleId, Arc<Article>>,
    known: BTreeMap<ArticleId, BTreeSet<&'a str>>,
}

impl ArticleAnchors<'_> {
    fn has(&mut self, id: ArticleId, anchor: &str) -> bool {
        let anchors = self.known.entry(id).or_insert_with(|| {
            let outline = &self.articles[id].source.outline;
            let headings = outline.headings.iter().map(|heading| &*heading.anchor);
            headings.chain(outline.ids.iter().map(|id| &*id.name)).collect()
        });
        anchors.contains(anchor)
    }
}

/// What is wrong with an old address, given the page that is there now.
fn fault(
    redirect: &Redirect,
    old: &str,
    page: Option<ArticleId>,
    anchors: &mut ArticleAnchors<'_>,
) -> Option<Diagnostic> {
    let page = page?;
    let article = &anchors.articles[page];
    let Some(fragment) = &redirect.fragment else {
        let message = format!("`{old}` is the address of this page itself");
        let finding = Diagnostic::new(&REDIRECT_LOOP, redirect.span, message);
        return (page == redirect.to).then(|| finding.with_help("take this line out"));
    };
    if anchors.has(page, fragment) {
        let title = &article.front_matter.title.value;
        let message = format!("`{title}` still has the heading `#{fragment}`");
        let help = "take this line out, or the heading there";
        let finding = Diagnostic::new(&REDIRECT_SHADOWS_PAGE, redirect.span, message);
        return Some(finding.with_help(help));
    }
    let message = format!("`{old}` is a part of this page itself");
    let help = format!("write `{{#{fragment}}}` behind the heading that is meant");
    let finding = Diagnostic::new(&REDIRECT_LOOP, redirect.span, message);
    (page == redirect.to).then(|| finding.with_help(help))
}

/// The path of a whole address.
fn path_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let path = &rest[rest.find('/')?..];
    (path.len() > 1 && !path.contains(['?', '#'])).then_some(path)
}

fn bad(span: Span, old: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_REDIRECT,
        span,
        format!("`{old}` is not an address of this site"),
    )
    .with_help(match path_of(old) {
        Some(path) => format!("write the path without the host: `{path}`"),
        None => "write the old path without the host, such as `/old/page/`".to_owned(),
    })
}

fn claimed_twice(old: &str, span: Span, first: &Redirect) -> Diagnostic {
    let (who, help) = if first.span.file == span.file {
        (
            "two lines",
            "write the anchors that the two had, such as `#day-1` and `#day-1-1`",
        )
    } else {
        ("two pages", "leave the line in one of the two pages")
    };
    let message = format!("{who} claim the old address `{old}`");
    Diagnostic::new(&DUPLICATE_ADDRESS, span, message)
        .with_label(first.span, "claimed here as well")
        .with_help(help)
}

/// The fragment of an old address as written, decoded once; empty if it has none. `None` if
/// it is no text.
fn fragment_of(old: &str) -> Option<String> {
    let (_, fragment) = old.split_once('#').unwrap_or_default();
    let fragment = percent_decode_str(fragment).decode_utf8().ok()?;
    Some(fragment.trim().to_owned())
}

/// An old address as written, decoded once and checked: a page without extension ends
/// with a slash, `old/page.md` is the page that stood there.
pub fn old_address(old: &str) -> Option<(UrlPath, Option<String>)> {
    let path = old.split('#').next().unwrap_or(old);
    // An anchor holds no white space; the words of a heading do.
    let fragment = Some(fragment_of(old)?).filter(|words| !words.is_empty());
    let fragment = fragment.map(|words| {
        if words.contains(char::is_whitespace) { slugify(&words) } else { words }
    });
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let unsafe_character = |c: char| {
        c.is_control() || matches!(c, '\\' | '?' | '<' | '>' | '"' | '|' | '*' | ':')
    };
    if decoded.contains(unsafe_character) || decoded.starts_with("//") {
        return None;
    }
    let inner = decoded.trim_start_matches('/').trim_end_matches('/');
    if fragment.is_some() && matches!(inner, "" | "index.md") {
        return Some((UrlPath::page([]), fragment));
    }
    if inner.is_empty() {
        return None;
    }
    let inner = inner.strip_suffix(".md").unwrap_or(inner);
    let inner = inner.strip_suffix("/index").unwrap_or(inner);
    // Refuses `..` and empty parts.
    let path = ContentPath::new(inner)?;
    if path.as_str().split('/').any(|part| part.starts_with('.') || part.len() > 200) {
        return None;
    }
    let is_file =
        matches!(path.extension(), Some("html" | "htm" | "php" | "aspx" | "pdf"));
    let from = if is_file {
        UrlPath::file(path.as_str())
    } else {
        UrlPath::page(path.as_str().split('/'))
    };
    Some((from, fragment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_are_paths_of_this_site_only() {
        for (old, expected) in [
            ("/complications/gvhd/", Some("/complications/gvhd/")),
            ("complications/gvhd", Some("/complications/gvhd/")),
            ("old/page.md", Some("/old/page/")),
            ("/leaflet.html", Some("/leaflet.html")),
            ("/../../evil", None),
            ("/%2e%2e/%2e%2e/evil", None),
            ("https://evil.example/x", None),
            ("//evil.example/x", None),
            ("/", None),
            ("/\"><script>", None),
        ] {
            let found = old_address(old).map(|(from, _)| from.as_str().to_owned());
            assert_eq!(found.as_deref(), expected, "{old}");
        }
    }

    #[test]
    fn a_part_of_a_page_can_have_moved() {
        let (from, fragment) = old_address("old/page.md#signs").unwrap();
        assert_eq!((from.as_str(), fragment.as_deref()), ("/old/page/", Some("signs")));
        for (old, expected) in [
            ("/old/#Side effects", Some("side-effects")),
            ("/old/#apr%C3%A8s", Some("apr\u{e8}s")),
            ("/#signs", Some("signs")),
            ("/old/#", None),
        ] {
            let (_, fragment) = old_address(old).unwrap();
            assert_eq!(fragment.as_deref(), expected, "{old}");
        }
    }
}
