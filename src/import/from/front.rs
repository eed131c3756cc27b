//! The front matter of other generators: the keys that have a counterpart, under our names.
//! YAML, TOML and JSON become one mapping first.

// Writing to a text cannot fail: nothing is done about it.
use std::borrow::Cow;
use std::fmt::Write as _;

use super::beginning::{self, closing};
use super::format::{self, SettingsFormat};
use crate::article::foreign_lines;
use crate::base::{Date, FileId, Span};
use crate::import::loss::{self, Losses};
use crate::import::write::front_matter;
use crate::yaml::{Mapping, MappingEntry, Value, ValueKind};

/// What an article of another generator says of itself.
#[derive(Debug)]
pub(super) struct Front {
    pub(super) mapping: Mapping,
    /// What lines say that its generator takes for text.
    loose: Mapping,
    /// Its lines, and why they cannot be read.
    unread: Option<(String, String)>,
}

/// What the generator, and no line of the article, says of it.
pub(super) struct Given<'g> {
    /// Our key for what it calls `aliases`.
    pub(super) aliases: &'static str,
    /// Whether `cascade` is read elsewhere.
    pub(super) cascades: bool,
    /// The title of an article that says none.
    pub(super) title: &'g str,
    /// Where it stands among others.
    pub(super) weight: Option<usize>,
    /// Why readers do not see it there, as far as its own lines do not say it.
    pub(super) withheld: Vec<String>,
    pub(super) today: Date,
}

/// Keys that stay as they are.
const SAME: &[&str] = &[
    "title",
    "description",
    "slug",
    "weight",
    "tags",
    "published",
    "updated",
    "short_title",
];
/// Keys and our names for them.
const RENAMED: &[(&str, &str)] = &[
    ("summary", "description"),
    ("linktitle", "short_title"),
    ("categories", "tags"),
    ("keywords", "tags"),
    ("date", "published"),
    ("lastmod", "updated"),
    ("publishdate", "published"),
    ("url", "redirect_from"),
    ("permalink", "redirect_from"),
];
/// Keys whose values are days.
const DAYS: &[&str] = &["published", "updated"];
/// Keys whose values are lists, which may come from several keys.
const LISTS: &[&str] = &["tags", "redirect_from", "aliases"];

/// Takes the front matter off a text: what it says, and what stands below it. `has_headers`:
/// lines `Key: value` at the top are front matter without any marks.
pub(super) fn split(text: &str, has_headers: bool) -> (Front, Cow<'_, str>) {
    let start = beginning::without_blanks(text);
    let (mut front, body) = match start.lines().next().map(str::trim_end) {
        Some("---") => between(start, "---", SettingsFormat::Yaml),
        Some("+++") => between(start, "+++", SettingsFormat::Toml),
        _ if format::is_json(start) => match format::json_at_top(start) {
            Ok((mapping, body)) => (Front::read(mapping), body),
            Err(why) => broken(start, &why),
        },
        _ => return unmarked(text, has_headers),
    };
    // A second one below the first is text to its generator.
    if let Some(second) = beginning::misplaced(body)
        && second.before.trim().is_empty()
    {
        front.loose = second.format.read(second.inside).unwrap_or_else(|_| Front::none());
    }
    (front, body.into())
}

/// A text that does not begin with front matter as it should.
fn unmarked(text: &str, has_headers: bool) -> (Front, Cow<'_, str>) {
    if let Some(found) = beginning::misplaced(text) {
        let front = match found.format.read(found.inside) {
            Ok(mapping) => Front::read(mapping),
            Err(why) => Front::unread(found.inside, why),
        };
        let before = found.before.trim_end();
        let body = if before.is_empty() {
            found.body.into()
        } else {
            format!("{before}\n\n{}", found.body).into()
        };
        return (front, body);
    }
    if let Some((mapping, body)) = beginning::header(text).filter(|_| has_headers) {
        return (Front::read(mapping), body.into());
    }
    (Front { loose: beginning::loose(text), ..Front::read(Front::none()) }, text.into())
}

