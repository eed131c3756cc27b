//! The order in which the tables of a site are made.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::address::{ClaimedBy, Claims};
use super::known_site::{Assembled, LinksOf, Targets};
use super::link::{self, AllPlaces, Files, GlossaryEntries, Known, MadePage, Names};
use super::links::{LinkFindings, Links};
use super::permalink::{AddressMaker, GLOSSARY_INDEX};
use super::section::SectionTree;
use super::visibility::Visibility;
use super::{
    ArticleHead, Catalogue, Findings, Horizon, KnownSite, Places, Site, Sources, Tags,
    TermHead,
};
use super::{
    apart, circle, glossary, heading, old_forms, redirect, section, snippet, taxonomy,
    translation,
};
use crate::article::{Article, ArticleId, Source};
use crate::base::{Collation, Shared, Span, TiSlice, TiVec, UrlPath, fold_path};
use crate::config::{Config, LanguageId};
use crate::diagnostic::{DUPLICATE_ADDRESS, Diagnostic, GENERATED_LANDING_PAGE, Outcome};

/// The page that stands for every address that does not exist.
pub const NOT_FOUND: &str = "404.html";

/// Articles with their addresses, names and sections, and all their links but those in the
/// texts of articles.
#[derive(Debug)]
pub struct Unlinked {
    assembled: Shared<Assembled>,
    sources: Sources,
}

/// Who makes files out of no single source, and says where: no author may put one there.
pub trait MadeFiles {
    /// Their addresses, each with its language.
    fn addresses(site: &Catalogue) -> Vec<(LanguageId, UrlPath)>;
}

/// Puts the articles together.
pub fn assemble<M: MadeFiles>(
    sources: Sources,
    config: &Config,
    horizon: Horizon,
    known: &KnownSite,
) -> Outcome<Unlinked> {
    let Outcome { value, diagnostics } = known.assembled(
        &sources,
        config,
        horizon,
        |Targets { sources, config, horizon }| {
            let mut found = Vec::new();
            let site = tables::<M>(sources.clone(), config, *horizon, &mut found);
            report_generated_landing_pages(&site, config, &mut found);
            claim_addresses::<M>(&site, &mut found);
            Outcome::new(Arc::new(with_links(site, &mut found)), found)
        },
    );
    Outcome::new(Unlinked { assembled: value, sources }, diagnostics)
}

/// Addresses, sections and names: what links are looked up in.
fn tables<M: MadeFiles>(
    sources: Sources,
    config: &Config,
    horizon: Horizon,
    found: &mut Vec<Diagnostic>,
) -> Site {
    let articles = &sources.articles;
    let visibility: TiVec<ArticleId, Visibility> =
        articles.iter().map(|article| Visibility::of(article, horizon)).collect();
    let addresses = AddressMaker::new(config, articles.iter().map(AsRef::as_ref), found);
    let permalinks: TiVec<ArticleId, UrlPath> =
        articles.iter().map(|article| addresses.article(article, found)).collect();
    let languages = config.languages.len();
    let sections = section_trees(articles, &visibility, &addresses, config);
    let tags: TiVec<LanguageId, Tags> = sections
        .iter_enumerated()
        .map(|(language, tree)| {
            let order = Collation::new(&config.languages[language].collation);
            taxonomy::tags(language, articles, &visibility, tree, &order, found)
        })
        .collect();
    let glossary = glossary::glossary(&sources, &sections, horizon);
    let translations = translation::translations(articles, &visibility, languages);
    let names = Names::gather(languages, articles, &sources.terms, found);
    let heads = articles.iter().map(|article| ArticleHead::of(article));
    let heads: TiVec<ArticleId, ArticleHead> = heads.collect();
    let terms = sources.terms.iter().map(|term| TermHead::of(term));
    let terms = Arc::new(terms.collect());
    let matchers = Arc::new(glossary::matchers(&terms, &glossary.visibility, config));
    let catalogue = Catalogue {
        places: Places {
            permalinks: permalinks.into(),
            terms,
            glossary: glossary.into(),
            matchers: Arc::clone(&matchers),
            snippets: sources.snippets.clone(),
            snippet_links: Arc::default(),
            records: Arc::clone(&sources.records),
            assets: sources.assets.clone(),
        },
        articles: heads.into(),
        visibility: visibility.into(),
        has_search: config.search,
        translations: translations.into(),
        sections: sections.into(),
        formats: config.formats.clone(),
        tags: tags.into(),
        apart: Arc::default(),
        redirects: Arc::default(),
        held_back_files: Arc::default(),
        term_articles: Arc::default(),
        term_see_also: Arc::default(),
        term_broader: Arc::default(),
        term_narrower: Arc::default(),
        term_confusable: Arc::default(),
    };
    let mut pages = made_pages::<M>(&catalogue);
    pages.extend(term_pages(&sources, &catalogue));
    let files = Files::new(&sources, &catalogue.permalinks, pages);
    let entries = GlossaryEntries::new(&sources, &catalogue.glossary, languages);
    let places = AllPlaces::new(&sources);
    let base_url = config.base_url.clone();
    let known = Known { names, matchers, files, entries, base_url, places };
    with_headings(unlinked(known, sources, catalogue), found)
}

