//! The arguments of `engraft desk`.

use super::ContentArgs;

#[derive(Debug, clap::Args)]
pub(crate) struct DeskArgs {
    #[command(flatten)]
    pub(crate) content: ContentArgs,
    /// Where the desk listens; 4040 or the next free one if not given
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// Changes nothing: the desk is for this machine alone
    #[arg(long, value_name = "HOST", hide = true)]
    pub(crate) host: Option<String>,
    /// Opens no browser: the address is printed
    #[arg(long)]
    pub(crate) no_open: bool,
    /// Looks for changes once a second, for network drives that do not tell of them
    #[arg(long)]
    pub(crate) poll: bool,
}
