//! The desk in a browser: its page, and the scripts and sheets that are part of the program.

use crate::base::{escape, media};
use crate::serve::Reply;

/// Every file, below the address of the desk.
const FILES: &[(&str, &str)] = &[
    ("ask.js", include_str!("client/ask.js")),
    ("complete.js", include_str!("client/complete.js")),
    ("desk.css", include_str!("client/desk.css")),
    ("desk.js", include_str!("client/desk.js")),
    ("dialogs.js", include_str!("client/dialogs.js")),
    ("documents.js", include_str!("client/documents.js")),
    ("dom.js", include_str!("client/dom.js")),
    ("editor.js", include_str!("client/editor.js")),
    ("fields.js", include_str!("client/fields.js")),
    ("findings.js", include_str!("client/findings.js")),
    ("launch.js", include_str!("client/launch.js")),
    ("marks.js", include_str!("client/marks.js")),
    ("merge.js", include_str!("client/merge.js")),
    ("pictures.js", include_str!("client/pictures.js")),
];

/// The page, but for what is known only when it is asked for.
const PAGE: &str = include_str!("client/desk.html");

/// What the desk may load: its own, and the pages in a frame.
pub(super) fn policy(pages_origin: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; frame-src {pages_origin}; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    )
}

/// The page of the desk.
pub(super) fn page(pages_origin: &str, home: &str) -> Reply {
    let body =
        PAGE.replace("{pages}", &escape(pages_origin)).replace("{home}", &escape(home));
    Reply { status: 200, media: media::HTML, body: body.into_bytes(), fields: Vec::new() }
}

/// A file of the desk.
pub(super) fn file(name: &str) -> Option<Reply> {
    let (name, text) = FILES.iter().find(|(known, _)| *known == name)?;
    let media = media::of(name);
    let body = text.as_bytes().to_vec();
    Some(Reply { status: 200, media, body, fields: Vec::new() })
}
