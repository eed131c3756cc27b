//! What links are looked up in, and what is answered.

use std::sync::Arc;

use super::destination::Destination;
use super::entries::GlossaryEntries;
use super::files::Files;
use super::names::Names;
use super::places::AllPlaces;
use super::trouble::Trouble;
use crate::article::{ArticleId, TermId};
use crate::base::{TiSlice, TiVec};
use crate::config::{BaseUrl, LanguageId};
use crate::site::glossary::Matchers;
use crate::site::{Glossary, Sources, Visibility};

/// Looks up where links go.
#[derive(Debug, Clone, Copy)]
pub struct Resolver<'a> {
    pub(in crate::site) sources: &'a Sources,
    pub(in crate::site) visibility: &'a TiSlice<ArticleId, Visibility>,
    pub(in crate::site) glossary: &'a Glossary,
    pub(in crate::site) known: &'a Known,
}

/// What links are looked up in.
#[derive(Debug, PartialEq)]
pub(in crate::site) struct Known {
    /// For each language: who is called what.
    pub(in crate::site) names: TiVec<LanguageId, Names>,
    /// For each language: what the terms that its glossary lists are called in a text.
    pub(in crate::site) matchers: Arc<Matchers>,
    /// Files and addresses.
    pub(in crate::site) files: Files,
    /// The entries of the glossaries.
    pub(in crate::site) entries: GlossaryEntries,
    /// Where the site is published.
    pub(in crate::site) base_url: Option<BaseUrl>,
    /// Anchors.
    pub(in crate::site) places: AllPlaces,
}

pub(super) type Answer = Result<Found, Box<Trouble>>;

/// A destination, with what else is known about it.
#[derive(Debug)]
pub(super) struct Found {
    pub destination: Destination,
    pub words: Option<Box<str>>,
    pub foreign: Option<LanguageId>,
    pub term: Option<TermId>,
}

impl From<Destination> for Found {
    fn from(destination: Destination) -> Self {
        Found { destination, words: None, foreign: None, term: None }
    }
}
