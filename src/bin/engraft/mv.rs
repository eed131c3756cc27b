//! `engraft mv OLD NEW`: moves an article, a term, a section or a file, and keeps every
//! link to it.

use std::fmt::Write;
use std::path::Path;

use engraft::base::Error;
use engraft::build;
use engraft::edit::{self, mv::Move};
use engraft::report::{self, Limits, escape_terminal};
use engraft::source::CONTENT_FOLDER;

use crate::Exit;
use crate::args::MvArgs;
use crate::console::Console;
use crate::content;
use crate::site_folder;
use crate::sources;

pub(crate) fn run(
    root: &Path,
    here: &Path,
    args: &MvArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let [old, new] = &names(root, here, args);
    let request = sources::request(root)?;
    let _lock = sources::lock(root, "engraft mv", !args.dry_run, console)?;
    let index = build::index(&request)?;
    let plan = edit::mv::plan(&index, &request, old, new)?;
    if let Some(trouble) = &plan.trouble {
        let (findings, tree) = (&trouble.findings, &trouble.tree);
        let format = &report::HUMAN;
        content::print_findings(
            console,
            format,
            findings,
            tree,
            root,
            (Limits::ALL, None),
        )?;
        let tally = content::plural(findings.len(), "finding");
        console.say(&format!("Nothing was moved: {tally}"))?;
        return Ok(Exit::Findings);
    }
    if args.dry_run {
        console.say(&format!("{}Nothing was written\n", told(&plan, "would move")))?;
        let diff = edit::diff(&plan.change, &index.tree);
        Console::print_raw(diff.as_bytes())?;
        return Ok(Exit::Clean);
    }
    edit::apply(&plan.change, &index.tree, root)?;
    console.say(told(&plan, "moved").trim_end())?;
    Ok(Exit::Clean)
}

/// Both names below the content. Somebody who is in a folder of the content may name
/// things as seen from there, as with `mv`.
fn names(root: &Path, here: &Path, args: &MvArgs) -> [String; 2] {
    let plain = [args.old.clone(), args.new.clone()];
    let Some(folder) = site_folder::seen_from(root, here, ".") else { return plain };
    let Some(old) = site_folder::seen_from(root, here, &args.old) else { return plain };
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in args.new.split('/').filter(|part| *part != ".") {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    [old, parts.join("/")]
}

/// What is done, a line for each kind.
fn told(plan: &Move, verb: &str) -> String {
    let mut text = String::new();
    // Writing to a text cannot fail.
    for (from, to) in plan.change.moves() {
        let _ = writeln!(text, "{verb} {CONTENT_FOLDER}/{from} to {CONTENT_FOLDER}/{to}");
    }
    if plan.links > 0 {
        let links = content::plural(plan.links, "link");
        let files = content::plural(plan.files, "file");
        let _ = writeln!(text, "{links} rewritten in {files}");
    }
    for (old, new) in &plan.addresses {
        let _ = writeln!(text, "{old} leads to {new}");
    }
    escape_terminal(&text).into_owned()
}
