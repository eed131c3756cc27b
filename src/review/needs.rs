//! Which roles sign a page, and which of them have not.

use std::collections::{BTreeMap, BTreeSet};

use super::signature::Signature;
use super::texts::SiteTexts;
use super::thing::Signable;
use crate::article::{AUDIENCES, FrontMatter, TYPES};
use crate::base::Span;
use crate::config::{Config, RoleNeeds};

/// The name under which `review.roles` asks something of every page.
const ALL: &str = "all";

/// Something that lacks a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsignedThing {
    /// What.
    pub thing: Signable,
    /// The roles that are missing.
    pub roles: Vec<String>,
    /// How many pages that need it show it; none of a page itself.
    pub shown_by: usize,
    /// Where it stands.
    pub place: Span,
}

/// What `review.roles` asks for.
#[derive(Debug)]
pub struct Needs<'a> {
    roles: &'a [RoleNeeds],
    texts: &'a SiteTexts<'a>,
    /// Names there that no page goes by.
    pub(super) unknown: Vec<Span>,
}

impl<'a> Needs<'a> {
    /// What a site asks for.
    pub fn new(config: &'a Config, texts: &'a SiteTexts<'a>) -> Self {
        let roles = &config.review.roles;
        let is_known = |name: &str| {
            name == ALL
                || TYPES.contains(&name)
                || AUDIENCES.contains(&name)
                || config.audiences.contains_key(name)
        };
        let unknown = roles.iter().filter(|own| !is_known(&own.pages.value));
        let unknown = unknown.map(|own| own.pages.span).collect();
        Needs { roles, texts, unknown }
    }

    fn of(&self, front_matter: &FrontMatter) -> impl Iterator<Item = &'a RoleNeeds> {
        let FrontMatter { kind, audience, .. } = front_matter;
        let mut names: BTreeSet<&str> =
            audience.iter().map(|name| name.value.as_str()).collect();
        names.insert(ALL);
        names.extend(kind.as_ref().map(|kind| kind.value.as_str()));
        let names: BTreeSet<String> = names.into_iter().map(str::to_owned).collect();
        self.roles.iter().filter(move |own| names.contains(&own.pages.value))
    }

    /// The roles in which a page is signed.
    pub fn roles(&self, front_matter: &FrontMatter) -> BTreeSet<&'a str> {
        self.of(front_matter)
            .flat_map(|own| own.needs.iter().map(String::as_str))
            .collect()
    }

    /// Whether those who wrote a page may sign it.
    pub fn authors_may_sign(&self, front_matter: &FrontMatter) -> bool {
        self.of(front_matter).any(|own| own.authors)
    }

    /// What lacks a signature: pages that readers have, and what they show.
    pub(super) fn unsigned(
        &self,
        signatures: &BTreeMap<Signable, Vec<Signature>>,
    ) -> Vec<UnsignedThing> {
        if self.roles.iter().all(|own| own.needs.is_empty()) {
            return Vec::new();
        }
        let has = |thing: &Signable, role: &str| {
            let own = signatures.get(thing);
            own.is_some_and(|own| own.iter().any(|signature| signature.role == role))
        };
        let site = self.texts.site;
        let mut unsigned = Vec::new();
        let mut shown: BTreeMap<Signable, (BTreeSet<&str>, usize)> = BTreeMap::new();
        for id in site.article_ids().filter(|id| site.visibility[*id].is_listed()) {
            let article = site.article(id);
            let roles = self.roles(&article.front_matter);
            if roles.is_empty() {
                continue;
            }
            let thing = Signable::Text(article.source.path.clone());
            for other in self.texts.shows(&thing) {
                let (needs, count) = shown.entry(other).or_default();
                needs.extend(&roles);
                *count += 1;
            }
            let missing = roles.into_iter().filter(|role| !has(&thing, role));
            unsigned.extend(self.missing(thing.clone(), missing, 0));
        }
        for (thing, (roles, count)) in shown {
            let missing = roles.into_iter().filter(|role| !has(&thing, role));
            unsigned.extend(self.missing(thing.clone(), missing, count));
        }
        unsigned
    }

    fn missing<'r>(
        &self,
        thing: Signable,
        roles: impl Iterator<Item = &'r str>,
        shown_by: usize,
    ) -> Option<UnsignedThing> {
        let roles: Vec<String> = roles.map(str::to_owned).collect();
        let place = self.texts.place(&thing)?;
        (!roles.is_empty()).then_some(UnsignedThing { thing, roles, shown_by, place })
    }
}
