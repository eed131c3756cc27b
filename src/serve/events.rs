//! Tells open pages that there is something new: server-sent events.
//!
//! An event carries one number and nothing more. What changed, each page asks itself.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use super::route_state::RouteState;
use super::snapshot::Snapshot;
use super::stream::Stream;

/// How often a silent stream is written to, so that one without a reader ends.
const PING: Duration = Duration::from_secs(15);
/// Tells a browser to come back after half a second if the preview was restarted.
const RETRY: &[u8] = b"retry: 500\n\n";

/// A stream of the numbers of snapshots, beginning with the one that is shown now.
pub(super) async fn events(State(state): State<RouteState>) -> Response {
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(tell(state.snapshots, sender));
    let mut answer = Response::new(Body::new(Stream(receiver)));
    let media = HeaderValue::from_static("text/event-stream");
    answer.headers_mut().insert(CONTENT_TYPE, media);
    answer
}

async fn tell(
    mut snapshots: watch::Receiver<Arc<Snapshot>>,
    sender: mpsc::Sender<Bytes>,
) {
    let mut next = Bytes::from_static(RETRY);
    let mut version = None;
    while sender.send(next).await.is_ok() {
        let newest = snapshots.borrow_and_update().version;
        if version == Some(newest) {
            // A comment, which browsers pass over.
            next = Bytes::from_static(b":\n\n");
            if let Ok(Err(_)) = timeout(PING, snapshots.changed()).await {
                return;
            }
        } else {
            version = Some(newest);
            next = Bytes::from(format!("data: {newest}\n\n"));
        }
    }
}
