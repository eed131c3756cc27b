//! `engraft build --review`: a copy of the site for those who review it and install nothing.
//!
//! It is written with errors as well: they are among what a reviewer is to see, and no reader
//! gets the copy.

use std::path::Path;

use engraft::base::Error;
use engraft::build::{self, Request};
use engraft::publish::{self, PublishOptions, Published};
use engraft::report::{Limits, PageChanges};
use engraft::review_copy::{MARKER, SiteBefore, is_review_copy, review_copy};

use crate::Exit;
use crate::args::BuildArgs;
use crate::changes::changes;
use crate::console::Console;
use crate::content;
use crate::diff;
use crate::past::Past;
use crate::sources;

/// Refuses a folder that holds the other of both: a site is no copy, and a copy is no site.
pub(crate) fn check_place(output: &Path, wants_copy: bool) -> Result<(), Error> {
    let Ok(there) = publish::published(output) else { return Ok(()) };
    match (wants_copy, is_review_copy(&there)) {
        (true, false) => {
            let message = "this folder holds the site, and a copy for reviewers would go public with it";
            Err(Error::usage(message).at(output).with_help(
                "leave `--output` out, or name a folder that is not published",
            ))
        }
        (false, true) => {
            let message = "this folder holds a copy for reviewers, which is not public";
            Err(Error::usage(message)
                .at(output)
                .with_help("publish into another folder, such as `--output output`"))
        }
        _ => Ok(()),
    }
}

pub(crate) fn run(
    root: &Path,
    args: &BuildArgs,
    options: &PublishOptions<'_>,
    console: &Console,
) -> Result<Exit, Error> {
    let output = content::below(root, &args.output);
    let request = content::request(root, &args.content)?;
    let request = Request { drafts: true, future: true, ..request };
    sources::refuse_interrupted(root)?;
    let past = args.since.as_ref().map(|since| diff::past(root, since, console));
    let past: Option<Past> = past.transpose()?;
    let mut built = match past {
        Some(_) => build::build_with_bodies(&request)?,
        None => build::build(&request, &|_| {})?,
    };
    built.complete();
    let was = past.as_ref().map(|past| diff::then_built(past, request)).transpose()?;
    let changed: Option<Vec<PageChanges>> =
        was.as_ref().and_then(|was| Some(changes(was.seen()?, built.seen()?)));
    let before = past.as_ref().zip(was.as_ref()).map(|(past, was)| SiteBefore {
        name: &past.name,
        built: was,
        changes: changed.as_deref().unwrap_or_default(),
    });
    let copy = review_copy(&built, before.as_ref());
    let options = PublishOptions { precompress: false, ..*options };
    let Published { written, unchanged, removed, .. } =
        publish::publish(&copy, &output, &options)?;
    let limits = (Limits::default(), args.deny);
    content::print_findings(
        console,
        args.format,
        &built.diagnostics,
        &built.tree,
        root,
        limits,
    )?;
    let closing = format!(
        "Made a copy for reviewers of {}: {} written, {unchanged} unchanged, {removed} removed. \
         It is not public: put {} behind a login, and begin at {MARKER}",
        content::plural(built.pages, "page"),
        content::plural(written, "file"),
        args.output.display(),
    );
    if args.format.is_for_people {
        console.say(&closing)?;
    } else {
        console.note(&closing);
    }
    Ok(content::verdict(&built.diagnostics, args.deny))
}
