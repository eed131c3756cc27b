//! `engraft completions SHELL`.

use clap::CommandFactory;

use engraft::base::Error;

use crate::Exit;
use crate::args::{Args, CompletionsArgs};
use crate::console::Console;

pub(crate) fn run(args: &CompletionsArgs, _console: &Console) -> Result<Exit, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "engraft", &mut script);
    Console::print_raw(&script)?;
    Ok(Exit::Clean)
}
