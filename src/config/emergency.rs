//! The number of the ambulance, by the region of a language tag.

/// Regions whose number is not 112.
const NUMBERS: &[(&str, &[&str])] = &[
    ("000", &["AU"]),
    ("110", &["JM"]),
    ("111", &["NZ"]),
    ("119", &["JP", "KR", "LK", "TW"]),
    ("120", &["CN"]),
    ("192", &["BR"]),
    ("911", &["AR", "BB", "BS", "CA", "CR", "EC", "MX", "PA", "PH", "PR", "US", "UY"]),
    ("995", &["SG"]),
    ("997", &["SA"]),
    ("998", &["AE"]),
    (
        "999",
        &[
            "BD", "BH", "BW", "GB", "GG", "HK", "IE", "IM", "JE", "KE", "MO", "MU", "MY",
            "QA", "ZM",
        ],
    ),
];

/// Regions whose number is 112, besides those above.
const REGIONS_OF_112: &[&str] = &[
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
    "HU", "IN", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NG", "NL", "NO", "PL", "PT",
    "RO", "SE", "SI", "SK", "TR", "UA", "ZA",
];

/// The number of the ambulance where a language is spoken; `None` without a region, or for one
/// whose number is not known here.
pub(super) fn number_of(tag: &str) -> Option<&'static str> {
    let mut parts = tag.split('-').skip(1);
    let region = parts
        .find(|part| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic()))?
        .to_ascii_uppercase();
    if REGIONS_OF_112.contains(&region.as_str()) {
        return Some("112");
    }
    let own = NUMBERS.iter().find(|(_, regions)| regions.contains(&region.as_str()));
    own.map(|(number, _)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_says_whom_to_call() {
        for (tag, number) in [
            ("en-GB", Some("999")),
            ("en-us", Some("911")),
            ("de-DE", Some("112")),
            ("zh-Hant-HK", Some("999")),
            ("en-AU", Some("000")),
            ("en", None),
            ("en-ZZ", None),
        ] {
            assert_eq!(number_of(tag), number, "{tag}");
        }
    }
}
