//! The writer's panel: what an author wants to know of the page that is open.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::facts::{self, Fact};
use super::finding::{Editor, ShownFinding, WaivedFinding};
use super::snapshot::Newest;
use crate::article::{ArticleId, Source, Status, TermId};
use crate::base::{Date, FileId, Span, UrlPath};
use crate::build::Built;
use crate::check::undefined_abbreviations;
use crate::diagnostic::Diagnostic;
use crate::output::reading_minutes;
use crate::site::{Destination, Resolved, Visibility};

/// How many findings are shown of a page.
const MOST_FINDINGS: usize = 100;

/// The sources of a page.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// The one that it is the page of.
    written: Option<Authored>,
    /// All files that its words come from.
    pub(super) files: BTreeSet<FileId>,
}

/// What an author wrote.
#[derive(Debug, Clone, Copy)]
enum Authored {
    Article(ArticleId),
    Term(TermId),
}

/// What the panel shows.
#[derive(Debug, Serialize)]
pub(super) struct Panel {
    /// The findings of its files, of every severity.
    findings: Vec<ShownFinding>,
    /// How many there are beyond those.
    more_findings: usize,
    /// The findings of its files that do not count.
    waived: Vec<WaivedFinding>,
    /// What is known of the file that it is the page of, if it is that of one.
    notes: Option<Notes>,
}

/// What is known of an article or an entry of the glossary.
#[derive(Debug, Serialize)]
struct Notes {
    title: String,
    /// The file, below the site's folder.
    file: String,
    /// Opens it in an editor.
    editor: Option<String>,
    review: Review,
    words: u32,
    minutes: u32,
    /// Abbreviations and words that nothing explains.
    unexplained: Vec<String>,
    /// What a reviewer asks beside the text.
    facts: Vec<Fact>,
    links_in: Vec<PageLink>,
    links_out: Vec<PageLink>,
}

/// The state of a review.
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
#[derive(Debug, Serialize)]
struct PageLink {
    title: String,
    address: String,
}

/// Finds the sources of the page at an encoded path. `base`: the path of the site that is
/// shown, because a broken `site.yaml` names none.
pub(super) fn subject(path: &str, built: &Built, base: &str) -> Subject {
    let site = &built.site;
    let mut subject = Subject::default();
    let is_here = |page: &UrlPath| page.href(base) == path;
    let mut shown = site.article_ids().filter(|&id| site.is_shown(id));
    let mut own_pages = site.term_ids().filter_map(|id| Some((id, site.term_page(id)?)));
    if let Some(id) = shown.find(|&id| is_here(site.permalink(id))) {
        subject.add_article(id, built);
    } else if let Some((id, _)) = own_pages.find(|(_, page)| is_here(page)) {
        subject.written = Some(Authored::Term(id));
        subject.files.insert(site.term(id).source.file);
    }
    for (language, page) in site.glossary.pages.iter_enumerated() {
        if page.as_ref().is_some_and(is_here) {
            let terms = site.sources.terms.iter().map(|term| &term.source);
            let own = terms.filter(|source| source.language == language);
            subject.files.extend(own.map(|source| source.file));
            if let Some(intro) = site.glossary_intro(language) {
                subject.add_article(intro, built);
            }
        }
    }
    subject
}

impl Subject {
    fn add_article(&mut self, id: ArticleId, built: &Built) {
        self.written = Some(Authored::Article(id));
        self.files.insert(built.site.article(id).source.file);
        add_snippets(id, built, &mut self.files);
    }

    /// The abbreviations of its files that nothing explains.
    fn unexplained(&self, built: &Built) -> Vec<String> {
        let all = undefined_abbreviations(&built.site, &built.config, &built.facts);
        let is_own = |place: &Span| self.files.contains(&place.file);
        let own = all.into_iter().filter(|one| one.places.iter().any(is_own));
        own.map(|one| one.written.to_owned()).collect()
    }

    /// Whether a finding is about this page.
    pub(super) fn owns(&self, finding: &Diagnostic) -> bool {
        finding.primary.is_some_and(|span| self.files.contains(&span.file))
    }
}

/// The snippets of a page, and those that stand in them.
fn add_snippets(id: ArticleId, built: &Built, files: &mut BTreeSet<FileId>) {
    let site = &built.site;
    let mut pending: Vec<_> = site.article_links[id].iter().collect();
    while let Some(link) = pending.pop() {
        if let Destination::Snippet { id, .. } = link.destination {
            let file = site.sources.snippets[id].source.file;
            if files.insert(file) {
                pending.extend(site.snippet_links[id].iter());
            }
        }
    }
}

