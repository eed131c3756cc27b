//! The writer's panel: what an author wants to know of the page that is open.

use std::collections::BTreeSet;

use serde::Serialize;

use super::finding::{Editor, Finding};
use super::snapshot::Newest;
use crate::article::{ArticleId, Status};
use crate::base::FileId;
use crate::build::Built;
use crate::output::reading_minutes;
use crate::site::{Destination, Visibility};

/// The sources of a page.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// The article that it is the page of.
    article: Option<ArticleId>,
    /// All files that its words come from.
    pub(super) files: BTreeSet<FileId>,
}

/// What the panel shows.
#[derive(Debug, Serialize)]
pub(super) struct Panel {
    title: String,
    /// The file, below the site's folder.
    file: String,
    /// Opens it in an editor.
    editor: Option<String>,
    /// Its findings of every severity.
    findings: Vec<Finding>,
    review: Review,
    words: u32,
    minutes: u32,
    /// Abbreviations and words that nothing explains.
    unexplained: Vec<String>,
    links_in: Vec<PageLink>,
    links_out: Vec<PageLink>,
}

/// The state of an article's review.
#[derive(Debug, Serialize)]
pub(super) struct Review {
    /// In words, such as "published".
    pub(super) status: &'static str,
    /// The last review, if there was one.
    pub(super) reviewed: Option<String>,
    /// The day of the next one.
    pub(super) due: Option<String>,
    /// Whether that day is past.
    pub(super) is_overdue: bool,
}

/// A link to a page of the site.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct PageLink {
    title: String,
    address: String,
}

/// Finds the sources of the page at an encoded path. `base`: the path of the site that is
/// shown, because a broken `site.yaml` names none.
pub(super) fn subject(path: &str, built: &Built, base: &str) -> Subject {
    let site = &built.site;
    let article = site
        .article_ids()
        .find(|&id| site.is_shown(id) && site.permalink(id).href(base) == path);
    let mut subject = Subject { article, files: BTreeSet::new() };
    if let Some(id) = article {
        subject.files.insert(site.article(id).source.file);
        add_snippets(id, built, &mut subject.files);
    }
    for (language, page) in site.glossary.pages.iter().enumerate() {
        if page.as_ref().is_some_and(|page| page.href(base) == path) {
            let own = |source: &&crate::article::Source| source.language == language;
            let sources = site.sources.terms.iter().map(|term| &term.source);
            subject.files.extend(sources.filter(own).map(|source| source.file));
            let intro = site.glossary_intro(language);
            subject.article = intro;
            subject.files.extend(intro.map(|id| site.article(id).source.file));
        }
    }
    subject
}

/// The snippets of a page, and those that stand in them.
fn add_snippets(id: ArticleId, built: &Built, files: &mut BTreeSet<FileId>) {
    let site = &built.site;
    let mut pending: Vec<_> = site.article_links[id.0 as usize].iter().collect();
    while let Some(link) = pending.pop() {
        if let Destination::Snippet { id, .. } = link.destination {
            let file = site.sources.snippets[id as usize].source.file;
            if files.insert(file) {
                pending.extend(site.snippet_links[id as usize].iter());
            }
        }
    }
}

impl Panel {
    /// What there is to tell of a page that an author wrote.
    pub(super) fn of(
        subject: &Subject,
        newest: &Newest,
        base: &str,
        editor: &Editor,
    ) -> Option<Panel> {
        let built = &*newest.built;
        let site = &built.site;
        let id = subject.article?;
        let article = site.article(id);
        let shown =
            built.tree.file(article.source.file).map(|file| file.shown.to_string());
        let file = shown.unwrap_or_default();
        let own = built.diagnostics.iter().filter(|finding| {
            finding.primary.is_some_and(|span| subject.files.contains(&span.file))
        });
        let words = article.source.outline.words;
        let facts = built.facts.articles.get(id.0 as usize);
        let unexplained = facts.map_or(&[][..], |facts| &facts.unexplained);
        Some(Panel {
            title: article.front_matter.title.value.clone(),
            editor: editor.address(&file, 1, 1),
            file,
            findings: own
                .map(|finding| Finding::of(finding, &built.tree, editor))
                .collect(),
            review: Review::of(id, built),
            words,
            minutes: reading_minutes(words),
            unexplained: unexplained.iter().map(|one| one.written.to_string()).collect(),
            links_in: site.backlinks[id.0 as usize]
                .iter()
                .map(|&from| PageLink::to(from, built, base))
                .collect(),
            links_out: links_out(id, built, base),
        })
    }
}

impl Review {
    /// The state of an article's review on the day of the build.
    pub(super) fn of(id: ArticleId, built: &Built) -> Review {
        let front_matter = &built.site.article(id).front_matter;
        let due = front_matter.due(built.config.review.interval_months);
        let status = match built.site.visibility[id.0 as usize] {
            Visibility::Published => "published",
            Visibility::Withdrawn => "withdrawn",
            Visibility::Future => "to be published later",
            Visibility::Expired => "expired",
            Visibility::ShownDraft | Visibility::Draft => match front_matter.status {
                Status::InReview => "in review",
                _ => "draft",
            },
        };
        Review {
            status,
            reviewed: front_matter.reviewed.as_ref().map(|date| date.value.to_string()),
            due: due.map(|date| date.to_string()),
            is_overdue: due.is_some_and(|due| due < built.today),
        }
    }
}

impl PageLink {
    fn to(id: ArticleId, built: &Built, base: &str) -> PageLink {
        PageLink {
            title: built.site.article(id).front_matter.title.value.clone(),
            address: built.site.permalink(id).href(base),
        }
    }
}

/// The articles that a page links to, each once, in order of the links.
fn links_out(id: ArticleId, built: &Built, base: &str) -> Vec<PageLink> {
    let mut seen = BTreeSet::new();
    let links = built.site.article_links[id.0 as usize].iter();
    links
        .filter_map(|link| match link.destination {
            Destination::Article { id: to, .. } if to != id && seen.insert(to) => {
                Some(PageLink::to(to, built, base))
            }
            _ => None,
        })
        .collect()
}
