//! The world's trouble: a disk, a folder, a second build. An author's trouble is a
//! `Diagnostic`; ours is a panic with a reason.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What kind of trouble, which decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The command was used in a way that cannot work (exit code 2).
    Usage,
    /// The disk, the permissions or another process stood in the way (exit code 3).
    Machine,
}

/// Something outside the author's text that stops a run.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    path: Option<PathBuf>,
    help: Option<String>,
    cause: Option<io::Error>,
}

impl Error {
    /// The command cannot work as it was given.
    pub fn usage(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Usage, message)
    }

    /// The machine did not do what it was asked.
    pub fn machine(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Machine, message)
    }

    /// A file operation that failed: `verb` is what was tried, such as "read".
    pub fn io(verb: &str, path: &Path, cause: io::Error) -> Self {
        let mut error = Error::machine(format!("cannot {verb} this"));
        error.path = Some(path.to_owned());
        error.cause = Some(cause);
        error
    }

    fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into(), path: None, help: None, cause: None }
    }

    /// Adds the file or folder that it is about.
    #[must_use]
    pub fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The kind, for the exit code.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What to do about it, if there is something.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}: ", path.display())?;
        }
        f.write_str(&self.message)?;
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}
