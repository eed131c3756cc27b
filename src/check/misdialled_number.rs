//! L032 misdialled-number.

use percent_encoding::percent_decode_str;

use super::{Check, Context};
use crate::article::Source;
use crate::base::{Html, ShownNumber, Telephone};
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, OTHER_NUMBER_DIALLED, Rule, Severity};
use crate::html::text_of;
use crate::markdown::{Document, Link, LinkKind, NodeKind, parse};
use crate::yaml::shown;

static RULE: Rule = Rule {
    code: "L032",
    name: "misdialled-number",
    severity: Severity::Error,
    meaning: "A link shows one telephone number and dials another, or shows two and dials one of them.",
    why: "Whoever reads the number trusts it, and reaches somebody else, perhaps when it is urgent.",
    mend: "Write the number alone between angle brackets, such as `<020 7946 0123>`: the link is made from it.",
    source: "RFC 3966, The tel URI for Telephone Numbers",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Digits from which on a number that another one begins with may be whole.
const FEWEST_OF_WHOLE: usize = 9;

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

/// The code of the country that a site is for, if its address or its main language says so.
fn said<'c>(context: &'c Context<'_>) -> Option<&'c str> {
    let config = context.config;
    let tag = config.languages[LanguageId::DEFAULT].tag.as_str();
    let origin = config.base_url.as_ref().map(|base| base.origin.as_str());
    let end = origin.and_then(|origin| origin.rsplit(['.', ':', '/']).next());
    let region = tag.rsplit_once('-').map(|(_, region)| region);
    [end, region].into_iter().flatten().find_map(|name| {
        let is_it = |(country, _): &&(&str, &str)| country.eq_ignore_ascii_case(name);
        COUNTRIES.iter().find(is_it).map(|(_, code)| *code)
    })
}

/// The code that more than half of `codes` are, if those are `least` or more.
fn most<'c>(codes: &[&'c str], least: usize) -> Option<&'c str> {
    let count = |code: &str| codes.iter().filter(|one| **one == code).count();
    let most = codes.iter().copied().max_by_key(|code| count(code))?;
    (count(most) >= least && count(most) * 2 > codes.len()).then_some(most)
}

