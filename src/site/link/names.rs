//! What articles and terms are called, and who is called what.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::{Article, ArticleId, Term, TermId};
use crate::base::{Span, Spanned, TiSlice, TiVec, fold_name};
use crate::config::LanguageId;
use crate::diagnostic::{DUPLICATE_NAME, DUPLICATE_TERM, Diagnostic, Rule};

/// How many articles, or terms, are held of those that claim one name. That two do is a
/// fault; of thousands each link by that name would look at all.
pub(super) const MOST_OWNERS: usize = 50;

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    /// An article.
    Article(ArticleId),
    /// A glossary entry.
    Term(TermId),
}

/// A kind of name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    /// An article's title.
    Title,
    /// An article's alias.
    Alias,
    /// A term, its abbreviation, or another form of it.
    Term,
    /// A form of a term that is not to be used.
    Avoided,
}

/// The languages in which a reader of one looks for a name: that one, then the default.
pub(super) fn languages_read(
    language: LanguageId,
) -> impl Iterator<Item = LanguageId> + Clone {
    let default = LanguageId::DEFAULT;
    std::iter::once(language).chain((language != default).then_some(default))
}

/// One name of an article or a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// As its author wrote it.
    pub written: Box<str>,
    /// What it belongs to.
    pub owner: Owner,
    /// What kind of name it is.
    pub kind: NameKind,
    /// Where it was written.
    pub span: Span,
}

/// The names of one language, by their folded form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::site) struct Names {
    by_fold: BTreeMap<String, Vec<Name>>,
}

impl Names {
    /// Gathers the names of every language, and reports those that two claim.
    pub(in crate::site) fn gather(
        languages: usize,
        articles: &TiSlice<ArticleId, Arc<Article>>,
        terms: &TiSlice<TermId, Arc<Term>>,
        found: &mut Vec<Diagnostic>,
    ) -> TiVec<LanguageId, Names> {
        let names = (0..languages).map(|_| Names::default());
        let mut names: TiVec<LanguageId, Names> = names.collect();
        for (id, article) in articles.iter_enumerated() {
            let owner = Owner::Article(id);
            let front_matter = &article.front_matter;
            let own = &mut names[article.source.language];
            let title = &front_matter.title;
            own.add(title, owner, NameKind::Title, found);
            for alias in &front_matter.aliases {
                own.add(alias, owner, NameKind::Alias, found);
            }
        }
        for (id, term) in terms.iter_enumerated() {
            let owner = Owner::Term(id);
            let front_matter = &term.front_matter;
            let own = &mut names[term.source.language];
            for name in front_matter.names() {
                let is_avoided = front_matter.avoid.iter().any(|avoided| avoided == name);
                let kind = if is_avoided { NameKind::Avoided } else { NameKind::Term };
                own.add(name, owner, kind, found);
            }
        }
        names
    }

    /// Adds a name. Two articles, or two terms, may not claim one. Names that differ only
    /// by case are two names where one is written in capitals: `ALL` is not "all".
    fn add(
        &mut self,
        name: &Spanned<String>,
        owner: Owner,
        kind: NameKind,
        found: &mut Vec<Diagnostic>,
    ) {
        let (written, span) = (&*name.value, name.span);
        let fold = fold_name(written);
        if fold.is_empty() {
            return;
        }
        let same = self.by_fold.entry(fold).or_default();
        // An entry may repeat its own name; its names come together.
        let mut own = same.iter().rev().take_while(|name| name.owner == owner);
        if own.any(|name| *name.written == *written) {
            return;
        }
        let name = Name { written: written.into(), owner, kind, span };
        let rivals = same.iter().filter(|first| {
            same_kind(first.owner, owner)
                && first.owner != owner
                && !is_told_apart(&first.written, written)
        });
        let mut rivals = rivals.peekable();
        if let Some(first) = rivals.peek() {
            found.push(duplicate(first, &name));
        }
        if rivals.count() < MOST_OWNERS {
            same.push(name);
        }
    }

    /// Everything that is called `name`, after folding.
    pub(super) fn called(&self, name: &str) -> &[Name] {
        self.by_fold.get(&fold_name(name)).map_or(&[], Vec::as_slice)
    }

    /// Every name.
    pub(super) fn all(&self) -> impl Iterator<Item = &Name> {
        self.by_fold.values().flatten()
    }
}

fn same_kind(one: Owner, other: Owner) -> bool {
    matches!(
        (one, other),
        (Owner::Article(_), Owner::Article(_)) | (Owner::Term(_), Owner::Term(_))
    )
}

/// Whether case alone tells two names apart.
pub(super) fn is_told_apart(one: &str, other: &str) -> bool {
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
    let help = match (first.kind, second.kind) {
        (NameKind::Title, NameKind::Title) => "give one of the two another title",
        _ => "take the name out of one of the two",
    };
    Diagnostic::new(rule, second.span, message)
        .with_label(first.span, "called so here as well")
        .with_help(help)
}
