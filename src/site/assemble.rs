//! The order in which the tables of a site are made.

use std::sync::Arc;

use super::address::{ClaimedBy, Claims};
use super::links::Links;
use super::names::Names;
use super::path_link::{Files, MadePage};
use super::permalink::{Addresses, GLOSSARY_INDEX};
use super::resolve::Known;
use super::section::SectionTree;
use super::visibility::Visibility;
use super::{Horizon, KnownLinks, Site, Sources};
use super::{
    backlink, circle, glossary, redirect, related, section, snippet, staff, taxonomy,
};
use crate::article::Article;
use crate::base::{Span, UrlPath};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, GENERATED_LANDING_PAGE, Outcome};

/// Articles with their addresses, names and sections, whose links are still to be resolved.
#[derive(Debug)]
pub struct Unlinked(Site);

/// Puts the articles together.
pub fn assemble(
    sources: Sources,
    config: &Config,
    horizon: Horizon,
) -> Outcome<Unlinked> {
    let mut found = Vec::new();
    let articles = &sources.articles;
    let visibility: Vec<Visibility> =
        articles.iter().map(|article| Visibility::of(article, horizon)).collect();
    let addresses =
        Addresses::new(config, articles.iter().map(AsRef::as_ref), &mut found);
    let permalinks: Vec<UrlPath> =
        articles.iter().map(|article| addresses.article(article, &mut found)).collect();
    let languages = config.languages.len();
    let sections = section_trees(articles, &visibility, &addresses, config);
    let tags = (0..languages)
        .map(|language| {
            taxonomy::tags(language, articles, &visibility, &sections[language])
        })
        .collect();
    let glossary = glossary::glossary(&sources, &sections, horizon);
    let redirects = redirect::redirects(articles, &visibility, &permalinks, &mut found);
    let names = Names::gather(languages, articles, &sources.terms, &mut found);
    let matchers = glossary::matchers(&sources, &glossary.visibility, config);
    let known = Known { names, matchers, files: Files::default() };
    let site = Site {
        visibility,
        permalinks,
        sections,
        tags,
        glossary,
        redirects,
        ..Site::unlinked(known, sources)
    };
    report_generated_landing_pages(&site, &mut found);
    claim_addresses(&site, languages, &mut found);
    Outcome::new(Unlinked(site), found)
}

impl Unlinked {
    /// Resolves every link, and finds out who links to whom. `config` is what the articles
    /// were put together by.
    pub fn resolve(self, config: &Config, known: &mut KnownLinks) -> Outcome<Site> {
        let Unlinked(mut site) = self;
        let mut found = Vec::new();
        let mut pages = made_pages(&site, site.sections.len());
        pages.extend(term_pages(&site));
        site.known.files =
            Files::new(&site.sources, &site.permalinks, &site.redirects, pages);
        known.begin_build(&site, config);
        Links::resolve(&site, known, &mut found).install(&mut site);
        known.end_build();
        site.subjects = glossary::subjects(&site);
        circle::report_successors(&site, &mut found);
        snippet::report_loops(&site.sources, &site.snippet_links, &mut found);
        staff::report_in_snippets(&site, &mut found);
        site.backlinks = backlink::backlinks(&site);
        site.akin = related::related(&site);
        Outcome::new(site, found)
    }
}

/// The sections of each language.
fn section_trees(
    articles: &[Arc<Article>],
    visibility: &[Visibility],
    addresses: &Addresses<'_>,
    config: &Config,
) -> Vec<SectionTree> {
    let tree = |language| {
        section::tree(&section::Input {
            language,
            articles,
            visibility,
            addresses,
            config,
        })
    };
    (0..config.languages.len()).map(tree).collect()
}

