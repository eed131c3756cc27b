//! The keys of the files in `data/`.

use crate::yaml::{Key, Kind};

/// The fields of all records whose words are shown as they are.
pub(super) static PLAIN_FIELDS: &[&str] = &[
    "name",
    "job_title",
    "organisation",
    "hours",
    "note",
    "address",
    "title",
    "authors",
    "editors",
    "journal",
    "book",
    "body",
    "publisher",
    "place",
    "edition",
    "standard",
    "testing",
    "response_time",
    "description",
    "criterion",
];

/// The keys of a record in `people.yaml`.
pub static PERSON_KEYS: &[Key] = &[
    Key::new("name", Kind::Text, "The name, as readers see it."),
    Key::new("job_title", Kind::Text, "What the person does."),
    Key::new("organisation", Kind::Text, "Where."),
    Key::new("email", Kind::Text, "A mailbox of the role, not of the person."),
    Key::new("left", Kind::Flag, "No longer there."),
    Key::new("team", Kind::Flag, "A group or a service, not one person."),
    Key::new("orcid", Kind::Text, "The ORCID iD."),
    Key::new("url", Kind::Text, "A page about the person or team."),
    Key::new("phone", Kind::Text, "The telephone number, for colleagues."),
];

/// The keys of a record in `contacts.yaml`.
pub static CONTACT_KEYS: &[Key] = &[
    Key::new("name", Kind::Text, "What the service is called."),
    Key::new("phone", Kind::Text, "The number, as people read it."),
    Key::new(
        "phone_link",
        Kind::Text,
        "The number in international form, for tel: links.",
    ),
    Key::new("email", Kind::Text, "The mailbox."),
    Key::new("hours", Kind::Text, "When it is open, in words."),
    Key::new("always_open", Kind::Flag, "Day and night."),
    Key::new("note", Kind::Text, "What callers should know."),
    Key::new("verified", Kind::Date, "When somebody last rang it."),
    Key::new("url", Kind::Text, "A page about the service."),
    Key::new("address", Kind::Text, "Where it is."),
];

/// What a reference can be.
const TYPES: &[&str] =
    &["journal", "guideline", "book", "chapter", "web", "trial", "dataset", "internal"];

/// The keys of a record in `references.yaml`.
pub static REFERENCE_KEYS: &[Key] = &[
    Key::new("type", Kind::Choice(TYPES), "What kind of source it is."),
    Key::new("authors", Kind::Texts, "The authors, as Family AB."),
    Key::new("title", Kind::Text, "The title."),
    Key::new("journal", Kind::Text, "The journal, or the book that holds a chapter."),
    Key::new("book", Kind::Text, "The same as journal, for a chapter."),
    Key::new("organisation", Kind::Text, "Who publishes it."),
    Key::new("body", Kind::Text, "The same as organisation."),
    Key::new("number", Kind::Text, "Its number, such as CG151."),
    Key::new("year", Kind::Text, "The year."),
    Key::new("volume", Kind::Text, "The volume."),
    Key::new("issue", Kind::Text, "The issue."),
    Key::new("pages", Kind::Text, "The pages."),
    Key::new("doi", Kind::Text, "The DOI, such as 10.1002/acg2.62."),
    Key::new("pmid", Kind::Text, "The number in PubMed."),
    Key::new("pmcid", Kind::Text, "The number in PubMed Central, such as PMC6934358."),
    Key::new("url", Kind::Text, "The address."),
    Key::new("accessed", Kind::Date, "When the address was last opened."),
    Key::new("editors", Kind::Texts, "The editors of the book, as Family AB."),
    Key::new("edition", Kind::Text, "The edition, such as 2nd."),
    Key::new("publisher", Kind::Text, "The same as organisation, for a book."),
    Key::new("place", Kind::Text, "The place of publication."),
    Key::new("month", Kind::Text, "The month of publication, such as Aug."),
    Key::new("isbn", Kind::Text, "The ISBN, such as 978-981-19-5802-1."),
    Key::new("nct", Kind::Text, "The number in ClinicalTrials.gov, as NCT01234567."),
    Key::new("isrctn", Kind::Text, "The number in the ISRCTN registry."),
    Key::new("language", Kind::Text, "The language, where it is not English."),
];

/// Keys that go by another name elsewhere.
pub(super) const OTHER_NAMES: &[(&str, &str)] = &[
    ("role", "job_title"),
    ("job", "job_title"),
    ("organization", "organisation"),
    ("mail", "email"),
    ("telephone", "phone"),
    ("tel", "phone"),
    ("number", "phone"),
    ("opening_hours", "hours"),
    ("open", "hours"),
    ("author", "authors"),
    ("container", "journal"),
    ("page", "pages"),
    ("link", "url"),
    ("kind", "type"),
    ("date", "year"),
    ("issn", "take it out, because readers find a journal by its name"),
    ("note", "write a note for authors behind a `#`, where readers never see it"),
];
