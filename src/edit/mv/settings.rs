//! Values in front matter: put in, changed and taken out in the author's style.

use std::ops::Range;

use super::path_form::yaml;
use crate::edit::TextEdit;
use crate::edit::yaml_text::yaml_text;
use crate::yaml::{Mapping, MappingEntry, Value, ValueKind};

/// The YAML of a file.
pub(in crate::edit) struct Settings<'a> {
    /// The whole text of the file.
    pub(in crate::edit) text: &'a str,
    /// The bytes of the YAML, between the markers.
    pub(in crate::edit) range: Range<usize>,
    /// What they say.
    pub(in crate::edit) mapping: &'a Mapping,
}

impl Settings<'_> {
    /// Adds a value to the list of a key, which may be missing, and takes out those for
    /// which `goes` holds.
    pub(in crate::edit) fn relist(
        &self,
        key: &str,
        add: Option<&str>,
        goes: &dyn Fn(&str) -> bool,
    ) -> Vec<TextEdit> {
        let Some(entry) = self.mapping.get(key) else {
            return add
                .map(|value| self.new_line(key, &format!("[{}]", listed(value, ""))))
                .into_iter()
                .collect();
        };
        let items = items(&entry.value);
        let gone = |item: &&Value| item.as_text().is_some_and(goes);
        let mut going: Vec<&Value> = items.iter().copied().filter(gone).collect();
        match (add, items.last()) {
            (None, _) if going.is_empty() => Vec::new(),
            (None, _) if going.len() == items.len() => vec![self.without(entry)],
            (None, _) => self.without_items(entry, &items, &going),
            (Some(value), None) => vec![self.first(entry, value)],
            (Some(value), Some(_)) if !going.is_empty() => {
                // The new one takes the place of one that goes.
                let place = going.remove(0);
                let raw = self.raw(place);
                let mut edits = vec![edit(place.span.range(), listed(value, raw))];
                edits.extend(self.without_items(entry, &items, &going));
                edits
            }
            (Some(value), Some(last)) => self.after(entry, last, value),
        }
    }

    /// Gives a key one value; without one its lines go. `like`: how such a value is written
    /// where none stands yet.
    pub(in crate::edit) fn single(
        &self,
        key: &str,
        value: Option<&str>,
        like: &str,
    ) -> Vec<TextEdit> {
        let entry = self.mapping.get(key);
        let edit = match (entry, value) {
            (None, None) => None,
            (Some(entry), None) => Some(self.without(entry)),
            (None, Some(value)) => Some(self.new_line(key, &yaml_text(value, like))),
            (Some(entry), Some(value)) if entry.value.span == entry.key.span => {
                let colon = self.colon(entry);
                Some(edit(colon..colon, format!(" {}", yaml_text(value, like))))
            }
            (Some(entry), Some(value)) => {
                let raw = self.raw(&entry.value);
                let written =
                    yaml_text(value, if entry.value.is_null() { like } else { raw });
                Some(edit(entry.value.span.range(), written))
            }
        };
        edit.into_iter().collect()
    }

    /// One past the colon behind a key.
    fn colon(&self, entry: &MappingEntry) -> usize {
        let end = entry.key.span.range().end;
        self.text[end..].find(':').map_or(end, |at| end + at + 1)
    }

    /// Adds a key with one value, on a line of its own at the end.
    pub(super) fn new_line(&self, key: &str, value: &str) -> TextEdit {
        let first =
            self.mapping.entries.first().map(|entry| entry.key.span.range().start);
        let indent = first.map_or("", |at| {
            let line = self.line_start(at);
            let before = &self.text[line..at];
            if before.trim().is_empty() { before } else { "" }
        });
        edit(self.range.end..self.range.end, format!("{indent}{key}: {value}\n"))
    }

    fn raw(&self, value: &Value) -> &str {
        self.text.get(value.span.range()).unwrap_or_default()
    }

    fn is_flow(&self, entry: &MappingEntry) -> bool {
        self.raw(&entry.value).starts_with('[')
    }

    /// The first value of a key that has none yet.
    fn first(&self, entry: &MappingEntry, value: &str) -> TextEdit {
        let value = format!("[{}]", listed(value, ""));
        let span = entry.value.span.range();
        if entry.value.span != entry.key.span {
            return edit(span, value);
        }
        // Nothing is written behind the colon.
        let colon = self.colon(entry);
        edit(colon..colon, format!(" {value}"))
    }

    /// One more value behind the last.
    fn after(&self, entry: &MappingEntry, last: &Value, value: &str) -> Vec<TextEdit> {
        let (raw, span) = (self.raw(last), last.span.range());
        if !matches!(entry.value.kind, ValueKind::List(_)) {
            // A single value becomes a list.
            let list = format!("[{}, {}]", in_list(raw), listed(value, raw));
            return vec![edit(span, list)];
        }
        if self.is_flow(entry) {
            return vec![edit(span.end..span.end, format!(", {}", listed(value, raw)))];
        }
        let line = self.line_start(span.start);
        let end = self.line_end(span.end);
        let item = format!("{}{}\n", &self.text[line..span.start], yaml(value, raw));
        vec![edit(end..end, item)]
    }

    /// A key and its value, with their lines.
    fn without(&self, entry: &MappingEntry) -> TextEdit {
        let start = self.line_start(entry.key.span.range().start);
        edit(start..self.line_end(entry.value.span.range().end), "")
    }

    fn without_items(
        &self,
        entry: &MappingEntry,
        items: &[&Value],
        going: &[&Value],
    ) -> Vec<TextEdit> {
        let place =
            |value: &&Value| items.iter().position(|item| item.span == value.span);
        let range = |at: usize| {
            let span = items[at].span.range();
            if !self.is_flow(entry) {
                return self.line_start(span.start)..self.line_end(span.end);
            }
            match at.checked_sub(1) {
                Some(before) => items[before].span.range().end..span.end,
                None => {
                    span.start
                        ..items.get(1).map_or(span.end, |next| next.span.range().start)
                }
            }
        };
        going.iter().filter_map(place).map(|at| edit(range(at), "")).collect()
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// One past the line end at or after a place.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1)
    }
}

