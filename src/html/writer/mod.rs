//! The body of a page: a Markdown tree and the tables of the site in, HTML out.
//!
//! The tree is made here, written in one go and dropped: one per thread at a time. Blocks
//! are rendered by the theme's templates while their surroundings are written.

mod abbreviation;
mod block;
mod card;
mod footnote;
mod image;
mod include;
mod inline;
mod known_words;
mod page_words;
mod quote;
mod sign;
mod table;
mod term;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::facts::{Card, Facts};
use super::sanitise::Sanitiser;
use crate::article::{ArticleId, Source, TermId};
use crate::base::{FileId, Html, Span, TiSlice, escape_into};
use crate::config::{GlossaryConfig, LanguageId, RawHtml};
use crate::diagnostic::{Diagnostic, PAGE_TOO_LARGE, Rule};
use crate::markdown::{Document, Fault, NodeId, NodeKind, Outline, Run, runs};
use crate::site::{Destination, Places, Resolved, foreign_anchors};
use crate::theme::view::{ContactView, EmergencyView};
use crate::theme::{Blocks, MOST_PAGE_BYTES, SharedView};

pub use table::has_labelled_tables;

use abbreviation::Abbreviations;
use term::{Edits, PageTerms};

/// What the writer needs to know of the page around a body.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// Where links go, and what they are called.
    pub site: &'a Places,
    /// Templates of blocks.
    pub blocks: &'a Blocks,
    /// What templates of this language see.
    pub shared: &'a SharedView,
    /// The theme's words in this language.
    pub strings: &'a BTreeMap<String, String>,
    /// Names of all languages, by number.
    pub language_names: &'a TiSlice<LanguageId, (String, String)>,
    /// For each term: the address of its entry, if there is one.
    pub term_hrefs: &'a TiSlice<TermId, Option<String>>,
    /// The path of `base_url`.
    pub base_path: &'a str,
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// Whether code is highlighted.
    pub highlight: bool,
    /// The page's own contact, and the others by id.
    pub contacts: &'a BTreeMap<String, ContactView>,
    /// Id of the page's own contact.
    pub contact: Option<&'a str>,
    /// The line that answers day and night.
    pub urgent_contact: Option<&'a ContactView>,
    /// The number of the ambulance, and the address that calls it.
    pub emergency: Option<&'a EmergencyView>,
    /// The article whose page it is, if it is one's.
    pub article: Option<ArticleId>,
    /// Which mentions of terms are marked, and whether abbreviations are spelled out.
    pub glossary: GlossaryConfig,
    /// Whether terms are marked on this page at all.
    pub autolink: bool,
    /// Whether its sources stand on the page, so that citations are numbered and lead there.
    pub cites: bool,
    /// The terms that the page is about: it neither marks them nor spells them out.
    pub subjects: &'a [TermId],
    /// Added before every anchor, so that several bodies can stand on one page.
    pub anchor_prefix: &'a str,
}

/// A written body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The HTML.
    pub html: Arc<Html>,
    /// The cards for help that an article begins with, the one for emergencies first; they are
    /// not in `html`.
    pub cards: Arc<Html>,
    /// Keys of the references it cites, in order of first citation.
    pub citations: Vec<String>,
    /// What it says beyond its HTML.
    pub facts: Arc<Facts>,
    /// What was found while writing.
    pub diagnostics: Vec<Diagnostic>,
}

impl Written {
    /// All that was written: the cards, then the text.
    pub fn whole(&self) -> Arc<Html> {
        if self.cards.as_str().is_empty() {
            return Arc::clone(&self.html);
        }
        Arc::new(Html(format!("{}{}", self.cards.as_str(), self.html.as_str())))
    }
}

/// Writes the body of a source. `title` is the title of its page; `links` says where its
/// links go.
pub fn write(
    source: &Source,
    title: &str,
    links: &[Resolved],
    around: &Surroundings<'_>,
) -> Written {
    let mut writer = Writer {
        around,
        out: String::with_capacity(source.body.len() * 2),
        cards: String::new(),
        citations: Citations::default(),
        facts: Facts::default(),
        terms: PageTerms::new(links),
        abbreviations: Abbreviations::default(),
        footnotes: Vec::new(),
        foreign: foreign_anchors(
            source,
            links,
            &around.site.snippets,
            &around.site.snippet_links,
        ),
        ids: BTreeMap::new(),
        included_at: None,
        found: Vec::new(),
        snippet_depth: 0,
        tables: 0,
        quoted: BTreeSet::new(),
        card: None,
        is_in_card_title: false,
        is_naming: false,
        outside: 0,
        is_full: false,
    };
    writer.claim_anchors(&source.outline);
    writer.abbreviations.spell_out(title);
    writer.source(source, title, links, TextPart { section: None, line: None });
    writer.footnote_list();
    writer.facts.unexplained = writer.abbreviations.unexplained();
    Written {
        html: Arc::new(Html(writer.out)),
        cards: Arc::new(Html(writer.cards)),
        citations: writer.citations.in_order,
        facts: Arc::new(writer.facts),
        diagnostics: writer.found,
    }
}