/// The code of the country that readers dial from, where it is known: said, or that of the
/// numbers that contacts have with it.
fn home_of<'c>(context: &'c Context<'_>) -> Option<&'c str> {
    let contacts = context.site.records.contacts.values();
    let dialled = contacts
        .filter_map(|contact| contact.dialled.as_ref()?.digits().strip_prefix('+'));
    let code = |digits: &str| {
        let mut codes = COUNTRIES.iter().map(|(_, code)| *code);
        codes.find(|code| digits.starts_with(code))
    };
    let codes: Vec<&str> = dialled.filter_map(code).collect();
    said(context).or_else(|| most(&codes, 1))
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
    let Some(home) = said(context).or_else(|| most(&codes, 2)) else { return };
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

/// Numbers of ten digits that lost their 0, where other contacts have one.
fn without_zero(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let contacts = context.site.records.contacts.values();
    let phones: Vec<_> = contacts
        .filter_map(|contact| Some((contact.span, contact.phone.as_deref()?.trim())))
        .collect();
    let has_zero = said(context).is_some_and(|home| home == "44")
        || phones.iter().any(|(_, phone)| phone.starts_with('0'));
    for (span, phone) in phones {
        let is_lost = phone.bytes().all(|byte| byte.is_ascii_digit())
            && Telephone::read(phone).is_some_and(|number| number.lacks_zero());
        if has_zero && is_lost {
            let message =
                format!("`{phone}` lost the 0 that it begins with, and reaches nobody");
            let help = format!("write `phone: \"0{phone}\"`");
            found.push(
                Diagnostic::new(&OTHER_NUMBER_DIALLED, span, message).with_help(help),
            );
        }
    }
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    abroad(context, found);
    without_zero(context, found);
    let home = home_of(context);
    for source in context.sources() {
        let mut document = None;
        for link in &source.outline.links {
            let Some(dialled) = dialled(context, link) else { continue };
            let texts = if link.kind == LinkKind::HtmlLink {
                texts_of_element(source, link)
            } else {
                let parsed = || parse(&source.text, source.body.clone(), "");
                texts_of(document.get_or_insert_with(parsed), link)
            };
            let told = texts.iter().find_map(|text| judge(text, &dialled, home));
            let Some((message, help)) = told else { continue };
            let help = if link.kind == LinkKind::Wiki {
                format!(
                    "write `[[{}]]`, which shows the number that it dials",
                    link.target
                )
            } else {
                help
            };
            let span = source.span_of(link);
            found.push(Diagnostic::new(&RULE, span, message).with_help(help));
        }
    }
}

/// What is wrong with a link of these words, and what to type.
fn judge(
    words: &str,
    dialled: &Telephone,
    home: Option<&str>,
) -> Option<(String, String)> {
    let numbers = Telephone::all_in(words);
    let is_right = |number: &&ShownNumber| number.is_reached_by(dialled, home);
    let right = numbers.iter().find(is_right);
    let wrong = |number: &&ShownNumber| {
        !is_right(number) && (right.is_none() || !number.is_short())
    };
    let wrong = numbers.iter().find(wrong)?;
    let (seen, digits) = (shown(&wrong.words), dialled.digits());
    let extended =
        dialled.extension().map_or_else(String::new, |own| format!(" and then {own}"));
    if let Some(right) = right {
        let message =
            format!("readers see `{seen}` in this link as well, and it dials {digits}");
        let help =
            format!("make a link of each: `<{}>` and `<{seen}>`", shown(&right.words));
        return Some((message, help));
    }
    let message = match wrong.number.extension() {
        Some(extension)
            if dialled.extension().is_none() && digits == wrong.number.digits() =>
        {
            format!(
                "readers see the extension {extension}, and the link dials {digits} without it"
            )
        }
        _ => format!("readers see `{seen}`, and the link dials {digits}{extended}"),
    };
    let is_part = digits.starts_with(wrong.number.digits())
        && wrong.number.digits().len() < FEWEST_OF_WHOLE;
    let is_callable = Telephone::only(&wrong.words)
        .or_else(|| Telephone::spelled(&wrong.words))
        .is_some_and(|number| number == wrong.number);
    let help = if is_part && wrong.number.extension().is_none() {
        format!("write the whole number once, between angle brackets: `<{digits}>`")
    } else if is_callable {
        format!("write the right number once, between angle brackets: `<{seen}>`")
    } else if Telephone::only(wrong.number.digits()).is_some() {
        format!(
            "write `{}` as the address of the link, if that number is the right one",
            wrong.number.href()
        )
    } else {
        // A part of a number reaches nobody.
        format!(
            "write the whole number once, between angle brackets, such as `<{digits}>`"
        )
    };
    Some((message, help))
}

/// The number that a link dials, if it dials one.
fn dialled(context: &Context<'_>, link: &Link) -> Option<Telephone> {
    let target = link.target.trim();
    if link.kind == LinkKind::Wiki {
        let id = target.strip_prefix("contact:")?;
        return context.site.records.contacts.get(id)?.dialled.clone();
    }
    let decoded = percent_decode_str(target).decode_utf8_lossy();
    let Some((scheme, rest)) = decoded.split_once(':') else {
        // The link of a number is made by itself.
        return Telephone::only(&decoded);
    };
    match scheme.to_ascii_lowercase().as_str() {
        "tel" | "sms" => {
            let number = rest.trim_start_matches('/').split(['?', '&']).next()?;
            // What is dialled after a while, behind a comma, is an extension.
            let number = number.replace(";postd=", ";ext=").replace(',', ";ext=");
            Telephone::read(&number)
        }
        "http" | "https" => chat(rest),
        _ => None,
    }
}

/// The number that a link to a chat opens: `//wa.me/447700900123`.
fn chat(address: &str) -> Option<Telephone> {
    let address = address.trim_start_matches('/').trim_start_matches("www.");
    let number = address.strip_prefix("wa.me/").or_else(|| {
        let (host, query) = address.split_once('?')?;
        let is_chat = host.trim_end_matches('/').ends_with("whatsapp.com/send");
        query.split('&').find_map(|part| part.strip_prefix("phone=")).filter(|_| is_chat)
    })?;
    let end = number.find(['?', '/', '&', '#']).unwrap_or(number.len());
    Telephone::read(&format!("+{}", number[..end].trim_start_matches('+')))
}

/// What a link shows: its words, and its title.
fn texts_of(document: &Document<'_>, link: &Link) -> Vec<String> {
    let title = |kind: &NodeKind<'_>| match kind {
        NodeKind::Link { at, has_text: true, title } if *at == link.at as usize => {
            Some(title.to_string())
        }
        _ => None,
    };
    let mut nodes = document.nodes.iter().enumerate();
    let found = nodes.find_map(|(node, this)| Some((node, title(&this.kind)?)));
    found.map_or_else(Vec::new, |(node, title)| vec![document.text_of(node), title])
}

