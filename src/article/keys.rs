//! The keys of front matter: of articles, and of terms.
//!
//! Every key does something that a reader, a reviewer or a search engine sees, and
//! `tests/suite/settings.rs` shows it for each. A key that cannot yet has the reason here.

use crate::yaml::{Key, Kind};

/// What pages are, for `type`.
const TYPES: &[&str] = &[
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

const ROLES: &[&str] = &[
    "clinical",
    "patient",
    "plain-language",
    "pharmacy",
    "accessibility",
    "translation",
    "legal",
    "editorial",
];

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
        Kind::Text,
        "The only main heading of the page, and its name in menus.",
    ),
    Key::new("short_title", Kind::Text, "A shorter title for menus and breadcrumbs."),
    Key::new("description", Kind::Text, "What the page says, in 50 to 160 characters."),
    Key::new(
        "slug",
        Kind::Text,
        "The last part of the address; by default the file's name.",
    ),
    Key::new("aliases", Kind::Texts, "Other names that [[...]] resolves."),
    Key::new("redirect_from", Kind::Texts, "Old addresses that lead here."),
    Key::new("weight", Kind::Integer, "Smaller numbers come first in menus."),
    Key::new("status", Kind::Choice(STATUSES), "Whether readers see the page."),
    Key::new("publish_on", Kind::Date, "Not published before this day."),
    Key::new("expires_on", Kind::Date, "Not published from this day on."),
    Key::new("published", Kind::Date, "The day of first publication."),
    Key::new("updated", Kind::Date, "The day of the last change."),
    Key::new("audience", Kind::Texts, "For whom the page is; nothing means for all."),
    Key::new("tags", Kind::Texts, "What the page is about, to group pages by."),
    Key::new("type", Kind::Choice(TYPES), "What kind of page it is."),
    Key::new("reviewed", Kind::Date, "The last review of the whole page."),
    Key::new("review_due", Kind::Date, "When the next review is due."),
    Key::new(
        "review_interval",
        Kind::Months,
        "How long a review holds, such as 24m or 2y.",
    ),
    Key::new("authors", Kind::Texts, "Who wrote it: ids in data/people.yaml."),
    Key::new("reviewers", Kind::Groups(REVIEWER), "Who checked it, as what, and when."),
    Key::new("owner", Kind::Text, "Who answers for it: an id in data/people.yaml."),
    Key::new("references", Kind::Texts, "Keys in data/references.yaml."),
    Key::new("related", Kind::Texts, "Names or paths of related pages."),
    Key::new("see_also", Kind::Texts, "The same as related."),
    Key::new("superseded_by", Kind::Text, "The page that replaces this one."),
    Key::new("contact", Kind::Text, "Whom to call: an id in data/contacts.yaml."),
    Key::new("codes", Kind::Groups(CODE), "Codes of clinical terminologies."),
    Key::new("template", Kind::Text, "The name of a template, without .html."),
    Key::new("toc", Kind::Flag, "Whether the page lists its headings."),
    Key::new("autolink", Kind::Flag, "Whether glossary terms are marked."),
    Key::new(
        "sample",
        Kind::Flag,
        "Demonstration content that no clinician has reviewed.",
    ),
    Key::new("extra", Kind::Anything, "The site's own data for its own templates."),
    Key::new("review_trigger", Kind::Texts, "What calls for an early review."),
    Key::new("patient_involvement", Kind::Group(INVOLVEMENT), "How patients took part."),
    Key::new("approved_by", Kind::Group(APPROVAL), "Who approved the page."),
    Key::new("funding", Kind::Text, "Who paid for it, or none."),
    Key::new("conflicts", Kind::Text, "Conflicts of interest, or none."),
    Key::new(
        "references_display",
        Kind::Choice(&["collapsed", "list", "on-request", "hidden"]),
        "How the references are shown.",
    ),
    Key::new("evidence_checked", Kind::Date, "When the sources were last read again."),
    Key::new("lang", Kind::Text, "The language; the file's name decides."),
    Key::new("dir", Kind::Choice(&["ltr", "rtl"]), "The direction of writing."),
    Key::new("source_revision", Kind::Text, "Which state of it was translated."),
    Key::new("translation", Kind::Group(TRANSLATION), "How it was translated."),
    Key::new(
        "reading_profile",
        Kind::Choice(&["patient", "young-person", "staff"]),
        "Which reading level the page is judged by.",
    )
    .waiting_for("the rules of reading level"),
    Key::new(
        "specialty",
        Kind::Choices(SPECIALTIES),
        "The medical specialties, by their names at schema.org.",
    ),
    Key::new(
        "care_cards",
        Kind::Choices(&["emergency", "urgent", "non-urgent"]),
        "Which urgent-help blocks the page needs.",
    ),
    Key::new("version", Kind::Text, "The version of the text."),
    Key::new(
        "formats",
        Kind::Groups(FORMAT),
        "Other formats it is offered in: the format alone, or with its file.",
    ),
    Key::new("image", Kind::Group(IMAGE), "A picture for links to the page elsewhere."),
    Key::new("consent", Kind::Group(CONSENT), "Consent of the people told of or shown."),
    Key::new("licence", Kind::Text, "The licence of the text."),
    Key::new(
        "feedback",
        Kind::FlagOrText,
        "Whether readers can answer, or a mail or https address to answer to.",
    ),
    Key::new("search", Kind::Group(SEARCH), "How the search treats the page.")
        .waiting_for("the search of the site"),
    Key::new("robots", Kind::GroupOrText(ROBOTS), "What search engines may do."),
    Key::new("lint", Kind::Groups(LINT), "Rules that are waived here, and why."),
];