/// What belongs to the whole page.
struct Writer<'a> {
    around: &'a Surroundings<'a>,
    out: String,
    /// The cards that stand before all else.
    cards: String,
    citations: Citations,
    facts: Facts,
    /// What it has said of glossary terms so far.
    terms: PageTerms,
    /// The abbreviations that it uses.
    abbreviations: Abbreviations,
    footnotes: Vec<footnote::Footnote>,
    /// The anchors that other generators give its headings, by those of the headings.
    foreign: BTreeMap<String, Vec<String>>,
    /// Anchors of the page: a snippet's heading may not repeat one. Each with the number
    /// that it was last given as another's name.
    ids: BTreeMap<String, u32>,
    found: Vec<Diagnostic>,
    snippet_depth: usize,
    /// Where the page's own text shows the snippet that is being written.
    included_at: Option<Span>,
    /// Tables with a caption so far.
    tables: u32,
    /// Where the links lead whose sentences are noted.
    quoted: BTreeSet<Destination>,
    /// The card that it writes.
    card: Option<Card>,
    /// Whether it writes the title of a card.
    is_in_card_title: bool,
    /// Whether it writes what names something: a header cell, or the title of a definition.
    is_naming: bool,
    /// Bytes that stand around those that are being written.
    outside: usize,
    /// Whether it was told that the page is too large.
    is_full: bool,
}

/// The references that a page cites.
#[derive(Default)]
struct Citations {
    /// Their keys, in order of first citation.
    in_order: Vec<String>,
    /// The number of each, from 1.
    numbers: BTreeMap<String, usize>,
}

impl Citations {
    /// The number of a reference, which may be cited for the first time.
    fn number(&mut self, key: &str) -> usize {
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        self.in_order.push(key.to_owned());
        self.numbers.insert(key.to_owned(), self.in_order.len());
        self.in_order.len()
    }
}

/// What is written of a text.
#[derive(Clone, Copy)]
struct TextPart<'p> {
    /// One section of it, by the anchor of its heading.
    section: Option<&'p str>,
    /// Its only paragraph, for a line that takes its words.
    line: Option<include::Line>,
}

/// What belongs to one text: the article itself, or a snippet in it.
struct WrittenText<'t> {
    document: &'t Document<'t>,
    file: FileId,
    links: &'t [Resolved],
    sanitiser: Sanitiser<'t>,
    /// The footnotes that were mentioned.
    mentioned: footnote::Mentioned<'t>,
    /// The bytes of the source, for the target spans of images.
    source: &'t str,
    /// The language it is written in.
    language: LanguageId,
    /// Its words, block by block.
    runs: &'t [Run],
    /// For each run: whether it is decided which terms it marks.
    decided: Vec<bool>,
    /// What is added to its words.
    edits: Edits,
}

impl<'a> Writer<'a> {
    /// Writes a text, or a part of it. Returns false if a line cannot take it.
    #[expect(clippy::too_many_lines, reason = "one part of a text after the other")]
    fn source(
        &mut self,
        source: &Source,
        title: &str,
        links: &[Resolved],
        part: TextPart<'_>,
    ) -> bool {
        let body = source.body.clone();
        let document =
            crate::markdown::parse_known(&source.text, body, title, &source.outline);
        let contacts = self.around.contacts;
        let shown = |at: usize| {
            let link = links_at(links, at).first()?;
            match &link.destination {
                Destination::Contact(id) => Some(contacts.get(&**id)?.name.clone()),
                Destination::Reference(_) => Some(String::new()),
                _ => link.words.as_ref().map(ToString::to_string),
            }
        };
        let mut runs = runs(&document, &shown);
        if let Some(line) = part.line {
            for run in &mut runs {
                run.place = line.place(run.place);
            }
        }
        let mut text = WrittenText {
            document: &document,
            file: source.file,
            links,
            sanitiser: Sanitiser::new(self.around.raw_html, self.around.anchor_prefix),
            mentioned: footnote::Mentioned::default(),
            source: &source.text,
            language: source.language,
            runs: &runs,
            decided: vec![false; runs.len()],
            edits: Edits::default(),
        };
        let roots: Vec<NodeId> = match part.section {
            Some(anchor) => section_of(&document, anchor),
            None => document.roots().collect(),
        };
        let shown: Vec<_> =
            roots.iter().map(|&node| node..document.nodes[node].end).collect();
        self.quote(&text, &shown);
        let is_in_link = part.line.is_some_and(|line| line.is_in_link);
        let link = is_in_link.then(|| text.sanitiser.enter_link());
        let is_written = if part.line.is_some() {
            self.only_paragraph(&mut text, &roots)
        } else {
            let first = self.first_cards(&text, &roots, part);
            self.facts.begins_with_number |= first.first().is_some_and(|&node| {
                matches!(&document.nodes[node].kind, NodeKind::Block { kind } if kind == "urgent")
            });
            for &node in &first {
                let card = self.captured(|writer| writer.block(&mut text, node));
                self.cards.push_str(&card);
            }
            for &node in roots.iter().filter(|node| !first.contains(node)) {
                self.block(&mut text, node);
            }
            true
        };
        if let Some(link) = link {
            text.sanitiser.leave(link, &mut self.out);
        }
        text.sanitiser.close_all(&mut self.out);
        self.footnote_bodies(&mut text);
        for Fault { rule, range, message, help } in text.sanitiser.take_faults() {
            self.find(&text, rule, range, message, help);
        }
        is_written
    }

