//! What changed between two texts: section by section and sentence by sentence, what only moved
//! told as moved, and in each sentence first what a reader acts on.

use std::collections::{BTreeMap, VecDeque};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::critical::{self, CriticalChange};
use super::item::split_marks;
use super::shown::ShownPart;
use crate::html::sentences;

/// What became of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartFate {
    /// Its words are others.
    Changed,
    /// It was not there.
    New,
    /// It is not there any more.
    Gone,
    /// It stands elsewhere among the others.
    Moved,
    /// It was called so.
    Renamed(String),
}

/// What changed in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartChange {
    /// Its heading.
    pub heading: String,
    /// What became of it.
    pub fate: PartFate,
    /// What changed in it, in reading order.
    pub sentences: Vec<SentenceChange>,
}

/// A sentence that is another now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceChange {
    /// As it was; `None` where it is new.
    pub old: Option<String>,
    /// As it is; `None` where it is gone.
    pub new: Option<String>,
    /// The section that it stood in, where it only moved.
    pub moved_from: Option<String>,
    /// What a reader acts on in it that is another now.
    pub critical: Vec<CriticalChange>,
}

impl PartChange {
    /// All that a reader acts on that is another now, what turns a sentence round first.
    pub fn critical(&self) -> Vec<&CriticalChange> {
        let mut all: Vec<_> =
            self.sentences.iter().flat_map(|sentence| &sentence.critical).collect();
        all.sort_by_key(|change| change.kind);
        all
    }

    /// Whether all that changed in `other`, which this text shows, is told here as well.
    pub(super) fn tells(&self, other: &PartChange) -> bool {
        let own = self.critical();
        let critical = other.critical();
        if !critical.is_empty() {
            return critical.iter().all(|change| own.contains(change));
        }
        let holds = |text: &Option<String>, part: &Option<String>| match (text, part) {
            (Some(text), Some(part)) => text.contains(part.as_str()),
            (_, None) => true,
            (None, Some(_)) => false,
        };
        !other.sentences.is_empty()
            && other.sentences.iter().all(|part| {
                let mut own = self.sentences.iter();
                own.any(|own| holds(&own.old, &part.old) && holds(&own.new, &part.new))
            })
    }
}

/// Two lists whose lengths multiply to more are compared as sets: twice the text is to take
/// twice the time.
const MOST_PAIRS: usize = 4_000_000;
/// So many sentences of each side are tried with one another.
const MOST_TRIED: usize = 60;

/// What is another in `new` than in `old`.
pub fn compare(old: &[ShownPart], new: &[ShownPart], language: &str) -> Vec<PartChange> {
    if old == new {
        return Vec::new();
    }
    let pairs = pairs(old, new);
    let mut work = TextComparison::default();
    let mut parts: Vec<(Option<usize>, PartChange)> = Vec::new();
    let moved = moved_parts(old, new, &pairs);
    for (at, part) in new.iter().enumerate() {
        let was = pairs.of_new[at].map(|was| &old[was]);
        let fate = match was {
            None => PartFate::New,
            Some(was) if was.heading != part.heading => {
                PartFate::Renamed(was.heading.clone())
            }
            Some(_) if moved[at] => PartFate::Moved,
            Some(_) => PartFate::Changed,
        };
        let empty = Vec::new();
        work.lines(parts.len(), was.map_or(&empty, |was| &was.lines), &part.lines);
        let heading = part.heading.clone();
        parts.push((Some(at), PartChange { heading, fate, sentences: Vec::new() }));
    }
    for (_, part) in old.iter().enumerate().filter(|(at, _)| !pairs.of_old[*at]) {
        work.lines(parts.len(), &part.lines, &[]);
        let (heading, fate) = (part.heading.clone(), PartFate::Gone);
        parts.push((None, PartChange { heading, fate, sentences: Vec::new() }));
    }
    let headings: Vec<String> =
        parts.iter().map(|(_, part)| part.heading.clone()).collect();
    for (part, sentence) in work.finish(&headings, language) {
        parts[part].1.sentences.push(sentence);
    }
    let is_told = |part: &PartChange| {
        !part.sentences.is_empty() || !matches!(part.fate, PartFate::Changed)
    };
    parts.into_iter().map(|(_, part)| part).filter(is_told).collect()
}

/// Which parts belong together.
struct PartPairs {
    /// For each new part: the old one.
    of_new: Vec<Option<usize>>,
    /// For each old part: whether it has a new one.
    of_old: Vec<bool>,
}

