//! What holds a page back within a group of keys, and among its tags.

use super::value::{day_of, flag, texts};
use super::{ElsewhereReader, Of, sense};
use crate::article::other_words::{
    Meaning, hides, is_of_content, is_of_published, is_state, plain, surely_hides,
};
use crate::diagnostic::{Diagnostic, UNCLEAR_WITHHOLDING, WITHHELD_ELSEWHERE};
use crate::yaml::{MappingEntry, Value, ValueKind, shown};

/// How deep groups are looked through.
const MOST_LEVELS: usize = 4;

/// Tags that may say that nobody is to read the page, or what it is about.
const UNSURE: &str = "\
    archived deleted expired hidden inreview internal needsreview notready obsolete offline \
    onhold paused pending private retired secret superseded todo trash underreview unlisted";

impl ElsewhereReader<'_> {
    /// What stands in a value that is not judged as a whole.
    pub(super) fn within(&mut self, entry: &MappingEntry) {
        let name = plain(&entry.key.value);
        let name = name.strip_suffix('s').unwrap_or(&name);
        if matches!(
            name,
            "tag" | "category" | "categorie" | "flag" | "keyword" | "label" | "topic"
        ) && !matches!(entry.value.kind, ValueKind::Mapping(_))
        {
            self.tags(&entry.value);
        } else {
            self.is_inside = true;
            self.group(&entry.value, &entry.key.value, MOST_LEVELS);
            self.is_inside = false;
        }
    }

    fn group(&mut self, value: &Value, name: &str, levels: usize) {
        match &value.kind {
            ValueKind::List(values) if levels > 0 => {
                for value in values {
                    self.group(value, name, levels - 1);
                }
            }
            ValueKind::Mapping(group) if levels > 0 => {
                for entry in &group.entries {
                    let inner = sense::inside(name, &entry.key.value);
                    self.inner(entry, &inner);
                    self.group(&entry.value, &inner, levels - 1);
                }
            }
            _ => {}
        }
    }

    /// A key in a group: what stands there may be about anything, so only what is certain
    /// counts.
    fn inner(&mut self, entry: &MappingEntry, name: &str) {
        let value = &entry.value;
        let meaning = sense::of_key(name, value, false);
        let word = value.as_text().unwrap_or_default();
        let is_hidden = match meaning {
            _ if is_of_content(name) => false,
            Some(Meaning::First) => is_of_published(name) && value.is_blank(),
            Some(Meaning::Hides) => flag(value) == Some(true),
            Some(Meaning::Shows | Meaning::Done) => {
                flag(value) == Some(false) || surely_hides(word)
            }
            Some(Meaning::Word) => {
                surely_hides(word)
                    || is_state(name)
                        && (hides(word) || matches!(value.kind, ValueKind::Integer(0, _)))
            }
            _ => surely_hides(word),
        };
        let is_day = value.as_text().is_some() && day_of(value).is_some();
        match meaning {
            _ if is_hidden => {
                self.withhold(entry);
            }
            Some(meaning @ (Meaning::From | Meaning::Until)) if is_day => {
                self.day(entry, meaning);
            }
            Some(meaning @ Meaning::Unlisted) => {
                self.search_engines(entry, meaning);
            }
            _ => {}
        }
    }

    /// `tags: [draft]`.
    fn tags(&mut self, value: &Value) {
        let tags =
            || texts(value).into_iter().map(|(word, span)| (last_part(word), span));
        let what = match self.of {
            Of::Article => "page",
            Of::Term => "entry",
        };
        if let Some((tag, span)) = tags().find(|(tag, _)| surely_hides(tag)) {
            self.read.is_withheld = true;
            let message = format!(
                "the tag `{}` is how other programs hold a {what} back, and it is held back \
                 here too",
                shown(tag)
            );
            let help = "write `status: draft`, and take the tag out";
            let finding = Diagnostic::new(&WITHHELD_ELSEWHERE, span, message);
            self.told.push(finding.with_help(help));
        } else if let Some((tag, span)) =
            tags().find(|(tag, _)| UNSURE.split(' ').any(|known| known == plain(tag)))
        {
            let message =
                format!("the tag `{}` may be meant to hold the {what} back", shown(tag));
            let help = "write `status: draft` to hold it back, or give the tag a name that \
                        says what it is about";
            let finding = Diagnostic::new(&UNCLEAR_WITHHOLDING, span, message);
            self.told.push(finding.with_help(help));
        }
    }
}

/// `draft` of `#status/draft`.
fn last_part(tag: &str) -> &str {
    let tag = tag.trim().trim_start_matches('#');
    tag.rsplit('/').next().unwrap_or(tag)
}
