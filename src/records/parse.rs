//! The files in `data/` to records.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::addresses::{self, ADDRESSES_FILE};
use super::danger;
use super::field::required;
use super::identifier::{self, checked};
use super::keys::{
    CONTACT_KEYS, OTHER_NAMES, PERSON_KEYS, PLAIN_FIELDS, REFERENCE_KEYS, SIGN_KEYS,
    VALUE_KEYS,
};
use super::{Contact, Person, Records, Reference};
use super::{accessibility, search, words};
use crate::base::{Anchors, Span, Spanned, Telephone};
use crate::diagnostic::{
    Diagnostic, OTHER_NUMBER_DIALLED, Outcome, UNREAD_DATA, nearest,
};
use crate::markdown::plain;
use crate::source::SourceFile;
use crate::yaml::{self, Fields, Key, Mapping, MappingEntry, RECORDS, ValueKind, shown};

/// The files of records, without their ending.
const FILES: &[&str] = &[
    "people",
    "contacts",
    "references",
    "signs",
    "values",
    "accessibility",
    "search",
    "words",
];

/// What people call them otherwise.
const OTHER_FILES: &[(&str, &str)] = &[
    ("people", "authors staff team teams reviewers personen personal personas personnes"),
    ("contacts", "phones telephones numbers kontakte contactos contatti contacten"),
    ("references", "sources bibliography citations literature literatur quellen"),
    ("signs", "danger-signs symptoms red-flags"),
    ("values", "variables constants thresholds"),
    (
        "words",
        "word wordlist wordlists word-list word-lists vocabulary phrases styles jargon",
    ),
];

/// Reads the files of kind `Data`; those by other names are told.
pub fn parse(files: &[Arc<SourceFile>]) -> Outcome<Records> {
    let mut records = Records::default();
    let mut found = Vec::new();
    for file in files {
        if file.path.as_str() == ADDRESSES_FILE {
            records.addresses = addresses::read(file, &mut found);
            continue;
        }
        let Some((stem, extension)) = file.path.as_str().rsplit_once('.') else {
            continue;
        };
        if !matches!(extension.to_ascii_lowercase().as_str(), "yaml" | "yml") {
            continue;
        }
        let Some(name) = stem.strip_prefix("data/") else { continue };
        let read = match name {
            "people" => read(file, PERSON_KEYS, person, &mut records.people, &mut found),
            "contacts" => {
                read(file, CONTACT_KEYS, contact, &mut records.contacts, &mut found)
            }
            "references" => {
                read(file, REFERENCE_KEYS, reference, &mut records.references, &mut found)
            }
            "signs" => {
                read(file, SIGN_KEYS, danger::sign, &mut records.signs, &mut found)
            }
            "values" => {
                read(file, VALUE_KEYS, danger::value, &mut records.values, &mut found)
            }
            "accessibility" => {
                accessibility::read(file, &mut records.accessibility, &mut found)
            }
            "search" => search::read(file, &mut records.search, &mut found),
            "words" => words::read(file, &mut records.words, &mut found),
            _ => {
                found.push(unread(file, name));
                continue;
            }
        };
        if read.is_none() {
            records.unread.insert(name.to_owned());
        }
    }
    records.fill_in(&mut found);
    let anchors = Anchors::of_all(records.references.keys().map(String::as_str));
    for (reference, anchor) in records.references.values_mut().zip(anchors) {
        reference.anchor = format!("ref_{anchor}");
    }
    Outcome::new(records, found)
}

/// A file by another name, which nothing reads.
fn unread(file: &SourceFile, name: &str) -> Diagnostic {
    let folded = name.to_lowercase();
    let called = OTHER_FILES
        .iter()
        .find(|(_, others)| others.split_whitespace().any(|other| other == folded));
    let called = called.map(|(name, _)| *name);
    let help = if let Some(near) = called.or_else(|| nearest(name, FILES.iter().copied()))
    {
        format!(
            "name it `data/{near}.yaml`; where there is one already, move its lines there"
        )
    } else {
        let all: Vec<String> =
            FILES.iter().map(|name| format!("`{name}.yaml`")).collect();
        format!("move it out of `data/`, where these are read: {}", all.join(", "))
    };
    let message = format!("`{}` is not read", file.path);
    Diagnostic::new(&UNREAD_DATA, Span::file(file.id), message).with_help(help)
}

/// Makes a record of its fields; the place is that of the record's id.
type Make<T> = fn(&mut Fields<'_>, Span, &str) -> T;

/// Reads the records of a file. `None`: some or all of them could not be read.
fn read<T>(
    file: &SourceFile,
    keys: &'static [Key],
    make: Make<T>,
    records: &mut BTreeMap<String, T>,
    found: &mut Vec<Diagnostic>,
) -> Option<()> {
    let text = file.text()?;
    let root = yaml::parse(file.id, text, 0..text.len(), &RECORDS).collect(found);
    let root = root?;
    plain::check(&root, PLAIN_FIELDS, found);
    let mut all = Some(());
    for entry in &root.entries {
        let Some(mapping) = record_mapping(entry, found) else {
            all = None;
            continue;
        };
        let id = &entry.key;
        if records.contains_key(&id.value) {
            // The same file under its two extensions: `people.yaml` and `people.yml`.
            found.push(
                Diagnostic::new(
                    RECORDS.duplicate_key,
                    id.span,
                    format!(
                        "the record `{}` stands in another file as well",
                        shown(&id.value)
                    ),
                )
                .with_help("remove one of the two"),
            );
            continue;
        }
        let mut fields = Fields::new(mapping, keys, &RECORDS, found);
        let record = make(&mut fields, id.span, &id.value);
        fields.finish(OTHER_NAMES);
        records.insert(id.value.clone(), record);
    }
    all
}

fn record_mapping<'e>(
    entry: &'e MappingEntry,
    found: &mut Vec<Diagnostic>,
) -> Option<&'e Mapping> {
    if let ValueKind::Mapping(mapping) = &entry.value.kind {
        return Some(mapping);
    }
    let id = shown(&entry.key.value);
    found.push(
        Diagnostic::new(
            RECORDS.wrong_type,
            entry.value.span,
            format!("the record `{id}` is {}", entry.value.kind_name()),
        )
        .with_help(format!("write its keys below it: `{id}: {{name: …}}`")),
    );
    None
}

