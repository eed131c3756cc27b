//! What there is in all: counts by rule, by folder and by owner, and what to do first.

use std::collections::BTreeMap;
use std::io;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceTree;

use super::choice::LeftOut;
use super::escape::escape_terminal;
use super::place::SourceFiles;

/// How many folders or owners are listed.
const MOST_ROWS: usize = 30;
/// The letter that the codes of rules about `site.yaml` begin with.
const CONFIGURATION: char = 'G';

/// Writes how many findings there are of each rule, the most severe first.
pub(super) fn write_rules(
    out: &mut dyn io::Write,
    diagnostics: &[Diagnostic],
) -> io::Result<()> {
    let counts = by_rule(diagnostics);
    let widest = counts.iter().map(|(_, _, count)| digits(*count)).max().unwrap_or(0);
    for (severity, rule, count) in counts {
        writeln!(out, "  {:7}  {count:widest$}  {rule}", severity.name())?;
    }
    Ok(())
}

/// Each rule with the number of its findings, the most severe and then the most frequent
/// first.
fn by_rule(diagnostics: &[Diagnostic]) -> Vec<(Severity, &'static str, usize)> {
    let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for finding in diagnostics {
        *counts.entry((finding.severity, finding.rule.name)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts
        .into_iter()
        .map(|((severity, rule), count)| (severity, rule, count))
        .collect();
    counts.sort_by(|a, b| b.0.cmp(&a.0).then(b.2.cmp(&a.2)).then(a.1.cmp(b.1)));
    counts
}

/// Writes how many findings of each rule were not shown, and the command that shows them.
pub(super) fn write_left_out(
    out: &mut dyn io::Write,
    left: &LeftOut<'_>,
) -> io::Result<()> {
    if left.is_empty() {
        return Ok(());
    }
    let widest = left.values().map(|count| digits(*count)).max().unwrap_or(0);
    let longest = left.keys().map(|rule| rule.len()).max().unwrap_or(0);
    writeln!(out, "not shown:")?;
    for (rule, count) in left {
        writeln!(
            out,
            "  {count:widest$}  {rule:longest$}  engraft check --only {rule} --all"
        )?;
    }
    writeln!(out)
}

/// Writes the counts by rule, by folder and by whoever `owner` says a file belongs to.
///
/// # Errors
///
/// What `out` returns.
pub fn write_summary(
    out: &mut dyn io::Write,
    diagnostics: &[Diagnostic],
    tree: &SourceTree,
    owner: &dyn Fn(&Diagnostic) -> Option<String>,
) -> io::Result<()> {
    let sources = SourceFiles::new(tree);
    writeln!(out, "by rule")?;
    write_rules(out, diagnostics)?;
    let folder = |finding: &Diagnostic| match finding.primary {
        Some(span) => {
            let file = sources.shown(span);
            file.rfind('/').map_or("", |slash| &file[..=slash]).to_owned()
        }
        None => "the site as a whole".to_owned(),
    };
    let owner =
        |finding: &Diagnostic| owner(finding).unwrap_or_else(|| "nobody".to_owned());
    write_groups(out, "by folder", diagnostics, &folder)?;
    write_groups(out, "by owner", diagnostics, &owner)
}

/// Counts of errors, warnings and notes of each group, those with most errors first.
fn write_groups(
    out: &mut dyn io::Write,
    heading: &str,
    diagnostics: &[Diagnostic],
    group: &dyn Fn(&Diagnostic) -> String,
) -> io::Result<()> {
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for finding in diagnostics {
        let column = match finding.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        };
        counts.entry(group(finding)).or_default()[column] += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    writeln!(out, "\n{heading}\n    errors  warnings     notes")?;
    for (name, [errors, warnings, notes]) in counts.iter().take(MOST_ROWS) {
        let name = escape_terminal(name);
        writeln!(out, "  {errors:8}  {warnings:8}  {notes:8}  {name}")?;
    }
    if let Some(more) = counts.len().checked_sub(MOST_ROWS).filter(|&more| more > 0) {
        let others = counts[MOST_ROWS..].iter().flat_map(|(_, counts)| counts);
        let findings: usize = others.sum();
        writeln!(out, "  and {more} more, with {findings} findings")?;
    }
    Ok(())
}

/// What to do first, if there is anything to do.
pub fn first_step(diagnostics: &[Diagnostic], tree: &SourceTree) -> Option<String> {
    let worst = diagnostics.iter().map(|finding| finding.severity).max()?;
    // What is wrong with the settings may be the cause of all else.
    let about_settings = diagnostics.iter().find(|finding| {
        finding.severity == worst && finding.rule.code.starts_with(CONFIGURATION)
    });
    let mendable = diagnostics.iter().filter(|finding| finding.patch.is_some()).count();
    let mends = || match diagnostics.len() {
        all if all == mendable => "engraft check --fix mends all of these".to_owned(),
        all => format!("engraft check --fix mends {mendable} of the {all} findings"),
    };
    // What mends itself comes first where little else is left.
    if about_settings.is_none() && mendable * 2 >= diagnostics.len() {
        return Some(format!("first: {}; with --dry-run it shows how", mends()));
    }
    let (_, rule, _) = *by_rule(diagnostics).first()?;
    let first = about_settings.or_else(|| {
        diagnostics
            .iter()
            .find(|finding| finding.severity == worst && finding.rule.name == rule)
    })?;
    let rule = first.rule.name;
    let place = first.primary.map(|span| SourceFiles::new(tree).place(span));
    let place = place
        .map(|place| format!(" in {}:{}", escape_terminal(place.file), place.start.line));
    let mends = if mendable > 0 { format!("; {}", mends()) } else { String::new() };
    Some(format!(
        "first: mend `{rule}`{}; engraft explain {rule} says how{mends}",
        place.unwrap_or_default()
    ))
}

fn digits(count: usize) -> usize {
    count.to_string().len()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{BAD_CONFIGURATION, BROKEN_CROSS_LINK, UNKNOWN_KEY};
    use crate::report::fixture;

    use super::*;

    #[test]
    fn the_first_step_is_the_settings_then_what_mends_itself_then_the_worst() {
        let tree = fixture::tree(&[("site.yaml", "x"), ("care/a.md", "one\ntwo")]);
        let at = |file, words| fixture::find(&tree, file, words);
        let key = Diagnostic::new(&UNKNOWN_KEY, at(1, "one"), "x");
        let broken = Diagnostic::new(&BROKEN_CROSS_LINK, at(1, "two"), "x");
        let settings = Diagnostic::new(&BAD_CONFIGURATION, at(0, "x"), "x");
        let mended = broken.clone().with_patch(at(1, "two"), "y");
        let step = |found: &[Diagnostic]| first_step(found, &tree).unwrap();
        assert_eq!(first_step(&[], &tree), None);
        assert_eq!(
            step(&[key.clone(), broken.clone()]),
            "first: mend `broken-cross-link` in site-content/care/a.md:2; \
             engraft explain broken-cross-link says how"
        );
        assert_eq!(
            step(&[key.clone(), mended.clone()]),
            "first: engraft check --fix mends 1 of the 2 findings; with --dry-run it shows how"
        );
        assert_eq!(
            step(&[key.clone(), broken, mended.clone()]),
            "first: mend `broken-cross-link` in site-content/care/a.md:2; \
             engraft explain broken-cross-link says how; engraft check --fix mends 1 of the 3 findings"
        );
        assert!(step(&[key, mended, settings]).contains("`bad-configuration`"));
    }

    #[test]
    fn folders_and_owners_are_counted() {
        let tree = fixture::tree(&[("a.md", "one"), ("care/b.md", "one")]);
        let at = |file| fixture::find(&tree, file, "one");
        let found = [
            Diagnostic::new(&UNKNOWN_KEY, at(0), "x"),
            Diagnostic::new(&BROKEN_CROSS_LINK, at(1), "x"),
            Diagnostic::new(&BROKEN_CROSS_LINK, at(1), "y"),
        ];
        let owner = |finding: &Diagnostic| {
            (finding.rule.code == UNKNOWN_KEY.code).then(|| "ward 4".to_owned())
        };
        let mut out = Vec::new();
        write_summary(&mut out, &found, &tree, &owner).unwrap();
        let expected = "\
by rule
  error    2  broken-cross-link
  warning  1  unknown-key

by folder
    errors  warnings     notes
         2         0         0  site-content/care/
         0         1         0  site-content/

by owner
    errors  warnings     notes
         2         0         0  nobody
         0         1         0  ward 4
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
