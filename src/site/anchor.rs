//! Anchors: of the page that links, and of the page that is linked.

use super::path_link::MadePage;
use super::resolve::{Answer, Context, Destination, Found, Resolver};
use crate::article::{ArticleId, Source, TermId};
use crate::base::{ContentPath, Span, UrlPath, slugify};
use crate::diagnostic::{BROKEN_ANCHOR, Diagnostic, nearest_several};
use crate::markdown::{Heading, LinkKind, Outline};

/// How many anchors a finding lists.
const SUGGESTIONS: usize = 3;

/// A place on a page that can be linked: a heading, or an element of raw HTML.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    anchor: &'a str,
    /// The words of a heading.
    words: Option<&'a str>,
}

impl Resolver<'_> {
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
        let places = match (context.article, context.outline) {
            (Some(id), _) => self.places(&self.sources.articles[id.0 as usize].source),
            (None, Some(outline)) => places(outline),
            (None, None) => Vec::new(),
        };
        match find(&places, fragment) {
            Some(place) => Ok(Found {
                words: place.words.map(Into::into),
                ..Destination::Here(place.anchor.into()).into()
            }),
            None => Err(broken_anchor(fragment, "this page", &places, span).into()),
        }
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
        let places = self.places(&article.source);
        if let Some(place) = find(&places, fragment) {
            let words = place.words.or(name).unwrap_or(title);
            let words = Some(words.into());
            let fragment = Some(place.anchor.into());
            let destination = Destination::Article { id, fragment };
            return Ok(Found { words, foreign, ..destination.into() });
        }
        let entry = self.entry_at(language, fragment);
        if let Some(term) = entry.filter(|_| self.glossary.intros[language] == Some(id)) {
            return Ok(self.entry(context, term, None));
        }
        Err(broken_anchor(fragment, &format!("`{title}`"), &places, span).into())
    }

    /// A glossary entry, or an anchor on its own page.
    pub(super) fn on_entry(
        &self,
        context: &Context<'_>,
        id: TermId,
        fragment: Option<&str>,
        name: Option<&str>,
        span: Span,
    ) -> Answer {
        let entry = self.entry(context, id, name);
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Ok(entry);
        };
        let number = id.0 as usize;
        let source = &self.sources.terms[number].source;
        let is_listed = self.glossary.visibility[number].is_listed();
        if is_listed && self.glossary.own_pages[number].is_none() {
            return Err(no_own_page(fragment, &source.path, span).into());
        }
        let places = self.places(source);
        let Some(place) = find(&places, fragment) else {
            let name = &self.sources.terms[number].front_matter.term.value;
            let page = format!("the page of `{name}`");
            return Err(broken_anchor(fragment, &page, &places, span).into());
        };
        let fragment = Some(place.anchor.into());
        let words = place.words.map(Into::into).or(entry.words);
        Ok(Found { destination: Destination::Term { id, fragment }, words, ..entry })
    }

    /// A page that Engraft makes, or an anchor on it: only the glossary has some.
    pub(super) fn on_made_page(
        &self,
        context: &Context<'_>,
        page: &MadePage,
        fragment: Option<&str>,
        span: Span,
    ) -> Answer {
        let address = &page.address;
        let is_this = |page: &Option<UrlPath>| page.as_ref() == Some(address);
        if let Some(number) = self.glossary.own_pages.iter().position(is_this) {
            let id = TermId(u32::try_from(number).unwrap_or(u32::MAX));
            return self.on_entry(context, id, fragment, None, span);
        }
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            let foreign = (page.language != context.language).then_some(page.language);
            let destination = Destination::Page { address: address.clone() };
            return Ok(Found {
                words: page.title.clone(),
                foreign,
                ..destination.into()
            });
        };
        let language = self.glossary.pages.iter().position(is_this);
        if let Some(term) =
            language.and_then(|language| self.entry_at(language, fragment))
        {
            return Ok(self.entry(context, term, None));
        }
        let places = language.map_or_else(Vec::new, |own| self.entry_places(own));
        let page = format!("`{}`", address.as_str());
        Err(broken_anchor(fragment, &page, &places, span).into())
    }

    fn entry_places(&self, language: usize) -> Vec<Place<'_>> {
        let terms = self.sources.terms.iter().zip(&self.glossary.anchors);
        let own = terms.filter(|(term, _)| term.source.language == language);
        own.map(|(_, anchor)| Place { anchor, words: None }).collect()
    }

    /// The glossary entry that has an anchor on the glossary page of a language.
    pub(super) fn entry_at(&self, language: usize, anchor: &str) -> Option<TermId> {
        let is_meant = |number: &usize| {
            self.sources.terms[*number].source.language == language
                && self.glossary.anchors[*number] == anchor
        };
        let number = (0..self.sources.terms.len()).find(is_meant)?;
        Some(TermId(u32::try_from(number).ok()?))
    }

    /// What can be linked on the page of a text, with what its snippets bring.
    fn places<'r>(&'r self, source: &'r Source) -> Vec<Place<'r>> {
        let mut found = places(&source.outline);
        let mut pending = vec![source];
        let mut seen = Vec::new();
        while let Some(source) = pending.pop() {
            let includes = source.outline.links.iter();
            for link in includes.filter(|link| link.kind == LinkKind::Include) {
                let (path, section) = split_fragment(&link.target);
                let snippet = self.known.files.find_snippet(source.path.folder(), path);
                let Some(snippet) = snippet.filter(|id| !seen.contains(id)) else {
                    continue;
                };
                seen.push(snippet);
                let source = &self.sources.snippets[snippet as usize].source;
                match section {
                    None => found.extend(places(&source.outline)),
                    Some(section) => found.extend(below(&source.outline, section)),
                }
                pending.push(source);
            }
        }
        found
    }
}

