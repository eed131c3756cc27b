//! The arguments of `engraft diff` and `engraft history`.

use clap::ValueEnum;

use engraft::base::Date;

/// With what the site is compared, and how that is written.
#[derive(Debug, clap::Args)]
pub(crate) struct DiffArgs {
    /// With what: a revision of git, or a folder that holds a copy of site-content
    #[arg(long, value_name = "REV|FOLDER")]
    pub(crate) since: String,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: DiffFormat,
}

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people
    Human,
    /// For the summary of a pull request
    Markdown,
    /// A page to print
    Html,
}

/// Which page, and on which day.
#[derive(Debug, clap::Args)]
pub(crate) struct HistoryArgs {
    /// A page by its file below site-content, as it was called then
    #[arg(value_name = "PAGE")]
    pub(crate) page: String,
    /// The day, such as 2026-01-31
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    pub(crate) on: Date,
}
