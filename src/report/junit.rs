//! The XML of `JUnit`, which most servers for CI can show as a list of tests.

use std::io;

use crate::base::escape;
use crate::diagnostic::Diagnostic;

use super::place::SourceFiles;
use super::quote;
use super::{Format, ReportOptions};

/// One suite, a case for each finding.
pub static JUNIT: Format = Format {
    name: "junit",
    about: "JUnit's XML, for CI servers",
    is_for_people: false,
    write,
};

/// Writes every finding: those that fail the run as failures, the others as cases that passed
/// and say something. A run without findings is one case, because an empty suite counts as
/// one that was not run.
fn write(
    out: &mut dyn io::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceFiles<'_>,
    options: &ReportOptions<'_>,
) -> io::Result<()> {
    let fails = |finding: &&Diagnostic| finding.severity >= options.fails_from;
    let failures = diagnostics.iter().filter(fails).count();
    let tests = diagnostics.len().max(1);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites tests="{tests}" failures="{failures}">"#)?;
    writeln!(
        out,
        r#"<testsuite name="engraft check" tests="{tests}" failures="{failures}" errors="0" skipped="0">"#
    )?;
    if diagnostics.is_empty() {
        writeln!(out, r#"<testcase classname="engraft" name="no findings"/>"#)?;
    }
    for finding in diagnostics {
        let place = finding.primary.map(|span| sources.place(span));
        let (file, line) = place
            .map_or(("the site", None), |place| (place.file, Some(place.start.line)));
        let at = line.map(|line| format!(":{line}")).unwrap_or_default();
        let told = |sentence| quote::cut(sentence, quote::FOR_PEOPLE);
        let message = told(&finding.message);
        let help = finding.help.as_deref().map(told).unwrap_or_default();
        let name = format!("{} {file}{at}", finding.rule.name);
        writeln!(out, r#"<testcase classname="{}" name="{}">"#, text(file), text(&name))?;
        let body = text(&format!("{name}\n{message}\n{help}"));
        if fails(&finding) {
            let kind = finding.severity.name();
            let message = text(&message);
            writeln!(
                out,
                r#"<failure type="{kind}" message="{message}">{body}</failure>"#
            )?;
        } else {
            writeln!(out, "<system-out>{body}</system-out>")?;
        }
        writeln!(out, "</testcase>")?;
    }
    writeln!(out, "</testsuite>\n</testsuites>")
}

/// Escaped, without the characters that XML 1.0 cannot hold.
fn text(words: &str) -> String {
    let is_allowed = |c: char| {
        matches!(c, '\t' | '\n' | ' '..)
            && !matches!(c, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
    };
    let words: String =
        words.chars().map(|c| if is_allowed(c) { c } else { '\u{fffd}' }).collect();
    escape(&words)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{BROKEN_CROSS_LINK, MISSING_BASE_URL, Severity};
    use crate::report::{ReportOptions, fixture, write};

    use super::*;

    fn written(found: &[Diagnostic], fails_from: Severity) -> String {
        let tree = fixture::tree(&[("a&b.md", "x\n[[GVHD]]\n")]);
        let options = ReportOptions { fails_from, ..ReportOptions::default() };
        let mut out = Vec::new();
        write(&mut out, &JUNIT, found, &tree, &options).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_fails_the_run_is_a_failure_and_the_rest_is_told() {
        let tree = fixture::tree(&[("a&b.md", "x\n[[GVHD]]\n")]);
        let at = fixture::find(&tree, 0, "[[GVHD]]");
        let found = [
            Diagnostic::about_site(&MISSING_BASE_URL, "no `base_url`"),
            Diagnostic::new(&BROKEN_CROSS_LINK, at, "<no\u{1b} page>").with_help("mend"),
        ];
        let text = written(&found, Severity::Error);
        assert!(text.contains(r#"tests="2" failures="1" errors="0""#), "{text}");
        let failure = r#"<failure type="error" message="&lt;no� page&gt;">broken-cross-link site-content/a&amp;b.md:2"#;
        assert!(text.contains(failure), "{text}");
        assert!(text.contains("<system-out>missing-base-url the site\n"), "{text}");
        assert!(written(&found, Severity::Warning).contains(r#"failures="2""#));
        assert!(written(&[], Severity::Error).contains(r#"name="no findings"/>"#));
    }
}
