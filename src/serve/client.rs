//! The preview's own files: part of the program, and never of the finished site.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;

use super::answer;
use super::file::{self, AskedFile};
use crate::base::media;

/// Every file, below `/__engraft/`.
const FILES: &[(&str, &str)] = &[
    ("dashboard.css", include_str!("client/dashboard.css")),
    ("dashboard.js", include_str!("client/dashboard.js")),
    ("elements.js", include_str!("client/elements.js")),
    ("errors.js", include_str!("client/errors.js")),
    ("events.js", include_str!("client/events.js")),
    ("frame.js", include_str!("client/frame.js")),
    ("panel.js", include_str!("client/panel.js")),
    ("place.js", include_str!("client/place.js")),
    ("preview.css", include_str!("client/preview.css")),
    ("preview.js", include_str!("client/preview.js")),
    ("store.js", include_str!("client/store.js")),
    ("words.js", include_str!("client/words.js")),
];

/// Answers with the file that an address ends with.
pub(super) async fn own_file(request: Request) -> Response {
    let name = request.uri().path().rsplit('/').next().unwrap_or_default();
    let asked = AskedFile { method: request.method(), headers: request.headers() };
    match FILES.iter().find(|(known, _)| *known == name) {
        Some((name, text)) => {
            file::bytes(asked, StatusCode::OK, media::of(name), text.as_bytes())
        }
        None => answer::plain(StatusCode::NOT_FOUND),
    }
}
