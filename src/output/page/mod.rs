//! Pages: bodies written, views filled, templates rendered.
//!
//! Both passes run over all pages in parallel and keep their order. A page is made of its
//! view and nothing else, so two equal views are one page.

mod account;
mod alphabet;
mod article;
mod backlinks;
mod body;
mod generated;
mod glossary;
mod guide;
mod ids;
mod json_ld;
mod offers;
mod parts;
mod relations;
mod review;
mod statement;
mod term;
mod terms;
mod topics;
mod web_page;

pub use article::reading_minutes;
pub use body::{AllFacts, Bodies, bodies};

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use backlinks::Backlinks;
use terms::Terms;

use super::memos::{ArticlePageInput, OthersInput, PageInput};
use super::{Made, Making, Memos, OutputFile};
use crate::article::{ArticleId, Source};
use crate::base::{Html, OutputPath, Spanned, UrlPath};
use crate::diagnostic::{BROKEN_TEMPLATE, Diagnostic, MISSING_TEMPLATE, nearest};
use crate::html::Written;
use crate::site::{SectionId, Visibility};
use crate::theme::view::{ContactView, ContentsView, PageView, TranslationView};
use crate::theme::{Current, PlacedMenu, SectionMenu};

pub(super) use article::Own;
pub(super) use relations::{Relations, RelationsInput};
pub(super) use terms::{Entries, EntriesInput};

/// The levels that the contents list shows.
const CONTENTS_LEVELS: std::ops::RangeInclusive<u8> = 2..=3;

/// A page to be rendered.
struct Page {
    language: usize,
    address: UrlPath,
    /// The template to use, and where the author asked for it.
    template: Option<Spanned<String>>,
    view: PageView,
}

/// A page that was made, or the fault in its template, and where it goes.
pub(super) type Rendered = (OutputPath, Result<Arc<Vec<u8>>, Diagnostic>);

/// The page of an article, and the ids that stand twice on it.
pub(super) type RenderedArticle = (Rendered, Arc<[String]>);

/// Fills all views and renders all pages. The body of an article is dropped as soon as its
/// page is made: at ten thousand pages both together would be twice the memory.
pub fn pages(
    making: &Making<'_>,
    bodies: Bodies,
    facts: &AllFacts,
    memos: &mut Memos,
) -> Made {
    let mut made = Made::default();
    let Bodies { mut articles, terms: mut definitions } = bodies;
    for written in articles.iter_mut().flatten().chain(&mut definitions) {
        made.diagnostics.append(&mut written.diagnostics);
    }
    let relations = &relations::relations(making, facts, memos);
    let found = &mut made.diagnostics;
    let terms = &Terms::new(making, &definitions, Arc::clone(relations), memos, found);
    let backlinks = &relations.backlinks;
    memos.begin_pages(making, &terms.entries);
    let memos = &*memos;
    let intros = intros(making, &articles);
    let others = || {
        let input = OthersInput {
            assembly: making.site.assembly(),
            revision: memos.article_pages_revision,
            relations: Arc::clone(relations),
            intros,
        };
        others(making, memos, input, &definitions, facts, terms)
    };
    let articles = || -> Vec<(Rendered, Vec<Diagnostic>)> {
        let numbered = articles.into_par_iter().enumerate();
        let pages = numbered.filter_map(|(number, written)| {
            let id = ArticleId(u32::try_from(number).unwrap_or(u32::MAX));
            let shown = making.site.is_shown(id);
            let making = making.for_article(id);
            let own = shown.then(|| Own::of(making, id, written, backlinks));
            article_page(making, memos, id, own?, terms)
        });
        pages.collect()
    };
    // A large glossary is one page: whoever makes it begins at once.
    let (others, articles) = rayon::join(others, articles);
    let others = others.iter().cloned().map(|page| (page, Vec::new()));
    for ((path, page), mut found) in articles.into_iter().chain(others) {
        made.diagnostics.append(&mut found);
        match page {
            Ok(html) => made.files.push((path, OutputFile::Bytes(html))),
            Err(diagnostic) => made.diagnostics.push(diagnostic),
        }
    }
    made
}

/// For each language: the text that opens its glossary page.
fn intros(making: &Making<'_>, articles: &[Option<Written>]) -> Vec<Option<Arc<Html>>> {
    let intros = making.site.glossary.intros.iter();
    let html = |id: ArticleId| Some(articles[id.0 as usize].as_ref()?.html.clone());
    intros.map(|intro| intro.and_then(html)).collect()
}

/// The pages that are no article's. Their views are filled only if something of them may be
/// other than in the last build.
fn others(
    making: &Making<'_>,
    memos: &Memos,
    input: OthersInput,
    definitions: &[Written],
    facts: &AllFacts,
    terms: &Terms,
) -> Arc<[Rendered]> {
    let mut are_filled = false;
    let rendered = memos.others.get((), input, |input| {
        are_filled = true;
        let backlinks = &input.relations.backlinks;
        let own =
            other_pages(making, &input.intros, definitions, facts, terms, backlinks);
        let own = own.into_par_iter().map(|page| render(making, memos, page));
        let landing = landing_pages(making, backlinks).into_par_iter();
        let rendered: Vec<Rendered> = own
            .chain(landing.map(|(making, page)| render(making, memos, page)))
            .collect();
        rendered.into()
    });
    if !are_filled {
        rendered.iter().for_each(|(path, _)| memos.pages.keep(path));
    }
    rendered
}

