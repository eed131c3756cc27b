//! Links and pictures that are not read: an address that is none, a space before it, or a
//! link within the words of another.

use std::ops::Range;

use super::{LONGEST_LINK, Stray, is_escaped, link_from};
use crate::base::floor;
use crate::markdown::document::{Document, NodeId, NodeKind};
use crate::yaml::shown;

/// Endings of the files that people link to.
const ENDINGS: &[&str] = &[
    "csv", "doc", "docx", "gif", "htm", "html", "jpeg", "jpg", "md", "mp3", "mp4", "odt",
    "pdf", "png", "pptx", "svg", "txt", "webp", "xlsx",
];

/// `[[` that makes no link: nothing closes it, the bar ends the cell of a table, or its
/// words hold a link.
pub(super) fn cross_link(
    text: &str,
    words: &Range<usize>,
    start: usize,
) -> Option<Stray> {
    if is_escaped(text, start) {
        return None;
    }
    let rest = link_from(text, start);
    let close = rest.find("]]").map(|close| start + close);
    let (message, help) = match close {
        None => ("this link is never closed", "write `]]` behind the name"),
        Some(_) if text[words.end..].starts_with('|') => (
            "the bar in this link ends the cell of the table",
            "write `\\|` for the bar in the link: `[[NAME\\|words]]`",
        ),
        Some(close) if close > words.end => (
            "the words of this link hold another link, so that it is not read",
            "take the brackets within its words out",
        ),
        Some(_) => return None,
    };
    let range = start..start + "[[".len();
    Some(Stray { range, message: message.to_owned(), help: help.to_owned() })
}

/// `](`, with an address that is none or words that hold a link; `middle` is where the
/// square bracket stands.
pub(super) fn link(text: &str, middle: usize) -> Option<Stray> {
    let open = opening(text, middle)?;
    if is_escaped(text, open) || is_escaped(text, middle) {
        return escaped(text, open, middle);
    }
    let rest = link_from(text, middle + 2);
    let Some(close) = closing(rest) else {
        return Some(Stray {
            range: open..middle + 2 + rest.len(),
            message: "the address of this link is never closed".to_owned(),
            help: "write `)` behind the address".to_owned(),
        });
    };
    let range = open..middle + 2 + close + 1;
    let address = rest[..close].trim();
    let words = &text[open + 1..middle];
    if words.contains(['[', ']']) {
        let (inside, help) = inner(words, address);
        let message =
            format!("the words of this link hold {inside}, so that it is not read");
        return Some(Stray { range, message, help });
    }
    if let Some(help) = unclosed_within(&text[open..=middle], address) {
        let message = "this link is not read: a sign in its address is never closed";
        return Some(Stray { range, message: message.to_owned(), help });
    }
    if !address.contains(' ') || address.contains(['"', '\'', '<']) {
        return None;
    }
    let is_picture = text[..open].ends_with('!');
    let (message, help) = with_space(&text[open..=middle], address, is_picture);
    Some(Stray { range, message: message.to_owned(), help })
}

/// `\\[words\\](address)`, as some editors save a link.
fn escaped(text: &str, open: usize, middle: usize) -> Option<Stray> {
    let rest = link_from(text, middle + 2);
    let address = &rest[..closing(rest)?];
    let words = text[open + 1..middle].trim_end_matches('\\');
    let is_link =
        is_address(address) && !words.trim().is_empty() && !words.contains(['[', ']']);
    is_link.then(|| Stray {
        range: open - usize::from(is_escaped(text, open))..middle + 2 + address.len() + 1,
        message: "a backslash before its bracket keeps this link from being read"
            .to_owned(),
        help: format!("write `[{}]({})`", shown(words), shown(address)),
    })
}

