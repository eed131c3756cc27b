//! Markdown of other generators, line by line: what is code stays as it is.

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
