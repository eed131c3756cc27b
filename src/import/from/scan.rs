//! Markdown of other generators, line by line: what is code stays as it is.

use std::ops::Range;

/// Changes every line that is no code.
pub(super) fn lines(text: &str, change: &mut dyn FnMut(&str) -> String) -> String {
    let mut written = String::with_capacity(text.len());
    let mut fence: Option<(char, usize)> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let own = bare.trim_start().trim_start_matches(['>', ' ']);
        let sign = own.chars().next().filter(|sign| matches!(sign, '`' | '~'));
        let length =
            sign.map_or(0, |sign| own.chars().take_while(|c| *c == sign).count());
        match (fence, sign) {
            (None, Some(sign)) if length >= 3 => fence = Some((sign, length)),
            (Some((open, least)), Some(sign)) if sign == open && length >= least => {
                fence = None;
            }
            (None, _) => {
                written.push_str(&change(bare));
                written.push_str(&line[bare.len()..]);
                continue;
            }
            _ => {}
        }
        written.push_str(line);
    }
    written
}

/// Replaces what stands between two marks, but for code. `make` gives what stands there
/// instead, or nothing where it stays.
pub(super) fn between(
    line: &str,
    open: &str,
    close: &str,
    make: &mut dyn FnMut(&str) -> Option<String>,
) -> String {
    let mut written = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find([open.chars().next().unwrap_or('\0'), '`']) {
        let (before, from) = rest.split_at(at);
        written.push_str(before);
        if from.starts_with('`') {
            let ticks = from.len() - from.trim_start_matches('`').len();
            let fence = &from[..ticks];
            let end = from[ticks..].find(fence).map_or(ticks, |end| end + 2 * ticks);
            written.push_str(&from[..end]);
            rest = &from[end..];
            continue;
        }
        let inside = from.strip_prefix(open);
        let found = inside.and_then(|inside| Some((inside, inside.find(close)?)));
        let made = found.and_then(|(inside, end)| Some((make(&inside[..end])?, end)));
        if let Some((made, end)) = made {
            written.push_str(&made);
            rest = &from[open.len() + end + close.len()..];
        } else {
            let first = from.chars().next().map_or(0, char::len_utf8);
            written.push_str(&from[..first]);
            rest = &from[first..];
        }
    }
    written.push_str(rest);
    written
}

/// Takes out what stands between two marks, over all lines, and tells it to `gone`. `open` says
/// how long the mark is with which a text begins, `close` where the other is; without that one,
/// all below goes. Marks in code stay if `keeps_code`.
pub(super) fn without(
    text: &str,
    keeps_code: bool,
    open: &dyn Fn(&str) -> Option<usize>,
    close: &dyn Fn(&str) -> Option<Range<usize>>,
    gone: &mut dyn FnMut(&str),
) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    let mut begins_line = true;
    while let Some(c) = rest.chars().next() {
        let code = match c {
            _ if !keeps_code => None,
            _ if begins_line && is_fence(rest) => Some(fenced(rest)),
            '`' => Some(quoted(rest)),
            _ => None,
        };
        if let (None, Some(length)) = (code, open(rest)) {
            let inside = &rest[length..];
            let end = close(inside).unwrap_or(inside.len()..inside.len());
            gone(&inside[..end.start]);
            rest = &inside[end.end..];
            begins_line = false;
            continue;
        }
        let (kept, after) = rest.split_at(code.unwrap_or(c.len_utf8()));
        written.push_str(kept);
        begins_line = kept.ends_with('\n');
        rest = after;
    }
    written
}

fn is_fence(line: &str) -> bool {
    let own = line.trim_start_matches([' ', '\t', '>']);
    own.starts_with("```") || own.starts_with("~~~")
}

/// How long the block of code is with which a text begins.
fn fenced(text: &str) -> usize {
    let mark = |line: &str| {
        let own = line.trim_start_matches([' ', '\t', '>']);
        let sign = own.chars().next().unwrap_or('`');
        (sign, own.chars().take_while(|c| *c == sign).count())
    };
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let (sign, least) = mark(first);
    let mut length = first.len();
    for line in lines {
        length += line.len();
        let (own, signs) = mark(line);
        if own == sign && signs >= least {
            break;
        }
    }
    length
}

/// How long the code is that begins with this backtick; only the signs if nothing closes it.
fn quoted(text: &str) -> usize {
    let inside = text.trim_start_matches('`');
    let ticks = text.len() - inside.len();
    let paragraph = &inside[..inside.find("\n\n").unwrap_or(inside.len())];
    let mut at = 0;
    while let Some(next) = paragraph[at..].find('`') {
        let from = &paragraph[at + next..];
        let own = from.len() - from.trim_start_matches('`').len();
        at += next + own;
        if own == ticks {
            return ticks + at;
        }
    }
    ticks
}

/// Replaces the addresses of links and pictures in a line.
pub(super) fn links(line: &str, make: &mut dyn FnMut(&str) -> Option<String>) -> String {
    between(line, "](", ")", &mut |inside| {
        let (address, rest) = match inside.find([' ', '\t']) {
            Some(end) if !inside.starts_with('<') => inside.split_at(end),
            _ => (inside, ""),
        };
        let bare = address.trim_start_matches('<').trim_end_matches('>');
        make(bare).map(|new| format!("]({new}{rest})"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_as_it_is() {
        let text = "a ](x) `](x)`\n```\n](x)\n```\n[b](x \"t\")\n";
        let changed = lines(text, &mut |line| {
            links(line, &mut |address| (address == "x").then(|| "y".to_owned()))
        });
        assert_eq!(changed, "a ](y) `](x)`\n```\n](x)\n```\n[b](y \"t\")\n");
    }
}
