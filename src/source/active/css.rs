//! What CSS inside a picture asks other files for.

use cssparser::{ParseError, Parser, Token};

/// What in this CSS leads out of the file: the first such thing, as it is called in
/// messages. Parts of the file itself (`url(#shade)`) and pictures and fonts that are
/// written out (`data:`) are not outside.
pub(super) fn outside_reference(css: &str) -> Option<String> {
    let mut found = None;
    look(&mut Parser::new(css), false, &mut found);
    found
}

/// `is_address`: strings here are addresses, because of the function around them.
fn look(parser: &mut Parser<'_>, is_address: bool, found: &mut Option<String>) {
    while found.is_none() {
        let Ok(token) = parser.next() else { return };
        let inner = match token {
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => {
                *found = Some("`@import`".to_owned());
                return;
            }
            Token::UnquotedUrl(address) => {
                *found = outside(address);
                None
            }
            Token::BadUrl(_) => {
                *found = Some("an address that cannot be read".to_owned());
                None
            }
            Token::QuotedString(address) if is_address => {
                *found = outside(address);
                None
            }
            Token::Function(name) => Some(takes_address(name)),
            Token::ParenthesisBlock
            | Token::SquareBracketBlock
            | Token::CurlyBracketBlock => Some(false),
            _ => None,
        };
        if let Some(is_address) = inner {
            let nested: Result<(), ParseError<()>> =
                parser.parse_nested_block(|parser| {
                    look(parser, is_address, found);
                    Ok(())
                });
            // The library ends where brackets stand too deep in one another.
            if nested.is_err() && found.is_none() {
                *found = Some("CSS that cannot be read".to_owned());
            }
        }
    }
}

/// Functions that fetch what a string in them names.
fn takes_address(function: &str) -> bool {
    ["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(function))
}

fn outside(address: &str) -> Option<String> {
    super::xml::leads_out(address).then(|| format!("`url({})`", address.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_out_is_found_however_it_is_written() {
        for css in [
            "a{fill:url(https://x.example/a)}",
            "a{fill:url( 'b.svg#c' )}",
            "a{fill:u\\72l(//x.example)}",
            "@import 'a.css';",
            "@\\69mport url(a.css);",
            "@media print{a{background:image-set('a.png' 1x)}}",
            "url(data:image/svg+xml,<svg/>)",
            "url(data:text/html,x)",
            "a{b:url(a b)}",
        ] {
            assert!(outside_reference(css).is_some(), "{css}");
        }
        for css in [
            "",
            "fill:#fff;stroke:url(#shade)",
            "url( '#a' )",
            "a{background:url(data:image/png;base64,AAAA)}",
            "@font-face{src:url('data:font/woff2;base64,AA') format('woff2')}",
            "/* @import */ a{content:'url(https://x.example)'}",
            "translate(1,2) rotate(3)",
        ] {
            assert_eq!(outside_reference(css), None, "{css}");
        }
        assert!(outside_reference(&"(".repeat(1_000_000)).is_some());
    }
}
