//! `engraft build`: site-content and themes in, the output folder out. With any error
//! nothing is published.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{self, Path, PathBuf};
use std::thread;
use std::time::Duration;

use engraft::base::{Error, OutputPath};
use engraft::build::{
    self, BuildRecord, Built, InputDigest, ReadSources, Request, Stage,
};
use engraft::diagnostic::{Diagnostic, Severity};
use engraft::publish::{self, Lock, PublishOptions, Published};
use engraft::report::{self, Count, Limits, escape_terminal};
use engraft::review::OVERRIDES_FILE;
use engraft::source::{CONTENT_FOLDER, SourceKind, SourceTree};

use crate::Exit;
use crate::args::{BuildArgs, ContentArgs, DEFAULT_OUTPUT};
use crate::build_review;
use crate::console::Console;
use crate::content;
use crate::progress::Progress;
use crate::shell;
use crate::sign;
use crate::world;

/// Says how many texts `--override` let out, if that was asked for.
fn say_what_was_let_out(count: Option<usize>, built: &Built, console: &Console) {
    let Some(count) = count else { return };
    let mut changed = built.standing.changed.iter();
    let standing = changed.find_map(|changed| changed.exception.as_ref());
    if let Some((date, reason)) = standing.filter(|_| count == 0) {
        console.note(&escape_terminal(&format!(
            "an override of {date} stands already, because: {reason}; nothing new is recorded"
        )));
        return;
    }
    if count == 0 {
        console.note("`--override` changed nothing: nothing changed since it was signed");
        return;
    }
    let texts = content::plural(count, "text");
    console.note(&format!(
        "{texts} let out unsigned; keep {CONTENT_FOLDER}/{OVERRIDES_FILE} with the sources"
    ));
}

/// How many errors a desk is told of.
const MOST_ERRORS: usize = 10;

/// How long a build waits for another one to end, and how often it looks.
const WAIT: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(100);

pub(crate) fn run(
    root: &Path,
    here: &Path,
    args: &BuildArgs,
    console: &Console,
) -> Result<Exit, Error> {
    in_place(root, args, console, |options| {
        if args.review {
            build_review::run(root, args, &options, console)
        } else {
            build_site(root, here, args, options, console)
        }
    })
}

/// Does something with the output folder, which nobody else writes to meanwhile.
fn in_place<T>(
    root: &Path,
    args: &BuildArgs,
    console: &Console,
    work: impl FnOnce(PublishOptions<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let output = content::below(root, &args.output);
    let sources = content::source_folders(root);
    let home = world::home();
    let options = PublishOptions {
        force: args.force,
        generator: concat!("engraft ", env!("CARGO_PKG_VERSION")),
        sources: &sources,
        home: home.as_deref(),
        precompress: false,
        started: world::started(),
    };
    // Before the work, so that nobody waits for a refusal.
    publish::check_place(&output, &options)?;
    build_review::check_place(&output, args.review)?;
    let _lock = lock(&output, console)?;
    work(options)
}

fn build_site(
    root: &Path,
    here: &Path,
    args: &BuildArgs,
    options: PublishOptions<'_>,
    console: &Console,
) -> Result<Exit, Error> {
    let MadeSite { site, outcome, seconds, overridden } =
        make(root, args, options, console)?;
    let (diagnostics, tree) = (site.diagnostics(), site.tree());
    let exit = content::verdict(diagnostics, args.deny);
    let limits = (Limits::default(), args.deny);
    let told =
        content::print_findings(console, args.format, diagnostics, tree, root, limits);
    let outcome = outcome?;
    told?;
    let closing = closing(&site, &outcome, exit, &args.output, seconds);
    if let FinishedSite::Made(built) = &site {
        say_what_was_let_out(overridden, built, console);
    }
    if args.format.is_for_people {
        console.say(&closing)?;
        if let OutputOutcome::All(_) = outcome {
            let command = how_to_look(here, &args.output);
            console.say(&format!("look at it with `{command}`"))?;
        }
        content::say_first_step(console, diagnostics, tree)?;
    } else {
        // Standard output is for a program.
        console.note(&closing);
    }
    // The process ends here: to give every page's memory back first takes time for nothing.
    std::mem::forget(site);
    Ok(exit)
}

/// A site that was built, or that was known to be what it was.
enum FinishedSite {
    Made(Box<Built>),
    Known { tree: SourceTree, record: BuildRecord, findings: Vec<Diagnostic> },
}

impl FinishedSite {
    fn tree(&self) -> &SourceTree {
        match self {
            FinishedSite::Made(built) => &built.tree,
            FinishedSite::Known { tree, .. } => tree,
        }
    }

    fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            FinishedSite::Made(built) => &built.diagnostics,
            FinishedSite::Known { findings, .. } => findings,
        }
    }

    fn pages(&self) -> usize {
        match self {
            FinishedSite::Made(built) => built.pages,
            FinishedSite::Known { record, .. } => record.pages,
        }
    }

    fn waived(&self) -> usize {
        match self {
            FinishedSite::Made(built) => built.waived.len(),
            FinishedSite::Known { record, .. } => record.waived,
        }
    }
}

