//! Where the links of all sources go, resolved in parallel and kept in order.

use std::sync::Arc;

use rayon::prelude::*;

use super::resolve::{Context, Resolved, Resolver};
use super::snippet::Places;
use super::suggest::{Findings, MOST_SEARCHES};
use super::{KnownLinks, Site, Sources};
use crate::article::{ArticleId, Source, TermFrontMatter, TermId};
use crate::base::Spanned;
use crate::diagnostic::Diagnostic;
use crate::markdown::LinkKind;

/// Everything that links resolved to.
pub(super) struct Links {
    articles: Vec<Arc<[Resolved]>>,
    terms: Vec<Arc<[Resolved]>>,
    snippets: Vec<Arc<[Resolved]>>,
    term_articles: Vec<Option<ArticleId>>,
    term_see_also: Vec<Vec<TermId>>,
    term_broader: Vec<Vec<TermId>>,
    term_narrower: Vec<Vec<TermId>>,
    term_confusable: Vec<Vec<Option<TermId>>>,
    related: Vec<Vec<ArticleId>>,
    superseded_by: Vec<Option<ArticleId>>,
    format_files: Vec<Vec<Option<u32>>>,
    images: Vec<Option<u32>>,
}

impl Links {
    /// Resolves everything.
    pub(super) fn resolve(
        site: &Site,
        known: &KnownLinks,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let resolver = &site.resolver();
        let mut findings = Findings::default();
        let links = Links::look_up(site, resolver, known, &mut findings);
        found.extend(findings.finish(resolver, MOST_SEARCHES));
        links
    }

    fn look_up(
        site: &Site,
        resolver: &Resolver<'_>,
        known: &KnownLinks,
        found: &mut Findings,
    ) -> Self {
        let sources = &site.sources;
        let articles = each(&sources.articles, found, |id, article, found| {
            let (links, own) = known.of_article(article, || {
                let mut own = Findings::default();
                let links = all(resolver, &article.source, Some(id), &mut own);
                (links, own)
            });
            found.append(own);
            links
        });
        let terms = each(&sources.terms, found, |_, term, found| {
            all(resolver, &term.source, None, found)
        });
        let mut in_snippets = Findings::default();
        let snippets = each(&sources.snippets, &mut in_snippets, |_, snippet, found| {
            all(resolver, &snippet.source, None, found)
        });
        let places = Places::new(sources, [&articles, &terms, &snippets]);
        found.append(in_snippets.map(|finding| places.label(finding)));
        Links {
            articles,
            terms,
            snippets,
            related: each(&sources.articles, found, |id, article, found| {
                let context = Context::of(&article.source, Some(id));
                let names = article.front_matter.related.iter();
                names.filter_map(|name| resolver.article(&context, name, found)).collect()
            }),
            superseded_by: each(&sources.articles, found, |id, article, found| {
                let name = article.front_matter.superseded_by.as_ref()?;
                resolver.article(&Context::of(&article.source, Some(id)), name, found)
            }),
            format_files: format_files(sources, resolver, found),
            images: each(&sources.articles, found, |id, article, found| {
                let image = article.front_matter.image.as_ref()?;
                let context = Context::of(&article.source, Some(id));
                resolver.file(&context, &image.file, LinkKind::Image, found)
            }),
            term_articles: each(&sources.terms, found, |_, term, found| {
                let name = term.front_matter.article.as_ref()?;
                resolver.article(&Context::of(&term.source, None), name, found)
            }),
            term_see_also: entries(site, resolver, found, |term| &term.see_also),
            term_broader: entries(site, resolver, found, |term| &term.broader),
            term_narrower: entries(site, resolver, found, |term| &term.narrower),
            term_confusable: each(&sources.terms, found, |_, term, found| {
                let context = Context::of(&term.source, None);
                let others = term.front_matter.confusable_with.iter();
                others.map(|other| resolver.term(&context, &other.term, found)).collect()
            }),
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
        site.format_files = self.format_files;
        site.images = self.images;
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

/// For each article: the file of each of its formats, where it names one.
fn format_files(
    sources: &Sources,
    resolver: &Resolver<'_>,
    found: &mut Findings,
) -> Vec<Vec<Option<u32>>> {
    each(&sources.articles, found, |id, article, found| {
        let context = Context::of(&article.source, Some(id));
        let files = article.front_matter.formats.iter().map(|format| {
            resolver.file(&context, format.file.as_ref()?, LinkKind::Markdown, found)
        });
        files.collect()
    })
}

/// For each term: the entries that one key of it names.
fn entries(
    site: &Site,
    resolver: &Resolver<'_>,
    found: &mut Findings,
    names: impl Fn(&TermFrontMatter) -> &[Spanned<String>] + Sync,
) -> Vec<Vec<TermId>> {
    each(&site.sources.terms, found, |_, term, found| {
        let context = Context::of(&term.source, None);
        let names = names(&term.front_matter).iter();
        names.filter_map(|name| resolver.term(&context, name, found)).collect()
    })
}

/// Where the links of a text go.
fn all(
    resolver: &Resolver<'_>,
    source: &Source,
    article: Option<ArticleId>,
    found: &mut Findings,
) -> Arc<[Resolved]> {
    let context = Context::of(source, article);
    let links = source.outline.links.iter();
    links.map(|link| resolver.resolve(&context, link, found)).collect()
}
