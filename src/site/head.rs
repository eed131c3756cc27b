//! What others may see of an article or a term: all but what it says.

use std::sync::Arc;

use crate::article::{Article, FrontMatter, Term, TermFrontMatter};
use crate::base::FileId;
use crate::config::LanguageId;

/// An article as other pages may show it: all but what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleHead {
    /// The file.
    pub file: FileId,
    /// The language of its text.
    pub language: LanguageId,
    /// The same for all languages of one topic.
    pub topic: Box<str>,
    /// What it says of itself.
    pub front_matter: Arc<FrontMatter>,
}

/// A term as other texts may see it: its names, and how they are to be marked. Its
/// definition stands on pages, not in their bodies, so that who mends one does not wait for
/// all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermHead {
    /// The file.
    pub file: FileId,
    /// The language of its definition.
    pub language: LanguageId,
    /// What it says of itself.
    pub front_matter: Arc<TermFrontMatter>,
}

impl ArticleHead {
    /// What others may see of an article.
    pub(super) fn of(article: &Article) -> ArticleHead {
        ArticleHead {
            file: article.source.file,
            language: article.source.language,
            topic: article.source.topic.clone(),
            front_matter: Arc::clone(&article.front_matter),
        }
    }
}

impl TermHead {
    /// What others may see of a term.
    pub(super) fn of(term: &Term) -> TermHead {
        TermHead {
            file: term.source.file,
            language: term.source.language,
            front_matter: Arc::clone(&term.front_matter),
        }
    }
}