/// What a build came to.
struct MadeSite {
    site: FinishedSite,
    outcome: Result<OutputOutcome, Error>,
    seconds: f64,
    /// How many texts `--override` let out, if that was asked for.
    overridden: Option<usize>,
}

fn make(
    root: &Path,
    args: &BuildArgs,
    mut options: PublishOptions<'_>,
    console: &Console,
) -> Result<MadeSite, Error> {
    let request = content::request(root, &args.content)?;
    let output = content::below(root, &args.output);
    let records = cache(root, args, &output, options.sources)?;
    Progress::during(console, |progress| {
        progress.enter(Stage::Load);
        let read = ReadSources::read(&request)?;
        let cache = match &records {
            Some(records) => input_digest(&request, args, &read)?.zip(Some(records)),
            None => None,
        };
        let known = cache.as_ref().and_then(|(digest, records)| {
            known(digest, args, (records, &output), &options)
        });
        if let Some((record, findings, files)) = known {
            let site = FinishedSite::Known { tree: read.into_tree(), record, findings };
            let published = Published { unchanged: files, ..Published::default() };
            let (outcome, seconds) =
                (Ok(OutputOutcome::All(published)), progress.seconds());
            return Ok(MadeSite { site, outcome, seconds, overridden: None });
        }
        // A build that comes to no end is not to be known again.
        if let Some(records) = &records {
            publish::note(records, &output, None);
        }
        let mut overridden = None;
        let mut built = read.build(&request, &|stage| progress.enter(stage));
        if let Some(reason) = &args.exception {
            let count = sign::override_all(root, &built, reason, console)?;
            if count > 0 {
                built = build::build(&request, &|stage| progress.enter(stage))?;
            }
            overridden = Some(count);
        }
        built.complete();
        let told = built.diagnostics.len();
        // The first build, or a folder that a refusal will tell of, has none before it.
        if let Ok(before) = publish::published(&output) {
            built.compare_with(&before);
        }
        options.precompress = built.config.precompress;
        let outcome = if args.withdraw_only {
            progress.enter(Stage::Publish);
            withdraw(&built, &output, &options)
        } else if content::stop_a_build(&built.diagnostics, args.deny) {
            Ok(OutputOutcome::Nothing)
        } else {
            progress.enter(Stage::Publish);
            publish::publish(&built.output, &output, &options).map(OutputOutcome::All)
        };
        // What was lost since the last build is told once, and would be told again.
        if let (Some((digest, records)), Ok(OutputOutcome::All(_))) = (cache, &outcome)
            && built.diagnostics.len() == told
            && let Some(left) = publish::left(&output, &options)
        {
            let record = BuildRecord::of(digest, left.mark, &built).to_json();
            publish::note(records, &output, record.as_deref());
        }
        let seconds = progress.seconds();
        let site = FinishedSite::Made(Box::new(built));
        Ok(MadeSite { site, outcome, seconds, overridden })
    })
}

/// The folder that builds are kept in, if one is asked for.
///
/// # Errors
///
/// Wrong use: what lies there would be published, or be taken for a source.
fn cache(
    root: &Path,
    args: &BuildArgs,
    output: &Path,
    sources: &[PathBuf],
) -> Result<Option<PathBuf>, Error> {
    let Some(typed) = &args.cache else { return Ok(None) };
    let records = content::below(root, typed);
    let whole = |path: &Path| {
        let path = path::absolute(path).unwrap_or_else(|_| path.to_owned());
        path.components().collect::<PathBuf>()
    };
    let is_inside = |folder: &Path| whole(&records).starts_with(whole(folder));
    if is_inside(output) || sources.iter().any(|source| is_inside(source)) {
        let message = "what is kept of builds names drafts, and would be published here";
        return Err(Error::usage(message)
            .at(&records)
            .with_help("give `--cache` a folder of its own, such as `.engraft-cache`"));
    }
    Ok(Some(records))
}

/// What this build is known by; `None` for one that does more than to make the site.
fn input_digest(
    request: &Request<'_>,
    args: &BuildArgs,
    read: &ReadSources,
) -> Result<Option<InputDigest>, Error> {
    let is_plain = !args.force && args.exception.is_none() && !args.withdraw_only;
    let Some(program) = world::program().filter(|_| is_plain) else { return Ok(None) };
    InputDigest::of(request, &program, read).map(Some)
}

