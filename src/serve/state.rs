//! What an open page asks when it is told that there is something new: whether it is still
//! what is shown, what is wrong, and what its author wants to know of it.

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use serde::Serialize;

use super::answer;
use super::finding::{self, Editor, ShownFinding};
use super::inject::{self, SeenPage};
use super::panel::{self, Panel};
use super::route_state::RouteState;
use super::snapshot::{Newest, Resource, ShownFiles, Snapshot};
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::OutputFile;

/// How many errors are laid over a page.
const MOST_ERRORS: usize = 20;

/// What a page is told.
#[derive(Debug, Serialize)]
struct PageState {
    /// What it must have been loaded as to be what is shown.
    content: String,
    /// Its style sheets.
    styles: Vec<String>,
    /// The page of the article that was edited last, if pages are to follow.
    follow: Option<Follow>,
    /// What keeps the newest build from being published: of every page, then of this page,
    /// then of others.
    errors: Vec<ShownFinding>,
    /// How many errors there are beyond those.
    more_errors: usize,
    /// Whether an older build is shown because of them.
    is_held_back: bool,
    /// What its author wants to know.
    panel: Panel,
}

/// Where to go.
#[derive(Debug, Serialize)]
struct Follow {
    /// The snapshot that showed it first.
    version: u64,
    address: String,
}

/// Answers a page that names itself as `path`.
pub(super) async fn state(State(state): State<RouteState>, request: Request) -> Response {
    let snapshot = state.snapshot();
    let path = request.uri().query().and_then(|query| query.strip_prefix("path="));
    let path = path.and_then(|path| percent_decode_str(path).decode_utf8().ok());
    let (Some(path), Some(newest)) = (path, &snapshot.newest) else {
        return answer::plain(StatusCode::NOT_FOUND);
    };
    let state = page_state(&path, &snapshot, newest, &state);
    match serde_json::to_vec(&state) {
        Ok(json) => {
            let mut answer = Response::new(json.into());
            let media = HeaderValue::from_static("application/json");
            answer.headers_mut().insert(CONTENT_TYPE, media);
            answer
        }
        Err(_) => answer::plain(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn page_state(
    path: &str,
    snapshot: &Snapshot,
    newest: &Newest,
    state: &RouteState,
) -> PageState {
    let SeenPage { content, styles } = seen(path, &snapshot.shown);
    let base = &snapshot.shown.base_path;
    let subject = panel::subject(path, &newest.built, base);
    let tree = &newest.built.tree;
    let all = newest.built.diagnostics.iter();
    let mut errors: Vec<&Diagnostic> =
        all.filter(|finding| finding.severity == Severity::Error).collect();
    // What is wrong with every page comes before what follows from it.
    errors.sort_by_key(|finding| {
        (!finding::spoils_every_page(finding, tree), !subject.owns(finding))
    });
    // A desk tells them beside the page, and shows all of it.
    let most = if state.desk.is_some() { 0 } else { MOST_ERRORS };
    let shown = errors.iter().take(most);
    let more_errors = if most == 0 { 0 } else { errors.len().saturating_sub(most) };
    let failure = newest.failure.iter().map(|error| ShownFinding::of_error(error));
    let editor: &Editor = &state.editor;
    let followed = snapshot.edited.as_ref().filter(|_| state.follows);
    PageState {
        content,
        styles,
        follow: followed.map(|(version, address)| Follow {
            version: *version,
            address: address.clone(),
        }),
        errors: failure
            .chain(shown.map(|finding| ShownFinding::of(finding, tree, editor)))
            .collect(),
        more_errors,
        is_held_back: newest.is_held_back,
        panel: Panel::of(&subject, newest, base, editor),
    }
}

/// What a browser sees at an encoded path.
fn seen(path: &str, shown: &ShownFiles) -> SeenPage {
    let file = match shown.find(path) {
        Resource::File(_, file) => Some(file),
        Resource::Elsewhere(_) | Resource::Nothing => shown.not_found(),
    };
    match file {
        Some(OutputFile::Bytes(page)) => {
            inject::see(&String::from_utf8_lossy(page), shown)
        }
        Some(OutputFile::Copy { .. } | OutputFile::Picture { .. }) | None => {
            SeenPage { content: String::new(), styles: Vec::new() }
        }
    }
}
