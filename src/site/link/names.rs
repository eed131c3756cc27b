//! What articles and terms are called, and who is called what.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::{Article, ArticleId, Term, TermId};
use crate::base::{Span, Spanned, TiSlice, TiVec, fold_name};
use crate::config::LanguageId;
use crate::diagnostic::{DUPLICATE_NAME, DUPLICATE_TERM, Diagnostic, Rule};
use crate::site::permalink::{folder_of, is_index};

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
pub(super) enum ClaimKind {
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
pub(super) struct ClaimedName {
    /// As its author wrote it.
    pub written: Box<str>,
    /// What it belongs to.
    pub owner: Owner,
    /// What kind of name it is.
    pub kind: ClaimKind,
    /// Where it was written.
    pub span: Span,
}

/// The names of one language, by their folded form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::site) struct Names {
    by_fold: BTreeMap<String, Vec<ClaimedName>>,
    /// What folders are called, folded: by their landing pages.
    sections: BTreeMap<Box<str>, Vec<String>>,
    /// Titles, by their folded form and the folder of their section.
    in_sections: BTreeMap<String, BTreeMap<Box<str>, Vec<ClaimedName>>>,
}

/// The folder of the section that an article stands in; that of a landing page is the one
/// above. `None` for the home page.
fn section_of(topic: &str) -> Option<&str> {
    let folder = folder_of(topic);
    if is_index(topic) {
        (!folder.is_empty()).then(|| folder_of(folder))
    } else {
        Some(folder)
    }
}

/// The section of an article, where a name is its title.
fn in_section<'a>(
    name: &ClaimedName,
    articles: &'a TiSlice<ArticleId, Arc<Article>>,
) -> Option<&'a str> {
    match (name.owner, name.kind) {
        (Owner::Article(id), ClaimKind::Title) => section_of(&articles[id].source.topic),
        _ => None,
    }
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
            own.add(title, owner, ClaimKind::Title, articles, found);
            let topic = &article.source.topic;
            if is_index(topic) {
                let names =
                    std::iter::once(&title.value).chain(&front_matter.short_title);
                let names = names.map(|name| fold_name(name)).collect();
                own.sections.insert(folder_of(topic).into(), names);
            }
            for alias in &front_matter.aliases {
                own.add(alias, owner, ClaimKind::Alias, articles, found);
            }
        }
        for (id, term) in terms.iter_enumerated() {
            let owner = Owner::Term(id);
            let front_matter = &term.front_matter;
            let own = &mut names[term.source.language];
            for name in front_matter.names() {
                let is_avoided = front_matter.avoid.iter().any(|avoided| avoided == name);
                let kind = if is_avoided { ClaimKind::Avoided } else { ClaimKind::Term };
                own.add(name, owner, kind, articles, found);
            }
        }
        names
    }

    /// Adds a name. Two articles, or two terms, may not claim one. Names that differ only
    /// by case are two names where one is written in capitals: `ALL` is not "all". Each
    /// section may have a page of one title, such as "Overview": a link that names it is
    /// ambiguous.
    fn add(
        &mut self,
        name: &Spanned<String>,
        owner: Owner,
        kind: ClaimKind,
        articles: &TiSlice<ArticleId, Arc<Article>>,
        found: &mut Vec<Diagnostic>,
    ) {
        let (written, span) = (&*name.value, name.span);
        let fold = fold_name(written);
        if fold.is_empty() {
            return;
        }
        let same = self.by_fold.entry(fold.clone()).or_default();
        // An entry may repeat its own name; its names come together.
        let mut own = same.iter().rev().take_while(|name| name.owner == owner);
        if own.any(|name| *name.written == *written) {
            return;
        }
        let name = ClaimedName { written: written.into(), owner, kind, span };
        let rivals = same.iter().filter(|first| {
            same_kind(first.owner, owner)
                && first.owner != owner
                && !is_told_apart(&first.written, written)
        });
        let own = in_section(&name, articles);
        let is_beside = |first: &&ClaimedName| {
            let other = in_section(first, articles);
            own.is_none() || other.is_none() || own == other
        };
        if let Some(first) = rivals.clone().find(is_beside) {
            found.push(duplicate(first, &name));
        }
        let count = rivals.count();
        if let Some(section) = own {
            let here = self.in_sections.entry(fold).or_default();
            let here = here.entry(section.into()).or_default();
            if here.len() < MOST_OWNERS {
                here.push(name.clone());
            }
        }
        if count < MOST_OWNERS {
            same.push(name);
        }
    }

    /// Everything that is called `name`, after folding.
    pub(super) fn called(&self, name: &str) -> &[ClaimedName] {
        let called = |name: &str| self.by_fold.get(&fold_name(name));
        let called = called(name).or_else(|| called(&joined(name)?));
        called.map_or(&[], Vec::as_slice)
    }

    /// Every article that is called by `path`: its section, the sections above as far as
    /// they are named, and its title, with slashes between them.
    pub(super) fn called_in_section<'n, 'p>(
        &'n self,
        path: &'p str,
    ) -> Vec<(&'n ClaimedName, &'p str)> {
        let mut called = Vec::new();
        for (slash, _) in path.match_indices('/') {
            let (sections, title) = (path[..slash].trim(), path[slash + 1..].trim());
            let Some(by_folder) = self.in_sections.get(&fold_name(title)) else {
                continue;
            };
            let here =
                by_folder.iter().filter(|(folder, _)| self.is_way(sections, folder));
            called.extend(here.flat_map(|(_, names)| names).map(|name| (name, title)));
        }
        called
    }

    /// Whether a folder and those above it are called so, the topmost first.
    fn is_way(&self, sections: &str, folder: &str) -> bool {
        if folder.is_empty() {
            return false;
        }
        if self.is_section(sections, folder) {
            return true;
        }
        sections.rsplit_once('/').is_some_and(|(above, own)| {
            self.is_section(own, folder) && self.is_way(above.trim(), folder_of(folder))
        })
    }

    /// Whether a folder is called so: by its landing page, or by its own name.
    fn is_section(&self, name: &str, folder: &str) -> bool {
        let name = fold_name(name);
        let own = folder.rsplit('/').next().unwrap_or(folder).replace('_', " ");
        let titles = self.sections.get(folder).into_iter().flatten();
        fold_name(&own) == name || titles.into_iter().any(|title| *title == name)
    }

    /// Every name.
    pub(super) fn all(&self) -> impl Iterator<Item = &ClaimedName> {
        self.by_fold.values().flatten()
    }
}