/// The pages that are no article's, ready to be rendered.
fn other_pages(
    making: &Making<'_>,
    intros: &[Option<Arc<Html>>],
    definitions: &[Written],
    facts: &AllFacts,
    terms: &Terms,
    backlinks: &Backlinks,
) -> Vec<Page> {
    let mut pages = Vec::new();
    for (language, intro) in intros.iter().enumerate() {
        pages.extend(generated::pages(making, backlinks, language));
        let intro = intro.as_ref();
        let page = glossary::page(making, intro, definitions, terms, backlinks, language);
        pages.extend(page);
        pages.extend(topics::page(making, backlinks, language));
    }
    pages.extend(making.site.term_ids().filter_map(|id| {
        let facts = &facts.terms[id.0 as usize];
        term::page(making, &definitions[id.0 as usize], facts, terms, backlinks, id)
    }));
    pages
}

/// The landing pages that stand in another theme than the site's.
fn landing_pages<'m>(
    making: &'m Making<'m>,
    backlinks: &Backlinks,
) -> Vec<(&'m Making<'m>, Page)> {
    let in_theme = |making: &'m Making<'m>| {
        let languages = 0..making.languages.len();
        let pages = languages.flat_map(move |language| {
            generated::landing_pages(making, backlinks, language)
        });
        pages.map(move |page| (making, page))
    };
    making.others.iter().flat_map(in_theme).collect()
}

/// The page of an article. Its view is filled only if something of it may be another.
fn article_page(
    making: &Making<'_>,
    memos: &Memos,
    id: ArticleId,
    own: Own,
    terms: &Terms,
) -> Option<(Rendered, Vec<Diagnostic>)> {
    let article = Arc::clone(&own.article);
    let key = article.source.file;
    let input = ArticlePageInput { own, revision: memos.article_pages_revision };
    let mut is_filled = false;
    let page = memos.article_pages.get(key, input, |input| {
        is_filled = true;
        let page = article::page(making, id, &input.own, terms)?;
        let page = render(making, memos, page);
        let html = page.1.as_ref().ok().and_then(|html| str::from_utf8(html).ok());
        let doubled = html.map(ids::doubled).unwrap_or_default();
        Some((page, doubled.into()))
    });
    let (page, doubled) = page?;
    if !is_filled {
        memos.pages.keep(&page.0);
    }
    let mut found = Vec::new();
    if !doubled.is_empty() {
        let links = &making.site.article_links[id.0 as usize];
        ids::report(making, &article.source, links, &doubled, &mut found);
    }
    Some((page, found))
}

fn render(making: &Making<'_>, memos: &Memos, page: Page) -> Rendered {
    let path = page.address.output_path();
    let Page { language, template, view, .. } = page;
    let revision = memos.revision(making).pages;
    let input = PageInput { language, template, view, revision };
    let html = memos.pages.get(path.clone(), input, |input| {
        render_page(making, input).map(|html| Arc::new(html.into_bytes()))
    });
    (path, html)
}

