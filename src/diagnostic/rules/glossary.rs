//! Rules about glossary entries.

use crate::diagnostic::{Rule, Severity};

/// Two glossary entries claim one name.
pub static DUPLICATE_TERM: Rule = Rule {
    code: "W001",
    name: "duplicate-term",
    severity: Severity::Error,
    meaning: "Two glossary entries claim one name.",
    why: "The word could be explained in two ways.",
    mend: "Take the name out of one of the two entries.",
    source: "Engraft's own rule",
};

/// A glossary entry has no definition.
pub static TERM_WITHOUT_DEFINITION: Rule = Rule {
    code: "W002",
    name: "term-without-definition",
    severity: Severity::Error,
    meaning: "A glossary entry has no definition.",
    why: "Readers would open an empty explanation.",
    mend: "Write one or two plain sentences below the front matter.",
    source: "WCAG 3.1.3 Unusual Words",
};

/// What pages show of a glossary entry is longer than 10 kB.
pub static LONG_EXPLANATION: Rule = Rule {
    code: "W040",
    name: "long-explanation",
    severity: Severity::Error,
    meaning: "What pages show of a glossary entry is longer than 10 kB.",
    why: "It stands on every page that uses the word: readers would not read it, and phones would \
          load it again and again.",
    mend: "Give the entry a `short` of a sentence or two, or divide its first paragraph.",
    source: "Engraft's own rule",
};