/// Reads the headings, which old addresses may name.
fn with_headings(mut site: Site, found: &mut Vec<Diagnostic>) -> Site {
    heading::read(&mut site);
    site.catalogue.places.snippets = site.sources.snippets.clone();
    site.catalogue.apart = apart::apart(&site).into();
    let articles = &site.sources.articles;
    let redirects =
        redirect::redirects(articles, &site.visibility, &site.permalinks, found);
    site.catalogue.redirects = redirects.into();
    let of_forms = old_forms::redirects(&site.catalogue);
    site.catalogue.redirects =
        site.catalogue.redirects.iter().cloned().chain(of_forms).collect();
    let known = Arc::get_mut(&mut site.known).expect("nobody else has it yet");
    let whole = site.catalogue.redirects.iter().filter(|old| old.fragment.is_none());
    known.files.add_old(whole.map(|old| (&old.from, old.to)));
    site
}

/// A site whose links are not looked up yet.
fn unlinked(known: Known, sources: Sources, catalogue: Catalogue) -> Site {
    Site {
        known: Arc::new(known),
        sources,
        catalogue,
        article_links: TiVec::new(),
        term_links: Arc::default(),
        subjects: Arc::default(),
        related: Arc::default(),
        akin: Arc::default(),
        superseded_by: Arc::default(),
        format_files: Arc::default(),
        images: Arc::default(),
        backlinks: Arc::default(),
    }
}

/// Resolves the links that stand anywhere but in the text of an article.
fn with_links(mut site: Site, found: &mut Vec<Diagnostic>) -> Assembled {
    let mut waiting = LinkFindings::default();
    Links::resolve(&site, &mut waiting).install(&mut site);
    site.subjects = glossary::subjects(&site).into();
    circle::report_successors(&site, found);
    snippet::report_loops(&site.sources, &site.snippet_links, found);
    Assembled { site, found: waiting }
}

impl Unlinked {
    /// Resolves every link, and finds out who links to whom.
    pub fn resolve(self, known: &mut KnownSite) -> Outcome<Site> {
        let Unlinked { assembled, mut sources } = self;
        heading::read_as(&mut sources, &assembled.site.sources);
        let mut found = Findings::default();
        let ids: Vec<ArticleId> = assembled.site.article_ids().collect();
        let answers: Vec<LinksOf> = ids
            .par_iter()
            .zip(&sources.articles.raw)
            .map(|(&id, article)| known.links_of(id, article, &assembled))
            .collect();
        let (mut article_links, mut leads) = (TiVec::new(), TiVec::new());
        for LinksOf { links, leads: own, found: told } in answers {
            found.append(told);
            article_links.push(links);
            leads.push(own);
        }
        let neighbours = known.neighbours(assembled.clone(), leads);
        known.end_build();
        let site = Site {
            sources,
            article_links,
            backlinks: neighbours.backlinks,
            akin: neighbours.akin,
            ..assembled.site.clone()
        };
        let mut found = assembled.found.clone().finish(found, &site);
        link::report_in_snippets(&site, &mut found);
        Outcome::new(site, found)
    }
}

/// The sections of each language.
fn section_trees(
    articles: &TiSlice<ArticleId, Arc<Article>>,
    visibility: &TiSlice<ArticleId, Visibility>,
    addresses: &AddressMaker<'_>,
    config: &Config,
) -> TiVec<LanguageId, SectionTree> {
    let tree = |language| {
        section::tree(&section::Input {
            language,
            articles,
            visibility,
            addresses,
            config,
        })
    };
    config.languages.keys().map(tree).collect()
}

