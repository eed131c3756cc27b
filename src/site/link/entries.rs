//! The entries of the glossaries, by what links call them beside their names.

use std::collections::BTreeMap;

use crate::article::TermId;
use crate::base::{TiVec, ti_vec};
use crate::config::LanguageId;
use crate::site::{Glossary, Sources};

/// For each language: the entries of its glossary.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::site) struct GlossaryEntries {
    /// Their anchors on its page, in order.
    pub(super) in_order: TiVec<LanguageId, Vec<Box<str>>>,
    /// By their anchors on its page.
    pub(super) by_anchor: TiVec<LanguageId, BTreeMap<Box<str>, TermId>>,
    /// By the names of their files.
    by_file: TiVec<LanguageId, BTreeMap<Box<str>, TermId>>,
}

impl GlossaryEntries {
    /// Of several that are called alike the first is meant.
    pub(in crate::site) fn new(
        sources: &Sources,
        glossary: &Glossary,
        languages: usize,
    ) -> Self {
        let mut entries = GlossaryEntries {
            in_order: ti_vec![Vec::new(); languages],
            by_anchor: ti_vec![BTreeMap::new(); languages],
            by_file: ti_vec![BTreeMap::new(); languages],
        };
        for ((id, term), anchor) in sources.terms.iter_enumerated().zip(&glossary.anchors)
        {
            let language = term.source.language;
            entries.in_order[language].push(anchor.as_str().into());
            entries.by_anchor[language].entry(anchor.as_str().into()).or_insert(id);
            let topic = &term.source.topic;
            let file = topic.rsplit('/').next().unwrap_or(topic);
            entries.by_file[language].entry(file.into()).or_insert(id);
        }
        entries
    }

    /// The entry of a language by the name of its file.
    pub(super) fn of_file(&self, language: LanguageId, name: &str) -> Option<TermId> {
        let name = name.strip_suffix(".md").unwrap_or(name);
        self.by_file[language].get(name).copied()
    }
}
