//! SARIF 2.1.0 (OASIS), the format in which tools hand findings to each other. Code hosts
//! show it beside the lines.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Value, json};

use crate::base::Span;
use crate::diagnostic::{Diagnostic, Rule, Severity};

use super::fingerprint;
use super::json::escape;
use super::place::SourceFiles;
use super::quote;
use super::{Format, ReportOptions};

/// One SARIF log.
pub static SARIF: Format = Format {
    name: "sarif",
    about: "SARIF 2.1.0, for code hosts",
    is_for_people: false,
    write,
};

/// The name of our fingerprints in a log; the number changes when they do.
const FINGERPRINT: &str = "engraftFinding/v1";

/// Writes every finding of a run, with the rules that they are of.
fn write(
    out: &mut dyn io::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceFiles<'_>,
    options: &ReportOptions<'_>,
) -> io::Result<()> {
    let rules: BTreeMap<&str, &Rule> =
        diagnostics.iter().map(|finding| (finding.rule.name, finding.rule)).collect();
    let numbers: BTreeMap<&str, usize> =
        rules.keys().enumerate().map(|(number, name)| (*name, number)).collect();
    let fingerprints = fingerprint::all(diagnostics, sources);
    let results: Vec<Value> = diagnostics
        .iter()
        .zip(&fingerprints)
        .map(|(finding, fingerprint)| {
            let mut result = json!({
                "ruleId": finding.rule.name,
                "ruleIndex": numbers[finding.rule.name],
                "level": level(finding.severity),
                "message": {"text": message(finding)},
                "partialFingerprints": {FINGERPRINT: fingerprint},
            });
            if let Some(span) = finding.primary {
                result["locations"] = json!([location(span, sources, options)]);
            }
            let related: Vec<Value> = finding
                .secondary
                .iter()
                .map(|label| {
                    let mut place = location(label.span, sources, options);
                    place["message"] = json!({"text": told(&label.text)});
                    place
                })
                .collect();
            if !related.is_empty() {
                result["relatedLocations"] = related.into();
            }
            if let Some(patch) = &finding.patch {
                let place = location(patch.span, sources, options);
                result["fixes"] = json!([{"artifactChanges": [{
                    "artifactLocation": place["physicalLocation"]["artifactLocation"],
                    "replacements": [{
                        "deletedRegion": place["physicalLocation"]["region"],
                        "insertedContent": {"text": patch.replacement},
                    }],
                }]}]);
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Engraft",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.values().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    writeln!(out, "{}", escape(&serde_json::to_string(&log)?))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "name": pascal(rule.name),
        "shortDescription": {"text": rule.meaning},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"code": rule.code},
    })
}

/// The name of a rule as SARIF wants it: one word, each part with a capital.
fn pascal(name: &str) -> String {
    let part = |part: &str| part[..1].to_uppercase() + &part[1..];
    name.split('-').filter(|part| !part.is_empty()).map(part).collect()
}

fn told(sentence: &str) -> String {
    quote::cut(sentence, quote::FOR_PEOPLE).into_owned()
}

fn message(finding: &Diagnostic) -> String {
    match &finding.help {
        Some(help) => format!("{}\nHelp: {}", told(&finding.message), told(help)),
        None => told(&finding.message),
    }
}

fn location(span: Span, sources: &SourceFiles<'_>, options: &ReportOptions<'_>) -> Value {
    let place = sources.place(span);
    let slash = if options.prefix.is_empty() { "" } else { "/" };
    let file = format!("{}{slash}{}", options.prefix, place.file);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": address(&file)},
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    }})
}

/// A path as a relative reference of RFC 3986.
fn address(path: &str) -> String {
    use std::fmt::Write;
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            write!(address, "%{byte:02X}").expect("writing to a string cannot fail");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{BROKEN_CROSS_LINK, MISSING_BASE_URL};
    use crate::report::{ReportOptions, fixture, write};

    use super::*;

    #[test]
    fn a_log_names_rules_places_and_what_mends_them() {
        let tree = fixture::tree(&[("ä b.md", "é [[GVHD]]\n")]);
        let at = fixture::find(&tree, 0, "[[GVHD]]");
        let found = [
            Diagnostic::about_site(&MISSING_BASE_URL, "no `base_url`"),
            Diagnostic::new(&BROKEN_CROSS_LINK, at, "nothing is called so")
                .with_help("write it")
                .with_label(at, "here")
                .with_patch(at, "GVHD"),
        ];
        let mut out = Vec::new();
        let options = ReportOptions { prefix: "docs", ..ReportOptions::default() };
        write(&mut out, &SARIF, &found, &tree, &options).unwrap();
        let log: Value = serde_json::from_slice(&out).unwrap();
        let run = &log["runs"][0];
        let rules = &run["tool"]["driver"]["rules"];
        assert_eq!(rules[0]["id"], "broken-cross-link");
        assert_eq!(rules[0]["name"], "BrokenCrossLink");
        let [first, second] = [&run["results"][0], &run["results"][1]];
        assert_eq!(first["ruleIndex"], 1);
        assert!(first.get("locations").is_none(), "it is about the site");
        let place = &second["locations"][0]["physicalLocation"];
        let uri = &place["artifactLocation"]["uri"];
        assert_eq!(uri, "docs/site-content/%C3%A4%20b.md");
        assert_eq!(
            place["region"],
            json!({"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 11})
        );
        assert_eq!(second["message"]["text"], "nothing is called so\nHelp: write it");
        let fix = &second["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(fix["insertedContent"]["text"], "GVHD");
    }
}
