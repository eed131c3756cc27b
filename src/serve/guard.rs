//! Who may ask: pages of other sites are kept from reading this one.

use axum::http::header::{COOKIE, HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};

use super::door::Hosts;

/// Who may ask at a door.
#[derive(Debug)]
pub(super) struct Access {
    pub(super) hosts: Hosts,
    /// Beside a desk: who has no key sees nothing, and the desk shows the pages in a frame.
    pub(super) desk: Option<DeskAccess>,
}

/// What the pages beside a desk ask for.
#[derive(Debug, Clone)]
pub struct DeskAccess {
    /// The cookie, such as `engraft-desk-4040=…`.
    pub cookie: String,
    /// The origin of the desk.
    pub origin: String,
}

impl Access {
    /// The origin whose pages may show these in a frame.
    pub(super) fn framed_by(&self) -> Option<&str> {
        self.desk.as_ref().map(|desk| &*desk.origin)
    }
}

/// Judges where a request comes from.
pub(super) fn check(access: &Access, headers: &HeaderMap) -> Result<(), StatusCode> {
    let field = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let host = field(HOST.as_str()).unwrap_or_default();
    if !access.hosts.allow(host) {
        return Err(StatusCode::FORBIDDEN);
    }
    // Browsers name the origin of what scripts ask for. Pages of ours have ours.
    let own = format!("http://{host}");
    if field(ORIGIN.as_str()).is_some_and(|origin| !origin.eq_ignore_ascii_case(&own)) {
        return Err(StatusCode::FORBIDDEN);
    }
    let site = field("sec-fetch-site");
    let is_ours = matches!(site, None | Some("same-origin" | "none"));
    let navigates = field("sec-fetch-mode") == Some("navigate");
    // A link in a message may lead here; a picture, a script or a frame may not.
    let is_link = navigates && field("sec-fetch-dest") == Some("document");
    if let Some(desk) = &access.desk {
        // The frame of the desk, which is another origin of this machine.
        let is_frame = navigates
            && site == Some("same-site")
            && field("sec-fetch-dest") == Some("iframe");
        let mut cookies = headers.get_all(COOKIE).iter();
        let has_key = cookies.any(|line| {
            let line = line.to_str().unwrap_or_default();
            line.split(';').any(|cookie| same(cookie.trim(), &desk.cookie))
        });
        return if has_key && (is_ours || is_link || is_frame) {
            Ok(())
        } else {
            Err(StatusCode::FORBIDDEN)
        };
    }
    if is_ours || is_link { Ok(()) } else { Err(StatusCode::FORBIDDEN) }
}

/// Whether two secrets are one, in a time that tells nothing of where they differ.
pub fn same(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    let differing = pairs.fold(0, |differing, (one, other)| differing | (one ^ other));
    one.len() == other.len() && differing == 0
}
