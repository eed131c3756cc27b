//! Where the links of all sources go, resolved in parallel and kept in order.

use std::sync::Arc;

use rayon::prelude::*;

use super::link::MOST_SEARCHES;
use super::snippet::IncludePlaces;
use super::{AssetId, Findings, LinkContext, Resolved, Resolver, Site, Sources};
use crate::article::{ArticleId, SnippetId, Source, TermFrontMatter, TermId};
use crate::base::{Spanned, TiSlice, TiVec};
use crate::diagnostic::Diagnostic;
use crate::markdown::LinkKind;

/// Where all links go but those in the texts of articles. What was found on the way waits
/// for suggestions.
#[derive(Debug)]
pub(super) struct Links {
    terms: TiVec<TermId, Arc<[Resolved]>>,
    snippets: TiVec<SnippetId, Arc<[Resolved]>>,
    term_articles: TiVec<TermId, Option<ArticleId>>,
    term_see_also: TiVec<TermId, Vec<TermId>>,
    term_broader: TiVec<TermId, Vec<TermId>>,
    term_narrower: TiVec<TermId, Vec<TermId>>,
    term_confusable: TiVec<TermId, Vec<Option<TermId>>>,
    related: TiVec<ArticleId, Vec<ArticleId>>,
    superseded_by: TiVec<ArticleId, Option<ArticleId>>,
    format_files: TiVec<ArticleId, Vec<Option<AssetId>>>,
    images: TiVec<ArticleId, Option<AssetId>>,
}

impl Links {
    /// Looks them all up. Findings in snippets are told apart: they want to be told where
    /// readers meet them.
    pub(super) fn resolve(site: &Site, found: &mut LinkFindings) -> Self {
        let resolver = &site.resolver();
        let sources = &site.sources;
        let LinkFindings { elsewhere: found, in_snippets } = found;
        Links {
            terms: each(&sources.terms, found, |_, term, found| {
                all(resolver, &term.source, None, found)
            }),
            snippets: each(&sources.snippets, in_snippets, |_, snippet, found| {
                all(resolver, &snippet.source, None, found)
            }),
            related: each(&sources.articles, found, |id, article, found| {
                let context = LinkContext::of(&article.source, Some(id));
                let names = article.front_matter.related.iter();
                let related =
                    names.filter_map(|name| resolver.article(&context, name, found));
                // A page leads its readers nowhere by naming itself.
                related.filter(|other| *other != id).collect()
            }),
            superseded_by: each(&sources.articles, found, |id, article, found| {
                let name = article.front_matter.superseded_by.as_ref()?;
                resolver.article(&LinkContext::of(&article.source, Some(id)), name, found)
            }),
            format_files: format_files(sources, resolver, found),
            images: each(&sources.articles, found, |id, article, found| {
                let image = article.front_matter.image.as_ref()?;
                let context = LinkContext::of(&article.source, Some(id));
                resolver.file(&context, &image.file, LinkKind::Image, found)
            }),
            term_articles: each(&sources.terms, found, |_, term, found| {
                let name = term.front_matter.article.as_ref()?;
                resolver.article(&LinkContext::of(&term.source, None), name, found)
            }),
            term_see_also: entries(site, resolver, found, |term| &term.see_also),
            term_broader: entries(site, resolver, found, |term| &term.broader),
            term_narrower: entries(site, resolver, found, |term| &term.narrower),
            term_confusable: each(&sources.terms, found, |_, term, found| {
                let context = LinkContext::of(&term.source, None);
                let others = term.front_matter.confusable_with.iter();
                others.map(|other| resolver.term(&context, &other.term, found)).collect()
            }),
        }
    }

    /// Puts the tables into the site.
    pub(super) fn install(self, site: &mut Site) {
        site.term_links = self.terms.into();
        site.related = self.related.into();
        site.superseded_by = self.superseded_by.into();
        site.format_files = self.format_files.into();
        site.images = self.images.into();
        let catalogue = &mut site.catalogue;
        catalogue.places.snippet_links = self.snippets.into();
        catalogue.term_articles = self.term_articles.into();
        catalogue.term_see_also = self.term_see_also.into();
        catalogue.term_broader = self.term_broader.into();
        catalogue.term_narrower = self.term_narrower.into();
        catalogue.term_confusable = self.term_confusable.into();
    }
}

/// What was found about links other than those in the texts of articles.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LinkFindings {
    elsewhere: Findings,
    in_snippets: Findings,
}

impl LinkFindings {
    /// Adds them to what was found in the texts of articles, and looks for suggestions. Those
    /// in a snippet say on which page readers meet it.
    pub(super) fn finish(self, mut found: Findings, site: &Site) -> Vec<Diagnostic> {
        found.append(self.elsewhere);
        if !self.in_snippets.is_empty() {
            let links =
                [&site.article_links.raw, &site.term_links.raw, &site.snippet_links.raw];
            let links = links.map(Vec::as_slice);
            let places = IncludePlaces::new(&site.sources, links);
            found.append(self.in_snippets.map(|finding| places.label(finding)));
        }
        found.finish(&site.resolver(), MOST_SEARCHES)
    }
}

/// Runs `work` on every source in parallel; values and findings come back in order.
pub(super) fn each<K: From<usize>, S: Sync, T: Send>(
    sources: &TiSlice<K, S>,
    found: &mut Findings,
    work: impl Fn(K, &S, &mut Findings) -> T + Sync,
) -> TiVec<K, T> {
    let done: Vec<(T, Findings)> = sources
        .raw
        .par_iter()
        .enumerate()
        .map(|(number, source)| {
            let mut own = Findings::default();
            (work(number.into(), source, &mut own), own)
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
) -> TiVec<ArticleId, Vec<Option<AssetId>>> {
    each(&sources.articles, found, |id, article, found| {
        let context = LinkContext::of(&article.source, Some(id));
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
) -> TiVec<TermId, Vec<TermId>> {
    each(&site.sources.terms, found, |_, term, found| {
        let context = LinkContext::of(&term.source, None);
        let names = names(&term.front_matter).iter();
        names.filter_map(|name| resolver.term(&context, name, found)).collect()
    })
}

/// Where the links of a text go.
pub(super) fn all(
    resolver: &Resolver<'_>,
    source: &Source,
    article: Option<ArticleId>,
    found: &mut Findings,
) -> Arc<[Resolved]> {
    let context = LinkContext::of(source, article);
    let links = source.outline.links.iter();
    links.map(|link| resolver.resolve(&context, link, found)).collect()
}
