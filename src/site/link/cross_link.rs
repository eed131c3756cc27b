//! `[[...]]`, step by step: a forced kind, a path, an article's title, its
//! alias, a glossary term, the same in the default language, and a section with a title.

use super::destination::{Destination, LinkContext};
use super::names::{
    ClaimKind, ClaimedName, MOST_OWNERS, Owner, is_told_apart, languages_read,
};
use super::path_text::split_fragment;
use super::resolver::{Answer, Found, Resolver};
use super::trouble::{MeaningKind, Trouble, Wanted};
use crate::article::{ArticleId, TermId};
use crate::base::Span;
use crate::config::LanguageId;
use crate::diagnostic::{
    AMBIGUOUS_CROSS_LINK, BROKEN_CROSS_LINK, Diagnostic, UNKNOWN_LINK_PREFIX,
};
use crate::yaml::shown;

/// How many of the things that a name could mean are told.
const MOST_TOLD: usize = 5;

/// Words that force the kind of what is meant.
const PREFIXES: &[&str] =
    &["article", "term", "contact", "ref", "sign", "signs", "value"];

/// Names of one kind, which are looked at together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameStep {
    /// Articles' titles.
    Title,
    /// Articles' aliases.
    Alias,
    /// Terms, abbreviations and their aliases.
    Term,
}

/// The steps of a name whose kind nothing forces.
const ANY: &[NameStep] = &[NameStep::Title, NameStep::Alias, NameStep::Term];
const ARTICLE: &[NameStep] = &[NameStep::Title, NameStep::Alias];
const TERM: &[NameStep] = &[NameStep::Term];

