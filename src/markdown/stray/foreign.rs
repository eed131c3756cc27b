//! Marks of other programs: highlights, formulas, lists of attributes, codes of emoji, notes
//! within a line, and tildes that strike nothing out.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{LONGEST_LINK, MOST_LOOKED_AT, Stray, is_escaped, link_from};
use crate::base::floor;
use crate::markdown::document::{Document, NodeKind};
use crate::markdown::formula::formulas;
use crate::yaml::shown;

/// Marks anywhere in the bytes `words` of `text`.
pub(super) fn within(text: &str, words: &Range<usize>, found: &mut Vec<Stray>) {
    let source = &text[words.clone()];
    let start = words.start;
    if source.contains("==") {
        highlights(text, words, found);
    }
    if source.contains('$') && !is_escaped(text, start) {
        found.extend(formulas(source).into_iter().map(|formula| {
            Stray {
            range: start + formula.start..start + formula.end,
            message: format!("`{}` is not set as a formula", shown(&source[formula])),
            help: "write it without `$`: `x^2^` raises and `CO~2~` lowers; show a longer \
                   one as a picture"
                .to_owned(),
        }
        }));
    }
    found.extend(places(source, '{').filter_map(|at| attributes(text, start + at)));
    emoji(text, words, found);
    found.extend(places(source, '^').filter_map(|at| inline_note(text, start + at)));
    if source.contains("~~") {
        let open = source.match_indices("~~").map(|(at, _)| start + at);
        found.extend(open.filter_map(|at| unclosed(text, at)).take(1));
        found.extend(places(source, '~').find_map(|at| thrice(text, start + at)));
    }
}

fn places(source: &str, sign: char) -> impl Iterator<Item = usize> + '_ {
    source.match_indices(sign).map(|(at, _)| at).take(MOST_LOOKED_AT)
}

/// `==words==`.
fn highlights(text: &str, words: &Range<usize>, found: &mut Vec<Stray>) {
    let source = &text[words.clone()];
    let is_sum = |c: char| c.is_alphanumeric() || "=!<>+-*/\\".contains(c);
    let mut done = 0;
    for (at, _) in source.match_indices("==") {
        let before = text[..words.start + at].chars().next_back();
        let inside = &source[at + 2..];
        // `{==` is told as the mark of another program.
        if at < done || before.is_some_and(|c| is_sum(c) || c == '{') {
            continue;
        }
        let Some(length) = inside.find("==") else { return };
        let (inner, after) = (&inside[..length], &inside[length + 2..]);
        let is_tight = |c: char| c.is_whitespace() || c == '=';
        if inner.is_empty()
            || inner.starts_with(is_tight)
            || inner.ends_with(is_tight)
            || after.starts_with(is_sum)
        {
            continue;
        }
        done = at + 2 + length + 2;
        let inner = shown(inner);
        found.push(Stray {
            range: words.start + at..words.start + done,
            message: "`==` marks nothing here".to_owned(),
            help: format!("write `**{inner}**`, or `<mark>{inner}</mark>`"),
        });
    }
}

/// `{width=50%}`, `{.class}`, `{: .class}` or `{#id}`, with the brace at byte `start`.
fn attributes(text: &str, start: usize) -> Option<Stray> {
    let line = link_from(text, start);
    let inside = &line[1..line.find('}')?];
    let mut parts = inside.strip_prefix(':').unwrap_or(inside).split_whitespace();
    let is_name = |name: &str| {
        name.starts_with(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c))
    };
    let is_attribute = |part: &str| match part.split_once('=') {
        Some((name, value)) => is_name(name) && !value.is_empty() && !value.contains('{'),
        None => part.strip_prefix(['.', '#']).is_some_and(is_name),
    };
    let before = text[..start].chars().next_back();
    let near = floor(text, start.saturating_sub(LONGEST_LINK));
    let above = text[near..start].rsplit('\n').next().unwrap_or("");
    if above.trim_start().starts_with(":::") {
        return None; // That is told as the mark of a block.
    }
    let rest = &text[start + inside.len() + 2..];
    let is_last = {
        let rest = rest.trim_start_matches([' ', '\t']);
        rest.is_empty() || rest.starts_with('\n')
    };
    let is_behind = before.is_none_or(|c| ")]`*\n".contains(c)) || is_last;
    // `{.class}` is nothing else, wherever it stands; `{name=value}` may be an example.
    let is_class = |part: &str| part.strip_prefix('.').is_some_and(is_name);
    let is_class = !inside.trim().is_empty() && parts.clone().all(is_class);
    let is_list = !inside.trim().is_empty() && parts.all(is_attribute);
    let is_template =
        before.is_some_and(|c| "{$#%\\".contains(c)) || rest.starts_with('}');
    (is_list && (is_behind || is_class) && !is_template).then(|| Stray {
        range: start..start + inside.len() + 2,
        message: format!("`{{{}}}` is shown as it stands", shown(inside)),
        help: "take it out: sizes, classes and the like belong to the theme".to_owned(),
    })
}

