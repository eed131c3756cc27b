//! A command line that cannot be understood: which command was meant, and what to type.

use std::path::Path;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use engraft::base::Error;
use engraft::diagnostic::{did_you_mean_as, meant};

use crate::Exit;
use crate::args::{Args, Color, Global};
use crate::console::Console;

/// Words for what a command does under another name, here or in other programs.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("publish", "build"),
    ("deploy", "build"),
    ("generate", "build"),
    ("make", "build"),
    ("compile", "build"),
    ("render", "build"),
    ("export", "build"),
    ("preview", "serve"),
    ("server", "serve"),
    ("watch", "serve"),
    ("start", "serve"),
    ("run", "serve"),
    ("dev", "serve"),
    ("open", "serve"),
    ("lint", "check"),
    ("validate", "check"),
    ("verify", "check"),
    ("test", "check"),
    ("doctor", "check"),
    ("fix", "check --fix"),
    ("mend", "check --fix"),
    ("rules", "explain"),
    ("move", "mv"),
    ("rename", "mv"),
    ("create", "new article"),
    ("add", "new article"),
    ("article", "new article"),
    ("page", "new article"),
    ("post", "new article"),
    ("term", "new term"),
    ("setup", "init"),
    ("install", "init"),
    ("eject", "theme eject"),
    ("themes", "theme list"),
    ("files", "theme files"),
    ("terms", "glossary list"),
    ("pages", "list pages"),
    ("drafts", "list drafts"),
    ("orphans", "list orphans"),
    ("links", "list links"),
    ("redirects", "list redirects"),
    ("backlinks", "list backlinks"),
    ("version", "--version"),
];

/// Says what is wrong with a command line, or shows the help that it asks for.
pub(crate) fn tell(message: &clap::Error) -> Exit {
    // Nobody knows yet what was asked for of colours.
    let global = Global {
        root: ".".into(),
        quiet: false,
        verbose: false,
        color: Color::Auto,
        threads: None,
    };
    if let Some(error) = understood(message) {
        Console::new(&global).error(&error);
        return Exit::Usage;
    }
    // `--help` and `--version` are among these. If nobody listens, nobody misses it.
    let _nobody_listens = message.print();
    if message.use_stderr() { Exit::Usage } else { Exit::Clean }
}

/// The mistakes that have words of our own.
fn understood(message: &clap::Error) -> Option<Error> {
    let word = |kind| match message.get(kind) {
        Some(ContextValue::String(word)) => Some(word.clone()),
        _ => None,
    };
    let usage = match message.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    // `engraft list [OPTIONS] <COMMAND>`
    let command = usage.split(['[', '<']).next().unwrap_or(usage).trim();
    match message.kind() {
        ErrorKind::InvalidSubcommand => {
            Some(unknown_command(command, &word(ContextKind::InvalidSubcommand)?))
        }
        ErrorKind::UnknownArgument => {
            let argument = word(ContextKind::InvalidArg)?;
            let is_option = argument.starts_with('-');
            (!is_option).then(|| too_much(command, &argument, usage))
        }
        _ => None,
    }
}

/// The command that was meant: by another word for it, or by the nearest name. `above`: the
/// command before it, `engraft` at first.
fn unknown_command(above: &str, word: &str) -> Error {
    let is_file = word.contains(['/', '\\']) || Path::new(word).exists();
    let small = word.to_lowercase();
    let other = OTHER_WORDS.iter().find(|(other, _)| *other == small);
    let is_first = above.is_empty() || above == "engraft";
    let help = match other {
        Some((_, command)) if is_first => meant(&format!("engraft {command}")),
        _ if is_first && is_file => {
            format!("to look at that file, type: engraft check {word}")
        }
        _ if above == "engraft new" => meant(&format!("engraft new article {word}")),
        _ => nearest_command(if is_first { "engraft" } else { above }, &small),
    };
    Error::usage(format!("there is no command `{word}`")).with_help(help)
}

fn nearest_command(above: &str, word: &str) -> String {
    let mut command = Args::command();
    for name in above.split(' ').skip(1) {
        let Some(inner) = command.find_subcommand(name) else { break };
        command = inner.clone();
    }
    let names: Vec<&str> =
        command.get_subcommands().map(clap::Command::get_name).collect();
    let typed = |name: &str| format!("{above} {name}");
    let otherwise = format!("these are known: {}", names.join(", "));
    did_you_mean_as(word, names.iter().copied(), typed, otherwise)
}

/// A command was given a word that it has no use for.
fn too_much(command: &str, argument: &str, usage: &str) -> Error {
    let help = match command {
        "engraft build" | "engraft serve" => format!(
            "type `{command}` alone, it is always about the whole site; or `engraft check {argument}` for one file or folder"
        ),
        _ => format!("type: {usage}"),
    };
    Error::usage(format!("`{command}` has no use for `{argument}`")).with_help(help)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn told(line: &str) -> (String, String) {
        let message = Args::try_parse_from(line.split(' ')).unwrap_err();
        let error = understood(&message).unwrap_or_else(|| panic!("{line}: {message}"));
        (error.to_string(), error.help().unwrap_or_default().to_owned())
    }

    #[test]
    fn the_command_that_was_meant_is_named() {
        for (line, help) in [
            ("engraft publish", "did you mean `engraft build`?"),
            ("engraft Preview", "did you mean `engraft serve`?"),
            ("engraft chekc", "did you mean `engraft check`?"),
            (
                "engraft eject templates/footer.html",
                "did you mean `engraft theme eject`?",
            ),
            ("engraft list orphan", "did you mean `engraft list orphans`?"),
            ("engraft new care/food", "did you mean `engraft new article care/food`?"),
            (
                "engraft care/food.md",
                "to look at that file, type: engraft check care/food.md",
            ),
            (
                "engraft build care",
                "type `engraft build` alone, it is always about the whole site; or `engraft check care` for one file or folder",
            ),
        ] {
            assert_eq!(told(line).1, help, "{line}");
        }
        assert_eq!(told("engraft publish").0, "there is no command `publish`");
        assert_eq!(told("engraft build a").0, "`engraft build` has no use for `a`");
    }
}
