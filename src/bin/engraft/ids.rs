//! `engraft ids write [--check]`: the anchors of headings, written into the sources.

use std::fmt::Write;
use std::path::Path;

use engraft::base::Error;
use engraft::build;
use engraft::edit::{self, ids::Missing};
use engraft::report::escape_terminal;
use engraft::source::{SourceContent, SourceTree};

use crate::Exit;
use crate::args::IdsCommand;
use crate::console::Console;
use crate::content;
use crate::sources;

pub(crate) fn run(
    root: &Path,
    command: &IdsCommand,
    console: &Console,
) -> Result<Exit, Error> {
    let IdsCommand::Write { check } = *command;
    let request = sources::request(root)?;
    let _lock = sources::lock(root, "engraft ids write", !check, console)?;
    let index = build::index(&request)?;
    let ids = edit::ids::plan(&index, &request)?;
    if check {
        list(&ids.missing, &index.tree, console)?;
        let headings = content::plural(ids.missing.len(), "heading");
        console.say(&format!("{headings} without an anchor of their own"))?;
        return Ok(verdict(&ids.missing));
    }
    edit::apply(&ids.change, &index.tree, root)?;
    let (fit, unfit): (Vec<Missing>, Vec<Missing>) =
        ids.missing.into_iter().partition(|missing| missing.fits);
    let headings = content::plural(fit.len(), "heading");
    let files = content::plural(ids.change.edits().count(), "file");
    console.say(&format!("Wrote the anchors of {headings} in {files}"))?;
    if !unfit.is_empty() {
        console.say("These headings cannot carry one as they are written:")?;
        list(&unfit, &index.tree, console)?;
    }
    Ok(verdict(&unfit))
}

fn verdict(missing: &[Missing]) -> Exit {
    if missing.is_empty() { Exit::Clean } else { Exit::Findings }
}

fn list(missing: &[Missing], tree: &SourceTree, console: &Console) -> Result<(), Error> {
    let mut lines = String::new();
    for Missing { span, text, anchor, .. } in missing {
        let Some(file) = tree.file(span.file) else { continue };
        let SourceContent::Text { text: source, lines: index } = &file.content else {
            continue;
        };
        let line = index.position(source, span.start as usize).line;
        // Writing to a text cannot fail.
        let _ = writeln!(lines, "{}:{line}: {text} {{#{anchor}}}", file.shown);
    }
    console.print(escape_terminal(&lines).as_bytes())
}
