//! Fields: codes with a result. The result stays, the code goes, and a list of contents goes
//! with all that is in it.

use crate::import::address;

/// A field that is open.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Default)]
pub(super) struct Field {
    pub(super) code: String,
    /// Whether its result has begun.
    pub(super) shows: bool,
    /// Whether what it shows is left out.
    pub(super) is_contents: bool,
    /// Whether it is for people to fill in.
    pub(super) is_form: bool,
    /// Where its result leads.
    pub(super) link: Option<String>,
    /// Whether its result holds anything but white space.
    pub(super) has_result: bool,
}

impl Field {
    /// Ends the code, and begins the result.
    pub(super) fn separate(&mut self) {
        self.shows = true;
        self.link = link(&self.code);
        let word = self.code.split_whitespace().next().unwrap_or_default();
        self.is_contents =
            ["TOC", "INDEX", "TOA"].iter().any(|known| known.eq_ignore_ascii_case(word));
        self.is_form |= word.eq_ignore_ascii_case("FORMTEXT");
    }
}

/// Whether a code shows the number of a page.
pub(super) fn is_page_number(code: &str) -> bool {
    let word = code.split_whitespace().next().unwrap_or_default();
    ["PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// The sign that a code shows by its number and font.
pub(super) fn symbol(code: &str) -> Option<(String, u32)> {
    let mut words = code.split_whitespace();
    if !words.next()?.eq_ignore_ascii_case("SYMBOL") {
        return None;
    }
    let number = words.next()?;
    let number = match number.strip_prefix("0x").or_else(|| number.strip_prefix("0X")) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let (_, font) = code.split_once("\\f").unwrap_or_default();
    let font = font.trim().trim_start_matches('"');
    let end = font.find(['"', '\\']).unwrap_or(font.len());
    Some((font[..end].trim().to_owned(), number))
}

/// Where a code leads.
pub(super) fn link(code: &str) -> Option<String> {
    let code = code.trim();
    let word = code.split_whitespace().next()?;
    if word.eq_ignore_ascii_case("HYPERLINK") {
        let rest = &code[word.len()..];
        let quoted: Vec<&str> = rest.split('"').collect();
        let unquoted = || rest.split_whitespace().find(|part| !part.starts_with('\\'));
        let first = quoted.get(1).copied().or_else(unquoted)?;
        // `\l` names a place: in the document, or in what the address leads to.
        if quoted.first().is_some_and(|before| before.contains("\\l")) {
            return Some(format!("#{first}"));
        }
        let place = quoted.get(2).filter(|between| between.contains("\\l"));
        let place = place.and(quoted.get(3)).map(|place| format!("#{place}"));
        let place = place.unwrap_or_default();
        return Some(format!("{}{place}", address::meant(first)));
    }
    if word.eq_ignore_ascii_case("REF") {
        return code.split_whitespace().nth(1).map(|name| format!("#{name}"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_where_they_lead() {
        for (code, expected) in [
            (" HYPERLINK \"https://a.example/x\" ", Some("https://a.example/x")),
            (" HYPERLINK \\l \"diet\" ", Some("#diet")),
            (
                "HYPERLINK \"https://a.example/\" \\l \"part\"",
                Some("https://a.example/#part"),
            ),
            ("HYPERLINK https://a.example/ \\t _blank", Some("https://a.example/")),
            (" REF _Ref9 \\h ", Some("#_Ref9")),
            (" PAGEREF _Ref9 \\h ", None),
            (" DATE \\@ \"d MMMM\"", None),
            ("", None),
        ] {
            assert_eq!(link(code).as_deref(), expected, "{code}");
        }
        assert_eq!(
            symbol(" SYMBOL 179 \\f \"Symbol\" \\s 12"),
            Some(("Symbol".into(), 179))
        );
        assert_eq!(symbol("SYMBOL 0xB3 \\f Symbol"), Some(("Symbol".into(), 179)));
    }
}
