//! `engraft check`: the same engine as `build`, and nothing is published. With `--fix` it
//! mends what can be mended without a look at the sentence.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use engraft::base::{Error, FileId, Memory};
use engraft::build::{Built, Request, Session};
use engraft::check::Waived;
use engraft::diagnostic::{Diagnostic, Rule};
use engraft::edit;
use engraft::report::{self, Count, Limits, escape_terminal, place};
use engraft::source::{Overlay, SourceTree};

use crate::Exit;
use crate::args::CheckArgs;
use crate::baseline::RecordFile;
use crate::console::Console;
use crate::content;
use crate::explain;
use crate::mending::{self, MOST_RUNS, Mending};
use crate::overview::OverviewFile;
use crate::progress::Progress;
use crate::site_folder::WantedPlaces;
use crate::sources;

/// How many waived findings are listed.
const MOST_WAIVED: usize = 50;

pub(crate) fn run(
    root: &Path,
    here: &Path,
    args: &CheckArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let request = content::request(root, &args.content)?;
    let only: Vec<&Rule> =
        args.only.iter().map(|name| explain::find(name)).collect::<Result<_, _>>()?;
    if args.summary && !args.format.is_for_people {
        let message =
            format!("`--summary` is for people, and {} is not", args.format.name);
        let help = "leave out `--summary` or `--format`";
        return Err(Error::usage(message).with_help(help));
    }
    let file = |typed: &PathBuf| RecordFile::new(here, typed, &args.content);
    // Before the work, so that nobody waits for a refusal.
    let baseline = args.baseline.as_ref().map(file);
    let baseline = baseline.map(|file| Ok((file.read()?, file))).transpose()?;
    let record = args.record.as_ref().map(file);
    record.as_ref().map_or(Ok(()), |file| file.check_place(root))?;
    let page = OverviewFile::asked(root, here, args.report.as_deref())?;
    let writes = args.fix && !args.dry_run;
    let _lock = if args.fix {
        sources::lock(root, "engraft check --fix", writes, console)?
    } else {
        None
    };
    let wanted =
        WantedFindings { only, places: WantedPlaces::new(root, here, &args.paths)? };
    let look = |overlay: &Overlay| look(&request, overlay, &wanted, console);
    let (mut built, mut seconds) = look(&Overlay::default())?;
    if args.fix && args.dry_run && args.format.is_for_people {
        let rehearsal = mending::rehearse(&built, &mut |overlay| Ok(look(overlay)?.0))?;
        console.print(escape_terminal(&rehearsal.diff).as_bytes())?;
        for summary in &rehearsal.summaries {
            console.say(summary)?;
        }
        return Ok(content::verdict(&built.diagnostics, args.deny));
    }
    if writes {
        (built, seconds) = mend((built, seconds), root, look, console)?;
    }
    let recorded = record.map(|file| file.write(&built)).transpose()?;
    if let Some(recorded) = &recorded {
        console.note(recorded);
    }
    page.map_or(Ok(()), |page| page.write(&built, console))?;
    let is_whole = args.paths.is_empty() && args.only.is_empty();
    let known =
        baseline.map(|(baseline, file)| file.leave_new(&baseline, is_whole, &mut built));
    let is_recorded = recorded.is_some() && known.is_none();
    if !(is_recorded && args.format.is_for_people) {
        report(&built, known.as_deref(), args, root, seconds, console)?;
    }
    // What was found is written down, which is what was asked for.
    Ok(if is_recorded {
        Exit::Clean
    } else {
        content::verdict(&built.diagnostics, args.deny)
    })
}

/// Mends on the disk what can be mended, and looks again after each run.
fn mend(
    (mut built, mut seconds): (Built, f64),
    root: &Path,
    look: impl Fn(&Overlay) -> Result<(Built, f64), Error>,
    console: &Console,
) -> Result<(Built, f64), Error> {
    for _ in 0..MOST_RUNS {
        let mending = Mending::of(&built);
        if mending.change.is_empty() {
            break;
        }
        edit::apply(&mending.change, &built.tree, root)?;
        // Standard output may be for a program.
        console.note(&mending.summary("Mended"));
        (built, seconds) = look(&Overlay::default())?;
    }
    Ok((built, seconds))
}

