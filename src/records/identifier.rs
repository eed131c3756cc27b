//! The forms of identifiers. Each gives the identifier in its plain form, or an example
//! of what to write.

use crate::base::{Spanned, Telephone};
use crate::yaml::{Fields, shown};

/// A text that has a shape of its own; what does not have it is told and left out.
pub(super) fn checked(
    fields: &mut Fields<'_>,
    key: &str,
    shape: fn(&str) -> Result<String, &'static str>,
) -> Option<String> {
    let Spanned { value, span } = fields.text(key)?;
    match shape(value.trim()) {
        Ok(text) => Some(text),
        Err(example) => {
            let message = format!("`{}` has not the form of a `{key}`", shown(&value));
            fields.bad_value(
                span,
                message,
                format!("write it like this: `{key}: {example}`"),
            );
            None
        }
    }
}

/// A DOI without its resolver.
pub(super) fn doi(text: &str) -> Result<String, &'static str> {
    const EXAMPLE: &str = "10.1038/s41409-022-01691-w";
    let lower = text.to_ascii_lowercase();
    let prefixes = [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
    ];
    let rest = prefixes
        .iter()
        .chain(&["doi.org/", "dx.doi.org/", "doi:"])
        .find(|prefix| lower.starts_with(**prefix))
        .map_or(text, |prefix| text[prefix.len()..].trim());
    let (registrant, suffix) = rest.split_once('/').ok_or(EXAMPLE)?;
    let digits = registrant.strip_prefix("10.").ok_or(EXAMPLE)?;
    let sound = matches!(digits.len(), 4..=9)
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !suffix.is_empty()
        && (suffix.chars().all(|c| c.is_ascii_alphanumeric() || "-._;()/:".contains(c))
            || (digits == "1002" && !suffix.contains(char::is_whitespace)))
        // The form allows them, but they come from the sentence that it was copied out of.
        && !suffix.ends_with(['.', ',', ';', ':']);
    if sound { Ok(rest.to_owned()) } else { Err(EXAMPLE) }
}

/// A number in `PubMed`.
pub(super) fn pmid(text: &str) -> Result<String, &'static str> {
    if is_number(text) { Ok(text.to_owned()) } else { Err("\"31886456\"") }
}

/// A number in `PubMed` Central.
pub(super) fn pmcid(text: &str) -> Result<String, &'static str> {
    let number = text.strip_prefix("PMC").unwrap_or_default();
    let (number, version) = number.split_once('.').unwrap_or((number, "0"));
    let sound = is_number(number)
        && !version.is_empty()
        && version.bytes().all(|b| b.is_ascii_digit());
    if sound { Ok(text.to_owned()) } else { Err("PMC6934358") }
}

/// One to eight digits, the first not zero.
fn is_number(text: &str) -> bool {
    matches!(text.len(), 1..=8)
        && !text.starts_with('0')
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// A web address.
pub(super) fn url(text: &str) -> Result<String, &'static str> {
    const EXAMPLE: &str = "https://www.example.org/page";
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .ok_or(EXAMPLE)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let forbidden =
        |c: char| c.is_whitespace() || c.is_control() || r#"<>"`\"#.contains(c);
    let sound = host.contains('.') && !host.contains('@') && !rest.contains(forbidden);
    if sound { Ok(text.to_owned()) } else { Err(EXAMPLE) }
}

/// A mailbox.
pub(super) fn email(text: &str) -> Result<String, &'static str> {
    let forbidden =
        |c: char| c.is_whitespace() || c.is_control() || r#"<>"'?&,;:"#.contains(c);
    let sound = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains('@')
    });
    if sound && !text.contains(forbidden) {
        Ok(text.to_owned())
    } else {
        Err("transplant.team@example.org")
    }
}

/// A telephone number, as people write it.
pub(super) fn phone(text: &str) -> Result<String, &'static str> {
    let number = Telephone::read(text).ok_or("\"+44 1632 960000\"");
    number.map(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_their_forms() {
        for (text, plain) in [
            ("10.1016/S1473-3099(18)30600-5", Some("10.1016/S1473-3099(18)30600-5")),
            (
                "https://doi.org/10.1038/s41409-022-01691-w",
                Some("10.1038/s41409-022-01691-w"),
            ),
            ("doi: 10.3389/fped.2021.705179", Some("10.3389/fped.2021.705179")),
            ("10.1002/(SICI)1097<1::AID>3.0", Some("10.1002/(SICI)1097<1::AID>3.0")),
            ("10.12/abc", None),
            ("10.1038/x.", None),
            ("10.1038/", None),
            ("https://example.org/10.1038/x", None),
        ] {
            assert_eq!(doi(text).ok().as_deref(), plain, "{text}");
        }
        assert!(pmid("31886456").is_ok());
        for text in ["031886456", "318864567", "PMC1", ""] {
            assert!(pmid(text).is_err(), "{text}");
        }
        assert!(pmcid("PMC6934358").is_ok());
        assert!(pmcid("PMC6934358.1").is_ok());
        for text in ["6934358", "PMC", "PMC0", "PMC1."] {
            assert!(pmcid(text).is_err(), "{text}");
        }
        assert!(url("https://www.nice.org.uk/guidance/cg151").is_ok());
        for text in
            ["javascript:alert(1)", "https://", "https://a b.org", "www.nice.org.uk"]
        {
            assert!(url(text).is_err(), "{text}");
        }
        assert!(email("bmt.team@riverside.example").is_ok());
        for text in ["bmt", "a@b", "a@b.c?subject=x", "a b@c.d", "@b.c"] {
            assert!(email(text).is_err(), "{text}");
        }
    }
}
