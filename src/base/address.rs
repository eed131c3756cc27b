//! What kind of address an author wrote: a file, a page of another site, a telephone
//! number, or something that no page may hold.
//!
//! The kind is decided on the text as a browser would act on it, and once more on that
//! text with entities and percent codes decoded and invisible characters taken out: a
//! scheme that hides behind any of them counts as the scheme. Whatever is not on the
//! short list of safe schemes is unsafe.

use std::fmt::{self, Write};

use percent_encoding::percent_decode_str;

use super::span::floor;
use super::telephone::Telephone;

/// An address as an author wrote it, by kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// Nothing, or nothing but white space.
    Empty,
    /// A place on the same page, decoded and without the `#`.
    Fragment(String),
    /// A file, seen from the folder of the article.
    Relative(LocalAddress),
    /// A file, seen from the content root; the path keeps its first slash.
    Root(LocalAddress),
    /// `https:`, ready for an attribute: nothing in it but characters of an address.
    Web(String),
    /// `http:`, likewise.
    InsecureWeb(String),
    /// `mailto:`, likewise.
    Mail(String),
    /// `tel:`, likewise.
    Tel(String),
    /// `sms:`, likewise.
    Sms(String),
    /// `//host/path` and its disguises: a page of another site, by an unknown scheme.
    ProtocolRelative(String),
    /// A path with backslashes, or one that begins with a drive.
    WindowsPath(String),
    /// A safe scheme with something after it that cannot be right.
    Malformed(AddressFault),
    /// A scheme that no page may hold, such as `javascript`, in small letters.
    Unsafe(String),
}

/// An address within the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocalAddress {
    /// The path with percent codes decoded, once. May hold `..` parts.
    pub path: String,
    /// What stands between `?` and `#`, as written.
    pub query: Option<String>,
    /// What stands after `#`, decoded.
    pub fragment: Option<String>,
}

/// What is wrong with an address of a safe kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFault {
    /// `https:` without a host, or with characters that no host has.
    NoHost,
    /// `https://https://host`.
    TwoSchemes,
    /// `mailto:` without an `@`, or with slashes.
    NoMailbox,
    /// `tel:` or `sms:` without a number.
    NoNumber,
    /// `tel:` with digits that reach nobody.
    ReachesNobody,
    /// `https://user:password@host`.
    Credentials,
    /// A control character, as itself or as a percent code.
    ControlCharacter,
}

impl fmt::Display for AddressFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AddressFault::NoHost => "it names no host",
            AddressFault::TwoSchemes => "it begins twice",
            AddressFault::NoMailbox => "it names no mailbox",
            AddressFault::NoNumber => "it names no number",
            AddressFault::ReachesNobody => "no telephone has a number of these digits",
            AddressFault::Credentials => "it holds a user name",
            AddressFault::ControlCharacter => "it holds a control character",
        })
    }
}

/// Tells what kind of address `raw` is. `raw` is the value itself: of a Markdown link as
/// parsed, of an attribute as decoded, of a key in YAML.
pub fn classify(raw: &str) -> Address {
    let address: String =
        raw.trim_matches(is_ignored_around).chars().filter(|c| !is_break(*c)).collect();
    if address.is_empty() {
        return Address::Empty;
    }
    if let Some(hidden) = hidden_scheme(&address) {
        return Address::Unsafe(hidden);
    }
    if address.chars().any(char::is_control) {
        return Address::Malformed(AddressFault::ControlCharacter);
    }
    match split_scheme(&address) {
        Some((scheme, rest)) => with_scheme(&scheme, rest, &address),
        None => without_scheme(&address),
    }
}

fn with_scheme(scheme: &str, rest: &str, address: &str) -> Address {
    // The scheme in small letters; the rest as written.
    let encoded = || format!("{scheme}:{}", encode(rest));
    match scheme {
        "https" | "http" => match host_fault(rest) {
            Some(fault) => Address::Malformed(fault),
            None if scheme == "https" => Address::Web(encoded()),
            None => Address::InsecureWeb(encoded()),
        },
        "mailto" if injects_header(rest) => {
            Address::Malformed(AddressFault::ControlCharacter)
        }
        "mailto" if !names_mailbox(rest) => Address::Malformed(AddressFault::NoMailbox),
        "mailto" => Address::Mail(encoded()),
        // Spaces have no place in it (RFC 3966), and neither have signs that are shown.
        "tel" | "sms" => match Telephone::read(&decode(number_of(rest))) {
            Some(number) if !number.is_whole() => {
                Address::Malformed(AddressFault::ReachesNobody)
            }
            None => Address::Malformed(AddressFault::NoNumber),
            Some(number) if scheme == "tel" => Address::Tel(number.href()),
            Some(_) => Address::Sms(encoded()),
        },
        drive if drive.len() == 1 => Address::WindowsPath(address.to_owned()),
        other => Address::Unsafe(other.to_owned()),
    }
}

