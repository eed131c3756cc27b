//! L029 tracked-link.

use super::{Check, Context};
use crate::base::decode;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::markdown::LinkKind;

static RULE: Rule = Rule {
    code: "L029",
    name: "tracked-link",
    severity: Severity::Warning,
    meaning: "A link to another site goes through a tracking service, or tells that site where the reader came from.",
    why: "It was copied from a mail or a search. Who follows it is counted by name or by campaign, and what somebody reads about their illness is nobody's business.",
    mend: "Write the plain address. `engraft check --fix` does it for you.",
    source: "ICO guidance on cookies and similar technologies; NHS standard for creating health content",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Parts of a query that say nothing about the page that is wanted.
const MARKS: &[&str] = &[
    "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid",
    "mkt_tok", "_hsenc", "_hsmi",
];

/// How many services may stand around one another.
const MOST_WRAPPERS: usize = 5;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for source in context.sources() {
        for link in &source.outline.links {
            let is_address = matches!(link.kind, LinkKind::Markdown | LinkKind::HtmlLink);
            let Some(plain) = plain(&link.target).filter(|_| is_address) else {
                continue;
            };
            let span = source.span_of(link);
            let finding =
                Diagnostic::new(&RULE, span, "this address tracks who follows it")
                    .with_help(format!("write `{plain}`"));
            // An address with entities is another text than the one that is meant.
            let is_as_written = source.text.get(span.range()) == Some(&*link.target);
            let is_safe = plain
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"()<>\"".contains(&byte));
            found.push(if is_as_written && is_safe {
                finding.with_patch(span, plain)
            } else {
                finding
            });
        }
    }
}

/// The address without what tracks; `None` if nothing does.
fn plain(address: &str) -> Option<String> {
    if !address.contains('?') {
        return None;
    }
    let mut inner = address.to_owned();
    for _ in 0..MOST_WRAPPERS {
        let Some(wrapped) = wrapped(&inner) else { break };
        inner = wrapped;
    }
    let plain = without_marks(&inner);
    (plain != address).then_some(plain)
}

/// The address inside that of a service that counts who follows it.
fn wrapped(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let (place, query) = rest.split_once('?')?;
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_ascii_lowercase();
    let is_search = host.starts_with("www.google.") && path == "url";
    let keys: &[&str] = if host.ends_with(".safelinks.protection.outlook.com") {
        &["url"]
    } else if is_search {
        &["url", "q"]
    } else {
        return None;
    };
    let parts = query.split('&').filter_map(|part| part.split_once('='));
    let mut values =
        parts.filter(|(key, _)| keys.contains(key)).map(|(_, value)| decode(value));
    values.find(|value| value.starts_with("https://") || value.starts_with("http://"))
}

/// The address without the parts of its query that only count.
fn without_marks(address: &str) -> String {
    let (before, fragment) = match address.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (address, None),
    };
    let Some((page, query)) = before.split_once('?') else { return address.to_owned() };
    let parts: Vec<&str> = query.split('&').collect();
    let kept: Vec<&str> = parts.iter().copied().filter(|part| !is_mark(part)).collect();
    if !address.starts_with("http") || kept.len() == parts.len() {
        return address.to_owned();
    }
    let mut plain = page.to_owned();
    if !kept.is_empty() {
        plain.push('?');
        plain.push_str(&kept.join("&"));
    }
    if let Some(fragment) = fragment {
        plain.push('#');
        plain.push_str(fragment);
    }
    plain
}

fn is_mark(part: &str) -> bool {
    let key = part.split('=').next().unwrap_or(part);
    MARKS.contains(&key) || key.starts_with("utm_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tracks_is_taken_out_of_an_address() {
        let plain_address = "https://www.nhs.uk/x/";
        for address in [
            "https://www.nhs.uk/x/?utm_source=letter&utm_medium=email",
            "https://www.nhs.uk/x/?fbclid=abc",
            "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.nhs.uk%2Fx%2F&data=05%7C01",
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.nhs.uk%2Fx%2F%3Futm_source%3Da",
            "https://www.google.co.uk/url?q=https://www.nhs.uk/x/&sa=D",
        ] {
            assert_eq!(plain(address).as_deref(), Some(plain_address), "{address}");
        }
        for (address, expected) in [
            ("https://a.example/?id=1&utm_id=2#top", "https://a.example/?id=1#top"),
            ("http://a.example/?gclid=2&id=1", "http://a.example/?id=1"),
        ] {
            assert_eq!(plain(address).as_deref(), Some(expected));
        }
    }

    #[test]
    fn an_address_that_does_not_track_is_left_alone() {
        for address in [
            "https://www.nhs.uk/x/?id=1#utm_source=a",
            "https://www.google.com/search?q=https://a.example/",
            "https://www.google.com/url?q=nothing",
            "page.md?utm_source=x",
            "https://a.example/?",
            "https://",
            "",
        ] {
            assert_eq!(plain(address), None, "{address}");
        }
    }
}
