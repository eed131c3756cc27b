//! One JSON object per line, for tools: every key is always there, and keys are only
//! ever added.

use std::borrow::Cow;
use std::fmt::Write;
use std::io;

use serde::Serialize;

use crate::base::Span;
use crate::diagnostic::Diagnostic;

use super::escape::is_treacherous;
use super::place::SourceFiles;
use super::quote;
use super::{Format, ReportOptions};

/// The form of the objects. A new key does not change it; another meaning does.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonFinding<'a> {
    version: u32,
    rule: &'a str,
    code: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    place: JsonPlace<'a>,
    message: Cow<'a, str>,
    help: Option<Cow<'a, str>>,
    related: Vec<Related<'a>>,
    fix: Option<Fix<'a>>,
}

/// The text that mends it, and what it replaces.
#[derive(Serialize)]
struct Fix<'a> {
    #[serde(flatten)]
    place: JsonPlace<'a>,
    replacement: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: JsonPlace<'a>,
    message: Cow<'a, str>,
}

/// Lines and columns count from 1, columns count characters; the end is one past the last.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct JsonPlace<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

impl<'a> JsonPlace<'a> {
    fn of(span: Span, sources: &SourceFiles<'a>) -> Self {
        let place = sources.place(span);
        JsonPlace {
            file: Some(place.file),
            line: Some(place.start.line),
            column: Some(place.start.column),
            end_line: Some(place.end.line),
            end_column: Some(place.end.column),
        }
    }
}

/// A sentence, cut where its quotations are longer than any name.
fn told(sentence: &str) -> Cow<'_, str> {
    quote::cut(sentence, quote::FOR_PROGRAMS)
}

/// One object per line.
pub static JSON: Format =
    Format { name: "json", about: "One object per line", is_for_people: false, write };

/// Writes every finding, however many there are.
fn write(
    out: &mut dyn io::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceFiles<'_>,
    _: &ReportOptions<'_>,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let finding = JsonFinding {
            version: VERSION,
            rule: diagnostic.rule.name,
            code: diagnostic.rule.code,
            severity: diagnostic.severity.name(),
            place: diagnostic
                .primary
                .map(|span| JsonPlace::of(span, sources))
                .unwrap_or_default(),
            message: told(&diagnostic.message),
            help: diagnostic.help.as_deref().map(told),
            related: diagnostic
                .secondary
                .iter()
                .map(|label| Related {
                    place: JsonPlace::of(label.span, sources),
                    message: told(&label.text),
                })
                .collect(),
            fix: diagnostic.patch.as_ref().map(|patch| Fix {
                place: JsonPlace::of(patch.span, sources),
                replacement: &patch.replacement,
            }),
        };
        let line = serde_json::to_string(&finding)?;
        writeln!(out, "{}", escape(&line))?;
    }
    Ok(())
}

/// The same JSON, with what could steer a terminal as `\uXXXX`: in JSON such characters
/// stand only inside strings, where both forms mean the same.
pub(super) fn escape(line: &str) -> String {
    let mut safe = String::with_capacity(line.len());
    for c in line.chars() {
        if is_treacherous(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(safe, "\\u{unit:04x}").expect("writing to a string cannot fail");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{DUPLICATE_NAME, MISSING_BASE_URL};
    use crate::report::{ReportOptions, fixture, write};

    use super::*;

    #[test]
    fn every_finding_is_one_object_on_one_line() {
        let tree = fixture::tree(&[("a.md", "é GVHD\n"), ("b.md", "GVHD\u{202e}\n")]);
        let found = [
            Diagnostic::about_site(&MISSING_BASE_URL, "no `base_url`")
                .with_help("add it"),
            Diagnostic::new(
                &DUPLICATE_NAME,
                fixture::find(&tree, 0, "GVHD"),
                "two\u{202e}",
            )
            .with_label(fixture::find(&tree, 1, "GVHD"), "and here")
            .with_patch(fixture::find(&tree, 0, "GVHD"), "GvHD"),
        ];
        let mut out = Vec::new();
        write(&mut out, &JSON, &found, &tree, &ReportOptions::default()).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text.lines().collect::<Vec<_>>(),
            [
                r#"{"version":1,"rule":"missing-base-url","code":"G003","severity":"warning","file":null,"line":null,"column":null,"endLine":null,"endColumn":null,"message":"no `base_url`","help":"add it","related":[],"fix":null}"#,
                r#"{"version":1,"rule":"duplicate-name","code":"L010","severity":"error","file":"site-content/a.md","line":1,"column":3,"endLine":1,"endColumn":7,"message":"two\u202e","help":null,"related":[{"file":"site-content/b.md","line":1,"column":1,"endLine":1,"endColumn":5,"message":"and here"}],"fix":{"file":"site-content/a.md","line":1,"column":3,"endLine":1,"endColumn":7,"replacement":"GvHD"}}"#,
            ]
        );
        for line in text.lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
    }
}