fn report_generated_landing_pages(site: &Site, found: &mut Vec<Diagnostic>) {
    for tree in &site.sections {
        for section in &tree.sections {
            let first = section.articles().next();
            if let (None, Some(first), false) =
                (section.index, first, section.folder.is_empty())
            {
                let message =
                    format!("the folder `{}` has no `index.md`", section.folder);
                let span = Span::file(site.article(first).source.file);
                found.push(
                    Diagnostic::new(&GENERATED_LANDING_PAGE, span, message).with_help(
                        format!("write `site-content/{}/index.md`", section.folder),
                    ),
                );
            }
        }
    }
}

/// Claims the address of everything that will be published, authors first.
fn claim_addresses(site: &Site, languages: usize, found: &mut Vec<Diagnostic>) {
    let mut claims = Claims::default();
    for id in site.article_ids().filter(|&id| site.is_shown(id)) {
        let source = &site.article(id).source;
        if &*source.topic == GLOSSARY_INDEX {
            continue;
        }
        let front_matter = &site.article(id).front_matter;
        let span =
            front_matter.slug.as_ref().map_or(Span::file(source.file), |slug| slug.span);
        claims.claim(site.permalink(id).output_path(), ClaimedBy::Author(span), found);
    }
    for id in site.term_ids() {
        let Some(page) = site.term_page(id) else { continue };
        let term = site.term(id);
        let slug = term.front_matter.slug.as_ref();
        let span = slug.map_or(Span::file(term.source.file), |slug| slug.span);
        claims.claim(page.output_path(), ClaimedBy::Author(span), found);
    }
    for asset in &site.sources.assets {
        let path = UrlPath::file(asset.path.as_str()).output_path();
        claims.claim(path, ClaimedBy::Author(Span::file(asset.id)), found);
    }
    for page in made_pages(site, languages) {
        claims.claim(page.address.output_path(), ClaimedBy::Engraft, found);
    }
    for redirect in site.redirects.iter().filter(|redirect| redirect.fragment.is_none()) {
        let by = ClaimedBy::Redirect(redirect.span);
        claims.claim(redirect.from.output_path(), by, found);
    }
    claims.report_files_in_the_way(found);
}

/// The pages and files that Engraft makes out of no single source.
fn made_pages(site: &Site, languages: usize) -> Vec<MadePage> {
    let made = |language: usize, address: UrlPath, title: Option<&str>| MadePage {
        address,
        language,
        title: title.map(Into::into),
        folder: None,
    };
    let mut pages: Vec<MadePage> = ["404.html", "sitemap.xml", "robots.txt"]
        .iter()
        .map(|file| made(0, UrlPath::file(file), None))
        .collect();
    let mut articles = site.sources.articles.iter();
    if articles.any(|article| !article.front_matter.codes.is_empty()) {
        pages.push(made(0, UrlPath::file("infobutton.json"), None));
    }
    for language in 0..languages {
        let tree = &site.sections[language];
        let generated = tree.sections.iter().filter(|section| section.index.is_none());
        pages.extend(generated.map(|section| MadePage {
            folder: Some(section.folder.clone()),
            ..made(language, section.permalink.clone(), Some(&section.title))
        }));
        let others = [
            Some(tree.file("feed.xml")),
            Some(tree.file("manifest.webmanifest")),
            site.tags_page(language),
            site.topics_page(language),
            site.made_statement_page().filter(|_| language == 0),
        ];
        let others = others.into_iter().flatten();
        let others = others.chain(site.glossary_page(language).cloned());
        pages.extend(others.map(|address| made(language, address, None)));
        let tags = site.tags[language].iter();
        pages.extend(
            tags.map(|tag| made(language, tag.permalink.clone(), Some(&tag.name))),
        );
    }
    pages
}

/// The pages of long terms: their authors claim the addresses.
fn term_pages(site: &Site) -> impl Iterator<Item = MadePage> + '_ {
    site.term_ids().filter_map(|id| {
        let term = site.term(id);
        Some(MadePage {
            address: site.term_page(id)?.clone(),
            language: term.source.language,
            title: Some(term.front_matter.term.value.as_str().into()),
            folder: None,
        })
    })
}