/// `[[words]](address)`: a link by its name, and an address that is shown.
pub(super) fn both(document: &Document<'_>, text: &str, found: &mut Vec<Stray>) {
    for this in &document.nodes {
        let range = &this.range;
        let written = &text[range.clone()];
        let is_named =
            matches!(this.kind, NodeKind::Link { .. }) && written.starts_with("[[");
        if !is_named || !text[range.end..].starts_with('(') {
            continue;
        }
        let rest = link_from(text, range.end + 1);
        let Some(address) = closing(rest).map(|close| &rest[..close]) else { continue };
        let name = written.trim_matches(['[', ']']);
        let words = name.rsplit('|').next().unwrap_or(name);
        if is_address(address) {
            found.push(Stray {
                range: range.start..range.end + 1 + address.len() + 1,
                message: "this link has a name and an address, and the address is shown"
                    .to_owned(),
                help: format!("write `[{}]({})`", shown(words), shown(address)),
            });
        }
    }
}

/// What is said of an address that holds a space; `words` are those of the link, in their
/// brackets.
fn with_space(words: &str, address: &str, is_picture: bool) -> (&'static str, String) {
    if let Some(name) = file_of_a_computer(address) {
        let name = if name.contains(' ') { format!("<{name}>") } else { name.to_owned() };
        return (
            "the address of this link is a place on one computer, which readers cannot reach",
            format!("put the file beside the page, and write `{words}({name})`"),
        );
    }
    if is_day(address) {
        let words = words.trim_matches(['[', ']']);
        return (
            "this link leads to a day, and to no page",
            format!("write `{}` alone, or where it leads", shown(words)),
        );
    }
    if let Some(picture) = without_size(address) {
        let mark = if is_picture { "!" } else { "" };
        return (
            "a size stands in the address of this picture",
            format!("write `{mark}{words}({picture})`: the theme chooses the size"),
        );
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-');
    let better = if address.chars().all(is_number) {
        format!("tel:{}", address.replace([' ', '-'], ""))
    } else {
        joined(address).unwrap_or_else(|| format!("<{address}>"))
    };
    ("the address of this link holds a space", format!("write `{words}({better})`"))
}

/// The name of a file on a disk or in a network of Windows.
fn file_of_a_computer(address: &str) -> Option<&str> {
    let bytes = address.as_bytes();
    let is_drive = bytes.len() > 2
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && matches!(bytes[2], b'\\' | b'/');
    let is_elsewhere =
        is_drive || address.starts_with("\\\\") || address.starts_with("file:");
    address.rsplit(['\\', '/']).next().filter(|name| is_elsewhere && !name.is_empty())
}

/// `12 3 2024` and `2024-03-12 `: a day, which nobody dials.
fn is_day(address: &str) -> bool {
    let parts: Vec<&str> = address.split([' ', '-', '.']).collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    parts.iter().all(is_number)
        && matches!(&lengths[..], [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2])
}

/// `picture.png` of `picture.png =200x100`.
fn without_size(address: &str) -> Option<&str> {
    let (picture, size) = address.rsplit_once(" =")?;
    let is_size = size.starts_with(|c: char| c.is_ascii_digit() || c == 'x')
        && size.chars().all(|c| c.is_ascii_digit() || matches!(c, 'x' | '%' | '*'));
    (is_size && !picture.trim().contains(' ')).then_some(picture.trim())
}

/// `mailto:ward@example.org` of `mailto: ward@example.org`.
fn joined(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.trim_end();
    let known = ["mailto", "tel", "http", "https"];
    let is_known = known.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let rest = match scheme {
        "tel" => rest.replace(' ', ""),
        _ => rest.trim_start().to_owned(),
    };
    (is_known && !rest.contains(' ')).then(|| format!("{scheme}:{rest}"))
}

/// What to type for an address that opens an angle bracket or the quotation marks of a title
/// and does not close them; `words` stand before it, brackets and all.
fn unclosed_within(words: &str, address: &str) -> Option<String> {
    if address.starts_with('<') && !address.contains('>') {
        return Some(format!("write `{words}({}>)`", shown(address)));
    }
    let (path, title) = address.split_once(" \"")?;
    let title = title.trim();
    let is_open = !path.contains('<') && !title.is_empty() && !title.contains('"');
    is_open.then(|| format!("write `{words}({} \"{}\")`", path.trim(), shown(title)))
}

/// What the words of a link hold that is a link itself, and what to type.
fn inner(words: &str, address: &str) -> (&'static str, String) {
    let plain = shown(&plain(words));
    let link = format!("`[{plain}]({})`", shown(address));
    match words.find("[^").map(|start| &words[start..]) {
        Some(mark) => {
            let mark = &mark[..mark.find(']').map_or(mark.len(), |end| end + 1)];
            let link = link.trim_end_matches('`');
            ("the mark of a note", format!("write the mark behind it: {link}{mark}`"))
        }
        None if words.contains("[@") => {
            ("a reference", format!("write {link}, and the reference behind it"))
        }
        None => ("another link", format!("write {link}")),
    }
}

/// The words of a piece of Markdown without its marks.
fn plain(words: &str) -> String {
    let without = |words: &str, mark: &str| {
        let mut parts = words.split(mark);
        let first = parts.next().unwrap_or("").to_owned();
        let rest = parts.filter_map(|part| part.split_once(']')).map(|(_, rest)| rest);
        rest.fold(first, |words, rest| words + rest)
    };
    let words = without(&without(words, "[^"), "[@");
    let document = crate::markdown::parse(&words, 0..words.len(), "");
    let roots = document.roots().map(|root| document.text_of(root));
    let plain: String = roots.collect();
    plain.replace(['[', ']'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `[words] (address)`, with the closing bracket at byte `middle`.
pub(super) fn gap(text: &str, middle: usize) -> Option<Stray> {
    let rest = link_from(text, middle + 1);
    let address = rest.trim_start_matches(' ').strip_prefix('(')?;
    let space = rest.len() - address.len() - 1;
    let close = closing(address)?;
    let open = opening(text, middle)?;
    let words = &text[open + 1..middle];
    if space == 0
        || !is_address(&address[..close])
        || words.trim().is_empty()
        || words.contains(['[', ']'])
        || words.starts_with('^')
        || is_escaped(text, open)
        || is_escaped(text, middle)
    {
        return None;
    }
    let (words, address) = (shown(words), shown(&address[..close]));
    Some(Stray {
        range: open..middle + 1 + space + 1 + close + 1,
        message: "a space stands between the words of this link and its address"
            .to_owned(),
        help: format!("write `[{words}]({address})`"),
    })
}

/// `(words)[address]`, with the round bracket at byte `middle`.
pub(super) fn turned(text: &str, middle: usize) -> Option<Stray> {
    let rest = link_from(text, middle + 2);
    let address = &rest[..rest.find(']')?];
    let start = floor(text, middle.saturating_sub(LONGEST_LINK));
    let before = text[start..middle].rsplit('\n').next().unwrap_or("");
    let open = middle - before.len() + before.rfind('(')?;
    if !is_address(address) || is_escaped(text, middle + 1) || open + 1 == middle {
        return None;
    }
    let words = shown(&text[open + 1..middle]);
    Some(Stray {
        range: open..middle + 2 + address.len() + 1,
        message: "the brackets of this link are the wrong way round".to_owned(),
        help: format!("write `[{words}]({})`", shown(address)),
    })
}

/// `[words]` and nothing else in a paragraph or an item.
pub(super) fn alone(
    document: &Document<'_>,
    text: &str,
    node: NodeId,
    words: &Range<usize>,
) -> Option<Stray> {
    let above = node.checked_sub(1)?;
    let is_whole =
        matches!(document.nodes[above].kind, NodeKind::Paragraph | NodeKind::Item)
            && document.nodes[above].end == super::last_of(document, node, words.end);
    let name = text[words.clone()].trim().strip_prefix('[')?.strip_suffix(']')?;
    let is_name = name.starts_with(char::is_alphanumeric)
        && name.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !name.contains(['[', ']'])
        // That is told as the mark of another program.
        && !name.eq_ignore_ascii_case("toc");
    (is_whole && is_name && !is_escaped(text, words.start)).then(|| Stray {
        range: words.clone(),
        message: "these brackets make no link".to_owned(),
        help: format!(
            "write `[[{0}]]` for a link to the page of that name, or `\\[{0}]`",
            shown(name)
        ),
    })
}

/// Pictures and links whose words hold what cannot be followed there. Pictures are shown.
pub(super) fn nested(document: &Document<'_>, text: &str, found: &mut Vec<Stray>) {
    for (node, this) in document.nodes.iter().enumerate() {
        let inside = &document.nodes[node + 1..this.end];
        match &this.kind {
            NodeKind::Image { .. } => {
                let inside = inside.iter().find_map(|inner| match inner.kind {
                    NodeKind::Link { .. } => Some("a link"),
                    NodeKind::Citation { .. } => Some("a reference"),
                    NodeKind::FootnoteReference(_) => Some("the mark of a note"),
                    NodeKind::Include { .. } => Some("a snippet"),
                    NodeKind::Image { .. } => Some("another picture"),
                    _ => None,
                });
                found.extend(inside.map(|inside| {
                    Stray {
                    range: this.range.clone(),
                    message: format!("the words of this picture hold {inside}"),
                    help: "write its words without brackets; what leads elsewhere stands \
                           before or behind the picture"
                        .to_owned(),
                }
                }));
            }
            NodeKind::Link { has_text: true, .. } => {
                let marks = inside.windows(2).find_map(|pair| match pair {
                    [open, mark] => match (&open.kind, &mark.kind) {
                        (NodeKind::Text(open), NodeKind::Text(words))
                            if open.ends_with('[') && words.starts_with('^') =>
                        {
                            Some(&mark.range)
                        }
                        _ => None,
                    },
                    _ => None,
                });
                found.extend(marks.map(|mark| Stray {
                    range: this.range.clone(),
                    message: "the words of this link hold the mark of a note".to_owned(),
                    help: format!(
                        "write `[{}]` behind the link",
                        shown(text[mark.clone()].trim_end_matches(']'))
                    ),
                }));
            }
            _ => {}
        }
    }
}

/// The square bracket that the one at byte `middle` closes, on the same line.
pub(super) fn opening(text: &str, middle: usize) -> Option<usize> {
    let start = floor(text, middle.saturating_sub(LONGEST_LINK));
    let before = text[start..middle].rsplit('\n').next().unwrap_or("");
    let start = middle - before.len();
    let mut depth = 0;
    for (at, sign) in before.bytes().enumerate().rev() {
        match sign {
            // An escaped one is meant as text: the caller leaves it alone.
            b'[' if depth == 0 => return Some(start + at),
            b'[' | b']' if is_escaped(text, start + at) => {}
            b']' => depth += 1,
            b'[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The round bracket that closes what `rest` begins in: the one that balances, else the
/// first.
pub(super) fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, sign) in rest.bytes().enumerate() {
        match sign {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    rest.find(')')
}

/// Whether something looks like the address of a link: of the web, of mail, or of a file.
pub(super) fn is_address(words: &str) -> bool {
    let words = words.trim();
    let path = words.split(['#', '?']).next().unwrap_or(words);
    let starts =
        ["http://", "https://", "mailto:", "tel:", "www.", "./", "../", "/", "#"];
    !words.contains(char::is_whitespace)
        && words.chars().any(char::is_alphanumeric)
        && (starts.iter().any(|start| words.starts_with(start))
            || path.rsplit_once('.').is_some_and(|(name, ending)| {
                !name.is_empty() && ENDINGS.contains(&&*ending.to_ascii_lowercase())
            }))
}
