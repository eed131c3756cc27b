//! The places of a page that can be linked: headings, and elements of raw HTML with an
//! anchor.
//!
//! A page may have ten thousand headings and as many links to them, so that what a link
//! asks for is looked up and not searched. The table of a text is made where a link first
//! asks for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::destination::{Destination, Resolved};
use super::files::Files;
use super::path_text::split_fragment;
use crate::article::{Snippet, SnippetId, Source};
use crate::base::{FileId, SignedSlug, TiSlice, fold_name, foreign_slugs};
use crate::markdown::{Heading, LinkKind, Outline};
use crate::site::Sources;

/// What the ids begin with that pages and their writer make.
const IDS_OF_PAGES: &[&str] =
    &["site-", "site_", "main_", "page_", "ref_", "fn_", "fnref_", "table_", "term_"];

/// How many places are held that one name may mean: as many as a finding tells.
const MOST_MEANT: usize = 4;

/// A place on a page that can be linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PagePlace {
    pub(super) anchor: Box<str>,
    /// The words of a heading, or of a term in a list of definitions.
    pub(super) words: Option<Box<str>>,
    /// The level of a heading; 0 for what is none.
    level: u8,
}

/// The places of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct PagePlaces {
    in_order: Vec<PagePlace>,
    /// By their anchors.
    by_anchor: BTreeMap<Box<str>, usize>,
    /// By their words as they are.
    by_words: BTreeMap<Box<str>, usize>,
    /// By their words but for case, and but for what an anchor leaves out.
    by_fold: BTreeMap<String, Meant>,
    alike: BTreeMap<SignedSlug, Meant>,
    /// By the anchors that other generators give them; nothing where two have one.
    foreign: BTreeMap<String, Option<usize>>,
}

/// The places that one name may mean, each of other words; of the same words the first.
#[derive(Debug, Clone, Default)]
struct Meant(Vec<usize>);

/// Why no place is meant.
pub(super) enum Missed<'p> {
    /// Nothing is called so.
    Nothing,
    /// Headings of several words could be meant.
    Several(Vec<&'p PagePlace>),
}

impl PagePlaces {
    fn new(places: impl Iterator<Item = PagePlace>) -> Self {
        let mut found = PagePlaces::default();
        for (number, place) in places.enumerate() {
            found.by_anchor.entry(place.anchor.clone()).or_insert(number);
            if let Some(words) = &place.words {
                let is_new = !found.by_words.contains_key(words);
                found.by_words.entry(words.clone()).or_insert(number);
                if is_new {
                    found.by_fold.entry(fold_name(words)).or_default().add(number);
                    found.alike.entry(SignedSlug::new(words)).or_default().add(number);
                }
            }
            found.in_order.push(place);
        }
        // A term of a list takes no anchor from a heading.
        found.foreign = found.foreign_of(false);
        found.foreign.extend(found.foreign_of(true));
        found
    }

    /// The foreign anchors of headings, or of terms; nothing where two have one.
    fn foreign_of(&self, headings: bool) -> BTreeMap<String, Option<usize>> {
        let mut owners: BTreeMap<String, Option<usize>> = BTreeMap::new();
        let places = self.in_order.iter().enumerate();
        for (number, place) in places.filter(|(_, one)| (one.level > 0) == headings) {
            for slug in place.words.iter().flat_map(|words| foreign_slugs(words)) {
                let owner = owners.entry(slug);
                owner.and_modify(|owner| *owner = None).or_insert(Some(number));
            }
        }
        owners
    }

