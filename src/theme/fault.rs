//! Tera's errors as findings at a place in the site's theme.
//!
//! Tera gives a structured place for some errors and a ready-made report for others; the
//! line `--> FILE:LINE:COLUMN` of a report is read back.

use crate::base::Span;
use crate::diagnostic::{BROKEN_TEMPLATE, Diagnostic, meant, nearest};

use super::template_source::{TemplateSource, TemplateSources};

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TemplateFault {
    /// The template, by the name that Tera knows.
    pub(super) template: String,
    /// Line and column, from 1; the column counts characters.
    pub(super) place: Option<(usize, usize)>,
    /// What is wrong, in Tera's words.
    pub(super) message: String,
    /// The templates through which it was reached, innermost first.
    callers: Vec<(String, usize, usize)>,
}

impl TemplateFault {
    /// A fault of a template as a whole.
    pub(super) fn whole(template: &str, error: &tera::Error) -> Self {
        let text = error.to_string();
        let message = text.lines().next().unwrap_or_default();
        let message = message.strip_prefix("error: ").unwrap_or(message).to_owned();
        TemplateFault {
            template: template.to_owned(),
            place: None,
            message,
            callers: Vec::new(),
        }
    }

    /// Whether the fault is that the template `name` cannot be found.
    pub(super) fn is_about(&self, name: &str) -> bool {
        self.message.contains(&format!("`{name}`"))
    }
}

/// Every fault that an error tells of, in its order.
pub(super) fn faults(error: &tera::Error) -> Vec<TemplateFault> {
    let whole = |template: &str, message: String| {
        let template = template.to_owned();
        vec![TemplateFault { template, place: None, message, callers: Vec::new() }]
    };
    match error.kind() {
        tera::ErrorKind::MissingParent { current, parent } => {
            whole(current, format!("extends `{parent}`, which the theme does not have"))
        }
        tera::ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            whole(tpl, format!("extends itself, by way of {}", list(inheritance_chain)))
        }
        tera::ErrorKind::CircularInclude { tpl, include_chain } => {
            whole(tpl, format!("includes itself, by way of {}", list(include_chain)))
        }
        _ => {
            let text = error.to_string();
            let found = reports(&text);
            if found.is_empty() { named(&text) } else { found }
        }
    }
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Reads reports: `error: MESSAGE`, then `--> FILE:LINE:COLUMN`, then perhaps lines of the
/// kind `note: called from FILE:LINE:COLUMN`.
fn reports(text: &str) -> Vec<TemplateFault> {
    let mut faults: Vec<TemplateFault> = Vec::new();
    let mut message = String::new();
    for line in text.lines() {
        if let Some(start) = line.strip_prefix("error: ") {
            start.clone_into(&mut message);
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let Some((template, line, column)) = place_of(place) else { continue };
            faults.push(TemplateFault {
                template,
                place: Some((line, column)),
                message: std::mem::take(&mut message),
                callers: Vec::new(),
            });
        } else if let Some(place) = line.strip_prefix("note: called from ") {
            if let (Some(fault), Some(caller)) = (faults.last_mut(), place_of(place)) {
                fault.callers.push(caller);
            }
        } else if !message.is_empty() {
            message.push(' ');
            message.push_str(line.trim());
        }
    }
    faults
}

/// Splits `FILE:LINE:COLUMN`.
fn place_of(text: &str) -> Option<(String, usize, usize)> {
    let (rest, column) = text.trim_end().rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    Some((template.to_owned(), line.parse().ok()?, column.parse().ok()?))
}

/// Faults of a message without a place: each template that it names in backticks.
fn named(text: &str) -> Vec<TemplateFault> {
    let quoted = text.split('`').skip(1).step_by(2);
    let templates = quoted.filter(|name| name.strip_suffix(".html").is_some());
    templates
        .map(|template| TemplateFault {
            template: template.to_owned(),
            place: None,
            message: text.to_owned(),
            callers: Vec::new(),
        })
        .collect()
}

