//! A kind of trouble, with the text that `engraft explain` shows.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// A reader would notice, or a reviewer must decide.
    Warning,
    /// Would publish something broken or wrong: nothing is published.
    Error,
}

impl Severity {
    /// One step less; a note is the least.
    #[must_use]
    pub fn eased(self) -> Self {
        match self {
            Severity::Error => Severity::Warning,
            Severity::Warning | Severity::Note => Severity::Note,
        }
    }

    /// The word for it, as people write it in `site.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A kind of trouble.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable code for machines: a letter for the group and three digits, never reused.
    pub code: &'static str,
    /// What people see and write: kebab-case, the fault and not the wish.
    pub name: &'static str,
    /// Severity unless the site changes it.
    pub severity: Severity,
    /// What the finding means, in a sentence or two.
    pub meaning: &'static str,
    /// Why it matters to a reader or to the team.
    pub why: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// Where the rule comes from: a specification, a WCAG criterion, or Engraft's design.
    pub source: &'static str,
}
