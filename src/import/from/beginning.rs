//! Settings at the beginning of a text that stand where their generator does not look for
//! them, or between other lines than it asks for: whoever wrote `draft: true` there meant it.

use super::format::{self, SettingsFormat};
use crate::article::{is_front_matter_key, looks_like_marker};
use crate::base::{FileId, Span, invisible_name};
use crate::yaml::{Mapping, MappingEntry};

/// How far down the first of their lines is looked for.
const NEAR: usize = 10;
/// The longest name of a key.
const LONGEST_KEY: usize = 40;

/// A front matter between lines that look like its marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Misplaced<'t> {
    pub(super) before: &'t str,
    pub(super) inside: &'t str,
    pub(super) format: SettingsFormat,
    pub(super) body: &'t str,
}

/// Finds a front matter that is not at the very top, or between marks of other signs.
pub(super) fn misplaced(text: &str) -> Option<Misplaced<'_>> {
    let mut at = text.len() - below_comments(text).len();
    for line in text[at..].split_inclusive('\n').take(NEAR) {
        let opening = at;
        at += line.len();
        let Some(format) = mark(line) else { continue };
        let Some(closing) = closing(&text[at..], format) else { continue };
        let inside = &text[at..at + closing.start];
        if is_settings(inside, format) {
            let body = &text[at + closing.end..];
            return Some(Misplaced { before: &text[..opening], inside, format, body });
        }
    }
    None
}

/// The line that closes a front matter, whose first line is the first of `text`.
pub(super) fn closing(
    text: &str,
    format: SettingsFormat,
) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let has_dots = format == SettingsFormat::Yaml && line.trim_end() == "...";
        if has_dots || mark(line) == Some(format) {
            return Some(at..end);
        }
        at = end;
    }
    None
}

/// The lines `Key: value` at the top of a text, as `MkDocs` reads them, and what is below.
pub(super) fn header(text: &str) -> Option<(Mapping, &str)> {
    let mut at = 0;
    let mut settings: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some((key, value)) = setting(line).filter(|_| !line.starts_with(' ')) {
            settings.push(format!("{key}: {value}"));
        } else if let (true, Some(last)) = (line.starts_with("    "), settings.last_mut())
        {
            last.push(' ');
            last.push_str(line.trim());
        } else {
            break;
        }
        at += line.len();
    }
    let mapping = entries(settings.iter().map(String::as_str));
    let is_known = |entry: &MappingEntry| is_front_matter_key(&entry.key.value);
    mapping.entries.iter().any(is_known).then_some((mapping, &text[at..]))
}

/// What lines at the top of a text would say if they were front matter: lines of their own, or
/// a piece of code.
pub(super) fn loose(text: &str) -> Mapping {
    let text = below_comments(text);
    let is_code = text.starts_with("```") || text.starts_with("~~~");
    let lines = text.lines().enumerate().take_while(|(at, line)| {
        let is_end = if is_code {
            *at > 0 && (line.starts_with("```") || line.starts_with("~~~"))
        } else {
            line.trim().is_empty()
        };
        !is_end
    });
    entries(lines.map(|(_, line)| line))
}

/// The settings among lines, each read on its own.
pub(super) fn entries<'l>(lines: impl Iterator<Item = &'l str>) -> Mapping {
    let mut mapping = Mapping::empty(Span::file(FileId(0)));
    for (key, value) in lines.filter_map(setting) {
        let read = SettingsFormat::Yaml.read(&format!("{key}: {value}\n"));
        let read =
            read.unwrap_or_else(|_| format::mapping(&serde_json::json!({ key: value })));
        mapping.entries.extend(read.entries);
    }
    mapping
}

/// Whether what stands between two marks is settings, and no text between two lines.
fn is_settings(inside: &str, format: SettingsFormat) -> bool {
    if format == SettingsFormat::Json {
        return inside.contains('"');
    }
    let mut is_known = false;
    for line in inside.lines() {
        let is_inner = line.trim().is_empty()
            || line.starts_with([' ', '\t', '#', '-', '[', ']', '{', '}']);
        match setting(line) {
            Some((key, _)) => is_known |= is_front_matter_key(key),
            None if is_inner => {}
            None => return false,
        }
    }
    is_known
}

