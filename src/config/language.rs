//! Languages: what can be known from a tag alone.

use super::{Direction, Language};

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: &[&str] = &["ar", "he", "fa", "ur", "ps", "yi", "dv"];

/// Names of languages in themselves, for sites that give tags alone.
const NAMES: &[(&str, &str)] = &[
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("cy", "Cymraeg"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("gd", "Gàidhlig"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("so", "Soomaali"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("yi", "ייִדיש"),
    ("zh", "中文"),
];

/// The language of a tag, with the name and direction that are usual for it.
pub(super) fn named(tag: &str) -> Language {
    let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    let name =
        NAMES.iter().find(|(tag, _)| *tag == primary).map_or(tag, |(_, name)| name);
    let right_to_left = RIGHT_TO_LEFT.contains(&primary.as_str());
    let direction = if right_to_left { Direction::Rtl } else { Direction::Ltr };
    Language { tag: tag.into(), name: name.into(), direction, collation: tag.into() }
}

/// The direction that a word names.
pub(super) fn direction_named(word: &str) -> Direction {
    if word == "rtl" { Direction::Rtl } else { Direction::Ltr }
}

/// Whether a text has the shape of a BCP 47 tag: a language of two or three letters, then
/// parts of one to eight letters and digits.
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_tells_name_and_direction() {
        assert_eq!(named("cy").name, "Cymraeg");
        assert_eq!(named("ar-EG").direction, Direction::Rtl);
        assert_eq!(named("de-AT").direction, Direction::Ltr);
        assert_eq!(named("tlh").name, "tlh");
        for tag in ["en", "en-GB", "zh-Hant-TW", "sr-Latn", "de-1996", "en-x-plain"] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["", "e", "e n", "en_GB", "english", "en-", "en\"><script>"] {
            assert!(!is_tag(tag), "{tag}");
        }
    }
}
