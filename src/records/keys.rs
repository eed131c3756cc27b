//! The keys of the files in `data/`.

use super::danger::DEGREES;
use crate::config::ROLES;
use crate::yaml::{Key, KeyKind};

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
    "unanswered",
    "words",
    "also",
    "value",
    "sentence",
    "without",
    "always",
];

/// The keys of a record in `people.yaml`.
pub static PERSON_KEYS: &[Key] = &[
    Key::new("name", KeyKind::Text, "The name, as readers see it."),
    Key::new("job_title", KeyKind::Text, "What the person does."),
    Key::new("organisation", KeyKind::Text, "Where."),
    Key::new("email", KeyKind::Text, "A mailbox of the role, not of the person."),
    Key::new("left", KeyKind::Flag, "No longer there."),
    Key::new("team", KeyKind::Flag, "A group or a service, not one person."),
    Key::new("deputy", KeyKind::Text, "Who answers in their place: an id of this file."),
    Key::new("orcid", KeyKind::Text, "The ORCID iD."),
    Key::new("url", KeyKind::Text, "A page about the person or team."),
    Key::new("phone", KeyKind::Text, "The telephone number, for colleagues."),
    Key::new("roles", KeyKind::Choices(ROLES), "The roles in which they sign pages."),
];

/// The keys of a record in `contacts.yaml`.
pub static CONTACT_KEYS: &[Key] = &[
    Key::new("name", KeyKind::Text, "What the service is called."),
    Key::new("phone", KeyKind::Text, "The number, as people read it."),
    Key::new(
        "phone_link",
        KeyKind::Text,
        "The number in international form, for tel: links.",
    ),
    Key::new("email", KeyKind::Text, "The mailbox."),
    Key::new("hours", KeyKind::Text, "When it is open, in words."),
    Key::new("always_open", KeyKind::Flag, "Day and night."),
    Key::new("note", KeyKind::Text, "What callers should know."),
    Key::new("unanswered", KeyKind::Text, "What to do if nobody answers."),
    Key::new("verified", KeyKind::Date, "When somebody last rang it."),
    Key::new("url", KeyKind::Text, "A page about the service."),
    Key::new("address", KeyKind::Text, "Where it is."),
];

/// The keys of a record in `signs.yaml`.
pub static SIGN_KEYS: &[Key] = &[
    Key::new(
        "words",
        KeyKind::Text,
        "The sign, as it goes on from \u{201c}if you\u{201d}.",
    ),
    Key::new("also", KeyKind::Texts, "Other words for it, which are looked for as well."),
    Key::new("degree", KeyKind::Choice(DEGREES), "What is to be done about it."),
    Key::new("people", KeyKind::Texts, "For whom it holds; without it, for everybody."),
    Key::new("places", KeyKind::Texts, "Where it holds; without it, everywhere."),
    Key::new(
        "worse",
        KeyKind::Texts,
        "The signs that stand wherever it does, by their ids.",
    ),
    Key::new("groups", KeyKind::Texts, "The lists that it stands in, in [[signs:...]]."),
    Key::new("contact", KeyKind::Text, "A line of its own: an id in data/contacts.yaml."),
];

/// The keys of a record in `values.yaml`.
pub static VALUE_KEYS: &[Key] = &[
    Key::new("value", KeyKind::Text, "The value, as readers see it, such as 38C."),
    Key::new("sentence", KeyKind::Text, "What is said with it: it stands for {value}."),
    Key::new("without", KeyKind::Text, "What is said where no value is given."),
    Key::new("always", KeyKind::Text, "What follows, whichever is said."),
    Key::new("source", KeyKind::Text, "Where it is from: an id in data/references.yaml."),
    Key::new("reviewer", KeyKind::Text, "Who stands for it: an id in data/people.yaml."),
    Key::new("reviewed", KeyKind::Date, "When it was last checked."),
    Key::new("example", KeyKind::Flag, "An example, on which nobody may act."),
];

/// What a reference can be.
const TYPES: &[&str] =
    &["journal", "guideline", "book", "chapter", "web", "trial", "dataset", "internal"];

/// The keys of a record in `references.yaml`.
pub static REFERENCE_KEYS: &[Key] = &[
    Key::new("type", KeyKind::Choice(TYPES), "What kind of source it is."),
    Key::new("authors", KeyKind::Texts, "The authors, as Family AB."),
    Key::new("title", KeyKind::Text, "The title."),
    Key::new("journal", KeyKind::Text, "The journal, or the book that holds a chapter."),
    Key::new("book", KeyKind::Text, "The same as journal, for a chapter."),
    Key::new("organisation", KeyKind::Text, "Who publishes it."),
    Key::new("body", KeyKind::Text, "The same as organisation."),
    Key::new("number", KeyKind::Text, "Its number, such as CG151."),
    Key::new("year", KeyKind::Text, "The year."),
    Key::new("volume", KeyKind::Text, "The volume."),
    Key::new("issue", KeyKind::Text, "The issue."),
    Key::new("pages", KeyKind::Text, "The pages."),
    Key::new("doi", KeyKind::Text, "The DOI, such as 10.1002/acg2.62."),
    Key::new("pmid", KeyKind::Text, "The number in PubMed."),
    Key::new("pmcid", KeyKind::Text, "The number in PubMed Central, such as PMC6934358."),
    Key::new("url", KeyKind::Text, "The address."),
    Key::new("accessed", KeyKind::Date, "When the address was last opened."),
    Key::new("editors", KeyKind::Texts, "The editors of the book, as Family AB."),
    Key::new("edition", KeyKind::Text, "The edition, such as 2nd."),
    Key::new("publisher", KeyKind::Text, "The same as organisation, for a book."),
    Key::new("place", KeyKind::Text, "The place of publication."),
    Key::new("month", KeyKind::Text, "The month of publication, such as Aug."),
    Key::new("isbn", KeyKind::Text, "The ISBN, such as 978-981-19-5802-1."),
    Key::new("nct", KeyKind::Text, "The number in ClinicalTrials.gov, as NCT01234567."),
    Key::new("isrctn", KeyKind::Text, "The number in the ISRCTN registry."),
    Key::new("language", KeyKind::Text, "The language, where it is not English."),
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
