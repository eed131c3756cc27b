//! Who may ask: pages of other sites are kept from reading this one.

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};

use super::door::Hosts;

/// Judges where a request comes from.
pub(super) fn check(hosts: &Hosts, headers: &HeaderMap) -> Result<(), StatusCode> {
    let field = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let host = field(HOST.as_str()).unwrap_or_default();
    if !hosts.allow(host) {
        return Err(StatusCode::FORBIDDEN);
    }
    // Browsers name the origin of what scripts ask for. Pages of ours have ours.
    let own = format!("http://{host}");
    if field(ORIGIN.as_str()).is_some_and(|origin| !origin.eq_ignore_ascii_case(&own)) {
        return Err(StatusCode::FORBIDDEN);
    }
    let is_ours = matches!(field("sec-fetch-site"), None | Some("same-origin" | "none"));
    // A link in a message may lead here; a picture, a script or a frame may not.
    let is_link = field("sec-fetch-mode") == Some("navigate")
        && field("sec-fetch-dest") == Some("document");
    if is_ours || is_link { Ok(()) } else { Err(StatusCode::FORBIDDEN) }
}
