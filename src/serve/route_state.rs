//! What every route of the preview knows.

use std::sync::Arc;

use tokio::sync::watch;

use super::finding::Editor;
use super::snapshot::Snapshot;

/// What every route knows.
#[derive(Debug, Clone)]
pub(super) struct RouteState {
    pub(super) snapshots: watch::Receiver<Arc<Snapshot>>,
    /// Opens the places of findings.
    pub(super) editor: Arc<Editor>,
    /// Whether open pages go to the article that was edited last.
    pub(super) follows: bool,
    /// The origin of the desk that shows the pages, if there is one.
    pub(super) desk: Option<Arc<str>>,
}

impl RouteState {
    /// The site as it is now.
    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshots.borrow())
    }
}
