//! Anchors: of the page that links, and of the page that is linked.

use std::collections::BTreeMap;

use super::path_link::MadePage;
use super::resolve::{Answer, Context, Destination, Found, Resolver};
use crate::article::{ArticleId, Source, TermId};
use crate::base::{ContentPath, SignedSlug, Span, UrlPath, fold_name, foreign_slugs};
use crate::diagnostic::{BROKEN_ANCHOR, Diagnostic, nearest_several};
use crate::markdown::{Heading, LinkKind, Outline};

/// What the ids begin with that pages and their writer make.
const IDS_OF_PAGES: &[&str] =
    &["site-", "site_", "main_", "page_", "ref_", "fn_", "fnref_", "table_", "term_"];
/// How many anchors a finding lists.
const SUGGESTIONS: usize = 3;

/// A place on a page that can be linked: a heading, or an element of raw HTML.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    anchor: &'a str,
    /// The words of a heading, or of a term in a list of definitions.
    words: Option<&'a str>,
    /// It is a heading.
    is_heading: bool,
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
            Ok(place) => Ok(Found {
                words: place.words.map(Into::into),
                ..Destination::Here(place.anchor.into()).into()
            }),
            Err(near) => Err(broken_anchor(fragment, "this page", &near, span).into()),
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
        let near = match find(&places, fragment) {
            Ok(place) => {
                let words = place.words.or(name).unwrap_or(title);
                let words = Some(words.into());
                let fragment = Some(place.anchor.into());
                let destination = Destination::Article { id, fragment };
                return Ok(Found { words, foreign, ..destination.into() });
            }
            Err(near) => near,
        };
        let entry = self.entry_at(language, fragment);
        if let Some(term) = entry.filter(|_| self.glossary.intros[language] == Some(id)) {
            return Ok(self.entry(context, term, None));
        }
        Err(broken_anchor(fragment, &format!("`{title}`"), &near, span).into())
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
        let place = match find(&places, fragment) {
            Ok(place) => place,
            Err(near) => {
                let name = &self.sources.terms[number].front_matter.term.value;
                let page = format!("the page of `{name}`");
                return Err(broken_anchor(fragment, &page, &near, span).into());
            }
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
        let near = Near::None(&places);
        Err(broken_anchor(fragment, &page, &near, span).into())
    }

    fn entry_places(&self, language: usize) -> Vec<Place<'_>> {
        let terms = self.sources.terms.iter().zip(&self.glossary.anchors);
        let own = terms.filter(|(term, _)| term.source.language == language);
        own.map(|(_, anchor)| Place { anchor, words: None, is_heading: false }).collect()
    }

    /// The anchors that other generators give the headings on the page of a text, by the
    /// anchors that those have here. Own anchors come first, and one that two headings
    /// share belongs to neither.
    pub fn foreign_anchors(&self, source: &Source) -> BTreeMap<String, Vec<String>> {
        let places = self.places(source);
        let mut foreign: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for place in places.iter().filter(|place| place.is_heading) {
            for slug in place.words.map(foreign_slugs).into_iter().flatten() {
                foreign.entry(slug).or_default().push(place.anchor);
            }
        }
        let is_taken = |slug: &str| {
            places.iter().any(|place| place.anchor == slug)
                || IDS_OF_PAGES.iter().any(|start| slug.starts_with(start))
        };
        let mut anchors: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (slug, owners) in foreign {
            if let ([owner], false) = (&*owners, is_taken(&slug)) {
                anchors.entry((*owner).to_owned()).or_default().push(slug);
            }
        }
        anchors
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
    let ids = outline.ids.iter();
    let ids = ids.map(|id| Place { anchor: &id.name, words: None, is_heading: false });
    outline.named().map(place).chain(ids).collect()
}

fn place(heading: &Heading) -> Place<'_> {
    let is_heading = heading.level > 0;
    Place { anchor: &heading.anchor, words: Some(&heading.text), is_heading }
}

/// The headings below one, which is not included itself.
fn below<'o>(outline: &'o Outline, section: &str) -> impl Iterator<Item = Place<'o>> {
    let anchor = find(&places(outline), section).ok().map(|place| place.anchor);
    let headings = outline.headings.iter();
    let mut from = headings
        .skip_while(move |heading| anchor.is_none_or(|own| *heading.anchor != *own));
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