fn items(value: &Value) -> Vec<&Value> {
    match &value.kind {
        ValueKind::List(values) => values.iter().collect(),
        ValueKind::Null => Vec::new(),
        _ => vec![value],
    }
}

fn edit(range: Range<usize>, replacement: impl Into<String>) -> TextEdit {
    TextEdit { range, replacement: replacement.into() }
}

/// A value in a list in square brackets.
fn listed(value: &str, like: &str) -> String {
    yaml(value, like)
}

/// A value as written, once it stands in square brackets.
fn in_list(raw: &str) -> String {
    let quoted = raw.starts_with(['"', '\'']);
    if quoted || !raw.contains([',', '[', ']', '{', '}']) {
        raw.to_owned()
    } else {
        yaml(raw, "\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;
    use crate::yaml::{FRONT_MATTER, parse};

    fn relisted(text: &str, add: Option<&str>, gone: &[&str]) -> String {
        let outcome = parse(FileId(0), text, 0..text.len(), &FRONT_MATTER);
        let mapping = outcome.value.unwrap();
        let settings = Settings { text, range: 0..text.len(), mapping: &mapping };
        let goes = |value: &str| gone.contains(&value);
        let mut edits = settings.relist("redirect_from", add, &goes);
        edits.sort_by_key(|edit| edit.range.start);
        let mut result = text.to_owned();
        for edit in edits.into_iter().rev() {
            result.replace_range(edit.range, &edit.replacement);
        }
        result
    }

    #[test]
    fn an_address_is_added_in_the_style_of_the_list() {
        for (before, after) in [
            ("title: X\n", "title: X\nredirect_from: [/n/]\n"),
            ("  title: X\n", "  title: X\n  redirect_from: [/n/]\n"),
            ("redirect_from: [/a/]\nb: c\n", "redirect_from: [/a/, /n/]\nb: c\n"),
            (
                "redirect_from: ['/a/',  \"/b/\"] # c\n",
                "redirect_from: ['/a/',  \"/b/\", \"/n/\"] # c\n",
            ),
            ("redirect_from: []\n", "redirect_from: [/n/]\n"),
            ("redirect_from: # why\nb: c\n", "redirect_from: [/n/] # why\nb: c\n"),
            ("redirect_from: ~\n", "redirect_from: [/n/]\n"),
            ("redirect_from: /a/\n", "redirect_from: [/a/, /n/]\n"),
            ("redirect_from: '/a/'\n", "redirect_from: ['/a/', '/n/']\n"),
            ("redirect_from: /a,b/\n", "redirect_from: [\"/a,b/\", /n/]\n"),
            (
                "redirect_from:\n  - /a/\n  - /b/ # c\nb: c\n",
                "redirect_from:\n  - /a/\n  - /b/ # c\n  - /n/\nb: c\n",
            ),
            ("redirect_from:\n- '/a/'\n", "redirect_from:\n- '/a/'\n- '/n/'\n"),
            (
                "redirect_from: [\n  /a/,\n  /b/,\n]\n",
                "redirect_from: [\n  /a/,\n  /b/, /n/,\n]\n",
            ),
        ] {
            assert_eq!(relisted(before, Some("/n/"), &[]), after);
        }
    }

    #[test]
    fn an_address_that_is_the_pages_own_again_is_taken_out() {
        for (before, after) in [
            ("a: b\nredirect_from: [/o/]\nc: d\n", "a: b\nc: d\n"),
            ("a: b\nredirect_from:\n  - /o/\nc: d\n", "a: b\nc: d\n"),
            ("redirect_from: [/o/, /a/]\n", "redirect_from: [/a/]\n"),
            ("redirect_from: [/a/, /o/]\n", "redirect_from: [/a/]\n"),
            ("redirect_from:\n  - /o/\n  - /a/\n", "redirect_from:\n  - /a/\n"),
            ("redirect_from: /o/\nc: d\n", "c: d\n"),
        ] {
            assert_eq!(relisted(before, None, &["/o/"]), after);
        }
        assert_eq!(
            relisted("redirect_from: ['/o/', /a/]\n", Some("/n/"), &["/o/"]),
            "redirect_from: ['/n/', /a/]\n"
        );
    }
}