/// The front matter between two lines that are `mark`, or look like it.
fn between<'t>(text: &'t str, mark: &str, format: SettingsFormat) -> (Front, &'t str) {
    let below = &text[text.find('\n').map_or(text.len(), |at| at + 1)..];
    let mut at = 0;
    let exact = below.split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        let has_dots = format == SettingsFormat::Yaml && line.trim_end() == "...";
        (line.trim_end() == mark || has_dots).then_some(start..at)
    });
    // One that only looks like it closes what stands above the first blank line.
    let first = &below[..below.find("\n\n").map_or(below.len(), |at| at + 1)];
    let Some(closing) = exact.or_else(|| closing(first, format)) else {
        return broken(text, &format!("no line `{mark}` closes it ({})", format.name()));
    };
    let inside = &below[..closing.start];
    let front = match format.read(inside) {
        Ok(mapping) => Front::read(mapping),
        Err(why) => Front::unread(inside, why),
    };
    (front, &below[closing.end..])
}

/// A front matter of which nobody knows where it ends: it is taken up to the first blank line.
fn broken<'t>(text: &'t str, why: &str) -> (Front, &'t str) {
    let end = text.find("\n\n").map_or(text.len(), |at| at + 1);
    (Front::unread(&text[..end], why.to_owned()), &text[end..])
}

impl Front {
    fn none() -> Mapping {
        Mapping::empty(Span::file(FileId(0)))
    }

    fn read(mapping: Mapping) -> Front {
        Front { mapping, loose: Front::none(), unread: None }
    }

    fn unread(lines: &str, why: String) -> Front {
        Front { unread: Some((lines.to_owned(), why)), ..Front::read(Front::none()) }
    }

    /// Adds what the text says in ways that only its generator knows.
    pub(super) fn add_loose(&mut self, mapping: Mapping) {
        self.loose.entries.extend(mapping.entries);
    }

    /// Whether its own lines keep readers from the article.
    pub(super) fn is_withheld(&self, today: Date) -> bool {
        let mut lines = foreign_lines(&self.mapping).into_iter();
        let mut loose = foreign_lines(&self.loose).into_iter();
        self.unread.is_some()
            || lines.any(|line| line.hides_on(today))
            || loose.any(|line| line.hides_on(today))
    }

    /// The values that hold for all pages below, in Hugo.
    pub(super) fn cascade(&self) -> Option<&MappingEntry> {
        let mut entries = self.mapping.entries.iter();
        entries.find(|entry| entry.key.value.eq_ignore_ascii_case("cascade"))
    }

    /// Writes it for us.
    pub(super) fn write(&self, given: &Given<'_>, losses: &mut Losses) -> String {
        let mut written = WrittenKeys::default();
        let mut withheld = given.withheld.clone();
        let lines = foreign_lines(&self.mapping);
        for (entry, says) in self.mapping.entries.iter().zip(lines) {
            // It is read for this page and all below it.
            if given.cascades && entry.key.value.eq_ignore_ascii_case("cascade") {
                continue;
            }
            let is_hidden = says.hides_on(given.today);
            if is_hidden {
                withheld.push(says.written);
            }
            written.from = written.from.max(says.from.filter(|day| *day > given.today));
            let until = [written.until, says.until];
            written.until = until.into_iter().flatten().min();
            let is_unlisted = says.is_unlisted || forbids_robots(entry);
            written.is_unlisted |= is_unlisted;
            match our_key(entry, given.aliases) {
                Some(key) => written.add(key, entry, losses),
                None if is_hidden
                    || says.is_usual
                    || is_unlisted
                    || says.until.is_some() => {}
                None => losses.add_about(&loss::FOREIGN_KEY, &entry.key.value),
            }
        }
        let loose = foreign_lines(&self.loose).into_iter();
        withheld.extend(
            loose
                .filter(|says| says.hides_on(given.today))
                .map(|says| format!("{}, which stands in the text", says.written)),
        );
        for why in &withheld {
            losses.add_at(&loss::WITHHELD, why, "status: draft");
        }
        if let Some((_, why)) = &self.unread {
            losses.add_at(&loss::UNREAD, why, "status: draft");
        }
        let is_draft = !withheld.is_empty() || self.unread.is_some();
        if let Some(title) =
            self.unread.as_ref().and_then(|(lines, _)| likely_title(lines))
        {
            written.lines.push(("title", front_matter::value(title)));
        }
        let mut text = written.text(given, is_draft);
        if let Some((lines, _)) = &self.unread {
            for line in lines.lines() {
                let _ = writeln!(text, "{}", format!("# {line}").trim_end());
            }
        }
        text.push_str("---\n");
        text
    }
}

