//! `[[...]]`, step by step: a forced kind, a path, an article's title, its
//! alias, a glossary term, and the same in the default language.

use super::anchor::split_fragment;
use super::names::{Name, Owner};
use super::resolve::{Answer, Context, Destination, Found, Resolver};
use super::suggest::{Trouble, Wanted};
use crate::article::{ArticleId, TermId};
use crate::base::Span;
use crate::diagnostic::{
    AMBIGUOUS_CROSS_LINK, BROKEN_ANCHOR, BROKEN_CROSS_LINK, Diagnostic,
    UNKNOWN_LINK_PREFIX,
};

/// Words that force the kind of what is meant.
const PREFIXES: &[&str] = &["article", "term", "contact", "ref"];

impl Resolver<'_> {
    /// `[[...]]`: the first step with exactly one target wins.
    pub(super) fn cross_link(
        &self,
        context: &Context<'_>,
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
        let (name, fragment) = split_fragment(target);
        if is_path(name) {
            let by_path = self.known.files.path(self, context, target, span);
            // A name may hold a slash as well.
            if by_path.is_ok()
                || self.known.names[context.language].called(name).is_empty()
            {
                return by_path;
            }
        }
        let languages = [context.language, 0];
        let steps = if context.language == 0 { 1 } else { 2 };
        for &language in &languages[..steps] {
            if let Some(owner) = self.named(context, language, name, span)? {
                return self.with_fragment(context, owner, name, fragment, span);
            }
        }
        Err(broken(context, target, name, span))
    }

    /// Steps 3 and 4 in one language: an article's title, its alias, then a term, by its
    /// name or by any form of it that a text may use.
    fn named(
        &self,
        context: &Context<'_>,
        language: usize,
        name: &str,
        span: Span,
    ) -> Result<Option<Owner>, Box<Trouble>> {
        let called = self.known.names[language].called(name);
        let is_article = |entry: &&Name| matches!(entry.owner, Owner::Article(_));
        let titles: Vec<&Name> = called.iter().filter(|entry| entry.is_title).collect();
        let aliases: Vec<&Name> =
            called.iter().filter(is_article).filter(|entry| !entry.is_title).collect();
        let terms: Vec<&Name> =
            called.iter().filter(|entry| !is_article(entry)).collect();
        for step in [titles, aliases, terms] {
            if let Some(owner) = self.only(context, &step, name, span)? {
                return Ok(Some(owner));
            }
        }
        Ok(self.known.matchers[language].called(name).map(Owner::Term))
    }

    /// The one owner of a name at one step: an exact-case hit beats a folded one, and
    /// several owners are an error.
    fn only(
        &self,
        context: &Context<'_>,
        step: &[&Name],
        name: &str,
        span: Span,
    ) -> Result<Option<Owner>, Box<Trouble>> {
        let exact: Vec<&Name> =
            step.iter().copied().filter(|entry| *entry.written == *name).collect();
        let mut owners: Vec<Owner> = if exact.is_empty() { step } else { &exact }
            .iter()
            .map(|e| e.owner)
            .collect();
        owners.sort_unstable();
        owners.dedup();
        match owners.as_slice() {
            [] => Ok(None),
            [owner] => Ok(Some(*owner)),
            several => Err(self.ambiguous(context, several, name, span).into()),
        }
    }

    fn with_fragment(
        &self,
        context: &Context<'_>,
        owner: Owner,
        name: &str,
        fragment: Option<&str>,
        span: Span,
    ) -> Answer {
        let (id, called) = match owner {
            // The article may claim the name of the entry that it is about.
            Owner::Article(id) => {
                let entry = self.term_named(context.language, name);
                let about =
                    entry.filter(|&term| self.main_article(context, term) == Some(id));
                (id, about)
            }
            Owner::Term(term) => match self.main_article(context, term) {
                Some(id) => (id, Some(term)),
                None if fragment.is_some_and(|fragment| !fragment.is_empty()) => {
                    return Err(no_headings(fragment.unwrap_or(""), span).into());
                }
                None => return Ok(self.entry(context, term, Some(name))),
            },
        };
        let found = self.on_page(context, id, fragment, Some(name), span)?;
        Ok(Found { term: called, ..found })
    }

    /// The article that a term is the subject of.
    fn main_article(&self, context: &Context<'_>, term: TermId) -> Option<ArticleId> {
        let entry = &self.sources.terms[term.0 as usize];
        let article = entry.front_matter.article.as_ref()?;
        let context = Context {
            folder: entry.source.path.folder(),
            language: entry.source.language,
            outline: None,
            ..*context
        };
        let target = article.value.trim();
        let by_path = self.known.files.path(self, &context, target, article.span).ok();
        if let Some(Found { destination: Destination::Article { id, .. }, .. }) = by_path
        {
            return Some(id);
        }
        // By name, and never by another term: that could go round in a circle.
        let named = self.known.names[context.language].called(target);
        named.iter().find_map(|name| match name.owner {
            Owner::Article(id) => Some(id),
            Owner::Term(_) => None,
        })
    }

    /// An entry of the glossary, called by a name or by its term.
    pub(super) fn entry(
        &self,
        context: &Context<'_>,
        id: TermId,
        name: Option<&str>,
    ) -> Found {
        let term = &self.sources.terms[id.0 as usize];
        let language = term.source.language;
        Found {
            destination: Destination::Term(id),
            words: Some(name.unwrap_or(&term.front_matter.term.value).into()),
            foreign: (language != context.language).then_some(language),
            term: Some(id),
        }
    }

    /// `article:`, `term:`, `contact:` and `ref:`.
    fn forced(
        &self,
        context: &Context<'_>,
        prefix: &str,
        name: &str,
        span: Span,
    ) -> Answer {
        match prefix {
            "contact" => self.contact(name, span),
            "ref" => self.reference(name, span),
            "term" => self
                .term_called(context, name)
                .map(|term| self.entry(context, term, Some(name)))
                .ok_or_else(|| broken(context, name, name, span)),
            _ => {
                let (bare, fragment) = split_fragment(name);
                if is_path(bare) {
                    return self.known.files.path(self, context, name, span);
                }
                let article = [context.language, 0].into_iter().find_map(|language| {
                    self.known.names[language].called(bare).iter().find_map(|entry| {
                        match entry.owner {
                            Owner::Article(id) => Some(id),
                            Owner::Term(_) => None,
                        }
                    })
                });
                match article {
                    Some(id) => self.on_page(context, id, fragment, Some(bare), span),
                    None => Err(broken(context, name, bare, span)),
                }
            }
        }
    }

    pub(super) fn term_called(
        &self,
        context: &Context<'_>,
        name: &str,
    ) -> Option<TermId> {
        [context.language, 0].into_iter().find_map(|language| {
            self.term_named(language, name)
                .or_else(|| self.known.matchers[language].called(name))
        })
    }

    /// A term by one of its names as they are listed.
    fn term_named(&self, language: usize, name: &str) -> Option<TermId> {
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

    /// A term by the name of its file, as `see_also` may give it.
    pub(super) fn term_of_file(
        &self,
        context: &Context<'_>,
        name: &str,
    ) -> Option<TermId> {
        let name = name.strip_suffix(".md").unwrap_or(name);
        let stem = |topic: &str| topic.rsplit('/').next() == Some(name);
        let position = self.sources.terms.iter().position(|term| {
            term.source.language == context.language && stem(&term.source.topic)
        })?;
        Some(TermId(u32::try_from(position).ok()?))
    }

    fn ambiguous(
        &self,
        context: &Context<'_>,
        owners: &[Owner],
        name: &str,
        span: Span,
    ) -> Diagnostic {
        let paste: Vec<String> = owners
            .iter()
            .map(|owner| match owner {
                Owner::Article(id) => {
                    let source = &self.sources.articles[id.0 as usize].source;
                    format!("`[[/{}|{name}]]`", source.path)
                }
                Owner::Term(id) => {
                    let term = &self.sources.terms[id.0 as usize].front_matter.term;
                    format!("`[[term:{}|{name}]]`", term.value)
                }
            })
            .collect();
        let mut diagnostic = Diagnostic::new(
            &AMBIGUOUS_CROSS_LINK,
            span,
            format!("`{name}` could mean {} things", owners.len()),
        )
        .with_help(format!("write one of {}", paste.join(" or ")));
        for owner in owners {
            let called = self.known.names[context.language].called(name);
            if let Some(entry) = called.iter().find(|entry| entry.owner == *owner) {
                diagnostic = diagnostic.with_label(entry.span, "called so here");
            }
        }
        diagnostic
    }
}

