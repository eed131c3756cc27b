//! Addresses of the web and of mail that stand bare in a text, as GitHub reads them: a
//! reader on a phone taps them.

use std::ops::Range;

use crate::base::floor;

/// Bytes that the name of a host may have, and some more.
const LONGEST_HOST: usize = 300;

/// An address in the words of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare {
    /// The bytes that become the link: with the angle brackets around `<www.nhs.uk>`.
    pub(super) range: Range<usize>,
    /// The bytes that readers see.
    pub(super) words: Range<usize>,
    /// Where it leads.
    pub(super) target: String,
}

/// Signs that end an address: quotation marks, bars, and punctuation of other scripts.
const ENDS: &[char] = &[
    '<', '"', '`', '|', '\\', '\u{ab}', '\u{bb}', '\u{2018}', '\u{2019}', '\u{201c}',
    '\u{201d}', '\u{201e}', '\u{2026}', '\u{3001}', '\u{3002}', '\u{300a}', '\u{300b}',
    '\u{300c}', '\u{300d}', '\u{3010}', '\u{3011}', '\u{ff01}', '\u{ff08}', '\u{ff09}',
    '\u{ff0c}', '\u{ff1a}', '\u{ff1b}', '\u{ff1f}',
];

/// The bare addresses of `words`, in order; `before` is what stands before them.
pub(super) fn bare(words: &str, before: Option<char>) -> Vec<Bare> {
    let mut found: Vec<Bare> = Vec::new();
    let mut done = 0;
    for (at, sign) in words.char_indices() {
        if at < done {
            continue;
        }
        let candidate = match sign {
            ':' => with_scheme(words, at),
            'w' | 'W' => without_scheme(words, at),
            '@' => mail(words, at),
            _ => None,
        };
        let Some(mut bare) = candidate.filter(|bare| bare.range.start >= done) else {
            continue;
        };
        let last = words[..bare.range.start].chars().next_back().or(before);
        let is_mail = bare.target.starts_with("mailto:");
        let glued = |c: char| c.is_alphanumeric() || (!is_mail && "/.-_@".contains(c));
        if last.is_some_and(glued) || (is_mail && last.is_some_and(|c| "/:@".contains(c)))
        {
            continue;
        }
        if !is_mail && last == Some('<') && words[bare.range.end..].starts_with('>') {
            bare.range = bare.range.start.saturating_sub(1)..bare.range.end + 1;
        }
        done = bare.range.end;
        found.push(bare);
    }
    found
}

/// `https://…`, with the colon at byte `colon`.
fn with_scheme(words: &str, colon: usize) -> Option<Bare> {
    let host = colon + "://".len();
    if !words[colon..].starts_with("://") {
        return None;
    }
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        let start = colon.checked_sub(scheme.len());
        let written = start.and_then(|start| words.get(start..colon));
        written.is_some_and(|written| written.eq_ignore_ascii_case(scheme))
    })?;
    let end = address_end(words, host)?;
    let range = colon - scheme.len()..end;
    let target = format!("{scheme}{}", &words[colon..end]);
    Some(Bare { words: range.clone(), range, target })
}

/// `www.…`
fn without_scheme(words: &str, start: usize) -> Option<Bare> {
    let mark = words.get(start..start + "www.".len())?;
    if !mark.eq_ignore_ascii_case("www.") {
        return None;
    }
    address_end(words, start + "www.".len())?;
    let end = address_end(words, start)?;
    let target = format!("https://{}", &words[start..end]);
    Some(Bare { words: start..end, range: start..end, target })
}

/// Where the address ends whose host begins at byte `host`; `None` if that is no host.
fn address_end(words: &str, host: usize) -> Option<usize> {
    let is_of_host = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let near = &words[host..floor(words, host + LONGEST_HOST)];
    let length = near.find(|c| !is_of_host(c));
    if length.is_none() && host + near.len() < words.len() {
        return None;
    }
    let host_end = length.map_or(words.len(), |length| host + length);
    let name = words[host..host_end].trim_end_matches(['.', '-', '_']);
    let labels: Vec<&str> = name.split('.').collect();
    let sound = |label: &&str| !label.is_empty() && !label.starts_with(['-', '_']);
    let [.., last] = labels.as_slice() else { return None };
    let is_number = labels.iter().all(|label| label.bytes().all(|b| b.is_ascii_digit()));
    let is_named = last.chars().all(|c| c.is_alphabetic() || c == '-') || is_number;
    let after = words[host_end..].chars().next();
    if labels.len() < 2 || !labels.iter().all(sound) || !is_named || after == Some('@') {
        return None;
    }
    if host + name.len() < host_end || !after.is_some_and(|c| "/?#:".contains(c)) {
        return Some(host + name.len());
    }
    let rest = &words[host_end..];
    let length = rest.find(|c: char| c.is_whitespace() || ENDS.contains(&c));
    let end = length.map_or(words.len(), |length| host_end + length);
    Some(host_end + trimmed(&words[host_end..end]).len())
}