/// The number of an address that is dialled, without the words of a message.
fn number_of(rest: &str) -> &str {
    let rest = rest.trim_start_matches('/');
    rest.split(['?', '&']).next().unwrap_or(rest)
}

fn without_scheme(address: &str) -> Address {
    let mut start = address.chars();
    let first_two = (start.next(), start.next());
    match first_two {
        (Some('/'), Some('/' | '\\')) | (Some('\\'), Some('/')) => {
            return Address::ProtocolRelative(address.to_owned());
        }
        _ => {}
    }
    let (before, fragment) = match address.split_once('#') {
        Some((before, fragment)) => (before, Some(decode(fragment))),
        None => (address, None),
    };
    let (path, query) = match before.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (before, None),
    };
    let path = decode(path);
    if path.contains('\\') {
        return Address::WindowsPath(address.to_owned());
    }
    if path.chars().any(char::is_control) {
        return Address::Malformed(AddressFault::ControlCharacter);
    }
    // Decoding may bring a second slash to the front; a browser would not follow it out
    // of the site, but nobody writes it by accident either.
    if path.starts_with("//") {
        return Address::ProtocolRelative(address.to_owned());
    }
    match fragment {
        Some(fragment) if path.is_empty() && query.is_none() => {
            Address::Fragment(fragment)
        }
        fragment if path.starts_with('/') => {
            Address::Root(LocalAddress { path, query, fragment })
        }
        fragment => Address::Relative(LocalAddress { path, query, fragment }),
    }
}

/// The scheme, in small letters, and what follows its colon (RFC 3986, section 3.1).
fn split_scheme(address: &str) -> Option<(String, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    sound.then(|| (scheme.to_ascii_lowercase(), rest))
}

/// An unsafe scheme that shows only after decoding.
fn hidden_scheme(address: &str) -> Option<String> {
    // No scheme can hide behind more than this; a data address may be megabytes long.
    let head = &address[..floor(address, 1_000)];
    let entities = decode_entities(head);
    [decode(&entities), entities].into_iter().find_map(|text| {
        let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        let (scheme, _) = split_scheme(&visible)?;
        let safe = matches!(&*scheme, "https" | "http" | "mailto" | "tel" | "sms");
        (!safe && scheme.len() > 1).then_some(scheme)
    })
}

/// What is wrong with the host, given what follows `https:`.
fn host_fault(rest: &str) -> Option<AddressFault> {
    let Some(authority) = rest.strip_prefix("//") else {
        return Some(AddressFault::NoHost);
    };
    // A browser ends the host at a backslash too; here it is simply no part of a host.
    let authority = authority.split(['/', '?', '#']).next().unwrap_or("");
    if ["https:", "http:"].iter().any(|scheme| authority.eq_ignore_ascii_case(scheme)) {
        return Some(AddressFault::TwoSchemes);
    }
    if authority.contains('@') {
        return Some(AddressFault::Credentials);
    }
    let sound = |c: char| c.is_alphanumeric() || !c.is_ascii() || "-._~%:[]".contains(c);
    let names_host = authority.starts_with(|c| c != ':') && authority.chars().all(sound);
    (!names_host).then_some(AddressFault::NoHost)
}

/// Whether a mail goes to somebody; whom to may be left to the writer: `mailto:?subject=x`.
fn names_mailbox(rest: &str) -> bool {
    let to = rest.split('?').next().unwrap_or("");
    let to = decode(to);
    !to.starts_with('/') && (to.is_empty() || to.contains('@'))
}

