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
        Err(example) if value.trim().is_empty() => {
            let help = format!("take the line out, or write `{key}: {example}`");
            fields.bad_value(span, format!("`{key}` is empty"), help);
            None
        }
        Err(example) => {
            let message = format!("`{}` is not written as `{key}` is", shown(&value));
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
    // Signs that stand for digits are none yet: `01632 960XXX`.
    let is_open = |mark: &str| text.to_lowercase().contains(mark);
    let number = Telephone::read(text).filter(Telephone::is_whole);
    match number {
        Some(_) if !["xx", "??", "__", "##"].into_iter().any(is_open) => {
            Ok(text.to_owned())
        }
        _ => Err("\"+44 1632 960000\""),
    }
}

/// A researcher's number: sixteen digits in four groups, the last the check digit of
/// ISO 7064 (mod 11-2).
pub(super) fn orcid(text: &str) -> Result<String, &'static str> {
    const EXAMPLE: &str = "0000-0002-1825-0097";
    let lower = text.to_ascii_lowercase();
    let bare = lower.strip_prefix("https://orcid.org/").unwrap_or(&lower);
    let bare = bare.to_ascii_uppercase();
    let groups: Vec<&str> = bare.split('-').collect();
    let in_groups = groups.len() == 4 && groups.iter().all(|group| group.len() == 4);
    let mut digits = bare.bytes().filter(|&byte| byte != b'-').rev();
    let check = match digits.next() {
        Some(b'X') => Some(10),
        Some(digit) if digit.is_ascii_digit() => Some(u32::from(digit - b'0')),
        _ => None,
    };
    let rest: Vec<u8> = digits.rev().collect();
    let sum = rest.iter().try_fold(0, |sum, byte| {
        byte.is_ascii_digit().then(|| (sum + u32::from(byte - b'0')) * 2 % 11)
    });
    let wanted = sum.map(|sum| (12 - sum) % 11);
    if in_groups && check.is_some() && check == wanted { Ok(bare) } else { Err(EXAMPLE) }
}

/// A book's number of ten or thirteen digits, with its check digit.
pub(super) fn isbn(text: &str) -> Result<String, &'static str> {
    const EXAMPLE: &str = "978-981-19-5802-1";
    let digits: Option<Vec<u32>> = text
        .chars()
        .filter(|c| !matches!(c, '-' | ' '))
        .map(|c| if c == 'X' { Some(10) } else { c.to_digit(10) })
        .collect();
    let digits = digits.ok_or(EXAMPLE)?;
    let weighted = |weights: &mut dyn Iterator<Item = u32>| -> u32 {
        digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
    };
    let ten_at_end = digits.iter().rev().skip(1).all(|&digit| digit < 10);
    let sound = match digits.len() {
        10 => ten_at_end && weighted(&mut (1..=10).rev()) % 11 == 0,
        13 => {
            !digits.contains(&10) && weighted(&mut [1, 3].into_iter().cycle()) % 10 == 0
        }
        _ => false,
    };
    if sound { Ok(text.to_owned()) } else { Err(EXAMPLE) }
}

/// A number in `ClinicalTrials.gov`.
pub(super) fn nct(text: &str) -> Result<String, &'static str> {
    numbered(text, "NCT").ok_or("NCT01234567")
}

/// A number in the ISRCTN registry.
pub(super) fn isrctn(text: &str) -> Result<String, &'static str> {
    numbered(text, "ISRCTN").ok_or("ISRCTN12345678")
}

/// The letters of a registry and eight digits.
fn numbered(text: &str, letters: &str) -> Option<String> {
    let digits = text.trim().strip_prefix(letters)?;
    let sound = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_books_and_trials_have_their_numbers() {
        for sound in ["0000-0001-6819-3476", "0000-0002-1825-0097", "0000-0002-1694-233X"]
        {
            assert_eq!(orcid(sound).as_deref(), Ok(sound));
        }
        let address = "https://orcid.org/0000-0002-1694-233x";
        assert_eq!(orcid(address).as_deref(), Ok("0000-0002-1694-233X"));
        for wrong in ["0000-0002-1825-0098", "0000-0002-18250-097", "0000", "", "é-é-é-é"]
        {
            assert!(orcid(wrong).is_err(), "{wrong}");
        }
        for sound in ["978-981-19-5802-1", "0-306-40615-2", "080442957X"] {
            assert_eq!(isbn(sound).as_deref(), Ok(sound));
        }
        for wrong in ["978-981-19-5802-2", "X306406152", "978", "978-981-19-5802-X", ""] {
            assert!(isbn(wrong).is_err(), "{wrong}");
        }
        assert_eq!(nct("NCT01234567").as_deref(), Ok("NCT01234567"));
        assert_eq!(isrctn("ISRCTN12345678").as_deref(), Ok("ISRCTN12345678"));
        for wrong in ["NCT1", "12345678", "NCT012345678", "NCT0123456é"] {
            assert!(nct(wrong).is_err() && isrctn(wrong).is_err(), "{wrong}");
        }
    }

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