fn report_generated_landing_pages(
    site: &Site,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) {
    for (language, tree) in site.sections.iter_enumerated() {
        let file = match language {
            LanguageId::DEFAULT => "index.md".to_owned(),
            _ => format!("index.{}.md", config.languages[language].tag),
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
fn claim_addresses<M: MadeFiles>(site: &Site, found: &mut Vec<Diagnostic>) {
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
    // `Other.md` has the address of the folder `other` where servers read no capitals.
    let topics: BTreeMap<(LanguageId, String), &Source> = site
        .article_ids()
        .filter(|&id| site.is_shown(id))
        .map(|id| &site.article(id).source)
        .map(|source| ((source.language, fold_path(&source.topic)), source))
        .collect();
    for page in made_pages::<M>(site) {
        let key = |folder| topics.get(&(page.language, fold_path(folder)));
        let folder = page.folder.as_deref();
        if let Some((source, folder)) = folder.and_then(key).zip(folder) {
            found.push(beside_its_folder(source, folder));
            continue;
        }
        claims.claim(page.address.output_path(), ClaimedBy::Engraft, found);
    }
    for redirect in site.redirects.iter().filter(|redirect| redirect.fragment.is_none()) {
        let by = ClaimedBy::Redirect(redirect.span);
        claims.claim(redirect.from.output_path(), by, found);
    }
    claims.report_files_in_the_way(found);
}

/// Says that a page stands beside the folder that it is the landing page of.
fn beside_its_folder(source: &Source, folder: &str) -> Diagnostic {
    let Source { path, topic, .. } = source;
    let path = path.as_str();
    let index = format!("{folder}/index{}", &path[topic.len()..]);
    let message = format!("`{path}` and the folder `{folder}` would have one address");
    let quoted = |path: &str| {
        if path.contains(' ') { format!("\"{path}\"") } else { path.to_owned() }
    };
    let command = format!("engraft mv {} {}", quoted(path), quoted(&index));
    Diagnostic::new(&DUPLICATE_ADDRESS, Span::file(source.file), message)
        .with_help(format!("`{command}` makes it the landing page of the folder"))
}

/// The pages and files that Engraft makes out of no single source.
fn made_pages<M: MadeFiles>(site: &Catalogue) -> Vec<MadePage> {
    let made = |language: LanguageId, address: UrlPath, title: Option<&str>| MadePage {
        address,
        language,
        title: title.map(Into::into),
        folder: None,
        term: None,
    };
    let files = M::addresses(site).into_iter();
    let mut pages: Vec<MadePage> =
        files.map(|(language, address)| made(language, address, None)).collect();
    pages.push(made(LanguageId::DEFAULT, UrlPath::file(NOT_FOUND), None));
    for id in site.article_ids() {
        let language = site.article(id).language;
        let twins = site.twins(id).into_iter();
        pages.extend(twins.map(|(_, address)| made(language, address, None)));
    }
    for (language, tree) in site.sections.iter_enumerated() {
        let generated = tree.sections.iter().filter(|section| section.index.is_none());
        pages.extend(generated.map(|section| MadePage {
            folder: Some(section.folder.clone()),
            ..made(language, section.permalink.clone(), Some(&section.title))
        }));
        let guides = tree.sections.iter().filter_map(|section| {
            Some(made(language, site.whole_guide(section)?, Some(&section.title)))
        });
        pages.extend(guides);
        let others = [
            site.tags_page(language),
            site.topics_page(language),
            site.made_statement_page().filter(|_| language == LanguageId::DEFAULT),
        ];
        let others = others.into_iter().flatten();
        let others = others.chain(site.glossary_page(language).cloned());
        let others = others.chain(site.search_pages(language).into_iter().flatten());
        pages.extend(others.map(|address| made(language, address, None)));
        let tags = site.tags[language].all().iter();
        pages.extend(
            tags.map(|tag| made(language, tag.permalink.clone(), Some(&tag.name))),
        );
        let parts = site.further_parts(language).into_iter();
        pages.extend(parts.map(|address| made(language, address, None)));
    }
    pages
}

/// The pages of long terms: their authors claim the addresses.
fn term_pages<'s>(
    sources: &'s Sources,
    site: &'s Places,
) -> impl Iterator<Item = MadePage> + 's {
    site.term_ids().zip(&sources.terms).filter_map(|(id, term)| {
        Some(MadePage {
            address: site.term_page(id)?.clone(),
            language: term.source.language,
            title: Some(term.front_matter.term.value.as_str().into()),
            folder: None,
            term: Some(id),
        })
    })
}
