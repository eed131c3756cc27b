//! W051 other-spelling.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

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

/// How most texts spell.
pub(in crate::check) fn of_most<'t>(
    list: &WordList,
    texts: impl Iterator<Item = &'t str>,
) -> RegionalSpelling {
    let pairs: Vec<(&str, &str)> = list
        .words
        .iter()
        .filter_map(|word| Some((word.text.as_str(), word.instead.as_deref()?)))
        .collect();
    let words = pairs.iter().flat_map(|(american, british)| [*american, *british]);
    let mut automaton = AhoCorasick::builder();
    automaton.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    let Ok(automaton) = automaton.build(words) else { return RegionalSpelling::Either };
    let mut counts = [0_usize; 2];
    for text in texts {
        for word in automaton.find_iter(text) {
            counts[word.pattern().as_usize() % 2] += 1;
        }
    }
    let [american, british] = counts;
    match american.cmp(&british) {
        std::cmp::Ordering::Less => RegionalSpelling::British,
        std::cmp::Ordering::Greater => RegionalSpelling::American,
        std::cmp::Ordering::Equal => RegionalSpelling::Either,
    }
}

#[cfg(test)]
mod tests {
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
        let of = |texts: &[&str]| {
            of_most(lists.get(RULE.name).unwrap(), texts.iter().copied())
        };
        assert_eq!(of(&["leukaemia and anaemia", "leukemia"]), RegionalSpelling::British);
        assert_eq!(of(&["leukaemia", "leukemia and edema"]), RegionalSpelling::American);
        assert_eq!(of(&["words"]), RegionalSpelling::Either);
    }
}