/// What an `<a>` in raw HTML shows, whose address the link is: its words, and what its
/// attributes say of it.
fn texts_of_element(source: &Source, link: &Link) -> Vec<String> {
    let span = link.span.start as usize..link.span.end as usize;
    let start = source.text.get(..span.start).and_then(|before| before.rfind('<'));
    let after = source.text.get(span.end..).unwrap_or_default();
    let end = span.end + after.find('>').unwrap_or(0);
    let tag = start.and_then(|start| source.text.get(start..end)).unwrap_or_default();
    let value = |name: &str| {
        let (_, behind) = tag.split_once(name)?;
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        behind[1..].split(quote).next().map(str::to_owned)
    };
    let mut texts = vec![words_of_element(source, link)];
    texts.extend([" aria-label=", " title="].into_iter().filter_map(value));
    texts
}

fn words_of_element(source: &Source, link: &Link) -> String {
    let behind = source.text.get(link.span.end as usize..).unwrap_or_default();
    let words = behind.split_once('>').map_or("", |(_, words)| words);
    let end = words.find("</a").or_else(|| words.find("</A")).unwrap_or(0);
    text_of(&Html(words[..end].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_link_is_said_with_what_to_type() {
        for (words, dialled, message, help) in [
            (
                "Ring 020 7946 0127",
                "02079460128",
                "readers see `020 7946 0127`",
                "`<020 7946 0127>`",
            ),
            ("(020 7946 0127)", "02079460128", "`020 7946 0127`", "`<020 7946 0127>`"),
            ("020 7946", "02079460128", "`020 7946`", "`<02079460128>`"),
            (
                "020 7946 0127 ext 12",
                "02079460127",
                "extension 12",
                "`<020 7946 0127 ext 12>`",
            ),
            (
                "020 7946 0127 or 020 7946 0128",
                "02079460127",
                "`020 7946 0128` in this link as well",
                "`<020 7946 0127>` and `<020 7946 0128>`",
            ),
            ("0800 REAL", "08009999", "`0800 REAL`", "`<0800 REAL>`"),
            ("Ward: 946 0127", "02079460128", "`946 0127`", "`<02079460128>`"),
        ] {
            let dialled = Telephone::read(dialled).unwrap();
            let told = judge(words, &dialled, None).unwrap();
            assert!(told.0.contains(message), "{words}: {told:?}");
            assert!(told.1.contains(help), "{words}: {told:?}");
        }
        let dialled = Telephone::read("999").unwrap();
        assert_eq!(judge("Call 999 or 112", &dialled, None), None);
        assert_eq!(judge("Call the ward", &dialled, None), None);
    }

    #[test]
    fn a_chat_opens_with_a_number() {
        for address in [
            "//wa.me/447700900123",
            "//wa.me/447700900123?text=Hello",
            "//api.whatsapp.com/send?text=a&phone=447700900123",
        ] {
            let number = chat(address).unwrap();
            assert_eq!(number.digits(), "+447700900123", "{address}");
        }
        assert_eq!(chat("//www.example.org/send?phone=447700900123"), None);
    }
}