    fn find(
        &mut self,
        text: &WrittenText<'_>,
        rule: &'static Rule,
        range: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        let mut diagnostic = Diagnostic::new(rule, Span::new(text.file, range), message);
        diagnostic.help = help;
        self.found.push(diagnostic);
    }

    /// What `write` adds, as a string of its own.
    fn captured(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let outside = std::mem::take(&mut self.out);
        self.outside += outside.len();
        write(self);
        self.outside -= outside.len();
        std::mem::replace(&mut self.out, outside)
    }

    /// Whether the page holds all that it may, so that nothing more is written. Names that
    /// stand for themselves in a few letters could come to any length.
    fn is_full(&mut self, text: &WrittenText<'_>, node: NodeId) -> bool {
        if self.outside + self.out.len() <= MOST_PAGE_BYTES {
            return false;
        }
        if !self.is_full {
            self.is_full = true;
            let start = text.document.nodes[node].range.start;
            let message = format!(
                "up to here, this page comes to more than {} MB",
                MOST_PAGE_BYTES / 1_000_000
            );
            let help = "divide the text into several pages".to_owned();
            self.find(text, &PAGE_TOO_LARGE, start..start, message, Some(help));
        }
        true
    }

    /// One of the theme's words; its key where the theme lacks it.
    fn word(&self, key: &'static str) -> &'a str {
        self.around.strings.get(key).map_or(key, String::as_str)
    }

    /// The id of an anchor on the page. Those of the page's own text are told apart
    /// already; one of a snippet that the page has is numbered.
    fn id(&mut self, anchor: &str) -> String {
        let base = format!("{}{anchor}", self.around.anchor_prefix);
        if self.snippet_depth == 0 {
            return base;
        }
        let Some(&last) = self.ids.get(&base) else {
            self.ids.insert(base.clone(), 0);
            return base;
        };
        let mut numbered =
            (last + 1..).map(|number| (number, format!("{base}-{number}")));
        let free = numbered.find(|(_, id)| !self.ids.contains_key(id));
        let (number, id) = free.unwrap_or((last, base.clone()));
        self.ids.insert(id.clone(), 0);
        self.ids.insert(base, number);
        id
    }

    /// Writes the anchors that other generators give a heading, so that old links arrive.
    fn foreign_anchors(&mut self, anchor: &str) {
        for foreign in self.foreign.remove(anchor).unwrap_or_default() {
            let id = format!("{}{foreign}", self.around.anchor_prefix);
            if self.ids.insert(id.clone(), 0).is_none() {
                self.out.push_str("<a id=\"");
                escape_into(&mut self.out, &id);
                self.out.push_str("\"></a>");
            }
        }
    }

    /// Keeps the anchors of the page's own text from those of its snippets.
    fn claim_anchors(&mut self, outline: &Outline) {
        let headings = outline.named().map(|heading| &*heading.anchor);
        let own = headings.chain(outline.ids.iter().map(|id| &*id.name));
        let prefix = self.around.anchor_prefix;
        self.ids.extend(own.map(|anchor| (format!("{prefix}{anchor}"), 0)));
    }
}

impl<'t> WrittenText<'t> {
    /// Where the link that begins at byte `at` goes: one per key of a citation.
    fn links_at(&self, at: usize) -> &'t [Resolved] {
        links_at(self.links, at)
    }

    /// Where the only link that begins at byte `at` goes.
    fn link_at(&self, at: usize) -> Option<&'t Resolved> {
        self.links_at(at).first()
    }
}

/// The links of a text, in order of their keys, that begin at byte `at`.
fn links_at(links: &[Resolved], at: usize) -> &[Resolved] {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    let start = links.partition_point(|link| link.at < at);
    let length = links[start..].partition_point(|link| link.at == at);
    &links[start..start + length]
}

/// The roots from the heading with an anchor up to the next heading of its level.
fn section_of(document: &Document<'_>, wanted: &str) -> Vec<NodeId> {
    let mut section = Vec::new();
    let mut open: Option<u8> = None;
    for node in document.roots() {
        if let NodeKind::Heading { level, anchor, .. } = &document.nodes[node].kind {
            match open {
                None if anchor == wanted => {
                    open = Some(*level);
                    continue; // The page that includes it has a heading of its own.
                }
                Some(own) if *level <= own => break,
                _ => {}
            }
        }
        if open.is_some() {
            section.push(node);
        }
    }
    section
}
