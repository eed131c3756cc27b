//! L028 orphan-article.
//!
//! A page is found by those who look for it if a text, another page's front matter or the
//! footer leads to it, or a page that lists its folder does. Such a page is one that somebody
//! wrote; or one that Engraft makes, where readers come to it by the menu, by a link or by the
//! list of the folder above. What is left are the pages of a folder that `navigation.menu`
//! leaves out and nobody wrote a page for. The lists of orphans say the same: they ask here.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::article::ArticleId;
use crate::base::{Spanned, TiVec, UrlPath};
use crate::config::{Config, LanguageId};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::markdown::{Link, LinkKind};
use crate::site::{
    Destination, Findings, LinkContext as SeenFrom, Resolved, SectionId, SectionTree,
    Site,
};

static RULE: Rule = Rule {
    code: "L028",
    name: "orphan-article",
    severity: Severity::Warning,
    meaning: "No page, glossary entry or menu leads to a page, nor to a page that lists its folder.",
    why: "Readers meet it by chance only, and nobody notices when it is out of date.",
    mend: "Link to it where its readers are, write an `index.md` for its folder, or name the folder in `navigation.menu`.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let site = context.site;
    for (id, folder) in with_folders(site, context.config) {
        let title = &site.article(id).front_matter.title;
        let message = format!("nothing leads to `{}`", title.value);
        let help =
            format!("link to it from a page, or write `site-content/{folder}/index.md`");
        found.push(Diagnostic::new(&RULE, title.span, message).with_help(help));
    }
}

/// The pages that nothing leads to.
pub fn orphans(site: &Site, config: &Config) -> BTreeSet<ArticleId> {
    with_folders(site, config).into_iter().map(|(id, _)| id).collect()
}

/// The pages that nothing leads to, each with its folder.
fn with_folders<'s>(site: &'s Site, config: &Config) -> Vec<(ArticleId, &'s str)> {
    let linked = linked(site, config);
    let landings = linked_landings(site);
    let mut orphans = Vec::new();
    for tree in &*site.sections {
        let met = met(tree, config, &landings);
        let unmet = tree.sections.iter().zip(met).filter(|(_, met)| !met);
        let articles = unmet.flat_map(|(section, _)| {
            section.articles().iter().map(|&id| (id, &*section.folder))
        });
        orphans.extend(articles.filter(|(id, _)| {
            !linked.contains(id) && site.article(*id).front_matter.has_title()
        }));
    }
    orphans
}

/// For each section, whether readers come to its landing page.
fn met(
    tree: &SectionTree,
    config: &Config,
    landings: &BTreeSet<&UrlPath>,
) -> TiVec<SectionId, bool> {
    let menu = config.navigation_menu.iter().flatten();
    let named = config.navigation_order.iter().chain(menu);
    let named: BTreeSet<&str> = named.map(|name| name.value.as_str()).collect();
    let mut met: TiVec<SectionId, bool> = TiVec::new();
    for section in &tree.sections {
        let is_listed = match section.parent {
            None => true,
            // The menu shows every folder of the first level, unless somebody chose.
            Some(SectionId::HOME) => config.navigation_menu.is_none(),
            Some(parent) => met[parent],
        };
        met.push(
            is_listed
                || section.index.is_some()
                || named.contains(&*section.folder)
                || landings.contains(&section.permalink),
        );
    }
    met
}

/// The pages that nobody wrote and a text links to.
fn linked_landings(site: &Site) -> BTreeSet<&UrlPath> {
    let links = site.article_links.iter().flat_map(|links| links.iter());
    links
        .filter_map(|link| match &link.destination {
            Destination::Page { address } => Some(address),
            _ => None,
        })
        .collect()
}

/// The articles to which a text, front matter or the configuration leads.
fn linked(site: &Site, config: &Config) -> BTreeSet<ArticleId> {
    let by_text = site.article_ids().filter(|id| !site.backlinks[*id].is_empty());
    let mut linked: BTreeSet<ArticleId> = by_text.collect();
    for id in site.article_ids().filter(|&id| site.is_shown(id)) {
        let named = site.related[id].iter();
        let named = named.chain(&site.superseded_by[id]);
        linked.extend(named.filter(|&&other| other != id));
    }
    for id in site.term_ids() {
        if site.glossary.visibility[id].is_listed() {
            linked.extend(&site.term_articles[id]);
            linked.extend(site.term_links[id].iter().filter_map(article_of));
        }
    }
    linked.extend(of_configuration(site, config));
    linked
}

fn article_of(link: &Resolved) -> Option<ArticleId> {
    match link.destination {
        Destination::Article { id, .. } => Some(id),
        _ => None,
    }
}

/// The articles to which the footer leads.
fn of_configuration<'a>(
    site: &'a Site,
    config: &'a Config,
) -> impl Iterator<Item = ArticleId> + 'a {
    let resolver = site.resolver();
    let links = config.brand.links.iter();
    let resolve = move |target: &Spanned<String>, language: LanguageId| {
        let seen_from = SeenFrom::of_configuration(target.span.file, language);
        let link = Link {
            at: 0,
            kind: LinkKind::Wiki,
            target: target.value.as_str().into(),
            span: target.span.start..target.span.end,
        };
        article_of(&resolver.resolve(&seen_from, &link, &mut Findings::default()))
    };
    links.flat_map(move |link| {
        config
            .languages
            .keys()
            .filter_map(move |language| resolve(&link.target, language))
    })
}
