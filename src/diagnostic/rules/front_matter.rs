//! Rules about the grey block that opens an article or a term.

use crate::diagnostic::{Rule, Severity};

/// The front matter is not well-formed YAML.
pub static BAD_FRONT_MATTER: Rule = Rule {
    code: "F001",
    name: "bad-front-matter",
    severity: Severity::Error,
    meaning: "The front matter is not well-formed YAML.",
    why: "None of its values can be trusted, so the page cannot be published.",
    mend: "Mend the line shown. A value that holds a colon, or begins with `*`, `@`, `!`, `[` or `{`, goes between quotation marks.",
    source: "YAML 1.2.2",
};

/// The front matter begins with `---` but has no second `---` line.
pub static UNCLOSED_FRONT_MATTER: Rule = Rule {
    code: "F002",
    name: "unclosed-front-matter",
    severity: Severity::Error,
    meaning: "The front matter begins with `---` but has no second `---` line.",
    why: "The whole page would be taken for settings.",
    mend: "Write `---` alone on a line below the last setting.",
    source: "Engraft's own rule",
};

/// The file does not begin with front matter.
pub static MISSING_FRONT_MATTER: Rule = Rule {
    code: "F003",
    name: "missing-front-matter",
    severity: Severity::Error,
    meaning: "The file does not begin with front matter.",
    why: "Without it the page has no title.",
    mend: "Begin the file with a line `---`, a line `title: …` and another line `---`.",
    source: "WCAG 2.4.2 Page Titled",
};

/// An article has no title, or a term no name.
pub static MISSING_TITLE: Rule = Rule {
    code: "F004",
    name: "missing-title",
    severity: Severity::Error,
    meaning: "An article has no title, or a term no name.",
    why: "The title is the heading of the page, the name in menus, and what a screen reader says first.",
    mend: "Add `title: …` (in a glossary entry `term: …`).",
    source: "WCAG 2.4.2 Page Titled",
};

/// A key has a value of the wrong kind, such as a list where one word is meant.
pub static WRONG_TYPE: Rule = Rule {
    code: "F005",
    name: "wrong-type",
    severity: Severity::Error,
    meaning: "A key has a value of the wrong kind, such as a list where one word is meant.",
    why: "The value cannot be used, and the page would be published without it.",
    mend: "Write the value as the help line shows.",
    source: "Engraft's own rule",
};

/// A date is not a day of the calendar in the form year-month-day.
pub static BAD_DATE: Rule = Rule {
    code: "F006",
    name: "bad-date",
    severity: Severity::Error,
    meaning: "A date is not a day of the calendar in the form year-month-day.",
    why: "Forms such as 02/03/2026 mean different days in different countries, and a wrong review date is a safety matter.",
    mend: "Write year-month-day, such as 2026-01-31.",
    source: "ISO 8601",
};

/// A key stands twice.
pub static DUPLICATE_KEY: Rule = Rule {
    code: "F007",
    name: "duplicate-key",
    severity: Severity::Error,
    meaning: "A key stands twice.",
    why: "Only one of the two values could hold, and nobody could tell which was meant.",
    mend: "Remove one of the two lines.",
    source: "YAML 1.2.2, section 3.2.1.3",
};

/// The front matter has a key that Engraft does not know.
pub static UNKNOWN_KEY: Rule = Rule {
    code: "F008",
    name: "unknown-key",
    severity: Severity::Warning,
    meaning: "The front matter has a key that Engraft does not know.",
    why: "A misspelt key is a setting that does not hold.",
    mend: "Correct the spelling; data of your own goes below `extra:`.",
    source: "Engraft's own rule",
};

/// A key has a value that is none of those it takes.
pub static BAD_VALUE: Rule = Rule {
    code: "F009",
    name: "bad-value",
    severity: Severity::Error,
    meaning: "A key has a value that is none of those it takes.",
    why: "The page would be published otherwise than you meant.",
    mend: "Choose one of the values in the help line.",
    source: "Engraft's own rule",
};

/// A person, contact or reference is named that the data files do not hold.
pub static UNKNOWN_RECORD: Rule = Rule {
    code: "F010",
    name: "unknown-record",
    severity: Severity::Error,
    meaning: "A person, contact or reference is named that the data files do not hold.",
    why: "Readers would miss a name, a telephone number or a source.",
    mend: "Add the record to the file in `data/`, or correct the id.",
    source: "Engraft's own rule",
};

/// A file in `data/` is not well-formed YAML.
pub static BAD_DATA_FILE: Rule = Rule {
    code: "F011",
    name: "bad-data-file",
    severity: Severity::Error,
    meaning: "A file in `data/` is not well-formed YAML.",
    why: "None of its people, contacts or references can be trusted, and pages name them.",
    mend: "Mend the line shown. A value that holds a colon, or begins with `*`, `@`, `!`, `[` or `{`, goes between quotation marks.",
    source: "YAML 1.2.2",
};