/// A name without the spaces behind hyphens at which a line of text was broken: `versus-`,
/// then `host`. Behind an abbreviation a hyphen is a sign, as in `Rh- donors`.
fn joined(name: &str) -> Option<String> {
    const SHORTEST_WORD: usize = 3;
    let ends_in_word = |text: &str| {
        let letters = text.chars().rev().take(SHORTEST_WORD);
        letters.filter(|c| c.is_lowercase()).count() == SHORTEST_WORD
    };
    let (mut before, rest) = name.split_once("- ").map(|(a, b)| (a.to_owned(), b))?;
    for part in rest.split("- ") {
        let is_broken = ends_in_word(&before) && part.starts_with(char::is_lowercase);
        before += if is_broken { "-" } else { "- " };
        before += part;
    }
    (before != name).then_some(before)
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

fn duplicate(first: &ClaimedName, second: &ClaimedName) -> Diagnostic {
    let (rule, things): (&'static Rule, &str) = match second.owner {
        Owner::Article(_) => (&DUPLICATE_NAME, "two articles"),
        Owner::Term(_) => (&DUPLICATE_TERM, "two glossary entries"),
    };
    let message = format!("{things} are called `{}`", second.written);
    let help = match (first.kind, second.kind) {
        (ClaimKind::Title, ClaimKind::Title) => "give one of the two another title",
        _ => "take the name out of one of the two",
    };
    Diagnostic::new(rule, second.span, message)
        .with_label(first.span, "called so here as well")
        .with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_at_the_end_of_a_line_joins() {
        for (name, expected) in [
            ("graft-versus- host disease", Some("graft-versus-host disease")),
            ("graft- versus- host", Some("graft-versus-host")),
            ("Rh- donors", None),
            ("CMV- donors", None),
            ("graft-versus-host", None),
        ] {
            assert_eq!(joined(name).as_deref(), expected, "{name}");
        }
    }
}