/// `:smile:`.
fn emoji(text: &str, words: &Range<usize>, found: &mut Vec<Stray>) {
    let source = &text[words.clone()];
    let is_edge = |c: char| c.is_alphanumeric() || "_:/`".contains(c);
    let mut done = 0;
    for at in places(source, ':') {
        let before = text[..words.start + at].chars().next_back();
        if at < done || before.is_some_and(is_edge) || is_escaped(text, words.start + at)
        {
            continue;
        }
        let rest = &source[at + 1..];
        let is_of_code =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_+-".contains(c);
        let length = rest.find(|c| !is_of_code(c)).unwrap_or(rest.len());
        let code = &rest[..length];
        let end = at + 1 + length + 1;
        let has_letters = code.bytes().filter(u8::is_ascii_lowercase).count() > 1;
        if !rest[length..].starts_with(':')
            || !(has_letters || matches!(code, "+1" | "-1" | "x" | "o" | "100"))
            || text[words.start + end..].starts_with(is_edge)
        {
            continue;
        }
        done = end;
        found.push(Stray {
            range: words.start + at..words.start + end,
            message: format!("`:{code}:` is shown as it stands"),
            help: "type the sign itself, or a word for it".to_owned(),
        });
    }
}

/// `^[a note]`, with the first sign at byte `start`.
fn inline_note(text: &str, start: usize) -> Option<Stray> {
    let line = link_from(text, start);
    let note = line.strip_prefix("^[")?;
    let note = &note[..note.find(']')?];
    (note.contains(' ') && !is_escaped(text, start)).then(|| Stray {
        range: start..start + note.len() + 3,
        message: "a note within the line is not read".to_owned(),
        help: format!("write `[^1]` here, and `[^1]: {}` on a line below", shown(note)),
    })
}

/// `~~` that opens words which nothing closes.
fn unclosed(text: &str, start: usize) -> Option<Stray> {
    let before = text[..start].chars().next_back();
    let after = text[start + 2..].chars().next();
    let opens = before.is_none_or(char::is_whitespace)
        && after.is_some_and(char::is_alphanumeric);
    opens.then(|| Stray {
        range: start..start + 2,
        message: "`~~` strikes nothing out here".to_owned(),
        help: "write it right before the first and right behind the last letter"
            .to_owned(),
    })
}

/// `~~~words~~~` within a line, which strikes nothing out, with the first sign at `start`.
fn thrice(text: &str, start: usize) -> Option<Stray> {
    const SIGNS: &str = "~~~";
    let line = link_from(text, start);
    let is_first = !text[..start].ends_with(['~', '\\']);
    let rest = line.strip_prefix(SIGNS).filter(|_| is_first)?;
    let words = &rest[..rest.find(SIGNS)?];
    let is_struck = words.starts_with(char::is_alphanumeric)
        && !words.ends_with(char::is_whitespace)
        && !rest[words.len() + SIGNS.len()..].starts_with('~');
    is_struck.then(|| Stray {
        range: start..start + SIGNS.len() + words.len() + SIGNS.len(),
        message: "three tildes strike nothing out".to_owned(),
        help: format!("write `~~{}~~`", shown(words)),
    })
}

