//! L032 misdialled-number.

use percent_encoding::percent_decode_str;

use super::{Check, Context};
use crate::article::Source;
use crate::base::{Html, Telephone};
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, OTHER_NUMBER_DIALLED, Rule, Severity};
use crate::html::text_of;
use crate::markdown::{Document, Link, LinkKind, NodeKind, parse};
use crate::yaml::shown;

static RULE: Rule = Rule {
    code: "L032",
    name: "misdialled-number",
    severity: Severity::Error,
    meaning: "A link shows one telephone number and dials another.",
    why: "Whoever reads the number trusts it, and reaches somebody else, perhaps when it is urgent.",
    mend: "Write the number alone between angle brackets, such as `<020 7946 0123>`: the link is made from it.",
    source: "RFC 3966, The tel URI for Telephone Numbers",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// The codes of countries, by the ends of addresses and of the tags of languages.
const COUNTRIES: &[(&str, &str)] = &[
    ("at", "43"),
    ("au", "61"),
    ("be", "32"),
    ("ca", "1"),
    ("ch", "41"),
    ("de", "49"),
    ("dk", "45"),
    ("es", "34"),
    ("fi", "358"),
    ("fr", "33"),
    ("gb", "44"),
    ("ie", "353"),
    ("in", "91"),
    ("it", "39"),
    ("jp", "81"),
    ("nl", "31"),
    ("no", "47"),
    ("nz", "64"),
    ("pl", "48"),
    ("pt", "351"),
    ("se", "46"),
    ("uk", "44"),
    ("us", "1"),
    ("za", "27"),
];

/// The code of the country that a site is for, if its address or its main language says so;
/// or the one that several contacts have.
fn home<'c>(context: &'c Context<'_>, codes: &[&'c str]) -> Option<&'c str> {
    let config = context.config;
    let tag = config.languages[LanguageId::DEFAULT].tag.as_str();
    let origin = config.base_url.as_ref().map(|base| base.origin.as_str());
    let end = origin.and_then(|origin| origin.rsplit(['.', ':', '/']).next());
    let region = tag.rsplit_once('-').map(|(_, region)| region);
    let said = [end, region].into_iter().flatten().find_map(|name| {
        let is_it = |(country, _): &&(&str, &str)| country.eq_ignore_ascii_case(name);
        COUNTRIES.iter().find(is_it).map(|(_, code)| *code)
    });
    let count = |code: &str| codes.iter().filter(|one| **one == code).count();
    let most = || codes.iter().copied().max_by_key(|code| count(code));
    said.or_else(|| {
        most().filter(|code| count(code) > 1 && count(code) * 2 > codes.len())
    })
}

/// Readers see a number without its country, and `phone_link` dials another one's.
fn abroad(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let contacts = context.site.records.contacts.values();
    let linked: Vec<_> = contacts
        .filter_map(|contact| {
            let phone = contact.phone.as_deref()?;
            let dialled = contact.dialled.as_ref()?;
            Some((
                contact.span,
                phone,
                dialled,
                dialled.country_of(&Telephone::read(phone)?)?,
            ))
        })
        .collect();
    let codes: Vec<&str> = linked.iter().map(|(.., code)| *code).collect();
    let Some(home) = home(context, &codes) else { return };
    for (span, phone, dialled, code) in linked.iter().filter(|(.., code)| *code != home) {
        let message = format!(
            "readers see `{}`, and `phone_link` dials {} in another country",
            shown(phone),
            dialled.digits()
        );
        let help = format!(
            "write `+{home}` for `+{code}`, or the country's code in `phone` as well"
        );
        found
            .push(Diagnostic::new(&OTHER_NUMBER_DIALLED, *span, message).with_help(help));
    }
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    abroad(context, found);
    for source in context.sources() {
        let mut document = None;
        for link in source.outline.links.iter().filter(|link| is_call(link)) {
            let Some(dialled) = dialled(&link.target) else { continue };
            let words = if link.kind == LinkKind::HtmlLink {
                words_of_element(source, link)
            } else {
                let parsed = || parse(&source.text, source.body.clone(), "");
                words_of(document.get_or_insert_with(parsed), link)
            };
            let numbers = numbers(&words);
            if numbers.is_empty() || numbers.iter().any(|one| one.1.reaches(&dialled)) {
                continue;
            }
            let (number, _) = &numbers[0];
            let message = format!(
                "readers see `{}`, and the link dials {}",
                shown(number),
                dialled.digits()
            );
            let help = format!(
                "write the right number once, between angle brackets: `<{}>`",
                shown(number)
            );
            let span = source.span_of(link);
            found.push(Diagnostic::new(&RULE, span, message).with_help(help));
        }
    }
}

fn is_call(link: &Link) -> bool {
    link.target.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("tel:"))
}

fn dialled(target: &str) -> Option<Telephone> {
    Telephone::read(&percent_decode_str(target.get(4..)?).decode_utf8_lossy())
}

fn words_of(document: &Document<'_>, link: &Link) -> String {
    let is_it = |kind: &NodeKind<'_>| matches!(kind, NodeKind::Link { at, .. } if *at == link.at as usize);
    let node = document.nodes.iter().position(|node| is_it(&node.kind));
    node.map(|node| document.text_of(node)).unwrap_or_default()
}

/// The words of an `<a>` in raw HTML, whose address the link is.
fn words_of_element(source: &Source, link: &Link) -> String {
    let behind = source.text.get(link.span.end as usize..).unwrap_or_default();
    let words = behind.split_once('>').map_or("", |(_, words)| words);
    let end = words.find("</a").or_else(|| words.find("</A")).unwrap_or(0);
    text_of(&Html(words[..end].to_owned()))
}

/// The numbers in words: each as it stands there.
fn numbers(words: &str) -> Vec<(String, Telephone)> {
    let is_of_number = |c: char| c.is_ascii_digit() || " \u{a0}+-()".contains(c);
    let parts = words.split(|c: char| !is_of_number(c)).map(str::trim);
    let number = |part: &str| Some((part.to_owned(), Telephone::only(part)?));
    parts.filter(|part| !part.is_empty()).filter_map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_between_words() {
        let of = |words: &str| -> Vec<String> {
            numbers(words).into_iter().map(|(number, _)| number).collect()
        };
        assert_eq!(of("Ring 020 7946 0127 now"), ["020 7946 0127"]);
        assert_eq!(of("Call 999"), ["999"]);
        assert!(of("Ring us, 24 hours, on 3 days").is_empty());
    }
}