fn pairs(old: &[ShownPart], new: &[ShownPart]) -> PartPairs {
    let mut by_heading: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (at, part) in old.iter().enumerate() {
        by_heading.entry(&part.heading).or_default().push_back(at);
    }
    let mut of_old = vec![false; old.len()];
    let mut of_new: Vec<Option<usize>> =
        new.iter().map(|part| by_heading.get_mut(&*part.heading)?.pop_front()).collect();
    of_new.iter().flatten().for_each(|&at| of_old[at] = true);
    // A heading with other words: the section that shares most of its lines.
    let mut by_line: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, part) in old.iter().enumerate().filter(|(at, _)| !of_old[*at]) {
        by_line.extend(part.lines.iter().map(|line| (&**line, at)));
    }
    for (at, part) in new.iter().enumerate() {
        if of_new[at].is_some() {
            continue;
        }
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for was in part.lines.iter().filter_map(|line| by_line.get(&**line)) {
            *votes.entry(*was).or_default() += 1;
        }
        let best =
            votes.into_iter().max_by_key(|(was, votes)| (*votes, usize::MAX - was));
        if let Some((was, votes)) = best
            && !of_old[was]
            && votes * 2 >= part.lines.len().max(old[was].lines.len())
        {
            of_old[was] = true;
            of_new[at] = Some(was);
        }
    }
    PartPairs { of_new, of_old }
}

/// For each new part: whether it stands elsewhere among those that were there before.
fn moved_parts(old: &[ShownPart], new: &[ShownPart], pairs: &PartPairs) -> Vec<bool> {
    let kept: Vec<usize> = pairs.of_new.iter().flatten().copied().collect();
    let before: Vec<usize> = (0..old.len()).filter(|at| pairs.of_old[*at]).collect();
    let mut moved = vec![false; new.len()];
    if kept == before {
        return moved;
    }
    let places: Vec<usize> =
        (0..new.len()).filter(|at| pairs.of_new[*at].is_some()).collect();
    for op in operations(&before, &kept) {
        if !matches!(op, DiffOp::Equal { .. }) {
            op.new_range().for_each(|at| moved[places[at]] = true);
        }
    }
    moved
}

pub(super) fn operations<T: Ord + std::hash::Hash>(old: &[T], new: &[T]) -> Vec<DiffOp> {
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[same..], &new[same..]);
    let tails = old_rest.iter().rev().zip(new_rest.iter().rev());
    let tail = tails.take_while(|(a, b)| a == b).count();
    let (old_len, new_len) = (old_rest.len() - tail, new_rest.len() - tail);
    if old_len.saturating_mul(new_len) > MOST_PAIRS {
        return vec![DiffOp::Replace {
            old_index: same,
            old_len,
            new_index: same,
            new_len,
        }];
    }
    capture_diff_slices(Algorithm::Myers, old, new)
}

/// The sentences that are on one side alone, while the parts are gone through.
#[derive(Default)]
struct TextComparison {
    /// Each with its part, and the hunk that it stands in.
    gone: Vec<LoneSentence>,
    new: Vec<LoneSentence>,
    hunks: usize,
}

struct LoneSentence {
    part: usize,
    hunk: usize,
    text: String,
    is_told: bool,
}

impl TextComparison {
    /// Takes the lines of a part, before and after.
    fn lines(&mut self, part: usize, old: &[String], new: &[String]) {
        if old == new {
            return;
        }
        for op in operations(old, new) {
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            let was: Vec<&str> =
                old[op.old_range()].iter().flat_map(|line| told_apart(line)).collect();
            let is: Vec<&str> =
                new[op.new_range()].iter().flat_map(|line| told_apart(line)).collect();
            for op in operations(&was, &is) {
                if matches!(op, DiffOp::Equal { .. }) {
                    continue;
                }
                let hunk = self.hunks;
                self.hunks += 1;
                let sentence = |text: &&str| {
                    let text = (*text).to_owned();
                    LoneSentence { part, hunk, text, is_told: false }
                };
                self.gone.extend(was[op.old_range()].iter().map(sentence));
                self.new.extend(is[op.new_range()].iter().map(sentence));
            }
        }
    }

