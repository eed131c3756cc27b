//! One value at a time: is it what its key wants, and if not, what should be typed.

use super::days::meant_days;
use super::{BlockRules, Key, KeyKind, Mapping, Value, ValueKind, shown};
use crate::base::{Date, DateError, Span, Spanned};
use crate::diagnostic::{CONTROL_CHARACTER, DOUBTFUL_VALUE, Diagnostic, meant, nearest};

/// Characters that a value may have.
const MOST_CHARACTERS: usize = 5_000;

/// Stands for a text in what to type.
const SOME_WORDS: &str = "some words";

/// Reads values; what is wrong with them goes to `found`.
#[derive(Debug)]
pub(super) struct Reader<'r> {
    pub(super) rules: &'r BlockRules,
    pub(super) found: &'r mut Vec<Diagnostic>,
}

impl Reader<'_> {
    pub(super) fn text(&mut self, value: &Value, name: &str) -> Option<Spanned<String>> {
        let Some(text) = value.as_text() else {
            self.wrong_type(value, name, "a text", SOME_WORDS);
            return None;
        };
        let cut = self.cut(value, text, name);
        let text = cut.unwrap_or(text);
        let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{85}');
        let Some(control) = text.chars().find(|&c| is_control(c)) else {
            return Some(Spanned::new(text.to_owned(), value.span));
        };
        self.found.push(
            Diagnostic::new(
                &CONTROL_CHARACTER,
                value.span,
                format!(
                    "`{}` holds the control character U+{:04X}",
                    shown(name),
                    u32::from(control)
                ),
            )
            .with_help("delete the character, or the escape that stands for it"),
        );
        Some(Spanned::new(text.replace(is_control, "\u{fffd}"), value.span))
    }

    /// The beginning of a text that is too long, with a finding: a title stands on many
    /// pages.
    fn cut<'v>(&mut self, value: &Value, text: &'v str, name: &str) -> Option<&'v str> {
        // Bytes are at least as many as characters.
        let (end, _) = text
            .char_indices()
            .nth(MOST_CHARACTERS)
            .filter(|_| text.len() > MOST_CHARACTERS)?;
        let message = format!(
            "`{}` is {} characters long, and at most {MOST_CHARACTERS} are read",
            shown(name),
            text.chars().count()
        );
        let help = "say it shorter, or write it into the text of a page";
        self.bad_value(value.span, message, help.to_owned());
        Some(&text[..end])
    }

    pub(super) fn texts(&mut self, value: &Value, name: &str) -> Vec<Spanned<String>> {
        match &value.kind {
            ValueKind::List(values) => {
                let is_several = |value: &&Value| {
                    value.is_plain
                        && value.as_text().is_some_and(|text| text.contains("; "))
                };
                if let Some(value) = values.iter().find(is_several) {
                    let written = shown(value.as_text().unwrap_or(""));
                    let message = format!("`{written}` is one entry of `{name}`");
                    let help = format!(
                        "write a comma for the semicolon: `{}`",
                        written.replace(';', ",")
                    );
                    let found = Diagnostic::new(&DOUBTFUL_VALUE, value.span, message);
                    self.found.push(found.with_help(help));
                }
                let mut texts = Vec::new();
                for value in values {
                    if value.is_null() {
                        self.empty_entry(value, name);
                    } else {
                        texts.extend(self.text(value, name));
                    }
                }
                texts
            }
            ValueKind::Mapping(_) => {
                self.wrong_type(value, name, "a list of texts", "[one, two]");
                Vec::new()
            }
            _ => {
                self.found.extend(one_for_many(value, name));
                self.text(value, name).into_iter().collect()
            }
        }
    }

    /// A hyphen with nothing behind it, or with what YAML takes for a note: `- #food`.
    fn empty_entry(&mut self, value: &Value, name: &str) {
        let message = format!("an entry of `{}` is empty", shown(name));
        let help = "take the line out; a word is written without a `#` before it";
        let found = Diagnostic::new(self.rules.wrong_type, value.span, message);
        self.found.push(found.with_help(help));
    }

    pub(super) fn date(&mut self, value: &Value, name: &str) -> Option<Spanned<Date>> {
        let Some(text) = value.as_text() else {
            self.wrong_type(value, name, "a date", "2026-01-31");
            return None;
        };
        let why = match Date::parse(text.trim()) {
            Ok(date) => return Some(Spanned::new(date, value.span)),
            Err(DateError::Form) => "is not a date",
            Err(DateError::NoSuchDay) => "is no day of the calendar",
        };
        if let Some(day) = day_of_time(text) {
            let message =
                format!("`{}` is a time, and `{name}` takes a day", shown(text));
            let found = Diagnostic::new(self.rules.bad_date, value.span, message)
                .with_help(format!("write `{name}: {day}`"));
            // The marks of a quotation go with it.
            self.found.push(found.with_patch(value.span, day.to_string()));
            return None;
        }
        let days = meant_days(text);
        let days = if days.is_empty() { vec!["2026-01-31".to_owned()] } else { days };
        let days: Vec<String> =
            days.iter().map(|day| format!("`{name}: {day}`")).collect();
        let help = format!("write year-month-day (YYYY-MM-DD): {}", days.join(" or "));
        let message = format!("`{}` {why}", shown(text));
        self.found.push(
            Diagnostic::new(self.rules.bad_date, value.span, message).with_help(help),
        );
        None
    }

    pub(super) fn flag(&mut self, value: &Value, name: &str) -> Option<bool> {
        let word = match &value.kind {
            ValueKind::Bool(flag, _) => return Some(*flag),
            ValueKind::Text(word) => word.to_ascii_lowercase(),
            _ => String::new(),
        };
        match word.as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => {
                self.wrong_type(value, name, "yes or no", "yes");
                None
            }
        }
    }

    pub(super) fn integer(&mut self, value: &Value, name: &str) -> Option<i64> {
        if let ValueKind::Integer(number, _) = value.kind {
            return Some(number);
        }
        // Content systems put numbers between quotation marks.
        let number = value.as_text().and_then(|text| text.trim().parse().ok());
        if number.is_some() {
            return number;
        }
        self.wrong_type(value, name, "a whole number", "10");
        None
    }

    pub(super) fn months(&mut self, value: &Value, name: &str) -> Option<u32> {
        self.duration(value, name, &[("", 1), ("m", 1), ("y", 12)], "24m")
    }

    pub(super) fn days(&mut self, value: &Value, name: &str) -> Option<u32> {
        self.duration(value, name, &[("", 1), ("d", 1), ("w", 7)], "90d")
    }

    fn duration(
        &mut self,
        value: &Value,
        name: &str,
        units: &[(&str, u32)],
        example: &str,
    ) -> Option<u32> {
        /// More than a thousand years in days: a slip of the fingers.
        const MOST: u32 = 400_000;
        let text = value.as_text().unwrap_or_default().trim().to_ascii_lowercase();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (count, unit) = text.split_at(digits);
        let factor =
            units.iter().find(|(name, _)| *name == unit.trim()).map(|unit| unit.1);
        let length = count
            .parse::<u32>()
            .ok()
            .zip(factor)
            .and_then(|(count, factor)| count.checked_mul(factor))
            .filter(|&length| length <= MOST);
        if length.is_none() {
            self.wrong_type(value, name, "a duration", example);
        }
        length
    }

    pub(super) fn choice(
        &mut self,
        value: &Value,
        name: &str,
        words: &'static [&'static str],
    ) -> Option<Spanned<&'static str>> {
        let text = self.text(value, name)?.value;
        if let Some(&word) = words.iter().find(|word| word.eq_ignore_ascii_case(&text)) {
            return Some(Spanned::new(word, value.span));
        }
        let mut help = format!("choose one of: {}", words.join(", "));
        if let Some(advice) = other_word(name, &text) {
            help = format!("{advice}; {help}");
        } else if let Some(near) = nearest(&text, words.iter().copied()) {
            help = format!("{} {help}", meant(&format!("{name}: {near}")));
        }
        self.bad_value(
            value.span,
            format!("`{name}` does not take `{}`", shown(&text)),
            help,
        );
        None
    }

    pub(super) fn choices(
        &mut self,
        value: &Value,
        name: &str,
        words: &'static [&'static str],
    ) -> Vec<Spanned<String>> {
        let owned =
            |word: Spanned<&'static str>| Spanned::new(word.value.to_owned(), word.span);
        match &value.kind {
            ValueKind::List(values) => values
                .iter()
                .filter_map(|value| self.choice(value, name, words).map(owned))
                .collect(),
            _ => self.choice(value, name, words).map(owned).into_iter().collect(),
        }
    }

    pub(super) fn mapping<'v>(
        &mut self,
        value: &'v Value,
        name: &str,
        keys: &[Key],
    ) -> Option<&'v Mapping> {
        if let ValueKind::Mapping(mapping) = &value.kind {
            return Some(mapping);
        }
        let key = keys.first().map_or("name", |key| key.name);
        self.wrong_type(value, name, "a group of keys", &format!("{{{key}: …}}"));
        None
    }

    pub(super) fn mappings<'v>(
        &mut self,
        value: &'v Value,
        name: &str,
        keys: &[Key],
    ) -> Vec<&'v Mapping> {
        match &value.kind {
            ValueKind::List(values) => values
                .iter()
                .filter_map(|value| self.mapping(value, name, keys))
                .collect(),
            ValueKind::Mapping(mapping) => vec![mapping],
            _ => {
                let key = keys.first().map_or("name", |key| key.name);
                self.wrong_type(
                    value,
                    name,
                    "a list of groups",
                    &format!("[{{{key}: …}}]"),
                );
                Vec::new()
            }
        }
    }

    /// Checks a value by its key's kind, for keys that no later stage reads.
    pub(super) fn check(&mut self, value: &Value, key: &Key) {
        if value.is_null() {
            return;
        }
        let name = key.name;
        match key.kind {
            KeyKind::Text | KeyKind::FlagOrText => drop(self.text(value, name)),
            KeyKind::Texts => drop(self.texts(value, name)),
            KeyKind::Date => drop(self.date(value, name)),
            KeyKind::Flag => drop(self.flag(value, name)),
            KeyKind::Integer => drop(self.integer(value, name)),
            KeyKind::Months => drop(self.months(value, name)),
            KeyKind::Days => drop(self.days(value, name)),
            KeyKind::Choice(words) => drop(self.choice(value, name, words)),
            KeyKind::Choices(words) => drop(self.choices(value, name, words)),
            KeyKind::Group(keys) => {
                if let Some(mapping) = self.mapping(value, name, keys) {
                    self.check_group(mapping, keys);
                }
            }
            KeyKind::Groups(keys) => {
                for mapping in self.mappings(value, name, keys) {
                    self.check_group(mapping, keys);
                }
            }
            KeyKind::GroupOrText(keys) => match &value.kind {
                ValueKind::Mapping(mapping) => self.check_group(mapping, keys),
                _ => drop(self.text(value, name)),
            },
            KeyKind::TextMap => {
                if let Some(mapping) = self.mapping(value, name, &[]) {
                    for entry in &mapping.entries {
                        self.text(&entry.value, &entry.key.value);
                    }
                }
            }
            KeyKind::GroupMap(keys) => {
                if let Some(mapping) = self.mapping(value, name, &[]) {
                    for entry in &mapping.entries {
                        if let Some(group) =
                            self.mapping(&entry.value, &entry.key.value, keys)
                        {
                            self.check_group(group, keys);
                        }
                    }
                }
            }
            KeyKind::Anything => {}
        }
    }

    fn check_group(&mut self, mapping: &Mapping, keys: &'static [Key]) {
        super::Fields::new(mapping, keys, self.rules, self.found).finish(&[]);
    }

    pub(super) fn wrong_type(
        &mut self,
        value: &Value,
        name: &str,
        wanted: &str,
        example: &str,
    ) {
        let is = match value.as_text() {
            Some(text) => format!("`{}`", shown(text)),
            None => value.kind_name().to_owned(),
        };
        let name = shown(name);
        let only = match &value.kind {
            ValueKind::List(values) if values.len() == 1 => values[0].as_text(),
            _ => None,
        };
        let example = match only {
            Some(only) if example == SOME_WORDS => shown(only),
            _ => example.to_owned(),
        };
        self.found.push(
            Diagnostic::new(
                self.rules.wrong_type,
                value.span,
                format!("`{name}` takes {wanted}, and this is {is}"),
            )
            .with_help(format!("write it like this: `{name}: {example}`")),
        );
    }

    pub(super) fn bad_value(
        &mut self,
        span: Span,
        message: String,
        help: impl Into<String>,
    ) {
        self.found
            .push(Diagnostic::new(self.rules.bad_value, span, message).with_help(help));
    }
}