/// What is looked at: rules, all if there is none, and places.
struct WantedFindings {
    only: Vec<&'static Rule>,
    places: WantedPlaces,
}

impl WantedFindings {
    fn has(&self, finding: &Diagnostic, tree: &SourceTree) -> bool {
        let of_rule = self.only.is_empty() || self.only.contains(&finding.rule);
        of_rule && self.places.have(finding, tree)
    }
}

/// Builds in memory, with texts that are not saved, and keeps the findings that are asked for.
fn look(
    request: &Request<'_>,
    overlay: &Overlay,
    wanted: &WantedFindings,
    console: &Console,
) -> Result<(Built, f64), Error> {
    let (mut built, seconds) = Progress::during(console, |progress| {
        let mut session = Session::new(Memory::Forgetful);
        session.lay_over(overlay.clone());
        let built = session.build(request, &|stage| progress.enter(stage))?;
        Ok::<_, Error>((built, progress.seconds()))
    })?;
    wanted.places.refuse_unread(&built.tree)?;
    let tree = &built.tree;
    built.diagnostics.retain(|finding| wanted.has(finding, tree));
    built.waived.retain(|waived| wanted.has(&waived.finding, tree));
    Ok((built, seconds))
}

fn report(
    built: &Built,
    known: Option<&str>,
    args: &CheckArgs,
    root: &Path,
    seconds: f64,
    console: &Console,
) -> Result<(), Error> {
    let (format, found) = (args.format, &built.diagnostics);
    if args.summary {
        let owners = owners(built);
        let owner = |finding: &Diagnostic| {
            let owner = owners.get(&finding.primary?.file)?;
            Some((*owner).to_owned())
        };
        let mut text = Vec::new();
        report::write_summary(&mut text, found, &built.tree, &owner).map_err(
            |cause| Error::machine(format!("cannot write the report: {cause}")),
        )?;
        console.print(&text)?;
    } else {
        let limits = (limits(args), args.deny);
        content::print_findings(console, format, found, &built.tree, root, limits)?;
    }
    // What a program reads ends with the last finding.
    if let Some(known) = known.filter(|_| !format.is_for_people) {
        console.note(known);
    }
    if format.is_for_people {
        console.print(waivers(built).as_bytes())?;
        known.map_or(Ok(()), |known| console.say(known))?;
        let pages = content::plural(built.pages, "page");
        let place = match &*args.paths {
            [] => String::new(),
            paths => format!(", told of {}", paths.join(", ")),
        };
        let count = Count::of(found).with_waived(built.waived.len());
        let tally = content::tally(count);
        console.say(&format!("Checked {pages}{place}: {tally}; {seconds:.2} s"))?;
        content::say_first_step(console, found, &built.tree)?;
    }
    Ok(())
}

/// How many findings are shown. Who asks for one rule has seen the others.
fn limits(args: &CheckArgs) -> Limits {
    let usual = Limits::default();
    let all_of_a_rule = args.max.is_some() || !args.only.is_empty();
    match args {
        CheckArgs { all: true, .. } => Limits::ALL,
        CheckArgs { max, .. } => Limits {
            of_a_rule: if all_of_a_rule { usize::MAX } else { usual.of_a_rule },
            in_all: max.unwrap_or(usual.in_all),
        },
    }
}

/// Who answers for each file of an article.
fn owners(built: &Built) -> BTreeMap<FileId, &str> {
    let articles = built.site.article_ids().map(|id| built.site.article(id));
    let owned = articles.filter_map(|article| {
        let owner = article.front_matter.owner.as_ref()?;
        Some((article.source.file, owner.value.as_str()))
    });
    owned.collect()
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