/// The key and the value of a line: `key: value`, `key = value`, `"key": value,`, `#+key: value`.
fn setting(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let line = line.strip_prefix("#+").unwrap_or(line);
    let end = line.find([':', '='])?;
    let key = line[..end].trim().trim_matches(['"', '\'']);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let value = line[end + 1..].trim_end_matches(',');
    let is_apart = value.is_empty() || value.starts_with([' ', '\t', '"', '\'']);
    let is_key = !key.is_empty()
        && key.chars().count() <= LONGEST_KEY
        && key.chars().all(is_name)
        && (is_apart || line[end..].starts_with('='));
    is_key.then(|| (key, value.trim()))
}

/// The format between two lines of this kind.
fn mark(line: &str) -> Option<SettingsFormat> {
    let line = line.trim_end();
    let is_row = |sign: char| line.len() > 2 && line.chars().all(|c| c == sign);
    if looks_like_marker(line) {
        Some(SettingsFormat::Yaml)
    } else if is_row('+') {
        Some(SettingsFormat::Toml)
    } else if is_row(';') {
        Some(SettingsFormat::Json)
    } else {
        None
    }
}

/// What stands below the comments with which a text begins.
fn below_comments(text: &str) -> &str {
    let mut rest = without_blanks(text);
    loop {
        let comment = [("<!--", "-->"), ("%%", "%%"), ("{#", "#}"), ("{{/*", "*/}}")];
        let below = comment.iter().find_map(|(open, close)| {
            let (_, below) = rest.strip_prefix(open)?.split_once(close)?;
            Some(below)
        });
        match below {
            Some(below) => rest = without_blanks(below),
            None => return rest,
        }
    }
}

/// A text without the blank and invisible signs with which it begins.
pub(super) fn without_blanks(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || invisible_name(c).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_found_between_other_marks_and_further_down() {
        for text in [
            "----\ntitle: A\n----\nText.\n",
            "—\ntitle: A\n—\nText.\n",
            "–--\ntitle: A\n---\nText.\n",
            "<!-- c -->\n---\ntitle: A\n...\nText.\n",
            "<!-- c\n\n1\n2\n3\n4\n5\n6\n7\n8\n9\n-->\n\n---\ntitle: A\n---\nText.\n",
            "# A\n\n---\ntitle: A\ntags:\n- b\n---\nText.\n",
            "++++\ntitle = 'A'\n++++\nText.\n",
            ";;;\n{\"title\": \"A\"}\n;;;\nText.\n",
        ] {
            let found = misplaced(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.body, "Text.\n", "{text}");
            assert!(found.format.read(found.inside).is_ok(), "{text}");
        }
        for text in [
            "Text.\n\n---\n\nMore text.\n\n---\n",
            "A\n---\nText: and more of it\n---\n",
            "| a |\n|---|\n",
        ] {
            assert!(misplaced(text).is_none(), "{text}");
        }
    }

    #[test]
    fn lines_without_marks_are_settings_where_their_keys_are_known() {
        let (mapping, body) =
            header("Title: A\nDraft: true\nSummary: one\n    two\n\nText.\n").unwrap();
        assert_eq!(mapping.entries.len(), 3);
        assert_eq!(mapping.entries[2].value.as_text(), Some("one two"));
        assert_eq!(body, "\nText.\n");
        assert!(header("Beware: hot.\n\nText.\n").is_none());
        for (text, count) in [
            ("#+draft: true\n#+title: A\nText.\n", 2),
            ("```yaml\ndraft: true\n\ntitle: A\n```\ntags: x\n", 2),
            ("----\ndraft: true\n\nstatus: x\n", 1),
            ("Text about 10:30 and more.\n", 0),
        ] {
            assert_eq!(loose(text).entries.len(), count, "{text}");
        }
    }
}
