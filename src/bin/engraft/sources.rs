//! What the commands share that change the sources: one of them at a time, and what a
//! killed one left is put back first. Commands that only look say that it is there.

use std::path::Path;

use engraft::base::Error;
use engraft::build::Request;
use engraft::edit;
use engraft::publish::Lock;
use engraft::source::JOURNAL_FILE;

use crate::console::Console;
use crate::content;
use crate::world;

/// Everything that is written, whether readers see it yet or not: a draft keeps its links
/// as well.
pub(crate) fn request(root: &Path) -> Result<Request<'_>, Error> {
    content::content_folder(root)?;
    Ok(Request {
        root,
        base_url: None,
        drafts: true,
        future: true,
        as_of: world::source_date()?,
        clock_today: world::today(),
    })
}

/// Keeps other commands from changing the sources until the lock is dropped, and puts back
/// what one that was killed left half changed, before the sources are read. A command that
/// only looks takes no lock, and looks at nothing half changed.
pub(crate) fn lock(
    root: &Path,
    command: &str,
    writes: bool,
    console: &Console,
) -> Result<Option<Lock>, Error> {
    if !writes {
        refuse_interrupted(root)?;
        return Ok(None);
    }
    let folder = content::content_folder(root)?;
    let lock = Lock::acquire(&folder, command, &mut || false)?;
    if edit::recover(root)? {
        console.murmur("a change that was interrupted has been put back\n");
    }
    Ok(Some(lock))
}

/// Refuses to look at sources that a command is changing, or was killed at. Commands that
/// show findings show this one among them.
pub(crate) fn refuse_interrupted(root: &Path) -> Result<(), Error> {
    if !edit::is_interrupted(root) {
        return Ok(());
    }
    Err(Error::machine("a change of the sources is at work, or was interrupted")
        .at(&root.join(JOURNAL_FILE))
        .with_help(
            "wait for it to end; or run `engraft mv`, `engraft ids write` or `engraft check --fix`, which put everything back before they begin",
        ))
}