/// Whether a mail address smuggles a further header line in. Line ends are at home only
/// in the body (RFC 6068, section 5).
fn injects_header(rest: &str) -> bool {
    let has_break = |text: &str| {
        let text = text.to_ascii_lowercase();
        text.contains("%0a") || text.contains("%0d")
    };
    let (to, headers) = rest.split_once('?').unwrap_or((rest, ""));
    let is_body = |header: &str| {
        header.split_once('=').is_some_and(|(name, _)| name.eq_ignore_ascii_case("body"))
    };
    has_break(to)
        || headers.split('&').any(|header| !is_body(header) && has_break(header))
}

/// Encodes the ASCII characters that no address holds; letters of other scripts stay.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '"' | '\'' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                let _ = write!(encoded, "%{:02X}", u32::from(c));
            }
            c => encoded.push(c),
        }
    }
    encoded
}

/// Decodes percent codes, once; codes that are not UTF-8 stay as they are.
pub fn decode(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// Decodes the entities that can spell a scheme: every number, and the names of the colon
/// and of what a browser skips. No letter has a name of its own.
fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((c, length)) = entity(rest) {
            decoded.push(c);
            rest = &rest[length..];
        } else {
            decoded.push('&');
            rest = &rest[1..];
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The entity that `text` begins with, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    const NAMES: &[(&str, char)] = &[
        ("&colon;", ':'),
        ("&Tab;", '\t'),
        ("&NewLine;", '\n'),
        ("&nbsp;", '\u{a0}'),
        ("&shy;", '\u{ad}'),
        ("&amp;", '&'),
    ];
    for (name, c) in NAMES {
        if text.starts_with(name) {
            return Some((*c, name.len()));
        }
    }
    let number = text.strip_prefix("&#")?;
    let (digits, radix, before) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 3),
        None => (number, 10, 2),
    };
    let count = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    let code = digits[..count].trim_start_matches('0');
    let c = char::from_u32(u32::from_str_radix(code, radix).ok()?)?;
    let semicolon = usize::from(digits[count..].starts_with(';'));
    Some((c, before + count + semicolon))
}

/// What a browser takes off both ends (URL Standard), and white space of other scripts.
fn is_ignored_around(c: char) -> bool {
    c <= ' ' || c.is_whitespace() || c == '\u{feff}'
}

/// What a browser takes out everywhere.
fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r')
}

