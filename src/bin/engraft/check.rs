//! `engraft check`: the same engine as `build`, and nothing is written.

use std::path::Path;

use engraft::base::Error;
use engraft::build;
use engraft::diagnostic::Rule;
use engraft::report::{Count, Format};

use crate::Exit;
use crate::args::{CheckArgs, ReportFormat};
use crate::console::Console;
use crate::content;
use crate::explain;
use crate::progress::Progress;

pub(crate) fn run(
    root: &Path,
    args: &CheckArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let request = content::request(root, &args.content)?;
    let only: Vec<&Rule> =
        args.only.iter().map(|name| explain::find(name)).collect::<Result<_, _>>()?;
    let (mut built, seconds) = Progress::during(console, |progress| {
        let built = build::build(&request, &|stage| progress.enter(stage))?;
        Ok::<_, Error>((built, progress.seconds()))
    })?;
    if !only.is_empty() {
        built.diagnostics.retain(|finding| only.contains(&finding.rule));
    }
    let format = match args.format {
        ReportFormat::Human => Format::Human,
        ReportFormat::Json => Format::Json,
        ReportFormat::Github => Format::Github,
    };
    content::print_findings(console, format, &built.diagnostics, &built.tree, root)?;
    // What a program reads ends with the last finding.
    if format == Format::Human {
        let pages = content::plural(built.pages, "page");
        let tally = content::tally(Count::of(&built.diagnostics));
        console.say(&format!("Checked {pages}: {tally}; {seconds:.2} s"))?;
    }
    Ok(content::verdict(&built.diagnostics, args.deny))
}
