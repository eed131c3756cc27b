//! Text so that nothing in it is syntax: each sign that Markdown or Engraft would read gets a
//! backslash, and no other.

/// How far a reference of a character reaches at most.
const REFERENCE: usize = 32;

/// Letters within a line. `in_cell`: of a table.
pub(super) fn letters(text: &str, in_cell: bool) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, &sign) in signs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| signs.get(at));
        let after = signs.get(at + 1);
        let is_letter =
            |sign: Option<&char>| sign.is_some_and(|sign| sign.is_alphanumeric());
        let reads = match sign {
            '\\' | '*' | '`' | '[' | ']' | '~' | '^' => true,
            '_' => !(is_letter(before) && is_letter(after)),
            '<' => {
                after.is_some_and(|next| next.is_alphabetic() || "/!?".contains(*next))
            }
            '&' => is_reference(&signs[at + 1..]),
            '|' => in_cell,
            // An address with a name in it would be a link that a page must not have.
            '@' => in_address(&signs[..at]),
            // Two of them are the begin of a remark to some programs.
            '%' => after == Some(&'%'),
            _ => false,
        };
        // A backslash before these would look like a slip of an editor that knows neither.
        if sign == '[' && after.is_some_and(|next| matches!(next, '[' | '!')) {
            escaped.push_str("&#91;");
            continue;
        }
        if reads {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

/// Whether a whole address of the web is what these signs end with.
fn in_address(signs: &[char]) -> bool {
    let word = signs.rsplit(|sign| sign.is_whitespace()).next().unwrap_or_default();
    word.windows(3).any(|three| three == [':', '/', '/'])
}

/// Whether what stands behind a `&` makes a reference of it.
fn is_reference(signs: &[char]) -> bool {
    let body = signs.strip_prefix(&['#']).unwrap_or(signs);
    let length = body
        .iter()
        .take(REFERENCE)
        .take_while(|sign| sign.is_ascii_alphanumeric())
        .count();
    length > 0 && body.get(length) == Some(&';')
}

/// The lines of a paragraph, whose first signs could begin another kind of block.
pub(super) fn lines(paragraph: &str) -> String {
    let lines = paragraph.split('\n').enumerate();
    let lines: Vec<String> = lines.map(|(at, line)| line_start(line, at > 0)).collect();
    lines.join("\n")
}

fn line_start(line: &str, is_later: bool) -> String {
    let after = |length: usize| line[length..].chars().next();
    let ends_word = |length: usize| after(length).is_none_or(|c| c == ' ' || c == '\\');
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..10).contains(&digits)
        && matches!(after(digits), Some('.' | ')'))
        && ends_word(digits + 1)
    {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    let hashes = line.len() - line.trim_start_matches('#').len();
    let is_syntax = match line.chars().next() {
        Some('#') => hashes <= 6 && ends_word(hashes),
        Some('>' | '|') => true,
        Some('+' | '-' | ':') => ends_word(1) || is_later || line.starts_with("---"),
        Some('=') => is_later,
        _ => false,
    };
    // A sign of a note that begins a line would define it.
    if line.starts_with("[^")
        && let Some(end) = line.find("]:")
    {
        return format!("{}\\{}", &line[..=end], &line[end + 1..]);
    }
    if is_syntax { format!("\\{line}") } else { line.to_owned() }
}

/// A heading, whose last signs could be read too.
pub(super) fn heading(text: &str) -> String {
    let text = text.replace('{', "\\{");
    let bare = text.trim_end_matches('#');
    if bare.len() < text.len() && (bare.is_empty() || bare.ends_with(' ')) {
        format!("{bare}\\{}", &text[bare.len()..])
    } else {
        text
    }
}

/// An address behind `](`.
pub(super) fn address(address: &str, in_cell: bool) -> String {
    let mut written = String::with_capacity(address.len());
    for sign in address.chars() {
        match sign {
            '<' => written.push_str("%3C"),
            '>' => written.push_str("%3E"),
            '\\' => written.push_str("%5C"),
            '`' => written.push_str("%60"),
            '|' if in_cell => written.push_str("%7C"),
            sign if sign.is_control() => {}
            sign => written.push(sign),
        }
    }
    if written.contains('&') && written.contains(';') {
        written = written.replace('&', "&amp;");
    }
    if written.contains(['(', ')', ' ']) || written.is_empty() {
        format!("<{written}>")
    } else {
        written
    }
}

/// Words between the quotation marks of a picture's caption.
pub(super) fn caption(text: &str, in_cell: bool) -> String {
    letters(&text.replace('"', "'"), in_cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_read_is_escaped() {
        for (text, escaped) in [
            ("a*b*", "a\\*b\\*"),
            ("snake_case _x_", "snake_case \\_x\\_"),
            ("[[GVHD]] ![[x]]", "&#91;\\[GVHD\\]\\] !&#91;\\[x\\]\\]"),
            ("a < b <b> </b>", "a < b \\<b> \\</b>"),
            ("R&D &amp; &#8805;", "R&D \\&amp; \\&#8805;"),
            ("10^9 ~ 3", "10\\^9 \\~ 3"),
            ("a | b", "a | b"),
        ] {
            assert_eq!(letters(text, false), escaped);
        }
        assert_eq!(letters("a | b", true), "a \\| b");
    }

    #[test]
    fn the_begin_of_a_line_is_escaped() {
        for (text, escaped) in [
            ("1. a", "1\\. a"),
            ("1.5 ml", "1.5 ml"),
            ("- a", "\\- a"),
            ("-5 °C", "-5 °C"),
            ("---", "\\---"),
            ("# a", "\\# a"),
            ("#1", "#1"),
            ("> a", "\\> a"),
            (": a", "\\: a"),
            ("| a", "\\| a"),
            ("a\\\n===", "a\\\n\\==="),
            ("[^1]: a", "[^1]\\: a"),
        ] {
            assert_eq!(lines(text), escaped);
        }
        assert_eq!(heading("Sharp #"), "Sharp \\#");
        assert_eq!(heading("C#"), "C#");
        assert_eq!(heading("a {#b}"), "a \\{#b}");
    }

    #[test]
    fn an_address_stays_one_word() {
        assert_eq!(
            address("https://a.example/b_(c)", false),
            "<https://a.example/b_(c)>"
        );
        assert_eq!(
            address("https://a.example/?a=1&b=2", false),
            "https://a.example/?a=1&b=2"
        );
        assert_eq!(address("a|b", true), "a%7Cb");
    }
}