/// What a page has where nothing on it, or too much, is called as a link says.
pub(super) enum Near<'n, 'p> {
    /// Nothing is called so; all that it has.
    None(&'n [Place<'p>]),
    /// Headings that differ could be meant.
    Several(Vec<Place<'p>>),
}

/// The place that is meant, by the words of its heading or by its anchor. Exact words come
/// first, then the anchor, words but for their case, and words but for what an anchor leaves
/// out; signs count. Of headings of the same words the first is meant, of others none.
pub(super) fn find<'n, 'p>(
    places: &'n [Place<'p>],
    fragment: &str,
) -> Result<Place<'p>, Near<'n, 'p>> {
    let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
    let has_signs = |words: &str| SignedSlug::new(words).has_signs();
    let folded = fold_name(&decoded);
    let is_named = |words: &str| fold_name(words) == folded;
    if let Some(place) = places.iter().find(|place| place.words == Some(&*decoded)) {
        return Ok(*place);
    }
    if let Some(place) = places.iter().find(|place| *place.anchor == *decoded) {
        // `cmv` is the anchor of "CMV+", and may mean the heading "CMV" beside it.
        let signed = place.words.filter(|words| has_signs(words));
        return match signed.and_then(|_| called(places, is_named)) {
            Some(Ok(other)) => Err(Near::Several(vec![*place, other])),
            Some(Err(others)) => Err(Near::Several(others)),
            None => Ok(*place),
        };
    }
    let wanted = SignedSlug::new(&decoded);
    if wanted.slug.is_empty() {
        return Err(Near::None(places));
    }
    let is_alike = |words: &str| SignedSlug::new(words) == wanted;
    if let Some(found) = called(places, is_named).or_else(|| called(places, is_alike)) {
        return found.map_err(Near::Several);
    }
    // An anchor says nothing of the signs of its heading.
    let is_anchor = |place: &&Place<'_>| {
        place.anchor == wanted.slug && !place.words.is_some_and(has_signs)
    };
    let by_anchor = places.iter().find(is_anchor).filter(|_| !wanted.has_signs());
    let by_anchor = by_anchor.copied().or_else(|| by_foreign(places, &decoded));
    by_anchor.ok_or(Near::None(places))
}

/// The heading to which another generator gives an anchor, where it is the only one.
fn by_foreign<'p>(places: &[Place<'p>], anchor: &str) -> Option<Place<'p>> {
    let gives = |place: &&Place<'_>| {
        let words = place.words.filter(|_| place.is_heading);
        words.is_some_and(|words| foreign_slugs(words).iter().any(|slug| slug == anchor))
    };
    let mut given = places.iter().filter(gives);
    given.next().copied().filter(|_| given.next().is_none())
}

