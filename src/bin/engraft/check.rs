//! `engraft check`: the same engine as `build`, and nothing is published. With `--fix` it
//! mends what can be mended without a look at the sentence.

use std::path::Path;

use engraft::base::Error;
use engraft::build::{self, Built, Request};
use engraft::check::Waived;
use engraft::diagnostic::Rule;
use engraft::edit::{self, Change};
use engraft::report::{Count, escape_terminal, place};
use engraft::source::SourceKind;

use crate::Exit;
use crate::args::CheckArgs;
use crate::console::Console;
use crate::content;
use crate::explain;
use crate::progress::Progress;
use crate::sources;

/// How many waived findings are listed.
const MOST_WAIVED: usize = 50;

pub(crate) fn run(
    root: &Path,
    args: &CheckArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let request = content::request(root, &args.content)?;
    let only: Vec<&Rule> =
        args.only.iter().map(|name| explain::find(name)).collect::<Result<_, _>>()?;
    let writes = args.fix && !args.dry_run;
    let _lock = if args.fix {
        sources::lock(root, "engraft check --fix", writes, console)?
    } else {
        None
    };
    let (mut built, mut seconds) = look(&request, &only, console)?;
    if args.fix {
        let mending = Mending::of(&built);
        if args.dry_run && args.format.is_for_people {
            let diff = edit::diff(&mending.change, &built.tree);
            console.print(escape_terminal(&diff).as_bytes())?;
            console.say(&mending.summary("Would mend"))?;
            return Ok(content::verdict(&built.diagnostics, args.deny));
        }
        if writes && !mending.change.is_empty() {
            edit::apply(&mending.change, &built.tree, root)?;
            // Standard output may be for a program.
            console.note(&mending.summary("Mended"));
            (built, seconds) = look(&request, &only, console)?;
        }
    }
    report(&built, args, root, seconds, console)
}

/// Builds in memory, and keeps the findings of the rules that are asked for.
fn look(
    request: &Request<'_>,
    only: &[&Rule],
    console: &Console,
) -> Result<(Built, f64), Error> {
    let (mut built, seconds) = Progress::during(console, |progress| {
        let built = build::build(request, &|stage| progress.enter(stage))?;
        Ok::<_, Error>((built, progress.seconds()))
    })?;
    if !only.is_empty() {
        built.diagnostics.retain(|finding| only.contains(&finding.rule));
        built.waived.retain(|waived| only.contains(&waived.finding.rule));
    }
    Ok((built, seconds))
}

/// What can be mended: the patches of all findings as one change.
struct Mending {
    change: Change,
    /// How many findings it mends.
    findings: usize,
}

impl Mending {
    /// Where two patches overlap, the first is taken and the other left for a second run.
    fn of(built: &Built) -> Self {
        let mut mending = Mending { change: Change::default(), findings: 0 };
        for finding in &built.diagnostics {
            let Some(patch) = &finding.patch else { continue };
            let Some(file) = built.tree.file(patch.span.file) else { continue };
            if matches!(file.kind, SourceKind::Theme | SourceKind::ThemeAsset) {
                continue;
            }
            let (range, words) = (patch.span.range(), patch.replacement.as_str());
            if mending.change.edit(&file.path, range, words) {
                mending.findings += 1;
            }
        }
        mending
    }

    fn summary(&self, verb: &str) -> String {
        let findings = content::plural(self.findings, "finding");
        let files = content::plural(self.change.edits().count(), "file");
        format!("{verb} {findings} in {files}")
    }
}

fn report(
    built: &Built,
    args: &CheckArgs,
    root: &Path,
    seconds: f64,
    console: &Console,
) -> Result<Exit, Error> {
    let format = args.format;
    content::print_findings(console, format, &built.diagnostics, &built.tree, root)?;
    // What a program reads ends with the last finding.
    if format.is_for_people {
        console.print(waivers(built).as_bytes())?;
        let pages = content::plural(built.pages, "page");
        let count = Count::of(&built.diagnostics).with_waived(built.waived.len());
        let tally = content::tally(count);
        console.say(&format!("Checked {pages}: {tally}; {seconds:.2} s"))?;
    }
    Ok(content::verdict(&built.diagnostics, args.deny))
}

/// A line for each finding that is waived, with the reason; the first of many.
fn waivers(built: &Built) -> String {
    let mut lines = String::new();
    for Waived { finding, reason, until } in built.waived.iter().take(MOST_WAIVED) {
        let place = finding.primary.map(|span| place(span, &built.tree));
        let place = place.map(|place| format!("{}:{}: ", place.file, place.start.line));
        let until = until.map(|day| format!(", until {day}")).unwrap_or_default();
        let line = format!(
            "waived[{}]: {}{reason}{until}",
            finding.rule.name,
            place.unwrap_or_default()
        );
        lines += &escape_terminal(&line);
        lines.push('\n');
    }
    if let Some(more) =
        built.waived.len().checked_sub(MOST_WAIVED).filter(|&more| more > 0)
    {
        lines += "and ";
        lines += &content::plural(more, "finding");
        lines += " waived more\n";
    }
    lines
}
