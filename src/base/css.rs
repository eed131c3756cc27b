//! Style sheets by the letter of the standard: without what only their writers need, and
//! what they ask other files for.
//!
//! The libraries that write sheets anew do more than is asked: `minifier` breaks
//! `clamp(1rem + 1vw)`, and `lightningcss` puts `text-decoration-thickness` into a shorthand
//! that older Safari drops and `min-width` into ranges that older browsers do not read, for
//! one byte in a hundred. Here a library tells the tokens apart, and they stay as they are.

use cssparser::{ParseError, Parser, Token};

/// Blocks stand too deep in one another for anybody to have written them.
struct TooDeep;

/// A style sheet without comments and without white space that says nothing (CSS Syntax 3).
/// Strings, addresses, and comments that begin with `/*!`, stay as they are; `0.5` is `.5`. What its author
/// left open is closed, as a browser does at the end of a file: it takes nothing of another
/// sheet in.
pub fn compact(css: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(css) else { return css.to_vec() };
    let mut compact = Compact {
        css: text,
        out: String::with_capacity(css.len()),
        is_apart: false,
        last: None,
    };
    match compact.block(&mut Parser::new(text)) {
        Ok(()) => compact.out.into_bytes(),
        Err(TooDeep) => css.to_vec(),
    }
}

struct Compact<'c> {
    css: &'c str,
    out: String,
    /// Whether white space, or a comment, stands before what comes next.
    is_apart: bool,
    /// What was written last, if it is one character and no part of a name or a string.
    last: Option<u8>,
}

impl Compact<'_> {
    fn block(&mut self, parser: &mut Parser<'_>) -> Result<(), TooDeep> {
        loop {
            let start = parser.position();
            let Ok(token) = parser.next_including_whitespace_and_comments() else {
                return Ok(());
            };
            let token = token.clone();
            let part = parser.slice_from(start);
            match &token {
                Token::WhiteSpace(_) => self.is_apart = true,
                Token::Comment(_) if !part.starts_with("/*!") => {
                    let next = self.css.as_bytes().get(parser.position().byte_index());
                    self.is_apart |= separates(next);
                    if !self.is_apart && !self.ends() {
                        // It keeps two names from becoming one.
                        self.out.push_str("/**/");
                    }
                }
                Token::UnquotedUrl(_) | Token::BadUrl(_) => {
                    self.add(part);
                    if !is_closed(part) {
                        self.out.push(')');
                    }
                }
                Token::BadString(_) => {
                    // The end of the line is what ends it.
                    self.add(part);
                    self.out.push('\n');
                    self.last = Some(b'\n');
                }
                // A nought before the point says nothing.
                Token::Number { .. }
                | Token::Percentage { .. }
                | Token::Dimension { .. } => {
                    self.add(
                        &part
                            .strip_prefix("0.")
                            .map_or(part.into(), |rest| format!(".{rest}")),
                    );
                }
                _ => self.add(part),
            }
            if let Some(close) = closes(&token) {
                self.nested(parser)?;
                let end = parser.position().byte_index();
                if self.css.as_bytes()[..end].last() != close.as_bytes().first() {
                    // The end of the file closes it.
                    self.is_apart = false;
                }
                self.add(close);
            }
        }
    }

    fn nested(&mut self, parser: &mut Parser<'_>) -> Result<(), TooDeep> {
        let mut inner = Ok(());
        let nested: Result<(), ParseError<()>> = parser.parse_nested_block(|parser| {
            inner = self.block(parser);
            Ok(())
        });
        nested.map_err(|_| TooDeep).and(inner)
    }

    fn add(&mut self, part: &str) {
        let first = part.as_bytes().first().copied().unwrap_or_default();
        if first == b'}' && self.last == Some(b';') {
            self.out.pop();
        } else if self.is_apart && !self.ends() && !begins(first) {
            self.out.push(' ');
        }
        self.is_apart = false;
        self.last = (part.len() == 1).then_some(first);
        self.out.push_str(part);
    }

    /// White space after what was written last, or at the beginning, says nothing.
    fn ends(&self) -> bool {
        let is_mark =
            |byte| matches!(byte, b'{' | b'}' | b';' | b',' | b':' | b'>' | b'\n');
        self.out.is_empty() || self.last.is_some_and(is_mark)
    }
}

/// Whether an address ends with its bracket, and not with the file.
fn is_closed(address: &str) -> bool {
    address.strip_suffix(')').is_some_and(|inside| {
        let escapes = inside.bytes().rev().take_while(|byte| *byte == b'\\');
        escapes.count() % 2 == 0
    })
}