/// What can be linked in a text.
pub(super) fn places(outline: &Outline) -> Vec<Place<'_>> {
    let ids = outline.ids.iter().map(|id| Place { anchor: &id.name, words: None });
    outline.headings.iter().map(place).chain(ids).collect()
}

fn place(heading: &Heading) -> Place<'_> {
    Place { anchor: &heading.anchor, words: Some(&heading.text) }
}

/// The headings below one, which is not included itself.
fn below<'o>(outline: &'o Outline, section: &str) -> impl Iterator<Item = Place<'o>> {
    let headings = outline.headings.iter();
    let mut from = headings.skip_while(move |heading| {
        *heading.anchor != *section && slugify(&heading.text) != slugify(section)
    });
    let level = from.next().map_or(0, |heading| heading.level);
    from.take_while(move |heading| heading.level > level).map(place)
}

/// Splits `name#fragment`.
pub(super) fn split_fragment(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((name, fragment)) => (name.trim_end(), Some(fragment.trim())),
        None => (target, None),
    }
}

/// The place that is meant: by its anchor, or by the words of its heading.
pub(super) fn find<'p>(places: &[Place<'p>], fragment: &str) -> Option<Place<'p>> {
    let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
    let exact = places.iter().find(|place| *place.anchor == *decoded);
    let by_words = || {
        let slug = slugify(&decoded);
        let is_meant = |place: &&Place<'_>| {
            place.anchor == slug
                || place.words.is_some_and(|words| slugify(words) == slug)
        };
        places.iter().find(is_meant).filter(|_| !slug.is_empty())
    };
    exact.or_else(by_words).copied()
}

impl<'p> Place<'p> {
    /// Its anchor.
    pub(super) fn anchor(self) -> &'p str {
        self.anchor
    }
}

/// Says that an entry of the glossary page is too short a text to have headings.
fn no_own_page(fragment: &str, file: &ContentPath, span: Span) -> Diagnostic {
    let message = format!("a glossary entry without a page has no heading `#{fragment}`");
    Diagnostic::new(&BROKEN_ANCHOR, span, message).with_help(format!(
        "take `#{fragment}` out, or write that heading into `{file}`: it gives the entry a page"
    ))
}

/// Says that a page has no such heading, and which it has.
pub(super) fn broken_anchor(
    fragment: &str,
    page: &str,
    places: &[Place<'_>],
    span: Span,
) -> Diagnostic {
    let anchors = places.iter().map(|place| place.anchor);
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
        diagnostic.with_help(format!("it has no headings: take `#{fragment}` out"))
    } else {
        diagnostic.with_help(format!("it has {}", quoted.join(", ")))
    }
}
