//! Finds the names of all terms of one language in a text, in one pass.
//!
//! Every form of every name is a pattern of one automaton, which runs over the folded
//! text. It tells all occurrences, nested ones too, so that a long candidate that turns
//! out to be none (half a word, wrong capitals) hides no shorter one. Of the true ones the
//! leftmost wins, and of those the longest.
//!
//! Two terms may have one name. Then capitals as listed win, then a name as listed over an
//! inflected one, then a name over one that its entry advises against, then the lower
//! number. Numbers follow the order of paths, not the order in which files were found or
//! read, so the same files always give the same mentions.

mod automaton;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use automaton::{Automaton, Occurrence};

use super::boundary;
use super::everyday;
use super::inflect::{Form, forms, inflected};
use super::name::{Name, NameKind, is_abbreviation, names};
use super::place;
use super::spell::{begins_sentence, capitalised, wrong_article};
use crate::article::{Explained, TermFrontMatter, TermId};
use crate::base::{Case, Folded, TiVec};

/// Languages in which an apostrophe ends the word before it: `l'anémie`.
const ELIDING: &[&str] = &["fr", "it", "ca", "oc"];

/// The names of all terms of one language, made to be looked for.
#[derive(Debug, Clone)]
pub struct Matcher {
    /// Whether names are inflected as in English.
    is_english: bool,
    elides: bool,
    /// For each term: its names; none if it is not of this language or not listed.
    names: TiVec<TermId, Vec<Name>>,
    /// For each pattern of the automaton: whose form it is.
    patterns: Vec<Vec<Pattern>>,
    /// `None` without names.
    automaton: Option<Automaton>,
}

/// A form of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    term: TermId,
    /// Position among the names of the term.
    name: usize,
    form: Form,
    /// The form, folded but for its capitals.
    cased: Box<str>,
}

/// A mention of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The bytes of the text, with the ending of a possessive.
    pub range: Range<usize>,
    /// The term.
    pub term: TermId,
    /// Which of its names: see [`Matcher::name`].
    name: usize,
    /// How it is inflected.
    pub form: Form,
    /// How many bytes at its end are the ending of a possessive, such as `'s`.
    pub possessive: usize,
    /// An abbreviation with other capitals than its entry lists.
    pub is_miscased: bool,
    /// What it is a mention of.
    pub standing: Standing,
}

/// What the words of a term are a mention of, by what they are joined to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Of the term.
    Own,
    /// Of a longer word or name that is made of it, such as `transplant-related` and `Heart
    /// Monitor Team`, of its verb, or of a part of the text: a use of the term, and no place
    /// to explain it.
    Part,
    /// Of what may be something else: the singular of a name that its entry lists in the
    /// plural.
    Singular,
    /// Of something else, such as `Band` in `Band-Aid`.
    Other,
}

/// What decides between two terms at one place: the smaller wins.
type Rank = (bool, bool, Form, bool, TermId, usize);

/// A mention, before those that stand in its way are known.
struct CandidateMention {
    hit: Hit,
    rank: Rank,
}

impl Matcher {
    /// Makes the automaton of a language, by its tag, from its terms in their order.
    pub fn new<'t>(
        tag: &str,
        terms: impl IntoIterator<Item = (TermId, &'t TermFrontMatter)>,
    ) -> Self {
        let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
        let mut all: TiVec<TermId, Vec<Name>> = TiVec::new();
        for (term, entry) in terms {
            all.resize(all.len().max(usize::from(term) + 1), Vec::new());
            all[term] = names(term, entry);
        }
        let mut matcher = Matcher {
            is_english: primary == "en",
            elides: ELIDING.contains(&primary.as_str()),
            names: all,
            patterns: Vec::new(),
            automaton: None,
        };
        matcher.compile();
        matcher
    }

