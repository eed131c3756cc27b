//! What people see: reports on standard output, everything else on standard error.
//!
//! A reader who stops listening (`engraft check | head`) is no error; a full disk is.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Style};

use engraft::base::Error;
use engraft::report::escape_terminal;

use crate::args::{Color, Global};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// The two streams, and how much to say.
#[derive(Debug, Clone)]
pub(crate) struct Console {
    color: ColorChoice,
    quiet: bool,
    verbose: bool,
}

impl Console {
    pub(crate) fn new(global: &Global) -> Console {
        let color = match global.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Console { color, quiet: global.quiet, verbose: global.verbose }
    }

    pub(crate) fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Whether somebody watches standard error and wants to see progress.
    pub(crate) fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Columns of the terminal that shows standard output, if one does.
    pub(crate) fn width() -> Option<usize> {
        let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
        Some(usize::from(width.0))
    }

    /// Prints styled text on standard output; styles go where they cannot be shown.
    pub(crate) fn print(&self, text: &[u8]) -> Result<(), Error> {
        let mut out = AutoStream::new(io::stdout().lock(), self.color);
        settle(out.write_all(text).and_then(|()| out.flush()))
    }

    /// Prints bytes for a program on standard output.
    pub(crate) fn print_raw(bytes: &[u8]) -> Result<(), Error> {
        let mut out = io::stdout().lock();
        settle(out.write_all(bytes).and_then(|()| out.flush()))
    }

    /// Prints a line on standard output, unless only findings are wanted.
    pub(crate) fn say(&self, line: &str) -> Result<(), Error> {
        if self.quiet {
            return Ok(());
        }
        self.print(format!("{line}\n").as_bytes())
    }

    /// Prints a line on standard error, unless only findings are wanted.
    pub(crate) fn note(&self, line: &str) {
        if !self.quiet {
            self.murmur(&format!("{line}\n"));
        }
    }

    /// Prints on standard error, where nobody has to listen.
    pub(crate) fn murmur(&self, text: &str) {
        let mut out = AutoStream::new(io::stderr().lock(), self.color);
        let _nobody_listens = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Prints what stopped a command.
    pub(crate) fn error(&self, error: &Error) {
        let message = error.to_string();
        self.murmur(&format!("{ERROR}error{ERROR:#}: {}\n", escape_terminal(&message)));
        if let Some(help) = error.help() {
            self.murmur(&format!("{HELP}help{HELP:#}: {}\n", escape_terminal(help)));
        }
    }
}

fn settle(written: io::Result<()>) -> Result<(), Error> {
    match written {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::machine(format!("cannot write to standard output: {cause}")))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
