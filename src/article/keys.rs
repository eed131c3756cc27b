//! The keys of front matter: of articles, and of terms.
//!
//! Every key does something that a reader, a reviewer or a search engine sees, and
//! `tests/suite/settings.rs` shows it for each. A key that cannot yet has the reason here.

use crate::config::ROLES;
use crate::yaml::{Key, KeyKind};

/// What pages are, for `type`.
pub const TYPES: &[&str] = &[
    "explainer",
    "condition",
    "treatment",
    "procedure",
    "test",
    "symptom-or-side-effect",
    "medicine",
    "living-with",
    "service",
    "hub",
    "guide-part",
    "staff-guidance",
    "story",
    "glossary",
    "guide",
    "reference",
    "tutorial",
    "policy",
    "accessibility-statement",
    "news",
    "page",
];

pub(super) const STATUSES: &[&str] = &["draft", "in-review", "published", "withdrawn"];

const FORMATS: &[&str] =
    &["easy-read", "large-print", "audio", "bsl", "braille-on-request", "pdf", "video"];

/// The medical specialties of schema.org.
const SPECIALTIES: &[&str] = &[
    "Anesthesia",
    "Cardiovascular",
    "CommunityHealth",
    "Dentistry",
    "Dermatologic",
    "DietNutrition",
    "Emergency",
    "Endocrine",
    "Gastroenterologic",
    "Genetic",
    "Geriatric",
    "Gynecologic",
    "Hematologic",
    "Infectious",
    "LaboratoryScience",
    "Midwifery",
    "Musculoskeletal",
    "Neurologic",
    "Nursing",
    "Obstetric",
    "Oncologic",
    "Optometric",
    "Otolaryngologic",
    "Pathology",
    "Pediatric",
    "PharmacySpecialty",
    "Physiotherapy",
    "PlasticSurgery",
    "Podiatric",
    "PrimaryCare",
    "Psychiatric",
    "PublicHealth",
    "Pulmonary",
    "Radiography",
    "Renal",
    "RespiratoryTherapy",
    "Rheumatologic",
    "SpeechPathology",
    "Surgical",
    "Toxicologic",
    "Urologic",
];

