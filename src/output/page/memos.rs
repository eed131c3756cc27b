//! What a build remembers of bodies and pages for the next one.
//!
//! A body is written from its own source and links, and from what all bodies of its theme and
//! language share. The view of a page is filled from what is the page's own, from what belongs
//! to the site, and from what belongs to its theme and language; and the page is rendered from
//! its view. To fill ten thousand views only to find them equal would be most of the work
//! after an edit; so what many are made from is compared once per build, and stands in every
//! input as one address.

use std::sync::Arc;

use super::article::ArticleInput;
use super::body::{
    ArticleBodyInput, BodyLanguage, BodySite, SnippetBodyInput, TermBodyInput,
};
use super::other::OthersInput;
use super::relations::{Relations, RelationsInput};
use super::render::{Page, PageInput, Rendered};
use super::terms::{Entries, EntriesInput};
use crate::base::{FileId, Interned, Memo, Memory, OutputPath};
use crate::diagnostic::Outcome;
use crate::html::Written;

/// Bodies and pages of the last build.
#[derive(Debug)]
pub struct Memos {
    memory: Memory,
    pub(super) body_site: Interned<BodySite>,
    /// For each theme and language in use.
    body_languages: Vec<Interned<BodyLanguage>>,
    pub(super) article_bodies: Memo<FileId, ArticleBodyInput, Written>,
    pub(super) term_bodies: Memo<FileId, TermBodyInput, Written>,
    pub(super) snippet_bodies: Memo<FileId, SnippetBodyInput, Written>,
    pub(super) relations: Memo<(), RelationsInput, Arc<Relations>>,
    pub(super) entries: Memo<(), EntriesInput, Outcome<Arc<Entries>>>,
    pub(super) shared_entries: Interned<Entries>,
    pub(super) articles: Memo<FileId, ArticleInput, Option<Arc<Page>>>,
    pub(super) others: Memo<(), OthersInput, Arc<[Arc<Page>]>>,
    pub(super) pages: Memo<OutputPath, PageInput, Rendered>,
}

impl Memos {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Memos {
        Memos {
            memory,
            body_site: Interned::new(memory),
            body_languages: Vec::new(),
            article_bodies: Memo::new(memory),
            term_bodies: Memo::new(memory),
            snippet_bodies: Memo::new(memory),
            relations: Memo::new(memory),
            entries: Memo::new(memory),
            shared_entries: Interned::new(memory),
            articles: Memo::new(memory),
            others: Memo::new(memory),
            pages: Memo::new(memory),
        }
    }

    /// What bodies of a theme and a language share, by the number of the two.
    pub(super) fn body_language(&mut self, number: usize) -> &mut Interned<BodyLanguage> {
        let least = self.body_languages.len().max(number + 1);
        self.body_languages.resize_with(least, || Interned::new(self.memory));
        &mut self.body_languages[number]
    }

    /// Ends a build: forgets what it did not ask for.
    pub fn end_build(&mut self) {
        self.article_bodies.end_build();
        self.term_bodies.end_build();
        self.snippet_bodies.end_build();
        self.relations.end_build();
        self.entries.end_build();
        self.articles.end_build();
        self.others.end_build();
        self.pages.end_build();
    }
}
