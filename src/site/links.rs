//! Where the links of all sources go, resolved in parallel and kept in order.

use rayon::prelude::*;

use super::Site;
use super::resolve::{Context, Resolved, Resolver};
use super::suggest::{Findings, MOST_SEARCHES};
use crate::article::{ArticleId, Source, TermFrontMatter, TermId};
use crate::base::Spanned;
use crate::diagnostic::Diagnostic;
use crate::markdown::Link;

/// Everything that links resolved to.
pub(super) struct Links {
    articles: Vec<Vec<Resolved>>,
    terms: Vec<Vec<Resolved>>,
    snippets: Vec<Vec<Resolved>>,
    term_articles: Vec<Option<ArticleId>>,
    term_see_also: Vec<Vec<TermId>>,
    term_broader: Vec<Vec<TermId>>,
    term_narrower: Vec<Vec<TermId>>,
    term_confusable: Vec<Vec<Option<TermId>>>,
    related: Vec<Vec<ArticleId>>,
    superseded_by: Vec<Option<ArticleId>>,
}

impl Links {
    /// Resolves everything.
    pub(super) fn resolve(site: &Site, found: &mut Vec<Diagnostic>) -> Self {
        let resolver = &site.resolver();
        let mut findings = Findings::default();
        let links = Links::look_up(site, resolver, &mut findings);
        found.extend(findings.finish(resolver, MOST_SEARCHES));
        links
    }

    fn look_up(site: &Site, resolver: &Resolver<'_>, found: &mut Findings) -> Self {
        let sources = &site.sources;
        let articles = each(&sources.articles, found, |number, article, found| {
            let context = context(&article.source, Some(number));
            all(resolver, &context, &article.source.outline.links, found)
        });
        let terms = each(&sources.terms, found, |_, term, found| {
            all(resolver, &context(&term.source, None), &term.source.outline.links, found)
        });
        let snippets = each(&sources.snippets, found, |_, snippet, found| {
            let source = &snippet.source;
            all(resolver, &context(source, None), &source.outline.links, found)
        });
        let related = each(&sources.articles, found, |number, article, found| {
            let context = context(&article.source, Some(number));
            let related = article.front_matter.related.iter();
            related
                .filter_map(|name| {
                    resolver.article(&context, &name.value, name.span, found)
                })
                .collect()
        });
        let superseded_by = each(&sources.articles, found, |number, article, found| {
            let context = context(&article.source, Some(number));
            let name = article.front_matter.superseded_by.as_ref()?;
            resolver.article(&context, &name.value, name.span, found)
        });
        let term_articles = each(&sources.terms, found, |_, term, found| {
            let name = term.front_matter.article.as_ref()?;
            resolver.article(&context(&term.source, None), &name.value, name.span, found)
        });
        let term_see_also = entries(site, resolver, found, |term| &term.see_also);
        let term_broader = entries(site, resolver, found, |term| &term.broader);
        let term_narrower = entries(site, resolver, found, |term| &term.narrower);
        let term_confusable = each(&sources.terms, found, |_, term, found| {
            let context = context(&term.source, None);
            let others = term.front_matter.confusable_with.iter();
            others
                .map(|other| &other.term)
                .map(|name| resolver.term(&context, &name.value, name.span, found))
                .collect()
        });
        Links {
            articles,
            terms,
            snippets,
            term_articles,
            term_see_also,
            term_broader,
            term_narrower,
            term_confusable,
            related,
            superseded_by,
        }
    }

    /// Puts the tables into the site.
    pub(super) fn install(self, site: &mut Site) {
        site.article_links = self.articles;
        site.term_links = self.terms;
        site.snippet_links = self.snippets;
        site.term_articles = self.term_articles;
        site.term_see_also = self.term_see_also;
        site.term_broader = self.term_broader;
        site.term_narrower = self.term_narrower;
        site.term_confusable = self.term_confusable;
        site.related = self.related;
        site.superseded_by = self.superseded_by;
    }
}

/// Runs `work` on every source in parallel; values and findings come back in order.
fn each<S: Sync, T: Send>(
    sources: &[S],
    found: &mut Findings,
    work: impl Fn(ArticleId, &S, &mut Findings) -> T + Sync,
) -> Vec<T> {
    let done: Vec<(T, Findings)> = sources
        .par_iter()
        .enumerate()
        .map(|(number, source)| {
            let mut own = Findings::default();
            let id = ArticleId(u32::try_from(number).unwrap_or(u32::MAX));
            (work(id, source, &mut own), own)
        })
        .collect();
    done.into_iter()
        .map(|(value, own)| {
            found.append(own);
            value
        })
        .collect()
}

/// For each term: the entries that one key of it names.
fn entries(
    site: &Site,
    resolver: &Resolver<'_>,
    found: &mut Findings,
    names: impl Fn(&TermFrontMatter) -> &[Spanned<String>] + Sync,
) -> Vec<Vec<TermId>> {
    each(&site.sources.terms, found, |_, term, found| {
        let context = context(&term.source, None);
        let names = names(&term.front_matter).iter();
        names
            .filter_map(|name| resolver.term(&context, &name.value, name.span, found))
            .collect()
    })
}

fn context(source: &Source, article: Option<ArticleId>) -> Context<'_> {
    Context {
        file: source.file,
        folder: source.path.folder(),
        language: source.language,
        article,
        outline: Some(&source.outline),
    }
}

fn all(
    resolver: &Resolver<'_>,
    context: &Context<'_>,
    links: &[Link],
    found: &mut Findings,
) -> Vec<Resolved> {
    links.iter().map(|link| resolver.resolve(context, link, found)).collect()
}
