//! Marks that the words of a line show.

use std::ops::Range;

use super::tag::Closed;
use super::told::{Inline, Told, WORDS};
use super::{FoundMarkup, block, of_block};
use crate::base::{floor, holds};
use crate::yaml::shown;

/// Marks of a merge that stopped half-way.
pub(super) const CONFLICT: &str = "conflict";

/// Endings that say what is between two marks, wherever they stand in a line.
struct MarkPair {
    kind: &'static str,
    open: &'static str,
    close: &'static str,
    what: &'static str,
    help: &'static str,
}

/// Bytes that a mark within a line may have.
const LONGEST_MARK: usize = 2000;

const CHOOSE: &str = "write the words that you want, without the marks";

/// In the order in which they are looked for: the longer mark first.
const PAIRS: &[MarkPair] = &[
    MarkPair {
        kind: "shortcode",
        open: "{{<",
        close: ">}}",
        what: "a shortcode of Hugo",
        help: WORDS,
    },
    MarkPair {
        kind: "shortcode",
        open: "{{%",
        close: "%}}",
        what: "a shortcode of Hugo",
        help: WORDS,
    },
    MarkPair {
        kind: "include",
        open: "{{#",
        close: "}}",
        what: "a mark of mdBook",
        help: "write `![[_snippets/NAME.md]]`, with the path below `site-content/`",
    },
    MarkPair {
        kind: "value",
        open: "{{",
        close: "}}",
        what: "a value of a template",
        help: "write the words that are to stand there",
    },
    MarkPair {
        kind: "tag",
        open: "{%",
        close: "%}",
        what: "a tag of a template",
        help: WORDS,
    },
    MarkPair {
        kind: "change",
        open: "{++",
        close: "++}",
        what: "a mark of a suggested change",
        help: CHOOSE,
    },
    MarkPair {
        kind: "change",
        open: "{--",
        close: "--}",
        what: "a mark of a suggested change",
        help: CHOOSE,
    },
    MarkPair {
        kind: "change",
        open: "{~~",
        close: "~~}",
        what: "a mark of a suggested change",
        help: CHOOSE,
    },
    MarkPair {
        kind: "change",
        open: "{==",
        close: "==}",
        what: "a mark of a suggested change",
        help: CHOOSE,
    },
    MarkPair {
        kind: "change",
        open: "{>>",
        close: "<<}",
        what: "a remark on a suggested change",
        help: CHOOSE,
    },
];

/// Between which marks programs run something.
const RUN: MarkPair = MarkPair {
    kind: "tag",
    open: "<%",
    close: "%>",
    what: "a tag of a template",
    help: WORDS,
};

/// The marks in the bytes `body` of `text` that are not code.
pub(super) fn marks(
    text: &str,
    body: &Range<usize>,
    code: &[Range<usize>],
) -> Vec<FoundMarkup> {
    let mut found = Vec::new();
    let is_code = |at: usize| {
        let next = code.partition_point(|range| range.end <= at);
        code.get(next).is_some_and(|range| range.start <= at)
    };
    let closed = Closed::of(&text[body.clone()]);
    let mut start = body.start;
    for whole in text[body.clone()].split_inclusive('\n') {
        let line = whole.trim_end();
        let lead = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let words = &line[lead..];
        let at = start + lead;
        if !words.is_empty() && !is_code(at) {
            let one = of_line(line, lead, words);
            let is_whole = one.is_some();
            found.extend(one.map(|(kind, message, help)| FoundMarkup {
                kind,
                range: at..start + line.len(),
                message,
                help,
            }));
            if !is_whole && holds(words, TRIGGERS) {
                within(words, at, &closed, &is_code, &mut found);
            }
        }
        start += whole.len();
    }
    found
}

/// With what a mark within a line begins.
const TRIGGERS: &[u8; 6] = b"{[<'\\+";

