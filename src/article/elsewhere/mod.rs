//! Keys of other programs that say who may see a page and when, what search engines may do,
//! and at which address it stood.
//!
//! Whoever wrote `publish: false` means that nobody reads the page. So such a key holds the
//! page back here as well, and a finding at it says what to write; where it is not clear
//! what it says, nothing is published.

mod address;
mod group;
mod search;
mod sense;
mod stranger;
mod value;

use super::keys::{ARTICLE_KEYS, TERM_KEYS};
use super::other_words::{
    Meaning, hides, is_among, is_certain, is_of_published, is_state, meaning, plain,
    says_nothing_else,
};
use crate::base::{Date, Span};
use crate::diagnostic::{
    Diagnostic, UNCLEAR_WITHHOLDING, UNKNOWN_KEY, WITHHELD_ELSEWHERE,
};
use crate::yaml::{Fields, Key, Mapping, MappingEntry, ValueKind, shown};

use value::{
    day_of, flag, is_for_staff, is_name, is_none, is_one_line, is_required, limits,
    looks_like_day, names_staff, opens, whole, written,
};

/// What the keys of other programs say.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is said by another key")]
pub(super) struct Elsewhere {
    /// Nobody is to see the page.
    pub(super) is_withheld: bool,
    /// Nobody is to see it before this day.
    pub(super) from: Option<Date>,
    /// Nobody is to see it from this day on.
    pub(super) until: Option<Date>,
    /// Search engines are not to list it.
    pub(super) is_unlisted: bool,
    /// The search of the site is not to find it.
    pub(super) is_unsearched: bool,
    /// `published` says yes or no, as in other programs, and names no day.
    pub(super) says_published: bool,
}

/// What is read: an entry of the glossary cannot wait for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// An article.
    Article,
    /// An entry of the glossary.
    Term,
}

impl Of {
    /// Our own keys.
    fn keys(self) -> &'static [Key] {
        match self {
            Of::Article => ARTICLE_KEYS,
            Of::Term => TERM_KEYS,
        }
    }
}

/// Reads the keys of other programs among those of a block, and says what to write instead.
pub(super) fn elsewhere(
    fields: &mut Fields<'_>,
    mapping: &Mapping,
    of: Of,
    known: &[&str],
) -> Elsewhere {
    let mut reader = ElsewhereReader::new(mapping, of);
    let mut taken: Vec<&str> = Vec::new();
    for entry in &mapping.entries {
        let name = entry.key.value.as_str();
        let is_ours = of.keys().iter().any(|key| key.name == name);
        if reader.line(entry, known, is_ours) {
            taken.push(name);
        }
    }
    let ElsewhereReader { read, told, .. } = reader;
    for name in taken {
        fields.pass(name);
    }
    for finding in told {
        fields.report(finding);
    }
    read
}

/// Reads the lines of an article one by one: what each says, and what is told of it.
pub(super) fn line_by_line(
    mapping: &Mapping,
    known: &[&str],
    is_ours: impl Fn(&str) -> bool,
) -> Vec<(Elsewhere, Vec<Diagnostic>)> {
    let mut reader = ElsewhereReader::new(mapping, Of::Article);
    let lines = mapping.entries.iter().map(|entry| {
        reader.line(entry, known, is_ours(&entry.key.value));
        (std::mem::take(&mut reader.read), std::mem::take(&mut reader.told))
    });
    lines.collect()
}

struct ElsewhereReader<'m> {
    mapping: &'m Mapping,
    of: Of,
    /// Whether `start_date` is that of the page, and not of what it is about.
    starts_alone: bool,
    /// Whether the keys stand in a group of others.
    is_inside: bool,
    read: Elsewhere,
    told: Vec<Diagnostic>,
}

impl<'m> ElsewhereReader<'m> {
    fn new(mapping: &'m Mapping, of: Of) -> Self {
        let mut entries = mapping.entries.iter();
        let is_event =
            entries.any(|entry| sense::is_of_event(&entry.key.value, &entry.value));
        ElsewhereReader {
            mapping,
            of,
            starts_alone: !is_event,
            is_inside: false,
            read: Elsewhere::default(),
            told: Vec::new(),
        }
    }

