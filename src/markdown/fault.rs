//! What is wrong with a text itself.

use std::ops::Range;

use crate::diagnostic::Rule;

/// A fault of the text itself; `article` and `check` turn it into a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The rule.
    pub rule: &'static Rule,
    /// Where.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
}

/// A fault, and the edit that mends it: the bytes that are replaced, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The fault.
    pub fault: Fault,
    /// The edit, where it is certain.
    pub patch: Option<(Range<usize>, String)>,
}