/// The heading of words that are meant; all of them where their words are not the same.
fn called<'p>(
    places: &[Place<'p>],
    is_meant: impl Fn(&str) -> bool,
) -> Option<Result<Place<'p>, Vec<Place<'p>>>> {
    let meant = places.iter().filter(|place| place.words.is_some_and(&is_meant));
    let meant: Vec<Place<'_>> = meant.copied().collect();
    let first = *meant.first()?;
    let are_same = meant.iter().all(|place| place.words == first.words);
    Some(if are_same { Ok(first) } else { Err(meant) })
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

/// Says that a page has no such heading, and which it has; or that it has several.
pub(super) fn broken_anchor(
    fragment: &str,
    page: &str,
    near: &Near<'_, '_>,
    span: Span,
) -> Diagnostic {
    let quoted = |anchors: &[&str]| {
        let quoted: Vec<String> =
            anchors.iter().map(|anchor| format!("`#{anchor}`")).collect();
        quoted.join(", ")
    };
    let places = match near {
        Near::None(places) => places,
        Near::Several(places) => {
            let count = places.len();
            let message = format!("`#{fragment}` could mean {count} headings of {page}");
            let words = places.iter().filter_map(|place| place.words);
            let anchors: Vec<&str> = words.collect();
            return Diagnostic::new(&BROKEN_ANCHOR, span, message)
                .with_help(format!("write one of {}", quoted(&anchors)));
        }
    };
    let diagnostic = Diagnostic::new(
        &BROKEN_ANCHOR,
        span,
        format!("{page} has no heading `#{fragment}`"),
    );
    let anchors = places.iter().map(|place| place.anchor);
    let near = nearest_several(fragment, anchors.clone(), SUGGESTIONS);
    let listed: Vec<&str> =
        if near.is_empty() { anchors.take(SUGGESTIONS).collect() } else { near };
    if listed.is_empty() {
        diagnostic.with_help(format!("it has no headings: take `#{fragment}` out"))
    } else {
        diagnostic.with_help(format!("it has {}", quoted(&listed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::slugify;

    /// The anchor of the heading that a link means, of headings by their words and anchors.
    fn found(headings: &[&str], fragment: &str) -> Result<String, usize> {
        let mut anchors = crate::base::Anchors::default();
        let made: Vec<(&str, String)> =
            headings.iter().map(|words| (*words, anchors.make(words))).collect();
        let places: Vec<Place<'_>> = made
            .iter()
            .map(|(words, anchor)| Place { anchor, words: Some(words), is_heading: true })
            .collect();
        match find(&places, fragment) {
            Ok(place) => Ok(place.anchor.to_owned()),
            Err(Near::None(_)) => Err(0),
            Err(Near::Several(several)) => Err(several.len()),
        }
    }

    #[test]
    fn a_heading_is_meant_by_its_words_with_their_signs() {
        let days = &[
            "Day +1",
            "Day \u{2212}1",
            "<38\u{b0}C",
            ">38\u{b0}C",
            "CMV+",
            "CMV\u{2212}",
            "\u{b1}5",
            "5",
            "Rh+",
            "Rh",
        ];
        for (fragment, anchor) in [
            ("Day \u{2212}1", Ok("day-1-1")),
            ("Day -1", Ok("day-1-1")),
            ("day \u{2013} 1", Ok("day-1-1")),
            ("Day +1", Ok("day-1")),
            ("DAY + 1", Ok("day-1")),
            ("Day%20%2B1", Ok("day-1")),
            ("day-1", Ok("day-1")),
            ("day-1-1", Ok("day-1-1")),
            ("Day 1", Err(0)),
            ("Day \u{b1}1", Err(0)),
            ("> 38\u{b0}C", Ok("38-c-1")),
            ("<38\u{b0}C", Ok("38-c")),
            ("38\u{b0}C", Err(0)),
            ("cmv-", Ok("cmv-1")),
            ("cmv", Ok("cmv")),
            ("CMV", Err(0)),
            ("CMV\u{2212} ", Ok("cmv-1")),
            ("5", Ok("5-1")),
            ("\u{b1}5", Ok("5")),
            ("rh", Err(2)),
            ("RH", Ok("rh-1")),
            ("", Err(0)),
        ] {
            assert_eq!(found(days, fragment), anchor.map(str::to_owned), "{fragment}");
        }
    }

    #[test]
    fn exact_words_come_before_words_of_other_case_and_marks() {
        let headings = &[
            "Nausea?",
            "NAUSEA",
            "nausea",
            "Contact",
            "Contact",
            "Eating, drinking",
            "Nausea and/or vomiting",
            "A/B ward",
            "A&B ward",
        ];
        for (fragment, anchor) in [
            ("NAUSEA", Ok("nausea-1")),
            ("Nausea?", Ok("nausea")),
            ("Nausea!", Err(3)),
            ("NaUsEa", Err(2)),
            ("contact", Ok("contact")),
            ("Eating and drinking", Err(0)),
            ("eating: drinking", Ok("eating-drinking")),
            ("nausea-andor-vomiting", Ok("nausea-and-or-vomiting")),
            ("ab-ward", Err(0)),
        ] {
            assert_eq!(
                found(headings, fragment),
                anchor.map(str::to_owned),
                "{fragment}"
            );
        }
        assert_eq!(slugify("Nausea!"), "nausea");
    }
}
