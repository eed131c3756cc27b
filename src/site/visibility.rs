//! Whether readers see an article today.

use super::Horizon;
use crate::article::{Article, Status};

/// Whether, and why not, an article has a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// It is published.
    Published,
    /// A draft, shown because the preview asked for drafts.
    ShownDraft,
    /// Its page says that it was withdrawn.
    Withdrawn,
    /// A draft, or waiting for review: no page.
    Draft,
    /// To be published later: no page.
    Future,
    /// Expired: no page.
    Expired,
}

impl Visibility {
    /// What the front matter says of an article on the given day.
    pub(super) fn of(article: &Article, horizon: Horizon) -> Self {
        let front_matter = &article.front_matter;
        let by_status = Visibility::of_status(front_matter.status, horizon);
        if by_status != Visibility::Published {
            return by_status;
        }
        if !horizon.future
            && front_matter.publish_on.is_some_and(|day| day > horizon.today)
        {
            return Visibility::Future;
        }
        if front_matter.expires_on.is_some_and(|day| day <= horizon.today) {
            return Visibility::Expired;
        }
        Visibility::Published
    }

    /// What the status alone says: all there is to say of a glossary entry.
    pub(super) fn of_status(status: Status, horizon: Horizon) -> Self {
        match status {
            Status::Withdrawn => Visibility::Withdrawn,
            Status::Draft | Status::InReview if !horizon.drafts => Visibility::Draft,
            Status::Draft | Status::InReview => Visibility::ShownDraft,
            Status::Published => Visibility::Published,
        }
    }

    /// Whether there is a page at its address.
    pub fn has_page(self) -> bool {
        match self {
            Visibility::Published | Visibility::ShownDraft | Visibility::Withdrawn => {
                true
            }
            Visibility::Draft | Visibility::Future | Visibility::Expired => false,
        }
    }

    /// Whether readers get its text, today or from its day on, without anybody's doing.
    pub fn is_or_will_be_public(self) -> bool {
        matches!(self, Visibility::Published | Visibility::Future)
    }

    /// Whether lists, menus, feeds and the sitemap name it.
    pub fn is_listed(self) -> bool {
        matches!(self, Visibility::Published | Visibility::ShownDraft)
    }
}
