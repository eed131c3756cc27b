//! What other programs call what decides who may see a page, and where it stands.
//!
//! Keys are compared without capitals, hyphens, underscores and spaces: `publishDate` is
//! `publish_date` and `publish-date`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::diagnostic::is_one_slip_away;

/// What a key of another program says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Yes: nobody sees the page.
    Hides,
    /// The same, but it may be about anything else unless it says yes.
    Marked,
    /// No: nobody sees the page.
    Shows,
    /// No: the page is not ready.
    Done,
    /// A word for who sees it.
    Word,
    /// What opens it: nobody else sees it.
    Lock,
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

const HIDES: &str = "\
    archive archived authrequired concealed confidential deleted disabled donotpublish \
    dontpublish draft drafts eleventyexcludefromcollections embargoed exclude excluded expired \
    headless hidden hide hidepage ignore incomplete indevelopment inprogress inreview internal internalonly isdraft ishidden \
    isprivate loginrequired membersonly nopublish notapproved noteready notforpublic \
    notforpublication notpublished obsolete offline onhold outdated outofdate private \
    protected requireauth requirelogin requiresauth requireslogin restrict restricted retired \
    secret staffonly subscribersonly superseded suspended trashed unapproved unfinished unlisted \
    underreview unpublished wip withdrawn withheld workinprogress \
    archiviert archivé archivée ausgeblendet borrador bozza brouillon caché cachée confidentiel \
    confidentielle drafft entwurf gesperrt masqué masquée nascosto oculto privado privat privé \
    privée retiré retirée unveröffentlicht unveroeffentlicht verborgen versteckt vertraulich \
    zurückgezogen";

/// Behind these stands as well what a page is about: `test: blood`.
const MARKED: &str = "\
    auth authentication dummy ignored intern interne intranet login sandbox signin skip skipped \
    staff test";

const SHOWS: &str = "\
    access active availability available display enabled islive ispublic ispublished isvisible \
    listed live online output public publication publish published release released render \
    routable show visibility visible \
    cyhoeddwyd enligne freigeschaltet gepubliceerd pubblicato publicado publie publié publiée \
    publiziert sichtbar veröffentlicht veroeffentlicht zichtbaar";

const DONE: &str = "\
    approved authorised authorized cleared complete completed final finalised finalized \
    finished ready readytopublish signedoff \
    approuvé approuvée approvato aprobado checked freigegeben genehmigt geprüft geprueft \
    goedgekeurd validé validée";

const WORD: &str = "\
    accesscontrol accesslevel accessrights allowedroles approvalstate approvalstatus \
    audiencelevel classification clearance confidentiality distribution for group groups \
    lifecycle limitedto marking pagestatus permission permissions phase poststatus progress \
    protection publicationstatus publishstatus readers readership restrictedto \
    restriction restrictions reviewstate reviewstatus role roles security sensitivity showto \
    stage state targetaudience usergroup usergroups view viewer viewers visibleto who \
    workflow workflowstate workflowstatus workflowstep \
    accès estado freigabestatus qa sichtbarkeit stato statut visibilité zugang zugriff";

const FROM: &str = "\
    availablefrom embargo embargodate embargoeduntil embargountil golive golivedate goliveon \
    hideuntil publishafter publishat publishdate publishfrom publishon publishtime releasedate \
    releaseon notbefore schedule scheduled scheduledat scheduleddate scheduledfor visiblefrom \
    geldigvanaf gueltigab gültigab publierle sichtbarab valableàpartirde validodesde \
    veröffentlichenam veroeffentlichenam";

const UNTIL: &str = "\
    availableuntil bestbefore expirationdate expire expiredate expires expiresat expireson expirydate \
    expiry hideafter hidefrom notafter publishuntil removeon unpublish unpublishat unpublishdate \
    unpublishedon unpublishon useby validuntil visibleuntil \
    ablaufdatum expirele geldigtot gueltigbis gültigbis scadenza sichtbarbis valablejusquau \
    valablejusqu'au validohasta";

const FIRST: &str = "\
    date datepublished pubdate publicationdate publishedat publisheddate publishedon";

/// Of these, what content systems write of every page: of one that nobody published, nothing.
const OF_PUBLISHED: &str = "firstpublishedat publishedat publishedversion";

