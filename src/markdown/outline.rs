//! What is kept of a text after it is read: its headings and its links.

use std::ops::Range;

use super::document::{Document, Fault, Kind};
use super::link::{Id, Link, LinkKind};
use super::stray::Repair;

/// Headings, links and the count of words of one Markdown text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in order, block titles among them.
    pub headings: Vec<Heading>,
    /// Links, images, citations and includes, in order of [`Link::at`].
    pub links: Vec<Link>,
    /// Anchors that raw HTML sets, in order.
    pub ids: Vec<Id>,
    /// Words of prose (white-space separated), for the reading time.
    pub words: u32,
    /// What is wrong with the text itself.
    pub faults: Vec<Fault>,
    /// What is wrong with it and what mends it for certain.
    pub repairs: Vec<Repair>,
}

/// A heading of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Level as shown, 2 to 6.
    pub level: u8,
    /// Its plain text.
    pub text: Box<str>,
    /// Its anchor.
    pub anchor: Box<str>,
    /// Whether its author wrote the anchor, as `{#id}`.
    pub has_id: bool,
    /// Whether the contents list shows it (block titles are not shown).
    pub in_contents: bool,
    /// Where it stands.
    pub range: Range<usize>,
}

impl Outline {
    /// The bytes from below the heading with an anchor up to the next heading of its level
    /// or above.
    pub fn section(&self, anchor: &str) -> Option<Range<usize>> {
        let at = self.headings.iter().position(|heading| *heading.anchor == *anchor)?;
        let (first, rest) = self.headings[at..].split_first()?;
        let next = rest.iter().find(|heading| heading.level <= first.level);
        Some(first.range.end..next.map_or(usize::MAX, |heading| heading.range.start))
    }

    /// Forgets the links and anchors of raw HTML: on a site that shows it as text there
    /// are none.
    pub fn forget_raw_html(&mut self) {
        let is_html = |kind| matches!(kind, LinkKind::HtmlLink | LinkKind::HtmlSource);
        self.links.retain(|link| !is_html(link.kind));
        self.ids.clear();
    }
}

/// Words of a piece of text, by the spaces between them: for the reading time, which is
/// told in minutes.
fn words_in(text: &str) -> usize {
    if text.trim_ascii().is_empty() {
        return 0;
    }
    text.trim_ascii().bytes().filter(|&byte| byte == b' ').count() + 1
}

/// Keeps what the site needs of a parsed text.
pub(super) fn outline(document: Document<'_>) -> Outline {
    let mut outline = Outline::default();
    let mut node = 0;
    let mut code_end = 0;
    while node < document.nodes.len() {
        let this = &document.nodes[node];
        match &this.kind {
            Kind::Removed => {
                node = this.end;
                continue;
            }
            Kind::Heading { level, anchor, has_id, .. } => {
                let heading = heading(&document, node, *level, anchor);
                outline.headings.push(Heading { has_id: *has_id, ..heading });
            }
            Kind::BlockTitle { level, anchor } => {
                let title = heading(&document, node, *level, anchor);
                outline.headings.push(Heading { in_contents: false, ..title });
            }
            Kind::CodeBlock { .. } => code_end = this.end,
            Kind::Text(words) if node >= code_end => {
                let count = words_in(words);
                outline.words += u32::try_from(count).unwrap_or(u32::MAX);
            }
            _ => {}
        }
        node += 1;
    }
    outline.links = document.links;
    // Sorted by key for the writer's look-up; keys of one citation keep their order.
    outline.links.sort_by_key(|link| link.at);
    outline.ids = document.ids;
    outline.faults = document.faults;
    outline.repairs = document.repairs;
    outline
}

fn heading(document: &Document<'_>, node: usize, level: u8, anchor: &str) -> Heading {
    Heading {
        level,
        text: document.text_of(node).into(),
        anchor: anchor.into(),
        has_id: false,
        in_contents: true,
        range: document.nodes[node].range.clone(),
    }
}
