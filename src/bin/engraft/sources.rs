//! What the commands share that change the sources: one of them at a time, and what a
//! killed one left is put back first.

use std::path::Path;

use engraft::base::Error;
use engraft::build::Request;
use engraft::edit;
use engraft::output::publish::Lock;
use engraft::source::CONTENT_FOLDER;

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

/// Keeps other commands from changing the sources until the lock is dropped. A command that
/// only looks takes no lock.
pub(crate) fn lock(
    root: &Path,
    command: &str,
    writes: bool,
    console: &Console,
) -> Result<Option<Lock>, Error> {
    if !writes {
        put_back(root, console)?;
        return Ok(None);
    }
    let folder = content::content_folder(root)?;
    let lock = Lock::acquire(&folder, command, &mut || false)?;
    recover(root, console)?;
    Ok(Some(lock))
}

/// Puts back what a command that was killed left half changed, before the sources are
/// read. While one is at work, nothing is put back.
pub(crate) fn put_back(root: &Path, console: &Console) -> Result<(), Error> {
    if !edit::is_interrupted(root) {
        return Ok(());
    }
    match Lock::acquire(&root.join(CONTENT_FOLDER), "engraft", &mut || false) {
        Ok(_lock) => recover(root, console),
        Err(_) => Ok(()),
    }
}

fn recover(root: &Path, console: &Console) -> Result<(), Error> {
    if edit::recover(root)? {
        console.murmur("a change that was interrupted has been put back\n");
    }
    Ok(())
}