fn person(fields: &mut Fields<'_>, span: Span, id: &str) -> Person {
    let orcid = checked(fields, "orcid", identifier::orcid);
    let orcid = orcid.map(|number| format!("https://orcid.org/{number}"));
    Person {
        span,
        name: required(fields, "name", span, id),
        job_title: fields.plain_text("job_title"),
        organisation: fields.plain_text("organisation"),
        email: email(fields),
        left: fields.flag("left").unwrap_or(false),
        team: fields.flag("team").unwrap_or(false),
        deputy: fields.text("deputy"),
        phone: fields.plain_text("phone"),
        roles: fields.choices("roles").into_iter().map(|role| role.value).collect(),
        url: checked(fields, "url", identifier::url).or(orcid),
    }
}

fn contact(fields: &mut Fields<'_>, span: Span, id: &str) -> Contact {
    let name = required(fields, "name", span, id);
    let phone = checked(fields, "phone", identifier::phone);
    let dialled = dialled(fields, phone.as_deref());
    Contact {
        span,
        name,
        phone,
        dialled,
        email: email(fields),
        hours: fields.plain_text("hours"),
        always_open: fields.flag("always_open").unwrap_or(false),
        note: fields.plain_text("note"),
        unanswered: fields.plain_text("unanswered"),
        verified: fields.date("verified").map(|date| date.value),
        address: fields.plain_text("address"),
        url: checked(fields, "url", identifier::url),
    }
}

/// What a link to the number that readers see dials. A `phone_link` that reaches another
/// telephone is told: whoever changed the one forgot the other.
fn dialled(fields: &mut Fields<'_>, phone: Option<&str>) -> Option<Telephone> {
    let link = checked(fields, "phone_link", identifier::phone);
    let shown_number = phone.and_then(Telephone::read);
    let link_number = link.as_deref().and_then(Telephone::read);
    if let (Some(phone), Some(Spanned { span, .. })) = (phone, fields.text("phone"))
        && let [first, second, ..] = &Telephone::all_in(phone)[..]
    {
        let (first, second) = (shown(&first.words), shown(&second.words));
        let message =
            format!("`phone` holds two numbers, and a link dials `{first}` only");
        let help = format!(
            "leave `phone: {first}`, and write `{second}` in `note` or as a contact of its own"
        );
        fields.report(
            Diagnostic::new(&OTHER_NUMBER_DIALLED, span, message).with_help(help),
        );
    }
    let (Some(phone), Some(own), Some(link)) = (phone, &shown_number, &link_number)
    else {
        return link_number.or(shown_number);
    };
    if !own.is_reached_by(link, None)
        && let Some(Spanned { span, .. }) = fields.text("phone_link")
    {
        let message = format!(
            "`phone_link` dials {}, but readers see `{}`",
            link.digits(),
            shown(phone)
        );
        let help = "take the line `phone_link` out, and the link is made from `phone`; \
                    or write the same number in both";
        fields.report(
            Diagnostic::new(&OTHER_NUMBER_DIALLED, span, message).with_help(help),
        );
    }
    link_number
}

fn reference(fields: &mut Fields<'_>, span: Span, id: &str) -> Reference {
    let kind = fields.choice("type").map_or("web", |word| word.value).to_owned();
    let journal = fields.plain_text("journal");
    let book = fields.plain_text("book");
    let organisation = fields.plain_text("organisation");
    let body = fields.plain_text("body");
    let publisher = fields.plain_text("publisher");
    Reference {
        span,
        // Made when all keys are known.
        anchor: String::new(),
        kind,
        authors: fields.texts("authors").into_iter().map(|name| name.value).collect(),
        editors: fields.texts("editors").into_iter().map(|name| name.value).collect(),
        title: required(fields, "title", span, id),
        edition: fields.plain_text("edition"),
        journal: journal.or(book),
        place: fields.plain_text("place"),
        organisation: organisation.or(body).or(publisher),
        number: fields.plain_text("number"),
        year: fields.plain_text("year"),
        month: fields.plain_text("month"),
        volume: fields.plain_text("volume"),
        issue: fields.plain_text("issue"),
        pages: fields.plain_text("pages"),
        doi: checked(fields, "doi", identifier::doi),
        pmid: checked(fields, "pmid", identifier::pmid),
        pmcid: checked(fields, "pmcid", identifier::pmcid),
        isbn: checked(fields, "isbn", identifier::isbn),
        nct: checked(fields, "nct", identifier::nct),
        isrctn: checked(fields, "isrctn", identifier::isrctn),
        language: fields.plain_text("language"),
        url: checked(fields, "url", identifier::url),
        accessed: fields.date("accessed").map(|date| date.value),
    }
}

fn email(fields: &mut Fields<'_>) -> Option<String> {
    checked(fields, "email", identifier::email)
}
