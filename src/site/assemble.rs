//! The order in which the tables of a site are made.

use std::sync::Arc;

use super::address::{ClaimedBy, Claims};
use super::link::{self, AllPlaces, Entries, Files, Known, MadePage, Names};
use super::links::{self, Answers, LinkFindings, Links};
use super::permalink::{Addresses, GLOSSARY_INDEX};
use super::section::SectionTree;
use super::unlinked::{Neighbours, Unlinked};
use super::visibility::Visibility;
use super::{Findings, Horizon, KnownSite, Site, Sources};
use super::{
    apart, backlink, circle, glossary, heading, redirect, related, section, snippet,
    taxonomy, translation,
};
use crate::article::Article;
use crate::base::{Collation, Span, UrlPath};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, GENERATED_LANDING_PAGE, Outcome};

/// Puts the articles together.
pub fn assemble(
    sources: Sources,
    config: &Config,
    horizon: Horizon,
    known: &mut KnownSite,
) -> Outcome<Unlinked> {
    known.assembled(sources, config, horizon, |sources| {
        let mut found = Vec::new();
        let site = tables(sources, config, horizon, &mut found);
        report_generated_landing_pages(&site, config, &mut found);
        claim_addresses(&site, config.languages.len(), &mut found);
        Outcome::new(with_links(site, &mut found), found)
    })
}

/// Addresses, sections and names: what links are looked up in.
fn tables(
    sources: Sources,
    config: &Config,
    horizon: Horizon,
    found: &mut Vec<Diagnostic>,
) -> Site {
    let articles = &sources.articles;
    let visibility: Vec<Visibility> =
        articles.iter().map(|article| Visibility::of(article, horizon)).collect();
    let addresses = Addresses::new(config, articles.iter().map(AsRef::as_ref), found);
    let permalinks: Vec<UrlPath> =
        articles.iter().map(|article| addresses.article(article, found)).collect();
    let languages = config.languages.len();
    let sections = section_trees(articles, &visibility, &addresses, config);
    let tags = (0..languages)
        .map(|language| {
            let order = Collation::new(&config.languages[language].collation);
            let tree = &sections[language];
            taxonomy::tags(language, articles, &visibility, tree, &order, found)
        })
        .collect();
    let glossary = glossary::glossary(&sources, &sections, horizon);
    let translations = translation::translations(articles, &visibility, languages);
    let names = Names::gather(languages, articles, &sources.terms, found);
    let matchers = glossary::matchers(&sources, &glossary.visibility, config);
    let mut site = Site {
        visibility: visibility.into(),
        permalinks: permalinks.into(),
        translations: translations.into(),
        sections: sections.into(),
        tags,
        glossary: glossary.into(),
        ..Site::unlinked(sources)
    };
    let mut pages = made_pages(&site, languages);
    pages.extend(term_pages(&site));
    let files = Files::new(&site.sources, &site.permalinks, pages);
    let entries = Entries::new(&site.sources, &site.glossary, languages);
    let places = AllPlaces::new(&site.sources);
    site.known = Arc::new(Known { names, matchers, files, entries, places });
    heading::read(&mut site);
    let articles = &site.sources.articles;
    let redirects =
        redirect::redirects(articles, &site.visibility, &site.permalinks, found);
    site.redirects = redirects.into();
    let known = Arc::get_mut(&mut site.known).expect("nobody else has it yet");
    known.files.add_redirects(&site.redirects);
    site
}

/// Resolves the links that stand anywhere but in the text of an article.
fn with_links(mut site: Site, found: &mut Vec<Diagnostic>) -> Unlinked {
    let mut waiting = LinkFindings::default();
    Links::resolve(&site, &mut waiting).install(&mut site);
    site.subjects = glossary::subjects(&site).into();
    site.apart = apart::apart(&site).into();
    circle::report_successors(&site, found);
    snippet::report_loops(&site.sources, &site.snippet_links, found);
    Unlinked { site, found: waiting }
}

impl Unlinked {
    /// Resolves every link, and finds out who links to whom.
    pub fn resolve(self, known: &mut KnownSite) -> Outcome<Site> {
        let Unlinked { mut site, found: elsewhere } = self;
        let mut found = Findings::default();
        let answers = |article: &Arc<Article>, find_out: &dyn Fn() -> Answers| {
            known.links_of(article, find_out)
        };
        site.article_links = links::in_articles(&site, answers, &mut found);
        let mut found = elsewhere.finish(found, &site);
        link::report_in_snippets(&site, &mut found);
        let neighbours = known.neighbours(&site, |site| {
            let backlinks = backlink::backlinks(site);
            let akin = related::related(site, &backlinks);
            Neighbours { backlinks: backlinks.into(), akin: akin.into() }
        });
        site.backlinks = neighbours.backlinks;
        site.akin = neighbours.akin;
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

fn report_generated_landing_pages(
    site: &Site,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) {
    for (number, tree) in site.sections.iter().enumerate() {
        let file = match number {
            0 => "index.md".to_owned(),
            _ => format!("index.{}.md", config.languages[number].tag),
        };
        for section in &tree.sections {
            let first = section.articles().first();
            if let (None, Some(&first), false) =
                (section.index, first, section.folder.is_empty())
            {
                let message = format!("the folder `{}` has no `{file}`", section.folder);
                let span = Span::file(site.article(first).source.file);
                found.push(
                    Diagnostic::new(&GENERATED_LANDING_PAGE, span, message).with_help(
                        format!("write `site-content/{}/{file}`", section.folder),
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
        term: None,
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
        let parts = site.further_parts(language).into_iter();
        pages.extend(parts.map(|address| made(language, address, None)));
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
            term: Some(id),
        })
    })
}
