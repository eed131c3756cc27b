//! `engraft ids write [--check]`.

use std::path::Path;

use engraft::base::Error;

use crate::Exit;
use crate::args::IdsCommand;
use crate::console::Console;

pub(crate) fn run(
    _root: &Path,
    _command: &IdsCommand,
    _console: &Console,
) -> Result<Exit, Error> {
    Ok(Exit::Clean)
}