impl Resolver<'_> {
    /// `[[...]]`: the first step with exactly one target wins.
    pub(super) fn cross_link(
        &self,
        context: &LinkContext<'_>,
        target: &str,
        span: Span,
    ) -> Answer {
        let target = target.trim();
        if let Some(fragment) = target.strip_prefix('#') {
            return self.here(context, fragment, span);
        }
        if let Some((prefix, name)) = target.split_once(':')
            && PREFIXES.contains(&prefix)
        {
            return self.forced(context, prefix, name.trim(), span);
        }
        self.by_path_or_name(context, ANY, target, span)
    }

    /// Steps 2 to 5: a path, a name in the reading language, a name in the default one.
    fn by_path_or_name(
        &self,
        context: &LinkContext<'_>,
        steps: &[NameStep],
        target: &str,
        span: Span,
    ) -> Answer {
        let (name, fragment) = split_fragment(target);
        let by_path = is_path(name).then(|| self.path(context, target, span));
        if let Some(Ok(found)) = by_path {
            return Ok(found);
        }
        // A name may hold a slash as well.
        if let Some(owner) = self.named(context, steps, name, span)? {
            return self.with_fragment(context, owner, name, fragment, span);
        }
        if steps.contains(&NameStep::Title)
            && let Some((id, title)) = self.in_section(context, name, span)?
        {
            return self.on_page(context, id, fragment, Some(title), span);
        }
        if let Some(prefix) = prefix_of(target) {
            return Err(unknown_prefix(target, prefix, span).into());
        }
        let by_file_name = by_path.is_some().then(|| self.by_file_name(target, span));
        if let Some(found) = by_file_name.flatten() {
            return found;
        }
        by_path.unwrap_or_else(|| Err(broken(context, steps, target, span)))
    }

    /// The owner of a name: the steps in the reading language, then in the default one.
    fn named(
        &self,
        context: &LinkContext<'_>,
        steps: &[NameStep],
        name: &str,
        span: Span,
    ) -> Result<Option<Owner>, Box<Trouble>> {
        for language in languages_read(context.language) {
            let called = self.known.names[language].called(name);
            // `ALL` is not "all" where something is called exactly so.
            let has_exact = called.iter().any(|entry| *entry.written == *name);
            let is_meant = |entry: &&ClaimedName| {
                !(has_exact && is_told_apart(&entry.written, name))
            };
            for &step in steps {
                let called = called.iter().filter(|entry| step.takes(entry));
                let called: Vec<&ClaimedName> = called.filter(is_meant).collect();
                if let Some(owner) = only(context, self, &called, name, span)? {
                    return Ok(Some(owner));
                }
            }
            // Last, any form of a term that a text may use.
            let inflected = self.known.matchers[language].called(name);
            if let Some(term) = inflected.filter(|_| steps.contains(&NameStep::Term)) {
                return Ok(Some(Owner::Term(term)));
            }
        }
        Ok(None)
    }

    /// The article of a section and a title, as `Liver/Overview`: in the reading language,
    /// then in the default one.
    fn in_section<'t>(
        &self,
        context: &LinkContext<'_>,
        name: &'t str,
        span: Span,
    ) -> Result<Option<(ArticleId, &'t str)>, Box<Trouble>> {
        if !name.contains('/') {
            return Ok(None);
        }
        for language in languages_read(context.language) {
            let names = &self.known.names[language];
            let called = names.called_in_section(name);
            let entries: Vec<&ClaimedName> =
                called.iter().map(|(entry, _)| *entry).collect();
            let title = called.first().map_or(name, |(_, title)| *title);
            let owner = only(context, self, &entries, title, span)?;
            if let Some(Owner::Article(id)) = owner {
                return Ok(Some((id, title)));
            }
        }
        Ok(None)
    }

    fn with_fragment(
        &self,
        context: &LinkContext<'_>,
        owner: Owner,
        name: &str,
        fragment: Option<&str>,
        span: Span,
    ) -> Answer {
        let (id, called) = match owner {
            // The article may claim the name of the entry that it is about.
            Owner::Article(id) => {
                let entry = self.term_named(context.language, name);
                let about = entry.filter(|&term| self.main_article(term) == Some(id));
                (id, about)
            }
            Owner::Term(term) => match self.main_article(term) {
                Some(id) => (id, Some(term)),
                None => return self.on_entry(context, term, fragment, Some(name), span),
            },
        };
        let found = self.on_page(context, id, fragment, Some(name), span)?;
        Ok(Found { term: called, ..found })
    }

    /// The article that a term is the subject of.
    fn main_article(&self, term: TermId) -> Option<ArticleId> {
        let entry = &self.sources.terms[term];
        let article = entry.front_matter.article.as_ref()?;
        let context = LinkContext::of(&entry.source, None);
        let target = article.value.trim();
        let by_path = self.path(&context, target, article.span).ok();
        if let Some(Found { destination: Destination::Article { id, .. }, .. }) = by_path
        {
            return Some(id);
        }
        // By name, and never by another term: that could go round in a circle.
        match self.named(&context, ARTICLE, target, article.span) {
            Ok(Some(Owner::Article(id))) => Some(id),
            _ => None,
        }
    }

    /// `article:`, `term:`, `contact:`, `ref:`, `sign:`, `signs:` and `value:`.
    fn forced(
        &self,
        context: &LinkContext<'_>,
        prefix: &str,
        target: &str,
        span: Span,
    ) -> Answer {
        match prefix {
            "contact" => self.contact(target, span),
            "sign" => self.sign(context, target, span),
            "signs" => self.signs(context, target, span),
            "value" => self.value(context, target, span),
            "ref" => self.reference(target, span),
            "article" => self.by_path_or_name(context, ARTICLE, target, span),
            _ => {
                let (name, fragment) = split_fragment(target);
                let term = self.term_called(context, name, span)?;
                let term = term.ok_or_else(|| broken(context, TERM, name, span))?;
                self.on_entry(context, term, fragment, Some(name), span)
            }
        }
    }

    /// The term of a name.
    fn term_called(
        &self,
        context: &LinkContext<'_>,
        name: &str,
        span: Span,
    ) -> Result<Option<TermId>, Box<Trouble>> {
        Ok(match self.named(context, TERM, name, span)? {
            Some(Owner::Term(id)) => Some(id),
            Some(Owner::Article(_)) | None => None,
        })
    }

    /// A term by one of its names as they are listed.
    fn term_named(&self, language: LanguageId, name: &str) -> Option<TermId> {
        let called = self.known.names[language].called(name);
        let terms = || {
            called.iter().filter_map(|entry| match entry.owner {
                Owner::Term(id) => Some((entry, id)),
                Owner::Article(_) => None,
            })
        };
        let exact = terms().find(|(entry, _)| *entry.written == *name);
        exact.or_else(|| terms().next()).map(|(_, id)| id)
    }

    /// A glossary entry by a name or, as `see_also` may give it, by the name of its file.
    pub(super) fn entry_named(
        &self,
        context: &LinkContext<'_>,
        name: &str,
        span: Span,
    ) -> Answer {
        let term = match self.term_called(context, name, span)? {
            Some(term) => Some(term),
            None => self.known.entries.of_file(context.language, name),
        };
        let term = term.ok_or_else(|| broken(context, TERM, name, span))?;
        Ok(self.entry(context, term, None))
    }

    /// Says what a name could mean: of a few the text to paste.
    fn ambiguous(
        &self,
        context: &LinkContext<'_>,
        called: &[&ClaimedName],
        name: &str,
        span: Span,
    ) -> Diagnostic {
        let told = &called[..called.len().min(MOST_TOLD)];
        let paste = told.iter().map(|entry| {
            let path = &match entry.owner {
                Owner::Article(id) => &self.sources.articles[id].source,
                Owner::Term(id) => &self.sources.terms[id].source,
            }
            .path;
            if context.in_front_matter {
                format!("`/{path}`")
            } else {
                format!("`[[/{path}|{name}]]`")
            }
        });
        let paste = paste.collect::<Vec<_>>().join(" or ");
        let others =
            if told.len() < called.len() { ", or the path of another" } else { "" };
        let help = format!("write one of {paste}{others}");
        // So many are held of each name: there may be more.
        let more = if called.len() >= MOST_OWNERS { " or more" } else { "" };
        let message = format!("`{name}` could mean {}{more} things", called.len());
        let diagnostic = Diagnostic::new(&AMBIGUOUS_CROSS_LINK, span, message);
        told.iter().fold(diagnostic.with_help(help), |diagnostic, entry| {
            diagnostic.with_label(entry.span, "called so here")
        })
    }
}

