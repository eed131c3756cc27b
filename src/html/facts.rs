//! What a body says beyond its HTML: what other pages, the glossary and the checks ask it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::TermId;
use crate::base::Span;
use crate::records::Degree;
use crate::site::Destination;

/// What a body says beyond its HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The terms that it mentions, each once, in order of first mention.
    pub mentions: Vec<Mention>,
    /// The sentence around the first link to each place of the site, in reading order.
    pub quotes: Arc<Vec<Quote>>,
    /// Mentions of terms in words that their entries advise against.
    pub wordings: Vec<Wording>,
    /// Singulars of names that their entries list in the plural.
    pub singulars: Vec<Singular>,
    /// The headings as they are read, with those of its snippets, in reading order.
    pub headings: Vec<ShownHeading>,
    /// Abbreviations that neither the text nor an entry explains.
    pub unexplained: Vec<Unexplained>,
    /// The kinds of its blocks, such as `urgent`, those of its snippets among them.
    pub blocks: BTreeSet<Box<str>>,
    /// Whether what stands above all else is the card with the number of the ward.
    pub begins_with_number: bool,
    /// The signs of danger that it shows, in reading order.
    pub signs: Vec<ShownSign>,
    /// The values that it shows, by their ids.
    pub values: BTreeMap<Box<str>, Span>,
}

impl Facts {
    /// Whether the numbers for help are to stand above the text: it has a card for them, and
    /// does not begin with the number of the ward.
    pub fn needs_urgent_line(&self) -> bool {
        let has_card =
            self.blocks.contains("urgent") || self.blocks.contains("emergency");
        has_card && !self.begins_with_number
    }
}

/// A card that says when to get help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// `> [!EMERGENCY]`.
    Emergency,
    /// `> [!URGENT]`.
    Urgent,
    /// `> [!NON-URGENT]`.
    NonUrgent,
}

impl Card {
    /// The card that a kind of block is.
    pub fn of(kind: &str) -> Option<Self> {
        Some(match kind {
            "emergency" => Card::Emergency,
            "urgent" => Card::Urgent,
            "non-urgent" => Card::NonUrgent,
            _ => return None,
        })
    }

    /// What is to be done about the signs in it.
    pub fn degree(self) -> Option<Degree> {
        match self {
            Card::Emergency => Some(Degree::Emergency),
            Card::Urgent => Some(Degree::Ward),
            Card::NonUrgent => None,
        }
    }
}

/// A sign of danger that a text shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownSign {
    /// Its id in `data/signs.yaml`.
    pub id: Box<str>,
    /// The card that it stands in.
    pub card: Option<Card>,
    /// Whether its words were typed, and not drawn from there.
    pub is_typed: bool,
    /// Where.
    pub span: Span,
}

/// A heading as readers meet it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownHeading {
    /// 2 to 6.
    pub level: u8,
    /// Its id on the page.
    pub id: Box<str>,
    /// Its words, without markup and the marks of notes.
    pub text: Box<str>,
}

/// A term that a text mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The term.
    pub term: TermId,
    /// How often the text mentions it.
    pub count: u32,
    /// Whether the page explains it: it is marked, or linked by its name.
    pub explained: bool,
    /// The first mention.
    pub span: Span,
}

/// A sentence that links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Where the link goes, without a fragment.
    pub to: Destination,
    /// The sentence as a reader sees it, without markup.
    pub sentence: Arc<str>,
}

/// A mention of a term in words that are not to be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The term.
    pub term: TermId,
    /// The words.
    pub span: Span,
    /// As they are written.
    pub written: Box<str>,
    /// The preferred form, inflected and capitalised as what is written.
    pub preferred: Box<str>,
    /// What is wrong with them.
    pub fault: WordingFault,
}

/// What is wrong with the words for a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordingFault {
    /// The entry lists them under `avoid`.
    Avoided,
    /// An abbreviation of the entry with other capitals: `GvHD` for `GVHD`.
    Case,
}

/// The singular of a name that its entry lists in the plural only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Singular {
    /// The term.
    pub term: TermId,
    /// The singular, in small letters.
    pub written: Box<str>,
    /// How often the text has it.
    pub count: u32,
}

/// An abbreviation that nothing explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unexplained {
    /// The abbreviation, without the `s` of a plural.
    pub written: Box<str>,
    /// How often the text uses it.
    pub count: u32,
    /// Its first use.
    pub span: Span,
}
