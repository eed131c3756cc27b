//! The preview as a desk above it sees it: what was built last, and how to build again.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch::Sender;

use super::rebuild::{Tell, Workshop, tell_ready};
use super::snapshot::Snapshot;
use crate::build::Built;

/// A preview that is being served.
pub struct PreviewHandle {
    snapshots: Sender<Arc<Snapshot>>,
    workshop: Mutex<Workshop>,
    tell: Tell,
}

impl PreviewHandle {
    pub(super) fn new(
        snapshots: Sender<Arc<Snapshot>>,
        workshop: Workshop,
        tell: Tell,
    ) -> PreviewHandle {
        PreviewHandle { snapshots, workshop: Mutex::new(workshop), tell }
    }

    /// The last build that came to an end, with its findings. A preview of sources always has
    /// one.
    pub fn built(&self) -> Option<Arc<Built>> {
        Some(Arc::clone(&self.snapshots.borrow().newest.as_ref()?.built))
    }

    /// Counts what is shown.
    pub fn version(&self) -> u64 {
        self.snapshots.borrow().version
    }

    /// Why the newest build did not come to an end, if it did not.
    pub fn failure(&self) -> Option<String> {
        let snapshot = self.snapshots.borrow();
        Some(snapshot.newest.as_ref()?.failure.as_ref()?.to_string())
    }

    /// Whether older pages are shown in the place of those of the newest build.
    pub fn is_held_back(&self) -> bool {
        self.snapshots.borrow().newest.as_ref().is_some_and(|newest| newest.is_held_back)
    }

    /// The path of the site, with slashes at both ends.
    pub fn base_path(&self) -> String {
        self.snapshots.borrow().shown.base_path.clone()
    }

    /// Says that it can be opened, at an address.
    pub(super) fn tell_ready(&self, address: &str) {
        let snapshot = Arc::clone(&self.snapshots.borrow());
        tell_ready(address, &snapshot, &self.tell);
    }

    /// Builds again and shows what came of it.
    pub fn rebuild(&self) {
        let mut workshop = self.workshop.lock().unwrap_or_else(PoisonError::into_inner);
        workshop.rebuild(&self.snapshots, &self.tell);
    }
}