/// The keys that were written, under our names.
#[derive(Default)]
struct WrittenKeys {
    lines: Vec<(&'static str, String)>,
    lists: Vec<(&'static str, Vec<String>)>,
    from: Option<Date>,
    until: Option<Date>,
    is_unlisted: bool,
}

impl WrittenKeys {
    fn add(&mut self, key: &'static str, entry: &MappingEntry, losses: &mut Losses) {
        if LISTS.contains(&key) {
            let values = texts(&entry.value, key);
            match self.lists.iter_mut().find(|(own, _)| *own == key) {
                Some((_, known)) => known.extend(values),
                None => self.lists.push((key, values)),
            }
            return;
        }
        if entry.value.is_blank() {
            return;
        }
        let text = entry.value.as_text().map(one_line);
        let value = match text {
            Some(text) if DAYS.contains(&key) => {
                let day = text.get(..10).map(|day| day.replace('/', "-"));
                day.filter(|day| Date::parse(day).is_ok())
            }
            Some(text) if key == "weight" => text.parse::<i64>().ok().map(|_| text),
            Some(text) => Some(front_matter::value(&text)),
            None => None,
        };
        let Some(value) = value else {
            losses.add_about(&loss::FOREIGN_KEY, &entry.key.value);
            return;
        };
        if !self.lines.iter().any(|(own, _)| *own == key) {
            self.lines.push((key, value));
        }
    }

    fn text(&self, given: &Given<'_>, is_draft: bool) -> String {
        let mut text = String::from("---\n");
        let title = self.lines.iter().find(|(key, _)| *key == "title");
        let title = title
            .map_or_else(|| front_matter::value(given.title), |(_, value)| value.clone());
        let _ = writeln!(text, "title: {title}");
        for (key, value) in self.lines.iter().filter(|(key, _)| *key != "title") {
            let _ = writeln!(text, "{key}: {value}");
        }
        for (key, values) in &self.lists {
            let mut seen = std::collections::BTreeSet::new();
            let values: Vec<String> = values
                .iter()
                .filter(|value| !value.is_empty() && seen.insert(value.as_str()))
                .cloned()
                .collect();
            if !values.is_empty() {
                let _ = writeln!(text, "{key}: {}", front_matter::list(&values));
            }
        }
        let days = [("publish_on", self.from), ("expires_on", self.until)];
        for (key, day) in days.into_iter().filter_map(|(key, day)| Some((key, day?))) {
            let _ = writeln!(text, "{key}: {day}");
        }
        if self.is_unlisted {
            text.push_str("robots: {index: false}\n");
        }
        if is_draft {
            text.push_str("status: draft\n");
        }
        if let Some(weight) =
            given.weight.filter(|_| !self.lines.iter().any(|(key, _)| *key == "weight"))
        {
            let _ = writeln!(text, "weight: {weight}");
        }
        text
    }
}

/// The title among lines that cannot be read, in whatever format.
fn likely_title(lines: &str) -> Option<&str> {
    let mut titles = lines.lines().filter_map(|line| {
        let rest =
            line.trim_start_matches([' ', '\t', '{', '"']).strip_prefix("title")?;
        let value = rest.trim_start_matches(['"', ' ']).strip_prefix([':', '='])?;
        let value = value.trim().trim_end_matches(',');
        Some(value.trim_matches(['"', '\'']))
    });
    titles.find(|title| !title.is_empty() && !title.starts_with(['[', '|', '>', '{']))
}

/// Our name for the key of an entry. `None`: there is none.
fn our_key(entry: &MappingEntry, aliases: &'static str) -> Option<&'static str> {
    let lower = entry.key.value.to_lowercase();
    if matches!(lower.as_str(), "aliases" | "alias" | "redirect_from" | "redirects") {
        return Some(aliases);
    }
    // `published: true` names no day.
    if matches!(entry.value.kind, ValueKind::Bool(..)) && lower == "published" {
        return None;
    }
    let same = SAME.iter().find(|same| **same == lower).copied();
    let renamed = || RENAMED.iter().find(|(theirs, _)| *theirs == lower);
    same.or_else(|| renamed().map(|(_, ours)| *ours))
}

/// `robots: noindex`, which themes of other generators write into the page.
fn forbids_robots(entry: &MappingEntry) -> bool {
    let words = entry.value.as_text().unwrap_or_default().to_lowercase();
    entry.key.value.eq_ignore_ascii_case("robots")
        && words.split([',', ' ']).any(|word| matches!(word, "noindex" | "none"))
}

/// The texts of a list, or of one text. Tags may stand in a line, with commas.
fn texts(value: &Value, key: &str) -> Vec<String> {
    if let ValueKind::List(values) = &value.kind {
        return values.iter().filter_map(Value::as_text).map(one_line).collect();
    }
    let text = value.as_text().unwrap_or_default();
    if key == "redirect_from" {
        vec![one_line(text)]
    } else {
        text.split(',').map(one_line).collect()
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(front: &Front, aliases: &'static str) -> String {
        let given = Given {
            aliases,
            cascades: false,
            title: "None",
            weight: None,
            withheld: Vec::new(),
            today: Date::parse("2026-06-01").unwrap(),
        };
        front.write(&given, &mut Losses::default())
    }

    #[test]
    fn keys_get_our_names() {
        let text = "---\ntitle: \"A: b\"\ndate: 2024-05-06T07:08:09Z\ndraft: true\naliases:\n  - /old/\n  - /older/\nurl: /own/\ncategories: [x]\ntags: [z, x]\nhide:\n  - toc\n---\nText.\n";
        let (front, body) = split(text, false);
        assert_eq!(body, "Text.\n");
        assert_eq!(
            write(&front, "redirect_from"),
            "---\ntitle: \"A: b\"\npublished: 2024-05-06\nredirect_from: [\"/old/\", \"/older/\", \"/own/\"]\ntags: [x, z]\nstatus: draft\n---\n"
        );
        let toml =
            "+++\ntitle = 'T'\ntags = [\n  'a',\n  'b',\n]\n[extra]\nx = 1\n+++\nText.";
        let (front, body) = split(toml, false);
        assert_eq!(body, "Text.");
        assert_eq!(write(&front, "aliases"), "---\ntitle: T\ntags: [a, b]\n---\n");
        assert_eq!(split("no front matter", false).1, "no front matter");
    }

    #[test]
    fn the_three_formats_say_the_same() {
        for text in [
            "---\ntitle: T\nbuild:\n  render: never\nweight: 3\n---\nText.\n",
            "\n+++\ntitle = \"T\"\nweight = 3\n[build]\nrender = \"never\"\n+++\nText.\n",
            "{\n  \"title\": \"T\",\n  \"weight\": 3,\n  \"build\": {\"render\": \"never\"}\n}\nText.\n",
        ] {
            let (front, body) = split(text, false);
            assert_eq!(body.trim(), "Text.");
            assert_eq!(
                write(&front, "aliases"),
                "---\ntitle: T\nweight: 3\nstatus: draft\n---\n",
                "{text}"
            );
        }
    }

    #[test]
    fn days_to_come_and_days_gone_withhold() {
        for (line, written) in [
            ("date: 2031-01-02", "published: 2031-01-02\npublish_on: 2031-01-02"),
            ("publishDate: 2031-01-02", "published: 2031-01-02\npublish_on: 2031-01-02"),
            ("expiryDate: 2024-01-02", "expires_on: 2024-01-02"),
        ] {
            let text = format!("---\ntitle: T\n{line}\n---\n");
            let (front, _) = split(&text, false);
            assert_eq!(
                write(&front, "aliases"),
                format!("---\ntitle: T\n{written}\nstatus: draft\n---\n")
            );
        }
    }

    #[test]
    fn what_cannot_be_read_is_a_draft_that_keeps_its_lines() {
        for text in [
            "---\ntitle: x\ntags: [x\n---\nText.\n",
            "---\ntitle: x\n\nText.\n",
            "+++\ntitle = 'x'\ndraft true\n+++\nText.\n",
            "{\n  \"title\": \"x\",\n  draft: true\n}\n\nText.\n",
        ] {
            let (front, body) = split(text, false);
            assert_eq!(body.trim(), "Text.", "{text}");
            let written = write(&front, "aliases");
            assert!(written.starts_with("---\ntitle: x\nstatus: draft\n# "), "{written}");
        }
    }
}
