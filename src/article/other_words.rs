//! What other programs call what decides who may see a page, and where it stands.
//!
//! Keys are compared without capitals, hyphens, underscores and spaces: `publishDate` is
//! `publish_date` and `publish-date`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a key of another program says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Yes: nobody sees the page.
    Hides,
    /// No: nobody sees the page.
    Shows,
    /// A word for who sees it.
    Word,
    /// A group that says whether the page is made.
    Group,
    /// A group whose keys hold for the pages below.
    Cascade,
    /// The day from which on it is seen.
    From,
    /// The day from which on it is not seen.
    Until,
    /// The day of first publication.
    First,
    /// Yes: search engines do not list it.
    Unlisted,
    /// No: search engines do not list it.
    Listed,
    /// A group about search engines.
    Search,
    /// The address.
    Address,
}

const HIDES: &[&str] = &[
    "confidential",
    "disabled",
    "donotpublish",
    "dontpublish",
    "draft",
    "drafts",
    "eleventyexcludefromcollections",
    "embargoed",
    "exclude",
    "excluded",
    "headless",
    "hidden",
    "hide",
    "hidepage",
    "ignore",
    "internal",
    "internalonly",
    "isdraft",
    "ishidden",
    "isprivate",
    "nopublish",
    "noteready",
    "notpublished",
    "private",
    "secret",
    "staffonly",
    "unlisted",
    "unpublished",
    "wip",
    "workinprogress",
];

const SHOWS: &[&str] = &[
    "active",
    "enabled",
    "islive",
    "ispublic",
    "ispublished",
    "isvisible",
    "listed",
    "live",
    "output",
    "public",
    "publish",
    "published",
    "release",
    "released",
    "render",
    "routable",
    "visible",
];

const WORD: &[&str] = &[
    "access",
    "pagestatus",
    "poststatus",
    "publicationstatus",
    "publishstatus",
    "stage",
    "state",
    "visibility",
    "workflow",
    "workflowstate",
    "workflowstatus",
];

const FROM: &[&str] = &[
    "availablefrom",
    "embargo",
    "embargodate",
    "embargoeduntil",
    "embargountil",
    "golive",
    "golivedate",
    "goliveon",
    "hideuntil",
    "publishafter",
    "publishat",
    "publishdate",
    "publishfrom",
    "publishon",
    "publishtime",
    "releasedate",
    "releaseon",
    "schedule",
    "scheduled",
    "scheduledat",
    "scheduleddate",
    "scheduledfor",
    "visiblefrom",
];

const UNTIL: &[&str] = &[
    "availableuntil",
    "expirationdate",
    "expire",
    "expiredate",
    "expires",
    "expiresat",
    "expireson",
    "expirydate",
    "expiry",
    "hideafter",
    "hidefrom",
    "publishuntil",
    "removeon",
    "unpublish",
    "unpublishat",
    "unpublishdate",
    "unpublishedon",
    "unpublishon",
    "validuntil",
    "visibleuntil",
];

const FIRST: &[&str] = &[
    "date",
    "datepublished",
    "pubdate",
    "publicationdate",
    "publishedat",
    "publisheddate",
    "publishedon",
];

/// Keys, alone or in a group, that keep search engines out.
pub(super) const NO_INDEX: &[&str] = &[
    "excludefromsearch",
    "excludefromsitemap",
    "hidefromsearch",
    "noindex",
    "norobots",
    "robotsnoindex",
    "searchexclude",
    "sitemapexclude",
    "sitemapignore",
];

const LISTED: &[&str] = &["index", "indexed", "insitemap", "robotsindex", "sitemap"];

const SEARCH: &[&str] =
    &["googlebot", "meta", "metarobots", "robotstag", "robotsmeta", "seo"];

const ADDRESS: &[&str] = &["path", "pathname", "permalink", "route", "uri", "url"];

const TABLES: &[(&[&str], Meaning)] = &[
    (HIDES, Meaning::Hides),
    (SHOWS, Meaning::Shows),
    (WORD, Meaning::Word),
    (&["build"], Meaning::Group),
    (&["cascade"], Meaning::Cascade),
    (FROM, Meaning::From),
    (UNTIL, Meaning::Until),
    (FIRST, Meaning::First),
    (NO_INDEX, Meaning::Unlisted),
    (LISTED, Meaning::Listed),
    (SEARCH, Meaning::Search),
    (ADDRESS, Meaning::Address),
];

/// Each name with what it says.
static MEANINGS: LazyLock<BTreeMap<&str, Meaning>> = LazyLock::new(|| {
    let names = TABLES
        .iter()
        .flat_map(|(names, meaning)| names.iter().map(move |name| (*name, *meaning)));
    names.collect()
});

/// What a key of another program says, by its name.
pub(super) fn meaning(key: &str) -> Option<Meaning> {
    MEANINGS.get(plain(key).as_str()).copied()
}

/// A key without what programs spell otherwise.
pub(super) fn plain(key: &str) -> String {
    let letters = key.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
    letters.flat_map(char::to_lowercase).collect()
}

/// Words for pages that nobody, or not everybody, sees.
const HIDING: &[&str] = &[
    "archived",
    "borrador",
    "bozza",
    "brouillon",
    "confidential",
    "deleted",
    "disabled",
    "draft",
    "drafft",
    "embargoed",
    "entwurf",
    "expired",
    "hidden",
    "inactive",
    "inprogress",
    "inreview",
    "internal",
    "members",
    "needsreview",
    "never",
    "offline",
    "onhold",
    "password",
    "pending",
    "private",
    "protected",
    "restricted",
    "retired",
    "review",
    "scheduled",
    "secret",
    "staff",
    "todo",
    "trash",
    "unapproved",
    "underreview",
    "unlisted",
    "unpublish",
    "unpublished",
    "wip",
    "withdrawn",
    "workinprogress",
];

/// Whether a word for the state of a page says that readers do not see it.
pub(super) fn hides(word: &str) -> bool {
    let word = plain(word.trim());
    let denies =
        ["not", "non", "nicht", "no", "ne"].iter().any(|no| word.starts_with(no));
    HIDING.contains(&word.as_str())
        || (word.contains("publish") && !word.starts_with("publish"))
        || (denies
            && ["publi", "veröff", "ready", "live", "approved", "visible"]
                .iter()
                .any(|what| word.contains(what)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_key_says_the_same() {
        for key in
            ["publishDate", "publish_date", "publish-date", "PublishDate", "publish date"]
        {
            assert_eq!(meaning(key), Some(Meaning::From), "{key}");
        }
        assert_eq!(meaning("Draft"), Some(Meaning::Hides));
        assert_eq!(meaning("unpublishOn"), Some(Meaning::Until));
        assert_eq!(meaning("title"), None);
    }

    #[test]
    fn words_for_what_nobody_sees_are_told_from_others() {
        for word in [
            "Draft",
            "unpublished",
            "in review",
            "not published",
            "non publié",
            "Private",
        ] {
            assert!(hides(word), "{word}");
        }
        for word in ["published", "publish", "live", "final", "public", ""] {
            assert!(!hides(word), "{word}");
        }
    }
}