/// The keys of an article.
pub static ARTICLE_KEYS: &[Key] = &[
    Key::new(
        "title",
        KeyKind::Text,
        "The only main heading of the page, and its name in menus.",
    ),
    Key::new("short_title", KeyKind::Text, "A shorter title for menus and breadcrumbs."),
    Key::new(
        "description",
        KeyKind::Text,
        "What the page says, in 50 to 160 characters.",
    ),
    Key::new(
        "slug",
        KeyKind::Text,
        "The last part of the address; by default the file's name.",
    ),
    Key::new("aliases", KeyKind::Texts, "Other names that [[...]] resolves."),
    Key::new("redirect_from", KeyKind::Texts, "Old addresses that lead here."),
    Key::new("weight", KeyKind::Integer, "Smaller numbers come first in menus."),
    Key::new("status", KeyKind::Choice(STATUSES), "Whether readers see the page."),
    Key::new("publish_on", KeyKind::Date, "Not published before this day."),
    Key::new("expires_on", KeyKind::Date, "Not published from this day on."),
    Key::new("published", KeyKind::Date, "The day of first publication."),
    Key::new("updated", KeyKind::Date, "The day of the last change."),
    Key::new("audience", KeyKind::Texts, "For whom the page is; nothing means for all."),
    Key::new("tags", KeyKind::Texts, "What the page is about, to group pages by."),
    Key::new("type", KeyKind::Choice(TYPES), "What kind of page it is."),
    Key::new("reviewed", KeyKind::Date, "The last review of the whole page."),
    Key::new("review_due", KeyKind::Date, "When the next review is due."),
    Key::new(
        "review_interval",
        KeyKind::Months,
        "How long a review holds, such as 24m or 2y.",
    ),
    Key::new("authors", KeyKind::Texts, "Who wrote it: ids in data/people.yaml."),
    Key::new(
        "reviewers",
        KeyKind::Groups(REVIEWER),
        "Who checked it, as what, and when.",
    ),
    Key::new("owner", KeyKind::Text, "Who answers for it: an id in data/people.yaml."),
    Key::new("references", KeyKind::Texts, "Keys in data/references.yaml."),
    Key::new("related", KeyKind::Texts, "Names or paths of related pages."),
    Key::new("see_also", KeyKind::Texts, "The same as related."),
    Key::new("superseded_by", KeyKind::Text, "The page that replaces this one."),
    Key::new("contact", KeyKind::Text, "Whom to call: an id in data/contacts.yaml."),
    Key::new("codes", KeyKind::Groups(CODE), "Codes of clinical terminologies."),
    Key::new("template", KeyKind::Text, "The name of a template, without .html."),
    Key::new("toc", KeyKind::Flag, "Whether the page lists its headings."),
    Key::new("autolink", KeyKind::Flag, "Whether glossary terms are marked."),
    Key::new(
        "sample",
        KeyKind::Flag,
        "Demonstration content that no clinician has reviewed.",
    ),
    Key::new("extra", KeyKind::Anything, "The site's own data for its own templates."),
    Key::new("review_trigger", KeyKind::Texts, "What calls for an early review."),
    Key::new(
        "patient_involvement",
        KeyKind::Group(INVOLVEMENT),
        "How patients took part.",
    ),
    Key::new("approved_by", KeyKind::Group(APPROVAL), "Who approved the page."),
    Key::new("funding", KeyKind::Text, "Who paid for it, or none."),
    Key::new("conflicts", KeyKind::Text, "Conflicts of interest, or none."),
    Key::new(
        "references_display",
        KeyKind::Choice(&["collapsed", "list", "on-request", "hidden"]),
        "How the references are shown.",
    ),
    Key::new("evidence_checked", KeyKind::Date, "When the sources were last read again."),
    Key::new("lang", KeyKind::Text, "The language; the file's name decides."),
    Key::new("dir", KeyKind::Choice(&["ltr", "rtl"]), "The direction of writing."),
    Key::new("source_revision", KeyKind::Text, "Which state of it was translated."),
    Key::new("translation", KeyKind::Group(TRANSLATION), "How it was translated."),
    Key::new(
        "reading_profile",
        KeyKind::Choice(&["patient", "young-person", "staff"]),
        "Which reading level the page is judged by.",
    )
    .waiting_for("the rules of reading level"),
    Key::new(
        "specialty",
        KeyKind::Choices(SPECIALTIES),
        "The medical specialties, by their names at schema.org.",
    ),
    Key::new(
        "care_cards",
        KeyKind::Choices(&["emergency", "urgent", "non-urgent"]),
        "Which urgent-help blocks the page needs.",
    ),
    Key::new("version", KeyKind::Text, "The version of the text."),
    Key::new(
        "formats",
        KeyKind::Groups(FORMAT),
        "Other formats it is offered in: the format alone, or with its file.",
    ),
    Key::new(
        "image",
        KeyKind::Group(IMAGE),
        "A picture for links to the page elsewhere.",
    ),
    Key::new(
        "consent",
        KeyKind::Group(CONSENT),
        "Consent of the people told of or shown.",
    ),
    Key::new("licence", KeyKind::Text, "The licence of the text."),
    Key::new(
        "feedback",
        KeyKind::FlagOrText,
        "Whether readers can answer, or a mail or https address to answer to.",
    ),
    Key::new("search", KeyKind::Flag, "Whether the search of the site finds the page."),
    Key::new("robots", KeyKind::GroupOrText(ROBOTS), "What search engines may do."),
    Key::new("lint", KeyKind::Groups(LINT), "Rules that are waived here, and why."),
];

static REVIEWER: &[Key] = &[
    Key::new("person", KeyKind::Text, "An id in data/people.yaml."),
    Key::new("role", KeyKind::Choice(ROLES), "As what the person checked it."),
    Key::new("date", KeyKind::Date, "When."),
    Key::new("scope", KeyKind::Text, "What of the page was checked."),
];

static CODE: &[Key] = &[
    Key::new("system", KeyKind::Text, "The terminology, such as snomed-ct."),
    Key::new("version", KeyKind::Text, "Its version."),
    Key::new("code", KeyKind::Text, "The code, between quotation marks."),
    Key::new("display", KeyKind::Text, "The terminology's own words for it."),
];

static INVOLVEMENT: &[Key] = &[
    Key::new("method", KeyKind::Text, "How."),
    Key::new("date", KeyKind::Date, "When."),
    Key::new("n", KeyKind::Integer, "How many people."),
];

static APPROVAL: &[Key] = &[
    Key::new("person", KeyKind::Text, "Who."),
    Key::new("group", KeyKind::Text, "Which group."),
    Key::new("date", KeyKind::Date, "When."),
    Key::new("reference", KeyKind::Text, "The number of the approval."),
];

static TRANSLATION: &[Key] = &[
    Key::new("method", KeyKind::Text, "human or machine."),
    Key::new("translator", KeyKind::Text, "Who translated it."),
    Key::new("reviewed_by", KeyKind::Text, "Who checked it, or none."),
    Key::new("date", KeyKind::Date, "When."),
    Key::new(
        "sections",
        KeyKind::TextMap,
        "The marks of the sections that were translated: `engraft check` tells them.",
    ),
];

static FORMAT: &[Key] = &[
    Key::new("format", KeyKind::Choice(FORMATS), "The format."),
    Key::new(
        "file",
        KeyKind::Text,
        "The path of its file; without one it is on request.",
    ),
];

static IMAGE: &[Key] = &[
    Key::new("file", KeyKind::Text, "The path of its file."),
    Key::new("alt", KeyKind::Text, "What it shows."),
];