/// A code does not have the form or the check digit of its terminology.
pub static BAD_CODE: Rule = Rule {
    code: "F012",
    name: "bad-code",
    severity: Severity::Error,
    meaning: "A code does not have the form or the check digit of its terminology.",
    why: "A health record that opens this page by its code would find nothing, or a page about something else.",
    mend: "Copy the code again from the terminology's own browser, and keep it between quotation marks.",
    source: "SNOMED CT (Verhoeff check digit), LOINC (mod 10), ICD-10, ICD-11, MeSH, RxNorm, dm+d",
};

/// The terminology of a code is not known, or the edition that is needed is not named.
pub static UNCLEAR_CODE_SYSTEM: Rule = Rule {
    code: "F013",
    name: "unclear-code-system",
    severity: Severity::Warning,
    meaning: "The terminology of a code is not known, or the edition that is needed is not named.",
    why: "One code means different things in different editions of ICD-10, and a code without a known system cannot be looked up.",
    mend: "Write one of the known systems, and for ICD-10 the year: `{system: icd-10-cm, version: \"2026\", code: D89.81}`.",
    source: "HL7 Infobutton",
};

/// A value is read otherwise than it looks.
pub static DOUBTFUL_VALUE: Rule = Rule {
    code: "F014",
    name: "doubtful-value",
    severity: Severity::Warning,
    meaning: "A value in front matter, a data file or `site.yaml` is read otherwise than it looks.",
    why: "YAML takes what stands behind ` #` for a note, keeps curly quotation marks as letters, and reads `food, drink` as one word and not as two. The page would show what nobody meant.",
    mend: "Type what the finding says: straight quotation marks around a text, and `[food, drink]` for a list.",
    source: "YAML 1.2.2",
};

/// A tag has no letter or digit.
pub static TAG_WITHOUT_LETTERS: Rule = Rule {
    code: "F095",
    name: "tag-without-letters",
    severity: Severity::Warning,
    meaning: "A tag has no letter or digit, such as `+`.",
    why: "Its page would have no address, so the tag is left out.",
    mend: "Write the tag in words.",
    source: "Engraft's own rule",
};

/// A field that is plain text holds Markdown.
pub static MARKUP_IN_PLAIN_TEXT: Rule = Rule {
    code: "F080",
    name: "markup-in-plain-text",
    severity: Severity::Warning,
    meaning: "A field that is plain text, such as `title` or `description`, holds Markdown.",
    why: "Lists, menus, search engines and screen readers show it as it is typed, with its brackets and stars.",
    mend: "Write the words alone, as the finding says. Links belong to the text.",
    source: "Engraft's own rule",
};

/// A contact's `phone` shows a number that its link does not dial: `phone_link` reaches another telephone, or `phone` holds two numbers, or lost its 0.
pub static OTHER_NUMBER_DIALLED: Rule = Rule {
    code: "F070",
    name: "other-number-dialled",
    severity: Severity::Error,
    meaning: "A contact's `phone` shows a number that its link does not dial: `phone_link` reaches another telephone, or `phone` holds two numbers, or lost its 0.",
    why: "Readers see one number and their telephone dials another, which may belong to nobody.",
    mend: "Take `phone_link` out: the link is made from `phone`. Where it is needed, write the same number in both, with the country's code in the link.",
    source: "RFC 3966; Engraft's own rule",
};

/// A rule is waived for a file that has no such finding.
pub static UNUSED_WAIVER: Rule = Rule {
    code: "F060",
    name: "unused-waiver",
    severity: Severity::Warning,
    meaning: "A rule is waived under `lint` in a file that has no finding of it.",
    why: "A waiver that nobody needs any more would hide the next mistake of its kind.",
    mend: "Take the rule out of `allow`; where nothing else is left there, delete `lint`.",
    source: "Engraft's own rule",
};

/// The last day of a waiver has passed.
pub static EXPIRED_WAIVER: Rule = Rule {
    code: "F061",
    name: "expired-waiver",
    severity: Severity::Warning,
    meaning: "The last day of a waiver under `lint` has passed, and its findings count again.",
    why: "Somebody wanted this to be looked at again by that day.",
    mend: "Mend what is found and take the waiver out, or set a new day as `until`.",
    source: "Engraft's own rule",
};

/// A key of another program says that readers do not see the page, or not yet.
pub static WITHHELD_ELSEWHERE: Rule = Rule {
    code: "F100",
    name: "withheld-elsewhere",
    severity: Severity::Warning,
    meaning: "A key of another program, such as `publish: false` or `expiryDate`, says that readers do not see a page, or not yet, or no longer.",
    why: "Engraft holds the page back as that program does. Whoever opens the file next looks for `status`, `publish_on` and `expires_on`.",
    mend: "Write what the finding says; `engraft check --fix` does it where it is certain.",
    source: "Front matter of Hugo, Jekyll, Docusaurus, Eleventy, Obsidian and others",
};

/// Something may hold the page back, and what it says cannot be read.
pub static UNCLEAR_WITHHOLDING: Rule = Rule {
    code: "F101",
    name: "unclear-withholding",
    severity: Severity::Error,
    meaning: "A line of the front matter may hold a page back, and what it says cannot be read.",
    why: "A page that nobody has approved could be published.",
    mend: "Write `status: draft` to hold the page back, `publish_on` or `expires_on` with a day, or take the line out.",
    source: "Engraft's own rule",
};
