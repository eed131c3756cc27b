//! What the reader of a document holds while it goes through it.

use std::collections::BTreeMap;

use super::change::TextChange;
use super::field::Field;
use super::numbering::Numbering;
use super::style::Styles;
use crate::import::loss::Losses;
use crate::import::package::{Package, PartRelations};
use crate::import::picture::Pictures;
use crate::import::tree::{Block, Line};

/// Where text stands among the tracked changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Tracked {
    /// It was always there.
    #[default]
    Kept,
    /// It is new.
    Inserted,
}

/// A note that the text refers to: whether it stands at the end, and its identifier.
pub(super) type NoteId = (bool, String);

/// The reader of one document.
pub(super) struct WordReader<'p, 'b> {
    pub(super) package: &'p mut Package<'b>,
    /// What the part that is being read refers to.
    pub(super) relations: PartRelations,
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// The size of most letters, in half points.
    pub(super) usual_size: u32,
    /// The size of the smallest letters of the paragraph that is being read.
    pub(super) smallest: Option<u32>,
    pub(super) losses: Losses,
    pub(super) pictures: Pictures,
    /// How many tables what is read stands in.
    pub(super) tables: usize,
    /// The fields that are open, outermost first.
    pub(super) fields: Vec<Field>,
    /// What stands beside a paragraph, and is put after it.
    pub(super) beside: Vec<Block>,
    /// The begin of a paragraph whose end was deleted.
    pub(super) unfinished: Line,
    /// Places named between paragraphs, which belong to the next.
    pub(super) anchors: Line,
    pub(super) notes: Vec<NoteId>,
    pub(super) tracked: Tracked,
    pub(super) change: TextChange,
    /// How many letters there are of each language.
    pub(super) languages: BTreeMap<String, usize>,
}