    /// Any line; false if nothing is to be said of its key here.
    fn line(&mut self, entry: &MappingEntry, known: &[&str], is_ours: bool) -> bool {
        let name = entry.key.value.as_str();
        let is_taken = match name {
            // Our own key is a day; in other programs it says yes or no.
            "published" if is_ours => self.own_published(entry),
            "search" if is_ours => self.own_search(entry),
            _ if is_ours => false,
            _ => match sense::of_key(name, &entry.value, self.starts_alone) {
                Some(meaning) => self.entry(entry, meaning),
                None => self.stranger(entry, known),
            },
        };
        if !is_taken && (!is_ours || matches!(name, "extra" | "tags")) {
            self.within(entry);
        }
        is_taken
    }

    /// A key of another program; false if it is to be told as an unknown one.
    fn entry(&mut self, entry: &MappingEntry, meaning: Meaning) -> bool {
        let value = &entry.value;
        match meaning {
            Meaning::Hides | Meaning::Shows => self.flag(entry, meaning),
            Meaning::Marked => {
                (flag(value) == Some(true) || is_required(value)) && self.withhold(entry)
            }
            // A day is one on which somebody said yes.
            Meaning::Done => {
                let is_no = flag(value) == Some(false) || limits(value) || is_none(value);
                if is_no { self.withhold(entry) } else { self.slip(entry) }
            }
            // A stage of an illness is not one of the page.
            Meaning::Word
                if is_among("phase stage", &plain(&entry.key.value))
                    && value.as_text() == Some("review") =>
            {
                false
            }
            Meaning::Word if limits(value) || Self::is_for_some(entry) => {
                self.withhold(entry)
            }
            Meaning::Word => self.slip(entry),
            Meaning::Lock => {
                let is_open = value.is_null()
                    || flag(value) == Some(false)
                    || value.as_text().is_some_and(|word| word.trim().is_empty());
                !is_open && self.withhold(entry)
            }
            Meaning::Group => {
                let ValueKind::Mapping(group) = &value.kind else {
                    return flag(value) == Some(false) && self.withhold(entry);
                };
                // `render: link` gives an address, and writes no page.
                let word = |inner: &MappingEntry| {
                    inner.value.as_text().unwrap_or_default().to_lowercase()
                };
                let is_hidden = group.entries.iter().any(|inner| {
                    is_among("render list publishresources", &plain(&inner.key.value))
                        && (flag(&inner.value) == Some(false)
                            || matches!(word(inner).as_str(), "never" | "link"))
                });
                is_hidden && self.withhold(entry)
            }
            Meaning::Cascade => self.cascade(entry),
            Meaning::From | Meaning::Until => self.day(entry, meaning),
            Meaning::First => self.first_day(entry),
            Meaning::Unlisted | Meaning::Listed | Meaning::Search => {
                self.search_engines(entry, meaning)
            }
            Meaning::Address => self.address(entry),
        }
    }

    /// `draft: true`, `publish: false` and the like.
    fn flag(&mut self, entry: &MappingEntry, meaning: Meaning) -> bool {
        let value = &entry.value;
        let said = if is_required(value) || meaning == Meaning::Shows && opens(value) {
            Some(true)
        } else {
            flag(value)
        };
        match (said, meaning) {
            (Some(true), Meaning::Hides) | (Some(false), Meaning::Shows) => {
                self.withhold(entry)
            }
            (Some(_), _) => {
                let key = shown(&entry.key.value);
                let message = format!("the front matter has no key `{key}`");
                let help = "take the line out: readers see every page that does not say \
                            `status: draft`";
                let finding = Diagnostic::new(&UNKNOWN_KEY, entry.key.span, message);
                self.told.push(finding.with_help(help));
                true
            }
            // `visibility`-like words behind a key for yes and no.
            (None, _) if limits(value) => self.withhold(entry),
            (None, Meaning::Shows) if value.as_text() == Some("none") => {
                self.withhold(entry)
            }
            (None, Meaning::Shows) if day_of(value).is_some() => {
                self.day(entry, Meaning::From)
            }
            // `archived: 2026-01-31`.
            (None, Meaning::Hides)
                if day_of(value).is_some()
                    && !is_certain(&entry.key.value)
                    && !sense::waits(&entry.key.value) =>
            {
                self.day(entry, Meaning::Until)
            }
            (None, _)
                if !value.is_null()
                    && (!is_name(value) || is_certain(&entry.key.value))
                    && (says_nothing_else(&entry.key.value)
                        || sense::holds(&entry.key.value)
                        || day_of(value).is_some()) =>
            {
                let message = format!(
                    "`{}` may hold the page back, and neither yes nor no stands behind it",
                    shown(&entry.key.value)
                );
                self.unclear(value.span, message);
                true
            }
            _ => false,
        }
    }

