//! `engraft new article PATH` and `engraft new term NAME`: a file with its front matter,
//! each key with a word about it.

use std::path::Path;

use engraft::base::Error;
use engraft::disk;
use engraft::edit::{NewPage, new_article, new_term};
use engraft::source::CONTENT_FOLDER;

use crate::Exit;
use crate::args::{NewArgs, NewKind};
use crate::console::Console;
use crate::content;
use crate::create;

pub(crate) fn run(root: &Path, args: &NewArgs, console: &Console) -> Result<Exit, Error> {
    let folder = content::content_folder(root)?;
    let (NewPage { path, text }, next) = match &args.kind {
        NewKind::Article { path } => {
            let page = new_article(path, None, None)?;
            (page, "write its text, then change `status` to `published`")
        }
        NewKind::Term { name } => {
            let next = "write what the term means below the second `---`, then change `status` to \
                        `published`";
            (new_term(name)?, next)
        }
    };
    if let Some(link) = disk::link_on_way(&folder, path.as_str())? {
        return Err(Error::usage(
            "this is a symbolic link, and nothing is made through it",
        )
        .at(&link)
        .with_help("choose another folder, or replace the link by what it leads to"));
    }
    create::create(&folder.join(path.as_str()), text.as_bytes())?;
    console.say(&format!(
        "Made {CONTENT_FOLDER}/{path}\n\nNext: {next}; `engraft check` tells what is missing"
    ))?;
    Ok(Exit::Clean)
}