static REVIEWER: &[Key] = &[
    Key::new("person", Kind::Text, "An id in data/people.yaml."),
    Key::new("role", Kind::Choice(ROLES), "As what the person checked it."),
    Key::new("date", Kind::Date, "When."),
    Key::new("scope", Kind::Text, "What of the page was checked."),
];

static CODE: &[Key] = &[
    Key::new("system", Kind::Text, "The terminology, such as snomed-ct."),
    Key::new("version", Kind::Text, "Its version."),
    Key::new("code", Kind::Text, "The code, between quotation marks."),
    Key::new("display", Kind::Text, "The terminology's own words for it."),
];

static INVOLVEMENT: &[Key] = &[
    Key::new("method", Kind::Text, "How."),
    Key::new("date", Kind::Date, "When."),
    Key::new("n", Kind::Integer, "How many people."),
];

static APPROVAL: &[Key] = &[
    Key::new("person", Kind::Text, "Who."),
    Key::new("group", Kind::Text, "Which group."),
    Key::new("date", Kind::Date, "When."),
    Key::new("reference", Kind::Text, "The number of the approval."),
];

static TRANSLATION: &[Key] = &[
    Key::new("method", Kind::Text, "human or machine."),
    Key::new("translator", Kind::Text, "Who translated it."),
    Key::new("reviewed_by", Kind::Text, "Who checked it, or none."),
    Key::new("date", Kind::Date, "When."),
    Key::new(
        "sections",
        Kind::TextMap,
        "The marks of the sections that were translated: `engraft check` tells them.",
    ),
];

static FORMAT: &[Key] = &[
    Key::new("format", Kind::Choice(FORMATS), "The format."),
    Key::new("file", Kind::Text, "The path of its file; without one it is on request."),
];

static IMAGE: &[Key] = &[
    Key::new("file", Kind::Text, "The path of its file."),
    Key::new("alt", Kind::Text, "What it shows."),
];

static CONSENT: &[Key] = &[
    Key::new("on_file", Kind::Flag, "Whether the consent is kept."),
    Key::new("scope", Kind::Text, "What it covers."),
    Key::new("expires", Kind::Date, "Until when."),
];

