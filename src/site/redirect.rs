//! Old addresses that lead to a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::visibility::Visibility;
use crate::article::{Article, ArticleId};
use crate::base::{ContentPath, Span, UrlPath, fold_path};
use crate::diagnostic::{BAD_REDIRECT, DUPLICATE_ADDRESS, Diagnostic, REDIRECT_LOOP};

/// An old address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub from: UrlPath,
    /// The fragment of the old address that is meant, if only a part of a page moved.
    pub fragment: Option<String>,
    /// The article it leads to.
    pub to: ArticleId,
    /// Where it was written.
    pub span: Span,
}

/// Reads `redirect_from` of every article that has a page.
pub(super) fn redirects(
    articles: &[Arc<Article>],
    visibility: &[Visibility],
    permalinks: &[UrlPath],
    found: &mut Vec<Diagnostic>,
) -> Vec<Redirect> {
    let mut redirects: Vec<Redirect> = Vec::new();
    let mut claimed: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
    for (number, article) in articles.iter().enumerate() {
        if !visibility[number].has_page() {
            continue;
        }
        let to = ArticleId(u32::try_from(number).unwrap_or(u32::MAX));
        for old in &article.front_matter.redirect_from {
            let Some((from, fragment)) = old_address(&old.value) else {
                found.push(bad(old.span, &old.value));
                continue;
            };
            if fragment.is_none() && same_page(&from, &permalinks[number]) {
                found.push(
                    Diagnostic::new(
                        &REDIRECT_LOOP,
                        old.span,
                        format!("`{}` is the address of this page itself", old.value),
                    )
                    .with_help("take this line out"),
                );
                continue;
            }
            let key = (fold_path(from.output_path().as_str()), fragment.clone());
            if let Some(&first) = claimed.get(&key) {
                if redirects[first].to == to {
                    continue;
                }
                found.push(claimed_twice(&old.value, old.span, &redirects[first]));
                continue;
            }
            claimed.insert(key, redirects.len());
            redirects.push(Redirect { from, fragment, to, span: old.span });
        }
    }
    redirects
}

fn same_page(from: &UrlPath, permalink: &UrlPath) -> bool {
    fold_path(from.output_path().as_str()) == fold_path(permalink.output_path().as_str())
}

fn bad(span: Span, old: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_REDIRECT,
        span,
        format!("`{old}` is not an address of this site"),
    )
    .with_help("write the old path without the host, such as `/old/page/`")
}

fn claimed_twice(old: &str, span: Span, first: &Redirect) -> Diagnostic {
    Diagnostic::new(
        &DUPLICATE_ADDRESS,
        span,
        format!("two pages claim the old address `{old}`"),
    )
    .with_label(first.span, "claimed here as well")
    .with_help("leave the line in one of the two pages")
}

/// An old address as written, decoded once and checked: a page without extension ends
/// with a slash, `old/page.md` is the page that stood there.
pub fn old_address(old: &str) -> Option<(UrlPath, Option<String>)> {
    let (path, fragment) = match old.split_once('#') {
        Some((path, fragment)) if !fragment.is_empty() => {
            (path, Some(fragment.to_owned()))
        }
        Some((path, _)) => (path, None),
        None => (old, None),
    };
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let unsafe_character = |c: char| {
        c.is_control() || matches!(c, '\\' | '?' | '<' | '>' | '"' | '|' | '*' | ':')
    };
    if decoded.contains(unsafe_character) || decoded.starts_with("//") {
        return None;
    }
    let inner = decoded.trim_start_matches('/').trim_end_matches('/');
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
    }
}
