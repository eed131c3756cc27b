//! The written definition of a term: it stands on the glossary page, or on a page of its own.

use std::sync::Arc;

use super::view::contents;
use crate::base::Html;
use crate::html::{Facts, Written};
use crate::theme::view::ContentsView;

/// The written definition of a term.
#[derive(Debug, PartialEq)]
pub(super) struct Definition {
    pub(super) html: Arc<Html>,
    pub(super) facts: Arc<Facts>,
    /// Keys of the references that it cites.
    pub(super) citations: Vec<String>,
    /// Its headings.
    pub(super) contents: Vec<ContentsView>,
}

impl Definition {
    pub(super) fn new(written: Written) -> Definition {
        let Written { html, facts, citations, .. } = written;
        let contents = contents(&facts);
        Definition { html, facts, citations, contents }
    }
}