/// Keys, alone or in a group, that keep search engines out.
pub(super) const NO_INDEX: &str = "\
    excludefromsearch excludefromsitemap hidefromsearch noindex norobots robotsnoindex \
    searchexclude sitemapexclude sitemapignore";

const LISTED: &str = "index indexed insitemap robotsindex sitemap";

const SEARCH: &str = "googlebot meta metarobots robotstag robotsmeta seo";

const ADDRESS: &str = "path pathname permalink route uri url";

const TABLES: &[(&str, Meaning)] = &[
    (HIDES, Meaning::Hides),
    (MARKED, Meaning::Marked),
    (SHOWS, Meaning::Shows),
    (DONE, Meaning::Done),
    (WORD, Meaning::Word),
    ("passcode passphrase password", Meaning::Lock),
    ("build", Meaning::Group),
    ("cascade", Meaning::Cascade),
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
        .flat_map(|(names, meaning)| names.split(' ').map(move |name| (name, *meaning)));
    names.collect()
});

/// What a key may be called after: `archived` is `is_archived` and `page_archived`.
const ABOUT: &str = "article content document doc entry is item node page post";

/// What the last word of a key may be that says in which state a page is, or who sees it.
const LAST: &str = "access audience availability stage state status visibility";

/// Whether a key says in which state the page is, by its last word.
pub(super) fn is_state(name: &str) -> bool {
    is_among(LAST, &last_word(name))
}

/// What a key of another program says, by its name.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    let key = plain(name);
    let known = MEANINGS.get(key.as_str()).copied();
    known
        .or_else(|| about_the_page(&key))
        .or_else(|| is_state(name).then_some(Meaning::Word))
}

/// `Status` of `translationStatus`, in small letters.
fn last_word(name: &str) -> String {
    let name = name.rsplit(['-', '_', ' ']).next().unwrap_or(name);
    let capital = name.rfind(char::is_uppercase).unwrap_or(0);
    name[capital..].to_lowercase()
}

/// The same where the key says that it is about the page.
fn about_the_page(key: &str) -> Option<Meaning> {
    let bare = ABOUT
        .split(' ')
        .flat_map(|about| [key.strip_prefix(about), key.strip_suffix(about)]);
    let mut meanings = bare.flatten().filter_map(|bare| MEANINGS.get(bare).copied());
    meanings.find(|meaning| {
        matches!(
            meaning,
            Meaning::Hides
                | Meaning::Marked
                | Meaning::Shows
                | Meaning::Done
                | Meaning::Word
                | Meaning::Lock
        )
    })
}