/// Links and roles of reStructuredText: `` :ref:`words` `` and `` `words <address>`_ ``.
pub(super) fn roles(document: &Document<'_>, text: &str, found: &mut Vec<Stray>) {
    /// Letters of the name of a role.
    const LONGEST: usize = 30;
    for this in &document.nodes {
        let range = this.range.clone();
        let NodeKind::Code(words) = &this.kind else { continue };
        if !text[range.clone()].starts_with('`') {
            continue;
        }
        let before = &text[floor(text, range.start.saturating_sub(LONGEST))..range.start];
        let role = before.strip_suffix(':').and_then(|before| {
            let name = &before[before.rfind(':')? + 1..];
            let is_name = !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
                && !before[..before.len() - name.len() - 1]
                    .ends_with(|c: char| c.is_alphanumeric() || c == ':');
            is_name.then_some(name.len() + 2)
        });
        let link = words.strip_suffix('>').and_then(|words| words.rsplit_once(" <"));
        let is_link = text[range.end..].starts_with('_');
        let (range, help) = match (role, link) {
            (None, Some((words, address))) if is_link => (
                range.start
                    ..range.end + 1 + usize::from(text[range.end..].starts_with("__")),
                format!("write `[{}]({})`", shown(words), shown(address)),
            ),
            (Some(role), _) => (
                range.start - role..range.end,
                "write a link in brackets, `[words](FILE.md)`, or the words alone"
                    .to_owned(),
            ),
            _ => continue,
        };
        found.push(Stray {
            message: format!("`{}` is shown as it stands", shown(&text[range.clone()])),
            range,
            help,
        });
    }
}

/// Remarks and anchors of Obsidian.
pub(super) fn asides(document: &Document<'_>, text: &str, found: &mut Vec<Stray>) {
    found.extend(document.asides.iter().map(|range| {
        let written = text[range.clone()].trim();
        let start = range.end - text[range.clone()].trim_start().len();
        let help = if written.starts_with('^') {
            "take it out, and link to the heading above: `[[PAGE#HEADING]]`"
        } else {
            "take it out, or write `<!-- words -->` for a remark"
        };
        Stray {
            range: start..start + written.len(),
            message: format!("`{}` is left out of the page", shown(written)),
            help: help.to_owned(),
        }
    }));
}

/// Remarks of Obsidian that begin in one cell, heading or link and end elsewhere: readers
/// see them.
pub(super) fn long_remarks(document: &Document<'_>, text: &str, found: &mut Vec<Stray>) {
    let mut open: Option<usize> = None;
    let mut node = 0;
    while node < document.nodes.len() {
        let this = &document.nodes[node];
        node = match &this.kind {
            NodeKind::Removed | NodeKind::CodeBlock { .. } | NodeKind::HtmlBlock => {
                this.end
            }
            NodeKind::Text(words) if words.contains("%%") => {
                let Range { start, end } = this.range;
                for (at, _) in text[start..end].match_indices("%%") {
                    let at = start + at;
                    let is_free =
                        text[..at].chars().next_back().is_none_or(char::is_whitespace);
                    let ends = text[at + 2..]
                        .chars()
                        .next()
                        .is_none_or(|c| !c.is_alphanumeric());
                    match open {
                        Some(first) if ends => {
                            found.push(remark(text, first..at + 2));
                            open = None;
                        }
                        _ => open = (is_free && !is_escaped(text, at)).then_some(at),
                    }
                }
                node + 1
            }
            _ => node + 1,
        };
    }
}

fn remark(text: &str, range: Range<usize>) -> Stray {
    let written = shown(&text[range.clone()]);
    Stray {
        range,
        message: format!(
            "`{written}` is shown: a remark ends in the cell or line that it begins in"
        ),
        help: "take it out, or write `<!-- words -->` for a remark".to_owned(),
    }
}

/// Words between single tildes, which GitHub strikes out.
pub(super) fn single_tildes(document: &Document<'_>, text: &str, found: &mut Vec<Stray>) {
    if document.tildes.is_empty() {
        return;
    }
    let lowered = document.nodes.iter().filter(|node| node.kind == NodeKind::Lowered);
    let lowered: BTreeSet<usize> = lowered.map(|node| node.range.start).collect();
    for range in &document.tildes {
        let words = &text[range.start + 1..range.end - 1];
        let is_lowered = lowered.contains(&range.start);
        if !words.contains('~') && !is_lowered {
            let words = shown(words);
            found.push(Stray {
                range: range.clone(),
                message: "one `~` strikes nothing out".to_owned(),
                help: format!(
                    "write `~~{words}~~` to strike it out, or `\\~` where the sign is meant"
                ),
            });
        }
    }
}