    /// What is told of each part, in reading order.
    fn finish(
        mut self,
        headings: &[String],
        language: &str,
    ) -> Vec<(usize, SentenceChange)> {
        let mut partners: Vec<Option<usize>> = vec![None; self.new.len()];
        let mut moved = vec![false; self.new.len()];
        let mut known: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (at, sentence) in self.gone.iter().enumerate() {
            known.entry(critical::joined(&sentence.text)).or_default().push_back(at);
        }
        for (at, sentence) in self.new.iter().enumerate() {
            let own = known.get_mut(&critical::joined(&sentence.text));
            if let Some(was) = own.and_then(VecDeque::pop_front) {
                partners[at] = Some(was);
                moved[at] = true;
            }
        }
        partners.iter().flatten().for_each(|&was| self.gone[was].is_told = true);
        self.pair(&mut partners);
        let mut told: Vec<(usize, usize, SentenceChange)> = Vec::new();
        for (at, sentence) in self.new.iter().enumerate() {
            let old = partners[at].map(|was| &self.gone[was]);
            let was = old.map(|old| old.text.as_str());
            // Parted otherwise, a telephone number is the same.
            if old.is_some_and(|old| old.hunk == sentence.hunk && is_alike(old, sentence))
            {
                continue;
            }
            let critical = if moved[at] {
                Vec::new()
            } else {
                critical::changes(was.unwrap_or_default(), &sentence.text, language)
            };
            let from = old.filter(|_| moved[at]).map(|old| headings[old.part].clone());
            let change = SentenceChange {
                old: was.map(str::to_owned),
                new: Some(sentence.text.clone()),
                moved_from: from,
                critical,
            };
            told.push((sentence.part, sentence.hunk, change));
        }
        for sentence in self.gone.iter().filter(|sentence| !sentence.is_told) {
            let change = SentenceChange {
                old: Some(sentence.text.clone()),
                new: None,
                moved_from: None,
                critical: critical::changes(&sentence.text, "", language),
            };
            told.push((sentence.part, sentence.hunk, change));
        }
        told.sort_by_key(|(part, hunk, _)| (*part, *hunk));
        told.into_iter().map(|(part, _, change)| (part, change)).collect()
    }

    /// Finds for each new sentence the one that it was: of those at its place the one that
    /// shares most words, else one that moved and shares nearly all.
    fn pair(&mut self, partners: &mut [Option<usize>]) {
        let mut by_hunk: BTreeMap<usize, VecDeque<usize>> = BTreeMap::new();
        for (at, sentence) in self.gone.iter().enumerate().filter(|(_, one)| !one.is_told)
        {
            by_hunk.entry(sentence.hunk).or_default().push_back(at);
        }
        for (at, sentence) in self.new.iter().enumerate() {
            if partners[at].is_some() {
                continue;
            }
            let here = by_hunk.get_mut(&sentence.hunk);
            let Some(here) = here else { continue };
            // Of a list that is new as a whole, the first are as good as any.
            let tried = if here.len() > MOST_TRIED { 2 } else { MOST_TRIED };
            let words = words(&sentence.text);
            let alike = here.iter().take(tried).enumerate();
            let alike =
                alike.map(|(place, &was)| (shared(&self.gone[was].text, &words), place));
            let best = alike.max_by_key(|(share, place)| (*share, usize::MAX - place));
            if let Some((share, place)) = best
                && share >= 34
            {
                let Some(was) = here.remove(place) else { continue };
                partners[at] = Some(was);
                self.gone[was].is_told = true;
            }
        }
        let left: Vec<usize> = (0..self.gone.len())
            .filter(|at| !self.gone[*at].is_told)
            .take(MOST_TRIED)
            .collect();
        let open: Vec<usize> = (0..self.new.len())
            .filter(|at| partners[*at].is_none())
            .take(MOST_TRIED)
            .collect();
        for at in open {
            let words = words(&self.new[at].text);
            let alike = left.iter().filter(|&&was| !self.gone[was].is_told);
            let alike = alike.map(|&was| (shared(&self.gone[was].text, &words), was));
            if let Some((share, was)) =
                alike.max_by_key(|(share, was)| (*share, usize::MAX - was))
                && share >= 60
            {
                partners[at] = Some(was);
                self.gone[was].is_told = true;
            }
        }
    }
}

/// Whether two sentences that are not the same differ only in how numbers are parted.
fn is_alike(old: &LoneSentence, new: &LoneSentence) -> bool {
    old.text != new.text && critical::joined(&old.text) == critical::joined(&new.text)
}

