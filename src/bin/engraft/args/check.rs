//! The arguments of `engraft check`.

use std::path::PathBuf;

use engraft::report::Format;

use super::{ContentArgs, Deny, report_format};

#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Tells only what is wrong in this file or folder, such as care/infection.md
    #[arg(value_name = "FILE|FOLDER")]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) content: ContentArgs,
    /// Fails on warnings as it fails on errors
    #[arg(long, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// How the findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    #[arg(value_parser = report_format())]
    pub(crate) format: &'static Format,
    /// Looks at one rule only, by name or code; may be given several times
    #[arg(long, value_name = "RULE")]
    pub(crate) only: Vec<String>,
    /// Shows so many findings at most; 5 of each rule and 200 in all if not given
    #[arg(long, value_name = "N", conflicts_with = "all")]
    pub(crate) max: Option<usize>,
    /// Shows every finding, and every place of it
    #[arg(long)]
    pub(crate) all: bool,
    /// Shows only how many findings there are: by rule, by folder and by owner
    #[arg(long, conflicts_with_all = ["fix", "all", "max"])]
    pub(crate) summary: bool,
    /// Tells only findings that this record does not have
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Writes a record of all findings, for `--baseline`
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "only", "summary", "dry_run"])]
    pub(crate) record: Option<PathBuf>,
    /// Writes a page on how the site stands: what is due, unsigned, changed since signed, waived
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "only", "dry_run"])]
    pub(crate) report: Option<PathBuf>,
    /// Mends in the sources what needs no look at the sentence, then checks again
    #[arg(long)]
    pub(crate) fix: bool,
    /// Shows what `--fix` would change, and changes nothing
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
}