/// The finding about a fault. The place is in the innermost template that is the site's
/// own; embedded templates have no file to show.
pub(super) fn diagnose(fault: &TemplateFault, sources: &TemplateSources) -> Diagnostic {
    let (message, known) = sentence(&fault.message);
    let callers = fault.callers.iter().filter_map(|(name, line, column)| {
        Some(span(sources.get(name)?, *line, *column))
    });
    let own = sources.get(&fault.template).map(|source| match fault.place {
        Some((line, column)) => span(source, line, column),
        None => Span::file(source.id),
    });
    let mut places = own.into_iter().chain(callers);
    let first = places.next();
    let message = match (&own, fault.place) {
        (Some(_), Some(_)) => message,
        (Some(_), None) => format!("this template has a fault: {message}"),
        (None, place) => {
            let name = sources.shown(&fault.template);
            let line =
                place.map(|(line, _)| format!(", line {line}")).unwrap_or_default();
            format!("{message} (in `{name}`{line})")
        }
    };
    let mut diagnostic = match first {
        Some(span) => Diagnostic::new(&BROKEN_TEMPLATE, span, message),
        None => Diagnostic::about_site(&BROKEN_TEMPLATE, message),
    };
    for caller in places {
        diagnostic = diagnostic.with_label(caller, "called from here");
    }
    match help(&fault.message, &known) {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    }
}

/// The finding about a fault that comes of a word which the theme does not have: the engine
/// speaks of the component that was handed the word, and in other words each time.
pub(super) fn missing_word(
    fault: &TemplateFault,
    sources: &TemplateSources,
    context: &tera::Context,
) -> Option<Diagnostic> {
    let has = |word: &str| {
        context
            .get("strings")
            .is_some_and(|strings| strings.get_from_path(word).is_some())
    };
    let own = fault.place.map(|(line, _)| (fault.template.as_str(), line));
    let callers = fault.callers.iter().map(|(name, line, _)| (name.as_str(), *line));
    own.into_iter().chain(callers).find_map(|(name, line)| {
        let source = sources.get(name)?;
        let start = line_start(&source.text, line);
        let rest = &source.text[start..];
        let first = rest.find('\n').unwrap_or(rest.len());
        let count = |marks: [&str; 2]| {
            marks.iter().map(|mark| rest[..first].matches(mark).count()).sum::<usize>()
        };
        // A call may go over several lines.
        let is_open = count(["{{", "{%"]) > count(["}}", "%}"]);
        let more = if is_open { rest[first..].find("}}").unwrap_or(0) } else { 0 };
        let end = first + more;
        let named = rest[..end].match_indices(STRINGS).map(|(at, _)| {
            let at = at + STRINGS.len();
            let word = &rest[at..];
            let length = word.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            (at, &word[..length.unwrap_or(word.len())])
        });
        let (at, word) = { named }.find(|(_, word)| !word.is_empty() && !has(word))?;
        let span = Span::new(source.id, start + at..start + at + word.len());
        let folder = source.shown.split("/templates/").next().unwrap_or_default();
        let message = format!("the theme has no word `{word}`");
        let help =
            format!("add `{word}: …` to `{folder}/strings/en.yaml`, or correct the name");
        Some(Diagnostic::new(&BROKEN_TEMPLATE, span, message).with_help(help))
    })
}

/// What stands before the name of a word of the theme.
const STRINGS: &str = "strings.";

/// The byte at which a line begins, counted from 1.
fn line_start(text: &str, line: usize) -> usize {
    let mut ends = text.match_indices('\n');
    match line {
        0 | 1 => 0,
        _ => ends.nth(line - 2).map_or(text.len(), |(end, _)| end + 1),
    }
}

/// Tera's first sentence in our style, and the names that the second one lists.
fn sentence(message: &str) -> (String, Vec<&str>) {
    let cut = message.find(". Available ");
    let (first, rest) = message.split_at(cut.unwrap_or(message.len()));
    let known = rest.split_once(": ").map_or_else(Vec::new, |(_, names)| {
        names.split(", ").map(str::trim).filter(|name| !name.is_empty()).collect()
    });
    let first = first.trim_end_matches(['.', ' ']);
    let mut chars = first.chars();
    let lower = chars.next().map(|c| c.to_lowercase().chain(chars).collect::<String>());
    (lower.unwrap_or_else(|| "cannot be rendered".to_owned()), known)
}

fn help(message: &str, known: &[&str]) -> Option<String> {
    let written = message.split('`').nth(1)?;
    if known.is_empty() {
        return None;
    }
    if let Some(near) = nearest(written, known.iter().copied()) {
        return Some(meant(near));
    }
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    Some(format!("write one of these: {}", names.join(", ")))
}

/// The span from a line and column (from 1, in characters) to the end of that word.
fn span(source: &TemplateSource, line: usize, column: usize) -> Span {
    let text = &source.text;
    let line_start = line_start(text, line);
    let rest = text[line_start..].lines().next().unwrap_or_default();
    let inside = rest
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(rest.len(), |(at, _)| at);
    let word = rest[inside..]
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')))
        .unwrap_or(rest.len() - inside);
    let start = line_start + inside;
    Span::new(source.id, start..start + word.max(usize::from(inside < rest.len())))
}
