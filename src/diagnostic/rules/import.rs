//! Rules about what comes from other programs: told once, when it is imported.

use crate::diagnostic::{Rule, Severity};

/// Something of a document was left out, or kept that its readers did not see.
pub static LEFT_OUT: Rule = Rule {
    code: "I180",
    name: "left-out",
    severity: Severity::Warning,
    meaning: "Something of a document was left out when it was imported, or kept that its readers did not see.",
    why: "Hidden text, comments and tracked changes are how drafts are published by accident; macros and embedded files are no part of a page.",
    mend: "Look at the document, and type into the article what readers need of it.",
    source: "Engraft's own rule",
};

/// The document does not say what something is, and it was guessed.
pub static GUESSED_STRUCTURE: Rule = Rule {
    code: "I181",
    name: "guessed-structure",
    severity: Severity::Note,
    meaning: "The document does not say what something is, and Engraft guessed when it was imported.",
    why: "Headings, lists and headers of tables are how screen readers find their way; how urgent a frame is cannot be guessed.",
    mend: "Read the place, and change it where the guess is wrong.",
    source: "WCAG 2.2, success criterion 1.3.1",
};

/// A tracked change of a number, a dose or a negation was accepted.
pub static CLINICAL_CHANGE: Rule = Rule {
    code: "I182",
    name: "clinical-change",
    severity: Severity::Warning,
    meaning: "A tracked change of a number, a dose or a negation was accepted when the document was imported.",
    why: "What was never settled in the document would be published as advice.",
    mend: "Compare the old and the new words with the source of the advice.",
    source: "Engraft's own rule",
};

/// A sign of a symbol font could not be read.
pub static UNKNOWN_SIGN: Rule = Rule {
    code: "I183",
    name: "unknown-sign",
    severity: Severity::Warning,
    meaning: "A sign of a symbol font could not be read; U+FFFD stands in its place.",
    why: "Without its `≥`, a temperature means something else.",
    mend: "Look at the document, and type the sign that stands there.",
    source: "Engraft's own rule",
};

/// A picture could not be taken over as it is.
pub static IMPORTED_PICTURE: Rule = Rule {
    code: "I184",
    name: "imported-picture",
    severity: Severity::Warning,
    meaning: "A picture could not be taken over as it is: browsers do not show its kind, it is not in the document, or its words are missing or a machine's.",
    why: "Readers would not see it, or not hear what it shows.",
    mend: "Put a picture beside the article that browsers show, and write what it shows.",
    source: "WCAG 2.2, success criterion 1.1.1",
};

/// A link leads where a page cannot lead, and its text was kept.
pub static IMPORTED_LINK: Rule = Rule {
    code: "I185",
    name: "imported-link",
    severity: Severity::Warning,
    meaning: "A link leads where a page cannot lead, such as to a file on somebody's computer; its text was kept.",
    why: "Readers would follow it to nothing.",
    mend: "Link to a page of the site, or to a whole address on the web.",
    source: "Engraft's own rule",
};

/// A document has no text.
pub static EMPTY_DOCUMENT: Rule = Rule {
    code: "I186",
    name: "empty-document",
    severity: Severity::Warning,
    meaning: "A document that was imported has no text.",
    why: "Its page would be empty; the document may hold only a scanned picture.",
    mend: "Write the article, or delete the file.",
    source: "Engraft's own rule",
};

/// A file could not be imported.
pub static NOT_IMPORTED: Rule = Rule {
    code: "I187",
    name: "not-imported",
    severity: Severity::Error,
    meaning: "A file could not be imported, and nothing of it was written.",
    why: "Half a document would look like a whole one.",
    mend: "Do what the finding says, most often: open the file, save it as .docx, and import it again.",
    source: "Engraft's own rule",
};

/// Something of another generator has no counterpart here.
pub static FOREIGN_SYNTAX: Rule = Rule {
    code: "I188",
    name: "foreign-syntax",
    severity: Severity::Warning,
    meaning: "Something of another generator has no counterpart here, and was left as it is or left out.",
    why: "Readers would see its source.",
    mend: "Write it in other words.",
    source: "Engraft's own rule",
};

/// Parts around the article were left out of a page.
pub static PAGE_TRIMMED: Rule = Rule {
    code: "I189",
    name: "page-trimmed",
    severity: Severity::Note,
    meaning: "Parts around the article, such as menus and lists of other pages, were left out when a page was imported.",
    why: "A page of the old site is more than its article; what is left out should be seen once.",
    mend: "Look at the old page whether readers miss any of it.",
    source: "Engraft's own rule",
};

/// An article is not published on the site that it came from.
pub static IMPORTED_AS_DRAFT: Rule = Rule {
    code: "I190",
    name: "imported-as-draft",
    severity: Severity::Warning,
    meaning: "An article came in as a draft, because the site that it was taken from does not publish it, or because its front matter cannot be read.",
    why: "What nobody was to read there would be read here.",
    mend: "Read the article, and take `status: draft` out when readers may have it.",
    source: "Engraft's own rule",
};
