//! The order of a language, and the letters that its names begin with.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;

use crate::base::fold_name;

/// The order of a language (Unicode Collation Algorithm, tailored by CLDR).
pub(super) struct Alphabet {
    collator: Option<CollatorBorrowed<'static>>,
    /// Compares letters without their accents.
    letters: Option<CollatorBorrowed<'static>>,
}

impl Alphabet {
    pub(super) fn new(tag: &str) -> Self {
        let locale = tag.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = strength;
            Collator::try_new((&locale).into(), options).ok()
        };
        Alphabet {
            collator: collator(None),
            letters: collator(Some(icu_collator::options::Strength::Primary)),
        }
    }

    pub(super) fn compare(&self, one: &str, other: &str) -> Ordering {
        let by_language = self
            .collator
            .as_ref()
            .map_or(Ordering::Equal, |collator| collator.compare(one, other));
        by_language.then_with(|| one.cmp(other))
    }

    fn same_letter(&self, one: &str, other: &str) -> bool {
        self.letters.as_ref().map_or_else(
            || fold_name(one) == fold_name(other),
            |letters| letters.compare(one, other) == Ordering::Equal,
        )
    }
}

/// The letter that a name begins with; the longest, since Welsh has `Ch` and `Ll`. `None`
/// where it begins with none of them: with a digit or a sign.
pub(super) fn letter_of<'a>(
    name: &str,
    alphabet: &[&'a str],
    order: &Alphabet,
) -> Option<&'a str> {
    let mut best: Option<&str> = None;
    for &letter in alphabet {
        let start: String = name.chars().take(letter.chars().count()).collect();
        let longer =
            best.is_none_or(|best| letter.chars().count() > best.chars().count());
        if longer && order.same_letter(&start, letter) {
            best = Some(letter);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_under_the_letters_of_their_language() {
        let order = Alphabet::new("cy");
        let alphabet = ["C", "Ch", "D", "Dd", "L", "Ll"];
        for (name, letter) in [
            ("chwistrelliad", Some("Ch")),
            ("Cemotherapi", Some("C")),
            ("llawdriniaeth", Some("Ll")),
            ("5-fluorouracil", None),
        ] {
            assert_eq!(letter_of(name, &alphabet, &order), letter, "{name}");
        }
        let english = Alphabet::new("en-GB");
        assert_eq!(letter_of("Échantillon", &["E"], &english), Some("E"));
    }

    #[test]
    fn a_name_with_an_accent_stands_beside_the_one_without() {
        let order = Alphabet::new("fr");
        let mut names = vec!["zona", "écho", "eau", "Echo"];
        names.sort_by(|one, other| order.compare(one, other));
        assert_eq!(names, ["eau", "Echo", "écho", "zona"]);
    }
}
