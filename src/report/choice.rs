//! Which findings of many are shown: equal ones once, the worst first, of each rule a few and
//! of no rule none.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::base::Span;
use crate::diagnostic::{Diagnostic, Severity};

use super::place::SourceFiles;

/// How many findings are shown, equal ones counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of each rule.
    pub of_a_rule: usize,
    /// In all.
    pub in_all: usize,
}

impl Limits {
    /// Everything, each place of it too.
    pub const ALL: Limits = Limits { of_a_rule: usize::MAX, in_all: usize::MAX };

    /// Whether nothing is left out.
    pub(super) fn is_all(self) -> bool {
        self == Limits::ALL
    }
}

impl Default for Limits {
    /// What somebody can read.
    fn default() -> Self {
        Limits { of_a_rule: 5, in_all: 200 }
    }
}

/// One finding, with the others that say the same of other places.
pub(super) struct Shown<'a> {
    pub(super) finding: &'a Diagnostic,
    pub(super) elsewhere: Vec<Span>,
    /// Whether the finding is about a page by its title, as the others are.
    pub(super) is_about_pages: bool,
}

impl Shown<'_> {
    /// How many findings it stands for.
    fn len(&self) -> usize {
        1 + self.elsewhere.len()
    }
}

/// What makes two findings equal: all but the place, and the title of the page where the
/// sentence names it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct EqualFindings<'a> {
    rule: &'a str,
    severity: Severity,
    message: Cow<'a, str>,
    help: Option<Cow<'a, str>>,
}

/// Joins findings that differ only in their place, in the order of the first of each.
pub(super) fn merge<'a>(
    diagnostics: &'a [Diagnostic],
    sources: &SourceFiles<'_>,
) -> Vec<Shown<'a>> {
    let mut merged: Vec<Shown<'_>> = Vec::new();
    let mut known: BTreeMap<EqualFindings<'_>, usize> = BTreeMap::new();
    for finding in diagnostics {
        let alone = Shown { finding, elsewhere: Vec::new(), is_about_pages: false };
        // What belongs together at one place is not torn apart.
        let (true, Some(span)) = (finding.secondary.is_empty(), finding.primary) else {
            merged.push(alone);
            continue;
        };
        let title = title(span, sources).map(|title| format!("`{title}`"));
        let title = title.filter(|title| finding.message.contains(title.as_str()));
        let untitled = |sentence: &'a str| match &title {
            Some(title) => Cow::Owned(sentence.replace(title.as_str(), "``")),
            None => Cow::Borrowed(sentence),
        };
        let key = EqualFindings {
            rule: finding.rule.code,
            severity: finding.severity,
            message: untitled(&finding.message),
            help: finding.help.as_deref().map(untitled),
        };
        let at = *known.entry(key).or_insert(merged.len());
        if at < merged.len() {
            merged[at].elsewhere.push(span);
        } else {
            merged.push(Shown { is_about_pages: title.is_some(), ..alone });
        }
    }
    merged
}

/// The title of a page or a term, if the place is its value.
fn title<'t>(span: Span, sources: &SourceFiles<'t>) -> Option<&'t str> {
    let text = sources.text(span)?;
    let before = text.get(..span.start as usize)?;
    let key = before[before.rfind('\n').map_or(0, |at| at + 1)..].trim();
    let value = text.get(span.range())?;
    matches!(key.trim_end_matches(['"', '\'']).trim_end(), "title:" | "term:")
        .then(|| value.trim_matches(['"', '\'']))
        .filter(|title| !title.is_empty())
}

/// What is left out of a rule: how many findings, by severity.
pub(super) type LeftOut<'a> = BTreeMap<&'a str, usize>;

/// What is shown, the most severe first and otherwise in the old order; and how many
/// findings of each rule are not. The rules take turns, so that a frequent one does not
/// push a rare one out.
pub(super) fn choose<'a, 'b>(
    all: &'b [Shown<'a>],
    limits: Limits,
) -> (Vec<&'b Shown<'a>>, LeftOut<'a>) {
    let severity = |&at: &usize| std::cmp::Reverse(all[at].finding.severity);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(severity);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut turns: Vec<(usize, usize)> = Vec::new();
    for (rank, &at) in order.iter().enumerate() {
        let turn = seen.entry(all[at].finding.rule.code).or_default();
        turns.push((*turn, rank));
        *turn += 1;
    }
    turns.sort_unstable();
    let shown = |&(turn, _): &(usize, usize)| turn < limits.of_a_rule;
    let mut ranks: Vec<usize> = turns
        .iter()
        .filter(|turn| shown(turn))
        .take(limits.in_all)
        .map(|&(_, rank)| rank)
        .collect();
    ranks.sort_unstable();
    let mut left = LeftOut::new();
    for one in all {
        *left.entry(one.finding.rule.name).or_default() += one.len();
    }
    let chosen: Vec<&Shown<'_>> =
        ranks.into_iter().map(|rank| &all[order[rank]]).collect();
    for one in &chosen {
        *left.entry(one.finding.rule.name).or_default() -= one.len();
    }
    left.retain(|_, count| *count > 0);
    (chosen, left)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{BROKEN_CROSS_LINK, HTTP_LINK, UNKNOWN_KEY};
    use crate::report::fixture;

    use super::*;

    #[test]
    fn the_title_of_a_page_does_not_keep_equal_findings_apart() {
        let tree = fixture::tree(&[
            ("a.md", "---\ntitle: \"Food\"\n---\n"),
            ("b.md", "---\ntitle: Mouth care\n---\n"),
            ("c.md", "---\ntags: Food\n---\n"),
        ]);
        let of = |file, words: &str| {
            let message = format!("nothing leads to `{words}`");
            Diagnostic::new(&UNKNOWN_KEY, fixture::find(&tree, file, words), message)
        };
        let found = [of(0, "Food"), of(1, "Mouth care"), of(2, "Food")];
        let merged = merge(&found, &SourceFiles::new(&tree));
        let counts: Vec<_> =
            merged.iter().map(|one| (one.len(), one.is_about_pages)).collect();
        assert_eq!(counts, [(2, true), (1, false)]);
    }

    #[test]
    fn rules_take_turns_and_none_is_hidden() {
        let tree = fixture::tree(&[("a.md", "one two")]);
        let of = |rule, count: usize| {
            let place = fixture::find(&tree, 0, "two");
            Diagnostic::new(rule, place, format!("number {count}"))
        };
        let mut found: Vec<_> = (0..9).map(|count| of(&UNKNOWN_KEY, count)).collect();
        found.push(of(&HTTP_LINK, 9));
        found.push(of(&BROKEN_CROSS_LINK, 10));
        let merged = merge(&found, &SourceFiles::new(&tree));
        let names = |limits| -> (Vec<&str>, Vec<(&str, usize)>) {
            let (chosen, left) = choose(&merged, limits);
            let names = chosen.iter().map(|one| one.finding.rule.name);
            (names.collect(), left.into_iter().collect())
        };
        let (chosen, left) = names(Limits { of_a_rule: 2, in_all: 10 });
        let expected = ["broken-cross-link", "unknown-key", "unknown-key", "http-link"];
        assert_eq!(chosen, expected);
        assert_eq!(left, [("unknown-key", 7)]);
        let (chosen, _) = names(Limits { of_a_rule: 5, in_all: 3 });
        assert_eq!(chosen, ["broken-cross-link", "unknown-key", "http-link"]);
        assert_eq!(names(Limits::ALL).0.len(), 11);
    }
}