static SEARCH: &[Key] = &[
    Key::new("index", Kind::Flag, "Whether the page is found."),
    Key::new("boost", Kind::Text, "How much it counts."),
    Key::new("keywords", Kind::Texts, "Further words to find it by."),
];

static ROBOTS: &[Key] = &[
    Key::new("index", Kind::Flag, "Whether search engines may list the page."),
    Key::new("follow", Kind::Flag, "Whether they may follow its links."),
];

static LINT: &[Key] = &[
    Key::new("allow", Kind::Texts, "The names of the rules."),
    Key::new("reason", Kind::Text, "Why, for those who look later."),
    Key::new("until", Kind::Date, "The last day on which it holds."),
];

const PARTS_OF_SPEECH: &[&str] =
    &["noun", "proper-noun", "verb", "adjective", "adverb", "phrase", "prefix", "suffix"];

/// The keys of a glossary entry.
pub static TERM_KEYS: &[Key] = &[
    Key::new("term", Kind::Text, "The preferred form of the word."),
    Key::new("slug", Kind::Text, "Its anchor on the glossary page."),
    Key::new("abbreviation", Kind::Text, "Its abbreviation, matched by exact case."),
    Key::new("expands_to", Kind::Text, "What the term stands for, if it is short."),
    Key::new("aliases", Kind::Texts, "Other forms that lead here."),
    Key::new("avoid", Kind::Texts, "Forms that lead here, but should not be used."),
    Key::new("short", Kind::Text, "A definition of a dozen words."),
    Key::new("plain_alternative", Kind::Text, "Plain words to put first."),
    Key::new("clinical", Kind::Text, "A definition for staff."),
    Key::new("pronunciation", Kind::Text, "How it is said, stress in capitals."),
    Key::new("ipa", Kind::Text, "How it is said, in the phonetic alphabet."),
    Key::new("part_of_speech", Kind::Choice(PARTS_OF_SPEECH), "What kind of word it is."),
    Key::new("article", Kind::Text, "The main article about it: a name or a path."),
    Key::new("see_also", Kind::Texts, "Other entries, by name or file name."),
    Key::new(
        "confusable_with",
        Kind::Groups(CONFUSABLE),
        "Entries that readers mix up with it.",
    ),
    Key::new("broader", Kind::Texts, "Entries of wider meaning."),
    Key::new("narrower", Kind::Texts, "Entries of narrower meaning."),
    Key::new("audience", Kind::Texts, "For whom the entry is; nothing means for all."),
    Key::new("codes", Kind::Groups(CODE), "Codes of clinical terminologies."),
    Key::new("references", Kind::Texts, "Keys in data/references.yaml."),
    Key::new("sources", Kind::Texts, "The same as references."),
    Key::new("status", Kind::Choice(STATUSES), "Whether readers see the entry."),
    Key::new("reviewed", Kind::Date, "The last review."),
    Key::new("review_due", Kind::Date, "When the next review is due."),
    Key::new("reviewers", Kind::Groups(REVIEWER), "Who checked it, as what, and when."),
    Key::new("reviewer", Kind::Text, "One who checked it: an id in data/people.yaml."),
    Key::new("owner", Kind::Text, "Who answers for it: an id in data/people.yaml."),
    Key::new(
        "link",
        Kind::Choice(&["first", "every-section", "never"]),
        "Which mentions are marked.",
    ),
    Key::new("match", Kind::Group(MATCH), "How mentions are found."),
    Key::new(
        "sample",
        Kind::Flag,
        "Demonstration content that no clinician has reviewed.",
    ),
    Key::new("extra", Kind::Anything, "The site's own data for its own templates."),
    Key::new("lint", Kind::Groups(LINT), "Rules that are waived here, and why."),
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
    &[Key::new("case", Kind::Choice(&["exact", "any"]), "Whether capitals count.")];

static CONFUSABLE: &[Key] = &[
    Key::new("term", Kind::Text, "The other word."),
    Key::new("difference", Kind::Text, "How they differ, in a line."),
];