/// A mark that takes the whole line; `lead` bytes of the line stand before `words`.
#[expect(clippy::too_many_lines, reason = "one kind of line after the other")]
fn of_line(line: &str, lead: usize, words: &str) -> Option<Told> {
    let shown_mark = |mark: &str| format!("a line with `{mark}` makes no block");
    match words.as_bytes()[0] {
        b'<' | b'>' | b'|' if lead == 0 => {
            conflict(line).or_else(|| super::wiki::of_line(words))
        }
        _ if line.starts_with(">>>>>>> ") => conflict(line),
        b':' if words.starts_with(":::") => {
            let rest = words.trim_start_matches(':').trim_start();
            let name = rest.trim_start_matches(['{', '.', ' ']);
            let (kind, title) = kind_and_title(name)?;
            Some((of_block(kind, "colons"), shown_mark(":::"), block(kind, title.trim_end_matches('}'))))
        }
        b'!' | b'?' if words.starts_with("!!!") || words.starts_with("???") => {
            let mark = &words[..3];
            let name = words[3..].trim_start_matches('+').strip_prefix(' ')?;
            let (kind, title) = kind_and_title(name.trim_start())?;
            let kind = if mark == "???" { "details" } else { kind };
            Some((of_block(kind, "admonition"), shown_mark(mark), block(kind, title)))
        }
        b'/' if words.starts_with("/// ") => {
            let (kind, title) = kind_and_title(words[4..].trim())?;
            Some((of_block(kind, "slashes"), shown_mark("///"), block(kind, title.trim_start_matches([' ', '|']))))
        }
        b'=' if words.starts_with("=== \"") || words.starts_with("=== '") => {
            let title = words[4..].trim_matches(['"', '\'']);
            let help = format!(
                "write a heading instead, such as `### {}`, and its text without the spaces \
                 before it",
                shown(title)
            );
            Some(("tab", "a line with `===` makes no tab".to_owned(), help))
        }
        b'+' if is_grid(words) => {
            let columns = words.matches('+').count().saturating_sub(1).max(1);
            let help = format!(
                "write the header between bars, below it `|{}`, and a line for each row",
                "---|".repeat(columns)
            );
            Some(("grid", "a frame of `+` and `-` makes no table".to_owned(), help))
        }
        b'.' if words.starts_with(".. ") => {
            let (name, title) = words[3..].split_once("::")?;
            let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
            let help = match name {
                "image" | "figure" => {
                    format!("write what it shows: `![…]({})`", shown(title.trim()))
                }
                _ => block(name, title),
            };
            is_name.then(|| (of_block(name, "directive"), shown_mark(".."), help))
        }
        b'-' if words.starts_with("--8<--") => Some((
            "include",
            format!("`{}` is shown as it stands", shown(words)),
            "write `![[_snippets/NAME.md]]`, with the path below `site-content/`".to_owned(),
        )),
        b'i' if is_import(words) => Some((
            "import",
            format!("`{}` is shown as it stands", shown(words)),
            "take it out; pages run no scripts".to_owned(),
        )),
        b'r' if is_rule(words) => Some((
            "rule",
            format!("`{}` is shown as it stands", shown(words)),
            "take it out; for a place to link to, write `{#NAME}` behind the heading above"
                .to_owned(),
        )),
        _ if is_contents(words) => Some((
            "contents",
            format!("`{}` is shown as it stands", shown(words)),
            "take it out: every page lists its headings by itself".to_owned(),
        )),
        _ => super::wiki::of_line(words),
    }
}

/// The first word, and the rest of the line.
fn kind_and_title(name: &str) -> Option<(&str, &str)> {
    let end = name
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
        .unwrap_or(name.len());
    let (kind, title) = name.split_at(end);
    let starts = kind.starts_with(|c: char| c.is_ascii_alphabetic());
    // What is joined to the word is a part of it, and no title.
    let title = title.trim_start_matches(['}', '+', '{']);
    let is_title = title.is_empty() || title.starts_with([' ', '\t', '"', '[', '|']);
    starts.then(|| (kind, if is_title { title.trim() } else { "" }))
}

fn conflict(line: &str) -> Option<Told> {
    let mark = ["<<<<<<<", ">>>>>>>", "|||||||"].into_iter().find(|mark| {
        line.strip_prefix(mark)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })?;
    Some((
        CONFLICT,
        format!("`{mark}` marks two versions of a text, and the page shows both"),
        "keep the version that is right, and take the other and the lines with the marks out"
            .to_owned(),
    ))
}

fn is_grid(words: &str) -> bool {
    words.len() > 4
        && words.ends_with('+')
        && words.bytes().all(|byte| b"+-=:".contains(&byte))
        && words.contains(['-', '='])
}

fn is_import(words: &str) -> bool {
    let is_module = words.contains(" from '")
        || words.contains(" from \"")
        || (words.starts_with("import '") || words.starts_with("import \""))
            && words.contains("./");
    words.starts_with("import ") && is_module && words.ends_with(['\'', '"', ';'])
}

