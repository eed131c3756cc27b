//! Marks that are not read because of a character that nobody sees or that an editor put in
//! front of them: what stands there instead is certain.

use super::{is_line_start, line_from};
use crate::base::invisible_start;
use crate::diagnostic::STRAY_MARKUP;
use crate::markdown::document::{Document, NodeKind};
use crate::markdown::fault::{Fault, Mend};
use crate::yaml::shown;

/// How many of one text are told.
const MOST: usize = 100;

/// Every repair of the words of `document`.
pub(in crate::markdown) fn repairs(document: &Document<'_>, text: &str) -> Vec<Mend> {
    let mut found = Vec::new();
    let mut node = 0;
    while node < document.nodes.len() && found.len() < MOST {
        let here = &document.nodes[node];
        node = match here.kind {
            NodeKind::Removed | NodeKind::CodeBlock { .. } | NodeKind::HtmlBlock => {
                here.end
            }
            NodeKind::Text(_) => {
                if is_line_start(document, node) {
                    found.extend(hidden(text, here.range.start));
                }
                found.extend(escaped(document, text, node));
                node + 1
            }
            _ => node + 1,
        };
    }
    found
}

/// A mark in its place, and what stands there afterwards.
fn mend(
    range: std::ops::Range<usize>,
    message: String,
    help: String,
    replacement: String,
) -> Mend {
    let place = range.clone();
    let fault = Fault { rule: &STRAY_MARKUP, range, message, help: Some(help) };
    Mend { fault, patch: Some((place, replacement)) }
}

/// `##` and a no-break space, or one in front of a mark, at the start of a line.
fn hidden(text: &str, start: usize) -> Option<Mend> {
    // The library leaves spaces at the start of a line out of its words.
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let start = if text[line_start..start].trim_start_matches([' ', '>']).is_empty() {
        start
    } else {
        return None;
    };
    let line = &text[line_from(text, start)];
    let (before, mark, after) = match invisible_start(line) {
        Some((length, ..)) => {
            let mark = mark_of(&line[length..])?;
            (length, mark, line[length + mark..].starts_with([' ', '\t']))
        }
        None => (0, mark_of(line)?, false),
    };
    let rest = &line[before + mark..];
    let behind = invisible_start(rest).filter(|(length, ..)| *length < rest.len());
    let (at, name, c, length) = match behind {
        Some((length, name, c)) => (before + mark, name, c, length),
        None if before > 0 && after => {
            let (length, name, c) = invisible_start(line)?;
            (0, name, c, length)
        }
        None => return None,
    };
    let sign = &line[before..before + mark];
    if !is_meant(
        text,
        start,
        sign,
        &rest[rest.len().min(if at == 0 { 0 } else { length })..],
    ) {
        return None;
    }
    let (range, replacement) = if at == 0 {
        // What indents an item of a list stays as deep.
        let depth =
            if sign.starts_with('#') { 0 } else { line[..length].chars().count() };
        (start..start + length, " ".repeat(depth))
    } else {
        let depth = if sign.starts_with('#') || before == 0 {
            0
        } else {
            line[..before].chars().count()
        };
        (start..start + at + length, format!("{}{sign} ", " ".repeat(depth)))
    };
    let what = if sign.starts_with('#') { "a heading" } else { "an item of a list" };
    let place = if at == 0 { "before" } else { "behind" };
    Some(mend(
            range,
            format!(
            "{name} (U+{:04X}) stands {place} `{sign}`, which makes {what} only with an ordinary space",
            u32::from(c)
        ),
            "type `engraft check --fix`, or delete what looks like a space there and type one"
            .to_owned(),
            replacement,
        ))
}

/// How long the mark of a heading or of an item is that a line begins with.
fn mark_of(line: &str) -> Option<usize> {
    let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&hashes) {
        return Some(hashes);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits)? {
        b'.' | b')' if (1..=9).contains(&digits) => Some(digits + 1),
        b'-' | b'*' | b'+' if digits == 0 => Some(1),
        _ => None,
    }
}

/// Whether a sign at the start of a line is a mark: `1.` may be a day, and `-` a minus.
fn is_meant(text: &str, start: usize, sign: &str, words: &str) -> bool {
    if sign.starts_with(['-', '+']) {
        return !words.trim_start().starts_with(|c: char| c.is_ascii_digit());
    }
    if !sign.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let is_numbered = |line: &str| {
        let line = line.trim_start();
        line.starts_with(|c: char| c.is_ascii_digit()) && mark_of(line).is_some()
    };
    let above = text[..start].trim_end_matches('\n').rsplit('\n').next().unwrap_or("");
    let below = text[start..].split('\n').nth(1).unwrap_or("");
    is_numbered(above) || is_numbered(below)
}

/// `\[\[NAME\]\]`, as editors write what they take for brackets.
fn escaped(document: &Document<'_>, text: &str, node: usize) -> Option<Mend> {
    let first = document.nodes[node].range.start;
    let start = first.checked_sub(1)?;
    if !text.as_bytes()[start..].starts_with(b"\\[") {
        return None;
    }
    let line = &text[line_from(text, start)];
    if let Some(rest) = line.strip_prefix("\\[\\[") {
        let end = rest.find(']')?;
        let name = rest[..end].trim_end_matches('\\');
        let close = &rest[name.len()..];
        let close =
            ["\\]\\]", "]]"].into_iter().find(|marks| close.starts_with(marks))?;
        if name.trim().is_empty() || name.contains(['[', '\\']) {
            return None;
        }
        let length = 4 + name.len() + close.len();
        return Some(mend(
            start..start + length,
            "a backslash keeps these brackets from being a link".to_owned(),
            format!("write `[[{}]]`", shown(name)),
            format!("[[{name}]]"),
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::markdown::scan;

    #[test]
    fn marks_that_something_hides_are_repaired() {
        for (text, after) in [
            ("##\u{a0}What helps\n", "## What helps\n"),
            ("words\n-\u{a0}one\n", "words\n- one\n"),
            ("*\u{2009}one\n", "* one\n"),
            ("1.\u{a0}one\n2.\u{a0}two\n", "1. one\n2. two\n"),
            ("\u{200b}## What\n", "## What\n"),
            ("- a\n\u{a0}\u{a0}- b\n", "- a\n  - b\n"),
            ("See \\[\\[GVHD\\]\\] now.\n", "See [[GVHD]] now.\n"),
            ("See \\[\\[GVHD]] now.\n", "See [[GVHD]] now.\n"),
        ] {
            let outline = scan(text, 0..text.len(), "Title");
            let mut mended = text.to_owned();
            for mend in outline.mends.iter().rev() {
                let (range, words) = mend.patch.clone().unwrap();
                mended.replace_range(range, &words);
            }
            assert_eq!(mended, after, "{:?}", outline.mends);
        }
    }

    #[test]
    fn what_is_meant_so_is_left_alone() {
        for text in [
            "1.\u{a0}January 2026 was cold.\n",
            "-\u{a0}5 degrees\n",
            "words\u{a0}## words\n",
            "`\\[\\[GVHD\\]\\]`\n",
            "```\n##\u{a0}x\n```\n",
            "\\[a\\] and \\[!x]\n",
            ">\u{a0}words\n",
            "## What\u{a0}helps\n",
        ] {
            let outline = scan(text, 0..text.len(), "Title");
            assert_eq!(outline.mends, Vec::new(), "{text:?}");
        }
    }
}
