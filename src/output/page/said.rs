//! What texts say of each other: not how they say it, so that it is the same after most edits
//! of a text.

use std::sync::Arc;

use super::body::AllFacts;
use crate::article::{ArticleId, TermId};
use crate::base::TiVec;
use crate::html::{Facts, Mention, Quote};

/// What all texts say.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    articles: TiVec<ArticleId, SaidBy>,
    terms: TiVec<TermId, SaidBy>,
}

/// What a text says of others, wherever it stands in it.
#[derive(Debug, PartialEq)]
pub(super) struct SaidBy {
    /// The sentences that link.
    pub(super) quotes: Arc<Vec<Quote>>,
    /// The terms that it mentions.
    pub(super) mentioned: Box<[TermId]>,
}

impl SaidBy {
    fn new(facts: &Arc<Facts>) -> SaidBy {
        let mentions = facts.mentions.iter();
        SaidBy {
            quotes: Arc::clone(&facts.quotes),
            mentioned: mentions.map(|Mention { term, .. }| *term).collect(),
        }
    }
}

impl Said {
    pub(super) fn new(facts: &AllFacts) -> Said {
        Said {
            articles: facts.articles.iter().map(SaidBy::new).collect(),
            terms: facts.terms.iter().map(SaidBy::new).collect(),
        }
    }

    /// What the text of an article says.
    pub(super) fn of_article(&self, id: ArticleId) -> &SaidBy {
        &self.articles[id]
    }

    /// What the definition of a term says.
    pub(super) fn of_term(&self, id: TermId) -> &SaidBy {
        &self.terms[id]
    }
}