/// `r[items.fn]` alone in its line.
fn is_rule(words: &str) -> bool {
    let inside = words.strip_prefix("r[").and_then(|rest| rest.strip_suffix(']'));
    inside.is_some_and(|name| {
        !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b))
    })
}

fn is_contents(words: &str) -> bool {
    let words = words.trim_start_matches(['*', '-', ' ']);
    if !words.starts_with(['[', '{', '$', '@', '_']) {
        return false;
    }
    matches!(
        words.to_ascii_lowercase().as_str(),
        "[toc]"
            | "[[toc]]"
            | "[[_toc_]]"
            | "{:toc}"
            | "{: toc}"
            | "${toc}"
            | "{toc}"
            | "@[toc]"
            | "__toc__"
            | "{{toc}}"
            | "{{ toc }}"
            | "[toc levels=2]"
            | "[[toc levels=2]]"
    )
}

/// Marks anywhere in the words of a line, which begin at byte `start` of the text.
fn within(
    words: &str,
    start: usize,
    closed: &Closed<'_>,
    is_code: &dyn Fn(usize) -> bool,
    found: &mut Vec<FoundMarkup>,
) {
    let mut at = 0;
    let next =
        |at: usize| words.as_bytes()[at..].iter().position(|b| TRIGGERS.contains(b));
    while let Some(further) = next(at) {
        at += further;
        let rest = &words[at..];
        let is_escaped = words[..at].ends_with('\\');
        let mark = if is_escaped || is_code(start + at) {
            None
        } else {
            match rest.as_bytes()[0] {
                b'[' => word_press(rest).or_else(|| closed.square(rest)),
                b'{' => pair(rest)
                    .or_else(|| role(rest))
                    .or_else(|| closed.curly(&words[..at], rest)),
                b'<' => pair_of(&RUN, rest),
                b'\\' => super::wiki::command(&words[..at], rest),
                _ => super::wiki::doubled(&words[..at], rest),
            }
        };
        let Some((kind, length, message, help)) = mark else {
            at += 1;
            continue;
        };
        let range = start + at..start + at + length;
        found.push(FoundMarkup { kind, range, message, help });
        at += length;
    }
}

fn pair(rest: &str) -> Option<Inline> {
    PAIRS.iter().find_map(|pair| pair_of(pair, rest))
}

fn pair_of(pair: &MarkPair, rest: &str) -> Option<Inline> {
    rest.starts_with(pair.open).then_some(())?;
    // One that goes on in the next line is one as well.
    let rest = &rest[..floor(rest, LONGEST_MARK)];
    let length = rest.find(pair.close).map_or(rest.len(), |end| end + pair.close.len());
    let inside = rest[pair.open.len()..length].trim_end_matches(pair.close).trim();
    if inside.is_empty() {
        return None;
    }
    let written = shown(&rest[..length]);
    let message = format!("`{written}` is {}, and is shown as it stands", pair.what);
    Some((pair.kind, length, message, pair.help.to_owned()))
}

/// `{ref}` before words between backticks.
fn role(rest: &str) -> Option<Inline> {
    let rest = &rest[..floor(rest, LONGEST_MARK)];
    let (name, after) = rest.strip_prefix('{')?.split_once('}')?;
    let is_name = !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:".contains(&b));
    let length = name.len() + 2;
    (is_name && after.starts_with('`')).then(|| {
        (
            "role",
            length,
            format!("`{{{name}}}` is shown as it stands"),
            "write the words alone, or a link: `[words](file.md)`".to_owned(),
        )
    })
}

/// `[caption id="x"]`.
fn word_press(rest: &str) -> Option<Inline> {
    let rest = &rest[..floor(rest, LONGEST_MARK)];
    let inside = &rest[1..rest.find(']')?];
    let (name, attributes) = inside.split_once(' ')?;
    let is_name = !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let (key, value) = attributes.split_once('=')?;
    let is_attribute = !key.is_empty()
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
        && value.starts_with(['"', '\'', '\u{201c}', '\u{201d}']);
    let length = inside.len() + 2;
    (is_name && is_attribute && !rest[length..].starts_with('(')).then(|| {
        let written = shown(&rest[..length]);
        (
            "word-press",
            length,
            format!("`{written}` is a shortcode of WordPress, and is shown as it stands"),
            WORDS.to_owned(),
        )
    })
}
