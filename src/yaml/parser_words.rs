//! A parser's own message in an author's words.

use std::ops::Range;

use super::lines::{is_word, line_at};
use super::{BlockFault, BlockRules};

/// Parts of parsers' messages, with what they mean and what to do; the first that fits
/// holds.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "mapping values are not allowed",
        "a colon stands where none can be read",
        "put the whole value between quotation marks, or mend the indentation",
    ),
    (
        "illegal placement of ':'",
        "a colon stands where none can be read",
        "put the whole value between quotation marks, or mend the indentation",
    ),
    ("tab", "a tab stands where only spaces may indent", "replace the tab by two spaces"),
    (
        "expected '-'",
        "this line is not indented like the list it stands in",
        "begin every item of a list in the same column, with `- `",
    ),
    (
        "block sequence entries",
        "a list begins where none can be read",
        "put the list on the lines below its key, each item with `- `",
    ),
    (
        "expected key",
        "this line is not indented like the lines around it",
        "begin all keys of a group in the same column",
    ),
    (
        "simple key",
        "this line has no colon behind its key",
        "write a key, a colon, a space and a value",
    ),
    ("flow", "a list or group in brackets is not closed", "close it with `]` or `}`"),
    (
        "escape",
        "a backslash in quotation marks begins no known escape",
        "write the backslash twice, or use single quotation marks",
    ),
    (
        "quoted scalar",
        "a quotation mark is not closed",
        "close the value with the mark that opens it",
    ),
    (
        "indentation",
        "this line is not indented like the lines around it",
        "begin all keys of a group in the same column",
    ),
    (
        "anchor",
        "a value begins with `*` or `&`, which YAML reads as something else",
        "put the value between quotation marks",
    ),
    (
        "directive",
        "a line begins with `%`, which YAML reads as something else",
        "remove the line, or put the value between quotation marks",
    ),
];

/// The parser's message in plain words.
pub(super) fn translated(
    block: &str,
    offset: usize,
    message: &str,
    rules: &BlockRules,
) -> BlockFault {
    let (what, help) = WORDS
        .iter()
        .find(|(part, _, _)| message.contains(part))
        .map_or(("this line is not well-formed YAML", None), |&(_, what, help)| {
            (what, Some(help))
        });
    // At the very end of a block there is nothing to see: the last line with text serves.
    let seen = offset.min(block.trim_end().len());
    let line = line_at(block, seen);
    if let Some(fault) = indented_key(block, &line, message, rules) {
        return fault;
    }
    let start = if seen < line.end { seen } else { line.start };
    BlockFault {
        rule: rules.syntax,
        range: super::floor_range(block, start..line.end),
        message: what.to_owned(),
        help: help.map_or_else(
            || "write a key, a colon, a space and a value: `title: …`".to_owned(),
            str::to_owned,
        ),
        patch: None,
    }
}

/// ` key: value` below `key: value`: a space too many makes it a part of the value above.
fn indented_key(
    block: &str,
    line: &Range<usize>,
    message: &str,
    rules: &BlockRules,
) -> Option<BlockFault> {
    let content = block[line.clone()].trim_start();
    let indent = line.len() - content.len();
    let key = &content[..content.find(": ")?];
    let is_stopped_at_colon = ["mapping values", "illegal placement"];
    let is_slip = is_stopped_at_colon.iter().any(|part| message.contains(part));
    (is_slip && indent > 0 && is_word(key)).then(|| BlockFault {
        rule: rules.syntax,
        range: line.start..line.start + indent + key.len(),
        message: "this line is indented, as if it went on with the value above".to_owned(),
        help: format!("take the spaces before `{key}` away, or put the value above between quotation marks"), patch: None })
}