    /// `groups: [nurses]`, and the `status: 0` of a content system.
    fn is_for_some(entry: &MappingEntry) -> bool {
        const READERS: &str = "\
            allowedroles groups limitedto permission permissions readers readership \
            restrictedto roles showto usergroup usergroups viewer viewers visibleto who";
        is_among(READERS, &plain(&entry.key.value)) && names_staff(&entry.value)
            || is_state(&entry.key.value)
                && matches!(entry.value.kind, ValueKind::Integer(0, _))
    }

    /// The page is held back.
    fn withhold(&mut self, entry: &MappingEntry) -> bool {
        self.read.is_withheld = true;
        let what = self.what();
        // A password stands in no report.
        let is_lock = meaning(&entry.key.value) == Some(Meaning::Lock);
        let written = if is_lock { shown(&entry.key.value) } else { written(entry) };
        let status = self.mapping.get("status").and_then(|own| own.value.as_text());
        let finding = match status {
            Some(status) if !hides(status) => Self::told_at(
                entry,
                format!(
                    "`{written}` says that nobody reads this {what}, and `status: {}` says \
                     otherwise, so it is held back",
                    shown(status)
                ),
            )
            .with_help(
                "keep one of the two lines: `status: draft` holds it back, `status: published` \
                 publishes it",
            ),
            Some(_) => Self::told_at(
                    entry,
                    format!("`{written}` is how other programs hold a {what} back"),
                )
                .with_help("take the line out; `status` says it already"),
            None => Self::told_at(
                    entry,
                    format!(
                        "`{written}` is how other programs hold a {what} back, and it is \
                         held back here too"
                    ),
                )
                .with_help(if self.is_inside {
                    "write `status: draft` in a line of its own, outside of the group"
                } else if is_for_staff(entry) {
                    "write `audience: [staff]` for a page that staff read, or `status: draft`"
                } else {
                    "write `status: draft`"
                }),
        };
        // Several such keys would give several `status` lines.
        let is_first = !self.told.iter().any(|told| told.patch.is_some());
        let finding = match status {
            None if is_first && !self.is_inside && is_one_line(entry) => {
                finding.with_patch(whole(entry), "status: draft")
            }
            _ => finding,
        };
        self.told.push(finding);
        true
    }

    /// `cascade` of a section hides the pages below it, which do not say so themselves.
    fn cascade(&mut self, entry: &MappingEntry) -> bool {
        let groups = match &entry.value.kind {
            ValueKind::Mapping(_) => std::slice::from_ref(&entry.value),
            ValueKind::List(values) => values.as_slice(),
            _ => return false,
        };
        let hides = groups.iter().any(|group| match &group.kind {
            ValueKind::Mapping(group) => group.entries.iter().any(|inner| {
                !matches!(meaning(&inner.key.value), None | Some(Meaning::Address))
                    || matches!(
                        inner.key.value.as_str(),
                        "status" | "publish_on" | "expires_on"
                    )
            }),
            _ => false,
        });
        if hides {
            let message = format!(
                "`{}` may hold the pages of this folder back, and it is not read",
                shown(&entry.key.value)
            );
            self.told.push(
                Diagnostic::new(&UNCLEAR_WITHHOLDING, entry.key.span, message).with_help(
                    "write `status: draft` in each of the pages, and take this line out",
                ),
            );
        }
        hides
    }

