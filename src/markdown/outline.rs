//! What is kept of a text after it is read: its headings and its links.

use std::ops::Range;

use super::document::{Document, NodeKind};
use super::fault::{Fault, Mend};
use super::link::{Id, Link, LinkKind};
use crate::base::Anchors;

/// Headings, links and the count of words of one Markdown text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in order, block titles among them.
    pub headings: Vec<Heading>,
    /// Terms of lists of definitions, in order.
    pub definitions: Vec<Heading>,
    /// Links, images, citations and includes, in order of [`Link::at`].
    pub links: Vec<Link>,
    /// Anchors that raw HTML sets, in order.
    pub ids: Vec<Id>,
    /// Words of prose (white-space separated), for the reading time.
    pub words: u32,
    /// What is wrong with the text itself.
    pub faults: Vec<Fault>,
    /// The same where an edit may mend it.
    pub mends: Vec<Mend>,
}

/// A heading of an article, or a term that it defines in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Level as shown, 2 to 6.
    pub level: u8,
    /// Its plain text: as it is read, once [`Outline::read`] was told what its links say.
    pub text: Box<str>,
    /// The same as it is written, where it has links without words of their own.
    pub written: Box<str>,
    /// What its anchor is made of, where that is not its text: as it is typed, with the signs
    /// of what is lowered, raised or struck out.
    pub typed: Option<Box<str>>,
    /// Its links without words of their own, in order.
    pub speechless: Box<[Speechless]>,
    /// Its anchor.
    pub anchor: Box<str>,
    /// Whether its author wrote the anchor, as `{#id}`.
    pub has_id: bool,
    /// Whether the contents list shows it (block titles are not shown).
    pub in_contents: bool,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A link in a heading that has no words of its own: it says what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speechless {
    /// How it is written.
    pub kind: LinkKind,
    /// The target as written: see [`Link::target`].
    pub target: Box<str>,
    /// The bytes of the text of the heading as written that stand for it.
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

    /// Everything that has an anchor made of its words.
    pub fn named(&self) -> impl Iterator<Item = &Heading> {
        self.headings.iter().chain(&self.definitions)
    }

    /// Whether what a heading says depends on what others are called.
    pub fn has_speechless(&self) -> bool {
        self.named().any(|heading| !heading.speechless.is_empty())
    }

    /// Gives headings the words that are read, in the order of [`Outline::named`], where
    /// they differ from those written; and all their anchors.
    pub fn read(&mut self, words: impl IntoIterator<Item = Option<String>>) {
        let named = self.headings.iter_mut().chain(&mut self.definitions);
        for (heading, words) in named.zip(words) {
            if let Some(words) = words {
                heading.text = words.into();
            }
        }
        self.name_anew();
    }

    /// Makes the anchors anew from the words of headings; those that the author chose stay.
    fn name_anew(&mut self) {
        let mut anchors = Anchors::default();
        for id in &self.ids {
            anchors.claim(&id.name);
        }
        for heading in self.headings.iter().filter(|heading| heading.has_id) {
            anchors.claim(&heading.anchor);
        }
        let made = self.headings.iter_mut().filter(|heading| !heading.has_id);
        for heading in made.chain(&mut self.definitions) {
            let typed = heading.typed.as_ref().unwrap_or(&heading.text);
            heading.anchor = anchors.make(typed).into();
        }
    }

    /// Gives the headings of a tree the anchors that they have here, which may have been
    /// read since: see [`Outline::read`].
    pub(super) fn name(&self, document: &mut Document<'_>) {
        let mut own = self.headings.iter();
        let mut terms = self.definitions.iter();
        let mut node = 0;
        while node < document.nodes.len() {
            let known = match document.nodes[node].kind {
                NodeKind::Removed => {
                    node = document.nodes[node].end;
                    continue;
                }
                NodeKind::Heading { .. } | NodeKind::BlockTitle { .. } => own.next(),
                NodeKind::DefinitionTitle { .. } => terms.next(),
                _ => None,
            };
            if let (
                Some(known),
                NodeKind::Heading { anchor, .. }
                | NodeKind::BlockTitle { anchor, .. }
                | NodeKind::DefinitionTitle { anchor },
            ) = (known, &mut document.nodes[node].kind)
            {
                *anchor = known.anchor.to_string();
            }
            node += 1;
        }
    }

    /// Takes the words and anchors that the headings of the same text were given before.
    pub fn read_as(&mut self, known: &Outline) {
        let Outline { headings, definitions, .. } = self;
        let own = headings.iter_mut().chain(definitions);
        for (heading, known) in own.zip(known.named()) {
            heading.text.clone_from(&known.text);
            heading.anchor.clone_from(&known.anchor);
        }
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
            NodeKind::Removed => {
                node = this.end;
                continue;
            }
            NodeKind::Heading { level, anchor, has_id, .. } => {
                let heading = heading(&document, node, *level, anchor);
                outline.headings.push(Heading { has_id: *has_id, ..heading });
            }
            NodeKind::BlockTitle { level, anchor } => {
                let title = heading(&document, node, *level, anchor);
                outline.headings.push(Heading { in_contents: false, ..title });
            }
            NodeKind::DefinitionTitle { anchor } => {
                let term = heading(&document, node, 0, anchor);
                outline.definitions.push(Heading { in_contents: false, ..term });
            }
            NodeKind::CodeBlock { .. } => code_end = this.end,
            NodeKind::Text(words) if node >= code_end => {
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
    outline.mends = document.mends;
    outline
}

fn heading(document: &Document<'_>, node: usize, level: u8, anchor: &str) -> Heading {
    let link = |(at, range): (usize, Range<usize>)| {
        let at = u32::try_from(at).ok()?;
        let link = document.links.iter().find(|link| link.at == at)?;
        Some(Speechless { kind: link.kind, target: link.target.clone(), range })
    };
    let text = document.text_of(node);
    let speechless: Box<[Speechless]> =
        document.speechless(node).into_iter().filter_map(link).collect();
    let typed = Some(document.typed_of(node));
    let typed = typed.filter(|typed| speechless.is_empty() && *typed != text);
    Heading {
        level,
        typed: typed.map(Into::into),
        written: if speechless.is_empty() { "".into() } else { text.as_str().into() },
        text: text.into(),
        speechless,
        anchor: anchor.into(),
        has_id: false,
        in_contents: true,
        range: document.nodes[node].range.clone(),
    }
}
