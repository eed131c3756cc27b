//! Style sheets without what only their writers need.

/// A style sheet without comments and without white space that says nothing (CSS Syntax 3).
/// Strings, and comments that begin with `/*!`, stay as they are.
pub(super) fn compact(css: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(css.len());
    let mut rest = css;
    let mut is_apart = false;
    while let Some(&byte) = rest.first() {
        let length = token(rest);
        let (part, after) = rest.split_at(length);
        rest = after;
        if byte.is_ascii_whitespace() {
            is_apart = true;
        } else if part.starts_with(b"/*") && !part.starts_with(b"/*!") {
            is_apart |= separates(rest.first());
            if !is_apart && !ends(out.last()) {
                // It keeps two names from becoming one.
                out.extend_from_slice(b"/**/");
            }
        } else {
            if is_apart && !ends(out.last()) && !begins(byte) {
                out.push(b' ');
            }
            is_apart = false;
            out.extend_from_slice(part);
        }
    }
    out
}

/// The length of what stands first: a comment, a string, an escaped character, a byte.
fn token(css: &[u8]) -> usize {
    match css {
        [b'/', b'*', ..] => {
            let end = css[2..].windows(2).position(|pair| pair == b"*/");
            end.map_or(css.len(), |at| at + 4)
        }
        [quote @ (b'"' | b'\''), ..] => string(css, *quote),
        [b'\\', _, ..] => 2,
        _ => 1,
    }
}

/// The length of the string that stands first, with its quotation marks.
fn string(css: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while let Some(&byte) = css.get(at) {
        at += if byte == b'\\' { 2 } else { 1 };
        if byte == quote {
            break;
        }
    }
    at.min(css.len())
}

/// White space after this byte, or at the beginning, says nothing.
fn ends(last: Option<&u8>) -> bool {
    last.is_none_or(|byte| matches!(byte, b'{' | b'}' | b';' | b',' | b':'))
}

/// White space before this byte says nothing.
fn begins(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b';' | b',')
}

fn separates(next: Option<&u8>) -> bool {
    next.is_none_or(|byte| byte.is_ascii_whitespace() || begins(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compacted(css: &str) -> String {
        String::from_utf8(compact(css.as_bytes())).unwrap()
    }

    #[test]
    fn comments_and_indentation_go() {
        for (css, expected) in [
            ("", ""),
            ("/* Look */\na {\n  color: red;\n}\n", "a{color:red;}"),
            ("a,\nb > c { margin: 0  1px }", "a,b > c{margin:0 1px}"),
            ("@media (min-width: 40rem) {\n}", "@media (min-width:40rem){}"),
            ("/*! Licence */ a{}", "/*! Licence */ a{}"),
            ("a /* b */ c{}", "a c{}"),
            ("/* open", ""),
        ] {
            assert_eq!(compacted(css), expected);
        }
    }

    #[test]
    fn the_meaning_stays() {
        for css in [
            "a :hover,a:hover{}",
            "a{inline-size:calc(1px + 2px)}",
            "a{content:\"/* b */  \\\" {\"}",
            "a{content:'\\'  ;'}",
            "a/**/b{}",
            ".\\31 23{}",
            ".a\\/\\*b  {}".trim_end_matches("  {}"),
            "\"open  ",
            "a\\",
        ] {
            assert_eq!(compacted(css), css);
        }
    }
}
