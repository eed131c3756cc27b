//! One line of another program's front matter, judged as a build would judge it: what imports
//! a site and what builds it never disagree about who may read a page.

use std::sync::LazyLock;

use super::elsewhere::{Elsewhere, line_by_line};
use super::front_matter::known_names;
use super::keys::ARTICLE_KEYS;
use super::other_keys::OTHER_ARTICLE_NAMES;
use super::other_words::{Meaning, meaning};
use crate::base::Date;
use crate::diagnostic::{Diagnostic, UNCLEAR_WITHHOLDING};
use crate::yaml::{Mapping, MappingEntry, ValueKind, shown};

/// What a line says of who sees its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignLine {
    /// The line, as a message shows it.
    pub written: String,
    /// Nobody is to see the page, or it is not clear that anybody may.
    pub is_withheld: bool,
    /// Nobody is to see it before this day.
    pub from: Option<Date>,
    /// Nobody is to see it from this day on.
    pub until: Option<Date>,
    /// Search engines are not to list it.
    pub is_unlisted: bool,
    /// It says that readers see the page, as they do anyway: `draft: false`.
    pub is_usual: bool,
}

impl ForeignLine {
    /// Whether readers do not see the page on a day.
    pub fn hides_on(&self, today: Date) -> bool {
        self.is_withheld
            || self.from.is_some_and(|day| day > today)
            || self.until.is_some_and(|day| day <= today)
    }
}

/// The keys that another program may have, as a build knows them.
static KNOWN: LazyLock<Vec<&str>> =
    LazyLock::new(|| known_names(ARTICLE_KEYS, OTHER_ARTICLE_NAMES).collect());

/// Whether a key is one that the front matter of some program has.
pub fn is_front_matter_key(name: &str) -> bool {
    let name = name.to_lowercase();
    meaning(&name).is_some() || KNOWN.contains(&name.as_str())
}

/// Judges the lines of a front matter, in their order.
pub fn foreign_lines(mapping: &Mapping) -> Vec<ForeignLine> {
    // Our own `status` and the like come from there too.
    let is_ours = |name: &str| {
        meaning(name).is_none() && ARTICLE_KEYS.iter().any(|key| key.name == name)
    };
    let judged = line_by_line(mapping, &KNOWN, is_ours).into_iter();
    let lines = judged.zip(&mapping.entries);
    lines.map(|((read, told), entry)| line(entry, &read, &told)).collect()
}

fn line(entry: &MappingEntry, read: &Elsewhere, told: &[Diagnostic]) -> ForeignLine {
    let is_unclear = told.iter().any(|told| told.rule == &UNCLEAR_WITHHOLDING);
    let meaning = meaning(&entry.key.value);
    let is_withheld = read.is_withheld || is_unclear;
    let decides =
        matches!(meaning, Some(Meaning::Hides | Meaning::Shows | Meaning::Done));
    ForeignLine {
        // A password stands in no report.
        written: match meaning {
            Some(Meaning::Lock) => shown(&entry.key.value),
            _ => written(entry),
        },
        is_withheld,
        from: read.from,
        until: read.until,
        is_unlisted: read.is_unlisted,
        is_usual: decides && !is_withheld && !told.is_empty(),
    }
}

/// The line as it is written, with what stands in a group.
fn written(entry: &MappingEntry) -> String {
    let line = |entry: &MappingEntry| match entry.value.as_text() {
        Some(text) => format!("{}: {text}", entry.key.value),
        None => entry.key.value.clone(),
    };
    shown(&match &entry.value.kind {
        ValueKind::Mapping(group) => {
            let lines: Vec<String> = group.entries.iter().map(line).collect();
            format!("{}: {{{}}}", entry.key.value, lines.join(", "))
        }
        _ => line(entry),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;
    use crate::yaml::{self, FRONT_MATTER};

    fn judged(text: &str) -> ForeignLine {
        let parsed = yaml::parse(FileId(0), text, 0..text.len(), &FRONT_MATTER);
        let mapping = parsed.value.unwrap();
        foreign_lines(&mapping).remove(0)
    }

    #[test]
    fn what_withholds_elsewhere_is_known_by_its_words() {
        let today = Date::parse("2026-06-01").unwrap();
        for text in [
            "draft: true",
            "Draft: yes",
            "private: true",
            "headless: true",
            "publish: false",
            "published: false",
            "_build:\n  render: never",
            "build: {render: never, list: never}",
            "status: private",
            "visibility: staff",
            "audience: [staff]",
            "password: secret",
            "expiryDate: 2024-01-01",
            "publishDate: 2031-01-01T09:00:00Z",
            "date: 2031-01-01",
            "publishDate: soon",
            "tags: [draft]",
            "params: {draft: true}",
        ] {
            assert!(judged(text).hides_on(today), "{text}");
        }
        for text in [
            "draft: false",
            "title: Draft",
            "description: Private",
            "date: 2024-01-01",
            "publishDate: 2024-01-01",
            "expiryDate: 2031-01-01",
            "weight: 3",
            "status: published",
        ] {
            assert!(!judged(text).hides_on(today), "{text}");
        }
        assert!(judged("draft: false").is_usual);
        assert_eq!(judged("password: secret").written, "password");
        assert_eq!(judged("build: {render: never}").written, "build: {render: never}");
    }
}
