//! `engraft build`: site-content and themes in, the output folder out. With any error
//! nothing is published.

use std::path::Path;
use std::thread;
use std::time::Duration;

use engraft::base::Error;
use engraft::build::{self, Built, Stage};
use engraft::publish::{self, Lock, PublishOptions, Published};
use engraft::report::{self, Count, Limits};

use crate::Exit;
use crate::args::BuildArgs;
use crate::console::Console;
use crate::content;
use crate::progress::Progress;
use crate::world;

/// How long a build waits for another one to end, and how often it looks.
const WAIT: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(100);

pub(crate) fn run(
    root: &Path,
    args: &BuildArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let request = content::request(root, &args.content)?;
    let output = content::below(root, &args.output);
    let sources = content::source_folders(root);
    let home = world::home();
    let options = PublishOptions {
        force: args.force,
        generator: concat!("engraft ", env!("CARGO_PKG_VERSION")),
        sources: &sources,
        home: home.as_deref(),
        started: world::started(),
    };
    // Before the work, so that nobody waits for a refusal.
    publish::check_place(&output, &options)?;
    let _lock = lock(&output, console)?;

    let (built, exit, published, seconds) = Progress::during(console, |progress| {
        let built = build::build(&request, &|stage| progress.enter(stage))?;
        let exit = content::verdict(&built.diagnostics, args.deny);
        let published = (exit == Exit::Clean).then(|| {
            progress.enter(Stage::Publish);
            publish::publish(&built.output, &output, &options)
        });
        Ok::<_, Error>((built, exit, published, progress.seconds()))
    })?;

    let (diagnostics, tree) = (&built.diagnostics, &built.tree);
    let limits = Limits::default();
    let told =
        content::print_findings(console, &report::HUMAN, diagnostics, tree, root, limits);
    let published = published.transpose()?;
    told?;
    console.say(&closing(&built, published, &args.output, seconds))?;
    content::say_first_step(console, diagnostics, tree)?;
    // The process ends here: to give every page's memory back first takes time for nothing.
    std::mem::forget(built);
    Ok(exit)
}

fn lock(output: &Path, console: &Console) -> Result<Lock, Error> {
    let started = world::now();
    let mut told = false;
    Lock::acquire(output, "engraft build", &mut || {
        if !told && console.shows_progress() {
            console.murmur("another build is writing to the output folder; waiting\n");
        }
        told = true;
        thread::sleep(LOOK);
        started.elapsed() < WAIT
    })
}

fn closing(
    built: &Built,
    published: Option<Published>,
    output: &Path,
    seconds: f64,
) -> String {
    let count = Count::of(&built.diagnostics).with_waived(built.waived.len());
    let tally = content::tally(count);
    match published {
        Some(Published { written, unchanged, removed, .. }) => format!(
            "Built {}: {} written, {unchanged} unchanged, {removed} removed; {tally}; {seconds:.2} s",
            content::plural(built.pages, "page"),
            content::plural(written, "file"),
        ),
        None => format!(
            "Nothing was published, {} is as it was: {tally}; {seconds:.2} s",
            output.display()
        ),
    }
}
