//! What was read before, and need not be read again: files whose stamps are the same.

use std::collections::BTreeMap;
use std::mem;
use std::path::Path;
use std::sync::Arc;

use super::stamp::Stamp;
use super::{SourceFile, SourceKind};
use crate::base::FileId;
use crate::diagnostic::{Diagnostic, Outcome};

/// The files of the last walk.
#[derive(Debug, Default)]
pub struct Reads {
    last: BTreeMap<FileId, Read>,
    /// Whether another walk follows.
    remembers: bool,
    changed: Vec<Arc<SourceFile>>,
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) file: Arc<SourceFile>,
    pub(super) found: Vec<Diagnostic>,
    kind: SourceKind,
    /// `None` where none follows, or where the file cannot be looked at.
    stamp: Option<Stamp>,
    /// Whether it was read again after the stamp was first seen. A file that is changed
    /// twice within a tick of the disk's clock has one stamp for two contents; by the next
    /// walk the clock has gone on.
    is_settled: bool,
}

impl Reads {
    /// Keeps nothing: for a single walk.
    pub fn forgetful() -> Reads {
        Reads::default()
    }

    /// Keeps what the next walk may use again.
    pub fn remembering() -> Reads {
        Reads { remembers: true, ..Reads::default() }
    }

    /// The file at `location`: as it was read before, if it is that one still.
    pub(super) fn get(
        &self,
        id: FileId,
        location: &Path,
        kind: SourceKind,
        read: impl FnOnce() -> Outcome<SourceFile>,
    ) -> Read {
        // Looked at before it is read: a change in between is found by the next walk.
        let stamp = if self.remembers { Stamp::at(location) } else { None };
        let known = self.last.get(&id).filter(|known| {
            known.kind == kind
                && known.stamp == stamp
                && stamp.is_some_and(|stamp| stamp.is_fine())
        });
        let is_settled = known.is_some();
        let (file, found) = match known {
            Some(known) if known.is_settled => {
                (Arc::clone(&known.file), known.found.clone())
            }
            Some(_) | None => {
                let Outcome { value, diagnostics } = read();
                (self.shared(id, value), diagnostics)
            }
        };
        Read { file, found, kind, stamp, is_settled }
    }

    /// A file whose text is not that on disk: the next walk that sees the disk reads it.
    pub(super) fn unsaved(
        &self,
        id: FileId,
        kind: SourceKind,
        read: Outcome<SourceFile>,
    ) -> Read {
        let Outcome { value, diagnostics } = read;
        let file = self.shared(id, value);
        Read { file, found: diagnostics, kind, stamp: None, is_settled: false }
    }

    /// An equal file is the one that is known, so that comparing it later costs nothing.
    fn shared(&self, id: FileId, file: SourceFile) -> Arc<SourceFile> {
        match self.last.get(&id) {
            Some(known) if *known.file == file => Arc::clone(&known.file),
            Some(_) | None => Arc::new(file),
        }
    }

    /// Ends a walk that came to these files: forgets all others.
    pub(super) fn end_walk(&mut self, files: impl IntoIterator<Item = (FileId, Read)>) {
        if !self.remembers {
            return;
        }
        let last = mem::replace(&mut self.last, files.into_iter().collect());
        let is_as_before = |id: &FileId, read: &Read| {
            last.get(id).is_some_and(|known| {
                known.stamp == read.stamp && Arc::ptr_eq(&known.file, &read.file)
            })
        };
        let saved = self.last.iter().filter(|(id, read)| !is_as_before(id, read));
        let gone = last.iter().filter(|(id, _)| !self.last.contains_key(id));
        let changed = saved.chain(gone).map(|(_, read)| Arc::clone(&read.file));
        self.changed = changed.collect();
        self.changed.sort_by(|one, other| one.shown.cmp(&other.shown));
    }

    /// The files that are new, gone or saved since the walk before, in the order of their
    /// paths: all of them after the first walk, none where nothing is kept.
    pub fn changed(&self) -> &[Arc<SourceFile>] {
        &self.changed
    }
}
