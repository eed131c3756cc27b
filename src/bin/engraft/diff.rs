//! `engraft diff` and `engraft history`: what readers saw before, as sentences.

use std::fmt::Write as _;
use std::path::Path;

use engraft::base::{Error, FileId};
use engraft::build::{self, Built, Request, WrittenSite};
use engraft::diagnostic::Severity;
use engraft::report::{ChangesFormat, changes_text, escape_terminal};
use engraft::review::Signable;
use engraft::site::Site;
use engraft::source::{CONFIG_FILE, CONTENT_FOLDER};

use crate::Exit;
use crate::args::{DiffArgs, DiffFormat, HistoryArgs};
use crate::changes::changes;
use crate::console::Console;
use crate::content;
use crate::past::Past;
use crate::shell;
use crate::sources;
use crate::world;

pub(crate) fn run(
    root: &Path,
    args: &DiffArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let request = sources::request(root)?;
    sources::refuse_interrupted(root)?;
    let past = past(root, &args.since, console)?;
    let now = build::written(&request)?;
    let then = then(&past, request)?;
    tell_unread_settings(&then, &past.name, console);
    tell_unread_settings(&now, CONTENT_FOLDER, console);
    let pages = changes(then.seen(), now.seen());
    let format = match args.format {
        DiffFormat::Human => ChangesFormat::Human,
        DiffFormat::Markdown => ChangesFormat::Markdown,
        DiffFormat::Html => ChangesFormat::Html,
    };
    let text = changes_text(&past.name, &pages, format);
    if args.format == DiffFormat::Human {
        console.print(text.as_bytes())?;
    } else {
        Console::print_raw(text.as_bytes())?;
    }
    Ok(Exit::Clean)
}

/// The site as it was at a revision or in a folder.
pub(crate) fn past(root: &Path, since: &str, console: &Console) -> Result<Past, Error> {
    let folder = content::below(root, Path::new(since));
    if !folder.is_dir() {
        return Past::of_revision(root, since);
    }
    refuse_itself(root, &folder, since)?;
    if Past::is_revision(root, since) {
        let typed = escape_terminal(since);
        console.note(&format!(
            "`{typed}` is a folder and a revision of git: the folder is compared; for the \
             revision type `{typed}^0`"
        ));
    }
    Past::of_folder(root, &folder, since)
}

/// What it said, with its own day as today, where it has one.
fn then(past: &Past, request: Request<'_>) -> Result<WrittenSite, Error> {
    let then = build::written(&request_of(past, request));
    let then = then.map_err(|cause| named(&cause, past))?;
    check_pages(past, &then.site)?;
    Ok(then)
}

/// The same with all of its pages made.
pub(crate) fn then_built(past: &Past, request: Request<'_>) -> Result<Built, Error> {
    let then = build::build_with_bodies(&request_of(past, request));
    let then = then.map_err(|cause| named(&cause, past))?;
    check_pages(past, &then.site)?;
    Ok(then)
}

fn request_of<'p>(past: &'p Past, request: Request<'p>) -> Request<'p> {
    let day = past.day.map(|day| day.min(request.clock_today));
    Request { root: past.root(), as_of: request.as_of.or(day), ..request }
}

fn check_pages(past: &Past, site: &Site) -> Result<(), Error> {
    if !site.sources.articles.is_empty() {
        return Ok(());
    }
    Err(Error::usage(format!("`{}` holds no page to compare with", past.name))
        .with_help(NAME_ANOTHER))
}

const NAME_ANOTHER: &str =
    "name a revision or a folder that holds a copy of `site-content`";

/// A site is not compared with itself.
fn refuse_itself(root: &Path, folder: &Path, since: &str) -> Result<(), Error> {
    let own = root.join(CONTENT_FOLDER).canonicalize().ok();
    let inside = folder.join(CONTENT_FOLDER);
    let given = if inside.is_dir() { inside } else { folder.to_owned() };
    if own.is_none() || own != given.canonicalize().ok() {
        return Ok(());
    }
    Err(Error::usage(format!("`{since}` is the site itself, which is the same as it is"))
        .with_help(
            "name a folder with an older copy of `site-content`, or a revision of git",
        ))
}

/// An error of the old texts, with what the person typed for the folder that disappears.
fn named(cause: &Error, past: &Past) -> Error {
    let folder = past.root().display().to_string();
    let error = Error::usage(cause.to_string().replace(&folder, &past.name));
    error.with_help(NAME_ANOTHER)
}

/// Where settings cannot be read, others counted, which may make what is shown another.
fn tell_unread_settings(site: &WrittenSite, name: &str, console: &Console) {
    let is_settings = |file: FileId| {
        let mut files = site.tree.files.iter();
        files.any(|own| own.id == file && own.path.as_str() == CONFIG_FILE)
    };
    let unread = site.diagnostics.iter().find(|one| {
        one.severity == Severity::Error
            && one.primary.is_some_and(|at| is_settings(at.file))
    });
    if let Some(unread) = unread {
        console.note(&escape_terminal(&format!(
            "the settings of `{name}` cannot be read as a whole: {}",
            unread.message
        )));
    }
}

pub(crate) fn history(
    root: &Path,
    args: &HistoryArgs,
    console: &Console,
) -> Result<Exit, Error> {
    content::content_folder(root)?;
    let today = world::today();
    if args.on > today {
        return Err(Error::usage(format!(
            "{} is still to come, and today is {today}",
            args.on
        ))
        .with_help("give a day that has been"));
    }
    let (past, commit) = Past::of_day(root, &args.on.to_string())?;
    let request = Request {
        root: past.root(),
        base_url: None,
        drafts: false,
        future: false,
        as_of: Some(args.on),
        clock_today: args.on,
    };
    let written = build::written(&request)?;
    let texts = written.texts();
    let name = args.page.strip_prefix(CONTENT_FOLDER).unwrap_or(&args.page);
    let name = name.trim_start_matches('/');
    let forms = [name.to_owned(), format!("{name}.md")];
    let things = forms.iter().filter_map(|form| Signable::named(form));
    let parts = things.into_iter().find_map(|thing| texts.parts(&thing));
    let Some(parts) = parts else {
        let message = format!("there was no page `{name}` for readers on {}", args.on);
        let file = shell::word(&format!("{CONTENT_FOLDER}/{name}"));
        return Err(Error::usage(message).with_help(format!(
            "name it by the file that it had then; `git log --follow --name-only -- {file}` tells which that was",
        )));
    };
    let mut text = format!("{name} on {}, as of git's commit {commit}\n", args.on);
    for part in parts {
        // Writing to a text cannot fail.
        let _ = writeln!(text);
        if !part.heading.is_empty() {
            let _ = writeln!(text, "{}\n", part.heading);
        }
        for line in part.lines {
            let _ = writeln!(text, "    {line}");
        }
    }
    console.print(escape_terminal(&text).as_bytes())?;
    Ok(Exit::Clean)
}