/// The sentences of a line. The number of an item is one of its own, so that an item more does
/// not make other sentences of all that follow.
fn told_apart(line: &str) -> Vec<&str> {
    let (marks, words) = split_marks(line);
    let marks = (!marks.is_empty()).then_some(marks);
    marks.into_iter().chain(sentences(words)).collect()
}

fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for word in text.split_whitespace() {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// How many of a hundred words two sentences share.
fn shared(text: &str, other: &BTreeMap<&str, usize>) -> usize {
    let own = words(text);
    let both: usize = own
        .iter()
        .map(|(word, count)| other.get(word).map_or(0, |others| *count.min(others)))
        .sum();
    let all = own.values().sum::<usize>() + other.values().sum::<usize>();
    200 * both / all.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(parts: &[(&str, &[&str])]) -> Vec<ShownPart> {
        let part = |(heading, lines): &(&str, &[&str])| {
            ShownPart::new(*heading, lines.iter().map(|&line| line.to_owned()).collect())
        };
        parts.iter().map(part).collect()
    }

    fn told(old: &[(&str, &[&str])], new: &[(&str, &[&str])]) -> Vec<PartChange> {
        compare(&parts(old), &parts(new), "en")
    }

    #[test]
    fn the_number_of_an_item_is_told_apart_from_its_words() {
        let found = told(
            &[("", &["1. Wash.", "2. Take 5 mg."])],
            &[("", &["1. Wash.", "3. Take 5 mg."])],
        );
        let critical: Vec<String> = found
            .iter()
            .flat_map(PartChange::critical)
            .map(CriticalChange::words)
            .collect();
        assert_eq!(critical, ["`3` is new", "`2` is gone"]);
        let found = told(&[("", &["1. Wash."])], &[("", &["- Wash."])]);
        assert_eq!(found[0].sentences[0].new.as_deref(), Some("-"));
    }

    #[test]
    fn a_changed_sentence_is_told_with_what_it_was() {
        let found = told(
            &[("", &["One."]), ("Fever", &["Call us at 38 °C. Do not wait."])],
            &[("", &["One."]), ("Fever", &["Call us at 39 °C. Do wait."])],
        );
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].heading.as_str(), &found[0].fate),
            ("Fever", &PartFate::Changed)
        );
        let sentences = &found[0].sentences;
        assert_eq!(sentences[0].old.as_deref(), Some("Call us at 38 °C."));
        assert_eq!(sentences[0].new.as_deref(), Some("Call us at 39 °C."));
        let critical: Vec<String> =
            found[0].critical().iter().map(|change| change.words()).collect();
        assert_eq!(critical, ["`not` is gone", "`38 °C` became `39 °C`"]);
    }

    #[test]
    fn what_moved_is_told_as_moved() {
        let found = told(
            &[("A", &["Rest well.", "Eat at 8."]), ("B", &["Walk."])],
            &[("A", &["Rest well."]), ("B", &["Walk.", "Eat at 8."])],
        );
        assert_eq!(found.len(), 1, "{found:?}");
        let sentence = &found[0].sentences[0];
        assert_eq!(sentence.moved_from.as_deref(), Some("A"));
        assert!(sentence.critical.is_empty());
        let found =
            told(&[("A", &["a"]), ("B", &["b"])], &[("B", &["b"]), ("A", &["a"])]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].fate, PartFate::Moved);
    }

    #[test]
    fn sections_come_go_and_get_other_names() {
        let found = told(
            &[("A", &["One.", "Two."]), ("B", &["Three."])],
            &[("A now", &["One.", "Two."]), ("C", &["Four at 9am."])],
        );
        let fates: Vec<_> =
            found.iter().map(|part| (&*part.heading, &part.fate)).collect();
        assert_eq!(
            fates,
            [
                ("A now", &PartFate::Renamed("A".to_owned())),
                ("C", &PartFate::New),
                ("B", &PartFate::Gone)
            ]
        );
        assert_eq!(told(&[("A", &["x"])], &[("A", &["x"])]), []);
    }

    #[test]
    fn a_long_list_takes_no_square_of_its_length() {
        let lines = |from: u32| -> Vec<String> {
            (from..from + 40_000).map(|number| format!("Line {number}.")).collect()
        };
        let old = [ShownPart::new("", lines(0))];
        let new = [ShownPart::new("", lines(50_000))];
        let found = compare(&old, &new, "en");
        assert!(found[0].sentences.len() >= 40_000);
    }
}
