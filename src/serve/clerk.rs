//! The second door of a preview that can be written through: its requests, whole and without
//! a word of how they came, are handed to a clerk, who stands on a floor above.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::route_state::RouteState;
use super::{answer, events};

/// How long a request may take to come.
const BODY_TIME: Duration = Duration::from_secs(30);

/// A request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Call {
    /// Whether something is sent, and not only asked for.
    pub is_post: bool,
    /// The path, as it was sent.
    pub path: String,
    /// What stands behind the question mark, as it was sent.
    pub query: String,
    /// The header lines, their names in small letters.
    pub fields: Vec<(String, String)>,
    /// What is sent.
    pub body: Vec<u8>,
}

impl Call {
    /// The value of a header line. One that comes twice has none: nobody can tell which of
    /// them counts.
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut found = self.fields.iter().filter(|(own, _)| own == name);
        let (_, value) = found.next()?;
        found.next().is_none().then_some(value)
    }
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The type of the body.
    pub media: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// Further header lines.
    pub fields: Vec<(&'static str, String)>,
}

/// Who answers at the second door.
pub trait Clerk: Send + Sync {
    /// Answers a request.
    fn answer(&self, call: &Call) -> Reply;

    /// Whether a request may hear of every new build: the path is that of a stream.
    fn may_listen(&self, call: &Call) -> bool;

    /// Bytes that a request to a path may send.
    fn most_bytes(&self, path: &str) -> usize;

    /// The policy of every page that is answered with.
    fn policy(&self) -> &str;
}

/// What the routes of the second door know.
#[derive(Clone)]
struct Counter {
    clerk: Arc<dyn Clerk>,
    state: RouteState,
}

/// Everything that can be asked for at the second door.
pub(super) fn routes(clerk: Arc<dyn Clerk>, state: RouteState) -> Router {
    Router::new().fallback(serve_call).with_state(Counter { clerk, state })
}

async fn serve_call(State(counter): State<Counter>, request: Request) -> Response {
    let Counter { clerk, state } = counter;
    let answer = match call_of(request, &*clerk).await {
        Ok(call) if !call.is_post && clerk.may_listen(&call) => {
            events::events(State(state)).await
        }
        Ok(call) => {
            let asked = Arc::clone(&clerk);
            match spawn_blocking(move || asked.answer(&call)).await {
                Ok(reply) => response(reply),
                // A mistake of ours ends the answer and not the desk.
                Err(_) => answer::plain(StatusCode::INTERNAL_SERVER_ERROR),
            }
        }
        Err(status) => answer::plain(status),
    };
    let mut sealed = answer::seal(answer, None);
    if let Ok(policy) = HeaderValue::from_str(clerk.policy()) {
        sealed.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    let never = HeaderValue::from_static("no-store");
    sealed.headers_mut().insert(CACHE_CONTROL, never);
    // A page that opened this one, or was opened by it, holds no thread to it.
    let own = HeaderValue::from_static("same-origin");
    sealed
        .headers_mut()
        .insert(HeaderName::from_static("cross-origin-opener-policy"), own);
    sealed
}

async fn call_of(request: Request, clerk: &dyn Clerk) -> Result<Call, StatusCode> {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    let fields = head.headers.iter().map(|(name, value)| {
        (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned())
    });
    let fields: Vec<(String, String)> = fields.collect();
    let most = clerk.most_bytes(&path);
    // What says that it is too large is not waited for.
    let said = fields.iter().find(|(name, _)| name == "content-length");
    if said.is_some_and(|(_, said)| said.parse().is_ok_and(|said: usize| said > most)) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let read = to_bytes(body, most);
    let body = match timeout(BODY_TIME, read).await {
        Ok(Ok(body)) => body.to_vec(),
        Ok(Err(_)) => return Err(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => return Err(StatusCode::REQUEST_TIMEOUT),
    };
    let query = head.uri.query().unwrap_or_default().to_owned();
    Ok(Call { is_post: head.method == Method::POST, path, query, fields, body })
}

fn response(reply: Reply) -> Response {
    let mut answer = Response::new(Body::from(reply.body));
    *answer.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(reply.media));
    for (name, value) in reply.fields {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.append(HeaderName::from_static(name), value);
        }
    }
    answer
}