    fn compile(&mut self) {
        let mut by_fold: BTreeMap<String, Vec<Pattern>> = BTreeMap::new();
        let numbered = self.names.iter().flat_map(|names| names.iter().enumerate());
        for (number, name) in numbered {
            for (form, cased) in self.forms_of(name) {
                let fold = Folded::new(&cased, Case::Fold).text;
                if is_long_enough(&fold) {
                    let (term, cased) = (name.term, cased.into());
                    let pattern = Pattern { term, name: number, form, cased };
                    by_fold.entry(fold).or_default().push(pattern);
                }
            }
        }
        if by_fold.is_empty() {
            return;
        }
        self.automaton = Automaton::new(by_fold.keys());
        self.patterns = by_fold.into_values().collect();
    }

    /// The forms of a name, folded but for their capitals.
    fn forms_of(&self, name: &Name) -> Vec<(Form, String)> {
        let cased = Folded::new(&name.written, Case::Keep).text;
        let cased = cased.trim();
        if self.is_english {
            forms(cased, name.is_abbreviation())
        } else {
            vec![(Form::Listed, cased.to_owned())]
        }
    }

    /// The mentions in a text, in order; none overlaps another.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        self.find_where(text, &|_| true)
    }

    /// The mentions in a text among the ranges that `may` be mentions.
    pub fn find_where(
        &self,
        text: &str,
        may: &dyn Fn(&Range<usize>) -> bool,
    ) -> Vec<Hit> {
        let mut candidates = self.candidates(text, may);
        candidates.sort_by_key(|one| {
            (one.hit.range.start, Reverse(one.hit.range.end), one.rank)
        });
        let mut hits: Vec<Hit> = Vec::new();
        for CandidateMention { hit, .. } in candidates {
            if hits.last().is_none_or(|last| last.range.end <= hit.range.start) {
                hits.push(hit);
            }
        }
        hits
    }

    /// The terms that are called `name`, as a whole: in any form, or in the long form and
    /// the short one together, as `stem cell transplant (SCT)`. The first is the one that
    /// a text would mean.
    pub fn all_called(&self, name: &str) -> Vec<TermId> {
        let name = name.trim();
        let mut found = self.candidates(name, &|_| true);
        found.sort_by_key(|one| one.rank);
        let called = |range: Range<usize>| {
            let there = found.iter().filter(move |one| one.hit.range == range);
            there.map(|one| one.hit.term)
        };
        let mut terms: Vec<TermId> = called(0..name.len()).collect();
        if let Some((long, short)) =
            name.strip_suffix(')').and_then(|name| name.rsplit_once('('))
        {
            let short = long.len() + 1..long.len() + 1 + short.len();
            let is_short = |term: &TermId| called(short.clone()).any(|one| one == *term);
            terms.extend(called(0..long.trim_end().len()).filter(is_short));
        }
        let mut seen = BTreeSet::new();
        terms.retain(|term| seen.insert(*term));
        terms
    }

    /// The term that is called `name`, as a whole, in any form that a text may use.
    pub fn called(&self, name: &str) -> Option<TermId> {
        self.all_called(name).first().copied()
    }

    /// By which name a term was mentioned.
    pub fn name(&self, hit: &Hit) -> &Name {
        &self.names[hit.term][hit.name]
    }

    /// The names of a term, in the order of its entry; none if it is not of this language
    /// or not listed.
    pub fn names(&self, term: TermId) -> &[Name] {
        self.names.get(term).map_or(&[], Vec::as_slice)
    }

    /// What the abbreviation of a term stands for, if it has one.
    pub fn long_form(&self, term: TermId) -> Option<&str> {
        let names = self.names(term);
        let is_long = |name: &&Name| {
            matches!(name.kind, NameKind::Term | NameKind::LongForm) && !name.is_short
        };
        let long = names.iter().find(is_long)?;
        names.iter().any(|name| name.is_short).then_some(&*long.written)
    }

    /// Other words in the form of a mention: `transplants` for `grafts`.
    pub fn inflected(&self, words: &str, form: Form) -> String {
        if self.is_english {
            inflected(words, form, is_abbreviation(words))
        } else {
            words.to_owned()
        }
    }

    /// The change that the article before byte `at` of a text needs to suit `words`.
    pub fn wrong_article(
        &self,
        text: &str,
        at: usize,
        words: &str,
    ) -> Option<(Range<usize>, &'static str)> {
        self.is_english.then(|| wrong_article(text, at, words)).flatten()
    }

    /// What to write instead of a mention that its entry advises against: the preferred
    /// name, inflected and capitalised alike.
    pub fn preferred(&self, text: &str, hit: &Hit) -> Option<String> {
        let written = &text[hit.range.start..hit.range.end - hit.possessive];
        let name = self.name(hit);
        let names = self.names(hit.term);
        let short = names.iter().find(|one| one.kind == NameKind::Abbreviation);
        let better = match short {
            _ if name.kind != NameKind::Avoided => name,
            Some(short) if name.is_abbreviation() => short,
            _ => names.first()?,
        };
        let better = &self.inflected(&better.written, hit.form);
        let starts_high = |words: &str| words.starts_with(char::is_uppercase);
        let is_high = |words: &str| !words.contains(char::is_lowercase);
        let better = if is_high(written) && !is_high(&name.written) {
            better.to_uppercase()
        } else if starts_high(written)
            && (!starts_high(&name.written) || begins_sentence(text, hit.range.start))
        {
            capitalised(better)
        } else {
            better.clone()
        };
        Some(better + &text[hit.range.end - hit.possessive..hit.range.end])
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// Every mention by itself, whatever overlaps it; one for each term and range.
    fn candidates(
        &self,
        text: &str,
        may: &dyn Fn(&Range<usize>) -> bool,
    ) -> Vec<CandidateMention> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::new(text, Case::Fold);
        let mut candidates = Vec::new();
        for Occurrence { number, start, end } in automaton.find(&folded.text) {
            let Some(word) = self.word(text, &folded, start..end) else {
                continue;
            };
            if may(&word.range) {
                let patterns = &self.patterns[number];
                let cased = Folded::new(&text[word.written.clone()], Case::Keep).text;
                candidates.extend(
                    patterns
                        .iter()
                        .filter_map(|one| self.candidate(one, text, &word, &cased)),
                );
            }
        }
        candidates
    }

    /// The word or words at `range` of the folded text, if it is whole words there, and
    /// stands for what it says.
    fn word(&self, text: &str, folded: &Folded, range: Range<usize>) -> Option<WordSpan> {
        let Range { start, end } = range;
        if !boundary::begins(&folded.text, start, self.elides) {
            return None;
        }
        let is_negated = is_negated(&folded.text[..start]);
        let written = folded.source_of(&(start..end))?;
        let opens_quotation = text[written.end..].starts_with('\u{2018}');
        let possessive =
            if opens_quotation { 0 } else { self.possessive(&folded.text, end) };
        if possessive == 0 && !boundary::ends(&folded.text, end) {
            return None;
        }
        let range = folded.source_of(&(start..end + possessive))?;
        let is_prose = !boundary::is_in_address(text, &range);
        is_prose.then_some(WordSpan { range, written, is_negated })
    }

    /// The length of the ending of a possessive at byte `at` of a folded text: `'s`, or
    /// the apostrophe alone after a plural.
    fn possessive(&self, folded: &str, at: usize) -> usize {
        let rest = &folded[at..];
        if !self.is_english || !rest.starts_with('\'') {
            return 0;
        }
        if rest.starts_with("'s") && boundary::ends(folded, at + 2) {
            return 2;
        }
        let owns = folded[..at].ends_with('s')
            && rest[1..].starts_with(' ')
            && rest[2..].starts_with(char::is_alphanumeric)
            && !is_quoted(&folded[..at]);
        usize::from(owns)
    }

    /// A word as a mention of what a pattern names, if its capitals allow it.
    fn candidate(
        &self,
        pattern: &Pattern,
        text: &str,
        word: &WordSpan,
        cased: &str,
    ) -> Option<CandidateMention> {
        let Pattern { term, name: number, form, .. } = *pattern;
        let name = &self.names[term][number];
        let is_as_listed = *pattern.cased == *cased;
        // `non-Hodgkin lymphoma` is no use of `Hodgkin lymphoma`; a `non-BMT` ward is
        // understood by who knows what BMT is.
        if word.is_negated && !name.is_abbreviation() {
            return None;
        }
        let is_miscased = name.is_exact && !is_as_listed;
        if is_miscased && !may_be_miscased(name, pattern, cased) {
            return None;
        }
        let is_avoided = name.kind == NameKind::Avoided;
        let hit = Hit {
            range: word.range.clone(),
            term,
            name: number,
            form,
            possessive: word.range.end - word.written.end,
            is_miscased,
            standing: self.standing(text, word, name, form),
        };
        let rank = (is_miscased, !is_as_listed, form, is_avoided, term, number);
        Some(CandidateMention { hit, rank })
    }

    /// What a word that is a form of a name is a mention of.
    fn standing(&self, text: &str, word: &WordSpan, name: &Name, form: Form) -> Standing {
        let joined = boundary::joined(text, &word.range);
        let is_joined_to = |is: fn(char) -> bool| joined.into_iter().flatten().any(is);
        let is_joined = joined.iter().any(Option::is_some);
        if name.is_abbreviation() {
            // `GVHD-related` says GVHD; `HLA-DR` and `COVID-19` are names of their own.
            let is_name = is_joined_to(|c| !c.is_lowercase());
            return if word.is_negated || is_name {
                Standing::Part
            } else {
                Standing::Own
            };
        }
        let is_other_word = || {
            let is_verb = name.explains != Explained::Verb
                && everyday::is_verb(text, &word.written);
            let is_other_kind = name.explains == Explained::LongerName
                && everyday::is_qualified(text, &word.written);
            self.is_english
                && (is_verb
                    || is_other_kind
                    || everyday::is_in_name(text, &word.written, name)
                    || place::is_part_of_text(text, &word.written))
        };
        match form {
            _ if is_joined_to(char::is_uppercase) => Standing::Other,
            _ if is_joined => Standing::Part,
            Form::Singular => Standing::Singular,
            Form::Listed | Form::Plural if is_other_word() => Standing::Part,
            Form::Listed | Form::Plural => Standing::Own,
        }
    }
}