    /// The place that is meant, by the words of its heading or by its anchor. Exact words
    /// come first, then the anchor, words but for their case, and words but for what an
    /// anchor leaves out; signs count. Of headings of the same words the first is meant, of
    /// others none. `Part#Section` is what is called so below the heading `Part`.
    pub(super) fn find(&self, fragment: &str) -> Result<&PagePlace, Missed<'_>> {
        match self.find_one(fragment) {
            Err(Missed::Nothing) if fragment.contains('#') => self.find_below(fragment),
            found => found,
        }
    }

    /// The place at the end of a way from heading to heading.
    fn find_below(&self, way: &str) -> Result<&PagePlace, Missed<'_>> {
        let mut range = 0..self.in_order.len();
        let mut place = Err(Missed::Nothing);
        for words in way.split('#').map(str::trim).filter(|words| !words.is_empty()) {
            let within = PagePlaces::new(self.in_order[range.clone()].iter().cloned());
            let own = |place: &PagePlace| {
                let mut own = self.in_order.iter();
                own.position(|other| other.anchor == place.anchor)
            };
            let at = match within.find_one(words) {
                Ok(found) => own(found).ok_or(Missed::Nothing)?,
                Err(Missed::Nothing) => return Err(Missed::Nothing),
                Err(Missed::Several(several)) => {
                    let several: Vec<usize> =
                        several.into_iter().filter_map(own).collect();
                    return Err(self.several(several.iter()));
                }
            };
            let level = self.in_order[at].level;
            let below = self.in_order[at + 1..range.end].iter();
            let is_below = |place: &&PagePlace| place.level == 0 || place.level > level;
            range = at + 1..at + 1 + below.take_while(is_below).count();
            place = Ok(&self.in_order[at]);
        }
        place
    }

    fn find_one(&self, fragment: &str) -> Result<&PagePlace, Missed<'_>> {
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        if let Some(number) = self.by_words.get(&*decoded) {
            return Ok(&self.in_order[*number]);
        }
        let named = self.by_fold.get(&fold_name(&decoded));
        if let Some(&number) = self.by_anchor.get(&*decoded) {
            // `cmv` is the anchor of "CMV+", and may mean the heading "CMV" beside it.
            return match named {
                Some(Meant(others)) if self.has_signs(number) => {
                    let both = std::iter::once(&number).chain(others);
                    Err(self.several(both))
                }
                _ => Ok(&self.in_order[number]),
            };
        }
        let wanted = SignedSlug::new(&decoded);
        if wanted.slug.is_empty() {
            return Err(Missed::Nothing);
        }
        if let Some(Meant(meant)) = named.or_else(|| self.alike.get(&wanted)) {
            return match meant.as_slice() {
                [number] => Ok(&self.in_order[*number]),
                several => Err(self.several(several.iter())),
            };
        }
        // An anchor says nothing of the signs of its heading.
        let by_anchor = self.by_anchor.get(&*wanted.slug).copied();
        let by_anchor =
            by_anchor.filter(|&number| !wanted.has_signs() && !self.has_signs(number));
        let by_foreign = || self.foreign.get(&*decoded).copied().flatten();
        let number = by_anchor.or_else(by_foreign).ok_or(Missed::Nothing)?;
        Ok(&self.in_order[number])
    }

    fn has_signs(&self, number: usize) -> bool {
        let words = self.in_order[number].words.as_deref();
        words.is_some_and(|words| SignedSlug::new(words).has_signs())
    }

    fn several<'n>(&self, numbers: impl Iterator<Item = &'n usize>) -> Missed<'_> {
        Missed::Several(numbers.map(|&number| &self.in_order[number]).collect())
    }

    /// All places, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = &PagePlace> {
        self.in_order.iter()
    }

    /// The anchors that other generators give, by the own ones, which come first.
    fn foreign_anchors(&self) -> BTreeMap<String, Vec<String>> {
        let mut anchors: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (slug, owner) in &self.foreign {
            let is_taken = self.by_anchor.contains_key(&**slug)
                || IDS_OF_PAGES.iter().any(|start| slug.starts_with(start));
            if let Some(owner) = owner.filter(|_| !is_taken) {
                let own = self.in_order[owner].anchor.to_string();
                anchors.entry(own).or_default().push(slug.clone());
            }
        }
        anchors
    }
}

impl Meant {
    /// Adds a place of other words than those before.
    fn add(&mut self, number: usize) {
        if self.0.len() < MOST_MEANT {
            self.0.push(number);
        }
    }
}

/// The anchors that other generators give the headings and terms on the page of a text, by
/// those that they have here; one that two share belongs to neither. The links of the
/// text and of the snippets say which snippets the page has.
pub fn foreign_anchors(
    source: &Source,
    links: &[Resolved],
    snippets: &TiSlice<SnippetId, Arc<Snippet>>,
    snippet_links: &TiSlice<SnippetId, Arc<[Resolved]>>,
) -> BTreeMap<String, Vec<String>> {
    let is_foreign = |heading: &Heading| !foreign_slugs(&heading.text).is_empty();
    let mut found: Vec<PagePlace> = places(&source.outline).collect();
    let mut are_foreign = source.outline.named().any(is_foreign);
    let mut pending = vec![links];
    let mut seen = BTreeSet::new();
    while let Some(links) = pending.pop() {
        for link in links {
            let Destination::Snippet { id, fragment } = &link.destination else {
                continue;
            };
            if !seen.insert(*id) {
                continue;
            }
            let outline = &snippets[*id].source.outline;
            are_foreign |= outline.named().any(is_foreign);
            match fragment {
                None => found.extend(places(outline)),
                Some(anchor) => found.extend(below(outline, anchor)),
            }
            pending.push(&snippet_links[*id]);
        }
    }
    if are_foreign {
        PagePlaces::new(found.into_iter()).foreign_anchors()
    } else {
        BTreeMap::new()
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
    of_text: OnceLock<PagePlaces>,
    of_page: OnceLock<PagePlaces>,
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
    ) -> &PagePlaces {
        let known = &self.by_file[&source.file];
        match extent {
            Extent::Text => {
                known.of_text.get_or_init(|| PagePlaces::new(places(&source.outline)))
            }
            Extent::Page => known.of_page.get_or_init(|| {
                let mut found: Vec<PagePlace> = places(&source.outline).collect();
                add_included(source, sources, files, &mut found);
                PagePlaces::new(found.into_iter())
            }),
        }
    }
}

