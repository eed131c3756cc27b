//! Style sheets without what only their writers need.
//!
//! It is our own because the libraries for it do more than is asked: `minifier` breaks
//! `clamp(1rem + 1vw)`, and `lightningcss` writes a sheet anew, puts
//! `text-decoration-thickness` into a shorthand that older Safari drops and `min-width` into
//! ranges that older browsers do not read, for one byte in a hundred.

/// A style sheet without comments and without white space that says nothing (CSS Syntax 3).
/// Strings, and comments that begin with `/*!`, stay as they are. What its author left open
/// is closed, as a browser does at the end of a file: it takes nothing of another sheet in.
pub(super) fn compact(css: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(css.len());
    let mut rest = css;
    let mut is_apart = false;
    // What was written last, if it is neither part of a string nor escaped.
    let mut last = None;
    let mut open = Vec::new();
    while let Some(&byte) = rest.first() {
        let length = token(rest);
        let (part, after) = rest.split_at(length);
        rest = after;
        if byte.is_ascii_whitespace() {
            is_apart = true;
        } else if part.starts_with(b"/*") && !part.starts_with(b"/*!") {
            is_apart |= separates(rest.first());
            if !is_apart && !ends(last, &out) {
                // It keeps two names from becoming one.
                out.extend_from_slice(b"/**/");
            }
        } else {
            if byte == b'}' && last == Some(b';') {
                out.pop();
            } else if is_apart && !ends(last, &out) && !begins(byte) {
                out.push(b' ');
            }
            is_apart = false;
            last = (length == 1).then_some(byte);
            out.extend_from_slice(part);
            note(last, &mut open);
        }
    }
    out.extend(open.into_iter().rev());
    out
}

/// Keeps what closes the brackets that are open.
fn note(mark: Option<u8>, open: &mut Vec<u8>) {
    match mark {
        Some(b'{') => open.push(b'}'),
        Some(b'(') => open.push(b')'),
        Some(b'[') => open.push(b']'),
        Some(_) if mark == open.last().copied() => {
            open.pop();
        }
        _ => {}
    }
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

/// The length of the string that stands first, with its quotation marks. One that is left
/// open ends with its line.
fn string(css: &[u8], quote: u8) -> usize {
    let mut at = 1;
    loop {
        at += match &css[at..] {
            [] => return at,
            [b'\\', b'\r', b'\n', ..] => 3,
            [b'\\', _, ..] => 2,
            [byte, ..] if *byte == quote || *byte == b'\n' => return at + 1,
            _ => 1,
        };
    }
}

/// White space after this byte, or at the beginning, says nothing.
fn ends(last: Option<u8>, out: &[u8]) -> bool {
    let is_mark = |byte| matches!(byte, b'{' | b'}' | b';' | b',' | b':' | b'>');
    out.is_empty() || last.is_some_and(is_mark)
}

/// White space before this byte says nothing.
fn begins(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b';' | b',' | b'>')
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
            ("/* Look */\na {\n  color: red;\n}\n", "a{color:red}"),
            ("a,\nb > c { margin: 0  1px }", "a,b>c{margin:0 1px}"),
            ("@layer a, b;\n@layer b { a { b: c; } }", "@layer a,b;@layer b{a{b:c}}"),
            (
                "@media (400px <= width) { a { & > b { c: d } } }",
                "@media (400px <= width){a{&>b{c:d}}}",
            ),
            (
                "a:has(> b , + c) { d: light-dark( #fff , #000 ) }",
                "a:has(>b,+ c){d:light-dark( #fff,#000 )}",
            ),
            (":root { --empty: ; --sum: 1px + 2px }", ":root{--empty:;--sum:1px + 2px}"),
            ("@media (min-width: 40rem) {\n}", "@media (min-width:40rem){}"),
            ("/*! Licence */ a{}", "/*! Licence */ a{}"),
            ("a /* b */ c{}", "a c{}"),
            ("/* open", ""),
        ] {
            assert_eq!(compacted(css), expected);
        }
    }

    #[test]
    fn what_is_left_open_is_closed() {
        for (css, expected) in [
            ("a { b: c", "a{b:c}"),
            ("@media print { a:is(b[c { d: e }", "@media print{a:is(b[c{d:e}])}"),
            ("a { b: c } }", "a{b:c}}"),
            ("a { b: ) } c { /* d", "a{b:)}c{}"),
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
            ".a\\/\\*b",
            ".a\\; b{}",
            "a{b:\\;}",
            "@media screen and (min-width:40rem) and (not (hover)){}",
            "a{font-size:clamp(1rem,1rem + 1vw,2rem)}",
            "\"open  ",
            "a{b:\"open\nc :d}",
            "a{b:'two \\\n  lines'}",
            "a{b:'two \\\r\n  lines'}",
            "a\\",
        ] {
            assert_eq!(compacted(css), css);
        }
    }
}
