//! People, contacts, references, danger signs, values, the words of readers, the words that rules look for
//! and the accessibility statement: what `site-content/data/` defines once and pages name by id, so that one edit updates
//! every page.

mod accessibility;
mod addresses;
mod danger;
mod field;
mod identifier;
mod keys;
mod parse;
mod search;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Date, Span, Spanned, Telephone};

pub use accessibility::{ACCESSIBILITY_KEYS, Accessibility, Enforcement, Problem};
pub use addresses::{ADDRESSES_FILE, Addresses, Fate, address};
pub use danger::{DangerSign, Degree, SignNames, SiteValue, TEMPERATURE};
pub use keys::{CONTACT_KEYS, PERSON_KEYS, REFERENCE_KEYS, SIGN_KEYS, VALUE_KEYS};
pub use parse::parse;
pub use search::{SEARCH_FILE, SEARCH_KEYS, SearchPage, SearchWords};
pub use words::{ListedWord, WORD_KEYS, WordList, WordLists, everyday};

/// All records, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records {
    /// `data/people.yaml`: people and teams.
    pub people: BTreeMap<String, Person>,
    /// `data/contacts.yaml`.
    pub contacts: BTreeMap<String, Contact>,
    /// `data/references.yaml`.
    pub references: BTreeMap<String, Reference>,
    /// `data/signs.yaml`: what is dangerous, and what is to be done about it.
    pub signs: BTreeMap<String, DangerSign>,
    /// What the signs are called.
    pub sign_names: SignNames,
    /// `data/values.yaml`.
    pub values: BTreeMap<String, SiteValue>,
    /// `data/accessibility.yaml`: what the accessibility statement says.
    pub accessibility: Option<Accessibility>,
    /// `data/search.yaml`: the words of readers.
    pub search: Option<SearchWords>,
    /// The words that rules look for, with what `data/words.yaml` says of them.
    pub words: WordLists,
    /// `data/addresses.txt`: every address that the site ever had.
    pub addresses: Addresses,
    /// Names, without extension, of the files of which some or all could not be read. A
    /// finding says so; that an id is not among what could be read is then no finding.
    pub unread: BTreeSet<String>,
}

impl Records {
    /// Whether an id that is not known may stand in the part of `file` that could not be
    /// read; `file` is `people`, `contacts`, `references`, `signs` or `values`.
    #[must_use]
    pub fn may_hold(&self, file: &str) -> bool {
        self.unread.contains(file)
    }
}

/// A person or a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Where the record begins.
    pub span: Span,
    /// `name`.
    pub name: String,
    /// `job_title`.
    pub job_title: Option<String>,
    /// `organisation`.
    pub organisation: Option<String>,
    /// `email`: a role mailbox.
    pub email: Option<String>,
    /// `left`: no longer there.
    pub left: bool,
    /// `team`: a group, not one person.
    pub team: bool,
    /// `deputy`: who answers for the same when this person is away.
    pub deputy: Option<Spanned<String>>,
    /// `phone`, as people read it: for colleagues.
    pub phone: Option<String>,
    /// `roles`: in which they sign pages.
    pub roles: Vec<String>,
    /// `url`, else the address of the `orcid`: a page about the person or team.
    pub url: Option<String>,
}

/// A way to reach a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Where the record begins.
    pub span: Span,
    /// `name`.
    pub name: String,
    /// `phone`, as people read it.
    pub phone: Option<String>,
    /// What a link to `phone` dials: made from it, or `phone_link`, which reaches the same
    /// telephone from abroad too.
    pub dialled: Option<Telephone>,
    /// `email`.
    pub email: Option<String>,
    /// `hours`, in words.
    pub hours: Option<String>,
    /// `always_open`: day and night.
    pub always_open: bool,
    /// `note`.
    pub note: Option<String>,
    /// `unanswered`: what to do if nobody answers.
    pub unanswered: Option<String>,
    /// `verified`: when somebody last rang it.
    pub verified: Option<Date>,
    /// `address`: where it is.
    pub address: Option<String>,
    /// `url`: a page about it.
    pub url: Option<String>,
}

/// A source that pages cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where the record begins.
    pub span: Span,
    /// Its anchor in the lists of sources: that of its key.
    pub anchor: String,
    /// `type`: `journal`, `guideline`, `book`, `chapter`, `web`, `trial`, `dataset` or
    /// `internal`.
    pub kind: String,
    /// `authors`, as "Family AB".
    pub authors: Vec<String>,
    /// `editors` of the book that holds a chapter, as "Family AB".
    pub editors: Vec<String>,
    /// `title`.
    pub title: String,
    /// `edition`, such as `2nd`.
    pub edition: Option<String>,
    /// `journal` or the book that holds a chapter.
    pub journal: Option<String>,
    /// `place` of publication.
    pub place: Option<String>,
    /// `organisation`, `body` or `publisher`: who publishes it.
    pub organisation: Option<String>,
    /// `number`, such as `CG151`.
    pub number: Option<String>,
    /// `year`.
    pub year: Option<String>,
    /// `month`, as it is written.
    pub month: Option<String>,
    /// `volume`.
    pub volume: Option<String>,
    /// `issue`.
    pub issue: Option<String>,
    /// `pages`.
    pub pages: Option<String>,
    /// `doi`, without `https://doi.org/`.
    pub doi: Option<String>,
    /// `pmid`.
    pub pmid: Option<String>,
    /// `pmcid`.
    pub pmcid: Option<String>,
    /// `isbn`.
    pub isbn: Option<String>,
    /// `nct`: the number in `ClinicalTrials.gov`.
    pub nct: Option<String>,
    /// `isrctn`: the number in the ISRCTN registry.
    pub isrctn: Option<String>,
    /// `language`, where it is not English.
    pub language: Option<String>,
    /// `url`.
    pub url: Option<String>,
    /// `accessed`.
    pub accessed: Option<Date>,
}

#[cfg(test)]
mod tests;
