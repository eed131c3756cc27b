//! The order in which the tables of a site are made.

use rayon::prelude::*;

use super::address::{ClaimedBy, Claims};
use super::names::Names;
use super::path_link::Files;
use super::permalink::{Addresses, GLOSSARY_INDEX};
use super::resolve::{Context, Known, Resolved, Resolver};
use super::suggest::{Findings, MOST_SEARCHES};
use super::visibility::Visibility;
use super::{Horizon, Redirect, Site, Sources, backlink, redirect, section, taxonomy};
use crate::article::{ArticleId, Source};
use crate::base::{Anchors, Span, UrlPath};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, GENERATED_LANDING_PAGE, Outcome, SNIPPET_LOOP};
use crate::markdown::{Link, LinkKind};

/// Puts the articles together.
pub fn assemble(sources: Sources, config: &Config, horizon: Horizon) -> Outcome<Site> {
    let mut found = Vec::new();
    let articles = &sources.articles;
    let visibility: Vec<Visibility> =
        articles.iter().map(|article| Visibility::of(article, horizon)).collect();
    let addresses =
        Addresses::new(config, articles.iter().map(AsRef::as_ref), &mut found);
    let permalinks: Vec<UrlPath> =
        articles.iter().map(|article| addresses.article(article, &mut found)).collect();
    let languages = config.languages.len();
    let sections: Vec<_> = (0..languages)
        .map(|language| {
            section::tree(&section::Input {
                language,
                articles,
                visibility: &visibility,
                addresses: &addresses,
                config,
            })
        })
        .collect();
    let tags = (0..languages)
        .map(|language| {
            taxonomy::tags(language, articles, &visibility, &sections[language])
        })
        .collect();
    let term_anchors = term_anchors(&sources, languages);
    let mut glossary_pages = vec![None; languages];
    let term_visibility: Vec<Visibility> = sources
        .terms
        .iter()
        .map(|term| Visibility::of_status(term.front_matter.status, horizon))
        .collect();
    let listed = term_visibility.iter().map(|visibility| visibility.is_listed());
    for (term, _) in sources.terms.iter().zip(listed).filter(|(_, listed)| *listed) {
        let language = term.source.language;
        glossary_pages[language]
            .get_or_insert_with(|| sections[language].page(["glossary"]));
    }
    let mut glossary_intros = vec![None; languages];
    for (number, article) in articles.iter().enumerate() {
        if &*article.source.topic == GLOSSARY_INDEX {
            let id = ArticleId(u32::try_from(number).unwrap_or(u32::MAX));
            glossary_intros[article.source.language] = Some(id);
        }
    }
    let redirects = redirect::redirects(articles, &visibility, &permalinks, &mut found);
    let names = Names::gather(languages, articles, &sources.terms, &mut found);
    let mut site = Site {
        known: Known { names, files: Files::default() },
        visibility,
        term_visibility,
        permalinks,
        sections,
        tags,
        glossary_pages,
        glossary_intros,
        term_anchors,
        redirects,
        article_links: Vec::new(),
        term_links: Vec::new(),
        snippet_links: Vec::new(),
        term_articles: Vec::new(),
        term_see_also: Vec::new(),
        related: Vec::new(),
        superseded_by: Vec::new(),
        backlinks: Vec::new(),
        sources,
    };
    report_generated_landing_pages(&site, &mut found);
    claim_addresses(&site, languages, &mut found);
    let pages = made_pages(&site, languages);
    site.known.files =
        Files::new(&site.sources, &site.permalinks, &site.redirects, pages);
    Links::resolve(&site, &mut found).install(&mut site);
    report_snippet_loops(&site, &mut found);
    site.backlinks =
        backlink::backlinks(&site.visibility, &site.article_links, &site.snippet_links);
    Outcome::new(site, found)
}

