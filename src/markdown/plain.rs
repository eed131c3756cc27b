//! Fields that are plain text: Markdown in them reaches readers as the signs it is typed with.

use crate::diagnostic::{Diagnostic, MARKUP_IN_PLAIN_TEXT};
use crate::yaml::{Mapping, Value, ValueKind, shown};

/// Groups whose keys are not ours, or whose words no reader sees.
const UNREAD: &[&str] = &["extra", "rules", "theme_options", "waivers"];

/// Adds a finding for every mark in the fields `names` of a mapping, and of those in it.
pub fn check(mapping: &Mapping, names: &[&str], found: &mut Vec<Diagnostic>) {
    for entry in &mapping.entries {
        let name = entry.key.value.as_str();
        if !UNREAD.contains(&name) {
            check_value(&entry.value, names.contains(&name), names, found);
        }
    }
}

fn check_value(
    value: &Value,
    is_shown: bool,
    names: &[&str],
    found: &mut Vec<Diagnostic>,
) {
    match &value.kind {
        ValueKind::Text(text) if is_shown => {
            let Some(words) = words_of(text) else { return };
            let message =
                "this field is plain text, and readers would see the marks in it";
            let help = format!("write `{}`", shown(&words));
            let finding = Diagnostic::new(&MARKUP_IN_PLAIN_TEXT, value.span, message);
            found.push(finding.with_help(help));
        }
        ValueKind::List(values) => {
            for value in values {
                check_value(value, is_shown, names, found);
            }
        }
        ValueKind::Mapping(mapping) => check(mapping, names, found),
        _ => {}
    }
}

/// The words of a text without the marks of Markdown in it; `None` if it has none.
pub(super) fn words_of(text: &str) -> Option<String> {
    let mut has_marks = false;
    let lines = text.lines().map(|line| {
        let words = words_of_line(line);
        has_marks |= words.is_some();
        words.unwrap_or_else(|| line.trim().to_owned())
    });
    let words = lines.collect::<Vec<_>>().join(" ");
    has_marks.then_some(words)
}

/// The words of a text of one line without the marks of Markdown in it; `None` if it has
/// none.
fn words_of_line(text: &str) -> Option<String> {
    /// What keeps its first word from being the mark of a heading or a list.
    const BEFORE: &str = "a ";
    if !text.contains(['[', ']', '*', '_', '`', '~', '^', '<', '&', '\\']) {
        return None;
    }
    // The star of `HLA-B*07:02` is a sign of its name.
    let mut typed = String::from(BEFORE);
    for (at, c) in text.char_indices() {
        let is_inside = text[..at].ends_with(char::is_alphanumeric)
            && text[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
        if c == '*' && is_inside {
            typed.push('\\');
        }
        typed.push(c);
    }
    let document = super::parse(&typed, 0..typed.len(), "");
    let words: String = document.roots().map(|root| document.text_of(root)).collect();
    let words = words.strip_prefix(BEFORE).unwrap_or(&words);
    let words: Vec<&str> = words.split_whitespace().collect();
    (!words.is_empty() && !text.split_whitespace().eq(words.iter().copied()))
        .then(|| words.join(" "))
}
