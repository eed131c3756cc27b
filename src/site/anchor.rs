//! Anchors: of the page that links, and of the page that is linked.

use super::resolve::{Answer, Context, Destination, Found, Resolver};
use crate::article::ArticleId;
use crate::base::{Span, slugify};
use crate::diagnostic::{BROKEN_ANCHOR, Diagnostic, nearest_several};
use crate::markdown::{Heading, Link, LinkKind};

/// How many anchors a finding lists.
const SUGGESTIONS: usize = 3;

impl<'a> Resolver<'a> {
    /// `[[#heading]]`.
    pub(super) fn here(
        &self,
        context: &Context<'_>,
        fragment: &str,
        span: Span,
    ) -> Answer {
        if fragment.is_empty() || fragment == "top" {
            return Ok(Destination::Here(fragment.into()).into());
        }
        let headings = || match context.article {
            Some(id) => self.headings(id),
            None => context.headings.iter().collect(),
        };
        let own = headings();
        let Some(anchor) = anchor(own.iter().copied(), fragment) else {
            return Err(broken_anchor(fragment, "this page", &own, span).into());
        };
        let words = own.iter().find(|heading| heading.anchor == anchor);
        let words = words.map(|heading| heading.text.clone());
        Ok(Found { words, ..Destination::Here(anchor).into() })
    }

    /// A page, or an anchor on it.
    pub(super) fn on_page(
        &self,
        context: &Context<'_>,
        id: ArticleId,
        fragment: Option<&str>,
        name: Option<&str>,
        span: Span,
    ) -> Answer {
        let article = &self.sources.articles[id.0 as usize];
        let title = &article.front_matter.title.value;
        let language = article.source.language;
        let foreign = (language != context.language).then_some(language);
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            let words = Some(name.unwrap_or(title).into());
            let destination = Destination::Article { id, fragment: None };
            return Ok(Found { words, foreign, ..destination.into() });
        };
        let headings = self.headings(id);
        let Some(anchor) = anchor(headings.iter().copied(), fragment) else {
            return Err(
                broken_anchor(fragment, &format!("`{title}`"), &headings, span).into()
            );
        };
        let heading = headings.iter().find(|heading| heading.anchor == anchor);
        let words = heading.map(|heading| heading.text.clone());
        let destination = Destination::Article { id, fragment: Some(anchor) };
        Ok(Found { words, foreign, ..destination.into() })
    }

    /// The headings of an article's page, with those of its snippets.
    fn headings(&self, id: ArticleId) -> Vec<&Heading> {
        let article = &self.sources.articles[id.0 as usize];
        let mut headings: Vec<&Heading> =
            article.source.outline.headings.iter().collect();
        let mut pending: Vec<(&str, &Link)> = Vec::new();
        let mut seen = Vec::new();
        let includes = |links: &'a [Link], folder: &'a str| {
            links
                .iter()
                .filter(|link| link.kind == LinkKind::Include)
                .map(move |link| (folder, link))
        };
        let source = &article.source;
        pending.extend(includes(&source.outline.links, source.path.folder()));
        while let Some((folder, link)) = pending.pop() {
            let path = split_fragment(&link.target).0;
            let Some(snippet) = self.known.files.find_snippet(folder, path) else {
                continue;
            };
            if seen.contains(&snippet) {
                continue;
            }
            seen.push(snippet);
            let source = &self.sources.snippets[snippet as usize].source;
            headings.extend(&source.outline.headings);
            pending.extend(includes(&source.outline.links, source.path.folder()));
        }
        headings
    }
}

/// Splits `name#fragment`.
pub(super) fn split_fragment(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((name, fragment)) => (name.trim_end(), Some(fragment.trim())),
        None => (target, None),
    }
}

/// The anchor that is meant: written as it is, or as the words of its heading.
pub(super) fn anchor<'h>(
    mut headings: impl Iterator<Item = &'h Heading> + Clone,
    fragment: &str,
) -> Option<Box<str>> {
    let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
    let exact = headings.clone().find(|heading| *heading.anchor == *decoded);
    let by_words = || {
        let slug = slugify(&decoded);
        headings.find(|heading| *heading.anchor == slug || slugify(&heading.text) == slug)
    };
    exact.or_else(by_words).map(|heading| heading.anchor.clone())
}

/// Says that a page has no such heading, and which it has.
pub(super) fn broken_anchor(
    fragment: &str,
    page: &str,
    headings: &[&Heading],
    span: Span,
) -> Diagnostic {
    let anchors = headings.iter().map(|heading| &*heading.anchor);
    let near = nearest_several(fragment, anchors.clone(), SUGGESTIONS);
    let listed: Vec<&str> =
        if near.is_empty() { anchors.take(SUGGESTIONS).collect() } else { near };
    let quoted: Vec<String> =
        listed.iter().map(|anchor| format!("`#{anchor}`")).collect();
    let diagnostic = Diagnostic::new(
        &BROKEN_ANCHOR,
        span,
        format!("{page} has no heading `#{fragment}`"),
    );
    if quoted.is_empty() {
        diagnostic.with_help("that page has no headings: link to the page itself")
    } else {
        diagnostic.with_help(format!("it has {}", quoted.join(", ")))
    }
}