/// An address without the punctuation of the sentence it ends, and without a bracket that
/// was opened before it.
fn trimmed(mut address: &str) -> &str {
    // How many are closed more often than opened, of each kind of bracket.
    let mut more = ["()", "[]", "{}"].map(|pair| {
        let count = |sign: char| address.matches(sign).count();
        count(pair.as_bytes()[1].into()).saturating_sub(count(pair.as_bytes()[0].into()))
    });
    loop {
        let mut take = |kind: usize| {
            let is_more = more[kind] > 0;
            more[kind] -= usize::from(is_more);
            is_more
        };
        let cut = match address.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '>') => {
                true
            }
            Some(')') => take(0),
            Some(']') => take(1),
            Some('}') => take(2),
            _ => false,
        };
        if !cut {
            return address;
        }
        address = &address[..address.len() - 1];
    }
}

/// `ward@hospital.example`, with the sign at byte `sign`.
fn mail(words: &str, sign: usize) -> Option<Bare> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let local = words[..sign].trim_end_matches(is_local).len();
    let local = sign - words[local..sign].trim_start_matches(['.', '-', '_', '+']).len();
    let is_of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let length = words[sign + 1..].find(|c| !is_of_host(c));
    let end = length.map_or(words.len(), |length| sign + 1 + length);
    let host = words[sign + 1..end].trim_end_matches('.');
    let labels: Vec<&str> = host.split('.').collect();
    let sound = |label: &&str| {
        !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    };
    let last = labels.last()?;
    let mut after = words[end..].chars();
    let goes_on = match after.next() {
        Some('@' | '/' | '_') => true,
        Some(':') => after.next().is_some_and(|c| c.is_alphanumeric() || c == '/'),
        _ => false,
    };
    if local == sign
        || labels.len() < 2
        || !labels.iter().all(sound)
        || last.len() < 2
        || !last.bytes().all(|b| b.is_ascii_alphabetic())
        || goes_on
    {
        return None;
    }
    let end = sign + 1 + host.len();
    let scheme = "mailto:";
    let start = local.saturating_sub(scheme.len());
    let is_said =
        words.get(start..local).is_some_and(|said| said.eq_ignore_ascii_case(scheme));
    let range = if is_said { start..end } else { local..end };
    let target = format!("{scheme}{}", &words[local..end]);
    Some(Bare { words: range.clone(), range, target })
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn addresses_that_stand_bare_are_found_without_what_stands_around_them() {
        for (words, expected) in [
            ("Read https://www.nhs.uk/x/ now", &["https://www.nhs.uk/x/"][..]),
            ("(or www.nhs.uk).", &["www.nhs.uk"]),
            ("WWW.nhs.uk, HTTPS://nhs.uk!", &["WWW.nhs.uk", "HTTPS://nhs.uk"]),
            ("www.x.org/a_(b) and (www.x.org/a_(b))", &["www.x.org/a_(b)"; 2]),
            ("www.x.org/a?b=c,d&e=f;", &["www.x.org/a?b=c,d&e=f"]),
            (
                "\u{201c}www.x.org/a\u{201d} \"www.x.org/b\"",
                &["www.x.org/a", "www.x.org/b"],
            ),
            ("[www.x.org/a] {www.x.org/b}", &["www.x.org/a", "www.x.org/b"]),
            ("https://nhs.uk:8080/a#b-c...", &["https://nhs.uk:8080/a#b-c"]),
            ("http://10.0.0.1/x", &["http://10.0.0.1/x"]),
            ("见https://nhs.uk/a。再见", &[]),
            ("见：https://nhs.uk/a。再见", &["https://nhs.uk/a"]),
            ("Write to ward@x.example.", &["ward@x.example"]),
            ("a.b+c@x-y.org, d_e@x.co.uk;", &["a.b+c@x-y.org", "d_e@x.co.uk"]),
            ("mailto:ward@x.example", &["mailto:ward@x.example"]),
            ("<www.nhs.uk>", &["www.nhs.uk"]),
            ("https://ward@x.example", &[]),
        ] {
            let found = bare(words, None);
            let found: Vec<&str> =
                found.iter().map(|bare| &words[bare.words.clone()]).collect();
            assert_eq!(found, expected, "{words}");
        }
    }

    #[test]
    fn what_only_looks_like_an_address_is_left_alone() {
        for words in [
            "http://localhost:8080/ and https://{host}/a and https:// and http",
            "www. and www.x and wwww.x.org and xwww.x.org and //www.x.org",
            "a@b and @name and name@ and a@b.c and foo@1.2.3 and @a.org",
            "git@github.com:owner/name ssh://git@x.org/a a@x.org/b a@b@c.org",
            "xhttps://nhs.uk ftp://nhs.uk https://a..b https://-a.b https://a.b@c.d",
        ] {
            assert_eq!(bare(words, None), [], "{words}");
        }
        assert_eq!(bare("www.nhs.uk", Some('x')), []);
    }

    #[test]
    fn an_address_without_a_scheme_leads_to_the_safe_one() {
        let found = bare("see <www.NHS.uk> or HTTP://x.org or ward@x.org", None);
        let targets: Vec<&str> = found.iter().map(|bare| &*bare.target).collect();
        assert_eq!(targets, ["https://www.NHS.uk", "http://x.org", "mailto:ward@x.org"]);
        assert_eq!(found[0].range, 4..16);
        assert_eq!(found[0].words, 5..15);
    }
}
