//! Codes of clinical terminologies: their forms and check digits. A wrong digit is another
//! disease.

use crate::base::Spanned;
use crate::diagnostic::{BAD_CODE, Diagnostic, UNCLEAR_CODE_SYSTEM, meant, nearest};
use crate::yaml::shown;

/// A terminology.
struct System {
    /// What authors write as `system`.
    key: &'static str,
    /// What it is called.
    name: &'static str,
    /// Whether the code has the form of the terminology: what to write if not.
    check: fn(&str) -> Result<(), &'static str>,
    /// Its editions give one code different meanings, so that `version` must be there.
    needs_version: bool,
    /// Its object identifier (ISO/IEC 9834), by which health records name it.
    oid: Option<&'static str>,
}

const SYSTEMS: &[System] = &[
    System {
        key: "snomed-ct",
        name: "SNOMED CT",
        check: snomed,
        needs_version: false,
        oid: Some("2.16.840.1.113883.6.96"),
    },
    System {
        key: "icd-10",
        name: "ICD-10",
        check: icd_10,
        needs_version: true,
        oid: None,
    },
    System {
        key: "icd-10-cm",
        name: "ICD-10-CM",
        check: icd_10,
        needs_version: true,
        oid: Some("2.16.840.1.113883.6.90"),
    },
    System {
        key: "icd-10-gm",
        name: "ICD-10-GM",
        check: icd_10,
        needs_version: true,
        oid: None,
    },
    System {
        key: "icd-11",
        name: "ICD-11",
        check: icd_11,
        needs_version: false,
        oid: None,
    },
    System {
        key: "mesh",
        name: "MeSH",
        check: mesh,
        needs_version: false,
        oid: Some("2.16.840.1.113883.6.177"),
    },
    System {
        key: "loinc",
        name: "LOINC",
        check: loinc,
        needs_version: false,
        oid: Some("2.16.840.1.113883.6.1"),
    },
    System {
        key: "rxnorm",
        name: "RxNorm",
        check: rxnorm,
        needs_version: false,
        oid: Some("2.16.840.1.113883.6.88"),
    },
    System { key: "dmd", name: "dm+d", check: snomed, needs_version: false, oid: None },
];

/// The object identifier of a terminology, if it has one.
pub fn terminology_oid(system: &str) -> Option<&'static str> {
    SYSTEMS.iter().find(|known| known.key == system)?.oid
}

/// What a terminology is called, if it is known.
pub fn terminology_name(system: &str) -> Option<&'static str> {
    SYSTEMS.iter().find(|known| known.key == system).map(|known| known.name)
}

/// What is wrong with a code, at most one thing of its system and one of itself.
pub(super) fn check(
    system: &Spanned<String>,
    version: Option<&str>,
    code: &Spanned<String>,
) -> Vec<Diagnostic> {
    let Some(known) = SYSTEMS.iter().find(|known| known.key == system.value) else {
        return vec![unknown_system(system)];
    };
    let mut found = Vec::new();
    if known.needs_version && version.is_none_or(|version| version.trim().is_empty()) {
        let message = format!("the code `{}` has no `version`", shown(&code.value));
        let help =
            format!("add the year of the edition of {}: `version: \"2026\"`", known.key);
        found.push(
            Diagnostic::new(&UNCLEAR_CODE_SYSTEM, system.span, message).with_help(help),
        );
    }
    if let Err(help) = (known.check)(&code.value) {
        let message = format!("`{}` is no code of {}", shown(&code.value), known.key);
        found.push(Diagnostic::new(&BAD_CODE, code.span, message).with_help(help));
    }
    found
}

fn unknown_system(system: &Spanned<String>) -> Diagnostic {
    let keys = || SYSTEMS.iter().map(|known| known.key);
    let all = keys().collect::<Vec<_>>().join(", ");
    let help = match nearest(&system.value, keys()) {
        Some(near) => format!("{} These are known: {all}", meant(near)),
        None => format!("these are known: {all}"),
    };
    let message = format!("no terminology is known as `{}`", shown(&system.value));
    Diagnostic::new(&UNCLEAR_CODE_SYSTEM, system.span, message).with_help(help)
}

/// A concept of SNOMED CT, or a product of dm+d, which uses the same numbers.
fn snomed(code: &str) -> Result<(), &'static str> {
    let is_number = (6..=18).contains(&code.len()) && is_digits(code);
    if !is_number || code.starts_with('0') {
        return Err("write 6 to 18 digits, the first not zero, such as \"234646005\"");
    }
    if !verhoeff(code) {
        return Err("its last digit does not fit the others: compare every digit");
    }
    let partition = &code[code.len() - 3..code.len() - 1];
    if matches!(partition, "00" | "10") {
        Ok(())
    } else {
        Err("it is the number of a description or a relation: write the concept's")
    }
}

fn icd_10(code: &str) -> Result<(), &'static str> {
    let (category, rest) = code.split_once('.').unwrap_or((code, "0"));
    let is_upper = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let sound = match category.as_bytes() {
        [letter, digit, last] => {
            letter.is_ascii_uppercase() && digit.is_ascii_digit() && is_upper(last)
        }
        _ => false,
    };
    if sound && (1..=4).contains(&rest.len()) && rest.as_bytes().iter().all(is_upper) {
        Ok(())
    } else {
        Err("write a letter, two characters, and after a dot up to four, such as D89.81")
    }
}

