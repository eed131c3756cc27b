//! The glossary page: entries and "see" rows from A to Z, in the order of the language.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;

use super::backlinks::Backlinks;
use super::{Bodies, Page, below_home, blank, word};
use crate::article::TermId;
use crate::base::{Anchors, Html, fold_name};
use crate::output::Making;
use crate::theme::view::{
    GlossaryRowView, GlossaryView, LetterGroupView, LetterView, LinkView,
};

/// The group of names that begin with none of the alphabet's letters.
const OTHER: &str = "#";

/// The glossary page of a language; `None` without terms.
pub(super) fn page(
    making: &Making<'_>,
    bodies: &Bodies,
    backlinks: &Backlinks<'_>,
    language: usize,
) -> Option<Page> {
    let site = making.site;
    let address = site.glossary_page(language)?;
    let strings = &making.languages[language].strings;
    let title = word(strings, "glossary").to_owned();
    let mut view = blank(making, language, "glossary", title, address, None);
    view.backlinks = backlinks.of_page(making, language, address);
    if let Some(intro) = site.glossary_intro(language).filter(|&id| site.is_shown(id)) {
        let front_matter = &site.article(intro).front_matter;
        view.title.clone_from(&front_matter.title.value);
        view.description =
            front_matter.description.as_ref().map(|words| words.value.clone());
        view.sample = front_matter.sample;
        view.backlinks.extend(backlinks.of_article(making, intro));
        if let Some(written) = &bodies.articles[intro.0 as usize] {
            view.content = written.html.clone();
        }
    }
    view.sample |= site
        .sources
        .terms
        .iter()
        .any(|term| term.source.language == language && term.front_matter.sample);
    view.breadcrumbs = below_home(making, language);
    view.glossary = Some(glossary(making, bodies, language));
    Some(Page { language, address: address.clone(), template: None, view })
}

fn glossary(making: &Making<'_>, bodies: &Bodies, language: usize) -> GlossaryView {
    let strings = &making.languages[language].strings;
    let alphabet: Vec<&str> = word(strings, "alphabet").split_whitespace().collect();
    let mut anchors = Anchors::default();
    let letter_anchors: BTreeMap<&str, String> = alphabet
        .iter()
        .chain([&OTHER])
        .map(|&letter| (letter, anchors.make(&format!("letter {letter}"))))
        .collect();
    let mut rows = entries(making, bodies, language, &mut anchors);
    let collator = Alphabet::new(&making.config.languages[language].collation);
    rows.sort_by(|one, other| collator.compare(&one.name, &other.name));
    let mut by_letter: BTreeMap<&str, Vec<GlossaryRowView>> = BTreeMap::new();
    for row in rows {
        by_letter
            .entry(letter_of(&row.name, &alphabet, &collator))
            .or_default()
            .push(row);
    }
    let letters = alphabet
        .iter()
        .map(|&letter| LetterView {
            letter: letter.to_owned(),
            anchor: by_letter
                .contains_key(letter)
                .then(|| letter_anchors[letter].clone()),
        })
        .collect();
    let groups = alphabet
        .iter()
        .chain([&OTHER])
        .filter_map(|&letter| {
            Some(LetterGroupView {
                letter: letter.to_owned(),
                anchor: letter_anchors[letter].clone(),
                rows: by_letter.remove(letter)?,
            })
        })
        .collect();
    GlossaryView { letters, groups }
}

