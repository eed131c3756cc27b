//! The routes: the site where it will be, and the preview's own below `/__engraft/`.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use tokio::task::spawn_blocking;

use super::file::{self, AskedFile};
use super::guard::Access;
use super::route_state::RouteState;
use super::snapshot::{Resource, ShownFiles, Snapshot};
use super::{answer, client, dashboard, events, guard, inject, state};
use crate::base::media;
use crate::output::OutputFile;

/// Where the dashboard is.
const DASHBOARD: &str = "/__engraft/";

/// Everything that can be asked for.
pub(super) fn routes(state: RouteState, access: Access) -> Router {
    let access = Arc::new(access);
    let checked = move |request: Request, next: Next| {
        let access = Arc::clone(&access);
        async move {
            let answer = match guard::check(&access, request.headers()) {
                Ok(()) => next.run(request).await,
                Err(status) => answer::plain(status),
            };
            answer::seal(answer, access.framed_by())
        }
    };
    Router::new()
        .route(
            "/__engraft",
            get(|| async { answer::lead(StatusCode::MOVED_PERMANENTLY, DASHBOARD) }),
        )
        .route(DASHBOARD, get(dashboard::dashboard))
        .route("/__engraft/events", get(events::events))
        .route("/__engraft/state", get(state::state))
        .route("/__engraft/{file}", get(client::own_file))
        .fallback(page)
        .layer(middleware::from_fn(checked))
        .with_state(state)
}

/// Answers with a file of the site.
async fn page(State(state): State<RouteState>, request: Request) -> Response {
    let snapshot = state.snapshot();
    let shown = &snapshot.shown;
    let asked = AskedFile { method: request.method(), headers: request.headers() };
    make_texts(shown, request.uri().path()).await;
    match shown.find(request.uri().path()) {
        Resource::File(path, file) => {
            let media = media::of(path.as_str());
            answer_with(asked, StatusCode::OK, media, file, (&snapshot, &state)).await
        }
        Resource::Elsewhere(address) => {
            let query = request.uri().query();
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            answer::lead(StatusCode::MOVED_PERMANENTLY, &(address + &query))
        }
        Resource::Nothing => match shown.not_found() {
            Some(file) => {
                let status = StatusCode::NOT_FOUND;
                answer_with(asked, status, media::HTML, file, (&snapshot, &state)).await
            }
            None => answer::plain(StatusCode::NOT_FOUND),
        },
    }
}

/// What the search finds in texts is made on another thread from the moment that somebody opens
/// the box; who asks for it waits.
async fn make_texts(shown: &ShownFiles, path: &str) {
    let name = path.rsplit('/').next().unwrap_or_default();
    if path.contains("/search/") && name.split('.').nth(1) == Some("json") {
        let texts = Arc::clone(&shown.texts);
        let made = spawn_blocking(move || texts.files().len());
        if name != "names.json" {
            // A panic there is told by the one that asks for the file.
            let _ = made.await;
        }
    }
}

async fn answer_with(
    asked: AskedFile<'_>,
    status: StatusCode,
    media: &'static str,
    file: &OutputFile,
    (snapshot, state): (&Snapshot, &RouteState),
) -> Response {
    let shown: &ShownFiles = &snapshot.shown;
    match file {
        OutputFile::Bytes(bytes) if media == media::HTML && snapshot.newest.is_some() => {
            let page = inject::with_scripts(bytes, shown, state.desk.as_deref());
            file::bytes(asked, status, media, page)
        }
        OutputFile::Bytes(bytes) => file::bytes(
            asked,
            status,
            media,
            Bytes::from_owner(SharedBytes(Arc::clone(bytes))),
        ),
        OutputFile::Picture { from } => {
            file::picture(asked, media, from, &shown.roots).await
        }
        OutputFile::Copy { from, .. } if status == StatusCode::OK => {
            file::disk(asked, media, from, &shown.roots).await
        }
        // Engraft makes this page itself; of a finished folder it is on disk.
        OutputFile::Copy { from, .. } => {
            let asked = AskedFile { headers: &HeaderMap::new(), ..asked };
            let mut answer = file::disk(asked, media, from, &shown.roots).await;
            if answer.status() == StatusCode::OK {
                *answer.status_mut() = status;
            }
            answer
        }
    }
}

/// Bytes that the snapshot holds as well.
struct SharedBytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