/// What a reader does not see: white space, controls, and Unicode's format characters.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(raw: &str) -> String {
        let shown = format!("{:?}", classify(raw));
        shown.split(['(', ' ', '{']).next().unwrap().to_owned()
    }

    #[test]
    fn no_disguise_hides_an_unsafe_scheme() {
        for (raw, scheme) in [
            ("javascript:alert(1)", "javascript"),
            ("JaVaScRiPt:alert(1)", "javascript"),
            (" javascript:alert(1)", "javascript"),
            ("java\tscript:alert(1)", "javascript"),
            ("java\r\nscript\n:alert(1)", "javascript"),
            ("\u{1}javascript:alert(1)", "javascript"),
            ("java\u{0}script:alert(1)", "javascript"),
            ("javascript&colon;alert(1)", "javascript"),
            ("&#106;avascript:alert(1)", "javascript"),
            ("&#x6A;avascript:alert(1)", "javascript"),
            ("&#x6a;&#x61;vascript&#58;alert(1)", "javascript"),
            ("&#0000106avascript:alert(1)", "javascript"),
            ("javascript&#x3a;alert(1)", "javascript"),
            ("java&Tab;script:alert(1)", "javascript"),
            ("javascript:%61lert(1)", "javascript"),
            ("java%0ascript:alert(1)", "javascript"),
            ("data:text/html,<script>alert(1)</script>", "data"),
            ("DATA:text/html;base64,PHNjcmlwdD4=", "data"),
            ("data:image/svg+xml,<svg onload=alert(1)>", "data"),
            ("vbscript:msgbox(1)", "vbscript"),
            ("blob:https://x/y", "blob"),
            ("filesystem:https://x/y", "filesystem"),
            ("view-source:javascript:alert(1)", "view-source"),
            ("jar:javascript:alert(1)!/", "jar"),
            ("\u{202e}javascript:alert(1)", "javascript"),
            ("\u{feff}java\u{200b}script:alert(1)", "javascript"),
            ("file:///etc/passwd", "file"),
            ("ftp://x/y", "ftp"),
            ("made-up:x", "made-up"),
        ] {
            assert_eq!(classify(raw), Address::Unsafe(scheme.to_owned()), "{raw:?}");
        }
    }

    #[test]
    fn what_leads_out_of_the_site_by_a_trick_is_named() {
        for (raw, expected) in [
            ("//evil.example/x", "ProtocolRelative"),
            ("/\\evil.example", "ProtocolRelative"),
            ("\\/evil.example", "ProtocolRelative"),
            ("/%2fevil.example", "ProtocolRelative"),
            ("/\t/evil.example", "ProtocolRelative"),
            ("\\\\evil.example\\x", "WindowsPath"),
            ("..\\care\\infection.md", "WindowsPath"),
            ("C:\\Users\\me\\x.md", "WindowsPath"),
            ("c:/x.md", "WindowsPath"),
            ("a%5cb", "WindowsPath"),
            ("https:evil.example", "Malformed"),
            ("https:\\\\evil.example", "Malformed"),
            ("https:///x", "Malformed"),
            ("https://:80/", "Malformed"),
            ("https://user:pass@evil.example", "Malformed"),
            ("https://good.example\\@evil.example", "Malformed"),
            ("https://good.example\\evil.example", "Malformed"),
            ("mailto:a@b.c?subject=x%0abcc:d@e.f", "Malformed"),
            ("a%00b", "Malformed"),
            ("a\u{7}b", "Malformed"),
        ] {
            assert_eq!(kind(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn web_addresses_are_ready_for_an_attribute() {
        for (raw, expected) in [
            ("HTTPS://x/a b", "https://x/a%20b"),
            (
                "https://x/\"onmouseover=\"alert(1)",
                "https://x/%22onmouseover=%22alert(1)",
            ),
            ("https://x/'onmouseover='alert(1)", "https://x/%27onmouseover=%27alert(1)"),
            ("https://x/<script>", "https://x/%3Cscript%3E"),
            ("https://ex\u{430}mple.org", "https://ex\u{430}mple.org"),
            ("https://x/?a=1&copy=2#é", "https://x/?a=1&copy=2#é"),
            ("https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080/"),
        ] {
            assert_eq!(classify(raw), Address::Web(expected.to_owned()), "{raw:?}");
        }
        assert_eq!(kind("http://x/"), "InsecureWeb");
        assert_eq!(kind("mailto:ward@x.org?body=a%0d%0ab"), "Mail");
        assert_eq!(kind("tel:+44 20 7946 0000"), "Tel");
        assert_eq!(kind("sms:+442079460000"), "Sms");
        for raw in ["tel:020 7946 0123", "tel:020%207946%200123", "TEL:020-7946-0123"] {
            assert_eq!(
                classify(raw),
                Address::Tel("tel:02079460123".to_owned()),
                "{raw}"
            );
        }
    }

    #[test]
    fn paths_are_decoded_once_and_keep_their_parts_apart() {
        let local = |path: &str, query: Option<&str>, fragment: Option<&str>| {
            let owned = |text: &str| text.to_owned();
            LocalAddress {
                path: owned(path),
                query: query.map(owned),
                fragment: fragment.map(owned),
            }
        };
        for (raw, expected) in [
            ("../a%20b.md#c%20d", local("../a b.md", None, Some("c d"))),
            ("%252e%252e/x", local("%2e%2e/x", None, None)),
            ("%2e%2e/x", local("../x", None, None)),
            ("x?v=1#", local("x", Some("v=1"), Some(""))),
            ("javascript\u{2236}alert(1)", local("javascript∶alert(1)", None, None)),
            ("a/b:c.md", local("a/b:c.md", None, None)),
            ("https&colon;//x", local("https&colon;//x", None, None)),
            ("%ff.md", local("%ff.md", None, None)),
            ("نخاع\u{200c}ها.md", local("نخاع\u{200c}ها.md", None, None)),
        ] {
            assert_eq!(classify(raw), Address::Relative(expected), "{raw:?}");
        }
        assert_eq!(classify("/x.md"), Address::Root(local("/x.md", None, None)));
        assert_eq!(classify("#a%20b"), Address::Fragment("a b".to_owned()));
        assert_eq!(classify(" \n\u{feff}"), Address::Empty);
    }
}