    /// From when on, or until when, readers see the page.
    #[expect(clippy::too_many_lines, reason = "one case after the other")]
    fn day(&mut self, entry: &MappingEntry, meaning: Meaning) -> bool {
        let (own, when) = match meaning {
            Meaning::From => ("publish_on", "from which day on readers see it"),
            _ => ("expires_on", "from which day on nobody sees it"),
        };
        if entry.value.is_null() {
            return false;
        }
        let key = plain(&entry.key.value);
        // A clinic has a schedule too.
        if is_among("schedule scheduled", &key)
            && !entry.value.as_text().is_some_and(looks_like_day)
            && !limits(&entry.value)
        {
            return false;
        }
        if let Some(set) = flag(&entry.value) {
            // `expires: false` and `scheduled: false` say nothing.
            if set {
                self.unclear(
                    entry.value.span,
                    format!("`{}` names no day", shown(&entry.key.value)),
                );
            }
            return set;
        }
        if self.of == Of::Term {
            let message = format!(
                "`{}` names a day, and an entry of the glossary cannot wait for one",
                shown(&entry.key.value)
            );
            self.told.push(
                Diagnostic::new(&UNCLEAR_WITHHOLDING, entry.key.span, message).with_help(
                    "take the line out, and write `status: draft` while nobody is to read \
                     the entry",
                ),
            );
            return true;
        }
        let Some(day) = day_of(&entry.value) else {
            let message = format!(
                "`{}` says {when}, and no day can be read behind it",
                shown(&entry.key.value)
            );
            self.told.push(
                Diagnostic::new(&UNCLEAR_WITHHOLDING, entry.value.span, message)
                    .with_help(format!("write the day: `{own}: 2026-01-31`")),
            );
            return true;
        };
        if meaning == Meaning::From {
            self.read.from = self.read.from.max(Some(day));
        } else {
            self.read.until = Some(self.read.until.map_or(day, |known| known.min(day)));
        }
        let message = format!("`{}` is read as `{own}`", written(entry));
        let help = self.help_of_day(entry, own, day);
        let finding = Self::told_at(entry, message).with_help(help);
        let is_plain = !self.is_inside && is_one_line(entry);
        let finding = if self.mapping.get(own).is_none() && is_plain {
            finding.with_patch(whole(entry), format!("{own}: {day}"))
        } else {
            finding
        };
        self.told.push(finding);
        true
    }

    fn help_of_day(&self, entry: &MappingEntry, own: &str, day: Date) -> String {
        let more = if self.is_inside {
            ", in a line outside of the group"
        } else if sense::is_general(&entry.key.value) {
            "; the day of an event goes below `extra:`"
        } else {
            ""
        };
        format!("write `{own}: {day}`{more}")
    }

    /// The day of publication, which other programs wait for if it is still to come.
    fn first_day(&mut self, entry: &MappingEntry) -> bool {
        let day = day_of(&entry.value);
        let is_never = is_of_published(&entry.key.value) && entry.value.is_blank();
        if is_never || flag(&entry.value) == Some(false) {
            return self.withhold(entry);
        }
        if self.of == Of::Term || day.is_none() {
            return false;
        }
        self.read.from = self.read.from.max(day);
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        let message = format!(
            "the front matter has no key `{}`, and nobody sees the page before its day",
            shown(&entry.key.value)
        );
        let help = format!(
            "write `published: {day}`, and `publish_on: {day}` if the day is still to come"
        );
        self.told
            .push(Diagnostic::new(&UNKNOWN_KEY, entry.key.span, message).with_help(help));
        true
    }

    /// Our own `published`, where it says yes or no.
    fn own_published(&mut self, entry: &MappingEntry) -> bool {
        let word = entry.value.as_text().unwrap_or("");
        match flag(&entry.value) {
            Some(false) => self.withhold(entry),
            None if hides(word) => self.withhold(entry),
            Some(true) => {
                let message = format!("`{}` names no day", written(entry));
                let help = "take the line out, or write the day of first publication: \
                            `published: 2026-01-31`";
                let finding = Self::told_at(entry, message).with_help(help);
                self.told.push(finding);
                true
            }
            None => return false,
        };
        self.read.says_published = true;
        true
    }

    fn unclear(&mut self, span: Span, message: String) {
        let help = "write `status: draft` to hold it back, or take the line out";
        self.told
            .push(Diagnostic::new(&UNCLEAR_WITHHOLDING, span, message).with_help(help));
    }

    fn told_at(entry: &MappingEntry, message: String) -> Diagnostic {
        Diagnostic::new(&WITHHELD_ELSEWHERE, entry.key.span, message)
    }

    fn what(&self) -> &'static str {
        match self.of {
            Of::Article => "page",
            Of::Term => "entry",
        }
    }
}
