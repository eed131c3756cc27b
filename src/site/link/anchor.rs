//! Anchors: of the page that links, and of the page that is linked.

use std::collections::BTreeSet;

use super::destination::{Destination, LinkContext};
use super::files::MadePage;
use super::places::{Extent, Missed, PagePlace, PagePlaces};
use super::resolver::{Answer, Found, Resolver};
use super::trouble::{Anchored, SUGGESTIONS, Trouble, Wanted, it_has};
use crate::article::{ArticleId, Source, TermId};
use crate::base::{ContentPath, Span, UrlPath, fold_name, foreign_slugs, slugify};
use crate::config::LanguageId;
use crate::diagnostic::{BROKEN_ANCHOR, Diagnostic};

impl Resolver<'_> {
    /// `[[#heading]]`.
    pub(super) fn here(
        &self,
        context: &LinkContext<'_>,
        fragment: &str,
        span: Span,
    ) -> Answer {
        if fragment.is_empty() || fragment == "top" {
            return Ok(Destination::Here(fragment.into()).into());
        }
        let Some(source) = context.source else {
            let none = std::iter::empty();
            return Err(broken_anchor(fragment, "this page", none, None, span));
        };
        let extent = context.article.map_or(Extent::Text, |_| Extent::Page);
        let places = self.places(source, extent);
        let page = Anchored::Text(source.file, extent);
        let place = place_of(places, fragment, "this page", Some(page), span)?;
        Ok(Found {
            words: place.words.clone(),
            ..Destination::Here(place.anchor.clone()).into()
        })
    }

    /// A page, or an anchor on it.
    pub(super) fn on_page(
        &self,
        context: &LinkContext<'_>,
        id: ArticleId,
        fragment: Option<&str>,
        name: Option<&str>,
        span: Span,
    ) -> Answer {
        let article = &self.sources.articles[id];
        let title = &article.front_matter.title.value;
        let language = article.source.language;
        let foreign = (language != context.language).then_some(language);
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            let words = Some(name.unwrap_or(title).into());
            let destination = Destination::Article { id, fragment: None };
            return Ok(Found { words, foreign, ..destination.into() });
        };
        let places = self.places(&article.source, Extent::Page);
        let asked = Anchored::Text(article.source.file, Extent::Page);
        let page = format!("`{title}`");
        let place = place_of(places, fragment, &page, Some(asked), span);
        let trouble = match place {
            Ok(place) => {
                let words = place.words.as_deref().or(name).unwrap_or(title);
                let words = Some(words.into());
                let fragment = Some(place.anchor.clone());
                let destination = Destination::Article { id, fragment };
                return Ok(Found { words, foreign, ..destination.into() });
            }
            Err(trouble) => trouble,
        };
        let is_intro = self.glossary.intros[language] == Some(id);
        let entry = self.entry_at(language, fragment).filter(|_| is_intro);
        if let Some(term) = entry {
            return Ok(self.entry(context, term, None));
        }
        if is_title(fragment, title) {
            let words = Some(name.unwrap_or(title).into());
            let destination = Destination::Article { id, fragment: None };
            return Ok(Found { words, foreign, ..destination.into() });
        }
        Err(trouble)
    }

    /// A glossary entry, or an anchor on its own page.
    pub(super) fn on_entry(
        &self,
        context: &LinkContext<'_>,
        id: TermId,
        fragment: Option<&str>,
        name: Option<&str>,
        span: Span,
    ) -> Answer {
        let entry = self.entry(context, id, name);
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Ok(entry);
        };
        let source = &self.sources.terms[id].source;
        let is_listed = self.glossary.visibility[id].is_listed();
        if is_listed && self.glossary.own_pages[id].is_none() {
            return Err(no_own_page(fragment, &source.path, span).into());
        }
        let places = self.places(source, Extent::Page);
        let name = &self.sources.terms[id].front_matter.term.value;
        let page = format!("the page of `{name}`");
        let asked = Anchored::Text(source.file, Extent::Page);
        let place = place_of(places, fragment, &page, Some(asked), span)?;
        let fragment = Some(place.anchor.clone());
        let words = place.words.clone().or(entry.words);
        Ok(Found { destination: Destination::Term { id, fragment }, words, ..entry })
    }

    /// A page that Engraft makes, or an anchor on it: only the glossary has some.
    pub(super) fn on_made_page(
        &self,
        context: &LinkContext<'_>,
        page: &MadePage,
        fragment: Option<&str>,
        span: Span,
    ) -> Answer {
        let address = &page.address;
        if let Some(id) = page.term {
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
        let is_this = |page: &Option<UrlPath>| page.as_ref() == Some(address);
        let language = self.glossary.pages.position(is_this);
        if let Some(term) =
            language.and_then(|language| self.entry_at(language, fragment))
        {
            return Ok(self.entry(context, term, None));
        }
        let page = format!("`{}`", address.as_str());
        let entries = language.map(|language| &self.known.entries.in_order[language]);
        let anchors = entries.into_iter().flatten().map(|anchor| &**anchor);
        let asked = language.map(Anchored::Glossary);
        Err(broken_anchor(fragment, &page, anchors, asked, span))
    }

    /// An entry of the glossary, called by a name or by its term.
    pub(super) fn entry(
        &self,
        context: &LinkContext<'_>,
        id: TermId,
        name: Option<&str>,
    ) -> Found {
        let term = &self.sources.terms[id];
        let language = term.source.language;
        Found {
            destination: Destination::Term { id, fragment: None },
            words: Some(name.unwrap_or(&term.front_matter.term.value).into()),
            foreign: (language != context.language).then_some(language),
            term: Some(id),
        }
    }

    /// The glossary entry that has an anchor on the glossary page of a language.
    fn entry_at(&self, language: LanguageId, anchor: &str) -> Option<TermId> {
        self.known.entries.by_anchor[language].get(anchor).copied()
    }

    /// What can be linked in a text.
    pub(super) fn places(&self, source: &Source, extent: Extent) -> &PagePlaces {
        self.known.places.of(source, extent, (self.sources, &self.known.files))
    }
}

