//! L028 orphan-article.
//!
//! A page is found by those who look for it if a text or another page's front matter leads
//! to it, or if a landing page does that somebody wrote or linked. That a list of the folder's files is
//! made where nobody wrote such a page is no way in: nobody decided that readers should
//! come through there. So the pages of a section with an `index.md`, or one that the menu
//! names, are never orphans, whether or not a text links to them.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::article::ArticleId;
use crate::base::{Spanned, UrlPath};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::markdown::{Link, LinkKind};
use crate::site::{Context as SeenFrom, Destination, Findings, Resolved, Site};

static RULE: Rule = Rule {
    code: "L028",
    name: "orphan-article",
    severity: Severity::Warning,
    meaning: "No page, glossary entry or menu leads to a page, and its folder has no `index.md`.",
    why: "Readers meet it by chance only, and nobody notices when it is out of date.",
    mend: "Link to it where its readers are, or write an `index.md` for its folder.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let site = context.site;
    let linked = linked(context);
    let landings = linked_landings(site);
    let menu = context.config.navigation_order.iter();
    let menu: BTreeSet<&str> = menu.map(|name| name.value.as_str()).collect();
    for tree in &*site.sections {
        let sections = tree.sections.iter().enumerate();
        let sections = sections.filter(|(number, section)| {
            *number > 0
                && section.index.is_none()
                && !menu.contains(&*section.folder)
                && !landings.contains(&section.permalink)
        });
        let articles = sections.flat_map(|(_, section)| {
            section.articles().iter().map(|&id| (id, &*section.folder))
        });
        for (id, folder) in articles.filter(|(id, _)| !linked.contains(id)) {
            let front_matter = &site.article(id).front_matter;
            if !front_matter.has_title() {
                continue;
            }
            let title = &front_matter.title;
            let message = format!("nothing leads to `{}`", title.value);
            let help = format!(
                "link to it from a page, or write `site-content/{folder}/index.md`"
            );
            found.push(Diagnostic::new(&RULE, title.span, message).with_help(help));
        }
    }
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
fn linked(context: &Context<'_>) -> BTreeSet<ArticleId> {
    let site = context.site;
    let by_text =
        site.article_ids().filter(|id| !site.backlinks[id.0 as usize].is_empty());
    let mut linked: BTreeSet<ArticleId> = by_text.collect();
    for id in site.article_ids().filter(|&id| site.is_shown(id)) {
        let named = site.related[id.0 as usize].iter();
        let named = named.chain(&site.superseded_by[id.0 as usize]);
        linked.extend(named.filter(|&&other| other != id));
    }
    for id in site.term_ids() {
        if site.glossary.visibility[id.0 as usize].is_listed() {
            linked.extend(&site.term_articles[id.0 as usize]);
            linked.extend(site.term_links[id.0 as usize].iter().filter_map(article_of));
        }
    }
    linked.extend(of_configuration(site, context));
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
    context: &'a Context<'_>,
) -> impl Iterator<Item = ArticleId> + 'a {
    let resolver = site.resolver();
    let links = context.config.brand.links.iter();
    let resolve = move |target: &Spanned<String>, language| {
        let seen_from = SeenFrom::of_configuration(target.span.file, language);
        let link = Link {
            at: 0,
            kind: LinkKind::Wiki,
            target: target.value.as_str().into(),
            span: target.span.start..target.span.end,
        };
        article_of(&resolver.resolve(&seen_from, &link, &mut Findings::default()))
    };
    let languages = 0..context.config.languages.len();
    links.flat_map(move |link| {
        languages.clone().filter_map(move |language| resolve(&link.target, language))
    })
}
