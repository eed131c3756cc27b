//! The order of names in a language, as people look for them.

use std::borrow::Cow;
use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale;

use super::fold::{fold_name, is_dash, is_word};

/// The order of a language: the Unicode Collation Algorithm, tailored by CLDR. Numbers count
/// as people do: day 2 comes before day 10, and day −7 before day −1.
pub struct Collation {
    /// `None` for a language without data, which no build of the library has.
    names: Option<CollatorBorrowed<'static>>,
    /// Compares letters without their accents.
    letters: Option<CollatorBorrowed<'static>>,
}

/// The place of a name in the order of a language; only keys of one language compare.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey {
    place: Vec<u8>,
    name: String,
}

impl Collation {
    /// The order of a language, by its tag.
    pub fn new(tag: &str) -> Self {
        let locale = tag.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        let collator = |strength| {
            let mut preferences = CollatorPreferences::from(&locale);
            preferences.numeric_ordering = Some(CollationNumericOrdering::True);
            let mut options = CollatorOptions::default();
            options.strength = strength;
            Collator::try_new(preferences, options).ok()
        };
        Collation { names: collator(None), letters: collator(Some(Strength::Primary)) }
    }

    /// Compares two names.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let by_language = self.names.as_ref().map_or(Ordering::Equal, |collator| {
            collator.compare(&counted(one), &counted(other))
        });
        by_language.then_with(|| one.cmp(other))
    }

    /// The place of a name, for lists of which each name is compared often.
    pub fn key(&self, name: &str) -> CollationKey {
        let mut place = Vec::with_capacity(name.len() * 2);
        if let Some(collator) = &self.names {
            let Ok(()) = collator.write_sort_key_to(&counted(name), &mut place);
        }
        CollationKey { place, name: name.to_owned() }
    }

    /// Whether two letters are one, whatever their case and accents.
    pub fn is_same_letter(&self, one: &str, other: &str) -> bool {
        self.letters.as_ref().map_or_else(
            || fold_name(one) == fold_name(other),
            |letters| letters.compare(one, other) == Ordering::Equal,
        )
    }
}

/// A name in which the order of the signed numbers is that of their digits: a plus before a
/// number is dropped, and a number below zero is written as what it lacks to a large one.
fn counted(name: &str) -> Cow<'_, str> {
    const MOST_DIGITS: usize = 9;
    const LARGE: u32 = 999_999_999;
    if !name.contains(|c| c == '+' || is_dash(c)) {
        return Cow::Borrowed(name);
    }
    let mut counted = String::with_capacity(name.len() + MOST_DIGITS);
    let mut rest = name;
    while let Some(at) = rest.find(|c| c == '+' || is_dash(c)) {
        let (before, from_sign) = rest.split_at(at);
        counted.push_str(before);
        let sign = from_sign.chars().next().unwrap_or('+');
        rest = &from_sign[sign.len_utf8()..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest[..end].parse::<u32>().ok().filter(|_| end <= MOST_DIGITS);
        match number.filter(|_| !counted.ends_with(is_word)) {
            Some(_) if sign == '+' => {}
            Some(number) => {
                counted.push('-');
                counted.push_str(&(LARGE - number).to_string());
                rest = &rest[end..];
            }
            None => counted.push(sign),
        }
    }
    counted.push_str(rest);
    Cow::Owned(counted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<'n>(tag: &str, names: &[&'n str]) -> Vec<&'n str> {
        let collation = Collation::new(tag);
        let mut by_key = names.to_vec();
        by_key.sort_by_cached_key(|name| collation.key(name));
        let mut compared = names.to_vec();
        compared.sort_by(|one, other| collation.compare(one, other));
        assert_eq!(by_key, compared);
        by_key
    }

    #[test]
    fn numbers_count_as_people_do() {
        for order in [
            &["Day 1", "Day 2", "Day 3", "Day 10", "Day 11", "Day 100"][..],
            &["Day \u{2212}10", "Day -7", "Day \u{2212}1", "Day 0", "Day +1", "Day 2"],
            &["1 day", "2 days", "2\u{2013}5 days", "10 days"],
            &["Stage 2", "Stage 2a", "Stage 2b", "Stage 10"],
            &["Leaflet 2019-02", "Leaflet 2019-10", "Leaflet 2020-01"],
            &["CD4", "CD8", "CD34", "CD34+"],
            &["12345678901234567890", "12345678901234567891"],
        ] {
            let mut mixed = order.to_vec();
            mixed.reverse();
            assert_eq!(sorted("en-GB", &mixed), order);
        }
    }

    #[test]
    fn letters_stand_where_their_language_has_them() {
        for (tag, order) in [
            ("fr", ["Diab\u{e8}te", "Dossier", "\u{c9}cole", "Fi\u{e8}vre"]),
            ("en-GB", ["eau", "Echo", "\u{e9}cho", "zona"]),
            ("sv", ["Andning", "Zinc", "\u{c5}dra", "\u{d6}ga"]),
            ("de", ["Adern", "\u{c4}rzte", "Atem", "Zunge"]),
            ("xx-nothing", ["a", "B", "c", "D"]),
        ] {
            let mut mixed = order.to_vec();
            mixed.reverse();
            assert_eq!(sorted(tag, &mixed), order, "{tag}");
        }
    }

    #[test]
    fn only_a_sign_before_a_number_is_counted() {
        for (name, expected) in [
            ("Day \u{2212}1", "Day -999999998"),
            ("+5 and -0", "5 and -999999999"),
            ("COVID-19", "COVID-19"),
            ("A+1", "A+1"),
            ("- 5 +x -1234567890", "- 5 +x -1234567890"),
        ] {
            assert_eq!(counted(name), expected);
        }
    }
}
