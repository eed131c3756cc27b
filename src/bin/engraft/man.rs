//! `engraft man [COMMAND]`: the manual pages, made from the arguments themselves.

use clap::CommandFactory;

use engraft::base::Error;
use engraft::report::escape_terminal;

use crate::Exit;
use crate::args::{Args, ManArgs};
use crate::console::Console;

pub(crate) fn run(args: &ManArgs, console: &Console) -> Result<Exit, Error> {
    let mut all = Args::command();
    all.build();
    if args.list {
        for command in all.get_subcommands().filter(|command| !command.is_hide_set()) {
            console.say(command.get_name())?;
        }
        return Ok(Exit::Clean);
    }
    let command = match &args.command {
        None => all,
        Some(name) => {
            let found = all.find_subcommand(name).cloned();
            let found = found.ok_or_else(|| {
                let shown = escape_terminal(name).into_owned();
                Error::usage(format!("there is no command `{shown}`"))
                    .with_help("`engraft man --list` lists them")
            })?;
            let name = format!("engraft-{}", found.get_name());
            found.display_name(name)
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|cause| Error::machine(format!("cannot write the page: {cause}")))?;
    Console::print_raw(&page)?;
    Ok(Exit::Clean)
}