fn icd_11(code: &str) -> Result<(), &'static str> {
    let (stem, rest) = code.split_once('.').unwrap_or((code, "0"));
    // Neither I nor O is used: they look like digits.
    let is_plain = |byte: u8| {
        byte.is_ascii_digit()
            || (byte.is_ascii_uppercase() && !matches!(byte, b'I' | b'O'))
    };
    let sound = stem.len() == 4
        && (1..=2).contains(&rest.len())
        && stem.bytes().chain(rest.bytes()).all(is_plain);
    if sound {
        Ok(())
    } else {
        Err("write four characters, and after a dot up to two, such as 4B24.0")
    }
}

/// A descriptor, or a supplementary concept.
fn mesh(code: &str) -> Result<(), &'static str> {
    let number = code.strip_prefix(['D', 'C']).unwrap_or_default();
    if matches!(number.len(), 6 | 9) && is_digits(number) {
        Ok(())
    } else {
        Err("write D and six or nine digits, such as D006086")
    }
}

fn loinc(code: &str) -> Result<(), &'static str> {
    const FORM: &str = "write up to seven digits, a hyphen and one digit, such as 718-7";
    let (number, check) = code.split_once('-').ok_or(FORM)?;
    let is_number = (1..=7).contains(&number.len()) && is_digits(number);
    if !is_number || check.len() != 1 || !is_digits(check) {
        return Err(FORM);
    }
    if mod_10(number) == check.bytes().next().map(|digit| digit - b'0') {
        Ok(())
    } else {
        Err("its last digit does not fit the others: compare every digit")
    }
}

fn rxnorm(code: &str) -> Result<(), &'static str> {
    if (1..=8).contains(&code.len()) && is_digits(code) && !code.starts_with('0') {
        Ok(())
    } else {
        Err("write up to eight digits, the first not zero, such as \"161\"")
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The check digit of LOINC: every second digit from the right counts twice.
fn mod_10(number: &str) -> Option<u8> {
    let mut sum: u32 = 0;
    for (place, digit) in number.chars().rev().enumerate() {
        let digit = digit.to_digit(10)?;
        let counted = if place % 2 == 0 { digit * 2 } else { digit };
        sum += counted / 10 + counted % 10;
    }
    u8::try_from((10 - sum % 10) % 10).ok()
}

/// Verhoeff's check: multiplication in the dihedral group of order ten, with a permutation
/// that returns after eight places.
fn verhoeff(code: &str) -> bool {
    const PERMUTATION: [usize; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let mut sum = 0;
    for (place, digit) in code.bytes().rev().enumerate() {
        let mut digit = usize::from(digit - b'0');
        for _ in 0..place % 8 {
            digit = PERMUTATION[digit];
        }
        sum = dihedral(sum, digit);
    }
    sum == 0
}

/// The product of two symmetries of the pentagon: 0 to 4 turn, 5 to 9 mirror.
fn dihedral(one: usize, other: usize) -> usize {
    match (one < 5, other < 5) {
        (true, true) => (one + other) % 5,
        (true, false) => 5 + (one + other) % 5,
        (false, true) => 5 + (one - other) % 5,
        (false, false) => (5 + one - other) % 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FileId, Span};

    fn told(system: &str, version: Option<&str>, code: &str) -> Vec<&'static str> {
        let at = |text: &str| {
            Spanned::new(text.to_owned(), Span::new(FileId(0), 0..text.len()))
        };
        let found = check(&at(system), version, &at(code));
        found.iter().map(|finding| finding.rule.name).collect()
    }

    #[test]
    fn codes_have_the_form_and_the_check_digit_of_their_terminology() {
        for (system, good, bad) in [
            (
                "snomed-ct",
                &[
                    "234646005",
                    "402355000",
                    "402356004",
                    "23719005",
                    "73211009",
                    "116154003",
                ][..],
                // The last is the number of a description: its digits are sound.
                &["73211008", "12345", "0234646005", "23464600x", "754786014"][..],
            ),
            ("dmd", &["322236009", "39720311000001101"], &["322236008", "paracetamol"]),
            (
                "icd-10-cm",
                &["D89.81", "D89.810", "C92", "C7A.00"],
                &["D8981", "d89.81", "T86.0-", "D89."],
            ),
            ("icd-10-gm", &["T86.00"], &["86.0"]),
            ("icd-11", &["4B24.0", "2A60", "4B24.0Z"], &["4B24.", "4I24", "4b24"]),
            (
                "mesh",
                &["D006086", "D000069281", "C536725"],
                &["D06086", "006086", "X006086"],
            ),
            ("loinc", &["718-7", "751-8", "26515-7"], &["718-8", "7187", "718-77", "-7"]),
            ("rxnorm", &["161", "1049630"], &["0161", "161a", ""]),
        ] {
            for code in good {
                assert_eq!(told(system, Some("2026"), code), [""; 0], "{system} {code}");
            }
            for code in bad {
                assert_eq!(
                    told(system, Some("2026"), code),
                    ["bad-code"],
                    "{system} {code}"
                );
            }
        }
    }

    #[test]
    fn a_code_says_of_which_edition_of_which_terminology_it_is() {
        assert_eq!(told("icd-10-cm", None, "D89.81"), ["unclear-code-system"]);
        assert_eq!(told("icd-10", Some(" "), "x"), ["unclear-code-system", "bad-code"]);
        assert_eq!(told("snomed", None, "234646005"), ["unclear-code-system"]);
        assert_eq!(told("", None, ""), ["unclear-code-system"]);
    }
}
