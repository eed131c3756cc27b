//! Where in the source the target of a link stands, so that a finding marks the target and
//! not the line.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::RefDefs;

use super::fault::Fault;
use crate::diagnostic::{EMBEDDED_PAGE, STRAY_MARKUP};
use crate::yaml::shown;

/// The places of the reference definitions of one text.
#[derive(Debug, Default)]
pub(super) struct Definitions(BTreeMap<String, (Range<usize>, String)>);

/// One definition of an address, `[name]: address`.
#[derive(Debug, Clone)]
pub(super) struct AddressDefinition {
    /// Its bytes in the file.
    pub(super) range: Range<usize>,
    /// Its name, in small letters.
    pub(super) name: String,
    /// The address.
    pub(super) address: String,
    /// Whether a link uses it.
    pub(super) is_used: bool,
}

/// Notes where each definition stands.
pub(super) fn definitions(defined: &RefDefs<'_>) -> Definitions {
    let noted = defined.iter().map(|(id, definition)| {
        (id.to_lowercase(), (definition.span.clone(), definition.dest.to_string()))
    });
    Definitions(noted.collect())
}

impl Definitions {
    /// All of them, in order, with whether they are in `used`; the text that they stand in
    /// begins at byte `offset` of the file.
    pub(super) fn judged(
        self,
        offset: usize,
        used: &BTreeSet<String>,
    ) -> Vec<AddressDefinition> {
        let judged =
            self.0.into_iter().map(|(name, (range, address))| AddressDefinition {
                range: range.start + offset..range.end + offset,
                is_used: used.contains(&name),
                name,
                address,
            });
        let mut judged: Vec<AddressDefinition> = judged.collect();
        judged.sort_by_key(|definition| definition.range.start);
        judged
    }

    /// The bytes of the address in the definition of `id`.
    pub(super) fn target(
        &self,
        text: &str,
        offset: usize,
        id: &str,
    ) -> Option<Range<usize>> {
        let (span, _) = self.0.get(&id.to_lowercase())?;
        let (start, end) = (span.start + offset, (span.end + offset).min(text.len()));
        let source = text.get(start..end)?;
        let colon = source.find("]:")? + 2;
        let address = destination(source, colon);
        Some(start + address.start..start + address.end)
    }
}

/// Whether the name in a wiki link is that of a file: it has an extension.
pub(super) fn is_file(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        (1..=5).contains(&extension.len())
            && extension.chars().all(|c| c.is_ascii_alphanumeric())
            && extension.chars().any(|c| c.is_ascii_alphabetic())
            && !stem.is_empty()
    })
}

/// Says that `![[page]]`, which shows a page or a part of one elsewhere, is a link here.
pub(super) fn embedded(name: &str, range: &Range<usize>) -> Fault {
    let help = "take the `!` away if a link is meant; what stands on several pages goes \
                into a snippet, such as `![[_snippets/name.md]]`";
    Fault {
        rule: &EMBEDDED_PAGE,
        range: range.clone(),
        message: format!("a page shows no other page, so `{}` is a link", shown(name)),
        help: Some(help.to_owned()),
    }
}

/// Says that `[![[_snippets/a.md]]](b.md)` holds a snippet: the library takes it for a picture
/// at `destination`.
pub(super) fn snippet_in_words(
    text: &str,
    destination: &str,
    range: &Range<usize>,
) -> Option<Fault> {
    let words = text[range.clone()].strip_prefix("![[")?;
    let path = destination.split('#').next().unwrap_or("");
    let is_markdown = |path: &str| {
        path.rsplit_once('.').is_some_and(|(_, kind)| kind.eq_ignore_ascii_case("md"))
    };
    let is_snippet = is_markdown(words.split(['|', '#', ']']).next()?);
    (is_snippet && is_markdown(path)).then(|| Fault {
        rule: &STRAY_MARKUP,
        range: range.clone(),
        message: "the words of a link cannot come from a snippet".to_owned(),
        help: Some(format!(
            "write the words themselves: `[words]({})`",
            shown(destination)
        )),
    })
}

/// The name in a wiki link and its bytes; `opening` is the length of `[[` or `![[`.
///
/// The library hands the target over raw: it may hold a line end and the `>` of a
/// quotation, and in a table cell the backslash that guards the `|`.
pub(super) fn wiki(
    text: &str,
    raw: &str,
    range: &Range<usize>,
    opening: usize,
) -> (String, Range<usize>) {
    let name = raw.strip_suffix('\\').unwrap_or(raw);
    let leading = name.len() - name.trim_start().len();
    let start = (range.start + opening + leading).min(range.end);
    let trimmed = name.trim();
    let end = (start + trimmed.len()).min(range.end);
    let span = if text.is_char_boundary(start) && text.is_char_boundary(end) {
        start..end
    } else {
        range.clone()
    };
    if !trimmed.contains('\n') {
        return (trimmed.to_owned(), span);
    }
    let lines = trimmed.split('\n').enumerate().map(|(number, line)| {
        let line = line.trim();
        if number == 0 { line } else { line.trim_start_matches(['>', ' ', '\t']) }
    });
    (lines.collect::<Vec<_>>().join(" "), span)
}

/// The bytes of the address in `[text](address "title")`.
pub(super) fn inline(text: &str, range: &Range<usize>) -> Range<usize> {
    let source = &text[range.clone()];
    let Some(bracket) = closing_bracket(source) else { return range.clone() };
    let address = destination(source, bracket);
    range.start + address.start..range.start + address.end
}

/// One past the `](` that ends the text of a link: the first at which brackets balance.
fn closing_bracket(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => depth += 1,
            b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && bytes.get(at + 1) == Some(&b'(') {
                    return Some(at + 2);
                }
            }
            _ => {}
        }
        at += 1;
    }
    source.find("](").map(|found| found + 2)
}

/// The bytes of the link destination that begins at or after `from` (`CommonMark` 6.3).
pub(super) fn destination(source: &str, from: usize) -> Range<usize> {
    let rest = &source[from..];
    let start = from + rest.len() - rest.trim_start().len();
    let bytes = source.as_bytes();
    if bytes.get(start) == Some(&b'<') {
        let end = source[start..].find('>').map_or(source.len(), |found| start + found);
        return start + 1..end.max(start + 1);
    }
    let mut depth = 0_usize;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            byte if byte.is_ascii_whitespace() => break,
            _ => {}
        }
        at += 1;
    }
    start..at.min(source.len())
}

/// `[[_TOC_]]`, by which other programs list the headings of a page: no name of a page.
pub(super) fn is_contents(name: &str) -> bool {
    ["_toc_", "toc"].iter().any(|mark| name.trim().eq_ignore_ascii_case(mark))
}
