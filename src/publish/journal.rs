//! The list of files that a publish is about to change, in the output folder for as long as
//! it lasts. A build that finds one knows that another died, and which files to distrust:
//! new ones are those that the manifest does not name.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::{Error, OutputPath};
use crate::disk;

use super::{read_record, write};

/// Its name in the output folder.
pub(super) const JOURNAL: &str = ".engraft.journal";

/// The form of the file; another form is treated as unreadable.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct StoredJournal {
    format: u32,
    generator: String,
    files: BTreeSet<String>,
}

/// What the last publish left behind.
pub(super) enum PublishJournal {
    /// Nothing: it ended well, or there was none.
    None,
    /// It died; these files may hold anything.
    Names(Vec<OutputPath>),
    /// It died, and its list cannot be read: all files may hold anything.
    Unreadable,
}

/// Reads the journal, if a dead build left one.
pub(super) fn load(output: &Path) -> Result<PublishJournal, Error> {
    let Some(bytes) = read_record(&output.join(JOURNAL))? else {
        return Ok(PublishJournal::None);
    };
    Ok(match serde_json::from_slice::<StoredJournal>(&bytes) {
        Ok(stored) if stored.format == FORMAT => PublishJournal::Names(
            stored.files.iter().filter_map(|name| OutputPath::new(name)).collect(),
        ),
        Ok(_) | Err(_) => PublishJournal::Unreadable,
    })
}

/// Writes the journal, over that of a dead build.
pub(super) fn write(
    output: &Path,
    generator: &str,
    files: BTreeSet<String>,
) -> Result<(), Error> {
    let stored = StoredJournal { format: FORMAT, generator: generator.to_owned(), files };
    let mut text =
        serde_json::to_string_pretty(&stored).expect("a list of strings is always JSON");
    text.push('\n');
    write::place_record(&output.join(JOURNAL), &text)
}

/// Removes the journal: the publish is complete.
pub(super) fn remove(output: &Path) -> Result<(), Error> {
    disk::write::remove(&output.join(JOURNAL)).map(|_| ())
}
