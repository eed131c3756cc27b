//! `engraft list`.

use std::path::Path;

use engraft::base::Error;

use crate::Exit;
use crate::args::ListArgs;
use crate::console::Console;

pub(crate) fn run(
    _root: &Path,
    _args: &ListArgs,
    _console: &Console,
) -> Result<Exit, Error> {
    Ok(Exit::Clean)
}