/// Every entry, and a "see" row for every other name that stands elsewhere in the list.
fn entries(
    making: &Making<'_>,
    bodies: &Bodies,
    language: usize,
    anchors: &mut Anchors,
) -> Vec<GlossaryRowView> {
    let site = making.site;
    let own: Vec<TermId> = site
        .term_ids()
        .filter(|id| site.glossary.visibility[id.0 as usize].is_listed())
        .filter(|&id| site.term(id).source.language == language)
        .collect();
    for &id in &own {
        anchors.claim(&site.glossary.anchors[id.0 as usize]);
    }
    let mut rows: Vec<GlossaryRowView> =
        own.iter().map(|&id| entry(making, bodies, id)).collect();
    for &id in &own {
        let front_matter = &site.term(id).front_matter;
        let see = LinkView::plain(
            front_matter.term.value.clone(),
            format!("#{}", site.glossary.anchors[id.0 as usize]),
        );
        let mut known = vec![fold_name(&front_matter.term.value)];
        for alias in front_matter.abbreviation.iter().chain(&front_matter.aliases) {
            let fold = fold_name(&alias.value);
            if known.contains(&fold) {
                continue;
            }
            known.push(fold);
            rows.push(GlossaryRowView {
                name: alias.value.clone(),
                anchor: anchors.make(&alias.value),
                see: Some(see.clone()),
                abbreviation: None,
                pronunciation: None,
                definition: Html::default(),
                aliases: Vec::new(),
                article: None,
                see_also: Vec::new(),
                sample: false,
            });
        }
    }
    rows
}

fn entry(making: &Making<'_>, bodies: &Bodies, id: TermId) -> GlossaryRowView {
    let site = making.site;
    let language = site.term(id).source.language;
    let front_matter = &site.term(id).front_matter;
    let listed = |article: &crate::article::ArticleId| {
        site.visibility[article.0 as usize].is_listed()
    };
    GlossaryRowView {
        name: front_matter.term.value.clone(),
        anchor: site.glossary.anchors[id.0 as usize].clone(),
        see: None,
        abbreviation: front_matter.abbreviation.as_ref().map(|short| short.value.clone()),
        pronunciation: front_matter.pronunciation.clone(),
        definition: bodies.terms[id.0 as usize].html.as_ref().clone(),
        aliases: front_matter.aliases.iter().map(|alias| alias.value.clone()).collect(),
        article: site.term_articles[id.0 as usize]
            .filter(listed)
            .map(|article| making.article_link_from(language, article)),
        see_also: site.term_see_also[id.0 as usize]
            .iter()
            .filter(|other| site.glossary.visibility[other.0 as usize].is_listed())
            .map(|&other| {
                LinkView::plain(
                    site.term(other).front_matter.term.value.clone(),
                    format!("#{}", site.glossary.anchors[other.0 as usize]),
                )
            })
            .collect(),
        sample: front_matter.sample,
    }
}

/// The order of a language (Unicode Collation Algorithm, tailored by CLDR).
struct Alphabet {
    collator: Option<CollatorBorrowed<'static>>,
    /// Compares letters without their accents.
    letters: Option<CollatorBorrowed<'static>>,
}

impl Alphabet {
    fn new(tag: &str) -> Self {
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

    fn compare(&self, one: &str, other: &str) -> Ordering {
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

/// The letter of the alphabet that a name begins with; the longest, since Welsh has `Ch`
/// and `Ll`.
fn letter_of<'a>(name: &str, alphabet: &[&'a str], order: &Alphabet) -> &'a str {
    let mut best: Option<&str> = None;
    for &letter in alphabet {
        let start: String = name.chars().take(letter.chars().count()).collect();
        let longer =
            best.is_none_or(|best| letter.chars().count() > best.chars().count());
        if longer && order.same_letter(&start, letter) {
            best = Some(letter);
        }
    }
    best.unwrap_or(OTHER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_under_the_letters_of_their_language() {
        let order = Alphabet::new("cy");
        let alphabet = ["C", "Ch", "D", "Dd", "L", "Ll"];
        for (name, letter) in [
            ("chwistrelliad", "Ch"),
            ("Cemotherapi", "C"),
            ("llawdriniaeth", "Ll"),
            ("5-fluorouracil", OTHER),
        ] {
            assert_eq!(letter_of(name, &alphabet, &order), letter, "{name}");
        }
        let english = Alphabet::new("en-GB");
        assert_eq!(letter_of("Échantillon", &["E"], &english), "E");
    }

    #[test]
    fn a_name_with_an_accent_stands_beside_the_one_without() {
        let order = Alphabet::new("fr");
        let mut names = vec!["zona", "écho", "eau", "Echo"];
        names.sort_by(|one, other| order.compare(one, other));
        assert_eq!(names, ["eau", "Echo", "écho", "zona"]);
    }
}
