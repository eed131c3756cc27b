//! The places of a page that can be linked: headings, and elements of raw HTML with an
//! anchor.
//!
//! A page may have ten thousand headings and as many links to them, so that what a link
//! asks for is looked up and not searched. The table of a text is made where a link first
//! asks for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::files::Files;
use super::path_text::split_fragment;
use crate::article::Source;
use crate::base::{FileId, slugify};
use crate::markdown::{LinkKind, Outline};
use crate::site::Sources;

/// A place on a page that can be linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) anchor: Box<str>,
    /// The words of a heading.
    pub(super) words: Option<Box<str>>,
}

/// The places of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    in_order: Vec<Place>,
    /// By their anchors.
    exact: BTreeMap<Box<str>, usize>,
    /// By their anchors, and by the words of headings as anchors are made of them.
    alike: BTreeMap<String, usize>,
}

impl Places {
    /// Of several that are called alike the first is meant.
    fn new(places: impl Iterator<Item = Place>) -> Self {
        let mut found = Places::default();
        for (number, place) in places.enumerate() {
            found.exact.entry(place.anchor.clone()).or_insert(number);
            let words = place.words.as_ref().map(|words| slugify(words));
            for name in std::iter::once(place.anchor.to_string()).chain(words) {
                found.alike.entry(name).or_insert(number);
            }
            found.in_order.push(place);
        }
        found
    }

    /// The place that is meant: by its anchor, or by the words of its heading.
    pub(super) fn find(&self, fragment: &str) -> Option<&Place> {
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        let by_words = || {
            let slug = slugify(&decoded);
            self.alike.get(&slug).filter(|_| !slug.is_empty())
        };
        let number = self.exact.get(&*decoded).or_else(by_words)?;
        Some(&self.in_order[*number])
    }

    /// The anchors of all places, in order.
    pub(super) fn anchors(&self) -> impl Iterator<Item = &str> + Clone {
        self.in_order.iter().map(|place| &*place.anchor)
    }
}

/// Which places of a text are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// Those that stand in it.
    Text,
    /// Those of its page, with what its snippets bring.
    Page,
}

/// The places of all texts, by their files.
#[derive(Debug, Default)]
pub(in crate::site) struct AllPlaces {
    by_file: BTreeMap<FileId, OfText>,
}

/// What was looked up already is no part of it: it follows from the texts.
impl PartialEq for AllPlaces {
    fn eq(&self, other: &Self) -> bool {
        self.by_file.keys().eq(other.by_file.keys())
    }
}

#[derive(Debug, Default)]
struct OfText {
    of_text: OnceLock<Places>,
    of_page: OnceLock<Places>,
}

impl AllPlaces {
    /// Has room for the places of all texts.
    pub(in crate::site) fn new(sources: &Sources) -> Self {
        let articles = sources.articles.iter().map(|article| article.source.file);
        let terms = sources.terms.iter().map(|term| term.source.file);
        let snippets = sources.snippets.iter().map(|snippet| snippet.source.file);
        let files = articles.chain(terms).chain(snippets);
        AllPlaces { by_file: files.map(|file| (file, OfText::default())).collect() }
    }

    /// The places of one text.
    pub(super) fn of(
        &self,
        source: &Source,
        extent: Extent,
        (sources, files): (&Sources, &Files),
    ) -> &Places {
        let known = &self.by_file[&source.file];
        match extent {
            Extent::Text => {
                known.of_text.get_or_init(|| Places::new(places(&source.outline)))
            }
            Extent::Page => known.of_page.get_or_init(|| {
                let mut found: Vec<Place> = places(&source.outline).collect();
                add_included(source, sources, files, &mut found);
                Places::new(found.into_iter())
            }),
        }
    }
}

/// Adds what the snippets of a text bring, each once.
fn add_included(
    source: &Source,
    sources: &Sources,
    files: &Files,
    found: &mut Vec<Place>,
) {
    let mut pending = vec![source];
    let mut seen = BTreeSet::new();
    while let Some(source) = pending.pop() {
        let includes = source.outline.links.iter();
        for link in includes.filter(|link| link.kind == LinkKind::Include) {
            let (path, section) = split_fragment(&link.target);
            let snippet = files.find_snippet(source.path.folder(), path);
            let Some(snippet) = snippet.filter(|id| seen.insert(*id)) else { continue };
            let source = &sources.snippets[snippet].source;
            match section {
                None => found.extend(places(&source.outline)),
                Some(section) => found.extend(below(&source.outline, section)),
            }
            pending.push(source);
        }
    }
}

/// What can be linked in a text.
fn places(outline: &Outline) -> impl Iterator<Item = Place> {
    let headings = outline.headings.iter();
    let headings = headings.map(|heading| place(&heading.anchor, Some(&heading.text)));
    headings.chain(outline.ids.iter().map(|id| place(&id.name, None)))
}

fn place(anchor: &str, words: Option<&str>) -> Place {
    Place { anchor: anchor.into(), words: words.map(Into::into) }
}

/// The headings below one, which is not included itself.
fn below<'o>(
    outline: &'o Outline,
    section: &str,
) -> impl Iterator<Item = Place> + use<'o> {
    let meant = slugify(section);
    let is_meant =
        |anchor: &str, words: &str| anchor == section || slugify(words) == meant;
    let mut headings = outline.headings.iter();
    let level = headings.find(|heading| is_meant(&heading.anchor, &heading.text));
    let level = level.map_or(0, |heading| heading.level);
    let below = headings.take_while(move |heading| heading.level > level);
    below.map(|heading| place(&heading.anchor, Some(&heading.text)))
}