/// A glossary entry is a short text: there is nothing in it to link to.
pub(super) fn no_headings(fragment: &str, span: Span) -> Diagnostic {
    let message = format!("a glossary entry has no heading `#{fragment}`");
    Diagnostic::new(&BROKEN_ANCHOR, span, message)
        .with_help(format!("take `#{fragment}` out"))
}

/// Nothing has such a name.
fn broken(context: &Context<'_>, target: &str, name: &str, span: Span) -> Box<Trouble> {
    if let Some((prefix, rest)) = target.split_once(':')
        && !prefix.is_empty()
        && !rest.is_empty()
        && !rest.starts_with(char::is_whitespace)
        && prefix.chars().all(|c| c.is_ascii_lowercase())
    {
        let diagnostic = Diagnostic::new(
            &UNKNOWN_LINK_PREFIX,
            span,
            format!("`{prefix}:` is not a kind of thing that can be linked"),
        );
        let help = if matches!(prefix, "http" | "https") {
            format!("write `[words](<{target}>)` for a link to another site")
        } else {
            "the kinds are `article:`, `term:`, `contact:` and `ref:`".to_owned()
        };
        return diagnostic.with_help(help).into();
    }
    let diagnostic = Diagnostic::new(
        &BROKEN_CROSS_LINK,
        span,
        format!("no article, term or alias is called `{name}`"),
    );
    let language = context.language;
    Trouble::wanting(diagnostic, Wanted::Name { language, name: name.to_owned() })
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
