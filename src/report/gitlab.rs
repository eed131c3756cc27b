//! The report of GitLab's code quality: merge requests show each finding beside its line.

use std::io;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{CONFIG_FILE, CONTENT_FOLDER};

use super::fingerprint;
use super::json::escape;
use super::place::SourceFiles;
use super::quote;
use super::{Format, ReportOptions};

/// A list of findings.
pub static GITLAB: Format = Format {
    name: "gitlab",
    about: "The code quality report of GitLab",
    is_for_people: false,
    write,
};

/// Writes every finding. One about the site as a whole stands at its settings, since each
/// needs a place.
fn write(
    out: &mut dyn io::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceFiles<'_>,
    options: &ReportOptions<'_>,
) -> io::Result<()> {
    let slash = if options.prefix.is_empty() { "" } else { "/" };
    let fingerprints = fingerprint::all(diagnostics, sources);
    let finding = |(finding, fingerprint): (&Diagnostic, &String)| -> Value {
        let (file, begin, end) = match finding.primary {
            Some(span) => {
                let place = sources.place(span);
                (place.file.to_owned(), place.start.line, place.end.line)
            }
            None => (format!("{CONTENT_FOLDER}/{CONFIG_FILE}"), 1, 1),
        };
        let told = |sentence| quote::cut(sentence, quote::FOR_PEOPLE);
        let description = match &finding.help {
            Some(help) => format!("{}. Help: {}", told(&finding.message), told(help)),
            None => told(&finding.message).into_owned(),
        };
        json!({
            "description": description,
            "check_name": finding.rule.name,
            "fingerprint": fingerprint,
            "severity": severity(finding.severity),
            "location": {
                "path": format!("{}{slash}{file}", options.prefix),
                "lines": {"begin": begin, "end": end},
            },
        })
    };
    let list: Vec<Value> = diagnostics.iter().zip(&fingerprints).map(finding).collect();
    writeln!(out, "{}", escape(&serde_json::to_string(&list)?))
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{BROKEN_CROSS_LINK, MISSING_BASE_URL};
    use crate::report::{ReportOptions, fixture, write};

    use super::*;

    #[test]
    fn each_finding_has_a_place_and_a_fingerprint_of_its_own() {
        let tree = fixture::tree(&[("a.md", "x\n[[GVHD]]\n")]);
        let at = fixture::find(&tree, 0, "[[GVHD]]");
        let broken = Diagnostic::new(&BROKEN_CROSS_LINK, at, "no such page");
        let about_site = Diagnostic::about_site(&MISSING_BASE_URL, "no `base_url`");
        let found = [about_site, broken.clone().with_help("write it"), broken];
        let mut out = Vec::new();
        write(&mut out, &GITLAB, &found, &tree, &ReportOptions::default()).unwrap();
        let list: Vec<Value> = serde_json::from_slice(&out).unwrap();
        let site =
            json!({"path": "site-content/site.yaml", "lines": {"begin": 1, "end": 1}});
        assert_eq!(list[0]["location"], site);
        assert_eq!(list[1]["location"]["lines"], json!({"begin": 2, "end": 2}));
        assert_eq!(list[1]["description"], "no such page. Help: write it");
        assert_eq!(list[1]["severity"], "major");
        assert_ne!(list[1]["fingerprint"], list[2]["fingerprint"]);
    }
}
