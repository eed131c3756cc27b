//! What articles and terms are called, and who is called what.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::{Article, ArticleId, Term, TermId};
use crate::base::{Span, fold_name};
use crate::diagnostic::{DUPLICATE_NAME, DUPLICATE_TERM, Diagnostic, Rule};

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    /// An article.
    Article(ArticleId),
    /// A glossary entry.
    Term(TermId),
}

/// One name of an article or a term.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// As its author wrote it.
    pub written: Box<str>,
    /// What it belongs to.
    pub owner: Owner,
    /// An article's title; everything else is an alias.
    pub is_title: bool,
    /// Where it was written.
    pub span: Span,
}

/// The names of one language, by their folded form.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_fold: BTreeMap<String, Vec<Name>>,
}

impl Names {
    /// Gathers the names of every language, and reports those that two claim.
    pub(super) fn gather(
        languages: usize,
        articles: &[Arc<Article>],
        terms: &[Arc<Term>],
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Names> {
        let mut names: Vec<Names> = (0..languages).map(|_| Names::default()).collect();
        for (number, article) in articles.iter().enumerate() {
            let owner =
                Owner::Article(ArticleId(u32::try_from(number).unwrap_or(u32::MAX)));
            let front_matter = &article.front_matter;
            let own = &mut names[article.source.language];
            let title = &front_matter.title;
            own.add(&title.value, owner, true, title.span);
            for alias in &front_matter.aliases {
                own.add(&alias.value, owner, false, alias.span);
            }
        }
        for (number, term) in terms.iter().enumerate() {
            let owner = Owner::Term(TermId(u32::try_from(number).unwrap_or(u32::MAX)));
            let front_matter = &term.front_matter;
            let own = &mut names[term.source.language];
            for name in front_matter.names() {
                own.add(&name.value, owner, false, name.span);
            }
        }
        for own in &names {
            own.report_duplicates(found);
        }
        names
    }

    fn add(&mut self, written: &str, owner: Owner, is_title: bool, span: Span) {
        let fold = fold_name(written);
        if fold.is_empty() {
            return;
        }
        let same = self.by_fold.entry(fold).or_default();
        // An entry may repeat its own name.
        if !same.iter().any(|name| name.owner == owner && *name.written == *written) {
            same.push(Name { written: written.into(), owner, is_title, span });
        }
    }

    /// Everything that is called `name`, after folding.
    pub(super) fn called(&self, name: &str) -> &[Name] {
        self.by_fold.get(&fold_name(name)).map_or(&[], Vec::as_slice)
    }

    /// Every name, for suggestions.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.by_fold.values().flatten().map(|name| &*name.written)
    }

    /// Two articles, or two terms, may not claim one name. Names that differ only by case
    /// are two names where one is written in capitals: `ALL` is not "all".
    fn report_duplicates(&self, found: &mut Vec<Diagnostic>) {
        for same in self.by_fold.values() {
            for (index, name) in same.iter().enumerate() {
                let clash = same[..index].iter().find(|first| {
                    same_kind(first.owner, name.owner)
                        && first.owner != name.owner
                        && !is_told_apart(&first.written, &name.written)
                });
                if let Some(first) = clash {
                    found.push(duplicate(first, name));
                }
            }
        }
    }
}

fn same_kind(one: Owner, other: Owner) -> bool {
    matches!(
        (one, other),
        (Owner::Article(_), Owner::Article(_)) | (Owner::Term(_), Owner::Term(_))
    )
}

/// Whether case alone tells two names apart.
fn is_told_apart(one: &str, other: &str) -> bool {
    one != other && (is_all_capitals(one) != is_all_capitals(other))
}

fn is_all_capitals(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

fn duplicate(first: &Name, second: &Name) -> Diagnostic {
    let (rule, things): (&'static Rule, &str) = match second.owner {
        Owner::Article(_) => (&DUPLICATE_NAME, "two articles"),
        Owner::Term(_) => (&DUPLICATE_TERM, "two glossary entries"),
    };
    let message = format!("{things} are called `{}`", second.written);
    Diagnostic::new(rule, second.span, message)
        .with_label(first.span, "called so here as well")
        .with_help("take the name out of one of the two")
}