impl Panel {
    /// What there is to tell of a page.
    pub(super) fn of(
        subject: &Subject,
        newest: &Newest,
        base: &str,
        editor: &Editor,
    ) -> Panel {
        let built = &*newest.built;
        let all = built.diagnostics.iter();
        let mut own: Vec<&Diagnostic> =
            all.filter(|finding| subject.owns(finding)).collect();
        own.sort_by_key(|finding| Reverse(finding.severity));
        let findings = own.iter().take(MOST_FINDINGS);
        Panel {
            findings: findings
                .map(|finding| ShownFinding::of(finding, &built.tree, editor))
                .collect(),
            more_findings: own.len().saturating_sub(MOST_FINDINGS),
            waived: WaivedFinding::all(built)
                .filter(|(finding, _)| subject.owns(finding))
                .map(|(_, waived)| waived)
                .collect(),
            notes: subject.written.map(|written| match written {
                Authored::Article(id) => Notes {
                    unexplained: subject.unexplained(built),
                    ..Notes::of_article(id, built, base, editor)
                },
                Authored::Term(id) => Notes::of_term(id, built, base, editor),
            }),
        }
    }
}

impl Notes {
    fn of_article(id: ArticleId, built: &Built, base: &str, editor: &Editor) -> Notes {
        let site = &built.site;
        let article = site.article(id);
        let links_in = site.backlinks[id].iter().copied();
        let links_out = destinations(&site.article_links[id]);
        Notes {
            facts: facts::of_article(id, built),
            links_in: page_links(links_in, built, base),
            links_out: page_links(links_out.filter(|&to| to != id), built, base),
            ..Notes::of_source(
                &article.front_matter.title.value,
                &article.source,
                Review::of(id, built),
                built,
                editor,
            )
        }
    }

    fn of_term(id: TermId, built: &Built, base: &str, editor: &Editor) -> Notes {
        let site = &built.site;
        let term = site.term(id);
        let facts = site.article_ids().zip(&built.facts.articles);
        let mentioning = facts
            .filter(|(_, facts)| facts.mentions.iter().any(|one| one.term == id))
            .map(|(id, _)| id);
        Notes {
            facts: facts::of_term(id, built),
            links_in: page_links(mentioning, built, base),
            links_out: page_links(destinations(&site.term_links[id]), built, base),
            ..Notes::of_source(
                &term.front_matter.term.value,
                &term.source,
                Review::of_term(id, built),
                built,
                editor,
            )
        }
    }

    /// What every source has.
    fn of_source(
        title: &str,
        source: &Source,
        review: Review,
        built: &Built,
        editor: &Editor,
    ) -> Notes {
        let shown = built.tree.file(source.file).map(|file| file.shown.to_string());
        let file = shown.unwrap_or_default();
        let words = source.outline.words;
        Notes {
            title: title.to_owned(),
            editor: editor.address(&file, 1, 1),
            file,
            review,
            words,
            minutes: reading_minutes(words),
            unexplained: Vec::new(),
            facts: Vec::new(),
            links_in: Vec::new(),
            links_out: Vec::new(),
        }
    }
}

impl Review {
    /// The state of an article's review on the day of the build.
    pub(super) fn of(id: ArticleId, built: &Built) -> Review {
        let front_matter = &built.site.article(id).front_matter;
        Review::new(
            built.site.visibility[id],
            front_matter.status,
            front_matter.reviewed.as_ref().map(|date| date.value),
            front_matter.due(built.config.review.interval_months),
            built.today,
        )
    }

    fn of_term(id: TermId, built: &Built) -> Review {
        let front_matter = &built.site.term(id).front_matter;
        Review::new(
            built.site.glossary.visibility[id],
            front_matter.status,
            front_matter.reviewed.as_ref().map(|date| date.value),
            front_matter.due(built.config.review.interval_months),
            built.today,
        )
    }

    fn new(
        visibility: Visibility,
        status: Status,
        reviewed: Option<Date>,
        due: Option<Date>,
        today: Date,
    ) -> Review {
        let status = match visibility {
            Visibility::Published => "published",
            Visibility::Withdrawn => "withdrawn",
            Visibility::Future => "to be published later",
            Visibility::Expired => "expired",
            Visibility::ShownDraft | Visibility::Draft => match status {
                Status::InReview => "in review",
                _ => "draft",
            },
        };
        // Nobody reviews what readers are not shown.
        let is_overdue = visibility.is_listed() && due.is_some_and(|due| due < today);
        Review {
            status,
            reviewed: reviewed.map(|date| date.to_string()),
            due: due.map(|date| date.to_string()),
            is_overdue,
        }
    }
}

/// The articles that links lead to.
fn destinations(links: &[Resolved]) -> impl Iterator<Item = ArticleId> + '_ {
    links.iter().filter_map(|link| match link.destination {
        Destination::Article { id, .. } => Some(id),
        _ => None,
    })
}

/// Links to articles that are shown, to each once.
fn page_links(
    articles: impl Iterator<Item = ArticleId>,
    built: &Built,
    base: &str,
) -> Vec<PageLink> {
    let site = &built.site;
    let mut seen = BTreeSet::new();
    let shown = articles.filter(|&id| site.is_shown(id) && seen.insert(id));
    shown
        .map(|id| PageLink {
            title: site.article(id).front_matter.title.value.clone(),
            address: site.permalink(id).href(base),
        })
        .collect()
}