/// The anchor of each term on its glossary page: its slug, or the name of its file.
fn term_anchors(sources: &Sources, languages: usize) -> Vec<String> {
    let mut anchors: Vec<Anchors> = (0..languages).map(|_| Anchors::default()).collect();
    sources
        .terms
        .iter()
        .map(|term| {
            let topic = &term.source.topic;
            let name = topic.rsplit('/').next().unwrap_or(topic);
            let chosen = term.front_matter.slug.as_ref().map(|slug| slug.value.as_str());
            anchors[term.source.language].make(chosen.unwrap_or(name))
        })
        .collect()
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
    for asset in &site.sources.assets {
        let path = UrlPath::file(asset.path.as_str()).output_path();
        claims.claim(path, ClaimedBy::Author(Span::file(asset.id)), found);
    }
    for page in made_pages(site, languages) {
        claims.claim(page.output_path(), ClaimedBy::Engraft, found);
    }
    for redirect in site.redirects.iter().filter(|redirect| redirect.fragment.is_none()) {
        let by = ClaimedBy::Redirect(redirect.span);
        claims.claim(redirect.from.output_path(), by, found);
    }
    claims.report_files_in_the_way(found);
}

/// The addresses of pages and files that Engraft makes out of no single source.
fn made_pages(site: &Site, languages: usize) -> Vec<UrlPath> {
    let mut pages: Vec<UrlPath> = ["404.html", "sitemap.xml", "robots.txt"]
        .iter()
        .map(|file| UrlPath::file(file))
        .collect();
    for language in 0..languages {
        let tree = &site.sections[language];
        let generated = tree.sections.iter().filter(|section| section.index.is_none());
        pages.extend(generated.map(|section| section.permalink.clone()));
        pages.push(tree.file("feed.xml"));
        pages.extend(site.glossary_page(language).cloned());
        pages.extend(site.tags_page(language));
        pages.extend(site.tags[language].iter().map(|tag| tag.permalink.clone()));
    }
    pages
}

/// Everything that links resolved to.
struct Links {
    articles: Vec<Vec<Resolved>>,
    terms: Vec<Vec<Resolved>>,
    snippets: Vec<Vec<Resolved>>,
    term_articles: Vec<Option<ArticleId>>,
    term_see_also: Vec<Vec<crate::article::TermId>>,
    related: Vec<Vec<ArticleId>>,
    superseded_by: Vec<Option<ArticleId>>,
}

impl Links {
    fn resolve(site: &Site, found: &mut Vec<Diagnostic>) -> Self {
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
        let term_see_also = each(&sources.terms, found, |_, term, found| {
            let context = context(&term.source, None);
            let names = term.front_matter.see_also.iter();
            names
                .filter_map(|name| resolver.term(&context, &name.value, name.span, found))
                .collect()
        });
        Links {
            articles,
            terms,
            snippets,
            term_articles,
            term_see_also,
            related,
            superseded_by,
        }
    }

    fn install(self, site: &mut Site) {
        site.article_links = self.articles;
        site.term_links = self.terms;
        site.snippet_links = self.snippets;
        site.term_articles = self.term_articles;
        site.term_see_also = self.term_see_also;
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

fn context(source: &Source, article: Option<ArticleId>) -> Context<'_> {
    Context {
        file: source.file,
        folder: source.path.folder(),
        language: source.language,
        article,
        headings: &source.outline.headings,
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

fn report_snippet_loops(site: &Site, found: &mut Vec<Diagnostic>) {
    for (number, snippet) in site.sources.snippets.iter().enumerate() {
        let id = u32::try_from(number).unwrap_or(u32::MAX);
        if !backlink::includes_itself(id, &site.snippet_links) {
            continue;
        }
        let source = &snippet.source;
        let include =
            source.outline.links.iter().find(|link| link.kind == LinkKind::Include);
        let range = include.map_or(0..0, |link| link.span.clone());
        let span = Span { file: source.file, start: range.start, end: range.end };
        let message = format!("the snippet `{}` includes itself", source.path);
        found.push(
            Diagnostic::new(&SNIPPET_LOOP, span, message)
                .with_help("take one of the includes out"),
        );
    }
}

/// The redirects that have a page of their own.
impl Site {
    /// Old addresses that lead to a whole page, in the order of the walk.
    pub fn whole_page_redirects(&self) -> impl Iterator<Item = &Redirect> {
        self.redirects.iter().filter(|redirect| redirect.fragment.is_none())
    }
}
