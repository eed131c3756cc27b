//! Addresses of links: freed of the redirects that mail programs and search engines put
//! around them, and judged.

use crate::base::{Address, classify, decode};

/// The redirects that are known: a part of the address, and the key behind which the true
/// address stands.
const REDIRECTS: &[(&str, &[&str])] = &[
    ("safelinks.protection.outlook.com/", &["url"]),
    ("google.com/url?", &["q", "url"]),
    ("bing.com/ck/a?", &[]),
    ("facebook.com/l.php?", &["u"]),
    ("duckduckgo.com/l/?", &["uddg"]),
    ("urldefense.proofpoint.com/v1/url?", &["u"]),
    ("linkprotect.cudasvc.com/url?", &["a"]),
];

/// The schemes that a page may lead to.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "sms"];

/// What an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leads {
    /// To the web, a mailbox or a telephone.
    Out,
    /// To a place in the document.
    Within,
    /// To a file beside the document, perhaps.
    Beside,
    /// Where a page must not lead, such as `file:` or `javascript:`.
    Nowhere,
}

/// Where an address leads.
pub(super) fn leads(address: &str) -> Leads {
    if address.starts_with('#') {
        return if address.len() > 1 { Leads::Within } else { Leads::Nowhere };
    }
    if address.is_empty() || address.starts_with("//") || address.contains('\\') {
        return Leads::Nowhere;
    }
    match address.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => {
            let known = SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme));
            let is_sound = matches!(
                classify(address),
                Address::Web(_)
                    | Address::InsecureWeb(_)
                    | Address::Mail(_)
                    | Address::Tel(_)
                    | Address::Sms(_)
            );
            if known && is_sound && !rest.trim_matches('/').is_empty() {
                Leads::Out
            } else {
                Leads::Nowhere
            }
        }
        _ => Leads::Beside,
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// The address that was meant: without spaces, control characters and known redirects.
pub(super) fn meant(address: &str) -> String {
    let mut address: String =
        address.trim().chars().filter(|c| !c.is_control()).collect();
    // One redirect may stand around another.
    for _ in 0..3 {
        match redirected(&address) {
            Some(inner) => address = inner,
            None => break,
        }
    }
    address.replace(' ', "%20")
}

fn redirected(address: &str) -> Option<String> {
    let is_known = |(host, _): &&(&str, &[&str])| address.contains(host);
    let (_, keys) = REDIRECTS.iter().find(is_known)?;
    let (_, query) = address.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| keys.contains(key))?;
    let value = decode(value);
    (leads(&value) == Leads::Out).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_are_taken_off() {
        for (address, inner) in [
            (
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fb%3Fc%3Dd&data=05",
                "https://a.example/b?c=d",
            ),
            (
                "https://www.google.com/url?sa=D&q=https://a.example/x&source=e",
                "https://a.example/x",
            ),
            (
                "https://www.google.com/url?q=javascript:x()",
                "https://www.google.com/url?q=javascript:x()",
            ),
            (" https://a.example/a b\n", "https://a.example/a%20b"),
        ] {
            assert_eq!(meant(address), inner);
        }
    }

    #[test]
    fn a_scheme_decides() {
        for (address, expected) in [
            ("https://a.example", Leads::Out),
            ("TEL:+441632960123", Leads::Out),
            ("#x", Leads::Within),
            ("#", Leads::Nowhere),
            ("consent form.docx", Leads::Beside),
            ("/about#team", Leads::Beside),
            ("file:///C:/x", Leads::Nowhere),
            ("javascript:x()", Leads::Nowhere),
            ("//host/x", Leads::Nowhere),
            ("\\\\server\\share", Leads::Nowhere),
            ("C:\\x", Leads::Nowhere),
            ("data:text/html,x", Leads::Nowhere),
            ("http://", Leads::Nowhere),
            ("https://user@a.example/", Leads::Nowhere),
        ] {
            assert_eq!(leads(address), expected, "{address}");
        }
    }
}
