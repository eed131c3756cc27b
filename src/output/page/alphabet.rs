//! The letters that the names of a language begin with.

use std::collections::BTreeMap;
use std::iter::once;

use crate::base::{Anchors, Collation, fold_name};
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::theme::view::LetterView;

/// The letters of a language, each with its anchor. Names that begin with a digit or a sign
/// stand under a group of their own, which comes last.
pub(super) struct Letters<'m> {
    all: Vec<(&'m str, String)>,
    order: Collation,
    /// Words that names are not looked up by, such as "a" and "the".
    small_words: Vec<String>,
}

/// What stands under one letter.
pub(super) struct Group<R> {
    pub(super) letter: String,
    pub(super) anchor: String,
    /// In alphabetical order.
    pub(super) rows: Vec<R>,
}

impl<'m> Letters<'m> {
    /// The letters of a language; their anchors are claimed.
    pub(super) fn new(
        making: &SiteMaking,
        local: &'m LanguageMaking,
        anchors: &mut Anchors,
    ) -> Self {
        let alphabet = local.word("alphabet").split_whitespace();
        let letters = alphabet
            .chain(once(local.word("other_letters")))
            .map(|letter| (letter, anchors.make(&format!("letter {letter}"))))
            .collect();
        let order = Collation::new(&making.config.languages[local.language].collation);
        let small_words = local.word("small_words").split_whitespace().map(fold_name);
        Letters { all: letters, order, small_words: small_words.collect() }
    }

    fn looked_up_by<'n>(&self, name: &'n str) -> &'n str {
        without_small_word(name, &self.small_words)
    }

    /// Puts rows under their letters: the bar with all letters, and the groups.
    pub(super) fn group<R>(
        &self,
        mut rows: Vec<R>,
        name: impl Fn(&R) -> &str,
    ) -> (Vec<LetterView>, Vec<Group<R>>) {
        let name = |row: &R| self.looked_up_by(name(row)).to_owned();
        rows.sort_by_cached_key(|row| self.order.key(&name(row)));
        let alphabet: Vec<&str> = self.all.iter().map(|(letter, _)| *letter).collect();
        let (&other, alphabet) = alphabet.split_last().unwrap_or((&"", &[]));
        let mut by_letter: BTreeMap<&str, Vec<R>> = BTreeMap::new();
        for row in rows {
            let letter = letter_of(&name(&row), alphabet, &self.order).unwrap_or(other);
            by_letter.entry(letter).or_default().push(row);
        }
        let bar = self.all.iter();
        let bar = bar
            .filter(|(letter, _)| *letter != other || by_letter.contains_key(other))
            .map(|(letter, anchor)| LetterView {
                letter: (*letter).to_owned(),
                anchor: by_letter.contains_key(letter).then(|| anchor.clone()),
            })
            .collect();
        let groups = self.all.iter().filter_map(|(letter, anchor)| {
            let rows = by_letter.remove(letter)?;
            Some(Group { letter: (*letter).to_owned(), anchor: anchor.clone(), rows })
        });
        (bar, groups.collect())
    }
}

/// A name without the small word in front of it: nobody looks for "A donor's cells" below A.
fn without_small_word<'n>(name: &'n str, small_words: &[String]) -> &'n str {
    match name.split_once(char::is_whitespace) {
        Some((first, rest))
            if small_words.contains(&fold_name(first)) && !rest.trim().is_empty() =>
        {
            rest.trim_start()
        }
        _ => name,
    }
}

/// The letter that a name begins with; the longest, since Welsh has `Ch` and `Ll`. `None`
/// where it begins with none of them: with a digit or a sign.
fn letter_of<'a>(name: &str, alphabet: &[&'a str], order: &Collation) -> Option<&'a str> {
    let mut best: Option<&str> = None;
    for &letter in alphabet {
        let start: String = name.chars().take(letter.chars().count()).collect();
        let longer =
            best.is_none_or(|best| letter.chars().count() > best.chars().count());
        if longer && order.is_same_letter(&start, letter) {
            best = Some(letter);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_looked_up_without_its_small_word() {
        let small_words = ["a".to_owned(), "the".to_owned()];
        for (name, expected) in [
            ("A donor's cells", "donor's cells"),
            ("The  ward", "ward"),
            ("A", "A"),
            ("A ", "A "),
            ("Vitamin A", "Vitamin A"),
            ("Acute", "Acute"),
        ] {
            assert_eq!(without_small_word(name, &small_words), expected, "{name}");
        }
    }

    #[test]
    fn names_stand_under_the_letters_of_their_language() {
        let order = Collation::new("cy");
        let alphabet = ["C", "Ch", "D", "Dd", "L", "Ll"];
        for (name, letter) in [
            ("chwistrelliad", Some("Ch")),
            ("Cemotherapi", Some("C")),
            ("llawdriniaeth", Some("Ll")),
            ("5-fluorouracil", None),
        ] {
            assert_eq!(letter_of(name, &alphabet, &order), letter, "{name}");
        }
        let english = Collation::new("en-GB");
        assert_eq!(letter_of("Échantillon", &["E"], &english), Some("E"));
    }
}