/// A key without what programs spell otherwise.
pub(super) fn plain(key: &str) -> String {
    let letters = key.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a word is one of those that stand in a text.
pub(super) fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// Whether a key names the moment of publication in a content system.
pub(super) fn is_of_published(key: &str) -> bool {
    is_among(OF_PUBLISHED, &plain(key))
}

/// Keys that say nothing but whether readers see a page, and no day.
pub(super) fn is_certain(key: &str) -> bool {
    is_among("draft publish unpublished private", &plain(key))
}

/// Keys behind which no other words stand than those for whether readers see a page.
pub(super) fn says_nothing_else(key: &str) -> bool {
    const OTHERS: &str = "\
        archived confidential deleted embargoed hidden published restricted retired unlisted \
        visible withdrawn";
    is_certain(key) || is_among(OTHERS, plain(key).trim_start_matches("is"))
}

/// Words for pages that nobody, or not everybody, sees.
const HIDING: &str = "\
    archiviert archivé ausstehend confidentiel enattente gesperrt inprüfung intern interne \
    oculto privado privat privé retiré unveröffentlicht versteckt vertraulich zurückgezogen \
    failed outstanding sensitive admin administrators admins archive archived awaited awaiting banned blocked borrador bozza \
    brouillon cancelled canceled changesrequested confidential declined deleted deprecated \
    disabled discontinued donotpublish drafft draft editorsonly embargoed employee employees \
    entwurf expired forapproval forinternaluse forinternaluseonly forreview frozen held hidden \
    hold inactive incomplete indevelopment inprogress inreview internal internaluse \
    internaluseonly intranet locked loggedin members membersonly needsreview never nobody \
    notforpublication notstarted obsolete offline onhold password paused pending preview \
    private protected quarantined readyforreview refused rejected removed restricted retired \
    retracted review revoked scheduled secret staff stafflogin staffonly staging submitted \
    superseded suspended tba tbc tbd team teamonly todo trash trashed unapproved underreview \
    unfinished unlisted unpublish unpublished unverified waiting wip withdrawn withheld \
    workinprogress";

/// What stands before what is still to be said of a page.
const WAITING: &str = "awaiting needs pending requires waiting";

/// What somebody has still to say of a page.
const SAID: &[&str] = &[
    "approv", "authori", "check", "clear", "decision", "editor", "moderat", "publi",
    "review", "sign", "verif",
];

/// Whether a word for the state of a page says that readers do not see it.
pub(super) fn hides(word: &str) -> bool {
    let first = word.trim().split([' ', '-', '_']).next().unwrap_or_default();
    let waits = is_among(WAITING, &first.to_lowercase());
    // `OFFICIAL-SENSITIVE`, `NHS Confidential`.
    let mut parts = word.split(|c: char| !c.is_alphanumeric());
    let is_marked =
        parts.any(|part| is_among("confidential sensitive", &part.to_lowercase()));
    let word = plain(word.trim());
    let denies =
        ["not", "non", "nicht", "no", "ne"].iter().any(|no| word.starts_with(no));
    is_among(HIDING, &word)
        || is_marked
        || (word.contains("publish") && !word.starts_with("publish"))
        || waits && SAID.iter().any(|said| word.contains(said))
        || (denies
            && ["publi", "veröff", "ready", "live", "approved", "visible"]
                .iter()
                .any(|what| word.contains(what)))
}

/// Whether a word is one letter away from one that says so.
pub(super) fn nearly_hides(word: &str) -> bool {
    /// Shorter words are near to too many.
    const SHORTEST: usize = 5;
    let word = plain(word.trim());
    word.chars().count() >= SHORTEST
        && HIDING
            .split(' ')
            .any(|known| known.len() >= SHORTEST && is_one_slip_away(known, &word))
}

/// Words that say of a page, behind whatever key, that nobody is to read it yet.
const SURELY: &str = "\
    awaitingapproval awaitingreview awaitingsignoff borrador bozza brouillon confidential \
    donotpublish drafft draft embargoed entwurf notapproved notforpublication notpublished \
    pendingapproval pendingreview unapproved unpublished wip withdrawn withheld \
    workinprogress";

/// Whether a word says so.
pub(super) fn surely_hides(word: &str) -> bool {
    let word = plain(word.trim());
    is_among(SURELY, &word)
        || word.strip_suffix('s').is_some_and(|one| is_among(SURELY, one))
}

/// Whether behind a key stands what a page is about, and not its state: a `draft` is a form
/// of letter as well.
pub(super) fn is_of_content(key: &str) -> bool {
    is_among("form format shape", &plain(key))
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
        assert_eq!(meaning("is_archived"), Some(Meaning::Hides));
        assert_eq!(meaning("page-hidden"), Some(Meaning::Hides));
        assert_eq!(meaning("reviewStatus"), Some(Meaning::Word));
        for key in ["entwurf", "Caché", "restrict"] {
            assert_eq!(meaning(key), Some(Meaning::Hides), "{key}");
        }
        assert_eq!(meaning("gültig_bis"), Some(Meaning::Until));
        assert_eq!(meaning("test"), Some(Meaning::Marked));
        for key in ["title", "page_date", "hide_title", "show_date", "real_estate"] {
            assert_eq!(meaning(key), None, "{key}");
        }
    }

    #[test]
    fn words_for_what_nobody_sees_are_told_from_others() {
        for word in [
            "Draft",
            "unpublished",
            "in review",
            "not published",
            "non publié",
            "OFFICIAL-SENSITIVE",
            "Private",
        ] {
            assert!(hides(word), "{word}");
        }
        for word in ["published", "publish", "live", "final", "public", ""] {
            assert!(!hides(word), "{word}");
        }
    }
}
