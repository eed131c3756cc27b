//! All articles together: addresses, names, sections, links.
//!
//! Articles are not changed. What is found out about them stands in tables beside them,
//! by their number.

mod address;
mod apart;
mod assemble;
mod backlink;
mod catalogue;
mod circle;
mod glossary;
mod head;
mod heading;
mod held_back;
mod include;
mod known_site;
mod link;
mod links;
mod old_forms;
mod part;
mod permalink;
mod redirect;
mod related;
mod section;
mod snippet;
mod taxonomy;
#[cfg(test)]
mod tests;
mod translation;
mod visibility;

use std::ops::Deref;
use std::sync::Arc;

use crate::article::{Article, ArticleId, Snippet, SnippetId, Source, Term, TermId};
use crate::base::{Date, FileId, TiVec, id};
use crate::records::Records;
use crate::source::SourceFile;

use link::Known;

pub use address::ClaimedBy;
pub use assemble::{MadeFiles, NOT_FOUND, Unlinked, assemble};
pub use catalogue::{Catalogue, Places};
pub use glossary::Glossary;
pub use head::{ArticleHead, TermHead};
pub use known_site::KnownSite;
pub use link::{
    Destination, Findings, LinkContext, PathEnd, Resolved, Resolver, Spelling, Way,
    foreign_anchors, is_path, relative,
};
pub use part::{further_parts, part_address, part_count, part_of};
pub use redirect::{Redirect, old_address};
pub use section::{Entry, Section, SectionId, SectionTree};
pub use snippet::MAX_SNIPPET_DEPTH;
pub use taxonomy::{Tag, Tags};
pub use translation::Translations;
pub use visibility::Visibility;

id! {
    /// The number of a file that is published as it is, among all such files.
    AssetId
}

/// What the load stage made, in the order of the walk.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sources {
    /// Articles.
    pub articles: TiVec<ArticleId, Arc<Article>>,
    /// Glossary entries.
    pub terms: TiVec<TermId, Arc<Term>>,
    /// Snippets.
    pub snippets: TiVec<SnippetId, Arc<Snippet>>,
    /// People, contacts and references.
    pub records: Arc<Records>,
    /// Files that are published as they are.
    pub assets: TiVec<AssetId, Arc<SourceFile>>,
}

/// What a build is asked for, beyond the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// The day that counts as today.
    pub today: Date,
    /// Drafts are shown.
    pub drafts: bool,
    /// Pages that are to be published later are shown.
    pub future: bool,
}

/// All articles together. The tables are shared with the
/// builds before and after, where they are the same. A site is its catalogue, with the texts
/// and what only the page of each article needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// What links are looked up in.
    known: Arc<Known>,
    /// What it was made of.
    pub sources: Sources,
    /// What its pages may know of each other.
    pub catalogue: Catalogue,
    /// For each article: where its links go, in the order of its outline.
    pub article_links: TiVec<ArticleId, Arc<[Resolved]>>,
    /// For each term: where its links go.
    pub term_links: Arc<TiVec<TermId, Arc<[Resolved]>>>,
    /// For each article: the terms that it is about, in order. There they need no
    /// explanation.
    pub subjects: Arc<TiVec<ArticleId, Vec<TermId>>>,
    /// For each article: its `related`.
    pub related: Arc<TiVec<ArticleId, Vec<ArticleId>>>,
    /// For each article: others that have much to do with it, best first, beside those of
    /// its `related`.
    pub akin: Arc<TiVec<ArticleId, Vec<ArticleId>>>,
    /// For each article: its `superseded_by`.
    pub superseded_by: Arc<TiVec<ArticleId, Option<ArticleId>>>,
    /// For each article: the file of each of its `formats`; `None` where it names none, or none that is there.
    pub format_files: Arc<TiVec<ArticleId, Vec<Option<AssetId>>>>,
    /// For each article: its `image`, likewise.
    pub images: Arc<TiVec<ArticleId, Option<AssetId>>>,
    /// For each article: the listed articles whose text links to it, in the order of the
    /// menu.
    pub backlinks: Arc<TiVec<ArticleId, Vec<ArticleId>>>,
}

impl Sources {
    /// The text of a file, if it is the text of an article, a term or a snippet.
    fn text(&self, file: FileId) -> Option<&Source> {
        let articles = self.articles.iter().map(|article| &article.source);
        let terms = self.terms.iter().map(|term| &term.source);
        let snippets = self.snippets.iter().map(|snippet| &snippet.source);
        articles.chain(terms).chain(snippets).find(|source| source.file == file)
    }
}

impl Deref for Site {
    type Target = Catalogue;

    fn deref(&self) -> &Catalogue {
        &self.catalogue
    }
}

impl Site {
    /// Looks up where further links go, such as those of `site.yaml`.
    pub fn resolver(&self) -> Resolver<'_> {
        Resolver {
            sources: &self.sources,
            visibility: &self.visibility,
            glossary: &self.glossary,
            known: &self.known,
        }
    }

    /// An article by its number.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.sources.articles[id]
    }

    /// A term by its number.
    pub fn term(&self, id: TermId) -> &Term {
        &self.sources.terms[id]
    }
}