static CONSENT: &[Key] = &[
    Key::new("on_file", KeyKind::Flag, "Whether the consent is kept."),
    Key::new("scope", KeyKind::Text, "What it covers."),
    Key::new("expires", KeyKind::Date, "Until when."),
];

static ROBOTS: &[Key] = &[
    Key::new("index", KeyKind::Flag, "Whether search engines may list the page."),
    Key::new("follow", KeyKind::Flag, "Whether they may follow its links."),
];

static LINT: &[Key] = &[
    Key::new("allow", KeyKind::Texts, "The names of the rules."),
    Key::new("reason", KeyKind::Text, "Why, for those who look later."),
    Key::new("until", KeyKind::Date, "The last day on which it holds."),
];

const PARTS_OF_SPEECH: &[&str] =
    &["noun", "proper-noun", "verb", "adjective", "adverb", "phrase", "prefix", "suffix"];

/// The keys of a glossary entry.
pub static TERM_KEYS: &[Key] = &[
    Key::new("term", KeyKind::Text, "The preferred form of the word."),
    Key::new("slug", KeyKind::Text, "Its anchor on the glossary page."),
    Key::new("abbreviation", KeyKind::Text, "Its abbreviation, matched by exact case."),
    Key::new("expands_to", KeyKind::Text, "What the term stands for, if it is short."),
    Key::new("aliases", KeyKind::Texts, "Other forms that lead here."),
    Key::new("avoid", KeyKind::Texts, "Forms that lead here, but should not be used."),
    Key::new("short", KeyKind::Text, "A definition of a dozen words."),
    Key::new("plain_alternative", KeyKind::Text, "Plain words to put first."),
    Key::new("clinical", KeyKind::Text, "A definition for staff."),
    Key::new("pronunciation", KeyKind::Text, "How it is said, stress in capitals."),
    Key::new("ipa", KeyKind::Text, "How it is said, in the phonetic alphabet."),
    Key::new(
        "part_of_speech",
        KeyKind::Choice(PARTS_OF_SPEECH),
        "What kind of word it is.",
    ),
    Key::new("article", KeyKind::Text, "The main article about it: a name or a path."),
    Key::new("see_also", KeyKind::Texts, "Other entries, by name or file name."),
    Key::new(
        "confusable_with",
        KeyKind::Groups(CONFUSABLE),
        "Entries that readers mix up with it.",
    ),
    Key::new("broader", KeyKind::Texts, "Entries of wider meaning."),
    Key::new("narrower", KeyKind::Texts, "Entries of narrower meaning."),
    Key::new("audience", KeyKind::Texts, "For whom the entry is; nothing means for all."),
    Key::new("codes", KeyKind::Groups(CODE), "Codes of clinical terminologies."),
    Key::new("references", KeyKind::Texts, "Keys in data/references.yaml."),
    Key::new("sources", KeyKind::Texts, "The same as references."),
    Key::new("status", KeyKind::Choice(STATUSES), "Whether readers see the entry."),
    Key::new("reviewed", KeyKind::Date, "The last review."),
    Key::new("review_due", KeyKind::Date, "When the next review is due."),
    Key::new(
        "reviewers",
        KeyKind::Groups(REVIEWER),
        "Who checked it, as what, and when.",
    ),
    Key::new("reviewer", KeyKind::Text, "One who checked it: an id in data/people.yaml."),
    Key::new("owner", KeyKind::Text, "Who answers for it: an id in data/people.yaml."),
    Key::new(
        "link",
        KeyKind::Choice(&["first", "every-section", "never"]),
        "Which mentions are marked.",
    ),
    Key::new("match", KeyKind::Group(MATCH), "How mentions are found."),
    Key::new(
        "sample",
        KeyKind::Flag,
        "Demonstration content that no clinician has reviewed.",
    ),
    Key::new("extra", KeyKind::Anything, "The site's own data for its own templates."),
    Key::new("lint", KeyKind::Groups(LINT), "Rules that are waived here, and why."),
];

/// As [`OTHER_ARTICLE_NAMES`], for terms.
pub(super) const OTHER_TERM_NAMES: &[(&str, &str)] = &[
    ("title", "term"),
    ("name", "term"),
    ("synonyms", "aliases"),
    ("variants", "aliases"),
    ("deprecated", "avoid"),
    ("topic", "article"),
    ("plain", "write the definition below the front matter"),
    ("definition", "write the definition below the front matter"),
    ("description", "write the definition below the front matter"),
    ("id", "slug"),
    ("audio", "write how it is said as `pronunciation`"),
];

static MATCH: &[Key] =
    &[Key::new("case", KeyKind::Choice(&["exact", "any"]), "Whether capitals count.")];

static CONFUSABLE: &[Key] = &[
    Key::new("term", KeyKind::Text, "The other word."),
    Key::new("difference", KeyKind::Text, "How they differ, in a line."),
];