/// Whole words of a text.
struct WordSpan {
    /// Their bytes, with the ending of a possessive.
    range: Range<usize>,
    /// Without it.
    written: Range<usize>,
    /// The word before it turns it into its contrary.
    is_negated: bool,
}

/// Whether a form, folded, is long enough to be looked for: two characters, or one of a
/// script in which one is a word.
fn is_long_enough(fold: &str) -> bool {
    let mut characters = fold.chars();
    let first = characters.next();
    characters.next().is_some() || first.is_some_and(boundary::is_spaceless)
}

/// Whether the words before a name turn it into its contrary: `non-Hodgkin lymphoma` is no
/// Hodgkin lymphoma.
fn is_negated(before: &str) -> bool {
    // Where its hyphen ends a line, it may still stand in the folded text.
    let rest = before.strip_suffix("non ").or_else(|| before.strip_suffix("non- "));
    rest.is_some_and(|rest| {
        rest.chars().next_back().is_none_or(|c| !boundary::is_word(c))
    })
}

/// Whether a quotation in single quotation marks is open at the end of a folded text: then
/// an apostrophe closes it.
fn is_quoted(before: &str) -> bool {
    let Some((outside, inside)) = before.rsplit_once('\'') else { return false };
    inside.starts_with(boundary::is_word) && !outside.ends_with(boundary::is_word)
}

/// Whether an abbreviation with other capitals than listed is still meant: it has two
/// capitals at least, so that it is no ordinary word, and its last letter is not the small
/// s of some other abbreviation's plural.
fn may_be_miscased(name: &Name, pattern: &Pattern, cased: &str) -> bool {
    let capitals = cased.chars().filter(|c| c.is_uppercase()).count();
    let differs_by_s = match pattern.form {
        Form::Listed => pattern.cased.ends_with('S') && cased.ends_with('s'),
        Form::Plural | Form::Singular => !cased.ends_with('s'),
    };
    name.is_abbreviation() && capitals > 1 && !differs_by_s
}

#[cfg(test)]
mod tests;
