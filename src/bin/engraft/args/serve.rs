//! The arguments of `engraft serve`.

use std::path::PathBuf;

use super::{ContentArgs, DEFAULT_OUTPUT};

#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, clap::Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) content: ContentArgs,
    /// Where the preview listens; 4040 or the next free one if not given
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// A name or address of this machine under which others may see the preview as well
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Option<String>,
    /// Opens the preview in a browser
    #[arg(long)]
    pub(crate) open: bool,
    /// Goes to the article that was edited last, in every browser that shows the preview
    #[arg(long)]
    pub(crate) follow: bool,
    /// The address that opens a file in your editor; "" for none
    #[arg(long, value_name = "URL", default_value = crate::world::EDITOR)]
    pub(crate) editor: String,
    /// Looks for changes once a second, for network drives that do not tell of them
    #[arg(long)]
    pub(crate) poll: bool,
    /// Serves the finished site of the last build, as it will be on the web
    #[arg(long, conflicts_with_all = ["poll", "drafts", "future", "as_of"])]
    pub(crate) built: bool,
    /// Where the finished site is, as seen from the site's folder
    #[arg(long, value_name = "DIR", default_value = DEFAULT_OUTPUT, requires = "built")]
    pub(crate) output: PathBuf,
}
