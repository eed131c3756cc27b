//! Who answers for what, and what of it waits: reviews that fall due, signatures that are
//! missing, and words that changed since they were signed.

use std::collections::{BTreeMap, BTreeSet};

use super::standing::SignedState;
use super::thing::Signable;
use crate::article::Status;
use crate::base::{Date, FileId, Spanned, UrlPath};
use crate::config::Config;
use crate::site::{Site, Visibility};
use crate::source::SourceTree;

/// In how many days something is due soon.
pub const SOON: u32 = 90;

/// A page or term that readers have, and when it is due.
#[derive(Debug)]
pub struct OwnedText<'a> {
    /// What it is called where it is signed.
    pub thing: Signable,
    /// Its file, as people see it.
    pub file: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The tag of its language.
    pub language: &'a str,
    /// Who answers for it: an id in `data/people.yaml`.
    pub owner: Option<&'a str>,
    /// When it was last reviewed.
    pub last: Option<Date>,
    /// When it is due.
    pub due: Option<Date>,
    /// Where readers find it; `None` of a term, which stands among others.
    pub address: Option<&'a UrlPath>,
    /// Whether it is an entry of the glossary.
    pub is_term: bool,
    /// Why readers do not get it, as what follows "it is".
    pub kept_back: Option<String>,
    /// The number of its file.
    pub file_id: FileId,
}

/// Why readers do not get a text, as what follows "it is".
pub fn kept_back(
    status: Status,
    (from, until): (Option<Date>, Option<Date>),
    today: Date,
) -> Option<String> {
    match status {
        Status::Draft => return Some("a draft".to_owned()),
        Status::InReview => return Some("in review".to_owned()),
        Status::Withdrawn => return Some("withdrawn".to_owned()),
        Status::Published => {}
    }
    let until = until.filter(|day| *day <= today);
    let from = from.filter(|day| *day > today);
    let until = until.map(|day| format!("published until {day} only"));
    until.or_else(|| from.map(|day| format!("to be published on {day}")))
}

/// What somebody answers for, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OwnerCounts {
    /// All texts.
    pub all: usize,
    /// Those whose review is overdue.
    pub overdue: usize,
    /// Those that are due within [`SOON`] days.
    pub soon: usize,
    /// Those that have no day of review.
    pub undated: usize,
    /// Those that lack a signature.
    pub unsigned: usize,
    /// Those that changed since they were signed.
    pub changed: usize,
}

/// Everything that readers have, with or without a day on which it is due.
pub fn owned_texts<'a>(
    site: &'a Site,
    config: &'a Config,
    tree: &'a SourceTree,
    today: Date,
) -> Vec<OwnedText<'a>> {
    let interval = config.review.interval_months;
    let file = |id| tree.file(id).map_or("", |file| &*file.shown);
    let day = |date: &Option<Spanned<Date>>| date.as_ref().map(|date| date.value);
    let articles = site.article_ids().filter(|id| {
        matches!(site.visibility[*id], Visibility::Published | Visibility::ShownDraft)
    });
    let articles = articles.map(|id| {
        let article = site.article(id);
        let front_matter = &article.front_matter;
        OwnedText {
            thing: Signable::Text(article.source.path.clone()),
            file: file(article.source.file),
            title: &front_matter.title.value,
            language: &config.languages[article.source.language].tag,
            owner: front_matter.owner.as_ref().map(|owner| &*owner.value),
            last: day(&front_matter.reviewed),
            due: front_matter.due(interval),
            address: Some(site.permalink(id)),
            is_term: false,
            kept_back: kept_back(
                front_matter.status,
                (front_matter.publish_on, front_matter.expires_on),
                today,
            ),
            file_id: article.source.file,
        }
    });
    let terms = site.term_ids().filter(|id| site.glossary.visibility[*id].is_listed());
    let terms = terms.map(|id| {
        let term = site.term(id);
        let front_matter = &term.front_matter;
        OwnedText {
            thing: Signable::Text(term.source.path.clone()),
            file: file(term.source.file),
            title: &front_matter.term.value,
            language: &config.languages[term.source.language].tag,
            owner: front_matter.owner.as_ref().map(|owner| &*owner.value),
            last: day(&front_matter.reviewed),
            due: front_matter.due(interval),
            address: None,
            is_term: true,
            kept_back: kept_back(front_matter.status, (None, None), today),
            file_id: term.source.file,
        }
    });
    articles.chain(terms).collect()
}

/// The numbers of each owner, `None` for what nobody answers for, and those of what pages
/// share and which has no owner: snippets, contacts, signs, values.
pub fn count_by_owner<'a>(
    texts: &[OwnedText<'a>],
    standing: &SignedState,
    today: Date,
) -> (BTreeMap<Option<&'a str>, OwnerCounts>, OwnerCounts) {
    let unsigned: BTreeSet<&Signable> =
        standing.unsigned.iter().map(|one| &one.thing).collect();
    let changed: BTreeSet<&Signable> =
        standing.changed.iter().map(|one| &one.thing).collect();
    let soon = today.plus_days(SOON);
    let mut owners = BTreeMap::<Option<&str>, OwnerCounts>::new();
    for text in texts {
        let counts = owners.entry(text.owner).or_default();
        counts.all += 1;
        match text.due {
            None => counts.undated += 1,
            Some(due) if due < today => counts.overdue += 1,
            Some(due) if due <= soon => counts.soon += 1,
            Some(_) => {}
        }
        counts.unsigned += usize::from(unsigned.contains(&text.thing));
        counts.changed += usize::from(changed.contains(&text.thing));
    }
    let sum = |of: fn(&OwnerCounts) -> usize| owners.values().map(of).sum::<usize>();
    let shared = OwnerCounts {
        unsigned: unsigned.len().saturating_sub(sum(|own| own.unsigned)),
        changed: changed.len().saturating_sub(sum(|own| own.changed)),
        ..OwnerCounts::default()
    };
    (owners, shared)
}