/// What closes the block that a token begins.
fn closes(token: &Token<'_>) -> Option<&'static str> {
    match token {
        Token::Function(_) | Token::ParenthesisBlock => Some(")"),
        Token::SquareBracketBlock => Some("]"),
        Token::CurlyBracketBlock => Some("}"),
        _ => None,
    }
}

/// White space before this byte says nothing.
fn begins(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b';' | b',' | b'>')
}

fn separates(next: Option<&u8>) -> bool {
    next.is_none_or(|byte| byte.is_ascii_whitespace() || begins(*byte))
}

/// What CSS asks another file for, or something that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CssReference {
    /// `@import`.
    Import,
    /// An address, such as that of `url(a.png)`.
    Address(String),
    /// What no browser reads, or blocks that stand too deep in one another.
    Unreadable,
}

/// What a style sheet, or the value of a property, refers to, in order.
pub fn references(css: &str) -> Vec<CssReference> {
    let mut found = Vec::new();
    refer(&mut Parser::new(css), false, &mut found);
    found
}

/// `is_address`: strings here are addresses, because of the function around them.
fn refer(parser: &mut Parser<'_>, is_address: bool, found: &mut Vec<CssReference>) {
    while let Ok(token) = parser.next() {
        let inner = match token {
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => {
                found.push(CssReference::Import);
                continue;
            }
            Token::UnquotedUrl(address) => {
                found.push(CssReference::Address(address.to_string()));
                continue;
            }
            Token::QuotedString(address) if is_address => {
                found.push(CssReference::Address(address.to_string()));
                continue;
            }
            Token::BadUrl(_) => {
                found.push(CssReference::Unreadable);
                continue;
            }
            Token::Function(name) => takes_address(name),
            Token::ParenthesisBlock
            | Token::SquareBracketBlock
            | Token::CurlyBracketBlock => false,
            _ => continue,
        };
        let nested: Result<(), ParseError<()>> = parser.parse_nested_block(|parser| {
            refer(parser, inner, found);
            Ok(())
        });
        if nested.is_err() {
            if found.last() != Some(&CssReference::Unreadable) {
                found.push(CssReference::Unreadable);
            }
            return;
        }
    }
}

/// Functions that fetch what a string in them names.
fn takes_address(function: &str) -> bool {
    ["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(function))
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
            ("a { b: 0.5em -0.5em 10.5% 0.0 }", "a{b:.5em -0.5em 10.5% .0}"),
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

    #[test]
    fn addresses_stay_as_they_are() {
        for css in [
            "a{b:url(a/*b*/c.svg);d:e}",
            "a{b:URL(/*)}c{d:e}",
            "a{b:u\\72l(a/*b)}c{d:e}",
            "a{b:url(data:image/svg+xml;utf8,<svg/**/>)}",
            "a{b:url(a\\)/*b)}",
            "a{b:url(a\\\\)}",
            "a{b:myurl(c)}",
        ] {
            assert_eq!(compacted(css), css);
        }
        assert_eq!(compacted("a { b: myurl( /* c */ d ) }"), "a{b:myurl( d )}");
        assert_eq!(compacted("a { b: url( c"), "a{b:url( c)}");
        let deep = "(".repeat(1_000);
        assert_eq!(compacted(&deep), deep);
        assert_eq!(compact(b"a { \xff }"), b"a { \xff }");
    }

    #[test]
    fn what_is_asked_for_is_found_however_it_is_written() {
        let address = |address: &str| CssReference::Address(address.to_owned());
        for (css, expected) in [
            ("a{fill:url(https://x.example/a)}", address("https://x.example/a")),
            ("a{fill:url( 'b.svg#c' )}", address("b.svg#c")),
            ("a{fill:u\\72l(//x.example)}", address("//x.example")),
            ("@import 'a.css';", CssReference::Import),
            ("@\\69mport 'a.css';", CssReference::Import),
            ("@media print{a{b:image-set('a.png' 1x)}}", address("a.png")),
            ("a{b:url(a b)}", CssReference::Unreadable),
        ] {
            assert_eq!(references(css), [expected], "{css}");
        }
        for css in ["", "/* @import */ a{content:'url(https://x.example)'}", "rotate(3)"]
        {
            assert_eq!(references(css), [], "{css}");
        }
        assert_eq!(references(&"(".repeat(1_000_000)), [CssReference::Unreadable; 1]);
    }
}
