//! What terms are called.

use std::collections::BTreeSet;

use crate::article::{Explained, TermFrontMatter, TermId};
use crate::base::fold_name;

/// One name of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The term.
    pub term: TermId,
    /// As its author wrote it.
    pub written: Box<str>,
    /// Which field lists it.
    pub kind: NameKind,
    /// It counts only with the same capitals.
    pub is_exact: bool,
    /// It is the abbreviation of the entry, perhaps with other capitals: what an
    /// expansion spells out.
    pub is_short: bool,
    /// What its entry explains.
    pub explains: Explained,
}

/// Which field of an entry lists a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// `term`.
    Term,
    /// `abbreviation`.
    Abbreviation,
    /// `expands_to`: what the entry stands for, where it is called by an abbreviation.
    LongForm,
    /// `aliases`.
    Alias,
    /// `avoid`.
    Avoided,
}

impl Name {
    /// Whether it is an abbreviation: such a name takes a small s and no other ending, and
    /// counts with its own capitals.
    pub fn is_abbreviation(&self) -> bool {
        self.kind == NameKind::Abbreviation || is_abbreviation(&self.written)
    }
}

/// The names of a term, in the order of its fields.
pub(super) fn names(term: TermId, front_matter: &TermFrontMatter) -> Vec<Name> {
    // An entry that expands to something is called by its abbreviation.
    let called = front_matter.expands_to.as_ref().map(|_| &front_matter.term);
    let short = front_matter.abbreviation.as_ref().or(called);
    let short = short.map(|name| fold_name(&name.value));
    let kinds = [
        (NameKind::Term, std::slice::from_ref(&front_matter.term)),
        (NameKind::Abbreviation, front_matter.abbreviation.as_slice()),
        (NameKind::LongForm, front_matter.expands_to.as_slice()),
        (NameKind::Alias, &front_matter.aliases),
        (NameKind::Avoided, &front_matter.avoid),
    ];
    let mut names: Vec<Name> = Vec::new();
    let mut known = BTreeSet::new();
    for (kind, listed) in kinds {
        for name in listed {
            let written = name.value.trim();
            // An entry may repeat its own name.
            if !known.insert(written) {
                continue;
            }
            let is_short =
                short.as_ref().is_some_and(|short| *short == fold_name(written));
            names.push(Name {
                term,
                written: written.into(),
                kind,
                is_exact: front_matter.exact_case
                    || kind == NameKind::Abbreviation
                    || is_abbreviation(written),
                is_short,
                explains: front_matter.explains,
            });
        }
    }
    names
}

/// Whether a name is written as abbreviations are: one word, with more capitals than it has
/// parts. `GvHD` and `G-CSF` are, `Graft-Versus-Host` is not.
pub fn is_abbreviation(name: &str) -> bool {
    let parts = name.split('-').count();
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    capitals > parts && !name.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_told_by_their_capitals() {
        for name in ["GVHD", "GvHD", "G-CSF", "CT", "COVID-19", "CD34+", "IVs"] {
            assert!(is_abbreviation(name), "{name}");
        }
        for name in ["Graft", "Graft-Versus-Host", "X-Ray", "HLA typing", "graft", "A"] {
            assert!(!is_abbreviation(name), "{name}");
        }
    }
}