/// What the last build came to, if this one would come to the same: from the same sources,
/// into a folder that is as that one left it. Says how many files are there.
fn known(
    digest: &InputDigest,
    args: &BuildArgs,
    (records, output): (&Path, &Path),
    options: &PublishOptions<'_>,
) -> Option<(BuildRecord, Vec<Diagnostic>, usize)> {
    let record = publish::noted(records, output)?;
    let record = BuildRecord::from_json(&record)?;
    if record.digest != *digest {
        return None;
    }
    let left = publish::left(output, options).filter(|left| left.mark == record.left)?;
    let findings = record.findings()?;
    let is_published = !content::stop_a_build(&findings, args.deny);
    is_published.then_some((record, findings, left.files))
}

/// Texts by the paths of their files below `site-content/`.
type BuiltTexts = BTreeMap<String, String>;

/// Makes the finished site for a desk, or takes out of it what is to go: the texts that it was
/// made of if it was published, and what there is to say.
pub(crate) fn for_desk(
    root: &Path,
    content: &ContentArgs,
    withdraw_only: bool,
    console: &Console,
) -> Result<(Option<BuiltTexts>, Vec<String>), Error> {
    let args = BuildArgs {
        content: content.clone(),
        deny: None,
        output: DEFAULT_OUTPUT.into(),
        force: false,
        format: &report::HUMAN,
        withdraw_only,
        exception: None,
        review: false,
        since: None,
        cache: None,
    };
    let MadeSite { site, outcome, seconds, .. } =
        in_place(root, &args, console, |options| make(root, &args, options, console))?;
    let outcome = outcome?;
    let (diagnostics, tree) = (site.diagnostics(), site.tree());
    let exit = content::verdict(diagnostics, None);
    let closing = closing(&site, &outcome, exit, &args.output, seconds);
    let mut told: Vec<String> = closing.lines().map(str::to_owned).collect();
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error);
    told.extend(errors.take(MOST_ERRORS).map(|error| {
        let message = report::told(&error.message);
        match error.primary.map(|span| report::place(span, tree)) {
            Some(place) => {
                format!("{}, line {}: {message}", place.file, place.start.line)
            }
            None => message.into_owned(),
        }
    }));
    let is_content = |kind| !matches!(kind, SourceKind::Theme | SourceKind::ThemeAsset);
    let texts = tree.files.iter().filter(|file| is_content(file.kind));
    let texts =
        texts.filter_map(|file| Some((file.path.to_string(), file.text()?.to_string())));
    Ok((matches!(outcome, OutputOutcome::All(_)).then(|| texts.collect()), told))
}

/// The command that shows the finished site, typed where this one was. Its pages link from
/// the root of their address, so a file that is opened from the disk shows less.
fn how_to_look(here: &Path, output: &Path) -> String {
    let mut command = "engraft".to_owned();
    let quoted = |path: &Path| shell::word(&path.display().to_string());
    // Writing to a text cannot fail.
    if here != Path::new(".") {
        let _ = write!(command, " -C {}", quoted(here));
    }
    command.push_str(" serve --built --open");
    if output != Path::new(DEFAULT_OUTPUT) {
        let _ = write!(command, " --output {}", quoted(output));
    }
    command
}

/// What became of the output folder.
enum OutputOutcome {
    /// It holds the site.
    All(Published),
    /// It is as it was, but for what had to go.
    TakenDown(Vec<OutputPath>),
    /// It is as it was.
    Nothing,
}

fn withdraw(
    built: &Built,
    output: &Path,
    options: &PublishOptions<'_>,
) -> Result<OutputOutcome, Error> {
    let build::Takedown { set, taken } =
        build::takedown(built, publish::published(output)?);
    publish::publish(&set, output, options)?;
    Ok(OutputOutcome::TakenDown(taken))
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
    site: &FinishedSite,
    outcome: &OutputOutcome,
    exit: Exit,
    output: &Path,
    seconds: f64,
) -> String {
    let count = Count::of(site.diagnostics()).with_waived(site.waived());
    let tally = content::tally(count);
    match outcome {
        OutputOutcome::All(Published { written, unchanged, removed, .. }) => {
            let mut text = format!(
                "Built {}: {} written, {unchanged} unchanged, {removed} removed; {tally}; {seconds:.2} s",
                content::plural(site.pages(), "page"),
                content::plural(*written, "file"),
            );
            if exit != Exit::Clean {
                text.push_str(
                    "\nThe site is published all the same, because what came with the passing of \
                     days must not keep up what is to go",
                );
            }
            text
        }
        OutputOutcome::TakenDown(taken) => {
            let mut text = String::new();
            for path in taken {
                let path = path.as_str();
                let address = path.strip_suffix("index.html").unwrap_or(path);
                let address = escape_terminal(address);
                // Writing to a text cannot fail.
                let _ = writeln!(text, "/{address} is taken down");
            }
            format!(
                "{text}{} taken down, and nothing new published: menus and lists still name what \
                 is gone until a build without errors; {tally}; {seconds:.2} s",
                content::plural(taken.len(), "address"),
            )
        }
        OutputOutcome::Nothing => format!(
            "Nothing was published, {} is as it was: {tally}; {seconds:.2} s",
            output.display()
        ),
    }
}
