//! The record of addresses, when something moves: what was there is never lost, and an old
//! file leads to the new one.

use crate::base::{ContentPath, UrlPath};
use crate::build::Indexed;
use crate::edit::Change;
use crate::records::{ADDRESSES_FILE, Fate};
use crate::source::{CONTENT_FOLDER, SourceKind};

/// Writes into the record what moves. `pages` are old and new addresses. Where there is no
/// record, only files make one: pages say themselves what leads to them. Gives the files.
pub(super) fn keep(
    before: &Indexed,
    pages: &[(UrlPath, UrlPath)],
    change: &mut Change,
) -> Vec<(UrlPath, UrlPath)> {
    let assets = before.tree.of_kind(SourceKind::Asset);
    let files: Vec<(UrlPath, UrlPath)> = assets
        .filter_map(|asset| {
            let old = asset.path.as_str();
            let new = change.moved(old);
            (new != old).then(|| (UrlPath::file(old), UrlPath::file(&new)))
        })
        .collect();
    let shown = format!("{CONTENT_FOLDER}/{ADDRESSES_FILE}");
    let there = before.tree.files.iter().find(|file| *file.shown == *shown);
    let there = there.and_then(|file| file.text());
    let changes_nothing = if there.is_some() { pages.is_empty() } else { true };
    if files.is_empty() && changes_nothing {
        return files;
    }
    let pages = pages.iter().flat_map(|(old, new)| [old, new]);
    let pages = pages.map(|page| (page.clone(), Fate::Answers));
    let moved = files.iter().flat_map(|(old, new)| {
        [(new.clone(), Fate::Answers), (old.clone(), Fate::Moved(new.clone()))]
    });
    let mut record = before.site.records.addresses.clone();
    // A file that comes back answers again.
    for (_, new) in &files {
        if matches!(record.lines.get(new), Some((Fate::Moved(_), _))) {
            record.lines.remove(new);
        }
    }
    let all: Vec<_> =
        if there.is_some() { pages.chain(moved).collect() } else { moved.collect() };
    let text = record.with(all);
    let path = ContentPath::new(ADDRESSES_FILE).expect("the name of the record is sound");
    match there {
        Some(there) if **there == *text => {}
        Some(there) => {
            let _seen_later = change.edit(&path, 0..there.len(), text);
        }
        None => change.create(path, text),
    }
    files
}
