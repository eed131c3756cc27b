//! Values that YAML reads otherwise than they look: marks that a word processor curled, and
//! text that YAML takes for a note.

use std::ops::Range;

use super::shown;

/// What is odd about the way in which a value is written: where, why, and what to type.
pub(super) struct Doubt {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// What the value should be, where that is certain.
    pub(super) instead: Option<String>,
}

/// Looks at a value without quotation marks: the bytes `range` of a block.
pub(super) fn doubt(block: &str, range: &Range<usize>) -> Option<Doubt> {
    let written = block.get(range.clone())?;
    let swallowed = || swallowed(range, written);
    lost(block, range, written).or_else(|| curled(range, written)).or_else(swallowed)
}

/// `- food` and below it, further in, `- drink`: YAML reads one entry.
fn swallowed(range: &Range<usize>, written: &str) -> Option<Doubt> {
    let (_, below) = written.split_once('\n')?;
    let item = below.lines().find_map(|line| line.trim_start().strip_prefix("- "))?;
    Some(Doubt {
        range: range.clone(),
        message: format!("`- {}` is read as a part of the line above", shown(item)),
        help: "begin both lines in the same column".to_owned(),
        instead: None,
    })
}

/// `Ward #5`: YAML takes what stands behind ` #` for a note. A note that is meant as one has
/// a space behind its mark, or begins with a letter behind a value.
fn lost(block: &str, range: &Range<usize>, written: &str) -> Option<Doubt> {
    let line = block[range.end..].split('\n').next()?;
    let note = line.trim();
    let first = note.strip_prefix('#')?.chars().next()?;
    let is_cut = match written {
        "" => first.is_alphanumeric(),
        _ => first.is_ascii_digit() && line.starts_with([' ', '\t']),
    };
    if !is_cut {
        return None;
    }
    let start = range.end + line.len() - line.trim_start().len();
    let whole = format!("{written} {note}").replace('"', "\\\"");
    Some(Doubt {
        range: start..start + note.len(),
        message: format!(
            "`{}` is not read: YAML takes what stands behind `#` for a note",
            shown(note)
        ),
        help: format!(
            "put the whole value between quotation marks: `\"{}\"`",
            shown(&whole)
        ),
        instead: None,
    })
}

/// What stands between the curly quotation marks around a value.
pub(super) fn uncurled(written: &str) -> Option<&str> {
    written
        .strip_prefix(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{201a}'])?
        .strip_suffix(['\u{201d}', '\u{201c}', '\u{2019}', '\u{2018}'])
}

/// A value between curly quotation marks with straight ones in their place.
pub(super) fn straightened(inside: &str) -> String {
    format!("\"{}\"", inside.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `“words”`: to YAML these are letters like any other.
fn curled(range: &Range<usize>, written: &str) -> Option<Doubt> {
    let inside = uncurled(written)?;
    Some(Doubt {
        range: range.clone(),
        message: "the curly quotation marks around this value are read as part of it"
            .to_owned(),
        help: format!(
            "write `\"{}\"`; to keep the curly ones, put straight ones around them",
            shown(&inside.replace('"', "\\\""))
        ),
        instead: Some(straightened(inside)),
    })
}