/// The day of a moment as programs write it: `2026-11-20T00:00:00.000Z`.
fn day_of_time(text: &str) -> Option<Date> {
    let text = text.trim();
    let (day, time) = (text.get(..10)?, text.get(10..)?);
    let time = time.strip_prefix(['T', 't', ' '])?;
    let is_time = time.contains(':')
        && time.starts_with(|c: char| c.is_ascii_digit())
        && time.chars().all(|c| c.is_ascii_digit() || ":.+-Zz ".contains(c));
    Date::parse(day).ok().filter(|_| is_time)
}

/// What somebody means by a word that a key does not take, where it is known.
fn other_word(key: &str, word: &str) -> Option<&'static str> {
    const OF_STATUS: &[(&[&str], &str)] = &[
        (
            &["unpublished", "hidden", "private", "unlisted", "not published", "offline"],
            "write `status: draft` for what is not out yet, `status: withdrawn` for what no longer is",
        ),
        (
            &["archived", "deleted", "retired", "removed", "obsolete", "expired", "gone"],
            "write `status: withdrawn`",
        ),
        (
            &[
                "live", "public", "publish", "final", "approved", "active", "done",
                "online",
            ],
            "write `status: published`",
        ),
        (
            &["review", "in review", "in_review", "pending", "for review", "submitted"],
            "write `status: in-review`",
        ),
        (
            &["wip", "todo", "new", "work in progress", "unfinished"],
            "write `status: draft`",
        ),
    ];
    let word = word.trim().to_lowercase();
    let rows = if key == "status" { OF_STATUS } else { &[] };
    rows.iter()
        .find(|(words, _)| words.contains(&word.as_str()))
        .map(|(_, advice)| *advice)
}

/// One text where a list may stand, that looks like several: `food, drink`, or lines below
/// one another without hyphens. Between quotation marks it is meant as one.
fn one_for_many(value: &Value, name: &str) -> Option<Diagnostic> {
    let words = value.as_text().filter(|_| value.is_plain)?;
    let (message, help) = if words.contains(", ") {
        let words = shown(words);
        (
            format!("`{words}` is one entry of `{name}`"),
            format!("write `{name}: [{words}]`; if it is one, `{name}: \"{words}\"`"),
        )
    } else if words.contains(' ') && value.span.range().len() > words.len() {
        (
            format!("the lines below `{name}` are read as one entry"),
            "begin each of them with `- `".to_owned(),
        )
    } else {
        return None;
    };
    Some(Diagnostic::new(&DOUBTFUL_VALUE, value.span, message).with_help(help))
}
