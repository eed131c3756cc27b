//! Workflow commands: GitHub shows each finding beside the line it is about.

use std::borrow::Cow;
use std::io;

use crate::diagnostic::{Diagnostic, Severity};

use super::escape::escape_terminal;
use super::place::{Place, SourceFiles};
use super::quote;
use super::{Format, ReportOptions};

/// Workflow commands.
pub static GITHUB: Format =
    Format { name: "github", about: "Workflow commands", is_for_people: false, write };

/// Writes one command for each finding.
fn write(
    out: &mut dyn io::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceFiles<'_>,
    options: &ReportOptions<'_>,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = diagnostic.primary.map(|span| sources.place(span));
        let place = place.map(|place| properties(&place, options));
        let told = |sentence| quote::cut(sentence, quote::FOR_PEOPLE);
        let message = told(&diagnostic.message);
        let message = match &diagnostic.help {
            Some(help) => Cow::Owned(format!("{message}\nhelp: {}", told(help))),
            None => message,
        };
        writeln!(
            out,
            "::{command} {}title={}::{}",
            place.unwrap_or_default(),
            escape_property(diagnostic.rule.name),
            escape_data(&message)
        )?;
    }
    Ok(())
}

fn properties(place: &Place<'_>, options: &ReportOptions<'_>) -> String {
    let file = escape_property(&options.path(place.file));
    let (start, end) = (place.start, place.end);
    // GitHub passes over columns of a finding that runs over several lines.
    if start.line == end.line {
        let (line, from, to) = (start.line, start.column, end.column);
        format!("file={file},line={line},col={from},endColumn={to},")
    } else {
        format!("file={file},line={},endLine={},", start.line, end.line)
    }
}

fn escape_data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    escape_terminal(&text).into_owned()
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{BROKEN_CROSS_LINK, MISSING_BASE_URL, UNCLOSED_FRONT_MATTER};
    use crate::report::{ReportOptions, fixture, write};

    use super::*;

    #[test]
    fn nothing_in_a_finding_can_end_its_command() {
        let tree = fixture::tree(&[("a,b:c.md", "---\ntitle: 100%\n")]);
        let found = [
            Diagnostic::about_site(&MISSING_BASE_URL, "100%"),
            Diagnostic::new(
                &BROKEN_CROSS_LINK,
                fixture::find(&tree, 0, "100"),
                "a\r\n::error::b",
            )
            .with_help("c: d, e"),
            Diagnostic::new(
                &UNCLOSED_FRONT_MATTER,
                fixture::find(&tree, 0, "---\ntitle"),
                "x",
            ),
        ];
        let mut out = Vec::new();
        let options = ReportOptions { prefix: "docs", ..ReportOptions::default() };
        write(&mut out, &GITHUB, &found, &tree, &options).unwrap();
        let file = "file=docs/site-content/a%2Cb%3Ac.md";
        assert_eq!(
            String::from_utf8(out).unwrap().lines().collect::<Vec<_>>(),
            [
                "::warning title=missing-base-url::100%25".to_owned(),
                format!(
                    "::error {file},line=2,col=8,endColumn=11,title=broken-cross-link::a%0D%0A::error::b%0Ahelp: c: d, e"
                ),
                format!("::error {file},line=1,endLine=2,title=unclosed-front-matter::x"),
            ]
        );
    }
}
