//! Signatures, when what was signed moves: they go along, and those of what shows it call it
//! by its new name.

use crate::base::ContentPath;
use crate::build::Indexed;
use crate::edit::Change;
use crate::review::{REVIEWS_FOLDER, Signable};
use crate::source::SourceKind;

/// What stands before a name in a record.
const NAMING: [(&str, usize); 2] = [("shows ", 1), ("override ", 2)];

/// Moves the records of what moves.
pub(super) fn keep(before: &Indexed, change: &mut Change) {
    let records = before.tree.of_kind(SourceKind::Data);
    let records = records.filter(|file| file.path.as_str().starts_with(REVIEWS_FOLDER));
    let mut moves: Vec<(ContentPath, ContentPath)> = Vec::new();
    let mut edits = Vec::new();
    for file in records {
        if let Some((Signable::Text(path), role)) = Signable::of_record(&file.path) {
            let new = ContentPath::new(&change.moved(path.as_str()));
            let new = new.filter(|new| *new != path).map(Signable::Text);
            moves.extend(
                new.and_then(|new| new.record(role)).map(|new| (file.path.clone(), new)),
            );
        }
        let mut at = 0;
        for line in file.text().map_or("", |text| &**text).split_inclusive('\n') {
            let start = at;
            at += line.len();
            let Some(name) = name(line.trim_end()) else { continue };
            let new = change.moved(name);
            if new != name {
                let start = start + line.trim_end().len() - name.len();
                edits.push((file.path.clone(), start..start + name.len(), new));
            }
        }
    }
    for (path, range, name) in edits {
        // No two of them are of one line.
        let _is_alone = change.edit(&path, range, name);
    }
    for (from, to) in moves {
        change.rename(from, to);
    }
}

/// The name in a line of a record, behind a digest and what else there is.
fn name(line: &str) -> Option<&str> {
    NAMING.iter().find_map(|(word, before)| {
        let rest = line.strip_prefix(word)?;
        rest.splitn(before + 1, ' ').nth(*before)
    })
}
