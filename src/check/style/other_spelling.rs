//! W051 other-spelling.

use std::cmp::Ordering;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::base::{Addressed, Derived, Shared};
use crate::check::phrases::{Advice, Find, FoundPhrase, PhraseRule, Reach, cased, told};
use crate::check::text::{LoneText, RegionalSpelling};
use crate::diagnostic::{Rule, Severity};
use crate::records::WordList;

pub(in crate::check) static RULE: Rule = Rule {
    code: "W051",
    name: "other-spelling",
    severity: Severity::Warning,
    meaning: "A text spells a word as in American English on a site in British English, or the other \
              way about.",
    why: "Readers take two spellings for two things, and a search for one may not find the other.",
    mend: "Write the spelling of the site's language. `engraft check --fix` does it for you. Whether it \
           is British or American says the tag in `languages`, such as `en-GB`; for a site in plain \
           `en`, what most of its pages do. A tag such as `en-GB-oxendict` or `en-CA` says neither.",
    source: "NHS digital service manual, A to Z of NHS health writing",
};

pub(in crate::check) static BRITISH: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Style,
    judges: |text: &LoneText| text.spelling == RegionalSpelling::British,
    tell: |phrase| tell(phrase, "American"),
};

pub(in crate::check) static AMERICAN: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Opposites,
    reach: Reach::Style,
    judges: |text: &LoneText| text.spelling == RegionalSpelling::American,
    tell: |phrase| tell(phrase, "British"),
};

fn tell(phrase: &FoundPhrase<'_>, whose: &str) -> Option<Advice> {
    let whole = cased(phrase.instead?, phrase.written);
    let message = told(phrase, &format!("is the {whose} spelling"));
    Some(Advice::new(message, format!("write `{whole}`")).with_replacement(whole))
}

/// How a language is spelled, by its tag; nothing if the tag leaves it open.
pub(in crate::check) fn of_tag(tag: &str) -> Option<RegionalSpelling> {
    let mut parts = tag.split('-').skip(1);
    let region = parts.next()?.to_ascii_lowercase();
    let has_variant = parts.next().is_some();
    Some(match region.as_str() {
        "gb" | "ie" | "au" | "nz" | "za" | "in" | "sg" | "hk" if !has_variant => {
            RegionalSpelling::British
        }
        "us" => RegionalSpelling::American,
        _ => RegionalSpelling::Either,
    })
}

/// The words of the list in both spellings, American and British by turns, ready to be looked for.
pub(in crate::check) type SpelledPairs = Derived<WordList, Option<AhoCorasick>>;

/// Makes them ready.
pub(in crate::check) fn pairs(list: &WordList) -> Option<AhoCorasick> {
    let pairs =
        list.words.iter().filter_map(|word| Some([&word.text, word.instead.as_ref()?]));
    let mut automaton = AhoCorasick::builder();
    automaton.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    automaton.build(pairs.flatten()).ok()
}

/// All that the spelling of a text is counted from.
#[derive(Debug, PartialEq)]
pub(in crate::check) struct SpelledText {
    pub(in crate::check) text: Addressed<str>,
    pub(in crate::check) body: Range<usize>,
    pub(in crate::check) pairs: Shared<SpelledPairs>,
}

/// How many words of a text are in American spelling, and how many in British.
pub(in crate::check) fn counts(spelled: &SpelledText) -> [usize; 2] {
    let mut counts = [0; 2];
    let words = &spelled.text[spelled.body.clone()];
    for word in (**spelled.pairs).iter().flat_map(|pairs| pairs.find_iter(words)) {
        counts[word.pattern().as_usize() % 2] += 1;
    }
    counts
}

/// How most texts spell, by the words that they have in each spelling.
pub(in crate::check) fn of_most(
    counts: impl Iterator<Item = [usize; 2]>,
) -> RegionalSpelling {
    let [american, british] =
        counts.fold([0, 0], |[one, other], [more, others]| [one + more, other + others]);
    match american.cmp(&british) {
        Ordering::Less => RegionalSpelling::British,
        Ordering::Greater => RegionalSpelling::American,
        Ordering::Equal => RegionalSpelling::Either,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::records::WordLists;

    #[test]
    fn a_tag_says_how_its_language_is_spelled() {
        for (tag, expected) in [
            ("en-GB", Some(RegionalSpelling::British)),
            ("en-us", Some(RegionalSpelling::American)),
            ("en-GB-oxendict", Some(RegionalSpelling::Either)),
            ("en-CA", Some(RegionalSpelling::Either)),
            ("en", None),
        ] {
            assert_eq!(of_tag(tag), expected, "{tag}");
        }
    }

    #[test]
    fn a_language_without_region_is_spelled_as_most_texts_spell() {
        let lists = WordLists::default();
        let list = lists.get(RULE.name).unwrap();
        let ready = Shared::new(SpelledPairs::new(list.clone(), pairs));
        let of = |texts: &[&str]| {
            of_most(texts.iter().map(|words| {
                let text = Arc::<str>::from(*words).into();
                counts(&SpelledText { text, body: 0..words.len(), pairs: ready.clone() })
            }))
        };
        assert_eq!(of(&["leukaemia and anaemia", "leukemia"]), RegionalSpelling::British);
        assert_eq!(of(&["leukaemia", "leukemia and edema"]), RegionalSpelling::American);
        assert_eq!(of(&["words"]), RegionalSpelling::Either);
    }
}
