//! What `build`, `check` and `serve` share: the request, the verdict, and the closing words.

use std::path::{Path, PathBuf};

use engraft::base::Error;
use engraft::build::Request;
use engraft::diagnostic::{Diagnostic, Severity};
use engraft::report::{
    self, Count, Format, Limits, ReportOptions, ReportTable, TableFormat,
};
use engraft::source::{CONTENT_FOLDER, SourceTree, THEMES_FOLDER};

use crate::Exit;
use crate::args::{ContentArgs, Deny, ListFormat};
use crate::console::Console;
use crate::world;

/// The letter that the codes of rules about `site.yaml` begin with.
const CONFIGURATION: char = 'G';

/// What the arguments ask for.
pub(crate) fn request<'a>(
    root: &'a Path,
    args: &'a ContentArgs,
) -> Result<Request<'a>, Error> {
    content_folder(root)?;
    let as_of = match args.as_of {
        Some(date) => Some(date),
        None => world::source_date()?,
    };
    Ok(Request {
        root,
        base_url: args.base_url.as_deref(),
        drafts: args.drafts,
        future: args.future,
        as_of,
        clock_today: world::today(),
    })
}

/// The folder that the authors own.
pub(crate) fn content_folder(root: &Path) -> Result<PathBuf, Error> {
    let folder = below(root, Path::new(CONTENT_FOLDER));
    if folder.is_dir() {
        return Ok(folder);
    }
    let message = format!(
        "there is no site here, nor in a folder above: no folder `{CONTENT_FOLDER}`"
    );
    Err(Error::usage(message)
        .at(root)
        .with_help("go to the site\u{2019}s folder, or make a site with `engraft init`"))
}

/// Tells what a command should do first, below what it says in the end.
pub(crate) fn say_first_step(
    console: &Console,
    diagnostics: &[Diagnostic],
    tree: &SourceTree,
) -> Result<(), Error> {
    report::first_step(diagnostics, tree).map_or(Ok(()), |step| console.say(&step))
}

/// A path as seen from the site's folder, without a useless `./` in messages.
pub(crate) fn below(root: &Path, path: &Path) -> PathBuf {
    if root == Path::new(".") { path.to_owned() } else { root.join(path) }
}

/// The folders that nothing is published into.
pub(crate) fn source_folders(root: &Path) -> [PathBuf; 2] {
    [root.join(CONTENT_FOLDER), root.join(THEMES_FOLDER)]
}

/// What findings mean for the exit code.
pub(crate) fn verdict(diagnostics: &[Diagnostic], deny: Option<Deny>) -> Exit {
    let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
    let about_configuration =
        |finding: &Diagnostic| finding.rule.code.starts_with(CONFIGURATION);
    if diagnostics.iter().filter(is_error).any(about_configuration) {
        return Exit::Usage;
    }
    let threshold = threshold(deny);
    if diagnostics.iter().any(|finding| finding.severity >= threshold) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// Whether findings stop a build. Those that came with the passing of days do not: what the
/// same days take down must go, and the run fails afterwards.
pub(crate) fn stop_a_build(diagnostics: &[Diagnostic], deny: Option<Deny>) -> bool {
    let threshold = threshold(deny);
    diagnostics.iter().any(|finding| finding.severity >= threshold && !finding.yields)
}

fn threshold(deny: Option<Deny>) -> Severity {
    match deny {
        Some(Deny::Warnings) => Severity::Warning,
        None => Severity::Error,
    }
}

/// Prints findings on standard output.
pub(crate) fn print_findings(
    console: &Console,
    format: &Format,
    diagnostics: &[Diagnostic],
    tree: &SourceTree,
    root: &Path,
    (limits, deny): (Limits, Option<Deny>),
) -> Result<(), Error> {
    let prefix = prefix(root);
    let width = Console::width();
    let fails_from = threshold(deny);
    let options =
        ReportOptions { color: true, width, prefix: &prefix, limits, fails_from };
    let mut text = Vec::new();
    report::write(&mut text, format, diagnostics, tree, &options)
        .map_err(|cause| Error::machine(format!("cannot write the report: {cause}")))?;
    if format.is_for_people { console.print(&text) } else { Console::print_raw(&text) }
}

/// Prints a list on standard output.
pub(crate) fn print_table(
    console: &Console,
    table: &ReportTable,
    format: ListFormat,
) -> Result<(), Error> {
    let format = match format {
        ListFormat::Human => TableFormat::Human,
        ListFormat::Json => TableFormat::Json,
        ListFormat::Csv => TableFormat::Csv,
    };
    let mut text = Vec::new();
    report::write_table(&mut text, format, table)
        .map_err(|cause| Error::machine(format!("cannot write the list: {cause}")))?;
    match format {
        TableFormat::Human => console.print(&text),
        TableFormat::Json | TableFormat::Csv => Console::print_raw(&text),
    }
}

/// The site's folder as seen from the top of the repository, where CI runs.
fn prefix(root: &Path) -> String {
    use std::path::Component;
    let part = |part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        Component::CurDir
        | Component::ParentDir
        | Component::RootDir
        | Component::Prefix(_) => None,
    };
    let parts: Vec<String> = root.components().filter_map(part).collect();
    if root.is_relative() { parts.join("/") } else { String::new() }
}

