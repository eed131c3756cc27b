//! Answers: what every one of them carries, and the short ones.

use axum::body::Body;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

use crate::output::POLICY;

/// What every answer carries.
const ALWAYS: [(HeaderName, &str); 4] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    // Kept, but asked again each time: the next save may have changed it.
    (CACHE_CONTROL, "no-cache"),
];

/// What the policy of the finished site says of frames.
const NO_FRAMES: &str = "frame-ancestors 'none'";

/// Adds what every answer carries. `framed_by`: the origin whose pages may show it in a frame.
pub(super) fn seal(mut answer: Response, framed_by: Option<&str>) -> Response {
    // What it stops on the real server is stopped here.
    let own = framed_by.and_then(|origin| {
        let frames = format!("frame-ancestors {origin}");
        HeaderValue::from_str(&POLICY.replace(NO_FRAMES, &frames)).ok()
    });
    let policy = own.unwrap_or(HeaderValue::from_static(POLICY));
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    for (name, value) in ALWAYS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// An answer of a few words in plain text.
pub(super) fn plain(status: StatusCode) -> Response {
    let words = status.canonical_reason().unwrap_or("refused");
    let mut answer = Response::new(Body::from(format!("{words}\n")));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    answer
}

/// An answer that leads on to another address of this server, which is encoded already.
pub(super) fn lead(status: StatusCode, address: &str) -> Response {
    let Ok(address) = HeaderValue::from_str(address) else {
        return plain(StatusCode::NOT_FOUND);
    };
    let mut answer = plain(status);
    answer.headers_mut().insert(LOCATION, address);
    answer
}

/// The bytes of an answer without routes: a refusal before anything was parsed.
pub(super) fn raw(status: StatusCode) -> String {
    let answer = seal(plain(status), None);
    let words = status.canonical_reason().unwrap_or("refused");
    let fields = answer.headers().iter().fold(String::new(), |fields, (name, value)| {
        fields + name.as_str() + ": " + value.to_str().unwrap_or_default() + "\r\n"
    });
    format!(
        "HTTP/1.1 {} {words}\r\n{fields}content-length: {}\r\nconnection: close\r\n\r\n{words}\n",
        status.as_u16(),
        words.len() + 1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_carries_what_every_answer_carries() {
        let text = raw(StatusCode::METHOD_NOT_ALLOWED);
        assert!(text.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"), "{text}");
        assert!(text.contains("\r\nallow: GET, HEAD\r\n"), "{text}");
        assert!(text.contains("frame-ancestors 'none'\r\n"), "{text}");
        assert!(text.ends_with("\r\n\r\nMethod Not Allowed\n"), "{text}");
        assert!(text.contains("\r\ncontent-length: 19\r\n"), "{text}");
    }

    #[test]
    fn nobody_is_led_by_a_line_break() {
        let answer = lead(StatusCode::MOVED_PERMANENTLY, "/a\r\nSet-Cookie: x");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }
}