fn render_page(making: &Making<'_>, page: &PageInput) -> Result<String, Diagnostic> {
    let shared = &making.languages[page.language].shared;
    let template = match &page.template {
        None => page.view.kind,
        Some(asked) if making.theme.has_template(&asked.value) => &asked.value,
        Some(asked) => {
            let message = format!("the theme has no template `{}`", asked.value);
            let names = making.theme.template_names();
            let near = nearest(&asked.value, names.iter().map(String::as_str));
            let help = near.map_or_else(
                || "take the line out, and the usual template is used".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let missing = Diagnostic::new(&MISSING_TEMPLATE, asked.span, message);
            return Err(missing.with_help(help));
        }
    };
    let html = making.theme.render_page(template, shared, &page.view)?;
    match page.view.robots {
        Some(robots) if !tells_robots(&page.view, &html) => {
            let message = format!(
                "the template `{template}` leaves out that search engines are told \
                 `{robots}` of `{}`",
                page.view.title
            );
            let help = "add to the head of `base.html`: `{% if page.robots %}<meta \
                        name=\"robots\" content=\"{{ page.robots }}\">{% endif %}`";
            Err(Diagnostic::about_site(&BROKEN_TEMPLATE, message).with_help(help))
        }
        _ => Ok(html),
    }
}

/// Whether the head of a page holds what its author wants search engines to be told. What
/// no author asked for, a theme may leave out.
fn tells_robots(view: &PageView, html: &str) -> bool {
    let head = html.split_once("</head>").map_or(html, |(head, _)| head);
    matches!(view.kind, "not-found" | "withdrawn")
        || view.draft
        || head.contains("robots")
}

/// A view with nothing but what every page has. `section` is the number of the section
/// that it is in: none for pages right below the home page.
fn blank(
    making: &Making<'_>,
    language: usize,
    kind: &'static str,
    title: String,
    address: &UrlPath,
    section: Option<usize>,
) -> PageView {
    let url = making.href(address);
    PageView {
        canonical: making.absolute(address),
        moved: making.moved_parts(language, &address.output_path()),
        nav: section
            .map(|section| nav_of(making, language, section, &url))
            .unwrap_or_default(),
        menu: menu_of(making, language, section, &url),
        ..PageView::bare(kind, title, url)
    }
}

/// The menu of a section with the current page marked.
fn nav_of(
    making: &Making<'_>,
    language: usize,
    section: usize,
    url: &str,
) -> SectionMenu {
    // The main menu, which every page has, is the menu of the home page.
    if section == 0 {
        return SectionMenu::default();
    }
    let menu = Arc::clone(&making.languages[language].navs[section]);
    let current = Some(Current::Page(url.to_owned()));
    SectionMenu::Shared(PlacedMenu { menu, current })
}

/// The main menu with the page itself marked, else the section that it is in.
fn menu_of(
    making: &Making<'_>,
    language: usize,
    section: Option<usize>,
    url: &str,
) -> PlacedMenu {
    let menu = Arc::clone(&making.languages[language].menu);
    let below = |section: usize| {
        // Below the home page: the section itself, or the topmost one above it.
        let tree = &making.site.sections[language];
        let id = SectionId(u32::try_from(section).unwrap_or(u32::MAX));
        let top = tree.above(id).get(1).copied().unwrap_or(id);
        Current::Below(making.href(&tree.section(top).permalink))
    };
    let current = if menu.leads_to(url) {
        Some(Current::Page(url.to_owned()))
    } else {
        section.map(below)
    };
    PlacedMenu { menu, current }
}

/// The headings of a page as a tree; none where there are fewer than two.
fn contents(source: &Source) -> Vec<ContentsView> {
    let headings: Vec<_> = source
        .outline
        .headings
        .iter()
        .filter(|heading| heading.in_contents && CONTENTS_LEVELS.contains(&heading.level))
        .filter(|heading| !heading.text.trim().is_empty())
        .collect();
    if headings.len() < 2 {
        return Vec::new();
    }
    let mut contents: Vec<ContentsView> = Vec::new();
    for heading in headings {
        let entry = ContentsView {
            title: heading.text.to_string(),
            anchor: heading.anchor.to_string(),
            children: Vec::new(),
        };
        match contents.last_mut() {
            Some(above) if heading.level > *CONTENTS_LEVELS.start() => {
                above.children.push(entry);
            }
            _ => contents.push(entry),
        }
    }
    contents
}

/// A page in the languages that have it, by their number; none where only one has.
fn translations(
    making: &Making<'_>,
    own: usize,
    addresses: &[Option<&UrlPath>],
) -> Vec<TranslationView> {
    if addresses.iter().flatten().count() < 2 {
        return Vec::new();
    }
    let all = making.config.languages.iter().zip(addresses).enumerate();
    all.filter_map(|(language, (configured, address))| {
        Some(TranslationView {
            tag: configured.tag.clone(),
            name: configured.name.clone(),
            direction: crate::output::making::direction(configured.direction).to_owned(),
            url: making.href((*address)?),
            canonical: making.absolute((*address)?),
            current: language == own,
        })
    })
    .collect()
}

/// For whom a page or a term is, in words: the site's own, else the theme's.
fn audience_words(
    making: &Making<'_>,
    language: usize,
    audience: &[Spanned<String>],
) -> Vec<String> {
    let strings = &making.languages[language].strings;
    let words = |who: &Spanned<String>| {
        let configured = making.config.audiences.get(&who.value);
        let words = configured
            .map(|audience| &audience.label)
            .or_else(|| strings.get(&format!("audience_{}", who.value)));
        words.unwrap_or(&who.value).clone()
    };
    audience.iter().map(words).collect()
}

/// The title of the glossary page: that of the text that opens it, else the theme's word.
fn glossary_title(making: &Making<'_>, language: usize) -> String {
    let intro = making.site.glossary_intro(language);
    let intro = intro.filter(|&id| making.site.is_shown(id));
    intro.map_or_else(
        || word(&making.languages[language].strings, "glossary").to_owned(),
        |id| making.site.article(id).front_matter.title.value.clone(),
    )
}

/// The breadcrumbs of a page that Engraft makes right below the home page.
fn below_home(making: &Making<'_>, language: usize) -> Vec<crate::theme::view::LinkView> {
    vec![making.section_link(language, SectionId(0))]
}

/// The contact of a page, by its id.
fn contact(making: &Making<'_>, language: usize, id: &str) -> Option<ContactView> {
    making.languages[language].contacts.get(id).cloned()
}

/// A word of the theme; its key where the theme lacks it.
fn word<'s>(strings: &'s BTreeMap<String, String>, key: &'s str) -> &'s str {
    strings.get(key).map_or(key, String::as_str)
}

/// Whether an article is shown as withdrawn.
fn is_withdrawn(making: &Making<'_>, id: ArticleId) -> bool {
    making.site.visibility[id.0 as usize] == Visibility::Withdrawn
}