/// Whether a fragment means the title of a page: other generators give it an anchor, and here
/// the page begins with it.
fn is_title(fragment: &str, title: &str) -> bool {
    let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
    fold_name(&fragment) == fold_name(title)
        || slugify(title) == fragment
        || foreign_slugs(title).iter().any(|slug| *slug == fragment)
}

/// Says that an entry of the glossary page is too short a text to have headings.
fn no_own_page(fragment: &str, file: &ContentPath, span: Span) -> Diagnostic {
    let message = format!("a glossary entry without a page has no heading `#{fragment}`");
    Diagnostic::new(&BROKEN_ANCHOR, span, message).with_help(format!(
        "take `#{fragment}` out, or write that heading into `{file}`: it gives the entry a page"
    ))
}

/// The place of a page that a fragment means; if there is none, says so.
pub(super) fn place_of<'p>(
    places: &'p PagePlaces,
    fragment: &str,
    page: &str,
    asked: Option<Anchored>,
    span: Span,
) -> Result<&'p PagePlace, Box<Trouble>> {
    places.find(fragment).map_err(|missed| match missed {
        Missed::Nothing => {
            let names = names(places, fragment);
            broken_anchor(fragment, page, names.into_iter(), asked, span)
        }
        Missed::Several(several) => {
            let words = several.iter().filter_map(|place| place.words.as_deref());
            let words: Vec<String> = words.map(|words| format!("`#{words}`")).collect();
            let count = words.len();
            let message = format!("`#{fragment}` could mean {count} headings of {page}");
            let help = format!("write one of {}", words.join(", "));
            Diagnostic::new(&BROKEN_ANCHOR, span, message).with_help(help).into()
        }
    })
}

/// What the places of a page are called, in order: by the words of their headings where a
/// link names words, because an anchor says nothing of signs; else by their anchors.
pub(super) fn names<'p>(places: &'p PagePlaces, fragment: &str) -> Vec<&'p str> {
    let is_in_words = slugify(fragment) != fragment && !fragment.contains('%');
    let mut seen = BTreeSet::new();
    let name = |place: &'p PagePlace| {
        let words = place.words.as_deref().filter(|words| {
            is_in_words && !words.contains(['[', ']', '|', '#']) && seen.insert(*words)
        });
        words.unwrap_or(&place.anchor)
    };
    places.all().map(name).collect()
}

/// Says that a page has no such heading, and which it has; `places` are the anchors that it
/// has, in order.
pub(super) fn broken_anchor<'p>(
    fragment: &str,
    page: &str,
    places: impl Iterator<Item = &'p str>,
    wanted: Option<Anchored>,
    span: Span,
) -> Box<Trouble> {
    let message = format!("{page} has no heading `#{fragment}`");
    let diagnostic = Diagnostic::new(&BROKEN_ANCHOR, span, message);
    let first: Vec<&str> = places.take(SUGGESTIONS).collect();
    let Some(page) = wanted.filter(|_| !first.is_empty()) else {
        let help = format!("it has no headings: take `#{fragment}` out");
        return diagnostic.with_help(help).into();
    };
    let wanted = Wanted::Anchor { page, fragment: fragment.to_owned() };
    Trouble::wanting(diagnostic.with_help(it_has(&first)), wanted)
}
