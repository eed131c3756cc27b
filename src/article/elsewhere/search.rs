//! What search engines, and the search of the site, may do with a page.

use super::value::{flag, is_one_line, says_no_index, whole};
use super::{ElsewhereReader, Of};
use crate::article::other_words::{Meaning, NO_INDEX, is_among, plain};
use crate::diagnostic::{Diagnostic, UNKNOWN_KEY};
use crate::yaml::{MappingEntry, ValueKind, shown};

impl ElsewhereReader<'_> {
    /// Our own `search`, where it is a group as in other programs.
    pub(super) fn own_search(&mut self, entry: &MappingEntry) -> bool {
        let ValueKind::Mapping(group) = &entry.value.kind else { return false };
        let says = |names: &str, wanted: bool| {
            group.entries.iter().any(|inner| {
                is_among(names, &plain(&inner.key.value))
                    && flag(&inner.value) == Some(wanted)
            })
        };
        let excludes = "disable disabled exclude excluded hidden noindex";
        let includes = "enable enabled include index";
        let is_unsearched = says(excludes, true) || says(includes, false);
        if !is_unsearched && !says(excludes, false) && !says(includes, true) {
            return false;
        }
        self.read.is_unsearched |= is_unsearched;
        let word = if is_unsearched { "no" } else { "yes" };
        let message = format!("this group is read as `search: {word}`");
        self.told.push(
            Diagnostic::new(&UNKNOWN_KEY, entry.key.span, message)
                .with_help(format!("write `search: {word}`")),
        );
        true
    }

    /// What search engines may do.
    pub(super) fn search_engines(
        &mut self,
        entry: &MappingEntry,
        meaning: Meaning,
    ) -> bool {
        let inner = |names: &str, wanted: bool| match &entry.value.kind {
            ValueKind::Mapping(group) => group.entries.iter().any(|inner| {
                is_among(names, &plain(&inner.key.value))
                    && flag(&inner.value) == Some(wanted)
            }),
            _ => false,
        };
        let value = &entry.value;
        let says_no_index = says_no_index(value) || value.as_text() == Some("none");
        let is_listed = match meaning {
            Meaning::Unlisted => flag(value) == Some(false),
            _ => meaning == Meaning::Listed && flag(value) == Some(true),
        };
        if is_listed && !self.is_inside {
            let message =
                format!("the front matter has no key `{}`", shown(&entry.key.value));
            let help = "take the line out: search engines list every page that does not say \
                        `robots: {index: false}`";
            let finding = Diagnostic::new(&UNKNOWN_KEY, entry.key.span, message);
            self.told.push(finding.with_help(help));
            return true;
        }
        let is_unlisted = match meaning {
            Meaning::Unlisted => flag(value) == Some(true) || says_no_index,
            Meaning::Listed => {
                flag(&entry.value) == Some(false)
                    || inner("disable disabled exclude hidden", true)
            }
            _ => says_no_index || inner(NO_INDEX, true) || inner("index indexed", false),
        };
        if !is_unlisted || self.of == Of::Term {
            return false;
        }
        self.read.is_unlisted = true;
        let message = format!(
            "`{}` is read as `robots: {{index: false}}`",
            shown(&entry.key.value)
        );
        let finding = Diagnostic::new(&UNKNOWN_KEY, entry.key.span, message)
            .with_help("write `robots: {index: false}`");
        let is_plain = !self.is_inside && is_one_line(entry);
        let finding = if self.mapping.get("robots").is_none() && is_plain {
            finding.with_patch(whole(entry), "robots: {index: false}")
        } else {
            finding
        };
        self.told.push(finding);
        true
    }
}
