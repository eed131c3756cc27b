//! Spaces that are none to YAML, where it needs an ordinary one: in front of a line, behind a
//! hyphen or a colon.

use super::{BlockFault, BlockRules, MOST_FAULTS};
use crate::base::{invisible_name, invisible_start};

/// The places in a block where an invisible character stands for a space. What may stand
/// inside of a text of several lines is left alone.
pub(super) fn find(block: &str, rules: &BlockRules) -> Vec<BlockFault> {
    let mut found = Vec::new();
    if block.is_ascii() {
        return found;
    }
    let mut start = 0;
    // How deep the key is whose text of several lines this may be.
    let mut text_below = None;
    for line in block.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n');
        let plain = bare.trim_start_matches(' ');
        let indent = bare.len() - plain.len();
        if text_below.is_some_and(|key| plain.is_empty() || indent > key) {
            start += line.len();
            continue;
        }
        text_below = bare.ends_with(['|', '>']).then_some(indent);
        if let Some(at) = place(bare)
            && let Some((length, name, c)) = invisible_start(&bare[at..])
            && found.len() < MOST_FAULTS
        {
            let range = start + at..start + at + length;
            let spaces = if at == 0 {
                " ".repeat(bare[..length].chars().count())
            } else {
                " ".to_owned()
            };
            found.push(BlockFault {
                rule: rules.syntax,
                range: range.clone(),
                message: format!(
                    "{name} (U+{:04X}) stands where YAML takes only an ordinary space",
                    u32::from(c)
                ),
                help: "type `engraft check --fix`, or delete what looks like a space here and type one"
                    .to_owned(),
                patch: Some((range, spaces)),
            });
        }
        start += line.len();
    }
    found
}

/// Where in a line the first invisible character stands that YAML needs as a space.
fn place(line: &str) -> Option<usize> {
    let begins = |rest: &str| {
        let rest = rest.trim_start_matches(' ');
        rest.chars().next().and_then(invisible_name).is_some()
    };
    if begins(line) {
        return Some(0);
    }
    let content = line.trim_start_matches(' ');
    let indent = line.len() - content.len();
    if let Some(rest) = content.strip_prefix('-')
        && begins(rest)
    {
        return Some(indent + 1);
    }
    let colon = content.find(':')?;
    let is_key = content[..colon]
        .trim_start_matches("- ")
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    (is_key && colon > 0 && begins(&content[colon + 1..])).then_some(indent + colon + 1)
}
