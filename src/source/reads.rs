//! What was read before, and need not be read again: files whose stamps are the same.

use std::collections::BTreeMap;
use std::mem;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::stamp::Stamp;
use super::{SourceFile, SourceKind};
use crate::base::FileId;
use crate::diagnostic::{Diagnostic, Outcome};

/// The files of the last walk.
#[derive(Debug)]
pub struct Reads {
    last: BTreeMap<FileId, Read>,
    /// `None`: nothing is kept, because no walk follows.
    current: Option<Mutex<BTreeMap<FileId, Read>>>,
}

/// A file that was read.
#[derive(Debug)]
struct Read {
    stamp: Stamp,
    kind: SourceKind,
    /// Whether it was read again after the stamp was first seen. A file that is changed
    /// twice within a tick of the disk's clock has one stamp for two contents; by the next
    /// walk the clock has gone on.
    is_settled: bool,
    file: Arc<SourceFile>,
    found: Vec<Diagnostic>,
}

impl Reads {
    /// Keeps nothing: for a single walk.
    pub fn forgetful() -> Reads {
        Reads { last: BTreeMap::new(), current: None }
    }

    /// Keeps what the next walk may use again.
    pub fn remembering() -> Reads {
        Reads { last: BTreeMap::new(), current: Some(Mutex::default()) }
    }

    /// The file at `location`: as it was read before, if it is that one still.
    pub(super) fn get(
        &self,
        id: FileId,
        location: &Path,
        kind: SourceKind,
        read: impl FnOnce() -> Outcome<SourceFile>,
    ) -> Outcome<Arc<SourceFile>> {
        let Some(current) = &self.current else {
            let Outcome { value, diagnostics } = read();
            return Outcome::new(Arc::new(value), diagnostics);
        };
        // Looked at before it is read: a change in between is found by the next walk.
        let stamp = location.metadata().ok().map(|metadata| Stamp::of(&metadata));
        let known = self.last.get(&id).filter(|known| {
            Some(known.stamp) == stamp && known.kind == kind && known.stamp.is_fine()
        });
        let outcome = match known {
            Some(known) if known.is_settled => {
                Outcome::new(Arc::clone(&known.file), known.found.clone())
            }
            Some(_) | None => self.keep_equal(id, read()),
        };
        if let Some(stamp) = stamp {
            let read = Read {
                stamp,
                kind,
                is_settled: known.is_some(),
                file: Arc::clone(&outcome.value),
                found: outcome.diagnostics.clone(),
            };
            let mut current = current.lock().unwrap_or_else(PoisonError::into_inner);
            current.insert(id, read);
        }
        outcome
    }

    /// An equal file is the one that is known, so that comparing it later costs nothing.
    fn keep_equal(
        &self,
        id: FileId,
        outcome: Outcome<SourceFile>,
    ) -> Outcome<Arc<SourceFile>> {
        let known = self.last.get(&id).filter(|known| *known.file == outcome.value);
        let file = known.map(|known| Arc::clone(&known.file));
        let file = file.unwrap_or_else(|| Arc::new(outcome.value));
        Outcome::new(file, outcome.diagnostics)
    }

    /// Ends a walk: forgets the files that it did not find.
    pub(super) fn end_walk(&mut self) {
        if let Some(current) = &mut self.current {
            let current = current.get_mut().unwrap_or_else(PoisonError::into_inner);
            self.last = mem::take(current);
        }
    }
}
