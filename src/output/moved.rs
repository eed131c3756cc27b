//! Where the parts of pages went: for the pages that stood there once, and for those that
//! still do.

use std::collections::BTreeMap;

use crate::article::ArticleId;
use crate::base::OutputPath;
use crate::site::{Redirect, Site};

/// What moved away from one address.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The page that took its place.
    whole: Option<ArticleId>,
    /// The parts that stand elsewhere, in the order of the articles.
    pub parts: Vec<MovedPart>,
}

/// A part of a page that stands elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedPart {
    /// Its anchor on the old page.
    pub anchor: String,
    /// Its heading on the new one, if that is known.
    pub heading: Option<String>,
    /// The new page.
    pub to: ArticleId,
    /// Its anchor there, if it is there.
    pub own: Option<String>,
}

impl Moved {
    /// The one article that has all of it.
    pub(super) fn successor(&self) -> Option<ArticleId> {
        let first = self.parts.first().map(|part| part.to);
        let only = first.filter(|&to| self.parts.iter().all(|part| part.to == to));
        self.whole.or(only)
    }
}

/// What moved away from each old address.
pub(super) fn moved(site: &Site) -> BTreeMap<OutputPath, Moved> {
    let mut moved: BTreeMap<OutputPath, Moved> = BTreeMap::new();
    for redirect in &*site.redirects {
        let place = moved.entry(redirect.from.output_path()).or_default();
        match &redirect.fragment {
            Some(anchor) => place.parts.push(part(site, redirect, anchor)),
            None => place.whole = Some(redirect.to),
        }
    }
    moved
}

fn part(site: &Site, redirect: &Redirect, anchor: &str) -> MovedPart {
    let own = redirect.anchor.as_deref();
    let mut headings = site.article(redirect.to).source.outline.headings.iter();
    let heading = headings.find(|heading| own == Some(&*heading.anchor));
    MovedPart {
        anchor: anchor.to_owned(),
        heading: heading.map(|heading| heading.text.to_string()),
        to: redirect.to,
        own: redirect.anchor.clone(),
    }
}
