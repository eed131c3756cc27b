//! YAML with the place of every value, so that each fault is told at its own line.
//!
//! Two parsers read each block: one for the values, one for their places. They are joined
//! here, and no value is ever taken from the second.

mod days;
mod doubt;
mod fields;
mod invisible;
mod join;
mod key;
mod lines;
mod parser_words;
mod places;
mod readers;
mod slips;
mod value;

use std::ops::Range;

use crate::base::{FileId, Span, floor};
use crate::diagnostic::{
    BAD_CONFIGURATION, BAD_DATA_FILE, BAD_DATE, BAD_FRONT_MATTER, BAD_VALUE,
    DUPLICATE_KEY, Diagnostic, FILE_TOO_LARGE, Outcome, Rule, UNKNOWN_CONFIGURATION_KEY,
    UNKNOWN_KEY, WRONG_TYPE,
};

pub use fields::Fields;
pub use key::{Key, KeyKind};
pub use value::{Mapping, MappingEntry, Value, ValueKind, shown};

/// Levels of nesting that a block may have.
const MOST_LEVELS: usize = 64;
/// How many faults of one block are told: for each the rest of the block is looked through.
const MOST_FAULTS: usize = 20;

/// The rules that a block is judged by, and how large it may be.
#[derive(Debug)]
pub struct BlockRules {
    /// What messages call the block, such as "front matter".
    pub what: &'static str,
    /// Bytes that it may have.
    pub most_bytes: usize,
    /// Not well-formed.
    pub syntax: &'static Rule,
    /// A value of the wrong kind.
    pub wrong_type: &'static Rule,
    /// Not a date.
    pub bad_date: &'static Rule,
    /// None of the values that a key takes.
    pub bad_value: &'static Rule,
    /// A key that nobody reads.
    pub unknown_key: &'static Rule,
    /// A key that stands twice.
    pub duplicate_key: &'static Rule,
}

/// How the front matter of articles and terms is judged.
pub static FRONT_MATTER: BlockRules = BlockRules {
    what: "the front matter",
    most_bytes: 64 * 1024,
    syntax: &BAD_FRONT_MATTER,
    wrong_type: &WRONG_TYPE,
    bad_date: &BAD_DATE,
    bad_value: &BAD_VALUE,
    unknown_key: &UNKNOWN_KEY,
    duplicate_key: &DUPLICATE_KEY,
};

/// How the files in `data/` are judged.
pub static RECORDS: BlockRules = BlockRules {
    what: "this file",
    most_bytes: 5 * 1024 * 1024,
    syntax: &BAD_DATA_FILE,
    wrong_type: &WRONG_TYPE,
    bad_date: &BAD_DATE,
    bad_value: &BAD_VALUE,
    unknown_key: &UNKNOWN_KEY,
    duplicate_key: &DUPLICATE_KEY,
};

/// How `site.yaml` is judged.
pub static CONFIGURATION: BlockRules = BlockRules {
    what: "`site.yaml`",
    most_bytes: 5 * 1024 * 1024,
    syntax: &BAD_CONFIGURATION,
    wrong_type: &BAD_CONFIGURATION,
    bad_date: &BAD_DATE,
    bad_value: &BAD_CONFIGURATION,
    unknown_key: &UNKNOWN_CONFIGURATION_KEY,
    duplicate_key: &DUPLICATE_KEY,
};

/// Reads the bytes `range` of a file's text as one YAML mapping.
///
/// `None`: nothing in it can be trusted, and a finding says why. An empty block is an
/// empty mapping.
pub fn parse(
    file: FileId,
    text: &str,
    range: Range<usize>,
    rules: &BlockRules,
) -> Outcome<Option<Mapping>> {
    let block = &text[range.clone()];
    let at = |inside: Range<usize>| {
        Span::new(file, inside.start + range.start..inside.end + range.start)
    };
    if block.len() > rules.most_bytes {
        let first_line = 0..block.find('\n').unwrap_or(block.len()).min(80);
        let found = Diagnostic::new(
            &FILE_TOO_LARGE,
            at(floor_range(block, first_line)),
            format!(
                "{} is {} kB long, and at most {} kB are read",
                rules.what,
                block.len().div_ceil(1024),
                rules.most_bytes / 1024,
            ),
        )
        .with_help("move long texts out of it");
        return Outcome::new(None, vec![found]);
    }
    let hidden = invisible::find(block, rules);
    if !hidden.is_empty() {
        // Whatever else is found may come of these.
        let found = hidden.into_iter().map(|fault| fault.into_diagnostic(&at)).collect();
        let mapping = match (places::find(block, rules), join::read(block)) {
            (Ok(Some(places)), Ok(raw)) => {
                join::join(raw, &places, block, &at, rules).value
            }
            _ => None,
        };
        return Outcome::new(mapping, found);
    }
    let places = match places::find(block, rules) {
        Ok(Some(places)) => places,
        Ok(None) => return Outcome::new(Some(Mapping::empty(at(0..0))), Vec::new()),
        Err(faults) => {
            let found = faults.into_iter().map(|fault| fault.into_diagnostic(&at));
            return Outcome::new(None, found.collect());
        }
    };
    match join::read(block) {
        Ok(raw) => join::join(raw, &places, block, &at, rules),
        Err(error) => {
            let found = slips::explain(block, error.offset, &error.message, rules)
                .into_iter()
                .map(|fault| fault.into_diagnostic(&at));
            Outcome::new(None, found.collect())
        }
    }
}

/// A fault inside a block, before its place in the file is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct BlockFault {
    rule: &'static Rule,
    range: Range<usize>,
    message: String,
    help: String,
    /// What is put in the place of what, where that mends it for certain.
    patch: Option<(Range<usize>, String)>,
}

impl BlockFault {
    fn into_diagnostic(self, at: &impl Fn(Range<usize>) -> Span) -> Diagnostic {
        let found =
            Diagnostic::new(self.rule, at(self.range), self.message).with_help(self.help);
        match self.patch {
            Some((range, text)) => found.with_patch(at(range), text),
            None => found,
        }
    }
}

/// The range with both ends moved back to where a character begins.
fn floor_range(text: &str, range: Range<usize>) -> Range<usize> {
    let end = floor(text, range.end);
    floor(text, range.start).min(end)..end
}

#[cfg(test)]
mod tests;