/// Adds what the snippets of a text bring, each once.
fn add_included(
    source: &Source,
    sources: &Sources,
    files: &Files,
    found: &mut Vec<PagePlace>,
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
                Some(section) => {
                    let text = PagePlaces::new(places(&source.outline));
                    if let Ok(place) = text.find(section) {
                        found.extend(below(&source.outline, &place.anchor));
                    }
                }
            }
            pending.push(source);
        }
    }
}

/// What can be linked in a text.
fn places(outline: &Outline) -> impl Iterator<Item = PagePlace> {
    let ids = outline.ids.iter();
    let ids = ids.map(|id| PagePlace { anchor: id.name.clone(), words: None, level: 0 });
    outline.named().map(place).chain(ids)
}

fn place(heading: &Heading) -> PagePlace {
    PagePlace {
        anchor: heading.anchor.clone(),
        words: Some(heading.text.clone()),
        level: heading.level,
    }
}

/// The headings below the one with an anchor, which is not included itself.
fn below<'o>(
    outline: &'o Outline,
    anchor: &str,
) -> impl Iterator<Item = PagePlace> + use<'o> {
    let mut headings = outline.headings.iter();
    let level = headings.find(|heading| *heading.anchor == *anchor);
    let level = level.map_or(0, |heading| heading.level);
    let below = headings.take_while(move |heading| heading.level > level);
    below.map(place)
}

/// The anchor of what a fragment means in a text, by its name or by the words of a heading.
pub(in crate::site) fn anchor_of(source: &Source, fragment: &str) -> Option<String> {
    let places = PagePlaces::new(places(&source.outline));
    places.find(fragment).ok().map(|place| place.anchor.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The anchor of the heading that a link means, of headings by their words; or how many
    /// it could mean.
    fn found(headings: &[&str], fragment: &str) -> Result<String, usize> {
        let mut anchors = crate::base::Anchors::default();
        let place = |words: &&str| PagePlace {
            anchor: anchors.make(words).into(),
            words: Some((*words).into()),
            level: 2,
        };
        let places = PagePlaces::new(headings.iter().map(place));
        match places.find(fragment) {
            Ok(place) => Ok(place.anchor.to_string()),
            Err(Missed::Nothing) => Err(0),
            Err(Missed::Several(several)) => Err(several.len()),
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
    fn a_way_leads_from_heading_to_heading() {
        let mut anchors = crate::base::Anchors::default();
        let place = |(level, words): &(u8, &str)| PagePlace {
            anchor: anchors.make(words).into(),
            words: Some((*words).into()),
            level: *level,
        };
        let headings = [
            (2, "Tablets"),
            (3, "Dose"),
            (4, "Missed"),
            (3, "C#"),
            (2, "Drops"),
            (3, "Dose"),
            (3, "Missed"),
        ];
        let places = PagePlaces::new(headings.iter().map(place));
        for (fragment, anchor) in [
            ("Tablets#Dose", Some("dose")),
            ("Drops#Dose", Some("dose-1")),
            ("drops # missed", Some("missed-1")),
            ("Tablets#Dose#Missed", Some("missed")),
            ("Tablets#Missed", Some("missed")),
            ("#Drops#Dose", Some("dose-1")),
            ("C#", Some("c")),
            ("Drops#Tablets", None),
            ("Dose#Drops", None),
            ("Nothing#Dose", None),
            ("##", None),
        ] {
            let found = places.find(fragment).ok().map(|place| &*place.anchor);
            assert_eq!(found, anchor, "{fragment}");
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
    }
}