impl NameStep {
    fn takes(self, name: &ClaimedName) -> bool {
        let own = match name.kind {
            ClaimKind::Title => NameStep::Title,
            ClaimKind::Alias => NameStep::Alias,
            ClaimKind::Term | ClaimKind::Avoided => NameStep::Term,
        };
        self == own
    }
}

/// The one owner of a name at one step: an exact-case hit beats a folded one, and several
/// owners are an error.
fn only(
    context: &LinkContext<'_>,
    resolver: &Resolver<'_>,
    called: &[&ClaimedName],
    name: &str,
    span: Span,
) -> Result<Option<Owner>, Box<Trouble>> {
    let has_exact = called.iter().any(|entry| *entry.written == *name);
    let best = called.iter().filter(|entry| !has_exact || *entry.written == *name);
    let mut best: Vec<&ClaimedName> = best.copied().collect();
    best.sort_by_key(|entry| entry.owner);
    best.dedup_by_key(|entry| entry.owner);
    match best.as_slice() {
        [] => Ok(None),
        [entry] => Ok(Some(entry.owner)),
        several => Err(resolver.ambiguous(context, several, name, span).into()),
    }
}

/// Nothing has such a name.
fn broken(
    context: &LinkContext<'_>,
    steps: &[NameStep],
    target: &str,
    span: Span,
) -> Box<Trouble> {
    let (name, _) = split_fragment(target);
    let (things, kind, page) = match steps {
        TERM => ("glossary entry", MeaningKind::Term, "entry"),
        ARTICLE => ("article", MeaningKind::Article, "page"),
        _ => ("article, term or alias", MeaningKind::Any, "page"),
    };
    let message = format!("no {things} is called `{}`", shown(name));
    let wanted = Wanted::Name {
        language: context.language,
        name: name.to_owned(),
        kind,
        in_front_matter: context.in_front_matter,
    };
    let help = format!("correct it, or add it to the `aliases` of the {page} you mean");
    let diagnostic = Diagnostic::new(&BROKEN_CROSS_LINK, span, message);
    Trouble::wanting(diagnostic.with_help(help), wanted)
}

/// The word in front of a colon, where it looks like a kind of thing.
fn prefix_of(target: &str) -> Option<&str> {
    let (prefix, rest) = target.split_once(':')?;
    let is_prefix = !prefix.is_empty()
        && prefix.chars().all(|c| c.is_ascii_lowercase())
        && rest.starts_with(|c: char| !c.is_whitespace());
    is_prefix.then_some(prefix)
}

fn unknown_prefix(target: &str, prefix: &str, span: Span) -> Diagnostic {
    let message = format!("`{prefix}:` is not a kind of thing that can be linked");
    let help = if matches!(prefix, "http" | "https" | "mailto" | "tel") {
        format!("write `[words](<{target}>)` for a link that leads out of this site")
    } else {
        "the kinds are `article:`, `term:`, `contact:`, `ref:`, `sign:`, `signs:` and `value:`"
            .to_owned()
    };
    Diagnostic::new(&UNKNOWN_LINK_PREFIX, span, message).with_help(help)
}

/// Whether a cross-link's target is a path: it holds a slash or ends in an extension.
pub fn is_path(name: &str) -> bool {
    let extension = |name: &str| {
        let (stem, extension) = name.rsplit_once('.')?;
        let short = (1..=5).contains(&extension.len());
        let letters = extension.chars().all(|c| c.is_ascii_alphanumeric())
            && extension.chars().any(|c| c.is_ascii_alphabetic());
        (short && letters && !stem.is_empty()).then_some(())
    };
    name.contains('/') || extension(name).is_some()
}