/// "1 error, 2 warnings", or "no findings"; then "1 finding waived".
pub(crate) fn tally(count: Count) -> String {
    let kinds =
        [(count.errors, "error"), (count.warnings, "warning"), (count.notes, "note")];
    let some: Vec<String> = kinds
        .into_iter()
        .filter(|&(number, _)| number > 0)
        .map(|(number, kind)| plural(number, kind))
        .collect();
    let counted =
        if some.is_empty() { "no findings".to_owned() } else { some.join(", ") };
    match count.waived {
        0 => counted,
        waived => format!("{counted}, {} waived", plural(waived, "finding")),
    }
}

/// "1 page", "2 pages", "2 entries", "2 addresses".
pub(crate) fn plural(number: usize, noun: &str) -> String {
    match noun.strip_suffix("ry") {
        _ if number == 1 => format!("{number} {noun}"),
        Some(stem) => format!("{number} {stem}ries"),
        None if noun.ends_with('s') => format!("{number} {noun}es"),
        None => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use engraft::diagnostic::{BAD_CONFIGURATION, BROKEN_CROSS_LINK, MISSING_BASE_URL};

    use super::*;

    #[test]
    fn the_worst_finding_decides_the_exit_code() {
        let about = |rule| Diagnostic::about_site(rule, "x");
        let warning = about(&MISSING_BASE_URL);
        let error = about(&BROKEN_CROSS_LINK);
        let configuration = about(&BAD_CONFIGURATION);
        for (found, deny, exit) in [
            (vec![], Some(Deny::Warnings), Exit::Clean),
            (vec![warning.clone()], None, Exit::Clean),
            (vec![warning.clone()], Some(Deny::Warnings), Exit::Findings),
            (vec![warning.clone(), error.clone()], None, Exit::Findings),
            (vec![error, configuration], None, Exit::Usage),
        ] {
            assert_eq!(verdict(&found, deny), exit, "{found:?} {deny:?}");
        }
    }

    #[test]
    fn words_are_counted() {
        assert_eq!(plural(1, "entry"), "1 entry");
        assert_eq!(plural(2, "unused entry"), "2 unused entries");
        assert_eq!(plural(0, "address"), "0 addresses");
        assert_eq!(plural(2, "key"), "2 keys");
    }

    #[test]
    fn counts_are_words() {
        let count = Count { errors: 1, warnings: 2, ..Count::default() };
        assert_eq!(tally(count), "1 error, 2 warnings");
        assert_eq!(tally(count.with_waived(1)), "1 error, 2 warnings, 1 finding waived");
        assert_eq!(tally(Count::default()), "no findings");
    }

    #[test]
    fn a_site_below_the_top_has_its_folder_in_front() {
        assert_eq!(prefix(Path::new(".")), "");
        assert_eq!(prefix(Path::new("./docs/manual/")), "docs/manual");
    }
}
