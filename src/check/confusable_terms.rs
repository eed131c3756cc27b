//! W009 confusable-terms.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Check, Context};
use crate::article::TermId;
use crate::base::{Spanned, fold_name};
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "W009",
    name: "confusable-terms",
    severity: Severity::Note,
    meaning: "The names of two glossary entries differ by one letter, an accent or capitals only, and \
              neither entry says how they differ.",
    why: "Readers and writers take one for the other, and in medicine the two may be opposites.",
    mend: "Name the other entry under `confusable_with`, with the difference in a line, or under \
           `see_also`.",
    source: "NHS digital service manual, A to Z; ISMP list of confused names",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Shorter names differ by one letter all the time: AML and ALL.
const SHORTEST_NAME: usize = 5;

/// With how many others that one letter tells from it a name is compared.
const MOST_NEAR: usize = 20;

/// A name of an entry.
struct EntryName<'a> {
    owner: TermId,
    written: &'a Spanned<String>,
    /// As it is compared.
    folded: String,
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut pairs = BTreeSet::new();
    let names = names(context);
    for (one, other) in near(context, &names) {
        let (one, other) = (&names[one], &names[other]);
        let pair = (one.owner.min(other.owner), one.owner.max(other.owner));
        // Of two that have the same name, `duplicate-term` tells.
        let is_same = one.folded == other.folded;
        if one.owner == other.owner
            || is_same
            || tells_apart(context, pair)
            || !pairs.insert(pair)
        {
            continue;
        }
        let message = format!(
            "`{}` and `{}` are easily taken for one another",
            one.written.value, other.written.value
        );
        let help = format!(
            "add to one of the two: `confusable_with: [{{term: {}, difference: …}}]`",
            other.written.value
        );
        found.push(
            Diagnostic::new(&RULE, one.written.span, message)
                .with_label(other.written.span, "the other entry")
                .with_help(help),
        );
    }
}

fn names<'a>(context: &Context<'a>) -> Vec<EntryName<'a>> {
    let of_entry = |owner: TermId| {
        let front_matter = &context.site.term(owner).front_matter;
        let names = std::iter::once(&front_matter.term).chain(&front_matter.abbreviation);
        names.map(move |written| {
            let folded = fold_name(&written.value);
            let folded = folded.nfd().filter(|&c| !is_combining_mark(c)).collect();
            EntryName { owner, written, folded }
        })
    };
    context.listed_terms().flat_map(of_entry).collect()
}

/// Pairs of names that are nearly the same. Names with one letter left out meet where they
/// differ by one letter, so that not every name is compared with every other.
fn near(context: &Context<'_>, names: &[EntryName<'_>]) -> BTreeSet<(usize, usize)> {
    let mut meeting: BTreeMap<(LanguageId, String), Vec<usize>> = BTreeMap::new();
    for (number, name) in names.iter().enumerate() {
        let language = context.site.term(name.owner).source.language;
        let mut keys = BTreeSet::from([name.folded.clone()]);
        if name.folded.chars().count() >= SHORTEST_NAME {
            keys.extend(name.folded.char_indices().map(|(at, c)| {
                [&name.folded[..at], &name.folded[at + c.len_utf8()..]].concat()
            }));
        }
        for key in keys {
            meeting.entry((language, key)).or_default().push(number);
        }
    }
    let mut pairs = BTreeSet::new();
    for met in meeting.values() {
        for (position, &one) in met.iter().enumerate() {
            for &other in met[position + 1..].iter().take(MOST_NEAR) {
                if is_one_edit(&names[one].folded, &names[other].folded) {
                    pairs.insert((one, other));
                }
            }
        }
    }
    pairs
}

/// Whether at most one letter is added, left out, changed, or swapped with the next.
fn is_one_edit(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) =
        (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    let ends = one.iter().rev().zip(other.iter().rev());
    let same = ends.take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - same], &other[..other.len() - same]) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Whether one of two entries names the other.
fn tells_apart(context: &Context<'_>, (one, other): (TermId, TermId)) -> bool {
    let names = |from: TermId, to: TermId| {
        context.site.term_confusable[from].contains(&Some(to))
            || context.site.term_see_also[from].contains(&to)
    };
    names(one, other) || names(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_a_letter_more_less_other_or_swapped() {
        for (one, other, expected) in [
            ("ileum", "ilium", true),
            ("mucositis", "mucositis", true),
            ("perfusion", "pefusion", true),
            ("dysphagia", "dysphaiga", true),
            ("", "a", true),
            ("abcd", "bcde", false),
            ("infusion", "infection", false),
        ] {
            assert_eq!(is_one_edit(one, other), expected, "{one} {other}");
            assert_eq!(is_one_edit(other, one), expected, "{other} {one}");
        }
    }
}
